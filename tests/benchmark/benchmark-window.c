/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The window of the real application, watched while it shows what comes.
 *
 * benchmark-window datagrams|echo [RECEIVE-BUFFER]
 *
 * Prints a line of JSON with its port, and answers each line of its standard
 * input with one more: "rows": what is there; "begin" and "end": the frames
 * between; "jump N": to the start, the end and N rows in between. Ends with its
 * input.
 *
 * Four times are taken of each frame: "busy", the time that the main thread
 * did not wait in poll() since the frame before was painted, which counts the
 * flush of the session and all that new rows cause as well; "cpu", what of it
 * the thread had a processor; "paint", from GdkFrameClock's before-paint to its
 * after-paint; and "interval", from one after-paint to the next. */

#include "config.h"

#include "benchmark-util.h"
#include "session-util.h"

#include <glib-unix.h>

#include "log/sockeye-log-cell.h"
#include "log/sockeye-log-view.h"
#include "sidebar/sockeye-sidebar.h"
#include "window/sockeye-application.h"
#include "window/sockeye-window.h"

/* Clicks are made so often, ms, and a call with each of them. */
#define CLICK_MS 100

/* Among so many rows of the sidebar, the listener's and those of its first peers. */
#define N_CLICKED 8

/* Nothing is waited for longer, seconds. */
#define PATIENCE 20

typedef enum
{
  BUSY,
  CPU,
  PAINT,
  INTERVAL,
  CLICK, /* from an input event to the frame that shows its effect */
  CALL,  /* from an input event to the return of the call that it makes */
  N_SERIES
} Series;

typedef struct
{
  SockeyeSession *session;
  GtkWindow      *window;
  SockeyeLogView *log;
  GtkWidget      *sidebar; /* its list where clicks choose sockets, or NULL */
  guint           n_clicks;
  GMainLoop      *loop;
  GThread        *clicker;
  gint            clicking;
  gboolean        recording;
  GArray         *series[N_SERIES]; /* of int64_t, ns */
  int64_t         begun;
  int64_t         before_paint;
  int64_t         after_paint;
  int64_t         polled;
  int64_t         cpu;
  int64_t         click; /* waits for its frame, or 0 */
} Window;

static int64_t waited; /* in poll(), ns; of the main thread */

static int64_t
window_read_cpu (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (int64_t) used.tv_sec * 1000000000 + used.tv_nsec;
}

static gint
window_poll_cb (GPollFD *fds,
                guint    n_fds,
                gint     timeout)
{
  int64_t begun = benchmark_now ();
  gint n = g_poll (fds, n_fds, timeout);

  waited += benchmark_now () - begun;
  return n;
}

static void
window_add (Window  *self,
            Series   series,
            int64_t  value)
{
  if (self->recording)
    g_array_append_val (self->series[series], value);
}

static void
window_before_paint_cb (GdkFrameClock *clock,
                        Window        *self)
{
  self->before_paint = benchmark_now ();
}

static void
window_after_paint_cb (GdkFrameClock *clock,
                       Window        *self)
{
  int64_t now = benchmark_now ();
  int64_t cpu = window_read_cpu ();

  if (self->after_paint != 0)
    {
      window_add (self, PAINT, now - self->before_paint);
      window_add (self, INTERVAL, now - self->after_paint);
      window_add (self, BUSY, now - self->after_paint - (waited - self->polled));
      window_add (self, CPU, cpu - self->cpu);
    }
  if (self->click != 0)
    window_add (self, CLICK, now - self->click);
  self->click = 0;
  self->after_paint = now;
  self->polled = waited;
  self->cpu = cpu;
}

/* --- clicks ------------------------------------------------------------------------- */

typedef struct
{
  Window  *window;
  int64_t  begun;
} Click;

static void
window_called_cb (GObject      *session,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autofree Click *click = data;
  g_autoptr (SockeyeEvent) event =
      sockeye_session_call_finish (SOCKEYE_SESSION (session), result, NULL);

  if (event != NULL)
    window_add (click->window, CALL, benchmark_now () - click->begun);
}

/* What a click on a row of the sidebar does, or one on a toggle. */
static void
window_click (Window *self)
{
  GListModel *rows;

  if (self->sidebar == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.any-call", NULL);
      return;
    }
  rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->sidebar)));
  gtk_widget_activate_action (self->sidebar, "list.select-item", "(ubb)",
                              ++self->n_clicks % MIN (N_CLICKED, g_list_model_get_n_items (rows)),
                              FALSE, FALSE);
}

/* And one on a button of the bar. */
static gboolean
window_click_cb (gpointer data)
{
  Click *click = data;
  Window *self = click->window;
  g_autoptr (SockeyeSocket) socket =
      g_list_model_get_item (sockeye_session_list_sockets (self->session), 0);
  SockeyeCall *call =
      sockeye_call_new_getsockopt (sockeye_socket_get_id (socket), SOL_SOCKET, SO_TYPE);

  window_click (self);
  if (self->click == 0)
    self->click = click->begun;
  sockeye_session_call_async (self->session, call, NULL, window_called_cb, click);
  sockeye_call_unref (call);
  return G_SOURCE_REMOVE;
}

