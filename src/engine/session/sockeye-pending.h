/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "call/sockeye-call.h"

G_BEGIN_DECLS

/**
 * SockeyePending:
 *
 * A call that has not returned yet. An item of
 * sockeye_session_list_pending(). Immutable.
 */
#define SOCKEYE_TYPE_PENDING (sockeye_pending_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePending, sockeye_pending, SOCKEYE, PENDING, GObject)

guint64          sockeye_pending_get_ticket  (SockeyePending *self);
SockeyeCall     *sockeye_pending_get_call    (SockeyePending *self);
SockeyeSocketId  sockeye_pending_get_socket  (SockeyePending *self);
gint64           sockeye_pending_get_started (SockeyePending *self);

G_END_DECLS
