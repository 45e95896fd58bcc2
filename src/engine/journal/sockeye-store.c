/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-store-private.h"

#include <string.h>

#define SEGMENT_MIN (256u << 10)
#define SEGMENT_MAX (4u << 20)
#define CHUNK_MIN   64u
#define CHUNK_MAX   4096u

/* A chunk whose extra area has grown so large takes no more rows, so that what
 * is trimmed at once stays small beside the bound. */
#define CHUNK_EXTRA (1u << 20)

#define PLACE(segment, offset) ((segment)->index << 32 | (offset))

SockeyeStore *
_sockeye_store_new (void)
{
  SockeyeStore *self = g_new0 (SockeyeStore, 1);

  atomic_init (&self->ref_count, 1);
  pthread_mutex_init (&self->lock, NULL);
  self->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_chunk_unref);
  self->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_segment_unref);
  atomic_init (&self->max_rows, SOCKEYE_JOURNAL_ROWS);
  atomic_init (&self->max_bytes, SOCKEYE_JOURNAL_BYTES);
  atomic_init (&self->max_kept, SOCKEYE_JOURNAL_KEPT);
  self->budget = _sockeye_budget_new ();
  return self;
}

SockeyeStore *
_sockeye_store_ref (SockeyeStore *self)
{
  atomic_fetch_add_explicit (&self->ref_count, 1, memory_order_relaxed);
  return self;
}

/* Whoever only looks for payload may outlive the two threads of the journal. */
void
_sockeye_store_unref (SockeyeStore *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) > 1)
    return;

  g_ptr_array_unref (self->chunks);
  g_ptr_array_unref (self->segments);
  _sockeye_budget_unref (self->budget);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

/* Takes the oldest n segments off the list. Locked. */
static void
sockeye_store_drop_segments (SockeyeStore *self,
                             guint         n,
                             gboolean      trimmed)
{
  for (guint i = 0; i < n; i++)
    {
      SockeyeSegment *segment = g_ptr_array_index (self->segments, i);

      atomic_fetch_sub_explicit (&self->used, segment->used, memory_order_relaxed);
      if (trimmed)
        self->trimmed_bytes += segment->used;
    }
  if (n > 0)
    g_ptr_array_remove_range (self->segments, 0, n);
}

static SockeyeSegment *
sockeye_store_oldest_segment (SockeyeStore *self)
{
  return self->segments->len > 0 ? g_ptr_array_index (self->segments, 0) : NULL;
}

/* Drops the oldest payload until size more bytes fit beside all that is held.
 * Here and not only when rows are published, so that a flood in between stays
 * within the bound.
 * Locked. Returns: (transfer full): one that can be filled anew, or NULL */
static SockeyeSegment *
sockeye_store_make_room (SockeyeStore *self,
                         gsize         size)
{
  guint64 max = atomic_load_explicit (&self->max_bytes, memory_order_relaxed);
  SockeyeSegment *spare = NULL;
  SockeyeSegment *oldest;

  while (_sockeye_budget_get (self->budget) - (spare != NULL ? size : 0) + size > max
         && (oldest = sockeye_store_oldest_segment (self)) != NULL)
    {
      if (spare == NULL && _sockeye_segment_is_reusable (oldest, size))
        spare = _sockeye_segment_ref (oldest);
      if (oldest == self->segment)
        self->segment = NULL;
      sockeye_store_drop_segments (self, 1, TRUE);
    }
  return spare;
}

static gsize
sockeye_store_segment_size (SockeyeStore *self)
{
  guint64 max = atomic_load_explicit (&self->max_bytes, memory_order_relaxed);

  return CLAMP (max / 8, SEGMENT_MIN, SEGMENT_MAX);
}

guint8 *
_sockeye_store_reserve (SockeyeStore *self,
                        gsize         size)
{
  SockeyeSegment *segment = self->segment;
  gsize capacity;

  if (segment != NULL && segment->capacity - segment->used >= size)
    {
      _sockeye_segment_populate (segment, segment->used + size);
      return segment->data + segment->used;
    }

  capacity = MAX (size, sockeye_store_segment_size (self));
  pthread_mutex_lock (&self->lock);
  segment = sockeye_store_make_room (self, capacity);
  if (segment != NULL)
    {
      segment->index = ++self->n_segments;
      segment->used = 0;
    }
  else
    segment = _sockeye_segment_new (self->budget, ++self->n_segments, capacity);
  g_ptr_array_add (self->segments, segment);
  pthread_mutex_unlock (&self->lock);

  self->segment = segment;
  _sockeye_segment_populate (segment, size);
  return segment->data;
}

