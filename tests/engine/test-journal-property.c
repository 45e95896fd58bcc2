/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Random appends, flushes, bounds, pins, clears and undos against the plainest
 * account of them: the state of each row that there ever was. */

#include "journal-model.h"
#include "journal-util.h"

#include "filter/sockeye-rows.h"

/* --- against the journal ------------------------------------------------------------ */

typedef struct
{
  Fixture      parent;
  Fixture      mirror; /* what the rows without a filter said */
  SockeyeRows *rows;
  Model        model;
  GRand       *rand;
} Property;

static void
property_set_up (Property      *self,
                 gconstpointer  data)
{
  fixture_set_up (&self->parent, data);
  self->rows = sockeye_rows_new (self->parent.journal);
  self->mirror.changes = g_string_new (NULL);
  self->mirror.numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (self->rows, "items-changed", G_CALLBACK (fixture_items_changed_cb),
                    &self->mirror);
  self->model.states = g_array_new (FALSE, FALSE, sizeof (State));
  self->model.chunks = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->rand = g_rand_new_with_seed (g_test_rand_int ());
}

static void
property_tear_down (Property      *self,
                    gconstpointer  data)
{
  g_assert_finalize_object (self->rows);
  g_string_free (self->mirror.changes, TRUE);
  g_array_unref (self->mirror.numbers);
  g_array_unref (self->model.states);
  g_array_unref (self->model.chunks);
  g_rand_free (self->rand);
  fixture_tear_down (&self->parent, data);
}

static void
append_property_row (SockeyeJournal *journal,
                     guint64         number,
                     GByteArray     *extra)
{
  guint64 cause = number / 10;

  g_byte_array_set_size (extra, 0);
  if (number % 3 == 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
  g_assert_cmpuint (append_pattern (journal, number, pattern_size (number), extra), ==, number);
}

typedef struct
{
  GArray *numbers; /* as the list has them, the gap's too */
  guint64 gap;
  guint   position;
} Visited;

static void
visited_cb (guint64              number,
            const SockeyeRecord *records,
            guint                n,
            gpointer             user_data)
{
  Visited *visited = user_data;

  for (guint i = 0; i < n; i++, visited->position++)
    {
      if (visited->gap != 0
          && g_array_index (visited->numbers, guint64, visited->position) == visited->gap)
        visited->position++;
      g_assert_cmpuint (g_array_index (visited->numbers, guint64, visited->position), ==,
                        number + i);
      g_assert_cmpint (records[i].time, ==, (gint64) (number + i) * 1000);
    }
}

/* Each row that is visited is where it must be, and none is missing. */
static void
property_check_visit (Property *self,
                      GArray   *numbers,
                      guint64   gap)
{
  Visited visited = { numbers, gap, 0 };
  guint64 from = 0;

  visit_rows (self->parent.journal, 0, visited_cb, &visited);
  g_assert_cmpuint (visited.position, ==, numbers->len);
  if (numbers->len == 0)
    return;

  visited.position = g_rand_int_range (self->rand, 0, numbers->len);
  from = g_array_index (numbers, guint64, visited.position);
  visit_rows (self->parent.journal, from, visited_cb, &visited);
  g_assert_cmpuint (visited.position, ==, numbers->len);
}

static void
property_check_gap (Property     *self,
                    SockeyeEvent *event,
                    guint64       first,
                    guint64       last)
{
  guint64 event_first, event_last, journal_first, journal_last;

  g_assert_true (sockeye_event_get_gap (event, &event_first, &event_last));
  g_assert_true (sockeye_journal_get_gap (self->parent.journal, &journal_first, &journal_last));
  g_assert_cmpuint (event_first, ==, first);
  g_assert_cmpuint (event_last, ==, last);
  g_assert_cmpuint (journal_first, ==, first);
  g_assert_cmpuint (journal_last, ==, last);
  g_assert_false (sockeye_journal_find (self->parent.journal, first, NULL));
  g_assert_null (sockeye_journal_dup_event (self->parent.journal, last));
}

static void
property_check_row (Property *self,
                    guint64   number,
                    guint     position)
{
  GListModel *model = G_LIST_MODEL (self->parent.journal);
  g_autoptr (SockeyeEvent) event = g_list_model_get_item (model, position);
  g_autoptr (SockeyeEvent) same = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  guint found;

  check_pattern (event, number);
  g_assert_true (event == same);
  g_assert_cmpuint (sockeye_event_get_cause (event), ==, number % 3 == 0 ? number / 10 : 0);
  g_assert_true (sockeye_journal_find (self->parent.journal, number, &found));
  g_assert_cmpuint (found, ==, position);
  g_assert_true (sockeye_rows_find (self->rows, number, &found));
  g_assert_cmpuint (found, ==, position);
}

static void
property_check (Property *self)
{
  SockeyeJournal *journal = self->parent.journal;
  guint64 gap_first, gap_last;
  g_autoptr (GArray) numbers = model_list (&self->model, &gap_first, &gap_last);

  g_assert_cmpmem (self->parent.numbers->data, self->parent.numbers->len * sizeof (guint64),
                   numbers->data, numbers->len * sizeof (guint64));
  g_assert_cmpmem (self->mirror.numbers->data, self->mirror.numbers->len * sizeof (guint64),
                   numbers->data, numbers->len * sizeof (guint64));
  g_assert_cmpuint (fixture_count (&self->parent), ==, numbers->len);
  g_assert_cmpuint (sockeye_journal_get_trimmed (journal), ==,
                    model_count (&self->model, TRIMMED));
  g_assert_cmpuint (sockeye_journal_get_cleared (journal), ==,
                    model_count (&self->model, CLEARED)
                    + model_count (&self->model, CLEARED_APART));
  g_assert_cmpint (sockeye_journal_get_gap (journal, NULL, NULL), ==, gap_first != 0);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint64 number = g_array_index (numbers, guint64, i);

      if (number == gap_first)
        {
          g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), i);

          property_check_gap (self, event, gap_first, gap_last);
        }
      else
        property_check_row (self, number, i);
    }
  property_check_visit (self, numbers, gap_first);
}

