/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Look-ups, with a name server of the test's own: this program defines
 * getaddrinfo(), which answers for the names below and asks nobody. */

#include "config.h"

#include "session-util.h"

#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

#define UNKNOWN_NAME "unknown.test"
#define IPV6_NAME    "only-ipv6.test"
#define SLOW_NAME    "slow.test"
#define BOTH_NAME    "both.test"

static GMutex slow_lock;
static GCond slow_cond;
static gboolean slow_released;

static int
real_getaddrinfo (const char             *node,
                  const char             *service,
                  const struct addrinfo  *hints,
                  struct addrinfo       **answers)
{
  static __typeof__ (&getaddrinfo) real;

  if (g_once_init_enter (&real))
    g_once_init_leave (&real, (__typeof__ (&getaddrinfo)) dlsym (RTLD_NEXT, "getaddrinfo"));
  return real (node, service, hints, answers);
}

/* Two families, and a canonical name where that is asked for. */
static int
both_getaddrinfo (const char             *service,
                  const struct addrinfo  *hints,
                  struct addrinfo       **answers)
{
  struct addrinfo numeric = { .ai_socktype = hints->ai_socktype, .ai_flags = AI_NUMERICHOST };
  int error;

  if (hints->ai_family != AF_UNSPEC)
    return EAI_NONAME;
  error = real_getaddrinfo ("2001:db8::1", service, &numeric, answers);
  if (error == 0)
    error = real_getaddrinfo ("192.0.2.1", service, &numeric, &(*answers)->ai_next);
  /* freeaddrinfo() frees it. */
  if (error == 0 && (hints->ai_flags & AI_CANONNAME) != 0)
    (*answers)->ai_canonname = strdup ("canonical.test");
  return error;
}

int
getaddrinfo (const char             *node,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **answers)
{
  if (g_strcmp0 (node, UNKNOWN_NAME) == 0)
    return EAI_NONAME;
  if (g_strcmp0 (node, IPV6_NAME) == 0)
    return hints->ai_family == AF_INET ? EAI_ADDRFAMILY : real_getaddrinfo ("::1", service, hints, answers);
  if (g_strcmp0 (node, BOTH_NAME) == 0)
    return both_getaddrinfo (service, hints, answers);
  if (g_strcmp0 (node, SLOW_NAME) == 0)
    {
      g_mutex_lock (&slow_lock);
      while (!slow_released)
        g_cond_wait (&slow_cond, &slow_lock);
      g_mutex_unlock (&slow_lock);
      return EAI_AGAIN;
    }
  return real_getaddrinfo (node, service, hints, answers);
}

static void
release_slow (gboolean released)
{
  g_mutex_lock (&slow_lock);
  slow_released = released;
  g_cond_broadcast (&slow_cond);
  g_mutex_unlock (&slow_lock);
}

static SockeyeCall *
connect_call (SockeyeSocket *socket,
              const char    *host,
              guint          port)
{
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, host, port, SOCKEYE_USE_CONNECT);

  g_assert_true (sockeye_address_needs_lookup (address));
  return sockeye_call_new_connect (sockeye_socket_get_id (socket), address);
}

/* A row for the look-up, then one for the connect with the numeric answer. */
static void
test_lookup_connect (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, 5);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeEvent) event = test_call (session, connect_call (client, "localhost", port));
  g_autofree char *text = sockeye_event_dup_call_text (event, 0);

  g_assert_false (sockeye_event_is_error (event));
  g_assert_true (g_str_has_prefix (text, "s2.connect(('127.0.0.1', "));
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_GETADDRINFO, SOCKEYE_KIND_CALL), ==, 1);
  test_session_free (g_steal_pointer (&session));
}

