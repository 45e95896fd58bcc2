/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Sockets of other families through the session, in a network of the test's
 * own: their addresses and what they receive, from the kernel that runs. */

#include "config.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/in6.h>
#include <linux/netlink.h>
#include <linux/vm_sockets.h>

#include "address-util.h"
#include "net-util.h"
#include "explain/sockeye-explain.h"
#include "session-util.h"
#include "explain/sockeye-story.h"

/* Whether there is a network of our own; skips the test where there is none. */
static gboolean is_alone;

static gboolean
have_net (void)
{
  if (!is_alone)
    g_test_skip ("a network namespace of one's own is not allowed here");
  return is_alone;
}

/* A socket of the session; NULL, and skipped, where the kernel has none. */
static SockeyeSocket *
make_socket (SockeyeSession *session,
             int             family,
             int             type,
             int             protocol,
             gboolean        automatic)
{
  g_autoptr (SockeyeEvent) event =
    test_call (session, sockeye_call_new_socket (family, type, protocol));
  SockeyeSocket *socket;

  if (sockeye_event_is_error (event))
    {
      g_autofree char *result = sockeye_event_dup_result_text (event);

      g_test_skip (result);
      return NULL;
    }
  socket = sockeye_session_get_socket (session, sockeye_event_get_socket (event));
  sockeye_session_set_automatic (session, sockeye_socket_get_id (socket), automatic);
  TEST_WAIT_UNTIL (sockeye_socket_get_automatic (socket) == automatic);
  return socket;
}

static SockeyeCall *
bind_call (SockeyeSocket *socket,
           int            protocol,
           const char    *host,
           const char    *port)
{
  g_autoptr (SockeyeAddress) address = test_parse (sockeye_socket_get_family (socket), protocol,
                                                   host, port, SOCKEYE_USE_BIND);

  return sockeye_call_new_bind (sockeye_socket_get_id (socket), address);
}

static SockeyeCall *
sendto_call (SockeyeSocket *socket,
             GBytes        *bytes,
             const char    *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeAddress) address =
    sockeye_address_parse_text (sockeye_socket_get_family (socket),
                                sockeye_socket_get_protocol (socket), to, SOCKEYE_USE_SENDTO,
                                &error);

  g_assert_no_error (error);
  return sockeye_call_new_sendto (sockeye_socket_get_id (socket), bytes, 0, address);
}

/* The first row that received something with this in its Data column, or
 * NULL. (transfer full) */
static SockeyeEvent *
find_received (SockeyeSession *session,
               const char     *data)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);
      g_autofree char *text = NULL;

      if (sockeye_event_get_kind (event) != SOCKEYE_KIND_RECV)
        continue;
      text = sockeye_event_dup_data_text (event, 0);
      if (strstr (text, data) != NULL)
        return g_steal_pointer (&event);
    }
  return NULL;
}

static SockeyeEvent *
wait_received (SockeyeSession *session,
               const char     *data)
{
  SockeyeEvent *event = NULL;

  TEST_WAIT_UNTIL (event != NULL || (event = find_received (session, data)) != NULL);
  return event;
}

static char *
dup_peer (SockeyeEvent *event)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (event);

  g_assert_nonnull (address);
  return sockeye_address_to_string (address);
}

/* --- NETLINK ---------------------------------------------------------------------- */

