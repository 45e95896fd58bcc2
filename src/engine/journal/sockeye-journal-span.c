/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-span-private.h"

/* The rows kept apart, where they are visible. */
static gboolean
sockeye_journal_get_apart (SockeyeJournal *self,
                           guint64        *first,
                           guint64        *last)
{
  if (self->pin_hidden || _sockeye_pin_count (self->pin) == 0)
    return FALSE;
  *first = self->pin->first;
  *last = self->pin->last;
  return TRUE;
}

gboolean
_sockeye_journal_get_span (SockeyeJournal *self,
                           guint64         from,
                           guint64         last,
                           SockeyeSpan    *span)
{
  guint64 first, end, pin_first, pin_last;

  if (sockeye_journal_get_apart (self, &pin_first, &pin_last) && from <= pin_last)
    {
      first = MAX (from, pin_first);
      last = MIN (last, pin_last);
    }
  else
    {
      first = MAX (from, self->shown);
      last = MIN (last, self->last);
    }
  if (first > last)
    return FALSE;

  span->chunk = _sockeye_pin_dup_chunk (self->pin, self->store, first, &end);
  span->first = first;
  span->n = (guint) (MIN (end, last + 1) - first);
  return TRUE;
}

void
_sockeye_span_clear (SockeyeSpan *self)
{
  g_clear_pointer (&self->chunk, _sockeye_chunk_unref);
}

const SockeyeRecord *
_sockeye_span_get_record (const SockeyeSpan *self,
                          guint              i)
{
  return &self->chunk->records[self->first + i - self->chunk->first];
}

guint64
_sockeye_journal_get_last (SockeyeJournal *self)
{
  return self->last;
}

guint64
_sockeye_journal_get_number (SockeyeJournal *self,
                             guint           position)
{
  guint64 first, last, gap;

  if (sockeye_journal_get_apart (self, &first, &last))
    {
      if (position <= last - first)
        return first + position;
      position -= (guint) (last + 1 - first);
    }
  if (sockeye_journal_get_gap (self, &gap, NULL) && position-- == 0)
    return gap;
  return self->shown + position;
}

guint
_sockeye_journal_lower_bound (SockeyeJournal *self,
                              guint64         number)
{
  guint64 first, last, gap;
  guint head = 0;

  if (sockeye_journal_get_apart (self, &first, &last))
    {
      if (number <= last)
        return (guint) (MAX (number, first) - first);
      head = (guint) (last + 1 - first);
    }
  if (sockeye_journal_get_gap (self, &gap, NULL))
    {
      if (number <= gap)
        return head;
      head++;
    }
  return head + (guint) (CLAMP (number, self->shown, self->last + 1) - self->shown);
}

guint64
_sockeye_journal_get_apart_end (SockeyeJournal *self,
                                guint64        *last)
{
  guint64 first;

  if (!sockeye_journal_get_apart (self, &first, last))
    *last = 0;
  return self->shown;
}

GPtrArray *
_sockeye_journal_dup_pinned_segments (SockeyeJournal *self)
{
  GPtrArray *segments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_segment_unref);

  for (guint i = 0; i < self->pin->segments->len; i++)
    g_ptr_array_add (segments,
                     _sockeye_segment_ref (g_ptr_array_index (self->pin->segments, i)));
  return segments;
}