guint64
_sockeye_store_commit (SockeyeStore *self,
                       gsize         size)
{
  SockeyeSegment *segment = self->segment;
  guint64 place;

  g_return_val_if_fail (segment != NULL && segment->capacity - segment->used >= size, 0);

  place = PLACE (segment, segment->used);
  segment->used += size;
  atomic_fetch_add_explicit (&self->used, size, memory_order_relaxed);
  return place;
}

static guint64
sockeye_store_keep_large (SockeyeStore *self,
                          GBytes       *bytes)
{
  SockeyeSegment *segment;
  SockeyeSegment *spare;

  pthread_mutex_lock (&self->lock);
  spare = sockeye_store_make_room (self, g_bytes_get_size (bytes));
  g_clear_pointer (&spare, _sockeye_segment_unref);
  segment = _sockeye_segment_new_for_bytes (self->budget, ++self->n_segments, bytes);
  g_ptr_array_add (self->segments, segment);
  pthread_mutex_unlock (&self->lock);

  atomic_fetch_add_explicit (&self->used, segment->capacity, memory_order_relaxed);
  return PLACE (segment, 0);
}

/* How many of size bytes one row keeps: no row takes more than there is room
 * for at all. */
gsize
_sockeye_store_limit (SockeyeStore *self,
                      gsize         size)
{
  guint64 max_kept = atomic_load_explicit (&self->max_kept, memory_order_relaxed);
  guint64 max_bytes = atomic_load_explicit (&self->max_bytes, memory_order_relaxed);

  return (gsize) MIN (size, MIN (max_kept, MAX (max_bytes, SEGMENT_MIN)));
}

/* What is kept in part is copied, or the rest would be held with it. */
guint64
_sockeye_store_keep (SockeyeStore *self,
                     GBytes       *bytes,
                     gsize        *kept)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  *kept = _sockeye_store_limit (self, size);
  if (*kept == 0)
    return 0;
  if (*kept == size && size >= SOCKEYE_STORE_LARGE)
    return sockeye_store_keep_large (self, bytes);

  memcpy (_sockeye_store_reserve (self, *kept), data, *kept);
  return _sockeye_store_commit (self, *kept);
}

static void
sockeye_store_add_chunk (SockeyeStore *self,
                         guint64       first)
{
  guint max = atomic_load_explicit (&self->max_rows, memory_order_relaxed);
  SockeyeChunk *chunk = _sockeye_chunk_new (first, CLAMP (max / 10, CHUNK_MIN, CHUNK_MAX));

  pthread_mutex_lock (&self->lock);
  if (self->chunk != NULL)
    {
      _sockeye_chunk_seal (self->chunk);
      /* The records that stayed empty count as extra. */
      self->chunk->extra_size +=
        (self->chunk->capacity - (first - self->chunk->first)) * sizeof (SockeyeRecord);
      atomic_fetch_add_explicit (&self->extra_size, self->chunk->extra_size,
                                 memory_order_relaxed);
    }
  g_ptr_array_add (self->chunks, chunk);
  pthread_mutex_unlock (&self->lock);
  self->chunk = chunk;
}

/* Tells the reader which payload rows of the future may still point to. */
static void
sockeye_store_settle (SockeyeStore        *self,
                      const SockeyeRecord *record)
{
  guint64 index = record->data >> 32;
  guint64 settled = self->segment != NULL ? self->segment->index : self->n_segments + 1;

  if (record->kept > 0 &&
      index < atomic_load_explicit (&self->chunk->oldest_segment, memory_order_relaxed))
    atomic_store_explicit (&self->chunk->oldest_segment, index, memory_order_relaxed);
  atomic_store_explicit (&self->settled, settled, memory_order_release);
}

