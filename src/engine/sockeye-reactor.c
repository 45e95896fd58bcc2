/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include "sockeye-catalog.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

/* How long new rows may wait to be published, ms: one frame at 60 Hz. */
#define SOCKEYE_FLUSH_INTERVAL 16

/* A dispatch ends after about this much, so that a flood never starves a
 * click: bytes received, with 1 KiB for each row. */
#define SOCKEYE_DISPATCH_BUDGET (4 << 20)

#define SOCKEYE_DISPATCH_EVENTS 256

/* A listener out of descriptors tries again after this long, µs, also where
 * the descriptor was freed by someone else in this process. */
#define SOCKEYE_STARVED_INTERVAL 250000

typedef enum
{
  SOCKEYE_COMMAND_CALL,
  SOCKEYE_COMMAND_CANCEL,
  SOCKEYE_COMMAND_AUTOMATIC,
  SOCKEYE_COMMAND_START_AUTOMATIC,
  SOCKEYE_COMMAND_NOTE,
  SOCKEYE_COMMAND_ANSWER,
} SockeyeCommandType;

typedef struct
{
  SockeyeCommandType type;
  guint64            ticket;
  SockeyeCall       *call;
  SockeyeSocketId    id;
  gboolean           automatic;
  char              *text;
  GPtrArray         *answers;
  int                error;
  int                system_error;
  int                other_family;
  SockeyeOutcome     outcome;
} SockeyeCommand;

typedef struct
{
  GSource         source;
  SockeyeReactor *reactor;
} SockeyeReactorSource;

/* --- batches -------------------------------------------------------------- */

static void
sockeye_wait_clear (gpointer data)
{
  SockeyeWait *wait = data;

  g_clear_pointer (&wait->call, sockeye_call_unref);
}

static void
sockeye_completion_clear (gpointer data)
{
  SockeyeCompletion *completion = data;

  g_clear_error (&completion->error);
}

static void
sockeye_batch_init (SockeyeBatch *batch)
{
  memset (batch, 0, sizeof *batch);
  batch->states = g_array_new (FALSE, FALSE, sizeof (SockeyeState));
  g_array_set_clear_func (batch->states, (GDestroyNotify) _sockeye_state_clear);
  batch->waits = g_array_new (FALSE, FALSE, sizeof (SockeyeWait));
  g_array_set_clear_func (batch->waits, sockeye_wait_clear);
  batch->completions = g_array_new (FALSE, FALSE, sizeof (SockeyeCompletion));
  g_array_set_clear_func (batch->completions, sockeye_completion_clear);
}

void
_sockeye_batch_clear (SockeyeBatch *batch)
{
  g_clear_pointer (&batch->states, g_array_unref);
  g_clear_pointer (&batch->waits, g_array_unref);
  g_clear_pointer (&batch->completions, g_array_unref);
}

/* Moves all elements of one array to the end of the other, with what they own. */
static void
sockeye_batch_move (GArray *from,
                    GArray *to,
                    gsize   element_size)
{
  if (from->len == 0)
    return;
  g_array_append_vals (to, from->data, from->len);
  memset (from->data, 0, from->len * element_size);
  g_array_set_size (from, 0);
}

/* --- the queue, from the session's thread ---------------------------------- */

static void
sockeye_command_free (SockeyeCommand *command)
{
  g_clear_pointer (&command->call, sockeye_call_unref);
  g_clear_pointer (&command->answers, g_ptr_array_unref);
  g_free (command->text);
  g_free (command);
}

static SockeyeCommand *
sockeye_command_new (SockeyeCommandType type)
{
  SockeyeCommand *command = g_new0 (SockeyeCommand, 1);

  command->type = type;
  return command;
}

/* Any thread. Takes the command. */
static void
sockeye_reactor_push (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = !self->stopped;
  if (taken)
    {
      if (command->type == SOCKEYE_COMMAND_CALL)
        command->ticket = ++self->next_ticket;
      g_queue_push_tail (&self->queue, command);
      g_source_set_ready_time (self->source, 0);
    }
  g_mutex_unlock (&self->lock);

  if (!taken)
    sockeye_command_free (command);
}

/* Returns the ticket under which the call will wait and complete, or 0 where
 * the reactor has stopped. */
