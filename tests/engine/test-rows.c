/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-rows.h"
#include "filter-util.h"

#include <errno.h>
#include <string.h>

/* Nothing here takes longer, us. */
#define PATIENCE (30 * G_USEC_PER_SEC)

/* The rows, with what their signals said, replayed on a list of numbers. */
typedef struct
{
  SockeyeJournal *journal;
  SockeyeRows    *rows;
  GArray         *numbers; /* guint64 */
  guint           signals;
} Fixture;

static void
fixture_items_changed_cb (GListModel *model,
                          guint       position,
                          guint       removed,
                          guint       added,
                          gpointer    user_data)
{
  Fixture *fixture = user_data;

  fixture->signals++;
  g_assert_cmpuint (position + removed, <=, fixture->numbers->len);
  g_array_remove_range (fixture->numbers, position, removed);
  for (guint i = 0; i < added; i++)
    {
      guint64 number = sockeye_rows_get_number (fixture->rows, position + i);

      g_assert_cmpuint (number, !=, 0);
      g_array_insert_val (fixture->numbers, position + i, number);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->numbers->len);
  /* The model is whole at each of its signals: what stands around the change can
   * be got. */
  for (guint i = position > 2 ? position - 2 : 0; i < MIN (position + added + 2, fixture->numbers->len); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (model, i);

      g_assert_nonnull (event);
      g_assert_cmpuint (sockeye_event_get_number (event), ==,
                        g_array_index (fixture->numbers, guint64, i));
    }
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->rows = sockeye_rows_new (fixture->journal);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (fixture_items_changed_cb), fixture);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->journal);
  g_array_unref (fixture->numbers);
}

static void
fixture_set_filter (Fixture    *fixture,
                    const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeFilter) filter = NULL;

  if (text != NULL)
    {
      filter = sockeye_filter_parse (text, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  sockeye_rows_set_filter (fixture->rows, filter);
}

static void
fixture_settle (Fixture *fixture)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (sockeye_rows_is_searching (fixture->rows))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpfloat (sockeye_rows_get_progress (fixture->rows), ==, 1);
}

/* Row n: all follows from n. */
static void
append_nth (SockeyeJournal *journal,
            guint64         n)
{
  SockeyeRecord record = {
    .time = (gint64) n * 1000,
    .verb = n % 3 == 0 ? SOCKEYE_VERB_SEND : SOCKEYE_VERB_RECV,
    .kind = n % 3 == 0 ? SOCKEYE_KIND_SEND : SOCKEYE_KIND_RECV,
    .socket = SOCKEYE_SOCKET_ID ((guint32) (1 + n % 5), SOCKEYE_ORIGIN_ACCEPTED),
    .result = n % 11 == 0 ? -ECONNRESET : 8,
    .asked = 8,
  };
  g_autofree char *payload = g_strdup_printf ("<%06" G_GUINT64_FORMAT ">", n % 1000000);

  append_row (journal, &record, payload, 8, NULL, 0, 0);
}

/* What is shown with the filter nth of these. */
static const char *const filters[] = {
  NULL,
  "",
  "socket == c2",
  "error",
  "socket == c1 or (bytes == 8 and direction == out)",
  "data contains \"7>\"",
  "text contains \"c3.\" and not error",
  "5>",
  "number >= 100 and data contains \"1\"",
  "bytes == 9",
};

