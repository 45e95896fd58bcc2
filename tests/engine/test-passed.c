/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Descriptors received over a UNIX connection. The peers use plain system
 * calls. */

#include "config.h"

#include "control-util.h"

#include "explain/sockeye-story.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>

/* SCM_MAX_FD of the kernel. */
#define MOST 253

static int
plain_listener (guint *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 5), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);
  return fd;
}

static SockeyeSocket *
get_passed (Pair         *pair,
            SockeyeEvent *event,
            guint         nth)
{
  g_autoptr (GPtrArray) passed = sockeye_event_dup_passed (event);
  const SockeyePassed *one;

  g_assert_cmpuint (passed->len, >, nth);
  one = g_ptr_array_index (passed, nth);
  g_assert_cmpuint (one->id, !=, 0);
  return sockeye_session_get_socket (pair->session, one->id);
}

/* Beside the others, not below the one that it came by. */
static gboolean
is_listed (SockeyeSession *session,
           SockeyeSocket  *socket)
{
  GListModel *list = sockeye_session_list_sockets (session);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SockeyeSocket) item = g_list_model_get_item (list, i);

      if (item == socket)
        return TRUE;
    }
  return FALSE;
}

/* A listener and /dev/null in one message. */
static void
test_passed_socket (gconstpointer data)
{
  int type = GPOINTER_TO_INT (data);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) news = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *words = NULL;
  guint before = count_descriptors ();
  SockeyeSocket *socket;
  Pair pair;
  int fds[2];
  guint port;

  pair_init (&pair, type, FALSE);
  fds[0] = plain_listener (&port);
  fds[1] = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  plain_pass (pair.fd, "take", fds, 2);
  event = receive (pair.session, pair.id, 0);
  socket = get_passed (&pair, event, 0);
  g_assert_cmpint (SOCKEYE_SOCKET_ORIGIN (sockeye_socket_get_id (socket)), ==, SOCKEYE_ORIGIN_RECEIVED);
  g_assert_cmpint (sockeye_socket_get_family (socket), ==, AF_INET);
  g_assert_cmpint (sockeye_socket_get_socktype (socket), ==, SOCK_STREAM);
  g_assert_cmpint (sockeye_socket_get_protocol (socket), ==, IPPROTO_TCP);
  g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_LISTENING);
  g_assert_cmpuint (sockeye_address_get_port (sockeye_socket_get_local (socket)), ==, port);
  g_assert_cmpuint (sockeye_socket_get_giver (socket), ==, pair.id);
  g_assert_cmpuint (sockeye_socket_get_parent (socket), ==, 0);
  g_assert_false (sockeye_socket_get_automatic (socket));
  g_assert_true (is_listed (pair.session, socket));

  expected = g_strdup_printf ("SCM_RIGHTS: %s: TCP 127.0.0.1:%u, listening, /dev/null\n",
                              sockeye_socket_get_name (socket), port);
  assert_text (dup_controls (event), expected);
  assert_text (sockeye_event_dup_result_text (event), "with 2 descriptors");
  assert_has (sockeye_event_dup_call_text (event, 0), "recvmsg(4096, ");
  assert_has (sockeye_session_dup_story (pair.session, event), "2 descriptors came with it");
  news = find_news (pair.session, SOCKEYE_NEWS_PASSED);
  g_assert_cmpuint (sockeye_event_get_cause (news), ==, sockeye_event_get_number (event));
  g_assert_cmpuint (sockeye_event_get_child (news), ==, sockeye_socket_get_id (socket));
  words = g_strdup_printf ("%s: received %s; 1 descriptor was closed: /dev/null",
                           sockeye_socket_get_name (pair.socket), sockeye_socket_get_name (socket));
  assert_text (sockeye_event_dup_call_text (news, 0), words);
  assert_has (sockeye_session_dup_story (pair.session, news), "one of this window");

  close (fds[0]);
  close (fds[1]);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* The lines of Python make the socket that later lines use. */
