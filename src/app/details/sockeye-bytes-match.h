/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Bytes that were found, marked where a view shows them as hex or as text. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where in the view what was found is, from its top. */
#define SOCKEYE_BYTES_MATCH_ALIGN 0.3

void     _sockeye_bytes_match_clear     (GtkTextView  *view);
void     _sockeye_bytes_match_mark_hex  (GtkTextView  *view,
                                         guint         per_line,
                                         gsize         offset,
                                         gsize         length);
void     _sockeye_bytes_match_mark_text (GtkTextView  *view,
                                         const guint8 *data,
                                         gsize         size,
                                         gsize         offset,
                                         gsize         length);
gboolean _sockeye_bytes_match_is_seen   (GtkTextView  *view);

G_END_DECLS
