/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-rows-private.h"

enum
{
  PROP_0,
  PROP_JOURNAL,
  PROP_FILTER,
  PROP_PAUSED,
  PROP_SEARCHING,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void sockeye_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyeRows, sockeye_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sockeye_rows_list_model_init))

static GType
sockeye_rows_get_item_type (GListModel *model)
{
  return SOCKEYE_TYPE_EVENT;
}

static guint
sockeye_rows_get_n_items (GListModel *model)
{
  SockeyeRows *self = SOCKEYE_ROWS (model);

  return self->filtered ? (guint) self->numbers.n : self->n_items;
}

static gpointer
sockeye_rows_get_item (GListModel *model,
                       guint       position)
{
  SockeyeRows *self = SOCKEYE_ROWS (model);

  if (position >= sockeye_rows_get_n_items (model))
    return NULL;
  if (self->filtered)
    position = _sockeye_journal_lower_bound (self->journal,
                                             _sockeye_numbers_get (&self->numbers, position));
  return g_list_model_get_item (G_LIST_MODEL (self->journal), position);
}

static void
sockeye_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_rows_get_item_type;
  iface->get_n_items = sockeye_rows_get_n_items;
  iface->get_item = sockeye_rows_get_item;
}

void
_sockeye_rows_emit (SockeyeRows *self,
                    gsize        position,
                    gsize        removed,
                    gsize        added)
{
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), (guint) position, (guint) removed,
                                (guint) added);
}

/* Says what has changed of searching and progress. */
void
_sockeye_rows_notify (SockeyeRows *self)
{
  guint64 end = _sockeye_rows_get_end (self);
  gboolean searching = self->filtered && self->tried < end;
  double progress = 1;

  if (searching)
    progress = (double) (self->tried - self->from) / (double) (end - self->from);
  if (searching != self->searching)
    {
      self->searching = searching;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
    }
  if (progress != self->progress)
    {
      self->progress = progress;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
    }
}

/* The journal's rows up to held. */
guint
_sockeye_rows_count_held (SockeyeRows *self)
{
  if (!self->paused)
    return g_list_model_get_n_items (G_LIST_MODEL (self->journal));
  return _sockeye_journal_lower_bound (self->journal, self->held + 1);
}

/* The numbers of the gap, 0 where none is shown. */
void
_sockeye_rows_get_gap (SockeyeRows *self,
                       guint64     *first,
                       guint64     *last)
{
  if (!sockeye_journal_get_gap (self->journal, first, last) || *first > self->held)
    *first = *last = 0;
}

/* Without a filter: the same change, as far as it is not held back. */
static void
sockeye_rows_follow (SockeyeRows *self,
                     guint        position,
                     guint        removed)
{
  guint before = self->n_items;

  position = MIN (position, before);
  removed = MIN (removed, before - position);
  self->n_items = _sockeye_rows_count_held (self);
  _sockeye_rows_emit (self, position, removed, self->n_items - (before - removed));
}

/* Takes out the rows that the journal no longer has: before its first, and where
 * its gap is. Only the whole of what changed is told, since each signal must
 * find a list of which all rows can be got. */
static void
sockeye_rows_drop (SockeyeRows *self)
{
  SockeyeNumbers *numbers = &self->numbers;
  guint64 first = G_MAXUINT64, last, gap, gap_last, rest;
  gsize front, middle, middle_end, survivors;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->journal)) > 0)
    first = _sockeye_journal_get_number (self->journal, 0);
  rest = _sockeye_journal_get_apart_end (self->journal, &last);
  _sockeye_rows_get_gap (self, &gap, &gap_last);

  front = _sockeye_numbers_lower_bound (numbers, first);
  middle = MAX (front, _sockeye_numbers_lower_bound (numbers, last + 1));
  middle_end = MAX (middle, _sockeye_numbers_lower_bound (numbers, rest));
  if (gap == self->gap && gap_last == self->gap_last)
    {
      /* The gap is what it was: nothing went there. */
      _sockeye_numbers_remove (numbers, 0, front);
      _sockeye_rows_emit (self, 0, front, 0);
      return;
    }

  survivors = middle - front;
  _sockeye_numbers_remove (numbers, middle, middle_end - middle);
  _sockeye_numbers_remove (numbers, 0, front);
  if (gap != 0)
    _sockeye_numbers_insert (numbers, survivors, &gap, 1);
  self->gap = gap;
  self->gap_last = gap_last;
  if (front == 0)
    _sockeye_rows_emit (self, middle, middle_end - middle, gap != 0);
  else
    _sockeye_rows_emit (self, 0, middle_end, survivors + (gap != 0));
}

