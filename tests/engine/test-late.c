/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Errors that come back later, and datagrams that the kernel drops. */

#include "config.h"

#include "control-util.h"

#include "explain/sockeye-explain.h"
#include "explain/sockeye-remedy.h"
#include "session/sockeye-session-private.h"
#include "explain/sockeye-story.h"

#include <errno.h>
#include <linux/net_tstamp.h>

/* A port on the loopback address where nobody receives; 0 where the family is
 * not to be had. */
static guint
closed_port (int family)
{
  struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
  struct sockaddr_in in = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  gpointer address = family == AF_INET6 ? (gpointer) &in6 : (gpointer) &in;
  socklen_t length = family == AF_INET6 ? sizeof in6 : sizeof in;
  int fd = socket (family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  guint port = 0;

  if (fd < 0)
    return 0;
  if (bind (fd, address, length) == 0 && getsockname (fd, address, &length) == 0)
    port = ntohs (family == AF_INET6 ? in6.sin6_port : in.sin_port);
  close (fd);
  return port;
}

static SockeyeSocket *
error_socket (SockeyeSession *session,
              int             family,
              gboolean        automatic)
{
  SockeyeSocket *socket = test_socket (session, family, SOCK_DGRAM, automatic);
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  g_autoptr (SockeyeAddress) any = test_address (family, family == AF_INET6 ? "::1" : "127.0.0.1", 0,
                                                 SOCKEYE_USE_BIND);

  test_call_ok (session, sockeye_call_new_bind (id, any));
  if (family == AF_INET6)
    test_call_ok (session, sockeye_call_new_setsockopt (id, IPPROTO_IPV6, IPV6_RECVERR, 1));
  else
    test_call_ok (session, sockeye_call_new_setsockopt (id, IPPROTO_IP, IP_RECVERR, 1));
  return socket;
}

/* Returns the number of its row. The error of an earlier send may be this one's
 * answer, as the kernel has it: then it is made once more. */
static guint64
send_to (SockeyeSession *session,
         SockeyeSocket  *socket,
         int             family,
         guint           port,
         const char     *text)
{
  g_autoptr (SockeyeAddress) to = test_address (family, family == AF_INET6 ? "::1" : "127.0.0.1", port,
                                                SOCKEYE_USE_SENDTO);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SockeyeEvent) event = NULL;

  event = test_call (session, sockeye_call_new_sendto (sockeye_socket_get_id (socket), bytes, 0, to));
  if (sockeye_event_get_errno (event) == ECONNREFUSED)
    {
      g_object_unref (event);
      event = test_call (session, sockeye_call_new_sendto (sockeye_socket_get_id (socket), bytes, 0, to));
    }
  g_assert_false (sockeye_event_is_error (event));
  return sockeye_event_get_number (event);
}

static char *
dup_expected (int   family,
              guint port)
{
  if (family == AF_INET6)
    return g_strdup_printf ("[::1]:%u refused: port unreachable (ICMPv6 type 1 code 4, from ::1)", port);
  return g_strdup_printf ("127.0.0.1:%u refused: port unreachable (ICMP type 3 code 3, from 127.0.0.1)",
                          port);
}

/* Three sends; the middle one is refused, and its error names its row. */
static void
check_late (int      family,
            gboolean automatic)
{
  g_autoptr (SockeyeSession) session = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *row = NULL;
  guint port = closed_port (family);
  SockeyeSocket *socket, *receiver;
  guint64 cause;
  guint open;

  if (port == 0)
    {
      g_test_skip ("this family has no loopback address here");
      return;
    }
  session = sockeye_session_new ();
  receiver = error_socket (session, family, FALSE);
  open = sockeye_address_get_port (sockeye_socket_get_local (receiver));
  socket = error_socket (session, family, automatic);
  send_to (session, socket, family, open, "same");
  cause = send_to (session, socket, family, port, "same");
  send_to (session, socket, family, open, "same");

  if (!automatic)
    {
      g_autoptr (SockeyeEvent) news = NULL;

      TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_LATE));
      news = find_news (session, SOCKEYE_NEWS_LATE);
      assert_has (sockeye_event_dup_call_text (news, 0), "error queue");
      assert_has (sockeye_event_dup_result_text (news), "MSG_ERRQUEUE");
      event = receive (session, sockeye_socket_get_id (socket), MSG_ERRQUEUE);
    }
  else
    {
      TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV) == 1);
      event = find_received (session);
    }
  expected = dup_expected (family, port);
  assert_text (sockeye_event_dup_late_error (event), expected);
  assert_text (sockeye_event_dup_result_text (event), expected);
  assert_text (sockeye_event_dup_data_text (event, 0), "same");
  g_assert_cmpuint (sockeye_event_get_cause (event), ==, cause);
  assert_has (sockeye_event_dup_call_text (event, 0), "recvmsg(");
  assert_has (sockeye_event_dup_call_text (event, 0), "MSG_ERRQUEUE)");
  row = g_strdup_printf ("send in row %" G_GUINT64_FORMAT, cause);
  assert_has (sockeye_session_dup_story (session, event), row);
  /* What comes back was not received from anybody. */
  g_assert_cmpuint (sockeye_socket_get_bytes_in (socket), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_socket_list_senders (socket)), ==, 0);
  test_session_free (g_steal_pointer (&session));
}

