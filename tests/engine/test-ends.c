/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* How a connection ends: FIN, RST, either direction or both. */

#include "config.h"

#include "hand-util.h"

#include <errno.h>

/* --- ends ------------------------------------------------------------------------------ */

/* Abort: two calls, and the peer hears a reset, not an end. */
static void
test_ends_abort (void)
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
test_ends_close_unread (void)
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
test_ends_fin_and_rst (void)
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
test_ends_reset_is_no_fin (void)
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
test_ends_automatic_after_end (void)
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
test_ends_close_with_peer (void)
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
test_ends_reset_behind_data (void)
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

/* Between the look and the click, the peer leaves. */
static void
test_ends_peer_leaves_before_the_click (void)
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
  g_test_add_func ("/sockeye/ends/abort", test_ends_abort);
  g_test_add_func ("/sockeye/ends/close-unread", test_ends_close_unread);
  g_test_add_func ("/sockeye/ends/fin-and-rst", test_ends_fin_and_rst);
  g_test_add_func ("/sockeye/ends/reset-is-no-fin", test_ends_reset_is_no_fin);
  g_test_add_func ("/sockeye/ends/automatic-after-end", test_ends_automatic_after_end);
  g_test_add_func ("/sockeye/ends/close-with-peer", test_ends_close_with_peer);
  g_test_add_func ("/sockeye/ends/reset-behind-data", test_ends_reset_behind_data);
  g_test_add_func ("/sockeye/ends/peer-leaves", test_ends_peer_leaves_before_the_click);
  return g_test_run ();
}
