/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "catalog/sockeye-probe.h"

G_BEGIN_DECLS

/**
 * SockeyeChoice:
 *
 * A constant of the kernel as an item of a drop-down, with what the kernel that
 * runs says of it.
 */
#define SOCKEYE_TYPE_CHOICE (sockeye_choice_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeChoice, sockeye_choice, SOCKEYE, CHOICE, GObject)

SockeyeChoice *sockeye_choice_new         (const SockeyeConstant *constant,
                                           const char            *alias);
SockeyeChoice *sockeye_choice_new_number  (int                    number,
                                           const char            *name,
                                           const char            *typed);
int            sockeye_choice_get_number  (SockeyeChoice         *self);
gboolean       sockeye_choice_is_typed    (SockeyeChoice         *self);
void           sockeye_choice_set_verdict (SockeyeChoice         *self,
                                           SockeyeVerdict         verdict,
                                           const char            *words);

/* Fills a drop-down: names on its button; name, plain word and verdict in its
 * list, found there by typing a part of the name, the alias or the word, or the
 * number. */
void           sockeye_choice_fill        (GtkDropDown           *drop_down,
                                           GListModel            *choices);
int            sockeye_choice_selected    (GtkDropDown           *drop_down);
void           sockeye_choice_select      (GtkDropDown           *drop_down,
                                           int                    number);
GtkEditable   *sockeye_choice_get_search  (GtkDropDown           *drop_down);

G_END_DECLS
