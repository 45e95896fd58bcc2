/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "session-util.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/tcp.h>
#include <unistd.h>

/* A connected pair: the client by hand or automatic, and the listener's peer. */
typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *listener;
  SockeyeSocket  *client;
  SockeyeSocket  *peer;
} Pair;

static void
pair_init (Pair     *pair,
           gboolean  automatic)
{
  guint port;

  pair->session = sockeye_session_new ();
  pair->listener = test_socket (pair->session, AF_INET, SOCK_STREAM, TRUE);
  port = test_listen (pair->session, pair->listener, 5);
  pair->client = test_socket (pair->session, AF_INET, SOCK_STREAM, automatic);
  test_call_ok (pair->session, test_connect_call (pair->client, port));
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (pair->listener)) == 1);
  pair->peer = test_first_peer (pair->listener);
  if (automatic)
    return;
  sockeye_session_set_automatic (pair->session, sockeye_socket_get_id (pair->peer), FALSE);
  TEST_WAIT_UNTIL (!sockeye_socket_get_automatic (pair->peer));
}

static char *
row_call (SockeyeEvent *event)
{
  return sockeye_event_dup_call_text (event, 0);
}

static void
test_session_talk (void)
{
  Pair pair;
  g_autoptr (SockeyeEvent) last = NULL;
  g_autofree char *call = NULL;
  g_autofree char *data = NULL;

  pair_init (&pair, TRUE);
  g_assert_cmpint (sockeye_socket_get_badge (pair.client), ==, SOCKEYE_BADGE_CONNECTED);
  g_assert_cmpint (sockeye_socket_get_badge (pair.peer), ==, SOCKEYE_BADGE_CONNECTED);
  g_assert_cmpstr (sockeye_socket_get_name (pair.peer), ==, "c3");
  g_assert_cmpstr (sockeye_socket_get_local_text (pair.peer), ==, sockeye_socket_get_remote_text (pair.client));

  test_call_ok (pair.session, test_send_call (pair.client, "hello"));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (pair.peer) == 5);
  g_assert_cmpuint (sockeye_socket_get_bytes_out (pair.client), ==, 5);
  last = test_last_row (pair.session);
  call = row_call (last);
  data = sockeye_event_dup_data_text (last, 0);
  g_assert_cmpstr (call, ==, "c3.recv(65536)");
  g_assert_cmpstr (data, ==, "hello");
  g_assert_true (sockeye_event_get_bits (last) & SOCKEYE_BIT_AUTOMATIC);
  test_session_free (pair.session);
}

static void
test_session_end_of_stream (void)
{
  Pair pair;
  guint n_left;
  g_autoptr (SockeyeEvent) last = NULL;
  g_autofree char *result = NULL;

  pair_init (&pair, TRUE);
  test_call_ok (pair.session, sockeye_call_new_shutdown (sockeye_socket_get_id (pair.client), SHUT_WR));
  g_assert_cmpint (sockeye_socket_get_badge (pair.client), ==, SOCKEYE_BADGE_SENDING_CLOSED);
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (pair.peer) == SOCKEYE_BADGE_PEER_CLOSED);
  g_object_get (pair.listener, "n-peers-left", &n_left, NULL);
  g_assert_cmpuint (n_left, ==, 1);
  last = sockeye_socket_get_last_call (pair.peer);
  g_object_ref (last);
  result = sockeye_event_dup_result_text (last);
  g_assert_cmpstr (result, ==, "end of stream: the peer sent FIN");
  g_assert_false (sockeye_event_is_error (last));

  /* The other direction still works: a half-close. */
  test_call_ok (pair.session, test_send_call (pair.peer, "still here"));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (pair.client) == 10);
  test_call_ok (pair.session, sockeye_call_new_close (sockeye_socket_get_id (pair.peer), FALSE));
  g_object_get (pair.listener, "n-peers-left", &n_left, NULL);
  g_assert_cmpuint (n_left, ==, 0);
  test_session_free (pair.session);
}

static void
test_session_reset (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  struct linger linger = { 1, 0 };
  int fd = test_plain_connect (port);
  SockeyeSocket *peer;
  g_autofree char *result = NULL;

  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  peer = test_first_peer (listener);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger), ==, 0);
  close (fd);
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (peer) == SOCKEYE_BADGE_RESET);
  result = sockeye_event_dup_result_text (sockeye_socket_get_last_call (peer));
  g_assert_cmpstr (result, ==, "ECONNRESET: connection reset by peer (RST)");

  /* The kernel's own answer to a send now can be seen. */
  g_assert_null (sockeye_socket_dup_obstacle (peer, SOCKEYE_VERB_SEND));
  test_call_fails (session, test_send_call (peer, "x"), EPIPE);
  test_session_free (g_steal_pointer (&session));
}

