/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"
#include "kernel/sockeye-facts.h"
#include "control/sockeye-peer.h"
#include "sockeye-rates.h"

G_BEGIN_DECLS

/**
 * SockeyeSocket:
 *
 * One kernel socket as the window sees it. Belongs to the thread of its
 * session; its properties change and notify only there, in the flush.
 *
 * Properties (all read-only, all notify): name (string), kind (string),
 * badge (gint, #SockeyeBadge), local, remote (string, "" for none), bytes-in,
 * bytes-out (guint64), queued (guint64, bytes of sends that wait), automatic
 * (boolean), echo (boolean), waiting (string, "" or "accept()": the call that waits), last-call
 * (#SockeyeEvent), facts (pointer, #SockeyeFacts), remark (string, "" or what an
 * example says of it), rates (#SockeyeRates, or NULL before its first row), n-peers, n-peers-left, n-earlier-peers (guint).
 */
#define SOCKEYE_TYPE_SOCKET (sockeye_socket_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSocket, sockeye_socket, SOCKEYE, SOCKET, GObject)

SockeyeSocketId  sockeye_socket_get_id              (SockeyeSocket *self);
const char      *sockeye_socket_get_name            (SockeyeSocket *self);
int              sockeye_socket_get_family          (SockeyeSocket *self);
int              sockeye_socket_get_socktype        (SockeyeSocket *self);
int              sockeye_socket_get_protocol        (SockeyeSocket *self);
const char      *sockeye_socket_get_kind            (SockeyeSocket *self);
SockeyeStage     sockeye_socket_get_stage           (SockeyeSocket *self);
SockeyeReadEnd   sockeye_socket_get_read_end        (SockeyeSocket *self);
gboolean         sockeye_socket_get_write_shut      (SockeyeSocket *self);
SockeyeBadge     sockeye_socket_get_badge           (SockeyeSocket *self);
int              sockeye_socket_get_last_error      (SockeyeSocket *self);
SockeyeSocketId  sockeye_socket_get_parent          (SockeyeSocket *self);
/* The socket that it was received on, by SCM_RIGHTS, or 0. Such a socket has no
 * parent: it stands beside the others, since it may itself be a listener. */
SockeyeSocketId  sockeye_socket_get_giver           (SockeyeSocket *self);
SockeyeAddress  *sockeye_socket_get_local           (SockeyeSocket *self);
SockeyeAddress  *sockeye_socket_get_remote          (SockeyeSocket *self);
const char      *sockeye_socket_get_local_text      (SockeyeSocket *self);
const char      *sockeye_socket_get_remote_text     (SockeyeSocket *self);
int              sockeye_socket_get_backlog         (SockeyeSocket *self);
guint64          sockeye_socket_get_bytes_in        (SockeyeSocket *self);
guint64          sockeye_socket_get_bytes_out       (SockeyeSocket *self);
guint64          sockeye_socket_get_queued          (SockeyeSocket *self);
gboolean         sockeye_socket_get_automatic       (SockeyeSocket *self);
gboolean         sockeye_socket_get_echo            (SockeyeSocket *self);
gboolean         sockeye_socket_can_echo            (SockeyeSocket *self);
gboolean         sockeye_socket_is_closed           (SockeyeSocket *self);
gboolean         sockeye_socket_is_listener         (SockeyeSocket *self);
const char      *sockeye_socket_get_waiting         (SockeyeSocket *self);
gboolean         sockeye_socket_is_waiting          (SockeyeSocket *self,
                                                     SockeyeVerb    verb);
SockeyeEvent    *sockeye_socket_get_last_call       (SockeyeSocket *self);
const SockeyeFacts *sockeye_socket_get_facts        (SockeyeSocket *self);
/* Of a UNIX connection: who is at the other end; NULL where that is not known. */
const SockeyePeer *sockeye_socket_get_peer_process  (SockeyeSocket *self);
SockeyeRates    *sockeye_socket_get_rates           (SockeyeSocket *self);
const char      *sockeye_socket_get_remark          (SockeyeSocket *self);
int              sockeye_socket_get_option          (SockeyeSocket *self,
                                                     int            level,
                                                     int            option);
GListModel      *sockeye_socket_list_peers          (SockeyeSocket *self);
GListModel      *sockeye_socket_list_senders        (SockeyeSocket *self);
guint            sockeye_socket_get_n_earlier_peers (SockeyeSocket *self);

/* Why this call cannot be made now: one translated sentence ("s1 is not bound:
 * Bind first"), (transfer full), or NULL where it can. In
 * sockeye-socket-verbs.c. */
char            *sockeye_socket_dup_obstacle        (SockeyeSocket *self,
                                                     SockeyeVerb    verb);
/* What waits for this call, or would happen by it, in a few translated words
 * beside its button: "24 bytes wait", "2 wait, backlog 1", "would block";
 * (transfer full), or NULL for nothing to say. Of by-hand sockets. In
 * sockeye-waits.c. */
char            *sockeye_socket_dup_waits           (SockeyeSocket *self,
                                                     SockeyeVerb    verb);
/* The call that comes next in the usual course, or SOCKEYE_VERB_NONE. */
SockeyeVerb      sockeye_socket_get_suggestion      (SockeyeSocket *self);

G_END_DECLS
