/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the journal shows of its store. The reader's own:
 *
 *   kept apart      trimmed      cleared      visible
 *   [pin->first ]  ( gap )  [first      ) [shown ... last]
 *
 * Either rows are cleared, or those kept apart are visible, with their gap. */

#pragma once

#include "event/sockeye-event-private.h"
#include "sockeye-pin-private.h"
#include "sockeye-wall-clock-private.h"

G_BEGIN_DECLS

struct _SockeyeJournal
{
  GObject           parent_instance;

  SockeyeStore     *store;
  SockeyeWallClock *clock;
  SockeyeMarks     *marks;

  guint64           first;      /* number of the oldest row that the store keeps */
  guint64           shown;      /* of the first visible one of them; more than first: cleared */
  guint64           last;       /* of the last visible row; shown - 1 where none is visible */
  gint64            start;      /* when the first row of all came; 0: none yet */
  guint64           forgotten;  /* rows that were cleared, and are gone */
  SockeyePin       *pin;
  SockeyeEvent     *gap;        /* the row that tells what is trimmed behind the pin, or NULL */
  gboolean          pin_hidden; /* the rows kept apart, and the gap, are cleared */
  GHashTable       *events;     /* number in the event → event, not owned */
  gboolean          publishing;
};

typedef struct
{
  guint   n_items;
  guint   cleared;
  guint64 trimmed;
} SockeyeJournalCounts;

/* sockeye-journal.c */
void    _sockeye_journal_notify          (SockeyeJournal             *self,
                                          const SockeyeJournalCounts *before);

/* sockeye-journal-rows.c */
void    _sockeye_journal_list_model_init (GListModelInterface        *iface);
void    _sockeye_journal_init_rows       (SockeyeJournal             *self);
void    _sockeye_journal_clear_rows      (SockeyeJournal             *self);
guint64 _sockeye_journal_count_trimmed   (SockeyeJournal             *self);
void    _sockeye_journal_get_counts      (SockeyeJournal             *self,
                                          SockeyeJournalCounts       *counts);

G_END_DECLS
