/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the journal's two threads share: the writer appends rows and payload,
 * the reader looks at rows up to the count that the writer has published. */

#pragma once

#include "sockeye-chunk-private.h"
#include "sockeye-segment-private.h"

#include <pthread.h>

G_BEGIN_DECLS

/* A send of at least so many bytes is held by reference, not copied. */
#define SOCKEYE_STORE_LARGE 65536

/*
 *   chunks    [1 .. 4096] [4097 .. 8192] [8193 ..      )   records, extra area
 *                  |            |             |
 *   segments      [1][2]       [3] [4]   [5: being filled ) [6: one large send]
 *
 * A row's payload is a place, (index of the segment << 32 | offset), so that
 * either list can lose its oldest without the other.
 */
typedef struct
{
  atomic_int            ref_count;

  /* Guards the two lists and what is counted beside them, not what lies in
   * chunks and segments. A pthread mutex, since TSan knows it. */
  pthread_mutex_t       lock;
  GPtrArray            *chunks;        /* by number, without gaps */
  GPtrArray            *segments;      /* by index, without gaps */
  SockeyeBudget        *budget;        /* of all segments, in the list or not */
  guint64               trimmed_bytes;

  atomic_uint           max_rows;
  atomic_uint_least64_t max_bytes;
  atomic_uint_least64_t max_kept;      /* bytes of one row */
  atomic_uint_least64_t extra_size;    /* of the chunks that are full, bytes; locked to write */
  atomic_uint_least64_t appended;      /* rows; stored last, with release */
  atomic_uint_least64_t published;     /* rows that the reader has shown */
  atomic_uint_least64_t settled;       /* older segments get no new rows */
  atomic_uint_least64_t used;          /* bytes of payload kept */
  atomic_uint_least64_t refused;       /* rows of calls that were not made */

  /* The writer's own. */
  SockeyeChunk         *chunk;         /* being filled, or NULL */
  SockeyeSegment       *segment;       /* being filled, or NULL */
  guint64               n_segments;    /* made so far */
} SockeyeStore;

SockeyeStore *_sockeye_store_new               (void);
SockeyeStore *_sockeye_store_ref               (SockeyeStore         *self);
void          _sockeye_store_unref             (SockeyeStore         *self);

/* Writer. */
guint8       *_sockeye_store_reserve           (SockeyeStore         *self,
                                                gsize                 size);
guint64       _sockeye_store_commit            (SockeyeStore         *self,
                                                gsize                 size);
gsize         _sockeye_store_limit             (SockeyeStore         *self,
                                                gsize                 size);
guint64       _sockeye_store_keep              (SockeyeStore         *self,
                                                GBytes               *bytes,
                                                gsize                *kept);
guint64       _sockeye_store_append            (SockeyeStore         *self,
                                                const SockeyeRecord  *record,
                                                const GByteArray     *extra);
gboolean      _sockeye_store_is_full           (SockeyeStore         *self);

/* Reader. */
guint64       _sockeye_store_count             (SockeyeStore         *self);
SockeyeChunk *_sockeye_store_dup_chunk         (SockeyeStore         *self,
                                                guint64               number,
                                                guint64              *end);
SockeyeSegment *_sockeye_store_dup_segment     (SockeyeStore         *self,
                                                guint64               index);
guint64       _sockeye_store_get_max_extra     (SockeyeStore         *self);
guint64       _sockeye_store_find_trim         (SockeyeStore         *self,
                                                guint64               first,
                                                guint64               last,
                                                guint                 beside);
void          _sockeye_store_trim_bytes        (SockeyeStore         *self);
void          _sockeye_store_release           (SockeyeStore         *self,
                                                guint64               first,
                                                gboolean              trimmed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeStore, _sockeye_store_unref)

G_END_DECLS
