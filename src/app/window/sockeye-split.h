/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeSplit:
 *
 * A content with a side pane to its right. Where there is room, both stand
 * beside one another; where there is none, the side pane lies over the
 * content's right part (GtkPaned cannot do that). The edge between them is
 * dragged, or moved by the arrow keys.
 *
 * Properties: content, side (#GtkWidget), cover (#GtkWidget inside content: no
 * more than down to its end is covered), position (gint, width of the side
 * pane), show-side (boolean), folded (boolean, read-only: no room for both).
 */
#define SOCKEYE_TYPE_SPLIT (sockeye_split_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSplit, sockeye_split, SOCKEYE, SPLIT, GtkWidget)

gboolean sockeye_split_get_folded (SockeyeSplit *self);

G_END_DECLS
