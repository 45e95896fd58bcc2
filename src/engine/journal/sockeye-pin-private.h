/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The rows that are looked at, and what is kept of them when the rows around
 * them are trimmed: two chunks at most, and the payload of those looked at. The
 * reader's own. */

#pragma once

#include "sockeye-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint64       wanted_first; /* numbers of the rows that are looked at; 0: none */
  guint64       wanted_last;

  guint64       first;        /* the rows that are kept apart, if there are chunks */
  guint64       last;
  SockeyeChunk *chunks[2];    /* theirs; the second may be NULL */

  GPtrArray    *segments;     /* with payload of the wanted rows */
} SockeyePin;

SockeyePin     *_sockeye_pin_new           (void);
void            _sockeye_pin_free          (SockeyePin    *self);
void            _sockeye_pin_want          (SockeyePin    *self,
                                            SockeyeStore  *store,
                                            guint64        shown,
                                            guint64        last);
gboolean        _sockeye_pin_is_wanted     (SockeyePin    *self);
void            _sockeye_pin_hold          (SockeyePin    *self,
                                            SockeyeStore  *store,
                                            guint64        first,
                                            guint64        last);
void            _sockeye_pin_release       (SockeyePin    *self);
guint           _sockeye_pin_count         (SockeyePin    *self);
SockeyeChunk   *_sockeye_pin_dup_chunk     (SockeyePin    *self,
                                            SockeyeStore  *store,
                                            guint64        number,
                                            guint64       *end);
SockeyeSegment *_sockeye_pin_dup_segment   (SockeyePin    *self,
                                            SockeyeStore  *store,
                                            guint64        index);

G_END_DECLS
