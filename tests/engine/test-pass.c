/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Sockets passed on over a UNIX connection. The peers use plain system calls. */

#include "config.h"

#include "control-util.h"

#include "explain/sockeye-story.h"

static void
test_pass (gconstpointer data)
{
  int type = GPOINTER_TO_INT (data);
  _Alignas (struct cmsghdr) char room[256];
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *names = NULL;
  g_autofree char *python = NULL;
  struct sockaddr_in address = { 0 };
  socklen_t length = sizeof address;
  SockeyeSocket *listener, *udp;
  struct cmsghdr *message;
  guint port;
  char text[16];
  int fds[2];
  Pair pair;

  pair_init (&pair, type, FALSE);
  listener = test_socket (pair.session, AF_INET, SOCK_STREAM, FALSE);
  port = test_listen (pair.session, listener, 5);
  udp = test_socket (pair.session, AF_INET, SOCK_DGRAM, FALSE);
  names = g_strdup_printf ("%s, %s", sockeye_socket_get_name (listener), sockeye_socket_get_name (udp));
  event = test_call (pair.session, sendmsg_call (pair.id, "take",
                                                 typed_control ("rights", names, "", ""), NULL));
  g_assert_false (sockeye_event_is_error (event));
  g_assert_cmpint (sockeye_event_get_kind (event), ==, SOCKEYE_KIND_SEND);
  g_assert_cmpint (sockeye_event_get_bytes (event), ==, 4);
  python = g_strdup_printf ("%s.sendmsg([b'take'], [(SOL_SOCKET, SCM_RIGHTS, "
                            "pack('2i', %s.fileno(), %s.fileno()))])",
                            sockeye_socket_get_name (pair.socket), sockeye_socket_get_name (listener),
                            sockeye_socket_get_name (udp));
  assert_text (sockeye_event_dup_call_text (event, 0), python);
  assert_has (sockeye_event_dup_code (event), "from struct import pack\n");
  assert_has (sockeye_session_dup_story (pair.session, event), "descriptors of its own for 2 sockets");

  message = plain_receive (pair.fd, text, sizeof text, (struct cmsghdr *) room, sizeof room);
  g_assert_cmpstr (text, ==, "take");
  g_assert_nonnull (message);
  g_assert_cmpuint (message->cmsg_len, ==, CMSG_LEN (sizeof fds));
  memcpy (fds, CMSG_DATA (message), sizeof fds);
  g_assert_cmpint (getsockname (fds[0], (struct sockaddr *) &address, &length), ==, 0);
  g_assert_cmpuint (ntohs (address.sin_port), ==, port);
  close (fds[0]);
  close (fds[1]);
  pair_clear (&pair);
}

static void
check_refused (Pair        *pair,
               SockeyeCall *call,
               const char  *hint)
{
  TestResult result = { 0 };

  sockeye_session_call_async (pair->session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (result.done);
  g_assert_error (result.error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED);
  g_assert_nonnull (strstr (result.error->message, hint));
  test_result_clear (&result);
  sockeye_call_unref (call);
}

static void
test_pass_closed (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("\0\0\0\0", 4);
  g_autofree char *name = NULL;
  SockeyeSocket *udp;
  guint rows;
  Pair pair;

  pair_init (&pair, SOCK_STREAM, FALSE);
  udp = test_socket (pair.session, AF_INET, SOCK_DGRAM, FALSE);
  name = g_strdup (sockeye_socket_get_name (udp));
  test_call_ok (pair.session, sockeye_call_new_close (sockeye_socket_get_id (udp), FALSE));
  rows = test_count_rows (pair.session, SOCKEYE_VERB_SENDMSG, SOCKEYE_KIND_ERROR);
  check_refused (&pair, sendmsg_call (pair.id, "x", typed_control ("rights", name, "", ""), NULL), name);
  check_refused (&pair, sendmsg_call (pair.id, "x", typed_control ("rights", "s999", "", ""), NULL), "s999");
  /* Descriptors by number are none of the user's. */
  check_refused (&pair, sendmsg_call (pair.id, "x",
                                      sockeye_control_new (SOL_SOCKET, SCM_RIGHTS, bytes), NULL),
                 "SCM_RIGHTS");
  g_assert_cmpuint (test_count_rows (pair.session, SOCKEYE_VERB_SENDMSG, SOCKEYE_KIND_ERROR), ==, rows);
  pair_clear (&pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sockeye/pass/stream", GINT_TO_POINTER (SOCK_STREAM), test_pass);
  g_test_add_data_func ("/sockeye/pass/packet", GINT_TO_POINTER (SOCK_SEQPACKET), test_pass);
  g_test_add_func ("/sockeye/pass/closed", test_pass_closed);
  return g_test_run ();
}
