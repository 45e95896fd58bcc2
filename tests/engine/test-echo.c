/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "session-util.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#define PERIOD 251

/* A listener whose peers echo, and a plain client of it. */
typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *listener;
  SockeyeSocket  *peer;
  int             fd;
} Echo;

static void
set_echo (SockeyeSession *session,
          SockeyeSocket  *socket)
{
  sockeye_session_set_echo (session, sockeye_socket_get_id (socket), TRUE);
  TEST_WAIT_UNTIL (sockeye_socket_get_echo (socket));
}

static void
echo_init (Echo *self)
{
  guint port;

  self->session = sockeye_session_new ();
  self->listener = test_socket (self->session, AF_INET, SOCK_STREAM, TRUE);
  g_assert_false (sockeye_socket_get_echo (self->listener));
  g_assert_true (sockeye_socket_can_echo (self->listener));
  set_echo (self->session, self->listener);
  port = test_listen (self->session, self->listener, 5);
  self->fd = test_plain_connect (port);
  TEST_WAIT_UNTIL (test_first_peer (self->listener) != NULL);
  self->peer = test_first_peer (self->listener);
  g_assert_true (sockeye_socket_get_echo (self->peer));
}

static void
echo_clear (Echo *self)
{
  close (self->fd);
  test_session_free (self->session);
}

/* The only row with this verb; (transfer full). */
static SockeyeEvent *
find_row (SockeyeSession *session,
          SockeyeVerb     verb)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

      if (sockeye_event_get_verb (event) == verb)
        return g_steal_pointer (&event);
    }
  return NULL;
}

static void
check_answer (SockeyeSession *session,
              SockeyeVerb     answer_verb,
              SockeyeVerb     verb,
              const char     *text)
{
  g_autoptr (SockeyeEvent) answer = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) wanted = g_bytes_new (text, strlen (text));

  TEST_WAIT_UNTIL (test_count_rows (session, answer_verb, SOCKEYE_KIND_SEND) == 1);
  answer = find_row (session, answer_verb);
  event = find_row (session, verb);
  payload = sockeye_event_dup_payload (answer);
  g_assert_true (sockeye_event_get_bits (answer) & SOCKEYE_BIT_AUTOMATIC);
  g_assert_cmpuint (sockeye_event_get_cause (answer), ==, sockeye_event_get_number (event));
  g_assert_cmpint (sockeye_event_get_bytes (answer), ==, strlen (text));
  if (payload != NULL || *text != '\0')
    g_assert_true (g_bytes_equal (payload, wanted));
}

static void
test_echo_stream (void)
{
  Echo echo;
  char text[6] = "";

  echo_init (&echo);
  g_assert_cmpint (send (echo.fd, "hello", 5, 0), ==, 5);
  g_assert_cmpint (recv (echo.fd, text, 5, MSG_WAITALL), ==, 5);
  g_assert_cmpstr (text, ==, "hello");
  check_answer (echo.session, SOCKEYE_VERB_SEND, SOCKEYE_VERB_RECV, "hello");
  g_assert_cmpuint (sockeye_socket_get_bytes_out (echo.peer), ==, 5);
  echo_clear (&echo);
}

/* The end goes back behind the bytes. */
static void
test_echo_end (void)
{
  Echo echo;
  char text[6] = "";
  g_autoptr (SockeyeEvent) event = NULL;

  echo_init (&echo);
  g_assert_cmpint (send (echo.fd, "hello", 5, 0), ==, 5);
  g_assert_cmpint (shutdown (echo.fd, SHUT_WR), ==, 0);
  g_assert_cmpint (recv (echo.fd, text, 5, MSG_WAITALL), ==, 5);
  g_assert_cmpint (recv (echo.fd, text, 1, 0), ==, 0);
  TEST_WAIT_UNTIL (test_count_rows (echo.session, SOCKEYE_VERB_SHUTDOWN, SOCKEYE_KIND_CALL) == 1);
  event = find_row (echo.session, SOCKEYE_VERB_SHUTDOWN);
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_AUTOMATIC);
  g_assert_cmpuint (sockeye_event_get_cause (event), >, 0);
  g_assert_true (sockeye_socket_get_write_shut (echo.peer));
  echo_clear (&echo);
}

/* By hand nothing is received, and nothing goes back. */
static void
test_echo_by_hand (void)
{
  Echo echo;
  SockeyeSocketId id;
  char byte;

  echo_init (&echo);
  id = sockeye_socket_get_id (echo.peer);
  sockeye_session_set_automatic (echo.session, id, FALSE);
  TEST_WAIT_UNTIL (!sockeye_socket_get_automatic (echo.peer));
  g_assert_cmpint (send (echo.fd, "hello", 5, 0), ==, 5);
  test_call_ok (echo.session, sockeye_call_new_recv (id, 3, 0));
  g_assert_cmpint (recv (echo.fd, &byte, 1, MSG_DONTWAIT), ==, -1);
  g_assert_cmpint (errno, ==, EAGAIN);
  sockeye_session_set_automatic (echo.session, id, TRUE);
  g_assert_cmpint (recv (echo.fd, &byte, 1, 0), ==, 1);
  g_assert_cmpint (byte, ==, 'l');
  echo_clear (&echo);
}

