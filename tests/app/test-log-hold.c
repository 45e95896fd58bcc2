/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What is seen stays what it is: while rows pass at the end, while they are
 * trimmed, and while the log is paused. */

#include "call/sockeye-number.h"
#include "log-util.h"

/* Rows pass in place; those that are chosen amid them are those that are seen. */
static void
test_log_hold_passing (LogFixture    *f,
                       gconstpointer  data)
{
  guint64 seen;
  guint n, n_rows;

  test_app_notes (f->session, 1000);
  test_app_wait_until (log_fixture_is_at_end (f));
  n_rows = log_fixture_pass (f, 40);
  n = g_list_model_get_n_items (G_LIST_MODEL (f->model));
  seen = log_fixture_get_number_at (f, 200);
  g_assert_cmpuint (seen, >, n_rows - 20);
  g_assert_cmpuint (seen, <=, n_rows);

  /* The list has not been told of them, and so its row has another position. */
  gtk_selection_model_select_item (f->model, (guint) seen - 1 - (n_rows - n), TRUE);
  g_assert_cmpuint (sockeye_event_get_number (
                        sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log))), ==, seen);
  g_assert_true (gtk_selection_model_is_selected (f->model, (guint) seen - 1));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, n_rows);
  test_app_settle ();
  g_assert_cmpuint (log_fixture_get_number_at (f, 200), ==, seen);
}

/* Rows that were chosen before keep their places, also where others are trimmed. */
static void
test_log_hold_selection (LogFixture    *f,
                         gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  guint position;

  sockeye_journal_set_max_rows (f->journal, 10000);
  test_app_notes (f->session, 9500);
  test_app_wait_until (log_fixture_is_at_end (f));
  gtk_selection_model_select_item (f->model, 8999, TRUE);
  sockeye_log_view_set_following (SOCKEYE_LOG_VIEW (f->log), TRUE);
  test_app_wait_until (log_fixture_is_at_end (f));
  log_fixture_pass (f, 20);
  log_fixture_notes (f, 1500);
  g_assert_cmpuint (sockeye_journal_get_trimmed (f->journal), >, 0);

  sockeye_log_view_set_following (SOCKEYE_LOG_VIEW (f->log), FALSE);
  g_assert_true (sockeye_journal_find (f->journal, 9000, &position));
  g_assert_true (gtk_selection_model_is_selected (f->model, position));
  event = g_list_model_get_item (G_LIST_MODEL (f->journal), position);
  g_assert_cmpuint (sockeye_event_get_number (event), ==, 9000);
  gtk_selection_model_unselect_item (f->model, position);
  g_assert_null (sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log)));
}

/* A quiet log is told all, and has the name of its last row. */
static void
test_log_hold_quiet (LogFixture    *f,
                     gconstpointer  data)
{
  SockeyeLogCell *cell;
  GtkWidget *row;
  guint n_rows;

  test_app_notes (f->session, 1000);
  test_app_wait_until (log_fixture_is_at_end (f));
  n_rows = log_fixture_pass (f, 20);
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (f->model)) == n_rows);
  test_app_settle ();
  cell = log_fixture_find_cell_at (f, 200, SOCKEYE_LOG_CALL);
  row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell)));
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "a note");
  {
    g_autofree char *sentence =
        sockeye_event_dup_sentence (sockeye_log_cell_get_event (cell));

    gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  }
}

/* More is trimmed than stood before what is looked at: that is kept, and one row
 * tells of the rest. */
static void
test_log_hold_pinned (LogFixture    *f,
                      gconstpointer  data)
{
  SockeyeLogCell *cell = NULL;
  guint64 top, first, last;
  guint position;

  sockeye_journal_set_max_rows (f->journal, 20000);
  test_app_notes (f->session, 19000);
  test_app_wait_until (log_fixture_is_at_end (f));
  gtk_adjustment_set_value (f->adjustment, 1000);
  test_app_settle ();
  top = log_fixture_get_number_at (f, 100);
  g_assert_cmpuint (top, <, 100);

  for (guint i = 0; i < 5; i++)
    log_fixture_notes (f, 8000);
  test_app_settle ();
  g_assert_true (sockeye_journal_get_gap (f->journal, &first, &last));
  g_assert_cmpuint (log_fixture_get_number_at (f, 100), ==, top);

  /* Those that were kept, and told of anew, are none that came. */
  g_assert_true (sockeye_journal_find (f->journal, last + 1, &position));
  {
    guint n = g_list_model_get_n_items (G_LIST_MODEL (f->journal)) - position;
    g_autofree char *number = sockeye_number_to_string (n);
    g_autofree char *label = g_strdup_printf ("%s new rows", number);

    g_assert_cmpuint (last, >=, 19000);
    g_assert_cmpstr (gtk_button_get_label (
                         GTK_BUTTON (log_fixture_find_button (f, "log.end"))), ==, label);
  }

  /* The row that tells of the gap says so over all columns. */
  g_assert_true (sockeye_journal_find (f->journal, first - 1, &position));
  gtk_adjustment_set_value (f->adjustment, gtk_adjustment_get_upper (f->adjustment)
                                               / g_list_model_get_n_items (G_LIST_MODEL (f->model))
                                               * (position - 3));
  test_app_settle ();
  for (double y = 30; y < 250 && cell == NULL; y += 8)
    {
      cell = log_fixture_find_cell_at (f, y, SOCKEYE_LOG_SOCKET);
      if (cell != NULL && !sockeye_event_get_gap (sockeye_log_cell_get_event (cell), NULL, NULL))
        cell = NULL;
    }
  g_assert_nonnull (cell);
  g_assert_nonnull (strstr (sockeye_log_cell_get_text (cell), "rows trimmed"));
  test_app_wait_until (!sockeye_log_cell_is_cut (cell));

  /* Nobody looks at it any more. */
  sockeye_log_view_set_following (SOCKEYE_LOG_VIEW (f->log), TRUE);
  test_app_settle ();
  log_fixture_notes (f, 10);
  test_app_wait_until (!sockeye_journal_get_gap (f->journal, NULL, NULL));
}

