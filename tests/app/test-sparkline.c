/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "details/sockeye-socket-page.h"
#include "sidebar/sockeye-sidebar-row.h"
#include "test-find.h"
#include "widgets/sockeye-rate-words.h"
#include "widgets/sockeye-sparkline.h"

static void
test_count (SockeyeRates *rates,
            guint64       in,
            guint64       rows)
{
  const guint64 totals[SOCKEYE_N_RATES] = { in, 0, rows };

  sockeye_rates_count (rates, g_get_monotonic_time (), totals);
}

static void
test_sparkline_words (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (G_USEC_PER_SEC, 60);
  const guint64 first[SOCKEYE_N_RATES] = { 200000, 500, 1200 };
  const guint64 second[SOCKEYE_N_RATES] = { 200042, 500, 1202 };
  g_autofree char *idle = sockeye_rate_words_dup_sentence (rates, 0);
  g_autofree char *sentence = NULL;
  g_autofree char *lines = NULL;

  g_assert_cmpstr (idle, ==, "Rates of the last minute: nothing came or went");
  sockeye_rates_count (rates, 100 * G_USEC_PER_SEC, first);
  sockeye_rates_count (rates, 101 * G_USEC_PER_SEC, second);
  sentence = sockeye_rate_words_dup_sentence (rates, 102 * G_USEC_PER_SEC);
  g_assert_cmpstr (sentence, ==,
                   "Rates of the last minute: now in 42 B/s, out 0 B/s, 2 rows/s; "
                   "at most in 200.0 kB/s, out 500 B/s, 1,200 rows/s");
  lines = sockeye_rate_words_dup_lines (rates, 102 * G_USEC_PER_SEC);
  g_assert_cmpstr (lines, ==,
                   "now in 42 B/s, out 0 B/s, 2 rows/s\n"
                   "at most in 200.0 kB/s, out 500 B/s, 1,200 rows/s");
}

/* It draws itself again as long as something is to be seen, and no longer. */
static void
test_sparkline_moves (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (20 * 1000, 10);
  GtkWidget *line = g_object_new (SOCKEYE_TYPE_SPARKLINE, "rates", rates, NULL);
  GtkWidget *window = test_app_show (line, 100, 40);

  g_assert_false (sockeye_sparkline_is_moving (SOCKEYE_SPARKLINE (line)));
  test_count (rates, 10, 1);
  g_assert_true (sockeye_sparkline_is_moving (SOCKEYE_SPARKLINE (line)));
  test_app_wait_until (!sockeye_sparkline_is_moving (SOCKEYE_SPARKLINE (line)));
  g_assert_true (sockeye_rates_is_idle (rates, g_get_monotonic_time ()));

  /* Not where nobody sees it. */
  gtk_widget_set_visible (line, FALSE);
  test_count (rates, 20, 2);
  g_assert_false (sockeye_sparkline_is_moving (SOCKEYE_SPARKLINE (line)));
  gtk_widget_set_visible (line, TRUE);
  test_app_wait_until (gtk_widget_get_mapped (line));

  g_object_ref (line);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (line);
}

/* In a row of sockets it takes room only while there is something to show. */
static void
test_sparkline_hides (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (20 * 1000, 10);
  GtkWidget *line = g_object_new (SOCKEYE_TYPE_SPARKLINE, "hides", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box), line);
  window = test_app_show (box, 100, 40);
  g_assert_false (gtk_widget_get_visible (line));
  sockeye_sparkline_set_rates (SOCKEYE_SPARKLINE (line), rates);
  g_assert_false (gtk_widget_get_visible (line));
  test_count (rates, 0, 1);
  g_assert_true (gtk_widget_get_visible (line));
  test_app_wait_until (!gtk_widget_get_visible (line));
  test_count (rates, 0, 2);
  g_assert_true (gtk_widget_get_visible (line));
  sockeye_sparkline_set_rates (SOCKEYE_SPARKLINE (line), NULL);
  g_assert_false (gtk_widget_get_visible (line));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The pixels of the widget, as wide and high as it is: 4 bytes each, BGRA. */
