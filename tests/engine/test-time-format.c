/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "journal-util.h"

#include "journal/sockeye-time-format.h"

static void
test_interval (void)
{
  static const struct
  {
    gint64      ns;
    const char *text;
  } cases[] = {
    { 0, "0.000 000" },
    { 999, "0.000 000" },
    { 128000, "0.000 128" },
    { 59 * G_GINT64_CONSTANT (1000000000) + 999999000, "59.999 999" },
    { 60 * G_GINT64_CONSTANT (1000000000), "1:00.000 000" },
    { 3723 * G_GINT64_CONSTANT (1000000000) + 4005000, "1:02:03.004 005" },
    { 100 * 3600 * G_GINT64_CONSTANT (1000000000), "100:00:00.000 000" },
    { -2500000, "-0.002 500" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sockeye_interval_to_string (cases[i].ns);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_nick (void)
{
  SockeyeTimeFormat format;

  for (guint i = 0; i < SOCKEYE_TIME_N_FORMATS; i++)
    {
      g_assert_true (sockeye_time_format_from_nick (sockeye_time_format_to_nick (i), &format));
      g_assert_cmpuint (format, ==, i);
      g_assert_cmpuint (strlen (sockeye_time_format_to_string (i)), >, 0);
    }
  g_assert_false (sockeye_time_format_from_nick ("week", &format));
}

/* A row of a socket, at a time. */
static void
append_at (SockeyeJournal *journal,
           guint           socket,
           gint64          microseconds)
{
  const SockeyeRecord record = {
    .time = microseconds * 1000,
    .verb = SOCKEYE_VERB_RECV,
    .kind = SOCKEYE_KIND_RECV,
    .socket = socket > 0 ? SOCKEYE_SOCKET_ID (socket, SOCKEYE_ORIGIN_CREATED) : 0,
  };

  _sockeye_journal_append (journal, &record, NULL);
}

static void
assert_time (Fixture           *fixture,
             guint64            number,
             SockeyeTimeFormat  format,
             const char        *expected)
{
  g_autoptr (SockeyeEvent) event = sockeye_journal_dup_event (fixture->journal, number);
  g_autofree char *text = NULL;

  g_assert_nonnull (event);
  text = sockeye_journal_dup_time_text (fixture->journal, event, format);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *clock = NULL;

  append_at (fixture->journal, 1, 1000);
  append_at (fixture->journal, 2, 1500);
  append_at (fixture->journal, 0, 1600);
  append_at (fixture->journal, 1, 4000);
  _sockeye_journal_publish (fixture->journal);

  assert_time (fixture, 1, SOCKEYE_TIME_START, "0.000 000");
  assert_time (fixture, 4, SOCKEYE_TIME_START, "0.003 000");
  assert_time (fixture, 1, SOCKEYE_TIME_ROW, "");
  assert_time (fixture, 2, SOCKEYE_TIME_ROW, "0.000 500");
  assert_time (fixture, 4, SOCKEYE_TIME_ROW, "0.002 400");
  assert_time (fixture, 1, SOCKEYE_TIME_SOCKET, "");
  assert_time (fixture, 2, SOCKEYE_TIME_SOCKET, "");
  assert_time (fixture, 3, SOCKEYE_TIME_SOCKET, "");
  assert_time (fixture, 4, SOCKEYE_TIME_SOCKET, "0.003 000");

  event = sockeye_journal_dup_event (fixture->journal, 4);
  clock = sockeye_event_dup_time_text (event);
  assert_time (fixture, 4, SOCKEYE_TIME_CLOCK, clock);
}

/* The row before stands in another chunk, and is then cleared. */
static void
test_far (Fixture       *fixture,
          gconstpointer  data)
{
  append_at (fixture->journal, 1, 1000);
  for (guint i = 0; i < 9000; i++)
    append_at (fixture->journal, 2, 2000 + i);
  append_at (fixture->journal, 1, 20000);
  _sockeye_journal_publish (fixture->journal);
  assert_time (fixture, 9002, SOCKEYE_TIME_SOCKET, "0.019 000");
  assert_time (fixture, 9002, SOCKEYE_TIME_ROW, "0.009 001");

  sockeye_journal_clear (fixture->journal);
  append_at (fixture->journal, 1, 30000);
  _sockeye_journal_publish (fixture->journal);
  assert_time (fixture, 9003, SOCKEYE_TIME_SOCKET, "");
  assert_time (fixture, 9003, SOCKEYE_TIME_ROW, "");
  assert_time (fixture, 9003, SOCKEYE_TIME_START, "0.029 000");
}

/* Farther than it is worth looking. */
static void
test_reach (Fixture       *fixture,
            gconstpointer  data)
{
  append_at (fixture->journal, 1, 1000);
  for (guint i = 0; i < 50000; i++)
    append_at (fixture->journal, 2, 2000 + i);
  append_at (fixture->journal, 1, 90000);
  _sockeye_journal_publish (fixture->journal);
  assert_time (fixture, 50002, SOCKEYE_TIME_SOCKET, "");
  assert_time (fixture, 50002, SOCKEYE_TIME_START, "0.089 000");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/time-format/interval", test_interval);
  g_test_add_func ("/sockeye/time-format/nick", test_nick);
  g_test_add ("/sockeye/time-format/rows", Fixture, NULL, fixture_set_up, test_rows,
              fixture_tear_down);
  g_test_add ("/sockeye/time-format/far", Fixture, NULL, fixture_set_up, test_far,
              fixture_tear_down);
  g_test_add ("/sockeye/time-format/reach", Fixture, NULL, fixture_set_up, test_reach,
              fixture_tear_down);
  return g_test_run ();
}