guint64
_sockeye_reactor_submit (SockeyeReactor *self,
                         SockeyeCall    *call)
{
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_CALL);
  guint64 ticket = 0;

  command->call = sockeye_call_ref (call);
  sockeye_reactor_push (self, command);

  /* Only the session's thread submits, so the last ticket is this call's. */
  g_mutex_lock (&self->lock);
  if (!self->stopped)
    ticket = self->next_ticket;
  g_mutex_unlock (&self->lock);
  return ticket;
}

void
_sockeye_reactor_cancel (SockeyeReactor *self,
                         guint64         ticket)
{
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_CANCEL);

  command->ticket = ticket;
  sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_automatic (SockeyeReactor  *self,
                                SockeyeSocketId  id,
                                gboolean         automatic)
{
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_AUTOMATIC);

  command->id = id;
  command->automatic = automatic;
  sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_start_automatic (SockeyeReactor *self,
                                      gboolean        automatic)
{
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_START_AUTOMATIC);

  command->automatic = automatic;
  sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_note (SockeyeReactor  *self,
                       SockeyeSocketId  id,
                       const char      *text)
{
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_NOTE);

  command->id = id;
  command->text = g_strdup (text);
  sockeye_reactor_push (self, command);
}

/* Waits until every call submitted so far has been begun: the quick ones are
 * then over. Timeout in µs. */
void
_sockeye_reactor_settle (SockeyeReactor *self,
                         gint64          timeout)
{
  gint64 end = g_get_monotonic_time () + timeout;

  g_mutex_lock (&self->lock);
  while (!self->stopped && self->handled < self->next_ticket)
    if (!g_cond_wait_until (&self->handled_cond, &self->lock, end))
      break;
  g_mutex_unlock (&self->lock);
}

/* Hands over what happened since the last flush, and arms the next one. The
 * batch is to be cleared by the caller. */
void
_sockeye_reactor_take (SockeyeReactor *self,
                       SockeyeBatch   *batch)
{
  g_mutex_lock (&self->lock);
  *batch = self->outbox;
  sockeye_batch_init (&self->outbox);
  self->outbox.bytes_in = batch->bytes_in;
  self->outbox.bytes_out = batch->bytes_out;
  self->outbox.dropped = batch->dropped;
  g_hash_table_remove_all (self->outbox_index);
  if (self->flush_source != NULL)
    {
      g_source_destroy (self->flush_source);
      g_clear_pointer (&self->flush_source, g_source_unref);
    }
  g_mutex_unlock (&self->lock);
}

/* After a publish: where reading had stopped for a full journal, it goes on. */
void
_sockeye_reactor_published (SockeyeReactor *self)
{
  if (!g_atomic_int_get (&self->paused))
    return;
  g_mutex_lock (&self->lock);
  if (!self->stopped)
    g_source_set_ready_time (self->source, 0);
  g_mutex_unlock (&self->lock);
}

/* --- posting to the session ------------------------------------------------ */

static gboolean
sockeye_reactor_flush_cb (gpointer data)
{
  SockeyeReactor *self = data;

  self->flush (self->flush_data);
  return G_SOURCE_REMOVE;
}

static void
sockeye_reactor_arm_flush (SockeyeReactor *self)
{
  if (self->flush_source != NULL || self->stopped)
    return;
  self->flush_source = g_timeout_source_new (SOCKEYE_FLUSH_INTERVAL);
  g_source_set_static_name (self->flush_source, "sockeye-flush");
  g_source_set_callback (self->flush_source, sockeye_reactor_flush_cb, self, NULL);
  g_source_attach (self->flush_source, self->session_context);
}

/* Under the lock. A socket that changed again since the last flush keeps its
 * place and takes its newest state. */
static void
sockeye_reactor_post_state (SockeyeReactor *self,
                            SockeyeState   *state)
{
  gpointer key = GUINT_TO_POINTER (state->id);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->outbox_index, key));

  if (index == 0)
    {
      g_array_append_vals (self->outbox.states, state, 1);
      g_hash_table_insert (self->outbox_index, key, GUINT_TO_POINTER (self->outbox.states->len));
    }
  else
    {
      SockeyeState *old = &g_array_index (self->outbox.states, SockeyeState, index - 1);

      _sockeye_state_clear (old);
      *old = *state;
    }
}

