/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-event-private.h"
#include "sockeye-reactor-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What one socket may take in one dispatch, then it is the next one's turn. */
#define SOCKEYE_READS_PER_DISPATCH  16
#define SOCKEYE_BATCH_SIZE          64
#define SOCKEYE_BATCHES_PER_DISPATCH 4

/* The most that one recv() asks the kernel for; no Linux receive buffer holds
 * more by default (tcp_rmem, tcp(7)). */
#define SOCKEYE_RECV_ROOM (8u << 20)

/* More than a UNIX message can be: net.core.wmem_default is 208 KiB. */
#define SOCKEYE_MESSAGE_ROOM (512u << 10)

#define SOCKEYE_CONTROL_SIZE 512
#define SOCKEYE_MAX_SENDERS  16

/* Room for a batch of datagrams; 64 KiB is more than any UDP datagram. */
typedef struct _SockeyeScratch
{
  struct mmsghdr          messages[SOCKEYE_BATCH_SIZE];
  struct iovec            vectors[SOCKEYE_BATCH_SIZE];
  struct sockaddr_storage names[SOCKEYE_BATCH_SIZE];
  guint8                  control[SOCKEYE_BATCH_SIZE][SOCKEYE_CONTROL_SIZE];
  guint8                  data[SOCKEYE_BATCH_SIZE][SOCKEYE_RECV_SIZE];
} SockeyeScratch;

/* One received message, whichever call brought it. */
typedef struct
{
  const struct msghdr *header;
  guint64              place;
  gsize                kept;
  gsize                length; /* true length; more than kept: cut short */
  gsize                asked;
  int                  flags;  /* as passed by the user */
  gboolean             discarded; /* counted by the kernel, not copied */
} SockeyeReceived;

/* --- what was received ------------------------------------------------------------ */

/* Latest first. The list is replaced, since the session holds the old one. */
static void
sockeye_endpoint_remember_sender (SockeyeEndpoint     *self,
                                  const struct msghdr *header)
{
  GPtrArray *old = self->state.senders;
  g_autoptr (SockeyeAddress) sender = NULL;
  GPtrArray *list;

  if (header->msg_namelen == 0)
    return;
  sender = sockeye_address_new (header->msg_name, header->msg_namelen, NULL);
  if (old != NULL && old->len > 0 && sockeye_address_equal (g_ptr_array_index (old, 0), sender))
    return;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);
  g_ptr_array_add (list, sockeye_address_ref (sender));
  for (guint i = 0; old != NULL && i < old->len && list->len < SOCKEYE_MAX_SENDERS; i++)
    if (!sockeye_address_equal (g_ptr_array_index (old, i), sender))
      g_ptr_array_add (list, sockeye_address_ref (g_ptr_array_index (old, i)));
  g_clear_pointer (&self->state.senders, g_ptr_array_unref);
  self->state.senders = list;
}

/* recv() == 0 on a SEQPACKET socket is an empty message or the end: at the end
 * the peer has hung up, and looking again gives 0 again. */
