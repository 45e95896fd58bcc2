/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-pin-private.h"

/* Payload is kept for at most so many rows: more are not looked at at once. */
#define MAX_ROWS 1000

SockeyePin *
_sockeye_pin_new (void)
{
  SockeyePin *self = g_new0 (SockeyePin, 1);

  self->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_segment_unref);
  return self;
}

void
_sockeye_pin_free (SockeyePin *self)
{
  _sockeye_pin_release (self);
  g_ptr_array_unref (self->segments);
  g_free (self);
}

static SockeyeSegment *
sockeye_pin_find_segment (GPtrArray *segments,
                          guint64    index)
{
  for (guint i = segments->len; i-- > 0;)
    if (((SockeyeSegment *) g_ptr_array_index (segments, i))->index == index)
      return g_ptr_array_index (segments, i);
  return NULL;
}

/* Adds the payload of the rows first to last to segments, as far as room goes. */
static void
sockeye_pin_collect (SockeyePin   *self,
                     SockeyeStore *store,
                     guint64       first,
                     guint64       last,
                     GPtrArray    *segments,
                     guint64      *room)
{
  guint64 number = first;

  while (number <= last)
    {
      guint64 end;
      SockeyeChunk *chunk = _sockeye_pin_dup_chunk (self, store, number, &end);

      for (; number <= last && number < end; number++)
        {
          const SockeyeRecord *record = &chunk->records[number - chunk->first];
          guint64 index = record->data >> 32;
          SockeyeSegment *segment;

          if (record->kept == 0 || sockeye_pin_find_segment (segments, index) != NULL)
            continue;
          segment = _sockeye_pin_dup_segment (self, store, index);
          if (segment == NULL)
            continue;
          if (segment->capacity <= *room)
            {
              *room -= segment->capacity;
              g_ptr_array_add (segments, _sockeye_segment_ref (segment));
            }
          _sockeye_segment_unref (segment);
        }
      _sockeye_chunk_unref (chunk);
    }
}

/*
 * The wanted rows changed; shown to last are visible, beside those that are
 * kept already. The payload of what is looked at goes last, but takes a quarter
 * of the bound at most from what comes.
 */
void
_sockeye_pin_want (SockeyePin   *self,
                   SockeyeStore *store,
                   guint64       shown,
                   guint64       last)
{
  guint64 room = atomic_load_explicit (&store->max_bytes, memory_order_relaxed) / 4;
  guint64 wanted_last = MIN (self->wanted_last, self->wanted_first + MAX_ROWS - 1);
  GPtrArray *segments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_segment_unref);

  if (self->wanted_first != 0)
    {
      if (_sockeye_pin_count (self) > 0)
        sockeye_pin_collect (self, store, MAX (self->wanted_first, self->first),
                             MIN (wanted_last, self->last), segments, &room);
      sockeye_pin_collect (self, store, MAX (self->wanted_first, shown),
                           MIN (wanted_last, last), segments, &room);
    }
  g_ptr_array_unref (self->segments);
  self->segments = segments;
}

/* Whether any of the rows that are kept apart is still looked at. */
gboolean
_sockeye_pin_is_wanted (SockeyePin *self)
{
  return self->wanted_first != 0 && self->wanted_first <= self->last
         && self->wanted_last >= self->first;
}

/*
 * The rows first to last, some of which may be kept apart already, are about to
 * be trimmed: keeps the two chunks that cover what is looked at of them; none
 * where nothing is.
 */
void
_sockeye_pin_hold (SockeyePin   *self,
                   SockeyeStore *store,
                   guint64       first,
                   guint64       last)
{
  guint64 from = MAX (self->wanted_first, first);
  guint64 to = MIN (self->wanted_last, last);
  SockeyeChunk *chunks[2] = { NULL, NULL };
  guint64 end = 0;

  if (self->wanted_first != 0 && from <= to)
    {
      chunks[0] = _sockeye_pin_dup_chunk (self, store, from, &end);
      first = MAX (chunks[0]->first, first);
      if (end <= to)
        chunks[1] = _sockeye_pin_dup_chunk (self, store, end, &end);
      last = MIN (end - 1, last);
    }
  _sockeye_pin_release (self);
  self->chunks[0] = chunks[0];
  self->chunks[1] = chunks[1];
  self->first = first;
  self->last = last;
}

/* Lets the rows go; what is wanted stays wanted. */
void
_sockeye_pin_release (SockeyePin *self)
{
  g_clear_pointer (&self->chunks[0], _sockeye_chunk_unref);
  g_clear_pointer (&self->chunks[1], _sockeye_chunk_unref);
}

/* The rows that are kept apart. */
guint
_sockeye_pin_count (SockeyePin *self)
{
  return self->chunks[0] != NULL ? (guint) (self->last + 1 - self->first) : 0;
}

/*
 * Returns: (transfer full): the chunk that holds this row, which must be kept,
 *   here or in the store; its rows go on to before end
 */
SockeyeChunk *
_sockeye_pin_dup_chunk (SockeyePin   *self,
                        SockeyeStore *store,
                        guint64       number,
                        guint64      *end)
{
  if (_sockeye_pin_count (self) == 0 || number < self->first || number > self->last)
    return _sockeye_store_dup_chunk (store, number, end);

  if (self->chunks[1] == NULL || number < self->chunks[1]->first)
    {
      *end = self->chunks[1] != NULL ? self->chunks[1]->first : self->last + 1;
      return _sockeye_chunk_ref (self->chunks[0]);
    }
  *end = self->last + 1;
  return _sockeye_chunk_ref (self->chunks[1]);
}

/*
 * Returns: (transfer full) (nullable): this segment; NULL where it is gone
 */
SockeyeSegment *
_sockeye_pin_dup_segment (SockeyePin   *self,
                          SockeyeStore *store,
                          guint64       index)
{
  SockeyeSegment *segment = sockeye_pin_find_segment (self->segments, index);

  return segment != NULL ? _sockeye_segment_ref (segment)
                         : _sockeye_store_dup_segment (store, index);
}
