/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What receiving by hand and by Automatic share. */

#pragma once

#include "sockeye-reactor-private.h"

G_BEGIN_DECLS

#define SOCKEYE_CONTROL_SIZE 512

/* One received message, whichever call brought it. */
typedef struct
{
  const struct msghdr *header;
  guint64              place;
  gsize                kept;
  gsize                length; /* true length; more than kept: cut short */
  gsize                asked;
  int                  flags;  /* as passed by the user */
  gboolean             discarded; /* counted by the kernel, not copied */
} SockeyeReceived;

void           _sockeye_endpoint_remember_sender (SockeyeEndpoint       *self,
                                                  const struct msghdr   *header);
guint64        _sockeye_endpoint_received        (SockeyeEndpoint       *self,
                                                  SockeyeRecord         *record,
                                                  const SockeyeReceived *received);
void           _sockeye_endpoint_close_passed    (struct msghdr         *header);
SockeyeOutcome _sockeye_endpoint_recvmsg         (SockeyeEndpoint       *self,
                                                  SockeyeOp             *op,
                                                  SockeyeVerb            verb,
                                                  gsize                  asked,
                                                  int                    flags);

G_END_DECLS
