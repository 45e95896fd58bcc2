/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages of real sockets, received and sent. */

#include "config.h"

#include "control-util.h"
#include "python-util.h"

#include "explain/sockeye-explain.h"
#include "explain/sockeye-story.h"

#include <errno.h>
#include <net/if.h>

/* A plain datagram socket on this address of the machine, and its port. */
static int
plain_datagram (int         family,
                const char *host,
                guint      *port)
{
  g_autoptr (SockeyeAddress) address = test_address (family, host, 0, SOCKEYE_USE_BIND);
  struct sockaddr_storage storage = { 0 };
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  g_autoptr (SockeyeAddress) name = NULL;
  int fd = socket (family, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || bind (fd, sockaddr, length) != 0)
    {
      if (fd >= 0)
        close (fd);
      return -1;
    }
  length = sizeof storage;
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &storage, &length), ==, 0);
  name = sockeye_address_new ((struct sockaddr *) &storage, length, NULL);
  *port = sockeye_address_get_port (name);
  return fd;
}

static void
plain_send (int            fd,
            SockeyeSocket *to,
            const char    *text)
{
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (sockeye_socket_get_local (to), &length);

  g_assert_cmpint (sendto (fd, text, strlen (text), 0, sockaddr, length), ==, strlen (text));
}

static void
set_option (SockeyeSession *session,
            SockeyeSocket  *socket,
            int             level,
            int             option)
{
  test_call_ok (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (socket), level, option, 1));
}

static SockeyeSocket *
bound_socket (SockeyeSession *session,
              int             family,
              const char     *host,
              gboolean        automatic)
{
  SockeyeSocket *socket = test_socket (session, family, SOCK_DGRAM, automatic);
  g_autoptr (SockeyeAddress) address = test_address (family, host, 0, SOCKEYE_USE_BIND);

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (socket), address));
  return socket;
}

/* --- received ------------------------------------------------------------------ */

static void
test_received_inet (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = bound_socket (session, AF_INET, "127.0.0.1", FALSE);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) plain = NULL;
  g_autofree char *controls = NULL;
  g_autofree char *pktinfo = NULL;
  const int tos = 0xb8, ttl = 9;
  guint port;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  /* Without an option there is nothing, and the row is a plain one. */
  plain_send (fd, socket, "plain");
  plain = test_call (session, sockeye_call_new_recvfrom (sockeye_socket_get_id (socket), 100, 0));
  assert_text (dup_controls (plain), "");
  assert_has (sockeye_event_dup_call_text (plain, 0), ".recvfrom(100)");

  set_option (session, socket, IPPROTO_IP, IP_PKTINFO);
  set_option (session, socket, IPPROTO_IP, IP_RECVTTL);
  set_option (session, socket, IPPROTO_IP, IP_RECVTOS);
  set_option (session, socket, SOL_SOCKET, SO_TIMESTAMPNS);
  setsockopt (fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos);
  setsockopt (fd, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  plain_send (fd, socket, "data");
  event = test_call (session, sockeye_call_new_recvfrom (sockeye_socket_get_id (socket), 100, 0));
  controls = dup_controls (event);
  pktinfo = g_strdup_printf ("IP_PKTINFO: lo (%u), 127.0.0.1, 127.0.0.1\n", if_nametoindex ("lo"));
  g_assert_nonnull (strstr (controls, pktinfo));
  g_assert_nonnull (strstr (controls, "IP_TTL: 9\n"));
  g_assert_nonnull (strstr (controls, "IP_TOS: 0xb8, EF (46), not capable\n"));
  g_assert_nonnull (strstr (controls, "SO_TIMESTAMPNS: 20"));
  assert_has (sockeye_event_dup_call_text (event, 0), ".recvmsg(100, 4096)");
  assert_has (sockeye_session_dup_story (session, event), "4 control messages came with it");
  assert_text (sockeye_event_dup_result_text (event), "");
  close (fd);
  test_session_free (session);
}

