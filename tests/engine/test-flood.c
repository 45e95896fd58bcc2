/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Floods over real sockets: what was sent is in the log, in its order and byte
 * for byte, or counted by the kernel as dropped. */

#include "config.h"

#include "session-util.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#define N_DATAGRAMS 60000
#define N_PEERS     4
#define PEER_BYTES  (3u << 20)

/* --- datagrams ---------------------------------------------------------------------- */

typedef struct
{
  guint       port;
  guint64     count;  /* datagrams; 0: until it is to stop */
  atomic_bool stop;
  gboolean    pinned; /* to one processor, or the kernel may change the order */
} Sender;

static gsize
datagram_size (guint64 number)
{
  return sizeof number + number * 7919 % 190;
}

static void
datagram_fill (guint8  *data,
               guint64  number)
{
  memcpy (data, &number, sizeof number);
  for (gsize i = sizeof number; i < datagram_size (number); i++)
    data[i] = (guint8) (number + i);
}

static gboolean
pin_to_processor (void)
{
  int processor = sched_getcpu ();
  cpu_set_t set;

  CPU_ZERO (&set);
  if (processor < 0)
    return FALSE;
  CPU_SET (processor, &set);
  return pthread_setaffinity_np (pthread_self (), sizeof set, &set) == 0;
}

static gpointer
datagrams_thread (gpointer data)
{
  Sender *sender = data;
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (sender->port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  sender->pinned = pin_to_processor ();
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  for (guint64 number = 0;
       sender->count > 0 ? number < sender->count : !atomic_load (&sender->stop); number++)
    {
      guint8 datagram[256];
      gsize size = datagram_size (number);

      datagram_fill (datagram, number);
      g_assert_cmpint (send (fd, datagram, size, 0), ==, size);
    }
  close (fd);
  return NULL;
}

typedef struct
{
  guint64 datagrams;
  guint64 bytes;
  guint64 dropped;
  guint64 last;    /* number in the datagram */
  guint64 first_position;
} Sum;

/* Datagrams stand in the order in which they were sent, each whole. */
static void
sum_datagram (Sum          *sum,
              SockeyeEvent *event,
              gboolean      in_order)
{
  g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);
  guint8 expected[256];
  guint64 number;

  g_assert_cmpint (sockeye_event_get_verb (event), ==, SOCKEYE_VERB_RECVFROM);
  g_assert_false (sockeye_event_is_error (event));
  g_assert_nonnull (payload);
  memcpy (&number, g_bytes_get_data (payload, NULL), sizeof number);
  datagram_fill (expected, number);
  g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                   expected, datagram_size (number));
  if (sum->datagrams == 0)
    sum->first_position = sockeye_event_get_position (event);
  else if (in_order)
    g_assert_cmpuint (number, >, sum->last);
  g_assert_cmpuint (sockeye_event_get_position (event), ==, sum->first_position + sum->datagrams);
  sum->last = number;
  sum->datagrams++;
  sum->bytes += datagram_size (number);
}

static Sum
sum_up (SockeyeJournal *journal,
        SockeyeSocketId socket,
        gboolean        in_order)
{
  Sum sum = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (journal)); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), i);

      if (sockeye_event_get_socket (event) != socket)
        continue;
      if (sockeye_event_get_news (event) == SOCKEYE_NEWS_DROPPED)
        sum.dropped += sockeye_event_get_asked (event);
      else if (sockeye_event_get_kind (event) == SOCKEYE_KIND_RECV)
        sum_datagram (&sum, event, in_order);
    }
  return sum;
}

/* What the kernel has dropped on this machine, of whomever, before it reached a
 * socket: the queue of a processor that is too busy overflows, and no socket is
 * told. */
static guint64
read_lost_before_sockets (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint64 sum = 0;

  if (!g_file_get_contents ("/proc/net/softnet_stat", &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint dropped = 0;

      if (sscanf (lines[i], "%*x %x", &dropped) == 1)
        sum += dropped;
    }
  return sum;
}

/* Whether all that was sent is told, but for lost ones; cheap as long as it
 * cannot be. */
static gboolean
is_all_told (SockeyeSession *session,
             SockeyeSocketId socket,
             gboolean        in_order,
             guint64         lost,
             Sum            *sum)
{
  SockeyeJournal *journal = sockeye_session_get_journal (session);

  if (g_list_model_get_n_items (G_LIST_MODEL (journal)) + sockeye_session_get_dropped (session)
      < N_DATAGRAMS - MIN (lost, N_DATAGRAMS))
    return FALSE;
  *sum = sum_up (journal, socket, in_order);
  return sum->datagrams + sum->dropped + lost >= N_DATAGRAMS
         && sum->bytes == sockeye_session_get_bytes_in (session);
}

/* All that came is in rows, and what did not come is told in rows too. */
static void
test_flood_datagrams (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  Sender sender = { .port = test_bind (session, socket), .count = N_DATAGRAMS };
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  guint64 lost = read_lost_before_sockets ();
  pthread_t thread;
  Sum sum = { 0 };

  g_assert_cmpint (pthread_create (&thread, NULL, datagrams_thread, &sender), ==, 0);
  pthread_join (thread, NULL);
  lost = read_lost_before_sockets () - lost;
  TEST_WAIT_UNTIL (is_all_told (session, id, sender.pinned, lost, &sum));
  g_assert_cmpuint (sum.datagrams + sum.dropped, <=, N_DATAGRAMS);
  g_assert_cmpuint (sum.dropped, ==, sockeye_session_get_dropped (session));
  g_test_message ("%u sent: %" G_GUINT64_FORMAT " kept, %" G_GUINT64_FORMAT " dropped for want of "
                  "room, at most %" G_GUINT64_FORMAT " lost before; order %s", N_DATAGRAMS,
                  sum.datagrams, sum.dropped, lost, sender.pinned ? "checked" : "not checked");
  test_session_free (session);
}

/* With small bounds: what is left is whole and in order, and with what was
 * trimmed it is all that came. */
static void
test_flood_bounded (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeJournal *journal = sockeye_session_get_journal (session);
  SockeyeSocket *socket = test_socket (session, AF_INET, SOCK_DGRAM, TRUE);
  Sender sender = { .port = test_bind (session, socket) };
  guint64 last = 0, missing = 0, gap_first, gap_last;
  guint rows;
  pthread_t thread;

  sockeye_journal_set_max_rows (journal, 2000);
  sockeye_journal_pin (journal, 1, 20);
  g_assert_cmpint (pthread_create (&thread, NULL, datagrams_thread, &sender), ==, 0);
  TEST_WAIT_UNTIL (sockeye_journal_get_trimmed (journal) > 20000);
  atomic_store (&sender.stop, TRUE);
  pthread_join (thread, NULL);

  rows = g_list_model_get_n_items (G_LIST_MODEL (journal));
  g_assert_true (sockeye_journal_get_gap (journal, &gap_first, &gap_last));
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), i);
      guint64 number = sockeye_event_get_number (event);

      g_assert_cmpuint (number, ==, last + 1);
      last = number;
      if (sockeye_event_get_gap (event, NULL, &last))
        missing += last + 1 - number;
    }
  g_assert_cmpuint (missing, ==, gap_last + 1 - gap_first);
  g_assert_cmpuint (missing, ==, sockeye_journal_get_trimmed (journal));
  g_assert_cmpuint (rows - 1 + missing, ==, last);
  test_session_free (session);
}

