/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static guint64
sockeye_endpoint_row (SockeyeEndpoint      *self,
                      SockeyeOp            *op,
                      const SockeyeOutcome *outcome)
{
  SockeyeRecord record = _sockeye_reactor_begin_op (self->reactor, self, op, outcome);

  return _sockeye_reactor_append (self->reactor, self, &record);
}

/* --- bind --------------------------------------------------------------------- */

/* Remembers which file bind(2) made, so that close removes that one only. */
static void
sockeye_endpoint_remember_path (SockeyeEndpoint       *self,
                                const struct sockaddr *address,
                                socklen_t              length)
{
  const struct sockaddr_un *un = (const struct sockaddr_un *) address;
  gsize room = length - offsetof (struct sockaddr_un, sun_path);
  struct stat info;

  if (address->sa_family != AF_UNIX || length <= offsetof (struct sockaddr_un, sun_path)
      || un->sun_path[0] == '\0')
    return;
  g_free (self->path);
  self->path = g_strndup (un->sun_path, room);
  if (stat (self->path, &info) == 0)
    {
      self->path_device = info.st_dev;
      self->path_inode = info.st_ino;
    }
  else
    {
      g_clear_pointer (&self->path, g_free);
    }
}

/* Removes a UNIX path that we bound, if device and inode are still ours. */
gboolean
_sockeye_endpoint_unlink (SockeyeEndpoint *self)
{
  struct stat info;

  if (self->path == NULL || lstat (self->path, &info) != 0)
    return FALSE;
  if (info.st_dev != self->path_device || info.st_ino != self->path_inode || !S_ISSOCK (info.st_mode))
    return FALSE;
  return unlink (self->path) == 0;
}

static void
sockeye_endpoint_bind (SockeyeEndpoint *self,
                       SockeyeOp       *op)
{
  socklen_t length;
  const struct sockaddr *address = sockeye_address_get_sockaddr (op->address, &length);
  SockeyeOutcome outcome = _sockeye_syscall_bind (self->fd, address, length);

  if (outcome.error == 0)
    {
      if (self->state.stage == SOCKEYE_STAGE_CREATED)
        self->state.stage = SOCKEYE_STAGE_BOUND;
      sockeye_endpoint_remember_path (self, address, length);
      _sockeye_endpoint_read_names (self, FALSE);
    }
  _sockeye_reactor_complete (self->reactor, op, sockeye_endpoint_row (self, op, &outcome));
}

static void
sockeye_endpoint_listen (SockeyeEndpoint *self,
                         SockeyeOp       *op)
{
  int backlog = sockeye_call_get_backlog (op->call);
  SockeyeOutcome outcome = _sockeye_syscall_listen (self->fd, backlog);

  if (outcome.error == 0)
    {
      self->state.stage = SOCKEYE_STAGE_LISTENING;
      self->state.backlog = backlog;
      _sockeye_endpoint_read_names (self, FALSE);
    }
  _sockeye_reactor_complete (self->reactor, op, sockeye_endpoint_row (self, op, &outcome));
}

/* --- connect ------------------------------------------------------------------ */

/* Connecting to AF_UNSPEC dissolves an attempt (connect(2)). Also one that
 * failed: the kernel would answer the next connect() with ECONNABORTED, since
 * it still owes this one its answer (net/ipv4/af_inet.c). */
static void
sockeye_endpoint_reset_connect (SockeyeEndpoint *self)
{
  struct sockaddr none = { .sa_family = AF_UNSPEC };

  self->state.stage = self->was_bound ? SOCKEYE_STAGE_BOUND : SOCKEYE_STAGE_CREATED;
  _sockeye_endpoint_disarm (self);
  connect (self->fd, &none, sizeof none);
  g_clear_pointer (&self->state.local, sockeye_address_unref);
  if (self->was_bound)
    _sockeye_endpoint_read_names (self, FALSE);
}

