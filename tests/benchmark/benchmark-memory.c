/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The memory curve: floods a session for a while and prints what is resident
 * each second, and whether it stayed within what the bounds of the journal allow
 * and a tenth more: the bytes of payload, and 64 bytes a row. What was resident
 * before anything came does not count.
 *
 * benchmark-memory --seconds=600; see --help. */

#include "config.h"

#include "benchmark-util.h"
#include "session-util.h"

#include <sys/prctl.h>
#include <sys/wait.h>

#define RECORD 64
#define BATCH  64
#define LINES  60 /* of the curve */
#define WIDTH  50
#define LOOKED_AT 200 /* rows whose widgets hold an event */

static int     option_seconds = 15;
static int     option_rate = 0;
static int     option_size = 512;
static int     option_rows = 1000000;
static int     option_mebibytes = 256;
static gboolean option_look = FALSE;
static char   *option_output = NULL;

static const GOptionEntry options[] = {
  { "seconds", 's', 0, G_OPTION_ARG_INT, &option_seconds, "How long (15)", "N" },
  { "rate", 'r', 0, G_OPTION_ARG_INT, &option_rate, "Datagrams a second (0: all that go)", "N" },
  { "size", 'b', 0, G_OPTION_ARG_INT, &option_size, "Bytes of a datagram, 8 to 60000 (512)", "N" },
  { "rows", 'n', 0, G_OPTION_ARG_INT, &option_rows, "Rows that are kept (1000000)", "N" },
  { "mebibytes", 'm', 0, G_OPTION_ARG_INT, &option_mebibytes, "Payload that is kept (256)", "N" },
  { "look", 'l', 0, G_OPTION_ARG_NONE, &option_look, "Look at the oldest rows meanwhile", NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output, "Append lines of JSON to", "FILE" },
  { NULL },
};

typedef struct
{
  SockeyeSession *session;
  GMainLoop      *loop;
  GArray         *samples; /* of gsize, bytes beside base, one a second */
  GPtrArray      *held;    /* of SockeyeEvent: as the widgets of a window do */
  FILE           *output;
  gsize           base;
  guint64         before;  /* bytes that had come by the last second */
} Curve;

static gsize
curve_read_memory (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %" G_GSIZE_FORMAT, &pages);
  return pages * sysconf (_SC_PAGESIZE);
}

static guint64
curve_get_bound (void)
{
  return ((guint64) option_mebibytes << 20) + (guint64) option_rows * RECORD;
}

/* --- the sender, a process of its own ----------------------------------------------- */

/* Waits until the rate allows the next batch. */
static void
sender_pace (gint64 begun,
             gint64 sent)
{
  gint64 due;
  struct timespec until;

  if (option_rate <= 0)
    return;
  due = begun + sent * G_GINT64_CONSTANT (1000000000) / option_rate;
  until = (struct timespec) { due / 1000000000, due % 1000000000 };
  while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
    ;
}

static void
sender_run (int port_pipe)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  g_autofree guint8 *data = g_malloc0 (BATCH * option_size);
  struct iovec vectors[BATCH];
  struct mmsghdr messages[BATCH] = { 0 };
  guint16 port = 0;
  gint64 begun, sent = 0;
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (read (port_pipe, &port, sizeof port) != sizeof port)
    return;
  address.sin_port = htons (port);
  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    benchmark_fail ("connect");
  for (int i = 0; i < BATCH; i++)
    {
      vectors[i] = (struct iovec) { data + i * option_size, option_size };
      messages[i].msg_hdr.msg_iov = &vectors[i];
      messages[i].msg_hdr.msg_iovlen = 1;
    }
  begun = benchmark_now ();
  for (;;)
    {
      int n;

      for (int i = 0; i < BATCH; i++)
        {
          gint64 number = sent + i;

          memcpy (data + i * option_size, &number, sizeof number);
        }
      n = sendmmsg (fd, messages, BATCH, 0);
      if (n < 0 && errno != ECONNREFUSED)
        benchmark_fail ("sendmmsg");
      sent += MAX (n, 0);
      sender_pace (begun, sent);
    }
}

/* --- what is resident ----------------------------------------------------------------- */

/* As a window that is scrolled up: a row each, held, and pinned. */
static void
curve_look (Curve *self)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  GListModel *model = G_LIST_MODEL (journal);

  if (!option_look || self->held->len > 0 || g_list_model_get_n_items (model) < LOOKED_AT)
    return;
  for (guint i = 0; i < LOOKED_AT; i++)
    g_ptr_array_add (self->held, g_list_model_get_item (model, i));
  sockeye_journal_pin (journal, sockeye_event_get_number (self->held->pdata[0]),
                       sockeye_event_get_number (self->held->pdata[LOOKED_AT - 1]));
}

