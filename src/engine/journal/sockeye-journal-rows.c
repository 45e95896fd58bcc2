/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The journal as a list: which rows are visible, and what changes that. */

#include "config.h"

#include "sockeye-journal-rows-private.h"

void
_sockeye_journal_init_rows (SockeyeJournal *self)
{
  self->first = self->shown = 1;
  self->pin = _sockeye_pin_new ();
  self->events = g_hash_table_new (g_int64_hash, g_int64_equal);
}

static void
sockeye_journal_event_gone_cb (gpointer  user_data,
                               GObject  *event)
{
  SockeyeJournal *self = user_data;

  g_hash_table_remove (self->events, _sockeye_event_get_key ((SockeyeEvent *) event));
}

void
_sockeye_journal_clear_rows (SockeyeJournal *self)
{
  GHashTableIter iter;
  gpointer event;

  g_hash_table_iter_init (&iter, self->events);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    g_object_weak_unref (event, sockeye_journal_event_gone_cb, self);
  g_clear_pointer (&self->events, g_hash_table_unref);
  g_clear_object (&self->gap);
  g_clear_pointer (&self->pin, _sockeye_pin_free);
}

/* The visible rows that are kept apart. */
static guint
sockeye_journal_count_pinned (SockeyeJournal *self)
{
  return self->pin_hidden ? 0 : _sockeye_pin_count (self->pin);
}

static guint
sockeye_journal_count_gap (SockeyeJournal *self)
{
  return self->gap != NULL && !self->pin_hidden ? 1 : 0;
}

/* What stands before the row shown. */
static guint
sockeye_journal_count_head (SockeyeJournal *self)
{
  return sockeye_journal_count_pinned (self) + sockeye_journal_count_gap (self);
}

static guint
sockeye_journal_count (SockeyeJournal *self)
{
  return sockeye_journal_count_head (self) + (guint) (self->last + 1 - self->shown);
}

/* Every row is visible, cleared, or one of these. */
guint64
_sockeye_journal_count_trimmed (SockeyeJournal *self)
{
  return self->first - 1 - _sockeye_pin_count (self->pin) - self->forgotten;
}

void
_sockeye_journal_get_counts (SockeyeJournal       *self,
                             SockeyeJournalCounts *counts)
{
  counts->n_items = sockeye_journal_count (self);
  counts->trimmed = _sockeye_journal_count_trimmed (self);
  counts->cleared = sockeye_journal_get_cleared (self);
}

/* (transfer full): the one event object of this row, which must be visible. */
static SockeyeEvent *
sockeye_journal_make_event (SockeyeJournal *self,
                            guint64         number)
{
  SockeyeEvent *event = g_hash_table_lookup (self->events, &number);
  SockeyeSegment *segment = NULL;
  const SockeyeRecord *record;
  SockeyeChunk *chunk;
  guint64 end;

  if (event != NULL)
    return g_object_ref (event);

  chunk = _sockeye_pin_dup_chunk (self->pin, self->store, number, &end);
  record = &chunk->records[number - chunk->first];
  if (record->kept > 0)
    segment = _sockeye_pin_dup_segment (self->pin, self->store, record->data >> 32);
  event = _sockeye_event_new (number, record,
                              _sockeye_wall_clock_convert (self->clock, record->time),
                              chunk, segment);
  g_hash_table_insert (self->events, (gpointer) _sockeye_event_get_key (event), event);
  g_object_weak_ref (G_OBJECT (event), sockeye_journal_event_gone_cb, self);
  return event;
}

static GType
sockeye_journal_get_item_type (GListModel *model)
{
  return SOCKEYE_TYPE_EVENT;
}

static guint
sockeye_journal_get_n_items (GListModel *model)
{
  return sockeye_journal_count (SOCKEYE_JOURNAL (model));
}

static gpointer
sockeye_journal_get_item (GListModel *model,
                          guint       position)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (model);
  guint head = sockeye_journal_count_head (self);

  if (position >= sockeye_journal_count (self))
    return NULL;
  if (position >= head)
    return sockeye_journal_make_event (self, self->shown + (position - head));
  if (position < sockeye_journal_count_pinned (self))
    return sockeye_journal_make_event (self, self->pin->first + position);
  return g_object_ref (self->gap);
}

void
_sockeye_journal_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_journal_get_item_type;
  iface->get_n_items = sockeye_journal_get_n_items;
  iface->get_item = sockeye_journal_get_item;
}

/**
 * sockeye_journal_dup_event:
 * @self: a journal
 * @number: a row's number
 *
 * Returns: (transfer full) (nullable): that row; %NULL where it is not visible:
 *   trimmed, cleared or not yet published
 */
