/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of a session: calls made one after another, waited for with a
 * deadline, never with a sleep. */

#pragma once

#include "session/sockeye-session.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/* Longer than any loaded machine needs; reached only by a failing test. */
#define TEST_DEADLINE (20 * G_USEC_PER_SEC)

/* Iterates the default context until the condition holds or time is up. */
#define TEST_WAIT_UNTIL(condition)                                        \
  G_STMT_START                                                            \
  {                                                                       \
    gint64 deadline_ = g_get_monotonic_time () + TEST_DEADLINE;           \
    guint waker_ = g_timeout_add (20, test_wake_cb, NULL);                \
    while (!(condition) && g_get_monotonic_time () < deadline_)           \
      g_main_context_iteration (NULL, TRUE);                              \
    g_source_remove (waker_);                                             \
    if (!(condition))                                                     \
      g_error ("%s:%d: time is up: %s", __FILE__, __LINE__, #condition);  \
  }                                                                       \
  G_STMT_END

static inline gboolean
test_wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  SockeyeEvent *event;
  GError       *error;
  gboolean      done;
} TestResult;

static inline void
test_called_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  TestResult *test = data;

  test->event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &test->error);
  test->done = TRUE;
}

static inline void
test_result_clear (TestResult *result)
{
  g_clear_object (&result->event);
  g_clear_error (&result->error);
}

/* Makes the call and waits for its row. Takes the call. */
static inline SockeyeEvent *
test_call (SockeyeSession *session,
           SockeyeCall    *call)
{
  TestResult result = { 0 };

  sockeye_session_call_async (session, call, NULL, test_called_cb, &result);
  TEST_WAIT_UNTIL (result.done);
  g_assert_no_error (result.error);
  g_assert_nonnull (result.event);
  sockeye_call_unref (call);
  return result.event;
}

/* The same, and the call must have succeeded. */
static inline void
test_call_ok (SockeyeSession *session,
              SockeyeCall    *call)
{
  g_autoptr (SockeyeEvent) event = test_call (session, call);
  g_autofree char *result = sockeye_event_dup_result_text (event);

  if (sockeye_event_is_error (event))
    g_error ("call failed: %s", result);
}

static inline void
test_call_fails (SockeyeSession *session,
                 SockeyeCall    *call,
                 int             error)
{
  g_autoptr (SockeyeEvent) event = test_call (session, call);

  g_assert_true (sockeye_event_is_error (event));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, error);
}

/* A new socket, by hand or automatic. */
static inline SockeyeSocket *
test_socket (SockeyeSession *session,
             int             family,
             int             type,
             gboolean        automatic)
{
  g_autoptr (SockeyeEvent) event = test_call (session, sockeye_call_new_socket (family, type, 0));
  SockeyeSocket *socket;

  g_assert_false (sockeye_event_is_error (event));
  socket = sockeye_session_get_socket (session, sockeye_event_get_socket (event));
  g_assert_nonnull (socket);
  sockeye_session_set_automatic (session, sockeye_socket_get_id (socket), automatic);
  TEST_WAIT_UNTIL (sockeye_socket_get_automatic (socket) == automatic);
  return socket;
}

static inline SockeyeAddress *
test_address (int         family,
              const char *host,
              guint       port,
              SockeyeUse  use)
{
  g_autofree char *text = g_strdup_printf ("%u", port);
  g_autoptr (GError) error = NULL;
  SockeyeAddress *address = sockeye_address_parse (family, 0, host, text, use, &error);

  g_assert_no_error (error);
  return address;
}

/* Binds to 127.0.0.1 and a port of the kernel's choice; returns the port. */
static inline guint
test_bind (SockeyeSession *session,
           SockeyeSocket  *socket)
{
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, "127.0.0.1", 0, SOCKEYE_USE_BIND);

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (socket), address));
  return sockeye_address_get_port (sockeye_socket_get_local (socket));
}

/* A listener on 127.0.0.1; returns its port. */
static inline guint
test_listen (SockeyeSession *session,
             SockeyeSocket  *socket,
             int             backlog)
{
  guint port = test_bind (session, socket);

  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (socket), backlog));
  return port;
}

static inline SockeyeCall *
test_connect_call (SockeyeSocket *socket,
                   guint          port)
{
  g_autoptr (SockeyeAddress) address = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_CONNECT);

  return sockeye_call_new_connect (sockeye_socket_get_id (socket), address);
}

static inline SockeyeCall *
test_send_call (SockeyeSocket *socket,
                const char    *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sockeye_call_new_send (sockeye_socket_get_id (socket), bytes, 0);
}

/* A plain blocking socket of the test's own, connected to this port. */
static inline int
test_plain_connect (guint port)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

/* The number of rows of this verb and kind. */
static inline guint
test_count_rows (SockeyeSession *session,
                 SockeyeVerb     verb,
                 SockeyeKind     kind)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

      if (sockeye_event_get_verb (event) == verb && sockeye_event_get_kind (event) == kind)
        n++;
    }
  return n;
}

/* The last row; (transfer full). */
static inline SockeyeEvent *
test_last_row (SockeyeSession *session)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));

  g_assert_cmpuint (g_list_model_get_n_items (journal), >, 0);
  return g_list_model_get_item (journal, g_list_model_get_n_items (journal) - 1);
}

static inline SockeyeSocket *
test_first_peer (SockeyeSocket *listener)
{
  g_autoptr (SockeyeSocket) peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 0);

  return peer;
}

/* Closes the session, lets what was cut short return, and sees it go. A worker
 * thread may hold a reference for a moment after its task has returned. */
static inline void
test_session_free (SockeyeSession *session)
{
  sockeye_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_unref (session);
  TEST_WAIT_UNTIL (session == NULL);
}

/* data: a char *, the explanation (transfer full). */
static inline void
test_explained_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  char **text = data;

  *text = sockeye_session_explain_finish (SOCKEYE_SESSION (object), result, NULL);
}

G_END_DECLS
