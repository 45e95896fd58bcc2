/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What automatic mode takes, within the bounds of one dispatch. */

#include "config.h"

#include "sockeye-endpoint-read-private.h"

#include <linux/sock_diag.h>

/* What one socket may take in one dispatch, then it is the next one's turn. */
#define SOCKEYE_READS_PER_DISPATCH  16
#define SOCKEYE_BATCH_SIZE          64
#define SOCKEYE_BATCHES_PER_DISPATCH 4

/* Room for a batch of datagrams; 64 KiB is more than any UDP datagram. */
typedef struct _SockeyeScratch
{
  struct mmsghdr          messages[SOCKEYE_BATCH_SIZE];
  struct iovec            vectors[SOCKEYE_BATCH_SIZE];
  struct sockaddr_storage names[SOCKEYE_BATCH_SIZE];
  /* The kernel writes only what there is: most of it is never touched. */
  guint8                  control[SOCKEYE_BATCH_SIZE][SOCKEYE_CONTROL_ROOM];
  guint8                  data[SOCKEYE_BATCH_SIZE][SOCKEYE_RECV_SIZE];
  /* What became of each, for Echo: its rows come after those of the batch. */
  SockeyeReceived         received[SOCKEYE_BATCH_SIZE];
  guint64                 rows[SOCKEYE_BATCH_SIZE];
} SockeyeScratch;

/* A short read has emptied the buffer: no second call to be told so. */
static gsize
sockeye_endpoint_receive_stream (SockeyeEndpoint *self)
{
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_READS_PER_DISPATCH; i++)
    {
      SockeyeOutcome outcome = _sockeye_endpoint_recvmsg (self, NULL, SOCKEYE_VERB_RECV, SOCKEYE_RECV_SIZE, 0);

      if (outcome.error != 0)
        break;
      cost += outcome.result + 1024;
      if (outcome.result < SOCKEYE_RECV_SIZE || self->n_echoes > 0)
        break;
    }
  return cost;
}

/* With a fixed peer there is nobody else to receive from. */
static SockeyeVerb
sockeye_endpoint_get_receive_verb (SockeyeEndpoint *self)
{
  return self->state.stage == SOCKEYE_STAGE_CONNECTED ? SOCKEYE_VERB_RECV : SOCKEYE_VERB_RECVFROM;
}

/* Datagrams that the kernel dropped for want of room, SK_MEMINFO_DROPS
 * (linux/sock_diag.h): read, since asking for SO_RXQ_OVFL would set an option
 * that the user did not choose. */
static void
sockeye_endpoint_check_drops (SockeyeEndpoint *self)
{
  guint32 info[SK_MEMINFO_VARS] = { 0 };
  socklen_t length = sizeof info;

  if (getsockopt (self->fd, SOL_SOCKET, SO_MEMINFO, info, &length) == 0
      && length > SK_MEMINFO_DROPS * sizeof *info)
    _sockeye_endpoint_tell_drops (self, info);
}

/* A row of what was dropped since the last one, with the size of the buffer
 * that was too small. A listener counts other things there. */
void
_sockeye_endpoint_tell_drops (SockeyeEndpoint *self,
                              const guint32   *memory)
{
  SockeyeReactor *reactor = self->reactor;
  guint64 dropped = memory[SK_MEMINFO_DROPS];
  gint32 buffer = (gint32) MIN (memory[SK_MEMINFO_RCVBUF], G_MAXINT32);
  SockeyeRecord record;

  if (dropped <= self->dropped || _sockeye_endpoint_is_connection (self))
    return;
  reactor->made.dropped += dropped - self->dropped;
  record = _sockeye_reactor_begin (reactor, self, SOCKEYE_VERB_NONE, NULL);
  record.kind = SOCKEYE_KIND_EVENT;
  record.result = SOCKEYE_NEWS_DROPPED;
  record.asked = MIN (dropped - self->dropped, G_MAXUINT32);
  _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_ARGS, &buffer, sizeof buffer);
  self->dropped = dropped;
  _sockeye_reactor_append (reactor, self, &record);
}

static void
sockeye_endpoint_receive_error (SockeyeEndpoint      *self,
                                const SockeyeOutcome *outcome)
{
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  SockeyeRecord record = _sockeye_reactor_begin (self->reactor, self, verb, outcome);

  record.bits |= SOCKEYE_BIT_AUTOMATIC;
  record.asked = SOCKEYE_RECV_SIZE;
  if (_sockeye_endpoint_is_read_failure (self, outcome->error, 0))
    self->read_failed = TRUE;
  _sockeye_endpoint_failed (self, outcome->error);
  _sockeye_reactor_append (self->reactor, self, &record);
}

/* How much comes next, and no less than is usual. Looking takes a queued error
 * away as a receive does: it is the answer then, and size is left alone. */
static SockeyeOutcome
sockeye_endpoint_ask_size (SockeyeEndpoint *self,
                           gsize           *size)
{
  struct iovec nothing = { NULL, 0 };
  struct msghdr header = { .msg_iov = &nothing, .msg_iovlen = 1 };
  SockeyeOutcome outcome = _sockeye_syscall_recvmsg (self->fd, &header, MSG_PEEK | MSG_TRUNC);

  if (outcome.error == 0)
    *size = MAX ((gsize) outcome.result, SOCKEYE_RECV_SIZE);
  return outcome;
}

/* A message of UNIX, NETLINK or PACKET may be larger than any fixed room, so its
 * size is asked first: automatic mode never cuts one short. */
