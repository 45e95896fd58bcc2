/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Holding still what is looked at: the view is paused while the recording goes
 * on, and the journal is told which rows are seen, so that it trims round them. */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

/* Nobody reads a count that changes with every frame. */
#define SOCKEYE_LOG_COUNT_MS 100

static void
sockeye_log_view_show_paused (SockeyeLogView *self)
{
  guint64 n = self->rows != NULL ? sockeye_rows_get_held_back (self->rows) : 0;
  g_autofree char *number = sockeye_number_to_string (n);
  g_autofree char *label = g_strdup_printf (ngettext ("Paused; %s row since. Resume",
                                                      "Paused; %s rows since. Resume",
                                                      (gulong) n),
                                            number);

  if (self->paused)
    gtk_button_set_label (self->paused_button, label);
  if (!self->paused && gtk_widget_has_focus (GTK_WIDGET (self->paused_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  gtk_widget_set_visible (GTK_WIDGET (self->paused_button), self->paused);
  _sockeye_log_view_update_unseen (self);
}

static void
sockeye_log_view_count_cb (gpointer data)
{
  SockeyeLogView *self = data;

  self->count_id = 0;
  sockeye_log_view_show_paused (self);
}

static void
sockeye_log_view_journal_changed_cb (SockeyeLogView *self)
{
  if (self->paused && self->count_id == 0)
    self->count_id = g_timeout_add_once (SOCKEYE_LOG_COUNT_MS, sockeye_log_view_count_cb, self);
}

/**
 * _sockeye_log_view_update_pin:
 *
 * Tells the journal which rows are looked at: none where the log follows, since
 * those that are seen then are the last.
 */
void
_sockeye_log_view_update_pin (SockeyeLogView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
  int height = _sockeye_log_view_get_row_height (self);
  double top = gtk_adjustment_get_value (adjustment);
  double bottom = top + gtk_adjustment_get_page_size (adjustment);
  guint first, last;

  if (self->rows == NULL)
    return;
  if ((self->following && !self->paused) || n == 0 || height <= 0)
    {
      sockeye_journal_pin (sockeye_rows_get_journal (self->rows), 0, 0);
      return;
    }
  first = (guint) (top / height);
  last = (guint) (bottom / height);
  sockeye_journal_pin (sockeye_rows_get_journal (self->rows),
                       sockeye_rows_get_number (self->rows, MIN (first, n - 1)),
                       sockeye_rows_get_number (self->rows, MIN (last, n - 1)));
}

gboolean
sockeye_log_view_get_paused (SockeyeLogView *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_VIEW (self), FALSE);

  return self->paused;
}

/**
 * sockeye_log_view_set_paused:
 * @paused: whether what comes is recorded, but not shown
 */
void
sockeye_log_view_set_paused (SockeyeLogView *self,
                             gboolean        paused)
{
  g_return_if_fail (SOCKEYE_IS_LOG_VIEW (self));

  paused = !!paused;
  if (self->paused == paused || self->rows == NULL)
    return;
  _sockeye_log_view_release (self);
  self->paused = paused;
  sockeye_rows_set_paused (self->rows, paused);
  _sockeye_log_view_update_pin (self);
  sockeye_log_view_show_paused (self);
  g_object_notify (G_OBJECT (self), "paused");
}

/* Of the rows that the view has got. */
void
_sockeye_log_view_watch_journal (SockeyeLogView *self)
{
  g_signal_connect_object (sockeye_rows_get_journal (self->rows), "items-changed",
                           G_CALLBACK (sockeye_log_view_journal_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Leaves nothing pinned behind. */
void
_sockeye_log_view_forget_journal (SockeyeLogView *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (self->rows == NULL)
    return;
  g_signal_handlers_disconnect_by_data (sockeye_rows_get_journal (self->rows), self);
  sockeye_journal_pin (sockeye_rows_get_journal (self->rows), 0, 0);
  self->paused = FALSE;
}
