/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeDetails:
 *
 * Three pages. Row: one row of the log in full: its facts, for an error the cause
 * and what to try, and its bytes as hex and as text. Socket: one socket in full
 * (#SockeyeSocketPage). Options: every option of that socket, to be read and
 * set (#SockeyeOptionsPage).
 *
 * Properties: session; event (#SockeyeEvent or NULL); socket (#SockeyeSocket or
 * NULL); page (string, "row", "socket" or "options"), which the action
 * details.page sets.
 */
#define SOCKEYE_TYPE_DETAILS (sockeye_details_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeDetails, sockeye_details, SOCKEYE, DETAILS, GtkWidget)

void sockeye_details_set_event    (SockeyeDetails *self,
                                   SockeyeEvent   *event);
void sockeye_details_show_row     (SockeyeDetails *self);
void sockeye_details_show_match   (SockeyeDetails *self,
                                   gsize           offset,
                                   gsize           length);
void sockeye_details_show_options (SockeyeDetails *self);
void sockeye_details_edit_comment (SockeyeDetails *self);

G_END_DECLS