static void
sockeye_reactor_post (SockeyeReactor *self,
                      guint64         handled)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      SockeyeEndpoint *endpoint = g_ptr_array_index (self->dirty, i);
      SockeyeState copy;

      endpoint->dirty = FALSE;
      _sockeye_state_copy (&copy, &endpoint->state);
      g_array_append_val (self->made.states, copy);
    }
  g_ptr_array_set_size (self->dirty, 0);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->made.states->len; i++)
    sockeye_reactor_post_state (self, &g_array_index (self->made.states, SockeyeState, i));
  if (self->made.states->len > 0)
    memset (self->made.states->data, 0, self->made.states->len * sizeof (SockeyeState));
  g_array_set_size (self->made.states, 0);
  sockeye_batch_move (self->made.waits, self->outbox.waits, sizeof (SockeyeWait));
  sockeye_batch_move (self->made.completions, self->outbox.completions, sizeof (SockeyeCompletion));
  self->outbox.bytes_in = self->made.bytes_in;
  self->outbox.bytes_out = self->made.bytes_out;
  self->outbox.dropped = self->made.dropped;
  if (handled > 0)
    {
      self->handled = handled;
      g_cond_broadcast (&self->handled_cond);
    }
  sockeye_reactor_arm_flush (self);
  g_mutex_unlock (&self->lock);
}

/* --- rows ------------------------------------------------------------------ */

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
      return SOCKEYE_KIND_SEND;
    default:
      return SOCKEYE_KIND_CALL;
    }
}

SockeyeRecord
_sockeye_reactor_begin (SockeyeReactor       *self,
                        SockeyeEndpoint      *endpoint,
                        SockeyeVerb           verb,
                        const SockeyeOutcome *outcome)
{
  SockeyeRecord record = { 0 };

  g_byte_array_set_size (self->extra, 0);
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

/* --- calls under way ------------------------------------------------------- */

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
  SockeyeCompletion completion = { op->ticket, row, error };

  if (op->shown)
    {
      SockeyeWait wait = { op->ticket, NULL, 0 };

      g_array_append_val (self->made.waits, wait);
    }
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
  gint32 args[3] = { 0 };
  guint n_args = 0;

  record.socket = sockeye_call_get_socket (call);
  record.flags = sockeye_call_get_flags (call);
  switch (verb)
    {
    case SOCKEYE_VERB_SETSOCKOPT:
      args[n_args++] = sockeye_call_get_level (call);
      args[n_args++] = sockeye_call_get_option (call);
      args[n_args++] = sockeye_call_get_value (call);
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
      break;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
      record.asked = MIN (g_bytes_get_size (sockeye_call_get_bytes (call)), G_MAXUINT32);
      break;
    default:
      break;
    }
  if (n_args > 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, n_args * sizeof *args);
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

/* --- look-ups -------------------------------------------------------------- */

typedef struct
{
  SockeyeReactor  *reactor;
  SockeyeSocketId  id;
} SockeyeAsker;

static void sockeye_reactor_unref (SockeyeReactor *self);

static void
sockeye_asker_free (gpointer data)
{
  SockeyeAsker *asker = data;

  sockeye_reactor_unref (asker->reactor);
  g_free (asker);
}

/* In a worker thread. */
static void
sockeye_reactor_answer_cb (guint64    ticket,
                           GPtrArray *answers,
                           int        error,
                           int        system_error,
                           int        other_family,
                           gint64     time,
                           gint64     duration,
                           gpointer   user_data)
{
  SockeyeAsker *asker = user_data;
  SockeyeCommand *command = sockeye_command_new (SOCKEYE_COMMAND_ANSWER);

  command->ticket = ticket;
  command->id = asker->id;
  command->answers = answers;
  command->error = error;
  command->system_error = system_error;
  command->other_family = other_family;
  command->outcome.time = time;
  command->outcome.duration = duration;
  sockeye_reactor_push (asker->reactor, command);
}

/* Starts the look-up that op waits for. The caller keeps op where it can be
 * found by its ticket. */
void
_sockeye_reactor_look_up (SockeyeReactor  *self,
                          SockeyeOp       *op,
                          SockeyeEndpoint *endpoint,
                          const char      *host,
                          guint            port,
                          int              family,
                          int              type)
{
  SockeyeAsker *asker = g_new0 (SockeyeAsker, 1);
  SockeyeSocketId id = endpoint != NULL ? endpoint->state.id : 0;
  g_autoptr(SockeyeCall) call = sockeye_call_new_getaddrinfo (id, host, port, family, type);

  g_atomic_ref_count_inc (&self->ref_count);
  asker->reactor = self;
  asker->id = id;
  _sockeye_reactor_wait (self, op, call);
  _sockeye_lookups_start (self->lookups, op->ticket, host, port, family, type, asker, sockeye_asker_free);
}

static void
sockeye_reactor_answer_row_error (SockeyeReactor *self,
                                  SockeyeCommand *command,
                                  SockeyeRecord  *record)
{
  const SockeyeFamily *other = sockeye_catalog_find_family (command->other_family);

  record->kind = SOCKEYE_KIND_ERROR;
  if (command->system_error != 0)
    {
      record->result = -command->system_error;
    }
  else
    {
      record->result = command->error;
      record->bits |= SOCKEYE_BIT_EAI;
    }
  if (command->other_family != AF_UNSPEC && other != NULL)
    {
      g_autofree char *remark = NULL;

      remark = g_strdup_printf (_("The name has %s addresses only: create an %s socket."),
                                _(other->constant.word), other->constant.name);
      _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, remark, strlen (remark));
    }
}

