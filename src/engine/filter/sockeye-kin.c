/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-kin-private.h"

#include <string.h>
#include <sys/socket.h>

void
_sockeye_kin_init (SockeyeKin *self)
{
  memset (self, 0, sizeof *self);
  self->entries = g_array_new (FALSE, TRUE, sizeof (SockeyeKinEntry));
  self->addresses = g_byte_array_new ();
}

static void
sockeye_kin_forget_bytes (SockeyeKin *self)
{
  g_clear_pointer (&self->entry_bytes, g_bytes_unref);
  g_clear_pointer (&self->address_bytes, g_bytes_unref);
}

void
_sockeye_kin_clear (SockeyeKin *self)
{
  sockeye_kin_forget_bytes (self);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->addresses, g_byte_array_unref);
}

static SockeyeKinEntry *
sockeye_kin_get (SockeyeKin      *self,
                 SockeyeSocketId  socket)
{
  guint number = SOCKEYE_SOCKET_NUMBER (socket);

  sockeye_kin_forget_bytes (self);
  if (number >= self->entries->len)
    g_array_set_size (self->entries, number + 1);
  return &g_array_index (self->entries, SockeyeKinEntry, number);
}

/* The peer of the socket is the address in the row, if there is one. */
static void
sockeye_kin_learn_peer (SockeyeKin      *self,
                        SockeyeSocketId  socket,
                        const guint8    *data,
                        gsize            size)
{
  SockeyeKinEntry *entry;
  guint8 length = (guint8) size;

  if (data == NULL || size < sizeof (sa_family_t) || size > sizeof (struct sockaddr_storage))
    return;
  entry = sockeye_kin_get (self, socket);
  /* One that connects again and again, often to the same, takes no more room. */
  if (entry->peer != 0 && self->addresses->data[entry->peer - 1] == length)
    {
      memcpy (self->addresses->data + entry->peer, data, size);
      return;
    }
  entry->peer = self->addresses->len + 1;
  g_byte_array_append (self->addresses, &length, 1);
  g_byte_array_append (self->addresses, data, (guint) size);
}

static void
sockeye_kin_learn_child (SockeyeKin          *self,
                         const SockeyeRecord *record,
                         const guint8        *extra,
                         gsize                extra_size)
{
  SockeyeSocketId child;
  gsize size;
  const guint8 *data = _sockeye_extra_find (extra, extra_size, SOCKEYE_EXTRA_CHILD, 0, &size);

  if (data == NULL || size != sizeof child)
    return;
  memcpy (&child, data, sizeof child);
  /* Who accepts is older. */
  if (SOCKEYE_SOCKET_NUMBER (child) <= SOCKEYE_SOCKET_NUMBER (record->socket))
    return;
  sockeye_kin_get (self, child)->parent = record->socket;
  data = _sockeye_extra_find (extra, extra_size, SOCKEYE_EXTRA_PEER, 0, &size);
  sockeye_kin_learn_peer (self, child, data, size);
}

static void
sockeye_kin_learn (SockeyeKin          *self,
                   const SockeyeRecord *record,
                   SockeyeChunk        *chunk)
{
  gsize extra_size, size;
  const guint8 *extra = _sockeye_chunk_get_extra (chunk, record->extra, &extra_size);
  const guint8 *data;

  if (record->verb == SOCKEYE_VERB_ACCEPT)
    {
      sockeye_kin_learn_child (self, record, extra, extra_size);
      return;
    }
  data = _sockeye_extra_find (extra, extra_size, SOCKEYE_EXTRA_ADDRESS, 0, &size);
  sockeye_kin_learn_peer (self, record->socket, data, size);
}

void
_sockeye_kin_follow (SockeyeKin     *self,
                     SockeyeJournal *journal)
{
  SockeyeSpan span;

  while (_sockeye_journal_get_span (journal, self->seen + 1, G_MAXUINT64, &span))
    {
      for (guint i = 0; i < span.n; i++)
        {
          const SockeyeRecord *record = _sockeye_span_get_record (&span, i);

          if (record->result >= 0 && !(record->bits & SOCKEYE_BIT_CANCELLED)
              && (record->verb == SOCKEYE_VERB_ACCEPT || record->verb == SOCKEYE_VERB_CONNECT))
            sockeye_kin_learn (self, record, span.chunk);
        }
      self->seen = span.first + span.n - 1;
      _sockeye_span_clear (&span);
    }
}

void
_sockeye_kin_get_bytes (SockeyeKin  *self,
                        GBytes     **entries,
                        GBytes     **addresses)
{
  if (self->entry_bytes == NULL)
    {
      self->entry_bytes = g_bytes_new (self->entries->data,
                                       self->entries->len * sizeof (SockeyeKinEntry));
      self->address_bytes = g_bytes_new (self->addresses->data, self->addresses->len);
    }
  *entries = self->entry_bytes;
  *addresses = self->address_bytes;
}

static const SockeyeKinEntry *
sockeye_kin_find (GBytes          *entries,
                  SockeyeSocketId  socket)
{
  static const SockeyeKinEntry nothing;
  const SockeyeKinEntry *data;
  gsize size;

  if (entries == NULL)
    return &nothing;
  data = g_bytes_get_data (entries, &size);
  if (SOCKEYE_SOCKET_NUMBER (socket) >= size / sizeof *data)
    return &nothing;
  return &data[SOCKEYE_SOCKET_NUMBER (socket)];
}

SockeyeSocketId
_sockeye_kin_get_parent (GBytes          *entries,
                         SockeyeSocketId  socket)
{
  return sockeye_kin_find (entries, socket)->parent;
}

const guint8 *
_sockeye_kin_get_peer (GBytes          *entries,
                       GBytes          *addresses,
                       SockeyeSocketId  socket,
                       gsize           *size)
{
  guint32 place = sockeye_kin_find (entries, socket)->peer;
  const guint8 *data;

  if (place == 0)
    return NULL;
  data = g_bytes_get_data (addresses, NULL);
  *size = data[place - 1];
  return data + place;
}
