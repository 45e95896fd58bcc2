/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-numbers-private.h"

/* Each is the number of a row, as in a plain array that the same was done to. */
static void
check (const SockeyeNumbers *numbers,
       GArray               *model)
{
  g_assert_cmpuint (numbers->n, ==, model->len);
  for (guint i = 0; i < model->len; i++)
    {
      guint64 number = g_array_index (model, guint64, i);

      g_assert_cmpuint (_sockeye_numbers_get (numbers, i), ==, number);
      g_assert_cmpuint (_sockeye_numbers_lower_bound (numbers, number), ==, i);
      g_assert_cmpuint (_sockeye_numbers_lower_bound (numbers, number + 1), ==, i + 1);
    }
}

/* Rows that are pinned stay while thousands of millions go by. */
static void
test_far_apart (void)
{
  const guint64 pinned[] = { 7, 9, 4096 };
  const guint64 live[] = { G_MAXUINT32 + G_GUINT64_CONSTANT (10), G_MAXUINT64 - 1 };
  SockeyeNumbers numbers = { 0 };
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (guint64));

  _sockeye_numbers_insert (&numbers, 0, pinned, G_N_ELEMENTS (pinned));
  _sockeye_numbers_insert (&numbers, 3, live, G_N_ELEMENTS (live));
  g_array_append_vals (model, pinned, G_N_ELEMENTS (pinned));
  g_array_append_vals (model, live, G_N_ELEMENTS (live));
  check (&numbers, model);
  _sockeye_numbers_clear (&numbers);
}

/* Rows come at the end, and go from the front and amid. */
static void
test_model (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (guint64));
  SockeyeNumbers numbers = { 0 };
  guint64 next = 1;

  for (guint round = 0; round < 300; round++)
    {
      guint64 added[50];
      guint n = (guint) g_rand_int_range (rand, 0, 50);
      guint from = 0;

      for (guint i = 0; i < n; i++, next += 1 + (i & 1))
        added[i] = next;
      _sockeye_numbers_insert (&numbers, numbers.n, added, n);
      g_array_append_vals (model, added, n);

      n = (guint) g_rand_int_range (rand, 0, 50);
      if (round % 3 == 0 && model->len > 0)
        from = (guint) g_rand_int_range (rand, 0, (gint32) model->len);
      n = MIN (n, model->len - from);
      _sockeye_numbers_remove (&numbers, from, n);
      if (n > 0)
        g_array_remove_range (model, from, n);
      check (&numbers, model);
    }
  _sockeye_numbers_clear (&numbers);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/numbers/far-apart", test_far_apart);
  g_test_add_func ("/sockeye/numbers/model", test_model);
  return g_test_run ();
}
