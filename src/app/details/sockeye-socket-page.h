/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeSocketPage:
 *
 * One socket in full: its addresses, what poll() says of it, what waits in its
 * queues, and TCP's own state. While it is seen it has the socket read again
 * and again.
 *
 * Properties: session; socket (#SockeyeSocket or NULL).
 */
#define SOCKEYE_TYPE_SOCKET_PAGE (sockeye_socket_page_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSocketPage, sockeye_socket_page, SOCKEYE, SOCKET_PAGE, GtkWidget)

void     sockeye_socket_page_set_socket (SockeyeSocketPage *self,
                                         SockeyeSocket     *socket);
/* Whether it has the socket read time and again; for its test. */
gboolean sockeye_socket_page_is_looking (SockeyeSocketPage *self);

G_END_DECLS
