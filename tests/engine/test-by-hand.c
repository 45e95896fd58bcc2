/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Each call one step: what waits, what a flag changes, how a connection ends,
 * and that waiting costs nothing. */

#include "config.h"

#include "session-util.h"

#include "sockeye-session-private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* How long nothing may happen, µs. */
#define QUIET 300000

/* A by-hand socket, accepted from a plain one of the test's own. */
typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *listener;
  SockeyeSocket  *peer;
  guint           port;
  int             fd;
} Hand;

static void
hand_init (Hand *self)
{
  self->session = sockeye_session_new ();
  self->listener = test_socket (self->session, AF_INET, SOCK_STREAM, FALSE);
  self->port = test_listen (self->session, self->listener, 5);
  self->fd = test_plain_connect (self->port);
  test_call_ok (self->session, sockeye_call_new_accept (sockeye_socket_get_id (self->listener)));
  self->peer = test_first_peer (self->listener);
}

static void
hand_clear (Hand *self)
{
  if (self->fd >= 0)
    close (self->fd);
  test_session_free (self->session);
}

static void
hand_write (Hand       *self,
            const char *text)
{
  g_assert_cmpint (write (self->fd, text, strlen (text)), ==, strlen (text));
}

static gboolean
waits_are (SockeyeSocket *socket,
           SockeyeVerb    verb,
           const char    *words)
{
  g_autofree char *found = sockeye_socket_dup_waits (socket, verb);

  return g_strcmp0 (found, words) == 0;
}

static SockeyeCall *
recv_call (SockeyeSocket *socket,
           gsize          size,
           int            flags)
{
  return sockeye_call_new_recv (sockeye_socket_get_id (socket), size, flags);
}

static void
check_recv (Hand       *self,
            gsize       size,
            int         flags,
            const char *data,
            const char *result)
{
  g_autoptr (SockeyeEvent) event = test_call (self->session, recv_call (self->peer, size, flags));
  g_autofree char *text = sockeye_event_dup_data_text (event, 0);
  g_autofree char *words = sockeye_event_dup_result_text (event);

  g_assert_cmpstr (text, ==, data);
  g_assert_cmpstr (words, ==, result);
}

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
  g_assert_cmpstr (reason, ==, "the queue of s1 is full: the SYN is dropped, and sent again");
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
  g_autoptr (SockeyeAddress) autobind = sockeye_address_parse (AF_UNIX, "", NULL, SOCKEYE_USE_BIND, NULL);
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

/* --- receiving ----------------------------------------------------------------------- */

static void
test_by_hand_flags (void)
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
test_by_hand_urgent (void)
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
test_by_hand_wait_for_all (void)
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
test_by_hand_wait_for_much (void)
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
test_by_hand_large_size_keeps_payload (void)
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
test_by_hand_passed_descriptors (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *receiver = test_socket (session, AF_UNIX, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeAddress) autobind = sockeye_address_parse (AF_UNIX, "", NULL, SOCKEYE_USE_BIND, NULL);
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
test_by_hand_partial_send (void)
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
test_by_hand_cancelled_send (void)
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
test_by_hand_cancel_many (void)
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

/* --- ends ------------------------------------------------------------------------------ */

/* Abort: two calls, and the peer hears a reset, not an end. */
static void
test_by_hand_abort (void)
{
  Hand hand;
  char byte;
  SockeyeSocketId id;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *result = NULL;

  hand_init (&hand);
  id = sockeye_socket_get_id (hand.peer);
  test_call_ok (hand.session, sockeye_call_new_linger (id, TRUE, 0));
  event = test_call (hand.session, sockeye_call_new_close (id, TRUE));
  result = sockeye_event_dup_result_text (event);
  g_assert_cmpstr (result, ==, "ok, RST sent");
  g_assert_cmpint (recv (hand.fd, &byte, 1, 0), ==, -1);
  g_assert_cmpint (errno, ==, ECONNRESET);
  hand_clear (&hand);
}

/* Closing with bytes unread breaks off as well, and the row says so. */
static void
test_by_hand_close_unread (void)
{
  Hand hand;
  char byte;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *result = NULL;

  hand_init (&hand);
  hand_write (&hand, "unread");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_CLOSE, "6 bytes unread: closing sends RST"));
  event = test_call (hand.session, sockeye_call_new_close (sockeye_socket_get_id (hand.peer), FALSE));
  result = sockeye_event_dup_result_text (event);
  g_assert_cmpstr (result, ==, "ok, 6 unread bytes: RST sent");
  g_assert_cmpint (recv (hand.fd, &byte, 1, 0), ==, -1);
  g_assert_cmpint (errno, ==, ECONNRESET);
  hand_clear (&hand);
}

