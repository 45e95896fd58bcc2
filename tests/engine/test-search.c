/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-search.h"
#include "filter-util.h"

#include <errno.h>
#include <string.h>

/* Nothing here takes longer, us. */
#define PATIENCE (30 * G_USEC_PER_SEC)

typedef struct
{
  gboolean     over;
  gboolean     any;
  SockeyeFound found;
  GError      *error;
} Outcome;

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->any = sockeye_search_find_finish (SOCKEYE_SEARCH (object), result, &outcome->found,
                                             &outcome->error);
  outcome->over = TRUE;
}

static void
wait_for (Outcome *outcome)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!outcome->over)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The number of the row that is found, 0: none. */
static guint64
find (SockeyeRows  *rows,
      const char   *text,
      guint64       from,
      gboolean      backward,
      SockeyeFound *found)
{
  g_autoptr (SockeyePattern) pattern = sockeye_pattern_new (SOCKEYE_PATTERN_TEXT, text, TRUE, NULL);
  SockeyeSearch *search = sockeye_search_new (rows, pattern);
  Outcome outcome = { 0 };
  gboolean searching;

  sockeye_search_find_async (search, from, backward, NULL, found_cb, &outcome);
  g_object_get (search, "searching", &searching, NULL);
  g_assert_true (searching);
  wait_for (&outcome);
  g_object_get (search, "searching", &searching, NULL);
  g_assert_false (searching);
  g_assert_no_error (outcome.error);
  if (found != NULL)
    *found = outcome.found;
  g_assert_finalize_object (search);
  return outcome.any ? outcome.found.number : 0;
}

/* Row n says "row n;", and each seventh failed. */
static void
append_rows (SockeyeJournal *journal,
             guint           n_rows)
{
  for (guint n = 1; n <= n_rows; n++)
    {
      g_autofree char *payload = g_strdup_printf ("row %u;", n);
      SockeyeRecord record = {
        .verb = SOCKEYE_VERB_RECV,
        .kind = SOCKEYE_KIND_RECV,
        .socket = SOCKEYE_SOCKET_ID (1 + n % 3, SOCKEYE_ORIGIN_ACCEPTED),
        .result = (gint32) strlen (payload),
        .asked = 65536,
      };

      if (n % 7 == 0)
        record.result = -ECONNRESET;
      append_row (journal, &record, payload, n % 7 == 0 ? 0 : strlen (payload), NULL, 0, 0);
    }
  _sockeye_journal_publish (journal);
}

static void
test_find (void)
{
  SockeyeJournal *journal = sockeye_journal_new ();
  SockeyeRows *rows = sockeye_rows_new (journal);
  SockeyeFound found;

  g_assert_cmpuint (find (rows, "row", 0, FALSE, NULL), ==, 0);
  append_rows (journal, 10000);

  g_assert_cmpuint (find (rows, "w 12;", 0, FALSE, &found), ==, 12);
  g_assert_true (found.in_payload);
  g_assert_cmpuint (found.offset, ==, 2);
  g_assert_cmpuint (found.length, ==, 5);
  g_assert_cmpuint (find (rows, "W 12;", 12, FALSE, NULL), ==, 12);
  g_assert_cmpuint (find (rows, "w 12;", 13, FALSE, NULL), ==, 0);
  g_assert_cmpuint (find (rows, "w 12;", G_MAXUINT64, TRUE, NULL), ==, 12);
  g_assert_cmpuint (find (rows, "w 12;", 12, TRUE, NULL), ==, 12);
  g_assert_cmpuint (find (rows, "w 12;", 11, TRUE, NULL), ==, 0);
  g_assert_cmpuint (find (rows, "00;", 0, FALSE, NULL), ==, 100);
  g_assert_cmpuint (find (rows, "00;", 101, FALSE, NULL), ==, 200);
  g_assert_cmpuint (find (rows, "00;", G_MAXUINT64, TRUE, NULL), ==, 10000);
  g_assert_cmpuint (find (rows, "00;", 9999, TRUE, NULL), ==, 9900);

  /* In words: what failed, and on which socket. */
  g_assert_cmpuint (find (rows, "econnreset", 8, FALSE, &found), ==, 14);
  g_assert_false (found.in_payload);
  g_assert_cmpuint (find (rows, "c3.recv(", 9, FALSE, NULL), ==, 11);

  g_assert_finalize_object (rows);
  g_assert_finalize_object (journal);
}

