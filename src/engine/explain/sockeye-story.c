/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-story-private.h"

#include "catalog/sockeye-catalog.h"
#include "event/sockeye-event-private.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>

/* --- what is known of the socket -------------------------------------------------- */

static SockeyeStoryKind
sockeye_story_get_kind (int family,
                        int type,
                        int protocol)
{
  gboolean inet = family == AF_INET || family == AF_INET6;

  if (sockeye_catalog_is_tcp (family, type, protocol))
    return SOCKEYE_STORY_TCP;
  if (inet && type == SOCK_DGRAM && (protocol == 0 || protocol == IPPROTO_UDP))
    return SOCKEYE_STORY_UDP;
  if (family == AF_UNIX && type == SOCK_STREAM)
    return SOCKEYE_STORY_UNIX_STREAM;
  if (family == AF_UNIX && type == SOCK_SEQPACKET)
    return SOCKEYE_STORY_UNIX_PACKET;
  if (family == AF_UNIX && type == SOCK_DGRAM)
    return SOCKEYE_STORY_UNIX_DATAGRAM;
  return SOCKEYE_STORY_OTHER;
}

/* Where the row does not tell, the socket does, if it is still on the list. A
 * receive of 0 bytes has its kind among its arguments. */
static void
sockeye_story_ask_socket (SockeyeStory *self)
{
  gboolean receive = self->verb == SOCKEYE_VERB_RECV || self->verb == SOCKEYE_VERB_RECVFROM;
  SockeyeSocket *socket = self->socket;
  gint32 args[3];

  if (receive && _sockeye_event_get_args (self->event, args, G_N_ELEMENTS (args)))
    self->kind = sockeye_story_get_kind (args[0], args[1], args[2]);
  else if (socket != NULL)
    self->kind = sockeye_story_get_kind (sockeye_socket_get_family (socket),
                                         sockeye_socket_get_socktype (socket),
                                         sockeye_socket_get_protocol (socket));
  /* That there was none is known only as long as the socket is there. */
  self->reset = socket == NULL || sockeye_socket_get_stage (socket) == SOCKEYE_STAGE_CLOSED
                || sockeye_socket_get_badge (socket) == SOCKEYE_BADGE_RESET;
}

static void
sockeye_story_init (SockeyeStory   *self,
                    SockeyeSession *session,
                    SockeyeEvent   *event)
{
  SockeyeSocketId id = sockeye_event_get_socket (event);
  SockeyeSituation situation;

  *self = (SockeyeStory){ .event = event, .kind = SOCKEYE_STORY_OTHER };
  self->verb = sockeye_event_get_verb (event);
  if (session != NULL && id != 0)
    self->socket = sockeye_session_get_socket (session, id);
  if (!sockeye_event_get_situation (event, &situation))
    {
      sockeye_story_ask_socket (self);
      return;
    }
  self->kind = sockeye_story_get_kind (situation.family, situation.type, situation.protocol);
  self->connected = situation.stage == SOCKEYE_STAGE_CONNECTED;
  self->listening = situation.stage == SOCKEYE_STAGE_LISTENING;
  self->write_shut = situation.write_shut;
  self->reset = situation.reset;
}

/* Returns the first text that is true of it, translated; NULL for none. */
const char *
_sockeye_story_find (const SockeyeStoryText *texts,
                     guint                   n_texts,
                     SockeyeVerb             verb,
                     int                     code,
                     SockeyeStoryKind        kind)
{
  for (guint i = 0; i < n_texts; i++)
    if ((texts[i].verb == verb || texts[i].verb == SOCKEYE_VERB_NONE)
        && (texts[i].code == code || texts[i].code == 0) && (texts[i].kinds & kind))
      return _(texts[i].text);
  return NULL;
}

/* --- rows that are no call -------------------------------------------------------- */

