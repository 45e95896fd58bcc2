/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "details/sockeye-bytes-view.h"
#include "filter/sockeye-filter-bar.h"
#include "filter/sockeye-find-bar.h"
#include "log/sockeye-log-cell.h"
#include "test-filter.h"
#include "window/sockeye-window.h"

/* Longer than Details show at once, with the needle behind that. */
#define TEST_LONG 40000

typedef struct
{
  SockeyeWindow  *window;
  SockeyeSession *session;
  SockeyeLogView *log;
  GtkWidget      *bar;
  SockeyeSocketId socket;
  SockeyeAddress *address;
  guint64         first; /* row: "a needle" */
  guint64         second; /* row: TEST_LONG bytes, then "NEEDLE" */
} Fixture;

/* A datagram to itself, which nobody receives: one row. */
static guint64
test_find_bar_send (Fixture    *f,
                    const void *data,
                    gsize       size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SockeyeEvent) event =
      test_app_call (f->session, sockeye_call_new_sendto (f->socket, bytes, 0, f->address));

  g_assert_cmpint (sockeye_event_get_bytes (event), ==, size);
  return sockeye_event_get_number (event);
}

static void
test_find_bar_set_up (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *filler = g_strnfill (TEST_LONG, '.');
  g_autofree char *text = g_strconcat (filler, "NEEDLE", NULL);

  test_app_load_style ();
  f->window = g_object_new (SOCKEYE_TYPE_WINDOW, NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->window)));
  f->session = sockeye_window_get_session (f->window);
  sockeye_session_set_start_automatic (f->session, FALSE);
  f->log = SOCKEYE_LOG_VIEW (test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_LOG_VIEW));

  f->socket = test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  f->address = test_filter_dup_loopback ();
  g_object_unref (test_app_call (f->session, sockeye_call_new_bind (f->socket, f->address)));
  sockeye_address_unref (f->address);
  f->address = sockeye_address_ref (
      sockeye_socket_get_local (sockeye_session_get_socket (f->session, f->socket)));
  f->first = test_find_bar_send (f, "a needle", 8);
  test_find_bar_send (f, "hay", 3);
  f->second = test_find_bar_send (f, text, TEST_LONG + 6);
  test_app_notes (f->session, 200);
  f->bar = test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_FIND_BAR);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.find", NULL));
  test_app_wait_until (gtk_widget_get_mapped (f->bar));
}

static void
test_find_bar_tear_down (Fixture       *f,
                         gconstpointer  data)
{
  SockeyeWindow *window = f->window;
  SockeyeSession *session = f->session;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  gtk_window_destroy (GTK_WINDOW (window));
  test_app_wait_until (window == NULL && session == NULL);
  sockeye_address_unref (f->address);
}

static guint64
test_find_bar_get_selected (Fixture *f)
{
  SockeyeEvent *event = sockeye_log_view_get_selected (f->log);

  return event != NULL ? sockeye_event_get_number (event) : 0;
}

static void
test_find_bar_enter (Fixture *f)
{
  g_signal_emit_by_name (test_find (f->bar, GTK_TYPE_ENTRY, "Find"), "activate");
}

static const SockeyeFound *
test_find_bar_get_found (Fixture *f)
{
  return sockeye_find_bar_get_found (SOCKEYE_FIND_BAR (f->bar));
}

/* What is marked in a view of Details. (transfer full) */
static char *
test_find_bar_dup_marked (Fixture    *f,
                          const char *name)
{
  GtkWidget *view = test_find (f->window, GTK_TYPE_TEXT_VIEW, name);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "match");
  GString *marked = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  for (; tag != NULL && !gtk_text_iter_is_end (&iter); gtk_text_iter_forward_char (&iter))
    if (gtk_text_iter_has_tag (&iter, tag))
      g_string_append_unichar (marked, gtk_text_iter_get_char (&iter));
  return g_string_free (marked, FALSE);
}

static SockeyeLogCell *
test_find_bar_get_cell (Fixture    *f,
                        guint64     number,
                        const char *column)
{
  for (guint i = 0;; i++)
    {
      guint nth = i;
      SockeyeLogCell *cell = (SockeyeLogCell *) test_app_find_nth (GTK_WIDGET (f->log),
                                                                   SOCKEYE_TYPE_LOG_CELL, &nth);
      SockeyeEvent *event = cell != NULL ? sockeye_log_cell_get_event (cell) : NULL;

      if (cell == NULL)
        return NULL;
      if (event != NULL && sockeye_event_get_number (event) == number
          && gtk_widget_has_css_class (GTK_WIDGET (cell), column))
        return cell;
    }
}

