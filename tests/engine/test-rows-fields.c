/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Fields that a row alone does not tell. */

#include "config.h"

#include "rows-util.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/sockeye/rows-fields/" path, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)
  ADD ("within", test_within);
  ADD ("peer", test_peer);
  ADD ("time", test_time);
  ADD ("marks", test_marks);

  return g_test_run ();
}
