/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

static SockeyeKind
sockeye_reactor_kind (SockeyeVerb verb)
{
  switch (verb)
    {
    case SOCKEYE_VERB_ACCEPT:
      return SOCKEYE_KIND_ACCEPT;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return SOCKEYE_KIND_RECV;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return SOCKEYE_KIND_SEND;
    default:
      return SOCKEYE_KIND_CALL;
    }
}

/* Enough to explain the row later; not on each of a million receives. */
static void
sockeye_reactor_add_situation (SockeyeReactor       *self,
                               const SockeyeState   *state,
                               SockeyeVerb           verb,
                               const SockeyeOutcome *outcome)
{
  SockeyeKind kind = sockeye_reactor_kind (verb);
  gboolean many = kind == SOCKEYE_KIND_ACCEPT || kind == SOCKEYE_KIND_RECV || kind == SOCKEYE_KIND_SEND;
  SockeyeSituation situation = { 0 };

  if (many && outcome != NULL && outcome->error == 0)
    return;
  situation.family = state->family;
  situation.type = state->type;
  situation.protocol = state->protocol;
  situation.stage = state->stage;
  situation.read_end = state->read_end;
  situation.write_shut = state->write_shut;
  situation.reset = state->reset;
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_SITUATION, &situation, sizeof situation);
}

/* The bytes of AF_NETLINK are messages, which only its protocol tells how to
 * read. */
static void
sockeye_reactor_add_netlink (SockeyeReactor     *self,
                             const SockeyeState *state,
                             SockeyeVerb         verb)
{
  SockeyeKind kind = sockeye_reactor_kind (verb);
  gint32 protocol = state->protocol;

  if (state->family == AF_NETLINK && (kind == SOCKEYE_KIND_RECV || kind == SOCKEYE_KIND_SEND))
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_NETLINK, &protocol, sizeof protocol);
}

SockeyeRecord
_sockeye_reactor_begin (SockeyeReactor       *self,
                        SockeyeEndpoint      *endpoint,
                        SockeyeVerb           verb,
                        const SockeyeOutcome *outcome)
{
  SockeyeRecord record = { 0 };

  g_byte_array_set_size (self->extra, 0);
  if (endpoint != NULL)
    {
      sockeye_reactor_add_situation (self, &endpoint->state, verb, outcome);
      sockeye_reactor_add_netlink (self, &endpoint->state, verb);
    }
  record.verb = verb;
  record.kind = sockeye_reactor_kind (verb);
  record.socket = endpoint != NULL ? endpoint->state.id : 0;
  if (outcome != NULL)
    {
      record.time = outcome->time;
      record.duration = MIN (outcome->duration / 1000, G_MAXUINT32);
      if (outcome->error != 0)
        {
          record.result = -outcome->error;
          record.kind = SOCKEYE_KIND_ERROR;
        }
      else
        {
          record.result = CLAMP (outcome->result, 0, G_MAXINT32);
        }
    }
  else
    {
      record.time = _sockeye_clock ();
    }
  return record;
}

void
_sockeye_reactor_extra_address (SockeyeReactor  *self,
                                SockeyeExtraTag  tag,
                                SockeyeAddress  *address)
{
  const struct sockaddr *sockaddr;
  socklen_t length;

  if (address == NULL)
    return;
  sockaddr = sockeye_address_get_sockaddr (address, &length);
  if (sockaddr != NULL)
    _sockeye_extra_add (self->extra, tag, sockaddr, length);
  if (tag == SOCKEYE_EXTRA_ADDRESS && sockeye_address_get_host (address) != NULL)
    {
      const char *host = sockeye_address_get_host (address);

      _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_HOST, host, strlen (host));
      if (sockaddr == NULL)
        {
          guint32 port = sockeye_address_get_port (address);

          _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_PORT, &port, sizeof port);
        }
    }
}

