/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* An error that waits on a socket is a row of what receives by itself, whatever
 * comes behind it. */

#include "config.h"

#include <errno.h>
#include <linux/if_ether.h>
#include <linux/netlink.h>

#include "address-util.h"
#include "net-util.h"
#include "session-util.h"

/* Whether there is a network of our own; skips the test where there is none. */
static gboolean is_alone;

static gboolean
have_net (void)
{
  if (!is_alone)
    g_test_skip ("a network namespace of one's own is not allowed here");
  return is_alone;
}

static guint
count_errors (SockeyeSession *session,
              int             error)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

      if (sockeye_event_is_error (event) && sockeye_event_get_errno (event) == error)
        n++;
    }
  return n;
}

static SockeyeSocketId
bind_by_hand (SockeyeSession *session,
              int             family,
              int             protocol,
              const char     *host,
              const char     *port)
{
  g_autoptr (SockeyeEvent) event =
    test_call (session, sockeye_call_new_socket (family, SOCK_RAW, protocol));
  g_autoptr (SockeyeAddress) address = NULL;
  SockeyeSocketId id = sockeye_event_get_socket (event);

  if (sockeye_event_is_error (event))
    {
      g_autofree char *result = sockeye_event_dup_result_text (event);

      g_test_skip (result);
      return 0;
    }
  sockeye_session_set_automatic (session, id, FALSE);
  address = test_parse (family, protocol, host, port, SOCKEYE_USE_BIND);
  test_call_ok (session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUF, 1));
  test_call_ok (session, sockeye_call_new_bind (id, address));
  return id;
}

/* Messages of the kernel that did not fit. */
static void
test_overrun (void)
{
  SockeyeSession *session;
  SockeyeSocketId id;

  if (!have_net ())
    return;
  session = sockeye_session_new ();
  id = bind_by_hand (session, AF_NETLINK, NETLINK_ROUTE, "0", "LINK");
  if (id != 0)
    {
      for (guint i = 0; i < 50; i++)
        g_assert_true (test_net_set_up ("lo", i % 2 != 0));
      sockeye_session_set_automatic (session, id, TRUE);
      TEST_WAIT_UNTIL (count_errors (session, ENOBUFS) == 1);
      /* What did fit comes behind it. */
      TEST_WAIT_UNTIL (sockeye_socket_get_bytes_in (sockeye_session_get_socket (session, id)) > 0);
    }
  test_session_free (session);
}

/* The interface that a socket is bound to is switched off, and removed. */
static void
test_interface_gone (void)
{
  SockeyeSession *session;
  SockeyeAddress *local = NULL;
  SockeyeSocketId id;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!have_net ())
    return;
  if (test_net_make ("gone0") == NULL)
    {
      g_test_skip ("no interface can be made here");
      return;
    }
  session = sockeye_session_new ();
  g_assert_true (test_net_set_up ("gone0", TRUE));
  id = bind_by_hand (session, AF_PACKET, 0, "gone0", "ETH_P_ALL");
  if (id != 0)
    {
      sockeye_session_set_automatic (session, id, TRUE);
      g_assert_true (test_net_set_up ("gone0", FALSE));
      TEST_WAIT_UNTIL (count_errors (session, ENETDOWN) == 1);
      local = sockeye_socket_get_local (sockeye_session_get_socket (session, id));
      before = sockeye_address_to_string (local);
      g_assert_true (g_str_has_prefix (before, "gone0:"));
    }
  g_assert_cmpint (test_net_ask (RTM_DELLINK, "gone0", NULL), ==, 0);
  /* What was shown of it does not change. */
  if (id != 0)
    {
      after = sockeye_address_to_string (local);
      g_assert_cmpstr (after, ==, before);
    }
  test_session_free (session);
}

int
main (int   argc,
      char *argv[])
{
  is_alone = test_net_enter ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/session/late/overrun", test_overrun);
  g_test_add_func ("/sockeye/session/late/interface-gone", test_interface_gone);
  return g_test_run ();
}
