/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeNextCall:
 *
 * A line that shows the next call as code before it is made, while its
 * arguments are typed: the call of the control under the pointer, else of the
 * one that has the focus, else the suggested one. And what waits for it.
 *
 * Properties: socket (#SockeyeSocket or NULL).
 */
#define SOCKEYE_TYPE_NEXT_CALL (sockeye_next_call_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeNextCall, sockeye_next_call, SOCKEYE, NEXT_CALL, GtkWidget)

/* The call that would be made now, (transfer full), or NULL where what is typed
 * makes none. */
typedef SockeyeCall *(*SockeyeNextCallFunc) (gpointer     owner,
                                             SockeyeVerb  verb);

void sockeye_next_call_watch      (SockeyeNextCall     *self,
                                   gpointer             widget,
                                   SockeyeVerb          verb,
                                   SockeyeNextCallFunc  func,
                                   gpointer             owner);
void sockeye_next_call_set_socket (SockeyeNextCall     *self,
                                   SockeyeSocket       *socket);
void sockeye_next_call_set_idle   (SockeyeNextCall     *self,
                                   SockeyeVerb          verb);
void sockeye_next_call_set_any_call (SockeyeNextCall   *self,
                                   gboolean             any_call);
void sockeye_next_call_update     (SockeyeNextCall     *self);

G_END_DECLS
