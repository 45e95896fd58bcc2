/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* close() with SO_LINGER and a time waits in the kernel: only that call does,
 * and nothing else of the session. */

#include "config.h"

#include "session-util.h"

#include <unistd.h>

/* Longer than the test may take: the peer ends the wait. */
#define LINGER_SECONDS 300

typedef struct
{
  SockeyeSession  *session;
  SockeyeSocketId  id;
  int              peer;
} Lingering;

static int
linger_listen (struct sockaddr_in *address)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  socklen_t length = sizeof *address;

  memset (address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) address, sizeof *address), ==, 0);
  g_assert_cmpint (listen (fd, 1), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) address, &length), ==, 0);
  return fd;
}

/* A connection that has sent more than its peer will take, and lingers. */
static void
lingering_init (Lingering *self)
{
  struct sockaddr_in address;
  int listener = linger_listen (&address);
  g_autoptr (SockeyeAddress) to =
    sockeye_address_new ((struct sockaddr *) &address, sizeof address, NULL);
  g_autofree guint8 *data = g_malloc0 (8 << 20);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), 8 << 20);

  self->session = sockeye_session_new ();
  self->id = sockeye_socket_get_id (test_socket (self->session, AF_INET, SOCK_STREAM, FALSE));
  test_call_ok (self->session, sockeye_call_new_connect (self->id, to));
  self->peer = accept (listener, NULL, NULL);
  g_assert_cmpint (self->peer, >=, 0);
  close (listener);
  test_call_ok (self->session, sockeye_call_new_send (self->id, bytes, 0));
  test_call_ok (self->session, sockeye_call_new_linger (self->id, TRUE, LINGER_SECONDS));
}

static void
test_linger_waits (void)
{
  Lingering self;
  TestResult closed = { 0 };
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (SockeyeCall) again = NULL;
  TestResult refused = { 0 };

  lingering_init (&self);
  call = sockeye_call_new_close (self.id, TRUE);
  sockeye_session_call_async (self.session, call, NULL, test_called_cb, &closed);

  /* The rest of the session goes on meanwhile. */
  test_call_ok (self.session, sockeye_call_new_gethostname ());
  g_assert_false (closed.done);
  g_assert_false (sockeye_socket_is_closed (sockeye_session_get_socket (self.session, self.id)));

  /* It is too late for any other call. */
  again = sockeye_call_new_close (self.id, TRUE);
  sockeye_session_call_async (self.session, again, NULL, test_called_cb, &refused);
  TEST_WAIT_UNTIL (refused.done);
  g_assert_error (refused.error, SOCKEYE_ERROR, SOCKEYE_ERROR_BUSY);
  g_assert_false (closed.done);

  /* Closed with bytes unread, the peer sends RST: there is nothing to wait for. */
  close (self.peer);
  TEST_WAIT_UNTIL (closed.done);
  g_assert_no_error (closed.error);
  g_assert_false (sockeye_event_is_error (closed.event));
  TEST_WAIT_UNTIL (sockeye_socket_is_closed (sockeye_session_get_socket (self.session, self.id)));

  test_result_clear (&closed);
  test_result_clear (&refused);
  g_assert_finalize_object (self.session);
}

/* The session ends without waiting, whether close() was called or not. */
static void
test_linger_dispose (gconstpointer data)
{
  Lingering self;
  TestResult closed = { 0 };
  g_autoptr (SockeyeCall) call = NULL;

  lingering_init (&self);
  call = sockeye_call_new_close (self.id, TRUE);
  if (GPOINTER_TO_INT (data))
    {
      sockeye_session_call_async (self.session, call, NULL, test_called_cb, &closed);
      test_call_ok (self.session, sockeye_call_new_gethostname ());
    }
  g_object_run_dispose (G_OBJECT (self.session));
  if (GPOINTER_TO_INT (data))
    {
      TEST_WAIT_UNTIL (closed.done);
      g_assert_nonnull (closed.error);
    }
  test_result_clear (&closed);
  close (self.peer);
  g_assert_finalize_object (self.session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/linger/waits", test_linger_waits);
  g_test_add_data_func ("/sockeye/linger/dispose/open", GINT_TO_POINTER (FALSE),
                        test_linger_dispose);
  g_test_add_data_func ("/sockeye/linger/dispose/closing", GINT_TO_POINTER (TRUE),
                        test_linger_dispose);
  return g_test_run ();
}
