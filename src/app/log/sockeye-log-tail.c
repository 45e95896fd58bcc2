/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-tail.h"

/*
 *   rows   0 . . . . . . . . . . . . . . . . . n - 1
 *          |<-- missing -->|<------ n_items ------>|
 *   list                   0 . . . . . . . n_items - 1
 */
struct _SockeyeLogTail
{
  GObject      parent_instance;

  SockeyeRows *rows;
  gboolean     held;
  guint        n_items; /* as the list knows it */
  guint        gone;    /* rows trimmed while it was held, that the list was not told of */
  guint        late_at; /* position of the rows that the list is told of next */
  guint        late;    /* how many they are */
};

static void sockeye_log_tail_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyeLogTail, sockeye_log_tail, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sockeye_log_tail_list_model_init))

static guint
sockeye_log_tail_get_n_rows (SockeyeLogTail *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

static GType
sockeye_log_tail_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
sockeye_log_tail_get_n_items (GListModel *model)
{
  return SOCKEYE_LOG_TAIL (model)->n_items;
}

static gpointer
sockeye_log_tail_get_item (GListModel *model,
                           guint       position)
{
  SockeyeLogTail *self = SOCKEYE_LOG_TAIL (model);

  return position < self->n_items ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
sockeye_log_tail_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_log_tail_get_item_type;
  iface->get_n_items = sockeye_log_tail_get_n_items;
  iface->get_item = sockeye_log_tail_get_item;
}

/* Of what goes and comes at one place GTK would look through all that comes for
 * what went, a million objects: so each by itself. */
static void
sockeye_log_tail_tell (SockeyeLogTail *self,
                       guint           position,
                       guint           removed,
                       guint           added)
{
  self->n_items -= removed;
  self->late_at = position;
  self->late = added;
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, 0);
  self->late = 0;
  self->n_items += added;
  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
}

/* Rows that go from the head are first those that the list does not know. */
static void
sockeye_log_tail_items_changed_cb (SockeyeLogTail *self,
                                   guint           position,
                                   guint           removed,
                                   guint           added)
{
  guint n = sockeye_log_tail_get_n_rows (self);
  guint before = n + removed - added;
  guint missing = before - self->n_items;

  if (!self->held)
    sockeye_log_tail_tell (self, position, removed, added);
  else if (position == 0 && added == 0 && removed < before)
    {
      self->gone += MIN (removed, missing);
      if (removed > missing)
        sockeye_log_tail_tell (self, 0, removed - missing, 0);
    }
  else if (position != before || removed != 0)
    {
      self->held = FALSE;
      self->gone = 0;
      sockeye_log_tail_tell (self, 0, self->n_items, n);
    }
}

static void
sockeye_log_tail_dispose (GObject *object)
{
  g_clear_object (&SOCKEYE_LOG_TAIL (object)->rows);

  G_OBJECT_CLASS (sockeye_log_tail_parent_class)->dispose (object);
}

static void
sockeye_log_tail_class_init (SockeyeLogTailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sockeye_log_tail_dispose;
}

static void
sockeye_log_tail_init (SockeyeLogTail *self)
{
}

SockeyeLogTail *
sockeye_log_tail_new (SockeyeRows *rows)
{
  SockeyeLogTail *self;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (rows), NULL);

  self = g_object_new (SOCKEYE_TYPE_LOG_TAIL, NULL);
  self->rows = g_object_ref (rows);
  self->n_items = sockeye_log_tail_get_n_rows (self);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (sockeye_log_tail_items_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
sockeye_log_tail_get_held (SockeyeLogTail *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_TAIL (self), FALSE);

  return self->held;
}

/* From now on the list is told of nothing that only appends or trims. */
void
sockeye_log_tail_hold (SockeyeLogTail *self)
{
  g_return_if_fail (SOCKEYE_IS_LOG_TAIL (self));

  self->held = TRUE;
}

/* Tells the list of the rows that it does not know. */
void
sockeye_log_tail_release (SockeyeLogTail *self)
{
  guint missing;

  g_return_if_fail (SOCKEYE_IS_LOG_TAIL (self));

  if (!self->held)
    return;
  missing = sockeye_log_tail_get_missing (self);
  self->held = FALSE;
  self->gone = 0;
  if (missing > 0)
    sockeye_log_tail_tell (self, 0, 0, missing);
}

/**
 * sockeye_log_tail_dup_event:
 * @position: in the list
 *
 * Returns: (transfer full) (nullable): the row that it stands for now
 */
SockeyeEvent *
sockeye_log_tail_dup_event (SockeyeLogTail *self,
                            guint           position)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_TAIL (self), NULL);

  if (position >= self->n_items)
    return NULL;
  if (position >= self->late_at)
    position += self->late;
  return g_list_model_get_item (G_LIST_MODEL (self->rows),
                                position + sockeye_log_tail_get_missing (self));
}

/* How many rows stand before the first that the list knows. */
guint
sockeye_log_tail_get_missing (SockeyeLogTail *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_TAIL (self), 0);

  return self->held ? sockeye_log_tail_get_n_rows (self) - self->n_items : 0;
}

/* How many rows have been trimmed since the list is held, without its knowing. */
guint
sockeye_log_tail_get_gone (SockeyeLogTail *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_TAIL (self), 0);

  return self->gone;
}
