/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "journal/sockeye-journal-private.h"

#include <string.h>

/* Marks, with the rows that their last signal spoke of. */
typedef struct
{
  SockeyeMarks *marks;
  guint         n_changed;
  guint64       first;
  guint64       last;
} Fixture;

static void
fixture_changed_cb (SockeyeMarks *marks,
                    guint64       first,
                    guint64       last,
                    gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->n_changed++;
  fixture->first = first;
  fixture->last = last;
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->marks = sockeye_marks_new ();
  g_signal_connect (fixture->marks, "changed", G_CALLBACK (fixture_changed_cb), fixture);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->marks);
}

static void
fixture_mark (Fixture  *fixture,
              guint64   number,
              gboolean  marked)
{
  sockeye_marks_set_marked (fixture->marks, &number, 1, marked);
}

static void
assert_comment (SockeyeMarks *marks,
                guint64       number,
                const char   *expected)
{
  g_autofree char *comment = sockeye_marks_dup_comment (marks, number);

  g_assert_cmpstr (comment, ==, expected);
}

static void
test_mark (Fixture       *fixture,
           gconstpointer  data)
{
  const guint64 numbers[] = { 3, 5, 9 };

  g_assert_true (sockeye_marks_is_empty (fixture->marks));
  g_assert_false (sockeye_marks_is_marked (fixture->marks, 5));

  sockeye_marks_set_marked (fixture->marks, numbers, 3, TRUE);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->first, ==, 3);
  g_assert_cmpuint (fixture->last, ==, 9);
  for (guint64 i = 1; i <= 10; i++)
    g_assert_cmpint (sockeye_marks_is_marked (fixture->marks, i), ==, i == 3 || i == 5 || i == 9);

  fixture_mark (fixture, 5, FALSE);
  g_assert_false (sockeye_marks_is_marked (fixture->marks, 5));
  g_assert_true (sockeye_marks_is_marked (fixture->marks, 3));
  g_assert_true (sockeye_marks_is_marked (fixture->marks, 9));

  sockeye_marks_set_marked (fixture->marks, numbers, 3, FALSE);
  g_assert_true (sockeye_marks_is_empty (fixture->marks));
}

static void
test_comment (Fixture       *fixture,
              gconstpointer  data)
{
  sockeye_marks_set_comment (fixture->marks, 7, "the peer is late");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->first, ==, 7);
  g_assert_cmpuint (fixture->last, ==, 7);
  g_assert_true (sockeye_marks_is_marked (fixture->marks, 7));
  assert_comment (fixture->marks, 7, "the peer is late");
  assert_comment (fixture->marks, 6, NULL);

  /* The same once more is no change. */
  sockeye_marks_set_comment (fixture->marks, 7, " the peer is late ");
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  /* The mark goes, and the comment stays; marking many does not lose it. */
  fixture_mark (fixture, 7, FALSE);
  assert_comment (fixture->marks, 7, "the peer is late");
  g_assert_false (sockeye_marks_is_marked (fixture->marks, 7));
  sockeye_marks_set_marked (fixture->marks, (const guint64[]) { 6, 7, 8 }, 3, TRUE);
  assert_comment (fixture->marks, 7, "the peer is late");
  g_assert_true (sockeye_marks_is_marked (fixture->marks, 7));

  /* The comment goes, and the mark stays. */
  sockeye_marks_set_comment (fixture->marks, 7, "  ");
  assert_comment (fixture->marks, 7, NULL);
  g_assert_true (sockeye_marks_is_marked (fixture->marks, 7));
  sockeye_marks_set_marked (fixture->marks, (const guint64[]) { 6, 7, 8 }, 3, FALSE);
  g_assert_true (sockeye_marks_is_empty (fixture->marks));

  sockeye_marks_set_comment (fixture->marks, 1, "gone with its mark");
  fixture_mark (fixture, 1, FALSE);
  sockeye_marks_set_comment (fixture->marks, 1, NULL);
  g_assert_true (sockeye_marks_is_empty (fixture->marks));
}

/* A comment that is copied with code must not end its line. */
static void
test_comment_clean (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *longer = g_strnfill (SOCKEYE_MARKS_COMMENT_MAX + 1, 'x');
  g_autofree char *kept = g_strnfill (SOCKEYE_MARKS_COMMENT_MAX, 'x');
  g_autoptr (GString) wide = g_string_new (NULL);

  sockeye_marks_set_comment (fixture->marks, 1, "one\nimport os\rtwo\xe2\x80\xa8three\t\x7f");
  assert_comment (fixture->marks, 1, "one import os two three");

  /* Nor turn the rest of the row round. */
  sockeye_marks_set_comment (fixture->marks, 1,
                             "a\xe2\x80\xae" "b\xe2\x81\xa6" "c\xe2\x80\x8e" "d");
  assert_comment (fixture->marks, 1, "abc\xe2\x80\x8e" "d");
  sockeye_marks_set_comment (fixture->marks, 2, "bad \xff byte");
  assert_comment (fixture->marks, 2, "bad \xef\xbf\xbd byte");
  sockeye_marks_set_comment (fixture->marks, 3, longer);
  assert_comment (fixture->marks, 3, kept);

  for (guint i = 0; i < SOCKEYE_MARKS_COMMENT_MAX + 5; i++)
    g_string_append (wide, "ü");
  sockeye_marks_set_comment (fixture->marks, 4, wide->str);
  g_string_truncate (wide, SOCKEYE_MARKS_COMMENT_MAX * strlen ("ü"));
  assert_comment (fixture->marks, 4, wide->str);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  SockeyeMarks *marks = fixture->marks;

  g_assert_cmpuint (sockeye_marks_find_next (marks, 0), ==, 0);
  g_assert_cmpuint (sockeye_marks_find_previous (marks, G_MAXUINT64), ==, 0);

  sockeye_marks_set_marked (marks, (const guint64[]) { 10, 20, 30 }, 3, TRUE);
  sockeye_marks_set_comment (marks, 25, "not marked");
  fixture_mark (fixture, 25, FALSE);

  g_assert_cmpuint (sockeye_marks_find_next (marks, 0), ==, 10);
  g_assert_cmpuint (sockeye_marks_find_next (marks, 10), ==, 20);
  g_assert_cmpuint (sockeye_marks_find_next (marks, 20), ==, 30);
  g_assert_cmpuint (sockeye_marks_find_next (marks, 30), ==, 0);
  g_assert_cmpuint (sockeye_marks_find_previous (marks, G_MAXUINT64), ==, 30);
  g_assert_cmpuint (sockeye_marks_find_previous (marks, 30), ==, 20);
  g_assert_cmpuint (sockeye_marks_find_previous (marks, 15), ==, 10);
  g_assert_cmpuint (sockeye_marks_find_previous (marks, 10), ==, 0);
}

