/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the fields of the filter language are in a row. */

#include "config.h"

#include "sockeye-kin-private.h"
#include "sockeye-matcher-private.h"

#include "event/sockeye-event-private.h"

#include <string.h>
#include <time.h>

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)
#define NS_PER_SLOT   (900 * NS_PER_SECOND)
#define NS_PER_DAY    (86400 * NS_PER_SECOND)

static gboolean
sockeye_record_is_transfer (const SockeyeRecord *record)
{
  return _sockeye_record_is_send (record) || record->verb == SOCKEYE_VERB_RECV
         || record->verb == SOCKEYE_VERB_RECVFROM;
}

/* Whether the kernel answered a call. */
static gboolean
sockeye_record_is_answered (const SockeyeRecord *record)
{
  return record->verb != SOCKEYE_VERB_NONE
         && !(record->bits & (SOCKEYE_BIT_CANCELLED | SOCKEYE_BIT_REFUSED));
}

static gboolean
sockeye_record_get_direction (const SockeyeRecord *record,
                              gint64              *out)
{
  *out = _sockeye_record_is_send (record) || record->verb == SOCKEYE_VERB_CONNECT;
  return *out || sockeye_record_is_transfer (record) || record->verb == SOCKEYE_VERB_ACCEPT;
}

/*
 * Returns: FALSE where the row has no such value
 */
gboolean
_sockeye_matcher_get_number (SockeyeMatcher *self,
                             SockeyeField    field,
                             gint64         *number)
{
  const SockeyeRecord *record = self->record;
  SockeyeRowAddress *address;

  switch (field)
    {
    case SOCKEYE_FIELD_SOCKET:
      *number = record->socket;
      return record->socket != 0;
    case SOCKEYE_FIELD_DIRECTION:
      return sockeye_record_get_direction (record, number);
    case SOCKEYE_FIELD_CALL:
      *number = record->verb;
      return record->verb != SOCKEYE_VERB_NONE;
    case SOCKEYE_FIELD_KIND:
      *number = record->kind;
      return TRUE;
    case SOCKEYE_FIELD_ERROR:
      *number = record->result;
      return record->result < 0 && sockeye_record_is_answered (record);
    case SOCKEYE_FIELD_PEER_PORT:
      address = _sockeye_matcher_get_address (self);
      *number = address->port;
      return address->port != 0;
    case SOCKEYE_FIELD_BYTES:
      *number = record->result;
      return record->result >= 0 && sockeye_record_is_transfer (record)
             && sockeye_record_is_answered (record);
    case SOCKEYE_FIELD_ASKED:
      *number = record->asked;
      return sockeye_record_is_transfer (record);
    case SOCKEYE_FIELD_RESULT:
      *number = record->result;
      return sockeye_record_is_answered (record);
    case SOCKEYE_FIELD_DURATION:
      *number = record->duration;
      return record->verb != SOCKEYE_VERB_NONE && !(record->bits & SOCKEYE_BIT_REFUSED);
    case SOCKEYE_FIELD_TIME:
      *number = record->time - self->surroundings.start;
      return TRUE;
    case SOCKEYE_FIELD_NUMBER:
      *number = (gint64) self->number;
      return TRUE;
    case SOCKEYE_FIELD_POSITION:
      *number = (gint64) record->position;
      return sockeye_record_is_transfer (record);
    case SOCKEYE_FIELD_FLAGS:
      *number = record->flags;
      return sockeye_record_is_transfer (record);
    default:
      return FALSE;
    }
}

/* A boolean, or a field that can stand alone. */
gboolean
_sockeye_matcher_get_flag (SockeyeMatcher *self,
                           SockeyeField    field)
{
  const SockeyeRecord *record = self->record;

  switch (field)
    {
    case SOCKEYE_FIELD_ERROR:
      return record->kind == SOCKEYE_KIND_ERROR
             || (record->result < 0 && !(record->bits & SOCKEYE_BIT_CANCELLED));
    case SOCKEYE_FIELD_AUTOMATIC:
      return (record->bits & SOCKEYE_BIT_AUTOMATIC) != 0;
    case SOCKEYE_FIELD_TRUNCATED:
      return (record->bits & SOCKEYE_BIT_TRUNCATED) != 0;
    case SOCKEYE_FIELD_PARTIAL:
      return (record->bits & SOCKEYE_BIT_PARTIAL) != 0;
    case SOCKEYE_FIELD_CONTINUATION:
      return (record->bits & SOCKEYE_BIT_CONTINUATION) != 0;
    case SOCKEYE_FIELD_CANCELLED:
      return (record->bits & SOCKEYE_BIT_CANCELLED) != 0;
    case SOCKEYE_FIELD_REFUSED:
      return (record->bits & SOCKEYE_BIT_REFUSED) != 0;
    case SOCKEYE_FIELD_MARKED:
      return self->surroundings.marks != NULL
             && sockeye_marks_is_marked (self->surroundings.marks, self->number);
    default:
      return FALSE;
    }
}

