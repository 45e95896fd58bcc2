/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-address.h"

G_BEGIN_DECLS

/**
 * SockeyeInterface:
 *
 * An address of this machine, and the network interface that has it: an item
 * of sockeye_interfaces_list_finish(). An interface with two addresses is two
 * items. Immutable.
 */
#define SOCKEYE_TYPE_INTERFACE (sockeye_interface_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeInterface, sockeye_interface, SOCKEYE, INTERFACE, GObject)

const char     *sockeye_interface_get_name       (SockeyeInterface     *self);
gboolean        sockeye_interface_is_up          (SockeyeInterface     *self);
gboolean        sockeye_interface_is_loopback    (SockeyeInterface     *self);
SockeyeAddress *sockeye_interface_get_address    (SockeyeInterface     *self);
int             sockeye_interface_get_family     (SockeyeInterface     *self);
const char     *sockeye_interface_get_text       (SockeyeInterface     *self);

void            sockeye_interfaces_list_async    (GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GListModel     *sockeye_interfaces_list_finish   (GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
