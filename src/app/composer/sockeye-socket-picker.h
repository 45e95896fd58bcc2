/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeSocketPicker:
 *
 * The open sockets of a session, to tick those that are meant. Lists them anew
 * each time that it is shown; those that are ticked and still open stay so.
 */
#define SOCKEYE_TYPE_SOCKET_PICKER (sockeye_socket_picker_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSocketPicker, sockeye_socket_picker, SOCKEYE, SOCKET_PICKER, GtkWidget)

GtkWidget *sockeye_socket_picker_new       (SockeyeSession      *session);
/* "s1, c3": (transfer full); "" for none */
char      *sockeye_socket_picker_dup_names (SockeyeSocketPicker *self);

G_END_DECLS