static gboolean
is_shown (guint   nth,
          guint64 n)
{
  switch (nth)
    {
    case 2:
      return n % 5 == 1;
    case 3:
      return n % 11 == 0;
    case 4:
      return n % 5 == 0 || (n % 11 != 0 && n % 3 == 0);
    case 5:
      return n % 10 == 7;
    case 6:
      return n % 5 == 2 && n % 11 != 0;
    case 7:
      return n % 10 == 5;
    case 8:
      if (n < 100)
        return FALSE;
      for (guint64 rest = n % 1000000; rest > 0; rest /= 10)
        if (rest % 10 == 1)
          return TRUE;
      return FALSE;
    case 9:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Compares with a walk over all of the journal's objects. */
static void
fixture_check (Fixture *fixture,
               guint    nth,
               guint64  held)
{
  GListModel *all = G_LIST_MODEL (fixture->journal);
  guint n = 0, position;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (all, i);
      guint64 number = sockeye_event_get_number (event);
      gboolean gap = sockeye_event_get_gap (event, NULL, NULL);
      gboolean shown = number <= held && (gap || is_shown (nth, number));

      g_assert_cmpint (sockeye_rows_find (fixture->rows, number, &position), ==, shown && !gap);
      if (!shown)
        continue;
      g_assert_cmpuint (n, <, fixture->numbers->len);
      g_assert_cmpuint (g_array_index (fixture->numbers, guint64, n), ==, number);
      g_assert_true (sockeye_rows_find_next (fixture->rows, number, &position));
      g_assert_cmpuint (position, ==, n);
      n++;
    }
  g_assert_cmpuint (fixture->numbers->len, ==, n);
}

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

/* "within" knows who accepted whom, also when that row is long gone. */
static void
test_within (Fixture       *fixture,
             gconstpointer  data)
{
  SockeyeRecord accept = {
    .verb = SOCKEYE_VERB_ACCEPT,
    .kind = SOCKEYE_KIND_ACCEPT,
    .socket = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED),
  };
  SockeyeRecord receive = {
    .verb = SOCKEYE_VERB_RECV,
    .kind = SOCKEYE_KIND_RECV,
    .result = 1,
  };
  const guint n_rows = 500;

  sockeye_journal_set_max_rows (fixture->journal, 200);
  append_row (fixture->journal, &accept, NULL, 0, "127.0.0.1", 5000,
              SOCKEYE_SOCKET_ID (3, SOCKEYE_ORIGIN_ACCEPTED));
  _sockeye_journal_publish (fixture->journal);
  for (guint i = 0; i < n_rows; i++)
    {
      receive.socket = i % 2 == 0 ? SOCKEYE_SOCKET_ID (3, SOCKEYE_ORIGIN_ACCEPTED)
                                  : SOCKEYE_SOCKET_ID (4, SOCKEYE_ORIGIN_ACCEPTED);
      append_row (fixture->journal, &receive, "x", 1, NULL, 0, 0);
      _sockeye_journal_publish (fixture->journal);
    }
  g_assert_false (sockeye_journal_find (fixture->journal, 1, NULL));
  fixture_set_filter (fixture, "socket within s1");
  g_assert_cmpuint (fixture->numbers->len, >, 0);
  g_assert_cmpuint (fixture->numbers->len, <=,
                    g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)) / 2 + 1);
  for (guint i = 0; i < fixture->numbers->len; i++)
    g_assert_cmpuint (g_array_index (fixture->numbers, guint64, i) % 2, ==, 0);
  fixture_set_filter (fixture, "socket within s1 and data contains x");
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->numbers->len, >, 0);
  fixture_set_filter (fixture, "socket within s2");
  g_assert_cmpuint (fixture->numbers->len, ==, 0);
}

/* Rows of a connection have the peer that accept() or connect() told, unless they
 * have an address of their own. */