static void
check_news (SockeyeSession *session,
            const char     *words)
{
  g_autoptr (SockeyeEvent) event = test_last_row (session);
  g_autofree char *text = sockeye_event_dup_call_text (event, 0);

  g_assert_cmpstr (text, ==, words);
}

static void
test_by_hand_fin_and_rst (void)
{
  Hand fin, rst;
  struct linger linger = { 1, 0 };

  hand_init (&fin);
  close (fin.fd);
  fin.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (fin.peer) == SOCKEYE_BADGE_PEER_CLOSED);
  check_news (fin.session, "c2: peer closed: FIN came");
  hand_clear (&fin);

  hand_init (&rst);
  setsockopt (rst.fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (rst.fd);
  rst.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (rst.peer) == SOCKEYE_BADGE_RESET);
  check_news (rst.session, "c2: reset by peer: RST came");
  test_call_fails (rst.session, recv_call (rst.peer, 1, 0), ECONNRESET);
  hand_clear (&rst);
}

/* A send took the error of the reset: what recv() then gives is no FIN. */
static void
test_by_hand_reset_is_no_fin (void)
{
  Hand hand;
  struct linger linger = { 1, 0 };

  hand_init (&hand);
  hand_write (&hand, "abc");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "3 bytes wait"));
  setsockopt (hand.fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (hand.fd);
  hand.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (hand.peer) == SOCKEYE_BADGE_RESET);
  test_call_fails (hand.session, test_send_call (hand.peer, "x"), ECONNRESET);
  check_recv (&hand, 10, 0, "abc", "");
  check_recv (&hand, 10, 0, "", "0 bytes: the connection was broken off before");
  hand_clear (&hand);
}

/* Switched on after the peer has closed, Automatic still takes what waits. */
static void
test_by_hand_automatic_after_end (void)
{
  Hand hand;

  hand_init (&hand);
  hand_write (&hand, "unread");
  close (hand.fd);
  hand.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (hand.peer) == SOCKEYE_BADGE_PEER_CLOSED);
  sockeye_session_set_automatic (hand.session, sockeye_socket_get_id (hand.peer), TRUE);
  TEST_WAIT_UNTIL (test_count_rows (hand.session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV) == 2);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (hand.peer), ==, 6);
  g_assert_false (sockeye_socket_is_closed (hand.peer));
  hand_clear (&hand);
}

/* The third automatic step, off by default. */
static void
test_by_hand_close_with_peer (void)
{
  Hand hand;
  g_autoptr (SockeyeEvent) last = NULL;

  hand_init (&hand);
  sockeye_session_set_close_with_peer (hand.session, TRUE);
  sockeye_session_set_automatic (hand.session, sockeye_socket_get_id (hand.peer), TRUE);
  hand_write (&hand, "bye");
  close (hand.fd);
  hand.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_is_closed (hand.peer));
  last = test_last_row (hand.session);
  g_assert_cmpint (sockeye_event_get_verb (last), ==, SOCKEYE_VERB_CLOSE);
  g_assert_true (sockeye_event_get_bits (last) & SOCKEYE_BIT_AUTOMATIC);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (hand.peer), ==, 3);
  hand_clear (&hand);
}