/* Comes as an event of the display does: from outside, at its priority. */
static gpointer
window_click_thread (gpointer data)
{
  Window *self = data;

  while (g_atomic_int_get (&self->clicking))
    {
      Click *click = g_new0 (Click, 1);

      click->window = self;
      click->begun = benchmark_now ();
      g_main_context_invoke_full (NULL, GDK_PRIORITY_EVENTS, window_click_cb, click, NULL);
      g_usleep (CLICK_MS * 1000);
    }
  return NULL;
}

/* --- reports ------------------------------------------------------------------------ */

static void
window_print_series (Window *self,
                     Series  series)
{
  static const char *const names[N_SERIES] = { "busy", "cpu", "paint", "interval", "click", "call" };
  GArray *array = self->series[series];

  printf ("%s\"%s\": [", series == 0 ? "" : ", ", names[series]);
  for (guint i = 0; i < array->len; i++)
    printf ("%s%.3f", i == 0 ? "" : ", ", (double) g_array_index (array, int64_t, i) / 1e6);
  printf ("]");
}

static void
window_begin (Window *self)
{
  for (guint i = 0; i < N_SERIES; i++)
    g_array_set_size (self->series[i], 0);
  self->recording = TRUE;
  self->begun = benchmark_now ();
  self->after_paint = self->begun;
  self->polled = waited;
  self->cpu = window_read_cpu ();
  g_atomic_int_set (&self->clicking, 1);
  self->clicker = g_thread_new ("clicker", window_click_thread, self);
  printf ("{}\n");
}

static void
window_end (Window *self)
{
  int64_t now = benchmark_now ();
  double seconds = (double) (now - self->begun) / 1e9;

  /* What is not painted yet counts as well. */
  window_add (self, INTERVAL, now - self->after_paint);
  window_add (self, BUSY, now - self->after_paint - (waited - self->polled));
  window_add (self, CPU, window_read_cpu () - self->cpu);
  if (self->click != 0)
    window_add (self, CLICK, now - self->click);
  self->recording = FALSE;
  g_atomic_int_set (&self->clicking, 0);
  g_thread_join (g_steal_pointer (&self->clicker));
  printf ("{\"seconds\": %.3f, ", seconds);
  for (guint i = 0; i < N_SERIES; i++)
    window_print_series (self, i);
  printf ("}\n");
}

static void
window_print_rows (Window *self)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  GListModel *sockets = sockeye_session_list_sockets (self->session);
  g_autoptr (SockeyeSocket) first = g_list_model_get_item (sockets, 0);

  printf ("{\"rows\": %u, \"trimmed\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GUINT64_FORMAT
          ", \"dropped\": %" G_GUINT64_FORMAT ", \"peers\": %u, \"open\": %u, \"following\": %s}\n",
          g_list_model_get_n_items (G_LIST_MODEL (journal)), sockeye_journal_get_trimmed (journal),
          sockeye_session_get_bytes_in (self->session),
          sockeye_session_get_dropped (self->session),
          g_list_model_get_n_items (sockeye_socket_list_peers (first)),
          sockeye_session_get_n_open (self->session),
          sockeye_log_view_get_following (self->log) ? "true" : "false");
}

/* --- jumps -------------------------------------------------------------------------- */

static gboolean
window_draws (GtkWidget *widget,
              GtkWidget *log,
              guint64    number)
{
  graphene_rect_t bounds;
  gboolean found = FALSE;

  if (SOCKEYE_IS_LOG_CELL (widget))
    {
      SockeyeEvent *event = sockeye_log_cell_get_event (SOCKEYE_LOG_CELL (widget));

      return event != NULL && sockeye_event_get_number (event) == number
             && gtk_widget_get_child_visible (widget)
             && gtk_widget_compute_bounds (widget, log, &bounds) && bounds.origin.y >= 0
             && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (log);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = window_draws (child, log, number);
  return found;
}

static void
window_count_cb (GdkFrameClock *clock,
                 guint         *n_frames)
{
  (*n_frames)++;
}

/* How many frames it took until the row was painted, and for how long the main
 * thread was busy with it, ms. */
static void
window_jump (Window     *self,
             guint64     number,
             const char *separator)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  int64_t begun = benchmark_now ();
  int64_t polled = waited;
  guint n_frames = 0;
  gulong handler = g_signal_connect_after (clock, "after-paint", G_CALLBACK (window_count_cb),
                                           &n_frames);
  int64_t end;

  sockeye_log_view_show_row (self->log, number);
  do
    {
      guint seen = n_frames;

      while (n_frames == seen && benchmark_now () - begun < PATIENCE * 1000000000ll)
        g_main_context_iteration (NULL, TRUE);
    }
  while (!window_draws (GTK_WIDGET (self->log), GTK_WIDGET (self->log), number) && n_frames < 100);
  end = benchmark_now ();
  g_signal_handler_disconnect (clock, handler);
  printf ("%s{\"number\": %" G_GUINT64_FORMAT ", \"frames\": %u, \"busy\": %.3f, \"took\": %.3f}",
          separator, number, n_frames, (double) (end - begun - (waited - polled)) / 1e6,
          (double) (end - begun) / 1e6);
}

