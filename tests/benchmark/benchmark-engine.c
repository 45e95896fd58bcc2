/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A session without a window, as it is by default: receives by Automatic and
 * keeps every byte within the journal's bounds. Answers by Echo.
 *
 * benchmark-engine stream|datagrams|echo|storm [RECEIVE-BUFFER [PAYLOAD-BOUND [eager]]]
 *
 * A bound of 0 is the default. "eager" flushes all the time in place of once in
 * 16 ms: what a flush costs. */

#include "config.h"

#include "benchmark-util.h"
#include "session-util.h"

#include <glib-unix.h>

typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *socket;
  GMainLoop      *loop;
  GArray         *delays; /* of gint64, ns: from the time in a message to that of its row */
  gsize           memory; /* resident before anything came */
  guint64         bytes;  /* at the last look */
  guint64         rows;
} Engine;

static gsize
engine_read_memory (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %" G_GSIZE_FORMAT, &pages);
  return pages * sysconf (_SC_PAGESIZE);
}

/* --- serving ------------------------------------------------------------------------ */

/* Returns the size that the kernel has made of it. */
static int
engine_set_buffer (Engine *self,
                   int     size)
{
  SockeyeSocketId id = sockeye_socket_get_id (self->socket);
  g_autoptr (SockeyeEvent) made = NULL;
  g_autoptr (GBytes) value = NULL;
  int granted = 0;

  if (size > 0)
    {
      SockeyeCall *force = sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUFFORCE, size);
      g_autoptr (SockeyeEvent) forced = test_call (self->session, force);

      if (sockeye_event_is_error (forced))
        test_call_ok (self->session,
                      sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUF, size));
    }
  made = test_call (self->session, sockeye_call_new_getsockopt (id, SOL_SOCKET, SO_RCVBUF));
  value = sockeye_event_dup_option_value (made);
  if (value != NULL && g_bytes_get_size (value) == sizeof granted)
    memcpy (&granted, g_bytes_get_data (value, NULL), sizeof granted);
  return granted;
}

static gboolean
engine_quiet_cb (gpointer data)
{
  Engine *self = data;
  guint64 bytes = sockeye_session_get_bytes_in (self->session);

  if (bytes == self->bytes)
    g_main_loop_quit (self->loop);
  self->bytes = bytes;
  return G_SOURCE_CONTINUE;
}

static gboolean
engine_ending_cb (int          fd,
                  GIOCondition condition,
                  gpointer     data)
{
  g_timeout_add (BENCHMARK_QUIET, engine_quiet_cb, data);
  return G_SOURCE_REMOVE;
}

static gboolean
engine_flush_cb (gpointer data)
{
  sockeye_session_flush (data);
  return G_SOURCE_CONTINUE;
}

/* --- whether all is there ------------------------------------------------------------- */

/* What Echo has received and sent back; by the way, how long each message was
 * under way. */
static const char *
engine_check_echo (Engine *self)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (self->session));
  guint n_rows = g_list_model_get_n_items (journal);
  guint64 unanswered = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);
      gint64 delay;

      if (payload == NULL || g_bytes_get_size (payload) < sizeof delay)
        continue;
      if (sockeye_event_get_kind (event) == SOCKEYE_KIND_SEND)
        {
          if (sockeye_event_get_cause (event) == 0 || unanswered-- == 0)
            return "an answer names no row that it answers";
          continue;
        }
      unanswered++;
      memcpy (&delay, g_bytes_get_data (payload, NULL), sizeof delay);
      delay = sockeye_event_get_time (event) - delay;
      g_array_append_val (self->delays, delay);
    }
  if (unanswered > 0 || self->bytes != sockeye_session_get_bytes_out (self->session))
    return "what was received was not all sent back";
  return NULL;
}

static const char *
engine_check_stream (SockeyeEvent *event,
                     GBytes       *payload)
{
  static guint8 pattern[BENCHMARK_PERIOD + 65536];
  gsize size = g_bytes_get_size (payload);
  gsize from = sockeye_event_get_position (event) % BENCHMARK_PERIOD;

  if (pattern[1] == 0)
    for (gsize i = 0; i < sizeof pattern; i++)
      pattern[i] = i % BENCHMARK_PERIOD;
  if (size > sizeof pattern - BENCHMARK_PERIOD
      || memcmp (g_bytes_get_data (payload, NULL), pattern + from, size) != 0)
    return "a row holds other bytes than were sent";
  return NULL;
}

/* The order is the kernel's: a sender that changes its CPU may be overtaken. */
static const char *
engine_check_datagram (GBytes     *payload,
                       GByteArray *seen)
{
  guint64 number;
  guint length = seen->len;
  guint8 bit;

  if (g_bytes_get_size (payload) != BENCHMARK_MESSAGE)
    return "a row holds less than a datagram";
  memcpy (&number, g_bytes_get_data (payload, NULL), sizeof number);
  if (number > G_MAXINT32)
    return "a row holds another datagram than was sent";
  if (number / 8 >= length)
    {
      g_byte_array_set_size (seen, (guint) (number / 8 + 65536));
      memset (seen->data + length, 0, seen->len - length);
    }
  bit = 1 << number % 8;
  if (seen->data[number / 8] & bit)
    return "a datagram is there twice";
  seen->data[number / 8] |= bit;
  return NULL;
}

