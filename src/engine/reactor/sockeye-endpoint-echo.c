/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Echo, the answering rule: what Automatic receives goes back to its sender, each
 * send a row of its own that names the receive. What the kernel does not take
 * waits like any send, and until it has gone nothing more is received: so a peer
 * that sends and never reads has no more than one turn of ours in memory. */

#include "config.h"

#include "sockeye-endpoint-read-private.h"

#include "catalog/sockeye-catalog.h"

static gboolean
sockeye_endpoint_echoes (SockeyeEndpoint *self)
{
  const SockeyeState *state = &self->state;

  return state->automatic && state->echo && !state->write_shut && !self->closing
         && sockeye_catalog_can_answer (state->family, state->type);
}

/* Without an address where there is a peer; and where a datagram of UNIX came
 * from nobody, so that the kernel says what is wrong. */
static SockeyeCall *
sockeye_endpoint_new_echo (SockeyeEndpoint       *self,
                           const SockeyeReceived *received)
{
  const struct msghdr *header = received->header;
  g_autoptr (GBytes) bytes = g_bytes_new (received->data, received->kept);
  g_autoptr (SockeyeAddress) sender = NULL;

  if (self->state.stage == SOCKEYE_STAGE_CONNECTED || header->msg_namelen <= sizeof (sa_family_t))
    return sockeye_call_new_send (self->state.id, bytes, 0);
  sender = sockeye_address_new (header->msg_name, header->msg_namelen, NULL);
  return sockeye_call_new_sendto (self->state.id, bytes, 0, sender);
}

/* Sends back what was received; row is its row. */
void
_sockeye_endpoint_echo (SockeyeEndpoint       *self,
                        guint64                row,
                        const SockeyeReceived *received)
{
  g_autoptr (SockeyeCall) call = NULL;
  SockeyeOp *op;

  if (!sockeye_endpoint_echoes (self))
    return;
  if (self->state.read_over)
    {
      /* A close sends a FIN as well. */
      if (!self->reactor->close_with_peer && !self->state.reset)
        _sockeye_endpoint_shut_with_peer (self, row);
      return;
    }
  call = sockeye_endpoint_new_echo (self, received);
  op = _sockeye_op_new (G_MAXUINT64 - self->reactor->n_own++, call);
  op->automatic = TRUE;
  op->cause = row;
  op->place = received->place;
  op->kept = received->stored;
  _sockeye_endpoint_write (self, op);
}

void
_sockeye_endpoint_set_echo (SockeyeEndpoint *self,
                            gboolean         echo)
{
  if (self->state.echo == echo)
    return;
  self->state.echo = echo;
  _sockeye_endpoint_changed (self);
}
