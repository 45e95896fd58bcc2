/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The session's side of a SockeyeSocket: made and changed in the flush. */

#pragma once

#include "reactor/sockeye-endpoint-private.h"
#include "sockeye-peers.h"
#include "sockeye-rates.h"
#include "sockeye-socket.h"

G_BEGIN_DECLS

struct _SockeyeSocket
{
  GObject       parent_instance;

  SockeyeState  state;
  char         *name;
  char         *local_text;
  char         *remote_text;
  char         *waiting;
  char         *remark;
  SockeyeEvent *last_call;
  SockeyeRates *rates;
  SockeyePeers *peers;   /* NULL until there is one, or somebody asks */
  GListStore   *senders; /* NULL likewise: a crowd of peers has none of both */
  guint         n_peers_left;
  guint         n_earlier_peers;
  gboolean      peers_changed; /* since they were published */
};

SockeyeSocket *_sockeye_socket_new            (const SockeyeState *state);
void           _sockeye_socket_apply          (SockeyeSocket      *self,
                                               SockeyeState       *state);
void           _sockeye_socket_set_last_call  (SockeyeSocket      *self,
                                               SockeyeEvent       *event);
void           _sockeye_socket_set_remark     (SockeyeSocket      *self,
                                               const char         *remark);
gboolean       _sockeye_socket_is_left        (SockeyeSocket      *self);
/* What becomes of its peers is seen once they are published. Whether it is the
 * first change since then. */
gboolean       _sockeye_socket_count_left     (SockeyeSocket      *self,
                                               int                 change);
gboolean       _sockeye_socket_add_peer       (SockeyeSocket      *self,
                                               SockeyeSocket      *peer);
gboolean       _sockeye_socket_remove_peer    (SockeyeSocket      *self,
                                               SockeyeSocket      *peer,
                                               gboolean            folded);
guint          _sockeye_socket_count_peers    (SockeyeSocket      *self);
void           _sockeye_socket_publish_peers  (SockeyeSocket      *self);
const SockeyeState *_sockeye_socket_get_state (SockeyeSocket      *self);

G_END_DECLS