static void
test_find_bar_next (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;

  g_assert_true (test_find_has_focus (f->window, test_find (f->bar, GTK_TYPE_ENTRY, "Find")));
  test_find_fill (f->bar, "Find", "needle");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first
                       && test_find_bar_get_found (f) != NULL);
  g_assert_cmpuint (test_find_bar_get_found (f)->offset, ==, 2);
  g_assert_cmpuint (test_find_bar_get_found (f)->length, ==, 6);
  g_assert_true (test_find_bar_get_found (f)->in_payload);
  text = test_find_bar_dup_marked (f, "Bytes as text");
  hex = test_find_bar_dup_marked (f, "Bytes as hex");
  g_assert_cmpstr (text, ==, "needle");
  g_assert_cmpstr (hex, ==, "6e 65 65 64 6c 65needle");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.find-next", NULL));
  test_app_wait_until (test_find_bar_get_selected (f) == f->second);
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first);
  g_assert_true (test_find_shows (f->bar, "Wrapped to the first row"));
  g_assert_true (test_filter_press (f->bar, GDK_KEY_Return, GDK_SHIFT_MASK));
  test_app_wait_until (test_find_bar_get_selected (f) == f->second);
  g_assert_true (test_find_shows (f->bar, "Wrapped to the last row"));
}

/* Far behind what is shown at first: Data begins shortly before it, and Details
 * open at it. */
static void
test_find_bar_deep (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;
  SockeyeLogCell *cell;

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (test_find (f->bar, GTK_TYPE_TOGGLE_BUTTON, "Match case")), TRUE);
  test_find_fill (f->bar, "Find", "NEEDLE");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->second
                       && test_find_bar_get_found (f) != NULL);
  g_assert_cmpuint (test_find_bar_get_found (f)->offset, ==, TEST_LONG);
  test_app_wait_until (test_find_bar_get_cell (f, f->second, "data") != NULL);
  cell = test_find_bar_get_cell (f, f->second, "data");
  g_assert_true (g_str_has_prefix (sockeye_log_cell_get_text (cell), "….."));
  g_assert_true (g_str_has_suffix (sockeye_log_cell_get_text (cell), ".NEEDLE"));
  g_assert_cmpuint (strlen (sockeye_log_cell_get_text (cell)), <, 40);
  text = test_find_bar_dup_marked (f, "Bytes as text");
  hex = test_find_bar_dup_marked (f, "Bytes as hex");
  g_assert_cmpstr (text, ==, "NEEDLE");
  g_assert_cmpstr (hex, ==, "4e 45 45 44 4c 45NEEDLE");
  g_assert_true (test_find_shows (GTK_WIDGET (f->window), "of 40,006"));
  test_find_press (f->window, "Show the beginning");
  g_assert_true (test_find_shows (GTK_WIDGET (f->window), "First 16,384 of 40,006 bytes"));

  /* Closed, nothing is marked any more, and the log has the focus. */
  g_assert_true (test_filter_press (f->bar, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_visible (f->bar));
  g_assert_true (test_find_has_focus (f->window, GTK_WIDGET (f->log)));
  cell = test_find_bar_get_cell (f, f->second, "data");
  g_assert_true (g_str_has_prefix (sockeye_log_cell_get_text (cell), "...."));
  none = test_find_bar_dup_marked (f, "Bytes as text");
  g_assert_cmpstr (none, ==, "");
}

static void
test_find_bar_kinds (Fixture       *f,
                     gconstpointer  data)
{
  GtkDropDown *kind = GTK_DROP_DOWN (test_find (f->bar, GTK_TYPE_DROP_DOWN, "Find as"));
  GtkWidget *entry = test_find (f->bar, GTK_TYPE_ENTRY, "Find");

  gtk_drop_down_set_selected (kind, SOCKEYE_PATTERN_HEX);
  test_find_fill (f->bar, "Find", "4e 45 45");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->second);
  gtk_drop_down_set_selected (kind, SOCKEYE_PATTERN_REGEX);
  test_find_fill (f->bar, "Find", "^a n.+e$");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first);

  /* What is wrong is said before anything is searched. */
  test_find_fill (f->bar, "Find", "(");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  test_find_bar_enter (f);
  test_app_settle ();
  g_assert_null (test_find_bar_get_found (f));
  test_find_fill (f->bar, "Find", "hay");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
}

static void
test_find_bar_no_matches (Fixture       *f,
                          gconstpointer  data)
{
  test_find_fill (f->bar, "Find", "nowhere to be found");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_shows (f->bar, "No matches"));
  g_assert_null (test_find_bar_get_found (f));
}

static void
test_find_bar_status_cb (GtkLabel   *status,
                         GParamSpec *pspec,
                         gboolean   *searching)
{
  *searching |= strstr (gtk_label_get_text (status), "Still searching") != NULL;
}

