/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-netlink.h"

G_BEGIN_DECLS

/* Copies the struct at the head of a payload; what the payload lacks is 0. FALSE
 * where it is shorter. The bytes are nowhere aligned, so none is read in place. */
gboolean      _sockeye_netlink_copy           (const guint8 *data,
                                               gsize         size,
                                               gpointer      copy,
                                               gsize         copy_size);
/* The value of the first attribute of a type, borrowed; NULL where there is
 * none, or it is cut short. offset: where the attributes begin. */
const guint8 *_sockeye_netlink_find_attribute (const guint8 *data,
                                               gsize         size,
                                               gsize         offset,
                                               guint16       type,
                                               gsize        *value_size);
/* " 01 02 03", no more than a few, then " …". */
void          _sockeye_netlink_append_bytes   (GString      *string,
                                               const guint8 *data,
                                               gsize         size);

/* sockeye-netlink-route.c: "RTM_NEWLINK", or NULL. */
const char   *_sockeye_netlink_get_route_name (guint16       type);
/* What a message of NETLINK_ROUTE says: " lo up mtu 65536". FALSE where its type
 * or its length is none that we read. */
gboolean      _sockeye_netlink_append_route   (GString      *string,
                                               guint16       type,
                                               const guint8 *data,
                                               gsize         size);

G_END_DECLS