static void
test_passed_code (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *expected = NULL;
  SockeyeSocket *socket;
  Pair pair;
  int fds[2];
  guint port;

  pair_init (&pair, SOCK_STREAM, FALSE);
  fds[0] = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  fds[1] = plain_listener (&port);
  plain_pass (pair.fd, "x", fds, 2);
  event = receive (pair.session, pair.id, 0);
  socket = get_passed (&pair, event, 1);
  expected = g_strdup_printf ("from struct import unpack_from\n"
                              "controls = %s.recvmsg(4096, 4096)[1]; "
                              "%s = socket(fileno=unpack_from('i', controls[0][2], 4)[0])",
                              sockeye_socket_get_name (pair.socket), sockeye_socket_get_name (socket));
  assert_text (sockeye_event_dup_code (event), expected);
  close (fds[0]);
  close (fds[1]);
  pair_clear (&pair);
}

/* A stranger's file that is no socket: what it was, and that it is closed. */
static void
test_passed_pipe (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) news = NULL;
  struct pollfd poll_fd;
  Pair pair;
  int fds[2];

  pair_init (&pair, SOCK_STREAM, FALSE);
  g_assert_cmpint (pipe (fds), ==, 0);
  plain_pass (pair.fd, "x", &fds[1], 1);
  close (fds[1]);
  event = receive (pair.session, pair.id, 0);
  news = find_news (pair.session, SOCKEYE_NEWS_PASSED);
  assert_has (sockeye_event_dup_call_text (news, 0), "received 1 descriptor and closed it: pipe:[");
  /* Its last writing end is gone. */
  poll_fd = (struct pollfd) { fds[0], POLLIN, 0 };
  g_assert_cmpint (poll (&poll_fd, 1, 0), ==, 1);
  g_assert_true (poll_fd.revents & POLLHUP);
  close (fds[0]);
  pair_clear (&pair);
}

/* As many as one message can pass, sockets and others, received by each way of
 * receiving; none leaks. */
static void
test_passed_hundreds (gconstpointer data)
{
  gboolean automatic = GPOINTER_TO_INT (data) < 0;
  int type = ABS (GPOINTER_TO_INT (data));
  guint before = count_descriptors ();
  g_autoptr (SockeyeEvent) news = NULL;
  g_autoptr (GPtrArray) passed = NULL;
  guint n_sockets = 0;
  int on = 1;
  int fds[MOST];
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int udp = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  Pair pair;

  pair_init (&pair, type, FALSE);
  /* Other control messages in the same room. */
  test_call_ok (pair.session, sockeye_call_new_setsockopt (pair.id, SOL_SOCKET, SO_PASSCRED, on));
  test_call_ok (pair.session, sockeye_call_new_setsockopt (pair.id, SOL_SOCKET, SO_TIMESTAMPNS, on));
  sockeye_session_set_automatic (pair.session, pair.id, automatic);
  for (guint i = 0; i < MOST; i++)
    fds[i] = i % 5 == 0 ? udp : null;
  plain_pass (pair.fd, "many", fds, MOST);
  if (!automatic)
    g_object_unref (receive (pair.session, pair.id, 0));
  TEST_WAIT_UNTIL (has_news (pair.session, SOCKEYE_NEWS_PASSED));
  news = find_news (pair.session, SOCKEYE_NEWS_PASSED);
  passed = sockeye_event_dup_passed (news);
  g_assert_cmpuint (passed->len, ==, MOST);
  for (guint i = 0; i < MOST; i++)
    {
      const SockeyePassed *one = g_ptr_array_index (passed, i);

      g_assert_cmpint (one->id != 0, ==, i % 5 == 0);
      g_assert_cmpstr (one->what, ==, i % 5 == 0 ? "UDP 0.0.0.0:0, not connected" : "/dev/null");
      if (one->id == 0)
        continue;
      n_sockets++;
      test_call_ok (pair.session, sockeye_call_new_close (one->id, FALSE));
    }
  g_assert_cmpuint (n_sockets, ==, (MOST + 4) / 5);
  close (null);
  close (udp);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* The table is full: those that had room came, the others are lost, and it is
 * told. */
static void
test_passed_shortage (void)
{
  guint before = count_descriptors ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GPtrArray) passed = NULL;
  struct rlimit limit, low;
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int fds[50];
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    fds[i] = null;
  plain_pass (pair.fd, "many", fds, G_N_ELEMENTS (fds));
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  low = limit;
  low.rlim_cur = (rlim_t) MAX (null, pair.fd) + 10;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &low), ==, 0);
  event = receive (pair.session, pair.id, 0);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);

  passed = sockeye_event_dup_passed (event);
  g_assert_cmpuint (passed->len, <, G_N_ELEMENTS (fds));
  g_assert_true (sockeye_event_get_msg_flags (event) & MSG_CTRUNC);
  assert_has (sockeye_event_dup_result_text (event), "MSG_CTRUNC");
  assert_has (sockeye_session_dup_story (pair.session, event), "lost");
  close (null);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* Less room than they need, by the user's own recvmsg(). */