static void
test_peer (Fixture       *fixture,
           gconstpointer  data)
{
  SockeyeRecord accept = {
    .verb = SOCKEYE_VERB_ACCEPT,
    .kind = SOCKEYE_KIND_ACCEPT,
    .socket = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED),
  };
  SockeyeRecord connect = {
    .verb = SOCKEYE_VERB_CONNECT,
    .kind = SOCKEYE_KIND_CALL,
    .socket = SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_CREATED),
  };
  SockeyeRecord receive = {
    .verb = SOCKEYE_VERB_RECV,
    .kind = SOCKEYE_KIND_RECV,
    .socket = SOCKEYE_SOCKET_ID (3, SOCKEYE_ORIGIN_ACCEPTED),
    .result = 1,
  };
  SockeyeRecord failed = connect;

  failed.result = -ECONNREFUSED;
  failed.kind = SOCKEYE_KIND_ERROR;
  append_row (fixture->journal, &accept, NULL, 0, "127.0.0.1", 5000, receive.socket);
  append_row (fixture->journal, &connect, NULL, 0, "127.0.0.2", 80, 0);
  append_row (fixture->journal, &receive, "x", 1, NULL, 0, 0);
  receive.socket = connect.socket;
  append_row (fixture->journal, &receive, "y", 1, NULL, 0, 0);
  append_row (fixture->journal, &failed, NULL, 0, "127.0.0.3", 81, 0);
  receive.socket = accept.socket;
  append_row (fixture->journal, &receive, "z", 1, NULL, 0, 0);
  _sockeye_journal_publish (fixture->journal);

  fixture_set_filter (fixture, "peer == 127.0.0.1:5000");
  g_assert_cmpuint (fixture->numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 1), ==, 3);
  fixture_set_filter (fixture, "peer.port == 80");
  g_assert_cmpuint (fixture->numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 1), ==, 4);
  fixture_set_filter (fixture, "peer.host starts 127. and data contains hex 79");
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->numbers->len, ==, 1);
  fixture_set_filter (fixture, "peer == 127.0.0.3");
  g_assert_cmpuint (fixture->numbers->len, ==, 1);
  /* The listener has none. */
  fixture_set_filter (fixture, "peer != \"\"");
  g_assert_cmpuint (fixture->numbers->len, ==, 5);
}

/* Times count from when the journal was made, or are those of the local clock. */
static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 now = g_get_monotonic_time () * 1000;
  g_autoptr (GDateTime) wall = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  for (guint i = 0; i < 3; i++)
    {
      SockeyeRecord record = { .kind = SOCKEYE_KIND_NOTE,
                               .time = now + i * G_GINT64_CONSTANT (10000000000) };

      append_row (fixture->journal, &record, NULL, 0, NULL, 0, 0);
    }
  _sockeye_journal_publish (fixture->journal);
  fixture_set_filter (fixture, "time >= 9s");
  g_assert_cmpuint (fixture->numbers->len, ==, 2);
  fixture_set_filter (fixture, "time >= 9 and time < 18s");
  g_assert_cmpuint (fixture->numbers->len, ==, 1);

  /* To the second: the middle row, and not those ten seconds off. */
  event = sockeye_journal_dup_event (fixture->journal, 2);
  wall = g_date_time_new_from_unix_local (sockeye_event_get_wall_time (event) / G_USEC_PER_SEC);
  text = g_date_time_format (wall, "time >= %H:%M:%S and time <= %H:%M:%S.999999999");
  fixture_set_filter (fixture, text);
  g_assert_cmpuint (fixture->numbers->len, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 0), ==, 2);
}

/* What is noted on a row is asked anew when it changes. */
static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  SockeyeMarks *marks = sockeye_journal_get_marks (fixture->journal);
  const guint64 numbers[] = { 3, 17 };

  for (guint64 n = 1; n <= 100; n++)
    append_nth (fixture->journal, n);
  _sockeye_journal_publish (fixture->journal);
  fixture_set_filter (fixture, "marked");
  g_assert_cmpuint (fixture->numbers->len, ==, 0);
  sockeye_marks_set_marked (marks, numbers, 2, TRUE);
  g_assert_cmpuint (fixture->numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 1), ==, 17);
  sockeye_marks_set_marked (marks, numbers, 1, FALSE);
  g_assert_cmpuint (fixture->numbers->len, ==, 1);

  sockeye_marks_set_comment (marks, 5, "this is odd");
  fixture_set_filter (fixture, "comment contains ODD or comment contains \"ODD\"i");
  g_assert_cmpuint (fixture->numbers->len, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 0), ==, 5);
  fixture_set_filter (fixture, "comment != \"\"");
  g_assert_cmpuint (fixture->numbers->len, ==, 1);
  fixture_set_filter (fixture, "marked and data contains \"<\"");
  fixture_settle (fixture);
  /* A row with a comment is marked as well. */
  g_assert_cmpuint (fixture->numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->numbers, guint64, 1), ==, 17);
}

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
  ADD ("within", test_within);
  ADD ("peer", test_peer);
  ADD ("time", test_time);
  ADD ("marks", test_marks);
  ADD ("random", test_random);
  ADD ("two-threads", test_two_threads);
  ADD ("dispose", test_dispose);

  return g_test_run ();
}
