/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyePendingRow:
 *
 * A call that has not returned: its text, how long it waits and why, and
 * Cancel.
 *
 * Signal: "cancel" (SockeyePending *).
 */
#define SOCKEYE_TYPE_PENDING_ROW (sockeye_pending_row_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePendingRow, sockeye_pending_row, SOCKEYE, PENDING_ROW, GtkWidget)

GtkWidget *sockeye_pending_row_new         (void);
void       sockeye_pending_row_set_pending (SockeyePendingRow *self,
                                            SockeyePending    *pending);
void       sockeye_pending_row_update      (SockeyePendingRow *self,
                                            SockeyeSession    *session);
char      *sockeye_pending_row_dup_time    (gint64             seconds);

G_END_DECLS
