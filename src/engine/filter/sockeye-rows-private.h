/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-kin-private.h"
#include "sockeye-numbers-private.h"
#include "sockeye-rows.h"
#include "sockeye-scan-private.h"

G_BEGIN_DECLS

/*
 *   journal:   1 2 3 4 5 6 7 8 9 10 11 12 13 14 ...
 *                            tried ^  held ^
 *   numbers:     2   4     7 8
 *
 * Without a filter the list is the journal's, up to held. With one, it is the
 * numbers that were found among the rows tried, and the gap's, if there is one.
 * Rows beyond tried are tried next, up to the last or to held: a slice at a time
 * on this thread where records are enough, by a scan on another thread where
 * text or payload is looked at.
 */
struct _SockeyeRows
{
  GObject         parent_instance;

  SockeyeJournal *journal;
  SockeyeKin      kin;

  SockeyeFilter  *filter;   /* as it was set */
  gboolean        filtered; /* it does not let every row through */
  gboolean        paused;
  guint64         held;     /* number of the last row to show; G_MAXUINT64: not paused */
  guint           n_items;  /* without a filter */
  guint64         seen;     /* number of the journal's last row, as of its last signal */

  /* With a filter. */
  SockeyeNumbers  numbers;
  guint           serial;   /* counts the filters */
  guint64         gap;      /* of the gap, which is among the numbers; 0: there is none */
  guint64         gap_last; /* number of the last row that it stands for */
  guint64         from;     /* number before the first row to try, for progress */
  guint64         tried;    /* number of the last row that was */
  GSource        *slice;
  SockeyeScan    *scan;
  guint64         scanned;  /* number of the last row that it will try */

  gboolean        searching; /* as was notified */
  double          progress;
};

/* sockeye-rows-try.c */
void     _sockeye_rows_restart   (SockeyeRows *self,
                                  guint        before);
void     _sockeye_rows_go_on     (SockeyeRows *self);
void     _sockeye_rows_stop      (SockeyeRows *self);
guint64  _sockeye_rows_get_end   (SockeyeRows *self);

/* sockeye-rows.c */
guint    _sockeye_rows_count_held (SockeyeRows *self);
void     _sockeye_rows_get_gap   (SockeyeRows *self,
                                  guint64     *first,
                                  guint64     *last);
void     _sockeye_rows_emit      (SockeyeRows *self,
                                  gsize        position,
                                  gsize        removed,
                                  gsize        added);
void     _sockeye_rows_notify    (SockeyeRows *self);

G_END_DECLS
