/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Looks for bytes as fast as memory gives them: two bytes of the needle are
 * compared at 16 places at once, and only where both are right the rest. */

#include "config.h"

#include "sockeye-pattern-private.h"

#include <string.h>

#define BLOCK 16

typedef guint8 SockeyeBlock __attribute__ ((vector_size (BLOCK)));

/* Where comparing the rest of the needle costs more than so many steps for each
 * byte of the data, the data is made for that: memmem() is slower on average,
 * but never slow. */
#define MAX_STEPS 4

/* So much is folded to small letters at once for memmem(). */
#define WINDOW 65536

/* How often a byte stands in what programs send, as a guess: text and zeros are
 * common, all else is not. Only speed depends on it. */
static guint
sockeye_needle_rank (guint8 byte)
{
  static const char common[] = "etaoinsrhdlu";

  if (byte == 0 || byte == ' ')
    return 100;
  if (byte != 0 && byte < 0x80 && strchr (common, g_ascii_tolower ((char) byte)) != NULL)
    return 80;
  if (g_ascii_isalnum (byte) || byte == 0xff)
    return 60;
  if (g_ascii_isprint (byte) || byte == '\n' || byte == '\r')
    return 40;
  return 20;
}

/* The rarest byte but the one at other. */
static gsize
sockeye_needle_choose (const SockeyeNeedle *self,
                       gsize                other)
{
  gsize best = other != G_MAXSIZE ? other : 0;
  guint best_rank = G_MAXUINT;

  for (gsize i = 0; i < self->size; i++)
    {
      guint rank = self->mask[i] == 0xff ? 1000 : sockeye_needle_rank (self->bytes[i]);

      if (i == other)
        continue;
      /* The further from the other one, the less one follows from the other. */
      if (rank < best_rank || (rank == best_rank && other != G_MAXSIZE && i > other))
        {
          best = i;
          best_rank = rank;
        }
    }
  return best;
}

void
_sockeye_needle_init (SockeyeNeedle *self,
                      const guint8  *bytes,
                      const guint8  *mask,
                      gsize          size)
{
  gsize first, second;

  self->size = size;
  self->bytes = g_memdup2 (bytes, MAX (size, 1));
  self->mask = g_memdup2 (mask, MAX (size, 1));
  self->wild = FALSE;
  self->folded = FALSE;
  for (gsize i = 0; i < size; i++)
    {
      self->bytes[i] |= mask[i];
      self->wild |= mask[i] == 0xff;
      self->folded |= mask[i] == 0x20;
    }
  first = sockeye_needle_choose (self, G_MAXSIZE);
  second = size > 1 ? sockeye_needle_choose (self, first) : first;
  self->first = MIN (first, second);
  self->second = MAX (first, second);
}

void
_sockeye_needle_clear (SockeyeNeedle *self)
{
  g_clear_pointer (&self->bytes, g_free);
  g_clear_pointer (&self->mask, g_free);
}

/* Whether the bytes here, as many as it has, are it. */
gboolean
_sockeye_needle_is_at (const SockeyeNeedle *self,
                       const guint8        *data)
{
  for (gsize i = 0; i < self->size; i++)
    if ((data[i] | self->mask[i]) != self->bytes[i])
      return FALSE;
  return TRUE;
}

/* As before, and counts the bytes that were compared. */
static gboolean
sockeye_needle_try (const SockeyeNeedle *self,
                    const guint8        *data,
                    gsize               *steps)
{
  gsize i = 0;

  while (i < self->size && (data[i] | self->mask[i]) == self->bytes[i])
    i++;
  *steps += i + 1;
  return i == self->size;
}

static inline SockeyeBlock
sockeye_needle_fill (guint8 byte)
{
  return byte - (SockeyeBlock) { 0 };
}

static inline SockeyeBlock
sockeye_needle_load (const guint8 *data)
{
  SockeyeBlock block;

  memcpy (&block, data, sizeof block);
  return block;
}

/* With small letters, a window at a time, so that memmem() can look for it. */
static const guint8 *
sockeye_needle_find_folded (const SockeyeNeedle *self,
                            const guint8        *data,
                            gsize                size)
{
  gsize window = MAX (WINDOW, 2 * self->size);
  g_autofree guint8 *folded = g_malloc (window);

  for (gsize i = 0; i + self->size <= size; i += window - self->size + 1)
    {
      gsize n = MIN (window, size - i);
      const guint8 *found;

      for (gsize j = 0; j < n; j++)
        folded[j] = (guint8) g_ascii_tolower ((char) data[i + j]);
      found = memmem (folded, n, self->bytes, self->size);
      if (found != NULL)
        return data + i + (found - folded);
    }
  return NULL;
}

static const guint8 *
sockeye_needle_find_steadily (const SockeyeNeedle *self,
                              const guint8        *data,
                              gsize                size)
{
  if (!self->wild && !self->folded)
    return memmem (data, size, self->bytes, self->size);
  if (!self->wild)
    return sockeye_needle_find_folded (self, data, size);

  /* A needle with holes is short, so that this is bounded as well. */
  for (gsize i = 0; i + self->size <= size; i++)
    if (_sockeye_needle_is_at (self, data + i))
      return data + i;
  return NULL;
}

/*
 * Returns: (nullable): where it stands first; the beginning for a needle of no
 *   bytes
 */
const guint8 *
_sockeye_needle_find (const SockeyeNeedle *self,
                      const guint8        *data,
                      gsize                size)
{
  gsize end, i = 0, steps = 0;
  SockeyeBlock byte1, byte2, mask1, mask2;

  if (self->size == 0)
    return data;
  if (size < self->size)
    return NULL;

  end = size - self->size + 1; /* places where it may begin */
  byte1 = sockeye_needle_fill (self->bytes[self->first]);
  byte2 = sockeye_needle_fill (self->bytes[self->second]);
  mask1 = sockeye_needle_fill (self->mask[self->first]);
  mask2 = sockeye_needle_fill (self->mask[self->second]);
  for (; i + BLOCK <= end; i += BLOCK)
    {
      SockeyeBlock right =
        (SockeyeBlock) (((sockeye_needle_load (data + i + self->first) | mask1) == byte1)
                        & ((sockeye_needle_load (data + i + self->second) | mask2) == byte2));
      guint64 halves[2];

      memcpy (halves, &right, sizeof halves);
      if (G_LIKELY ((halves[0] | halves[1]) == 0))
        continue;
      for (gsize j = 0; j < BLOCK; j++)
        if (right[j] && sockeye_needle_try (self, data + i + j, &steps))
          return data + i + j;
      if (G_UNLIKELY (steps > MAX_STEPS * (i + 16 * BLOCK)))
        return sockeye_needle_find_steadily (self, data + i, size - i);
    }
  for (; i < end; i++)
    if (_sockeye_needle_is_at (self, data + i))
      return data + i;
  return NULL;
}
