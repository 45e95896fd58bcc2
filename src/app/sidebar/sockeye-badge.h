/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-types.h"

G_BEGIN_DECLS

/* Shows a socket's badge in a label of style class "badge": its word, and its
 * nick as a further style class. */
void sockeye_badge_show (GtkLabel     *label,
                         SockeyeBadge  badge);

G_END_DECLS