guint64
_sockeye_reactor_append (SockeyeReactor  *self,
                         SockeyeEndpoint *endpoint,
                         SockeyeRecord   *record)
{
  guint64 row;

  row = _sockeye_journal_append (self->journal, record, self->extra->len > 0 ? self->extra : NULL);
  if (endpoint != NULL)
    {
      endpoint->state.n_rows++;
      if (record->verb != SOCKEYE_VERB_NONE)
        {
          endpoint->state.last_call = row;
          endpoint->state.last_error = record->kind == SOCKEYE_KIND_ERROR ? -record->result : 0;
        }
      _sockeye_endpoint_changed (endpoint);
    }
  return row;
}

/* What the kernel reported unasked. Text may be NULL, count 0. */
void
_sockeye_reactor_news (SockeyeReactor  *self,
                       SockeyeEndpoint *endpoint,
                       SockeyeNews      news,
                       guint64          count,
                       const char      *text)
{
  SockeyeRecord record = _sockeye_reactor_begin (self, endpoint, SOCKEYE_VERB_NONE, NULL);

  record.kind = SOCKEYE_KIND_EVENT;
  record.result = news;
  record.asked = MIN (count, G_MAXUINT32);
  if (text != NULL)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, text, strlen (text));
  _sockeye_reactor_append (self, endpoint, &record);
}

SockeyeOp *
_sockeye_op_new (guint64      ticket,
                 SockeyeCall *call)
{
  SockeyeOp *op = g_new0 (SockeyeOp, 1);

  op->ticket = ticket;
  op->call = sockeye_call_ref (call);
  op->started = _sockeye_clock ();
  if (sockeye_call_get_address (call) != NULL)
    op->address = sockeye_address_ref (sockeye_call_get_address (call));
  return op;
}

void
_sockeye_op_free (SockeyeOp *op)
{
  sockeye_call_unref (op->call);
  g_clear_pointer (&op->address, sockeye_address_unref);
  g_clear_pointer (&op->gathered, g_byte_array_unref);
  g_clear_pointer (&op->control, g_byte_array_unref);
  g_clear_pointer (&op->passed, g_ptr_array_unref);
  g_free (op);
}

/* Shows op as a call that waits; call is what is shown: the op's own or the
 * look-up before it. */
void
_sockeye_reactor_wait (SockeyeReactor *self,
                       SockeyeOp      *op,
                       SockeyeCall    *call)
{
  SockeyeWait wait = { op->ticket, sockeye_call_ref (call), op->started };

  op->shown = TRUE;
  g_array_append_val (self->made.waits, wait);
}

static void
sockeye_reactor_end (SockeyeReactor *self,
                     SockeyeOp      *op,
                     guint64         row,
                     GError         *error)
{
  SockeyeCompletion completion = { .ticket = op->ticket, .row = row, .error = error };

  if (op->shown)
    {
      SockeyeWait wait = { op->ticket, NULL, 0 };

      g_array_append_val (self->made.waits, wait);
    }
  /* Nobody waits for what Automatic does. */
  if (!op->automatic)
    g_array_append_val (self->made.completions, completion);
  _sockeye_op_free (op);
}

/* Ends op, whose row this is. Takes op. */
void
_sockeye_reactor_complete (SockeyeReactor *self,
                           SockeyeOp      *op,
                           guint64         row)
{
  sockeye_reactor_end (self, op, row, NULL);
}

