/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "sidebar/sockeye-sidebar-row.h"
#include "sidebar/sockeye-sidebar.h"
#include "test-find.h"

#define N_PEERS 200

static SockeyeSocketId
test_sidebar_listen (SockeyeSession *session)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND,
                                                              NULL);
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeEvent) bound = test_app_call (session, sockeye_call_new_bind (id, address));
  g_autoptr (SockeyeEvent) listens = test_app_call (session, sockeye_call_new_listen (id, N_PEERS));

  g_assert_false (sockeye_event_is_error (bound));
  g_assert_false (sockeye_event_is_error (listens));
  return id;
}

static void
test_sidebar_connect (SockeyeSession *session,
                      SockeyeSocket  *listener,
                      guint           n)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_ref (sockeye_socket_get_local (listener));

  for (guint i = 0; i < n; i++)
    {
      SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);
      g_autoptr (SockeyeEvent) connected =
          test_app_call (session, sockeye_call_new_connect (id, address));

      g_assert_false (sockeye_event_is_error (connected));
    }
  test_app_wait_until (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) >= n);
}

static GtkSelectionModel *
test_sidebar_get_model (GtkWidget *sidebar)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (test_app_find (sidebar, GTK_TYPE_LIST_VIEW)));
}

/* Peers come under their listener, and the selection does not move. */
static void
test_sidebar_tree (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *sidebar = g_object_new (SOCKEYE_TYPE_SIDEBAR, "session", session, NULL);
  GtkWidget *window = test_app_show (sidebar, 220, 400);
  GListModel *model = G_LIST_MODEL (test_sidebar_get_model (sidebar));
  SockeyeSocket *listener;
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autoptr (SockeyeSocket) peer = NULL;

  listener = sockeye_session_get_socket (session, test_sidebar_listen (session));
  sockeye_sidebar_set_selected (SOCKEYE_SIDEBAR (sidebar), listener);
  test_app_wait_until (test_find_shows (sidebar, "LISTENING"));
  test_sidebar_connect (session, listener, 2);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 5);
  g_assert_true (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar)) == listener);
  test_app_wait_until (test_find_shows (sidebar, "2 peers"));

  /* Folded away, the chosen one is still the chosen one. */
  peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 1);
  sockeye_sidebar_set_selected (SOCKEYE_SIDEBAR (sidebar), peer);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), 2));
  row = g_list_model_get_item (model, 0);
  gtk_tree_list_row_set_expanded (row, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  g_assert_true (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar)) == peer);
  gtk_tree_list_row_set_expanded (row, TRUE);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), 2));

  g_clear_object (&peer);
  g_clear_object (&row);
  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* The user's choice is told once. */
static void
test_sidebar_choose (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *sidebar = g_object_new (SOCKEYE_TYPE_SIDEBAR, "session", session, NULL);
  GtkWidget *window = test_app_show (sidebar, 220, 400);
  SockeyeSocketId first = test_app_socket (session, AF_INET, SOCK_DGRAM);
  SockeyeSocketId second = test_app_socket (session, AF_INET, SOCK_DGRAM);
  GtkSelectionModel *model = test_sidebar_get_model (sidebar);

  g_assert_null (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar)));
  gtk_selection_model_select_item (model, 1, TRUE);
  g_assert_cmpuint (sockeye_socket_get_id (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar))), ==,
                    second);
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_cmpuint (sockeye_socket_get_id (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar))), ==,
                    first);

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* Rows that nobody sees cost nothing: far fewer widgets than sockets. */
static void
test_sidebar_many (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *sidebar = g_object_new (SOCKEYE_TYPE_SIDEBAR, "session", session, NULL);
  GtkWidget *window = test_app_show (sidebar, 220, 400);
  SockeyeSocket *listener = sockeye_session_get_socket (session, test_sidebar_listen (session));
  GListModel *model = G_LIST_MODEL (test_sidebar_get_model (sidebar));
  guint n_rows = 1000;

  test_sidebar_connect (session, listener, N_PEERS);
  test_app_wait_until (g_list_model_get_n_items (model) == 2 * N_PEERS + 1);
  test_app_settle ();
  g_assert_null (test_app_find_nth (sidebar, SOCKEYE_TYPE_SIDEBAR_ROW, &n_rows));

  /* And all that left can be cleared at once. */
  sockeye_session_close (session);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (session);
}

static void
test_sidebar_connect_plain (SockeyeSocket *listener,
                            int           *fds,
                            guint          n)
{
  socklen_t size;
  const struct sockaddr *address =
      sockeye_address_get_sockaddr (sockeye_socket_get_local (listener), &size);

  for (guint i = 0; i < n; i++)
    {
      fds[i] = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      g_assert_cmpint (fds[i], >=, 0);
      g_assert_cmpint (connect (fds[i], address, size), ==, 0);
    }
}

