/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "filter/sockeye-filter.h"
#include "journal/sockeye-journal.h"

G_BEGIN_DECLS

/**
 * SockeyeRows:
 *
 * The rows of a journal that are shown: those that a filter lets through, up to
 * where the view was paused. A #GListModel of #SockeyeEvent in the order of
 * their numbers. Belongs to the session's thread.
 *
 * Properties: journal; filter (#SockeyeFilter or NULL: every row); paused
 * (boolean): what comes is held back, not lost; searching (boolean): not all
 * rows have been tried with the filter; progress (double, 0 to 1).
 */
#define SOCKEYE_TYPE_ROWS (sockeye_rows_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeRows, sockeye_rows, SOCKEYE, ROWS, GObject)

SockeyeRows    *sockeye_rows_new           (SockeyeJournal *journal);
SockeyeJournal *sockeye_rows_get_journal   (SockeyeRows    *self);
SockeyeFilter  *sockeye_rows_get_filter    (SockeyeRows    *self);
void            sockeye_rows_set_filter    (SockeyeRows    *self,
                                            SockeyeFilter  *filter);
void            sockeye_rows_set_paused    (SockeyeRows    *self,
                                            gboolean        paused);
guint64         sockeye_rows_get_held_back (SockeyeRows    *self);
gboolean        sockeye_rows_is_searching  (SockeyeRows    *self);
double          sockeye_rows_get_progress  (SockeyeRows    *self);
guint           sockeye_rows_count         (SockeyeRows    *self,
                                            guint          *n_recorded);
gboolean        sockeye_rows_find          (SockeyeRows    *self,
                                            guint64         number,
                                            guint          *position);
gboolean        sockeye_rows_find_next     (SockeyeRows    *self,
                                            guint64         number,
                                            guint          *position);
guint64         sockeye_rows_get_number    (SockeyeRows    *self,
                                            guint           position);

G_END_DECLS
