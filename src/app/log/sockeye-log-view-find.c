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