/* Below the listener, in the order of their coming. */
static void
test_sidebar_assert_order (GListModel *model)
{
  SockeyeSocketId before = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);
      g_autoptr (SockeyeSocket) socket = SOCKEYE_SOCKET (gtk_tree_list_row_get_item (row));

      g_assert_cmpuint (sockeye_socket_get_id (socket), >, before);
      before = sockeye_socket_get_id (socket);
    }
}

/* While a crowd comes and goes, the chosen peer stays the chosen one. */
static void
test_sidebar_crowd (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *sidebar = g_object_new (SOCKEYE_TYPE_SIDEBAR, "session", session, NULL);
  GtkWidget *window = test_app_show (sidebar, 220, 400);
  SockeyeSocket *listener = sockeye_session_get_socket (session, test_sidebar_listen (session));
  GListModel *model = G_LIST_MODEL (test_sidebar_get_model (sidebar));
  int fds[2 * N_PEERS];
  g_autoptr (SockeyeSocket) chosen = NULL;

  sockeye_session_set_close_with_peer (session, TRUE);
  test_sidebar_connect_plain (listener, fds, N_PEERS);
  test_app_wait_until (g_list_model_get_n_items (model) == N_PEERS + 1);
  chosen = g_list_model_get_item (sockeye_socket_list_peers (listener), N_PEERS / 2);
  sockeye_sidebar_set_selected (SOCKEYE_SIDEBAR (sidebar), chosen);
  test_sidebar_connect_plain (listener, fds + N_PEERS, N_PEERS);
  test_app_wait_until (g_list_model_get_n_items (model) == 2 * N_PEERS + 1);
  test_sidebar_assert_order (model);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), N_PEERS / 2 + 1));

  for (guint i = 0; i < N_PEERS / 2; i++)
    close (fds[i]);
  test_app_wait_until (sockeye_session_get_n_open (session) == 1 + 2 * N_PEERS - N_PEERS / 2);
  sockeye_session_clear_closed (session);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1 + 2 * N_PEERS - N_PEERS / 2);
  test_sidebar_assert_order (model);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), 1));
  g_assert_true (sockeye_sidebar_get_selected (SOCKEYE_SIDEBAR (sidebar)) == chosen);

  for (guint i = N_PEERS / 2; i < 2 * N_PEERS; i++)
    close (fds[i]);
  g_clear_object (&chosen);
  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* A listener that was passed on: its backlog is that of whoever called listen(). */
static void
test_sidebar_received (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *sidebar = g_object_new (SOCKEYE_TYPE_SIDEBAR, "session", session, NULL);
  GtkWidget *window = test_app_show (sidebar, 220, 400);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GPtrArray) controls =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  SockeyeSocketId listener = test_sidebar_listen (session);
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeAddress) address = NULL;
  SockeyeSocket *received;

  /* Peers are automatic, and take what comes. */
  address = sockeye_address_ref (sockeye_socket_get_local (sockeye_session_get_socket (session,
                                                                                      listener)));
  g_object_unref (test_app_call (session, sockeye_call_new_connect (id, address)));
  g_ptr_array_add (controls, sockeye_control_new_rights (&listener, 1));
  g_object_unref (test_app_call (session, sockeye_call_new_sendmsg (id, bytes, controls, 0, NULL)));
  test_app_wait_until (test_find_shows (sidebar, "d4"));
  received = sockeye_session_get_socket (session, SOCKEYE_SOCKET_ID (4, SOCKEYE_ORIGIN_RECEIVED));
  g_assert_nonnull (received);
  g_assert_false (sockeye_socket_get_automatic (received));
  g_assert_cmpint (sockeye_socket_get_badge (received), ==, SOCKEYE_BADGE_LISTENING);
  g_assert_cmpint (sockeye_socket_get_backlog (received), !=, N_PEERS);
  if (sockeye_socket_get_facts (received)->max_accept >= 0)
    test_app_wait_until (test_find_shows (sidebar, "no peers, backlog 200"));
  else
    g_test_skip ("the kernel does not tell the backlog of a UNIX listener");

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

  g_test_add_func ("/sockeye/sidebar/tree", test_sidebar_tree);
  g_test_add_func ("/sockeye/sidebar/choose", test_sidebar_choose);
  g_test_add_func ("/sockeye/sidebar/many", test_sidebar_many);
  g_test_add_func ("/sockeye/sidebar/crowd", test_sidebar_crowd);
  g_test_add_func ("/sockeye/sidebar/received", test_sidebar_received);

  return g_test_run ();
}