/* By hand nothing is received, but the kernel's news are told, once. */
static void
test_session_by_hand_news (void)
{
  Pair pair;
  g_autoptr (SockeyeEvent) event = NULL;

  pair_init (&pair, FALSE);
  test_call_ok (pair.session, test_send_call (pair.client, "unread"));
  test_call_ok (pair.session, sockeye_call_new_close (sockeye_socket_get_id (pair.client), FALSE));
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (pair.peer) == SOCKEYE_BADGE_PEER_CLOSED);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (pair.peer), ==, 0);
  g_assert_cmpuint (test_count_rows (pair.session, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT), ==, 1);

  event = test_call (pair.session, sockeye_call_new_recv (sockeye_socket_get_id (pair.peer), 3, 0));
  g_assert_cmpint (sockeye_event_get_bytes (event), ==, 3);
  g_clear_object (&event);
  event = test_call (pair.session, sockeye_call_new_recv (sockeye_socket_get_id (pair.peer), 10, 0));
  g_assert_cmpint (sockeye_event_get_bytes (event), ==, 3);
  g_assert_cmpuint (sockeye_event_get_position (event), ==, 3);
  g_clear_object (&event);
  event = test_call (pair.session, sockeye_call_new_recv (sockeye_socket_get_id (pair.peer), 10, 0));
  g_assert_cmpint (sockeye_event_get_bytes (event), ==, 0);
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_END_OF_STREAM);
  g_assert_cmpuint (test_count_rows (pair.session, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT), ==, 1);
  test_session_free (pair.session);
}

/* Switching to automatic takes what waits. */
static void
test_session_switch_automatic (void)
{
  Pair pair;

  pair_init (&pair, FALSE);
  test_call_ok (pair.session, test_send_call (pair.client, "waits"));
  TEST_WAIT_UNTIL (sockeye_socket_get_facts (pair.peer)->lamps & G_IO_IN);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (pair.peer), ==, 0);
  sockeye_session_set_automatic (pair.session, sockeye_socket_get_id (pair.peer), TRUE);
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (pair.peer) == 5);
  test_session_free (pair.session);
}

static void
test_session_pending_accept (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 1);
  GListModel *pending = sockeye_session_list_pending (session);
  g_autoptr (SockeyeCall) call = sockeye_call_new_accept (sockeye_socket_get_id (listener));
  TestResult result = { 0 };
  TestResult second = { 0 };
  g_autoptr (SockeyePending) item = NULL;
  g_autofree char *text = NULL;
  int fd;

  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
  g_assert_cmpstr (sockeye_socket_get_waiting (listener), ==, "accept()");
  item = g_list_model_get_item (pending, 0);
  text = sockeye_call_to_python (sockeye_pending_get_call (item), 0);
  g_assert_cmpstr (text, ==, "s1.accept()");
  g_assert_false (result.done);

  /* One in a direction: a second is the caller's mistake. */
  sockeye_session_call_async (session, call, NULL, test_called_cb, &second);
  TEST_WAIT_UNTIL (second.done);
  g_assert_error (second.error, SOCKEYE_ERROR, SOCKEYE_ERROR_BUSY);
  test_result_clear (&second);

  fd = test_plain_connect (port);
  TEST_WAIT_UNTIL (result.done);
  g_assert_no_error (result.error);
  g_assert_cmpuint (g_list_model_get_n_items (pending), ==, 0);
  g_assert_cmpstr (sockeye_socket_get_waiting (listener), ==, "");
  g_assert_nonnull (sockeye_session_get_socket (session, sockeye_event_get_child (result.event)));
  test_result_clear (&result);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_cancel (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  GListModel *pending = sockeye_session_list_pending (session);
  g_autoptr (SockeyeCall) call = sockeye_call_new_accept (sockeye_socket_get_id (listener));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TestResult result = { 0 };

  test_listen (session, listener, 1);
  for (int i = 0; i < 2; i++)
    {
      sockeye_session_call_async (session, call, i == 0 ? NULL : cancellable, test_called_cb, &result);
      TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
      if (i == 0)
        {
          g_autoptr (SockeyePending) item = g_list_model_get_item (pending, 0);

          sockeye_session_cancel (session, item);
        }
      else
        {
          g_cancellable_cancel (cancellable);
        }
      TEST_WAIT_UNTIL (result.done);
      g_assert_no_error (result.error);
      g_assert_true (sockeye_event_get_bits (result.event) & SOCKEYE_BIT_CANCELLED);
      g_assert_false (sockeye_event_is_error (result.event));
      g_assert_cmpuint (g_list_model_get_n_items (pending), ==, 0);
      test_result_clear (&result);
      result.done = FALSE;
    }
  test_session_free (g_steal_pointer (&session));
}