static guint64
sockeye_reactor_answer_row (SockeyeReactor  *self,
                            SockeyeEndpoint *endpoint,
                            SockeyeCommand  *command,
                            const char      *host,
                            guint32          port,
                            int              family,
                            int              type)
{
  SockeyeRecord record = _sockeye_reactor_begin (self, endpoint, SOCKEYE_VERB_GETADDRINFO, &command->outcome);
  gint32 args[] = { family, type };

  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_HOST, host, strlen (host));
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_PORT, &port, sizeof port);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  if (command->error != 0)
    sockeye_reactor_answer_row_error (self, command, &record);
  else
    record.result = command->answers->len;
  for (guint i = 0; i < command->answers->len && i < 64; i++)
    _sockeye_reactor_extra_address (self, SOCKEYE_EXTRA_ANSWER, g_ptr_array_index (command->answers, i));
  return _sockeye_reactor_append (self, endpoint, &record);
}

static void
sockeye_reactor_answer_alone (SockeyeReactor *self,
                              SockeyeCommand *command)
{
  SockeyeOp *op = g_hash_table_lookup (self->asking, &command->ticket);
  guint64 row;

  if (op == NULL)
    return;
  g_hash_table_steal (self->asking, &command->ticket);
  row = sockeye_reactor_answer_row (self, NULL, command,
                                    sockeye_call_get_host (op->call), sockeye_call_get_port (op->call),
                                    sockeye_call_get_family (op->call), sockeye_call_get_socktype (op->call));
  _sockeye_reactor_complete (self, op, row);
}

static void
sockeye_reactor_answer (SockeyeReactor *self,
                        SockeyeCommand *command)
{
  SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
  SockeyeOp *op;
  guint64 row;

  if (command->id == 0)
    {
      sockeye_reactor_answer_alone (self, command);
      return;
    }
  /* Cancelled or closed meanwhile: the answer is abandoned. */
  if (endpoint == NULL || endpoint->connecting == NULL || endpoint->connecting->ticket != command->ticket)
    return;

  op = g_steal_pointer (&endpoint->connecting);
  endpoint->state.waiting_out = SOCKEYE_VERB_NONE;
  row = sockeye_reactor_answer_row (self, endpoint, command,
                                    sockeye_address_get_host (op->address), sockeye_address_get_port (op->address),
                                    endpoint->state.family, endpoint->state.type);
  if (command->answers->len == 0)
    {
      _sockeye_reactor_complete (self, op, row);
      return;
    }
  sockeye_address_unref (op->address);
  op->address = sockeye_address_ref (g_ptr_array_index (command->answers, 0));
  op->started = _sockeye_clock ();
  _sockeye_endpoint_call (endpoint, op);
}

