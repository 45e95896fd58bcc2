/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Options as calls with rows, read back, and all of them for display. */

#include "config.h"

#include "session-util.h"

#include "option-session-util.h"
#include "option-util.h"
#include "explain/sockeye-story.h"

#include <dirent.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

/* Sets, and the row must be this. */
static void
check_set (SockeyeSession *session,
           SockeyeSocket  *socket,
           int             level,
           const char     *name,
           const char     *text,
           const char     *call,
           const char     *result)
{
  g_autoptr (SockeyeEvent) event = set_text (session, socket, level, name, text);

  check_row (event, call, result);
}

static void
check_get (SockeyeSession *session,
           SockeyeSocket  *socket,
           int             level,
           int             number,
           const char     *call,
           const char     *result)
{
  g_autoptr (SockeyeEvent) event =
    test_call (session,
               sockeye_call_new_getsockopt (sockeye_socket_get_id (socket), level, number));

  check_row (event, call, result);
}

static void
test_option_rows (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);

  check_set (session, tcp, SOL_SOCKET, "SO_KEEPALIVE", "on",
             "s1.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1)", "ok");
  check_set (session, tcp, SOL_SOCKET, "SO_LINGER", "5",
             "s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 5))", "ok");
  check_set (session, tcp, SOL_SOCKET, "SO_RCVTIMEO", "1.5",
             "s1.setsockopt(SOL_SOCKET, SO_RCVTIMEO, pack('ll', 1, 500000))", "ok");
  check_set (session, tcp, SOL_SOCKET, "SO_MAX_PACING_RATE", "5000000000",
             "s1.setsockopt(SOL_SOCKET, SO_MAX_PACING_RATE, pack('q', 5000000000))", "ok");
  check_set (session, tcp, IPPROTO_IP, "IP_MTU_DISCOVER", "IP_PMTUDISC_DO",
             "s1.setsockopt(IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO)", "ok");
  check_get (session, tcp, SOL_SOCKET, SO_KEEPALIVE,
             "s1.getsockopt(SOL_SOCKET, SO_KEEPALIVE)", "on");
  check_get (session, tcp, SOL_SOCKET, SO_LINGER, "s1.getsockopt(SOL_SOCKET, SO_LINGER, 8)",
             "on, 5 s");
  check_get (session, tcp, IPPROTO_IP, IP_MTU_DISCOVER,
             "s1.getsockopt(IPPROTO_IP, IP_MTU_DISCOVER)",
             "IP_PMTUDISC_DO (always set DF: too large fails with EMSGSIZE)");
  check_get (session, tcp, SOL_SOCKET, SO_DOMAIN, "s1.getsockopt(SOL_SOCKET, SO_DOMAIN)",
             "AF_INET (IPv4)");
  check_get (session, tcp, SOL_SOCKET, SO_TYPE, "s1.getsockopt(SOL_SOCKET, SO_TYPE)",
             "SOCK_STREAM (byte stream)");
  check_get (session, tcp, IPPROTO_TCP, TCP_CONGESTION,
             "s1.getsockopt(IPPROTO_TCP, TCP_CONGESTION, 16)", NULL);
  check_get (session, tcp, SOL_SOCKET, 9999, "s1.getsockopt(SOL_SOCKET, 9999, 1024)",
             "ENOPROTOOPT: no such option at this level");
  test_session_free (session);
}

/* The kernel keeps twice the buffer, and the row says so: socket(7). */
static void
test_option_read_back (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *udp = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeEvent) event =
    set_text (session, udp, SOL_SOCKET, "SO_RCVBUF", "50000");
  g_autoptr (SockeyeEvent) same = set_text (session, udp, IPPROTO_IP, "IP_TTL", "33");
  g_autoptr (GBytes) back = sockeye_event_dup_read_back (event);
  g_autoptr (GBytes) value = sockeye_event_dup_option_value (event);
  g_autoptr (GBytes) no_back = sockeye_event_dup_read_back (same);
  g_autofree char *story = sockeye_session_dup_story (session, event);
  gint64 number;

  check_row (event, "s1.setsockopt(SOL_SOCKET, SO_RCVBUF, 50000)",
             "ok, reads back 100000 bytes");
  g_assert_true (sockeye_option_get_number (option_find ("SO_RCVBUF"), back, &number));
  g_assert_cmpint (number, ==, 100000);
  g_assert_true (sockeye_option_get_number (option_find ("SO_RCVBUF"), value, &number));
  g_assert_cmpint (number, ==, 50000);
  g_assert_nonnull (strstr (story, "twice"));
  check_row (same, "s1.setsockopt(IPPROTO_IP, IP_TTL, 33)", "ok");
  g_assert_null (no_back);
  test_session_free (session);
}