static void
sockeye_rows_items_changed_cb (SockeyeRows *self,
                               guint        position,
                               guint        removed,
                               guint        added)
{
  guint64 seen = self->seen;
  guint64 number = added > 0 ? _sockeye_journal_get_number (self->journal, position) : 0;

  _sockeye_kin_follow (&self->kin, self->journal);
  self->seen = MAX (seen, _sockeye_journal_get_last (self->journal));
  if (!self->filtered)
    {
      sockeye_rows_follow (self, position, removed);
      return;
    }

  sockeye_rows_drop (self);
  /* Clear was undone: rows that were tried before, but are not remembered. */
  if (added > 0 && number <= seen && number != self->gap)
    _sockeye_rows_restart (self, sockeye_rows_get_n_items (G_LIST_MODEL (self)));
  else
    _sockeye_rows_go_on (self);
}

/* Marks are the one thing of a row that changes. */
static void
sockeye_rows_marks_changed_cb (SockeyeRows *self,
                               guint64      first,
                               guint64      last)
{
  if (self->filtered && self->filter->needs & SOCKEYE_NEEDS_MARKS
      && _sockeye_journal_lower_bound (self->journal, first)
           < _sockeye_journal_lower_bound (self->journal, last + 1))
    _sockeye_rows_restart (self, (guint) self->numbers.n);
}

static void
sockeye_rows_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_FILTER:
      g_value_set_boxed (value, self->filter);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->searching);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_rows_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      self->journal = g_value_dup_object (value);
      break;
    case PROP_FILTER:
      sockeye_rows_set_filter (self, g_value_get_boxed (value));
      break;
    case PROP_PAUSED:
      sockeye_rows_set_paused (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_rows_constructed (GObject *object)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  G_OBJECT_CLASS (sockeye_rows_parent_class)->constructed (object);

  g_signal_connect_object (self->journal, "items-changed",
                           G_CALLBACK (sockeye_rows_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_journal_get_marks (self->journal), "changed",
                           G_CALLBACK (sockeye_rows_marks_changed_cb), self, G_CONNECT_SWAPPED);
  _sockeye_kin_follow (&self->kin, self->journal);
  self->seen = _sockeye_journal_get_last (self->journal);
  self->n_items = _sockeye_rows_count_held (self);
}

static void
sockeye_rows_dispose (GObject *object)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  _sockeye_rows_stop (self);
  if (self->journal != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      g_signal_handlers_disconnect_by_data (sockeye_journal_get_marks (self->journal), self);
    }

  G_OBJECT_CLASS (sockeye_rows_parent_class)->dispose (object);
}

static void
sockeye_rows_finalize (GObject *object)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  _sockeye_numbers_clear (&self->numbers);
  _sockeye_kin_clear (&self->kin);
  g_clear_pointer (&self->filter, sockeye_filter_unref);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (sockeye_rows_parent_class)->finalize (object);
}

