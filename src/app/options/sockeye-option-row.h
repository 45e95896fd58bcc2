/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-call.h"
#include "option/sockeye-option.h"

G_BEGIN_DECLS

/**
 * SockeyeOptionRow:
 *
 * An option in a list: its name, the value that the kernel has, what it does.
 * Opened, also its facts and its editor.
 *
 * Signals: "called" (SockeyeCall *): the user asks for this call.
 */
#define SOCKEYE_TYPE_OPTION_ROW (sockeye_option_row_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeOptionRow, sockeye_option_row, SOCKEYE, OPTION_ROW, GtkListBoxRow)

GtkWidget           *sockeye_option_row_new        (const SockeyeOption        *option);
const SockeyeOption *sockeye_option_row_get_option (SockeyeOptionRow           *self);
void                 sockeye_option_row_show       (SockeyeOptionRow           *self,
                                                    SockeyeSocketId             socket,
                                                    const SockeyeOptionReading *reading);
gboolean             sockeye_option_row_is_shown   (SockeyeOptionRow           *self);
gboolean             sockeye_option_row_is_changed (SockeyeOptionRow           *self);
gboolean             sockeye_option_row_matches    (SockeyeOptionRow           *self,
                                                    const char *const          *words);
void                 sockeye_option_row_set_open   (SockeyeOptionRow           *self,
                                                    gboolean                    open);
gboolean             sockeye_option_row_is_open    (SockeyeOptionRow           *self);
void                 sockeye_option_row_returned   (SockeyeOptionRow           *self);
void                 sockeye_option_row_tell       (SockeyeOptionRow           *self,
                                                    const char                 *message,
                                                    gboolean                    is_error);

G_END_DECLS
