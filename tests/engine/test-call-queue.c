/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The queue of calls between the session's thread and the reactor's, while the
 * reactor writes rows as fast as they come, and answers of look-ups come from
 * threads of their own. Made for the thread sanitizer too. */

#include "config.h"

#include "session-util.h"

#include <pthread.h>
#include <stdatomic.h>

#define N_CALLS   2000
#define BURST     50
#define N_LOOKUPS 20

typedef struct
{
  guint       port;
  atomic_bool stop;
} Flood;

static gpointer
flood_thread (gpointer data)
{
  Flood *flood = data;
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (flood->port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  while (!atomic_load (&flood->stop))
    sendto (fd, "flood", 5, 0, (struct sockaddr *) &address, sizeof address);
  close (fd);
  return NULL;
}

typedef struct
{
  SockeyeSession *session;
  SockeyeSocketId quiet;   /* nothing comes here */
  guint64         last;    /* number of the row of the call that returned last */
  guint           n_made;
  guint           n_done;
  guint           n_looked_up;
} Queue;

static SockeyeEvent *
queue_finish (Queue        *self,
              GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  SockeyeEvent *event = sockeye_session_call_finish (self->session, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);
  return event;
}

/* Calls return in the order in which they were made, each with its row, which
 * is there by then. */
static void
queue_called_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  Queue *self = data;
  g_autoptr (SockeyeEvent) event = queue_finish (self, result);
  guint64 number = sockeye_event_get_number (event);

  g_assert_cmpuint (number, >, self->last);
  g_assert_true (sockeye_journal_find (sockeye_session_get_journal (self->session), number, NULL));
  self->last = number;
  self->n_done++;
}

static void
queue_looked_up_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      data)
{
  Queue *self = data;
  g_autoptr (SockeyeEvent) event = queue_finish (self, result);

  g_assert_cmpint (sockeye_event_get_verb (event), ==, SOCKEYE_VERB_GETADDRINFO);
  self->n_looked_up++;
}

static SockeyeCall *
queue_new_call (Queue *self)
{
  switch (self->n_made % 4)
    {
    case 0:
      return sockeye_call_new_gethostname ();
    case 1:
      return sockeye_call_new_getsockopt (self->quiet, SOL_SOCKET, SO_RCVBUF);
    case 2:
      return sockeye_call_new_setsockopt (self->quiet, SOL_SOCKET, SO_BROADCAST, 1);
    default:
      return sockeye_call_new_recv (self->quiet, 10, MSG_DONTWAIT);
    }
}

static void
queue_burst (Queue *self)
{
  for (guint i = 0; i < BURST; i++, self->n_made++)
    {
      g_autoptr (SockeyeCall) call = queue_new_call (self);

      sockeye_session_call_async (self->session, call, NULL, queue_called_cb, self);
    }
}

static void
test_queue_flood (void)
{
  Queue self = { .session = sockeye_session_new () };
  SockeyeSocket *flooded = test_socket (self.session, AF_INET, SOCK_DGRAM, TRUE);
  Flood flood = { .port = test_bind (self.session, flooded) };
  pthread_t thread;

  self.quiet = sockeye_socket_get_id (test_socket (self.session, AF_INET, SOCK_DGRAM, FALSE));
  sockeye_journal_set_max_rows (sockeye_session_get_journal (self.session), 50000);
  g_assert_cmpint (pthread_create (&thread, NULL, flood_thread, &flood), ==, 0);
  for (guint i = 0; i < N_LOOKUPS; i++)
    {
      g_autoptr (SockeyeCall) call =
        sockeye_call_new_getaddrinfo (0, "127.0.0.1", i, AF_INET, SOCK_DGRAM, 0);

      sockeye_session_call_async (self.session, call, NULL, queue_looked_up_cb, &self);
    }
  while (self.n_made < N_CALLS)
    {
      queue_burst (&self);
      TEST_WAIT_UNTIL (self.n_done + 2 * BURST > self.n_made);
    }
  TEST_WAIT_UNTIL (self.n_done == N_CALLS);
  TEST_WAIT_UNTIL (self.n_looked_up == N_LOOKUPS);
  TEST_WAIT_UNTIL (sockeye_session_get_bytes_in (self.session) > 0);
  atomic_store (&flood.stop, TRUE);
  pthread_join (thread, NULL);
  test_session_free (self.session);
}

static void
queue_cancelled_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      data)
{
  guint *n_cancelled = data;
  g_autoptr (SockeyeEvent) event =
    sockeye_session_call_finish (SOCKEYE_SESSION (object), result, NULL);

  g_assert_nonnull (event);
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_CANCELLED);
  ++*n_cancelled;
}

/* Calls that wait are taken back from the other thread, each once. */
static void
test_queue_cancel (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *flooded = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  SockeyeSocket *quiet = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  Flood flood = { .port = test_bind (session, flooded) };
  pthread_t thread;
  guint n_cancelled = 0;

  test_bind (session, quiet);
  g_assert_cmpint (pthread_create (&thread, NULL, flood_thread, &flood), ==, 0);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (SockeyeCall) call =
        sockeye_call_new_recv (sockeye_socket_get_id (quiet), 10, 0);

      sockeye_session_call_async (session, call, cancellable, queue_cancelled_cb, &n_cancelled);
      if (i % 2 == 0)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      TEST_WAIT_UNTIL (n_cancelled == i + 1);
    }
  atomic_store (&flood.stop, TRUE);
  pthread_join (thread, NULL);
  test_session_free (session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/call-queue/flood", test_queue_flood);
  g_test_add_func ("/sockeye/call-queue/cancel", test_queue_cancel);

  return g_test_run ();
}
