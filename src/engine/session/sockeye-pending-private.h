/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-pending.h"

G_BEGIN_DECLS

SockeyePending *_sockeye_pending_new (guint64      ticket,
                                      SockeyeCall *call,
                                      gint64       started);

G_END_DECLS
