/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "call/sockeye-call.h"

G_BEGIN_DECLS

/**
 * SockeyeEvent:
 *
 * One row of the journal: the result of a call, what the kernel reported
 * unasked, or a note. Stays whole after the journal has trimmed it. Belongs to
 * the thread of its session.
 */
#define SOCKEYE_TYPE_EVENT (sockeye_event_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeEvent, sockeye_event, SOCKEYE, EVENT, GObject)

guint64          sockeye_event_get_number      (SockeyeEvent *self);
gint64           sockeye_event_get_time        (SockeyeEvent *self);
gint64           sockeye_event_get_wall_time   (SockeyeEvent *self);
guint            sockeye_event_get_duration    (SockeyeEvent *self);
SockeyeSocketId  sockeye_event_get_socket      (SockeyeEvent *self);
SockeyeSocketId  sockeye_event_get_child       (SockeyeEvent *self);
SockeyeVerb      sockeye_event_get_verb        (SockeyeEvent *self);
SockeyeKind      sockeye_event_get_kind        (SockeyeEvent *self);
SockeyeBits      sockeye_event_get_bits        (SockeyeEvent *self);
SockeyeNews      sockeye_event_get_news        (SockeyeEvent *self);
gboolean         sockeye_event_is_error        (SockeyeEvent *self);
gint64           sockeye_event_get_result      (SockeyeEvent *self);
int              sockeye_event_get_errno       (SockeyeEvent *self);
gint64           sockeye_event_get_bytes       (SockeyeEvent *self);
guint64          sockeye_event_get_asked       (SockeyeEvent *self);
guint64          sockeye_event_get_position    (SockeyeEvent *self);
int              sockeye_event_get_flags       (SockeyeEvent *self);
int              sockeye_event_get_msg_flags   (SockeyeEvent *self);
guint64          sockeye_event_get_cause       (SockeyeEvent *self);
gsize            sockeye_event_get_kept        (SockeyeEvent *self);
guint64          sockeye_event_get_whole       (SockeyeEvent *self);
gboolean         sockeye_event_get_gap         (SockeyeEvent *self,
                                                guint64      *first,
                                                guint64      *last);
GBytes          *sockeye_event_dup_payload     (SockeyeEvent *self);
char            *sockeye_event_dup_made        (SockeyeEvent *self);
SockeyeAddress  *sockeye_event_dup_address     (SockeyeEvent *self);
GPtrArray       *sockeye_event_dup_answers     (SockeyeEvent *self);
char            *sockeye_event_dup_remark      (SockeyeEvent *self);
char            *sockeye_event_dup_canonical_name (SockeyeEvent *self);
gboolean         sockeye_event_get_situation   (SockeyeEvent *self,
                                                SockeyeSituation *situation);
SockeyeCall     *sockeye_event_dup_call        (SockeyeEvent *self);

/* Of setsockopt() and getsockopt(): the value that was set or that the kernel
 * gave; and after a set, what the kernel made of it where that differs. Both
 * (transfer full) or NULL. */
GBytes          *sockeye_event_dup_option_value (SockeyeEvent *self);
GBytes          *sockeye_event_dup_read_back   (SockeyeEvent *self);
/**
 * SockeyePassed:
 *
 * One descriptor that a peer passed on (SCM_RIGHTS).
 */
typedef struct
{
  SockeyeSocketId id;   /* the socket that it became; 0: it was closed at once */
  char           *what; /* "TCP 127.0.0.1:80, listening"; "/dev/null" */
} SockeyePassed;

/* Control messages: sockeye-event-control.c. */
GPtrArray       *sockeye_event_dup_controls    (SockeyeEvent *self);
GPtrArray       *sockeye_event_dup_passed      (SockeyeEvent *self);
char            *sockeye_event_dup_late_error  (SockeyeEvent *self);

/* As shown: one line each, in sockeye-event-text.c. */
char            *sockeye_event_dup_call_text   (SockeyeEvent *self,
                                                gsize         limit);
char            *sockeye_event_dup_result_text (SockeyeEvent *self);
char            *sockeye_event_dup_data_text   (SockeyeEvent *self,
                                                gsize         limit);
char            *sockeye_event_dup_time_text   (SockeyeEvent *self);
char            *sockeye_event_dup_code        (SockeyeEvent *self);
char            *sockeye_event_dup_line        (SockeyeEvent *self);
char            *sockeye_event_dup_sentence    (SockeyeEvent *self);

G_END_DECLS