/* What is looked at is some rows of the list, as a window has them; or rows
 * that are not there. */
static void
property_pin (Property *self)
{
  guint n = self->parent.numbers->len;
  guint64 first = 0, last = 0;

  if (g_rand_int_range (self->rand, 0, 4) > 0 && n > 0)
    {
      guint position = g_rand_int_range (self->rand, 0, n);
      guint end = MIN (position + g_rand_int_range (self->rand, 0, 100), n - 1);

      first = g_array_index (self->parent.numbers, guint64, position);
      last = g_array_index (self->parent.numbers, guint64, end);
    }
  else if (g_rand_boolean (self->rand))
    {
      first = g_rand_int_range (self->rand, 1, 100000);
      last = first + g_rand_int_range (self->rand, 0, 1000);
    }
  sockeye_journal_pin (self->parent.journal, first, last);
  self->model.pin_first = first;
  self->model.pin_last = last;
}

static void
property_change_bounds (Property *self)
{
  guint max_rows = g_rand_int_range (self->rand, 1, 2000);

  sockeye_journal_set_max_rows (self->parent.journal, max_rows);
  self->model.max_rows = max_rows;
  if (g_rand_boolean (self->rand))
    sockeye_journal_set_max_bytes (self->parent.journal,
                                   g_rand_int_range (self->rand, 0, 4 << 20));
}

static void
property_publish (Property *self)
{
  g_string_truncate (self->parent.changes, 0);
  g_assert_cmpuint (_sockeye_journal_publish (self->parent.journal), ==, self->model.states->len);
  model_publish (&self->model);
  /* What is no longer looked at, what goes before and behind it, what comes:
   * never row by row. */
  g_assert_cmpuint (strlen (self->parent.changes->str), <, 4 * strlen ("1234-1234+1234 "));
}

static void
property_step (Property   *self,
               GByteArray *extra)
{
  guint what = g_rand_int_range (self->rand, 0, 100);

  if (what < 45)
    for (guint n = g_rand_int_range (self->rand, 0, 400); n > 0; n--)
      {
        model_append (&self->model);
        append_property_row (self->parent.journal, self->model.states->len, extra);
      }
  else if (what < 80)
    property_publish (self);
  else if (what < 92)
    property_pin (self);
  else if (what < 95)
    property_change_bounds (self);
  else if (what < 97)
    {
      sockeye_journal_clear (self->parent.journal);
      model_clear (&self->model);
    }
  else
    {
      g_assert_cmpint (sockeye_journal_undo_clear (self->parent.journal), ==,
                       model_count (&self->model, CLEARED)
                       + model_count (&self->model, CLEARED_APART) > 0);
      model_undo (&self->model);
    }
}

static void
test_model (Property      *self,
            gconstpointer  data)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  guint gaps = 0;

  self->model.max_rows = 700;
  sockeye_journal_set_max_rows (self->parent.journal, 700);
  sockeye_journal_set_max_bytes (self->parent.journal, 1 << 20);
  for (guint i = 0; i < 600; i++)
    {
      property_step (self, extra);
      property_check (self);
      gaps += sockeye_journal_get_gap (self->parent.journal, NULL, NULL);
    }
  g_test_message ("%u of 600 steps with a gap", gaps);
}

