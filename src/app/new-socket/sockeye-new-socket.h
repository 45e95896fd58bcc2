/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeNewSocket:
 *
 * The strip that makes sockets, and does nothing else.
 *
 * Signals: "created" (SockeyeSocket *): the pressed Create made this one.
 */
#define SOCKEYE_TYPE_NEW_SOCKET (sockeye_new_socket_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeNewSocket, sockeye_new_socket, SOCKEYE, NEW_SOCKET, GtkWidget)

void sockeye_new_socket_focus_family  (SockeyeNewSocket *self);
void sockeye_new_socket_focus_create  (SockeyeNewSocket *self);
void sockeye_new_socket_set_suggested (SockeyeNewSocket *self,
                                       gboolean          suggested);

G_END_DECLS
