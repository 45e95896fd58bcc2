/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-chunk-private.h"

#include <string.h>

#define BLOCK_SIZE(block) ((gsize) 1024 << (block))
#define ALIGNED(size)     (((size) + 7) & ~(gsize) 7)

/* A place is the number of its block and its offset there in units of 8. */
#define PLACE(block, offset)  (((guint32) (block) << 27) | (guint32) ((offset) / 8))
#define PLACE_BLOCK(place)    ((place) >> 27)
#define PLACE_OFFSET(place)   ((gsize) ((place) & 0x7ffffff) * 8)

/* A peer that chooses its addresses so that their hashes collide costs a few
 * comparisons, not a search of the whole chunk. */
#define MAX_PROBES 16

/* In front of each entry of the extra area. */
typedef union
{
  guint64 align;
  guint32 size;
} SockeyeChunkEntry;

SockeyeChunk *
_sockeye_chunk_new (guint64 first,
                    guint   capacity)
{
  SockeyeChunk *self = g_malloc (sizeof *self + capacity * sizeof (SockeyeRecord));

  memset (self, 0, sizeof *self);
  atomic_init (&self->ref_count, 1);
  atomic_init (&self->oldest_segment, G_MAXUINT64);
  self->capacity = capacity;
  self->first = first;
  /* Place 0 means none, so nothing may lie there. */
  self->block_used = sizeof (SockeyeChunkEntry);
  return self;
}

SockeyeChunk *
_sockeye_chunk_ref (SockeyeChunk *self)
{
  atomic_fetch_add_explicit (&self->ref_count, 1, memory_order_relaxed);
  return self;
}

void
_sockeye_chunk_unref (SockeyeChunk *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) > 1)
    return;

  for (guint i = 0; i < SOCKEYE_CHUNK_BLOCKS; i++)
    g_free (self->blocks[i]);
  g_free (self->table);
  g_free (self);
}

static gsize
sockeye_chunk_table_size (SockeyeChunk *self)
{
  gsize size = 64;

  while (size < 2 * (gsize) self->capacity)
    size *= 2;
  return size;
}

/* FNV-1a: short entries, mostly one socket address. */
static guint32
sockeye_chunk_hash (const guint8 *data,
                    gsize         size)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ data[i]) * 16777619u;
  return hash;
}

/* Makes room for size bytes in the first block that has it. */
static gboolean
sockeye_chunk_make_room (SockeyeChunk *self,
                         gsize         size)
{
  while (BLOCK_SIZE (self->block) - self->block_used < size)
    {
      if (self->block + 1 == SOCKEYE_CHUNK_BLOCKS)
        return FALSE;
      self->block++;
      self->block_used = 0;
    }

  if (self->blocks[self->block] == NULL)
    {
      self->blocks[self->block] = g_malloc (BLOCK_SIZE (self->block));
      self->extra_size += BLOCK_SIZE (self->block);
    }
  return TRUE;
}

static guint32
sockeye_chunk_store (SockeyeChunk *self,
                     const guint8 *extra,
                     gsize         size)
{
  SockeyeChunkEntry entry = { .size = (guint32) size };
  guint8 *target;
  guint32 place;

  if (size > G_MAXINT32 || !sockeye_chunk_make_room (self, sizeof entry + size))
    return 0;

  target = self->blocks[self->block] + self->block_used;
  memcpy (target, &entry, sizeof entry);
  memcpy (target + sizeof entry, extra, size);
  place = PLACE (self->block, self->block_used);
  /* The end of a block is a multiple of 8, so this never runs past it. */
  self->block_used += ALIGNED (sizeof entry + size);
  return place;
}

/*
 * Keeps what belongs to a row in the extra area; the same bytes only once a
 * chunk, since a flood comes from few peers.
 *
 * Returns: their place, not 0; 0 where the area is full (2 GiB)
 */
guint32
_sockeye_chunk_intern (SockeyeChunk *self,
                       const guint8 *extra,
                       gsize         size)
{
  gsize mask = sockeye_chunk_table_size (self) - 1;
  guint32 hash = sockeye_chunk_hash (extra, size);

  if (self->table == NULL)
    self->table = g_new0 (guint32, mask + 1);

  for (guint i = 0; i < MAX_PROBES; i++)
    {
      guint32 *slot = &self->table[(hash + i) & mask];
      const guint8 *known;
      gsize known_size;

      if (*slot == 0)
        return *slot = sockeye_chunk_store (self, extra, size);
      known = _sockeye_chunk_get_extra (self, *slot, &known_size);
      if (known_size == size && memcmp (known, extra, size) == 0)
        return *slot;
    }
  return sockeye_chunk_store (self, extra, size);
}

/*
 * Returns: (transfer none): the bytes at place, aligned to 8; NULL for place 0
 */
const guint8 *
_sockeye_chunk_get_extra (SockeyeChunk *self,
                          guint32       place,
                          gsize        *size)
{
  SockeyeChunkEntry entry;
  const guint8 *source;

  *size = 0;
  if (place == 0)
    return NULL;

  source = self->blocks[PLACE_BLOCK (place)] + PLACE_OFFSET (place);
  memcpy (&entry, source, sizeof entry);
  *size = entry.size;
  return source + sizeof entry;
}

/* No more rows will come: what only the writer needs goes. */
void
_sockeye_chunk_seal (SockeyeChunk *self)
{
  g_clear_pointer (&self->table, g_free);
}
