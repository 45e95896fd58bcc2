/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the Socket page of Details says of a socket, and the grid it says it
 * in. */

#pragma once

#include <gtk/gtk.h>

#include "kernel/sockeye-facts.h"
#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/* The sockets that a row is for. */
typedef enum
{
  SOCKEYE_SCOPE_TCP = 1 << 0,
  SOCKEYE_SCOPE_OTHER = 1 << 1,
  SOCKEYE_SCOPE_TCP_LISTENER = 1 << 2,
  SOCKEYE_SCOPE_OTHER_LISTENER = 1 << 3,
  SOCKEYE_SCOPE_DATA = SOCKEYE_SCOPE_TCP | SOCKEYE_SCOPE_OTHER,
  SOCKEYE_SCOPE_ALL = SOCKEYE_SCOPE_DATA | SOCKEYE_SCOPE_TCP_LISTENER
                      | SOCKEYE_SCOPE_OTHER_LISTENER,
} SockeyeScope;

typedef struct
{
  const char   *name;   /* N_() */
  const char   *code;   /* the call or option that tells it, or NULL */
  const char   *hint;   /* N_(): what it means, in a sentence or two; or NULL */
  int           lamp;   /* the bit of poll(2) that it shows, or 0 */
  const char   *style;  /* a style class of the value, or of the lamp; or NULL */
  SockeyeScope  scope;
  gboolean      own;    /* Sockeye knows it without asking the kernel */
  char       *(*dup) (SockeyeSocket *socket, const SockeyeFacts *facts);
} SockeyeSocketPageRow;

/* In sockeye-socket-page-rows.c */
const SockeyeSocketPageRow *_sockeye_socket_page_list_rows   (guint                      *n_rows);
gboolean                    _sockeye_socket_page_is_heading  (const SockeyeSocketPageRow *row);
gboolean                    _sockeye_socket_page_is_lit      (const SockeyeSocketPageRow *row,
                                                              const SockeyeFacts         *facts);
char                       *_sockeye_socket_page_dup_value   (const SockeyeSocketPageRow *row,
                                                              SockeyeSocket              *socket,
                                                              const SockeyeFacts         *facts);

/* In sockeye-socket-page-grid.c */
void                        _sockeye_socket_page_build_grid  (GtkGrid                    *grid);
void                        _sockeye_socket_page_update_grid (GtkGrid                    *grid,
                                                              SockeyeSocket              *socket);
void                        _sockeye_socket_page_append_grid (GString                    *text,
                                                              SockeyeSocket              *socket);
void                        _sockeye_socket_page_set_text    (GtkLabel                   *label,
                                                              const char                 *text);

G_END_DECLS