/* A port where nobody listens: the kernel's own, bound and not listening. */
static void
test_session_refused_then_again (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_bind (session, listener);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);

  test_call_fails (session, test_connect_call (client, port), ECONNREFUSED);
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CREATED);
  g_assert_cmpint (sockeye_socket_get_last_error (client), ==, ECONNREFUSED);
  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  test_call_ok (session, test_connect_call (client, port));
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CONNECTED);
  test_session_free (g_steal_pointer (&session));
}

/* A full accept queue makes connect() wait; cancelled, the socket can connect
 * elsewhere. */
static void
test_session_cancel_connect (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *full = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, full, 0);
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint other_port = test_listen (session, listener, 5);
  GListModel *pending = sockeye_session_list_pending (session);
  int waiting = test_plain_connect (port);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeCall) call = test_connect_call (client, port);
  g_autoptr (SockeyePending) item = NULL;
  TestResult result = { 0 };

  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CONNECTING);
  item = g_list_model_get_item (pending, 0);
  sockeye_session_cancel (session, item);
  TEST_WAIT_UNTIL (result.done);
  g_assert_true (sockeye_event_get_bits (result.event) & SOCKEYE_BIT_CANCELLED);
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CREATED);
  test_result_clear (&result);
  test_call_ok (session, test_connect_call (client, other_port));
  close (waiting);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_datagrams (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *receiver = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  guint port = test_bind (session, receiver);
  SockeyeSocket *sender = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  g_autoptr (SockeyeAddress) to = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_SENDTO);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("temperature=21.5", 16);
  g_autoptr (SockeyeEvent) last = NULL;
  g_autofree char *call = NULL;

  test_call_ok (session, sockeye_call_new_sendto (sockeye_socket_get_id (sender), bytes, 0, to));
  g_assert_cmpint (sockeye_socket_get_badge (sender), ==, SOCKEYE_BADGE_BOUND);
  test_call_ok (session, sockeye_call_new_sendto (sockeye_socket_get_id (sender), empty, 0, to));
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV) == 2);
  last = test_last_row (session);
  call = row_call (last);
  g_assert_cmpstr (call, ==, "s1.recvfrom(65536)");
  g_assert_cmpint (sockeye_event_get_bytes (last), ==, 0);
  g_assert_false (sockeye_event_get_bits (last) & SOCKEYE_BIT_END_OF_STREAM);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_socket_list_senders (receiver)), ==, 1);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_broadcast (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *sender = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  g_autoptr (SockeyeAddress) to = test_address (AF_INET, "<broadcast>", 9, SOCKEYE_USE_SENDTO);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  g_autoptr (SockeyeEvent) event = NULL;

  event = test_call (session, sockeye_call_new_sendto (sockeye_socket_get_id (sender), bytes, 0, to));
  if (sockeye_event_get_errno (event) == ENETUNREACH)
    g_test_skip ("no route for a broadcast on this machine");
  else
    g_assert_cmpint (sockeye_event_get_errno (event), ==, EACCES);
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (sender), SOL_SOCKET, SO_BROADCAST, 1));
  g_assert_cmpint (sockeye_socket_get_option (sender, SOL_SOCKET, SO_BROADCAST), ==, 1);
  test_session_free (g_steal_pointer (&session));
}

/* A peer that does not read: the send goes in parts, its rows share the bytes,
 * and close waits behind them. */
