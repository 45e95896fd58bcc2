/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket.h"

#include "catalog/sockeye-catalog.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

static gboolean
sockeye_socket_is_connection (SockeyeSocket *self)
{
  return sockeye_catalog_is_connection (sockeye_socket_get_socktype (self));
}

static const char *
sockeye_socket_why_no_bind (SockeyeSocket *self)
{
  switch (sockeye_socket_get_stage (self))
    {
    case SOCKEYE_STAGE_CREATED:
      return NULL;
    case SOCKEYE_STAGE_BOUND:
      return N_("%s is bound already");
    case SOCKEYE_STAGE_LISTENING:
      return N_("%s listens already: it is bound");
    default:
      return N_("%s has an address already: bind before you connect");
    }
}

/* Listen needs Bind here, since the kernel would open a port on every
 * interface by itself. */
static const char *
sockeye_socket_why_no_listen (SockeyeSocket *self)
{
  if (!sockeye_socket_is_connection (self))
    return N_("%s is a datagram socket: it receives without listening");
  switch (sockeye_socket_get_stage (self))
    {
    case SOCKEYE_STAGE_CREATED:
      return N_("%s is not bound: Bind first");
    case SOCKEYE_STAGE_BOUND:
    case SOCKEYE_STAGE_LISTENING:
      return NULL;
    case SOCKEYE_STAGE_CONNECTING:
      return N_("%s is connecting: a socket listens or connects");
    default:
      return N_("%s is connected: a socket listens or connects");
    }
}

static const char *
sockeye_socket_why_no_accept (SockeyeSocket *self)
{
  if (sockeye_socket_get_stage (self) != SOCKEYE_STAGE_LISTENING)
    return N_("%s does not listen: Bind and Listen first");
  if (sockeye_socket_get_automatic (self))
    return N_("%s accepts by itself: switch Automatic off to accept by hand");
  if (sockeye_socket_is_waiting (self, SOCKEYE_VERB_ACCEPT))
    return N_("accept() of %s has not returned yet");
  return NULL;
}

static const char *
sockeye_socket_why_no_connect (SockeyeSocket *self)
{
  /* packet_ops of net/packet/af_packet.c has no connect. */
  if (sockeye_socket_get_family (self) == AF_PACKET)
    return N_("%s is a packet socket, which cannot connect: type an address in To");
  if (sockeye_socket_is_waiting (self, SOCKEYE_VERB_GETADDRINFO))
    return N_("a look-up for %s has not returned yet");
  switch (sockeye_socket_get_stage (self))
    {
    case SOCKEYE_STAGE_LISTENING:
      return N_("%s listens: a socket listens or connects");
    case SOCKEYE_STAGE_CONNECTING:
      return N_("connect() of %s has not returned yet");
    case SOCKEYE_STAGE_CONNECTED:
      return sockeye_socket_is_connection (self) ? N_("%s is connected already") : NULL;
    default:
      return NULL;
    }
}

static const char *
sockeye_socket_why_no_send (SockeyeSocket *self)
{
  if (sockeye_socket_get_stage (self) == SOCKEYE_STAGE_LISTENING)
    return N_("%s is a listener; choose one of its peers to send");
  if (sockeye_socket_is_connection (self) && sockeye_socket_get_stage (self) == SOCKEYE_STAGE_CONNECTING)
    return N_("%s is not connected yet");
  if (sockeye_socket_is_connection (self) && sockeye_socket_get_stage (self) != SOCKEYE_STAGE_CONNECTED)
    return N_("%s is not connected: Connect first");
  if (sockeye_socket_get_write_shut (self))
    return N_("sending on %s was shut down");
  return NULL;
}

/* Whether nothing reaches it before it has an address. A raw or a packet socket
 * is given what its protocol names at once. */
static gboolean
sockeye_socket_needs_name (SockeyeSocket *self)
{
  return sockeye_socket_get_socktype (self) != SOCK_RAW
         && sockeye_socket_get_family (self) != AF_PACKET;
}

static const char *
sockeye_socket_why_no_recv (SockeyeSocket *self)
{
  if (sockeye_socket_get_stage (self) == SOCKEYE_STAGE_LISTENING)
    return N_("%s is a listener; its peers receive");
  if (sockeye_socket_is_connection (self) && sockeye_socket_get_stage (self) != SOCKEYE_STAGE_CONNECTED)
    return N_("%s is not connected: Connect first");
  if (sockeye_socket_get_stage (self) == SOCKEYE_STAGE_CREATED && sockeye_socket_needs_name (self))
    return N_("%s has no address yet: Bind first, so that somebody can send to it");
  if (sockeye_socket_get_automatic (self))
    return N_("%s receives by itself: switch Automatic off to receive by hand");
  if (sockeye_socket_is_waiting (self, SOCKEYE_VERB_RECV) || sockeye_socket_is_waiting (self, SOCKEYE_VERB_RECVFROM))
    return N_("recv() of %s has not returned yet");
  return NULL;
}

static const char *
sockeye_socket_why_no_shutdown (SockeyeSocket *self)
{
  if (sockeye_socket_get_stage (self) != SOCKEYE_STAGE_CONNECTED)
    return N_("%s is not connected: there is nothing to shut down");
  return NULL;
}

char *
sockeye_socket_dup_obstacle (SockeyeSocket *self,
                             SockeyeVerb    verb)
{
  const char *why = NULL;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  if (sockeye_socket_is_closed (self))
    {
      why = N_("%s is closed");
    }
  else
    {
      switch (verb)
        {
        case SOCKEYE_VERB_BIND:
          why = sockeye_socket_why_no_bind (self);
          break;
        case SOCKEYE_VERB_LISTEN:
          why = sockeye_socket_why_no_listen (self);
          break;
        case SOCKEYE_VERB_ACCEPT:
          why = sockeye_socket_why_no_accept (self);
          break;
        case SOCKEYE_VERB_CONNECT:
          why = sockeye_socket_why_no_connect (self);
          break;
        case SOCKEYE_VERB_SEND:
        case SOCKEYE_VERB_SENDTO:
        case SOCKEYE_VERB_SENDMSG:
          why = sockeye_socket_why_no_send (self);
          break;
        case SOCKEYE_VERB_RECV:
        case SOCKEYE_VERB_RECVFROM:
          why = sockeye_socket_why_no_recv (self);
          break;
        case SOCKEYE_VERB_SHUTDOWN:
          why = sockeye_socket_why_no_shutdown (self);
          break;
        default:
          break;
        }
    }
  if (why == NULL)
    return NULL;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  /* Every message above has exactly one %s. */
  return g_strdup_printf (_(why), sockeye_socket_get_name (self));
#pragma GCC diagnostic pop
}

SockeyeVerb
sockeye_socket_get_suggestion (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), SOCKEYE_VERB_NONE);

  switch (sockeye_socket_get_badge (self))
    {
    case SOCKEYE_BADGE_BOUND:
      return sockeye_socket_is_connection (self) ? SOCKEYE_VERB_LISTEN : SOCKEYE_VERB_NONE;
    case SOCKEYE_BADGE_LISTENING:
      return sockeye_socket_get_automatic (self) || sockeye_socket_is_waiting (self, SOCKEYE_VERB_ACCEPT)
               ? SOCKEYE_VERB_NONE : SOCKEYE_VERB_ACCEPT;
    case SOCKEYE_BADGE_CONNECTED:
    case SOCKEYE_BADGE_PEER_CLOSED:
      return sockeye_socket_get_write_shut (self) ? SOCKEYE_VERB_NONE : SOCKEYE_VERB_SEND;
    default:
      return SOCKEYE_VERB_NONE;
    }
}
