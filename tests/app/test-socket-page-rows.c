/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <poll.h>
#include <sys/socket.h>

#include "details/sockeye-socket-page-private.h"
#include "test-app.h"

/* TCP_ESTABLISHED and TCP_LISTEN of netinet/tcp.h. */
#define ESTABLISHED 1
#define LISTEN 10

static const SockeyeFacts unknown = {
  .time = 1,
  .in_bytes = -1,
  .in_messages = -1,
  .out_bytes = -1,
  .out_unsent = -1,
  .at_mark = -1,
  .n_accept = -1,
  .max_accept = -1,
  .tcp_state = -1,
  .retransmits = -1,
  .total_retransmits = -1,
  .rtt = -1,
  .send_window = -1,
};

/* The row of this name that the page would show; NULL where it is left out. */
static const SockeyeSocketPageRow *
test_socket_page_find_row (SockeyeSocket      *socket,
                           const SockeyeFacts *facts,
                           const char         *name)
{
  guint n_rows;
  const SockeyeSocketPageRow *rows = _sockeye_socket_page_list_rows (&n_rows);
  gboolean found = FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *value = NULL;

      if (!g_str_equal (rows[i].name, name))
        continue;
      found = TRUE;
      value = _sockeye_socket_page_dup_value (&rows[i], socket, facts);
      if (value != NULL)
        return &rows[i];
    }
  g_assert_true (found);
  return NULL;
}

static char *
test_socket_page_dup_value (SockeyeSocket      *socket,
                            const SockeyeFacts *facts,
                            const char         *name)
{
  const SockeyeSocketPageRow *row = test_socket_page_find_row (socket, facts, name);

  return row != NULL ? _sockeye_socket_page_dup_value (row, socket, facts) : NULL;
}

#define assert_value(socket, facts, name, expected)                                      \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *said = test_socket_page_dup_value ((socket), (facts), (name));      \
    g_assert_cmpstr (said, ==, (expected));                                              \
  }                                                                                      \
  G_STMT_END

/* What the kernel does not tell is left out, and so is all before it is asked. */
static void
test_socket_page_unknown (void)
{
  static const char *const names[] = {
    "to be received", "not acknowledged", "of these not sent", "held for sending",
    "at the urgent mark", "wait for accept", "backlog", "dropped packets", "state", "sent again",
    "round trip", "congestion window", "receiving", "sending", "on its way out", "options",
  };
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);
  SockeyeFacts never = unknown;

  never.time = 0;
  never.lamps = POLLIN;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_value (socket, &unknown, names[i], NULL);
  assert_value (socket, &unknown, "remote", NULL);
  assert_value (socket, &unknown, "local", "none");
  assert_value (socket, &unknown, "received", "0 B");
  assert_value (socket, &unknown, "readable", "off");
  assert_value (socket, &never, "readable", NULL);
  assert_value (socket, &never, "local", "none");
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static void
test_socket_page_tcp (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);
  SockeyeFacts facts = unknown;

  facts.lamps = POLLIN | POLLERR;
  facts.in_bytes = 1;
  facts.out_bytes = 1234567;
  facts.out_unsent = 0;
  facts.at_mark = 1;
  facts.tcp_state = ESTABLISHED;
  facts.retransmits = 1;
  facts.total_retransmits = 3;
  facts.rtt = 80600;
  facts.send_window = 10;
  facts.has_memory = TRUE;
  facts.memory[SK_MEMINFO_RMEM_ALLOC] = 768;
  facts.memory[SK_MEMINFO_RCVBUF] = 212992;
  facts.memory[SK_MEMINFO_DROPS] = 2;
  assert_value (socket, &facts, "readable", "on");
  assert_value (socket, &facts, "writable", "off");
  assert_value (socket, &facts, "error", "on");
  assert_value (socket, &facts, "to be received", "1 B");
  assert_value (socket, &facts, "not acknowledged", "1,234,567 B");
  assert_value (socket, &facts, "of these not sent", "0 B");
  assert_value (socket, &facts, "held for sending", NULL);
  assert_value (socket, &facts, "at the urgent mark", "yes");
  assert_value (socket, &facts, "wait for accept", NULL);
  assert_value (socket, &facts, "state", "ESTABLISHED");
  assert_value (socket, &facts, "sent again", "1 now, 3 in all");
  assert_value (socket, &facts, "round trip", "80.600 ms");
  assert_value (socket, &facts, "congestion window", "10 segments");
  assert_value (socket, &facts, "receiving", "768 of 212,992 B");
  assert_value (socket, &facts, "dropped packets", "2");
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static void
test_socket_page_messages (void)
{
  static const struct
  {
    int         messages;
    gboolean    more;
    int         bytes;
    const char *text;
  } cases[] = {
    { 0, FALSE, 0, "0 messages" },
    { 1, FALSE, 5, "1 message of 5 B" },
    { 1, FALSE, 0, "1 message of 0 B" },
    { 3, FALSE, 5, "3 messages, the next of 5 B" },
    { 1024, TRUE, 5, "1,024 messages or more, the next of 5 B" },
    { -1, FALSE, 5, "5 B" },
    { 2, FALSE, -1, "2 messages" },
    { -1, FALSE, -1, NULL },
  };
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_DGRAM);
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);
  SockeyeFacts facts = unknown;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      facts.in_messages = cases[i].messages;
      facts.more_messages = cases[i].more;
      facts.in_bytes = cases[i].bytes;
      assert_value (socket, &facts, "to be received", cases[i].text);
    }
  facts.out_bytes = 768;
  assert_value (socket, &facts, "held for sending", "768 B");
  assert_value (socket, &facts, "not acknowledged", NULL);
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* Each kernel interface under its own name. */
static void
test_socket_page_backlog (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND,
                                                              NULL);
  g_autoptr (SockeyeEvent) bound = test_app_call (session, sockeye_call_new_bind (id, address));
  g_autoptr (SockeyeEvent) listens = test_app_call (session, sockeye_call_new_listen (id, 5));
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);
  SockeyeFacts facts = unknown;

  g_assert_false (sockeye_event_is_error (listens));
  facts.n_accept = 2;
  facts.max_accept = 5;
  assert_value (socket, &facts, "wait for accept", "2 connections");
  assert_value (socket, &facts, "backlog", "5: admits 6");
  assert_value (socket, &facts, "received", NULL);
  g_assert_cmpstr (test_socket_page_find_row (socket, &facts, "backlog")->code, ==, "sock_diag");
  facts.tcp_state = LISTEN;
  g_assert_cmpstr (test_socket_page_find_row (socket, &facts, "backlog")->code, ==, "TCP_INFO");
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/socket-page-rows/unknown", test_socket_page_unknown);
  g_test_add_func ("/sockeye/socket-page-rows/tcp", test_socket_page_tcp);
  g_test_add_func ("/sockeye/socket-page-rows/messages", test_socket_page_messages);
  g_test_add_func ("/sockeye/socket-page-rows/backlog", test_socket_page_backlog);
  return g_test_run ();
}
