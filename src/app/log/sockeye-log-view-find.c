/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What Find does with the log: the row that it found is chosen and marked. */

#include "config.h"

#include "sockeye-log-view-private.h"

static void
sockeye_log_view_refresh_found (SockeyeLogView *self,
                                guint64         number)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      SockeyeLogCell *cell = g_ptr_array_index (self->cells, i);
      SockeyeEvent *event = sockeye_log_cell_get_event (cell);

      if (event != NULL && sockeye_event_get_number (event) == number)
        sockeye_log_cell_refresh (cell);
    }
}

/**
 * sockeye_log_view_set_found:
 * @self: the log
 * @found: (nullable): what was found; %NULL: nothing is marked any more
 * @pattern: (nullable): what was looked for
 *
 * Marks what was found in the cells of its row, whose Data then begins shortly
 * before it.
 */
void
sockeye_log_view_set_found (SockeyeLogView     *self,
                            const SockeyeFound *found,
                            SockeyePattern     *pattern)
{
  guint64 before;

  g_return_if_fail (SOCKEYE_IS_LOG_VIEW (self));

  before = self->match.found.number;
  sockeye_log_match_set (&self->match, found, pattern);
  sockeye_log_view_refresh_found (self, before);
  if (found != NULL)
    sockeye_log_view_refresh_found (self, found->number);
}

/* No row is shown: the one that was chosen may only be hidden by a filter. */
void
_sockeye_log_view_drop_selected (SockeyeLogView *self)
{
  if (self->selected != NULL
      && !sockeye_journal_find (sockeye_rows_get_journal (self->rows),
                                sockeye_event_get_number (self->selected), NULL))
    _sockeye_log_view_set_selected (self, NULL);
}

/* Details keep a row that a filter hides: it is chosen again once it is shown. */
void
_sockeye_log_view_select_again (SockeyeLogView *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) set = NULL;
  guint position;

  if (self->selected == NULL || sockeye_log_tail_get_held (self->tail))
    return;
  set = gtk_selection_model_get_selection (selection);
  if (!gtk_bitset_is_empty (set)
      || !sockeye_rows_find (self->rows, sockeye_event_get_number (self->selected), &position))
    return;
  /* Not by the user: where the log stands does not change. */
  self->releasing = TRUE;
  gtk_selection_model_select_item (selection, position, TRUE);
  self->releasing = FALSE;
  _sockeye_log_view_update_actions (self);
}
