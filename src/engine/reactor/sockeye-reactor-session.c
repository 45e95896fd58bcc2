/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

/* The session's side of the reactor: what it submits and what it takes. */

void
_sockeye_command_free (SockeyeCommand *command)
{
  g_clear_pointer (&command->call, sockeye_call_unref);
  _sockeye_answer_clear (&command->answer);
  g_free (command->text);
  g_free (command);
}

SockeyeCommand *
_sockeye_command_new (SockeyeCommandType type)
{
  SockeyeCommand *command = g_new0 (SockeyeCommand, 1);

  command->type = type;
  return command;
}

/* Any thread. Takes the command. */
void
_sockeye_reactor_push (SockeyeReactor *self,
                      SockeyeCommand *command)
{
  gboolean taken;

  pthread_mutex_lock (&self->lock);
  taken = !self->stopped;
  if (taken)
    {
      if (command->type == SOCKEYE_COMMAND_CALL || command->type == SOCKEYE_COMMAND_OPTIONS)
        command->ticket = ++self->next_ticket;
      self->n_pushed++;
      g_queue_push_tail (&self->queue, command);
      _sockeye_reactor_wake (self);
    }
  pthread_mutex_unlock (&self->lock);

  if (!taken)
    _sockeye_command_free (command);
}

/* Returns the ticket under which it will wait and complete, or 0 where the
 * reactor has stopped. */
static guint64
sockeye_reactor_push_for_ticket (SockeyeReactor *self,
                                 SockeyeCommand *command)
{
  guint64 ticket = 0;

  _sockeye_reactor_push (self, command);

  /* Only the session's thread submits, so the last ticket is this call's. */
  pthread_mutex_lock (&self->lock);
  if (!self->stopped)
    ticket = self->next_ticket;
  pthread_mutex_unlock (&self->lock);
  return ticket;
}

guint64
_sockeye_reactor_submit (SockeyeReactor *self,
                         SockeyeCall    *call)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_CALL);

  command->call = sockeye_call_ref (call);
  return sockeye_reactor_push_for_ticket (self, command);
}

/* Level -1: all. The completion has the readings. */
guint64
_sockeye_reactor_read_options (SockeyeReactor  *self,
                               SockeyeSocketId  id,
                               int              level)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_OPTIONS);

  command->id = id;
  command->level = level;
  return sockeye_reactor_push_for_ticket (self, command);
}

void
_sockeye_reactor_cancel (SockeyeReactor *self,
                         guint64         ticket)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_CANCEL);

  command->ticket = ticket;
  _sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_automatic (SockeyeReactor  *self,
                                SockeyeSocketId  id,
                                gboolean         automatic)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_AUTOMATIC);

  command->id = id;
  command->automatic = automatic;
  _sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_echo (SockeyeReactor  *self,
                           SockeyeSocketId  id,
                           gboolean         echo)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_ECHO);

  command->id = id;
  command->automatic = echo;
  _sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_start_automatic (SockeyeReactor *self,
                                      gboolean        automatic)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_START_AUTOMATIC);

  command->automatic = automatic;
  _sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_set_close_with_peer (SockeyeReactor *self,
                                      gboolean        close_with_peer)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_CLOSE_WITH_PEER);

  command->automatic = close_with_peer;
  _sockeye_reactor_push (self, command);
}

/* Times that its thread had something to do; for tests that it has not. */
guint
_sockeye_reactor_get_n_wakeups (SockeyeReactor *self)
{
  return (guint) g_atomic_int_get (&self->n_wakeups);
}

void
_sockeye_reactor_look (SockeyeReactor  *self,
                       SockeyeSocketId  id)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_LOOK);

  command->id = id;
  _sockeye_reactor_push (self, command);
}

void
_sockeye_reactor_note (SockeyeReactor  *self,
                       SockeyeSocketId  id,
                       const char      *text)
{
  SockeyeCommand *command = _sockeye_command_new (SOCKEYE_COMMAND_NOTE);

  command->id = id;
  command->text = g_strdup (text);
  _sockeye_reactor_push (self, command);
}