static void
test_lookup_unknown (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeEvent) event = test_call (session, connect_call (client, UNKNOWN_NAME, 80));
  g_autofree char *text = sockeye_event_dup_call_text (event, 0);
  g_autofree char *result = sockeye_event_dup_result_text (event);

  g_assert_true (sockeye_event_is_error (event));
  g_assert_cmpstr (text, ==, "getaddrinfo('" UNKNOWN_NAME "', 80, AF_INET, SOCK_STREAM)");
  g_assert_true (g_str_has_prefix (result, "EAI_NONAME: "));
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CREATED);
  test_session_free (g_steal_pointer (&session));
}

static void
test_lookup_other_family (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeEvent) event = test_call (session, connect_call (client, IPV6_NAME, 80));
  g_autofree char *text = sockeye_session_explain (session, event);

  g_assert_cmpstr (text, ==, "The name has IPv6 addresses only: create an AF_INET6 socket.");
  test_session_free (g_steal_pointer (&session));
}

/* Cancel abandons the answer; the socket can call again at once. */
static void
test_lookup_cancel (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  GListModel *pending = sockeye_session_list_pending (session);
  g_autoptr (SockeyeCall) call = connect_call (client, SLOW_NAME, 80);
  g_autoptr (SockeyePending) item = NULL;
  g_autofree char *text = NULL;
  TestResult result = { 0 };

  release_slow (FALSE);
  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
  g_assert_cmpstr (sockeye_socket_get_waiting (client), ==, "getaddrinfo()");
  item = g_list_model_get_item (pending, 0);
  text = sockeye_call_to_python (sockeye_pending_get_call (item), 0);
  g_assert_cmpstr (text, ==, "getaddrinfo('" SLOW_NAME "', 80, AF_INET, SOCK_STREAM)");
  sockeye_session_cancel (session, item);
  TEST_WAIT_UNTIL (result.done);
  g_assert_true (sockeye_event_get_bits (result.event) & SOCKEYE_BIT_CANCELLED);
  g_assert_cmpstr (sockeye_socket_get_waiting (client), ==, "");
  test_result_clear (&result);

  release_slow (TRUE);
  test_bind (session, client);
  g_assert_cmpuint (test_count_rows (session, SOCKEYE_VERB_GETADDRINFO, SOCKEYE_KIND_ERROR), ==, 0);
  test_session_free (g_steal_pointer (&session));
}

/* A look-up that hangs keeps neither its socket nor the session. */
static void
test_lookup_hangs (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeCall) call = NULL;
  TestResult result = { 0 };
  gint64 start;

  release_slow (FALSE);
  call = sockeye_call_new_getaddrinfo (0, SLOW_NAME, 80, AF_INET, SOCK_STREAM, 0);
  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (sockeye_session_list_pending (session)) == 1);
  start = g_get_monotonic_time ();
  test_session_free (g_steal_pointer (&session));
  g_test_message ("closed in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_true (result.done);
  test_result_clear (&result);
  release_slow (TRUE);
}

static SockeyeCall *
ask_call (SockeyeSocket *socket,
          const char    *host,
          int            flags)
{
  return sockeye_call_new_getaddrinfo (socket != NULL ? sockeye_socket_get_id (socket) : 0, host,
                                       80, AF_UNSPEC, SOCK_STREAM, flags);
}

/* A step of its own: every family, in the order given, and the name it goes by. */
static void
test_lookup_answers (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  g_autoptr (SockeyeEvent) event = test_call (session, ask_call (client, BOTH_NAME, AI_CANONNAME));
  g_autoptr (GPtrArray) answers = sockeye_event_dup_answers (event);
  g_autofree char *canonical = sockeye_event_dup_canonical_name (event);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_false (sockeye_event_is_error (event));
  g_assert_cmpuint (sockeye_event_get_socket (event), ==, sockeye_socket_get_id (client));
  g_assert_cmpstr (canonical, ==, "canonical.test");
  g_assert_cmpuint (answers->len, ==, 2);
  first = sockeye_address_to_string (g_ptr_array_index (answers, 0));
  second = sockeye_address_to_string (g_ptr_array_index (answers, 1));
  g_assert_cmpstr (first, ==, "[2001:db8::1]:80");
  g_assert_cmpstr (second, ==, "192.0.2.1:80");
  /* It is for the socket, and does nothing to it. */
  g_assert_cmpint (sockeye_socket_get_badge (client), ==, SOCKEYE_BADGE_CREATED);
  test_session_free (g_steal_pointer (&session));
}

