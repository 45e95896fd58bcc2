/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <errno.h>

#define SOCKEYE_ACCEPTS_AT_ONCE      32
#define SOCKEYE_ACCEPTS_PER_DISPATCH 128

static SockeyeEndpoint *
sockeye_endpoint_adopt (SockeyeEndpoint *self,
                        int              fd)
{
  SockeyeSocketId id = _sockeye_reactor_next_id (self->reactor, SOCKEYE_ORIGIN_ACCEPTED);
  SockeyeEndpoint *child;

  child = _sockeye_endpoint_new (self->reactor, fd, id, self->state.id,
                                 self->state.family, self->state.type, self->state.protocol);
  child->state.stage = SOCKEYE_STAGE_CONNECTED;
  child->state.automatic = self->state.automatic;
  child->state.echo = self->state.echo;
  _sockeye_reactor_add (self->reactor, child);
  return child;
}

/* accept(2) has told who the peer is. */
static void
sockeye_endpoint_name_child (SockeyeEndpoint       *child,
                             const struct sockaddr *address,
                             socklen_t              length)
{
  _sockeye_endpoint_read_names (child, FALSE);
  child->state.remote = sockeye_address_new (address, length, NULL);
  _sockeye_endpoint_read_peer (child);
}

static guint64
sockeye_endpoint_accept_row (SockeyeEndpoint      *self,
                             SockeyeOp            *op,
                             const SockeyeOutcome *outcome,
                             SockeyeEndpoint      *child)
{
  SockeyeReactor *reactor = self->reactor;
  SockeyeRecord record;

  if (op != NULL)
    record = _sockeye_reactor_begin_op (reactor, self, op, outcome);
  else
    record = _sockeye_reactor_begin (reactor, self, SOCKEYE_VERB_ACCEPT, outcome);
  if (op == NULL)
    record.bits |= SOCKEYE_BIT_AUTOMATIC;
  record.result = MIN (record.result, 0);
  if (child != NULL)
    {
      _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_CHILD, &child->state.id, sizeof child->state.id);
      _sockeye_reactor_extra_address (reactor, SOCKEYE_EXTRA_PEER, child->state.remote);
    }
  return _sockeye_reactor_append (reactor, self, &record);
}

/* Out of descriptors, automatically: one row for the shortage, and no spin. */
static gboolean
sockeye_endpoint_is_shortage (int error)
{
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/* What one accept4(2) gave. */
typedef struct
{
  SockeyeOutcome          outcome;
  struct sockaddr_storage storage;
  socklen_t               length;
} SockeyeAccepted;

static void
sockeye_endpoint_accept_once (SockeyeEndpoint *self,
                              SockeyeAccepted *accepted)
{
  struct sockaddr *address = (struct sockaddr *) &accepted->storage;

  accepted->length = sizeof accepted->storage;
  if (!_sockeye_endpoint_may_accept (self))
    {
      accepted->outcome = (SockeyeOutcome) { .result = -1, .error = EAGAIN };
      return;
    }
  /* Whoever shares the socket may take the connection before this call. */
  accepted->outcome = self->shared
                        ? _sockeye_syscall_accept_soon (self->fd, address, &accepted->length)
                        : _sockeye_syscall_accept (self->fd, address, &accepted->length);
  accepted->length = MIN (accepted->length, sizeof accepted->storage);
}

/* The row of an accept that returned, and the peer. Takes op, which is NULL in
 * automatic mode. */
static void
sockeye_endpoint_accepted (SockeyeEndpoint       *self,
                           SockeyeOp             *op,
                           const SockeyeAccepted *accepted)
{
  SockeyeEndpoint *child = NULL;
  guint64 row;

  if (accepted->outcome.error == 0)
    {
      child = sockeye_endpoint_adopt (self, accepted->outcome.result);
      sockeye_endpoint_name_child (child, (const struct sockaddr *) &accepted->storage,
                                   accepted->length);
    }
  row = sockeye_endpoint_accept_row (self, op, &accepted->outcome, child);
  if (op != NULL)
    _sockeye_reactor_complete (self->reactor, op, row);
  if (child == NULL)
    return;
  if (!child->state.automatic)
    _sockeye_endpoint_look (child);
  _sockeye_endpoint_arm (child);
}

/* By hand. FALSE where nothing waits. Takes op unless FALSE. */
gboolean
_sockeye_endpoint_accept (SockeyeEndpoint *self,
                          SockeyeOp       *op)
{
  SockeyeAccepted accepted;

  sockeye_endpoint_accept_once (self, &accepted);
  if (_sockeye_would_block (accepted.outcome.error))
    return FALSE;
  sockeye_endpoint_accepted (self, op, &accepted);
  return TRUE;
}

/* FALSE where there is nothing to tell. A shortage of descriptors is told once,
 * and no spin: the listener is out of the race until one is free. */
static gboolean
sockeye_endpoint_accept_next (SockeyeEndpoint *self,
                              SockeyeAccepted *accepted)
{
  int error;

  if (self->starved)
    return FALSE;
  sockeye_endpoint_accept_once (self, accepted);
  error = accepted->outcome.error;
  if (_sockeye_would_block (error))
    return FALSE;
  if (sockeye_endpoint_is_shortage (error))
    {
      gboolean told = self->starved_told;

      self->starved_told = TRUE;
      _sockeye_endpoint_set_starved (self, TRUE);
      return !told;
    }
  if (error == 0)
    self->starved_told = FALSE;
  return TRUE;
}

/* Automatic. While the queue is full, the kernel drops a client's SYN, who tries
 * again in a second: so it is emptied before each row is written. */
gsize
_sockeye_endpoint_accept_all (SockeyeEndpoint *self)
{
  SockeyeAccepted accepted[SOCKEYE_ACCEPTS_AT_ONCE];
  guint n = 0, written = 0;
  gboolean failed = FALSE;

  do
    {
      while (!failed && n < SOCKEYE_ACCEPTS_PER_DISPATCH && n - written < G_N_ELEMENTS (accepted)
             && sockeye_endpoint_accept_next (self, &accepted[n % G_N_ELEMENTS (accepted)]))
        failed = accepted[n++ % G_N_ELEMENTS (accepted)].outcome.error != 0;
      if (written < n)
        sockeye_endpoint_accepted (self, NULL, &accepted[written++ % G_N_ELEMENTS (accepted)]);
    }
  while (written < n);
  return written * (gsize) 4096;
}