/* A socket that is told of links shows that one comes and goes. */
static void
test_watch (gconstpointer data)
{
  int type = GPOINTER_TO_INT (data);
  SockeyeSession *session;
  SockeyeSocket *socket;
  g_autoptr (SockeyeEvent) new = NULL;
  g_autoptr (SockeyeEvent) up = NULL;
  g_autoptr (SockeyeEvent) gone = NULL;
  g_autofree char *local = NULL;
  g_autofree char *peer = NULL;
  g_autofree char *story = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GObject) sender = NULL;
  const char *kind;

  if (!have_net ())
    return;
  session = sockeye_session_new ();
  socket = make_socket (session, AF_NETLINK, type, NETLINK_ROUTE, TRUE);
  if (socket != NULL)
    {
      test_call_ok (session, bind_call (socket, NETLINK_ROUTE, "0", "RTMGRP_LINK"));
      local = sockeye_address_to_string (sockeye_socket_get_local (socket));
      g_assert_true (g_str_has_suffix (local, ":0x1"));
      g_assert_false (g_str_has_prefix (local, "0:"));

      kind = test_net_make ("sockeye0");
      if (kind != NULL)
        {
          new = wait_received (session, "RTM_NEWLINK sockeye0 down mtu ");
          g_assert_true (test_net_set_up ("sockeye0", TRUE));
          up = wait_received (session, "RTM_NEWLINK sockeye0 up ");
          g_assert_cmpint (test_net_ask (RTM_DELLINK, "sockeye0", NULL), ==, 0);
          gone = wait_received (session, "RTM_DELLINK sockeye0 ");

          peer = dup_peer (new);
          g_assert_cmpstr (peer, ==, "0:0x1");
          /* An answer is not for the whole group. */
          sender = g_list_model_get_item (sockeye_socket_list_senders (socket), 0);
          g_object_get (sender, "text", &text, NULL);
          g_assert_cmpstr (text, ==, "0:0");
          story = sockeye_session_dup_story (session, gone);
          g_assert_nonnull (strstr (story, "\nRTM_DELLINK sockeye0 "));
        }
      else
        {
          g_test_skip ("this kernel can make no interface");
        }
    }
  test_session_free (session);
}

/* A request and its answer by hand; cut short, it is said to be so. */
static void
test_request (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = make_socket (session, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, FALSE);
  g_autoptr (GBytes) wrong = test_net_request (RTM_DELLINK, "no-such-if", NULL);

  if (socket != NULL)
    {
      SockeyeSocketId id = sockeye_socket_get_id (socket);
      g_autoptr (SockeyeEvent) sent = NULL;
      g_autoptr (SockeyeEvent) cut = NULL;
      g_autoptr (SockeyeEvent) whole = NULL;
      g_autofree char *sent_text = NULL;
      g_autofree char *call_text = NULL;
      g_autofree char *cut_text = NULL;
      g_autofree char *whole_text = NULL;
      g_autofree char *peer = NULL;

      sent = test_call (session, sendto_call (socket, wrong, "0:0"));
      g_assert_false (sockeye_event_is_error (sent));
      sent_text = sockeye_event_dup_data_text (sent, 0);
      call_text = sockeye_event_dup_call_text (sent, 0);
      g_assert_cmpstr (sent_text, ==, "RTM_DELLINK no-such-if down");
      g_assert_true (g_str_has_suffix (call_text, ", (0, 0))"));

      cut = test_call (session, sockeye_call_new_recvfrom (id, 30, MSG_PEEK));
      cut_text = sockeye_event_dup_data_text (cut, 0);
      g_assert_true (g_str_has_prefix (cut_text, "NLMSG_ERROR cut short, 30 of "));
      whole = test_call (session, sockeye_call_new_recvfrom (id, 4096, 0));
      whole_text = sockeye_event_dup_data_text (whole, 0);
      peer = dup_peer (whole);
      g_assert_true (g_str_has_prefix (whole_text, "NLMSG_ERROR E"));
      g_assert_nonnull (strstr (whole_text, "the answer to RTM_DELLINK"));
      g_assert_cmpstr (peer, ==, "0:0");
    }
  test_session_free (session);
}

/* What an error comes from is told as it is in this family. */
static void
check_explained (SockeyeEvent *event,
                 int           error,
                 const char   *words)
{
  g_autofree char *text = sockeye_explain_event (event);

  g_assert_cmpint (sockeye_event_get_errno (event), ==, error);
  g_assert_nonnull (strstr (text, words));
}

