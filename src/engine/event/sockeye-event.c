/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-event-private.h"

#include <string.h>

struct _SockeyeEvent
{
  GObject         parent_instance;

  guint64         number;
  gint64          wall_time;
  SockeyeRecord   record;
  SockeyeChunk   *chunk;
  SockeyeSegment *segment; /* NULL: no payload, or no longer kept */
};

G_DEFINE_FINAL_TYPE (SockeyeEvent, sockeye_event, G_TYPE_OBJECT)

static void
sockeye_event_finalize (GObject *object)
{
  SockeyeEvent *self = SOCKEYE_EVENT (object);

  g_clear_pointer (&self->chunk, _sockeye_chunk_unref);
  g_clear_pointer (&self->segment, _sockeye_segment_unref);

  G_OBJECT_CLASS (sockeye_event_parent_class)->finalize (object);
}

static void
sockeye_event_class_init (SockeyeEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_event_finalize;
}

static void
sockeye_event_init (SockeyeEvent *self)
{
}

/* chunk and segment are (transfer full). */
SockeyeEvent *
_sockeye_event_new (guint64              number,
                    const SockeyeRecord *record,
                    gint64               wall_time,
                    SockeyeChunk        *chunk,
                    SockeyeSegment      *segment)
{
  SockeyeEvent *self = g_object_new (SOCKEYE_TYPE_EVENT, NULL);

  self->number = number;
  self->record = *record;
  self->wall_time = wall_time;
  self->chunk = chunk;
  self->segment = segment;
  return self;
}

/* The number in place, as the key of a table that does not outlive the event. */
const guint64 *
_sockeye_event_get_key (SockeyeEvent *self)
{
  return &self->number;
}

const SockeyeRecord *
_sockeye_event_get_record (SockeyeEvent *self)
{
  return &self->record;
}

/* NULL: no payload, or no longer kept. */
SockeyeSegment *
_sockeye_event_get_segment (SockeyeEvent *self)
{
  return self->segment;
}

SockeyeChunk *
_sockeye_event_get_chunk (SockeyeEvent *self)
{
  return self->chunk;
}

const guint8 *
_sockeye_event_find_extra (SockeyeEvent    *self,
                           SockeyeExtraTag  tag,
                           guint            nth,
                           gsize           *size)
{
  gsize extra_size;
  const guint8 *extra = _sockeye_chunk_get_extra (self->chunk, self->record.extra, &extra_size);

  return _sockeye_extra_find (extra, extra_size, tag, nth, size);
}

/* Copies the first n_args arguments; those that the row has not are 0. FALSE
 * where it has none. */
gboolean
_sockeye_event_get_args (SockeyeEvent *self,
                         gint32       *args,
                         guint         n_args)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_ARGS, 0, &size);

  memset (args, 0, n_args * sizeof *args);
  if (data == NULL)
    return FALSE;
  memcpy (args, data, MIN (size, n_args * sizeof *args));
  return TRUE;
}

/* A value of fixed size, or 0 where the row has none. */
#define SOCKEYE_EVENT_GET_VALUE(self, tag, type) \
  G_STMT_START \
  { \
    gsize size; \
    const guint8 *data = _sockeye_event_find_extra (self, tag, 0, &size); \
    type value = 0; \
 \
    if (data != NULL && size == sizeof value) \
      memcpy (&value, data, size); \
    return value; \
  } \
  G_STMT_END

/* How many of what: see SOCKEYE_EXTRA_COUNT. */
guint
_sockeye_event_get_count (SockeyeEvent *self)
{
  SOCKEYE_EVENT_GET_VALUE (self, SOCKEYE_EXTRA_COUNT, guint32);
}

/* The true length of a datagram that was cut. */
guint
_sockeye_event_get_length (SockeyeEvent *self)
{
  guint32 length = 0;
  const guint8 *data;
  gsize size;

  /* A batch of datagrams writes its own count in front. */
  for (guint i = 0;
       (data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_COUNT, i, &size)) != NULL; i++)
    if (size == sizeof length)
      memcpy (&length, data, size);
  return length;
}

/**
 * sockeye_event_get_number:
 * @self: an event
 *
 * Returns: the row's number in its session, from 1, never reused
 */
guint64
sockeye_event_get_number (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->number;
}

/**
 * sockeye_event_get_time:
 * @self: an event
 *
 * Returns: when the call returned, in nanoseconds of CLOCK_MONOTONIC: for
 *   differences between rows, since it never jumps
 */
gint64
sockeye_event_get_time (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.time;
}

/**
 * sockeye_event_get_wall_time:
 * @self: an event
 *
 * Returns: when the call returned, in microseconds since 1970 (UTC), as the
 *   clock on the wall stood then
 */
gint64
sockeye_event_get_wall_time (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->wall_time;
}

/**
 * sockeye_event_get_duration:
 * @self: an event
 *
 * Returns: how long the call took with all its waiting, in microseconds;
 *   %G_MAXUINT32 for that or longer (71 minutes)
 */
guint
sockeye_event_get_duration (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.duration;
}

