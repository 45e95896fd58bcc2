/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeThisMachine:
 *
 * The host name and the addresses of this machine. Asked for each time that it
 * opens: gethostname() is a call of the session, with its row.
 *
 * Properties: session, socket (#SockeyeSocket or NULL: whose Host is filled).
 *
 * Signal: "picked" (const char *): to be put into Host.
 */
#define SOCKEYE_TYPE_THIS_MACHINE (sockeye_this_machine_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeThisMachine, sockeye_this_machine, SOCKEYE, THIS_MACHINE, GtkPopover)

G_END_DECLS
