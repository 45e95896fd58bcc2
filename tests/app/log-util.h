/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A log in a window, and what it shows. */

#pragma once

#include "config.h"

#include "log/sockeye-log-cell.h"
#include "log/sockeye-log-view.h"
#include "test-app.h"

typedef struct
{
  SockeyeSession    *session;
  SockeyeJournal    *journal;
  GtkWidget         *window;
  GtkWidget         *log;
  GtkColumnView     *column_view;
  GtkAdjustment     *adjustment;
  GtkSelectionModel *model;
} LogFixture;

static inline void
log_fixture_open (LogFixture *f)
{
  f->log = g_object_new (SOCKEYE_TYPE_LOG_VIEW, "session", f->session, NULL);
  f->window = test_app_show (f->log, 700, 300);
  f->adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (test_app_find (f->log, GTK_TYPE_SCROLLED_WINDOW)));
  f->column_view = GTK_COLUMN_VIEW (test_app_find (f->log, GTK_TYPE_COLUMN_VIEW));
  f->model = gtk_column_view_get_model (f->column_view);
}

static inline void
log_fixture_close (LogFixture *f)
{
  g_object_ref (f->log);
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_app_settle ();
  g_assert_finalize_object (f->log);
}

static inline void
log_fixture_set_up (LogFixture    *f,
                    gconstpointer  data)
{
  f->session = sockeye_session_new ();
  sockeye_session_set_start_automatic (f->session, FALSE);
  f->journal = sockeye_session_get_journal (f->session);
  test_app_load_style ();
  log_fixture_open (f);
}

static inline void
log_fixture_tear_down (LogFixture    *f,
                       gconstpointer  data)
{
  log_fixture_close (f);
  sockeye_session_close (f->session);
  g_assert_finalize_object (f->session);
}

static inline gboolean
log_fixture_is_at_end (LogFixture *f)
{
  return gtk_adjustment_get_upper (f->adjustment) > gtk_adjustment_get_page_size (f->adjustment)
         && gtk_adjustment_get_value (f->adjustment) + gtk_adjustment_get_page_size (f->adjustment)
                >= gtk_adjustment_get_upper (f->adjustment) - 1;
}

/* Writes rows, and waits for the last: others may be trimmed meanwhile. */
static inline void
log_fixture_notes (LogFixture *f,
                   guint       n)
{
  g_autoptr (SockeyeEvent) last = g_list_model_get_item (
      G_LIST_MODEL (f->journal), g_list_model_get_n_items (G_LIST_MODEL (f->journal)) - 1);
  guint64 number = sockeye_event_get_number (last) + n;

  for (guint i = 0; i < n; i++)
    sockeye_session_note (f->session, 0, "a note");
  test_app_wait_until (sockeye_journal_find (f->journal, number, NULL));
}

/* The same, a few times, until the list is held and not told of all. Returns how
 * many rows there are then. */
static inline guint
log_fixture_pass (LogFixture *f,
                  guint       n)
{
  gint64 end = g_get_monotonic_time () + TEST_APP_DEADLINE;

  do
    {
      test_app_settle ();
      log_fixture_notes (f, n);
    }
  while (g_list_model_get_n_items (G_LIST_MODEL (f->model))
             == g_list_model_get_n_items (G_LIST_MODEL (f->journal))
         && g_get_monotonic_time () < end);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), <,
                    g_list_model_get_n_items (G_LIST_MODEL (f->journal)));
  return g_list_model_get_n_items (G_LIST_MODEL (f->journal));
}

/* The cell of a column drawn at a place: the list keeps more rows. */
static inline SockeyeLogCell *
log_fixture_find_cell_at (LogFixture       *f,
                          double            y,
                          SockeyeLogColumn  column)
{
  for (double x = 2; x < gtk_widget_get_width (f->log); x += 6)
    {
      GtkWidget *widget = gtk_widget_pick (f->log, x, y, GTK_PICK_DEFAULT);

      while (widget != NULL && !SOCKEYE_IS_LOG_CELL (widget))
        widget = gtk_widget_get_first_child (widget);
      if (widget != NULL
          && gtk_widget_has_css_class (widget, sockeye_log_column_to_nick (column)))
        return SOCKEYE_LOG_CELL (widget);
    }
  return NULL;
}

static inline guint64
log_fixture_get_number_at (LogFixture *f,
                           double      y)
{
  SockeyeLogCell *cell = log_fixture_find_cell_at (f, y, SOCKEYE_LOG_CALL);

  return cell != NULL ? sockeye_event_get_number (sockeye_log_cell_get_event (cell)) : 0;
}

static inline GtkWidget *
log_fixture_find_button (LogFixture *f,
                         const char *action)
{
  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *button = test_app_find_nth (f->log, GTK_TYPE_BUTTON, &nth);

      if (button == NULL
          || g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0)
        return button;
    }
}
