/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a call consists of: each field has a meaning for some verbs only. */

#include "config.h"

#include "sockeye-call-private.h"

SockeyeVerb
sockeye_call_get_verb (SockeyeCall *self)
{
  return self->verb;
}

SockeyeSocketId
sockeye_call_get_socket (SockeyeCall *self)
{
  return self->socket;
}

int
sockeye_call_get_family (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_socktype (SockeyeCall *self)
{
  return self->args[1];
}

int
sockeye_call_get_protocol (SockeyeCall *self)
{
  return self->args[2];
}

int
sockeye_call_get_level (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_option (SockeyeCall *self)
{
  return self->args[1];
}

int
sockeye_call_get_value (SockeyeCall *self)
{
  return self->args[2];
}

/* The second part of SO_LINGER. */
int
sockeye_call_get_seconds (SockeyeCall *self)
{
  return self->args[3];
}

int
sockeye_call_get_backlog (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_how (SockeyeCall *self)
{
  return self->args[0];
}

gboolean
sockeye_call_get_now (SockeyeCall *self)
{
  return self->now;
}

int
sockeye_call_get_flags (SockeyeCall *self)
{
  return self->flags;
}

/* Bytes that recv() asks for, or that getsockopt() has room for. */
gsize
sockeye_call_get_size (SockeyeCall *self)
{
  return self->size;
}

/* (transfer none) (nullable) */
GBytes *
sockeye_call_get_bytes (SockeyeCall *self)
{
  return self->bytes;
}

/* (transfer none) (nullable) (element-type SockeyeControl): of sendmsg() */
GPtrArray *
sockeye_call_get_controls (SockeyeCall *self)
{
  return self->controls;
}

/* Bytes that recvmsg() asks for control messages; 0 for a recv(). */
gsize
sockeye_call_get_room (SockeyeCall *self)
{
  return self->room;
}

/* (transfer none) (nullable) */
SockeyeAddress *
sockeye_call_get_address (SockeyeCall *self)
{
  return self->address;
}

/* Of a look-up: the name, or of getservbyname() the service. */
const char *
sockeye_call_get_host (SockeyeCall *self)
{
  return self->host;
}

guint
sockeye_call_get_port (SockeyeCall *self)
{
  return self->port;
}
