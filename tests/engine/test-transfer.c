/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a flag, a size or a full queue changes in one recv or send. */

#include "config.h"

#include "hand-util.h"

#include <errno.h>
#include <fcntl.h>

/* --- receiving ----------------------------------------------------------------------- */

static void
test_transfer_flags (void)
{
  Hand hand;
  g_autoptr (SockeyeEvent) nothing = NULL;
  g_autoptr (SockeyeEvent) zero = NULL;

  hand_init (&hand);
  nothing = test_call (hand.session, recv_call (hand.peer, 10, MSG_DONTWAIT));
  g_assert_cmpint (sockeye_event_get_errno (nothing), ==, EAGAIN);
  hand_write (&hand, "hello");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "5 bytes wait"));
  zero = test_call (hand.session, recv_call (hand.peer, 0, 0));
  g_assert_cmpint (sockeye_event_get_bytes (zero), ==, 0);
  g_assert_false (sockeye_event_get_bits (zero) & SOCKEYE_BIT_END_OF_STREAM);
  check_recv (&hand, 3, MSG_PEEK, "hel", "");
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "5 bytes wait"));
  /* TCP counts off what MSG_TRUNC asks for (tcp(7)): nothing is there to show. */
  check_recv (&hand, 2, MSG_TRUNC, "", "counted off unread");
  check_recv (&hand, (gsize) 2 << 30, 0, "llo", "");
  g_assert_cmpuint (sockeye_socket_get_bytes_in (hand.peer), ==, 5);

  /* After an EAGAIN Automatic still receives. */
  sockeye_session_set_automatic (hand.session, sockeye_socket_get_id (hand.peer), TRUE);
  hand_write (&hand, "more");
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (hand.peer) == 9);
  hand_clear (&hand);
}

static void
test_transfer_urgent (void)
{
  Hand hand;
  g_autoptr (SockeyeEvent) none = NULL;

  hand_init (&hand);
  none = test_call (hand.session, recv_call (hand.peer, 1, MSG_OOB));
  g_assert_cmpint (sockeye_event_get_errno (none), ==, EINVAL);
  hand_write (&hand, "abc");
  g_assert_cmpint (send (hand.fd, "!", 1, MSG_OOB), ==, 1);
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "3 bytes up to the urgent mark"));
  check_recv (&hand, 100, 0, "abc", "");
  g_assert_cmpint (sockeye_socket_get_facts (hand.peer)->at_mark, ==, 1);
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "an urgent byte waits (MSG_OOB)"));
  check_recv (&hand, 1, MSG_OOB, "!", "");
  hand_clear (&hand);
}

static gboolean
reason_is (SockeyeSession *session,
           const char     *words)
{
  GListModel *pending = sockeye_session_list_pending (session);
  g_autoptr (SockeyePending) first = g_list_model_get_item (pending, 0);
  g_autofree char *reason = first != NULL ? sockeye_session_dup_reason (session, first) : NULL;

  return g_strcmp0 (reason, words) == 0;
}

static void
test_transfer_wait_for_all (void)
{
  Hand hand;
  TestResult received = { 0 };
  TestResult refused = { 0 };
  g_autoptr (SockeyeCall) all = NULL;
  g_autoptr (SockeyeCall) too_much = NULL;
  g_autofree char *result = NULL;

  hand_init (&hand);
  all = recv_call (hand.peer, 8, MSG_WAITALL);
  sockeye_session_call_async (hand.session, all, NULL, test_called_cb, &received);
  hand_write (&hand, "abcde");
  TEST_WAIT_UNTIL (reason_is (hand.session, "5 of 8 bytes have come"));
  g_assert_false (received.done);
  hand_write (&hand, "fghij");
  TEST_WAIT_UNTIL (received.done);
  g_assert_cmpint (sockeye_event_get_bytes (received.event), ==, 8);
  test_result_clear (&received);
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "2 bytes wait"));

  too_much = recv_call (hand.peer, 65 << 20, MSG_WAITALL);
  sockeye_session_call_async (hand.session, too_much, NULL, test_called_cb, &refused);
  TEST_WAIT_UNTIL (refused.done);
  g_assert_error (refused.error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED);
  test_result_clear (&refused);

  /* The end of the stream ends the waiting, with what is there. */
  received.done = FALSE;
  sockeye_session_call_async (hand.session, all, NULL, test_called_cb, &received);
  TEST_WAIT_UNTIL (reason_is (hand.session, "2 of 8 bytes have come"));
  shutdown (hand.fd, SHUT_WR);
  TEST_WAIT_UNTIL (received.done);
  g_assert_cmpint (sockeye_event_get_bytes (received.event), ==, 2);
  result = sockeye_event_dup_result_text (received.event);
  g_assert_cmpstr (result, ==, "2 of 8");
  test_result_clear (&received);
  check_recv (&hand, 8, MSG_WAITALL, "", "end of stream: the peer sent FIN");
  hand_clear (&hand);
}

/* Far more than any receive buffer holds comes as it is taken; cancelled, the
 * call gives what has come. */
