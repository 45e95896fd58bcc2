/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/epoll.h>

/* Sends tried in one dispatch; an edge is not told twice, so where edges are
 * waited for, the queue is drained until the kernel says no. */
#define SOCKEYE_SENDS_PER_DISPATCH 16

static gsize
sockeye_op_get_size (SockeyeOp *op)
{
  SockeyeVerb verb = sockeye_call_get_verb (op->call);

  if (verb != SOCKEYE_VERB_SEND && verb != SOCKEYE_VERB_SENDTO && verb != SOCKEYE_VERB_SENDMSG)
    return 0;
  return g_bytes_get_size (sockeye_call_get_bytes (op->call)) - op->sent;
}

/* Not the shutdown that Echo puts behind them. */
static gboolean
sockeye_op_is_echo (SockeyeOp *op)
{
  return op->cause != 0 && sockeye_call_get_verb (op->call) != SOCKEYE_VERB_SHUTDOWN;
}

static void
sockeye_endpoint_update_waiting (SockeyeEndpoint *self)
{
  SockeyeOp *head = g_queue_peek_head (&self->writing);

  if (self->connecting == NULL)
    self->state.waiting_out = head != NULL ? sockeye_call_get_verb (head->call) : SOCKEYE_VERB_NONE;
  _sockeye_endpoint_changed (self);
}

static void
sockeye_endpoint_queue (SockeyeEndpoint *self,
                        SockeyeOp       *op)
{
  self->state.queued += sockeye_op_get_size (op);
  if (op->cause != 0)
    self->n_echoes++;
  g_queue_push_tail (&self->writing, op);
  if (!op->shown)
    _sockeye_reactor_wait (self->reactor, op, op->call);
  sockeye_endpoint_update_waiting (self);
}

/* After op has left the queue otherwise than by being sent. */
void
_sockeye_endpoint_unqueue (SockeyeEndpoint *self,
                           SockeyeOp       *op)
{
  if (sockeye_op_is_echo (op))
    self->n_echoes--;
  self->state.queued -= MIN (self->state.queued, sockeye_op_get_size (op));
  sockeye_endpoint_update_waiting (self);
}

/* The first row carries all bytes; a further one shares them, from where it
 * goes on, and names the first. */
static guint64
sockeye_endpoint_send_row (SockeyeEndpoint      *self,
                           SockeyeOp            *op,
                           const SockeyeOutcome *outcome)
{
  SockeyeReactor *reactor = self->reactor;
  SockeyeRecord record = _sockeye_reactor_begin_op (reactor, self, op, outcome);
  gsize size = sockeye_op_get_size (op);
  guint64 row;

  if (op->first_row == 0)
    {
      /* What Echo sends at once lies there already. */
      if (op->place == 0 || op->shown)
        op->place = _sockeye_journal_store (reactor->journal, sockeye_call_get_bytes (op->call),
                                            &op->kept);
    }
  else
    {
      record.bits |= SOCKEYE_BIT_CONTINUATION;
      _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_CAUSE, &op->first_row, sizeof op->first_row);
    }
  _sockeye_endpoint_note_controls (self, op);
  record.data = op->place + op->sent;
  record.asked = MIN (size, G_MAXUINT32);
  record.kept = op->kept - MIN (op->kept, op->sent);
  if (record.kept < record.asked)
    record.bits |= SOCKEYE_BIT_PARTIAL;
  record.position = self->stream_out;
  if (op->by_hand)
    record.bits |= SOCKEYE_BIT_BY_HAND;
  row = _sockeye_reactor_append (reactor, self, &record);
  if (op->first_row == 0)
    op->first_row = row;
  return row;
}

/* A socket that sends gets an address of its own: not of UNIX, nor where the
 * address is an interface, nor where there are no ports. */
static gboolean
sockeye_endpoint_sending_binds (SockeyeEndpoint *self)
{
  int family = self->state.family;

  if (family == AF_INET || family == AF_INET6)
    return self->state.type != SOCK_RAW;
  return family != AF_UNIX && family != AF_PACKET && family != AF_CAN;
}

static void
sockeye_endpoint_count_sent (SockeyeEndpoint *self,
                             SockeyeOp       *op,
                             gsize            sent)
{
  op->sent += sent;
  self->state.bytes_out += sent;
  self->reactor->made.bytes_out += sent;
  if (!(sockeye_call_get_flags (op->call) & MSG_OOB))
    self->stream_out += _sockeye_endpoint_is_stream (self) ? sent : 1;
  /* The kernel has chosen a local address by now. */
  if (self->state.local == NULL || self->state.stage == SOCKEYE_STAGE_CREATED)
    {
      _sockeye_endpoint_read_names (self, FALSE);
      if (sockeye_endpoint_sending_binds (self) && self->state.stage == SOCKEYE_STAGE_CREATED)
        self->state.stage = SOCKEYE_STAGE_BOUND;
    }
}

/* On an unconnected UNIX socket EPOLLOUT says nothing of the receiver, whose
 * queue is full: it would wake at once, for ever (unix_dgram_poll). */
static void
sockeye_endpoint_check_blocked (SockeyeEndpoint *self,
                                SockeyeOp       *op)
{
  if (self->blocked || self->state.family != AF_UNIX || op->address == NULL
      || _sockeye_endpoint_is_connection (self))
    return;
  self->blocked = TRUE;
  g_hash_table_add (self->reactor->blocked, GUINT_TO_POINTER (self->state.id));
}