/* Only rows that are shown are found. */
static void
test_shown (void)
{
  SockeyeJournal *journal = sockeye_journal_new ();
  SockeyeRows *rows = sockeye_rows_new (journal);
  g_autoptr (SockeyeFilter) filter = sockeye_filter_parse ("socket == c2", NULL, NULL, NULL);

  append_rows (journal, 9999);
  sockeye_rows_set_paused (rows, TRUE);
  append_rows (journal, 10);
  g_assert_cmpuint (find (rows, "row 1;", G_MAXUINT64, TRUE, NULL), ==, 1);
  sockeye_rows_set_filter (rows, filter);
  g_assert_cmpuint (find (rows, "row 12;", 0, FALSE, NULL), ==, 0);
  g_assert_cmpuint (find (rows, "row 13;", 0, FALSE, NULL), ==, 13);
  g_assert_cmpuint (find (rows, "row", 14, FALSE, NULL), ==, 16);
  g_assert_cmpuint (find (rows, "row", 14, TRUE, NULL), ==, 13);
  sockeye_rows_set_paused (rows, FALSE);
  g_assert_cmpuint (find (rows, "row 1;", G_MAXUINT64, TRUE, NULL), ==, 10000);

  g_assert_finalize_object (rows);
  g_assert_finalize_object (journal);
}

/* Cancelled it ends at once, also where the rows and the journal go. */
static void
test_cancel (void)
{
  SockeyeJournal *journal = sockeye_journal_new ();
  SockeyeRows *rows = sockeye_rows_new (journal);
  g_autoptr (SockeyePattern) pattern =
    sockeye_pattern_new (SOCKEYE_PATTERN_REGEX, "^(a+a+)+$", FALSE, NULL);
  SockeyeSearch *search = sockeye_search_new (rows, pattern);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *payload = g_strnfill (4000, 'a');
  Outcome outcome = { 0 }, first = { 0 };
  SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .kind = SOCKEYE_KIND_RECV, .result = 4000 };

  payload[3999] = 'b';
  for (guint i = 0; i < 2000; i++)
    append_row (journal, &record, payload, 4000, NULL, 0, 0);
  _sockeye_journal_publish (journal);

  sockeye_search_find_async (search, 0, FALSE, NULL, found_cb, &first);
  sockeye_search_find_async (search, 0, FALSE, cancellable, found_cb, &outcome);
  wait_for (&first);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (outcome.over);
  g_cancellable_cancel (cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_clear_error (&first.error);

  outcome.over = FALSE;
  sockeye_search_find_async (search, 0, FALSE, cancellable, found_cb, &outcome);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);

  g_assert_finalize_object (search);
  g_assert_finalize_object (rows);
  g_assert_finalize_object (journal);
}

/* The same answer as from a walk over all objects, for random rows and places. */
static void
test_random (void)
{
  SockeyeJournal *journal = sockeye_journal_new ();
  SockeyeRows *rows = sockeye_rows_new (journal);

  append_rows (journal, 500);
  for (guint i = 0; i < 300; i++)
    {
      guint64 from = (guint64) g_test_rand_int_range (0, 520);
      gboolean backward = g_test_rand_bit ();
      g_autofree char *text = g_strdup_printf ("%d;", g_test_rand_int_range (0, 30));
      guint64 expected = 0;

      for (guint64 n = 1; n <= 500; n++)
        {
          g_autofree char *payload = g_strdup_printf ("row %" G_GUINT64_FORMAT ";", n);

          if (n % 7 == 0 || strstr (payload, text) == NULL)
            continue;
          if (backward && n <= from)
            expected = n;
          if (!backward && n >= from && expected == 0)
            expected = n;
        }
      g_assert_cmpuint (find (rows, text, from, backward, NULL), ==, expected);
    }
  g_assert_finalize_object (rows);
  g_assert_finalize_object (journal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/search/find", test_find);
  g_test_add_func ("/sockeye/search/shown", test_shown);
  g_test_add_func ("/sockeye/search/cancel", test_cancel);
  g_test_add_func ("/sockeye/search/random", test_random);

  return g_test_run ();
}