/* --- calls of no socket ----------------------------------------------------- */

static void
sockeye_reactor_gethostname (SockeyeReactor *self,
                             SockeyeOp      *op)
{
  char name[256] = "";
  SockeyeOutcome outcome = _sockeye_syscall_gethostname (name, sizeof name - 1);
  SockeyeRecord record = _sockeye_reactor_begin (self, NULL, SOCKEYE_VERB_GETHOSTNAME, &outcome);

  if (outcome.error == 0)
    _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, name, strlen (name));
  _sockeye_reactor_complete (self, op, _sockeye_reactor_append (self, NULL, &record));
}

static void
sockeye_reactor_socket (SockeyeReactor *self,
                        SockeyeOp      *op)
{
  gint32 args[] = {
    sockeye_call_get_family (op->call),
    sockeye_call_get_socktype (op->call),
    sockeye_call_get_protocol (op->call),
  };
  SockeyeOutcome outcome = _sockeye_syscall_socket (args[0], args[1], args[2]);
  SockeyeSocketId id = _sockeye_reactor_next_id (self, SOCKEYE_ORIGIN_CREATED);
  SockeyeEndpoint *endpoint = NULL;
  SockeyeRecord record;

  if (outcome.error == 0)
    {
      endpoint = _sockeye_endpoint_new (self, outcome.result, id, 0, args[0], args[1], args[2]);
      endpoint->state.automatic = self->start_automatic;
      _sockeye_reactor_add (self, endpoint);
    }
  record = _sockeye_reactor_begin (self, endpoint, SOCKEYE_VERB_SOCKET, &outcome);
  record.socket = id;
  /* The descriptor's number is ours, not an answer that Python would show. */
  record.result = MIN (record.result, 0);
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
  _sockeye_reactor_complete (self, op, _sockeye_reactor_append (self, endpoint, &record));
  if (endpoint != NULL)
    _sockeye_endpoint_arm (endpoint);
}

static void
sockeye_reactor_getaddrinfo (SockeyeReactor *self,
                             SockeyeOp      *op)
{
  g_hash_table_insert (self->asking, &op->ticket, op);
  _sockeye_reactor_look_up (self, op, NULL,
                            sockeye_call_get_host (op->call), sockeye_call_get_port (op->call),
                            sockeye_call_get_family (op->call), sockeye_call_get_socktype (op->call));
}

/* --- commands, on the reactor's thread -------------------------------------- */

static void
sockeye_reactor_call (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  SockeyeOp *op = _sockeye_op_new (command->ticket, command->call);
  SockeyeSocketId id = sockeye_call_get_socket (op->call);
  SockeyeEndpoint *endpoint;

  switch (sockeye_call_get_verb (op->call))
    {
    case SOCKEYE_VERB_GETHOSTNAME:
      sockeye_reactor_gethostname (self, op);
      return;
    case SOCKEYE_VERB_SOCKET:
      sockeye_reactor_socket (self, op);
      return;
    case SOCKEYE_VERB_GETADDRINFO:
      sockeye_reactor_getaddrinfo (self, op);
      return;
    default:
      break;
    }

  endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (id));
  if (endpoint == NULL)
    {
      g_autofree char *name = sockeye_socket_id_to_string (id);
      g_autofree char *message = g_strdup_printf (_("%s is closed"), name);

      _sockeye_reactor_refuse (self, op, SOCKEYE_ERROR_NO_SOCKET, message);
      return;
    }
  _sockeye_endpoint_call (endpoint, op);
}

static void
sockeye_reactor_cancel (SockeyeReactor *self,
                        guint64         ticket)
{
  GHashTableIter iter;
  gpointer value;
  SockeyeOp *op = g_hash_table_lookup (self->asking, &ticket);

  if (op != NULL)
    {
      g_hash_table_steal (self->asking, &ticket);
      _sockeye_reactor_cancelled (self, NULL, op);
      return;
    }
  g_hash_table_iter_init (&iter, self->endpoints);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (_sockeye_endpoint_cancel (value, ticket))
      return;
}

