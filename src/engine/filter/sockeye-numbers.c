/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-numbers-private.h"

#include <string.h>

void
_sockeye_numbers_clear (SockeyeNumbers *self)
{
  g_free (self->room);
  memset (self, 0, sizeof *self);
}

guint64
_sockeye_numbers_get (const SockeyeNumbers *self,
                      gsize                 position)
{
  return self->room[self->head + position];
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
      self->room = g_realloc_n (self->room, self->capacity, sizeof *self->room);
    }
  memmove (self->room, self->room + self->head, self->n * sizeof *self->room);
  self->head = 0;
}

void
_sockeye_numbers_insert (SockeyeNumbers *self,
                         gsize           position,
                         const guint64  *numbers,
                         gsize           n)
{
  guint64 *target;

  if (n == 0)
    return;
  sockeye_numbers_make_room (self, n);
  target = self->room + self->head + position;
  memmove (target + n, target, (self->n - position) * sizeof *target);
  memcpy (target, numbers, n * sizeof *target);
  self->n += n;
}

void
_sockeye_numbers_remove (SockeyeNumbers *self,
                         gsize           position,
                         gsize           n)
{
  guint64 *start = self->room + self->head;

  if (n == 0)
    return;
  /* What is before is the shorter part, if there is any. */
  memmove (start + n, start, position * sizeof *start);
  self->head += n;
  self->n -= n;
  if (self->n == 0)
    self->head = 0;
}
