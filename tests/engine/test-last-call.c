/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The last call of a socket outlives what the journal keeps around it. */

#include "config.h"

#include "session-util.h"

#include <unistd.h>

#define SIZE 60000

static void
send_datagram (int   fd,
               guint port,
               gsize size)
{
  g_autofree guint8 *data = g_malloc0 (size);
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };

  g_assert_cmpint (sendto (fd, data, size, 0, (struct sockaddr *) &address, sizeof address), ==,
                   (gssize) size);
}

/* Of the last rows, with how many of them the payload is still kept. */
static guint
count_kept (SockeyeSession *session,
            guint           n)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  guint n_items = g_list_model_get_n_items (journal);
  guint n_kept = 0;

  for (guint i = n_items - n; i < n_items; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

      n_kept += payload != NULL;
    }
  return n_kept;
}

/* Each of many sockets received last at another time: what lay around that goes,
 * and leaves its room to what comes. */
static void
test_last_call_bound (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *sink = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  guint port = test_bind (session, sink);
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  sockeye_journal_set_max_bytes (sockeye_session_get_journal (session), 1 << 20);
  for (guint i = 0; i < 12; i++)
    {
      SockeyeSocket *idle = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);

      send_datagram (fd, test_bind (session, idle), 100);
      TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (idle) == 100);
      for (guint j = 1; j <= 6; j++)
        {
          send_datagram (fd, port, SIZE);
          TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (sink) == (guint64) SIZE * (6 * i + j));
        }
      g_assert_cmpint (sockeye_event_get_verb (sockeye_socket_get_last_call (idle)), ==,
                       SOCKEYE_VERB_RECVFROM);
    }
  g_assert_cmpuint (count_kept (session, 6), ==, 6);
  close (fd);
  test_session_free (g_steal_pointer (&session));
}

/* It says what it said, also where the row is long gone. */
static void
test_last_call_text (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeEvent *last;
  g_autofree char *connect = NULL;
  g_autofree char *expected = g_strdup_printf ("s2.connect(('127.0.0.1', %u))", port);
  g_autofree char *sent = NULL;

  test_call_ok (session, test_connect_call (client, port));
  connect = sockeye_event_dup_call_text (sockeye_socket_get_last_call (client), 0);
  g_assert_cmpstr (connect, ==, expected);
  test_call_ok (session, test_send_call (client, "hello"));
  sockeye_journal_clear (sockeye_session_get_journal (session));
  sockeye_session_note (session, 0, "a note");
  TEST_WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (sockeye_session_get_journal (session)))
                   > 0);
  sockeye_journal_clear (sockeye_session_get_journal (session));

  last = sockeye_socket_get_last_call (client);
  sent = sockeye_event_dup_call_text (last, 0);
  g_assert_cmpstr (sent, ==, "s2.send(b'hello')");
  g_assert_cmpint (sockeye_event_get_bytes (last), ==, 5);
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/last-call/bound", test_last_call_bound);
  g_test_add_func ("/sockeye/last-call/text", test_last_call_text);
  return g_test_run ();
}
