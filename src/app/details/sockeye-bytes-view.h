/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeBytesView:
 *
 * Bytes as hex and as text, so many at once that they are laid out without a
 * wait.
 */
#define SOCKEYE_TYPE_BYTES_VIEW (sockeye_bytes_view_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeBytesView, sockeye_bytes_view, SOCKEYE, BYTES_VIEW, GtkWidget)

void sockeye_bytes_view_set_bytes (SockeyeBytesView *self,
                                   GBytes           *bytes);
void sockeye_bytes_view_set_match (SockeyeBytesView *self,
                                   gsize             offset,
                                   gsize             length);

G_END_DECLS