static void
test_received_inet6 (void)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *controls = NULL;
  g_autofree char *pktinfo = NULL;
  SockeyeSession *session;
  SockeyeSocket *socket;
  guint port;
  int fd = plain_datagram (AF_INET6, "::1", &port);

  if (fd < 0)
    {
      g_test_skip ("there is no ::1 here");
      return;
    }
  session = sockeye_session_new ();
  socket = bound_socket (session, AF_INET6, "::1", FALSE);
  set_option (session, socket, IPPROTO_IPV6, IPV6_RECVPKTINFO);
  set_option (session, socket, IPPROTO_IPV6, IPV6_RECVHOPLIMIT);
  set_option (session, socket, IPPROTO_IPV6, IPV6_RECVTCLASS);
  plain_send (fd, socket, "data");
  event = receive (session, sockeye_socket_get_id (socket), 0);
  controls = dup_controls (event);
  pktinfo = g_strdup_printf ("IPV6_PKTINFO: lo (%u), ::1\n", if_nametoindex ("lo"));
  g_assert_nonnull (strstr (controls, pktinfo));
  g_assert_nonnull (strstr (controls, "IPV6_HOPLIMIT: "));
  g_assert_nonnull (strstr (controls, "IPV6_TCLASS: 0x00, CS0 (0), not capable\n"));
  close (fd);
  test_session_free (session);
}

/* Many in one recvmmsg: each row has its own. */
static void
test_received_batch (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = bound_socket (session, AF_INET, "127.0.0.1", FALSE);
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  guint port, n = 0;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  set_option (session, socket, IPPROTO_IP, IP_RECVTTL);
  for (int ttl = 1; ttl <= 100; ttl++)
    {
      g_autofree char *text = g_strdup_printf ("IP_TTL: %d\n", ttl);

      setsockopt (fd, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
      plain_send (fd, socket, text);
    }
  sockeye_session_set_automatic (session, sockeye_socket_get_id (socket), TRUE);
  TEST_WAIT_UNTIL (test_count_rows (session, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV) == 100);
  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);
      g_autoptr (GBytes) payload = NULL;
      g_autofree char *text = NULL;

      if (sockeye_event_get_kind (event) != SOCKEYE_KIND_RECV)
        continue;
      n++;
      payload = sockeye_event_dup_payload (event);
      text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
      assert_text (dup_controls (event), text);
    }
  g_assert_cmpuint (n, ==, 100);
  close (fd);
  test_session_free (session);
}

/* Less room than the messages need: what came is shown, and that it was cut. */
static void
test_received_cut (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = bound_socket (session, AF_INET, "127.0.0.1", FALSE);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) nothing = NULL;
  guint port;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  set_option (session, socket, IPPROTO_IP, IP_PKTINFO);
  plain_send (fd, socket, "data");
  plain_send (fd, socket, "data");
  event = test_call (session, sockeye_call_new_recvmsg (sockeye_socket_get_id (socket), 100, CMSG_LEN (5), 0));
  g_assert_true (sockeye_event_get_msg_flags (event) & MSG_CTRUNC);
  assert_has (dup_controls (event), "IP_PKTINFO: ");
  assert_text (sockeye_event_dup_result_text (event), "control messages cut short: MSG_CTRUNC");
  nothing = test_call (session, sockeye_call_new_recvmsg (sockeye_socket_get_id (socket), 100, 1, 0));
  assert_text (dup_controls (nothing), "");
  assert_text (sockeye_event_dup_result_text (nothing), "control messages cut short: MSG_CTRUNC");
  assert_has (sockeye_session_dup_story (session, nothing), "MSG_CTRUNC");
  close (fd);
  test_session_free (session);
}

