/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "journal/sockeye-journal.h"
#include "option/sockeye-option.h"
#include "sockeye-pending.h"
#include "sockeye-rates.h"
#include "sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeSession:
 *
 * The sockets, the journal and the reactor: what a window, the command line
 * and each test create. Belongs to the thread that made it, whose
 * thread-default #GMainContext carries the flush: one after another, new rows
 * are published, sockets that changed notify, and calls whose rows are now
 * visible complete.
 *
 * Signals: "created" (SockeyeSocket *): a socket has come to be, by socket(),
 * accept() or a peer that passed it on; "cleared" (SockeyeSocket *): it was taken off the list.
 */
#define SOCKEYE_TYPE_SESSION (sockeye_session_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSession, sockeye_session, SOCKEYE, SESSION, GObject)

SockeyeSession *sockeye_session_new            (void);
SockeyeJournal *sockeye_session_get_journal    (SockeyeSession       *self);
GListModel     *sockeye_session_list_sockets   (SockeyeSession       *self);
GListModel     *sockeye_session_list_pending   (SockeyeSession       *self);
SockeyeSocket  *sockeye_session_get_socket     (SockeyeSession       *self,
                                                SockeyeSocketId       id);
void            sockeye_session_call_async     (SockeyeSession       *self,
                                                SockeyeCall          *call,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
SockeyeEvent   *sockeye_session_call_finish    (SockeyeSession       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            sockeye_session_settle         (SockeyeSession       *self,
                                                gint64                timeout);
void            sockeye_session_flush          (SockeyeSession       *self);
void            sockeye_session_cancel         (SockeyeSession       *self,
                                                SockeyePending       *pending);
/* Why the call has not returned yet, as far as is known here: translated,
 * (transfer full), or NULL. In sockeye-waits.c. */
char           *sockeye_session_dup_reason     (SockeyeSession       *self,
                                                SockeyePending       *pending);
void            sockeye_session_set_automatic  (SockeyeSession       *self,
                                                SockeyeSocketId       id,
                                                gboolean              automatic);
void            sockeye_session_set_remark     (SockeyeSession       *self,
                                                SockeyeSocketId       id,
                                                const char           *remark);
void            sockeye_session_set_echo       (SockeyeSession       *self,
                                                SockeyeSocketId       id,
                                                gboolean              echo);
void            sockeye_session_set_start_automatic (SockeyeSession  *self,
                                                gboolean              automatic);
void            sockeye_session_note           (SockeyeSession       *self,
                                                SockeyeSocketId       id,
                                                const char           *text);
void            sockeye_session_set_close_with_peer (SockeyeSession  *self,
                                                gboolean              close_with_peer);
void            sockeye_session_look           (SockeyeSession       *self,
                                                SockeyeSocketId       id);
/* Every option that applies to the socket, in the table's order, in one
 * GPtrArray of SockeyeOptionReading that nobody changes: of one level, or -1 for
 * all. Read on the reactor's thread; no row. SOCKEYE_ERROR_NO_SOCKET where it is
 * closed. In sockeye-session-options.c. */
void            sockeye_session_read_options_async (SockeyeSession   *self,
                                                SockeyeSocketId       id,
                                                int                   level,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray      *sockeye_session_read_options_finish (SockeyeSession  *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            sockeye_session_clear_closed   (SockeyeSession       *self);
guint           sockeye_session_get_n_open     (SockeyeSession       *self);
guint64         sockeye_session_get_bytes_in   (SockeyeSession       *self);
guint64         sockeye_session_get_bytes_out  (SockeyeSession       *self);
guint64         sockeye_session_get_dropped    (SockeyeSession       *self);
SockeyeRates   *sockeye_session_get_rates      (SockeyeSession       *self);
char           *sockeye_session_explain        (SockeyeSession       *self,
                                                SockeyeEvent         *event);
void            sockeye_session_explain_async  (SockeyeSession       *self,
                                                SockeyeEvent         *event,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char           *sockeye_session_explain_finish (SockeyeSession       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            sockeye_session_close          (SockeyeSession       *self);

G_END_DECLS
