/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What sockets do by themselves. */

#include "config.h"

#include "sockeye-session-private.h"

/**
 * sockeye_session_set_automatic:
 *
 * Whether the socket accepts and receives as things come. Switching on takes
 * what waits.
 */
void
sockeye_session_set_automatic (SockeyeSession  *self,
                               SockeyeSocketId  id,
                               gboolean         automatic)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor != NULL)
    _sockeye_reactor_set_automatic (self->reactor, id, automatic);
}

/**
 * sockeye_session_set_echo:
 *
 * Whether Automatic sends back what it receives: of a connection the bytes and
 * then the end, of other sockets each datagram to its sender. Off by default;
 * accepted peers take it over from their listener. While something waits to be
 * sent back, the socket receives no more.
 */
void
sockeye_session_set_echo (SockeyeSession  *self,
                          SockeyeSocketId  id,
                          gboolean         echo)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor != NULL)
    _sockeye_reactor_set_echo (self->reactor, id, echo);
}

/**
 * sockeye_session_set_start_automatic:
 *
 * Whether sockets created from now on start automatic; they do by default.
 */
void
sockeye_session_set_start_automatic (SockeyeSession *self,
                                     gboolean        automatic)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor != NULL)
    _sockeye_reactor_set_start_automatic (self->reactor, automatic);
}

/**
 * sockeye_session_set_close_with_peer:
 *
 * Whether automatic sockets also close by themselves once their peer has
 * closed, or broken off, and what waits to be sent has gone; by default they
 * never do.
 */
void
sockeye_session_set_close_with_peer (SockeyeSession *self,
                                     gboolean        close_with_peer)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor != NULL)
    _sockeye_reactor_set_close_with_peer (self->reactor, close_with_peer);
}
