/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeOptionsPage:
 *
 * Every option of a socket, by level, as the kernel has it now: found by
 * typing, and set in place. While it is seen it is read again after each call
 * on the socket.
 *
 * Properties: session; socket (#SockeyeSocket or NULL).
 */
#define SOCKEYE_TYPE_OPTIONS_PAGE (sockeye_options_page_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeOptionsPage, sockeye_options_page, SOCKEYE, OPTIONS_PAGE, GtkWidget)

void  sockeye_options_page_set_socket   (SockeyeOptionsPage *self,
                                         SockeyeSocket      *socket);
void  sockeye_options_page_focus_search (SockeyeOptionsPage *self);
/* How often the socket was read; for its test. */
guint sockeye_options_page_get_n_reads  (SockeyeOptionsPage *self);

G_END_DECLS
