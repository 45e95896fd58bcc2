/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Clearing the log, and taking it back: a line says how many rows are gone and
 * offers Undo. It leaves by itself; the action stays as long as the rows are kept. */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

#define SOCKEYE_LOG_CLEARED_SECONDS 15

static SockeyeJournal *
sockeye_log_view_get_journal (SockeyeLogView *self)
{
  return self->session != NULL ? sockeye_session_get_journal (self->session) : NULL;
}

static void
sockeye_log_view_hide_cleared (SockeyeLogView *self)
{
  g_clear_handle_id (&self->cleared_id, g_source_remove);
  if (gtk_widget_get_focus_child (self->cleared_bar) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  gtk_widget_set_visible (self->cleared_bar, FALSE);
}

static void
sockeye_log_view_cleared_over_cb (gpointer data)
{
  SockeyeLogView *self = data;

  self->cleared_id = 0;
  sockeye_log_view_hide_cleared (self);
}

static void
sockeye_log_view_show_cleared (SockeyeLogView *self,
                               guint           n)
{
  g_autofree char *number = sockeye_number_to_string (n);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s row cleared", "%s rows cleared", n), number);

  sockeye_log_view_hide_cleared (self);
  gtk_label_set_text (self->cleared_label, text);
  gtk_widget_set_visible (self->cleared_bar, TRUE);
  self->cleared_id = g_timeout_add_once (SOCKEYE_LOG_CLEARED_SECONDS * 1000,
                                         sockeye_log_view_cleared_over_cb, self);
}

static void
sockeye_log_view_clear_action (GtkWidget  *widget,
                               const char *name,
                               GVariant   *parameter)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);
  SockeyeJournal *journal = sockeye_log_view_get_journal (self);

  if (journal == NULL || g_list_model_get_n_items (G_LIST_MODEL (journal)) == 0)
    return;
  _sockeye_log_view_release (self);
  sockeye_journal_clear (journal);
  sockeye_log_view_show_cleared (self, sockeye_journal_get_cleared (journal));
}

static void
sockeye_log_view_undo_clear_action (GtkWidget  *widget,
                                    const char *name,
                                    GVariant   *parameter)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);
  SockeyeJournal *journal = sockeye_log_view_get_journal (self);

  _sockeye_log_view_release (self);
  if (journal == NULL || !sockeye_journal_undo_clear (journal))
    gtk_widget_error_bell (widget);
  sockeye_log_view_hide_cleared (self);
}

static void
sockeye_log_view_hide_cleared_action (GtkWidget  *widget,
                                      const char *name,
                                      GVariant   *parameter)
{
  sockeye_log_view_hide_cleared (SOCKEYE_LOG_VIEW (widget));
}

static void
sockeye_log_view_cleared_cb (SockeyeLogView *self)
{
  SockeyeJournal *journal = sockeye_log_view_get_journal (self);
  gboolean any = journal != NULL && sockeye_journal_get_cleared (journal) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo-clear", any);
  /* No row that a filter hides goes from the list. */
  if (any)
    _sockeye_log_view_drop_selected (self);
  /* Trimmed meanwhile: nothing is left to bring back. */
  if (!any)
    sockeye_log_view_hide_cleared (self);
}

void
_sockeye_log_view_install_clear_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "log.clear", NULL, sockeye_log_view_clear_action);
  gtk_widget_class_install_action (klass, "log.undo-clear", NULL,
                                   sockeye_log_view_undo_clear_action);
  gtk_widget_class_install_action (klass, "log.hide-cleared", NULL,
                                   sockeye_log_view_hide_cleared_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "log.undo-clear", NULL);
}

/* Of the session that the view has got, or none. */
void
_sockeye_log_view_watch_cleared (SockeyeLogView *self)
{
  SockeyeJournal *journal = sockeye_log_view_get_journal (self);

  if (journal != NULL)
    g_signal_connect_object (journal, "notify::cleared", G_CALLBACK (sockeye_log_view_cleared_cb),
                             self, G_CONNECT_SWAPPED);
  sockeye_log_view_cleared_cb (self);
}

void
_sockeye_log_view_forget_cleared (SockeyeLogView *self)
{
  g_clear_handle_id (&self->cleared_id, g_source_remove);
}