/* As CPython's recvmsg() returns them. */
static void
test_received_python (void)
{
  static const char program[] =
    "from socket import *\n"
    "import struct\n"
    "a = socket(AF_INET, SOCK_DGRAM); a.bind(('127.0.0.1', 0))\n"
    "a.setsockopt(IPPROTO_IP, 12, 1); a.setsockopt(IPPROTO_IP, IP_TTL, 7)\n"
    "a.sendto(b'x', a.getsockname())\n"
    "for level, kind, data in a.recvmsg(10, 4096)[1]:\n"
    "    print(repr((level, kind, data)) == repr(eval(input())))\n";
  SockeyeSession *session;
  SockeyeSocket *socket;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GPtrArray) controls = NULL;
  g_autoptr (GString) input = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const int ttl = 7;
  guint port;
  int fd;

  if (!test_python_is_there ())
    {
      g_test_skip ("Python is not there");
      return;
    }
  session = sockeye_session_new ();
  socket = bound_socket (session, AF_INET, "127.0.0.1", FALSE);
  fd = plain_datagram (AF_INET, "127.0.0.1", &port);
  set_option (session, socket, IPPROTO_IP, IP_RECVTTL);
  setsockopt (fd, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  plain_send (fd, socket, "x");
  event = receive (session, sockeye_socket_get_id (socket), 0);
  controls = sockeye_event_dup_controls (event);
  g_assert_cmpuint (controls->len, ==, 1);
  text = sockeye_control_to_python (g_ptr_array_index (controls, 0), 0);
  g_assert_cmpstr (text, ==, "(IPPROTO_IP, IP_TTL, b'\\x07\\x00\\x00\\x00')");
  g_string_append_printf (input, "%s\n", text);
  lines = test_python_run (program, input);
  g_assert_cmpstr (lines[0], ==, "True");
  close (fd);
  test_session_free (session);
}

/* --- sent ---------------------------------------------------------------------- */

static void
test_sent_inet (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  _Alignas (struct cmsghdr) char room[256];
  g_autoptr (SockeyeAddress) to = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) bad = NULL;
  g_autofree char *python = NULL;
  struct sockaddr_in from = { 0 };
  struct cmsghdr *message;
  socklen_t length = sizeof from;
  const int on = 1;
  char text[16];
  gint32 ttl;
  guint port;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  setsockopt (fd, IPPROTO_IP, IP_RECVTTL, &on, sizeof on);
  to = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_SENDTO);
  event = test_call (session, sendmsg_call (id, "five", typed_control ("ttl", "5", "", ""), to));
  g_assert_cmpint (sockeye_event_get_bytes (event), ==, 4);
  python = g_strdup_printf ("s1.sendmsg([b'five'], [(IPPROTO_IP, IP_TTL, b'\\x05\\x00\\x00\\x00')], 0, "
                            "('127.0.0.1', %u))", port);
  assert_text (sockeye_event_dup_call_text (event, 0), python);
  assert_text (sockeye_event_dup_code (event), python);
  assert_text (dup_controls (event), "IP_TTL: 5\n");
  assert_has (sockeye_session_dup_story (session, event), "Beside it went 1 control message.");
  message = plain_receive (fd, text, sizeof text, (struct cmsghdr *) room, sizeof room);
  g_assert_cmpstr (text, ==, "five");
  memcpy (&ttl, CMSG_DATA (message), sizeof ttl);
  g_assert_cmpint (ttl, ==, 5);

  /* Another source address than the socket's own. */
  test_call_ok (session, sendmsg_call (id, "x", typed_control ("pktinfo", "lo", "127.0.0.2", ""), to));
  g_assert_cmpint (recvfrom (fd, text, sizeof text, 0, (struct sockaddr *) &from, &length), ==, 1);
  g_assert_cmphex (ntohl (from.sin_addr.s_addr), ==, 0x7f000002);

  /* What the kernel does not take is a row with its reason. */
  bad = test_call (session, sendmsg_call (id, "x", typed_control ("other", "IPPROTO_IP", "IP_TTL",
                                                                  "00 01 00 00"), to));
  g_assert_cmpint (sockeye_event_get_errno (bad), ==, EINVAL);
  g_assert_cmpint (sockeye_event_get_kind (bad), ==, SOCKEYE_KIND_ERROR);
  assert_has (sockeye_explain_event (bad), "control messages");
  close (fd);
  test_session_free (session);
}

