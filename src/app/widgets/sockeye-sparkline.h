/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-rates.h"

G_BEGIN_DECLS

/**
 * SockeyeSparkline:
 *
 * The last minute of rates in a small picture: bytes as an area, rows as a
 * line, each against its own highest. Draws itself again as time passes, and
 * not at all while nothing has come or gone for as long as it shows.
 *
 * Properties: rates (#SockeyeRates or NULL); hides (boolean): it takes no room
 * while there is nothing to show.
 */
#define SOCKEYE_TYPE_SPARKLINE (sockeye_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSparkline, sockeye_sparkline, SOCKEYE, SPARKLINE, GtkWidget)

void     sockeye_sparkline_set_rates (SockeyeSparkline *self,
                                      SockeyeRates     *rates);
gboolean sockeye_sparkline_is_moving (SockeyeSparkline *self);

G_END_DECLS