static void
test_netlink_errors (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *first = make_socket (session, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, FALSE);
  SockeyeSocket *second = make_socket (session, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, FALSE);

  if (first != NULL && second != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
      g_autoptr (SockeyeEvent) taken = NULL;
      g_autoptr (SockeyeEvent) other = NULL;
      g_autoptr (SockeyeEvent) nobody = NULL;
      g_autofree char *local = NULL;
      g_autofree char *port = NULL;

      test_call_ok (session, bind_call (first, NETLINK_ROUTE, "0", "0"));
      local = sockeye_address_to_string (sockeye_socket_get_local (first));
      port = g_strndup (local, strcspn (local, ":"));
      taken = test_call (session, bind_call (second, NETLINK_ROUTE, port, "0"));
      check_explained (taken, EADDRINUSE, "has that port id");
      other = test_call (session, bind_call (first, NETLINK_ROUTE, "4000000000", "0"));
      check_explained (other, EINVAL, "keeps it until it is closed");
      nobody = test_call (session, sendto_call (first, bytes, "4000000000:0"));
      if (sockeye_event_get_errno (nobody) == EPERM)
        check_explained (nobody, EPERM, "CAP_NET_ADMIN");
      else
        check_explained (nobody, ECONNREFUSED, "0 is the kernel");
    }
  test_session_free (session);
}

/* A watcher that does not receive loses messages, and is told so. */
static void
test_overrun (void)
{
  SockeyeSession *session;
  SockeyeSocket *socket;

  if (!have_net ())
    return;
  session = sockeye_session_new ();
  socket = make_socket (session, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, FALSE);
  if (socket != NULL)
    {
      SockeyeSocketId id = sockeye_socket_get_id (socket);
      g_autoptr (SockeyeEvent) event = NULL;

      test_call_ok (session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUF, 1));
      test_call_ok (session, bind_call (socket, NETLINK_ROUTE, "0", "LINK"));
      for (guint i = 0; i < 50; i++)
        g_assert_true (test_net_set_up ("lo", i % 2 != 0));
      event = test_call (session, sockeye_call_new_recvfrom (id, 4096, MSG_DONTWAIT));
      check_explained (event, ENOBUFS, "threw some away");
    }
  test_session_free (session);
}

/* --- PACKET ----------------------------------------------------------------------- */

/* A frame goes over the loopback interface and comes back, by Automatic and by
 * hand, with and without the header of Ethernet. */
static void
test_packet (gconstpointer data)
{
  gboolean automatic = GPOINTER_TO_INT (data) & 1;
  int type = GPOINTER_TO_INT (data) & 2 ? SOCK_RAW : SOCK_DGRAM;
  g_autoptr (GBytes) bytes = NULL;
  SockeyeSession *session;
  SockeyeSocket *socket;

  if (!have_net ())
    return;
  /* With the header: to nobody, from nobody, of an ethertype for experiments. */
  bytes = type == SOCK_RAW ? g_bytes_new ("\0\0\0\0\0\0\0\0\0\0\0\0\x88\xb6Sockeye", 21)
                           : g_bytes_new ("Sockeye", 7);
  session = sockeye_session_new ();
  socket = make_socket (session, AF_PACKET, type, 0, automatic);
  if (socket != NULL)
    {
      SockeyeSocketId id = sockeye_socket_get_id (socket);
      g_autoptr (SockeyeEvent) event = NULL;
      g_autoptr (SockeyeAddress) address = NULL;
      g_autofree char *local = NULL;
      g_autofree char *peer = NULL;
      g_autofree char *python = NULL;

      test_call_ok (session, bind_call (socket, 0, "lo", "0x88b6"));
      local = sockeye_address_to_string (sockeye_socket_get_local (socket));
      g_assert_cmpstr (local, ==, "lo:0x88b6/00:00:00:00:00:00");
      test_call_ok (session, sendto_call (socket, bytes, "lo:0x88b6/00:00:00:00:00:00"));
      if (automatic)
        event = wait_received (session, "Sockeye");
      else
        event = test_call (session, sockeye_call_new_recvfrom (id, 65536, 0));
      g_assert_false (sockeye_event_is_error (event));
      g_assert_cmpint (sockeye_event_get_bytes (event), ==, g_bytes_get_size (bytes));
      peer = dup_peer (event);
      g_assert_cmpstr (peer, ==, "lo:0x88b6/00:00:00:00:00:00");
      address = sockeye_event_dup_address (event);
      python = test_address_to_python (address, TRUE);
      g_assert_true (g_str_has_prefix (python, "('lo', 34998, "));
      g_assert_true (g_str_has_suffix (python, ", b'\\x00\\x00\\x00\\x00\\x00\\x00')"));
      g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_ERROR), ==,
                        0);
    }
  test_session_free (session);
}

