/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-match.h"

#include "call/sockeye-payload.h"

/* Bytes that are shown before what was found, and characters behind it. */
#define SOCKEYE_LOG_MATCH_LEAST  2
#define SOCKEYE_LOG_MATCH_MOST   24
#define SOCKEYE_LOG_MATCH_AFTER  100

/* found: (nullable); pattern: (nullable), what was looked for. */
void
sockeye_log_match_set (SockeyeLogMatch    *self,
                       const SockeyeFound *found,
                       SockeyePattern     *pattern)
{
  g_return_if_fail (self != NULL);

  if (pattern != NULL)
    sockeye_pattern_ref (pattern);
  g_clear_pointer (&self->pattern, sockeye_pattern_unref);
  self->pattern = pattern;
  self->found = found != NULL ? *found : (SockeyeFound) { 0 };
}

gboolean
sockeye_log_match_is_in (const SockeyeLogMatch *self,
                         SockeyeEvent          *event)
{
  return self != NULL && event != NULL && self->pattern != NULL
         && self->found.number == sockeye_event_get_number (event);
}

/* With the found bytes in the middle: what is behind them may be cut. */
static char *
sockeye_log_match_dup_preview (const SockeyeLogMatch *self,
                               GBytes                *payload,
                               int                    room,
                               guint                 *start,
                               guint                 *end)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (payload, &size);
  gsize at = MIN (self->found.offset, size);
  gsize length = MIN (self->found.length, size - at);
  int half = (room - (int) MIN (length, SOCKEYE_LOG_MATCH_AFTER)) / 2;
  gsize lead = (gsize) CLAMP (half, SOCKEYE_LOG_MATCH_LEAST, SOCKEYE_LOG_MATCH_MOST);
  gsize first = at - MIN (at, lead);
  g_autofree char *before = NULL;
  g_autofree char *match = NULL;
  g_autofree char *after = NULL;

  /* Not amid a character. */
  while (first > 0 && first < at && (data[first] & 0xc0) == 0x80)
    first++;
  before = sockeye_payload_preview (data + first, at - first, 0);
  match = sockeye_payload_preview (data + at, length, SOCKEYE_LOG_MATCH_AFTER);
  after = sockeye_payload_preview (data + at + length, size - at - length,
                                   SOCKEYE_LOG_MATCH_AFTER);
  *start = (guint) strlen (before) + (first > 0 ? (guint) strlen ("…") : 0);
  *end = *start + (guint) strlen (match);
  return g_strconcat (first > 0 ? "…" : "", before, match, after, NULL);
}

/**
 * sockeye_log_match_dup_text:
 * @self: what was found, in this row
 * @column: a column
 * @event: the row
 * @room: characters that the column has room for
 * @start: (out): byte of the text where the found begins
 * @end: (out): and ends; the same where this column does not show it
 *
 * Returns: (transfer full): what the column shows of the row
 */
char *
sockeye_log_match_dup_text (const SockeyeLogMatch *self,
                            SockeyeLogColumn       column,
                            SockeyeEvent          *event,
                            int                    room,
                            guint                 *start,
                            guint                 *end)
{
  g_autofree char *text = sockeye_log_column_dup_text (column, event);
  g_autoptr (GBytes) payload = NULL;
  gsize offset;
  gsize length;

  *start = *end = 0;
  if (column == SOCKEYE_LOG_DATA && self->found.in_payload)
    payload = sockeye_event_dup_payload (event);
  if (payload != NULL)
    return sockeye_log_match_dup_preview (self, payload, room, start, end);
  if ((column == SOCKEYE_LOG_CALL || column == SOCKEYE_LOG_RESULT) && !self->found.in_payload
      && sockeye_pattern_find (self->pattern, (const guint8 *) text, strlen (text), 0, &offset,
                               &length))
    {
      *start = (guint) offset;
      *end = (guint) (offset + length);
    }
  return g_steal_pointer (&text);
}

/* Adds to how a text is drawn that this part of it was found, in bytes. */
void
sockeye_log_match_add_attributes (PangoAttrList *attributes,
                                  guint          start,
                                  guint          end)
{
  /* As sockeye-bytes-match.c has it. */
  PangoAttribute *parts[] = {
    pango_attr_background_new (0xe6e6, 0xa6a6, 0x0a0a),
    pango_attr_background_alpha_new (0x7333),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      parts[i]->start_index = start;
      parts[i]->end_index = end;
      pango_attr_list_insert (attributes, parts[i]);
    }
}
