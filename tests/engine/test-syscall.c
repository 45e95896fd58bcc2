/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Errors that the kernel will not give on demand, injected at the seam of
 * system calls: this program defines the calls, and each goes on to the C
 * library unless the test has set an error. */

#include "config.h"

#include "session-util.h"
#include "reactor/sockeye-syscall-private.h"

#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

typedef struct
{
  int error;   /* errno to give, 0: none */
  int n_times; /* this often, then go on; -1: for ever */
  int n_calls; /* calls seen, atomic */
} Injection;

static Injection inject_accept;
static Injection inject_send;
static Injection inject_recv;
static Injection inject_bind;
static Injection inject_connect;

static void
injection_set (Injection *injection,
               int        error,
               int        n_times)
{
  g_atomic_int_set (&injection->n_calls, 0);
  g_atomic_int_set (&injection->n_times, n_times);
  g_atomic_int_set (&injection->error, error);
}

static gboolean
injection_fails (Injection *injection)
{
  int error = g_atomic_int_get (&injection->error);

  g_atomic_int_inc (&injection->n_calls);
  if (error == 0 || g_atomic_int_get (&injection->n_times) == 0)
    return FALSE;
  if (g_atomic_int_get (&injection->n_times) > 0)
    g_atomic_int_add (&injection->n_times, -1);
  errno = error;
  return TRUE;
}

#define FORWARD(name, ...)                                  \
  G_STMT_START                                              \
  {                                                         \
    static __typeof__ (&name) real_;                        \
    if (real_ == NULL)                                      \
      real_ = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name); \
    return real_ (__VA_ARGS__);                             \
  }                                                         \
  G_STMT_END

int
accept4 (int fd, struct sockaddr *address, socklen_t *length, int flags)
{
  if (injection_fails (&inject_accept))
    return -1;
  FORWARD (accept4, fd, address, length, flags);
}

ssize_t
sendmsg (int fd, const struct msghdr *message, int flags)
{
  if (injection_fails (&inject_send))
    return -1;
  FORWARD (sendmsg, fd, message, flags);
}

ssize_t
recvmsg (int fd, struct msghdr *message, int flags)
{
  if (injection_fails (&inject_recv))
    return -1;
  FORWARD (recvmsg, fd, message, flags);
}

int
bind (int fd, const struct sockaddr *address, socklen_t length)
{
  if (injection_fails (&inject_bind))
    return -1;
  FORWARD (bind, fd, address, length);
}

int
connect (int fd, const struct sockaddr *address, socklen_t length)
{
  if (address->sa_family == AF_INET && injection_fails (&inject_connect))
    return -1;
  FORWARD (connect, fd, address, length);
}

/* Out of descriptors: one row, no spin, and accepting goes on by itself. */
static void
test_syscall_emfile (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  gint64 start;
  int fd;

  injection_set (&inject_accept, EMFILE, -1);
  fd = test_plain_connect (port);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ERROR) == 1);
  /* Some retries pass; at four a second a spin would show at once. */
  start = g_get_monotonic_time ();
  TEST_WAIT_UNTIL (g_atomic_int_get (&inject_accept.n_calls) >= 3);
  g_assert_cmpint (g_get_monotonic_time () - start, >, 200000);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ERROR), ==, 1);

  injection_set (&inject_accept, 0, 0);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ACCEPT), ==, 1);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* A descriptor freed in this session is used at once, without the retry. */
static void
test_syscall_emfile_freed (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  SockeyeSocket *spare = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  int fd;

  injection_set (&inject_accept, EMFILE, 1);
  fd = test_plain_connect (port);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ERROR) == 1);
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (spare), FALSE));
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* By hand the error is the answer. */
static void
test_syscall_accept_by_hand (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);

  test_listen (session, listener, 5);
  injection_set (&inject_accept, EMFILE, 1);
  test_call_fails (session, sockeye_call_new_accept (sockeye_socket_get_id (listener)), EMFILE);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_pending (session)), ==, 0);
  injection_set (&inject_accept, 0, 0);
  test_session_free (g_steal_pointer (&session));
}

static void
test_syscall_bind_errors (void)
{
  static const int errors[] = { EACCES, EADDRNOTAVAIL, EINVAL, ENOMEM };
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, "127.0.0.1", 0, SOCKEYE_USE_BIND);

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      injection_set (&inject_bind, errors[i], 1);
      test_call_fails (session, sockeye_call_new_bind (sockeye_socket_get_id (socket), address), errors[i]);
      g_assert_cmpint (sockeye_socket_get_badge (socket), ==, SOCKEYE_BADGE_CREATED);
    }
  injection_set (&inject_bind, 0, 0);
  test_bind (session, socket);
  g_assert_cmpint (sockeye_socket_get_badge (socket), ==, SOCKEYE_BADGE_BOUND);
  test_session_free (g_steal_pointer (&session));
}

static void
test_syscall_connect_errors (void)
{
  static const int errors[] = { ENETUNREACH, EHOSTUNREACH, ETIMEDOUT, EADDRNOTAVAIL };
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      injection_set (&inject_connect, errors[i], 1);
      test_call_fails (session, test_connect_call (client, port), errors[i]);
    }
  injection_set (&inject_connect, 0, 0);
  test_call_ok (session, test_connect_call (client, port));
  test_session_free (g_steal_pointer (&session));
}

