/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "options/sockeye-option-row.h"
#include "options/sockeye-options-page.h"
#include "test-options.h"

/* Each that applies has its row, by level, and no other is seen. */
static void
test_options_page_complete (void)
{
  g_auto (TestOptions) test = { 0 };
  const SockeyeOption *const *options;
  guint n;
  guint n_applies = 0;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  options = sockeye_option_list (&n);
  for (guint i = 0; i < n; i++)
    {
      gboolean applies = sockeye_option_applies (options[i], AF_INET, SOCK_STREAM, IPPROTO_TCP);

      n_applies += applies;
      if (applies != (test_options_look (&test, NULL, options[i]) != NULL))
        g_error ("%s: %s", options[i]->name, applies ? "missing" : "does not apply");
    }
  g_assert_cmpuint (n_applies, >, 60);
  g_assert_true (test_options_says (&test, "SOL_SOCKET"));
  g_assert_true (test_options_says (&test, "IPPROTO_TCP"));
  g_assert_false (test_options_says (&test, "IPPROTO_IPV6"));
  g_assert_cmpstr (test_options_get_mark (&test, "SO_TYPE"), ==, "read-only");
  g_assert_cmpstr (test_options_get_mark (&test, "SO_RCVBUF"), ==, "default");
}

static void
test_options_page_search (void)
{
  g_auto (TestOptions) test = { 0 };

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  test_options_search (&test, "rcvbuf");
  g_assert_nonnull (test_options_find (&test, "SO_RCVBUF"));
  g_assert_null (test_options_find (&test, "SO_SNDBUF"));
  test_options_search (&test, "SOL_SOCKET 8");
  g_assert_nonnull (test_options_find (&test, "SO_RCVBUF"));
  g_assert_null (test_options_find (&test, "SO_SNDBUF"));
  g_assert_null (test_options_find (&test, "TCP_NODELAY"));
  test_options_search (&test, "tcp_nodelay");
  g_assert_nonnull (test_options_find (&test, "TCP_NODELAY"));
  g_assert_false (test_options_says (&test, "No option matches."));
  test_options_search (&test, "no such thing");
  test_app_wait_until (test_options_says (&test, "No option matches."));
  g_assert_null (test_options_find (&test, "TCP_NODELAY"));
}

/* Enter in the search goes to the editor of what was found; the kernel doubles
 * what it is given (socket(7)). */
static void
test_options_page_set (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *check;
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  rows = test_app_count_rows (test.session);
  test_options_search (&test, "so_rcvbuf");
  g_signal_emit_by_name (test_app_find (GTK_WIDGET (test.page), GTK_TYPE_SEARCH_ENTRY), "activate");
  row = test_options_find (&test, "SO_RCVBUF");
  g_assert_true (test_find_has_focus (test.window, row));
  test_options_type (row, "SO_RCVBUF", "50000");
  test_options_enter (row, "SO_RCVBUF");
  test_app_wait_until (test_options_has_text (row, "SO_RCVBUF", "100000"));
  g_assert_cmpuint (test_app_count_rows (test.session), ==, rows + 1);
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(SOL_SOCKET, SO_RCVBUF, 50000)"));
  g_assert_cmpstr (test_options_get_mark (&test, "SO_RCVBUF"), ==, "changed");
  g_assert_true (test_options_is_named (row, "SO_RCVBUF, ", "changed"));

  test_options_search (&test, "");
  check = test_find (test.page, GTK_TYPE_CHECK_BUTTON, "Changed only");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_nonnull (test_options_find (&test, "SO_RCVBUF"));
  g_assert_null (test_options_find (&test, "SO_SNDBUF"));
}

static void
test_options_page_switch (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  GtkSwitch *toggle;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_find (&test, "TCP_NODELAY");
  toggle = GTK_SWITCH (test_find (row, GTK_TYPE_SWITCH, "TCP_NODELAY"));
  g_assert_false (gtk_switch_get_state (toggle));
  gtk_switch_set_active (toggle, TRUE);
  test_app_wait_until (gtk_switch_get_state (toggle));
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)"));
  test_app_wait_until (g_strcmp0 (test_options_get_mark (&test, "TCP_NODELAY"), "changed") == 0);
}

/* It is shown with its value, and only read. */
static void
test_options_page_read_only (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "SO_PROTOCOL");
  g_assert_null (test_find_walk (row, GTK_TYPE_BUTTON, "Apply"));
  g_assert_null (test_app_find (row, GTK_TYPE_ENTRY));
  rows = test_app_count_rows (test.session);
  test_find_press (row, "Read");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 1);
  g_assert_true (test_options_last_is (&test, "s1.getsockopt(SOL_SOCKET, SO_PROTOCOL"));
}

/* Reading it clears it: only the user does, and is told what was there. */
static void
test_options_page_consumes (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "SO_ERROR");
  g_assert_true (test_options_says (&test, "it is only read when you press Read."));
  rows = test_app_count_rows (test.session);
  test_find_press (row, "Read");
  test_app_wait_until (test_find_shows (row, "It was read: 0"));
  g_assert_cmpuint (test_app_count_rows (test.session), ==, rows + 1);
  g_assert_false (test_options_shows_error (row));
}