static void
test_late_inet (void)
{
  if (!kernel_takes (AF_INET, IPPROTO_IP, IP_RECVERR, 1))
    return;
  check_late (AF_INET, FALSE);
  check_late (AF_INET, TRUE);
}

static void
test_late_inet6 (void)
{
  if (!kernel_takes (AF_INET6, IPPROTO_IPV6, IPV6_RECVERR, 1))
    return;
  check_late (AF_INET6, FALSE);
  check_late (AF_INET6, TRUE);
}

/* Of sends to the same closed port, the bytes tell which one it was; and of a
 * connected socket's, the peer is the destination. */
static void
test_late_which (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = error_socket (session, AF_INET, FALSE);
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  guint port = closed_port (AF_INET);
  static const char *const texts[] = { "one", "two", "three" };
  guint64 rows[3];

  for (guint i = 0; i < 3; i++)
    {
      rows[i] = send_to (session, socket, AF_INET, port, texts[i]);
      /* The error that is queued would be the answer of the next send. */
      if (i == 1)
        g_object_unref (receive (session, id, MSG_DONTWAIT));
      if (i == 0)
        {
          g_autoptr (SockeyeEvent) refused = receive (session, id, MSG_DONTWAIT);

          g_assert_cmpint (sockeye_event_get_errno (refused), ==, ECONNREFUSED);
          assert_has (sockeye_explain_event (refused), "IP_RECVERR");
        }
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SockeyeEvent) event = receive (session, id, MSG_ERRQUEUE);

      assert_text (sockeye_event_dup_data_text (event, 0), texts[i]);
      g_assert_cmpuint (sockeye_event_get_cause (event), ==, rows[i]);
    }
  test_session_free (session);
}

static void
test_late_connected (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = error_socket (session, AF_INET, FALSE);
  g_autoptr (SockeyeEvent) sent = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  test_call_ok (session, test_connect_call (socket, closed_port (AF_INET)));
  sent = test_call (session, test_send_call (socket, "x"));
  TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_LATE));
  event = receive (session, sockeye_socket_get_id (socket), MSG_ERRQUEUE);
  g_assert_cmpuint (sockeye_event_get_cause (event), ==, sockeye_event_get_number (sent));
  test_session_free (session);
}

/* MSG_ERRQUEUE never waits: an empty queue is an answer, and is explained. */
static void
test_late_empty (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = error_socket (session, AF_INET, FALSE);
  g_autoptr (SockeyeEvent) event = receive (session, sockeye_socket_get_id (socket), MSG_ERRQUEUE);

  g_autoptr (SockeyeCall) call = sockeye_call_new_recv (sockeye_socket_get_id (socket), 100, 0);
  g_autoptr (SockeyeEvent) again = NULL;
  TestResult result = { 0 };

  g_assert_cmpint (sockeye_event_get_errno (event), ==, EAGAIN);
  assert_has (sockeye_explain_event (event), "error queue is empty");
  /* Also while another call waits for what is received. */
  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  again = receive (session, sockeye_socket_get_id (socket), MSG_ERRQUEUE);
  g_assert_cmpint (sockeye_event_get_errno (again), ==, EAGAIN);
  g_assert_false (result.done);
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (socket), TRUE));
  TEST_WAIT_UNTIL (result.done);
  test_result_clear (&result);
  test_session_free (session);
}