guint64
_sockeye_store_append (SockeyeStore        *self,
                       const SockeyeRecord *record,
                       const GByteArray    *extra)
{
  guint64 number = atomic_load_explicit (&self->appended, memory_order_relaxed) + 1;
  SockeyeRecord *slot;

  if (self->chunk == NULL || number - self->chunk->first == self->chunk->capacity
      || self->chunk->extra_size > CHUNK_EXTRA)
    sockeye_store_add_chunk (self, number);

  slot = &self->chunk->records[number - self->chunk->first];
  *slot = *record;
  slot->extra = 0;
  if (extra != NULL && extra->len > 0)
    slot->extra = _sockeye_chunk_intern (self->chunk, extra->data, extra->len);

  if (record->bits & SOCKEYE_BIT_REFUSED)
    atomic_fetch_add_explicit (&self->refused, 1, memory_order_relaxed);
  sockeye_store_settle (self, record);
  atomic_store_explicit (&self->appended, number, memory_order_release);
  return number;
}

/* What the extra areas of all chunks together may take, in bytes: rows are
 * trimmed beyond. A row's usual share is 30 bytes, and may be twice that; rows
 * with more take it from what payload may have, though it does not shrink. */
guint64
_sockeye_store_get_max_extra (SockeyeStore *self)
{
  guint max_rows = atomic_load_explicit (&self->max_rows, memory_order_relaxed);
  guint64 max_bytes = atomic_load_explicit (&self->max_bytes, memory_order_relaxed);

  return (guint64) max_rows * sizeof (SockeyeRecord) + max_bytes / 4 + 2 * CHUNK_EXTRA;
}

gboolean
_sockeye_store_is_full (SockeyeStore *self)
{
  guint64 appended = atomic_load_explicit (&self->appended, memory_order_relaxed);
  guint64 published = atomic_load_explicit (&self->published, memory_order_acquire);
  guint max = atomic_load_explicit (&self->max_rows, memory_order_relaxed);
  guint64 max_extra = _sockeye_store_get_max_extra (self);

  if (appended - published >= MAX (max / 2, 1))
    return TRUE;
  /* A flush would trim. */
  return appended > published
         && atomic_load_explicit (&self->extra_size, memory_order_relaxed)
              > max_extra + max_extra / 10;
}

/* Rows appended so far. All of them can be read until they are released. */
guint64
_sockeye_store_count (SockeyeStore *self)
{
  return atomic_load_explicit (&self->appended, memory_order_acquire);
}

/* Where in the list the chunk with this row is; its length where it is gone.
 * Locked. */
static guint
sockeye_store_find_chunk (SockeyeStore *self,
                          guint64       number)
{
  guint low = 0;
  guint high = self->chunks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SockeyeChunk *chunk = g_ptr_array_index (self->chunks, middle);

      if (chunk->first <= number)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : self->chunks->len;
}

static SockeyeSegment *
sockeye_store_find_segment (SockeyeStore *self,
                            guint64       index)
{
  SockeyeSegment *oldest = sockeye_store_oldest_segment (self);

  if (oldest == NULL || index < oldest->index || index - oldest->index >= self->segments->len)
    return NULL;
  return g_ptr_array_index (self->segments, index - oldest->index);
}

/*
 * Returns: (transfer full) (nullable): the chunk that holds this row; its rows
 *   go on to before end, or are still being appended
 */
SockeyeChunk *
_sockeye_store_dup_chunk (SockeyeStore *self,
                          guint64       number,
                          guint64      *end)
{
  SockeyeChunk *chunk = NULL;
  guint index;

  *end = G_MAXUINT64;
  pthread_mutex_lock (&self->lock);
  index = sockeye_store_find_chunk (self, number);
  if (index < self->chunks->len)
    chunk = _sockeye_chunk_ref (g_ptr_array_index (self->chunks, index));
  if (index + 1 < self->chunks->len)
    *end = ((SockeyeChunk *) g_ptr_array_index (self->chunks, index + 1))->first;
  pthread_mutex_unlock (&self->lock);
  return chunk;
}

/*
 * Returns: (transfer full) (nullable): this segment; NULL where it is gone
 */
SockeyeSegment *
_sockeye_store_dup_segment (SockeyeStore *self,
                            guint64       index)
{
  SockeyeSegment *segment;

  pthread_mutex_lock (&self->lock);
  segment = sockeye_store_find_segment (self, index);
  if (segment != NULL)
    _sockeye_segment_ref (segment);
  pthread_mutex_unlock (&self->lock);
  return segment;
}

