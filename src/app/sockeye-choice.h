/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-catalog.h"

G_BEGIN_DECLS

/**
 * SockeyeChoice:
 *
 * A constant of the kernel as an item of a drop-down.
 */
#define SOCKEYE_TYPE_CHOICE (sockeye_choice_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeChoice, sockeye_choice, SOCKEYE, CHOICE, GObject)

SockeyeChoice *sockeye_choice_new        (const SockeyeConstant *constant,
                                          const char            *alias);
int            sockeye_choice_get_number (SockeyeChoice         *self);

/* Fills a drop-down: names on its button, name and plain word in its list,
 * found there by typing a part of either, or of the alias. */
void           sockeye_choice_fill       (GtkDropDown           *drop_down,
                                          GListModel            *choices);
int            sockeye_choice_selected   (GtkDropDown           *drop_down);

G_END_DECLS
