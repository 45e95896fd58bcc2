/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Which row stands where in the list, and how many there are. */

#include "config.h"

#include "sockeye-rows-private.h"

/**
 * sockeye_rows_find:
 * @self: rows
 * @number: a row's number
 * @position: (out) (optional): its position in the list
 *
 * Returns: whether the row is shown
 */
gboolean
sockeye_rows_find (SockeyeRows *self,
                   guint64      number,
                   guint       *position)
{
  guint found;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), FALSE);

  if (!sockeye_journal_find (self->journal, number, NULL)
      || !sockeye_rows_find_next (self, number, &found)
      || sockeye_rows_get_number (self, found) != number)
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}

/**
 * sockeye_rows_find_next:
 * @self: rows
 * @number: a row's number
 * @position: (out) (optional): position of the first row that is shown and has
 *   at least this number; a gap has that of its first row
 *
 * Returns: whether there is one
 */
gboolean
sockeye_rows_find_next (SockeyeRows *self,
                        guint64      number,
                        guint       *position)
{
  guint found;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), FALSE);

  if (self->filtered)
    found = (guint) _sockeye_numbers_lower_bound (&self->numbers, number);
  else
    found = _sockeye_journal_lower_bound (self->journal, number);
  if (found >= g_list_model_get_n_items (G_LIST_MODEL (self)))
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}

/**
 * sockeye_rows_get_number:
 * @self: rows
 * @position: a position in the list
 *
 * Returns: the number of the row there, without making an object of it; 0 where
 *   there is none
 */
guint64
sockeye_rows_get_number (SockeyeRows *self,
                         guint        position)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), 0);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self)))
    return 0;
  if (self->filtered)
    return _sockeye_numbers_get (&self->numbers, position);
  return _sockeye_journal_get_number (self->journal, position);
}

/**
 * sockeye_rows_count:
 * @self: rows
 * @n_recorded: (out) (optional): how many the journal has
 *
 * Returns: how many rows are shown. The one that tells of a gap is none
 */
guint
sockeye_rows_count (SockeyeRows *self,
                    guint       *n_recorded)
{
  guint64 first = 0, last;
  guint n_gaps;

  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), 0);

  if (n_recorded != NULL)
    *n_recorded = g_list_model_get_n_items (G_LIST_MODEL (self->journal))
                  - (sockeye_journal_get_gap (self->journal, &first, &last) ? 1 : 0);
  if (!self->filtered)
    _sockeye_rows_get_gap (self, &first, &last);
  n_gaps = (self->filtered ? self->gap : first) != 0;
  return g_list_model_get_n_items (G_LIST_MODEL (self)) - n_gaps;
}
