/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-arrow-keys.h"

static gboolean
sockeye_arrow_keys_pressed_cb (GtkWidget       *box,
                               guint            keyval,
                               guint            keycode,
                               GdkModifierType  modifiers)
{
  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (box, keyval == GDK_KEY_Down ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  return GDK_EVENT_STOP;
}

void
sockeye_arrow_keys_add (GtkWidget *box)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (box));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sockeye_arrow_keys_pressed_cb), box);
  gtk_widget_add_controller (box, keys);
}
