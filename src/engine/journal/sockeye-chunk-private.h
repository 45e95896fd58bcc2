/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The journal's rows: fixed arrays of records, and beside each array an area
 * for what only some rows have. Nothing in a chunk moves or changes once its
 * row is published, so the reader needs no lock to look at it. */

#pragma once

#include "sockeye-journal-private.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/* Blocks of the extra area double in size, 1 KiB to 1 GiB: none ever moves,
 * and a place of 32 bits reaches every byte of them. */
#define SOCKEYE_CHUNK_BLOCKS 21

typedef struct
{
  atomic_int             ref_count;
  guint                  capacity;       /* records */
  guint64                first;          /* number of records[0] */
  atomic_uint_least64_t  oldest_segment; /* the oldest that a record points to */

  /* Written by the writer alone. The reader follows only places that it found
   * in a published record. */
  guint8                *blocks[SOCKEYE_CHUNK_BLOCKS];
  guint                  block;
  gsize                  block_used;
  gsize                  extra_size;     /* bytes allocated in blocks */
  guint32               *table;          /* places of entries by hash, while it is open */

  SockeyeRecord          records[];
} SockeyeChunk;

SockeyeChunk *_sockeye_chunk_new       (guint64         first,
                                        guint           capacity);
SockeyeChunk *_sockeye_chunk_ref       (SockeyeChunk   *self);
void          _sockeye_chunk_unref     (SockeyeChunk   *self);
guint32       _sockeye_chunk_intern    (SockeyeChunk   *self,
                                        const guint8   *extra,
                                        gsize           size);
const guint8 *_sockeye_chunk_get_extra (SockeyeChunk   *self,
                                        guint32         place,
                                        gsize          *size);
void          _sockeye_chunk_seal      (SockeyeChunk   *self);

G_END_DECLS
