/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What Details says of a row, without widgets. All (transfer full); "" where
 * there is nothing to say. In sockeye-details-facts.c. */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

char *_sockeye_details_dup_title   (SockeyeEvent   *event);
char *_sockeye_details_dup_summary (SockeyeSession *session,
                                    SockeyeEvent   *event);
char *_sockeye_details_dup_facts   (SockeyeSession *session,
                                    SockeyeEvent   *event);
char *_sockeye_details_dup_kept    (SockeyeEvent   *event);
char *_sockeye_details_dup_seconds (gint64          nanoseconds);

/* In sockeye-details-more.c */
void  _sockeye_details_show_more   (GtkBox         *box,
                                    SockeyeSession *session,
                                    SockeyeEvent   *event);

G_END_DECLS
