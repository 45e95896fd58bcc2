/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-template.h"

/**
 * sockeye_template_dispose:
 * @widget: being disposed
 * @type: its class
 *
 * gtk_widget_dispose_template() only unparents children that are bound to a
 * field; this also unparents the rest. For widgets whose parent class has no
 * children of its own.
 */
void
sockeye_template_dispose (GtkWidget *widget,
                          GType      type)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
