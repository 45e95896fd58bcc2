/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

#define SOCKEYE_TYPE_LOG_VIEW (sockeye_log_view_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeLogView, sockeye_log_view, SOCKEYE, LOG_VIEW, GtkWidget)

G_END_DECLS