/* --- streams ------------------------------------------------------------------------ */

typedef struct
{
  guint port;
  guint nth;
} Peer;

static guint8
stream_byte (guint   nth,
             guint64 offset)
{
  return (guint8) (offset % 251 + nth);
}

/* Says first which one it is. */
static gpointer
stream_thread (gpointer data)
{
  Peer *peer = data;
  int fd = test_plain_connect (peer->port);
  g_autofree guint8 *bytes = g_malloc (PEER_BYTES);
  gsize sent = 0;

  for (gsize i = 0; i < PEER_BYTES; i++)
    bytes[i] = stream_byte (peer->nth, i);
  while (sent < PEER_BYTES)
    {
      gsize size = MIN (1 + (sent * 31 + peer->nth) % 200000, PEER_BYTES - sent);
      gssize done = send (fd, bytes + sent, size, MSG_NOSIGNAL);

      g_assert_cmpint (done, >, 0);
      sent += done;
    }
  shutdown (fd, SHUT_WR);
  /* Until all has been read. */
  while (recv (fd, bytes, PEER_BYTES, 0) > 0)
    ;
  close (fd);
  return NULL;
}

/* The rows of one peer follow on each other, byte for byte. */
static guint64
check_stream (SockeyeJournal *journal,
              SockeyeSocket  *peer)
{
  guint64 offset = 0;
  guint8 nth = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (journal)); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), i);
      g_autoptr (GBytes) payload = NULL;
      const guint8 *data;
      gsize size;

      if (sockeye_event_get_socket (event) != sockeye_socket_get_id (peer)
          || sockeye_event_get_kind (event) != SOCKEYE_KIND_RECV
          || sockeye_event_get_bytes (event) == 0)
        continue;
      payload = sockeye_event_dup_payload (event);
      g_assert_nonnull (payload);
      data = g_bytes_get_data (payload, &size);
      g_assert_cmpuint (sockeye_event_get_position (event), ==, offset);
      nth = offset == 0 ? data[0] : nth;
      for (gsize k = 0; k < size; k++, offset++)
        if (data[k] != stream_byte (nth, offset))
          g_error ("byte %" G_GUINT64_FORMAT " of peer %u is wrong", offset, nth);
    }
  return offset;
}

static void
test_flood_streams (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_INET, SOCK_STREAM, TRUE);
  guint port = test_listen (session, listener, N_PEERS);
  pthread_t threads[N_PEERS];
  Peer peers[N_PEERS];

  for (guint i = 0; i < N_PEERS; i++)
    {
      peers[i] = (Peer) { port, i };
      g_assert_cmpint (pthread_create (&threads[i], NULL, stream_thread, &peers[i]), ==, 0);
    }
  sockeye_session_set_close_with_peer (session, TRUE);
  TEST_WAIT_UNTIL (sockeye_session_get_bytes_in (session) >= N_PEERS * PEER_BYTES);
  g_assert_cmpuint (sockeye_session_get_bytes_in (session), ==, N_PEERS * PEER_BYTES);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_socket_list_peers (listener)), ==, N_PEERS);
  for (guint i = 0; i < N_PEERS; i++)
    {
      g_autoptr (SockeyeSocket) peer =
        g_list_model_get_item (sockeye_socket_list_peers (listener), i);

      g_assert_cmpuint (check_stream (sockeye_session_get_journal (session), peer), ==, PEER_BYTES);
    }
  test_session_free (session);
  for (guint i = 0; i < N_PEERS; i++)
    pthread_join (threads[i], NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/flood/datagrams", test_flood_datagrams);
  g_test_add_func ("/sockeye/flood/bounded", test_flood_bounded);
  g_test_add_func ("/sockeye/flood/streams", test_flood_streams);

  return g_test_run ();
}
