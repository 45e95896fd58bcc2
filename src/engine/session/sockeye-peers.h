/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SockeyePeers:
 *
 * A list of sockets, in the order of their coming, that tells of its changes
 * when it is published: a crowd that comes or goes at once is one change of
 * each part of the list, not one for each socket.
 */
#define SOCKEYE_TYPE_PEERS (sockeye_peers_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePeers, sockeye_peers, SOCKEYE, PEERS, GObject)

SockeyePeers *sockeye_peers_new     (void);
void          sockeye_peers_add     (SockeyePeers *self,
                                     gpointer      peer);
void          sockeye_peers_remove  (SockeyePeers *self,
                                     gpointer      peer);
guint         sockeye_peers_count   (SockeyePeers *self);
void          sockeye_peers_publish (SockeyePeers *self);

G_END_DECLS