static void
test_session_partial_send (void)
{
  Pair pair;
  gsize size = 12 << 20;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SockeyeCall) send = NULL;
  g_autoptr (SockeyeCall) close_call = NULL;
  TestResult sent = { 0 };
  TestResult closed = { 0 };

  pair_init (&pair, FALSE);
  /* Automatic goes on with what the kernel did not take. */
  sockeye_session_set_automatic (pair.session, sockeye_socket_get_id (pair.client), TRUE);
  send = sockeye_call_new_send (sockeye_socket_get_id (pair.client), bytes, 0);
  close_call = sockeye_call_new_close (sockeye_socket_get_id (pair.client), FALSE);
  sockeye_session_call_async (pair.session, send, NULL, test_called_cb, &sent);
  sockeye_session_call_async (pair.session, close_call, NULL, test_called_cb, &closed);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (pair.session)) == 2);
  g_assert_cmpuint (sockeye_socket_get_queued (pair.client), >, 0);
  g_assert_false (sent.done);

  sockeye_session_set_automatic (pair.session, sockeye_socket_get_id (pair.peer), TRUE);
  TEST_WAIT_UNTIL (closed.done);
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (pair.peer) == SOCKEYE_BADGE_PEER_CLOSED);
  g_assert_true (sent.done);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (pair.peer), ==, size);
  g_assert_cmpuint (sockeye_socket_get_bytes_out (pair.client), ==, size);
  g_assert_true (sockeye_event_get_bits (sent.event) & SOCKEYE_BIT_CONTINUATION);
  g_assert_cmpuint (sockeye_event_get_cause (sent.event), >, 0);
  test_result_clear (&sent);
  test_result_clear (&closed);
  test_session_free (pair.session);
}

static void
test_session_queue_limit (void)
{
  Pair pair;
  gsize size = 15 << 20;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SockeyeCall) send = NULL;
  TestResult sent = { 0 };
  g_autoptr (SockeyeEvent) refused = NULL;
  g_autoptr (SockeyeEvent) now = NULL;
  g_autofree char *result = NULL;

  pair_init (&pair, FALSE);
  /* Automatic goes on with what the kernel did not take. */
  sockeye_session_set_automatic (pair.session, sockeye_socket_get_id (pair.client), TRUE);
  send = sockeye_call_new_send (sockeye_socket_get_id (pair.client), bytes, 0);
  sockeye_session_call_async (pair.session, send, NULL, test_called_cb, &sent);
  refused = test_call (pair.session, sockeye_call_ref (send));
  g_assert_true (sockeye_event_get_bits (refused) & SOCKEYE_BIT_REFUSED);
  g_assert_cmpuint (sockeye_journal_get_refused (sockeye_session_get_journal (pair.session)), ==, 1);
  g_assert_cmpint (sockeye_event_get_errno (refused), ==, 0);
  g_assert_true (sockeye_event_is_error (refused));

  /* Close now does not wait for the queue, and says what was lost. */
  now = test_call (pair.session, sockeye_call_new_close (sockeye_socket_get_id (pair.client), TRUE));
  result = sockeye_event_dup_result_text (now);
  g_assert_nonnull (strstr (result, "discarded"));
  TEST_WAIT_UNTIL (sent.done);
  g_assert_true (sockeye_event_get_bits (sent.event) & SOCKEYE_BIT_CANCELLED);
  test_result_clear (&sent);
  test_session_free (pair.session);
}

/* Closing a listener leaves its peers open and counts who waited. */
static void
test_session_close_listener (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 5);
  int first = test_plain_connect (port);
  int second = test_plain_connect (port);
  int third = test_plain_connect (port);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *result = NULL;
  SockeyeSocket *peer;

  test_call_ok (session, sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  event = test_call (session, sockeye_call_new_close (sockeye_socket_get_id (listener), FALSE));
  result = sockeye_event_dup_result_text (event);
  g_assert_cmpstr (result, ==, "ok, 2 waiting connections reset");
  peer = test_first_peer (listener);
  g_assert_cmpint (sockeye_socket_get_badge (peer), ==, SOCKEYE_BADGE_CONNECTED);
  g_assert_cmpuint (sockeye_session_get_n_open (session), ==, 1);

  /* The closed listener stays while it has an open peer. */
  sockeye_session_clear_closed (session);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_sockets (session)), ==, 1);
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (peer), FALSE));
  sockeye_session_clear_closed (session);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_sockets (session)), ==, 0);
  g_assert_cmpuint (sockeye_session_get_n_open (session), ==, 0);
  close (first);
  close (second);
  close (third);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_taken_port (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *first = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, first, 5);
  SockeyeSocket *second = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  event = test_call (session, sockeye_call_new_bind (sockeye_socket_get_id (second), address));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, EADDRINUSE);
  text = sockeye_session_explain (session, event);
  g_assert_true (g_str_has_prefix (text, "s1 of this window holds it."));
  test_session_free (g_steal_pointer (&session));
}

