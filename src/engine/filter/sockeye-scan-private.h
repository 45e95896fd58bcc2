/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Tries a filter on rows on a thread of its own. What it finds comes in order to
 * the thread that started it, as soon as there is something to show. */

#pragma once

#include "sockeye-kin-private.h"
#include "sockeye-matcher-private.h"

#include "journal/sockeye-span-private.h"

G_BEGIN_DECLS

typedef struct _SockeyeScan SockeyeScan;

/* numbers: of the rows that the filter lets through, after those before. tried:
 * all rows up to this number were; done: no more will come. */
typedef void (*SockeyeScanFunc)   (const guint64  *numbers,
                                   gsize           n,
                                   guint64         tried,
                                   gboolean        done,
                                   gpointer        user_data);

SockeyeScan *_sockeye_scan_start  (SockeyeJournal *journal,
                                   guint64         from,
                                   guint64         last,
                                   SockeyeFilter  *filter,
                                   SockeyeKin     *kin,
                                   SockeyeScanFunc func,
                                   gpointer        user_data);
/* func is not called any more. Also to be called when it is done. */
void         _sockeye_scan_stop   (SockeyeScan    *self);

G_END_DECLS
