/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The visible rows of a journal as they lie in memory: for filters and Find,
 * which look at many and make an object of none. Session's thread; a span that
 * was got can be read on any. */

#pragma once

#include "sockeye-journal-rows-private.h"

G_BEGIN_DECLS

/* Rows that lie side by side. */
typedef struct
{
  SockeyeChunk *chunk; /* held */
  guint64       first; /* number of the first one */
  guint         n;
} SockeyeSpan;

/* The first visible rows from this number on, up to last; FALSE: there are none. */
gboolean   _sockeye_journal_get_span    (SockeyeJournal *self,
                                         guint64         from,
                                         guint64         last,
                                         SockeyeSpan    *span);
void       _sockeye_span_clear          (SockeyeSpan    *self);
const SockeyeRecord *_sockeye_span_get_record (const SockeyeSpan *self,
                                         guint           i);

/* Number of the last visible row; what was before, where none is. */
guint64    _sockeye_journal_get_last    (SockeyeJournal *self);
/* The number of the row at this position; of a gap that of its first row. */
guint64    _sockeye_journal_get_number  (SockeyeJournal *self,
                                         guint           position);
/* Position of the first row, or gap, with this number or more. */
guint      _sockeye_journal_lower_bound (SockeyeJournal *self,
                                         guint64         number);
/* The number of the first row that is not kept apart; last: that of the last one
 * that is, 0 where none is visible. */
guint64    _sockeye_journal_get_apart_end (SockeyeJournal *self,
                                         guint64        *last);
/* The payload that is kept for rows that are looked at: SockeyeSegment. */
GPtrArray *_sockeye_journal_dup_pinned_segments (SockeyeJournal *self);

G_END_DECLS
