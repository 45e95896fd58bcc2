/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the tests of filter and Find share: keys, and a connection to look at. */

#pragma once

#include <netinet/in.h>

#include "test-find.h"

/* As a key of the user, to what looks at the keys of a widget first. Returns
 * whether it took the key. */
static inline gboolean
test_filter_press (GtkWidget       *widget,
                   guint            keyval,
                   GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &taken);
    }
  return taken;
}

static inline SockeyeAddress *
test_filter_dup_loopback (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, NULL);
}

/* A listener on a port of the kernel's choice, which accepts by itself. */
static inline SockeyeSocket *
test_filter_listen (SockeyeSession *session)
{
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);
  g_autoptr (SockeyeAddress) address = test_filter_dup_loopback ();

  g_object_unref (test_app_call (session, sockeye_call_new_bind (id, address)));
  g_object_unref (test_app_call (session, sockeye_call_new_listen (id, 5)));
  return sockeye_session_get_socket (session, id);
}

/* A client of it, which has sent a text that the accepted peer has received. */
static inline SockeyeSocket *
test_filter_connect (SockeyeSession *session,
                     SockeyeSocket  *listener,
                     const char     *text)
{
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GListModel *peers = sockeye_socket_list_peers (listener);
  guint n = g_list_model_get_n_items (peers);
  g_autoptr (SockeyeSocket) peer = NULL;

  g_object_unref (test_app_call (
      session, sockeye_call_new_connect (id, sockeye_socket_get_local (listener))));
  g_object_unref (test_app_call (session, sockeye_call_new_send (id, bytes, 0)));
  test_app_wait_until (g_list_model_get_n_items (peers) == n + 1);
  peer = g_list_model_get_item (peers, n);
  test_app_wait_until (sockeye_socket_get_bytes_in (peer) == strlen (text));
  return sockeye_session_get_socket (session, id);
}