/* epoll_ctl(2), udp(7), unix(7). EPOLLERR says that there is an error, not which. */
static const SockeyeStoryText news[] = {
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_PEER_CLOSED, SOCKEYE_STORY_TCP,
    N_("A FIN came from the peer: it will send no more. Whether it still receives, the kernel "
       "does not tell.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_PEER_CLOSED, SOCKEYE_STORY_ANY,
    N_("The peer has closed, or shut down its sending. Which of the two, the kernel does not "
       "tell.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_HUNG_UP, SOCKEYE_STORY_ANY,
    N_("The kernel says that both directions of the connection are over.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_RESET, SOCKEYE_STORY_TCP,
    N_("The kernel has an error for this connection, as a rule because an RST came. The next call "
       "tells which.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_RESET, SOCKEYE_STORY_ANY,
    N_("The kernel has an error for this connection, as a rule because the peer closed before it "
       "had read everything. The next call tells which.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_ERROR, SOCKEYE_STORY_UDP,
    N_("The kernel has an error for this socket, as a rule because ICMP said that a datagram did "
       "not arrive. The next call tells which.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_ERROR, SOCKEYE_STORY_ANY,
    N_("The kernel has an error for this socket. The next call tells which.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_LATE, SOCKEYE_STORY_ANY,
    N_("The kernel put something into the error queue: an error of an earlier send, or a time. It "
       "stays there until it is received with MSG_ERRQUEUE.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_UNLINKED, SOCKEYE_STORY_ANY,
    N_("Sockeye removed the file that bind had made. The kernel itself leaves it there.") },
  { SOCKEYE_VERB_NONE, SOCKEYE_NEWS_RESUMED, SOCKEYE_STORY_ANY,
    N_("A descriptor is free again, so accepting goes on. Clients waited in the backlog "
       "meanwhile.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY, N_("The kernel reported this unasked.") },
};

/* The counter has every datagram that was not kept, whatever the reason. */
static char *
sockeye_story_dup_dropped (const SockeyeStory *self)
{
  guint64 count = sockeye_event_get_asked (self->event);
  g_autofree char *number = sockeye_number_to_string (count);

  return g_strdup_printf (ngettext ("The kernel threw %s datagram away, as a rule because the "
                                    "receive buffer was full. Its sender is not told.",
                                    "The kernel threw %s datagrams away, as a rule because the "
                                    "receive buffer was full. Their sender is not told.",
                                    (gulong) count),
                          number);
}

static char *
sockeye_story_dup_unasked (const SockeyeStory *self)
{
  SockeyeNews which = sockeye_event_get_news (self->event);

  if (sockeye_event_get_kind (self->event) != SOCKEYE_KIND_EVENT)
    return g_strdup (_("A remark, not a call."));
  if (which == SOCKEYE_NEWS_DROPPED)
    return sockeye_story_dup_dropped (self);
  if (which == SOCKEYE_NEWS_PASSED)
    return _sockeye_story_dup_news_passed (self);
  return g_strdup (_sockeye_story_find (news, G_N_ELEMENTS (news), SOCKEYE_VERB_NONE, (int) which,
                                        self->kind));
}

/* --- calls that never returned ---------------------------------------------------- */

static const SockeyeStoryText cancelled[] = {
  { SOCKEYE_VERB_ACCEPT, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before a connection came. The listener listens on.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_TCP,
    N_("Cancelled before an answer to the SYN was seen. Sockeye gave the attempt up.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before the kernel told the outcome. Sockeye gave the attempt up.") },
  { SOCKEYE_VERB_SEND, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled while bytes waited for room. The kernel takes no more of them; what earlier rows "
       "tell of, it has.") },
  { SOCKEYE_VERB_SENDTO, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled while bytes waited for room. The kernel takes no more of them; what earlier rows "
       "tell of, it has.") },
  { SOCKEYE_VERB_SENDMSG, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled while bytes waited for room. The kernel takes no more of them; what earlier rows "
       "tell of, it has.") },
  { SOCKEYE_VERB_RECV, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before the kernel had anything to hand over. Nothing was taken away.") },
  { SOCKEYE_VERB_RECVFROM, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before the kernel had anything to hand over. Nothing was taken away.") },
  { SOCKEYE_VERB_SHUTDOWN, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled while it waited for earlier sends: the kernel was not asked.") },
  { SOCKEYE_VERB_CLOSE, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled while it waited for earlier sends: the kernel was not asked.") },
  { SOCKEYE_VERB_GETADDRINFO, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before the C library had an answer. An answer that still comes is thrown "
       "away.") },
  { SOCKEYE_VERB_GETSERVBYNAME, 0, SOCKEYE_STORY_ANY,
    N_("Cancelled before the C library had an answer. An answer that still comes is thrown "
       "away.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY, N_("Cancelled before the call had returned.") },
};

static const char *
sockeye_story_get_cancelled (const SockeyeStory *self)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (self->event);

  if (address != NULL && sockeye_address_needs_lookup (address))
    return _("Cancelled while the name was being looked up: the call itself was not made.");
  return _sockeye_story_find (cancelled, G_N_ELEMENTS (cancelled), self->verb, 0, self->kind);
}

/**
 * sockeye_session_dup_story:
 * @session: (nullable): the session of the row
 * @event: a row
 *
 * What happened in this row: what the kernel did, and what it did not tell.
 * Says only what is true of all kinds of socket where neither the row nor the
 * session knows which one it was.
 *
 * Returns: (transfer full): one or two sentences, translated; never "". Of a
 *   datagram of AF_NETLINK, below them, a line for each of its messages
 */
char *
sockeye_session_dup_story (SockeyeSession *session,
                           SockeyeEvent   *event)
{
  SockeyeStory story;
  SockeyeBits bits;

  g_return_val_if_fail (session == NULL || SOCKEYE_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  sockeye_story_init (&story, session, event);
  bits = sockeye_event_get_bits (event);
  if (bits & SOCKEYE_BIT_CANCELLED)
    return g_strdup (sockeye_story_get_cancelled (&story));
  if (bits & SOCKEYE_BIT_REFUSED)
    return g_strdup (_("Sockeye refused: the call was not made, and the kernel does not know of "
                       "it."));
  if (story.verb == SOCKEYE_VERB_NONE)
    return sockeye_story_dup_unasked (&story);
  if (sockeye_event_is_error (event))
    return g_strdup (_sockeye_story_get_error (&story));
  switch (story.verb)
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return _sockeye_story_with_control (&story, _sockeye_story_dup_send (&story));
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return _sockeye_story_with_control (&story, _sockeye_story_dup_receive (&story));
    default:
      return _sockeye_story_dup_call (&story);
    }
}