/* A record of op's call, with its arguments. */
SockeyeRecord
_sockeye_reactor_begin_op (SockeyeReactor       *self,
                           SockeyeEndpoint      *endpoint,
                           SockeyeOp            *op,
                           const SockeyeOutcome *outcome)
{
  SockeyeCall *call = op->call;
  SockeyeVerb verb = sockeye_call_get_verb (call);
  SockeyeRecord record = _sockeye_reactor_begin (self, endpoint, verb, outcome);
  gint32 args[4] = { 0 };
  guint n_args = 0;
  guint32 room = 0;

  record.socket = sockeye_call_get_socket (call);
  record.flags = sockeye_call_get_flags (call);
  if (op->automatic)
    record.bits |= SOCKEYE_BIT_AUTOMATIC;
  if (op->cause != 0 && op->first_row == 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_CAUSE, &op->cause, sizeof op->cause);
  switch (verb)
    {
    case SOCKEYE_VERB_GETSOCKOPT:
      record.asked = (guint32) sockeye_call_get_size (call);
      G_GNUC_FALLTHROUGH;
    case SOCKEYE_VERB_SETSOCKOPT:
      args[n_args++] = sockeye_call_get_level (call);
      args[n_args++] = sockeye_call_get_option (call);
      args[n_args++] = sockeye_call_get_value (call);
      args[n_args++] = sockeye_call_get_seconds (call);
      break;
    case SOCKEYE_VERB_LISTEN:
      args[n_args++] = sockeye_call_get_backlog (call);
      break;
    case SOCKEYE_VERB_SHUTDOWN:
      args[n_args++] = sockeye_call_get_how (call);
      break;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      record.asked = MIN (sockeye_call_get_size (call), G_MAXUINT32);
      room = MIN (sockeye_call_get_room (call), G_MAXUINT32);
      break;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      record.asked = MIN (g_bytes_get_size (sockeye_call_get_bytes (call)), G_MAXUINT32);
      break;
    default:
      break;
    }
  if (n_args > 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, n_args * sizeof *args);
  if (room > 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ROOM, &room, sizeof room);
  _sockeye_reactor_extra_address (self, SOCKEYE_EXTRA_ADDRESS, op->address);
  if (outcome != NULL && op->shown)
    record.duration = MIN ((outcome->time - op->started) / 1000, G_MAXUINT32);
  return record;
}

/* Ends a call that waited and was cancelled. Takes op. */
void
_sockeye_reactor_cancelled (SockeyeReactor  *self,
                            SockeyeEndpoint *endpoint,
                            SockeyeOp       *op)
{
  SockeyeRecord record = _sockeye_reactor_begin_op (self, endpoint, op, NULL);

  record.bits |= SOCKEYE_BIT_CANCELLED;
  record.duration = MIN ((record.time - op->started) / 1000, G_MAXUINT32);
  _sockeye_reactor_complete (self, op, _sockeye_reactor_append (self, endpoint, &record));
}

/* Ends op without a call: the caller's mistake. Takes op. */
void
_sockeye_reactor_refuse (SockeyeReactor *self,
                         SockeyeOp      *op,
                         int             code,
                         const char     *message)
{
  sockeye_reactor_end (self, op, 0, g_error_new_literal (SOCKEYE_ERROR, code, message));
}

SockeyeSocketId
_sockeye_reactor_next_id (SockeyeReactor *self,
                          SockeyeOrigin   origin)
{
  return SOCKEYE_SOCKET_ID (self->next_number++, origin);
}

void
_sockeye_reactor_add (SockeyeReactor  *self,
                      SockeyeEndpoint *endpoint)
{
  g_hash_table_insert (self->endpoints, GUINT_TO_POINTER (endpoint->state.id), endpoint);
  _sockeye_endpoint_changed (endpoint);
}

/* The last state still goes to the session. */
void
_sockeye_reactor_remove (SockeyeReactor  *self,
                         SockeyeEndpoint *endpoint)
{
  SockeyeState copy;

  if (endpoint->dirty)
    g_ptr_array_remove_fast (self->dirty, endpoint);
  if (endpoint->starved)
    self->n_starved--;
  _sockeye_state_copy (&copy, &endpoint->state);
  g_array_append_val (self->made.states, copy);
  g_hash_table_remove (self->endpoints, GUINT_TO_POINTER (endpoint->state.id));
}

/* A descriptor is free again: listeners that ran out of them go on. */
void
_sockeye_reactor_freed (SockeyeReactor *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self->n_starved == 0)
    return;
  g_hash_table_iter_init (&iter, self->endpoints);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SockeyeEndpoint *endpoint = value;

      if (endpoint->starved)
        _sockeye_endpoint_set_starved (endpoint, FALSE);
    }
}