/*
 * Where the rows first to last should begin so that they keep to the bounds:
 * at first, or at a later chunk. A tenth of the bound goes at once, since each
 * removal costs the list view as much as a thousand. beside: rows that are kept
 * elsewhere, and take their part of the bound, but never more than half.
 */
guint64
_sockeye_store_find_trim (SockeyeStore *self,
                          guint64       first,
                          guint64       last,
                          guint         beside)
{
  guint bound = atomic_load_explicit (&self->max_rows, memory_order_relaxed);
  guint max = bound - MIN (beside, bound / 2);
  guint keep = max - max / 10;
  guint64 max_extra = _sockeye_store_get_max_extra (self);
  guint64 extra_size;

  pthread_mutex_lock (&self->lock);
  extra_size = atomic_load_explicit (&self->extra_size, memory_order_relaxed);
  if (last + 1 - first > max || extra_size > max_extra)
    for (guint i = 1; i < self->chunks->len; i++)
      {
        SockeyeChunk *oldest = g_ptr_array_index (self->chunks, i - 1);
        SockeyeChunk *next = g_ptr_array_index (self->chunks, i);

        if (next->first > last ||
            (last + 1 - first <= keep && extra_size <= max_extra))
          break;
        first = MAX (first, next->first);
        extra_size -= oldest->extra_size;
      }
  pthread_mutex_unlock (&self->lock);

  /* A bound that was lowered to less than one chunk. */
  return last + 1 - first > max ? last + 1 - keep : first;
}

/* Keeps payload to a bound that was lowered, as far as the writer is done with
 * it; the writer itself does the rest. */
void
_sockeye_store_trim_bytes (SockeyeStore *self)
{
  guint64 max = atomic_load_explicit (&self->max_bytes, memory_order_relaxed);
  guint64 settled = atomic_load_explicit (&self->settled, memory_order_acquire);
  SockeyeSegment *oldest;

  pthread_mutex_lock (&self->lock);
  while (_sockeye_budget_get (self->budget) > max
         && (oldest = sockeye_store_oldest_segment (self)) != NULL && oldest->index < settled)
    sockeye_store_drop_segments (self, 1, TRUE);
  pthread_mutex_unlock (&self->lock);
}

/* Drops the segments that no row of the chunks left points to. Locked. */
static void
sockeye_store_release_segments (SockeyeStore *self,
                                gboolean      trimmed)
{
  guint64 floor = atomic_load_explicit (&self->settled, memory_order_acquire);
  guint n = 0;

  for (guint i = 0; i < self->chunks->len; i++)
    {
      SockeyeChunk *chunk = g_ptr_array_index (self->chunks, i);
      guint64 oldest = atomic_load_explicit (&chunk->oldest_segment, memory_order_relaxed);

      floor = MIN (floor, oldest);
    }
  while (n < self->segments->len &&
         ((SockeyeSegment *) g_ptr_array_index (self->segments, n))->index < floor)
    n++;
  sockeye_store_drop_segments (self, n, trimmed);
}

/*
 * Frees the chunks whose rows are all before first (never the one that is
 * being filled), and the payload that only they pointed to. trimmed: the
 * payload counts as trimmed.
 */
void
_sockeye_store_release (SockeyeStore *self,
                        guint64       first,
                        gboolean      trimmed)
{
  g_autoptr (GPtrArray) gone =
    g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_chunk_unref);

  pthread_mutex_lock (&self->lock);
  while (gone->len + 1 < self->chunks->len &&
         ((SockeyeChunk *) g_ptr_array_index (self->chunks, gone->len + 1))->first <= first)
    {
      SockeyeChunk *chunk = g_ptr_array_index (self->chunks, gone->len);

      atomic_fetch_sub_explicit (&self->extra_size, chunk->extra_size, memory_order_relaxed);
      g_ptr_array_add (gone, _sockeye_chunk_ref (chunk));
    }
  if (gone->len > 0)
    {
      g_ptr_array_remove_range (self->chunks, 0, gone->len);
      sockeye_store_release_segments (self, trimmed);
    }
  pthread_mutex_unlock (&self->lock);
}
