/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "session-util.h"

#define SECOND G_USEC_PER_SEC

static void
count (SockeyeRates *rates,
       gint64        now,
       guint64       in,
       guint64       out,
       guint64       events)
{
  const guint64 totals[SOCKEYE_N_RATES] = { in, out, events };

  sockeye_rates_count (rates, now, totals);
}

static void
count_changes_cb (SockeyeRates *rates,
                  guint        *n_changes)
{
  (*n_changes)++;
}

/* Five times of a second: what is counted moves through them and out. */
static void
test_move (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (SECOND, 5);
  const gint64 start = 1000 * SECOND;

  g_assert_true (sockeye_rates_is_idle (rates, start));
  count (rates, start, 100, 20, 3);
  count (rates, start + SECOND / 2, 150, 20, 4);
  g_assert_false (sockeye_rates_is_idle (rates, start));

  /* Not before the second is over. */
  g_assert_cmpfloat (sockeye_rates_get_current (rates, start + SECOND / 2, SOCKEYE_RATE_IN), ==, 0);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, start + SECOND, SOCKEYE_RATE_IN), ==, 150);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, start + SECOND, SOCKEYE_RATE_OUT), ==, 20);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, start + SECOND, SOCKEYE_RATE_EVENTS), ==, 4);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, start + 2 * SECOND, SOCKEYE_RATE_IN), ==, 0);

  for (guint moved = 0; moved < 7; moved++)
    for (guint nth = 0; nth < 5; nth++)
      g_assert_cmpfloat (sockeye_rates_get_at (rates, start + (1 + moved) * SECOND, SOCKEYE_RATE_IN,
                                               nth),
                         ==, nth + moved == 4 ? 150 : 0);
  g_assert_cmpfloat (sockeye_rates_get_peak (rates, start + 5 * SECOND, SOCKEYE_RATE_IN), ==, 150);
  g_assert_cmpfloat (sockeye_rates_get_peak (rates, start + 6 * SECOND, SOCKEYE_RATE_IN), ==, 0);
  g_assert_false (sockeye_rates_is_idle (rates, start + 5 * SECOND));
  g_assert_true (sockeye_rates_is_idle (rates, start + 6 * SECOND));

  /* After a long time nothing of the old is left in the ring. */
  count (rates, start + 100 * SECOND, 151, 20, 5);
  for (guint nth = 0; nth < 5; nth++)
    g_assert_cmpfloat (sockeye_rates_get_at (rates, start + 101 * SECOND, SOCKEYE_RATE_IN, nth),
                       ==, nth == 4 ? 1 : 0);
}

/* A second of quarters: the peak is of a whole second, wherever it begins. */
static void
test_quarters (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (SECOND / 4, 240);
  const gint64 start = 1000 * SECOND;
  gint64 now;
  guint64 total = 0;

  for (guint i = 0; i < 40; i++)
    {
      total += i >= 14 && i < 18 ? 100 : 1;
      count (rates, start + i * SECOND / 4, total, 0, i + 1);
    }
  now = start + 10 * SECOND;
  g_assert_cmpfloat (sockeye_rates_get_peak (rates, now, SOCKEYE_RATE_IN), ==, 400);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, now, SOCKEYE_RATE_IN), ==, 4);
  g_assert_cmpfloat (sockeye_rates_get_peak (rates, now, SOCKEYE_RATE_EVENTS), ==, 4);
  /* One quarter alone is told as the rate it was. */
  g_assert_cmpfloat (sockeye_rates_get_at (rates, now, SOCKEYE_RATE_IN, 240 - 40 + 14), ==, 400);
}

static void
test_changed (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (SECOND, 5);
  guint n_changes = 0;

  g_signal_connect (rates, "changed", G_CALLBACK (count_changes_cb), &n_changes);
  count (rates, SECOND, 0, 0, 0);
  g_assert_cmpuint (n_changes, ==, 0);
  count (rates, SECOND, 0, 0, 1);
  g_assert_cmpuint (n_changes, ==, 1);
  count (rates, 3 * SECOND, 0, 0, 1);
  g_assert_cmpuint (n_changes, ==, 1);
}

