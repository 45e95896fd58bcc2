/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* recv() with MSG_WAITALL: the kernel ends it early on a descriptor that does
 * not block, so what comes is gathered here until all has come. */

#include "config.h"

#include "sockeye-endpoint-read-private.h"
#include "control/sockeye-passed-private.h"

#include <glib/gi18n-lib.h>
#include <poll.h>

/* The most that a recv() with MSG_WAITALL waits for. */
#define SOCKEYE_GATHER_MAX (64u << 20)

/* Whether MSG_WAITALL is done as a blocking recv(2) does it: by taking what
 * comes, until all has. A peek takes nothing, and so returns what is there. */
gboolean
_sockeye_endpoint_gathers (SockeyeEndpoint *self,
                          SockeyeOp       *op)
{
  const int others = MSG_DONTWAIT | MSG_OOB | MSG_PEEK | MSG_TRUNC | MSG_ERRQUEUE;
  int flags = sockeye_call_get_flags (op->call);

  return (flags & MSG_WAITALL) && !(flags & others) && _sockeye_endpoint_is_stream (self)
         && self->state.stage == SOCKEYE_STAGE_CONNECTED;
}

/* What was gathered is the row of the call. Takes op. */
static void
sockeye_endpoint_gathered (SockeyeEndpoint *self,
                           SockeyeOp       *op)
{
  SockeyeReactor *reactor = self->reactor;
  struct msghdr beside = { .msg_flags = op->msg_flags };
  SockeyeReceived received = { .header = &beside, .passed = op->passed };
  SockeyeOutcome outcome = { .time = _sockeye_clock () };
  g_autoptr (GBytes) bytes = NULL;
  SockeyeRecord record;

  self->state.gathered = 0;
  if (op->control != NULL)
    {
      beside.msg_control = op->control->data;
      beside.msg_controllen = op->control->len;
    }
  received.kept = received.length = op->gathered->len;
  received.asked = sockeye_call_get_size (op->call);
  received.flags = sockeye_call_get_flags (op->call);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&op->gathered));
  received.place = _sockeye_journal_store (reactor->journal, bytes, &received.stored);
  outcome.result = received.kept;
  outcome.duration = outcome.time - op->started;
  record = _sockeye_reactor_begin_op (reactor, self, op, &outcome);
  _sockeye_reactor_complete (reactor, op, _sockeye_endpoint_received (self, &record, &received));
}

/* A cancelled call gives what has come, as one that a signal ends does: bytes
 * that were taken must not be lost. FALSE where there are none. Takes op unless
 * FALSE. */
gboolean
_sockeye_endpoint_end_gathering (SockeyeEndpoint *self,
                                 SockeyeOp       *op)
{
  if (op->gathered == NULL || op->gathered->len == 0)
    return FALSE;
  sockeye_endpoint_gathered (self, op);
  return TRUE;
}

/* The urgent mark stops a receive that has something (tcp(7)), and an error
 * is left to the next call. */
static gboolean
sockeye_endpoint_must_stop_gathering (SockeyeEndpoint *self,
                                      SockeyeOp       *op)
{
  struct pollfd poll_fd = { self->fd, POLLPRI, 0 };

  return op->gathered->len > 0 && poll (&poll_fd, 1, 0) > 0
         && (poll_fd.revents & (POLLPRI | POLLERR));
}

/* Control messages of each part; a stream gives those of one send at most. */
static void
sockeye_endpoint_gather_beside (SockeyeEndpoint *self,
                                SockeyeOp       *op,
                                struct msghdr   *header)
{
  g_autoptr (GPtrArray) passed = _sockeye_endpoint_take_passed (self, header, 0);
  gsize size = header->msg_controllen;

