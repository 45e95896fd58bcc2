/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "event/sockeye-event.h"

G_BEGIN_DECLS

/**
 * SockeyeControlCard:
 *
 * One control message of a row: its type, what it means, and what it says, a
 * line a fact. Under SCM_RIGHTS stands what became of each descriptor, with a
 * button that selects the socket that it is now (win.show-socket).
 */
#define SOCKEYE_TYPE_CONTROL_CARD (sockeye_control_card_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeControlCard, sockeye_control_card, SOCKEYE, CONTROL_CARD, GtkWidget)

GtkWidget *sockeye_control_card_new        (SockeyeControl *control,
                                            GPtrArray      *passed);
/* Descriptors without their message: of a row that only tells of them. */
GtkWidget *sockeye_control_card_new_passed (GPtrArray      *passed);

G_END_DECLS
