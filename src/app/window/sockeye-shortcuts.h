/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one table of keys. A row without a title is another key for the action
 * of the row before. Titles are untranslated; pass them to gettext. */
typedef struct
{
  const char *action;
  const char *accelerator;
  const char *title;
} SockeyeShortcut;

const SockeyeShortcut *sockeye_shortcuts_list       (guint          *n_shortcuts);
void                   sockeye_shortcuts_bind_class (GtkWidgetClass *widget_class,
                                                     const char     *prefix);
void                   sockeye_shortcuts_bind_app   (GtkApplication *app);

G_END_DECLS
