/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyePendingStrip:
 *
 * *Not returned yet*: the calls of a session that wait, each with its running
 * time and Cancel. Hides itself when nothing waits.
 *
 * Properties: session.
 */
#define SOCKEYE_TYPE_PENDING_STRIP (sockeye_pending_strip_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePendingStrip, sockeye_pending_strip, SOCKEYE, PENDING_STRIP, GtkWidget)

G_END_DECLS
