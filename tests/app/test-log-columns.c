/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the user makes of the columns and the times, and that it is remembered;
 * and that Copy takes the rows that are chosen, whatever a filter hides. */

#include "log-util.h"

#include "journal/sockeye-time-format.h"
#include "window/sockeye-settings.h"

/* The titles of the visible columns, in their order. */
static char *
test_log_columns_dup_titles (LogFixture *f)
{
  GListModel *columns = gtk_column_view_get_columns (f->column_view);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_string_append_printf (string, "%s%s", string->len > 0 ? " " : "",
                                gtk_column_view_column_get_title (column));
    }
  return g_string_free (string, FALSE);
}

static void
test_log_columns_assert_titles (LogFixture *f,
                                const char *expected)
{
  g_autofree char *titles = NULL;

  test_app_settle ();
  titles = test_log_columns_dup_titles (f);
  g_assert_cmpstr (titles, ==, expected);
}

static GtkColumnViewColumn *
test_log_columns_get (LogFixture *f,
                      const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (f->column_view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (strcmp (gtk_column_view_column_get_title (column), title) == 0)
        return column;
    }
  g_assert_not_reached ();
}

static void
test_log_columns_reset (void)
{
  g_autoptr (GSettings) settings = sockeye_settings_dup ();

  g_assert_nonnull (settings);
  g_settings_reset (settings, "log-columns");
  g_settings_reset (settings, "time-format");
}

static void
test_log_columns_remembered (LogFixture    *f,
                             gconstpointer  data)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 300);
  test_log_columns_assert_titles (f, "No. Time Socket Event Call Bytes Result Data");

  gtk_widget_activate_action (f->log, "column.event", NULL);
  gtk_widget_activate_action (f->log, "column.time", NULL);
  gtk_widget_activate_action (f->log, "column.move-left", "s", "data");
  gtk_widget_activate_action (f->log, "column.wider", "s", "bytes");
  test_log_columns_assert_titles (f, "No. Socket Call Bytes Data Result");
  gtk_column_view_column_set_fixed_width (test_log_columns_get (f, "Call"), 321);

  /* The next window has it the same. */
  log_fixture_close (f);
  log_fixture_open (f);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 300);
  test_log_columns_assert_titles (f, "No. Socket Call Bytes Data Result");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "Call")), ==, 321);

  /* Past the hidden ones to their right place again. */
  gtk_widget_activate_action (f->log, "column.event", NULL);
  test_log_columns_assert_titles (f, "No. Socket Event Call Bytes Data Result");
  gtk_widget_activate_action (f->log, "column.reset", NULL);
  test_log_columns_assert_titles (f, "No. Time Socket Event Call Bytes Result Data");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "Call")), !=, 321);
  test_log_columns_reset ();
}

/* Settings can be written by any hand: columns that are there twice are there. */
static void
test_log_columns_twice (LogFixture    *f,
                        gconstpointer  data)
{
  g_autoptr (GSettings) settings = sockeye_settings_dup ();
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sii)"));
  for (guint i = 0; i < 20; i++)
    g_variant_builder_add (&builder, "(sii)", i % 2 ? "data" : "nothing", 1, -2000);
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    g_variant_builder_add (&builder, "(sii)", sockeye_log_column_to_nick (i), 1, G_MAXINT);
  g_settings_set_value (settings, "log-columns", g_variant_builder_end (&builder));

  log_fixture_close (f);
  log_fixture_open (f);
  test_app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (f->column_view)), ==,
                    SOCKEYE_LOG_N_COLUMNS);
  test_log_columns_reset ();
}

/* Without its first column a row has its name all the same. */
static void
test_log_columns_name (LogFixture    *f,
                       gconstpointer  data)
{
  g_autofree char *sentence = NULL;
  SockeyeLogCell *cell;

  gtk_widget_activate_action (f->log, "column.number", NULL);
  test_app_notes (f->session, 5);
  test_app_settle ();
  cell = log_fixture_find_cell_at (f, 60, SOCKEYE_LOG_CALL);
  g_assert_nonnull (cell);
  sentence = sockeye_event_dup_sentence (sockeye_log_cell_get_event (cell));
  gtk_test_accessible_assert_property (
      gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  test_log_columns_reset ();
}

/* Rows that come do not move the columns, nor does one more digit. */
static void
test_log_columns_stay (LogFixture    *f,
                       gconstpointer  data)
{
  int before[2];

  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 300);
  test_app_notes (f->session, 1);
  test_app_settle ();
  before[0] = gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "No."));
  before[1] = gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "Call"));
  test_app_notes (f->session, 12000);
  test_app_settle ();
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "No.")), ==,
                   before[0]);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (test_log_columns_get (f, "Call")), ==,
                   before[1]);
}

