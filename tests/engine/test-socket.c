/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "session-util.h"

static void
assert_obstacle (SockeyeSocket *socket,
                 SockeyeVerb    verb,
                 const char    *expected)
{
  g_autofree char *obstacle = sockeye_socket_dup_obstacle (socket, verb);

  g_assert_cmpstr (obstacle, ==, expected);
}

/* What can be called, and what comes next, along the life of a server. */
static void
test_socket_server_life (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_STREAM, FALSE);

  g_assert_cmpstr (sockeye_socket_get_name (socket), ==, "s1");
  g_assert_cmpstr (sockeye_socket_get_kind (socket), ==, "TCP");
  g_assert_cmpint (sockeye_socket_get_suggestion (socket), ==, SOCKEYE_VERB_NONE);
  assert_obstacle (socket, SOCKEYE_VERB_BIND, NULL);
  assert_obstacle (socket, SOCKEYE_VERB_CONNECT, NULL);
  assert_obstacle (socket, SOCKEYE_VERB_LISTEN, "s1 is not bound: Bind first");
  assert_obstacle (socket, SOCKEYE_VERB_ACCEPT, "s1 does not listen: Bind and Listen first");
  assert_obstacle (socket, SOCKEYE_VERB_SEND, "s1 is not connected: Connect first");
  assert_obstacle (socket, SOCKEYE_VERB_RECV, "s1 is not connected: Connect first");
  assert_obstacle (socket, SOCKEYE_VERB_SHUTDOWN, "s1 is not connected: there is nothing to shut down");

  test_bind (session, socket);
  g_assert_cmpint (sockeye_socket_get_suggestion (socket), ==, SOCKEYE_VERB_LISTEN);
  assert_obstacle (socket, SOCKEYE_VERB_BIND, "s1 is bound already");
  assert_obstacle (socket, SOCKEYE_VERB_LISTEN, NULL);

  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (socket), 5));
  g_assert_cmpint (sockeye_socket_get_backlog (socket), ==, 5);
  g_assert_cmpint (sockeye_socket_get_suggestion (socket), ==, SOCKEYE_VERB_ACCEPT);
  assert_obstacle (socket, SOCKEYE_VERB_ACCEPT, NULL);
  assert_obstacle (socket, SOCKEYE_VERB_CONNECT, "s1 listens: a socket listens or connects");
  assert_obstacle (socket, SOCKEYE_VERB_SEND, "s1 is a listener; choose one of its peers to send");

  sockeye_session_set_automatic (session, sockeye_socket_get_id (socket), TRUE);
  TEST_WAIT_UNTIL (sockeye_socket_get_automatic (socket));
  assert_obstacle (socket, SOCKEYE_VERB_ACCEPT, "s1 accepts by itself: switch Automatic off to accept by hand");

  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (socket), FALSE));
  g_assert_cmpint (sockeye_socket_get_badge (socket), ==, SOCKEYE_BADGE_CLOSED);
  assert_obstacle (socket, SOCKEYE_VERB_BIND, "s1 is closed");
  test_session_free (g_steal_pointer (&session));
}

static void
test_socket_datagram_life (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);

  g_assert_cmpstr (sockeye_socket_get_kind (socket), ==, "UDP");
  assert_obstacle (socket, SOCKEYE_VERB_LISTEN, "s1 is a datagram socket: it receives without listening");
  assert_obstacle (socket, SOCKEYE_VERB_SENDTO, NULL);
  assert_obstacle (socket, SOCKEYE_VERB_RECVFROM,
                   "s1 has no address yet: Bind first, so that somebody can send to it");
  test_bind (session, socket);
  assert_obstacle (socket, SOCKEYE_VERB_RECVFROM, NULL);
  /* A datagram socket may change its peer. */
  test_call_ok (session, test_connect_call (socket, 9));
  assert_obstacle (socket, SOCKEYE_VERB_CONNECT, NULL);
  test_session_free (g_steal_pointer (&session));
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 guint      *count)
{
  (*count)++;
}

/* A property notifies when it changes, and only then. */
static void
test_socket_notify (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint n_badge = 0, n_local = 0, n_bytes = 0;

  g_signal_connect (socket, "notify::badge", G_CALLBACK (count_notify_cb), &n_badge);
  g_signal_connect (socket, "notify::local", G_CALLBACK (count_notify_cb), &n_local);
  g_signal_connect (socket, "notify::bytes-in", G_CALLBACK (count_notify_cb), &n_bytes);
  test_bind (session, socket);
  g_assert_cmpuint (n_badge, ==, 1);
  g_assert_cmpuint (n_local, ==, 1);
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (socket), SOL_SOCKET, SO_REUSEADDR, 1));
  g_assert_cmpint (sockeye_socket_get_option (socket, SOL_SOCKET, SO_REUSEADDR), ==, 1);
  g_assert_cmpuint (n_badge, ==, 1);
  g_assert_cmpuint (n_local, ==, 1);
  g_assert_cmpuint (n_bytes, ==, 0);
  test_session_free (g_steal_pointer (&session));
}

/* Makes the call and forgets it. Takes the call. */
static void
call_and_forget (SockeyeSession *session,
                 SockeyeCall    *call)
{
  sockeye_session_call_async (session, call, NULL, NULL, NULL);
  sockeye_call_unref (call);
}

/* Closed sockets are bounded; older ones fold. */
static void
test_socket_fold (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  GListModel *sockets = sockeye_session_list_sockets (session);

  for (guint i = 0; i < 1005; i++)
    {
      call_and_forget (session, sockeye_call_new_socket (AF_INET, SOCK_DGRAM, 0));
      call_and_forget (session, sockeye_call_new_close (SOCKEYE_SOCKET_ID (i + 1, SOCKEYE_ORIGIN_CREATED), FALSE));
    }
  sockeye_session_settle (session, TEST_DEADLINE);
  g_assert_cmpuint (g_list_model_get_n_items (sockets), ==, 1000);
  g_assert_cmpuint (sockeye_session_get_n_open (session), ==, 0);
  sockeye_session_clear_closed (session);
  g_assert_cmpuint (g_list_model_get_n_items (sockets), ==, 0);
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/socket/server-life", test_socket_server_life);
  g_test_add_func ("/sockeye/socket/datagram-life", test_socket_datagram_life);
  g_test_add_func ("/sockeye/socket/notify", test_socket_notify);
  g_test_add_func ("/sockeye/socket/fold", test_socket_fold);

  return g_test_run ();
}
