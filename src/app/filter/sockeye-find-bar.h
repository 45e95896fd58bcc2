/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "log/sockeye-log-view.h"

G_BEGIN_DECLS

/**
 * SockeyeFindBar:
 *
 * Finds a text, bytes or a regular expression in the rows that are shown, one
 * row after another, from the chosen row on. Searches beside the window's
 * thread; can be cancelled. Hidden until it is opened.
 *
 * Signals: "found": a row was found, chosen in the log and marked there;
 * "closed".
 */
#define SOCKEYE_TYPE_FIND_BAR (sockeye_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFindBar, sockeye_find_bar, SOCKEYE, FIND_BAR, GtkWidget)

void                sockeye_find_bar_set_log   (SockeyeFindBar *self,
                                                SockeyeLogView *log);
void                sockeye_find_bar_open      (SockeyeFindBar *self);
void                sockeye_find_bar_close     (SockeyeFindBar *self);
void                sockeye_find_bar_find      (SockeyeFindBar *self,
                                                gboolean        backward);
const SockeyeFound *sockeye_find_bar_get_found (SockeyeFindBar *self);

G_END_DECLS
