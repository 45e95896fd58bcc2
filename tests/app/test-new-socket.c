/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>
#include <netinet/in.h>

#include "sockeye-choice.h"
#include "sockeye-new-socket.h"
#include "test-find.h"

static void
test_new_socket_created_cb (SockeyeSocket **made,
                            SockeyeSocket  *socket)
{
  *made = socket;
}

static void
test_new_socket_choose (GtkWidget  *strip,
                        const char *name,
                        int         number)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (test_find (strip, GTK_TYPE_DROP_DOWN, name));
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      if (sockeye_choice_get_number (choice) == number)
        gtk_drop_down_set_selected (drop_down, i);
    }
  g_assert_cmpint (sockeye_choice_selected (drop_down), ==, number);
}

static void
test_new_socket_create (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);
  SockeyeSocket *made = NULL;

  g_signal_connect_swapped (strip, "created", G_CALLBACK (test_new_socket_created_cb), &made);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_cmpint (sockeye_socket_get_family (made), ==, AF_INET);
  g_assert_cmpint (sockeye_socket_get_socktype (made), ==, SOCK_STREAM);

  made = NULL;
  test_new_socket_choose (strip, "Family", AF_UNIX);
  test_new_socket_choose (strip, "Type", SOCK_DGRAM);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_cmpint (sockeye_socket_get_family (made), ==, AF_UNIX);
  g_assert_cmpint (sockeye_socket_get_socktype (made), ==, SOCK_DGRAM);

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* What the kernel refuses is told beneath, until the next one goes well. */
static void
test_new_socket_refused (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);
  SockeyeSocket *made = NULL;

  g_signal_connect_swapped (strip, "created", G_CALLBACK (test_new_socket_created_cb), &made);
  test_new_socket_choose (strip, "Protocol", IPPROTO_UDP);
  test_find_press (strip, "Create");
  test_app_wait_until (test_find_shows (strip, "EPROTONOSUPPORT"));
  g_assert_null (made);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_sockets (session)), ==, 0);

  test_new_socket_choose (strip, "Protocol", 0);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_false (test_find_shows (strip, "EPROTONOSUPPORT"));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/new-socket/create", test_new_socket_create);
  g_test_add_func ("/sockeye/new-socket/refused", test_new_socket_refused);

  return g_test_run ();
}
