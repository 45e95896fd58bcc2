/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bar/sockeye-socket-bar.h"
#include "test-find.h"

typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *socket;
  GtkWidget      *bar;
  GtkWidget      *window;
} TestSocketBar;

static void
test_socket_bar_open (TestSocketBar *test,
                      int            family,
                      int            type)
{
  SockeyeSocketId id;

  test->session = sockeye_session_new ();
  id = test_app_socket (test->session, family, type);
  test->socket = sockeye_session_get_socket (test->session, id);
  test->bar = g_object_new (SOCKEYE_TYPE_SOCKET_BAR, "session", test->session,
                            "socket", test->socket, NULL);
  test->window = test_app_show (test->bar, 1000, 120);
}

static void
test_socket_bar_close (TestSocketBar *test)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  sockeye_session_close (test->session);
  g_object_unref (test->session);
}

static guint
test_socket_bar_count_rows (TestSocketBar *test)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sockeye_session_get_journal (test->session)));
}

/* Each check is one setsockopt, and shows what the kernel granted. */
static void
test_socket_bar_options (void)
{
  TestSocketBar test;
  GtkCheckButton *check;
  guint rows;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  check = GTK_CHECK_BUTTON (test_find (test.bar, GTK_TYPE_CHECK_BUTTON, "SO_REUSEADDR"));
  g_assert_false (gtk_check_button_get_active (check));
  rows = test_socket_bar_count_rows (&test);
  gtk_check_button_set_active (check, TRUE);
  test_app_wait_until (sockeye_socket_get_option (test.socket, SOL_SOCKET, SO_REUSEADDR) == 1);
  g_assert_cmpuint (test_socket_bar_count_rows (&test), ==, rows + 1);
  g_assert_true (gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, FALSE);
  test_app_wait_until (sockeye_socket_get_option (test.socket, SOL_SOCKET, SO_REUSEADDR) == 0);
  g_assert_cmpuint (test_socket_bar_count_rows (&test), ==, rows + 2);
  test_socket_bar_close (&test);
}

/* The fields of an address are called what the family calls them. */
static void
test_socket_bar_fields (void)
{
  static const struct
  {
    int         family;
    int         type;
    const char *fields[2];
    const char *values[2];
  } rows[] = {
    { AF_NETLINK, SOCK_RAW, { "Port id", "Groups" }, { "0", "0" } },
    { AF_PACKET, SOCK_RAW, { "Interface", "Ethertype" }, { "lo", "ETH_P_ALL" } },
    { AF_VSOCK, SOCK_STREAM, { "CID", "Port" }, { "local", "12345" } },
    { AF_XDP, SOCK_RAW, { "Address", NULL }, { "", NULL } },
    { AF_INET6, SOCK_DGRAM, { "Host", "Port" }, { "::1", "12345" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int fd = socket (rows[i].family, rows[i].type, 0);
      TestSocketBar test;

      if (fd < 0)
        {
          g_test_message ("family %d: %s", rows[i].family, g_strerror (errno));
          continue;
        }
      close (fd);
      test_socket_bar_open (&test, rows[i].family, rows[i].type);
      for (guint j = 0; j < 2 && rows[i].fields[j] != NULL; j++)
        {
          GtkWidget *entry = test_find (test.bar, GTK_TYPE_ENTRY, rows[i].fields[j]);

          g_assert_true (gtk_widget_get_mapped (entry));
          g_assert_true (test_find_shows (test.bar, rows[i].fields[j]));
          g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, rows[i].values[j]);
        }
      test_socket_bar_close (&test);
    }
}

/* What a field takes is told again once a mistake in it is mended. */
static void
test_socket_bar_hint (void)
{
  TestSocketBar test;
  GtkWidget *groups;
  g_autofree char *hint = NULL;

  test_socket_bar_open (&test, AF_NETLINK, SOCK_RAW);
  groups = test_find (test.bar, GTK_TYPE_ENTRY, "Groups");
  hint = g_strdup (gtk_widget_get_tooltip_text (groups));
  g_assert_nonnull (hint);
  test_find_fill (test.bar, "Groups", "NONE");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (groups), ==, hint);
  test_find_press (test.bar, "Bind");
  g_assert_true (gtk_widget_has_css_class (groups, "error"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (groups), "NONE"));
  test_find_fill (test.bar, "Groups", "LINK");
  g_assert_false (gtk_widget_has_css_class (groups, "error"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (groups), ==, hint);
  test_socket_bar_close (&test);
}

static void
test_socket_bar_path (void)
{
  TestSocketBar test;

  test_socket_bar_open (&test, AF_UNIX, SOCK_STREAM);
  g_assert_false (gtk_widget_get_mapped (test_find (test.bar, GTK_TYPE_ENTRY, "Host")));
  g_assert_true (gtk_widget_get_mapped (test_find (test.bar, GTK_TYPE_ENTRY, "Path")));
  g_assert_true (g_str_has_suffix (test_find_text (test.bar, "Path"), "/sockeye.sock"));
  /* Empty at Bind is autobind. */
  test_find_fill (test.bar, "Path", "");
  test_find_press (test.bar, "Bind");
  test_app_wait_until (sockeye_socket_get_badge (test.socket) == SOCKEYE_BADGE_BOUND);
  g_assert_true (g_str_has_prefix (sockeye_socket_get_local_text (test.socket), "@"));
  test_app_wait_until (test_find_shows (test.bar, sockeye_socket_get_local_text (test.socket)));
  test_socket_bar_close (&test);
}

static void
test_socket_bar_backlog (void)
{
  static const char *const wrong[] = { "", "five", "5.0", "9999999999" };
  TestSocketBar test;
  GtkWidget *backlog;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  backlog = test_find (test.bar, GTK_TYPE_ENTRY, "Backlog");
  test_find_fill (test.bar, "Port", "0");
  test_find_press (test.bar, "Bind");
  test_app_wait_until (sockeye_socket_get_badge (test.socket) == SOCKEYE_BADGE_BOUND);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      test_find_fill (test.bar, "Backlog", wrong[i]);
      test_find_press (test.bar, "Listen");
      g_assert_true (gtk_widget_has_css_class (backlog, "error"));
    }
  test_find_fill (test.bar, "Backlog", "7");
  test_find_press (test.bar, "Listen");
  test_app_wait_until (sockeye_socket_is_listener (test.socket));
  g_assert_cmpint (sockeye_socket_get_backlog (test.socket), ==, 7);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (test_find (test.bar, GTK_TYPE_ENTRY,
                                                                      "Host"))));
  test_socket_bar_close (&test);
}

