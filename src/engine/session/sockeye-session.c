/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-session-private.h"

#include "journal/sockeye-journal-private.h"
#include "sockeye-socket-private.h"

#include <glib/gi18n-lib.h>

/* Closed sockets that stay on the list; older ones fold into their listener. */
#define SOCKEYE_SESSION_MAX_CLOSED 1000

/* Sockets that one flush makes or changes, of its own accord: for some
 * milliseconds. Rows do not wait for them. */
#define SOCKEYE_SESSION_MAX_STATES 500

/* The last minute of all sockets together, in quarters of a second. */
#define SOCKEYE_SESSION_RATES_LENGTH (G_USEC_PER_SEC / 4)
#define SOCKEYE_SESSION_RATES_TIMES  240

G_DEFINE_FINAL_TYPE (SockeyeSession, sockeye_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CREATED,
  SIGNAL_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- sockets ----------------------------------------------------------------- */

static void
sockeye_session_peers_changed (SockeyeSession *self,
                               SockeyeSocket  *listener,
                               gboolean        first)
{
  if (first)
    g_ptr_array_add (self->listeners, g_object_ref (listener));
}

static void
sockeye_session_emit_each (SockeyeSession *self,
                           guint           signal,
                           GPtrArray      *sockets)
{
  for (guint i = 0; i < sockets->len; i++)
    g_signal_emit (self, signals[signal], 0, g_ptr_array_index (sockets, i));
  g_ptr_array_unref (sockets);
}

/* Whoever is told may change sockets anew: those come with the next time. */
static void
sockeye_session_publish_sockets (SockeyeSession *self)
{
  g_autoptr (GPtrArray) listeners = g_steal_pointer (&self->listeners);
  GPtrArray *created = g_steal_pointer (&self->created);
  GPtrArray *cleared = g_steal_pointer (&self->cleared);

  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);
  self->created = g_ptr_array_new_with_free_func (g_object_unref);
  self->cleared = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < listeners->len; i++)
    _sockeye_socket_publish_peers (g_ptr_array_index (listeners, i));
  sockeye_session_emit_each (self, SIGNAL_CREATED, created);
  sockeye_session_emit_each (self, SIGNAL_CLEARED, cleared);
}

static void
sockeye_session_remove_socket (SockeyeSession *self,
                               SockeyeSocket  *socket,
                               gboolean        folded)
{
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  SockeyeSocket *parent;
  guint position;

  g_ptr_array_add (self->cleared, g_object_ref (socket));
  parent = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (sockeye_socket_get_parent (socket)));
  if (parent != NULL)
    sockeye_session_peers_changed (self, parent,
                                   _sockeye_socket_remove_peer (parent, socket, folded));
  else if (g_list_store_find (self->sockets, socket, &position))
    g_list_store_remove (self->sockets, position);
  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (id));
}

static void
sockeye_session_socket_closed (SockeyeSession *self,
                               SockeyeSocket  *socket)
{
  guint n = g_queue_get_length (&self->closed);

  self->n_open--;
  g_queue_push_tail (&self->closed, GUINT_TO_POINTER (sockeye_socket_get_id (socket)));
  /* A listener stays as long as it has peers: once around, no more. */
  for (guint i = 0; i < n && g_queue_get_length (&self->closed) > SOCKEYE_SESSION_MAX_CLOSED; i++)
    {
      gpointer id = g_queue_pop_head (&self->closed);
      SockeyeSocket *oldest = g_hash_table_lookup (self->by_id, id);

      if (oldest == NULL)
        continue;
      if (_sockeye_socket_count_peers (oldest) > 0)
        g_queue_push_tail (&self->closed, id);
      else
        sockeye_session_remove_socket (self, oldest, TRUE);
    }
}

static SockeyeSocket *
sockeye_session_add_socket (SockeyeSession     *self,
                            const SockeyeState *state)
{
  g_autoptr (SockeyeSocket) socket = _sockeye_socket_new (state);
  SockeyeSocket *parent = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (state->parent));

  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (state->id), g_object_ref (socket));
  self->n_open++;
  if (parent != NULL)
    sockeye_session_peers_changed (self, parent, _sockeye_socket_add_peer (parent, socket));
  else
    g_list_store_append (self->sockets, socket);
  g_ptr_array_add (self->created, g_object_ref (socket));
  return socket;
}

