/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-flags.h"

G_BEGIN_DECLS

/**
 * SockeyeFlagMenu:
 *
 * The arrow beside Send or Recv, behind which the flags of the call are chosen.
 *
 * Properties: sends (boolean, construct-only: the flags of Send, else of Recv),
 * flags (gint: those that are chosen).
 */
#define SOCKEYE_TYPE_FLAG_MENU (sockeye_flag_menu_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFlagMenu, sockeye_flag_menu, SOCKEYE, FLAG_MENU, GtkWidget)

int  sockeye_flag_menu_get_flags (SockeyeFlagMenu *self);
void sockeye_flag_menu_set_flags (SockeyeFlagMenu *self,
                                  int              flags);

G_END_DECLS
