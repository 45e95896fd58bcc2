/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-rows.h"

G_BEGIN_DECLS

/**
 * SockeyeLogTail:
 *
 * The rows as the list of the log has them: all of them, except that while the
 * list is *held* at its end nobody tells it of rows that come and go. It keeps
 * its length, and its last item stands for the last row there is: who holds it
 * shows the rows at its end in place, which costs a tenth of letting the list
 * move its widgets.
 *
 * Letting go tells the list once of all that happened meanwhile, as rows that
 * came in before those it has: what is on the screen stays as it is, and each
 * position is again that of the row in SockeyeRows.
 *
 * Its items are nothing but places: the list takes one object at two positions
 * for a mistake, and an event would be at two while others pass.
 */
#define SOCKEYE_TYPE_LOG_TAIL (sockeye_log_tail_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeLogTail, sockeye_log_tail, SOCKEYE, LOG_TAIL, GObject)

SockeyeLogTail *sockeye_log_tail_new         (SockeyeRows    *rows);
gboolean        sockeye_log_tail_get_held    (SockeyeLogTail *self);
void            sockeye_log_tail_hold        (SockeyeLogTail *self);
void            sockeye_log_tail_release     (SockeyeLogTail *self);
SockeyeEvent   *sockeye_log_tail_dup_event   (SockeyeLogTail *self,
                                              guint           position);
guint           sockeye_log_tail_get_missing (SockeyeLogTail *self);
guint           sockeye_log_tail_get_gone    (SockeyeLogTail *self);

G_END_DECLS
