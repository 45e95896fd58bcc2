/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeColorScheme:
 *
 * Makes GTK follow the light or dark choice that the desktop tells by its
 * portal, which GTK 4.8 does not ask. Where there is no portal, GTK's own
 * setting stays.
 */
#define SOCKEYE_TYPE_COLOR_SCHEME (sockeye_color_scheme_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeColorScheme, sockeye_color_scheme, SOCKEYE, COLOR_SCHEME, GObject)

SockeyeColorScheme *sockeye_color_scheme_new (GDBusConnection *bus);

G_END_DECLS
