/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The time of a row, by the clock or since another row. */

#include "config.h"

#include "sockeye-time-format.h"

#include "sockeye-journal-rows-private.h"

#include <glib/gi18n-lib.h>

/* How many rows are looked at for the row before of a socket. A row takes a few
 * nanoseconds, and each one that is shown asks. */
#define SOCKEYE_TIME_FORMAT_REACH 20000

static const struct
{
  const char *nick;
  const char *name;
} sockeye_time_formats[SOCKEYE_TIME_N_FORMATS] = {
  [SOCKEYE_TIME_CLOCK] = { "clock", N_("Time of day") },
  [SOCKEYE_TIME_START] = { "start", N_("Since the first row") },
  [SOCKEYE_TIME_ROW] = { "row", N_("Since the row before") },
  [SOCKEYE_TIME_SOCKET] = { "socket", N_("Since the row before of the socket") },
};

/* As it is remembered. */
const char *
sockeye_time_format_to_nick (SockeyeTimeFormat format)
{
  g_return_val_if_fail (format < SOCKEYE_TIME_N_FORMATS, NULL);

  return sockeye_time_formats[format].nick;
}

/**
 * sockeye_time_format_from_nick:
 * @nick: from sockeye_time_format_to_nick()
 * @format: (out): the format
 *
 * Returns: whether there is such a format
 */
gboolean
sockeye_time_format_from_nick (const char        *nick,
                               SockeyeTimeFormat *format)
{
  g_return_val_if_fail (nick != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < SOCKEYE_TIME_N_FORMATS; i++)
    if (strcmp (sockeye_time_formats[i].nick, nick) == 0)
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

/* Translated. */
const char *
sockeye_time_format_to_string (SockeyeTimeFormat format)
{
  g_return_val_if_fail (format < SOCKEYE_TIME_N_FORMATS, NULL);

  return _(sockeye_time_formats[format].name);
}

/**
 * sockeye_interval_to_string:
 * @ns: nanoseconds
 *
 * Returns: (transfer full): the time that passed, to the microsecond:
 *   "0.000 128", "2:03.128 402", "1:02:03.128 402"
 */
char *
sockeye_interval_to_string (gint64 ns)
{
  const char *sign = ns < 0 ? "-" : "";
  guint64 us = (ns < 0 ? (guint64) -ns : (guint64) ns) / 1000;
  guint64 seconds = us / G_USEC_PER_SEC;
  guint milliseconds = (guint) (us / 1000 % 1000);
  guint microseconds = (guint) (us % 1000);

  if (seconds < 60)
    return g_strdup_printf ("%s%u.%03u %03u", sign, (guint) seconds, milliseconds, microseconds);
  if (seconds < 3600)
    return g_strdup_printf ("%s%u:%02u.%03u %03u", sign, (guint) (seconds / 60),
                            (guint) (seconds % 60), milliseconds, microseconds);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ":%02u:%02u.%03u %03u", sign, seconds / 3600,
                          (guint) (seconds / 60 % 60), (guint) (seconds % 60), milliseconds,
                          microseconds);
}

/* Looks from number - 1 on for the nearest row, of this socket or of any where
 * it is 0. */
static gboolean
sockeye_journal_find_time_before (SockeyeJournal  *self,
                                  guint64          number,
                                  SockeyeSocketId  socket,
                                  gint64          *time)
{
  guint reach = SOCKEYE_TIME_FORMAT_REACH;
  gboolean found = FALSE;

  while (!found && reach > 0 && sockeye_journal_find (self, number - 1, NULL))
    {
      guint64 end;
      SockeyeChunk *chunk = _sockeye_pin_dup_chunk (self->pin, self->store, number - 1, &end);

      while (!found && reach > 0 && number > chunk->first
             && sockeye_journal_find (self, number - 1, NULL))
        {
          const SockeyeRecord *record = &chunk->records[--number - chunk->first];

          reach--;
          found = socket == 0 || record->socket == socket;
          *time = record->time;
        }
      _sockeye_chunk_unref (chunk);
    }
  return found;
}

/**
 * sockeye_journal_get_interval:
 * @self: a journal
 * @event: one of its rows
 * @format: since which row
 * @ns: (out): the time that passed, nanoseconds
 *
 * Returns: %FALSE where there is no such row: trimmed, cleared, farther away than
 *   is worth looking, or none
 */
gboolean
sockeye_journal_get_interval (SockeyeJournal    *self,
                              SockeyeEvent      *event,
                              SockeyeTimeFormat  format,
                              gint64            *ns)
{
  gint64 before = 0;

  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), FALSE);
  g_return_val_if_fail (ns != NULL, FALSE);

  if (sockeye_event_get_gap (event, NULL, NULL))
    return FALSE;
  switch (format)
    {
    case SOCKEYE_TIME_START:
      before = self->start;
      break;
    case SOCKEYE_TIME_ROW:
      if (!sockeye_journal_find_time_before (self, sockeye_event_get_number (event), 0, &before))
        return FALSE;
      break;
    case SOCKEYE_TIME_SOCKET:
      if (sockeye_event_get_socket (event) == 0
          || !sockeye_journal_find_time_before (self, sockeye_event_get_number (event),
                                                sockeye_event_get_socket (event), &before))
        return FALSE;
      break;
    case SOCKEYE_TIME_CLOCK:
    case SOCKEYE_TIME_N_FORMATS:
    default:
      return FALSE;
    }
  *ns = sockeye_event_get_time (event) - before;
  return TRUE;
}

/**
 * sockeye_journal_dup_time_text:
 * @self: a journal
 * @event: one of its rows
 * @format: what its time is told by
 *
 * Returns: (transfer full): the time of the row; "" where it is counted from a row
 *   that is not there
 */
char *
sockeye_journal_dup_time_text (SockeyeJournal    *self,
                               SockeyeEvent      *event,
                               SockeyeTimeFormat  format)
{
  gint64 ns;

  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  if (sockeye_event_get_gap (event, NULL, NULL))
    return g_strdup ("");
  if (format == SOCKEYE_TIME_CLOCK)
    return sockeye_event_dup_time_text (event);
  if (!sockeye_journal_get_interval (self, event, format, &ns))
    return g_strdup ("");
  return sockeye_interval_to_string (ns);
}