/* The outcome of a connect, now known. Takes op. */
static void
sockeye_endpoint_end_connect (SockeyeEndpoint      *self,
                              SockeyeOp            *op,
                              const SockeyeOutcome *outcome)
{
  self->state.waiting_out = SOCKEYE_VERB_NONE;
  if (outcome->error == 0)
    {
      self->state.stage = SOCKEYE_STAGE_CONNECTED;
      _sockeye_endpoint_read_names (self, TRUE);
      _sockeye_endpoint_read_peer (self);
    }
  else if (self->state.stage == SOCKEYE_STAGE_CONNECTING)
    {
      sockeye_endpoint_reset_connect (self);
    }
  _sockeye_reactor_complete (self->reactor, op, sockeye_endpoint_row (self, op, outcome));
}

static void
sockeye_endpoint_connect (SockeyeEndpoint *self,
                          SockeyeOp       *op)
{
  socklen_t length;
  const struct sockaddr *address = sockeye_address_get_sockaddr (op->address, &length);
  SockeyeOutcome outcome = _sockeye_syscall_connect (self->fd, address, length);

  self->was_bound = self->state.stage == SOCKEYE_STAGE_BOUND;
  if (outcome.error == EINPROGRESS)
    {
      self->state.stage = SOCKEYE_STAGE_CONNECTING;
      self->state.waiting_out = SOCKEYE_VERB_CONNECT;
      _sockeye_reactor_wait (self->reactor, op, op->call);
      self->connecting = op;
      _sockeye_endpoint_read_names (self, FALSE);
      return;
    }
  sockeye_endpoint_end_connect (self, op, &outcome);
}

/* While a connect waits, another one is answered with EALREADY: a row, no more.
 * Any other answer is the outcome of the first, which the kernel gives once. */
static void
sockeye_endpoint_connect_again (SockeyeEndpoint *self,
                                SockeyeOp       *op)
{
  socklen_t length;
  const struct sockaddr *address = sockeye_address_get_sockaddr (op->address, &length);
  SockeyeOutcome outcome = _sockeye_syscall_connect (self->fd, address, length);

  _sockeye_reactor_complete (self->reactor, op, sockeye_endpoint_row (self, op, &outcome));
  if (outcome.error == EISCONN)
    outcome.error = outcome.result = 0;
  if (outcome.error != EALREADY && outcome.error != EINPROGRESS)
    sockeye_endpoint_end_connect (self, g_steal_pointer (&self->connecting), &outcome);
}

/* On a descriptor that does not block, Linux takes note of a connection only in
 * the next connect(2), which returns 0 (inet_stream_connect): the user's own
 * next one is to be answered with EISCONN, as after a connect that blocked. */
static void
sockeye_endpoint_take_note (SockeyeEndpoint *self,
                            SockeyeOp       *op)
{
  socklen_t length;
  const struct sockaddr *address = sockeye_address_get_sockaddr (op->address, &length);

  connect (self->fd, address, length);
}

/* The socket became writable or failed: SO_ERROR tells which (connect(2)). Read
 * only here, since reading it takes the error away. */
void
_sockeye_endpoint_connected (SockeyeEndpoint *self)
{
  SockeyeOp *op = g_steal_pointer (&self->connecting);
  SockeyeOutcome outcome = { 0 };
  socklen_t length = sizeof outcome.error;

  if (op == NULL)
    return;
  if (getsockopt (self->fd, SOL_SOCKET, SO_ERROR, &outcome.error, &length) != 0)
    outcome.error = errno;
  if (outcome.error == 0)
    sockeye_endpoint_take_note (self, op);
  outcome.result = outcome.error != 0 ? -1 : 0;
  outcome.time = _sockeye_clock ();
  outcome.duration = outcome.time - op->started;
  sockeye_endpoint_end_connect (self, op, &outcome);
  _sockeye_endpoint_arm (self);
}

/* Cancels a connect, or the look-up before a call. */
void
_sockeye_endpoint_dissolve (SockeyeEndpoint *self)
{
  SockeyeOp *op = g_steal_pointer (&self->connecting);

  self->state.waiting_out = SOCKEYE_VERB_NONE;
  if (self->state.stage == SOCKEYE_STAGE_CONNECTING)
    sockeye_endpoint_reset_connect (self);
  _sockeye_reactor_cancelled (self->reactor, self, op);
}