static gboolean
sockeye_endpoint_is_end (SockeyeEndpoint *self)
{
  struct pollfd poll_fd = { self->fd, POLLRDHUP, 0 };
  guint8 byte;

  if (self->state.type == SOCK_STREAM)
    return TRUE;
  if (self->state.type != SOCK_SEQPACKET)
    return FALSE;
  if (poll (&poll_fd, 1, 0) < 1 || !(poll_fd.revents & POLLRDHUP))
    return FALSE;
  return recv (self->fd, &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

static void
sockeye_endpoint_note_end (SockeyeEndpoint *self,
                           SockeyeRecord   *record)
{
  const SockeyeState *state = &self->state;
  gint32 args[] = { state->family, state->type, state->protocol, state->reset };

  _sockeye_extra_add (self->reactor->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  self->state.read_over = TRUE;
  if (state->read_end == SOCKEYE_READ_SHUT)
    return;
  /* An earlier call has taken the error of a reset: this is no FIN. */
  if (!state->reset)
    record->bits |= SOCKEYE_BIT_END_OF_STREAM;
  self->state.read_end = SOCKEYE_READ_ENDED;
}

static guint64
sockeye_endpoint_advance (SockeyeEndpoint *self,
                          gsize            size,
                          int              flags)
{
  guint64 position = self->stream_in;

  if (flags & (MSG_PEEK | MSG_OOB))
    return position;
  self->stream_in += _sockeye_endpoint_is_stream (self) ? size : 1;
  self->state.bytes_in += size;
  self->reactor->made.bytes_in += size;
  return position;
}

/* Fills and appends the row of what was received. */
static guint64
sockeye_endpoint_received (SockeyeEndpoint       *self,
                           SockeyeRecord         *record,
                           const SockeyeReceived *received)
{
  GByteArray *extra = self->reactor->extra;
  const struct msghdr *header = received->header;
  gint32 msg_flags = header->msg_flags & ~MSG_CMSG_CLOEXEC;

  if (!(received->flags & (MSG_PEEK | MSG_OOB)) && !_sockeye_endpoint_is_stream (self))
    _sockeye_counted_take (&self->counted, received->length);
  record->result = received->kept;
  record->asked = MIN (received->asked, G_MAXUINT32);
  record->flags = received->flags;
  record->data = received->place;
  record->kept = received->discarded ? 0 : received->kept;
  record->position = sockeye_endpoint_advance (self, received->kept, received->flags);
  if (header->msg_namelen > 0 && !_sockeye_endpoint_is_stream (self))
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_PEER, header->msg_name, header->msg_namelen);
  if (msg_flags != 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_MSG_FLAGS, &msg_flags, sizeof msg_flags);
  if (header->msg_controllen > 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_CONTROL, header->msg_control, header->msg_controllen);
  if (received->length > received->kept)
    {
      guint32 length = MIN (received->length, G_MAXUINT32);

      record->bits |= SOCKEYE_BIT_TRUNCATED;
      _sockeye_extra_add (extra, SOCKEYE_EXTRA_COUNT, &length, sizeof length);
    }
  if (received->kept == 0 && received->length == 0 && received->asked > 0
      && !(received->flags & MSG_OOB) && sockeye_endpoint_is_end (self))
    sockeye_endpoint_note_end (self, record);
  return _sockeye_reactor_append (self->reactor, self, record);
}

/* No more than can come, or a large size would take 8 MiB of the journal for a
 * few bytes. SIOCINQ is no less than the next message; where it is 0, one may
 * still come before the call. */
static gsize
sockeye_endpoint_get_room (SockeyeEndpoint *self,
                           gsize            asked)
{
  gsize room = MIN (asked, SOCKEYE_RECV_ROOM);
  int waits = 0;

  if (room <= SOCKEYE_RECV_SIZE || ioctl (self->fd, SIOCINQ, &waits) != 0)
    return room;
  if (waits <= 0 && !_sockeye_endpoint_is_stream (self))
    return MIN (room, SOCKEYE_MESSAGE_ROOM);
  return MIN (room, MAX ((gsize) MAX (waits, 0), SOCKEYE_RECV_SIZE));
}

/* Descriptors that a peer passes (SCM_RIGHTS, unix(7)) are open here as soon as
 * they are received; nobody uses them, so they must not fill the table. */
static void
sockeye_endpoint_close_passed (struct msghdr *header)
{
  for (struct cmsghdr *c = CMSG_FIRSTHDR (header); c != NULL; c = CMSG_NXTHDR (header, c))
    {
      gsize n = (c->cmsg_len - CMSG_LEN (0)) / sizeof (int);

      if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
        continue;
      for (gsize i = 0; i < n; i++)
        {
          int fd;

          memcpy (&fd, CMSG_DATA (c) + i * sizeof fd, sizeof fd);
          close (fd);
        }
    }
}

/* Whether an error of recv() says that no other will bring anything. */
static gboolean
sockeye_endpoint_is_read_failure (SockeyeEndpoint *self,
                                  int              error,
                                  int              flags)
{
  return _sockeye_endpoint_is_connection (self) && self->state.stage == SOCKEYE_STAGE_CONNECTED
         && !_sockeye_would_block (error) && !(flags & (MSG_OOB | MSG_ERRQUEUE));
}

/* TCP counts off what MSG_TRUNC asks for and copies nothing (tcp(7)). */
static gboolean
sockeye_endpoint_discards (SockeyeEndpoint *self,
                           int              flags)
{
  return (flags & MSG_TRUNC) && _sockeye_endpoint_is_stream (self) && self->state.family != AF_UNIX;
}

/* One recvmsg(2) into the journal's own room; op is NULL in automatic mode.
 * Returns the outcome; where the call would block there is no row. */
static SockeyeOutcome
sockeye_endpoint_recvmsg (SockeyeEndpoint *self,
                          SockeyeOp       *op,
                          SockeyeVerb      verb,
                          gsize            asked,
                          int              flags)
{
  SockeyeReactor *reactor = self->reactor;
  gboolean message = !_sockeye_endpoint_is_stream (self);
  gsize room = sockeye_endpoint_get_room (self, asked);
  guint8 control[SOCKEYE_CONTROL_SIZE];
  struct sockaddr_storage name;
  struct iovec vector = { _sockeye_journal_reserve (reactor->journal, MAX (room, 1)), room };
  struct msghdr header = {
    .msg_name = &name,
    .msg_namelen = sizeof name,
    .msg_iov = &vector,
    .msg_iovlen = 1,
    .msg_control = control,
    .msg_controllen = sizeof control,
  };
  SockeyeOutcome outcome = _sockeye_syscall_recvmsg (self->fd, &header, flags | (message ? MSG_TRUNC : 0));
  SockeyeReceived received = { .header = &header, .asked = asked, .flags = flags };
  SockeyeRecord record;
  guint64 row;

  if (_sockeye_would_block (outcome.error) && !(flags & MSG_DONTWAIT))
    return outcome;
  if (op != NULL)
    {
      record = _sockeye_reactor_begin_op (reactor, self, op, &outcome);
    }
  else
    {
      record = _sockeye_reactor_begin (reactor, self, verb, &outcome);
      record.bits |= SOCKEYE_BIT_AUTOMATIC;
    }
  if (outcome.error == 0)
    {
      sockeye_endpoint_close_passed (&header);
      received.length = outcome.result;
      received.kept = MIN (received.length, room);
      received.discarded = sockeye_endpoint_discards (self, flags);
      received.place = _sockeye_journal_commit (reactor->journal, received.discarded ? 0 : received.kept);
      if (message)
        sockeye_endpoint_remember_sender (self, &header);
      row = sockeye_endpoint_received (self, &record, &received);
    }
  else
    {
      record.asked = MIN (asked, G_MAXUINT32);
      record.flags = flags;
      if (sockeye_endpoint_is_read_failure (self, outcome.error, flags))
        self->read_failed = TRUE;
      _sockeye_endpoint_failed (self, outcome.error);
      row = _sockeye_reactor_append (reactor, self, &record);
    }
  if (op != NULL)
    _sockeye_reactor_complete (reactor, op, row);
  return outcome;
}

/* --- by hand ------------------------------------------------------------------------ */

/* On a descriptor that never blocks, MSG_WAITALL returns short: so it is called
 * when enough is there, or no more can come, or the urgent mark stops it. */
static gboolean
sockeye_endpoint_must_wait_for_all (SockeyeEndpoint *self,
                                    SockeyeOp       *op)
{
  int flags = sockeye_call_get_flags (op->call);

  if (!(flags & MSG_WAITALL) || (flags & (MSG_DONTWAIT | MSG_OOB)) || !_sockeye_endpoint_is_stream (self)
      || self->state.stage != SOCKEYE_STAGE_CONNECTED)
    return FALSE;
  _sockeye_endpoint_look (self);
  return !(self->state.facts.lamps & (POLLRDHUP | POLLHUP | POLLERR | POLLPRI))
         && self->state.facts.in_bytes >= 0
         && (gsize) self->state.facts.in_bytes < sockeye_call_get_size (op->call);
}

/* One attempt at a call that reads. FALSE: it waits. Takes op unless FALSE. */
static gboolean
sockeye_endpoint_try_read (SockeyeEndpoint *self,
                           SockeyeOp       *op)
{
  SockeyeVerb verb = sockeye_call_get_verb (op->call);
  int flags = sockeye_call_get_flags (op->call);
  SockeyeOutcome outcome;

  if (verb == SOCKEYE_VERB_ACCEPT)
    return _sockeye_endpoint_accept (self, op);
  if (sockeye_endpoint_must_wait_for_all (self, op))
    return FALSE;
  outcome = sockeye_endpoint_recvmsg (self, op, verb, sockeye_call_get_size (op->call), flags);
  return !_sockeye_would_block (outcome.error) || (flags & MSG_DONTWAIT);
}

/* What cannot all wait in the receive buffer would be waited for in vain.
 * TRUE where op was refused, and taken. */
static gboolean
sockeye_endpoint_refuse_all (SockeyeEndpoint *self,
                             SockeyeOp       *op)
{
  g_autofree char *asked = NULL;
  g_autofree char *holds = NULL;
  g_autofree char *message = NULL;
  int room = 0;
  socklen_t length = sizeof room;

  if (!sockeye_endpoint_must_wait_for_all (self, op)
      || getsockopt (self->fd, SOL_SOCKET, SO_RCVBUF, &room, &length) != 0
      || sockeye_call_get_size (op->call) <= (gsize) room)
    return FALSE;
  asked = _sockeye_event_number (sockeye_call_get_size (op->call));
  holds = _sockeye_event_number (room);
  message = g_strdup_printf (_("MSG_WAITALL waits until all %s bytes are in the receive buffer, which holds "
                               "%s (SO_RCVBUF): ask for less"),
                             asked, holds);
  _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_REFUSED, message);
  return TRUE;
}

/* Starts accept, recv or recvfrom. Takes op. */
void
_sockeye_endpoint_read (SockeyeEndpoint *self,
                        SockeyeOp       *op)
{
  if (self->reading != NULL)
    {
      g_autofree char *message = NULL;

      message = g_strdup_printf (_("%s() of this socket has not returned yet"),
                                 sockeye_verb_to_string (sockeye_call_get_verb (self->reading->call)));
      _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_BUSY, message);
      return;
    }
  if (sockeye_endpoint_refuse_all (self, op) || sockeye_endpoint_try_read (self, op))
    return;
  self->reading = op;
  self->state.waiting_in = sockeye_call_get_verb (op->call);
  _sockeye_endpoint_changed (self);
  _sockeye_reactor_wait (self->reactor, op, op->call);
}