  op->msg_flags |= header->msg_flags;
  if (op->control == NULL)
    op->control = g_byte_array_new ();
  if (size > 0 && op->control->len + CMSG_ALIGN (size) <= SOCKEYE_CONTROL_MAX)
    {
      guint at = op->control->len;

      g_byte_array_set_size (op->control, at + CMSG_ALIGN (size));
      memset (op->control->data + at, 0, CMSG_ALIGN (size));
      memcpy (op->control->data + at, header->msg_control, size);
    }
  else if (size > 0)
    {
      op->msg_flags |= MSG_CTRUNC;
    }
  if (passed == NULL)
    return;
  if (op->passed == NULL)
    op->passed = _sockeye_passed_new_list ();
  g_ptr_array_extend_and_steal (op->passed, g_steal_pointer (&passed));
}

static SockeyeOutcome
sockeye_endpoint_gather_once (SockeyeEndpoint *self,
                              SockeyeOp       *op)
{
  guint at = op->gathered->len;
  gsize room = MIN (sockeye_call_get_size (op->call) - at, SOCKEYE_RECV_SIZE);
  int flags = _sockeye_endpoint_get_recv_flags (self, sockeye_call_get_flags (op->call));
  struct iovec vector = { NULL, room };
  gsize control_room = _sockeye_endpoint_get_control_room (op);
  g_autofree struct cmsghdr *control = g_malloc (control_room);
  struct msghdr header = {
    .msg_iov = &vector,
    .msg_iovlen = 1,
    .msg_control = control,
    .msg_controllen = control_room,
  };
  SockeyeOutcome outcome;

  g_byte_array_set_size (op->gathered, at + room);
  vector.iov_base = op->gathered->data + at;
  outcome = _sockeye_syscall_recvmsg (self->fd, &header, flags & ~MSG_WAITALL);
  g_byte_array_set_size (op->gathered, at + MAX (outcome.result, 0));
  if (outcome.error == 0)
    sockeye_endpoint_gather_beside (self, op, &header);
  return outcome;
}

static void
sockeye_endpoint_gather_failed (SockeyeEndpoint      *self,
                                SockeyeOp            *op,
                                const SockeyeOutcome *outcome)
{
  SockeyeRecord record = _sockeye_reactor_begin_op (self->reactor, self, op, outcome);

  if (_sockeye_endpoint_is_read_failure (self, outcome->error, record.flags))
    self->read_failed = TRUE;
  _sockeye_endpoint_failed (self, outcome->error);
  _sockeye_reactor_complete (self->reactor, op,
                             _sockeye_reactor_append (self->reactor, self, &record));
}

/* Takes what is there, up to what is still missing. FALSE: it waits for more.
 * Takes op unless FALSE. */
gboolean
_sockeye_endpoint_gather (SockeyeEndpoint *self,
                         SockeyeOp       *op)
{
  SockeyeOutcome outcome = { .result = 1 };

  if (op->gathered == NULL)
    op->gathered = g_byte_array_new ();
  while (outcome.result > 0 && op->gathered->len < sockeye_call_get_size (op->call)
         && !sockeye_endpoint_must_stop_gathering (self, op))
    outcome = sockeye_endpoint_gather_once (self, op);
  if (_sockeye_would_block (outcome.error))
    {
      self->state.gathered = op->gathered->len;
      _sockeye_endpoint_changed (self);
      return FALSE;
    }
  if (outcome.error != 0 && op->gathered->len == 0)
    {
      sockeye_endpoint_gather_failed (self, op, &outcome);
      return TRUE;
    }
  if (outcome.error != 0)
    _sockeye_endpoint_failed (self, outcome.error);
  sockeye_endpoint_gathered (self, op);
  return TRUE;
}

/* What is gathered is in memory until all has come. TRUE where op was refused,
 * and taken. */
gboolean
_sockeye_endpoint_refuse_all (SockeyeEndpoint *self,
                             SockeyeOp       *op)
{
  g_autofree char *most = NULL;
  g_autofree char *message = NULL;

  if (!_sockeye_endpoint_gathers (self, op)
      || sockeye_call_get_size (op->call) <= SOCKEYE_GATHER_MAX)
    return FALSE;
  most = g_format_size_full (SOCKEYE_GATHER_MAX, G_FORMAT_SIZE_IEC_UNITS);
  message = g_strdup_printf (_("MSG_WAITALL waits for at most %s here: ask for less"), most);
  _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_REFUSED, message);
  return TRUE;
}
