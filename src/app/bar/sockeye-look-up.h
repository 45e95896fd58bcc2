/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeLookUp:
 *
 * Looks up the name in Host of the selected socket when it opens, a call with
 * its row, and offers the answers. Closing does not cancel.
 *
 * Properties: session, socket (#SockeyeSocket or NULL).
 *
 * Signals: "picked" (const char *): an address, to be put into Host;
 * "first-that-works" (GPtrArray of #SockeyeAddress): to be tried in turn.
 */
#define SOCKEYE_TYPE_LOOK_UP (sockeye_look_up_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeLookUp, sockeye_look_up, SOCKEYE, LOOK_UP, GtkPopover)

G_END_DECLS