/* --- shutdown and close -------------------------------------------------------- */

/* What a shutdown has changed. */
static void
sockeye_endpoint_shut (SockeyeEndpoint *self,
                       int              how)
{
  SockeyeState *state = &self->state;

  if (state->stage == SOCKEYE_STAGE_CONNECTED)
    {
      if (how != SHUT_RD)
        state->write_shut = TRUE;
      if (how != SHUT_WR && state->read_end == SOCKEYE_READ_OPEN)
        state->read_end = SOCKEYE_READ_SHUT;
      if (how != SHUT_WR)
        state->read_over = TRUE;
    }
  /* It makes a TCP listener a bound socket again (inet_shutdown). */
  if (state->stage == SOCKEYE_STAGE_LISTENING && how != SHUT_WR && _sockeye_endpoint_is_tcp (self))
    {
      state->stage = SOCKEYE_STAGE_BOUND;
      if (self->reading != NULL)
        _sockeye_endpoint_retry_read (self);
    }
}

void
_sockeye_endpoint_shutdown (SockeyeEndpoint *self,
                            SockeyeOp       *op)
{
  int how = sockeye_call_get_how (op->call);
  SockeyeOutcome outcome = _sockeye_syscall_shutdown (self->fd, how);

  _sockeye_reactor_complete (self->reactor, op, sockeye_endpoint_row (self, op, &outcome));
  if (outcome.error == 0)
    sockeye_endpoint_shut (self, how);
  _sockeye_endpoint_changed (self);
}

/* One call of a kind at a time: verb has not returned yet. Takes op. */
void
_sockeye_endpoint_refuse_busy (SockeyeEndpoint *self,
                               SockeyeOp       *op,
                               SockeyeVerb      verb)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("%s() of this socket has not returned yet"),
                             sockeye_verb_to_string (verb));
  _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_BUSY, message);
}

/* --- all calls of a socket ------------------------------------------------------ */

static gboolean
sockeye_endpoint_must_look_up (SockeyeEndpoint *self,
                               SockeyeOp       *op)
{
  return op->address != NULL && sockeye_address_needs_lookup (op->address);
}

static void
sockeye_endpoint_look_up (SockeyeEndpoint *self,
                          SockeyeOp       *op)
{
  g_autoptr (SockeyeCall) call = NULL;

  if (self->connecting != NULL)
    {
      _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_BUSY,
                               _("a look-up or a connect of this socket has not returned yet"));
      return;
    }
  self->connecting = op;
  self->state.waiting_out = SOCKEYE_VERB_GETADDRINFO;
  _sockeye_endpoint_changed (self);
  call = sockeye_call_new_getaddrinfo (self->state.id, sockeye_address_get_host (op->address),
                                       sockeye_address_get_port (op->address),
                                       self->state.family, self->state.type, 0);
  _sockeye_reactor_look_up (self->reactor, op, self, call);
}

static void
sockeye_endpoint_queue_or_close (SockeyeEndpoint *self,
                                 SockeyeOp       *op)
{
  gboolean behind = !g_queue_is_empty (&self->writing);

  if (sockeye_call_get_verb (op->call) == SOCKEYE_VERB_CLOSE)
    behind = behind && !sockeye_call_get_now (op->call);
  else
    behind = behind && sockeye_call_get_how (op->call) != SHUT_RD;

  if (behind)
    {
      g_queue_push_tail (&self->writing, op);
      self->state.waiting_out = sockeye_call_get_verb (op->call);
      _sockeye_endpoint_changed (self);
      _sockeye_reactor_wait (self->reactor, op, op->call);
    }
  else if (sockeye_call_get_verb (op->call) == SOCKEYE_VERB_CLOSE)
    {
      _sockeye_endpoint_close (self, op);
    }
  else
    {
      _sockeye_endpoint_shutdown (self, op);
    }
}

/* Automatic's third step: behind what waits to be sent, and once only. May
 * free self. */