/* A port that another socket of this process holds is found through /proc. */
static void
test_session_taken_by_process (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  struct sockaddr_in name = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof name;
  int fd = socket (AF_INET, SOCK_STREAM, 0);
  SockeyeSocket *second = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;
  g_autofree char *process = g_strdup_printf ("(process %d) holds it.", getpid ());

  g_assert_cmpint (bind (fd, (struct sockaddr *) &name, sizeof name), ==, 0);
  g_assert_cmpint (listen (fd, 1), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &name, &length), ==, 0);
  address = sockeye_address_new ((struct sockaddr *) &name, length, NULL);
  event = test_call (session, sockeye_call_new_bind (sockeye_socket_get_id (second), address));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, EADDRINUSE);
  sockeye_session_explain_async (session, event, NULL, test_explained_cb, &text);
  TEST_WAIT_UNTIL (text != NULL);
  g_assert_nonnull (strstr (text, process));
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_closed_socket (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeCall) call = sockeye_call_new_listen (sockeye_socket_get_id (socket), 5);
  TestResult result = { 0 };

  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (socket), FALSE));
  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (result.done);
  g_assert_error (result.error, SOCKEYE_ERROR, SOCKEYE_ERROR_NO_SOCKET);
  test_result_clear (&result);
  test_session_free (g_steal_pointer (&session));
}

/* What was submitted has taken effect when settle returns, without a turn of
 * the main loop. */
static void
test_session_settle (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeCall) call = sockeye_call_new_socket (AF_INET, SOCK_STREAM, 0);
  TestResult result = { 0 };

  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  sockeye_session_settle (session, TEST_DEADLINE);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_sockets (session)), ==, 1);
  TEST_WAIT_UNTIL (result.done);
  test_result_clear (&result);
  test_session_free (g_steal_pointer (&session));
}

/* Closing with calls that wait returns every one of them. */
static void
test_session_close_pending (void)
{
  SockeyeSession *session = sockeye_session_new ();
  TestResult results[20] = { 0 };
  guint n_done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
      g_autoptr (SockeyeCall) call = sockeye_call_new_accept (sockeye_socket_get_id (listener));

      test_listen (session, listener, 1);
      sockeye_session_call_async (session, call, NULL, test_called_cb, &results[i]);
    }
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (session)) == G_N_ELEMENTS (results));
  test_session_free (session);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      n_done += results[i].done;
      g_assert_error (results[i].error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED);
      test_result_clear (&results[i]);
    }
  g_assert_cmpuint (n_done, ==, G_N_ELEMENTS (results));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/session/talk", test_session_talk);
  g_test_add_func ("/sockeye/session/end-of-stream", test_session_end_of_stream);
  g_test_add_func ("/sockeye/session/reset", test_session_reset);
  g_test_add_func ("/sockeye/session/by-hand-news", test_session_by_hand_news);
  g_test_add_func ("/sockeye/session/switch-automatic", test_session_switch_automatic);
  g_test_add_func ("/sockeye/session/pending-accept", test_session_pending_accept);
  g_test_add_func ("/sockeye/session/cancel", test_session_cancel);
  g_test_add_func ("/sockeye/session/refused-then-again", test_session_refused_then_again);
  g_test_add_func ("/sockeye/session/cancel-connect", test_session_cancel_connect);
  g_test_add_func ("/sockeye/session/datagrams", test_session_datagrams);
  g_test_add_func ("/sockeye/session/broadcast", test_session_broadcast);
  g_test_add_func ("/sockeye/session/partial-send", test_session_partial_send);
  g_test_add_func ("/sockeye/session/queue-limit", test_session_queue_limit);
  g_test_add_func ("/sockeye/session/close-listener", test_session_close_listener);
  g_test_add_func ("/sockeye/session/taken-port", test_session_taken_port);
  g_test_add_func ("/sockeye/session/taken-by-process", test_session_taken_by_process);
  g_test_add_func ("/sockeye/session/closed-socket", test_session_closed_socket);
  g_test_add_func ("/sockeye/session/settle", test_session_settle);
  g_test_add_func ("/sockeye/session/close-pending", test_session_close_pending);

  return g_test_run ();
}
