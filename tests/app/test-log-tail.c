/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the list is told is what it finds, at each signal. */

#include "config.h"

#include "journal/sockeye-journal-private.h"
#include "log/sockeye-log-tail.h"

typedef struct
{
  SockeyeJournal *journal;
  SockeyeRows    *rows;
  SockeyeLogTail *tail;
  GArray         *numbers; /* guint64: as the signals had them */
  guint           n_gaps;  /* told of */
} Fixture;

static guint64
fixture_get_number (Fixture *fixture,
                    guint    position)
{
  g_autoptr (SockeyeEvent) event = sockeye_log_tail_dup_event (fixture->tail, position);

  g_assert_nonnull (event);
  return sockeye_event_get_number (event);
}

/* Around the place of a change, which is where a list binds its rows anew. */
static void
fixture_check (Fixture *fixture,
               guint    position)
{
  guint first = position - MIN (position, 5);
  guint end = MIN (position + 5, fixture->numbers->len);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tail)), ==,
                    fixture->numbers->len);
  for (guint i = first; i < end; i++)
    g_assert_cmpuint (fixture_get_number (fixture, i), ==,
                      g_array_index (fixture->numbers, guint64, i));
}

static void
fixture_items_changed_cb (GListModel *model,
                          guint       position,
                          guint       removed,
                          guint       added,
                          gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (position + removed, <=, fixture->numbers->len);
  if (removed > 0)
    g_array_remove_range (fixture->numbers, position, removed);
  for (guint i = 0; i < added; i++)
    {
      guint64 number = fixture_get_number (fixture, position + i);

      g_array_insert_val (fixture->numbers, position + i, number);
    }
  fixture->n_gaps += added == 1;
  fixture_check (fixture, position);
}

static void
fixture_append (Fixture *fixture,
                guint    n)
{
  const SockeyeRecord record = { .time = 1, .kind = SOCKEYE_KIND_NOTE };

  for (guint i = 0; i < n; i++)
    _sockeye_journal_append (fixture->journal, &record, NULL);
  _sockeye_journal_publish (fixture->journal);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->rows = sockeye_rows_new (fixture->journal);
  fixture->tail = sockeye_log_tail_new (fixture->rows);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (fixture->tail, "items-changed", G_CALLBACK (fixture_items_changed_cb), fixture);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->tail);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->journal);
  g_array_unref (fixture->numbers);
}

/* The gap behind what is looked at takes the place of the rows that go. */
static void
test_log_tail_gap (Fixture       *fixture,
                   gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 20000);
  fixture_append (fixture, 19000);
  sockeye_journal_pin (fixture->journal, 100, 120);
  for (guint i = 0; i < 5; i++)
    fixture_append (fixture, 8000);
  g_assert_true (sockeye_journal_get_gap (fixture->journal, NULL, NULL));
  g_assert_cmpuint (fixture->n_gaps, >, 1);
}

/* What is held back is before what the list knows, and is told in one go. */
static void
test_log_tail_held (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture_append (fixture, 1000);
  sockeye_log_tail_hold (fixture->tail);
  fixture_append (fixture, 100);
  g_assert_cmpuint (fixture->numbers->len, ==, 1000);
  g_assert_cmpuint (sockeye_log_tail_get_missing (fixture->tail), ==, 100);
  g_assert_cmpuint (fixture_get_number (fixture, 0), ==, 101);
  g_assert_cmpuint (fixture_get_number (fixture, 999), ==, 1100);

  g_array_set_size (fixture->numbers, 0);
  for (guint64 number = 101; number <= 1100; number++)
    g_array_append_val (fixture->numbers, number);
  sockeye_log_tail_release (fixture->tail);
  g_assert_cmpuint (fixture->numbers->len, ==, 1100);
  g_assert_cmpuint (fixture_get_number (fixture, 0), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sockeye/log-tail/gap", Fixture, NULL, fixture_set_up, test_log_tail_gap,
              fixture_tear_down);
  g_test_add ("/sockeye/log-tail/held", Fixture, NULL, fixture_set_up, test_log_tail_held,
              fixture_tear_down);
  return g_test_run ();
}
