/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-next-call.h"

G_BEGIN_DECLS

/**
 * SockeyeSocketBar:
 *
 * What acts on the selected socket: facts above, arguments and calls below,
 * and what the last call gave.
 *
 * Properties: session, socket (#SockeyeSocket), any-call (boolean: also make
 * calls that cannot be made now, so that the kernel answers).
 *
 * Signals: "accepted" (SockeyeSocket *): the pressed Accept gave this peer;
 * "connected" (SockeyeSocket *): the pressed Connect went through.
 */
#define SOCKEYE_TYPE_SOCKET_BAR (sockeye_socket_bar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSocketBar, sockeye_socket_bar, SOCKEYE, SOCKET_BAR, GtkWidget)

void     sockeye_socket_bar_set_socket  (SockeyeSocketBar *self,
                                         SockeyeSocket    *socket);
void     sockeye_socket_bar_set_any_call (SockeyeSocketBar *self,
                                          gboolean          any_call);
/* The line that shows the next call, for the controls of other parts. */
SockeyeNextCall *sockeye_socket_bar_get_next_call (SockeyeSocketBar *self);
/* Presses the button of the call, by key. */
void     sockeye_socket_bar_press       (SockeyeSocketBar *self,
                                         SockeyeVerb       verb);
void     sockeye_socket_bar_toggle_automatic (SockeyeSocketBar *self);
void     sockeye_socket_bar_focus_host  (SockeyeSocketBar *self);
/* Fills Host of the socket, and goes there. */
void     sockeye_socket_bar_set_host    (SockeyeSocketBar *self,
                                         const char       *text);
/* Says in Last call that the call has not returned. */
void     sockeye_socket_bar_show_waiting (SockeyeSocketBar *self,
                                          SockeyeSocket    *socket,
                                          SockeyeCall      *call);
/* Says in Last call why no call was made, until the socket's next call. */
void     sockeye_socket_bar_tell        (SockeyeSocketBar *self,
                                         SockeyeSocket    *socket,
                                         const char       *message);

G_END_DECLS
