/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-badge.h"

void
sockeye_badge_show (GtkLabel     *label,
                    SockeyeBadge  badge)
{
  const char *classes[] = { "badge", sockeye_badge_to_nick (badge), NULL };

  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (label, sockeye_badge_to_string (badge));
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}
