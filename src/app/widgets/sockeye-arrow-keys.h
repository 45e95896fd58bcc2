/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets Up and Down go through the controls of a box. A GtkCheckButton of GTK
 * 4.8 is toggled by them instead. */
void sockeye_arrow_keys_add (GtkWidget *box);

G_END_DECLS
