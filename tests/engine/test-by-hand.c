/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Each call one step: what waits is told, waiting costs nothing, and a call
 * that is not possible fails as the kernel says. */

#include "config.h"

#include "hand-util.h"

#include "session/sockeye-session-private.h"

#include <errno.h>

/* How long nothing may happen, µs. */
#define QUIET 300000

static void
iterate_for (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  guint waker = g_timeout_add (20, test_wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (waker);
}

/* --- what waits ------------------------------------------------------------------ */

static void
test_by_hand_three_clients (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 1);
  SockeyeSocket *third = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  g_autoptr (SockeyeCall) connect_call = test_connect_call (third, port);
  g_autoptr (SockeyePending) pending = NULL;
  TestResult connected = { 0 };
  g_autofree char *reason = NULL;
  int first, second;

  g_assert_true (waits_are (listener, SOCKEYE_VERB_ACCEPT, "none waits, backlog 1"));
  first = test_plain_connect (port);
  TEST_WAIT_UNTIL (waits_are (listener, SOCKEYE_VERB_ACCEPT, "1 waits, backlog 1"));
  second = test_plain_connect (port);
  TEST_WAIT_UNTIL (waits_are (listener, SOCKEYE_VERB_ACCEPT, "2 wait, backlog 1: full"));
  g_assert_true (waits_are (listener, SOCKEYE_VERB_CLOSE, "2 wait: closing resets them"));

  /* The third one's SYN is dropped: it is told why, and gets through once
   * somebody is accepted and the SYN is sent again. */
  sockeye_session_call_async (session, connect_call, NULL, test_called_cb, &connected);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (session)) == 1);
  pending = g_list_model_get_item (sockeye_session_list_pending (session), 0);
  reason = sockeye_session_dup_reason (session, pending);
  g_assert_cmpstr (reason, ==, "queue of s1 full: SYN dropped, sent again");
  g_assert_true (waits_are (listener, SOCKEYE_VERB_ACCEPT, "2 wait, backlog 1: full"));
  test_call_ok (session, sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  g_assert_false (waits_are (listener, SOCKEYE_VERB_ACCEPT, "2 wait, backlog 1: full"));
  TEST_WAIT_UNTIL (connected.done);
  g_assert_false (sockeye_event_is_error (connected.event));
  /* It had to be sent again after a second (RFC 6298). */
  g_assert_cmpuint (sockeye_event_get_duration (connected.event), >, 500000);
  test_result_clear (&connected);
  close (first);
  close (second);
  test_session_free (g_steal_pointer (&session));
}

static void
test_by_hand_bytes_wait (void)
{
  Hand hand;

  hand_init (&hand);
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "nothing waits"));
  hand_write (&hand, "hello");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "5 bytes wait"));
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_CLOSE, "5 bytes unread: closing sends RST"));
  hand_write (&hand, " you");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "9 bytes wait"));
  shutdown (hand.fd, SHUT_WR);
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "9 bytes wait, then the end of stream"));
  check_recv (&hand, 100, 0, "hello you", "");
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "end of stream waits"));
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_CLOSE, NULL));
  check_recv (&hand, 100, 0, "", "end of stream: the peer sent FIN");
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "nothing more will come"));
  /* Automatic takes what comes. */
  sockeye_session_set_automatic (hand.session, sockeye_socket_get_id (hand.peer), TRUE);
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, NULL));
  hand_clear (&hand);
}

static void
test_by_hand_datagrams_wait (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *receiver = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  SockeyeSocket *sender = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  guint port = test_bind (session, receiver);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *result = NULL;

  test_call_ok (session, test_connect_call (sender, port));
  test_call_ok (session, test_send_call (sender, "hello"));
  TEST_WAIT_UNTIL (waits_are (receiver, SOCKEYE_VERB_RECV, "1 datagram of 5 bytes"));
  test_call_ok (session, test_send_call (sender, "0123456789"));
  test_call_ok (session, test_send_call (sender, ""));
  TEST_WAIT_UNTIL (waits_are (receiver, SOCKEYE_VERB_RECV, "3 datagrams, the next of 5 bytes"));
  test_call_ok (session, recv_call (receiver, 10, 0));
  g_assert_true (waits_are (receiver, SOCKEYE_VERB_RECV, "2 datagrams, the next of 10 bytes"));

  /* A datagram cut short: the bytes lost are counted. */
  event = test_call (session, recv_call (receiver, 4, 0));
  result = sockeye_event_dup_result_text (event);
  g_assert_cmpstr (result, ==, "6 of 10 lost");
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_TRUNCATED);
  g_assert_true (waits_are (receiver, SOCKEYE_VERB_RECV, "1 datagram of 0 bytes"));
  test_call_ok (session, recv_call (receiver, 4, 0));
  g_assert_true (waits_are (receiver, SOCKEYE_VERB_RECV, "nothing waits"));
  test_session_free (g_steal_pointer (&session));
}

