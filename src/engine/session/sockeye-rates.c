/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-rates.h"

#include <string.h>

/* What was counted in one of the times. At 4 GiB it stands still: 17 GB/s in a
 * quarter of a second, more than any socket moves. */
typedef guint32 SockeyeCounts[SOCKEYE_N_RATES];

struct _SockeyeRates
{
  GObject        parent_instance;

  gint64         length; /* of each time, us */
  guint          n_times;
  gint64         newest; /* number of the latest time that is in the ring */
  guint64        totals[SOCKEYE_N_RATES]; /* as counted last */
  SockeyeCounts *ring;   /* n_times + 1: the time that is running, and those before */
};

G_DEFINE_FINAL_TYPE (SockeyeRates, sockeye_rates, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SockeyeCounts *
sockeye_rates_get_counts (SockeyeRates *self,
                          gint64        time)
{
  return &self->ring[time % (self->n_times + 1)];
}

/* What was counted in a time, which may be too old or not have come. */
static guint32
sockeye_rates_look_up (SockeyeRates *self,
                       gint64        time,
                       SockeyeRate   rate)
{
  if (time < 0 || time > self->newest || time < self->newest - self->n_times)
    return 0;
  return (*sockeye_rates_get_counts (self, time))[rate];
}

/* Makes a time the newest; what lies between was still. */
static void
sockeye_rates_advance (SockeyeRates *self,
                       gint64        time)
{
  gint64 from = MAX (self->newest + 1, time - self->n_times);

  for (gint64 i = from; i <= time; i++)
    memset (sockeye_rates_get_counts (self, i), 0, sizeof (SockeyeCounts));
  self->newest = MAX (self->newest, time);
}

static void
sockeye_rates_finalize (GObject *object)
{
  g_clear_pointer (&SOCKEYE_RATES (object)->ring, g_free);

  G_OBJECT_CLASS (sockeye_rates_parent_class)->finalize (object);
}

static void
sockeye_rates_class_init (SockeyeRatesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_rates_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sockeye_rates_init (SockeyeRates *self)
{
}

/**
 * sockeye_rates_new:
 * @length: of each time, in microseconds
 * @n_times: how many are kept beside the one that is running
 *
 * Returns: (transfer full): rates of which nothing has been counted
 */
SockeyeRates *
sockeye_rates_new (gint64 length,
                   guint  n_times)
{
  SockeyeRates *self;

  g_return_val_if_fail (length > 0 && n_times > 0, NULL);

  self = g_object_new (SOCKEYE_TYPE_RATES, NULL);
  self->length = length;
  self->n_times = n_times;
  self->ring = g_new0 (SockeyeCounts, n_times + 1);
  return self;
}

/**
 * sockeye_rates_count:
 * @self: rates
 * @now: the time
 * @totals: bytes received, bytes sent and rows, since the beginning
 *
 * Counts what was added to the totals.
 */
void
sockeye_rates_count (SockeyeRates  *self,
                     gint64         now,
                     const guint64  totals[SOCKEYE_N_RATES])
{
  SockeyeCounts *counts;

  g_return_if_fail (SOCKEYE_IS_RATES (self));

  if (memcmp (self->totals, totals, sizeof self->totals) == 0)
    return;
  sockeye_rates_advance (self, now / self->length);
  counts = sockeye_rates_get_counts (self, self->newest);
  for (guint i = 0; i < SOCKEYE_N_RATES; i++)
    {
      guint64 added = totals[i] - self->totals[i];

      (*counts)[i] = (guint32) MIN ((*counts)[i] + added, G_MAXUINT32);
      self->totals[i] = totals[i];
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sockeye_rates_get_length:
 * @self: rates
 *
 * Returns: how long each time is, in microseconds
 */
gint64
sockeye_rates_get_length (SockeyeRates *self)
{
  g_return_val_if_fail (SOCKEYE_IS_RATES (self), 1);

  return self->length;
}

/**
 * sockeye_rates_get_n_times:
 * @self: rates
 *
 * Returns: how many times are kept, beside the one that is running
 */
guint
sockeye_rates_get_n_times (SockeyeRates *self)
{
  g_return_val_if_fail (SOCKEYE_IS_RATES (self), 0);

  return self->n_times;
}

/**
 * sockeye_rates_is_idle:
 * @self: rates
 * @now: the time
 *
 * Returns: whether nothing came or went in any time that is kept, nor in the
 *   one that is running: then all rates are 0 until "changed"
 */
gboolean
sockeye_rates_is_idle (SockeyeRates *self,
                       gint64        now)
{
  gint64 running;

  g_return_val_if_fail (SOCKEYE_IS_RATES (self), TRUE);

  running = now / self->length;
  for (gint64 time = running - self->n_times; time <= running; time++)
    for (guint rate = 0; rate < SOCKEYE_N_RATES; rate++)
      if (sockeye_rates_look_up (self, time, rate) > 0)
        return FALSE;
  return TRUE;
}

/**
 * sockeye_rates_get_at:
 * @self: rates
 * @now: the time
 * @rate: of what
 * @nth: which of the times that are over, 0 for the oldest
 *
 * Returns: what came or went then, per second
 */
double
sockeye_rates_get_at (SockeyeRates *self,
                      gint64        now,
                      SockeyeRate   rate,
                      guint         nth)
{
  g_return_val_if_fail (SOCKEYE_IS_RATES (self), 0);
  g_return_val_if_fail (rate < SOCKEYE_N_RATES && nth < self->n_times, 0);

  return sockeye_rates_look_up (self, now / self->length - self->n_times + nth, rate)
         * (double) G_USEC_PER_SEC / (double) self->length;
}

/* The times that make up a second, which is what people take for now. */
static guint
sockeye_rates_get_second (SockeyeRates *self)
{
  return (guint) CLAMP (G_USEC_PER_SEC / self->length, 1, self->n_times);
}

/* Per second, of the second that ended with a time. */
static double
sockeye_rates_get_until (SockeyeRates *self,
                         gint64        last,
                         SockeyeRate   rate)
{
  guint n = sockeye_rates_get_second (self);
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += sockeye_rates_look_up (self, last - i, rate);
  return (double) sum * G_USEC_PER_SEC / (double) (n * self->length);
}

/**
 * sockeye_rates_get_current:
 * @self: rates
 * @now: the time
 * @rate: of what
 *
 * Returns: what came or went in the last second that is over
 */
double
sockeye_rates_get_current (SockeyeRates *self,
                           gint64        now,
                           SockeyeRate   rate)
{
  g_return_val_if_fail (SOCKEYE_IS_RATES (self), 0);
  g_return_val_if_fail (rate < SOCKEYE_N_RATES, 0);

  return sockeye_rates_get_until (self, now / self->length - 1, rate);
}

/**
 * sockeye_rates_get_peak:
 * @self: rates
 * @now: the time
 * @rate: of what
 *
 * Returns: what came or went in the busiest second of the times that are kept
 */
double
sockeye_rates_get_peak (SockeyeRates *self,
                        gint64        now,
                        SockeyeRate   rate)
{
  double peak = 0;
  gint64 last;
  guint n;

  g_return_val_if_fail (SOCKEYE_IS_RATES (self), 0);
  g_return_val_if_fail (rate < SOCKEYE_N_RATES, 0);

  last = now / self->length - 1;
  n = self->n_times - sockeye_rates_get_second (self) + 1;
  for (guint i = 0; i < n; i++)
    peak = MAX (peak, sockeye_rates_get_until (self, last - i, rate));
  return peak;
}
