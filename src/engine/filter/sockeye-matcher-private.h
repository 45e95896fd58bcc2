/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Tries a filter on rows as they lie in the journal, without objects. */

#pragma once

#include "sockeye-filter-private.h"
#include "sockeye-row-text-private.h"

#include "journal/sockeye-marks.h"
#include "journal/sockeye-store-private.h"
#include "journal/sockeye-wall-clock-private.h"

G_BEGIN_DECLS

/**
 * SockeyeSurroundings:
 *
 * What a filter asks beside the row itself. Borrowed by a matcher, and not to
 * change while that is in use.
 */
typedef struct
{
  gint64            start;   /* of the first row: CLOCK_MONOTONIC, ns */
  SockeyeWallClock *clock;   /* NULL: no row has a time of day */
  SockeyeMarks     *marks;   /* NULL: no row is marked */
  GBytes           *kin;       /* of the sockets, see sockeye-kin-private.h; or NULL */
  GBytes           *addresses;
} SockeyeSurroundings;

/* The address of a row, or of its socket's peer, as text. */
typedef struct
{
  gboolean known;
  guint32  extra; /* place of what belongs to the row; 0: nothing, in any chunk */
  guint32  key;   /* of its socket and verb */
  char    *text;  /* "127.0.0.1:80", or NULL: it has none */
  char    *host;
  guint    port;
} SockeyeRowAddress;

#define SOCKEYE_MATCHER_ADDRESSES 256

/**
 * SockeyeMatcher:
 *
 * A filter at work on one thread, with what it remembers from row to row.
 */
typedef struct
{
  SockeyeFilter       *filter;
  SockeyeSurroundings  surroundings;

  /* The row at hand. */
  guint64              number;
  const SockeyeRecord *record;
  SockeyeChunk        *chunk;
  const guint8        *payload;
  gsize                payload_size;
  gboolean             has_payload; /* payload and payload_size are of this row */

  SockeyeStore        *store;       /* where payload is; NULL: it has been given */
  GPtrArray           *segments;    /* borrowed: what is no longer there; or NULL */
  SockeyeSegment      *segment;     /* the latest one, held */
  SockeyeRowText      *text;
  SockeyeChunk        *addresses_of; /* held */
  SockeyeRowAddress    addresses[SOCKEYE_MATCHER_ADDRESSES];
  gint64               offset_slot; /* quarter of an hour that offset was found for */
  gint64               offset;      /* of the local clock from UTC, ns */
} SockeyeMatcher;

void        _sockeye_matcher_init         (SockeyeMatcher            *self,
                                           SockeyeFilter             *filter,
                                           const SockeyeSurroundings *surroundings,
                                           SockeyeStore              *store);
void        _sockeye_matcher_clear        (SockeyeMatcher            *self);
gboolean    _sockeye_matcher_try          (SockeyeMatcher            *self,
                                           guint64                    number,
                                           const SockeyeRecord       *record,
                                           SockeyeChunk              *chunk);
/* Makes a row the one at hand. The record and the chunk are borrowed; the chunk
 * must live until the next row or the end. */
void        _sockeye_matcher_set_row      (SockeyeMatcher            *self,
                                           guint64                    number,
                                           const SockeyeRecord       *record,
                                           SockeyeChunk              *chunk);
/* What the row at hand says in words, until the next row. */
SockeyeRowWords *_sockeye_matcher_get_words (SockeyeMatcher          *self);
/* The payload of the row at hand, or NULL: none, or no longer kept. */
const guint8 *_sockeye_matcher_get_payload (SockeyeMatcher           *self,
                                           gsize                     *size);

/* sockeye-matcher-fields.c: of the row at hand. */
gboolean    _sockeye_matcher_get_number   (SockeyeMatcher            *self,
                                           SockeyeField               field,
                                           gint64                    *number);
gboolean    _sockeye_matcher_get_flag     (SockeyeMatcher            *self,
                                           SockeyeField               field);
gint64      _sockeye_matcher_get_day_time (SockeyeMatcher            *self);
SockeyeRowAddress *_sockeye_matcher_get_address (SockeyeMatcher      *self);
gboolean    _sockeye_matcher_is_within    (SockeyeMatcher            *self,
                                           SockeyeSocketId            socket);
void        _sockeye_row_address_clear    (SockeyeRowAddress         *self);

G_END_DECLS