/* Waits until everything submitted so far has been obeyed: the quick calls are
 * then over, and notes are rows. Timeout in µs. */
void
_sockeye_reactor_settle (SockeyeReactor *self,
                         gint64          timeout)
{
  gint64 end = g_get_monotonic_time () + timeout;
  struct timespec deadline = { end / G_USEC_PER_SEC, end % G_USEC_PER_SEC * 1000 };

  pthread_mutex_lock (&self->lock);
  while (!self->stopped && self->n_obeyed < self->n_pushed)
    if (pthread_cond_timedwait (&self->obeyed_cond, &self->lock, &deadline) != 0)
      break;
  pthread_mutex_unlock (&self->lock);
}

/* Under the lock. States from the front of the outbox, and the calls that may be
 * told of once those are known. */
static void
sockeye_reactor_take_some (SockeyeReactor *self,
                           SockeyeBatch   *batch,
                           guint           n_states)
{
  GArray *completions = self->outbox.completions;
  guint n = 0;

  for (guint i = 0; i < n_states; i++)
    {
      SockeyeState *state = &g_array_index (self->outbox.states, SockeyeState, i);

      g_hash_table_remove (self->outbox_index, GUINT_TO_POINTER (state->id));
    }
  self->n_taken += n_states;
  while (n < completions->len
         && g_array_index (completions, SockeyeCompletion, n).after <= self->n_taken)
    n++;
  _sockeye_batch_init (batch);
  _sockeye_batch_move (self->outbox.waits, batch->waits, sizeof (SockeyeWait));
  _sockeye_batch_move_first (self->outbox.states, batch->states, n_states, sizeof (SockeyeState));
  _sockeye_batch_move_first (completions, batch->completions, n, sizeof (SockeyeCompletion));
}

/* Hands over what happened since the last flush, with no more than so many
 * states: those beyond, and the calls that ended after them, come with the next
 * one. A flush ends with _sockeye_reactor_flushed(). The batch is to be cleared by
 * the caller. */
void
_sockeye_reactor_take (SockeyeReactor *self,
                       SockeyeBatch   *batch,
                       guint           n_states)
{
  pthread_mutex_lock (&self->lock);
  self->flushing = TRUE;
  self->flush_begun = g_get_monotonic_time ();
  sockeye_reactor_take_some (self, batch, MIN (n_states, self->outbox.states->len));
  batch->bytes_in = self->outbox.bytes_in;
  batch->bytes_out = self->outbox.bytes_out;
  batch->dropped = self->outbox.dropped;
  self->has_posted = self->outbox.states->len > 0;
  if (self->flush_source != NULL)
    {
      g_source_destroy (self->flush_source);
      g_clear_pointer (&self->flush_source, g_source_unref);
    }
  pthread_mutex_unlock (&self->lock);
}

/* The flush is over: the next one leaves time for what else the thread has to
 * do, as to draw. */
void
_sockeye_reactor_flushed (SockeyeReactor *self)
{
  guint took;

  pthread_mutex_lock (&self->lock);
  took = (guint) ((g_get_monotonic_time () - self->flush_begun) / 1000);
  self->flushing = FALSE;
  if (self->has_posted)
    _sockeye_reactor_arm_flush (self, SOCKEYE_FLUSH_INTERVAL - MIN (took, SOCKEYE_FLUSH_LONG));
  pthread_mutex_unlock (&self->lock);
}

/* After a publish: where reading had stopped for a full journal, it goes on. */
void
_sockeye_reactor_published (SockeyeReactor *self)
{
  if (!g_atomic_int_get (&self->paused))
    return;
  pthread_mutex_lock (&self->lock);
  if (!self->stopped)
    _sockeye_reactor_wake (self);
  pthread_mutex_unlock (&self->lock);
}
