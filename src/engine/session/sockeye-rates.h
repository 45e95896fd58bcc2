/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SOCKEYE_RATE_IN,     /* bytes received */
  SOCKEYE_RATE_OUT,    /* bytes sent */
  SOCKEYE_RATE_EVENTS, /* rows of the log */
  SOCKEYE_N_RATES
} SockeyeRate;

/**
 * SockeyeRates:
 *
 * How much came and went lately: a ring of what was counted in each of many
 * short times, all of one length. Of fixed size, whatever comes. Belongs to the
 * session's thread. All times are of g_get_monotonic_time().
 *
 * Signals: "changed": something has come or gone. Nothing is emitted for the
 * time that passes: who shows rates asks again while they are not idle.
 */
#define SOCKEYE_TYPE_RATES (sockeye_rates_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeRates, sockeye_rates, SOCKEYE, RATES, GObject)

SockeyeRates *sockeye_rates_new           (gint64         length,
                                           guint          n_times);
void          sockeye_rates_count         (SockeyeRates  *self,
                                           gint64         now,
                                           const guint64  totals[SOCKEYE_N_RATES]);
gint64        sockeye_rates_get_length    (SockeyeRates  *self);
guint         sockeye_rates_get_n_times   (SockeyeRates  *self);
gboolean      sockeye_rates_is_idle       (SockeyeRates  *self,
                                           gint64         now);
double        sockeye_rates_get_at        (SockeyeRates  *self,
                                           gint64         now,
                                           SockeyeRate    rate,
                                           guint          nth);
double        sockeye_rates_get_current   (SockeyeRates  *self,
                                           gint64         now,
                                           SockeyeRate    rate);
double        sockeye_rates_get_peak      (SockeyeRates  *self,
                                           gint64         now,
                                           SockeyeRate    rate);

G_END_DECLS