/* A search that takes its time says so until it is over, and can be stopped. */
static void
test_find_bar_cancel (Fixture       *f,
                      gconstpointer  data)
{
  GtkWidget *cancel = test_find (f->bar, GTK_TYPE_BUTTON, "Cancel the search");
  GtkWidget *status = gtk_widget_get_prev_sibling (cancel);
  gboolean searching = FALSE;

  g_signal_connect (status, "notify::label", G_CALLBACK (test_find_bar_status_cb), &searching);
  test_find_fill (f->bar, "Find", "nowhere to be found");
  test_find_bar_enter (f);
  /* What was found meanwhile comes after what is due by now. */
  g_usleep (300 * 1000);
  test_app_wait_until (test_find_shows (f->bar, "No matches"));
  g_assert_true (searching);
  g_assert_false (gtk_widget_get_visible (cancel));

  test_find_fill (f->bar, "Find", "needle");
  test_find_bar_enter (f);
  test_find_press (f->bar, "Cancel the search");
  g_assert_true (test_find_shows (f->bar, "Cancelled"));
  test_app_settle ();
  g_assert_true (test_find_shows (f->bar, "Cancelled"));
  g_assert_null (test_find_bar_get_found (f));
  g_assert_cmpuint (test_find_bar_get_selected (f), ==, 0);
}

/* Only among the rows that are shown. */
static void
test_find_bar_filtered (Fixture       *f,
                        gconstpointer  data)
{
  SockeyeFilterBar *filter =
      SOCKEYE_FILTER_BAR (test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_FILTER_BAR));
  SockeyeRows *rows = sockeye_log_view_get_rows (f->log);

  sockeye_filter_bar_set_text (filter, "bytes < 100");
  test_app_wait_until (!sockeye_rows_is_searching (rows)
                       && g_list_model_get_n_items (G_LIST_MODEL (rows)) == 2);
  test_find_fill (f->bar, "Find", "needle");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first);
  test_find_bar_enter (f);
  test_app_wait_until (test_find_shows (f->bar, "Wrapped to the first row"));
  g_assert_cmpuint (test_find_bar_get_selected (f), ==, f->first);

  /* A filter that hides all of them says so in the place of the log. */
  sockeye_filter_bar_set_text (filter, "bytes == 99");
  test_app_wait_until (!gtk_widget_get_visible (GTK_WIDGET (f->log)));
  g_assert_true (test_find_shows (GTK_WIDGET (f->window), "No matches"));
  sockeye_filter_bar_clear (filter);
  test_app_wait_until (gtk_widget_get_visible (GTK_WIDGET (f->log)));
}

/* The row that was found is still in sight when the rows around it come back. */
static void
test_find_bar_around (Fixture       *f,
                      gconstpointer  data)
{
  SockeyeFilterBar *filter =
      SOCKEYE_FILTER_BAR (test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_FILTER_BAR));
  SockeyeRows *rows = sockeye_log_view_get_rows (f->log);
  GtkSelectionModel *model;
  guint position;

  sockeye_filter_bar_set_text (filter, "bytes < 100");
  test_find_fill (f->bar, "Find", "needle");
  test_find_bar_enter (f);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first);
  sockeye_filter_bar_clear (filter);
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (rows)) > 200);
  test_app_settle ();
  g_assert_false (sockeye_log_view_get_following (f->log));
  g_assert_true (sockeye_rows_find (rows, f->first, &position));
  model = gtk_column_view_get_model (
      GTK_COLUMN_VIEW (test_app_find (GTK_WIDGET (f->log), GTK_TYPE_COLUMN_VIEW)));
  g_assert_true (gtk_selection_model_is_selected (model, position));
  g_assert_nonnull (test_find_bar_get_cell (f, f->first, "data"));
}

/* By the row that is chosen, as from its menu. */
static void
test_find_bar_row (Fixture       *f,
                   gconstpointer  data)
{
  SockeyeRows *rows = sockeye_log_view_get_rows (f->log);
  g_autofree char *address = sockeye_address_to_string (f->address);
  g_autofree char *peer = g_strdup_printf ("peer == \"%s\"", address);

  g_assert_true (sockeye_log_view_show_row (f->log, f->first));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.filter-call", NULL));
  g_assert_cmpstr (test_find_text (f->window, "Filter"), ==, "call == sendto");
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 3);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.filter-socket", NULL));
  g_assert_cmpstr (test_find_text (f->window, "Filter"), ==, "socket == s1");
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 5);
  test_app_wait_until (test_find_bar_get_selected (f) == f->first);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.filter-peer", NULL));
  g_assert_cmpstr (test_find_text (f->window, "Filter"), ==, peer);
  test_app_wait_until (!sockeye_rows_is_searching (rows)
                       && g_list_model_get_n_items (G_LIST_MODEL (rows)) >= 3
                       && g_list_model_get_n_items (G_LIST_MODEL (rows)) <= 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

#define ADD(path, function)                                                               \
  g_test_add ("/sockeye/find-bar/" path, Fixture, NULL, test_find_bar_set_up, function,   \
              test_find_bar_tear_down)
  ADD ("next", test_find_bar_next);
  ADD ("deep", test_find_bar_deep);
  ADD ("kinds", test_find_bar_kinds);
  ADD ("no-matches", test_find_bar_no_matches);
  ADD ("cancel", test_find_bar_cancel);
  ADD ("filtered", test_find_bar_filtered);
  ADD ("around", test_find_bar_around);
  ADD ("row", test_find_bar_row);

  return g_test_run ();
}