/* Random marks and comments against one flag and one text a row. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  enum { ROWS = 60 };
  gboolean marked[ROWS + 1] = { FALSE };
  char *comments[ROWS + 1] = { NULL };

  for (guint i = 0; i < 2000; i++)
    {
      guint64 numbers[ROWS];
      guint64 first = (guint64) g_test_rand_int_range (1, ROWS + 1);
      gboolean value = g_test_rand_bit ();
      guint n = 0;

      if (g_test_rand_int_range (0, 3) > 0)
        {
          for (guint64 number = first; number <= ROWS; number += g_test_rand_int_range (1, 9))
            {
              numbers[n++] = number;
              marked[number] = value;
            }
          sockeye_marks_set_marked (fixture->marks, numbers, n, value);
        }
      else
        {
          g_free (comments[first]);
          comments[first] = value ? g_strdup_printf ("%u", i) : NULL;
          marked[first] |= value;
          sockeye_marks_set_comment (fixture->marks, first, comments[first]);
        }
      for (guint64 number = 1; number <= ROWS; number++)
        {
          g_assert_cmpint (sockeye_marks_is_marked (fixture->marks, number), ==, marked[number]);
          assert_comment (fixture->marks, number, comments[number]);
        }
    }
  for (guint i = 0; i <= ROWS; i++)
    g_free (comments[i]);
}

static void
append_rows (SockeyeJournal *journal,
             guint           n_rows)
{
  SockeyeRecord record = { .socket = 1, .verb = SOCKEYE_VERB_SEND };

  for (guint i = 0; i < n_rows; i++)
    _sockeye_journal_append (journal, &record, NULL);
  _sockeye_journal_publish (journal);
}

/* What is noted on a row goes with it, and no sooner. */
static void
test_trim (void)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  SockeyeMarks *marks = sockeye_journal_get_marks (journal);
  guint position;

  sockeye_journal_set_max_rows (journal, 1000);
  append_rows (journal, 1000);
  sockeye_marks_set_comment (marks, 1, "oldest");
  sockeye_marks_set_comment (marks, 1000, "newest");

  append_rows (journal, 1);
  g_assert_false (sockeye_journal_find (journal, 1, &position));
  g_assert_false (sockeye_marks_is_marked (marks, 1));
  assert_comment (marks, 1, NULL);
  g_assert_true (sockeye_marks_is_marked (marks, 1000));

  append_rows (journal, 2000);
  g_assert_true (sockeye_marks_is_empty (marks));
}

typedef struct
{
  SockeyeMarks *marks;
  int           stop;
} Reader;

static gpointer
read_cb (gpointer user_data)
{
  Reader *reader = user_data;
  guint64 number = 0;

  while (!g_atomic_int_get (&reader->stop))
    {
      g_autofree char *comment = NULL;

      number = sockeye_marks_find_next (reader->marks, number);
      comment = sockeye_marks_dup_comment (reader->marks, number);
      if (comment != NULL)
        g_assert_true (g_str_has_prefix (comment, "row "));
    }
  return NULL;
}

/* The filter reads on a thread of its own what the user changes. */
static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  Reader reader = { fixture->marks, 0 };
  GThread *thread = g_thread_new ("reader", read_cb, &reader);

  for (guint i = 0; i < 5000; i++)
    {
      guint64 number = (guint64) g_test_rand_int_range (1, 100);
      g_autofree char *comment = g_strdup_printf ("row %u", i);

      sockeye_marks_set_comment (fixture->marks, number, comment);
      if (i % 3 == 0)
        sockeye_marks_forget (fixture->marks, number, number + 10);
      if (i % 3 == 0)
        g_assert_false (sockeye_marks_is_marked (fixture->marks, number));
      else
        assert_comment (fixture->marks, number, comment);
    }
  g_atomic_int_set (&reader.stop, 1);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/sockeye/marks/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("mark", test_mark);
  ADD ("comment", test_comment);
  ADD ("comment/clean", test_comment_clean);
  ADD ("find", test_find);
  ADD ("random", test_random);
  ADD ("threads", test_threads);
#undef ADD
  g_test_add_func ("/sockeye/marks/trim", test_trim);

  return g_test_run ();
}
