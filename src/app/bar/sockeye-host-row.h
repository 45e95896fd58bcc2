/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeHostRow:
 *
 * A host name or an address that can be put into Host: a button with a word on
 * what it is, and then the text itself. Insensitive where it does not suit the
 * selected socket, with the reason in its tooltip.
 */
#define SOCKEYE_TYPE_HOST_ROW (sockeye_host_row_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeHostRow, sockeye_host_row, SOCKEYE, HOST_ROW, GtkButton)

GtkWidget  *sockeye_host_row_new        (const char     *hint,
                                         const char     *text,
                                         int             family);
char       *sockeye_host_row_dup_obstacle (int           family,
                                         SockeyeSocket  *socket);
const char *sockeye_host_row_get_text   (SockeyeHostRow *self);
void        sockeye_host_row_set_socket (SockeyeHostRow *self,
                                         SockeyeSocket  *socket);

/* Of a box of rows, and what else is between them. */
void        sockeye_host_rows_clear      (GtkBox        *box);
void        sockeye_host_rows_set_socket (GtkBox        *box,
                                          SockeyeSocket *socket);

G_END_DECLS