/* --- a peer that does not read -------------------------------------------------------- */

static void
fill (guint8  *data,
      gsize    size,
      guint64  from)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (from + i) % PERIOD;
}

/* Sends until nothing more is taken, and the engine holds back as well. */
static guint64
send_without_reading (Echo *echo)
{
  static guint8 data[65536];
  guint64 sent = 0;
  gint64 deadline = g_get_monotonic_time () + TEST_DEADLINE;

  for (;;)
    {
      gssize n;

      fill (data, sizeof data, sent);
      n = send (echo->fd, data, sizeof data, MSG_DONTWAIT);
      if (n > 0)
        sent += n;
      else if (sockeye_socket_get_queued (echo->peer) > 0)
        break;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
  return sent;
}

static void
read_back (Echo    *echo,
           guint64  size)
{
  static guint8 data[65536], wanted[65536];

  for (guint64 got = 0; got < size;)
    {
      gssize n = recv (echo->fd, data, sizeof data, 0);

      g_assert_cmpint (n, >, 0);
      fill (wanted, n, got);
      g_assert_cmpmem (data, n, wanted, n);
      got += n;
    }
}

static void
test_echo_peer_does_not_read (void)
{
  Echo echo;
  guint64 sent;
  char byte;

  echo_init (&echo);
  sent = send_without_reading (&echo);
  g_assert_cmpuint (sockeye_socket_get_queued (echo.peer), <=, 65536);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_pending (echo.session)), ==, 1);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (echo.peer), <, sent);

  g_assert_cmpint (shutdown (echo.fd, SHUT_WR), ==, 0);
  read_back (&echo, sent);
  g_assert_cmpint (recv (echo.fd, &byte, 1, 0), ==, 0);
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_out (echo.peer) == sent);
  g_assert_cmpuint (sockeye_socket_get_queued (echo.peer), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_pending (echo.session)), ==, 0);
  echo_clear (&echo);
}

/* What waits can be cancelled, as any call; then it receives again. */
static void
test_echo_cancel (void)
{
  Echo echo;
  GListModel *pending;
  guint64 in;

  echo_init (&echo);
  send_without_reading (&echo);
  pending = sockeye_session_list_pending (echo.session);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
  in = sockeye_socket_get_bytes_in (echo.peer);
  while (sockeye_socket_get_bytes_in (echo.peer) == in)
    {
      g_autoptr (SockeyePending) call = g_list_model_get_item (pending, 0);

      if (call != NULL)
        sockeye_session_cancel (echo.session, call);
      sockeye_session_settle (echo.session, G_USEC_PER_SEC);
    }
  test_call_ok (echo.session, sockeye_call_new_close (sockeye_socket_get_id (echo.peer), TRUE));
  echo_clear (&echo);
}

/* --- between two of our own ----------------------------------------------------------- */

/* Goes on until the user closes one, and the session answers meanwhile. */
static void
test_echo_loop (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  guint64 out;

  set_echo (session, listener);
  set_echo (session, client);
  test_call_ok (session, test_connect_call (client, port));
  test_call_ok (session, test_send_call (client, "ball"));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (client) > 400);
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (client), FALSE));
  TEST_WAIT_UNTIL (sockeye_socket_get_read_end (test_first_peer (listener)) != SOCKEYE_READ_OPEN
                   || sockeye_socket_get_last_error (test_first_peer (listener)) != 0);
  test_call_ok (session, sockeye_call_new_gethostname ());
  out = sockeye_session_get_bytes_out (session);
  test_call_ok (session, sockeye_call_new_gethostname ());
  g_assert_cmpuint (sockeye_session_get_bytes_out (session), ==, out);
  test_session_free (g_steal_pointer (&session));
}

/* --- datagrams ------------------------------------------------------------------------ */

static int
plain_datagrams (void)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

/* Each to its sender, also where several came at once. */
static void
test_echo_datagrams (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  struct sockaddr_in to = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fds[2] = { plain_datagrams (), plain_datagrams () };

  set_echo (session, socket);
  to.sin_port = htons (test_bind (session, socket));
  for (int i = 0; i < 20; i++)
    {
      char byte = i;

      g_assert_cmpint (sendto (fds[i % 2], &byte, 1, 0, (struct sockaddr *) &to, sizeof to), ==, 1);
    }
  for (int i = 0; i < 20; i++)
    {
      char data[8];

      g_assert_cmpint (recv (fds[i % 2], data, sizeof data, 0), ==, 1);
      g_assert_cmpint (data[0], ==, i);
    }
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_SENDTO, SOCKEYE_KIND_SEND) == 20);
  close (fds[0]);
  close (fds[1]);
  test_session_free (g_steal_pointer (&session));
}