/* Wrong sizes and values that are not the table's reach the kernel as they are,
 * and its answer is explained. */
static void
test_option_errors (void)
{
  static const guint8 three[] = { 1, 2, 3 };
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeSocket *udp = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new_static (three, sizeof three);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) left = NULL;
  g_autofree char *explanation = NULL;

  event = test_call (session, sockeye_call_new_setsockopt_bytes (
                                sockeye_socket_get_id (tcp), SOL_SOCKET, SO_KEEPALIVE, bytes));
  check_row (event, "s1.setsockopt(SOL_SOCKET, SO_KEEPALIVE, b'\\x01\\x02\\x03')", NULL);
  g_assert_cmpint (sockeye_event_get_errno (event), ==, EINVAL);
  test_call_fails (session, sockeye_call_new_setsockopt_bytes (
                              sockeye_socket_get_id (tcp), SOL_SOCKET, SO_KEEPALIVE, empty),
                   EINVAL);
  test_call_fails (session, sockeye_call_new_setsockopt (sockeye_socket_get_id (tcp), IPPROTO_TCP,
                                                         9999, 1), ENOPROTOOPT);
  /* A group that was not joined. */
  left = set_text (session, udp, IPPROTO_IP, "IP_DROP_MEMBERSHIP", "239.1.1.1%lo");
  g_assert_cmpint (sockeye_event_get_errno (left), ==, EADDRNOTAVAIL);
  explanation = sockeye_session_explain (session, left);
  g_assert_nonnull (strstr (explanation, "not a member of that group"));
  test_session_free (session);
}

/* --- for display -------------------------------------------------------------------- */

typedef struct
{
  gboolean   done;
  GPtrArray *list;
  GError    *error;
} Reading;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;

  reading->list =
    sockeye_session_read_options_finish (SOCKEYE_SESSION (object), result, &reading->error);
  reading->done = TRUE;
}

static GPtrArray *
read_options (SockeyeSession *session,
              SockeyeSocket  *socket,
              int             level)
{
  Reading reading = { 0 };

  sockeye_session_read_options_async (session, sockeye_socket_get_id (socket), level, NULL, read_cb,
                                      &reading);
  TEST_WAIT_UNTIL (reading.done);
  g_assert_no_error (reading.error);
  return reading.list;
}

/* NULL where the socket does not have it. */
static const SockeyeOptionReading *
find_reading (GPtrArray  *list,
              const char *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SockeyeOptionReading *reading = g_ptr_array_index (list, i);

      if (g_str_equal (reading->option->name, name))
        return reading;
    }
  return NULL;
}

static guint
count_changed (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SockeyeOptionReading *reading = g_ptr_array_index (list, i);

      if (reading->changed)
        g_test_message ("changed: %s", reading->option->name);
      n += reading->changed;
    }
  return n;
}

static guint
count_descriptors (void)
{
  DIR *folder = opendir ("/proc/self/fd");
  guint n = 0;

  g_assert_nonnull (folder);
  while (readdir (folder) != NULL)
    n++;
  closedir (folder);
  return n;
}