/* Without the option all stays as it was: the next call has the error. */
static void
test_late_off (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeEvent) event = NULL;

  test_call_ok (session, test_connect_call (socket, closed_port (AF_INET)));
  test_call_ok (session, test_send_call (socket, "x"));
  TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_ERROR));
  event = receive (session, sockeye_socket_get_id (socket), 0);
  g_assert_cmpint (sockeye_event_get_errno (event), ==, ECONNREFUSED);
  assert_has (sockeye_explain_event (event), "IP_RECVERR");
  g_assert_false (has_news (session, SOCKEYE_NEWS_LATE));
  test_session_free (session);
}

/* --- times of sends ------------------------------------------------------------ */

static const int stamping = SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE
                            | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;

static void
check_stamp (SockeyeSession *session,
             SockeyeSocket  *socket)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *controls = NULL;

  TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_LATE));
  event = receive (session, sockeye_socket_get_id (socket), MSG_ERRQUEUE);
  g_assert_false (sockeye_event_is_error (event));
  assert_text (sockeye_event_dup_late_error (event), "time of sending");
  controls = dup_controls (event);
  g_assert_nonnull (strstr (controls, "SO_TIMESTAMPING: 20"));
  g_assert_nonnull (strstr (controls, "time of sending, timestamps of sends, "));
  assert_has (sockeye_session_dup_story (session, event), "time of sending");
}

static void
test_late_stamp_datagram (void)
{
  SockeyeSession *session;
  SockeyeSocket *receiver, *socket;

  if (!kernel_takes (AF_INET, SOL_SOCKET, SO_TIMESTAMPING, stamping))
    return;
  session = sockeye_session_new ();
  receiver = error_socket (session, AF_INET, FALSE);
  socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (socket), SOL_SOCKET,
                                                      SO_TIMESTAMPING, stamping));
  send_to (session, socket, AF_INET, sockeye_address_get_port (sockeye_socket_get_local (receiver)), "x");
  check_stamp (session, socket);
  test_session_free (session);
}

/* The queue was emptied, and nothing wakes the reactor any more. */
static void
check_quiet (SockeyeSession *session)
{
  const gint64 quiet = 200000;
  guint before;
  gint64 end;

  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV) == 1);
  before = _sockeye_reactor_get_n_wakeups (session->reactor);
  end = g_get_monotonic_time () + quiet;
  TEST_WAIT_UNTIL (g_get_monotonic_time () > end);
  g_assert_cmpuint (_sockeye_reactor_get_n_wakeups (session->reactor) - before, <, 10);
}

/* On a connection the same EPOLLERR must not look like a reset; and Automatic
 * must take it, or it would be woken without end. */
static void
check_stamp_stream (gboolean automatic)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, automatic);
  guint port = test_listen (session, listener, 5);
  int fd = test_plain_connect (port);
  SockeyeSocket *peer;

  if (!automatic)
    test_call_ok (session, sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  peer = test_first_peer (listener);
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (peer), SOL_SOCKET,
                                                      SO_TIMESTAMPING, stamping));
  test_call_ok (session, test_send_call (peer, "x"));
  if (!automatic)
    check_stamp (session, peer);
  else
    check_quiet (session);
  g_assert_cmpint (sockeye_socket_get_badge (peer), ==, SOCKEYE_BADGE_CONNECTED);
  g_assert_false (has_news (session, SOCKEYE_NEWS_RESET));
  g_assert_cmpuint (sockeye_socket_get_bytes_in (peer), ==, 0);
  /* A real reset is still told. */
  if (!automatic)
    {
      const struct linger now = { 1, 0 };

      setsockopt (fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
      close (fd);
      fd = -1;
      TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_RESET));
    }
  if (fd >= 0)
    close (fd);
  test_session_free (session);
}

static void
test_late_stamp_stream (void)
{
  if (!kernel_takes (AF_INET, SOL_SOCKET, SO_TIMESTAMPING, stamping))
    return;
  check_stamp_stream (FALSE);
  check_stamp_stream (TRUE);
}

/* --- drops --------------------------------------------------------------------- */

