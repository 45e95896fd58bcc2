/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-rows.h"
#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeFilterBar:
 *
 * Says which rows of the log are shown: by what is typed, and by what is chosen
 * beside it. Rows that are hidden are recorded all the same.
 *
 * Properties: rows (#SockeyeRows or NULL): those that it filters; socket
 * (#SockeyeSocket or NULL): the selected one, for Only this socket.
 *
 * Signal: "left": the user is done, by Esc: the focus belongs to the log.
 */
#define SOCKEYE_TYPE_FILTER_BAR (sockeye_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFilterBar, sockeye_filter_bar, SOCKEYE, FILTER_BAR, GtkWidget)

void     sockeye_filter_bar_set_text (SockeyeFilterBar *self,
                                      const char       *text);
void     sockeye_filter_bar_focus    (SockeyeFilterBar *self);
void     sockeye_filter_bar_clear    (SockeyeFilterBar *self);

G_END_DECLS
