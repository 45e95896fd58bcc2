/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "details/sockeye-comment-row.h"
#include "log/sockeye-log-cell.h"
#include "log/sockeye-log-view.h"
#include "window/sockeye-window.h"
#include "test-find.h"

typedef struct
{
  SockeyeWindow     *window;
  SockeyeSession    *session;
  SockeyeMarks      *marks;
  GtkWidget         *log;
  GtkSelectionModel *model;
} Fixture;

static void
fixture_set_up (Fixture       *f,
                gconstpointer  data)
{
  test_app_load_style ();
  f->window = g_object_new (SOCKEYE_TYPE_WINDOW, NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->window)));
  f->session = sockeye_window_get_session (f->window);
  f->marks = sockeye_journal_get_marks (sockeye_session_get_journal (f->session));
  f->log = test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_LOG_VIEW);
  f->model = gtk_column_view_get_model (
      GTK_COLUMN_VIEW (test_app_find (f->log, GTK_TYPE_COLUMN_VIEW)));
}

static void
fixture_tear_down (Fixture       *f,
                   gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  g_object_add_weak_pointer (G_OBJECT (f->session), (gpointer *) &f->session);
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_app_wait_until (f->window == NULL && f->session == NULL);
}

static gboolean
fixture_is_marked (Fixture *f,
                   guint64  number)
{
  return sockeye_marks_is_marked (f->marks, number);
}

static guint64
fixture_get_selected (Fixture *f)
{
  SockeyeEvent *event = sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log));

  return event != NULL ? sockeye_event_get_number (event) : 0;
}

/* The cell of a row with this style class, once it is drawn. */
static SockeyeLogCell *
fixture_get_cell (Fixture    *f,
                  guint64     number,
                  const char *column)
{
  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *cell = test_app_find_nth (f->log, SOCKEYE_TYPE_LOG_CELL, &nth);
      SockeyeEvent *event = NULL;

      if (cell == NULL)
        return NULL;
      event = sockeye_log_cell_get_event (SOCKEYE_LOG_CELL (cell));
      if (event != NULL && sockeye_event_get_number (event) == number
          && gtk_widget_has_css_class (cell, column))
        return SOCKEYE_LOG_CELL (cell);
    }
}

/* Whether a screen reader says this behind what it says of any row. */
static gboolean
fixture_says (Fixture    *f,
              guint64     number,
              const char *more)
{
  SockeyeLogCell *cell = fixture_get_cell (f, number, "number");
  g_autofree char *plain = sockeye_event_dup_sentence (sockeye_log_cell_get_event (cell));
  g_autofree char *sentence = g_strconcat (plain, more, NULL);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell)));
  g_autofree char *differs = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);

  return differs == NULL;
}

static void
fixture_act (Fixture    *f,
             const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->log, action, NULL));
}

static void
fixture_pasted_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
fixture_copy (Fixture    *f,
              const char *action)
{
  char *text = NULL;

  fixture_act (f, action);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->log), NULL, fixture_pasted_cb, &text);
  test_app_wait_until (text != NULL);
  return text;
}

static void
test_mark (Fixture       *f,
           gconstpointer  data)
{
  test_app_notes (f->session, 5);
  test_app_wait_until (fixture_get_cell (f, 5, "number") != NULL);

  /* Some of the chosen rows have no mark: then all get one. */
  gtk_selection_model_select_item (f->model, 1, TRUE);
  fixture_act (f, "log.mark");
  gtk_selection_model_select_item (f->model, 3, FALSE);
  fixture_act (f, "log.mark");
  for (guint64 i = 1; i <= 5; i++)
    g_assert_cmpint (fixture_is_marked (f, i), ==, i == 2 || i == 4);
  test_app_wait_until (fixture_says (f, 2, ", marked"));
  g_assert_true (fixture_says (f, 3, ""));

  fixture_act (f, "log.mark");
  g_assert_true (sockeye_marks_is_empty (f->marks));
  test_app_wait_until (fixture_says (f, 2, ""));
}

/* Many are marked a slice at a time, of which rows that come and go make no other
 * rows. */
static void
test_mark_many (Fixture       *f,
                gconstpointer  data)
{
  SockeyeJournal *journal = sockeye_session_get_journal (f->session);
  g_autoptr (SockeyeEvent) first = NULL;

  sockeye_journal_set_max_rows (journal, 40000);
  test_app_notes (f->session, 35000);
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (f->model)) == 35000);
  gtk_selection_model_select_range (f->model, 1, 34998, TRUE);
  fixture_act (f, "log.mark");
  for (guint i = 0; i < 20000; i++)
    sockeye_session_note (f->session, 0, "a note");
  test_app_wait_until (fixture_is_marked (f, 34999));
  g_assert_false (fixture_is_marked (f, 35000));
  g_assert_cmpuint (sockeye_marks_find_previous (f->marks, G_MAXUINT64), ==, 34999);

  test_app_wait_until (sockeye_journal_find (journal, 55000, NULL));
  first = g_list_model_get_item (G_LIST_MODEL (journal), 0);
  g_assert_cmpuint (sockeye_marks_find_next (f->marks, 0), >=, sockeye_event_get_number (first));
  fixture_act (f, "log.mark");
  test_app_wait_until (sockeye_marks_is_empty (f->marks));
}