SockeyeEvent *
sockeye_journal_dup_event (SockeyeJournal *self,
                           guint64         number)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), NULL);

  if (!sockeye_journal_find (self, number, NULL))
    return NULL;
  return sockeye_journal_make_event (self, number);
}

/**
 * sockeye_journal_find:
 * @self: a journal
 * @number: a row's number
 * @position: (out) (optional): its position in the list
 *
 * The row that tells of a gap is not found by any number: it stands behind the
 * last row before the gap.
 *
 * Returns: whether the row is visible
 */
gboolean
sockeye_journal_find (SockeyeJournal *self,
                      guint64         number,
                      guint          *position)
{
  guint64 found;

  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), FALSE);

  if (number >= self->shown && number <= self->last)
    found = sockeye_journal_count_head (self) + (number - self->shown);
  else if (sockeye_journal_count_pinned (self) > 0 && number >= self->pin->first
           && number <= self->pin->last)
    found = number - self->pin->first;
  else
    return FALSE;
  if (position != NULL)
    *position = (guint) found;
  return TRUE;
}

/**
 * sockeye_journal_pin:
 * @self: a journal
 * @first: number of the first row that is looked at; 0: none
 * @last: number of the last one
 *
 * What is trimmed leaves at most two chunks that cover these rows, and one row
 * that tells what is gone behind them; and their payload as far as it takes a
 * quarter of its bound at most. What was left goes with the next flush after it
 * is no longer looked at.
 */
void
sockeye_journal_pin (SockeyeJournal *self,
                     guint64         first,
                     guint64         last)
{
  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));

  if (first == 0 || last < first)
    first = last = 0;
  if (first == self->pin->wanted_first && last == self->pin->wanted_last)
    return;
  self->pin->wanted_first = first;
  self->pin->wanted_last = last;
  _sockeye_pin_want (self->pin, self->store, self->shown, self->last);
}

/**
 * sockeye_journal_get_gap:
 * @self: a journal
 * @first: (out) (optional): number of the first row that is missing
 * @last: (out) (optional): number of the last one
 *
 * Returns: whether there is a row that tells of a gap
 */
gboolean
sockeye_journal_get_gap (SockeyeJournal *self,
                         guint64        *first,
                         guint64        *last)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), FALSE);

  return sockeye_journal_count_gap (self) > 0 && sockeye_event_get_gap (self->gap, first, last);
}

