/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-rows.h"

G_BEGIN_DECLS

/**
 * SockeyeNoMatches:
 *
 * In the place of a log whose filter lets no row through: tells "no matches"
 * from "still searching" and from a log that is empty. Hides itself while there
 * are rows; the one that tells of a gap is none.
 *
 * Signal: "clear": the filter is to be cleared.
 */
#define SOCKEYE_TYPE_NO_MATCHES (sockeye_no_matches_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeNoMatches, sockeye_no_matches, SOCKEYE, NO_MATCHES, GtkWidget)

void sockeye_no_matches_set_rows (SockeyeNoMatches *self,
                                  SockeyeRows      *rows);

G_END_DECLS
