/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeDetails:
 *
 * One row of the log in full: its facts, for an error the cause and what to
 * try, and its bytes as hex and as text.
 *
 * Properties: session; event (#SockeyeEvent or NULL).
 */
#define SOCKEYE_TYPE_DETAILS (sockeye_details_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeDetails, sockeye_details, SOCKEYE, DETAILS, GtkWidget)

void sockeye_details_set_event (SockeyeDetails *self,
                                SockeyeEvent   *event);

G_END_DECLS
