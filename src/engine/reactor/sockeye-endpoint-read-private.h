/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What receiving by hand and by Automatic share. */

#pragma once

#include "sockeye-reactor-private.h"

G_BEGIN_DECLS

/* The most room for control messages that a call may ask for. */
#define SOCKEYE_CONTROL_MAX (1u << 20)

/* One received message, whichever call brought it. */
typedef struct
{
  const struct msghdr *header;
  guint64              place;
  gsize                kept;
  gsize                stored; /* of these in the journal; fewer: kept in part */
  gsize                length; /* true length; more than kept: cut short */
  gsize                asked;
  int                  flags;  /* as passed by the user */
  gboolean             discarded; /* counted by the kernel, not copied */
  const guint8        *data;  /* what was received */
  GPtrArray           *passed; /* of SockeyePassed, or NULL */
} SockeyeReceived;

void           _sockeye_endpoint_remember_sender (SockeyeEndpoint       *self,
                                                  const struct msghdr   *header);
guint64        _sockeye_endpoint_received        (SockeyeEndpoint       *self,
                                                  SockeyeRecord         *record,
                                                  const SockeyeReceived *received);
/* Descriptors that came: sockeye-endpoint-passed.c. */
GPtrArray     *_sockeye_endpoint_take_passed     (SockeyeEndpoint       *self,
                                                  struct msghdr         *header,
                                                  int                    flags);
void           _sockeye_endpoint_note_passed     (SockeyeEndpoint       *self,
                                                  GPtrArray             *list);
void           _sockeye_endpoint_tell_passed     (SockeyeEndpoint       *self,
                                                  GPtrArray             *list,
                                                  guint64                row);
/* sockeye-endpoint-echo.c */
void           _sockeye_endpoint_echo            (SockeyeEndpoint       *self,
                                                  guint64                row,
                                                  const SockeyeReceived *received);
/* sockeye-endpoint-late.c */
void           _sockeye_endpoint_note_cause      (SockeyeEndpoint       *self,
                                                  const struct msghdr   *header,
                                                  const guint8          *data,
                                                  gsize                  size);
SockeyeOutcome _sockeye_endpoint_recvmsg         (SockeyeEndpoint       *self,
                                                  SockeyeOp             *op,
                                                  SockeyeVerb            verb,
                                                  gsize                  asked,
                                                  int                    flags);
gboolean       _sockeye_endpoint_is_read_failure (SockeyeEndpoint       *self,
                                                  int                    error,
                                                  int                    flags);
gsize          _sockeye_endpoint_get_control_room (SockeyeOp            *op);

/* sockeye-endpoint-gather.c */
gboolean       _sockeye_endpoint_gathers         (SockeyeEndpoint       *self,
                                                  SockeyeOp             *op);
gboolean       _sockeye_endpoint_gather          (SockeyeEndpoint       *self,
                                                  SockeyeOp             *op);
gboolean       _sockeye_endpoint_refuse_all      (SockeyeEndpoint       *self,
                                                  SockeyeOp             *op);

G_END_DECLS
