/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-endpoint-read-private.h"
#include "event/sockeye-event-private.h"
#include "call/sockeye-number.h"
#include "control/sockeye-passed-private.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The most that one recv() asks the kernel for; no Linux receive buffer holds
 * more by default (tcp_rmem, tcp(7)). */
#define SOCKEYE_RECV_ROOM (8u << 20)

/* More than a UNIX message can be: net.core.wmem_default is 208 KiB. */
#define SOCKEYE_MESSAGE_ROOM (512u << 10)

#define SOCKEYE_MAX_SENDERS  16

/* --- what was received ------------------------------------------------------------ */

/* Who sent it, as somebody to answer: a message of the kernel to a group of
 * NETLINK names the group, but an answer is for the sender alone (netlink(7)). */
static SockeyeAddress *
sockeye_endpoint_new_sender (const struct msghdr *header)
{
  const struct sockaddr *name = header->msg_name;
  struct sockaddr_nl netlink = { 0 };

  if (header->msg_namelen != sizeof netlink || name->sa_family != AF_NETLINK)
    return sockeye_address_new (name, header->msg_namelen, NULL);
  memcpy (&netlink, name, sizeof netlink);
  netlink.nl_groups = 0;
  return sockeye_address_new ((const struct sockaddr *) &netlink, sizeof netlink, NULL);
}

/* Latest first. The list is replaced, since the session holds the old one. */
void
_sockeye_endpoint_remember_sender (SockeyeEndpoint     *self,
                                  const struct msghdr *header)
{
  GPtrArray *old = self->state.senders;
  g_autoptr (SockeyeAddress) sender = NULL;
  GPtrArray *list;

  if (header->msg_namelen == 0)
    return;
  sender = sockeye_endpoint_new_sender (header);
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

/* What the error queue gives are bytes of ours that come back. */
static gboolean
sockeye_endpoint_is_late (const struct msghdr *header)
{
  return (header->msg_flags & MSG_ERRQUEUE) != 0;
}

static guint64
sockeye_endpoint_advance (SockeyeEndpoint *self,
                          gsize            size,
                          int              flags,
                          gboolean         late)
{
  guint64 position = self->stream_in;

  if ((flags & MSG_PEEK) || late)
    return position;
  /* An urgent byte is beside the stream. */
  if (!(flags & MSG_OOB))
    self->stream_in += _sockeye_endpoint_is_stream (self) ? size : 1;
  self->state.bytes_in += size;
  self->reactor->made.bytes_in += size;
  return position;
}

/* What stands beside the bytes. */
static void
sockeye_endpoint_note_beside (SockeyeEndpoint       *self,
                              const SockeyeReceived *received)
{
  GByteArray *extra = self->reactor->extra;
  const struct msghdr *header = received->header;
  gint32 msg_flags = header->msg_flags & ~MSG_CMSG_CLOEXEC;
  gboolean late = sockeye_endpoint_is_late (header);

  if (header->msg_namelen > 0 && (late || !_sockeye_endpoint_is_stream (self)))
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_PEER, header->msg_name, header->msg_namelen);
  if (msg_flags != 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_MSG_FLAGS, &msg_flags, sizeof msg_flags);
  if (header->msg_controllen > 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_CONTROL, header->msg_control, header->msg_controllen);
  _sockeye_endpoint_note_passed (self, received->passed);
  if (late)
    _sockeye_endpoint_note_cause (self, header, received->data, received->kept);
}

