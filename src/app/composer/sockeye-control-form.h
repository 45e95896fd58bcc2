/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeControlForm:
 *
 * Makes a control message to be sent: its type, of those that make sense for
 * the socket, and its fields. What is wrong is said in place.
 *
 * Signals: "added" (SockeyeControl *): Add was pressed, and all is right.
 */
#define SOCKEYE_TYPE_CONTROL_FORM (sockeye_control_form_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeControlForm, sockeye_control_form, SOCKEYE, CONTROL_FORM, GtkWidget)

void     sockeye_control_form_set_socket (SockeyeControlForm *self,
                                          SockeyeSession     *session,
                                          SockeyeSocket      *socket);
/* Whether anything can be sent beside the data of this socket. */
gboolean sockeye_control_form_has_kinds  (SockeyeControlForm *self);

G_END_DECLS