static void
sockeye_journal_changed (SockeyeJournal *self,
                         guint           position,
                         guint           removed,
                         guint           added)
{
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* The gap is what is missing between the rows kept apart and number. */
static void
sockeye_journal_set_gap (SockeyeJournal *self,
                         guint64         number)
{
  g_autoptr (SockeyeEvent) before = NULL;

  g_clear_object (&self->gap);
  if (_sockeye_pin_count (self->pin) == 0 || self->pin->last + 1 >= number)
    return;
  before = sockeye_journal_make_event (self, self->pin->last);
  self->gap = _sockeye_event_new_gap (self->pin->last + 1, number - 1,
                                      sockeye_event_get_time (before),
                                      sockeye_event_get_wall_time (before));
}

/* The rows kept apart go, as trimmed or, where they were cleared, for good. */
static void
sockeye_journal_unpin (SockeyeJournal *self)
{
  guint removed = sockeye_journal_count_head (self);

  if (self->pin_hidden)
    self->forgotten += _sockeye_pin_count (self->pin);
  g_clear_object (&self->gap);
  _sockeye_pin_release (self->pin);
  self->pin_hidden = FALSE;
  sockeye_journal_changed (self, 0, removed, 0);
}

/* Takes the visible rows before number off the list, but for what is looked at:
 * first what is before that, then what is behind. */
static void
sockeye_journal_trim (SockeyeJournal *self,
                      guint64         number)
{
  guint64 end = MIN (number, self->last + 1);
  guint gap = sockeye_journal_count_gap (self);
  guint removed;

  if (gap == 0)
    {
      guint64 oldest = sockeye_journal_count_pinned (self) > 0 ? self->pin->first : self->shown;

      _sockeye_pin_hold (self->pin, self->store, oldest, end - 1);
      if (_sockeye_pin_count (self->pin) == 0)
        {
          self->shown = end;
          sockeye_journal_changed (self, 0, (guint) (end - oldest), 0);
          return;
        }
      self->shown = self->pin->last + 1;
      sockeye_journal_changed (self, 0, (guint) (self->pin->first - oldest), 0);
    }

  removed = (guint) (end - self->shown);
  self->shown = end;
  sockeye_journal_set_gap (self, number);
  sockeye_journal_changed (self, sockeye_journal_count_pinned (self), gap + removed,
                           sockeye_journal_count_gap (self));
}

/* The rows before number are to go: those that were cleared first. */
static void
sockeye_journal_let_go (SockeyeJournal *self,
                        guint64         number)
{
  guint64 shown = MAX (self->shown, number);

  if (number == self->first)
    return;
  if (self->pin_hidden)
    sockeye_journal_unpin (self);
  self->forgotten += MIN (number, self->shown) - self->first;
  self->first = number;
  if (number > self->shown)
    sockeye_journal_trim (self, number);
  self->shown = shown;
}

/* What is noted on rows goes with them: all before the first that is kept, but
 * for those kept apart. */
static void
sockeye_journal_forget_marks (SockeyeJournal *self)
{
  gboolean apart = _sockeye_pin_count (self->pin) > 0;

  if (apart)
    sockeye_marks_forget (self->marks, 1, self->pin->first - 1);
  sockeye_marks_forget (self->marks, apart ? self->pin->last + 1 : 1, self->first - 1);
}

/* Before the first row is published: nothing has been trimmed then. */
static void
sockeye_journal_note_start (SockeyeJournal *self)
{
  SockeyeChunk *chunk;
  guint64 end;

  chunk = _sockeye_pin_dup_chunk (self->pin, self->store, 1, &end);
  self->start = chunk->records[0].time;
  _sockeye_chunk_unref (chunk);
}

guint64
_sockeye_journal_publish (SockeyeJournal *self)
{
  SockeyeJournalCounts before;
  guint64 number, last;
  guint position, added;

  if (self->publishing)
    return self->last;

  self->publishing = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  _sockeye_journal_get_counts (self, &before);

  last = _sockeye_store_count (self->store);
  _sockeye_wall_clock_check (self->clock, last);
  if (self->last == 0 && last > 0)
    sockeye_journal_note_start (self);
  atomic_store_explicit (&self->store->published, last, memory_order_release);
  if (sockeye_journal_count_pinned (self) > 0 && !_sockeye_pin_is_wanted (self->pin))
    sockeye_journal_unpin (self);
  number = _sockeye_store_find_trim (self->store, self->first, last,
                                     _sockeye_pin_count (self->pin));
  sockeye_journal_let_go (self, number);

  /* Rows may be trimmed before they were shown. */
  self->last = MAX (self->last, self->shown - 1);
  position = sockeye_journal_count (self);
  added = (guint) (last - self->last);
  self->last = last;
  sockeye_journal_changed (self, position, 0, added);
  _sockeye_store_release (self->store, self->first, TRUE);
  _sockeye_store_trim_bytes (self->store);
  sockeye_journal_forget_marks (self);

  _sockeye_journal_notify (self, &before);
  self->publishing = FALSE;
  g_object_thaw_notify (G_OBJECT (self));
  return self->last;
}

/**
 * sockeye_journal_clear:
 * @self: a journal
 *
 * Takes all visible rows off the list. They do not count as trimmed, and the
 * numbers go on. They are kept for sockeye_journal_undo_clear() until the next
 * clear, or until a bound needs the room. Not to be called in a handler of
 * items-changed.
 */
void
sockeye_journal_clear (SockeyeJournal *self)
{
  SockeyeJournalCounts before;

  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));
  g_return_if_fail (!self->publishing);

  _sockeye_journal_get_counts (self, &before);
  if (before.n_items == 0)
    return;

  if (self->pin_hidden)
    sockeye_journal_unpin (self);
  self->forgotten += self->shown - self->first;
  self->first = self->shown;
  _sockeye_store_release (self->store, self->first, FALSE);

  self->shown = self->last + 1;
  self->pin_hidden = _sockeye_pin_count (self->pin) > 0;
  sockeye_journal_changed (self, 0, before.n_items, 0);
  _sockeye_journal_notify (self, &before);
}

/**
 * sockeye_journal_undo_clear:
 * @self: a journal
 *
 * Brings back what the last sockeye_journal_clear() took off the list and the
 * bounds have left, before the rows that came since. Not to be called in a
 * handler of items-changed.
 *
 * Returns: %FALSE where there is nothing to bring back
 */
gboolean
sockeye_journal_undo_clear (SockeyeJournal *self)
{
  SockeyeJournalCounts before, after;

  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (!self->publishing, FALSE);

  _sockeye_journal_get_counts (self, &before);
  if (before.cleared == 0)
    return FALSE;

  self->shown = self->first;
  self->pin_hidden = FALSE;
  _sockeye_journal_get_counts (self, &after);
  sockeye_journal_changed (self, 0, 0, after.n_items - before.n_items);
  _sockeye_journal_notify (self, &before);
  return TRUE;
}

/**
 * sockeye_journal_get_cleared:
 * @self: a journal
 *
 * Returns: the rows that sockeye_journal_undo_clear() would bring back now
 */
guint
sockeye_journal_get_cleared (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return (guint) (self->shown - self->first)
         + (self->pin_hidden ? _sockeye_pin_count (self->pin) : 0);
}