/* An error is told with its cause and what to try; the next call replaces it. */
static void
test_socket_bar_refused (void)
{
  TestSocketBar test;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  /* Port 1 of this machine: nobody there listens, or somebody does. */
  test_find_fill (test.bar, "Port", "1");
  test_find_press (test.bar, "Connect");
  test_app_wait_until (sockeye_event_get_verb (sockeye_socket_get_last_call (test.socket))
                       == SOCKEYE_VERB_CONNECT);
  if (sockeye_event_get_errno (sockeye_socket_get_last_call (test.socket)) == ECONNREFUSED)
    {
      test_app_wait_until (test_find_shows (test.bar, "ECONNREFUSED"));
      g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (test_find (test.bar, GTK_TYPE_ENTRY,
                                                                         "Host"))));
    }
  else
    g_test_skip ("somebody listens at port 1");
  test_socket_bar_close (&test);
}

/* Offered, never done behind the user's back. */
static void
test_socket_bar_broadcast (void)
{
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_INET, 0, "<broadcast>", "9", SOCKEYE_USE_SENDTO, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SockeyeEvent) event = NULL;
  TestSocketBar test;
  GtkWidget *allow;

  test_socket_bar_open (&test, AF_INET, SOCK_DGRAM);
  allow = test_find (test.bar, GTK_TYPE_BUTTON, "Allow broadcast and repeat");
  g_assert_false (gtk_widget_get_visible (allow));
  event = test_app_call (test.session,
                         sockeye_call_new_sendto (sockeye_socket_get_id (test.socket), bytes, 0,
                                                  address));
  if (sockeye_event_get_errno (event) == EACCES)
    {
      guint rows = test_socket_bar_count_rows (&test);

      test_app_wait_until (gtk_widget_get_visible (allow));
      g_signal_emit_by_name (allow, "clicked");
      test_app_wait_until (test_socket_bar_count_rows (&test) == rows + 2);
      g_assert_cmpint (sockeye_socket_get_option (test.socket, SOL_SOCKET, SO_BROADCAST), ==, 1);
      g_assert_cmpint (sockeye_event_get_verb (sockeye_socket_get_last_call (test.socket)), ==,
                       SOCKEYE_VERB_SENDTO);
      test_app_wait_until (!gtk_widget_get_visible (allow));
    }
  else
    g_test_skip ("this machine has no network to broadcast to");
  test_socket_bar_close (&test);
}