static void
test_passed_no_room (void)
{
  guint before = count_descriptors ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GPtrArray) passed = NULL;
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int fds[] = { null, null, null, null };
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  plain_pass (pair.fd, "four", fds, G_N_ELEMENTS (fds));
  event = test_call (pair.session, sockeye_call_new_recvmsg (pair.id, 100, CMSG_LEN (2 * sizeof (int)), 0));
  passed = sockeye_event_dup_passed (event);
  g_assert_cmpuint (passed->len, ==, 2);
  assert_text (sockeye_event_dup_result_text (event), "with 2 descriptors, others lost: MSG_CTRUNC");
  assert_has (sockeye_event_dup_call_text (event, 0), ".recvmsg(100, 24)");
  close (null);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* A look brings descriptors of its own: they are not adopted twice. */
static void
test_passed_peek (void)
{
  guint before = count_descriptors ();
  g_autoptr (SockeyeEvent) look = NULL;
  g_autoptr (SockeyeEvent) take = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  SockeyeSocket *socket;
  guint port;
  int fd = plain_listener (&port);
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  plain_pass (pair.fd, "x", &fd, 1);
  look = receive (pair.session, pair.id, MSG_PEEK);
  seen = sockeye_event_dup_passed (look);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpuint (((SockeyePassed *) g_ptr_array_index (seen, 0))->id, ==, 0);
  assert_has (sockeye_session_dup_story (pair.session, look), "next receive brings it again");
  take = receive (pair.session, pair.id, 0);
  socket = get_passed (&pair, take, 0);
  g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_LISTENING);
  close (fd);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* MSG_WAITALL receives in parts; what came with each of them counts. */
static void
test_passed_wait_all (void)
{
  guint before = count_descriptors ();
  g_autoptr (GPtrArray) passed = NULL;
  TestResult result = { 0 };
  g_autoptr (SockeyeCall) call = NULL;
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int udp = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  call = sockeye_call_new_recv (pair.id, 8, MSG_WAITALL);
  sockeye_session_call_async (pair.session, call, NULL, test_called_cb, &result);
  plain_pass (pair.fd, "1234", &null, 1);
  plain_pass (pair.fd, "5678", &udp, 1);
  TEST_WAIT_UNTIL (result.done);
  g_assert_cmpint (sockeye_event_get_bytes (result.event), ==, 8);
  passed = sockeye_event_dup_passed (result.event);
  g_assert_cmpuint (passed->len, ==, 2);
  assert_has (dup_controls (result.event), "SCM_RIGHTS: /dev/null\nSCM_RIGHTS: d");
  test_result_clear (&result);
  close (null);
  close (udp);
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

/* The sender's file stays blocking, and the reactor never waits on it. */
static void
test_passed_shared (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) listener_event = NULL;
  g_autoptr (SockeyeCall) receive_call = NULL;
  g_autoptr (SockeyeCall) accept_call = NULL;
  TestResult received = { 0 }, accepted = { 0 };
  SockeyeSocket *socket, *listener;
  int fds[2], client;
  guint port;
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  plain_pass (pair.fd, "x", &fds[0], 1);
  event = receive (pair.session, pair.id, 0);
  socket = get_passed (&pair, event, 0);
  g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_CONNECTED);
  g_assert_nonnull (sockeye_socket_get_peer_process (socket));

  receive_call = sockeye_call_new_recv (sockeye_socket_get_id (socket), 100, 0);
  sockeye_session_call_async (pair.session, receive_call, NULL, test_called_cb, &received);
  /* The reactor answers others while that one waits. */
  client = plain_listener (&port);
  plain_pass (pair.fd, "y", &client, 1);
  listener_event = receive (pair.session, pair.id, 0);
  listener = get_passed (&pair, listener_event, 0);
  accept_call = sockeye_call_new_accept (sockeye_socket_get_id (listener));
  sockeye_session_call_async (pair.session, accept_call, NULL, test_called_cb, &accepted);
  test_call_ok (pair.session, sockeye_call_new_gethostname ());
  g_assert_false (received.done);
  g_assert_false (accepted.done);
  close (client);

  g_assert_cmpint (write (fds[1], "data", 4), ==, 4);
  TEST_WAIT_UNTIL (received.done);
  g_assert_cmpint (sockeye_event_get_bytes (received.event), ==, 4);
  client = test_plain_connect (port);
  TEST_WAIT_UNTIL (accepted.done);
  g_assert_false (sockeye_event_is_error (accepted.event));
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_socket_list_peers (listener)), ==, 1);
  g_assert_false (fcntl (fds[0], F_GETFL) & O_NONBLOCK);

  test_call_ok (pair.session, test_send_call (socket, "back"));
  g_assert_cmpint (read (fds[1], (char[8]) { 0 }, 8), ==, 4);
  sockeye_session_set_automatic (pair.session, sockeye_socket_get_id (socket), TRUE);
  g_assert_cmpint (write (fds[1], "more", 4), ==, 4);
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (socket) == 8);
  test_result_clear (&received);
  test_result_clear (&accepted);
  close (client);
  close (fds[0]);
  close (fds[1]);
  pair_clear (&pair);
}