static void
test_log_hold_pause (LogFixture    *f,
                     gconstpointer  data)
{
  GtkWidget *button = log_fixture_find_button (f, "log.pause");
  guint64 seen;

  test_app_notes (f->session, 500);
  test_app_wait_until (log_fixture_is_at_end (f));
  seen = log_fixture_get_number_at (f, 200);
  g_assert_true (gtk_widget_activate_action (f->log, "log.pause", NULL));
  g_assert_true (sockeye_log_view_get_paused (SOCKEYE_LOG_VIEW (f->log)));
  g_assert_true (gtk_widget_get_visible (button));

  test_app_notes (f->session, 1234);
  test_app_wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)),
                                  "Paused; 1,234 rows since. Resume") == 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 500);
  g_assert_cmpuint (log_fixture_get_number_at (f, 200), ==, seen);

  g_signal_emit_by_name (button, "clicked");
  g_assert_false (sockeye_log_view_get_paused (SOCKEYE_LOG_VIEW (f->log)));
  g_assert_false (gtk_widget_get_visible (button));
  test_app_wait_until (log_fixture_is_at_end (f));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 1734);
}

static void
test_log_hold_clear (LogFixture    *f,
                     gconstpointer  data)
{
  GtkWidget *undo = log_fixture_find_button (f, "log.undo-clear");

  test_app_notes (f->session, 300);
  g_assert_false (gtk_widget_get_mapped (undo));
  gtk_widget_activate_action (f->log, "log.clear", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 0);
  g_assert_true (gtk_widget_get_mapped (undo));
  test_app_notes (f->session, 2);

  g_signal_emit_by_name (undo, "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 302);
  g_assert_false (gtk_widget_get_mapped (undo));
  g_assert_false (gtk_widget_get_sensitive (undo));
}

/* An empty log is not high, and has room for what is said over it all the same. */
static void
test_log_hold_clear_and_pause (LogFixture    *f,
                               gconstpointer  data)
{
  GtkWidget *resume = log_fixture_find_button (f, "log.pause");
  GtkWidget *undo = log_fixture_find_button (f, "log.undo-clear");
  graphene_rect_t above, below;

  test_app_notes (f->session, 30);
  gtk_widget_activate_action (f->log, "log.clear", NULL);
  gtk_widget_activate_action (f->log, "log.pause", NULL);
  test_app_settle ();
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (resume)), ==,
                   "Paused; 0 rows since. Resume");
  g_assert_true (gtk_widget_compute_bounds (undo, f->log, &above));
  g_assert_true (gtk_widget_compute_bounds (resume, f->log, &below));
  g_assert_cmpfloat (above.origin.y, >=, 0);
  g_assert_cmpfloat (above.origin.y + above.size.height, <=, below.origin.y);

  test_app_notes (f->session, 2);
  test_app_wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (resume)),
                                  "Paused; 2 rows since. Resume") == 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (LogFixture *f, gconstpointer data);
  } tests[] = {
    { "/sockeye/log-hold/passing", test_log_hold_passing },
    { "/sockeye/log-hold/selection", test_log_hold_selection },
    { "/sockeye/log-hold/quiet", test_log_hold_quiet },
    { "/sockeye/log-hold/pinned", test_log_hold_pinned },
    { "/sockeye/log-hold/pause", test_log_hold_pause },
    { "/sockeye/log-hold/clear", test_log_hold_clear },
    { "/sockeye/log-hold/clear-and-pause", test_log_hold_clear_and_pause },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LogFixture, NULL, log_fixture_set_up, tests[i].test,
                log_fixture_tear_down);
  return g_test_run ();
}
