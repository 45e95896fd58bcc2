/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The row that stands for those that were trimmed under what is looked at. */

#include "config.h"

#include "sockeye-event-private.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

/* The rows first to last are missing; the row before them came at this time. */
SockeyeEvent *
_sockeye_event_new_gap (guint64 first,
                        guint64 last,
                        gint64  time,
                        gint64  wall_time)
{
  /* No payload is kept, so its place is free for the number of the last row. */
  const SockeyeRecord record = { .kind = SOCKEYE_KIND_GAP, .time = time, .data = last };

  return _sockeye_event_new (first, &record, wall_time, NULL, NULL);
}

/**
 * sockeye_event_get_gap:
 * @self: an event
 * @first: (out) (optional): number of the first row that is missing
 * @last: (out) (optional): number of the last one
 *
 * Returns: whether the row is of kind %SOCKEYE_KIND_GAP: it stands for rows that
 *   were trimmed, and has the number of the first of them
 */
gboolean
sockeye_event_get_gap (SockeyeEvent *self,
                       guint64      *first,
                       guint64      *last)
{
  const SockeyeRecord *record;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), FALSE);

  record = _sockeye_event_get_record (self);
  if (record->kind != SOCKEYE_KIND_GAP)
    return FALSE;
  if (first != NULL)
    *first = sockeye_event_get_number (self);
  if (last != NULL)
    *last = record->data;
  return TRUE;
}

/* "12,345 rows trimmed (4,097 to 16,441)"; NULL for other rows. */
char *
_sockeye_event_dup_gap_words (SockeyeEvent *self)
{
  g_autofree char *count = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  guint64 first, last;

  if (!sockeye_event_get_gap (self, &first, &last))
    return NULL;
  count = sockeye_number_to_string (last + 1 - first);
  from = sockeye_number_to_string (first);
  to = sockeye_number_to_string (last);
  /* Translators: "12,345 rows trimmed (4,097 to 16,441)": numbers of rows. */
  return g_strdup_printf (ngettext ("%s row trimmed (%s to %s)", "%s rows trimmed (%s to %s)",
                                    (gulong) (last + 1 - first)),
                          count, from, to);
}