/* --- nothing to do costs nothing --------------------------------------------------- */

static void
test_by_hand_idle (void)
{
  Hand hand;
  guint before, after;
  int waiting;

  hand_init (&hand);
  hand_write (&hand, "data that nobody receives");
  waiting = test_plain_connect (hand.port);
  TEST_WAIT_UNTIL (sockeye_socket_get_facts (hand.peer)->in_bytes == 25);
  TEST_WAIT_UNTIL (sockeye_socket_get_facts (hand.listener)->n_accept == 1);
  /* The last edges may still be on their way. */
  iterate_for (QUIET / 3);
  before = _sockeye_reactor_get_n_wakeups (hand.session->reactor);
  iterate_for (QUIET);
  after = _sockeye_reactor_get_n_wakeups (hand.session->reactor);
  g_test_message ("%u wake-ups in %d ms", after - before, QUIET / 1000);
  g_assert_cmpuint (after - before, ==, 0);
  g_assert_cmpuint (before, >, 0);
  close (waiting);
  hand_clear (&hand);
}

/* The receiver of a datagram reads nothing: the sender's tries are few. */
static void
test_by_hand_full_datagram_socket (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *receiver = test_socket (session, AF_UNIX, SOCK_DGRAM, FALSE);
  SockeyeSocket *sender = test_socket (session, AF_UNIX, SOCK_DGRAM, TRUE);
  g_autoptr (SockeyeAddress) autobind = sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  TestResult sent[64] = { { 0 } };
  guint before, n_done = 0;

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), autobind));
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_autoptr (SockeyeCall) call = sockeye_call_new_sendto (sockeye_socket_get_id (sender), bytes, 0,
                                                              sockeye_socket_get_local (receiver));

      sockeye_session_call_async (session, call, NULL, test_called_cb, &sent[i]);
    }
  TEST_WAIT_UNTIL (sockeye_socket_get_queued (sender) > 0);
  before = _sockeye_reactor_get_n_wakeups (session->reactor);
  iterate_for (QUIET);
  /* Every 10 ms; 41,000 before. */
  g_assert_cmpuint (_sockeye_reactor_get_n_wakeups (session->reactor) - before, <, 200);
  sockeye_session_set_automatic (session, sockeye_socket_get_id (receiver), TRUE);
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (receiver) == G_N_ELEMENTS (sent));
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      n_done += sent[i].done;
      test_result_clear (&sent[i]);
    }
  g_assert_cmpuint (n_done, ==, G_N_ELEMENTS (sent));
  test_session_free (g_steal_pointer (&session));
}

/* --- calls that are not possible -------------------------------------------------------- */

/* The kernel answers; nothing here is confused by it. */
static void
test_by_hand_impossible_calls (void)
{
  Hand hand;
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *stream = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeSocket *datagram = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  SockeyeSocket *client;
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, "127.0.0.1", 0, SOCKEYE_USE_BIND);

  test_call_fails (session, sockeye_call_new_accept (sockeye_socket_get_id (stream)), EINVAL);
  test_call_fails (session, recv_call (stream, 1, 0), ENOTCONN);
  test_call_fails (session, test_send_call (stream, "x"), EPIPE);
  test_call_fails (session, sockeye_call_new_shutdown (sockeye_socket_get_id (stream), SHUT_WR), ENOTCONN);
  test_call_fails (session, test_send_call (datagram, "x"), EDESTADDRREQ);
  test_call_fails (session, sockeye_call_new_listen (sockeye_socket_get_id (datagram), 1), EOPNOTSUPP);
  test_bind (session, stream);
  test_call_fails (session, sockeye_call_new_bind (sockeye_socket_get_id (stream), address), EINVAL);

  hand_init (&hand);
  test_call_fails (hand.session, test_connect_call (hand.peer, hand.port), EISCONN);
  client = test_socket (hand.session, AF_INET, SOCK_STREAM, FALSE);
  test_call_ok (hand.session, test_connect_call (client, hand.port));
  test_call_fails (hand.session, test_connect_call (client, hand.port), EISCONN);
  g_assert_cmpint (sockeye_socket_get_badge (hand.peer), ==, SOCKEYE_BADGE_CONNECTED);
  test_call_fails (hand.session, recv_call (hand.listener, 1, 0), ENOTCONN);
  /* Reading shut down, a TCP listener is a bound socket again. */
  test_call_ok (hand.session, sockeye_call_new_shutdown (sockeye_socket_get_id (hand.listener), SHUT_RD));
  g_assert_cmpint (sockeye_socket_get_badge (hand.listener), ==, SOCKEYE_BADGE_BOUND);
  test_call_fails (hand.session, sockeye_call_new_accept (sockeye_socket_get_id (hand.listener)), EINVAL);
  hand_write (&hand, "still there");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "11 bytes wait"));
  hand_clear (&hand);
  test_session_free (g_steal_pointer (&session));
}