/* More than a counter holds is not shown as little. */
static void
test_saturate (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (SECOND, 5);

  count (rates, SECOND, G_MAXUINT32 - 1, 0, 1);
  count (rates, SECOND, G_GUINT64_CONSTANT (10) << 32, 0, 2);
  g_assert_cmpfloat (sockeye_rates_get_current (rates, 2 * SECOND, SOCKEYE_RATE_IN), ==,
                     G_MAXUINT32);
}

/* The totals of a random run against a list of all that was counted. */
static void
test_random (void)
{
  enum { TIMES = 7, STEPS = 3000, LENGTH = 1000 };
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (LENGTH, TIMES);
  g_autofree guint *counted = g_new0 (guint, STEPS * 4);
  gint64 now = 0;
  guint64 total = 0;

  for (guint i = 0; i < STEPS; i++)
    {
      guint added = (guint) g_test_rand_int_range (0, 5);

      now += g_test_rand_int_range (0, 4 * LENGTH);
      now = MIN (now, (STEPS * 4 - 1) * (gint64) LENGTH);
      total += added;
      counted[now / LENGTH] += added;
      count (rates, now, total, 0, 0);
      for (guint nth = 0; nth < TIMES; nth++)
        {
          gint64 time = now / LENGTH - TIMES + nth;

          g_assert_cmpfloat (sockeye_rates_get_at (rates, now, SOCKEYE_RATE_IN, nth), ==,
                             time < 0 ? 0 : counted[time] * (double) SECOND / LENGTH);
        }
    }
}

/* Where the clock will be in n seconds: nobody has to wait for them. */
static gint64
later (gint64 n)
{
  return g_get_monotonic_time () + n * SECOND;
}

static double
sum_up (SockeyeRates *rates,
        gint64        now,
        SockeyeRate   rate)
{
  double sum = 0;

  for (guint i = 0; i < sockeye_rates_get_n_times (rates); i++)
    sum += sockeye_rates_get_at (rates, now, rate, i) * (double) sockeye_rates_get_length (rates)
           / SECOND;
  return sum;
}

/* Fed by the flush, for each socket and for all. */
static void
test_session (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeRates *rates = sockeye_session_get_rates (session);
  SockeyeSocket *receiver;
  SockeyeSocket *sender;
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeAddress) local = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789", 10);
  gint64 now;

  g_assert_true (sockeye_rates_is_idle (rates, later (0)));
  receiver = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  sender = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  address = sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), address));
  local = sockeye_address_ref (sockeye_socket_get_local (receiver));
  for (guint i = 0; i < 3; i++)
    test_call_ok (session, sockeye_call_new_sendto (sockeye_socket_get_id (sender), bytes, 0,
                                                    local));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (receiver) == 30);

  now = later (2);
  g_assert_false (sockeye_rates_is_idle (rates, now));
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_IN), ==, 30);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_OUT), ==, 30);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_EVENTS), ==, 9);
  rates = sockeye_socket_get_rates (receiver);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_IN), ==, 30);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_OUT), ==, 0);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_EVENTS), ==, 5);
  rates = sockeye_socket_get_rates (sender);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_IN), ==, 0);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_OUT), ==, 30);
  g_assert_cmpfloat (sum_up (rates, now, SOCKEYE_RATE_EVENTS), ==, 4);
  g_assert_true (sockeye_rates_is_idle (rates, later (70)));

  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/rates/move", test_move);
  g_test_add_func ("/sockeye/rates/quarters", test_quarters);
  g_test_add_func ("/sockeye/rates/changed", test_changed);
  g_test_add_func ("/sockeye/rates/saturate", test_saturate);
  g_test_add_func ("/sockeye/rates/random", test_random);
  g_test_add_func ("/sockeye/rates/session", test_session);

  return g_test_run ();
}
