/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "session-util.h"
#include "session/sockeye-peers.h"

/* More than one flush makes; twice as many are more than stay when closed. */
#define CROWD    900
#define MAX_KEPT 1000

typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
test_peers_changed_cb (GListModel *peers,
                       guint       position,
                       guint       removed,
                       guint       added,
                       Changes    *changes)
{
  changes->n++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
assert_peers (SockeyePeers         *peers,
              SockeyeSocket *const *expected,
              guint                 n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (peers)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeSocket) peer = g_list_model_get_item (G_LIST_MODEL (peers), i);

      g_assert_true (peer == expected[i]);
    }
}

static void
assert_change (Changes *changes,
               guint    n,
               guint    position,
               guint    removed,
               guint    added)
{
  g_assert_cmpuint (changes->n, ==, n);
  g_assert_cmpuint (changes->position, ==, position);
  g_assert_cmpuint (changes->removed, ==, removed);
  g_assert_cmpuint (changes->added, ==, added);
  changes->n = 0;
}

/* What comes and goes is told of once, when it is published. */
static void
test_peers_publish (void)
{
  g_autoptr (SockeyePeers) peers = sockeye_peers_new ();
  SockeyeSocket *sockets[8];
  SockeyeSocket *left[5];
  Changes changes = { 0 };

  g_signal_connect (peers, "items-changed", G_CALLBACK (test_peers_changed_cb), &changes);
  for (guint i = 0; i < 8; i++)
    sockets[i] = g_object_new (SOCKEYE_TYPE_SOCKET, NULL);

  for (guint i = 0; i < 6; i++)
    sockeye_peers_add (peers, sockets[i]);
  assert_peers (peers, sockets, 0);
  g_assert_cmpuint (sockeye_peers_count (peers), ==, 6);
  sockeye_peers_publish (peers);
  assert_change (&changes, 1, 0, 0, 6);
  assert_peers (peers, sockets, 6);

  /* Neighbours go together; what came and went in between was never there. */
  sockeye_peers_remove (peers, sockets[2]);
  sockeye_peers_remove (peers, sockets[1]);
  sockeye_peers_add (peers, sockets[6]);
  sockeye_peers_remove (peers, sockets[6]);
  g_assert_cmpuint (sockeye_peers_count (peers), ==, 4);
  sockeye_peers_publish (peers);
  assert_change (&changes, 1, 1, 2, 0);

  sockeye_peers_remove (peers, sockets[0]);
  sockeye_peers_remove (peers, sockets[4]);
  sockeye_peers_add (peers, sockets[7]);
  sockeye_peers_publish (peers);
  assert_change (&changes, 3, 2, 0, 1);
  left[0] = sockets[3];
  left[1] = sockets[5];
  left[2] = sockets[7];
  assert_peers (peers, left, 3);
  g_assert_cmpuint (sockeye_peers_count (peers), ==, 3);
  sockeye_peers_publish (peers);
  g_assert_cmpuint (changes.n, ==, 0);

  for (guint i = 0; i < 8; i++)
    g_object_unref (sockets[i]);
}

static void
connect_crowd (guint  port,
               int   *fds)
{
  for (guint i = 0; i < CROWD; i++)
    fds[i] = test_plain_connect (port);
}

static void
assert_in_order (GListModel *peers)
{
  SockeyeSocketId before = 0;

  for (guint i = 0; i < g_list_model_get_n_items (peers); i++)
    {
      g_autoptr (SockeyeSocket) peer = g_list_model_get_item (peers, i);

      g_assert_cmpuint (sockeye_socket_get_id (peer), >, before);
      before = sockeye_socket_get_id (peer);
    }
}

static void
test_peers_count_cb (SockeyeSession *session,
                     SockeyeSocket  *socket,
                     guint          *n)
{
  (*n)++;
}

/* A crowd comes in more than one flush and leaves at once, twice: each is told
 * of once, in order, and what folds is counted. */
static void
test_peers_crowd (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, CROWD);
  GListModel *peers = sockeye_socket_list_peers (listener);
  guint n_created = 0;
  guint n_cleared = 0;
  int fds[CROWD];

  g_signal_connect (session, "created", G_CALLBACK (test_peers_count_cb), &n_created);
  g_signal_connect (session, "cleared", G_CALLBACK (test_peers_count_cb), &n_cleared);
  sockeye_session_set_close_with_peer (session, TRUE);
  for (guint round = 1; round <= 2; round++)
    {
      connect_crowd (port, fds);
      /* A call's socket is there when the call returns, however many came first. */
      g_assert_nonnull (test_socket (session, AF_INET, SOCK_DGRAM, FALSE));
      TEST_WAIT_UNTIL (sockeye_session_get_n_open (session) == 1 + round + CROWD);
      assert_in_order (peers);
      g_assert_cmpuint (n_created, ==, round * (CROWD + 1));
      for (guint i = 0; i < CROWD; i++)
        close (fds[i]);
      TEST_WAIT_UNTIL (sockeye_session_get_n_open (session) == 1 + round);
    }
  g_assert_cmpuint (g_list_model_get_n_items (peers), ==, MAX_KEPT);
  g_assert_cmpuint (sockeye_socket_get_n_earlier_peers (listener), ==, 2 * CROWD - MAX_KEPT);
  g_assert_cmpuint (n_cleared, ==, 2 * CROWD - MAX_KEPT);
  assert_in_order (peers);

  sockeye_session_clear_closed (session);
  g_assert_cmpuint (g_list_model_get_n_items (peers), ==, 0);
  g_assert_cmpuint (sockeye_socket_get_n_earlier_peers (listener), ==, 2 * CROWD - MAX_KEPT);
  g_assert_cmpuint (n_cleared, ==, 2 * CROWD);
  sockeye_session_close (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/peers/publish", test_peers_publish);
  g_test_add_func ("/sockeye/peers/crowd", test_peers_crowd);

  return g_test_run ();
}
