/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "journal/sockeye-chunk-private.h"
#include "sockeye-event.h"
#include "journal/sockeye-segment-private.h"

G_BEGIN_DECLS

SockeyeEvent        *_sockeye_event_new         (guint64              number,
                                                 const SockeyeRecord *record,
                                                 gint64               wall_time,
                                                 SockeyeChunk        *chunk,
                                                 SockeyeSegment      *segment);
SockeyeEvent        *_sockeye_event_new_gap     (guint64              first,
                                                 guint64              last,
                                                 gint64               time,
                                                 gint64               wall_time);
const guint64       *_sockeye_event_get_key     (SockeyeEvent        *self);
const SockeyeRecord *_sockeye_event_get_record  (SockeyeEvent        *self);
SockeyeChunk        *_sockeye_event_get_chunk   (SockeyeEvent        *self);
SockeyeSegment      *_sockeye_event_get_segment (SockeyeEvent        *self);
const guint8        *_sockeye_event_find_extra  (SockeyeEvent        *self,
                                                 SockeyeExtraTag      tag,
                                                 guint                nth,
                                                 gsize               *size);
gboolean             _sockeye_event_get_args    (SockeyeEvent        *self,
                                                 gint32              *args,
                                                 guint                n_args);
guint                _sockeye_event_get_count   (SockeyeEvent        *self);
guint                _sockeye_event_get_length  (SockeyeEvent        *self);

/* sockeye-event-control.c */
gsize                _sockeye_event_get_room    (SockeyeEvent        *self);
gboolean             _sockeye_event_is_late_error (SockeyeEvent      *self);
char                *_sockeye_event_dup_passed_words (SockeyeEvent   *self);
char                *_sockeye_event_dup_control_result (SockeyeEvent *self);
char                *_sockeye_event_dup_passed_code (SockeyeEvent    *self,
                                                 const char          *text);

/* sockeye-event-gap.c */
char                *_sockeye_event_dup_gap_words (SockeyeEvent      *self);

/* sockeye-event-messages.c: the messages of a datagram of AF_NETLINK. */
char                *_sockeye_event_dup_summary   (SockeyeEvent      *self);
GPtrArray           *_sockeye_event_list_messages (SockeyeEvent      *self);

G_END_DECLS
