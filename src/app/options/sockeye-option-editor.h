/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-call.h"
#include "option/sockeye-option.h"

G_BEGIN_DECLS

/**
 * SockeyeOptionEditor:
 *
 * The fields in which an option is set, by its shape, and the buttons that make
 * the calls. What the user has begun to type is theirs: a new value of the
 * kernel's is then only kept, and shown when they restore it with Esc.
 *
 * Signals: "called" (SockeyeCall *): a button or Enter asks for this call;
 * "edited": the user has changed a field.
 */
#define SOCKEYE_TYPE_OPTION_EDITOR (sockeye_option_editor_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeOptionEditor, sockeye_option_editor, SOCKEYE, OPTION_EDITOR, GtkWidget)

GtkWidget *sockeye_option_editor_new        (const SockeyeOption *option);
void       sockeye_option_editor_set_socket (SockeyeOptionEditor *self,
                                             SockeyeSocketId      socket);
void       sockeye_option_editor_set_value  (SockeyeOptionEditor *self,
                                             GBytes              *value);
gboolean   sockeye_option_editor_restore    (SockeyeOptionEditor *self);
void       sockeye_option_editor_returned   (SockeyeOptionEditor *self);

G_END_DECLS