static void
test_packet_errors (void)
{
  g_autofree char *obstacle = NULL;
  SockeyeSession *session;
  SockeyeSocket *socket;

  if (!have_net ())
    return;
  session = sockeye_session_new ();
  socket = make_socket (session, AF_PACKET, SOCK_RAW, 0, FALSE);
  if (socket != NULL)
    {
      SockeyeSocketId id = sockeye_socket_get_id (socket);
      g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
      g_autoptr (SockeyeAddress) lo = test_parse (AF_PACKET, 0, "lo", "", SOCKEYE_USE_CONNECT);
      g_autoptr (SockeyeEvent) connected = NULL;
      g_autoptr (SockeyeEvent) nowhere = NULL;
      g_autoptr (SockeyeEvent) shorter = NULL;
      g_autoptr (SockeyeEvent) down = NULL;

      connected = test_call (session, sockeye_call_new_connect (id, lo));
      /* So the window says beforehand that there is no such call. */
      obstacle = sockeye_socket_dup_obstacle (socket, SOCKEYE_VERB_CONNECT);
      g_assert_nonnull (strstr (obstacle, "which cannot connect"));
      check_explained (connected, EOPNOTSUPP, "has no peer");
      nowhere = test_call (session, sockeye_call_new_send (id, bytes, 0));
      check_explained (nowhere, ENXIO, "bound to no interface");
      g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_CREATED);
      shorter = test_call (session, sendto_call (socket, bytes, "lo:0x88b6"));
      check_explained (shorter, EINVAL, "the whole header");

      test_call_ok (session, bind_call (socket, 0, "lo", "0x88b6"));
      g_assert_true (test_net_set_up ("lo", FALSE));
      down = test_call (session, sockeye_call_new_recvfrom (id, 4096, MSG_DONTWAIT));
      check_explained (down, ENETDOWN, "switched off");
      g_assert_true (test_net_set_up ("lo", TRUE));
    }
  test_session_free (session);
}

/* --- INET6 ------------------------------------------------------------------------ */

/* The kernel keeps the flow label and says it again, with IPV6_FLOWINFO_SEND. */
static void
test_flow (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = make_socket (session, AF_INET6, SOCK_DGRAM, 0, FALSE);

  if (socket != NULL)
    {
      SockeyeSocketId id = sockeye_socket_get_id (socket);
      g_autoptr (SockeyeAddress) address =
        test_parse (AF_INET6, 0, "::1;flow=0x12345", "9", SOCKEYE_USE_CONNECT);
      g_autoptr (SockeyeEvent) event = NULL;

      test_call_ok (session, sockeye_call_new_setsockopt (id, IPPROTO_IPV6, IPV6_FLOWINFO_SEND, 1));
      event = test_call (session, sockeye_call_new_connect (id, address));
      if (sockeye_event_is_error (event))
        {
          g_autofree char *result = sockeye_event_dup_result_text (event);

          /* No IPv6 here, or labels must be leased first. */
          g_test_skip (result);
        }
      else
        {
          g_autofree char *text = sockeye_address_to_string (sockeye_socket_get_remote (socket));

          g_assert_cmpstr (text, ==, "[::1;flow=0x12345]:9");
        }
    }
  test_session_free (session);
}

