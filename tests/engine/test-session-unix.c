/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Sockets of AF_UNIX: their paths, names, and messages. */

#include "config.h"

#include "session-util.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void
test_session_unix_path (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("sockeye-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.sock", NULL);
  SockeyeSocket *listener = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  SockeyeSocket *client = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  SockeyeSocket *second = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, path, NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) last = NULL;

  test_call_fails (session, sockeye_call_new_connect (sockeye_socket_get_id (client), address), ENOENT);
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (listener), address));
  test_call_fails (session, sockeye_call_new_bind (sockeye_socket_get_id (second), address), EADDRINUSE);
  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  test_call_ok (session, sockeye_call_new_connect (sockeye_socket_get_id (client), address));
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  test_call_ok (session, test_send_call (client, "local"));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (test_first_peer (listener)) == 5);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (listener), FALSE));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  last = test_last_row (session);
  g_assert_cmpint (sockeye_event_get_news (last), ==, SOCKEYE_NEWS_UNLINKED);
  test_session_free (g_steal_pointer (&session));
  g_rmdir (folder);
}

/* A file that no socket holds is not said to be held by a program. */
static void
test_session_unix_file (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("sockeye-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  SockeyeSocket *socket = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, path, NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "precious", -1, NULL));
  event = test_call (session, sockeye_call_new_bind (sockeye_socket_get_id (socket), address));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, EADDRINUSE);
  sockeye_session_explain_async (session, event, NULL, test_explained_cb, &text);
  TEST_WAIT_UNTIL (text != NULL);
  g_assert_true (g_str_has_prefix (text, "A file exists at that path."));
  test_session_free (g_steal_pointer (&session));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

/* An abstract name is no file, and is not said to be one. */
static void
test_session_unix_abstract (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autofree char *name = g_strdup_printf ("@sockeye-test-%d", getpid ());
  SockeyeSocket *first = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  SockeyeSocket *second = test_socket (session, AF_UNIX, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (first), address));
  event = test_call (session, sockeye_call_new_bind (sockeye_socket_get_id (second), address));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, EADDRINUSE);
  text = sockeye_session_explain (session, event);
  g_assert_true (g_str_has_prefix (text, "s1 of this window holds it. Choose another name"));
  test_session_free (g_steal_pointer (&session));
}

/* A file that took our path's place is not ours to remove. */
static void
test_session_unix_foreign_path (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autofree char *folder = g_dir_make_tmp ("sockeye-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.sock", NULL);
  SockeyeSocket *socket = test_socket (session, AF_UNIX, SOCK_DGRAM, TRUE);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, path, NULL, SOCKEYE_USE_BIND, NULL);

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (socket), address));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (path, "precious", -1, NULL));
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (socket), FALSE));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
  test_session_free (g_steal_pointer (&session));
}

static void
test_session_seqpacket (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_UNIX, SOCK_SEQPACKET, TRUE);
  SockeyeSocket *client = test_socket (session, AF_UNIX, SOCK_SEQPACKET, TRUE);
  g_autoptr (SockeyeAddress) autobind = sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  SockeyeSocket *peer;

  g_assert_nonnull (autobind);
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (listener), autobind));
  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  test_call_ok (session, sockeye_call_new_connect (sockeye_socket_get_id (client), sockeye_socket_get_local (listener)));
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_socket_list_peers (listener)) == 1);
  peer = test_first_peer (listener);

  /* An empty message is not the end of the stream. */
  test_call_ok (session, sockeye_call_new_send (sockeye_socket_get_id (client), empty, 0));
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV) == 1);
  g_assert_cmpint (sockeye_socket_get_badge (peer), ==, SOCKEYE_BADGE_CONNECTED);
  test_call_ok (session, test_send_call (client, "two"));
  TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (peer) == 3);
  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (client), FALSE));
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (peer) == SOCKEYE_BADGE_PEER_CLOSED);
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/session/unix-path", test_session_unix_path);
  g_test_add_func ("/sockeye/session/unix-file", test_session_unix_file);
  g_test_add_func ("/sockeye/session/unix-abstract", test_session_unix_abstract);
  g_test_add_func ("/sockeye/session/unix-foreign-path", test_session_unix_foreign_path);
  g_test_add_func ("/sockeye/session/seqpacket", test_session_seqpacket);

  return g_test_run ();
}
