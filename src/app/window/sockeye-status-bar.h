/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeStatusBar:
 *
 * The line below: how many rows there are, were trimmed and were dropped, the
 * rates, and whether the log follows.
 *
 * Properties: session, following (boolean), paused (boolean: by its button), any-call
 * (boolean: says that calls are made which cannot succeed).
 */
#define SOCKEYE_TYPE_STATUS_BAR (sockeye_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeStatusBar, sockeye_status_bar, SOCKEYE, STATUS_BAR, GtkWidget)

G_END_DECLS