static gsize
sockeye_endpoint_receive_sized (SockeyeEndpoint *self)
{
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_BATCH_SIZE && !self->state.read_over && self->n_echoes == 0; i++)
    {
      gsize size = 0;
      SockeyeOutcome outcome = sockeye_endpoint_ask_size (self, &size);

      if (outcome.error != 0 && !_sockeye_would_block (outcome.error))
        sockeye_endpoint_receive_error (self, &outcome);
      if (outcome.error == 0)
        outcome = _sockeye_endpoint_recvmsg (self, NULL, verb, size, 0);
      if (outcome.error != 0)
        break;
      cost += outcome.result + 1024;
    }
  if (self->state.family != AF_UNIX)
    sockeye_endpoint_check_drops (self);
  return cost;
}

static SockeyeScratch *
sockeye_reactor_get_scratch (SockeyeReactor *reactor)
{
  if (reactor->scratch == NULL)
    reactor->scratch = g_malloc0 (sizeof (SockeyeScratch));
  return reactor->scratch;
}

static void
sockeye_scratch_prepare (SockeyeScratch *scratch)
{
  for (guint i = 0; i < SOCKEYE_BATCH_SIZE; i++)
    {
      struct msghdr *header = &scratch->messages[i].msg_hdr;

      scratch->vectors[i].iov_base = scratch->data[i];
      scratch->vectors[i].iov_len = SOCKEYE_RECV_SIZE;
      header->msg_iov = &scratch->vectors[i];
      header->msg_iovlen = 1;
      header->msg_name = &scratch->names[i];
      header->msg_namelen = sizeof scratch->names[i];
      header->msg_control = scratch->control[i];
      header->msg_controllen = SOCKEYE_CONTROL_ROOM;
    }
}

/* One row a datagram; one time for all, the duration on the first. */
static gsize
sockeye_endpoint_receive_row (SockeyeEndpoint      *self,
                              const SockeyeOutcome *outcome,
                              SockeyeScratch       *scratch,
                              guint                 nth)
{
  SockeyeReactor *reactor = self->reactor;
  struct mmsghdr *message = &scratch->messages[nth];
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  SockeyeRecord record = _sockeye_reactor_begin (reactor, self, verb, outcome);
  SockeyeReceived received = {
    .header = &message->msg_hdr,
    .asked = SOCKEYE_RECV_SIZE,
    .data = scratch->data[nth],
  };
  guint32 count = outcome->result;

  record.bits |= SOCKEYE_BIT_AUTOMATIC;
  if (nth > 0)
    {
      record.bits |= SOCKEYE_BIT_BATCH;
      record.duration = 0;
    }
  else if (count > 1)
    {
      _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_COUNT, &count, sizeof count);
    }
  received.passed = _sockeye_endpoint_take_passed (self, &message->msg_hdr, 0);
  received.length = message->msg_len;
  received.kept = MIN (received.length, SOCKEYE_RECV_SIZE);
  received.stored = _sockeye_journal_limit (reactor->journal, received.kept);
  memcpy (_sockeye_journal_reserve (reactor->journal, MAX (received.stored, 1)),
          received.data, received.stored);
  received.place = _sockeye_journal_commit (reactor->journal, received.stored);
  scratch->rows[nth] = _sockeye_endpoint_received (self, &record, &received);
  g_clear_pointer (&received.passed, g_ptr_array_unref);
  scratch->received[nth] = received;
  return received.kept + 1024;
}

static gsize
sockeye_endpoint_receive_batch (SockeyeEndpoint *self,
                                gboolean        *more)
{
  SockeyeScratch *scratch = sockeye_reactor_get_scratch (self->reactor);
  SockeyeOutcome outcome;
  gsize cost = 0;

  sockeye_scratch_prepare (scratch);
  outcome = _sockeye_syscall_recvmmsg (self->fd, scratch->messages, SOCKEYE_BATCH_SIZE,
                                        _sockeye_endpoint_get_recv_flags (self, MSG_TRUNC));
  *more = outcome.result == SOCKEYE_BATCH_SIZE;
  if (outcome.error != 0)
    {
      if (_sockeye_would_block (outcome.error))
        return 0;
      sockeye_endpoint_receive_error (self, &outcome);
      return 1024;
    }
  for (guint i = 0; i < outcome.result; i++)
    cost += sockeye_endpoint_receive_row (self, &outcome, scratch, i);
  if (outcome.result > 0)
    _sockeye_endpoint_remember_sender (self, &scratch->messages[outcome.result - 1].msg_hdr);
  for (guint i = 0; self->state.echo && i < outcome.result; i++)
    _sockeye_endpoint_echo (self, scratch->rows[i], &scratch->received[i]);
  return cost;
}

static gsize
sockeye_endpoint_receive_datagrams (SockeyeEndpoint *self)
{
  gboolean more = TRUE;
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_BATCHES_PER_DISPATCH && more && self->n_echoes == 0; i++)
    cost += sockeye_endpoint_receive_batch (self, &more);
  /* With every turn: a flood may never let the buffer run empty, and the last
   * turn does not know that it is. */
  sockeye_endpoint_check_drops (self);
  return cost;
}

/* Takes what is there, up to the bounds of one dispatch. Returns its cost. */
gsize
_sockeye_endpoint_receive (SockeyeEndpoint *self)
{
  if (self->state.stage == SOCKEYE_STAGE_LISTENING)
    return _sockeye_endpoint_accept_all (self);
  if (self->state.type == SOCK_STREAM)
    return sockeye_endpoint_receive_stream (self);
  /* Elsewhere messages may be of any size. */
  if ((self->state.family != AF_INET && self->state.family != AF_INET6)
      || self->state.type != SOCK_DGRAM)
    return sockeye_endpoint_receive_sized (self);
  return sockeye_endpoint_receive_datagrams (self);
}
