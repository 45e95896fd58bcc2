/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What waits, in words: at the call that would take it, and of a call that has
 * not returned, for what. */

#include "config.h"

#include "catalog/sockeye-catalog.h"
#include "kernel/sockeye-holder-private.h"
#include "session/sockeye-session-private.h"
#include "session/sockeye-socket-private.h"
#include "call/sockeye-number.h"

#include <arpa/inet.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <poll.h>

static gboolean
sockeye_waits_is_full (const SockeyeFacts *facts)
{
  return facts->n_accept > facts->max_accept;
}

static char *
sockeye_waits_dup_accept (const SockeyeState *state)
{
  const SockeyeFacts *facts = &state->facts;

  if (state->stage != SOCKEYE_STAGE_LISTENING || facts->n_accept < 0)
    return NULL;
  if (facts->n_accept == 0)
    return g_strdup_printf (_("none waits, backlog %d"), facts->max_accept);
  if (sockeye_waits_is_full (facts))
    return g_strdup_printf (ngettext ("%d waits, backlog %d: full", "%d wait, backlog %d: full",
                                      facts->n_accept),
                            facts->n_accept, facts->max_accept);
  return g_strdup_printf (ngettext ("%d waits, backlog %d", "%d wait, backlog %d", facts->n_accept),
                          facts->n_accept, facts->max_accept);
}

static char *
sockeye_waits_dup_messages (const SockeyeState *state)
{
  const SockeyeFacts *facts = &state->facts;
  gboolean datagrams = !sockeye_catalog_is_connection (state->type);
  g_autofree char *number = NULL;
  g_autofree char *size = NULL;
  g_autofree char *bytes = NULL;

  if (facts->in_messages == 0)
    return NULL;
  if (facts->in_bytes < 0)
    return (facts->lamps & POLLIN) ? g_strdup (_("a message waits")) : NULL;
  number = sockeye_number_to_string (MAX (facts->in_messages, 1));
  size = sockeye_number_to_string (facts->in_bytes);
  bytes = g_strdup_printf (ngettext ("%s byte", "%s bytes", facts->in_bytes), size);
  if (facts->in_messages < 0)
    /* Translators: %s is "5 bytes", as in the next two. */
    return g_strdup_printf (_("the next of %s"), bytes);
  if (facts->more_messages)
    return g_strdup_printf (_("%s or more, the next of %s"), number, bytes);
  if (datagrams)
    return g_strdup_printf (ngettext ("%s datagram of %s", "%s datagrams, the next of %s",
                                      facts->in_messages),
                            number, bytes);
  return g_strdup_printf (ngettext ("%s message of %s", "%s messages, the next of %s",
                                    facts->in_messages),
                          number, bytes);
}

static char *
sockeye_waits_dup_bytes (const SockeyeState *state)
{
  const SockeyeFacts *facts = &state->facts;
  g_autofree char *number = NULL;

  if (facts->in_bytes <= 0)
    return NULL;
  number = sockeye_number_to_string (facts->in_bytes);
  if (facts->lamps & POLLPRI)
    return g_strdup_printf (ngettext ("%s byte up to the urgent mark", "%s bytes up to the urgent mark",
                                      facts->in_bytes),
                            number);
  return g_strdup_printf (ngettext ("%s byte waits", "%s bytes wait", facts->in_bytes), number);
}

/* What comes when all that waits is taken. */
static const char *
sockeye_waits_get_end (const SockeyeState *state,
                       gboolean            first)
{
  int lamps = state->facts.lamps;

  if (lamps & POLLERR)
    return first ? _("an error waits") : _("then an error");
  if (!(lamps & POLLRDHUP))
    return NULL;
  if (state->read_over || state->reset)
    return first ? _("nothing more will come") : NULL;
  return first ? _("end of stream waits") : _("then the end of stream");
}

