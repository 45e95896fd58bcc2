/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-preferences.h"

struct _SockeyePreferences
{
  GtkWindow  parent_instance;

  GtkWidget *rows;
  GtkWidget *mebibytes;
  GtkWidget *kibibytes;
  GtkWidget *automatic;
  GtkWidget *close_with_peer;
};

G_DEFINE_FINAL_TYPE (SockeyePreferences, sockeye_preferences, GTK_TYPE_WINDOW)

static void
sockeye_preferences_class_init (SockeyePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyePreferences, rows);
  gtk_widget_class_bind_template_child (widget_class, SockeyePreferences, mebibytes);
  gtk_widget_class_bind_template_child (widget_class, SockeyePreferences, kibibytes);
  gtk_widget_class_bind_template_child (widget_class, SockeyePreferences, automatic);
  gtk_widget_class_bind_template_child (widget_class, SockeyePreferences, close_with_peer);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sockeye_preferences_init (SockeyePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sockeye_preferences_new:
 * @parent: the window it stands before
 * @settings: what it changes
 *
 * Returns: (transfer none): a window
 */
SockeyePreferences *
sockeye_preferences_new (GtkWindow *parent,
                         GSettings *settings)
{
  SockeyePreferences *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (SOCKEYE_TYPE_PREFERENCES, "transient-for", parent, NULL);
  g_settings_bind (settings, "journal-rows", self->rows, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "journal-mebibytes", self->mebibytes, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "journal-row-kibibytes", self->kibibytes, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "start-automatic", self->automatic, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "close-with-peer", self->close_with_peer, "active",
                   G_SETTINGS_BIND_DEFAULT);
  return self;
}