static void
sockeye_session_apply_state (SockeyeSession *self,
                             SockeyeState   *state)
{
  SockeyeSocket *socket = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (state->id));
  guint64 last_call = state->last_call;
  gboolean was_left = FALSE;
  gboolean was_closed;

  if (socket == NULL)
    socket = sockeye_session_add_socket (self, state);
  else
    was_left = _sockeye_socket_is_left (socket);
  was_closed = sockeye_socket_is_closed (socket);
  if (last_call != 0
      && (sockeye_socket_get_last_call (socket) == NULL
          || sockeye_event_get_number (sockeye_socket_get_last_call (socket)) != last_call))
    {
      g_autoptr (SockeyeEvent) event = _sockeye_journal_dup_apart (self->journal, last_call);

      _sockeye_socket_apply (socket, state);
      _sockeye_socket_set_last_call (socket, event);
    }
  else
    {
      _sockeye_socket_apply (socket, state);
    }
  if (_sockeye_socket_is_left (socket) != was_left)
    {
      SockeyeSocket *parent = sockeye_session_get_socket (self, sockeye_socket_get_parent (socket));

      if (parent != NULL)
        sockeye_session_peers_changed (self, parent,
                                       _sockeye_socket_count_left (parent, was_left ? -1 : 1));
    }
  /* A socket made and closed within one flush comes here closed already. */
  if (sockeye_socket_is_closed (socket) && !(was_closed && g_queue_find (&self->closed, GUINT_TO_POINTER (sockeye_socket_get_id (socket)))))
    sockeye_session_socket_closed (self, socket);
}

/* --- the flush ------------------------------------------------------------------ */

static void
sockeye_session_flush_some (SockeyeSession *self,
                            guint           n_states)
{
  g_autoptr (SockeyeSession) keep = NULL;
  SockeyeBatch batch;
  guint64 totals[SOCKEYE_N_RATES];

  if (self->reactor == NULL)
    return;
  keep = g_object_ref (self);
  _sockeye_reactor_take (self->reactor, &batch, n_states);
  self->bytes_in = batch.bytes_in;
  self->bytes_out = batch.bytes_out;
  self->dropped = batch.dropped;

  totals[SOCKEYE_RATE_IN] = batch.bytes_in;
  totals[SOCKEYE_RATE_OUT] = batch.bytes_out;
  totals[SOCKEYE_RATE_EVENTS] = _sockeye_journal_publish (self->journal);
  _sockeye_reactor_published (self->reactor);
  for (guint i = 0; i < batch.states->len; i++)
    sockeye_session_apply_state (self, &g_array_index (batch.states, SockeyeState, i));
  sockeye_session_publish_sockets (self);
  _sockeye_session_apply_waits (self, batch.waits);
  for (guint i = 0; i < batch.completions->len; i++)
    _sockeye_session_complete (self, &g_array_index (batch.completions, SockeyeCompletion, i));
  _sockeye_batch_clear (&batch);
  if (self->reactor != NULL)
    _sockeye_reactor_flushed (self->reactor);
  sockeye_rates_count (self->rates, g_get_monotonic_time (), totals);
}

/**
 * sockeye_session_flush:
 *
 * Publishes all that has happened since the last flush. Happens by itself within
 * 16 ms, a part at a time where very many sockets have changed.
 */
void
sockeye_session_flush (SockeyeSession *self)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  sockeye_session_flush_some (self, G_MAXUINT);
}

static void
sockeye_session_flush_cb (gpointer user_data)
{
  sockeye_session_flush_some (user_data, SOCKEYE_SESSION_MAX_STATES);
}

/* --- what is asked of it ------------------------------------------------------- */

/**
 * sockeye_session_set_remark:
 * @remark: (nullable): shown with the socket, as "example: greets and closes"
 */
void
sockeye_session_set_remark (SockeyeSession  *self,
                            SockeyeSocketId  id,
                            const char      *remark)
{
  SockeyeSocket *socket = sockeye_session_get_socket (self, id);

  if (socket != NULL)
    _sockeye_socket_set_remark (socket, remark);
}

/**
 * sockeye_session_note:
 * @id: the socket it belongs to, or 0
 *
 * Writes a row of kind note.
 */
void
sockeye_session_note (SockeyeSession  *self,
                      SockeyeSocketId  id,
                      const char      *text)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  if (self->reactor != NULL)
    _sockeye_reactor_note (self->reactor, id, text);
}

/**
 * sockeye_session_look:
 *
 * Asks the kernel anew what it says of the socket: its facts come with one of
 * the next flushes, and notify where they differ.
 */
void
sockeye_session_look (SockeyeSession  *self,
                      SockeyeSocketId  id)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor != NULL)
    _sockeye_reactor_look (self->reactor, id);
}

