/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

#define SOCKEYE_TYPE_SIDEBAR (sockeye_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSidebar, sockeye_sidebar, SOCKEYE, SIDEBAR, GtkWidget)

G_END_DECLS
