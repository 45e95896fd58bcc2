/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "widgets/sockeye-rate-words.h"
#include "window/sockeye-status-bar.h"
#include "test-find.h"

static void
test_status_bar_rates (void)
{
  static const struct
  {
    double      rate;
    const char *text;
  } cases[] = {
    { 0, "0 B/s" },
    { 999, "999 B/s" },
    { 999.9, "1.0 kB/s" },
    { 1234, "1.2 kB/s" },
    { 999949, "999.9 kB/s" },
    { 999960, "1.0 MB/s" },
    { 2.5e9, "2.5 GB/s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sockeye_rate_words_dup_bytes (cases[i].rate);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static const char *
test_status_bar_get_label (GtkWidget *bar,
                           guint      nth)
{
  return gtk_label_get_text (GTK_LABEL (test_app_find_nth (bar, GTK_TYPE_LABEL, &nth)));
}

static void
test_status_bar_counts (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *bar = g_object_new (SOCKEYE_TYPE_STATUS_BAR, "session", session, NULL);
  GtkWidget *window = test_app_show (bar, 600, 40);

  g_assert_cmpstr (test_status_bar_get_label (bar, 0), ==, "0 rows");
  test_app_notes (session, 1);
  test_app_wait_until (g_str_equal (test_status_bar_get_label (bar, 0), "1 row"));
  test_app_notes (session, 1499);
  test_app_wait_until (g_str_equal (test_status_bar_get_label (bar, 0), "1,500 rows"));
  g_assert_cmpstr (test_status_bar_get_label (bar, 1), ==, "0 trimmed");
  g_assert_cmpstr (test_status_bar_get_label (bar, 3), ==, "0 dropped");
  g_assert_cmpstr (test_status_bar_get_label (bar, 5), ==, "in 0 B/s");
  g_assert_cmpstr (test_status_bar_get_label (bar, 6), ==, "out 0 B/s");

  g_assert_cmpstr (test_status_bar_get_label (bar, 7), ==, "following");
  g_object_set (bar, "following", FALSE, NULL);
  g_assert_cmpstr (test_status_bar_get_label (bar, 7), ==, "not following");

  g_assert_false (test_find_shows (bar, "any call allowed"));
  g_object_set (bar, "any-call", TRUE, NULL);
  g_assert_true (test_find_shows (bar, "any call allowed"));

  g_object_ref (bar);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (bar);
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* Whatever there is to tell, it fits into the narrowest window. */
static void
test_status_bar_narrow (void)
{
  static const char *const longest[] = { "1,000,000 rows", "1,000,000,000 trimmed",
                                         "1,000,000 dropped", "1,000 refused", "any call allowed",
                                         "in 999.9 MB/s", "out 999.9 MB/s", "not following" };
  GtkWidget *bar = g_object_new (SOCKEYE_TYPE_STATUS_BAR, "any-call", TRUE, NULL);
  GtkWidget *window;
  int minimum;

  test_app_load_style ();
  window = test_app_show (bar, 800, 40);
  for (guint i = 0; i < G_N_ELEMENTS (longest); i++)
    {
      guint nth = i;
      GtkWidget *label = test_app_find_nth (bar, GTK_TYPE_LABEL, &nth);

      gtk_label_set_text (GTK_LABEL (label), longest[i]);
      gtk_widget_set_visible (label, TRUE);
    }
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 780);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Two sends, of which the second is more than waits: no call is made for it. */
static void
test_status_bar_refuse (SockeyeSession *session)
{
  SockeyeSocketId listener = test_app_socket (session, AF_INET, SOCK_STREAM);
  SockeyeSocketId client = test_app_socket (session, AF_INET, SOCK_STREAM);
  g_autoptr (SockeyeAddress) any =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  gsize size = 15 << 20;
  SockeyeAddress *local;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  sockeye_session_set_automatic (session, listener, FALSE);
  g_object_unref (test_app_call (session, sockeye_call_new_bind (listener, any)));
  g_object_unref (test_app_call (session, sockeye_call_new_listen (listener, 1)));
  local = sockeye_socket_get_local (sockeye_session_get_socket (session, listener));
  g_object_unref (test_app_call (session, sockeye_call_new_connect (client, local)));
  sockeye_session_set_automatic (session, client, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SockeyeCall) call = sockeye_call_new_send (client, bytes, 0);

      sockeye_session_call_async (session, call, NULL, NULL, NULL);
    }
}

/* Nothing is said of refused calls before there is one. */
static void
test_status_bar_refused (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *bar = g_object_new (SOCKEYE_TYPE_STATUS_BAR, "session", session, NULL);
  GtkWidget *window = test_app_show (bar, 600, 40);

  g_assert_false (test_find_shows (bar, "0 refused"));
  test_status_bar_refuse (session);
  test_app_wait_until (test_find_shows (bar, "1 refused"));
  gtk_window_destroy (GTK_WINDOW (window));
  /* What waited returns first. */
  sockeye_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_unref (session);
  test_app_wait_until (session == NULL);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/status-bar/rates", test_status_bar_rates);
  g_test_add_func ("/sockeye/status-bar/counts", test_status_bar_counts);
  g_test_add_func ("/sockeye/status-bar/narrow", test_status_bar_narrow);
  g_test_add_func ("/sockeye/status-bar/refused", test_status_bar_refused);
  return g_test_run ();
}