/* The socket became readable: tries again what waits. TRUE where it returned. */
gboolean
_sockeye_endpoint_retry_read (SockeyeEndpoint *self)
{
  SockeyeOp *op = g_steal_pointer (&self->reading);

  if (!sockeye_endpoint_try_read (self, op))
    {
      self->reading = op;
      return FALSE;
    }
  self->state.waiting_in = SOCKEYE_VERB_NONE;
  _sockeye_endpoint_changed (self);
  return TRUE;
}

/* --- automatic ----------------------------------------------------------------------- */

/* A short read has emptied the buffer: no second call to be told so. */
static gsize
sockeye_endpoint_receive_stream (SockeyeEndpoint *self)
{
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_READS_PER_DISPATCH; i++)
    {
      SockeyeOutcome outcome = sockeye_endpoint_recvmsg (self, NULL, SOCKEYE_VERB_RECV, SOCKEYE_RECV_SIZE, 0);

      if (outcome.error != 0)
        break;
      cost += outcome.result + 1024;
      if (outcome.result < SOCKEYE_RECV_SIZE)
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

/* A UNIX message may be larger than any fixed room, so its size is asked
 * first: automatic mode never cuts one short. */
static gsize
sockeye_endpoint_receive_sized (SockeyeEndpoint *self)
{
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_BATCH_SIZE && !self->state.read_over; i++)
    {
      gssize size = recv (self->fd, NULL, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
      SockeyeOutcome outcome;

      outcome = sockeye_endpoint_recvmsg (self, NULL, verb, MAX (size, SOCKEYE_RECV_SIZE), 0);
      if (outcome.error != 0)
        break;
      cost += outcome.result + 1024;
    }
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
      header->msg_controllen = SOCKEYE_CONTROL_SIZE;
    }
}

