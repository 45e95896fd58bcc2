/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Rows of a journal, and a naive model of what is shown of them. */

#pragma once

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

static inline void
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
  for (guint i = position > 2 ? position - 2 : 0;
       i < MIN (position + added + 2, fixture->numbers->len); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (model, i);

      g_assert_nonnull (event);
      g_assert_cmpuint (sockeye_event_get_number (event), ==,
                        g_array_index (fixture->numbers, guint64, i));
    }
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->rows = sockeye_rows_new (fixture->journal);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (fixture_items_changed_cb), fixture);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->journal);
  g_array_unref (fixture->numbers);
}

static inline void
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

static inline void
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
static inline void
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

static inline gboolean
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
static inline void
fixture_check (Fixture *fixture,
               guint    nth,
               guint64  held)
{
  GListModel *all = G_LIST_MODEL (fixture->journal);
  guint n = 0, n_gaps = 0, n_shown_gaps = 0, position, n_recorded;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (all, i);
      guint64 number = sockeye_event_get_number (event);
      gboolean gap = sockeye_event_get_gap (event, NULL, NULL);
      gboolean shown = number <= held && (gap || is_shown (nth, number));

      n_gaps += gap;
      n_shown_gaps += gap && shown;
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
  g_assert_cmpuint (sockeye_rows_count (fixture->rows, &n_recorded), ==, n - n_shown_gaps);
  g_assert_cmpuint (n_recorded, ==, g_list_model_get_n_items (all) - n_gaps);
}
