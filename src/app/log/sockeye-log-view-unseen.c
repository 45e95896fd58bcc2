/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* How many rows came since the end of the log was seen last. */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

/* What there is now has been seen. */
void
_sockeye_log_view_see (SockeyeLogView *self)
{
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  self->n_unseen = 0;
  self->seen = n > 0 ? sockeye_rows_get_number (self->rows, n - 1) : 0;
}

/* By their numbers: the list is told anew of rows that stay where others around
 * them go. A gap behind what was seen is not a row. */
void
_sockeye_log_view_count_unseen (SockeyeLogView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint position;

  self->n_unseen = 0;
  if (!sockeye_rows_find_next (self->rows, self->seen + 1, &position))
    return;
  self->n_unseen = n - position;
  if (!sockeye_rows_find (self->rows, sockeye_rows_get_number (self->rows, position), NULL))
    self->n_unseen--;
}

void
_sockeye_log_view_update_unseen (SockeyeLogView *self)
{
  gboolean visible = !self->following && !self->paused && self->n_unseen > 0;
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;

  if (visible)
    {
      number = sockeye_number_to_string (self->n_unseen);
      label = g_strdup_printf (ngettext ("%s new row", "%s new rows", self->n_unseen), number);
      gtk_button_set_label (self->unseen_button, label);
    }
  if (!visible && gtk_widget_has_focus (GTK_WIDGET (self->unseen_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  gtk_widget_set_visible (GTK_WIDGET (self->unseen_button), visible);
}