/**
 * sockeye_event_get_socket:
 * @self: an event
 *
 * Returns: the socket that the call was made on; for socket() the one that it
 *   made or would have made; 0 for none
 */
SockeyeSocketId
sockeye_event_get_socket (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.socket;
}

/**
 * sockeye_event_get_child:
 * @self: an event
 *
 * Returns: the socket that the call made: by accept() or socket(); 0 for none
 */
SockeyeSocketId
sockeye_event_get_child (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  if (self->record.verb == SOCKEYE_VERB_SOCKET)
    return self->record.result >= 0 ? self->record.socket : 0;
  SOCKEYE_EVENT_GET_VALUE (self, SOCKEYE_EXTRA_CHILD, SockeyeSocketId);
}

/**
 * sockeye_event_get_verb:
 * @self: an event
 *
 * Returns: which call it was; %SOCKEYE_VERB_NONE for news and notes
 */
SockeyeVerb
sockeye_event_get_verb (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), SOCKEYE_VERB_NONE);

  return self->record.verb;
}

/**
 * sockeye_event_get_kind:
 * @self: an event
 *
 * Returns: what the row is, for its icon and word
 */
SockeyeKind
sockeye_event_get_kind (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), SOCKEYE_KIND_NOTE);

  return self->record.kind;
}

/**
 * sockeye_event_get_bits:
 * @self: an event
 *
 * Returns: what else is to be known of the row
 */
SockeyeBits
sockeye_event_get_bits (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.bits;
}

/**
 * sockeye_event_get_news:
 * @self: an event
 *
 * Returns: what the kernel reported unasked; %SOCKEYE_NEWS_NONE where the row
 *   is not of kind %SOCKEYE_KIND_EVENT
 */
SockeyeNews
sockeye_event_get_news (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), SOCKEYE_NEWS_NONE);

  return self->record.kind == SOCKEYE_KIND_EVENT ? (SockeyeNews) self->record.result
                                                 : SOCKEYE_NEWS_NONE;
}

/**
 * sockeye_event_is_error:
 * @self: an event
 *
 * Returns: whether the call failed or was refused; a cancelled one did not
 */
gboolean
sockeye_event_is_error (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), FALSE);

  return self->record.kind == SOCKEYE_KIND_ERROR ||
         (self->record.result < 0 && !(self->record.bits & SOCKEYE_BIT_CANCELLED));
}

/**
 * sockeye_event_get_result:
 * @self: an event
 *
 * Returns: what the call returned; negative: an errno negated, or with
 *   %SOCKEYE_BIT_EAI the code of getaddrinfo(3)
 */
gint64
sockeye_event_get_result (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.result;
}

/**
 * sockeye_event_get_errno:
 * @self: an event
 *
 * Returns: the errno that the kernel gave; 0 where it gave none: success, a
 *   failed look-up, cancelled, refused by Sockeye
 */
int
sockeye_event_get_errno (SockeyeEvent *self)
{
  const SockeyeBits no_errno = SOCKEYE_BIT_EAI | SOCKEYE_BIT_CANCELLED | SOCKEYE_BIT_REFUSED;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.result < 0 && !(self->record.bits & no_errno) ? -self->record.result : 0;
}

/**
 * sockeye_event_get_asked:
 * @self: an event
 *
 * Returns: the bytes that were to be sent, or the size given to recv(); for
 *   %SOCKEYE_NEWS_DROPPED the datagrams that the kernel dropped
 */
guint64
sockeye_event_get_asked (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return self->record.asked;
}

/**
 * sockeye_event_get_flags:
 * @self: an event
 *
 * Returns: the MSG_ flags that the caller passed
 */
int
sockeye_event_get_flags (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  return (int) self->record.flags;
}

/**
 * sockeye_event_get_msg_flags:
 * @self: an event
 *
 * Returns: the MSG_ flags that recvmsg(2) returned
 */
int
sockeye_event_get_msg_flags (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  SOCKEYE_EVENT_GET_VALUE (self, SOCKEYE_EXTRA_MSG_FLAGS, gint32);
}

/**
 * sockeye_event_get_cause:
 * @self: an event
 *
 * Returns: the number of the row that this one goes back to; 0 for none
 */
guint64
sockeye_event_get_cause (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), 0);

  SOCKEYE_EVENT_GET_VALUE (self, SOCKEYE_EXTRA_CAUSE, guint64);
}

/**
 * sockeye_event_get_situation:
 * @self: an event
 * @situation: (out): the socket as it was when the call was made
 *
 * Returns: FALSE where the row does not tell: it has no socket, or is a
 *   successful accept, send or receive, of which there are too many
 */
gboolean
sockeye_event_get_situation (SockeyeEvent     *self,
                             SockeyeSituation *situation)
{
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), FALSE);
  g_return_val_if_fail (situation != NULL, FALSE);

  data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_SITUATION, 0, &size);
  if (data == NULL || size != sizeof *situation)
    return FALSE;
  memcpy (situation, data, size);
  return TRUE;
}
