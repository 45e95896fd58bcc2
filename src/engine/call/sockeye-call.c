/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-call-private.h"

#include "option/sockeye-option-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (SockeyeCall, sockeye_call, sockeye_call_ref, sockeye_call_unref)

static SockeyeCall *
sockeye_call_new (SockeyeVerb     verb,
                  SockeyeSocketId socket)
{
  SockeyeCall *self = g_new0 (SockeyeCall, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->verb = verb;
  self->socket = socket;
  return self;
}

static SockeyeCall *
sockeye_call_new_args (SockeyeVerb     verb,
                       SockeyeSocketId socket,
                       int             first,
                       int             second,
                       int             third)
{
  SockeyeCall *self = sockeye_call_new (verb, socket);

  self->args[0] = first;
  self->args[1] = second;
  self->args[2] = third;
  return self;
}

SockeyeCall *
sockeye_call_new_gethostname (void)
{
  return sockeye_call_new (SOCKEYE_VERB_GETHOSTNAME, 0);
}

/**
 * sockeye_call_new_getaddrinfo:
 * @socket: the socket that it is for, or 0; shown with it, no argument
 * @host: the name
 * @family: AF_UNSPEC for all
 * @flags: 0 or AI_CANONNAME
 *
 * Returns: (transfer full): getaddrinfo(host, port, family, type, 0, flags)
 */
SockeyeCall *
sockeye_call_new_getaddrinfo (SockeyeSocketId  socket,
                              const char      *host,
                              guint            port,
                              int              family,
                              int              type,
                              int              flags)
{
  SockeyeCall *self;

  g_return_val_if_fail (host != NULL, NULL);

  self = sockeye_call_new_args (SOCKEYE_VERB_GETADDRINFO, socket, family, type, 0);
  self->host = g_strdup (host);
  self->port = port;
  self->flags = flags;
  return self;
}

/**
 * sockeye_call_new_getservbyname:
 * @socket: the socket that it is for, or 0; shown with it, no argument
 * @service: the name of a port, as in services(5)
 * @type: SOCK_STREAM asks for "tcp", SOCK_DGRAM for "udp", 0 for either
 *
 * Returns: (transfer full): getservbyname(service, protocol)
 */
SockeyeCall *
sockeye_call_new_getservbyname (SockeyeSocketId  socket,
                                const char      *service,
                                int              type)
{
  SockeyeCall *self;

  g_return_val_if_fail (service != NULL, NULL);

  self = sockeye_call_new_args (SOCKEYE_VERB_GETSERVBYNAME, socket, 0, type, 0);
  self->host = g_strdup (service);
  return self;
}

SockeyeCall *
sockeye_call_new_socket (int family,
                         int type,
                         int protocol)
{
  return sockeye_call_new_args (SOCKEYE_VERB_SOCKET, 0, family, type, protocol);
}

/**
 * sockeye_call_new_setsockopt_bytes:
 * @bytes: the value as the kernel takes it, see sockeye_option_parse()
 *
 * Returns: (transfer full): setsockopt(level, option, …)
 */
SockeyeCall *
sockeye_call_new_setsockopt_bytes (SockeyeSocketId  socket,
                                   int              level,
                                   int              option,
                                   GBytes          *bytes)
{
  SockeyeCall *self;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = sockeye_call_new_args (SOCKEYE_VERB_SETSOCKOPT, socket, level, option, 0);
  self->bytes = g_bytes_ref (bytes);
  /* The first two numbers, for those who ask for a value or seconds. */
  data = g_bytes_get_data (bytes, &size);
  if (size > 0)
    memcpy (&self->args[2], data, MIN (size, 2 * sizeof *self->args));
  return self;
}

SockeyeCall *
sockeye_call_new_setsockopt (SockeyeSocketId socket,
                             int             level,
                             int             option,
                             int             value)
{
  g_autoptr (GBytes) bytes = g_bytes_new (&value, sizeof value);

  return sockeye_call_new_setsockopt_bytes (socket, level, option, bytes);
}

/**
 * sockeye_call_new_getsockopt:
 *
 * Returns: (transfer full): getsockopt(level, option), with room for the whole
 *   value of an option that is in the table
 */
SockeyeCall *
sockeye_call_new_getsockopt (SockeyeSocketId socket,
                             int             level,
                             int             option)
{
  SockeyeCall *self = sockeye_call_new_args (SOCKEYE_VERB_GETSOCKOPT, socket, level, option, 0);

  self->size = _sockeye_option_get_room (level, option);
  return self;
}

/**
 * sockeye_call_new_linger:
 * @on: whether close waits for, or with 0 seconds discards, what is unsent
 * @seconds: how long
 *
 * Returns: (transfer full): setsockopt(SOL_SOCKET, SO_LINGER, …), socket(7).
 *   {1, 0} makes close break the connection off with an RST.
 */
SockeyeCall *
sockeye_call_new_linger (SockeyeSocketId socket,
                         gboolean        on,
                         int             seconds)
{
  const struct linger linger = { on, seconds };
  g_autoptr (GBytes) bytes = g_bytes_new (&linger, sizeof linger);

  return sockeye_call_new_setsockopt_bytes (socket, SOL_SOCKET, SO_LINGER, bytes);
}

static SockeyeCall *
sockeye_call_new_address (SockeyeVerb      verb,
                          SockeyeSocketId  socket,
                          SockeyeAddress  *address)
{
  SockeyeCall *self;

  g_return_val_if_fail (address != NULL, NULL);

  self = sockeye_call_new (verb, socket);
  self->address = sockeye_address_ref (address);
  return self;
}

SockeyeCall *
sockeye_call_new_bind (SockeyeSocketId  socket,
                       SockeyeAddress  *address)
{
  return sockeye_call_new_address (SOCKEYE_VERB_BIND, socket, address);
}

SockeyeCall *
sockeye_call_new_listen (SockeyeSocketId socket,
                         int             backlog)
{
  return sockeye_call_new_args (SOCKEYE_VERB_LISTEN, socket, backlog, 0, 0);
}

SockeyeCall *
sockeye_call_new_accept (SockeyeSocketId socket)
{
  return sockeye_call_new (SOCKEYE_VERB_ACCEPT, socket);
}

SockeyeCall *
sockeye_call_new_connect (SockeyeSocketId  socket,
                          SockeyeAddress  *address)
{
  return sockeye_call_new_address (SOCKEYE_VERB_CONNECT, socket, address);
}

/**
 * sockeye_call_new_send:
 * @bytes: what to send; a reference is taken, nothing is copied
 * @flags: MSG_ flags; MSG_NOSIGNAL is always added and never shown
 */
SockeyeCall *
sockeye_call_new_send (SockeyeSocketId  socket,
                       GBytes          *bytes,
                       int              flags)
{
  SockeyeCall *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = sockeye_call_new (SOCKEYE_VERB_SEND, socket);
  self->bytes = g_bytes_ref (bytes);
  self->flags = flags;
  return self;
}

SockeyeCall *
sockeye_call_new_sendto (SockeyeSocketId  socket,
                         GBytes          *bytes,
                         int              flags,
                         SockeyeAddress  *address)
{
  SockeyeCall *self;

  g_return_val_if_fail (bytes != NULL && address != NULL, NULL);

  self = sockeye_call_new_send (socket, bytes, flags);
  self->verb = SOCKEYE_VERB_SENDTO;
  self->address = sockeye_address_ref (address);
  return self;
}

/**
 * sockeye_call_new_sendmsg:
 * @bytes: what to send; a reference is taken, nothing is copied
 * @controls: (element-type SockeyeControl): what goes beside it; the list is
 *   copied, since the call goes to another thread
 * @flags: as of sockeye_call_new_send()
 * @address: (nullable): where to; %NULL for the peer of a connected socket
 *
 * Returns: (transfer full): sendmsg([bytes], controls, flags, address)
 */
SockeyeCall *
sockeye_call_new_sendmsg (SockeyeSocketId  socket,
                          GBytes          *bytes,
                          GPtrArray       *controls,
                          int              flags,
                          SockeyeAddress  *address)
{
  SockeyeCall *self;

  g_return_val_if_fail (bytes != NULL && controls != NULL, NULL);

  self = sockeye_call_new_send (socket, bytes, flags);
  self->verb = SOCKEYE_VERB_SENDMSG;
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  for (guint i = 0; i < controls->len; i++)
    g_ptr_array_add (self->controls, sockeye_control_ref (g_ptr_array_index (controls, i)));
  if (address != NULL)
    self->address = sockeye_address_ref (address);
  return self;
}

/**
 * sockeye_call_new_recv:
 * @size: the most bytes to receive
 */
SockeyeCall *
sockeye_call_new_recv (SockeyeSocketId socket,
                       gsize           size,
                       int             flags)
{
  SockeyeCall *self = sockeye_call_new (SOCKEYE_VERB_RECV, socket);

  self->size = size;
  self->flags = flags;
  return self;
}

SockeyeCall *
sockeye_call_new_recvfrom (SockeyeSocketId socket,
                           gsize           size,
                           int             flags)
{
  SockeyeCall *self = sockeye_call_new_recv (socket, size, flags);

  self->verb = SOCKEYE_VERB_RECVFROM;
  return self;
}

/**
 * sockeye_call_new_recvmsg:
 * @size: the most bytes to receive
 * @room: the bytes that control messages may take, headers included
 *
 * A recv() that asks for control messages. All calls that receive take them,
 * in ample room; this one also sets how much, and says so in its text.
 *
 * Returns: (transfer full): recvmsg(size, room, flags), whose verb is
 *   %SOCKEYE_VERB_RECV
 */
SockeyeCall *
sockeye_call_new_recvmsg (SockeyeSocketId socket,
                          gsize           size,
                          gsize           room,
                          int             flags)
{
  SockeyeCall *self = sockeye_call_new_recv (socket, size, flags);

  self->room = room;
  return self;
}

/* How: SHUT_RD, SHUT_WR or SHUT_RDWR. */
SockeyeCall *
sockeye_call_new_shutdown (SockeyeSocketId socket,
                           int             how)
{
  return sockeye_call_new_args (SOCKEYE_VERB_SHUTDOWN, socket, how, 0, 0);
}

/**
 * sockeye_call_new_close:
 * @now: closes at once; otherwise behind the bytes that wait to be sent
 */
SockeyeCall *
sockeye_call_new_close (SockeyeSocketId socket,
                        gboolean        now)
{
  SockeyeCall *self = sockeye_call_new (SOCKEYE_VERB_CLOSE, socket);

  self->now = now;
  return self;
}

SockeyeCall *
sockeye_call_ref (SockeyeCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sockeye_call_unref (SockeyeCall *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->controls, g_ptr_array_unref);
  g_clear_pointer (&self->address, sockeye_address_unref);
  g_free (self->host);
  g_free (self);
}
