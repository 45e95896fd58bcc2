/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SOCKEYE_TYPE_PREFERENCES (sockeye_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePreferences, sockeye_preferences, SOCKEYE, PREFERENCES, GtkWindow)

SockeyePreferences *sockeye_preferences_new (GtkWindow *parent,
                                             GSettings *settings);

G_END_DECLS
