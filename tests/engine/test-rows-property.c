/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "rows-util.h"

/* Random appends, flushes, trims, pins, clears, pauses and filters. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  guint64 n = 0, held = G_MAXUINT64;
  guint nth = 0;

  sockeye_journal_set_max_rows (fixture->journal, 2000);
  for (guint step = 0; step < 1500; step++)
    {
      switch (g_test_rand_int_range (0, 12))
        {
        case 0:
          nth = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (filters));
          fixture_set_filter (fixture, filters[nth]);
          break;
        case 1:
          held = held == G_MAXUINT64 ? _sockeye_journal_publish (fixture->journal) : G_MAXUINT64;
          sockeye_rows_set_paused (fixture->rows, held != G_MAXUINT64);
          break;
        case 2:
          if (g_test_rand_int_range (0, 4) == 0)
            sockeye_journal_clear (fixture->journal);
          else
            sockeye_journal_undo_clear (fixture->journal);
          break;
        case 3:
          {
            guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
            guint64 first = n_items > 0 ? sockeye_rows_get_number (
                                            fixture->rows,
                                            (guint) g_test_rand_int_range (0, (gint32) n_items))
                                        : 0;

            sockeye_journal_pin (fixture->journal, first, first + 30);
          }
          break;
        case 4:
          sockeye_journal_set_max_rows (fixture->journal,
                                        (guint) g_test_rand_int_range (200, 2000));
          break;
        case 5:
          g_main_context_iteration (NULL, FALSE);
          break;
        default:
          for (int i = g_test_rand_int_range (0, 300); i > 0; i--)
            append_nth (fixture->journal, ++n);
          _sockeye_journal_publish (fixture->journal);
        }
      if (step % 5 == 0)
        {
          fixture_settle (fixture);
          fixture_check (fixture, nth, held);
        }
    }
}

typedef struct
{
  SockeyeJournal *journal;
  guint64         n_rows;
  int             done;
} Writer;

static gpointer
writer_run (gpointer data)
{
  Writer *writer = data;

  for (guint64 n = 1; n <= writer->n_rows; n++)
    {
      while (_sockeye_journal_is_full (writer->journal))
        g_thread_yield ();
      append_nth (writer->journal, n);
    }
  g_atomic_int_set (&writer->done, TRUE);
  return NULL;
}

/* The same while another thread writes as fast as it can. */
static void
test_two_threads (Fixture       *fixture,
                  gconstpointer  data)
{
  Writer writer = { fixture->journal, 300000, FALSE };
  GThread *thread;
  guint64 held = G_MAXUINT64;
  guint nth = 0;

  sockeye_journal_set_max_rows (fixture->journal, 20000);
  sockeye_journal_set_max_bytes (fixture->journal, 16 << 20);
  thread = g_thread_new ("writer", writer_run, &writer);
  while (!g_atomic_int_get (&writer.done))
    {
      guint64 last = _sockeye_journal_publish (fixture->journal);

      g_main_context_iteration (NULL, FALSE);
      if (g_test_rand_int_range (0, 10) == 0)
        {
          nth = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (filters));
          fixture_set_filter (fixture, filters[nth]);
        }
      if (g_test_rand_int_range (0, 10) == 0)
        {
          held = held == G_MAXUINT64 ? last : G_MAXUINT64;
          sockeye_rows_set_paused (fixture->rows, held != G_MAXUINT64);
        }
    }
  g_thread_join (thread);
  _sockeye_journal_publish (fixture->journal);
  fixture_settle (fixture);
  fixture_check (fixture, nth, held);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/sockeye/rows-property/" path, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)
  ADD ("random", test_random);
  ADD ("two-threads", test_two_threads);

  return g_test_run ();
}
