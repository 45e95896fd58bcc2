/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"
#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * sockeye_remedy_for_drops:
 * @event: a row of %SOCKEYE_NEWS_DROPPED
 * @socket: (nullable): its socket
 * @text: (out) (transfer full) (nullable): what it does and where its limit is,
 *   or why no larger buffer can be had; %NULL where the row is none of drops
 *
 * Reads /proc/sys/net/core/rmem_max: not for each frame.
 *
 * Returns: (transfer full) (nullable): the setsockopt() call that doubles the
 *   receive buffer
 */
SockeyeCall *sockeye_remedy_for_drops (SockeyeEvent  *event,
                                       SockeyeSocket *socket,
                                       char         **text);

G_END_DECLS