/* Megabytes that came before a reset are all received. */
static void
test_by_hand_reset_behind_data (void)
{
  Hand hand;
  struct linger linger = { 1, 0 };
  g_autofree char *data = g_malloc0 (1 << 16);
  guint64 sent = 0;
  gssize n;

  hand_init (&hand);
  while ((n = send (hand.fd, data, 1 << 16, MSG_DONTWAIT)) > 0)
    sent += n;
  TEST_WAIT_UNTIL (sockeye_socket_get_facts (hand.peer)->in_bytes > 100000);
  setsockopt (hand.fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (hand.fd);
  hand.fd = -1;
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (hand.peer) == SOCKEYE_BADGE_RESET);
  n = sockeye_socket_get_facts (hand.peer)->in_bytes;
  sockeye_session_set_automatic (hand.session, sockeye_socket_get_id (hand.peer), TRUE);
  TEST_WAIT_UNTIL (sockeye_socket_get_last_error (hand.peer) == ECONNRESET
                   || sockeye_socket_get_read_end (hand.peer) == SOCKEYE_READ_ENDED);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (hand.peer), >=, n);
  hand_clear (&hand);
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

/* A send that Automatic began goes on to its end, and one begun by hand is one
 * call, whatever is switched meanwhile. */
static void
test_by_hand_switch_amid_send (void)
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

/* Between the look and the click, the peer leaves. */
static void
test_by_hand_peer_leaves_before_the_click (void)
{
  Hand hand;
  struct linger linger = { 1, 0 };

  hand_init (&hand);
  hand_write (&hand, "hello");
  TEST_WAIT_UNTIL (waits_are (hand.peer, SOCKEYE_VERB_RECV, "5 bytes wait"));
  setsockopt (hand.fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (hand.fd);
  hand.fd = -1;
  /* Not iterated: the window still says that five bytes wait. */
  g_assert_true (waits_are (hand.peer, SOCKEYE_VERB_RECV, "5 bytes wait"));
  test_call_fails (hand.session, test_send_call (hand.peer, "x"), ECONNRESET);
  g_assert_cmpint (sockeye_socket_get_badge (hand.peer), ==, SOCKEYE_BADGE_RESET);
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
  g_test_add_func ("/sockeye/by-hand/flags", test_by_hand_flags);
  g_test_add_func ("/sockeye/by-hand/urgent", test_by_hand_urgent);
  g_test_add_func ("/sockeye/by-hand/wait-for-all", test_by_hand_wait_for_all);
  g_test_add_func ("/sockeye/by-hand/wait-for-much", test_by_hand_wait_for_much);
  g_test_add_func ("/sockeye/by-hand/large-size", test_by_hand_large_size_keeps_payload);
  g_test_add_func ("/sockeye/by-hand/passed-descriptors", test_by_hand_passed_descriptors);
  g_test_add_func ("/sockeye/by-hand/partial-send", test_by_hand_partial_send);
  g_test_add_func ("/sockeye/by-hand/cancelled-send", test_by_hand_cancelled_send);
  g_test_add_func ("/sockeye/by-hand/cancel-many", test_by_hand_cancel_many);
  g_test_add_func ("/sockeye/by-hand/abort", test_by_hand_abort);
  g_test_add_func ("/sockeye/by-hand/close-unread", test_by_hand_close_unread);
  g_test_add_func ("/sockeye/by-hand/fin-and-rst", test_by_hand_fin_and_rst);
  g_test_add_func ("/sockeye/by-hand/reset-is-no-fin", test_by_hand_reset_is_no_fin);
  g_test_add_func ("/sockeye/by-hand/automatic-after-end", test_by_hand_automatic_after_end);
  g_test_add_func ("/sockeye/by-hand/close-with-peer", test_by_hand_close_with_peer);
  g_test_add_func ("/sockeye/by-hand/reset-behind-data", test_by_hand_reset_behind_data);
  g_test_add_func ("/sockeye/by-hand/impossible-calls", test_by_hand_impossible_calls);
  g_test_add_func ("/sockeye/by-hand/calls-while-connecting", test_by_hand_calls_while_connecting);
  g_test_add_func ("/sockeye/by-hand/shut-listener", test_by_hand_shut_listener);
  g_test_add_func ("/sockeye/by-hand/switch-amid-send", test_by_hand_switch_amid_send);
  g_test_add_func ("/sockeye/by-hand/peer-leaves", test_by_hand_peer_leaves_before_the_click);
  return g_test_run ();
}
