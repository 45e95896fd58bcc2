/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sockeye_tooltip_set (GtkWidget  *widget,
                          const char *text);

G_END_DECLS
