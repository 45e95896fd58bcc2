/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-wall-clock-private.h"

#include <time.h>

/* The wall clock is remembered anew when it moved so much against the
 * monotonic one: it was set, or it drifts. */
#define STEP G_GINT64_CONSTANT (1000000) /* ns */

/* From time on, the wall clock is the monotonic one plus offset. */
typedef struct
{
  gint64  time;   /* CLOCK_MONOTONIC, ns */
  gint64  offset; /* ns */
  guint64 last;   /* number of the last row by then */
} SockeyeAnchor;

struct _SockeyeWallClock
{
  GArray *anchors; /* SockeyeAnchor, by time; one at least */
};

SockeyeWallClock *
_sockeye_wall_clock_new (void)
{
  SockeyeWallClock *self = g_new0 (SockeyeWallClock, 1);

  self->anchors = g_array_new (FALSE, FALSE, sizeof (SockeyeAnchor));
  _sockeye_wall_clock_check (self, 0);
  return self;
}

void
_sockeye_wall_clock_free (SockeyeWallClock *self)
{
  g_array_unref (self->anchors);
  g_free (self);
}

/* As it is now, for another thread. */
SockeyeWallClock *
_sockeye_wall_clock_copy (SockeyeWallClock *self)
{
  SockeyeWallClock *copy = g_new0 (SockeyeWallClock, 1);

  copy->anchors = g_array_copy (self->anchors);
  return copy;
}

/* The two clocks, in ns, stand so now, and last is the latest row. An anchor
 * since which no row came is replaced: there are never more of them than rows. */
void
_sockeye_wall_clock_note (SockeyeWallClock *self,
                          gint64            monotonic,
                          gint64            real,
                          guint64           last)
{
  const SockeyeAnchor anchor = { monotonic, real - monotonic, last };
  SockeyeAnchor *latest = NULL;

  if (self->anchors->len > 0)
    latest = &g_array_index (self->anchors, SockeyeAnchor, self->anchors->len - 1);
  if (latest != NULL && ABS (latest->offset - anchor.offset) <= STEP)
    return;

  if (latest != NULL && latest->last == last)
    latest->offset = anchor.offset;
  else
    g_array_append_val (self->anchors, anchor);
}

static gint64
sockeye_wall_clock_read (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

void
_sockeye_wall_clock_check (SockeyeWallClock *self,
                           guint64           last)
{
  gint64 before, real, after;

  /* Being put off the processor between two readings is no move of the clock. */
  do
    {
      before = sockeye_wall_clock_read (CLOCK_MONOTONIC);
      real = sockeye_wall_clock_read (CLOCK_REALTIME);
      after = sockeye_wall_clock_read (CLOCK_MONOTONIC);
    }
  while (after - before > STEP / 4);
  _sockeye_wall_clock_note (self, before, real, last);
}

/*
 * Returns: this time of CLOCK_MONOTONIC, in ns, as microseconds since 1970
 */
gint64
_sockeye_wall_clock_convert (SockeyeWallClock *self,
                             gint64            time)
{
  guint i = self->anchors->len - 1;

  while (i > 0 && g_array_index (self->anchors, SockeyeAnchor, i).time > time)
    i--;
  return (time + g_array_index (self->anchors, SockeyeAnchor, i).offset) / 1000;
}
