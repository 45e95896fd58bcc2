/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Who is at the other end: SCM_CREDENTIALS, SCM_PIDFD, SO_PEERCRED. */

#include "config.h"

#include "control-util.h"

#include "explain/sockeye-explain.h"

#include <errno.h>

static void
test_credentials_received (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *expected = NULL;
  Pair pair;

  pair_init (&pair, SOCK_DGRAM, FALSE);
  test_call_ok (pair.session, sockeye_call_new_setsockopt (pair.id, SOL_SOCKET, SO_PASSCRED, 1));
  g_assert_cmpint (send (pair.fd, "who", 3, 0), ==, 3);
  event = receive (pair.session, pair.id, 0);
  expected = g_strdup_printf ("SCM_CREDENTIALS: %d (test-credential), %u", getpid (), getuid ());
  assert_has (dup_controls (event), expected);
  pair_clear (&pair);
}

static void
test_credentials_sent (void)
{
  _Alignas (struct cmsghdr) char room[256];
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) wrong = NULL;
  struct cmsghdr *message;
  struct ucred who;
  const int on = 1;
  char text[16];
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  g_assert_cmpint (setsockopt (pair.fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof on), ==, 0);
  test_call_ok (pair.session, sendmsg_call (pair.id, "x", typed_control ("credentials", "", "", ""), NULL));
  message = plain_receive (pair.fd, text, sizeof text, (struct cmsghdr *) room, sizeof room);
  g_assert_nonnull (message);
  g_assert_cmpint (message->cmsg_type, ==, SCM_CREDENTIALS);
  memcpy (&who, CMSG_DATA (message), sizeof who);
  g_assert_cmpint (who.pid, ==, getpid ());
  g_assert_cmpuint (who.uid, ==, geteuid ());

  /* A process that is not there: the kernel says no, and the row why. */
  wrong = test_call (pair.session, sendmsg_call (pair.id, "x",
                                                 typed_control ("credentials", "2147483647", "", ""),
                                                 NULL));
  g_assert_true (sockeye_event_get_errno (wrong) == ESRCH || sockeye_event_get_errno (wrong) == EPERM);
  assert_has (sockeye_explain_event (wrong), "SCM_CREDENTIALS");
  pair_clear (&pair);
}

/* SO_PEERCRED, read when the connection began. */
static void
test_credentials_peer (void)
{
  const SockeyePeer *peer;
  SockeyeSocket *inet;
  Pair pair;

  pair_init (&pair, SOCK_SEQPACKET, FALSE);
  peer = sockeye_socket_get_peer_process (pair.socket);
  g_assert_nonnull (peer);
  g_assert_cmpint (peer->pid, ==, getpid ());
  g_assert_cmpuint (peer->uid, ==, geteuid ());
  g_assert_cmpuint (peer->gid, ==, getegid ());
  g_assert_cmpstr (peer->program, ==, "test-credential");
  inet = test_socket (pair.session, AF_INET, SOCK_DGRAM, FALSE);
  g_assert_null (sockeye_socket_get_peer_process (inet));
  pair_clear (&pair);
}

/* A descriptor of the sending process comes by itself: it must not stay open. */
static void
test_credentials_pidfd (void)
{
  const int passpidfd = 76; /* SO_PASSPIDFD, Linux 6.5 */
  guint before = count_descriptors ();
  g_autoptr (SockeyeEvent) option = NULL;
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  option = test_call (pair.session, sockeye_call_new_setsockopt (pair.id, SOL_SOCKET, passpidfd, 1));
  if (sockeye_event_is_error (option))
    {
      g_test_skip ("this kernel has no SO_PASSPIDFD");
    }
  else
    {
      g_autoptr (SockeyeEvent) event = NULL;
      g_autoptr (GPtrArray) passed = NULL;

      g_assert_cmpint (send (pair.fd, "who", 3, 0), ==, 3);
      event = receive (pair.session, pair.id, 0);
      assert_has (dup_controls (event), "SCM_PIDFD: ");
      passed = sockeye_event_dup_passed (event);
      g_assert_cmpuint (passed->len, ==, 1);
      g_assert_cmpuint (((SockeyePassed *) g_ptr_array_index (passed, 0))->id, ==, 0);
    }
  pair_clear (&pair);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/credentials/received", test_credentials_received);
  g_test_add_func ("/sockeye/credentials/sent", test_credentials_sent);
  g_test_add_func ("/sockeye/credentials/peer", test_credentials_peer);
  g_test_add_func ("/sockeye/credentials/pidfd", test_credentials_pidfd);
  return g_test_run ();
}