/* One row a datagram; one time for all, the duration on the first. */
static gsize
sockeye_endpoint_receive_row (SockeyeEndpoint      *self,
                              const SockeyeOutcome *outcome,
                              struct mmsghdr       *message,
                              guint                 nth)
{
  SockeyeReactor *reactor = self->reactor;
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  SockeyeRecord record = _sockeye_reactor_begin (reactor, self, verb, outcome);
  SockeyeReceived received = { .header = &message->msg_hdr, .asked = SOCKEYE_RECV_SIZE };
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
  sockeye_endpoint_close_passed (&message->msg_hdr);
  received.length = message->msg_len;
  received.kept = MIN (received.length, SOCKEYE_RECV_SIZE);
  memcpy (_sockeye_journal_reserve (reactor->journal, MAX (received.kept, 1)),
          message->msg_hdr.msg_iov->iov_base, received.kept);
  received.place = _sockeye_journal_commit (reactor->journal, received.kept);
  sockeye_endpoint_received (self, &record, &received);
  return received.kept + 1024;
}

static void
sockeye_endpoint_receive_error (SockeyeEndpoint      *self,
                                const SockeyeOutcome *outcome)
{
  SockeyeVerb verb = sockeye_endpoint_get_receive_verb (self);
  SockeyeRecord record = _sockeye_reactor_begin (self->reactor, self, verb, outcome);

  record.bits |= SOCKEYE_BIT_AUTOMATIC;
  record.asked = SOCKEYE_RECV_SIZE;
  _sockeye_reactor_append (self->reactor, self, &record);
}