/* Wherever one comes from: from the chosen row to the next mark, and round. */
static void
test_go (Fixture       *f,
         gconstpointer  data)
{
  test_app_notes (f->session, 1000);
  sockeye_marks_set_marked (f->marks, (const guint64[]) { 10, 700 }, 2, TRUE);

  fixture_act (f, "log.next-mark");
  g_assert_cmpuint (fixture_get_selected (f), ==, 10);
  fixture_act (f, "log.next-mark");
  g_assert_cmpuint (fixture_get_selected (f), ==, 700);
  g_assert_false (sockeye_log_view_get_following (SOCKEYE_LOG_VIEW (f->log)));
  fixture_act (f, "log.next-mark");
  g_assert_cmpuint (fixture_get_selected (f), ==, 10);
  fixture_act (f, "log.previous-mark");
  g_assert_cmpuint (fixture_get_selected (f), ==, 700);
  fixture_act (f, "log.previous-mark");
  g_assert_cmpuint (fixture_get_selected (f), ==, 10);
  test_app_wait_until (fixture_get_cell (f, 10, "number") != NULL
                       && gtk_widget_get_mapped (GTK_WIDGET (fixture_get_cell (f, 10, "number"))));
}

/* A mark on a row that was cleared leads nowhere. */
static void
test_cleared (Fixture       *f,
              gconstpointer  data)
{
  test_app_notes (f->session, 3);
  sockeye_marks_set_marked (f->marks, (const guint64[]) { 2 }, 1, TRUE);
  sockeye_journal_clear (sockeye_session_get_journal (f->session));
  gtk_widget_activate_action (f->log, "log.next-mark", NULL);
  g_assert_cmpuint (fixture_get_selected (f), ==, 0);
}

static const char *
fixture_get_data (Fixture *f,
                  guint64  number)
{
  return sockeye_log_cell_get_text (fixture_get_cell (f, number, "data"));
}

/* Typed in Details: kept by Enter, and by going to another row. */
static void
test_comment (Fixture       *f,
              gconstpointer  data)
{
  GtkWidget *row;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkWidget *mark;
  g_autofree char *comment = NULL;

  test_app_notes (f->session, 3);
  test_app_wait_until (fixture_get_cell (f, 3, "data") != NULL);
  gtk_selection_model_select_item (f->model, 1, TRUE);
  row = test_app_find (GTK_WIDGET (f->window), SOCKEYE_TYPE_COMMENT_ROW);
  view = test_app_find (row, GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  mark = test_find (row, GTK_TYPE_CHECK_BUTTON, "Marked");
  gtk_widget_grab_focus (f->log);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.comment", NULL);
  test_app_wait_until (test_find_has_focus (f->window, view));

  /* Taken back: nothing happens to the row, and the log has the focus again. */
  gtk_text_buffer_set_text (buffer, "no", -1);
  gtk_widget_activate_action (row, "comment.revert", NULL);
  g_assert_true (sockeye_marks_is_empty (f->marks));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  g_assert_true (test_find_has_focus (f->window, f->log));

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.comment", NULL);
  gtk_text_buffer_set_text (buffer, "look here", -1);
  gtk_widget_activate_action (row, "comment.save", NULL);
  comment = sockeye_marks_dup_comment (f->marks, 2);
  g_assert_cmpstr (comment, ==, "look here");
  g_assert_cmpstr (fixture_get_data (f, 2), ==, "# look here");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (mark)));
  test_app_wait_until (fixture_says (f, 2, ", marked, comment: look here"));

  /* Without Enter, then another row. */
  gtk_text_buffer_set_text (buffer, "look there", -1);
  gtk_selection_model_select_item (f->model, 2, TRUE);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (mark)));
  g_assert_cmpstr (fixture_get_data (f, 2), ==, "# look there");
  g_assert_cmpstr (fixture_get_data (f, 3), ==, "");

  gtk_selection_model_select_item (f->model, 1, TRUE);
  test_find_press (row, "Delete the comment");
  g_assert_cmpstr (fixture_get_data (f, 2), ==, "");
  g_assert_true (fixture_is_marked (f, 2));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), FALSE);
  g_assert_true (sockeye_marks_is_empty (f->marks));
}

/* More than is kept cannot be typed. */
static void
test_comment_long (Fixture       *f,
                   gconstpointer  data)
{
  GtkWidget *row = g_object_ref_sink (g_object_new (SOCKEYE_TYPE_COMMENT_ROW, NULL));
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (test_app_find (row, GTK_TYPE_TEXT_VIEW)));
  g_autofree char *text = g_strnfill (SOCKEYE_MARKS_COMMENT_MAX + 100, 'x');

  gtk_text_buffer_set_text (buffer, text, -1);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, SOCKEYE_MARKS_COMMENT_MAX);
  g_object_unref (row);
}

static void
test_copy (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *calls = NULL;
  g_autofree char *rows = NULL;

  test_app_socket (f->session, AF_INET, SOCK_STREAM);
  test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  sockeye_marks_set_comment (f->marks, 1, "the\nlistener");
  gtk_selection_model_select_all (f->model);
  calls = fixture_copy (f, "log.copy-calls");
  g_assert_cmpstr (calls, ==,
                   "from socket import *\n"
                   "s1 = socket(AF_INET, SOCK_STREAM, 0)  # the listener\n"
                   "s2 = socket(AF_INET, SOCK_DGRAM, 0)\n");

  gtk_selection_model_select_item (f->model, 0, TRUE);
  rows = fixture_copy (f, "log.copy-rows");
  g_assert_true (g_str_has_suffix (rows, "\tthe listener\n"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/sockeye/marks/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("mark", test_mark);
  ADD ("mark-many", test_mark_many);
  ADD ("go", test_go);
  ADD ("cleared", test_cleared);
  ADD ("comment", test_comment);
  ADD ("comment/long", test_comment_long);
  ADD ("copy", test_copy);
#undef ADD

  return g_test_run ();
}
