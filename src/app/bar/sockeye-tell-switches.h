/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeTellSwitches:
 *
 * What the kernel is asked to tell with each message that is received: a check
 * for each option that makes control messages and that the socket has.
 *
 * Signals: "chosen" (int level, int option, gboolean on): the user wants it so.
 * While they are seen, the checks show what the kernel says.
 */
#define SOCKEYE_TYPE_TELL_SWITCHES (sockeye_tell_switches_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeTellSwitches, sockeye_tell_switches, SOCKEYE, TELL_SWITCHES, GtkWidget)

void sockeye_tell_switches_set_socket (SockeyeTellSwitches *self,
                                       SockeyeSession      *session,
                                       SockeyeSocket       *socket);

G_END_DECLS