/* --- two threads -------------------------------------------------------------------- */

#define N_THREAD_ROWS 200000

static gpointer
writer_thread (gpointer data)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();

  for (guint64 i = 1; i <= N_THREAD_ROWS; i++)
    {
      while (_sockeye_journal_is_full (data))
        g_thread_yield ();
      append_property_row (data, i, extra);
    }
  return NULL;
}

/* One after the other, but for the one gap, which is as long as it says. */
static void
property_check_order (Property *self,
                      guint64   last)
{
  GArray *numbers = self->parent.numbers;
  guint64 gap_first, gap_last;
  gboolean gap = sockeye_journal_get_gap (self->parent.journal, &gap_first, &gap_last);
  guint gaps = 0;

  for (guint i = 1; i < numbers->len; i++)
    {
      guint64 previous = g_array_index (numbers, guint64, i - 1);

      if (gap && previous == gap_first)
        {
          previous = gap_last;
          gaps++;
        }
      g_assert_cmpuint (g_array_index (numbers, guint64, i), ==, previous + 1);
    }
  g_assert_cmpuint (gaps, ==, gap ? 1 : 0);
  if (numbers->len > 0)
    g_assert_cmpuint (g_array_index (numbers, guint64, numbers->len - 1), ==, last);
  g_assert_cmpmem (self->mirror.numbers->data, self->mirror.numbers->len * sizeof (guint64),
                   numbers->data, numbers->len * sizeof (guint64));
}

static void
property_check_some (Property *self)
{
  guint64 gap = 0;

  sockeye_journal_get_gap (self->parent.journal, &gap, NULL);
  for (guint i = 0; i < 10 && self->parent.numbers->len > 0; i++)
    {
      guint position = g_rand_int_range (self->rand, 0, self->parent.numbers->len);
      guint64 number = g_array_index (self->parent.numbers, guint64, position);

      if (number != gap)
        property_check_row (self, number, position);
    }
}

/* What a user does meanwhile. */
static void
property_disturb (Property *self)
{
  if (g_rand_int_range (self->rand, 0, 10) == 0)
    property_pin (self);
  if (g_rand_int_range (self->rand, 0, 100) == 0)
    sockeye_journal_clear (self->parent.journal);
  if (g_rand_int_range (self->rand, 0, 50) == 0)
    sockeye_journal_undo_clear (self->parent.journal);
  if (g_rand_int_range (self->rand, 0, 50) == 0)
    sockeye_journal_set_max_bytes (self->parent.journal,
                                   g_rand_int_range (self->rand, 0, 4 << 20));
}

/* One thread writes as fast as it can, the other looks. */
static void
test_threads (Property      *self,
              gconstpointer  data)
{
  SockeyeJournal *journal = self->parent.journal;
  g_autoptr (GQueue) held = g_queue_new ();
  pthread_t writer;
  guint64 last = 0;

  sockeye_journal_set_max_rows (journal, 5000);
  sockeye_journal_set_max_bytes (journal, 1 << 20);
  g_assert_cmpint (pthread_create (&writer, NULL, writer_thread, journal), ==, 0);
  while (last < N_THREAD_ROWS)
    {
      guint64 previous = last;

      last = _sockeye_journal_publish (journal);
      g_assert_cmpuint (last, >=, previous);
      property_check_order (self, last);
      property_check_some (self);
      property_disturb (self);
      if (self->parent.numbers->len == 0)
        continue;

      /* Some are held long after they were trimmed. */
      g_queue_push_tail (held, g_list_model_get_item (G_LIST_MODEL (journal), 0));
      if (g_queue_get_length (held) > 50)
        {
          g_autoptr (SockeyeEvent) event = g_queue_pop_head (held);

          if (!sockeye_event_get_gap (event, NULL, NULL))
            check_pattern (event, sockeye_event_get_number (event));
        }
    }
  pthread_join (writer, NULL);
  g_assert_cmpuint (last, ==, N_THREAD_ROWS);
  g_queue_foreach (held, (GFunc) (void (*) (void)) g_object_unref, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sockeye/journal/property/model", Property, NULL, property_set_up, test_model,
              property_tear_down);
  g_test_add ("/sockeye/journal/property/threads", Property, NULL, property_set_up, test_threads,
              property_tear_down);

  return g_test_run ();
}
