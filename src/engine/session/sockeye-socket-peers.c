/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Whom a socket has to do with: those that it accepted, those that sent to it. */

#include "config.h"

#include "sockeye-socket-private.h"

#include "sockeye-sender.h"

/**
 * sockeye_socket_is_listener:
 *
 * Returns: whether it listens, or did before it was closed
 */
gboolean
sockeye_socket_is_listener (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), FALSE);

  return self->state.stage == SOCKEYE_STAGE_LISTENING
         || _sockeye_socket_count_peers (self) > 0;
}

/**
 * sockeye_socket_list_peers:
 *
 * Returns: (transfer none): of a listener, the #SockeyeSocket it accepted
 */
GListModel *
sockeye_socket_list_peers (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  if (self->peers == NULL)
    self->peers = sockeye_peers_new ();
  return G_LIST_MODEL (self->peers);
}

/**
 * sockeye_socket_list_senders:
 *
 * Returns: (transfer none): the last #SockeyeSender of datagrams, latest first
 */
GListModel *
sockeye_socket_list_senders (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), NULL);

  if (self->senders == NULL)
    self->senders = g_list_store_new (SOCKEYE_TYPE_SENDER);
  return G_LIST_MODEL (self->senders);
}

/**
 * sockeye_socket_get_n_earlier_peers:
 *
 * Returns: closed peers that were dropped from the list, which is bounded
 */
guint
sockeye_socket_get_n_earlier_peers (SockeyeSocket *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET (self), 0);

  return self->n_earlier_peers;
}