/* Each byte that came is in a row; and each row has its bytes, but for the
 * oldest where there were more than the journal's bound. */
static const char *
engine_check (Engine   *self,
              gboolean  datagrams)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  g_autoptr (GByteArray) seen = g_byte_array_new ();
  SockeyeVerb verb = datagrams ? SOCKEYE_VERB_RECVFROM : SOCKEYE_VERB_RECV;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (journal));
  guint64 in_rows = 0, missing = 0, kept = sockeye_journal_get_bytes (journal);
  const char *wrong = NULL;

  for (guint i = 0; wrong == NULL && i < n_rows; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), i);
      g_autoptr (GBytes) payload = NULL;
      gint64 bytes = sockeye_event_get_bytes (event);

      if (sockeye_event_get_verb (event) != verb || bytes <= 0)
        continue;
      in_rows += bytes;
      self->rows++;
      payload = sockeye_event_dup_payload (event);
      if (payload == NULL)
        missing += bytes;
      else if (datagrams)
        wrong = engine_check_datagram (payload, seen);
      else
        wrong = engine_check_stream (event, payload);
    }
  if (wrong == NULL && missing > sockeye_journal_get_trimmed_bytes (journal))
    wrong = "more bytes are gone than were trimmed";
  /* Rows that are gone took their bytes with them. */
  if (wrong != NULL || sockeye_journal_get_trimmed (journal) > 0)
    return wrong;
  if (in_rows != self->bytes)
    return "the rows hold not what was received";
  /* A segment is an eighth of it: one is being filled, others may be held. */
  if (kept < MIN (self->bytes, sockeye_journal_get_max_bytes (journal) / 2))
    return "the journal keeps less than its bound";
  return NULL;
}

static void
engine_report (Engine     *self,
               const char *mode)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (journal));
  double payload = sockeye_journal_get_bytes (journal);
  double beside = ((double) engine_read_memory () - self->memory - payload) / MAX (n_rows, 1);
  const char *wrong = NULL;

  if (strcmp (mode, "echo") == 0)
    wrong = engine_check_echo (self);
  else
    wrong = engine_check (self, strcmp (mode, "datagrams") == 0);
  printf ("{\"bytes\": %" G_GUINT64_FORMAT ", \"messages\": %" G_GUINT64_FORMAT
          ", \"trimmed\": %" G_GUINT64_FORMAT ", \"dropped\": %" G_GUINT64_FORMAT
          ", \"arrival\": %.0f, \"beside\": %.2f, \"wrong\": \"%s\"}\n",
          self->bytes, self->rows, sockeye_journal_get_trimmed (journal),
          sockeye_session_get_dropped (self->session),
          benchmark_quantile ((int64_t *) (gpointer) self->delays->data, self->delays->len, 0.5),
          beside, wrong != NULL ? wrong : "");
}

int
main (int   argc,
      char *argv[])
{
  const char *mode = argc > 1 ? argv[1] : "";
  int type = strcmp (mode, "datagrams") == 0 ? SOCK_DGRAM : SOCK_STREAM;
  Engine self = { .session = sockeye_session_new (), .loop = g_main_loop_new (NULL, FALSE) };
  int buffer;
  guint port;

  alarm (BENCHMARK_PATIENCE);
  self.delays = g_array_new (FALSE, FALSE, sizeof (gint64));
  sockeye_session_set_close_with_peer (self.session, TRUE);
  self.socket = test_socket (self.session, AF_INET, type, TRUE);
  buffer = engine_set_buffer (&self, argc > 2 ? atoi (argv[2]) : 0);
  if (type == SOCK_DGRAM)
    port = test_bind (self.session, self.socket);
  else
    port = test_listen (self.session, self.socket, benchmark_get_backlog (mode));
  sockeye_session_set_echo (self.session, sockeye_socket_get_id (self.socket),
                            strcmp (mode, "echo") == 0);
  sockeye_session_settle (self.session, G_USEC_PER_SEC);
  if (argc > 3 && atoi (argv[3]) > 0)
    sockeye_journal_set_max_bytes (sockeye_session_get_journal (self.session), atoi (argv[3]));
  if (argc > 4 && strcmp (argv[4], "eager") == 0)
    g_idle_add (engine_flush_cb, self.session);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, engine_ending_cb, &self);
  self.memory = engine_read_memory ();
  printf ("{\"port\": %u, \"buffer\": %d}\n", port, buffer);
  fflush (stdout);
  g_main_loop_run (self.loop);

  engine_report (&self, mode);
  fflush (stdout);
  sockeye_session_close (self.session);
  g_object_unref (self.session);
  g_main_loop_unref (self.loop);
  g_array_unref (self.delays);
  return 0;
}
