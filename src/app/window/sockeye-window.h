/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeWindow:
 *
 * One window, one session.
 *
 * Properties: session (construct only; made where none is given), selected
 * (#SockeyeSocket or NULL), show-details (boolean), any-call (boolean: calls
 * that cannot be made now are made all the same).
 */
#define SOCKEYE_TYPE_WINDOW (sockeye_window_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeWindow, sockeye_window, SOCKEYE, WINDOW, GtkApplicationWindow)

SockeyeWindow  *sockeye_window_new          (GtkApplication *app);
SockeyeSession *sockeye_window_get_session  (SockeyeWindow  *self);
SockeyeSocket  *sockeye_window_get_selected (SockeyeWindow  *self);
void            sockeye_window_set_selected (SockeyeWindow  *self,
                                             SockeyeSocket  *socket);

G_END_DECLS