/* The peer resets while we send: EPIPE or ECONNRESET, told as RESET. */
static void
test_syscall_reset_in_send (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, FALSE);

  test_call_ok (session, test_connect_call (client, port));
  injection_set (&inject_send, ECONNRESET, 1);
  test_call_fails (session, test_send_call (client, "x"), ECONNRESET);
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_RESET);
  injection_set (&inject_send, 0, 0);
  test_session_free (g_steal_pointer (&session));
}

/* An interrupted or would-block receive is no row; a hard error is one row and
 * not the beginning of a storm. */
static void
test_syscall_receive_error (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  int fd = test_plain_connect (port);
  g_autoptr (SockeyeSocket) peer = NULL;

  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 0);
  injection_set (&inject_recv, EINTR, 1);
  g_assert_cmpint (send (fd, "one", 3, 0), ==, 3);
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (peer) == 3);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_ERROR), ==, 0);

  injection_set (&inject_recv, EIO, -1);
  g_assert_cmpint (send (fd, "two", 3, 0), ==, 3);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_ERROR) >= 1);
  test_call_ok (session, sockeye_call_new_gethostname ());
  test_call_ok (session, sockeye_call_new_gethostname ());
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_ERROR), <=, 2);
  injection_set (&inject_recv, 0, 0);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* The same on a socket without a connection, where no error is the last: it
 * goes on after the next call of the user. */
static void
test_syscall_receive_error_message (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeAddress) autobind = test_address (AF_UNIX, "", 0, SOCKEYE_USE_BIND);
  SockeyeSocket *automatic = test_socket (session, AF_UNIX, SOCK_DGRAM, TRUE);
  SockeyeSocketId id = sockeye_socket_get_id (automatic);
  const struct sockaddr *name;
  socklen_t length;
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  test_call_ok (session, sockeye_call_new_bind (id, autobind));
  name = sockeye_address_get_sockaddr (sockeye_socket_get_local (automatic), &length);
  injection_set (&inject_recv, EINVAL, -1);
  g_assert_cmpint (sendto (fd, "one", 3, 0, name, length), ==, 3);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_ERROR) >= 1);
  test_call_ok (session, sockeye_call_new_gethostname ());
  test_call_ok (session, sockeye_call_new_gethostname ());
  g_assert_cmpint (g_atomic_int_get (&inject_recv.n_calls), ==, 1);

  injection_set (&inject_recv, 0, 0);
  test_call_ok (session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_REUSEADDR, 1));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (automatic) == 3);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_ERROR), ==, 1);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* An error that the socket has and no call takes away: Automatic tries once, and
 * waits for something new. */
static void
test_syscall_error_stays (void)
{
  const struct linger linger = { 1, 0 };
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  int fd = test_plain_connect (port);
  gint64 end;

  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  injection_set (&inject_recv, EAGAIN, -1);
  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (fd);
  TEST_WAIT_UNTIL (g_atomic_int_get (&inject_recv.n_calls) > 0);
  end = g_get_monotonic_time () + 100000;
  TEST_WAIT_UNTIL (g_get_monotonic_time () > end);
  g_assert_cmpint (g_atomic_int_get (&inject_recv.n_calls), <, 20);
  injection_set (&inject_recv, 0, 0);
  test_session_free (g_steal_pointer (&session));
}

/* A listener whose O_NONBLOCK is not ours to set, and nobody connects: the call
 * comes back by itself, and without harm to the next one. */
static void
test_syscall_accept_soon (void)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = { 0 };
  socklen_t length = sizeof address;
  gint64 before = g_get_monotonic_time ();

  g_assert_cmpint (listen (fd, 1), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      SockeyeOutcome outcome;

      outcome = _sockeye_syscall_accept_soon (fd, (struct sockaddr *) &address, &length);
      g_assert_cmpint (outcome.result, ==, -1);
      g_assert_cmpint (outcome.error, ==, EINTR);
    }
  g_assert_cmpint (g_get_monotonic_time () - before, <, TEST_DEADLINE);
  close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/syscall/emfile", test_syscall_emfile);
  g_test_add_func ("/sockeye/syscall/emfile-freed", test_syscall_emfile_freed);
  g_test_add_func ("/sockeye/syscall/accept-by-hand", test_syscall_accept_by_hand);
  g_test_add_func ("/sockeye/syscall/bind-errors", test_syscall_bind_errors);
  g_test_add_func ("/sockeye/syscall/connect-errors", test_syscall_connect_errors);
  g_test_add_func ("/sockeye/syscall/reset-in-send", test_syscall_reset_in_send);
  g_test_add_func ("/sockeye/syscall/receive-error", test_syscall_receive_error);
  g_test_add_func ("/sockeye/syscall/receive-error-message", test_syscall_receive_error_message);
  g_test_add_func ("/sockeye/syscall/error-stays", test_syscall_error_stays);
  g_test_add_func ("/sockeye/syscall/accept-soon", test_syscall_accept_soon);
  return g_test_run ();
}
