/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The data of a row: how much was moved, where it stands, and what is kept of it. */

#include "config.h"

#include "sockeye-event-private.h"

/**
 * sockeye_event_get_bytes:
 * @self: an event
 *
 * Returns: how many bytes the call moved, 0 included; -1 for a call that moves
 *   none, or failed
 */
gint64
sockeye_event_get_bytes (SockeyeEvent *self)
{
  const SockeyeRecord *record;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), -1);

  record = _sockeye_event_get_record (self);
  switch (record->verb)
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      if (record->result < 0 ||
          record->bits & (SOCKEYE_BIT_CANCELLED | SOCKEYE_BIT_REFUSED))
        return -1;
      return record->result;
    default:
      return -1;
    }
}

/**
 * sockeye_event_get_position:
 * @self: an event
 *
 * Returns: where the data stands in its direction, from 0: the offset in bytes
 *   of a stream, otherwise the index of the message
 */
guint64
sockeye_event_get_position (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return _sockeye_event_get_record (self)->position;
}

/**
 * sockeye_event_get_kept:
 * @self: an event
 *
 * Returns: the bytes of payload that the row was written with. It may outlive
 *   them: see sockeye_event_dup_payload()
 */
gsize
sockeye_event_get_kept (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return _sockeye_event_get_record (self)->kept;
}

/**
 * sockeye_event_get_whole:
 * @self: an event
 *
 * Returns: the bytes of payload that the row had: what was to be sent, or came.
 *   With %SOCKEYE_BIT_PARTIAL more than sockeye_event_get_kept()
 */
guint64
sockeye_event_get_whole (SockeyeEvent *self)
{
  const SockeyeRecord *record;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  record = _sockeye_event_get_record (self);
  switch (record->verb)
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return record->asked;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return (guint64) MAX (record->result, 0);
    default:
      return 0;
    }
}

/**
 * sockeye_event_dup_payload:
 * @self: an event
 *
 * The bytes that were sent or received; as many as were kept, which is fewer
 * with %SOCKEYE_BIT_PARTIAL. Not a copy: they keep their segment of the journal
 * in memory as long as they live.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL where the row has none,
 *   or they were no longer kept when the event was got
 */
GBytes *
sockeye_event_dup_payload (SockeyeEvent *self)
{
  const SockeyeRecord *record;
  SockeyeSegment *segment;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  segment = _sockeye_event_get_segment (self);
  if (segment == NULL)
    return NULL;
  record = _sockeye_event_get_record (self);
  return _sockeye_segment_dup_bytes (segment, record->data & G_MAXUINT32, record->kept);
}