/* Fills and appends the row of what was received. */
guint64
_sockeye_endpoint_received (SockeyeEndpoint       *self,
                           SockeyeRecord         *record,
                           const SockeyeReceived *received)
{
  GByteArray *extra = self->reactor->extra;
  const struct msghdr *header = received->header;
  gboolean late = sockeye_endpoint_is_late (header);
  guint64 row;

  if (!(received->flags & (MSG_PEEK | MSG_OOB)) && !late && !_sockeye_endpoint_is_stream (self))
    _sockeye_counted_take (&self->counted, received->length);
  record->result = received->kept;
  record->asked = MIN (received->asked, G_MAXUINT32);
  record->flags = received->flags;
  record->data = received->place;
  record->kept = received->stored;
  if (received->stored < received->kept && !received->discarded)
    record->bits |= SOCKEYE_BIT_PARTIAL;
  record->position = sockeye_endpoint_advance (self, received->kept, received->flags, late);
  sockeye_endpoint_note_beside (self, received);
  if (late)
    self->told_error = FALSE;
  if (received->length > received->kept)
    {
      guint32 length = MIN (received->length, G_MAXUINT32);

      record->bits |= SOCKEYE_BIT_TRUNCATED;
      _sockeye_extra_add (extra, SOCKEYE_EXTRA_COUNT, &length, sizeof length);
    }
  if (received->kept == 0 && received->length == 0 && received->asked > 0
      && !(received->flags & MSG_OOB) && !late && sockeye_endpoint_is_end (self))
    sockeye_endpoint_note_end (self, record);
  row = _sockeye_reactor_append (self->reactor, self, record);
  _sockeye_endpoint_tell_passed (self, received->passed, row);
  return row;
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

/* What happened to an earlier message, or to the interface: recv() that tells
 * it takes it away (SO_ERROR of socket(7), netlink(7), packet(7)). */
static gboolean
sockeye_endpoint_is_told_once (int error)
{
  switch (error)
    {
    case ECONNREFUSED:
    case ECONNRESET:
    case EHOSTUNREACH:
    case EHOSTDOWN:
    case ENETUNREACH:
    case ENETDOWN:
    case ENOPROTOOPT:
    case EPROTO:
    case EOPNOTSUPP:
    case EMSGSIZE:
    case EACCES:
    case EPERM:
    case ETIMEDOUT:
    case ENOBUFS:
    case ENODEV:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether an error of recv() says that no other will bring anything. */
gboolean
_sockeye_endpoint_is_read_failure (SockeyeEndpoint *self,
                                  int              error,
                                  int              flags)
{
  if (_sockeye_would_block (error) || (flags & (MSG_OOB | MSG_ERRQUEUE)))
    return FALSE;
  if (!_sockeye_endpoint_is_connection (self))
    return !sockeye_endpoint_is_told_once (error);
  return self->state.stage == SOCKEYE_STAGE_CONNECTED;
}

/* TCP counts off what MSG_TRUNC asks for and copies nothing (tcp(7)). */
static gboolean
sockeye_endpoint_discards (SockeyeEndpoint *self,
                           int              flags)
{
  return (flags & MSG_TRUNC) && _sockeye_endpoint_is_stream (self) && self->state.family != AF_UNIX;
}

/* Room for control messages: the user's own, within bounds, or ample. */
gsize
_sockeye_endpoint_get_control_room (SockeyeOp *op)
{
  gsize asked = op != NULL ? sockeye_call_get_room (op->call) : 0;

  return asked > 0 ? MIN (asked, SOCKEYE_CONTROL_MAX) : SOCKEYE_CONTROL_ROOM;
}

/* MSG_ERRQUEUE never waits: an empty queue is an answer. */
static gboolean
sockeye_endpoint_waits (const SockeyeOutcome *outcome,
                        int                   flags,
                        gboolean              by_hand)
{
  return _sockeye_would_block (outcome->error)
         && !(by_hand && (flags & (MSG_DONTWAIT | MSG_ERRQUEUE)));
}

/* The row of a recvmsg(2) that gave something. */
static guint64
sockeye_endpoint_recvmsg_row (SockeyeEndpoint      *self,
                              SockeyeRecord        *record,
                              SockeyeReceived      *received,
                              const SockeyeOutcome *outcome,
                              struct msghdr        *header)
{
  gboolean message = !_sockeye_endpoint_is_stream (self);
  guint64 row;

  received->header = header;
  received->length = outcome->result;
  received->kept = MIN (received->length, header->msg_iov->iov_len);
  received->discarded = sockeye_endpoint_discards (self, received->flags)
                        && !sockeye_endpoint_is_late (header);
  received->data = header->msg_iov->iov_base;
  received->stored = received->discarded
                       ? 0 : _sockeye_journal_limit (self->reactor->journal, received->kept);
  received->place = _sockeye_journal_commit (self->reactor->journal, received->stored);
  if (message && !sockeye_endpoint_is_late (header))
    _sockeye_endpoint_remember_sender (self, header);
  received->passed = _sockeye_endpoint_take_passed (self, header, received->flags);
  row = _sockeye_endpoint_received (self, record, received);
  g_clear_pointer (&received->passed, g_ptr_array_unref);
  return row;
}

static guint64
sockeye_endpoint_recvmsg_error (SockeyeEndpoint *self,
                                SockeyeRecord   *record,
                                gsize            asked,
                                int              flags,
                                int              error)
{
  record->asked = MIN (asked, G_MAXUINT32);
  record->flags = flags;
  if (_sockeye_endpoint_is_read_failure (self, error, flags))
    self->read_failed = TRUE;
  _sockeye_endpoint_failed (self, error);
  return _sockeye_reactor_append (self->reactor, self, record);
}

/* One recvmsg(2) into the journal's own room; op is NULL in automatic mode.
 * Returns the outcome; where the call would block there is no row. */
SockeyeOutcome
_sockeye_endpoint_recvmsg (SockeyeEndpoint *self,
                          SockeyeOp       *op,
                          SockeyeVerb      verb,
                          gsize            asked,
                          int              flags)
{
  SockeyeReactor *reactor = self->reactor;
  gboolean message = !_sockeye_endpoint_is_stream (self);
  gsize room = sockeye_endpoint_get_room (self, asked);
  gsize control_room = _sockeye_endpoint_get_control_room (op);
  g_autofree struct cmsghdr *control = g_malloc (control_room);
  struct sockaddr_storage name;
  struct iovec vector = { _sockeye_journal_reserve (reactor->journal, MAX (room, 1)), room };
  struct msghdr header = {
    .msg_name = &name,
    .msg_namelen = sizeof name,
    .msg_iov = &vector,
    .msg_iovlen = 1,
    .msg_control = control,
    .msg_controllen = control_room,
  };
  int with = _sockeye_endpoint_get_recv_flags (self, flags | (message ? MSG_TRUNC : 0));
  SockeyeOutcome outcome = _sockeye_syscall_recvmsg (self->fd, &header, with);
  SockeyeReceived received = { .asked = asked, .flags = flags };
  SockeyeRecord record;
  guint64 row;

  if (sockeye_endpoint_waits (&outcome, flags, op != NULL))
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
    row = sockeye_endpoint_recvmsg_row (self, &record, &received, &outcome, &header);
  else
    row = sockeye_endpoint_recvmsg_error (self, &record, asked, flags, outcome.error);
  if (op != NULL)
    _sockeye_reactor_complete (reactor, op, row);
  else if (outcome.error == 0 && !(flags & MSG_ERRQUEUE))
    _sockeye_endpoint_echo (self, row, &received);
  return outcome;
}

/* --- by hand ------------------------------------------------------------------------ */

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
  if (_sockeye_endpoint_gathers (self, op))
    return _sockeye_endpoint_gather (self, op);
  outcome = _sockeye_endpoint_recvmsg (self, op, verb, sockeye_call_get_size (op->call), flags);
  return !sockeye_endpoint_waits (&outcome, flags, TRUE);
}

/* Starts accept, recv or recvfrom. Takes op. */
void
_sockeye_endpoint_read (SockeyeEndpoint *self,
                        SockeyeOp       *op)
{
  /* The error queue is another one than that which a call waits for. */
  if (sockeye_call_get_flags (op->call) & MSG_ERRQUEUE)
    {
      sockeye_endpoint_try_read (self, op);
      return;
    }
  if (self->reading != NULL)
    {
      _sockeye_endpoint_refuse_busy (self, op, sockeye_call_get_verb (self->reading->call));
      return;
    }
  if (_sockeye_endpoint_refuse_all (self, op) || sockeye_endpoint_try_read (self, op))
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