static guchar *
test_sparkline_draw (GtkWidget *widget)
{
  GdkPaintable *paintable;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  GskRenderNode *node;
  GdkTexture *texture;
  guchar *pixels = g_malloc0 ((gsize) width * height * 4);

  /* It gives what was drawn last. */
  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
  paintable = gtk_widget_paintable_new (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_download (texture, pixels, (gsize) width * 4);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
  return pixels;
}

/* Coloured pixels, of the area, between two columns. */
static guint
test_sparkline_count_area (const guchar *pixels,
                           int           width,
                           int           height,
                           int           from,
                           int           to)
{
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = from; x < to; x++)
      {
        const guchar *pixel = pixels + (y * width + x) * 4;

        n += pixel[0] > pixel[2] + 40;
      }
  return n;
}

/* Draws, and tells the time that was running: drawn again where one ended
 * meanwhile. */
static guchar *
test_sparkline_draw_at (GtkWidget    *line,
                        SockeyeRates *rates,
                        gint64       *running)
{
  for (;;)
    {
      guchar *pixels;

      *running = g_get_monotonic_time () / sockeye_rates_get_length (rates);
      pixels = test_sparkline_draw (line);
      if (*running == g_get_monotonic_time () / sockeye_rates_get_length (rates))
        return pixels;
      g_free (pixels);
    }
}

/* A bar for each time, against the highest. */
static void
test_sparkline_picture (void)
{
  g_autoptr (SockeyeRates) rates = sockeye_rates_new (G_USEC_PER_SEC, 40);
  GtkWidget *line = g_object_new (SOCKEYE_TYPE_SPARKLINE, "rates", rates, NULL);
  const guint64 first[SOCKEYE_N_RATES] = { 1000, 0, 0 };
  const guint64 second[SOCKEYE_N_RATES] = { 1000, 2000, 0 };
  g_autofree guchar *empty = NULL;
  g_autofree guchar *pixels = NULL;
  GtkWidget *window;
  gint64 now = g_get_monotonic_time ();
  gint64 running;
  int width, height, bar;

  test_app_load_style ();
  window = test_app_show (line, 400, 60);
  width = gtk_widget_get_width (line);
  height = gtk_widget_get_height (line);
  bar = width / 40;
  empty = test_sparkline_draw_at (line, rates, &running);
  g_assert_cmpuint (test_sparkline_count_area (empty, width, height, 0, width), ==, 0);

  sockeye_rates_count (rates, now - 3 * G_USEC_PER_SEC, first);
  sockeye_rates_count (rates, now - G_USEC_PER_SEC, second);
  pixels = test_sparkline_draw_at (line, rates, &running);
  for (gint64 i = 0; i < 40; i++)
    {
      gint64 time = running - 40 + i - now / G_USEC_PER_SEC;
      int x = (int) (i * width / 40);
      guint n = test_sparkline_count_area (pixels, width, height, x + 1, x + bar - 1);
      guint full = (guint) ((bar - 2) * height);

      if (time == -1)
        g_assert_cmpuint (n, ==, full);
      else if (time == -3)
        g_assert_cmpuint (n, ==, full / 2);
      else
        g_assert_cmpuint (n, ==, 0);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of a socket: beside its name, and with figures on its page. */
static void
test_sparkline_socket (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_DGRAM);
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);
  GtkWidget *row = g_object_new (SOCKEYE_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;
  SockeyeRates *rates = NULL;

  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), page);
  window = test_app_show (box, 300, 500);
  sockeye_sidebar_row_set_socket (SOCKEYE_SIDEBAR_ROW (row), socket);
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), socket);

  g_object_get (test_app_find (row, SOCKEYE_TYPE_SPARKLINE), "rates", &rates, NULL);
  g_assert_true (rates == sockeye_socket_get_rates (socket));
  g_object_unref (rates);
  g_assert_true (gtk_widget_get_visible (test_app_find (row, SOCKEYE_TYPE_SPARKLINE)));
  g_object_get (test_app_find (page, SOCKEYE_TYPE_SPARKLINE), "rates", &rates, NULL);
  g_assert_true (rates == sockeye_socket_get_rates (socket));
  g_object_unref (rates);
  test_app_wait_until (test_find_shows (page, "at most in 0 B/s, out 0 B/s, 1 row/s"));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  test_app_settle ();
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/sparkline/words", test_sparkline_words);
  g_test_add_func ("/sockeye/sparkline/moves", test_sparkline_moves);
  g_test_add_func ("/sockeye/sparkline/hides", test_sparkline_hides);
  g_test_add_func ("/sockeye/sparkline/picture", test_sparkline_picture);
  g_test_add_func ("/sockeye/sparkline/socket", test_sparkline_socket);

  return g_test_run ();
}
