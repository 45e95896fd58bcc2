/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "option/sockeye-option.h"

G_BEGIN_DECLS

/* What stands behind the arrow. */
typedef enum
{
  SOCKEYE_PICKER_NOTHING,    /* no arrow */
  SOCKEYE_PICKER_CHOICES,    /* of the option: one */
  SOCKEYE_PICKER_FLAGS,      /* of the option: any together */
  SOCKEYE_PICKER_INTERFACES, /* of this machine */
} SockeyePickerList;

/**
 * SockeyePicker:
 *
 * An entry, and beside it an arrow with what is usually typed in it. What is
 * picked goes into the entry; anything else can still be typed.
 *
 * Signals: "changed": by the user or by sockeye_picker_set_text(); "activate":
 * Enter was pressed.
 */
#define SOCKEYE_TYPE_PICKER (sockeye_picker_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePicker, sockeye_picker, SOCKEYE, PICKER, GtkWidget)

/* name: of the field, translated, for a screen reader. */
GtkWidget  *sockeye_picker_new       (const char          *name,
                                      SockeyePickerList    list,
                                      const SockeyeOption *option);
GtkWidget  *sockeye_picker_get_entry (SockeyePicker       *self);
const char *sockeye_picker_get_text  (SockeyePicker       *self);
void        sockeye_picker_set_text  (SockeyePicker       *self,
                                      const char          *text);

G_END_DECLS
