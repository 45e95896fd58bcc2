/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-segment-private.h"

#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* Pages that are got in one call: each for itself costs a fault more. */
#define POPULATE_STEP (512u << 10)

SockeyeBudget *
_sockeye_budget_new (void)
{
  SockeyeBudget *self = g_new0 (SockeyeBudget, 1);

  atomic_init (&self->ref_count, 1);
  return self;
}

void
_sockeye_budget_unref (SockeyeBudget *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) == 1)
    g_free (self);
}

guint64
_sockeye_budget_get (SockeyeBudget *self)
{
  return atomic_load_explicit (&self->bytes, memory_order_relaxed);
}

static SockeyeSegment *
sockeye_segment_new_empty (SockeyeBudget *budget,
                           guint64        index,
                           gsize          capacity)
{
  SockeyeSegment *self = g_new0 (SockeyeSegment, 1);

  atomic_init (&self->ref_count, 1);
  self->budget = budget;
  self->index = index;
  self->capacity = capacity;
  atomic_fetch_add_explicit (&budget->ref_count, 1, memory_order_relaxed);
  atomic_fetch_add_explicit (&budget->bytes, capacity, memory_order_relaxed);
  return self;
}

/* A mapping of its own goes back to the kernel whole, where the heap would keep
 * it, between what lives longer. From the second segment on it is a flood: many
 * pages at once cost less than a fault for each. */
SockeyeSegment *
_sockeye_segment_new (SockeyeBudget *budget,
                      guint64        index,
                      gsize          capacity)
{
  SockeyeSegment *self = sockeye_segment_new_empty (budget, index, capacity);
  void *data = mmap (NULL, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  self->mapped = data != MAP_FAILED;
  self->data = self->mapped ? data : g_malloc (capacity);
  self->populated = self->mapped && index > 1 ? 0 : capacity;
  return self;
}

/* A segment that is exactly these bytes, without a copy of them. */
SockeyeSegment *
_sockeye_segment_new_for_bytes (SockeyeBudget *budget,
                                guint64        index,
                                GBytes        *bytes)
{
  SockeyeSegment *self = sockeye_segment_new_empty (budget, index, g_bytes_get_size (bytes));

  self->bytes = g_bytes_ref (bytes);
  /* Only written to where bytes is NULL. */
  self->data = (guint8 *) g_bytes_get_data (bytes, NULL);
  self->used = self->capacity;
  return self;
}

SockeyeSegment *
_sockeye_segment_ref (SockeyeSegment *self)
{
  atomic_fetch_add_explicit (&self->ref_count, 1, memory_order_relaxed);
  return self;
}

void
_sockeye_segment_unref (SockeyeSegment *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) > 1)
    return;

  if (self->bytes != NULL)
    g_bytes_unref (self->bytes);
  else if (self->mapped)
    munmap (self->data, self->capacity);
  else
    g_free (self->data);
  atomic_fetch_sub_explicit (&self->budget->bytes, self->capacity, memory_order_relaxed);
  _sockeye_budget_unref (self->budget);
  g_free (self);
}

/* Before the writer fills it up to size. Where the kernel does not know how, the
 * faults come one by one. */
void
_sockeye_segment_populate (SockeyeSegment *self,
                           gsize           size)
{
  gsize end = MIN ((size + POPULATE_STEP - 1) / POPULATE_STEP * POPULATE_STEP, self->capacity);

  if (end <= self->populated)
    return;
  madvise (self->data + self->populated, end - self->populated, MADV_POPULATE_WRITE);
  self->populated = end;
}

/* Whether the caller is the only holder and could fill it anew: a flood that
 * stays at the bound then touches no fresh pages. */
gboolean
_sockeye_segment_is_reusable (SockeyeSegment *self,
                              gsize           capacity)
{
  return self->bytes == NULL && self->capacity == capacity &&
         atomic_load_explicit (&self->ref_count, memory_order_acquire) == 1;
}

/*
 * Returns: (transfer full) (nullable): a part of it, not copied, that keeps
 *   the segment; NULL where the part does not lie within
 */
GBytes *
_sockeye_segment_dup_bytes (SockeyeSegment *self,
                            gsize           offset,
                            gsize           size)
{
  if (offset > self->capacity || size > self->capacity - offset)
    return NULL;
  return g_bytes_new_with_free_func (self->data + offset, size,
                                     (GDestroyNotify) _sockeye_segment_unref,
                                     _sockeye_segment_ref (self));
}
