/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* More than can be taken at once. */

#include "config.h"

#include "session-util.h"

#include <netinet/tcp.h>
#include <unistd.h>

/* A flood on one socket does not keep another, nor a click, waiting: the
 * calls of the quiet socket return while the flood goes on. */
static gpointer
flood_thread (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  g_autofree char *block = g_malloc0 (1 << 16);

  while (send (fd, block, 1 << 16, MSG_NOSIGNAL) > 0)
    ;
  return NULL;
}

static void
test_session_fairness (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  int flooder = test_plain_connect (port);
  GThread *thread = g_thread_new ("flood", flood_thread, GINT_TO_POINTER (flooder));
  int quiet = test_plain_connect (port);
  char answer[4];

  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 2);
  TEST_WAIT_UNTIL (sockeye_session_get_bytes_in (session) > 64 << 20);
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (SockeyeSocket) peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 1);

      test_call_ok (session, test_send_call (peer, "pong"));
      g_assert_cmpint (recv (quiet, answer, 4, MSG_WAITALL), ==, 4);
    }
  shutdown (flooder, SHUT_RDWR);
  g_thread_join (thread);
  close (flooder);
  close (quiet);
  test_session_free (g_steal_pointer (&session));
}

/* Reading stops while the journal is full of rows that nobody has seen, and
 * goes on after each publish, until every byte has come. */
static gpointer
drip_thread (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  for (guint i = 0; i < 100000; i++)
    if (send (fd, "drop", 4, MSG_NOSIGNAL) != 4)
      break;
  shutdown (fd, SHUT_WR);
  return NULL;
}

static void
test_session_full_journal (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  int fd = test_plain_connect (port);
  int one = 1;
  g_autoptr (SockeyeSocket) peer = NULL;
  GThread *thread;

  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 0);
  sockeye_journal_set_max_rows (sockeye_session_get_journal (session), 64);
  g_assert_cmpint (setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one), ==, 0);
  thread = g_thread_new ("drip", drip_thread, GINT_TO_POINTER (fd));
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (peer) == SOCKEYE_BADGE_PEER_CLOSED);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (peer), ==, 400000);
  g_thread_join (thread);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/session/fairness", test_session_fairness);
  g_test_add_func ("/sockeye/session/full-journal", test_session_full_journal);

  return g_test_run ();
}
