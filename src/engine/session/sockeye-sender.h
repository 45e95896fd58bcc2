/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "address/sockeye-address.h"

G_BEGIN_DECLS

/**
 * SockeyeSender:
 *
 * Someone who sent a datagram: an item of sockeye_socket_list_senders(). Its
 * property "text" is what the To field takes. Immutable.
 */
#define SOCKEYE_TYPE_SENDER (sockeye_sender_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSender, sockeye_sender, SOCKEYE, SENDER, GObject)

SockeyeSender  *sockeye_sender_new         (SockeyeAddress *address);
SockeyeAddress *sockeye_sender_get_address (SockeyeSender  *self);
const char     *sockeye_sender_get_text    (SockeyeSender  *self);

G_END_DECLS
