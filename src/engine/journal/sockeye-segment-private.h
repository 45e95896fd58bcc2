/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The journal's payload: blocks of bytes that are filled once and never moved,
 * wrapped or overwritten while anyone holds them. */

#pragma once

#include <glib.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * SockeyeBudget:
 *
 * The bytes of all segments of one store, wherever they are held: in its list,
 * by what is looked at, by an event that somebody keeps. Lives as long as any of
 * them.
 */
typedef struct
{
  atomic_int            ref_count;
  atomic_uint_least64_t bytes;
} SockeyeBudget;

SockeyeBudget  *_sockeye_budget_new            (void);
void            _sockeye_budget_unref          (SockeyeBudget  *self);
guint64         _sockeye_budget_get            (SockeyeBudget  *self);

typedef struct
{
  atomic_int     ref_count;
  SockeyeBudget *budget;
  guint64        index;    /* counts from 1, never reused */
  gsize          capacity; /* bytes */
  gsize          used;     /* bytes, changed by the writer alone */
  guint8        *data;
  GBytes        *bytes;    /* what data belongs to, where it was not copied */
  gboolean       mapped;   /* data is a mapping of its own */
  gsize          populated; /* bytes that have their pages, or are not worth the call */
} SockeyeSegment;

SockeyeSegment *_sockeye_segment_new           (SockeyeBudget  *budget,
                                                guint64         index,
                                                gsize           capacity);
SockeyeSegment *_sockeye_segment_new_for_bytes (SockeyeBudget  *budget,
                                                guint64         index,
                                                GBytes         *bytes);
SockeyeSegment *_sockeye_segment_ref           (SockeyeSegment *self);
void            _sockeye_segment_unref         (SockeyeSegment *self);
void            _sockeye_segment_populate      (SockeyeSegment *self,
                                                gsize           size);
gboolean        _sockeye_segment_is_reusable   (SockeyeSegment *self,
                                                gsize           capacity);
GBytes         *_sockeye_segment_dup_bytes     (SockeyeSegment *self,
                                                gsize           offset,
                                                gsize           size);

G_END_DECLS
