/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "sockeye-color-scheme.h"
#include "sockeye-preferences.h"
#include "sockeye-settings.h"
#include "sockeye-shortcuts.h"
#include "sockeye-window.h"

/* GtkSettings counts in 1024ths of a dot per inch; X's usual one. */
#define USUAL_DPI (96 * 1024)

struct _SockeyeApplication
{
  GtkApplication      parent_instance;

  GSettings          *settings; /* or NULL */
  SockeyeColorScheme *color_scheme;
  int                 dpi;      /* before it was scaled */
  guint               terminate_source;
};

G_DEFINE_FINAL_TYPE (SockeyeApplication, sockeye_application, GTK_TYPE_APPLICATION)

static void
sockeye_application_quit_action (GSimpleAction *action,
                                 GVariant      *parameter,
                                 gpointer       user_data)
{
  GtkApplication *app = user_data;
  GList *windows;

  /* Each window closes its session: paths are unlinked, the peers told. */
  while ((windows = gtk_application_get_windows (app)) != NULL)
    gtk_window_destroy (windows->data);
  g_application_quit (G_APPLICATION (app));
}

static gboolean
sockeye_application_terminate_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
sockeye_application_new_window_action (GSimpleAction *action,
                                       GVariant      *parameter,
                                       gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (sockeye_window_new (user_data)));
}

static void
sockeye_application_preferences_action (GSimpleAction *action,
                                        GVariant      *parameter,
                                        gpointer       user_data)
{
  SockeyeApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->settings != NULL && parent != NULL)
    gtk_window_present (GTK_WINDOW (sockeye_preferences_new (parent, self->settings)));
}

static void
sockeye_application_about_action (GSimpleAction *action,
                                  GVariant      *parameter,
                                  gpointer       user_data)
{
  static const char *authors[] = { "The Sockeye authors", NULL };

  gtk_show_about_dialog (gtk_application_get_active_window (user_data),
                         "program-name", _("Sockeye"),
                         "logo-icon-name", SOCKEYE_APP_ID,
                         "version", SOCKEYE_VERSION,
                         "comments", _("Sockets, one call at a time"),
                         "authors", authors,
                         "translator-credits", _("translator-credits"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = sockeye_application_quit_action },
  { .name = "new-window", .activate = sockeye_application_new_window_action },
  { .name = "preferences", .activate = sockeye_application_preferences_action },
  { .name = "about", .activate = sockeye_application_about_action },
};

static void
sockeye_application_scale_cb (SockeyeApplication *self)
{
  double scale = g_settings_get_double (self->settings, "text-scale");

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (self->dpi * scale), NULL);
}

static void
sockeye_application_follow_settings (SockeyeApplication *self)
{
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &self->dpi, NULL);
  if (self->dpi <= 0)
    self->dpi = USUAL_DPI;
  self->settings = sockeye_settings_dup ();
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::text-scale",
                           G_CALLBACK (sockeye_application_scale_cb), self, G_CONNECT_SWAPPED);
  if (g_settings_get_double (self->settings, "text-scale") != 1)
    sockeye_application_scale_cb (self);
}

static void
sockeye_application_load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  /* Only AdwApplication loads it by itself. */
  gtk_css_provider_load_from_resource (provider, "/io/github/sockeye/Sockeye/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
sockeye_application_startup (GApplication *app)
{
  SockeyeApplication *self = SOCKEYE_APPLICATION (app);

  G_APPLICATION_CLASS (sockeye_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  sockeye_shortcuts_bind_app (GTK_APPLICATION (self));
  sockeye_application_load_style ();
  sockeye_application_follow_settings (self);
  self->color_scheme = sockeye_color_scheme_new (g_application_get_dbus_connection (app));
  self->terminate_source = g_unix_signal_add (SIGTERM, sockeye_application_terminate_cb, self);
}

static void
sockeye_application_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    window = GTK_WINDOW (sockeye_window_new (GTK_APPLICATION (app)));
  gtk_window_present (window);
}

static void
sockeye_application_shutdown (GApplication *app)
{
  SockeyeApplication *self = SOCKEYE_APPLICATION (app);

  g_clear_handle_id (&self->terminate_source, g_source_remove);
  g_clear_object (&self->color_scheme);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (sockeye_application_parent_class)->shutdown (app);
}

static int
sockeye_application_handle_local_options (GApplication *app,
                                          GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("sockeye %s\n", SOCKEYE_VERSION);
      return 0;
    }
  return G_APPLICATION_CLASS (sockeye_application_parent_class)->handle_local_options (app,
                                                                                       options);
}

static void
sockeye_application_class_init (SockeyeApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = sockeye_application_startup;
  app_class->activate = sockeye_application_activate;
  app_class->shutdown = sockeye_application_shutdown;
  app_class->handle_local_options = sockeye_application_handle_local_options;
}

static void
sockeye_application_init (SockeyeApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _("Print the version and exit"), NULL);
}

SockeyeApplication *
sockeye_application_new (void)
{
  return g_object_new (SOCKEYE_TYPE_APPLICATION,
                       "application-id", SOCKEYE_APP_ID,
                       "resource-base-path", "/io/github/sockeye/Sockeye",
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}
