/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeFilterMenu:
 *
 * The filters that were used last and those that were saved under a name; the
 * present one can be saved, and saved ones deleted.
 *
 * Signal: "picked" (string): the text of a filter.
 */
#define SOCKEYE_TYPE_FILTER_MENU (sockeye_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFilterMenu, sockeye_filter_menu, SOCKEYE, FILTER_MENU, GtkPopover)

void sockeye_filter_menu_set_text (SockeyeFilterMenu *self,
                                   const char        *text);
void sockeye_filter_menu_remember (SockeyeFilterMenu *self);

G_END_DECLS