/* Nothing tells connect(2) not to wait. */
static void
test_passed_connect (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeCall) call = NULL;
  TestResult result = { 0 };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  plain_pass (pair.fd, "x", &fd, 1);
  event = receive (pair.session, pair.id, 0);
  call = test_connect_call (get_passed (&pair, event, 0), 9);
  sockeye_session_call_async (pair.session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (result.done);
  g_assert_error (result.error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED);
  test_result_clear (&result);
  /* With O_NONBLOCK, which is the sender's to set, it can. */
  g_assert_cmpint (fcntl (fd, F_SETFL, O_NONBLOCK), ==, 0);
  test_call_fails (pair.session, test_connect_call (get_passed (&pair, event, 0), 9), ECONNREFUSED);
  close (fd);
  pair_clear (&pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sockeye/passed/socket/stream", GINT_TO_POINTER (SOCK_STREAM), test_passed_socket);
  g_test_add_data_func ("/sockeye/passed/socket/packet", GINT_TO_POINTER (SOCK_SEQPACKET), test_passed_socket);
  g_test_add_data_func ("/sockeye/passed/socket/datagram", GINT_TO_POINTER (SOCK_DGRAM), test_passed_socket);
  g_test_add_func ("/sockeye/passed/code", test_passed_code);
  g_test_add_func ("/sockeye/passed/pipe", test_passed_pipe);
  g_test_add_data_func ("/sockeye/passed/hundreds/stream", GINT_TO_POINTER (SOCK_STREAM), test_passed_hundreds);
  g_test_add_data_func ("/sockeye/passed/hundreds/packet", GINT_TO_POINTER (SOCK_SEQPACKET), test_passed_hundreds);
  /* Below 0: automatic. */
  g_test_add_data_func ("/sockeye/passed/hundreds/automatic-stream", GINT_TO_POINTER (-SOCK_STREAM),
                        test_passed_hundreds);
  g_test_add_data_func ("/sockeye/passed/hundreds/automatic-packet", GINT_TO_POINTER (-SOCK_SEQPACKET),
                        test_passed_hundreds);
  g_test_add_data_func ("/sockeye/passed/hundreds/automatic-datagram", GINT_TO_POINTER (-SOCK_DGRAM),
                        test_passed_hundreds);
  g_test_add_func ("/sockeye/passed/shortage", test_passed_shortage);
  g_test_add_func ("/sockeye/passed/no-room", test_passed_no_room);
  g_test_add_func ("/sockeye/passed/peek", test_passed_peek);
  g_test_add_func ("/sockeye/passed/wait-all", test_passed_wait_all);
  g_test_add_func ("/sockeye/passed/shared", test_passed_shared);
  g_test_add_func ("/sockeye/passed/connect", test_passed_connect);
  return g_test_run ();
}
