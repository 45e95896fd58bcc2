/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeSidebarRow:
 *
 * A socket at a glance: name, kind and badge; its address; bytes in and out,
 * or what waits, or what failed.
 */
#define SOCKEYE_TYPE_SIDEBAR_ROW (sockeye_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSidebarRow, sockeye_sidebar_row, SOCKEYE, SIDEBAR_ROW, GtkWidget)

SockeyeSocket *sockeye_sidebar_row_get_socket (SockeyeSidebarRow *self);
void           sockeye_sidebar_row_set_socket (SockeyeSidebarRow *self,
                                               SockeyeSocket     *socket);

G_END_DECLS
