/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A session's calls, from when they are asked for until they return. */

#include "config.h"

#include "sockeye-session-private.h"

#include "sockeye-pending-private.h"

#include <glib/gi18n-lib.h>

/* --- pending calls -------------------------------------------------------------- */

/* Puts items in the place of what is listed, in one change of the part that
 * differs: a list view pays for each change, not for each item. */
static void
sockeye_session_set_pending (SockeyeSession *self,
                             GPtrArray      *items)
{
  GListModel *model = G_LIST_MODEL (self->pending);
  guint n = g_list_model_get_n_items (model);
  guint first = 0;
  guint same = 0;

  for (; first < MIN (n, items->len); first++)
    {
      g_autoptr (SockeyePending) old = g_list_model_get_item (model, first);

      if (old != g_ptr_array_index (items, first))
        break;
    }
  for (; same < MIN (n, items->len) - first; same++)
    {
      g_autoptr (SockeyePending) old = g_list_model_get_item (model, n - 1 - same);

      if (old != g_ptr_array_index (items, items->len - 1 - same))
        break;
    }
  if (first + same == n && n == items->len)
    return;
  g_list_store_splice (self->pending, first, n - first - same, items->pdata + first,
                       items->len - first - same);
}

/* A call that shows itself again, as after its look-up, takes the place of
 * what it showed before. What came and went within one flush is never shown. */
void
_sockeye_session_apply_waits (SockeyeSession *self,
                              GArray         *waits)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = G_LIST_MODEL (self->pending);

  if (waits->len == 0)
    return;
  for (guint i = 0; i < waits->len; i++)
    {
      SockeyeWait *wait = &g_array_index (waits, SockeyeWait, i);

      g_hash_table_insert (last, &wait->ticket, wait);
    }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyePending) pending = g_list_model_get_item (model, i);
      guint64 ticket = sockeye_pending_get_ticket (pending);

      if (!g_hash_table_contains (last, &ticket))
        g_ptr_array_add (items, g_steal_pointer (&pending));
    }
  for (guint i = 0; i < waits->len; i++)
    {
      SockeyeWait *wait = &g_array_index (waits, SockeyeWait, i);

      if (g_hash_table_lookup (last, &wait->ticket) == wait && wait->call != NULL)
        g_ptr_array_add (items, _sockeye_pending_new (wait->ticket, wait->call, wait->started));
    }
  sockeye_session_set_pending (self, items);
}

/* --- calls ------------------------------------------------------------------------ */

typedef struct
{
  SockeyeReactor *reactor;
  guint64         ticket;
  GCancellable   *cancellable;
  gulong          handler;
} SockeyeCancelling;

static void
sockeye_cancelling_free (gpointer data)
{
  SockeyeCancelling *cancelling = data;

  g_cancellable_disconnect (cancelling->cancellable, cancelling->handler);
  g_object_unref (cancelling->cancellable);
  g_free (cancelling);
}

/* Any thread. The reactor outlives every task: closing returns them all first. */
static void
sockeye_session_cancelled_cb (GCancellable *cancellable,
                              gpointer      user_data)
{
  SockeyeCancelling *cancelling = user_data;

  _sockeye_reactor_cancel (cancelling->reactor, cancelling->ticket);
}

/* The row of a call is visible: its task returns. */
void
_sockeye_session_complete (SockeyeSession    *self,
                           SockeyeCompletion *completion)
{
  g_autoptr (GTask) task = NULL;
  gpointer key, value;
  SockeyeEvent *event;

  if (!g_hash_table_steal_extended (self->tasks, &completion->ticket, &key, &value))
    return;
  g_free (key);
  task = value;
  g_task_set_task_data (task, NULL, NULL);
  if (completion->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&completion->error));
      return;
    }
  if (completion->readings != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&completion->readings),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  event = sockeye_journal_dup_event (self->journal, completion->row);
  if (event != NULL)
    g_task_return_pointer (task, event, g_object_unref);
  else
    g_task_return_new_error (task, SOCKEYE_ERROR, SOCKEYE_ERROR_FAILED,
                             _("the row of this call was trimmed from the log at once"));
}

/**
 * sockeye_session_call_async:
 * @call: what to call
 * @cancellable: (nullable): cancels the call where it waits
 *
 * Makes a call on the reactor's thread. It completes when its row is visible
 * in the journal: at once or, where the call must wait, when it returns.
 * Cancelling gives a row "cancelled", not an error.
 */
void
sockeye_session_call_async (SockeyeSession      *self,
                            SockeyeCall         *call,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  guint64 ticket;

  g_return_if_fail (SOCKEYE_IS_SESSION (self));
  g_return_if_fail (call != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sockeye_session_call_async);
  g_task_set_name (task, "sockeye-call");
  /* The callback comes before the next key or click. */
  g_task_set_priority (task, G_PRIORITY_HIGH);
  g_task_set_check_cancellable (task, FALSE);

  if (self->reactor == NULL)
    {
      g_task_return_new_error (task, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED, _("the session is closed"));
      g_object_unref (task);
      return;
    }
  ticket = _sockeye_reactor_submit (self->reactor, call);
  g_hash_table_insert (self->tasks, g_memdup2 (&ticket, sizeof ticket), task);
  if (cancellable != NULL)
    {
      SockeyeCancelling *cancelling = g_new0 (SockeyeCancelling, 1);

      cancelling->reactor = self->reactor;
      cancelling->ticket = ticket;
      cancelling->cancellable = g_object_ref (cancellable);
      g_task_set_task_data (task, cancelling, sockeye_cancelling_free);
      cancelling->handler = g_cancellable_connect (cancellable, G_CALLBACK (sockeye_session_cancelled_cb),
                                                   cancelling, NULL);
    }
}

/**
 * sockeye_session_call_finish:
 *
 * Returns: (transfer full): the row of the call. What the kernel or a peer did
 * is told there; NULL with an error in %SOCKEYE_ERROR only where no call was
 * made. Of a call with a host name, the row of the look-up where that failed.
 */
SockeyeEvent *
sockeye_session_call_finish (SockeyeSession  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sockeye_session_settle:
 * @timeout: µs
 *
 * Waits until the calls submitted so far have been begun, and flushes. The
 * quick ones (socket, setsockopt, bind, listen, shutdown, close) have then
 * taken effect, so that the next key or click finds them done.
 */
void
sockeye_session_settle (SockeyeSession *self,
                        gint64          timeout)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  if (self->reactor == NULL)
    return;
  _sockeye_reactor_settle (self->reactor, timeout);
  sockeye_session_flush (self);
}

/**
 * sockeye_session_cancel:
 *
 * Cancels a call that waits. Its row says so.
 */
void
sockeye_session_cancel (SockeyeSession *self,
                        SockeyePending *pending)
{
  g_return_if_fail (SOCKEYE_IS_SESSION (self));
  g_return_if_fail (SOCKEYE_IS_PENDING (pending));

  if (self->reactor != NULL)
    _sockeye_reactor_cancel (self->reactor, sockeye_pending_get_ticket (pending));
}
