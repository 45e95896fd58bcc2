/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-rate-words.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

/**
 * sockeye_rate_words_dup_bytes:
 * @bytes_per_second: a rate
 *
 * Returns: (transfer full): "12.3 kB/s"
 */
char *
sockeye_rate_words_dup_bytes (double bytes_per_second)
{
  if (bytes_per_second < 999.5)
    return g_strdup_printf (_("%.0f B/s"), bytes_per_second);
  if (bytes_per_second < 999.95e3)
    return g_strdup_printf (_("%.1f kB/s"), bytes_per_second / 1e3);
  if (bytes_per_second < 999.95e6)
    return g_strdup_printf (_("%.1f MB/s"), bytes_per_second / 1e6);
  return g_strdup_printf (_("%.1f GB/s"), bytes_per_second / 1e9);
}

/**
 * sockeye_rate_words_dup_rows:
 * @rows_per_second: a rate
 *
 * Returns: (transfer full): "1,200 rows/s"
 */
char *
sockeye_rate_words_dup_rows (double rows_per_second)
{
  guint64 rows = (guint64) (rows_per_second + 0.5);
  g_autofree char *number = sockeye_number_to_string (rows);

  /* Translators: rows of the log per second, as in "1,200 rows/s" */
  return g_strdup_printf (ngettext ("%s row/s", "%s rows/s", (gulong) rows), number);
}

typedef double (*SockeyeRateFunc) (SockeyeRates *rates,
                                   gint64        now,
                                   SockeyeRate   rate);

/* "in 1.2 kB/s, out 0 B/s, 12 rows/s" */
static char *
sockeye_rate_words_dup_all (SockeyeRates    *rates,
                            gint64           now,
                            SockeyeRateFunc  get)
{
  g_autofree char *in = sockeye_rate_words_dup_bytes (get (rates, now, SOCKEYE_RATE_IN));
  g_autofree char *out = sockeye_rate_words_dup_bytes (get (rates, now, SOCKEYE_RATE_OUT));
  g_autofree char *rows = sockeye_rate_words_dup_rows (get (rates, now, SOCKEYE_RATE_EVENTS));

  /* Translators: rates of bytes received, bytes sent and rows of the log */
  return g_strdup_printf (_("in %s, out %s, %s"), in, out, rows);
}

/**
 * sockeye_rate_words_dup_sentence:
 * @rates: rates
 * @now: the time
 *
 * Returns: (transfer full): the current and the peak rates, as the name of a
 *   picture that shows them
 */
char *
sockeye_rate_words_dup_sentence (SockeyeRates *rates,
                                 gint64        now)
{
  g_autofree char *current = NULL;
  g_autofree char *peak = NULL;

  if (sockeye_rates_is_idle (rates, now))
    return g_strdup (_("Rates of the last minute: nothing came or went"));
  current = sockeye_rate_words_dup_all (rates, now, sockeye_rates_get_current);
  peak = sockeye_rate_words_dup_all (rates, now, sockeye_rates_get_peak);
  return g_strdup_printf (_("Rates of the last minute: now %s; at most %s"), current, peak);
}

/**
 * sockeye_rate_words_dup_lines:
 * @rates: rates
 * @now: the time
 *
 * Returns: (transfer full): the current and the peak rates, each on a line
 */
char *
sockeye_rate_words_dup_lines (SockeyeRates *rates,
                              gint64        now)
{
  g_autofree char *current = sockeye_rate_words_dup_all (rates, now, sockeye_rates_get_current);
  g_autofree char *peak = sockeye_rate_words_dup_all (rates, now, sockeye_rates_get_peak);

  /* Translators: current rates, and the highest of the last minute */
  return g_strdup_printf (_("now %s\nat most %s"), current, peak);
}