static void
test_transfer_wait_for_much (void)
{
  Hand hand;
  gsize size = 8 << 20, sent = 0;
  g_autofree char *data = g_malloc0 (size);
  g_autoptr (SockeyeCall) all = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TestResult received = { 0 };

  hand_init (&hand);
  fcntl (hand.fd, F_SETFL, O_NONBLOCK);
  all = recv_call (hand.peer, size, MSG_WAITALL);
  sockeye_session_call_async (hand.session, all, NULL, test_called_cb, &received);
  while (!received.done)
    {
      gssize n = sent < size ? write (hand.fd, data + sent, size - sent) : 0;

      sent += MAX (n, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (sockeye_event_get_bytes (received.event), ==, size);
  test_result_clear (&received);

  received.done = FALSE;
  sockeye_session_call_async (hand.session, all, cancellable, test_called_cb, &received);
  hand_write (&hand, "some");
  TEST_WAIT_UNTIL (reason_is (hand.session, "4 of 8,388,608 bytes have come"));
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (received.done);
  g_assert_cmpint (sockeye_event_get_bytes (received.event), ==, 4);
  test_result_clear (&received);
  hand_clear (&hand);
}

/* A large size for a few bytes must not drive the log's payload out. */
static void
test_transfer_large_size_keeps_payload (void)
{
  Hand hand;
  g_autoptr (SockeyeEvent) first = NULL;
  g_autoptr (SockeyeEvent) again = NULL;
  g_autoptr (GBytes) payload = NULL;
  SockeyeJournal *journal;

  hand_init (&hand);
  journal = sockeye_session_get_journal (hand.session);
  sockeye_journal_set_max_bytes (journal, 16 << 20);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SockeyeEvent) event = NULL;

      hand_write (&hand, "hello");
      event = test_call (hand.session, recv_call (hand.peer, 100000000, 0));
      g_assert_cmpint (sockeye_event_get_bytes (event), ==, 5);
      if (i == 0)
        first = g_steal_pointer (&event);
    }
  again = sockeye_journal_dup_event (journal, sockeye_event_get_number (first));
  payload = sockeye_event_dup_payload (again);
  g_assert_nonnull (payload);
  hand_clear (&hand);
}

/* Descriptors that a peer passes do not stay open. */
static void
test_transfer_passed_descriptors (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *receiver = test_socket (session, AF_UNIX, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeAddress) autobind = sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND, NULL);
  union { struct cmsghdr header; char bytes[CMSG_SPACE (sizeof (int))]; } control = { 0 };
  struct iovec vector = { (gpointer) "x", 1 };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control,
                            .msg_controllen = sizeof control };
  int sender = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const struct sockaddr *address;
  socklen_t length;
  guint8 byte;
  int ends[2];

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), autobind));
  address = sockeye_address_get_sockaddr (sockeye_socket_get_local (receiver), &length);
  g_assert_cmpint (connect (sender, address, length), ==, 0);
  g_assert_cmpint (pipe2 (ends, O_CLOEXEC | O_NONBLOCK), ==, 0);
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (&control.header), &ends[1], sizeof (int));
  g_assert_cmpint (sendmsg (sender, &message, 0), ==, 1);
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, -1);
  test_call_ok (session, recv_call (receiver, 10, 0));
  /* The pipe ends when its last writer is closed. */
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 0);
  close (ends[0]);
  close (sender);
  test_session_free (g_steal_pointer (&session));
}

/* --- sending -------------------------------------------------------------------------- */

/* The peer does not read: one call, in part; then the next one waits, or with
 * MSG_DONTWAIT is told so. */
static void
test_transfer_partial_send (void)
{
  Hand hand;
  gsize size = 12 << 20;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SockeyeEvent) part = NULL;
  g_autoptr (SockeyeEvent) again = NULL;
  g_autoptr (SockeyeCall) waiting = NULL;
  TestResult sent = { 0 };
  g_autofree char *result = NULL;
  SockeyeSocketId id;
  guint8 *room = g_malloc (1 << 20);

  hand_init (&hand);
  id = sockeye_socket_get_id (hand.peer);
  part = test_call (hand.session, sockeye_call_new_send (id, bytes, 0));
  result = sockeye_event_dup_result_text (part);
  g_assert_cmpint (sockeye_event_get_bytes (part), <, size);
  g_assert_cmpint (sockeye_event_get_bytes (part), >, 0);
  g_assert_true (g_str_has_suffix (result, " of 12,582,912"));
  g_assert_cmpuint (sockeye_socket_get_queued (hand.peer), ==, 0);

  /* What the kernel still moves to the peer may make room for a few more. */
  do
    {
      g_clear_object (&again);
      again = test_call (hand.session, sockeye_call_new_send (id, bytes, MSG_DONTWAIT));
    }
  while (!sockeye_event_is_error (again));
  g_assert_cmpint (sockeye_event_get_errno (again), ==, EAGAIN);
  waiting = sockeye_call_new_send (id, bytes, 0);
  do
    {
      test_result_clear (&sent);
      sent.done = FALSE;
      sockeye_session_call_async (hand.session, waiting, NULL, test_called_cb, &sent);
      TEST_WAIT_UNTIL (sent.done || sockeye_socket_is_waiting (hand.peer, SOCKEYE_VERB_SEND));
    }
  while (sent.done);
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_SEND, "would block"));
  g_assert_cmpint (sockeye_socket_get_facts (hand.peer)->out_bytes, >, 0);
  fcntl (hand.fd, F_SETFL, O_NONBLOCK);
  while (!sent.done)
    {
      while (read (hand.fd, room, 1 << 20) > 0)
        ;
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (sockeye_event_get_bytes (sent.event), >, 0);
  test_result_clear (&sent);
  g_free (room);
  hand_clear (&hand);
}

