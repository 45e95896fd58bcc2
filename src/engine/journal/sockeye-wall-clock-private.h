/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* When something was, on the clock on the wall. Rows hold the monotonic time,
 * which never jumps; this remembers how the wall clock stood against it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SockeyeWallClock SockeyeWallClock;

SockeyeWallClock *_sockeye_wall_clock_new     (void);
void              _sockeye_wall_clock_free    (SockeyeWallClock *self);
SockeyeWallClock *_sockeye_wall_clock_copy    (SockeyeWallClock *self);
void              _sockeye_wall_clock_check   (SockeyeWallClock *self,
                                               guint64           last);
void              _sockeye_wall_clock_note    (SockeyeWallClock *self,
                                               gint64            monotonic,
                                               gint64            real,
                                               guint64           last);
gint64            _sockeye_wall_clock_convert (SockeyeWallClock *self,
                                               gint64            time);

G_END_DECLS
