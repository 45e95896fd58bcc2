/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeTwoLines:
 *
 * Lays out two children beside one another where both have their natural
 * width, else beneath one another; never in more lines than two.
 */
#define SOCKEYE_TYPE_TWO_LINES (sockeye_two_lines_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeTwoLines, sockeye_two_lines, SOCKEYE, TWO_LINES, GtkLayoutManager)

G_END_DECLS