/* No call is made with what cannot be right. */
static void
test_options_page_bad_range (void)
{
  static const char *const texts[] = { "300", "-2", "many", "", "0x1000000000000000000" };
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "IP_TTL");
  rows = test_app_count_rows (test.session);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      test_options_type (row, "IP_TTL", texts[i]);
      g_assert_false (test_options_shows_error (row));
      test_find_press (row, "Apply");
      g_assert_true (test_options_shows_error (row));
      g_assert_true (test_options_has_text (row, "IP_TTL", texts[i]));
    }
  test_app_settle ();
  g_assert_cmpuint (test_app_count_rows (test.session), ==, rows);
  test_options_type (row, "IP_TTL", "5");
  g_assert_false (test_options_shows_error (row));
  test_find_press (row, "Apply");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 1);
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_IP, IP_TTL, 5)"));
}

/* What the kernel refuses is said there, and the field has its value again. */
static void
test_options_page_error (void)
{
  g_auto (TestOptions) test = { 0 };
  g_autofree char *before = NULL;
  GtkWidget *row;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "TCP_CONGESTION");
  before = g_strdup (test_find_text (row, "TCP_CONGESTION"));
  g_assert_cmpstr (before, !=, "");
  test_options_type (row, "TCP_CONGESTION", "nonesuch");
  test_options_enter (row, "TCP_CONGESTION");
  test_app_wait_until (test_options_shows_error (row));
  g_assert_true (test_find_shows (row, "ENOENT"));
  test_app_wait_until (test_options_has_text (row, "TCP_CONGESTION", before));
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_TCP, TCP_CONGESTION, "));

  /* It is not said of what is typed next. */
  test_options_type (row, "TCP_CONGESTION", "another");
  g_assert_false (test_find_shows (row, "ENOENT"));
}

/* What is typed stays, whatever the kernel says meanwhile. */
static void
test_options_page_typing (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint n_reads;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "SO_SNDBUF");
  test_options_type (row, "SO_SNDBUF", "40");
  n_reads = sockeye_options_page_get_n_reads (test.page);
  g_object_unref (test_app_call (test.session,
                                 sockeye_call_new_setsockopt (test.id, SOL_SOCKET, SO_SNDBUF,
                                                              30000)));
  test_app_wait_until (sockeye_options_page_get_n_reads (test.page) > n_reads);
  test_app_wait_until (test_options_get_mark (&test, "SO_SNDBUF") != NULL
                       && g_str_equal (test_options_get_mark (&test, "SO_SNDBUF"), "changed"));
  g_assert_true (test_options_has_text (row, "SO_SNDBUF", "40"));
  g_assert_true (sockeye_option_editor_restore (test_options_get_editor (row)));
  g_assert_true (test_options_has_text (row, "SO_SNDBUF", "60000"));
}

/* Nothing is read for nobody. */
static void
test_options_page_hidden (void)
{
  g_auto (TestOptions) test = { 0 };
  guint n_reads;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  gtk_widget_set_visible (GTK_WIDGET (test.page), FALSE);
  n_reads = sockeye_options_page_get_n_reads (test.page);
  g_object_unref (test_app_call (test.session,
                                 sockeye_call_new_setsockopt (test.id, SOL_SOCKET, SO_KEEPALIVE,
                                                              1)));
  test_app_settle ();
  test_app_settle ();
  g_assert_cmpuint (sockeye_options_page_get_n_reads (test.page), ==, n_reads);
  gtk_widget_set_visible (GTK_WIDGET (test.page), TRUE);
  test_app_wait_until (g_strcmp0 (test_options_get_mark (&test, "SO_KEEPALIVE"), "changed") == 0);
}

static void
test_options_page_absent (void)
{
  g_auto (TestOptions) test = { 0 };
  SockeyeSocketId udp;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  udp = test_app_socket (test.session, AF_INET, SOCK_DGRAM);
  sockeye_options_page_set_socket (test.page, sockeye_session_get_socket (test.session, udp));
  test_app_wait_until (test_options_find (&test, "UDP_CORK") != NULL);
  test_app_wait_until (test_options_find (&test, "TCP_NODELAY") == NULL);
  g_object_unref (test_app_call (test.session, sockeye_call_new_close (udp, FALSE)));
  test_app_wait_until (test_options_says (&test, "s2 is closed:"));
  sockeye_options_page_set_socket (test.page, NULL);
  test_app_wait_until (test_options_says (&test, "Choose a socket"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/options-page/complete", test_options_page_complete);
  g_test_add_func ("/sockeye/options-page/search", test_options_page_search);
  g_test_add_func ("/sockeye/options-page/set", test_options_page_set);
  g_test_add_func ("/sockeye/options-page/switch", test_options_page_switch);
  g_test_add_func ("/sockeye/options-page/read-only", test_options_page_read_only);
  g_test_add_func ("/sockeye/options-page/consumes", test_options_page_consumes);
  g_test_add_func ("/sockeye/options-page/bad-range", test_options_page_bad_range);
  g_test_add_func ("/sockeye/options-page/error", test_options_page_error);
  g_test_add_func ("/sockeye/options-page/typing", test_options_page_typing);
  g_test_add_func ("/sockeye/options-page/hidden", test_options_page_hidden);
  g_test_add_func ("/sockeye/options-page/absent", test_options_page_absent);
  return g_test_run ();
}