static void
test_log_columns_times (LogFixture    *f,
                        gconstpointer  data)
{
  g_autofree char *expected = NULL;
  SockeyeLogCell *cell;

  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 300);
  test_app_notes (f->session, 5);
  test_app_settle ();
  cell = log_fixture_find_cell_at (f, 32, SOCKEYE_LOG_TIME);
  g_assert_nonnull (cell);
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_cell_get_event (cell)), ==, 1);

  gtk_widget_activate_action (f->log, "log.time-format", "s", "start");
  g_assert_cmpstr (sockeye_log_cell_get_text (cell), ==, "0.000 000");
  gtk_widget_activate_action (f->log, "log.time-format", "s", "row");
  g_assert_cmpstr (sockeye_log_cell_get_text (cell), ==, "");

  log_fixture_close (f);
  log_fixture_open (f);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 300);
  test_app_settle ();
  cell = log_fixture_find_cell_at (f, 70, SOCKEYE_LOG_TIME);
  g_assert_nonnull (cell);
  expected = sockeye_journal_dup_time_text (f->journal, sockeye_log_cell_get_event (cell),
                                            SOCKEYE_TIME_ROW);
  g_assert_cmpstr (expected, !=, "");
  g_assert_cmpstr (sockeye_log_cell_get_text (cell), ==, expected);
  test_log_columns_reset ();
}

static void
test_log_columns_pasted_cb (GObject      *object,
                            GAsyncResult *result,
                            gpointer      data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_log_columns_copy_filtered (LogFixture    *f,
                                gconstpointer  data)
{
  SockeyeRows *rows = sockeye_log_view_get_rows (SOCKEYE_LOG_VIEW (f->log));
  g_autoptr (SockeyeFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  test_app_notes (f->session, 3);
  test_app_socket (f->session, AF_INET, SOCK_STREAM);
  test_app_notes (f->session, 3);
  test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  filter = sockeye_filter_parse ("call == socket", NULL, NULL, &error);
  g_assert_no_error (error);
  sockeye_rows_set_filter (rows, filter);
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (f->model)) == 2);

  gtk_selection_model_select_item (f->model, 1, TRUE);
  gtk_widget_activate_action (f->log, "log.copy-calls", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->log), NULL,
                                 test_log_columns_pasted_cb, &text);
  test_app_wait_until (text != NULL);
  g_assert_cmpstr (text, ==, "from socket import *\ns2 = socket(AF_INET, SOCK_DGRAM, 0)\n");
}

/* What is read stays to be read while a filter hides it, even where the filter
 * finds nothing; and is chosen again once it is shown. */
static void
test_log_columns_hidden (LogFixture    *f,
                         gconstpointer  data)
{
  SockeyeLogView *log = SOCKEYE_LOG_VIEW (f->log);
  SockeyeRows *rows = sockeye_log_view_get_rows (log);
  g_autoptr (SockeyeFilter) few = sockeye_filter_parse ("call == socket", NULL, NULL, NULL);
  g_autoptr (SockeyeFilter) none = sockeye_filter_parse ("call == send", NULL, NULL, NULL);

  test_app_notes (f->session, 30);
  test_app_socket (f->session, AF_INET, SOCK_STREAM);
  gtk_selection_model_select_item (f->model, 7, TRUE);
  sockeye_rows_set_filter (rows, few);
  test_app_settle ();
  g_assert_false (gtk_selection_model_is_selected (f->model, 0));
  sockeye_rows_set_filter (rows, none);
  test_app_settle ();
  g_assert_nonnull (sockeye_log_view_get_selected (log));
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_view_get_selected (log)), ==, 8);
  sockeye_rows_set_filter (rows, NULL);
  test_app_wait_until (gtk_selection_model_is_selected (f->model, 7));

  sockeye_rows_set_filter (rows, none);
  gtk_widget_activate_action (f->log, "log.clear", NULL);
  sockeye_rows_set_filter (rows, few);
  test_app_settle ();
  g_assert_null (sockeye_log_view_get_selected (log));
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
    { "/sockeye/log-columns/remembered", test_log_columns_remembered },
    { "/sockeye/log-columns/twice", test_log_columns_twice },
    { "/sockeye/log-columns/name", test_log_columns_name },
    { "/sockeye/log-columns/stay", test_log_columns_stay },
    { "/sockeye/log-columns/times", test_log_columns_times },
    { "/sockeye/log-columns/copy-filtered", test_log_columns_copy_filtered },
    { "/sockeye/log-columns/hidden", test_log_columns_hidden },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LogFixture, NULL, log_fixture_set_up, tests[i].test,
                log_fixture_tear_down);
  return g_test_run ();
}