/* A send that waits is cancelled: the close behind it need wait no longer. */
static void
test_transfer_cancelled_send (void)
{
  Hand hand;
  gsize size = 12 << 20;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SockeyeCall) send_call = NULL;
  g_autoptr (SockeyeCall) close_call = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TestResult sent = { 0 };
  TestResult closed = { 0 };
  SockeyeSocketId id;

  hand_init (&hand);
  id = sockeye_socket_get_id (hand.peer);
  sockeye_session_set_automatic (hand.session, id, TRUE);
  send_call = sockeye_call_new_send (id, bytes, 0);
  close_call = sockeye_call_new_close (id, FALSE);
  sockeye_session_call_async (hand.session, send_call, cancellable, test_called_cb, &sent);
  sockeye_session_call_async (hand.session, close_call, NULL, test_called_cb, &closed);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (hand.session)) == 2);
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (sent.done && closed.done);
  g_assert_true (sockeye_socket_is_closed (hand.peer));
  g_assert_true (sockeye_event_get_bits (sent.event) & SOCKEYE_BIT_CANCELLED);
  test_result_clear (&sent);
  test_result_clear (&closed);
  hand_clear (&hand);
}

static void
test_transfer_cancel_many (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SockeyeCall) create = sockeye_call_new_socket (AF_INET, SOCK_DGRAM, 0);
  TestResult results[500] = { { 0 } };
  GListModel *sockets = sockeye_session_list_sockets (session);
  GListModel *pending = sockeye_session_list_pending (session);

  sockeye_session_set_start_automatic (session, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    sockeye_session_call_async (session, create, NULL, NULL, NULL);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockets) == G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (SockeyeSocket) socket = g_list_model_get_item (sockets, i);
      g_autoptr (SockeyeCall) call = recv_call (socket, 10, 0);

      sockeye_session_call_async (session, call, cancellable, test_called_cb, &results[i]);
    }
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == G_N_ELEMENTS (results));
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      TEST_WAIT_UNTIL (results[i].done);
      g_assert_true (sockeye_event_get_bits (results[i].event) & SOCKEYE_BIT_CANCELLED);
      test_result_clear (&results[i]);
    }
  test_session_free (g_steal_pointer (&session));
}

/* A send that Automatic began goes on to its end, and one begun by hand is one
 * call, whatever is switched meanwhile. */
static void
test_transfer_switch_amid_send (void)
{
  Hand hand;
  gsize size = 12 << 20;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree guint8 *room = g_malloc (1 << 20);
  TestResult sent = { 0 };
  SockeyeSocketId id;

  hand_init (&hand);
  id = sockeye_socket_get_id (hand.peer);
  sockeye_session_set_automatic (hand.session, id, TRUE);
  call = sockeye_call_new_send (id, bytes, 0);
  sockeye_session_call_async (hand.session, call, NULL, test_called_cb, &sent);
  TEST_WAIT_UNTIL (sockeye_socket_get_queued (hand.peer) > 0);
  sockeye_session_set_automatic (hand.session, id, FALSE);
  fcntl (hand.fd, F_SETFL, O_NONBLOCK);
  while (!sent.done)
    {
      while (read (hand.fd, room, 1 << 20) > 0)
        ;
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (sockeye_socket_get_bytes_out (hand.peer), ==, size);
  g_assert_false (sockeye_event_get_bits (sent.event) & SOCKEYE_BIT_BY_HAND);
  test_result_clear (&sent);
  hand_clear (&hand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/transfer/flags", test_transfer_flags);
  g_test_add_func ("/sockeye/transfer/urgent", test_transfer_urgent);
  g_test_add_func ("/sockeye/transfer/wait-for-all", test_transfer_wait_for_all);
  g_test_add_func ("/sockeye/transfer/wait-for-much", test_transfer_wait_for_much);
  g_test_add_func ("/sockeye/transfer/large-size", test_transfer_large_size_keeps_payload);
  g_test_add_func ("/sockeye/transfer/passed-descriptors", test_transfer_passed_descriptors);
  g_test_add_func ("/sockeye/transfer/partial-send", test_transfer_partial_send);
  g_test_add_func ("/sockeye/transfer/cancelled-send", test_transfer_cancelled_send);
  g_test_add_func ("/sockeye/transfer/cancel-many", test_transfer_cancel_many);
  g_test_add_func ("/sockeye/transfer/switch-amid-send", test_transfer_switch_amid_send);
  return g_test_run ();
}
