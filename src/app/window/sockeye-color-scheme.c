/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-color-scheme.h"

/* https://flatpak.github.io/xdg-desktop-portal, org.freedesktop.portal.Settings */
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"
#define PREFER_DARK 1
#define TIMEOUT_MS 5000

struct _SockeyeColorScheme
{
  GObject          parent_instance;

  GDBusConnection *bus;
  GCancellable    *cancellable;
  guint            subscription;
};

G_DEFINE_FINAL_TYPE (SockeyeColorScheme, sockeye_color_scheme, G_TYPE_OBJECT)

static void
sockeye_color_scheme_apply (GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  /* Read() wraps its answer twice, the signal once. */
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *next = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = next;
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                  g_variant_get_uint32 (inner) == PREFER_DARK, NULL);
}

static void
sockeye_color_scheme_read_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) value = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  if (answer == NULL)
    return;
  g_variant_get (answer, "(@v)", &value);
  sockeye_color_scheme_apply (value);
}

static void
sockeye_color_scheme_changed_cb (GDBusConnection *bus,
                                 const char      *sender,
                                 const char      *path,
                                 const char      *interface,
                                 const char      *signal,
                                 GVariant        *parameters,
                                 gpointer         user_data)
{
  g_autoptr (GVariant) value = NULL;
  const char *group;
  const char *key;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&s@v)", &group, &key, &value);
  if (g_str_equal (key, "color-scheme"))
    sockeye_color_scheme_apply (value);
}

static void
sockeye_color_scheme_dispose (GObject *object)
{
  SockeyeColorScheme *self = SOCKEYE_COLOR_SCHEME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (sockeye_color_scheme_parent_class)->dispose (object);
}

static void
sockeye_color_scheme_class_init (SockeyeColorSchemeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sockeye_color_scheme_dispose;
}

static void
sockeye_color_scheme_init (SockeyeColorScheme *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sockeye_color_scheme_new:
 * @bus: (nullable): the session bus
 *
 * Returns: (transfer full): follows as long as it lives
 */
SockeyeColorScheme *
sockeye_color_scheme_new (GDBusConnection *bus)
{
  SockeyeColorScheme *self = g_object_new (SOCKEYE_TYPE_COLOR_SCHEME, NULL);

  if (bus == NULL)
    return self;
  self->bus = g_object_ref (bus);
  self->subscription =
      g_dbus_connection_signal_subscribe (bus, PORTAL, PORTAL_SETTINGS, "SettingChanged",
                                          PORTAL_PATH,
                                          APPEARANCE, G_DBUS_SIGNAL_FLAGS_NONE,
                                          sockeye_color_scheme_changed_cb, NULL, NULL);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "Read",
                          g_variant_new ("(ss)", APPEARANCE, "color-scheme"),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, self->cancellable,
                          sockeye_color_scheme_read_cb, NULL);
  return self;
}