/* A row without a call. Takes op. */
static void
sockeye_endpoint_refuse_send (SockeyeEndpoint *self,
                              SockeyeOp       *op,
                              const char      *why)
{
  SockeyeReactor *reactor = self->reactor;
  SockeyeRecord record = _sockeye_reactor_begin_op (reactor, self, op, NULL);

  record.kind = SOCKEYE_KIND_ERROR;
  record.bits |= SOCKEYE_BIT_REFUSED;
  _sockeye_endpoint_note_controls (self, op);
  _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_TEXT, why, strlen (why));
  _sockeye_reactor_complete (reactor, op, _sockeye_reactor_append (reactor, self, &record));
}

/* More than the queue holds. Takes op. */
static void
sockeye_endpoint_refuse_queue (SockeyeEndpoint *self,
                               SockeyeOp       *op)
{
  g_autofree char *limit = g_format_size_full (SOCKEYE_QUEUE_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *why = NULL;

  why = g_strdup_printf (_("more than %s would wait to be sent; the peer does not read"), limit);
  sockeye_endpoint_refuse_send (self, op, why);
}

/* One sendmsg(2). FALSE: the rest waits for room. Takes op unless FALSE. */
static gboolean
sockeye_endpoint_try_send (SockeyeEndpoint *self,
                           SockeyeOp       *op)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sockeye_call_get_bytes (op->call), &size);
  int flags = sockeye_call_get_flags (op->call);
  struct iovec vector = { (gpointer) (data != NULL ? data + op->sent : NULL), size - op->sent };
  struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1 };
  g_autoptr (GByteArray) control = NULL;
  g_autofree char *why = NULL;
  SockeyeOutcome outcome;
  guint64 row;

  if (!_sockeye_endpoint_pack_controls (self, op, &control, &why))
    {
      sockeye_endpoint_refuse_send (self, op, why);
      return TRUE;
    }
  if (control != NULL)
    {
      header.msg_control = control->data;
      header.msg_controllen = control->len;
    }
  if (op->address != NULL)
    {
      socklen_t length;

      header.msg_name = (gpointer) sockeye_address_get_sockaddr (op->address, &length);
      header.msg_namelen = length;
    }
  outcome = _sockeye_syscall_sendmsg (self->fd, &header, flags);
  if ((outcome.error == EAGAIN || outcome.error == EINTR) && !(flags & MSG_DONTWAIT))
    {
      sockeye_endpoint_check_blocked (self, op);
      return FALSE;
    }

  row = sockeye_endpoint_send_row (self, op, &outcome);
  if (outcome.error != 0)
    {
      _sockeye_endpoint_failed (self, outcome.error);
    }
  else
    {
      _sockeye_endpoint_remember_sent (self, op, row);
      sockeye_endpoint_count_sent (self, op, outcome.result);
      /* By hand a send is one call: what is left is the user's to send. */
      if (!op->by_hand && _sockeye_endpoint_is_stream (self) && op->sent < size
          && !(flags & MSG_DONTWAIT))
        return FALSE;
    }
  _sockeye_reactor_complete (self->reactor, op, row);
  return TRUE;
}

/* Starts send or sendto; what the kernel does not take waits in the queue.
 * Takes op. */
void
_sockeye_endpoint_write (SockeyeEndpoint *self,
                         SockeyeOp       *op)
{
  g_autofree char *why = NULL;

  if (!_sockeye_endpoint_pack_controls (self, op, NULL, &why))
    {
      _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_REFUSED, why);
      return;
    }
  op->by_hand = !self->state.automatic;
  if (!g_queue_is_empty (&self->writing))
    {
      if (op->cause == 0 && self->state.queued + sockeye_op_get_size (op) > SOCKEYE_QUEUE_BYTES)
        sockeye_endpoint_refuse_queue (self, op);
      else
        sockeye_endpoint_queue (self, op);
      return;
    }
  if (!sockeye_endpoint_try_send (self, op))
    sockeye_endpoint_queue (self, op);
}

/* The socket became writable: sends what waits, in order, then does the
 * shutdown or close behind it. May free self. */
void
_sockeye_endpoint_drain (SockeyeEndpoint *self)
{
  for (guint i = 0; i < SOCKEYE_SENDS_PER_DISPATCH || (self->registered & EPOLLET); i++)
    {
      SockeyeOp *op = g_queue_peek_head (&self->writing);
      gsize waited;
      gboolean over;
      gboolean echo;

      if (op == NULL)
        break;
      waited = sockeye_op_get_size (op);
      echo = sockeye_op_is_echo (op);
      switch (sockeye_call_get_verb (op->call))
        {
        case SOCKEYE_VERB_CLOSE:
          g_queue_pop_head (&self->writing);
          _sockeye_endpoint_close (self, op);
          return;
        case SOCKEYE_VERB_SHUTDOWN:
          g_queue_pop_head (&self->writing);
          _sockeye_endpoint_shutdown (self, op);
          break;
        default:
          over = sockeye_endpoint_try_send (self, op);
          self->state.queued -= MIN (self->state.queued, over ? waited : waited - sockeye_op_get_size (op));
          if (!over)
            {
              sockeye_endpoint_update_waiting (self);
              return;
            }
          g_queue_pop_head (&self->writing);
          if (echo)
            self->n_echoes--;
          break;
        }
      sockeye_endpoint_update_waiting (self);
    }
}

/* Tries again what waits, which no event will tell to: its time has come, or
 * what it waited for is over. May free self. */
void
_sockeye_endpoint_retry (SockeyeEndpoint *self)
{
  SockeyeReactor *reactor = self->reactor;
  gpointer key = GUINT_TO_POINTER (self->state.id);

  self->blocked = FALSE;
  if (self->reading != NULL)
    _sockeye_endpoint_retry_read (self);
  _sockeye_endpoint_drain (self);
  if (g_hash_table_lookup (reactor->endpoints, key) != self)
    return;
  if (!self->state.automatic)
    _sockeye_endpoint_look (self);
  _sockeye_endpoint_arm (self);
}