/* --- VSOCK ------------------------------------------------------------------------ */

/* The kernel chooses a port; with its loopback, the machine reaches itself. */
static void
test_vsock (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = make_socket (session, AF_VSOCK, SOCK_STREAM, 0, TRUE);

  if (socket != NULL)
    {
      g_autoptr (SockeyeEvent) bound = test_call (session, bind_call (socket, 0, "local", "any"));
      SockeyeSocket *client;
      g_autoptr (SockeyeEvent) received = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address = NULL;
      g_autofree char *local = NULL;

      if (sockeye_event_is_error (bound))
        {
          check_explained (bound, EADDRNOTAVAIL, "does not have that CID");
          test_call_ok (session, bind_call (socket, 0, "any", "any"));
          local = sockeye_address_to_string (sockeye_socket_get_local (socket));
          g_assert_true (g_str_has_prefix (local, "any:"));
          g_assert_cmpstr (local, !=, "any:any");
          test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (socket), 5));
          g_test_skip ("this kernel has no loopback of AF_VSOCK: bound and listened only");
          test_session_free (session);
          return;
        }
      test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (socket), 5));
      local = sockeye_address_to_string (sockeye_socket_get_local (socket));
      address = sockeye_address_parse_text (AF_VSOCK, 0, local, SOCKEYE_USE_CONNECT, &error);
      g_assert_no_error (error);
      client = make_socket (session, AF_VSOCK, SOCK_STREAM, 0, FALSE);
      test_call_ok (session, sockeye_call_new_connect (sockeye_socket_get_id (client), address));
      test_call_ok (session, test_send_call (client, "Sockeye"));
      received = wait_received (session, "Sockeye");
    }
  test_session_free (session);
}

/* Where there are no ports, to send gives no address: it can still be bound. */
static void
test_raw (void)
{
  SockeyeSession *session;
  SockeyeSocket *socket;

  if (!have_net ())
    return;
  session = sockeye_session_new ();
  socket = make_socket (session, AF_INET, SOCK_RAW, IPPROTO_ICMP, FALSE);
  if (socket != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new_static ("\x08\0\xf7\xfd\0\1\0\1", 8);

      test_call_ok (session, sendto_call (socket, request, "127.0.0.1"));
      g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_CREATED);
      test_call_ok (session, bind_call (socket, IPPROTO_ICMP, "127.0.0.1", ""));
      g_assert_cmpint (sockeye_socket_get_stage (socket), ==, SOCKEYE_STAGE_BOUND);
    }
  test_session_free (session);
}

int
main (int   argc,
      char *argv[])
{
  is_alone = test_net_enter ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sockeye/session/families/watch-raw", GINT_TO_POINTER (SOCK_RAW),
                        test_watch);
  g_test_add_data_func ("/sockeye/session/families/watch-datagram", GINT_TO_POINTER (SOCK_DGRAM),
                        test_watch);
  g_test_add_func ("/sockeye/session/families/request", test_request);
  g_test_add_func ("/sockeye/session/families/netlink-errors", test_netlink_errors);
  g_test_add_func ("/sockeye/session/families/overrun", test_overrun);
  g_test_add_func ("/sockeye/session/families/packet-errors", test_packet_errors);
  g_test_add_data_func ("/sockeye/session/families/packet", GINT_TO_POINTER (1), test_packet);
  g_test_add_data_func ("/sockeye/session/families/packet-by-hand", GINT_TO_POINTER (0),
                        test_packet);
  g_test_add_data_func ("/sockeye/session/families/packet-raw", GINT_TO_POINTER (3), test_packet);
  g_test_add_data_func ("/sockeye/session/families/packet-raw-by-hand", GINT_TO_POINTER (2),
                        test_packet);
  g_test_add_func ("/sockeye/session/families/flow", test_flow);
  g_test_add_func ("/sockeye/session/families/raw", test_raw);
  g_test_add_func ("/sockeye/session/families/vsock", test_vsock);
  return g_test_run ();
}
