/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

static void
sockeye_wait_clear (gpointer data)
{
  SockeyeWait *wait = data;

  g_clear_pointer (&wait->call, sockeye_call_unref);
}

static void
sockeye_completion_clear (gpointer data)
{
  SockeyeCompletion *completion = data;

  g_clear_error (&completion->error);
  g_clear_pointer (&completion->readings, g_ptr_array_unref);
}

void
_sockeye_batch_init (SockeyeBatch *batch)
{
  memset (batch, 0, sizeof *batch);
  batch->states = g_array_new (FALSE, FALSE, sizeof (SockeyeState));
  g_array_set_clear_func (batch->states, (GDestroyNotify) _sockeye_state_clear);
  batch->waits = g_array_new (FALSE, FALSE, sizeof (SockeyeWait));
  g_array_set_clear_func (batch->waits, sockeye_wait_clear);
  batch->completions = g_array_new (FALSE, FALSE, sizeof (SockeyeCompletion));
  g_array_set_clear_func (batch->completions, sockeye_completion_clear);
}

void
_sockeye_batch_clear (SockeyeBatch *batch)
{
  g_clear_pointer (&batch->states, g_array_unref);
  g_clear_pointer (&batch->waits, g_array_unref);
  g_clear_pointer (&batch->completions, g_array_unref);
}

/* Moves the first elements of one array to the end of the other, with what they
 * own. */
void
_sockeye_batch_move_first (GArray *from,
                           GArray *to,
                           guint   n,
                           gsize   element_size)
{
  if (n == 0)
    return;
  g_array_append_vals (to, from->data, n);
  memset (from->data, 0, n * element_size);
  g_array_remove_range (from, 0, n);
}

void
_sockeye_batch_move (GArray *from,
                     GArray *to,
                     gsize   element_size)
{
  _sockeye_batch_move_first (from, to, from->len, element_size);
}
