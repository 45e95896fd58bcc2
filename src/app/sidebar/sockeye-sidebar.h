/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeSidebar:
 *
 * The sockets as a tree, accepted peers under their listener.
 *
 * Properties: session, selected (#SockeyeSocket): what the user chose here, or
 * was told to be chosen. It stays when its row is folded away, and moves only
 * by the user's hand.
 */
#define SOCKEYE_TYPE_SIDEBAR (sockeye_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSidebar, sockeye_sidebar, SOCKEYE, SIDEBAR, GtkWidget)

SockeyeSocket *sockeye_sidebar_get_selected (SockeyeSidebar *self);
void           sockeye_sidebar_set_selected (SockeyeSidebar *self,
                                             SockeyeSocket  *socket);

G_END_DECLS