static void
sockeye_reactor_write_note (SockeyeReactor  *self,
                            SockeyeSocketId  id,
                            const char      *text)
{
  SockeyeRecord record = _sockeye_reactor_begin (self, NULL, SOCKEYE_VERB_NONE, NULL);

  record.kind = SOCKEYE_KIND_NOTE;
  record.socket = id;
  _sockeye_extra_add (self->extra, SOCKEYE_EXTRA_TEXT, text, strlen (text));
  _sockeye_reactor_append (self, NULL, &record);
}

static void
sockeye_reactor_obey (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  SockeyeEndpoint *endpoint;

  switch (command->type)
    {
    case SOCKEYE_COMMAND_CALL:
      sockeye_reactor_call (self, command);
      break;
    case SOCKEYE_COMMAND_CANCEL:
      sockeye_reactor_cancel (self, command->ticket);
      break;
    case SOCKEYE_COMMAND_AUTOMATIC:
      endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (command->id));
      if (endpoint != NULL)
        _sockeye_endpoint_set_automatic (endpoint, command->automatic);
      break;
    case SOCKEYE_COMMAND_START_AUTOMATIC:
      self->start_automatic = command->automatic;
      break;
    case SOCKEYE_COMMAND_NOTE:
      sockeye_reactor_write_note (self, command->id, command->text);
      break;
    case SOCKEYE_COMMAND_ANSWER:
      sockeye_reactor_answer (self, command);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Obeys everything queued; the queue comes first in each dispatch. */
static void
sockeye_reactor_drain_queue (SockeyeReactor *self)
{
  GQueue commands;
  SockeyeCommand *command;
  guint64 handled = 0;

  g_mutex_lock (&self->lock);
  commands = self->queue;
  g_queue_init (&self->queue);
  g_mutex_unlock (&self->lock);

  if (g_queue_is_empty (&commands))
    return;
  while ((command = g_queue_pop_head (&commands)) != NULL)
    {
      sockeye_reactor_obey (self, command);
      if (command->type == SOCKEYE_COMMAND_CALL)
        handled = command->ticket;
      sockeye_command_free (command);
    }
  sockeye_reactor_post (self, handled);
}

/* --- the source -------------------------------------------------------------- */

/* A budget ends the round; what was not reached is level-triggered and is
 * reported again, and the next round begins where this one ended. */
static void
sockeye_reactor_poll (SockeyeReactor *self)
{
  struct epoll_event events[SOCKEYE_DISPATCH_EVENTS];
  int n = epoll_wait (self->epoll_fd, events, G_N_ELEMENTS (events), 0);
  gsize spent = 0;
  int i;

  for (i = 0; i < n; i++)
    {
      const struct epoll_event *event = &events[(i + self->rotor) % n];
      SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (event->data.u32));

      /* Closed by an earlier event of this round. */
      if (endpoint == NULL)
        continue;
      /* An edge is told only once, so it is never put off. */
      if (spent >= SOCKEYE_DISPATCH_BUDGET && !(endpoint->registered & EPOLLET))
        {
          if (spent != G_MAXSIZE)
            self->rotor = (i + self->rotor) % n;
          spent = G_MAXSIZE;
          continue;
        }
      if (spent < SOCKEYE_DISPATCH_BUDGET)
        spent += _sockeye_endpoint_ready (endpoint, event->events);
      else
        _sockeye_endpoint_ready (endpoint, event->events);
    }
  if (n > 0)
    sockeye_reactor_post (self, 0);
}

static void
sockeye_reactor_check_full (SockeyeReactor *self)
{
  gboolean full = _sockeye_journal_is_full (self->journal);

  if (full == g_atomic_int_get (&self->paused))
    return;
  g_atomic_int_set (&self->paused, full);
  g_source_modify_unix_fd (self->source, self->fd_tag, full ? 0 : G_IO_IN);
}