/* With a fixed peer, and a message that is empty. */
static void
test_echo_datagram_connected (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  struct sockaddr_in to;
  socklen_t length = sizeof to;
  int fd = plain_datagrams ();
  char data[8];

  getsockname (fd, (struct sockaddr *) &to, &length);
  test_bind (session, socket);
  set_echo (session, socket);
  test_call_ok (session, test_connect_call (socket, ntohs (to.sin_port)));
  to.sin_port = htons (sockeye_address_get_port (sockeye_socket_get_local (socket)));
  g_assert_cmpint (sendto (fd, "", 0, 0, (struct sockaddr *) &to, sizeof to), ==, 0);
  g_assert_cmpint (recv (fd, data, sizeof data, 0), ==, 0);
  check_answer (session, SOCKEYE_VERB_SEND, SOCKEYE_VERB_RECV, "");
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* Who has no address cannot be answered: the kernel says so. */
static void
test_echo_nobody (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeAddress) autobind = test_address (AF_UNIX, "", 0, SOCKEYE_USE_BIND);
  SockeyeSocket *receiver = test_socket (session, AF_UNIX, SOCK_DGRAM, TRUE);
  g_autoptr (SockeyeEvent) event = NULL;
  const struct sockaddr *name;
  socklen_t length;
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  set_echo (session, receiver);
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), autobind));
  name = sockeye_address_get_sockaddr (sockeye_socket_get_local (receiver), &length);
  g_assert_cmpint (sendto (fd, "one", 3, 0, name, length), ==, 3);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_SEND, SOCKEYE_KIND_ERROR) == 1);
  event = test_last_row (session);
  g_assert_cmpint (sockeye_event_get_errno (event), ==, ENOTCONN);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* The queue of a UNIX receiver that does not read is full after some messages. */
static void
test_echo_datagrams_not_read (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeAddress) autobind = test_address (AF_UNIX, "", 0, SOCKEYE_USE_BIND);
  SockeyeSocket *receiver = test_socket (session, AF_UNIX, SOCK_DGRAM, TRUE);
  struct sockaddr_un own = { .sun_family = AF_UNIX };
  const struct sockaddr *name;
  socklen_t length;
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  guint sent = 0;
  guint8 data[4];

  g_assert_cmpint (bind (fd, (struct sockaddr *) &own, sizeof (sa_family_t)), ==, 0);
  set_echo (session, receiver);
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), autobind));
  name = sockeye_address_get_sockaddr (sockeye_socket_get_local (receiver), &length);
  while (sockeye_socket_get_queued (receiver) == 0)
    {
      if (sendto (fd, &sent, sizeof sent, MSG_DONTWAIT, name, length) == sizeof sent)
        sent++;
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (sockeye_socket_get_queued (receiver), <=, 64 * sizeof sent);
  for (guint i = 0; i < sent; i++)
    {
      g_assert_cmpint (recv (fd, data, sizeof data, 0), ==, sizeof data);
      g_assert_cmpmem (data, sizeof data, &i, sizeof i);
    }
  TEST_WAIT_UNTIL (sockeye_socket_get_queued (receiver) == 0);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* Where what comes is not somebody's. */
static void
test_echo_cannot (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();

  g_assert_false (sockeye_socket_can_echo (test_socket (session, AF_NETLINK, SOCK_RAW, TRUE)));
  g_assert_false (sockeye_socket_can_echo (test_socket (session, AF_NETLINK, SOCK_DGRAM, TRUE)));
  g_assert_true (sockeye_socket_can_echo (test_socket (session, AF_UNIX, SOCK_SEQPACKET, TRUE)));
  test_session_free (g_steal_pointer (&session));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/echo/stream", test_echo_stream);
  g_test_add_func ("/sockeye/echo/end", test_echo_end);
  g_test_add_func ("/sockeye/echo/by-hand", test_echo_by_hand);
  g_test_add_func ("/sockeye/echo/peer-does-not-read", test_echo_peer_does_not_read);
  g_test_add_func ("/sockeye/echo/cancel", test_echo_cancel);
  g_test_add_func ("/sockeye/echo/loop", test_echo_loop);
  g_test_add_func ("/sockeye/echo/datagrams", test_echo_datagrams);
  g_test_add_func ("/sockeye/echo/datagram-connected", test_echo_datagram_connected);
  g_test_add_func ("/sockeye/echo/nobody", test_echo_nobody);
  g_test_add_func ("/sockeye/echo/datagrams-not-read", test_echo_datagrams_not_read);
  g_test_add_func ("/sockeye/echo/cannot", test_echo_cannot);
  return g_test_run ();
}
