/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What of a socket was copied from the reactor's thread. */

#include "config.h"

#include "sockeye-socket-private.h"

#include "catalog/sockeye-catalog.h"

SockeyeSocketId
sockeye_socket_get_id (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->id;
}

int
sockeye_socket_get_family (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->family;
}

int
sockeye_socket_get_socktype (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->type;
}

int
sockeye_socket_get_protocol (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->protocol;
}

/**
 * sockeye_socket_get_kind:
 *
 * Returns: (transfer none): "TCP", "UDP", "UNIX"
 */
const char *
sockeye_socket_get_kind (SockeyeSocket *self)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  state = _sockeye_socket_get_state (self);
  return sockeye_catalog_get_kind (state->family, state->type, state->protocol);
}

SockeyeStage
sockeye_socket_get_stage (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), SOCKEYE_STAGE_CLOSED);

  return _sockeye_socket_get_state (self)->stage;
}

SockeyeReadEnd
sockeye_socket_get_read_end (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), SOCKEYE_READ_OPEN);

  return _sockeye_socket_get_state (self)->read_end;
}

/**
 * sockeye_socket_get_write_shut:
 *
 * Returns: whether shutdown(SHUT_WR) has closed our direction
 */
gboolean
sockeye_socket_get_write_shut (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  return _sockeye_socket_get_state (self)->write_shut;
}

/**
 * sockeye_socket_get_badge:
 *
 * Returns: the one word for its state. A reset counts for more than an end of
 * stream, and that for more than our own shutdown.
 */
SockeyeBadge
sockeye_socket_get_badge (SockeyeSocket *self)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), SOCKEYE_BADGE_CLOSED);

  state = _sockeye_socket_get_state (self);
  switch (state->stage)
    {
    case SOCKEYE_STAGE_CREATED:
      return SOCKEYE_BADGE_CREATED;
    case SOCKEYE_STAGE_BOUND:
      return SOCKEYE_BADGE_BOUND;
    case SOCKEYE_STAGE_LISTENING:
      return SOCKEYE_BADGE_LISTENING;
    case SOCKEYE_STAGE_CONNECTING:
      return SOCKEYE_BADGE_CONNECTING;
    case SOCKEYE_STAGE_CONNECTED:
      if (state->reset)
        return SOCKEYE_BADGE_RESET;
      if (state->read_end == SOCKEYE_READ_ENDED)
        return SOCKEYE_BADGE_PEER_CLOSED;
      if (state->write_shut)
        return SOCKEYE_BADGE_SENDING_CLOSED;
      return SOCKEYE_BADGE_CONNECTED;
    case SOCKEYE_STAGE_CLOSED:
    default:
      return SOCKEYE_BADGE_CLOSED;
    }
}

/**
 * sockeye_socket_get_last_error:
 *
 * Returns: the errno of the last call, or 0 where it succeeded
 */
int
sockeye_socket_get_last_error (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->last_error;
}

/**
 * sockeye_socket_get_parent:
 *
 * Returns: the listener that accepted it, or 0
 */
SockeyeSocketId
sockeye_socket_get_parent (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->parent;
}

SockeyeSocketId
sockeye_socket_get_giver (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->giver;
}

const SockeyePeer *
sockeye_socket_get_peer_process (SockeyeSocket *self)
{
  const SockeyePeer *peer;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  peer = &_sockeye_socket_get_state (self)->peer;
  return peer->known ? peer : NULL;
}

/**
 * sockeye_socket_get_local:
 *
 * Returns: (transfer none) (nullable): what getsockname(2) said
 */
SockeyeAddress *
sockeye_socket_get_local (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return _sockeye_socket_get_state (self)->local;
}

/**
 * sockeye_socket_get_remote:
 *
 * Returns: (transfer none) (nullable): what getpeername(2) said
 */
SockeyeAddress *
sockeye_socket_get_remote (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return _sockeye_socket_get_state (self)->remote;
}

int
sockeye_socket_get_backlog (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->backlog;
}

guint64
sockeye_socket_get_bytes_in (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->bytes_in;
}

guint64
sockeye_socket_get_bytes_out (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->bytes_out;
}

/**
 * sockeye_socket_get_queued:
 *
 * Returns: bytes of sends that wait because the kernel has no room
 */
guint64
sockeye_socket_get_queued (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return _sockeye_socket_get_state (self)->queued;
}

gboolean
sockeye_socket_get_automatic (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  return _sockeye_socket_get_state (self)->automatic;
}

/**
 * sockeye_socket_get_echo:
 *
 * Returns: whether Automatic sends back what it receives
 */
gboolean
sockeye_socket_get_echo (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  return _sockeye_socket_get_state (self)->echo;
}

/**
 * sockeye_socket_can_echo:
 *
 * Returns: whether what comes has a sender to go back to: on its own, or for a
 *   listener on its peers
 */
gboolean
sockeye_socket_can_echo (SockeyeSocket *self)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  state = _sockeye_socket_get_state (self);
  return state->stage != SOCKEYE_STAGE_CLOSED
         && sockeye_catalog_can_answer (state->family, state->type);
}

gboolean
sockeye_socket_is_closed (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), TRUE);

  return _sockeye_socket_get_state (self)->stage == SOCKEYE_STAGE_CLOSED;
}

gboolean
sockeye_socket_is_waiting (SockeyeSocket *self,
                           SockeyeVerb    verb)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  state = _sockeye_socket_get_state (self);
  return state->waiting_in == verb || state->waiting_out == verb;
}

/**
 * sockeye_socket_get_facts:
 *
 * Returns: (transfer none): what the kernel said of it last; of an automatic
 *   socket that is old unless asked for by sockeye_session_look()
 */
const SockeyeFacts *
sockeye_socket_get_facts (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  return &_sockeye_socket_get_state (self)->facts;
}

/**
 * sockeye_socket_get_option:
 *
 * Returns: the value that setsockopt() last gave a boolean option of ours
 */
int
sockeye_socket_get_option (SockeyeSocket *self,
                           int            level,
                           int            option)
{
  const SockeyeState *state;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  state = _sockeye_socket_get_state (self);
  if (level == SOL_SOCKET && option == SO_REUSEADDR)
    return state->reuse_address;
  if (level == SOL_SOCKET && option == SO_BROADCAST)
    return state->broadcast;
  return 0;
}