static gboolean
curve_second_cb (gpointer data)
{
  Curve *self = data;
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  gsize memory = curve_read_memory ();
  guint64 bytes = sockeye_session_get_bytes_in (self->session);

  memory -= MIN (memory, self->base);
  g_array_append_val (self->samples, memory);
  if (self->output != NULL)
    fprintf (self->output,
             "{\"name\": \"memory-curve-second\", \"second\": %u, \"value\": %" G_GSIZE_FORMAT
             ", \"unit\": \"bytes\", \"against\": null, \"ratio\": null, \"rows\": %u, \"payload\": %" G_GUINT64_FORMAT
             ", \"received\": %" G_GUINT64_FORMAT ", \"dropped\": %" G_GUINT64_FORMAT "}\n",
             self->samples->len, memory, g_list_model_get_n_items (G_LIST_MODEL (journal)),
             sockeye_journal_get_bytes (journal), (bytes - self->before) / option_size,
             sockeye_session_get_dropped (self->session));
  self->before = bytes;
  curve_look (self);
  if (self->samples->len == (guint) option_seconds)
    g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

/* The highest of each stretch, so that no peak is lost. */
static void
curve_print (Curve *self)
{
  guint step = (self->samples->len + LINES - 1) / LINES;
  double bound = (double) curve_get_bound ();

  printf ("second   MiB  of bound\n");
  for (guint from = 0; from < self->samples->len; from += step)
    {
      guint end = MIN (from + step, self->samples->len);
      gsize most = 0;
      char bar[WIDTH * 2 + 1];
      guint length;

      for (guint i = from; i < end; i++)
        most = MAX (most, g_array_index (self->samples, gsize, i));
      length = (guint) MIN (WIDTH * 2, (double) most / bound * WIDTH + 0.5);
      memset (bar, '#', length);
      bar[length] = '\0';
      printf ("%6u %5.0f %5.1f %% %s\n", end, (double) most / (1 << 20), 100 * (double) most / bound,
              bar);
    }
}

static gboolean
curve_report (Curve *self)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  double bound = (double) curve_get_bound ();
  gsize most = 0;
  gboolean within;

  for (guint i = 0; i < self->samples->len; i++)
    most = MAX (most, g_array_index (self->samples, gsize, i));
  within = (double) most <= bound * 1.1;
  curve_print (self);
  printf ("bound %.0f MiB: %d rows of %d bytes, %d MiB of payload; before the flood %.0f MiB\n",
          bound / (1 << 20), option_rows, RECORD, option_mebibytes,
          (double) self->base / (1 << 20));
  printf ("%" G_GUINT64_FORMAT " datagrams of %d bytes kept, %" G_GUINT64_FORMAT " dropped by the "
          "kernel, %" G_GUINT64_FORMAT " rows trimmed\n",
          sockeye_session_get_bytes_in (self->session) / option_size, option_size,
          sockeye_session_get_dropped (self->session), sockeye_journal_get_trimmed (journal));
  printf ("most %.1f MiB, %.1f %% of the bound: %s\n", (double) most / (1 << 20),
          100 * (double) most / bound,
          within ? "within it and a tenth" : "MORE than it and a tenth");
  if (self->output != NULL)
    fprintf (self->output,
             "{\"name\": \"memory-curve\", \"value\": %" G_GSIZE_FORMAT ", \"unit\": \"bytes\", "
             "\"against\": \"bound\", \"ratio\": %.4f}\n",
             most, (double) most / bound);
  return within;
}

static void
curve_start (Curve *self,
             int    port_pipe)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  SockeyeSocket *socket = test_socket (self->session, AF_INET, SOCK_DGRAM, TRUE);
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  g_autoptr (SockeyeEvent) forced = test_call (
      self->session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUFFORCE, 4 << 20));
  guint16 port;

  if (sockeye_event_is_error (forced))
    printf ("The receive buffer is as the kernel has it: SO_RCVBUFFORCE is not allowed.\n");
  sockeye_journal_set_max_rows (journal, option_rows);
  sockeye_journal_set_max_bytes (journal, (guint64) option_mebibytes << 20);
  port = (guint16) test_bind (self->session, socket);
  self->base = curve_read_memory ();
  if (write (port_pipe, &port, sizeof port) != sizeof port)
    benchmark_fail ("write");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Curve self = { 0 };
  int pipes[2];
  pid_t sender;
  gboolean within;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  option_size = CLAMP (option_size, 8, 60000);
  option_seconds = MAX (option_seconds, 1);
  if (pipe (pipes) != 0 || (sender = fork ()) < 0)
    benchmark_fail ("fork");
  if (sender == 0)
    {
      close (pipes[1]);
      sender_run (pipes[0]);
      _exit (1);
    }
  close (pipes[0]);

  self.session = sockeye_session_new ();
  self.loop = g_main_loop_new (NULL, FALSE);
  self.samples = g_array_new (FALSE, FALSE, sizeof (gsize));
  self.held = g_ptr_array_new_with_free_func (g_object_unref);
  self.output = option_output != NULL ? fopen (option_output, "a") : NULL;
  curve_start (&self, pipes[1]);
  g_timeout_add_seconds_full (G_PRIORITY_HIGH, 1, curve_second_cb, &self, NULL);
  g_main_loop_run (self.loop);

  kill (sender, SIGKILL);
  waitpid (sender, NULL, 0);
  within = curve_report (&self);
  if (self.output != NULL)
    fclose (self.output);
  g_ptr_array_unref (self.held);
  sockeye_session_close (self.session);
  g_object_unref (self.session);
  g_main_loop_unref (self.loop);
  g_array_unref (self.samples);
  return within ? 0 : 1;
}