static gboolean
sockeye_waits_can_recv (const SockeyeState *state)
{
  if (sockeye_catalog_is_connection (state->type))
    return state->stage == SOCKEYE_STAGE_CONNECTED;
  return state->stage == SOCKEYE_STAGE_BOUND || state->stage == SOCKEYE_STAGE_CONNECTED;
}

static char *
sockeye_waits_dup_recv (const SockeyeState *state)
{
  g_autofree char *what = NULL;
  const char *end;

  if (!sockeye_waits_can_recv (state))
    return NULL;
  what = state->type == SOCK_STREAM ? sockeye_waits_dup_bytes (state) : sockeye_waits_dup_messages (state);
  end = sockeye_waits_get_end (state, what == NULL);
  if (what != NULL && end != NULL)
    return g_strdup_printf ("%s, %s", what, end);
  if (what != NULL)
    return g_steal_pointer (&what);
  if (end != NULL)
    return g_strdup (end);
  if (state->facts.lamps & POLLPRI)
    return g_strdup (_("an urgent byte waits (MSG_OOB)"));
  /* A call that waits is told of elsewhere. */
  if (state->waiting_in != SOCKEYE_VERB_NONE)
    return NULL;
  return g_strdup (_("nothing waits"));
}

static char *
sockeye_waits_dup_send (const SockeyeState *state)
{
  if (state->stage != SOCKEYE_STAGE_CONNECTED || state->write_shut || state->reset
      || state->facts.lamps & (POLLOUT | POLLHUP | POLLERR))
    return NULL;
  return g_strdup (_("would block"));
}

/* A TCP or UNIX stream that is closed with bytes unread breaks off: RFC 9293,
 * 3.6.1; net/unix/af_unix.c, unix_release_sock. */
static char *
sockeye_waits_dup_close (const SockeyeState *state)
{
  const SockeyeFacts *facts = &state->facts;
  gboolean tcp = sockeye_catalog_is_tcp (state->family, state->type, state->protocol);
  g_autofree char *number = NULL;

  if (state->stage == SOCKEYE_STAGE_LISTENING && facts->n_accept > 0)
    return g_strdup_printf (ngettext ("%d waits: closing resets it", "%d wait: closing resets them",
                                      facts->n_accept),
                            facts->n_accept);
  if (state->stage != SOCKEYE_STAGE_CONNECTED || state->type != SOCK_STREAM || state->reset
      || facts->in_bytes <= 0 || facts->tcp_state == SOCKEYE_TCP_CLOSE)
    return NULL;
  number = sockeye_number_to_string (facts->in_bytes);
  if (tcp)
    return g_strdup_printf (ngettext ("%s byte unread: closing sends RST", "%s bytes unread: closing sends RST",
                                      facts->in_bytes),
                            number);
  return g_strdup_printf (ngettext ("%s byte unread: closing resets the peer",
                                    "%s bytes unread: closing resets the peer", facts->in_bytes),
                          number);
}

char *
sockeye_socket_dup_waits (SockeyeSocket *self,
                          SockeyeVerb    verb)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  state = _sockeye_socket_get_state (self);
  /* Automatic takes what comes: nothing waits for a hand. */
  if (state->automatic || state->facts.time == 0 || state->stage == SOCKEYE_STAGE_CLOSED)
    return NULL;
  switch (verb)
    {
    case SOCKEYE_VERB_ACCEPT:
      return sockeye_waits_dup_accept (state);
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return sockeye_waits_dup_recv (state);
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return sockeye_waits_dup_send (state);
    case SOCKEYE_VERB_CLOSE:
      return sockeye_waits_dup_close (state);
    default:
      return NULL;
    }
}

/* --- why a call has not returned ------------------------------------------------ */

/* 127.0.0.0/8 and ::1: what a listener on all addresses gets of this machine for
 * certain. */
