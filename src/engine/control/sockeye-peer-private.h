/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-peer.h"

G_BEGIN_DECLS

void _sockeye_peer_read (SockeyePeer *self,
                         int          fd);

G_END_DECLS