/* Again: a row's call can be made once more, controls and all. */
static void
test_sent_again (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeAddress) to = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) again = NULL;
  g_autofree char *first = NULL;
  guint port;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  to = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_SENDTO);
  event = test_call (session, sendmsg_call (sockeye_socket_get_id (socket), "x",
                                            typed_control ("tos", "8", "", ""), to));
  again = test_call (session, sockeye_event_dup_call (event));
  first = sockeye_event_dup_call_text (event, 0);
  assert_text (sockeye_event_dup_call_text (again, 0), first);
  g_assert_cmpint (sockeye_event_get_bytes (again), ==, 1);
  close (fd);
  test_session_free (session);
}

/* One send, several datagrams. */
static void
test_sent_segments (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeAddress) to = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  char text[16];
  guint port;
  int fd = plain_datagram (AF_INET, "127.0.0.1", &port);

  to = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_SENDTO);
  event = test_call (session, sendmsg_call (sockeye_socket_get_id (socket), "aabbc",
                                            typed_control ("segment", "2", "", ""), to));
  if (sockeye_event_is_error (event))
    {
      g_test_skip ("this kernel does not cut datagrams");
    }
  else
    {
      g_assert_cmpint (recv (fd, text, sizeof text, 0), ==, 2);
      g_assert_cmpint (recv (fd, text, sizeof text, 0), ==, 2);
      g_assert_cmpint (recv (fd, text, sizeof text, 0), ==, 1);
    }
  close (fd);
  test_session_free (session);
}

/* A send that goes in parts takes its control messages along once. */
static void
test_sent_parts (void)
{
  const gsize size = 4u << 20;
  g_autofree char *data = g_malloc0 (size + 1);
  g_autofree char *taken = g_malloc (size);
  g_autoptr (SockeyeCall) call = NULL;
  _Alignas (struct cmsghdr) char room[256];
  TestResult result = { 0 };
  SockeyeSocket *udp;
  gsize total = 0;
  guint n_passed = 0;
  Pair pair;

  pair_init (&pair, SOCK_STREAM, TRUE);
  udp = test_socket (pair.session, AF_INET, SOCK_DGRAM, FALSE);
  memset (data, 'x', size);
  call = sendmsg_call (pair.id, data, typed_control ("rights", sockeye_socket_get_name (udp), "", ""), NULL);
  sockeye_session_call_async (pair.session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (sockeye_socket_get_queued (pair.socket) > 0);
  while (total < size)
    {
      struct iovec vector = { taken, size };
      struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = room,
                               .msg_controllen = sizeof room };
      gssize n = recvmsg (pair.fd, &header, MSG_DONTWAIT);

      if (n < 0)
        {
          g_main_context_iteration (NULL, FALSE);
          continue;
        }
      total += (gsize) n;
      if (header.msg_controllen > 0)
        {
          int fd;

          memcpy (&fd, CMSG_DATA (CMSG_FIRSTHDR (&header)), sizeof fd);
          close (fd);
          n_passed++;
        }
    }
  TEST_WAIT_UNTIL (result.done);
  g_assert_cmpuint (n_passed, ==, 1);
  test_result_clear (&result);
  pair_clear (&pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/control-session/received/inet", test_received_inet);
  g_test_add_func ("/sockeye/control-session/received/inet6", test_received_inet6);
  g_test_add_func ("/sockeye/control-session/received/batch", test_received_batch);
  g_test_add_func ("/sockeye/control-session/received/cut", test_received_cut);
  g_test_add_func ("/sockeye/control-session/received/python", test_received_python);
  g_test_add_func ("/sockeye/control-session/sent/inet", test_sent_inet);
  g_test_add_func ("/sockeye/control-session/sent/again", test_sent_again);
  g_test_add_func ("/sockeye/control-session/sent/segments", test_sent_segments);
  g_test_add_func ("/sockeye/control-session/sent/parts", test_sent_parts);
  return g_test_run ();
}
