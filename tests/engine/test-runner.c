/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The examples use port 12345 as the cheat sheet does: where another program
 * holds it, these tests are skipped. Meson runs them alone. */

#include "config.h"

#include "session-util.h"
#include "session/sockeye-runner.h"

#include <errno.h>
#include <unistd.h>

#define EXAMPLE_PORT 12345

static gboolean
port_is_free (void)
{
  struct sockaddr_in name = {
    .sin_family = AF_INET,
    .sin_port = htons (EXAMPLE_PORT),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int one = 1;
  gboolean taken;

  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  taken = bind (fd, (struct sockaddr *) &name, sizeof name) != 0;
  close (fd);
  if (taken)
    g_test_skip ("port 12345 is taken by another program");
  return !taken;
}

static char *
rows_text (SockeyeSession *session)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);
      g_autofree char *text = sockeye_event_dup_call_text (event, 0);

      g_string_append_printf (string, "%s\n", text);
    }
  return g_string_free (string, FALSE);
}

static void
finished_cb (SockeyeRunner *runner,
             gboolean       ok,
             int           *finished)
{
  *finished = ok ? 1 : 0;
}

static void
flag_cb (SockeyeRunner *runner,
         gboolean      *flag)
{
  *flag = TRUE;
}

static void
test_runner_both (void)
{
  g_autoptr (SockeyeSession) session = NULL;
  g_autoptr (SockeyeRunner) server = NULL;
  g_autoptr (SockeyeRunner) client = NULL;
  g_autofree char *rows = NULL;
  int server_finished = -1, client_finished = -1;
  gboolean served = FALSE;
  SockeyeSocketId first = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED);

  if (!port_is_free ())
    return;
  session = sockeye_session_new ();
  sockeye_runner_start_both (session, &server, &client);
  g_signal_connect (server, "finished", G_CALLBACK (finished_cb), &server_finished);
  g_signal_connect (server, "served", G_CALLBACK (flag_cb), &served);
  g_signal_connect (client, "finished", G_CALLBACK (finished_cb), &client_finished);
  TEST_WAIT_UNTIL (client_finished != -1 && served);
  g_assert_cmpint (client_finished, ==, 1);
  g_assert_cmpint (server_finished, ==, -1);
  g_assert_cmpstr (sockeye_socket_get_remark (sockeye_session_get_socket (session, first)), ==,
                   "example: greets and closes");

  rows = rows_text (session);
  g_assert_nonnull (strstr (rows, "s1.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)\ns1.bind(('127.0.0.1', 12345))\ns1.listen(5)\n"));
  g_assert_nonnull (strstr (rows, "c3.send(b'Thank you for connecting')\n"));
  g_assert_nonnull (strstr (rows, "s2.recv(1024)\n"));

  /* Close stops the server: its accept() is cancelled. */
  TEST_WAIT_UNTIL (sockeye_socket_is_waiting (sockeye_session_get_socket (session, first), SOCKEYE_VERB_ACCEPT));
  test_call_ok (session, sockeye_call_new_close (first, FALSE));
  TEST_WAIT_UNTIL (server_finished != -1);
  g_assert_cmpint (server_finished, ==, 1);
  g_clear_object (&server);
  g_clear_object (&client);
  test_session_free (g_steal_pointer (&session));
}

static void
test_runner_client_alone (void)
{
  g_autoptr (SockeyeSession) session = NULL;
  g_autoptr (SockeyeRunner) client = NULL;
  g_autofree char *rows = NULL;
  int finished = -1;

  if (!port_is_free ())
    return;
  session = sockeye_session_new ();
  client = sockeye_runner_new (session, SOCKEYE_EXAMPLE_CLIENT);
  g_signal_connect (client, "finished", G_CALLBACK (finished_cb), &finished);
  sockeye_runner_start (client);
  TEST_WAIT_UNTIL (finished != -1);
  g_assert_cmpint (finished, ==, 0);
  sockeye_session_settle (session, TEST_DEADLINE);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE) == 2);
  rows = rows_text (session);
  g_assert_nonnull (strstr (rows, "start Simple server first"));
  g_clear_object (&client);
  test_session_free (g_steal_pointer (&session));
}

static void
test_runner_second_server (void)
{
  g_autoptr (SockeyeSession) session = NULL;
  g_autoptr (SockeyeRunner) first = NULL;
  g_autoptr (SockeyeRunner) second = NULL;
  g_autofree char *rows = NULL;
  gboolean listening = FALSE;
  int finished = -1;

  if (!port_is_free ())
    return;
  session = sockeye_session_new ();
  first = sockeye_runner_new (session, SOCKEYE_EXAMPLE_SERVER);
  g_signal_connect (first, "listening", G_CALLBACK (flag_cb), &listening);
  sockeye_runner_start (first);
  TEST_WAIT_UNTIL (listening);
  second = sockeye_runner_new (session, SOCKEYE_EXAMPLE_SERVER);
  g_signal_connect (second, "finished", G_CALLBACK (finished_cb), &finished);
  sockeye_runner_start (second);
  TEST_WAIT_UNTIL (finished != -1);
  g_assert_cmpint (finished, ==, 0);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_BIND, SOCKEYE_KIND_ERROR), ==, 1);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE) == 3);
  rows = rows_text (session);
  g_assert_nonnull (strstr (rows, "s1 of this window holds it."));
  g_clear_object (&first);
  g_clear_object (&second);
  test_session_free (g_steal_pointer (&session));
}

/* A window keeps no reference: the programs end and go by themselves. */
static void
test_runner_unowned (void)
{
  g_autoptr (SockeyeSession) session = NULL;

  if (!port_is_free ())
    return;
  session = sockeye_session_new ();
  sockeye_runner_start_both (session, NULL, NULL);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_CLOSE, SOCKEYE_KIND_CALL) == 2);
  sockeye_runner_start_both (session, NULL, NULL);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_BIND, SOCKEYE_KIND_ERROR) == 1);
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/runner/both", test_runner_both);
  g_test_add_func ("/sockeye/runner/client-alone", test_runner_client_alone);
  g_test_add_func ("/sockeye/runner/second-server", test_runner_second_server);
  g_test_add_func ("/sockeye/runner/unowned", test_runner_unowned);

  return g_test_run ();
}