/* Not asked for, not told. */
static void
test_lookup_no_canonical (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeEvent) event = test_call (session, ask_call (NULL, BOTH_NAME, 0));

  g_assert_false (sockeye_event_is_error (event));
  g_assert_null (sockeye_event_dup_canonical_name (event));
  test_session_free (g_steal_pointer (&session));
}

static void
test_lookup_ask_cancel (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SockeyeCall) call = ask_call (NULL, SLOW_NAME, AI_CANONNAME);
  GListModel *pending = sockeye_session_list_pending (session);
  TestResult result = { 0 };

  release_slow (FALSE);
  sockeye_session_call_async (session, call, cancellable, test_called_cb, &result);
  TEST_WAIT_UNTIL (g_list_model_get_n_items (pending) == 1);
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (result.done);
  g_assert_no_error (result.error);
  g_assert_true (sockeye_event_get_bits (result.event) & SOCKEYE_BIT_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (pending), ==, 0);
  test_result_clear (&result);
  release_slow (TRUE);
  test_session_free (g_steal_pointer (&session));
}

/* What the answer must be is asked in the test, of the same system. */
static void
test_lookup_service (void)
{
  const struct servent *http = getservbyname ("http", "tcp");
  guint port = http != NULL ? g_ntohs (http->s_port) : 0;
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  event = test_call (session, sockeye_call_new_getservbyname (0, "http", SOCK_STREAM));
  text = sockeye_event_dup_call_text (event, 0);
  g_assert_cmpstr (text, ==, "getservbyname('http', 'tcp')");
  if (http == NULL)
    {
      g_test_skip ("the system does not know http: no services(5)");
    }
  else
    {
      g_assert_false (sockeye_event_is_error (event));
      g_assert_cmpint (sockeye_event_get_result (event), ==, port);
    }
  test_session_free (g_steal_pointer (&session));
}

static void
test_lookup_service_unknown (void)
{
  g_autoptr (SockeyeSession) session = sockeye_session_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *explanation = NULL;

  event = test_call (session, sockeye_call_new_getservbyname (0, "no-such-service", SOCK_DGRAM));
  g_assert_true (sockeye_event_is_error (event));
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_EAI);
  g_assert_cmpint (sockeye_event_get_result (event), ==, EAI_SERVICE);
  explanation = sockeye_session_explain (session, event);
  g_assert_cmpstr (explanation, ==, "This machine's /etc/services has no such name for this type of "
                                    "socket. Check the spelling, or type the number of the port.");
  test_session_free (g_steal_pointer (&session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/lookup/connect", test_lookup_connect);
  g_test_add_func ("/sockeye/lookup/unknown", test_lookup_unknown);
  g_test_add_func ("/sockeye/lookup/other-family", test_lookup_other_family);
  g_test_add_func ("/sockeye/lookup/cancel", test_lookup_cancel);
  g_test_add_func ("/sockeye/lookup/hangs", test_lookup_hangs);
  g_test_add_func ("/sockeye/lookup/answers", test_lookup_answers);
  g_test_add_func ("/sockeye/lookup/no-canonical", test_lookup_no_canonical);
  g_test_add_func ("/sockeye/lookup/ask-cancel", test_lookup_ask_cancel);
  g_test_add_func ("/sockeye/lookup/service", test_lookup_service);
  g_test_add_func ("/sockeye/lookup/service-unknown", test_lookup_service_unknown);

  return g_test_run ();
}
