/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The parts of the window that are not seen when it opens: each is built when
 * it is first needed. */

#include "config.h"

#include "sockeye-window-private.h"

static void
sockeye_window_accepted_cb (SockeyeWindow *self,
                            SockeyeSocket *peer)
{
  gboolean focus = _sockeye_window_has_focus_in (self, self->bar);

  sockeye_window_set_selected (self, peer);
  if (focus)
    sockeye_composer_focus_data (self->composer);
}

static void
sockeye_window_connected_cb (SockeyeWindow *self)
{
  sockeye_composer_focus_data (self->composer);
}

static void
sockeye_window_told_cb (SockeyeWindow *self,
                        SockeyeSocket *socket,
                        const char    *message)
{
  sockeye_socket_bar_tell (self->bar, socket, message);
}

static void
sockeye_window_called_cb (SockeyeWindow *self,
                          SockeyeSocket *socket,
                          SockeyeCall   *call)
{
  sockeye_socket_bar_show_waiting (self->bar, socket, call);
}

/* Those of the selected socket: what acts on it, and what it sends. */
void
_sockeye_window_need_bar (SockeyeWindow *self)
{
  if (self->bar != NULL)
    return;
  self->bar = g_object_new (SOCKEYE_TYPE_SOCKET_BAR, "visible", FALSE, "session", self->session,
                            NULL);
  self->composer = g_object_new (SOCKEYE_TYPE_COMPOSER, "visible", FALSE, "session", self->session,
                                 NULL);
  gtk_box_prepend (self->bar_box, GTK_WIDGET (self->bar));
  gtk_box_append (self->composer_box, GTK_WIDGET (self->composer));
  sockeye_composer_attach (self->composer, sockeye_socket_bar_get_next_call (self->bar));

  g_signal_connect_object (self->bar, "accepted", G_CALLBACK (sockeye_window_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "connected", G_CALLBACK (sockeye_window_connected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->composer, "told", G_CALLBACK (sockeye_window_told_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->composer, "called", G_CALLBACK (sockeye_window_called_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self, "any-call", self->bar, "any-call", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "any-call", self->composer, "any-call", G_BINDING_SYNC_CREATE);
}

static void
sockeye_window_build_menu_cb (GtkMenuButton *button,
                              gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

void
_sockeye_window_build_menus (SockeyeWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->examples_button, sockeye_window_build_menu_cb,
                                         g_object_ref (self->examples_menu), g_object_unref);
  gtk_menu_button_set_create_popup_func (self->main_button, sockeye_window_build_menu_cb,
                                         g_object_ref (self->main_menu), g_object_unref);
}