/* Fills the smallest buffer there is until the kernel drops. */
static SockeyeEvent *
make_drops (SockeyeSession *session,
            SockeyeSocket  *socket)
{
  g_autoptr (SockeyeSocket) keep = g_object_ref (socket);
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  SockeyeSocket *sender = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  guint port;

  test_call_ok (session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUF, 0));
  port = test_bind (session, socket);
  for (guint i = 0; i < 50; i++)
    send_to (session, sender, AF_INET, port, "0123456789");
  g_object_unref (receive (session, id, 0));
  TEST_WAIT_UNTIL (has_news (session, SOCKEYE_NEWS_DROPPED));
  return find_news (session, SOCKEYE_NEWS_DROPPED);
}

static guint
get_buffer (SockeyeSocket *socket)
{
  return sockeye_socket_get_facts (socket)->memory[SK_MEMINFO_RCVBUF];
}

/* A drop offers twice the buffer, and once it has that, twice again. */
static void
test_late_drops (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeEvent) event = make_drops (session, socket);
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (SockeyeCall) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *size = NULL;
  guint buffer = get_buffer (socket);

  g_assert_cmpuint (sockeye_event_get_asked (event), >, 0);
  call = sockeye_remedy_for_drops (event, socket, &text);
  g_assert_nonnull (call);
  g_assert_cmpint (sockeye_call_get_verb (call), ==, SOCKEYE_VERB_SETSOCKOPT);
  g_assert_cmpint (sockeye_call_get_option (call), ==, SO_RCVBUF);
  g_assert_cmpint (sockeye_call_get_value (call), ==, buffer);
  size = g_format_size_full (2 * (guint64) buffer, G_FORMAT_SIZE_IEC_UNITS);
  g_assert_nonnull (strstr (text, "rmem_max"));

  test_call_ok (session, sockeye_call_ref (call));
  TEST_WAIT_UNTIL (get_buffer (socket) == 2 * buffer);
  g_clear_pointer (&text, g_free);
  again = sockeye_remedy_for_drops (event, socket, &text);
  g_assert_cmpint (sockeye_call_get_value (again), ==, 2 * buffer);
  /* Also without its socket the row knows how small the buffer was. */
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&again, sockeye_call_unref);
  again = sockeye_remedy_for_drops (event, NULL, &text);
  g_assert_cmpint (sockeye_call_get_value (again), ==, buffer);
  test_session_free (session);
}

/* Beyond what anybody is granted there is a privilege, or words. */
static void
test_late_drops_limit (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeEvent) event = make_drops (session, socket);
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *text = NULL;
  guint before = get_buffer (socket);

  /* As much as is granted. */
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (socket), SOL_SOCKET,
                                                      SO_RCVBUF, G_MAXINT32));
  TEST_WAIT_UNTIL (get_buffer (socket) > before);
  call = sockeye_remedy_for_drops (event, socket, &text);
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "rmem_max"));
  if (call != NULL)
    {
      guint granted = get_buffer (socket);

      g_assert_cmpint (sockeye_call_get_option (call), ==, SO_RCVBUFFORCE);
      test_call_ok (session, sockeye_call_ref (call));
      TEST_WAIT_UNTIL (get_buffer (socket) == 2 * granted);
    }
  else
    {
    }
  test_session_free (session);
}

static void
test_late_no_drops (void)
{
  SockeyeSession *session = sockeye_session_new ();
  g_autoptr (SockeyeEvent) event = test_call (session, sockeye_call_new_gethostname ());
  g_autofree char *text = NULL;

  g_assert_null (sockeye_remedy_for_drops (event, NULL, &text));
  g_assert_null (text);
  test_session_free (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/late/inet", test_late_inet);
  g_test_add_func ("/sockeye/late/inet6", test_late_inet6);
  g_test_add_func ("/sockeye/late/which", test_late_which);
  g_test_add_func ("/sockeye/late/connected", test_late_connected);
  g_test_add_func ("/sockeye/late/empty", test_late_empty);
  g_test_add_func ("/sockeye/late/off", test_late_off);
  g_test_add_func ("/sockeye/late/stamp/datagram", test_late_stamp_datagram);
  g_test_add_func ("/sockeye/late/stamp/stream", test_late_stamp_stream);
  g_test_add_func ("/sockeye/late/drops", test_late_drops);
  g_test_add_func ("/sockeye/late/drops-limit", test_late_drops_limit);
  g_test_add_func ("/sockeye/late/no-drops", test_late_no_drops);
  return g_test_run ();
}
