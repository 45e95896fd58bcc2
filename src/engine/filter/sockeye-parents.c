/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-parents-private.h"

#include <string.h>

void
_sockeye_parents_init (SockeyeParents *self)
{
  self->ids = g_array_new (FALSE, TRUE, sizeof (SockeyeSocketId));
  self->bytes = NULL;
  self->seen = 0;
}

void
_sockeye_parents_clear (SockeyeParents *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

static void
sockeye_parents_learn (SockeyeParents      *self,
                       const SockeyeRecord *record,
                       SockeyeChunk        *chunk)
{
  SockeyeSocketId child;
  gsize extra_size, size;
  const guint8 *extra = _sockeye_chunk_get_extra (chunk, record->extra, &extra_size);
  const guint8 *data = _sockeye_extra_find (extra, extra_size, SOCKEYE_EXTRA_CHILD, 0, &size);
  guint number;

  if (data == NULL || size != sizeof child)
    return;
  memcpy (&child, data, sizeof child);
  number = SOCKEYE_SOCKET_NUMBER (child);
  if (number <= SOCKEYE_SOCKET_NUMBER (record->socket))
    return;
  if (number >= self->ids->len)
    g_array_set_size (self->ids, number + 1);
  g_array_index (self->ids, SockeyeSocketId, number) = record->socket;
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

void
_sockeye_parents_follow (SockeyeParents *self,
                         SockeyeJournal *journal)
{
  SockeyeSpan span;

  while (_sockeye_journal_get_span (journal, self->seen + 1, G_MAXUINT64, &span))
    {
      for (guint i = 0; i < span.n; i++)
        {
          const SockeyeRecord *record = _sockeye_span_get_record (&span, i);

          if (record->verb == SOCKEYE_VERB_ACCEPT && record->result >= 0)
            sockeye_parents_learn (self, record, span.chunk);
        }
      self->seen = span.first + span.n - 1;
      _sockeye_span_clear (&span);
    }
}

GBytes *
_sockeye_parents_get_bytes (SockeyeParents *self)
{
  if (self->bytes == NULL)
    self->bytes = g_bytes_new (self->ids->data, self->ids->len * sizeof (SockeyeSocketId));
  return self->bytes;
}