/* Told beside Last call; pressed, it is one setsockopt. */
static void
test_socket_bar_drops (void)
{
  TestSocketBar test;
  g_autoptr (SockeyeAddress) any =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) dropped = NULL;
  SockeyeSocketId id;

  test_socket_bar_open (&test, AF_INET, SOCK_DGRAM);
  id = sockeye_socket_get_id (test.socket);
  sockeye_session_set_automatic (test.session, id, FALSE);
  g_object_unref (test_app_call (test.session, sockeye_call_new_bind (id, any)));
  g_assert_false (test_find_shows (test.bar, "Enlarge"));
  dropped = test_app_flood (test.session, id, sockeye_socket_get_local (test.socket));
  if (dropped != NULL)
    {
      GtkWidget *button = NULL;
      GtkWidget *focus;

      test_app_wait_until (test_find_shows (test.bar, "Enlarge the receive buffer to "));
      for (guint i = 0; button == NULL || !gtk_widget_get_visible (button)
                        || !test_find_shows (button, "Enlarge"); i++)
        {
          guint nth = i;
          button = test_app_find_nth (test.bar, GTK_TYPE_BUTTON, &nth);
          g_assert_nonnull (button);
        }
      gtk_widget_grab_focus (button);
      g_signal_emit_by_name (button, "clicked");
      test_app_wait_until (sockeye_event_get_verb (sockeye_socket_get_last_call (test.socket))
                           == SOCKEYE_VERB_SETSOCKOPT);
      /* Pressed once more, the key does no harm. */
      focus = gtk_root_get_focus (gtk_widget_get_root (button));
      g_assert_nonnull (focus);
      g_assert_true (test_find_shows (focus, "Options"));
      g_assert_cmpint (sockeye_event_get_errno (sockeye_socket_get_last_call (test.socket)), ==, 0);
    }
  else
    g_test_skip ("the kernel does not count what it drops");
  test_socket_bar_close (&test);
}

static void
test_socket_bar_shutdown (void)
{
  TestSocketBar test;
  guint rows;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  rows = test_socket_bar_count_rows (&test);
  gtk_widget_activate_action (test.bar, "bar.shutdown", "i", SHUT_WR);
  g_assert_true (test_find_shows (test.bar, "s1 is not connected"));
  gtk_widget_activate_action (test.bar, "bar.close-now", NULL);
  test_app_wait_until (sockeye_socket_is_closed (test.socket));
  g_assert_cmpuint (test_socket_bar_count_rows (&test), ==, rows + 1);
  test_find_press (test.bar, "Close");
  g_assert_true (test_find_shows (test.bar, "s1 is closed"));
  test_socket_bar_close (&test);
}

static gboolean
test_socket_bar_last_row_is (TestSocketBar *test,
                             SockeyeVerb    verb)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (test->session));
  g_autoptr (SockeyeEvent) event =
      g_list_model_get_item (journal, g_list_model_get_n_items (journal) - 1);

  return sockeye_event_get_verb (event) == verb;
}

/* "http" becomes 80, and then the call is made: two rows. */
static void
test_socket_bar_service (void)
{
  const struct servent *http = getservbyname ("http", "tcp");
  g_autofree char *number = http != NULL ? g_strdup_printf ("%u", g_ntohs (http->s_port)) : NULL;
  TestSocketBar test;
  guint rows;

  if (http == NULL)
    {
      g_test_skip ("the system does not know http: no services(5)");
      return;
    }
  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  rows = test_socket_bar_count_rows (&test);
  test_find_fill (test.bar, "Port", "http");
  test_find_press (test.bar, "Connect");
  test_app_wait_until (test_socket_bar_last_row_is (&test, SOCKEYE_VERB_CONNECT));
  g_assert_cmpuint (test_socket_bar_count_rows (&test), ==, rows + 2);
  g_assert_cmpstr (test_find_text (test.bar, "Port"), ==, number);
  test_socket_bar_close (&test);
}

/* Told where it stands, and no call is made with it. */
static void
test_socket_bar_service_unknown (void)
{
  TestSocketBar test;
  GtkWidget *port;
  guint rows;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  port = test_find (test.bar, GTK_TYPE_ENTRY, "Port");
  rows = test_socket_bar_count_rows (&test);
  test_find_fill (test.bar, "Port", "no-such-service");
  test_find_press (test.bar, "Bind");
  test_app_wait_until (gtk_widget_has_css_class (port, "error"));
  g_assert_true (test_find_shows (test.bar, "This machine's /etc/services has no such name"));
  g_assert_true (test_find_has_focus (test.window, port));
  test_app_settle ();
  g_assert_cmpuint (test_socket_bar_count_rows (&test), ==, rows + 1);
  g_assert_true (test_socket_bar_last_row_is (&test, SOCKEYE_VERB_GETSERVBYNAME));
  g_assert_cmpint (sockeye_socket_get_badge (test.socket), ==, SOCKEYE_BADGE_CREATED);
  g_assert_cmpstr (test_find_text (test.bar, "Port"), ==, "no-such-service");
  test_socket_bar_close (&test);
}