void
_sockeye_endpoint_close_with_peer (SockeyeEndpoint *self)
{
  g_autoptr (SockeyeCall) call = NULL;
  SockeyeOp *op;

  if (self->closing || !_sockeye_endpoint_is_connection (self)
      || self->state.stage != SOCKEYE_STAGE_CONNECTED)
    return;
  self->closing = TRUE;
  call = sockeye_call_new_close (self->state.id, FALSE);
  op = _sockeye_op_new (G_MAXUINT64 - self->reactor->n_own++, call);
  op->automatic = TRUE;
  sockeye_endpoint_queue_or_close (self, op);
}

/* Echo's end: behind what waits to be sent back. cause: the row of the end that
 * came. */
void
_sockeye_endpoint_shut_with_peer (SockeyeEndpoint *self,
                                  guint64          cause)
{
  g_autoptr (SockeyeCall) call = sockeye_call_new_shutdown (self->state.id, SHUT_WR);
  SockeyeOp *op = _sockeye_op_new (G_MAXUINT64 - self->reactor->n_own++, call);

  op->automatic = TRUE;
  op->cause = cause;
  sockeye_endpoint_queue_or_close (self, op);
}

/* Takes op. */
static void
sockeye_endpoint_try_connect (SockeyeEndpoint *self,
                              SockeyeOp       *op)
{
  if (self->connecting != NULL && self->state.stage != SOCKEYE_STAGE_CONNECTING)
    _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_BUSY,
                             _("a look-up of this socket has not returned yet"));
  else if (self->connecting != NULL)
    sockeye_endpoint_connect_again (self, op);
  else if (_sockeye_endpoint_connect_blocks (self))
    _sockeye_reactor_refuse (self->reactor, op, SOCKEYE_ERROR_REFUSED,
                             _("this socket is shared with the one who passed it on, and connect() "
                               "would wait: Sockeye would stand still"));
  else
    sockeye_endpoint_connect (self, op);
}

/* Makes the call, or begins to. Takes op; may free self. */
void
_sockeye_endpoint_call (SockeyeEndpoint *self,
                        SockeyeOp       *op)
{
  SockeyeReactor *reactor = self->reactor;
  gpointer key = GUINT_TO_POINTER (self->state.id);

  /* Without a connection that was lost, it may go better after each call. */
  if (!_sockeye_endpoint_is_connection (self))
    self->read_failed = FALSE;
  if (self->lingering != NULL)
    {
      _sockeye_endpoint_refuse_busy (self, op, SOCKEYE_VERB_CLOSE);
      return;
    }
  if (sockeye_endpoint_must_look_up (self, op))
    {
      sockeye_endpoint_look_up (self, op);
      return;
    }
  switch (sockeye_call_get_verb (op->call))
    {
    case SOCKEYE_VERB_SETSOCKOPT:
      _sockeye_endpoint_setsockopt (self, op);
      break;
    case SOCKEYE_VERB_GETSOCKOPT:
      _sockeye_endpoint_getsockopt (self, op);
      break;
    case SOCKEYE_VERB_BIND:
      sockeye_endpoint_bind (self, op);
      break;
    case SOCKEYE_VERB_LISTEN:
      sockeye_endpoint_listen (self, op);
      break;
    case SOCKEYE_VERB_CONNECT:
      sockeye_endpoint_try_connect (self, op);
      break;
    case SOCKEYE_VERB_ACCEPT:
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      _sockeye_endpoint_read (self, op);
      break;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      _sockeye_endpoint_write (self, op);
      break;
    case SOCKEYE_VERB_SHUTDOWN:
    case SOCKEYE_VERB_CLOSE:
      sockeye_endpoint_queue_or_close (self, op);
      break;
    default:
      _sockeye_reactor_refuse (reactor, op, SOCKEYE_ERROR_REFUSED, _("not a call of a socket"));
      break;
    }
  if (g_hash_table_lookup (reactor->endpoints, key) != self)
    return;
  if (!self->state.automatic)
    _sockeye_endpoint_look (self);
  _sockeye_endpoint_arm (self);
}
