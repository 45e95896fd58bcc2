/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SOCKEYE_TYPE_APPLICATION (sockeye_application_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeApplication, sockeye_application, SOCKEYE, APPLICATION, GtkApplication)

SockeyeApplication *sockeye_application_new (void);

G_END_DECLS