static gsize
sockeye_endpoint_receive_batch (SockeyeEndpoint *self,
                                gboolean        *more)
{
  SockeyeScratch *scratch = sockeye_reactor_get_scratch (self->reactor);
  SockeyeOutcome outcome;
  gsize cost = 0;

  sockeye_scratch_prepare (scratch);
  outcome = _sockeye_syscall_recvmmsg (self->fd, scratch->messages, SOCKEYE_BATCH_SIZE, MSG_TRUNC);
  *more = outcome.result == SOCKEYE_BATCH_SIZE;
  if (outcome.error != 0)
    {
      if (!_sockeye_would_block (outcome.error))
        sockeye_endpoint_receive_error (self, &outcome);
      return 1024;
    }
  for (guint i = 0; i < outcome.result; i++)
    cost += sockeye_endpoint_receive_row (self, &outcome, &scratch->messages[i], i);
  if (outcome.result > 0)
    sockeye_endpoint_remember_sender (self, &scratch->messages[outcome.result - 1].msg_hdr);
  return cost;
}

/* Datagrams that the kernel dropped for want of room, SK_MEMINFO_DROPS
 * (linux/sock_diag.h): read, since asking for SO_RXQ_OVFL would set an option
 * that the user did not choose. */
static void
sockeye_endpoint_check_drops (SockeyeEndpoint *self)
{
  guint32 info[SK_MEMINFO_VARS] = { 0 };
  socklen_t length = sizeof info;
  guint64 dropped;

  if (getsockopt (self->fd, SOL_SOCKET, SO_MEMINFO, info, &length) != 0
      || length <= SK_MEMINFO_DROPS * sizeof *info)
    return;
  dropped = info[SK_MEMINFO_DROPS];
  if (dropped <= self->dropped)
    return;
  self->reactor->made.dropped += dropped - self->dropped;
  _sockeye_reactor_news (self->reactor, self, SOCKEYE_NEWS_DROPPED, dropped - self->dropped, NULL);
  self->dropped = dropped;
}

static gsize
sockeye_endpoint_receive_datagrams (SockeyeEndpoint *self)
{
  gboolean more = TRUE;
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_BATCHES_PER_DISPATCH && more; i++)
    cost += sockeye_endpoint_receive_batch (self, &more);
  if (!more)
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
  if (self->state.family == AF_UNIX || self->state.type != SOCK_DGRAM)
    return sockeye_endpoint_receive_sized (self);
  return sockeye_endpoint_receive_datagrams (self);
}
