/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What happened in a call that succeeded and moved no bytes. */

#include "config.h"

#include "sockeye-story-private.h"

#include "event/sockeye-event-private.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/un.h>

/* RFC 9293, 3.5 and 3.6; listen(2), connect(2), unix(7). */
static const SockeyeStoryText calls[] = {
  { SOCKEYE_VERB_GETHOSTNAME, 0, SOCKEYE_STORY_ANY,
    N_("The kernel told the name that this machine has for itself. Whether others know it, that "
       "does not say.") },
  { SOCKEYE_VERB_GETADDRINFO, 0, SOCKEYE_STORY_ANY,
    N_("The C library found addresses for the name. Whether anybody answers there, that does not "
       "say.") },
  { SOCKEYE_VERB_GETSERVBYNAME, 0, SOCKEYE_STORY_ANY,
    N_("The C library found the port that belongs to the name. Whether a server runs there, that "
       "does not say.") },
  { SOCKEYE_VERB_SOCKET, 0, SOCKEYE_STORY_ANY,
    N_("A socket exists now. It has no address and talks to nobody yet.") },
  { SOCKEYE_VERB_SETSOCKOPT, 0, SOCKEYE_STORY_ANY,
    N_("The kernel accepted this value of the option.") },
  { SOCKEYE_VERB_GETSOCKOPT, 0, SOCKEYE_STORY_ANY,
    N_("The kernel told the value that the option has now.") },
  { SOCKEYE_VERB_BIND, 0, SOCKEYE_STORY_ANY, N_("The socket has this local address now.") },
  { SOCKEYE_VERB_LISTEN, 0, SOCKEYE_STORY_TCP,
    N_("The kernel completes handshakes by itself from now on. The connections wait in the "
       "backlog until accept takes them.") },
  { SOCKEYE_VERB_LISTEN, 0, SOCKEYE_STORY_ANY,
    N_("The kernel lets others connect from now on. The connections wait in the backlog until "
       "accept takes them.") },
  { SOCKEYE_VERB_ACCEPT, 0, SOCKEYE_STORY_TCP,
    N_("The handshake was complete before: accept only handed the connection over, as a socket "
       "of its own. The listener listens on.") },
  { SOCKEYE_VERB_ACCEPT, 0, SOCKEYE_STORY_ANY,
    N_("The connection was there before: accept only handed it over, as a socket of its own. "
       "The listener listens on.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_TCP,
    N_("The 3-way handshake is complete. Whether the server has accepted the connection, the "
       "kernel does not tell: it may still wait in the backlog.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_UDP,
    N_("No packet was sent: the kernel only remembers the peer. Whether anybody receives there, "
       "it does not tell.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_UNIX_CONNECTION,
    N_("The connection is made: it waits in the listener's backlog, or has been accepted. Which "
       "of the two, the kernel does not tell.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_UNIX_DATAGRAM,
    N_("No message was sent: the kernel only remembers the peer, which was there.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_ANY, N_("The socket has this peer now.") },
};

/* --- setsockopt ----------------------------------------------------------------- */

/* socket(7), ip(7); RFC 9293, 3.10.5 and RFC 2525, 2.16 on the RST of an abort. */
static const char *
sockeye_story_get_linger (const SockeyeStory *self,
                          gboolean            on,
                          int                 seconds)
{
  if (self->kind != SOCKEYE_STORY_TCP)
    return NULL;
  if (!on)
    return _("From now on close returns at once, and the kernel sends what is left by itself.");
  if (seconds == 0)
    return _("From now on close breaks the connection off with RST, and bytes not sent yet are "
             "lost. Nothing was sent now.");
  return _("From now on close waits for the peer to acknowledge all that was sent, at most the "
           "seconds given.");
}

static const char *
sockeye_story_get_option (const SockeyeStory *self)
{
  g_autoptr (GBytes) read_back = sockeye_event_dup_read_back (self->event);
  gint32 args[4];

  _sockeye_event_get_args (self->event, args, G_N_ELEMENTS (args));
  if (args[0] != SOL_SOCKET)
    return read_back != NULL ? _("The kernel accepted the value, and made another of it.") : NULL;
  switch (args[1])
    {
    case SO_LINGER:
      return sockeye_story_get_linger (self, args[2] != 0, args[3]);
    case SO_REUSEADDR:
      return _("The kernel noted it. It counts when a socket is bound, not before.");
    case SO_BROADCAST:
      return args[2] != 0 ? _("The socket may send to a broadcast address from now on.")
                          : _("The socket may no longer send to a broadcast address.");
    case SO_RCVBUF:
      return _("The kernel keeps twice this value for the receive buffer, within bounds of its "
               "own.");
    case SO_SNDBUF:
      return _("The kernel keeps twice this value for the send buffer, within bounds of its "
               "own.");
    default:
      return read_back != NULL ? _("The kernel accepted the value, and made another of it.") : NULL;
    }
}

/* --- bind ----------------------------------------------------------------------- */

static gboolean
sockeye_story_is_wildcard (const struct sockaddr *address,
                           socklen_t              length)
{
  if (address->sa_family == AF_INET && length >= sizeof (struct sockaddr_in))
    return ((const struct sockaddr_in *) address)->sin_addr.s_addr == htonl (INADDR_ANY);
  if (address->sa_family == AF_INET6 && length >= sizeof (struct sockaddr_in6))
    return IN6_IS_ADDR_UNSPECIFIED (&((const struct sockaddr_in6 *) address)->sin6_addr);
  return FALSE;
}

/* Port 0: the row has what was asked for, the socket what it got. */
static char *
sockeye_story_dup_port (const SockeyeStory *self,
                        SockeyeAddress     *address)
{
  SockeyeAddress *local = self->socket != NULL ? sockeye_socket_get_local (self->socket) : NULL;
  guint port = local != NULL ? sockeye_address_get_port (local) : 0;

  if (sockeye_address_get_port (address) != 0)
    return g_strdup (_("The socket has this port now"));
  if (port == 0)
    return g_strdup (_("The kernel chose a free port"));
  return g_strdup_printf (_("The kernel chose port %u"), port);
}

static char *
sockeye_story_dup_inet_bind (const SockeyeStory *self,
                             SockeyeAddress     *address)
{
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  g_autofree char *port = sockeye_story_dup_port (self, address);
  const char *where = sockeye_story_is_wildcard (sockaddr, length)
                        ? _("on all addresses of this machine")
                        : _("on this one address");

  if (self->kind == SOCKEYE_STORY_TCP)
    /* Translators: "The kernel chose port 40000, on this one address. ..." */
    return g_strdup_printf (_("%s, %s. Nobody can connect before listen."), port, where);
  /* Translators: "The kernel chose port 40000, on this one address. ..." */
  return g_strdup_printf (_("%s, %s. Datagrams to it wait here for recvfrom, as far as there is "
                            "room."),
                          port, where);
}

static const char *
sockeye_story_get_unix_bind (SockeyeAddress *address)
{
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);

  if (length <= offsetof (struct sockaddr_un, sun_path))
    return _("The kernel chose an abstract name for the socket. No file was made.");
  if (((const struct sockaddr_un *) sockaddr)->sun_path[0] == '\0')
    return _("The socket has this abstract name now. No file was made, and closing frees the "
             "name.");
  return _("The kernel made a file of this name for others to find the socket. Data does not go "
           "through the file.");
}

/* NULL where nothing more is known than that it succeeded. */
static char *
sockeye_story_dup_bind (const SockeyeStory *self)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (self->event);

  if (address == NULL || sockeye_address_needs_lookup (address))
    return NULL;
  if (self->kind & SOCKEYE_STORY_INET)
    return sockeye_story_dup_inet_bind (self, address);
  if (self->kind & SOCKEYE_STORY_UNIX)
    return g_strdup (sockeye_story_get_unix_bind (address));
  return NULL;
}

/* --- shutdown ------------------------------------------------------------------- */

/* Linux: reading is ended here alone, and what still arrives can be received;
 * shutting down a listener's reading ends its listening (net/ipv4/af_inet.c). */
static const char *
sockeye_story_get_tcp_shutdown (const SockeyeStory *self,
                                int                 how)
{
  if (self->listening)
    return how == SHUT_WR ? _("A listener sends nothing: nothing has changed.")
                          : _("The kernel listens no more: connections that waited were reset.");
  if (self->write_shut && how != SHUT_RD)
    return _("Sending was shut down before: no further FIN is sent.");
  if (how == SHUT_RD)
    return _("No packet was sent: the peer does not notice. Here recv returns 0 when nothing is "
             "left.");
  if (how == SHUT_WR)
    return _("The kernel sends one FIN, after the bytes that still wait. Receiving goes on.");
  return _("The kernel sends one FIN, after the bytes that still wait, and recv returns 0 when "
           "nothing is left. The descriptor stays until close.");
}

static const char *
sockeye_story_get_unix_shutdown (const SockeyeStory *self,
                                 int                 how)
{
  if (self->listening)
    return how == SHUT_WR ? _("A listener sends nothing: nobody notices.")
                          : _("Nobody can connect any more. Connections that wait can still be "
                              "accepted.");
  if (!self->connected)
    return _("There is no peer that could notice it.");
  if (how == SHUT_RD)
    return _("The peer's next send fails with EPIPE. Here recv returns 0 when nothing is left.");
  if (how == SHUT_WR)
    return _("The peer reads the end of the stream after what was sent. Receiving goes on.");
  return _("Both directions are over, and the peer notices both. The descriptor stays until "
           "close.");
}

static const char *
sockeye_story_get_shutdown (const SockeyeStory *self)
{
  gint32 how = SHUT_RDWR;

  if (!_sockeye_event_get_args (self->event, &how, 1))
    return _("A direction of this socket is over. The descriptor stays until close.");
  if (self->kind == SOCKEYE_STORY_TCP)
    return sockeye_story_get_tcp_shutdown (self, how);
  if (self->kind & SOCKEYE_STORY_UNIX_CONNECTION)
    return sockeye_story_get_unix_shutdown (self, how);
  if (self->kind == SOCKEYE_STORY_UDP)
    return how == SHUT_RD ? _("No packet was sent: UDP has nothing that tells the peer of it.")
                          : _("No packet was sent: UDP has no end. The kernel only refuses to send "
                              "more from here.");
  return how == SHUT_RD ? _("The kernel noted that this side is to receive no more.")
                        : _("The kernel refuses to send more from here.");
}

/* --- close ---------------------------------------------------------------------- */

/* A close with bytes unread, or with SO_LINGER and 0 seconds, sends RST in
 * place of FIN (RFC 1122, 4.2.2.13; tcp_close() of Linux). */
static const char *
sockeye_story_get_tcp_close (const SockeyeStory *self)
{
  gboolean known = self->socket != NULL;

  if (self->reset)
    return _("The connection was over before: only the descriptor was given back.");
  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_BROKEN)
    return _("SO_LINGER with 0 seconds: the kernel sent RST instead of FIN, and what was not sent yet is "
             "lost.");
  if (self->write_shut)
    return _("The descriptor is gone. The FIN was asked for by shutdown before, and the kernel "
             "ends the rest by itself.");
  if (known && sockeye_socket_get_remote (self->socket) == NULL)
    return _("The socket and its address are free again. It had no peer to tell.");
  return _("The descriptor is gone. The kernel sends a FIN behind what is still to be sent; whether the "
           "peer has read it all, nobody tells any more.");
}

static char *
sockeye_story_dup_counted_close (const SockeyeStory *self,
                                 guint               count)
{
  g_autofree char *number = sockeye_number_to_string (count);
  SockeyeBits bits = sockeye_event_get_bits (self->event);

  if ((bits & SOCKEYE_BIT_BROKEN) && !(bits & SOCKEYE_BIT_NOW) && self->kind == SOCKEYE_STORY_TCP)
    return g_strdup_printf (ngettext ("Here %s byte was left unread, so the kernel sent RST instead of FIN.",
                                      "Here %s bytes were left unread, so the kernel sent RST instead of "
                                      "FIN.",
                                      count),
                            number);
  if ((bits & SOCKEYE_BIT_BROKEN) && !(bits & SOCKEYE_BIT_NOW))
    return g_strdup_printf (ngettext ("Here %s byte was left unread, so the peer gets ECONNRESET instead of "
                                      "the end of the stream.",
                                      "Here %s bytes were left unread, so the peer gets ECONNRESET instead "
                                      "of the end of the stream.",
                                      count),
                            number);
  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_NOW)
    return g_strdup_printf (ngettext ("The descriptor is gone. %s byte that waited to be sent "
                                      "never reached the kernel.",
                                      "The descriptor is gone. %s bytes that waited to be sent "
                                      "never reached the kernel.",
                                      count),
                            number);
  return g_strdup_printf (ngettext ("The listener is gone. The kernel reset %s connection that "
                                    "was complete and waited for accept.",
                                    "The listener is gone. The kernel reset %s connections that "
                                    "were complete and waited for accept.",
                                    count),
                          number);
}

static char *
sockeye_story_dup_close (const SockeyeStory *self)
{
  guint count = _sockeye_event_get_count (self->event);

  if (count > 0)
    return sockeye_story_dup_counted_close (self, count);
  if (self->kind == SOCKEYE_STORY_TCP)
    return g_strdup (sockeye_story_get_tcp_close (self));
  if (self->kind == SOCKEYE_STORY_UDP)
    return g_strdup (_("The socket and its port are free again. No packet was sent: UDP has "
                       "nothing that tells a peer of it."));
  if (self->kind & SOCKEYE_STORY_UNIX_CONNECTION)
    return g_strdup (_("The descriptor is gone. A peer reads the end of the stream, or ECONNRESET "
                       "if it was not read to the end here."));
  return g_strdup (_("The descriptor is gone, and the socket with it."));
}

/* The kernel made another socket than it was asked for (unix_create() of
 * net/unix/af_unix.c, for one). */
static char *
sockeye_story_dup_socket (const SockeyeStory *self)
{
  g_autofree char *made = sockeye_event_dup_made (self->event);

  if (made == NULL)
    return NULL;
  return g_strdup_printf (_("A socket exists now, but not the one that was asked for: the kernel "
                            "made %s of it, as SO_DOMAIN, SO_TYPE and SO_PROTOCOL tell."),
                          made);
}

/* Never NULL. */
char *
_sockeye_story_dup_call (const SockeyeStory *self)
{
  char *text = NULL;

  if (self->verb == SOCKEYE_VERB_SETSOCKOPT)
    text = g_strdup (sockeye_story_get_option (self));
  else if (self->verb == SOCKEYE_VERB_SOCKET)
    text = sockeye_story_dup_socket (self);
  else if (self->verb == SOCKEYE_VERB_BIND)
    text = sockeye_story_dup_bind (self);
  else if (self->verb == SOCKEYE_VERB_SHUTDOWN)
    text = g_strdup (sockeye_story_get_shutdown (self));
  else if (self->verb == SOCKEYE_VERB_CLOSE)
    text = sockeye_story_dup_close (self);
  if (text != NULL)
    return text;
  return g_strdup (_sockeye_story_find (calls, G_N_ELEMENTS (calls), self->verb, 0, self->kind));
}
