/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Looks for a pattern in rows on a thread of its own, once. */

#pragma once

#include "sockeye-rows-private.h"
#include "sockeye-search.h"

G_BEGIN_DECLS

typedef struct _SockeyeHunt SockeyeHunt;

/* On the thread that started it. found: NULL where there is none. */
typedef void (*SockeyeHuntFunc) (const SockeyeFound *found,
                                 gpointer            user_data);

SockeyeHunt *_sockeye_hunt_start        (SockeyeRows     *rows,
                                         SockeyePattern  *pattern,
                                         guint64          from,
                                         gboolean         backward,
                                         SockeyeHuntFunc  func,
                                         gpointer         user_data);
double       _sockeye_hunt_get_progress (SockeyeHunt     *self);
/* func is not called any more. Also to be called when it was. */
void         _sockeye_hunt_stop         (SockeyeHunt     *self);

G_END_DECLS
