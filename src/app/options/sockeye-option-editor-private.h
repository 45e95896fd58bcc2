/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-option-editor.h"
#include "widgets/sockeye-picker.h"

G_BEGIN_DECLS

struct _SockeyeOptionEditor
{
  GtkWidget            parent_instance;

  const SockeyeOption *option;
  SockeyeSocketId      socket;
  GBytes              *value;       /* of the kernel, or NULL */
  gboolean             touched;     /* by the user, since the value was shown */
  gboolean             showing;     /* fields are being set, not typed in */

  SockeyePicker       *text;        /* of a membership: the group; or NULL */
  SockeyePicker       *source;      /* or NULL */
  SockeyePicker       *interface;   /* of a membership, or NULL */
  GtkWidget           *on;          /* of SO_LINGER, or NULL */
  GtkLabel            *message;
  GtkWidget           *buttons;
  GtkWidget           *apply;       /* what Enter does, or NULL */
};

/* In sockeye-option-editor.c */
void     _sockeye_option_editor_touch       (SockeyeOptionEditor  *self);
void     _sockeye_option_editor_apply       (SockeyeOptionEditor  *self);

/* In sockeye-option-editor-fields.c */
gboolean _sockeye_option_editor_is_group    (const SockeyeOption  *option);
void     _sockeye_option_editor_build       (SockeyeOptionEditor  *self);
void     _sockeye_option_editor_show        (SockeyeOptionEditor  *self);
GBytes  *_sockeye_option_editor_dup_bytes   (SockeyeOptionEditor  *self,
                                             GtkWidget           **wrong,
                                             GError              **error);

/* In sockeye-option-editor-buttons.c */
void     _sockeye_option_editor_add_buttons (SockeyeOptionEditor  *self);
void     _sockeye_option_editor_show_calls  (SockeyeOptionEditor  *self);

G_END_DECLS