/* How far the local clock is from UTC changes on a quarter of an hour at most. */
static gint64
sockeye_matcher_get_offset (SockeyeMatcher *self,
                            gint64          wall)
{
  gint64 slot = wall / NS_PER_SLOT;
  time_t seconds = (time_t) (wall / NS_PER_SECOND);
  struct tm local = { 0 };

  if (slot != self->offset_slot)
    {
      localtime_r (&seconds, &local);
      self->offset = local.tm_gmtoff * NS_PER_SECOND;
      self->offset_slot = slot;
    }
  return self->offset;
}

/* Nanoseconds since midnight, on the local clock; -1 where that is unknown. */
gint64
_sockeye_matcher_get_day_time (SockeyeMatcher *self)
{
  gint64 wall;

  if (self->surroundings.clock == NULL)
    return -1;
  wall = _sockeye_wall_clock_convert (self->surroundings.clock, self->record->time) * 1000;
  return (wall + sockeye_matcher_get_offset (self, wall)) % NS_PER_DAY;
}

void
_sockeye_row_address_clear (SockeyeRowAddress *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->host, g_free);
  *self = (SockeyeRowAddress) { 0 };
}

static SockeyeAddress *
sockeye_matcher_dup_peer (SockeyeMatcher *self)
{
  gsize size;
  const guint8 *data = _sockeye_kin_get_peer (self->surroundings.kin, self->surroundings.addresses,
                                              self->record->socket, &size);
  struct sockaddr_storage storage = { 0 };

  if (data == NULL)
    return NULL;
  memcpy (&storage, data, size);
  return sockeye_address_new ((const struct sockaddr *) &storage, (socklen_t) size, NULL);
}

/* The address that the row itself has; otherwise that of its socket's peer, of
 * a row that has one. What bind() was given is nobody else's. */
static SockeyeAddress *
sockeye_matcher_dup_address (SockeyeMatcher *self)
{
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeAddress *address = NULL;

  if (self->record->verb == SOCKEYE_VERB_BIND)
    return NULL;
  if (self->record->extra != 0)
    {
      event = _sockeye_event_new (self->number, self->record, 0, _sockeye_chunk_ref (self->chunk),
                                  NULL);
      address = sockeye_event_dup_address (event);
    }
  if (address == NULL && self->record->verb != SOCKEYE_VERB_ACCEPT)
    address = sockeye_matcher_dup_peer (self);
  return address;
}

/* Rows of one verb, socket and extra place have the same one. */
SockeyeRowAddress *
_sockeye_matcher_get_address (SockeyeMatcher *self)
{
  const SockeyeRecord *record = self->record;
  guint32 key = record->socket * 32 + record->verb;
  SockeyeRowAddress *slot;
  g_autoptr (SockeyeAddress) address = NULL;

  if (self->addresses_of != self->chunk)
    {
      for (guint i = 0; i < SOCKEYE_MATCHER_ADDRESSES; i++)
        if (self->addresses[i].extra != 0)
          _sockeye_row_address_clear (&self->addresses[i]);
      g_clear_pointer (&self->addresses_of, _sockeye_chunk_unref);
      self->addresses_of = _sockeye_chunk_ref (self->chunk);
    }
  slot = &self->addresses[((record->extra ^ key) * 2654435761u) >> 24];
  if (slot->known && slot->extra == record->extra && slot->key == key)
    return slot;

  _sockeye_row_address_clear (slot);
  slot->known = TRUE;
  slot->extra = record->extra;
  slot->key = key;
  address = sockeye_matcher_dup_address (self);
  if (address != NULL)
    {
      slot->text = sockeye_address_to_string (address);
      slot->host = sockeye_address_dup_numeric_host (address);
      slot->port = sockeye_address_get_port (address);
    }
  return slot;
}

/* Whether the row is of this socket or of one that it accepted. */
gboolean
_sockeye_matcher_is_within (SockeyeMatcher  *self,
                            SockeyeSocketId  socket)
{
  SockeyeSocketId id = self->record->socket;

  /* A socket is younger than the one that accepted it, so this comes to an end. */
  while (id != 0 && id != socket)
    id = _sockeye_kin_get_parent (self->surroundings.kin, id);
  return id != 0;
}
