/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "rows-util.h"

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0));
  fixture_set_filter (fixture, "error");
  g_assert_false (sockeye_rows_is_searching (fixture->rows));
  g_assert_cmpuint (fixture->signals, ==, 0);
  g_assert_cmpuint (sockeye_rows_get_number (fixture->rows, 0), ==, 0);
  g_assert_false (sockeye_rows_find_next (fixture->rows, 1, NULL));
}

/* Records are tried at once, with one signal for all; live rows in the flush. */
static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint64 n = 1; n <= 1000; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  fixture->signals = 0;
  fixture_set_filter (fixture, filters[3]);
  g_assert_false (sockeye_rows_is_searching (fixture->rows));
  g_assert_cmpuint (fixture->signals, ==, 1);
  fixture_check (fixture, 3, G_MAXUINT64);

  for (guint64 n = 1001; n <= 1100; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  g_assert_cmpuint (fixture->signals, ==, 2);
  fixture_check (fixture, 3, G_MAXUINT64);
  fixture_set_filter (fixture, NULL);
  g_assert_cmpuint (fixture->signals, ==, 3);
  fixture_check (fixture, 0, G_MAXUINT64);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Payload is looked at elsewhere, and it is said while that goes on. */
static void
test_payload (Fixture       *fixture,
              gconstpointer  data)
{
  guint notified = 0;

  for (guint64 n = 1; n <= 20000; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  g_signal_connect_swapped (fixture->rows, "notify::searching", G_CALLBACK (count_cb), &notified);
  fixture_set_filter (fixture, filters[5]);
  g_assert_true (sockeye_rows_is_searching (fixture->rows));
  g_assert_cmpuint (notified, ==, 1);
  fixture_settle (fixture);
  g_assert_cmpuint (notified, ==, 2);
  fixture_check (fixture, 5, G_MAXUINT64);

  append_nth (fixture->journal, 20001);
  for (guint64 n = 20002; n <= 20010; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  g_assert_true (sockeye_rows_is_searching (fixture->rows));
  fixture_settle (fixture);
  fixture_check (fixture, 5, G_MAXUINT64);
}

/* A filter that is replaced while it is tried leaves nothing behind. */
static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint64 n = 1; n <= 20000; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  for (guint i = 0; i < 20; i++)
    {
      fixture_set_filter (fixture, filters[i % 2 == 0 ? 5 : 7]);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  fixture_settle (fixture);
  fixture_check (fixture, 7, G_MAXUINT64);
  fixture_set_filter (fixture, filters[5]);
}

static void
test_paused (Fixture       *fixture,
             gconstpointer  data)
{
  guint64 n = 0;

  for (guint i = 0; i < 100; i++)
    append_nth (fixture->journal, ++n);
  _sockeye_journal_publish (fixture->journal);
  sockeye_rows_set_paused (fixture->rows, TRUE);
  for (guint i = 0; i < 100; i++)
    append_nth (fixture->journal, ++n);
  _sockeye_journal_publish (fixture->journal);
  fixture_check (fixture, 0, 100);
  fixture_set_filter (fixture, filters[2]);
  fixture_check (fixture, 2, 100);
  sockeye_rows_set_paused (fixture->rows, FALSE);
  fixture_check (fixture, 2, G_MAXUINT64);
  sockeye_rows_set_paused (fixture->rows, TRUE);
  fixture_set_filter (fixture, NULL);
  sockeye_journal_clear (fixture->journal);
  g_assert_cmpuint (fixture->numbers->len, ==, 0);
  append_nth (fixture->journal, ++n);
  _sockeye_journal_publish (fixture->journal);
  g_assert_cmpuint (fixture->numbers->len, ==, 0);
  sockeye_journal_undo_clear (fixture->journal);
  fixture_check (fixture, 0, 200);
  sockeye_rows_set_paused (fixture->rows, FALSE);
  fixture_check (fixture, 0, G_MAXUINT64);
}

/* Rows that go while another thread still looks at them. */
static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint64 n = 1; n <= 20000; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  fixture_set_filter (fixture, filters[5]);
  g_assert_true (sockeye_rows_is_searching (fixture->rows));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/sockeye/rows/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("empty", test_empty);
  ADD ("records", test_records);
  ADD ("payload", test_payload);
  ADD ("replace", test_replace);
  ADD ("paused", test_paused);
  ADD ("dispose", test_dispose);

  return g_test_run ();
}