static gboolean
sockeye_waits_is_loopback (SockeyeAddress *address)
{
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);

  if (sockaddr == NULL)
    return FALSE;
  if (sockaddr->sa_family == AF_INET)
    return ntohl (((const struct sockaddr_in *) (gconstpointer) sockaddr)->sin_addr.s_addr) >> 24 == 127;
  return sockaddr->sa_family == AF_INET6
         && IN6_IS_ADDR_LOOPBACK (&((const struct sockaddr_in6 *) (gconstpointer) sockaddr)->sin6_addr);
}

static gboolean
sockeye_waits_is_at (SockeyeAddress *local,
                     SockeyeAddress *address)
{
  return sockeye_address_equal (local, address)
         || (sockeye_waits_is_loopback (address) && _sockeye_holder_conflicts (local, address));
}

/* A listener of this window at that address whose queue is full. That of an
 * automatic one is not looked at. */
static SockeyeSocket *
sockeye_waits_find_full_listener (SockeyeSession *session,
                                  SockeyeAddress *address)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, session->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const SockeyeState *state = _sockeye_socket_get_state (value);

      if (state->stage == SOCKEYE_STAGE_LISTENING && !state->automatic && state->local != NULL
          && sockeye_waits_is_full (&state->facts) && sockeye_waits_is_at (state->local, address))
        return value;
    }
  return NULL;
}

/* The kernel drops the SYN of a client when the accept queue is full, and the
 * client sends it again after 1 s, 2 s, 4 s, … (listen(2), RFC 6298). */
static char *
sockeye_waits_dup_connect_reason (SockeyeSession     *session,
                                  SockeyeAddress     *address,
                                  const SockeyeState *state)
{
  SockeyeSocket *listener = address != NULL ? sockeye_waits_find_full_listener (session, address) : NULL;
  int n = state->facts.retransmits;

  if (listener != NULL)
    return g_strdup_printf (_("queue of %s full: SYN dropped, sent again"),
                            sockeye_socket_get_name (listener));
  if (state->facts.tcp_state == SOCKEYE_TCP_SYN_SENT && n > 0)
    return g_strdup_printf (ngettext ("no answer to the SYN, sent again %d time",
                                      "no answer to the SYN, sent again %d times", n),
                            n);
  return g_strdup (_("no answer yet"));
}

static char *
sockeye_waits_dup_all_reason (const SockeyeState *state,
                              SockeyeCall        *call)
{
  g_autofree char *got = sockeye_number_to_string (state->gathered);
  g_autofree char *all = sockeye_number_to_string (sockeye_call_get_size (call));

  return g_strdup_printf (_("%s of %s bytes have come"), got, all);
}

char *
sockeye_session_dup_reason (SockeyeSession *self,
                            SockeyePending *pending)
{
  SockeyeCall *call;
  SockeyeSocket *socket;

  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);
  g_return_val_if_fail (SOCKEYE_IS_PENDING (pending), NULL);

  call = sockeye_pending_get_call (pending);
  socket = sockeye_session_get_socket (self, sockeye_pending_get_socket (pending));
  switch (sockeye_call_get_verb (call))
    {
    case SOCKEYE_VERB_GETADDRINFO:
    case SOCKEYE_VERB_GETSERVBYNAME:
      return g_strdup (_("the look-up has not answered"));
    case SOCKEYE_VERB_ACCEPT:
      return g_strdup (_("nobody has connected"));
    case SOCKEYE_VERB_CONNECT:
      if (socket == NULL)
        return NULL;
      return sockeye_waits_dup_connect_reason (self, sockeye_call_get_address (call),
                                               _sockeye_socket_get_state (socket));
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      if (socket != NULL && sockeye_call_get_flags (call) & MSG_WAITALL)
        return sockeye_waits_dup_all_reason (_sockeye_socket_get_state (socket), call);
      return g_strdup (_("nothing has come"));
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return g_strdup (_("no room: the receiver does not read"));
    case SOCKEYE_VERB_SHUTDOWN:
    case SOCKEYE_VERB_CLOSE:
      return g_strdup (_("waits behind bytes that are still to be sent"));
    default:
      return NULL;
    }
}