static gboolean
sockeye_reactor_dispatch (GSource     *source,
                          GSourceFunc  callback,
                          gpointer     user_data)
{
  SockeyeReactor *self = ((SockeyeReactorSource *) source)->reactor;
  gboolean starved = self->n_starved > 0;

  g_source_set_ready_time (source, -1);
  sockeye_reactor_drain_queue (self);
  if (starved)
    _sockeye_reactor_freed (self);
  sockeye_reactor_check_full (self);
  if (!self->paused)
    sockeye_reactor_poll (self);

  g_mutex_lock (&self->lock);
  if (!g_queue_is_empty (&self->queue))
    g_source_set_ready_time (source, 0);
  else if (self->n_starved > 0)
    g_source_set_ready_time (source, g_get_monotonic_time () + SOCKEYE_STARVED_INTERVAL);
  g_mutex_unlock (&self->lock);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs sockeye_reactor_source_funcs = {
  .dispatch = sockeye_reactor_dispatch,
};

static gpointer
sockeye_reactor_thread (gpointer data)
{
  SockeyeReactor *self = data;

  g_main_context_push_thread_default (self->context);
  for (;;)
    {
      gboolean stopped;

      g_mutex_lock (&self->lock);
      stopped = self->stopped;
      g_mutex_unlock (&self->lock);
      if (stopped)
        break;
      g_main_context_iteration (self->context, TRUE);
    }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* --- life -------------------------------------------------------------------- */

/* Ten thousand peers need ten thousand descriptors; the soft limit is 1,024. */
static void
sockeye_reactor_raise_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

/* Flush is called in context, at most once in 16 ms, when there is something
 * to take. */
SockeyeReactor *
_sockeye_reactor_new (SockeyeJournal   *journal,
                      GMainContext     *context,
                      SockeyeFlushFunc  flush,
                      gpointer          user_data)
{
  SockeyeReactor *self = g_new0 (SockeyeReactor, 1);
  static gsize raised = 0;

  if (g_once_init_enter (&raised))
    {
      sockeye_reactor_raise_limit ();
      g_once_init_leave (&raised, 1);
    }

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->handled_cond);
  g_queue_init (&self->queue);
  sockeye_batch_init (&self->outbox);
  sockeye_batch_init (&self->made);
  self->outbox_index = g_hash_table_new (NULL, NULL);
  self->journal = g_object_ref (journal);
  self->endpoints = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) _sockeye_endpoint_free);
  self->asking = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) _sockeye_op_free);
  self->dirty = g_ptr_array_new ();
  self->extra = g_byte_array_new ();
  self->next_number = 1;
  self->start_automatic = TRUE;
  self->session_context = g_main_context_ref (context);
  self->flush = flush;
  self->flush_data = user_data;
  self->lookups = _sockeye_lookups_new (sockeye_reactor_answer_cb);

  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  if (self->epoll_fd < 0)
    g_error ("epoll_create1: %s", g_strerror (errno));
  self->context = g_main_context_new ();
  self->source = g_source_new (&sockeye_reactor_source_funcs, sizeof (SockeyeReactorSource));
  ((SockeyeReactorSource *) self->source)->reactor = self;
  g_source_set_static_name (self->source, "sockeye-reactor");
  self->fd_tag = g_source_add_unix_fd (self->source, self->epoll_fd, G_IO_IN);
  g_source_attach (self->source, self->context);
  self->thread = g_thread_new ("sockeye-reactor", sockeye_reactor_thread, self);
  return self;
}

static void
sockeye_reactor_unref (SockeyeReactor *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->journal);
  g_queue_clear_full (&self->queue, (GDestroyNotify) sockeye_command_free);
  _sockeye_batch_clear (&self->outbox);
  _sockeye_batch_clear (&self->made);
  g_hash_table_unref (self->outbox_index);
  g_source_unref (self->source);
  g_main_context_unref (self->context);
  g_main_context_unref (self->session_context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->handled_cond);
  g_free (self);
}

/* Joins the thread, closes every socket and gives up the caller's reference.
 * A look-up that hangs keeps the empty shell until it answers. */
void
_sockeye_reactor_stop (SockeyeReactor *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  if (self->flush_source != NULL)
    {
      g_source_destroy (self->flush_source);
      g_clear_pointer (&self->flush_source, g_source_unref);
    }
  g_cond_broadcast (&self->handled_cond);
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);

  g_source_destroy (self->source);
  g_hash_table_unref (self->endpoints);
  g_hash_table_unref (self->asking);
  g_ptr_array_unref (self->dirty);
  g_byte_array_unref (self->extra);
  g_clear_pointer (&self->scratch, g_free);
  _sockeye_lookups_free (self->lookups);
  close (self->epoll_fd);
  sockeye_reactor_unref (self);
}
