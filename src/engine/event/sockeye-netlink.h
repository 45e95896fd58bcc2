/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What stands in the bytes of a datagram of AF_NETLINK, in words. Pure
 * functions that never read past the end; what is not understood is told by
 * its number and length, or shown as bytes. */

#pragma once

#include "call/sockeye-types.h"

G_BEGIN_DECLS

GPtrArray *sockeye_netlink_describe  (int           protocol,
                                      const guint8 *data,
                                      gsize         size);
char      *sockeye_netlink_summarize (int           protocol,
                                      const guint8 *data,
                                      gsize         size);

G_END_DECLS
