/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeControlMenu:
 *
 * The button beside Send, behind which the control messages are chosen that go
 * with the data. They are those of the socket's draft; the button counts them.
 *
 * Signals: "changed": there is one more, or less.
 */
#define SOCKEYE_TYPE_CONTROL_MENU (sockeye_control_menu_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeControlMenu, sockeye_control_menu, SOCKEYE, CONTROL_MENU, GtkWidget)

void sockeye_control_menu_set_socket (SockeyeControlMenu *self,
                                      SockeyeSession     *session,
                                      SockeyeSocket      *socket);

G_END_DECLS