/* What was made while a connect waited returns when that is over. */
static void
test_by_hand_calls_while_connecting (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 0);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  g_autoptr (SockeyeCall) connect_call = test_connect_call (client, port);
  g_autoptr (SockeyeCall) receive = recv_call (client, 5, 0);
  g_autoptr (SockeyeCall) send_call = test_send_call (client, "x");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TestResult connected = { 0 }, received = { 0 }, sent = { 0 };
  int fd = test_plain_connect (port);

  /* The queue is full: the SYN of this one is dropped. */
  TEST_WAIT_UNTIL (sockeye_socket_get_facts (listener)->n_accept == 1);
  sockeye_session_call_async (session, connect_call, cancellable, test_called_cb, &connected);
  TEST_WAIT_UNTIL (sockeye_socket_get_stage (client) == SOCKEYE_STAGE_CONNECTING);
  test_call_fails (session, sockeye_call_ref (connect_call), EALREADY);
  sockeye_session_call_async (session, receive, NULL, test_called_cb, &received);
  sockeye_session_call_async (session, send_call, NULL, test_called_cb, &sent);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (session)) == 3);
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (connected.done && received.done && sent.done);
  /* The dissolved attempt leaves this error to the first that asks. */
  g_assert_cmpint (sockeye_event_get_errno (received.event), ==, ECONNRESET);
  g_assert_cmpint (sockeye_event_get_errno (sent.event), ==, EPIPE);
  test_result_clear (&connected);
  test_result_clear (&received);
  test_result_clear (&sent);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* An accept that waits returns when the listener is shut down. */
static void
test_by_hand_shut_listener (void)
{
  Hand hand;
  TestResult accepted = { 0 };
  g_autoptr (SockeyeCall) accept_call = NULL;

  hand_init (&hand);
  accept_call = sockeye_call_new_accept (sockeye_socket_get_id (hand.listener));
  sockeye_session_call_async (hand.session, accept_call, NULL, test_called_cb, &accepted);
  TEST_WAIT_UNTIL (sockeye_socket_is_waiting (hand.listener, SOCKEYE_VERB_ACCEPT));
  test_call_ok (hand.session, sockeye_call_new_shutdown (sockeye_socket_get_id (hand.listener), SHUT_RD));
  TEST_WAIT_UNTIL (accepted.done);
  g_assert_cmpint (sockeye_event_get_errno (accepted.event), ==, EINVAL);
  test_result_clear (&accepted);
  hand_clear (&hand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/by-hand/three-clients", test_by_hand_three_clients);
  g_test_add_func ("/sockeye/by-hand/bytes-wait", test_by_hand_bytes_wait);
  g_test_add_func ("/sockeye/by-hand/datagrams-wait", test_by_hand_datagrams_wait);
  g_test_add_func ("/sockeye/by-hand/idle", test_by_hand_idle);
  g_test_add_func ("/sockeye/by-hand/full-datagram-socket", test_by_hand_full_datagram_socket);
  g_test_add_func ("/sockeye/by-hand/impossible-calls", test_by_hand_impossible_calls);
  g_test_add_func ("/sockeye/by-hand/calls-while-connecting", test_by_hand_calls_while_connecting);
  g_test_add_func ("/sockeye/by-hand/shut-listener", test_by_hand_shut_listener);
  return g_test_run ();
}