/**
 * sockeye_session_clear_closed:
 *
 * Takes closed sockets off the list. A closed listener stays while one of its
 * peers is open.
 */
void
sockeye_session_clear_closed (SockeyeSession *self)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  /* Peers first, then the listeners that they leave empty. */
  for (int round = 0; round < 2; round++)
    {
      guint n = g_queue_get_length (&self->closed);

      for (guint i = 0; i < n; i++)
        {
          gpointer id = g_queue_pop_head (&self->closed);
          SockeyeSocket *socket = g_hash_table_lookup (self->by_id, id);

          if (socket == NULL)
            continue;
          if (_sockeye_socket_count_peers (socket) > 0)
            g_queue_push_tail (&self->closed, id);
          else
            sockeye_session_remove_socket (self, socket, FALSE);
        }
    }
  sockeye_session_publish_sockets (self);
}

/* --- life ------------------------------------------------------------------------------ */

/**
 * sockeye_session_close:
 *
 * Refuses new calls, ends those that wait, closes every socket and joins the
 * reactor's thread. A window calls it when it goes: a call that waits holds a
 * reference on the session.
 */
void
sockeye_session_close (SockeyeSession *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor == NULL)
    return;
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_task_set_task_data (value, NULL, NULL);
      g_task_return_new_error (value, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED, _("the session is closed"));
    }
  g_hash_table_remove_all (self->tasks);
  g_list_store_remove_all (self->pending);
  _sockeye_reactor_stop (g_steal_pointer (&self->reactor));
}

static void
sockeye_session_dispose (GObject *object)
{
  sockeye_session_close (SOCKEYE_SESSION (object));

  G_OBJECT_CLASS (sockeye_session_parent_class)->dispose (object);
}

static void
sockeye_session_finalize (GObject *object)
{
  SockeyeSession *self = SOCKEYE_SESSION (object);

  g_queue_clear (&self->closed);
  g_clear_pointer (&self->tasks, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->listeners, g_ptr_array_unref);
  g_clear_pointer (&self->created, g_ptr_array_unref);
  g_clear_pointer (&self->cleared, g_ptr_array_unref);
  g_clear_object (&self->sockets);
  g_clear_object (&self->pending);
  g_clear_object (&self->journal);
  g_clear_object (&self->rates);

  G_OBJECT_CLASS (sockeye_session_parent_class)->finalize (object);
}

static void
sockeye_session_class_init (SockeyeSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sockeye_session_dispose;
  object_class->finalize = sockeye_session_finalize;

  signals[SIGNAL_CREATED] =
      g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);
  signals[SIGNAL_CLEARED] =
      g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);
}

static void
sockeye_session_init (SockeyeSession *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  self->journal = sockeye_journal_new ();
  self->rates = sockeye_rates_new (SOCKEYE_SESSION_RATES_LENGTH, SOCKEYE_SESSION_RATES_TIMES);
  self->sockets = g_list_store_new (SOCKEYE_TYPE_SOCKET);
  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);
  self->created = g_ptr_array_new_with_free_func (g_object_unref);
  self->cleared = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->pending = g_list_store_new (SOCKEYE_TYPE_PENDING);
  self->tasks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_queue_init (&self->closed);
  self->reactor = _sockeye_reactor_new (self->journal, context, sockeye_session_flush_cb, self);
}

/**
 * sockeye_session_new:
 *
 * Returns: (transfer full): a session without a socket. Its thread is running.
 */
SockeyeSession *
sockeye_session_new (void)
{
  return g_object_new (SOCKEYE_TYPE_SESSION, NULL);
}

/**
 * sockeye_session_get_journal:
 *
 * Returns: (transfer none): its rows
 */
SockeyeJournal *
sockeye_session_get_journal (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);

  return self->journal;
}

/**
 * sockeye_session_list_sockets:
 *
 * Returns: (transfer none): the #SockeyeSocket that no listener accepted;
 * those stand in sockeye_socket_list_peers() of their listener
 */
GListModel *
sockeye_session_list_sockets (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->sockets);
}

/**
 * sockeye_session_list_pending:
 *
 * Returns: (transfer none): the #SockeyePending, oldest first
 */
GListModel *
sockeye_session_list_pending (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->pending);
}

/**
 * sockeye_session_get_socket:
 *
 * Returns: (transfer none) (nullable): the socket with this id
 */
SockeyeSocket *
sockeye_session_get_socket (SockeyeSession  *self,
                            SockeyeSocketId  id)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);

  return g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id));
}