static void
sockeye_rows_class_init (SockeyeRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sockeye_rows_constructed;
  object_class->dispose = sockeye_rows_dispose;
  object_class->finalize = sockeye_rows_finalize;
  object_class->get_property = sockeye_rows_get_property;
  object_class->set_property = sockeye_rows_set_property;

  properties[PROP_JOURNAL] =
      g_param_spec_object ("journal", NULL, NULL, SOCKEYE_TYPE_JOURNAL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILTER] =
      g_param_spec_boxed ("filter", NULL, NULL, SOCKEYE_TYPE_FILTER, G_PARAM_READWRITE | flags);
  properties[PROP_PAUSED] =
      g_param_spec_boolean ("paused", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_SEARCHING] =
      g_param_spec_boolean ("searching", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0, 1, 1, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_rows_init (SockeyeRows *self)
{
  _sockeye_kin_init (&self->kin);
  self->held = G_MAXUINT64;
  self->progress = 1;
}

/**
 * sockeye_rows_new:
 * @journal: a journal
 *
 * Returns: (transfer full): all of its rows
 */
SockeyeRows *
sockeye_rows_new (SockeyeJournal *journal)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (journal), NULL);

  return g_object_new (SOCKEYE_TYPE_ROWS, "journal", journal, NULL);
}

SockeyeJournal *
sockeye_rows_get_journal (SockeyeRows *self)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), NULL);

  return self->journal;
}

/**
 * sockeye_rows_get_filter:
 * @self: rows
 *
 * Returns: (transfer none) (nullable): as it was set
 */
SockeyeFilter *
sockeye_rows_get_filter (SockeyeRows *self)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), NULL);

  return self->filter;
}

/**
 * sockeye_rows_set_filter:
 * @self: rows
 * @filter: (nullable): which rows to show; %NULL: every one
 *
 * Shows other rows: those found at once replace all that were shown in one step,
 * the others follow, in order, as they are found. The row that tells of a gap is
 * always shown.
 */
void
sockeye_rows_set_filter (SockeyeRows   *self,
                         SockeyeFilter *filter)
{
  guint before;

  g_return_if_fail (SOCKEYE_IS_ROWS (self));

  if (filter == self->filter)
    return;

  before = sockeye_rows_get_n_items (G_LIST_MODEL (self));
  if (filter != NULL)
    sockeye_filter_ref (filter);
  g_clear_pointer (&self->filter, sockeye_filter_unref);
  self->filter = filter;
  self->filtered = filter != NULL
                   && sockeye_filter_get_kind (filter) != SOCKEYE_FILTER_EVERYTHING;
  _sockeye_rows_restart (self, before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/**
 * sockeye_rows_set_paused:
 * @self: rows
 * @paused: whether to hold back what comes from now on
 *
 * Rows that are trimmed or cleared still go. What was held back is shown when
 * it is no longer paused.
 */
void
sockeye_rows_set_paused (SockeyeRows *self,
                         gboolean     paused)
{
  g_return_if_fail (SOCKEYE_IS_ROWS (self));

  paused = !!paused;
  if (paused == self->paused)
    return;

  self->paused = paused;
  self->held = paused ? _sockeye_journal_get_last (self->journal) : G_MAXUINT64;
  if (self->filtered)
    {
      sockeye_rows_drop (self);
      _sockeye_rows_go_on (self);
    }
  else
    sockeye_rows_follow (self, self->n_items, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * sockeye_rows_get_held_back:
 * @self: rows
 *
 * Returns: how many rows have been recorded since it was paused; 0 where it is not
 */
guint64
sockeye_rows_get_held_back (SockeyeRows *self)
{
  guint64 last;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), 0);

  last = _sockeye_journal_get_last (self->journal);
  return last > self->held ? last - self->held : 0;
}

/**
 * sockeye_rows_is_searching:
 * @self: rows
 *
 * Returns: whether there are rows that the filter has not been tried on. Where
 *   it looks at text or payload, that is so for a moment after each flush too
 */
gboolean
sockeye_rows_is_searching (SockeyeRows *self)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), FALSE);

  return self->searching;
}

/**
 * sockeye_rows_get_progress:
 * @self: rows
 *
 * Returns: the share of the rows that the filter has been tried on, 0 to 1
 */
double
sockeye_rows_get_progress (SockeyeRows *self)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), 1);

  return self->progress;
}