static void
test_option_list_live (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  g_autoptr (GPtrArray) fresh = read_options (session, tcp, -1);
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) level = NULL;
  const SockeyeOptionReading *reading;
  guint n_rows, n_descriptors;
  gint64 number;

  g_assert_cmpuint (fresh->len, >, 100);
  g_assert_cmpuint (count_changed (fresh), ==, 0);
  g_assert_null (find_reading (fresh, "UDP_CORK"));
  reading = find_reading (fresh, "SO_ERROR");
  g_assert_null (reading->bytes);
  g_assert_cmpint (reading->error, ==, 0);
  reading = find_reading (fresh, "IP_MTU");
  g_assert_null (reading->bytes);
  g_assert_cmpint (reading->error, ==, ENOTCONN);

  g_object_unref (set_text (session, tcp, IPPROTO_IP, "IP_TTL", "33"));
  g_object_unref (set_text (session, tcp, IPPROTO_TCP, "TCP_NODELAY", "on"));
  g_object_unref (set_text (session, tcp, SOL_SOCKET, "SO_REUSEADDR", "on"));
  g_object_unref (set_text (session, tcp, SOL_SOCKET, "SO_LINGER", "0"));
  n_rows = g_list_model_get_n_items (journal);
  n_descriptors = count_descriptors ();
  changed = read_options (session, tcp, -1);
  /* No row, and no descriptor is left. */
  g_assert_cmpuint (g_list_model_get_n_items (journal), ==, n_rows);
  g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
  g_assert_cmpuint (count_changed (changed), ==, 4);
  reading = find_reading (changed, "IP_TTL");
  g_assert_true (reading->changed);
  g_assert_true (sockeye_option_get_number (reading->option, reading->bytes, &number));
  g_assert_cmpint (number, ==, 33);
  g_assert_true (sockeye_option_get_number (reading->option, reading->fresh, &number));
  g_assert_cmpint (number, >, 0);
  g_assert_cmpint (sockeye_socket_get_option (tcp, SOL_SOCKET, SO_REUSEADDR), ==, 1);

  /* Back to the default is not changed any more. */
  g_object_unref (set_text (session, tcp, IPPROTO_TCP, "TCP_NODELAY", "off"));
  level = read_options (session, tcp, IPPROTO_TCP);
  g_assert_cmpuint (count_changed (level), ==, 0);
  for (guint i = 0; i < level->len; i++)
    g_assert_cmpint (((SockeyeOptionReading *) level->pdata[i])->option->level, ==, IPPROTO_TCP);
  test_session_free (session);
}

/* An error that waits is not swallowed by looking; a getsockopt() call takes it. */
static void
test_option_error_kept (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeSocket *tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 5);
  const struct linger linger = { 1, 0 };
  SockeyeSocketId id = sockeye_socket_get_id (tcp);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeEvent) accepted = NULL;
  SockeyeSocketId peer;

  test_call_ok (session, test_connect_call (tcp, port));
  accepted = test_call (session, sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  peer = sockeye_event_get_child (accepted);
  test_call_ok (session, sockeye_call_new_linger (peer, linger.l_onoff, linger.l_linger));
  test_call_ok (session, sockeye_call_new_close (peer, TRUE));
  TEST_WAIT_UNTIL (sockeye_socket_get_badge (tcp) == SOCKEYE_BADGE_RESET);

  list = read_options (session, tcp, -1);
  g_assert_nonnull (find_reading (list, "SO_ERROR"));
  event = test_call (session, sockeye_call_new_getsockopt (id, SOL_SOCKET, SO_ERROR));
  check_row (event, "s2.getsockopt(SOL_SOCKET, SO_ERROR)",
             "ECONNRESET: connection reset by peer (RST)");
  {
    g_autoptr (GBytes) bytes = sockeye_event_dup_option_value (event);
    gint64 number;

    g_assert_true (sockeye_option_get_number (option_find ("SO_ERROR"), bytes, &number));
    g_assert_cmpint (number, ==, ECONNRESET);
  }
  test_session_free (session);
}

static void
test_option_closed (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  Reading reading = { 0 };
  Reading late = { 0 };

  test_call_ok (session, sockeye_call_new_close (sockeye_socket_get_id (tcp), TRUE));
  sockeye_session_read_options_async (session, sockeye_socket_get_id (tcp), -1, NULL, read_cb,
                                      &reading);
  TEST_WAIT_UNTIL (reading.done);
  g_assert_error (reading.error, SOCKEYE_ERROR, SOCKEYE_ERROR_NO_SOCKET);
  g_clear_error (&reading.error);

  /* Under way when the session closes: it returns all the same. */
  tcp = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  sockeye_session_read_options_async (session, sockeye_socket_get_id (tcp), -1, NULL, read_cb,
                                      &late);
  sockeye_session_close (session);
  TEST_WAIT_UNTIL (late.done);
  g_clear_error (&late.error);
  g_clear_pointer (&late.list, g_ptr_array_unref);
  test_session_free (session);
}

