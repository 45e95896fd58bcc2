/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-filter.h"
#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeFilterMore:
 *
 * What rows can be chosen by without typing an expression: their socket, errors,
 * direction, call, peer, size and time.
 *
 * Properties: socket (#SockeyeSocket or NULL): the selected one; only-socket
 * (boolean): only its rows and those of its peers; errors-only (boolean).
 *
 * Signal: "changed": other filters are chosen.
 */
#define SOCKEYE_TYPE_FILTER_MORE (sockeye_filter_more_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFilterMore, sockeye_filter_more, SOCKEYE, FILTER_MORE, GtkPopover)

char    *sockeye_filter_more_dup_quoted (const char        *text);
void     sockeye_filter_more_add_to     (SockeyeFilterMore *self,
                                         GPtrArray         *filters);
guint    sockeye_filter_more_count      (SockeyeFilterMore *self,
                                         gboolean           toggles);
gboolean sockeye_filter_more_is_empty   (SockeyeFilterMore *self);
void     sockeye_filter_more_clear      (SockeyeFilterMore *self);

G_END_DECLS
