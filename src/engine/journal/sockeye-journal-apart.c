/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A row for whoever keeps it long: an event holds the chunk and the segment that
 * it lies in, which are megabytes, and of thousands of sockets each has its last
 * call. */

#include "config.h"

#include "sockeye-journal-rows-private.h"

/* Payload that goes with it: as much as a line shows, and then some; where the
 * call failed as much as any datagram has, since it may be made again. */
#define SENT   4096
#define FAILED 65536

/* (transfer full) (nullable): a chunk with nothing but what belongs to the row. */
static SockeyeChunk *
sockeye_journal_copy_extra (SockeyeRecord *record,
                            SockeyeChunk  *from)
{
  gsize size;
  const guint8 *extra = _sockeye_chunk_get_extra (from, record->extra, &size);
  SockeyeChunk *chunk;

  if (extra == NULL)
    return NULL;
  chunk = _sockeye_chunk_new (0, 1);
  record->extra = _sockeye_chunk_intern (chunk, extra, size);
  _sockeye_chunk_seal (chunk);
  return chunk;
}

/* (transfer full) (nullable): what was sent, the first of it. */
static SockeyeSegment *
sockeye_journal_copy_payload (SockeyeJournal *self,
                              SockeyeRecord  *record)
{
  SockeyeSegment *from, *segment;
  g_autoptr (GBytes) bytes = NULL;
  gsize kept = MIN (record->kept, record->result < 0 ? FAILED : SENT);

  if (kept == 0 || !_sockeye_record_is_send (record))
    return NULL;
  from = _sockeye_pin_dup_segment (self->pin, self->store, record->data >> 32);
  if (from == NULL)
    return NULL;
  bytes = g_bytes_new (from->data + (record->data & G_MAXUINT32), kept);
  _sockeye_segment_unref (from);
  segment = _sockeye_segment_new_for_bytes (self->store->budget, 0, bytes);
  if (kept < record->kept)
    record->bits |= SOCKEYE_BIT_PARTIAL;
  record->kept = (guint32) kept;
  record->data = 0;
  return segment;
}

/*
 * Returns: (transfer full) (nullable): the row with its own copy of what belongs
 *   to it, which keeps nothing else in memory; of its payload only the first part
 *   of what was sent. NULL where it is not visible
 */
SockeyeEvent *
_sockeye_journal_dup_apart (SockeyeJournal *self,
                            guint64         number)
{
  SockeyeChunk *chunk, *copy;
  SockeyeSegment *segment;
  SockeyeRecord record;
  guint64 end;

  if (!sockeye_journal_find (self, number, NULL))
    return NULL;
  chunk = _sockeye_pin_dup_chunk (self->pin, self->store, number, &end);
  record = chunk->records[number - chunk->first];
  copy = sockeye_journal_copy_extra (&record, chunk);
  _sockeye_chunk_unref (chunk);
  segment = sockeye_journal_copy_payload (self, &record);
  return _sockeye_event_new (number, &record,
                             _sockeye_wall_clock_convert (self->clock, record.time), copy,
                             segment);
}