/* A socket of IPv6 that talks to IPv4 becomes one of IPv4: ipv6(7). */
static void
test_option_address_form (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_listen (session, listener, 5);
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeEvent) made =
    test_call (session, sockeye_call_new_socket (AF_INET6, SOCK_STREAM, 0));
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  SockeyeSocket *client;

  if (sockeye_event_is_error (made))
    {
      g_test_skip ("this kernel has no IPv6");
      test_session_free (session);
      return;
    }
  client = sockeye_session_get_socket (session, sockeye_event_get_socket (made));
  address = test_address (AF_INET6, "::ffff:127.0.0.1", port, SOCKEYE_USE_CONNECT);
  test_call_ok (session, sockeye_call_new_connect (sockeye_socket_get_id (client), address));
  before = read_options (session, client, -1);
  g_assert_nonnull (find_reading (before, "IPV6_V6ONLY"));
  event = set_text (session, client, IPPROTO_IPV6, "IPV6_ADDRFORM", "2");
  check_row (event, "s2.setsockopt(IPPROTO_IPV6, IPV6_ADDRFORM, 2)", "ok");
  TEST_WAIT_UNTIL (sockeye_socket_get_family (client) == AF_INET);
  after = read_options (session, client, -1);
  g_assert_null (find_reading (after, "IPV6_V6ONLY"));
  g_assert_nonnull (find_reading (after, "IP_TTL"));
  g_assert_cmpuint (sockeye_address_get_port (sockeye_socket_get_remote (client)), ==, port);
  test_session_free (session);
}

/* What the peer of a UNIX connection is, and a descriptor that is not kept. */
static void
test_option_peer (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_UNIX, SOCK_STREAM, FALSE);
  SockeyeSocket *client = test_socket (session, AF_UNIX, SOCK_STREAM, FALSE);
  g_autofree char *name = g_strdup_printf ("@sockeye-option-%d", getpid ());
  g_autofree char *credentials =
    g_strdup_printf ("pid %d, uid %u, gid %u", getpid (), getuid (), getgid ());
  g_autoptr (SockeyeAddress) address =
    sockeye_address_parse (AF_UNIX, 0, name, "", SOCKEYE_USE_BIND, NULL);
  guint n_descriptors;
  g_autoptr (SockeyeEvent) event = NULL;

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (listener), address));
  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  test_call_ok (session, sockeye_call_new_connect (sockeye_socket_get_id (client), address));
  check_get (session, client, SOL_SOCKET, SO_PEERCRED, "s2.getsockopt(SOL_SOCKET, SO_PEERCRED, 12)",
             credentials);
  n_descriptors = count_descriptors ();
  event = test_call (session, sockeye_call_new_getsockopt (sockeye_socket_get_id (client),
                                                           SOL_SOCKET, 77 /* SO_PEERPIDFD */));
  check_row (event, "s2.getsockopt(SOL_SOCKET, SO_PEERPIDFD)", NULL);
  g_assert_cmpuint (count_descriptors (), ==, n_descriptors);
  test_session_free (session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/option/session/rows", test_option_rows);
  g_test_add_func ("/sockeye/option/session/read-back", test_option_read_back);
  g_test_add_func ("/sockeye/option/session/errors", test_option_errors);
  g_test_add_func ("/sockeye/option/session/list", test_option_list_live);
  g_test_add_func ("/sockeye/option/session/error-kept", test_option_error_kept);
  g_test_add_func ("/sockeye/option/session/closed", test_option_closed);
  g_test_add_func ("/sockeye/option/session/address-form", test_option_address_form);
  g_test_add_func ("/sockeye/option/session/peer", test_option_peer);
  return g_test_run ();
}
