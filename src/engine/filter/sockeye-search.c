/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-hunt-private.h"

/* So often progress is told, ms. */
#define INTERVAL 50

struct _SockeyeSearch
{
  GObject         parent_instance;

  SockeyeRows    *rows;
  SockeyePattern *pattern;

  SockeyeHunt    *hunt;      /* NULL: none is under way */
  GTask          *task;      /* of the one under way */
  GSource        *cancelled;
  GSource        *timer;
  double          progress;
};

enum
{
  PROP_0,
  PROP_SEARCHING,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SockeyeSearch, sockeye_search, G_TYPE_OBJECT)

static void
sockeye_search_clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
sockeye_search_set_progress (SockeyeSearch *self,
                             double         progress)
{
  if (progress == self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* (transfer full) (nullable): the task of the search under way, which is over. */
static GTask *
sockeye_search_end (SockeyeSearch *self)
{
  if (self->hunt == NULL)
    return NULL;
  g_clear_pointer (&self->hunt, _sockeye_hunt_stop);
  sockeye_search_clear_source (&self->cancelled);
  sockeye_search_clear_source (&self->timer);
  return g_steal_pointer (&self->task);
}

static void
sockeye_search_cancel (SockeyeSearch *self)
{
  g_autoptr (GTask) task = sockeye_search_end (self);

  if (task == NULL)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

static void
sockeye_search_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SockeyeSearch *self = SOCKEYE_SEARCH (object);

  switch (prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->hunt != NULL);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_search_finalize (GObject *object)
{
  SockeyeSearch *self = SOCKEYE_SEARCH (object);

  /* No search is under way: its task holds a reference. */
  g_clear_object (&self->rows);
  g_clear_pointer (&self->pattern, sockeye_pattern_unref);

  G_OBJECT_CLASS (sockeye_search_parent_class)->finalize (object);
}

static void
sockeye_search_class_init (SockeyeSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sockeye_search_get_property;
  object_class->finalize = sockeye_search_finalize;

  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_search_init (SockeyeSearch *self)
{
}

/**
 * sockeye_search_new:
 * @rows: the rows that are shown
 * @pattern: what is looked for
 *
 * Returns: (transfer full): a search, which has not begun
 */
SockeyeSearch *
sockeye_search_new (SockeyeRows    *rows,
                    SockeyePattern *pattern)
{
  SockeyeSearch *self;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (rows), NULL);
  g_return_val_if_fail (pattern != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_SEARCH, NULL);
  self->rows = g_object_ref (rows);
  self->pattern = sockeye_pattern_ref (pattern);
  return self;
}

static void
sockeye_search_found_cb (const SockeyeFound *found,
                         gpointer            user_data)
{
  SockeyeSearch *self = user_data;
  SockeyeFound *copy = found != NULL ? g_memdup2 (found, sizeof *found) : NULL;
  g_autoptr (GTask) task = sockeye_search_end (self);

  if (copy == NULL)
    sockeye_search_set_progress (self, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
  g_task_return_pointer (task, copy, g_free);
}

static gboolean
sockeye_search_cancelled_cb (GCancellable *cancellable,
                             gpointer      user_data)
{
  sockeye_search_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
sockeye_search_timer_cb (gpointer user_data)
{
  SockeyeSearch *self = user_data;

  sockeye_search_set_progress (self, _sockeye_hunt_get_progress (self->hunt));
  return G_SOURCE_CONTINUE;
}

static GSource *
sockeye_search_attach (GSource     *source,
                       GSourceFunc  func,
                       gpointer     user_data)
{
  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

/**
 * sockeye_search_find_async:
 * @self: a search
 * @from: number of the row to begin with, that row included: 0 is before the
 *   first, %G_MAXUINT64 behind the last
 * @backward: whether to go to earlier rows
 * @cancellable: (nullable): stops it at once
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Looks for the pattern in the rows that are shown now: of each in its payload,
 * then in its words, which are the call without the data, what it returned, and
 * its address. It ends at the last row: whoever wants to go on begins anew at
 * the other end. A search that is under way is cancelled.
 */
void
sockeye_search_find_async (SockeyeSearch       *self,
                           guint64              from,
                           gboolean             backward,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOCKEYE_IS_SEARCH (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  sockeye_search_cancel (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sockeye_search_find_async);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  self->task = task;
  self->hunt = _sockeye_hunt_start (self->rows, self->pattern, from, backward,
                                    sockeye_search_found_cb, self);
  if (cancellable != NULL)
    self->cancelled = sockeye_search_attach (g_cancellable_source_new (cancellable),
                                             G_SOURCE_FUNC (sockeye_search_cancelled_cb), self);
  self->timer = sockeye_search_attach (g_timeout_source_new (INTERVAL), sockeye_search_timer_cb,
                                       self);
  sockeye_search_set_progress (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/**
 * sockeye_search_find_finish:
 * @self: a search
 * @result: what the callback was given
 * @found: (out): where it was found
 * @error: (nullable): %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was found; %FALSE without @error: there is none
 */
gboolean
sockeye_search_find_finish (SockeyeSearch  *self,
                            GAsyncResult   *result,
                            SockeyeFound   *found,
                            GError        **error)
{
  g_autofree SockeyeFound *copy = NULL;

  g_return_val_if_fail (SOCKEYE_IS_SEARCH (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  copy = g_task_propagate_pointer (G_TASK (result), error);
  if (copy == NULL)
    return FALSE;
  *found = *copy;
  return TRUE;
}
