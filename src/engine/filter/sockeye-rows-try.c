/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Tries the filter on the rows that were not yet. */

#include "config.h"

#include "sockeye-rows-private.h"

/* So long a turn of the main loop may be busy with it, us. */
#define SLICE 4000

/* So many records between two looks at the time. */
#define STEP 2048

static void sockeye_rows_go_on_quietly (SockeyeRows *self,
                                        gboolean     emit);

/* The last row to be tried. */
guint64
_sockeye_rows_get_end (SockeyeRows *self)
{
  return MIN (_sockeye_journal_get_last (self->journal), self->held);
}

/* Rows that are visible and let through, in order, behind all that were found
 * before. Those before the gap go before it. */
static void
sockeye_rows_add (SockeyeRows   *self,
                  const guint64 *numbers,
                  gsize          n,
                  gboolean       emit)
{
  guint serial = self->serial;

  /* Who is told may set another filter. */
  while (n > 0 && serial == self->serial)
    {
      gsize position = self->numbers.n;
      gsize part = n;

      if (self->gap != 0 && numbers[0] < self->gap)
        {
          position = _sockeye_numbers_lower_bound (&self->numbers, self->gap);
          for (part = 1; part < n && numbers[part] < self->gap;)
            part++;
        }
      _sockeye_numbers_insert (&self->numbers, position, numbers, part);
      if (emit)
        _sockeye_rows_emit (self, position, 0, part);
      numbers += part;
      n -= part;
    }
}

/* Tries records for one turn. */
static void
sockeye_rows_try_slice (SockeyeRows *self,
                        gboolean     emit)
{
  SockeyeSurroundings surroundings = {
    .start = self->journal->start,
    .clock = self->journal->clock,
    .marks = sockeye_journal_get_marks (self->journal),
  };
  gint64 until = g_get_monotonic_time () + SLICE;
  guint64 end = _sockeye_rows_get_end (self);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree SockeyeMatcher *matcher = g_new (SockeyeMatcher, 1);
  SockeyeSpan span;
  guint64 numbers[STEP];
  guint n;

  _sockeye_kin_get_bytes (&self->kin, &surroundings.kin, &surroundings.addresses);
  _sockeye_matcher_init (matcher, self->filter, &surroundings, self->journal->store);
  do
    {
      if (!_sockeye_journal_get_span (self->journal, self->tried + 1, end, &span))
        {
          self->tried = MAX (self->tried, end);
          break;
        }
      span.n = MIN (span.n, STEP);
      n = 0;
      for (guint i = 0; i < span.n; i++)
        if (_sockeye_matcher_try (matcher, span.first + i, _sockeye_span_get_record (&span, i),
                                  span.chunk))
          numbers[n++] = span.first + i;
      g_array_append_vals (found, numbers, n);
      self->tried = span.first + span.n - 1;
      _sockeye_span_clear (&span);
    }
  while (self->tried < end && g_get_monotonic_time () < until);
  _sockeye_matcher_clear (matcher);
  sockeye_rows_add (self, (const guint64 *) found->data, found->len, emit);
}

static gboolean
sockeye_rows_slice_cb (gpointer user_data)
{
  SockeyeRows *self = user_data;

  g_clear_pointer (&self->slice, g_source_unref);
  sockeye_rows_go_on_quietly (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* What another thread found. Rows that went meanwhile are not shown. */
static void
sockeye_rows_found_cb (const guint64 *numbers,
                       gsize          n,
                       guint64        tried,
                       gboolean       done,
                       gpointer       user_data)
{
  SockeyeRows *self = user_data;
  g_autoptr (GArray) visible = g_array_sized_new (FALSE, FALSE, sizeof (guint64), (guint) n);

  for (gsize i = 0; i < n; i++)
    if (sockeye_journal_find (self->journal, numbers[i], NULL))
      g_array_append_val (visible, numbers[i]);
  self->tried = tried;
  if (done)
    g_clear_pointer (&self->scan, _sockeye_scan_stop);
  g_object_ref (self);
  sockeye_rows_add (self, (const guint64 *) visible->data, visible->len, TRUE);
  sockeye_rows_go_on_quietly (self, TRUE);
  g_object_unref (self);
}

static void
sockeye_rows_start_slice (SockeyeRows *self)
{
  if (self->slice != NULL)
    return;
  self->slice = g_idle_source_new ();
  /* Behind a frame that is due, but before all that can wait. */
  g_source_set_priority (self->slice, G_PRIORITY_HIGH_IDLE + 30);
  g_source_set_static_name (self->slice, "[sockeye] filter slice");
  g_source_set_callback (self->slice, sockeye_rows_slice_cb, self, NULL);
  g_source_attach (self->slice, g_main_context_get_thread_default ());
}

static void
sockeye_rows_start_scan (SockeyeRows *self)
{
  self->scanned = _sockeye_rows_get_end (self);
  self->scan = _sockeye_scan_start (self->journal, self->tried + 1, self->scanned, self->filter,
                                    &self->kin, sockeye_rows_found_cb, self);
}

static void
sockeye_rows_go_on_quietly (SockeyeRows *self,
                            gboolean     emit)
{
  const SockeyeNeeds slow = SOCKEYE_NEEDS_TEXT | SOCKEYE_NEEDS_PAYLOAD;

  if (self->filtered && self->tried < _sockeye_rows_get_end (self))
    {
      if (!(self->filter->needs & slow))
        {
          if (self->slice == NULL)
            sockeye_rows_try_slice (self, emit);
          if (self->tried < _sockeye_rows_get_end (self))
            sockeye_rows_start_slice (self);
        }
      else if (self->scan == NULL)
        sockeye_rows_start_scan (self);
    }
  if (emit)
    _sockeye_rows_notify (self);
}

/* Tries what was not tried yet, at once as far as one turn goes. */
void
_sockeye_rows_go_on (SockeyeRows *self)
{
  sockeye_rows_go_on_quietly (self, TRUE);
}

void
_sockeye_rows_stop (SockeyeRows *self)
{
  g_clear_pointer (&self->scan, _sockeye_scan_stop);
  if (self->slice != NULL)
    g_source_destroy (self->slice);
  g_clear_pointer (&self->slice, g_source_unref);
}

/* Begins anew with the filter as it is, and says so in one step. before: how many
 * rows were shown. */
void
_sockeye_rows_restart (SockeyeRows *self,
                       guint        before)
{
  self->serial++;
  _sockeye_rows_stop (self);
  _sockeye_numbers_clear (&self->numbers);
  self->gap = self->gap_last = self->tried = self->from = 0;
  if (self->filtered)
    {
      _sockeye_rows_get_gap (self, &self->gap, &self->gap_last);
      if (self->gap != 0)
        _sockeye_numbers_insert (&self->numbers, 0, &self->gap, 1);
      if (g_list_model_get_n_items (G_LIST_MODEL (self->journal)) > 0)
        self->from = self->tried = _sockeye_journal_get_number (self->journal, 0) - 1;
      sockeye_rows_go_on_quietly (self, FALSE);
    }
  else
    self->n_items = _sockeye_rows_count_held (self);
  _sockeye_rows_emit (self, 0, before, g_list_model_get_n_items (G_LIST_MODEL (self)));
  _sockeye_rows_notify (self);
}