static void
window_jumps (Window *self,
              guint   n)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (self->session));
  guint n_rows = g_list_model_get_n_items (journal);
  g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, 0);
  guint64 first = sockeye_event_get_number (event);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  printf ("{\"jumps\": [");
  window_jump (self, first, "");
  window_jump (self, first + n_rows - 1, ", ");
  for (guint i = 0; i < n; i++)
    window_jump (self, first + g_rand_int_range (random, 0, n_rows), ", ");
  printf ("]}\n");
  sockeye_log_view_set_following (self->log, TRUE);
}

/* --- serving ------------------------------------------------------------------------ */

static GtkWidget *
window_find (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = window_find (child, type);
  return found;
}

/* Peers are answered and closed as they leave; their rows are what is clicked on. */
static void
window_serve_peers (Window        *self,
                    SockeyeSocket *socket)
{
  GtkWidget *sidebar = window_find (GTK_WIDGET (self->window), SOCKEYE_TYPE_SIDEBAR);

  sockeye_session_set_echo (self->session, sockeye_socket_get_id (socket), TRUE);
  sockeye_session_set_close_with_peer (self->session, TRUE);
  self->sidebar = window_find (sidebar, GTK_TYPE_LIST_VIEW);
}

static gboolean
window_line_cb (int          fd,
                GIOCondition condition,
                gpointer     data)
{
  Window *self = data;
  char line[64];

  if (fgets (line, sizeof line, stdin) == NULL)
    {
      g_main_loop_quit (self->loop);
      return G_SOURCE_REMOVE;
    }
  if (g_str_has_prefix (line, "begin"))
    window_begin (self);
  else if (g_str_has_prefix (line, "end"))
    window_end (self);
  else if (g_str_has_prefix (line, "jump"))
    window_jumps (self, atoi (line + strlen ("jump")));
  else
    window_print_rows (self);
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

/* Returns the size that the kernel has made of it. */
static int
window_set_buffer (Window        *self,
                   SockeyeSocket *socket,
                   int            size)
{
  SockeyeSocketId id = sockeye_socket_get_id (socket);
  SockeyeCall *force = sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUFFORCE, size);
  g_autoptr (SockeyeEvent) forced = test_call (self->session, force);
  g_autoptr (SockeyeEvent) made = NULL;
  g_autoptr (GBytes) value = NULL;
  int granted = 0;

  if (sockeye_event_is_error (forced))
    test_call_ok (self->session, sockeye_call_new_setsockopt (id, SOL_SOCKET, SO_RCVBUF, size));
  made = test_call (self->session, sockeye_call_new_getsockopt (id, SOL_SOCKET, SO_RCVBUF));
  value = sockeye_event_dup_option_value (made);
  if (value != NULL && g_bytes_get_size (value) == sizeof granted)
    memcpy (&granted, g_bytes_get_data (value, NULL), sizeof granted);
  return granted;
}

static void
window_watch (Window *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));

  for (guint i = 0; i < N_SERIES; i++)
    self->series[i] = g_array_new (FALSE, FALSE, sizeof (int64_t));
  g_main_context_set_poll_func (NULL, window_poll_cb);
  g_signal_connect (clock, "before-paint", G_CALLBACK (window_before_paint_cb), self);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (window_after_paint_cb), self);
}

int
main (int   argc,
      char *argv[])
{
  gboolean datagrams = argc > 1 && strcmp (argv[1], "datagrams") == 0;
  g_autoptr (SockeyeApplication) app = sockeye_application_new ();
  Window self = { .loop = g_main_loop_new (NULL, FALSE) };
  SockeyeSocket *socket;
  int buffer = 0;
  guint port;

  setvbuf (stdin, NULL, _IONBF, 0);
  if (!g_application_register (G_APPLICATION (app), NULL, NULL))
    return 1;
  g_application_activate (G_APPLICATION (app));
  self.window = gtk_application_get_active_window (GTK_APPLICATION (app));
  self.session = sockeye_window_get_session (SOCKEYE_WINDOW (self.window));
  self.log = SOCKEYE_LOG_VIEW (window_find (GTK_WIDGET (self.window), SOCKEYE_TYPE_LOG_VIEW));
  window_watch (&self);

  socket = test_socket (self.session, AF_INET, datagrams ? SOCK_DGRAM : SOCK_STREAM, TRUE);
  if (argc > 2 && atoi (argv[2]) > 0)
    buffer = window_set_buffer (&self, socket, atoi (argv[2]));
  port = datagrams ? test_bind (self.session, socket) : test_listen (self.session, socket, 4096);
  if (!datagrams)
    window_serve_peers (&self, socket);
  sockeye_window_set_selected (SOCKEYE_WINDOW (self.window), socket);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, window_line_cb, &self);
  printf ("{\"port\": %u, \"buffer\": %d}\n", port, buffer);
  fflush (stdout);
  g_main_loop_run (self.loop);
  return 0;
}
