/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "reactor/sockeye-reactor-private.h"
#include "sockeye-session.h"

G_BEGIN_DECLS

/* One flush, in this order, so that whoever is told of a call finds its row:
 *
 *   reactor's outbox --> journal publishes its rows
 *                    --> sockets take their states
 *                    --> listeners publish their peers, each list at once;
 *                        "created" and "cleared" are emitted
 *                    --> calls that wait come and go
 *                    --> tasks return
 */
struct _SockeyeSession
{
  GObject         parent_instance;

  SockeyeJournal *journal;
  SockeyeReactor *reactor;     /* NULL once closed */
  GListStore     *sockets;     /* those of no listener */
  GHashTable     *by_id;       /* id -> SockeyeSocket */
  GListStore     *pending;
  GHashTable     *tasks;       /* ticket -> GTask */
  GQueue          closed;      /* ids, oldest first */
  GPtrArray      *listeners;   /* whose peers have changed since they were published */
  GPtrArray      *created;     /* sockets, not told of yet */
  GPtrArray      *cleared;     /* likewise */
  guint           n_open;
  guint64         bytes_in;
  guint64         bytes_out;
  guint64         dropped;
  SockeyeRates   *rates;
};

/* In sockeye-session-calls.c, for the flush. */
void _sockeye_session_apply_waits (SockeyeSession    *self,
                                   GArray            *waits);
void _sockeye_session_complete    (SockeyeSession    *self,
                                   SockeyeCompletion *completion);

G_END_DECLS
