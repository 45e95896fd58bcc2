/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* close(), which is quick but for SO_LINGER (socket(7)): with a time it waits
 * until everything was sent, whatever O_NONBLOCK says. Such a close is made in
 * a thread of its own, and the call waits like any other. */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <unistd.h>

static void
sockeye_endpoint_cancel_all (SockeyeEndpoint *self)
{
  SockeyeOp *op;

  if (self->reading != NULL)
    _sockeye_endpoint_cancel (self, self->reading->ticket);
  if (self->connecting != NULL)
    _sockeye_endpoint_dissolve (self);
  while ((op = g_queue_pop_head (&self->writing)) != NULL)
    {
      _sockeye_endpoint_unqueue (self, op);
      _sockeye_reactor_cancelled (self->reactor, self, op);
    }
}

/* Asked of the kernel: a socket that was accepted has what its listener had. */
static struct linger
sockeye_endpoint_read_linger (SockeyeEndpoint *self)
{
  struct linger linger = { 0 };
  socklen_t length = sizeof linger;

  if (getsockopt (self->fd, SOL_SOCKET, SO_LINGER, &linger, &length) != 0)
    linger.l_onoff = 0;
  return linger;
}

/* Whether close(2) may wait. */
gboolean
_sockeye_endpoint_lingers (SockeyeEndpoint *self)
{
  struct linger linger = sockeye_endpoint_read_linger (self);

  return _sockeye_endpoint_is_connection (self) && self->state.family != AF_UNIX
         && linger.l_onoff != 0 && linger.l_linger != 0;
}

static gboolean
sockeye_endpoint_breaks (SockeyeEndpoint *self)
{
  struct linger linger = sockeye_endpoint_read_linger (self);

  return self->state.family != AF_UNIX && linger.l_onoff != 0 && linger.l_linger == 0;
}

/* Whether close will break the connection off, and for how many unread bytes:
 * RFC 9293, 3.10.4; tcp_close() and unix_release_sock() of Linux. */
static gboolean
sockeye_endpoint_will_break (SockeyeEndpoint *self,
                             guint32         *unread)
{
  const SockeyeFacts *facts = &self->state.facts;

  *unread = MAX (facts->in_bytes, 0);
  if (!_sockeye_endpoint_is_stream (self) || self->state.stage != SOCKEYE_STAGE_CONNECTED
      || self->state.reset || facts->tcp_state == SOCKEYE_TCP_CLOSE)
    return FALSE;
  return *unread > 0 || sockeye_endpoint_breaks (self);
}

/* The row of a close that has returned. Takes op; frees self. */
static void
sockeye_endpoint_end_close (SockeyeEndpoint      *self,
                            SockeyeOp            *op,
                            const SockeyeOutcome *outcome)
{
  SockeyeReactor *reactor = self->reactor;
  const SockeyeClosing *as = &self->closing_as;
  gboolean unlinked = _sockeye_endpoint_unlink (self);
  SockeyeRecord record = _sockeye_reactor_begin_op (reactor, self, op, outcome);

  self->state.stage = SOCKEYE_STAGE_CLOSED;
  self->state.waiting_out = SOCKEYE_VERB_NONE;
  _sockeye_facts_init (&self->state.facts);
  if (as->broken)
    record.bits |= SOCKEYE_BIT_BROKEN;
  if (as->discarded)
    record.bits |= SOCKEYE_BIT_NOW;
  if (as->count > 0)
    _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_COUNT, &as->count, sizeof as->count);
  _sockeye_reactor_complete (reactor, op, _sockeye_reactor_append (reactor, self, &record));
  if (unlinked)
    _sockeye_reactor_news (reactor, self, SOCKEYE_NEWS_UNLINKED, 0, self->path);

  _sockeye_reactor_remove (reactor, self);
  _sockeye_reactor_freed (reactor);
}

/* --- a close that waits --------------------------------------------------------- */

typedef struct
{
  SockeyeReactor  *reactor; /* NULL: nobody wants to know */
  SockeyeSocketId  id;
  int              fd;
} SockeyeLinger;

static gpointer
sockeye_linger_thread (gpointer data)
{
  SockeyeLinger *linger = data;
  SockeyeOutcome outcome = _sockeye_syscall_close (linger->fd);

  if (linger->reactor != NULL)
    {
      SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_CLOSED);

      command->id = linger->id;
      command->outcome = outcome;
      _sockeye_reactor_push (linger->reactor, command);
      _sockeye_reactor_unref (linger->reactor);
    }
  g_free (linger);
  return NULL;
}

/* Closes the descriptor in a thread. tell: the reactor hears of the end. */
void
_sockeye_endpoint_close_apart (SockeyeEndpoint *self,
                               gboolean         tell)
{
  SockeyeLinger *linger = g_new0 (SockeyeLinger, 1);

  linger->id = self->state.id;
  linger->fd = g_steal_fd (&self->fd);
  if (tell)
    {
      g_atomic_ref_count_inc (&self->reactor->ref_count);
      linger->reactor = self->reactor;
    }
  g_thread_unref (g_thread_new ("sockeye-close", sockeye_linger_thread, linger));
}

/* The thread's answer. Frees self. */
void
_sockeye_endpoint_closed (SockeyeEndpoint      *self,
                          const SockeyeOutcome *outcome)
{
  sockeye_endpoint_end_close (self, g_steal_pointer (&self->lingering), outcome);
}

/* Closes now; what waits is cancelled first. Takes op; frees self, now or when
 * the kernel has sent what there is. */
void
_sockeye_endpoint_close (SockeyeEndpoint *self,
                         SockeyeOp       *op)
{
  SockeyeClosing as = { .count = MIN (self->state.queued, G_MAXUINT32) };
  guint32 unread = 0;
  SockeyeOutcome outcome;

  as.discarded = as.count > 0;
  sockeye_endpoint_cancel_all (self);
  _sockeye_endpoint_look (self);
  as.broken = sockeye_endpoint_will_break (self, &unread);
  if (!as.discarded)
    as.count = as.broken ? unread : (guint32) MAX (self->state.facts.n_accept, 0);
  self->closing_as = as;
  _sockeye_endpoint_disarm (self);
  if (_sockeye_endpoint_lingers (self))
    {
      self->lingering = op;
      self->state.waiting_out = SOCKEYE_VERB_CLOSE;
      _sockeye_endpoint_changed (self);
      if (!op->shown)
        _sockeye_reactor_wait (self->reactor, op, op->call);
      _sockeye_endpoint_close_apart (self, TRUE);
      return;
    }
  outcome = _sockeye_syscall_close (self->fd);
  self->fd = -1;
  sockeye_endpoint_end_close (self, op, &outcome);
}
