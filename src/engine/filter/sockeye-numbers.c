/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-numbers-private.h"

#include <string.h>

void
_sockeye_numbers_clear (SockeyeNumbers *self)
{
  g_free (self->offsets);
  memset (self, 0, sizeof *self);
}

guint64
_sockeye_numbers_get (const SockeyeNumbers *self,
                      gsize                 position)
{
  return self->base + self->offsets[self->head + position];
}

gsize
_sockeye_numbers_lower_bound (const SockeyeNumbers *self,
                              guint64               number)
{
  gsize low = 0;
  gsize high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (_sockeye_numbers_get (self, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Makes first the base: numbers that are shown at once never lie four thousand
 * million rows apart, as no journal is so long. */
static void
sockeye_numbers_rebase (SockeyeNumbers *self,
                        guint64         first)
{
  for (gsize i = 0; i < self->n; i++)
    self->offsets[self->head + i] = (guint32) (_sockeye_numbers_get (self, i) - first);
  self->base = first;
}

/* Room for n more behind the last. */
static void
sockeye_numbers_make_room (SockeyeNumbers *self,
                           gsize           n)
{
  if (self->head + self->n + n <= self->capacity)
    return;
  /* Half of it at least is free in front: moving pays. */
  if (self->head < self->n + n)
    {
      self->capacity = MAX (2 * (self->n + n), 1024);
      self->capacity += self->head;
      self->offsets = g_realloc_n (self->offsets, self->capacity, sizeof *self->offsets);
    }
  memmove (self->offsets, self->offsets + self->head, self->n * sizeof *self->offsets);
  self->head = 0;
}

void
_sockeye_numbers_insert (SockeyeNumbers *self,
                         gsize           position,
                         const guint64  *numbers,
                         gsize           n)
{
  guint32 *target;
  guint64 first;

  if (n == 0)
    return;
  first = self->n == 0 ? numbers[0] : MIN (numbers[0], _sockeye_numbers_get (self, 0));
  if (self->n == 0)
    self->base = first;
  else if (first < self->base || numbers[n - 1] - self->base > G_MAXUINT32)
    sockeye_numbers_rebase (self, first);

  sockeye_numbers_make_room (self, n);
  target = self->offsets + self->head + position;
  memmove (target + n, target, (self->n - position) * sizeof *target);
  for (gsize i = 0; i < n; i++)
    target[i] = (guint32) (numbers[i] - self->base);
  self->n += n;
}

void
_sockeye_numbers_remove (SockeyeNumbers *self,
                         gsize           position,
                         gsize           n)
{
  guint32 *start = self->offsets + self->head;

  if (n == 0)
    return;
  /* What is before is the shorter part, if there is any. */
  memmove (start + n, start, position * sizeof *start);
  self->head += n;
  self->n -= n;
  if (self->n == 0)
    self->head = 0;
}
