/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"
#include "sockeye-marks.h"

G_BEGIN_DECLS

#define SOCKEYE_JOURNAL_ROWS  1000000u
#define SOCKEYE_JOURNAL_BYTES (G_GUINT64_CONSTANT (256) << 20)
#define SOCKEYE_JOURNAL_KEPT  (G_GUINT64_CONSTANT (16) << 20)

/**
 * SockeyeJournal:
 *
 * The bounded, append-only store of events; a #GListModel of #SockeyeEvent.
 * Written by the reactor's thread alone, read on the session's thread alone.
 *
 * The list is the rows in the order of their numbers. Where older rows were kept
 * because they are looked at, it is those, then one row of kind
 * %SOCKEYE_KIND_GAP that tells what was trimmed behind them, then the rest.
 *
 * Properties: n-items (guint), trimmed (guint64, rows), cleared (guint, the rows
 * that undo would bring back), max-rows (guint), max-bytes (guint64), max-kept
 * (guint64, bytes of one row).
 */
#define SOCKEYE_TYPE_JOURNAL (sockeye_journal_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeJournal, sockeye_journal, SOCKEYE, JOURNAL, GObject)

SockeyeJournal *sockeye_journal_new           (void);
SockeyeMarks   *sockeye_journal_get_marks     (SockeyeJournal *self);
guint           sockeye_journal_get_max_rows  (SockeyeJournal *self);
void            sockeye_journal_set_max_rows  (SockeyeJournal *self,
                                               guint           max_rows);
guint64         sockeye_journal_get_max_bytes (SockeyeJournal *self);
void            sockeye_journal_set_max_bytes (SockeyeJournal *self,
                                               guint64         max_bytes);
guint64         sockeye_journal_get_max_kept  (SockeyeJournal *self);
void            sockeye_journal_set_max_kept  (SockeyeJournal *self,
                                               guint64         max_kept);
guint64         sockeye_journal_get_trimmed   (SockeyeJournal *self);
guint64         sockeye_journal_get_trimmed_bytes (SockeyeJournal *self);
guint64         sockeye_journal_get_bytes     (SockeyeJournal *self);
guint64         sockeye_journal_get_refused   (SockeyeJournal *self);
SockeyeEvent   *sockeye_journal_dup_event     (SockeyeJournal *self,
                                               guint64         number);
gboolean        sockeye_journal_find          (SockeyeJournal *self,
                                               guint64         number,
                                               guint          *position);
void            sockeye_journal_pin           (SockeyeJournal *self,
                                               guint64         first,
                                               guint64         last);
gboolean        sockeye_journal_get_gap       (SockeyeJournal *self,
                                               guint64        *first,
                                               guint64        *last);
void            sockeye_journal_clear         (SockeyeJournal *self);
gboolean        sockeye_journal_undo_clear    (SockeyeJournal *self);
guint           sockeye_journal_get_cleared   (SockeyeJournal *self);

G_END_DECLS
