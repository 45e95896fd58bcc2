/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-bytes-match.h"

#include "call/sockeye-payload.h"

#define SOCKEYE_BYTES_MATCH_TAG "match"

/* Under words of either scheme they stay readable. */
static const GdkRGBA sockeye_bytes_match_rgba = { 0.9f, 0.65f, 0.04f, 0.45f };

static void
sockeye_bytes_match_mark (GtkTextBuffer *buffer,
                          GtkTextIter   *start,
                          GtkTextIter   *end)
{
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                 SOCKEYE_BYTES_MATCH_TAG) == NULL)
    gtk_text_buffer_create_tag (buffer, SOCKEYE_BYTES_MATCH_TAG, "background-rgba",
                                &sockeye_bytes_match_rgba, NULL);
  gtk_text_buffer_apply_tag_by_name (buffer, SOCKEYE_BYTES_MATCH_TAG, start, end);
}

/* The cursor goes there too, for a screen reader. */
static void
sockeye_bytes_match_scroll (GtkTextView *view,
                            GtkTextIter *at)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_place_cursor (buffer, at);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0,
                                SOCKEYE_BYTES_MATCH_ALIGN);
}

void
_sockeye_bytes_match_clear (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                 SOCKEYE_BYTES_MATCH_TAG) == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, SOCKEYE_BYTES_MATCH_TAG, &start, &end);
}

/* In one line of a hex dump, the bytes from first up to last: as digits, and as
 * characters behind them. */
static void
sockeye_bytes_match_mark_line (GtkTextBuffer *buffer,
                               guint          line,
                               guint          per_line,
                               guint          first,
                               guint          last)
{
  GtkTextIter start;
  GtkTextIter end;
  int digits;
  int characters;

  if (!gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line))
    return;
  /* The number of the first byte is as long as it needs to be. */
  while (!gtk_text_iter_ends_line (&start) && gtk_text_iter_get_char (&start) != ' ')
    gtk_text_iter_forward_char (&start);
  digits = gtk_text_iter_get_line_offset (&start) + 2;
  characters = digits + (int) per_line * 3 + 1;

  end = start;
  gtk_text_iter_set_line_offset (&start, digits + (int) first * 3);
  gtk_text_iter_set_line_offset (&end, digits + (int) last * 3 + 2);
  sockeye_bytes_match_mark (buffer, &start, &end);
  gtk_text_iter_set_line_offset (&start, characters + (int) first);
  gtk_text_iter_set_line_offset (&end, characters + (int) last);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_char (&end);
  sockeye_bytes_match_mark (buffer, &start, &end);
}

/* offset: of the bytes that are shown; all of them must be. */
void
_sockeye_bytes_match_mark_hex (GtkTextView *view,
                               guint        per_line,
                               gsize        offset,
                               gsize        length)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gsize last = offset + length - 1;
  GtkTextIter start;

  g_return_if_fail (length > 0);

  for (gsize line = offset / per_line; line <= last / per_line; line++)
    sockeye_bytes_match_mark_line (buffer, (guint) line, per_line,
                                   line == offset / per_line ? (guint) (offset % per_line) : 0,
                                   line == last / per_line ? (guint) (last % per_line)
                                                           : per_line - 1);
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) (offset / per_line));
  sockeye_bytes_match_scroll (view, &start);
}

static int
sockeye_bytes_match_count (const guint8 *data,
                           gsize         size)
{
  g_autofree char *text = sockeye_payload_to_text (data, size);

  return (int) g_utf8_strlen (text, -1);
}

/* data: the bytes that are shown. */
void
_sockeye_bytes_match_mark_text (GtkTextView  *view,
                                const guint8 *data,
                                gsize         size,
                                gsize         offset,
                                gsize         length)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (offset + length <= size);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, sockeye_bytes_match_count (data, offset));
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      sockeye_bytes_match_count (data, offset + length));
  sockeye_bytes_match_mark (buffer, &start, &end);
  sockeye_bytes_match_scroll (view, &start);
}

/* Whether the view shows the line that it was told to scroll to. */
gboolean
_sockeye_bytes_match_is_seen (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GdkRectangle line, seen;
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &at, &line);
  gtk_text_view_get_visible_rect (view, &seen);
  return line.y >= seen.y && line.y + line.height <= seen.y + seen.height;
}
