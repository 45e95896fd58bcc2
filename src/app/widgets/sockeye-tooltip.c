/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-tooltip.h"

/**
 * sockeye_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what its tooltip says
 *
 * As gtk_widget_set_tooltip_text(), which asks the X server where the pointer
 * is each time; this does so only for another text.
 */
void
sockeye_tooltip_set (GtkWidget  *widget,
                     const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
