/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The actions of marks, going from mark to mark, and showing what is noted on the
 * rows that are drawn. */

#include "config.h"

#include "sockeye-log-view-private.h"

static void
sockeye_log_view_marks_changed_cb (SockeyeLogView *self,
                                   guint64         first,
                                   guint64         last)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      SockeyeLogCell *cell = g_ptr_array_index (self->cells, i);
      SockeyeEvent *event = sockeye_log_cell_get_event (cell);
      guint64 number = event != NULL ? sockeye_event_get_number (event) : 0;

      if (number >= first && number <= last)
        sockeye_log_cell_update_marks (cell);
    }
  _sockeye_log_view_update_mark_actions (self);
}

/* Watches marks, or none. */
void
_sockeye_log_view_set_marks (SockeyeLogView *self,
                             SockeyeMarks   *marks)
{
  if (self->marks == marks)
    return;
  if (self->marks != NULL)
    g_signal_handlers_disconnect_by_data (self->marks, self);
  g_set_object (&self->marks, marks);
  if (marks != NULL)
    g_signal_connect_object (marks, "changed", G_CALLBACK (sockeye_log_view_marks_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
sockeye_log_view_mark_action (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  _sockeye_log_view_mark_chosen (SOCKEYE_LOG_VIEW (widget));
}

/* Goes round at the end. A mark that a filter hides is passed by. */
static void
sockeye_log_view_go_to_mark (SockeyeLogView *self,
                             guint64 (*find) (SockeyeMarks *, guint64),
                             guint64         outside)
{
  guint64 from = self->selected != NULL ? sockeye_event_get_number (self->selected) : outside;

  for (guint round = 0; round < 2; round++, from = outside)
    while ((from = find (self->marks, from)) != 0)
      if (sockeye_log_view_show_row (self, from))
        return;
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
sockeye_log_view_next_mark_action (GtkWidget  *widget,
                                   const char *name,
                                   GVariant   *parameter)
{
  sockeye_log_view_go_to_mark (SOCKEYE_LOG_VIEW (widget), sockeye_marks_find_next, 0);
}

static void
sockeye_log_view_previous_mark_action (GtkWidget  *widget,
                                       const char *name,
                                       GVariant   *parameter)
{
  sockeye_log_view_go_to_mark (SOCKEYE_LOG_VIEW (widget), sockeye_marks_find_previous,
                               G_MAXUINT64);
}

void
_sockeye_log_view_install_mark_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "log.mark", NULL, sockeye_log_view_mark_action);
  gtk_widget_class_install_action (klass, "log.next-mark", NULL,
                                   sockeye_log_view_next_mark_action);
  gtk_widget_class_install_action (klass, "log.previous-mark", NULL,
                                   sockeye_log_view_previous_mark_action);

  /* Wireshark's key for a mark, and what editors go from one to the next with. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, "log.mark", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "log.next-mark", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, GDK_SHIFT_MASK, "log.previous-mark",
                                       NULL);
}

void
_sockeye_log_view_update_mark_actions (SockeyeLogView *self)
{
  gboolean any = self->marks != NULL && !sockeye_marks_is_empty (self->marks);
  gboolean chosen = FALSE;

  if (self->selection != NULL)
    {
      g_autoptr (GtkBitset) set =
          gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

      chosen = !gtk_bitset_is_empty (set);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.mark", self->marks != NULL && chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.next-mark", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.previous-mark", any);
}