/* A name in Port is asked for only where there is a Port. */
static void
test_socket_bar_service_path (void)
{
  TestSocketBar test;

  test_socket_bar_open (&test, AF_UNIX, SOCK_STREAM);
  test_find_fill (test.bar, "Port", "http");
  test_find_fill (test.bar, "Path", "");
  test_find_press (test.bar, "Bind");
  test_app_wait_until (sockeye_socket_get_badge (test.socket) == SOCKEYE_BADGE_BOUND);
  test_socket_bar_close (&test);
}

static void
test_socket_bar_set_host (void)
{
  TestSocketBar test;
  GtkWidget *host;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  host = test_find (test.bar, GTK_TYPE_ENTRY, "Host");
  gtk_widget_add_css_class (host, "error");
  sockeye_socket_bar_set_host (SOCKEYE_SOCKET_BAR (test.bar), "192.0.2.1");
  g_assert_cmpstr (test_find_text (test.bar, "Host"), ==, "192.0.2.1");
  g_assert_true (test_find_has_focus (test.window, host));
  g_assert_false (gtk_widget_has_css_class (host, "error"));
  sockeye_socket_bar_set_socket (SOCKEYE_SOCKET_BAR (test.bar), NULL);
  sockeye_socket_bar_set_host (SOCKEYE_SOCKET_BAR (test.bar), "192.0.2.2");
  test_socket_bar_close (&test);
}

/* The switch is the rule, either way; only where what comes has a sender. */
static void
test_socket_bar_echo (void)
{
  TestSocketBar test;
  SockeyeSocketId id;
  GtkWidget *echo;

  test_socket_bar_open (&test, AF_INET, SOCK_STREAM);
  id = sockeye_socket_get_id (test.socket);
  echo = test_find (test.bar, GTK_TYPE_SWITCH, "Echo: send back what comes");
  g_assert_true (gtk_widget_get_mapped (echo));
  g_assert_true (gtk_widget_get_focusable (echo));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (echo)));
  gtk_switch_set_active (GTK_SWITCH (echo), TRUE);
  test_app_wait_until (sockeye_socket_get_echo (test.socket));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (echo)));
  sockeye_session_set_echo (test.session, id, FALSE);
  test_app_wait_until (!sockeye_socket_get_echo (test.socket));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (echo)));
  test_socket_bar_close (&test);

  test_socket_bar_open (&test, AF_NETLINK, SOCK_RAW);
  echo = test_find (test.bar, GTK_TYPE_SWITCH, "Echo: send back what comes");
  g_assert_false (gtk_widget_get_mapped (echo));
  test_socket_bar_close (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/socket-bar/options", test_socket_bar_options);
  g_test_add_func ("/sockeye/socket-bar/fields", test_socket_bar_fields);
  g_test_add_func ("/sockeye/socket-bar/hint", test_socket_bar_hint);
  g_test_add_func ("/sockeye/socket-bar/path", test_socket_bar_path);
  g_test_add_func ("/sockeye/socket-bar/backlog", test_socket_bar_backlog);
  g_test_add_func ("/sockeye/socket-bar/refused", test_socket_bar_refused);
  g_test_add_func ("/sockeye/socket-bar/broadcast", test_socket_bar_broadcast);
  g_test_add_func ("/sockeye/socket-bar/drops", test_socket_bar_drops);
  g_test_add_func ("/sockeye/socket-bar/echo", test_socket_bar_echo);
  g_test_add_func ("/sockeye/socket-bar/shutdown", test_socket_bar_shutdown);
  g_test_add_func ("/sockeye/socket-bar/service", test_socket_bar_service);
  g_test_add_func ("/sockeye/socket-bar/service-unknown", test_socket_bar_service_unknown);
  g_test_add_func ("/sockeye/socket-bar/service-path", test_socket_bar_service_path);
  g_test_add_func ("/sockeye/socket-bar/set-host", test_socket_bar_set_host);

  return g_test_run ();
}
