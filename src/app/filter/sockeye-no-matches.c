/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-no-matches.h"

#include <glib/gi18n-lib.h>

#include "call/sockeye-number.h"
#include "widgets/sockeye-template.h"

/* A list that is empty for less than this, between two filters, is not told of. */
#define SOCKEYE_NO_MATCHES_PAUSE_MS 100

struct _SockeyeNoMatches
{
  GtkWidget    parent_instance;

  SockeyeRows *rows;
  guint        pause_id;

  GtkWidget   *box;
  GtkLabel    *title;
  GtkLabel    *words;
  GtkWidget   *undo_button;
  GtkWidget   *clear_button;
};

G_DEFINE_FINAL_TYPE (SockeyeNoMatches, sockeye_no_matches, GTK_TYPE_WIDGET)

static guint clear_signal;

static gboolean
sockeye_no_matches_is_empty (SockeyeNoMatches *self)
{
  return self->rows != NULL && sockeye_rows_get_filter (self->rows) != NULL
         && sockeye_rows_count (self->rows, NULL) == 0;
}

/* In the place of the log, which is hidden with its own offer. */
static void
sockeye_no_matches_show_undo (SockeyeNoMatches *self,
                              gboolean          visible)
{
  if (!visible && gtk_widget_has_focus (self->undo_button))
    gtk_widget_grab_focus (self->clear_button);
  gtk_widget_set_visible (self->undo_button, visible);
}

static void
sockeye_no_matches_show (SockeyeNoMatches *self)
{
  gboolean searching = sockeye_rows_is_searching (self->rows);
  const char *title = searching ? _("Still searching") : _("No matches");
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  guint n;

  sockeye_rows_count (self->rows, &n);
  number = sockeye_number_to_string (n);
  if (n == 0)
    {
      /* Cleared, mostly: nothing is there that the filter could hide. */
      title = _("The log is empty");
      words = g_strdup (_("What comes and matches the filter is shown here"));
    }
  else if (searching)
    words = g_strdup_printf (_("%d %% of %s rows have been tried"),
                             (int) (CLAMP (sockeye_rows_get_progress (self->rows), 0, 1) * 100),
                             number);
  else
    words = g_strdup_printf (ngettext ("%s row is recorded, and the filter hides it",
                                       "%s rows are recorded, and the filter hides all of them", n),
                             number);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->words, words);
  sockeye_no_matches_show_undo (
      self, n == 0 && sockeye_journal_get_cleared (sockeye_rows_get_journal (self->rows)) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
sockeye_no_matches_pause_cb (gpointer data)
{
  SockeyeNoMatches *self = data;

  self->pause_id = 0;
  if (sockeye_no_matches_is_empty (self))
    sockeye_no_matches_show (self);
}

static void
sockeye_no_matches_update (SockeyeNoMatches *self)
{
  if (!sockeye_no_matches_is_empty (self))
    {
      g_clear_handle_id (&self->pause_id, g_source_remove);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  if (self->pause_id == 0)
    self->pause_id = g_timeout_add_once (SOCKEYE_NO_MATCHES_PAUSE_MS, sockeye_no_matches_pause_cb,
                                         self);
}

static void
sockeye_no_matches_clear_cb (SockeyeNoMatches *self)
{
  g_signal_emit (self, clear_signal, 0);
}

static void
sockeye_no_matches_dispose (GObject *object)
{
  SockeyeNoMatches *self = SOCKEYE_NO_MATCHES (object);

  sockeye_no_matches_set_rows (self, NULL);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_NO_MATCHES);

  G_OBJECT_CLASS (sockeye_no_matches_parent_class)->dispose (object);
}

static void
sockeye_no_matches_class_init (SockeyeNoMatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_no_matches_dispose;

  clear_signal = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "nomatches");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-no-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeNoMatches, box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNoMatches, title);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNoMatches, words);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNoMatches, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNoMatches, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_no_matches_clear_cb);
}

static void
sockeye_no_matches_init (SockeyeNoMatches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* rows: (nullable): those that the log shows */
void
sockeye_no_matches_set_rows (SockeyeNoMatches *self,
                             SockeyeRows      *rows)
{
  g_return_if_fail (SOCKEYE_IS_NO_MATCHES (self));

  if (self->rows != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->rows, self);
      g_signal_handlers_disconnect_by_data (sockeye_rows_get_journal (self->rows), self);
    }
  g_set_object (&self->rows, rows);
  if (rows == NULL)
    return;
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (sockeye_no_matches_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "notify", G_CALLBACK (sockeye_no_matches_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_rows_get_journal (rows), "items-changed",
                           G_CALLBACK (sockeye_no_matches_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_rows_get_journal (rows), "notify::cleared",
                           G_CALLBACK (sockeye_no_matches_update), self, G_CONNECT_SWAPPED);
  sockeye_no_matches_update (self);
}
