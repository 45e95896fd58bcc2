/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Who holds an address: asked of /proc when bind(2) says EADDRINUSE. */

#pragma once

#include "address/sockeye-address.h"

G_BEGIN_DECLS

gboolean  _sockeye_holder_conflicts (SockeyeAddress *held,
                                     SockeyeAddress *wanted);
char     *_sockeye_holder_find      (SockeyeAddress *address,
                                     int             type,
                                     GCancellable   *cancellable);

G_END_DECLS
