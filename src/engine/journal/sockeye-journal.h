/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"
#include "sockeye-marks.h"

G_BEGIN_DECLS

#define SOCKEYE_JOURNAL_ROWS  1000000u
#define SOCKEYE_JOURNAL_BYTES (G_GUINT64_CONSTANT (256) << 20)

/**
 * SockeyeJournal:
 *
 * The bounded, append-only store of events; a #GListModel of #SockeyeEvent.
 * Written by the reactor's thread alone, read on the session's thread alone.
 *
 * Properties: n-items (guint), trimmed (guint64, rows), max-rows (guint),
 * max-bytes (guint64).
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
guint64         sockeye_journal_get_trimmed   (SockeyeJournal *self);
guint64         sockeye_journal_get_trimmed_bytes (SockeyeJournal *self);
guint64         sockeye_journal_get_bytes     (SockeyeJournal *self);
SockeyeEvent   *sockeye_journal_dup_event     (SockeyeJournal *self,
                                               guint64         number);
gboolean        sockeye_journal_find          (SockeyeJournal *self,
                                               guint64         number,
                                               guint          *position);
void            sockeye_journal_clear         (SockeyeJournal *self);

G_END_DECLS
