/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>

#include "details/sockeye-details.h"
#include "log/sockeye-log-view.h"
#include "window/sockeye-window.h"
#include "test-find.h"

static SockeyeWindow *
test_window_open (void)
{
  SockeyeWindow *window = g_object_new (SOCKEYE_TYPE_WINDOW, NULL);

  gtk_window_present (GTK_WINDOW (window));
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static void
test_window_close (SockeyeWindow *window)
{
  SockeyeSession *session = sockeye_window_get_session (window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  gtk_window_destroy (GTK_WINDOW (window));
  /* Calls that were cancelled by it return first. */
  test_app_wait_until (window == NULL && session == NULL);
}

static guint
test_window_count_rows (SockeyeWindow *window)
{
  SockeyeSession *session = sockeye_window_get_session (window);

  return g_list_model_get_n_items (G_LIST_MODEL (sockeye_session_get_journal (session)));
}

static guint
test_window_count_suggested (GtkWidget *widget)
{
  guint n = gtk_widget_has_css_class (widget, "suggested-action");

  if (!gtk_widget_get_visible (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += test_window_count_suggested (child);
  return n;
}

static gboolean
test_window_is_suggested (SockeyeWindow *window,
                          const char    *name)
{
  g_assert_cmpuint (test_window_count_suggested (GTK_WIDGET (window)), ==, 1);
  return gtk_widget_has_css_class (test_find (window, GTK_TYPE_BUTTON, name), "suggested-action");
}

static SockeyeSocket *
test_window_create (SockeyeWindow *window)
{
  SockeyeSocket *before = sockeye_window_get_selected (window);

  test_find_press (window, "Create");
  test_app_wait_until (sockeye_window_get_selected (window) != before);
  return sockeye_window_get_selected (window);
}

/* A selected socket that listens on a port of the kernel's choice. */
static SockeyeSocket *
test_window_listen (SockeyeWindow *window)
{
  SockeyeSocket *listener = test_window_create (window);

  test_find_fill (window, "Port", "0");
  test_find_press (window, "Bind");
  test_app_wait_until (sockeye_socket_get_badge (listener) == SOCKEYE_BADGE_BOUND
                       && *test_find_text (window, "Port") == '\0');
  test_find_press (window, "Listen");
  test_app_wait_until (sockeye_socket_is_listener (listener));
  return listener;
}

static SockeyeSocket *
test_window_connect (SockeyeWindow *window,
                     SockeyeSocket *listener)
{
  g_autofree char *port =
      g_strdup_printf ("%u", sockeye_address_get_port (sockeye_socket_get_local (listener)));
  SockeyeSocket *client = test_window_create (window);

  test_find_fill (window, "Port", port);
  test_find_press (window, "Connect");
  test_app_wait_until (sockeye_socket_get_stage (client) == SOCKEYE_STAGE_CONNECTED
                       && g_list_model_get_n_items (sockeye_socket_list_peers (listener)) > 0);
  return client;
}

static void
test_window_first_start (void)
{
  SockeyeWindow *window = test_window_open ();

  g_assert_null (sockeye_window_get_selected (window));
  g_assert_true (test_find_has_focus (window, test_find (window, GTK_TYPE_BUTTON, "Create")));
  g_assert_true (test_window_is_suggested (window, "Create"));
  g_assert_true (gtk_widget_get_mapped (test_find (window, GTK_TYPE_BUTTON, "Simple server")));
  /* What is not seen is not built. */
  g_assert_null (test_find_walk (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Bind"));
  g_assert_null (test_find_walk (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW, "Data"));
  test_window_close (window);
}

/* Keys of what is not yet built. */
static void
test_window_keys_first (void)
{
  static const char *const actions[] = {
    "win.data-focus", "win.to-focus", "win.host-focus", "win.bind", "win.shutdown-writing",
    "win.abort", "win.automatic", "win.send", "win.recv", "win.next-pane", "win.prev-pane",
  };
  SockeyeWindow *window = test_window_open ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL));
      g_assert_cmpuint (test_window_count_rows (window), ==, 0);
    }
  test_window_close (window);
}

static void
test_window_menus (void)
{
  static const char *const names[] = { "Examples", "Main menu" };
  SockeyeWindow *window = test_window_open ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkMenuButton *button =
          GTK_MENU_BUTTON (test_find (window, GTK_TYPE_MENU_BUTTON, names[i]));

      for (guint nth = 0; nth < 2; nth++)
        {
          gtk_menu_button_popup (button);
          test_app_wait_until (gtk_menu_button_get_popover (button) != NULL
                               && gtk_widget_get_mapped (
                                   GTK_WIDGET (gtk_menu_button_get_popover (button))));
          g_assert_true (GTK_IS_POPOVER_MENU (gtk_menu_button_get_popover (button)));
          gtk_menu_button_popdown (button);
          test_app_wait_until (!gtk_widget_get_mapped (
              GTK_WIDGET (gtk_menu_button_get_popover (button))));
        }
    }
  test_window_close (window);
}

static void
test_window_conversation (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeSocket *listener;
  SockeyeSocket *client;
  g_autoptr (SockeyeSocket) peer = NULL;
  GtkTextView *data;

  listener = test_window_create (window);
  g_assert_true (test_find_has_focus (window, test_find (window, GTK_TYPE_ENTRY, "Host")));
  g_assert_cmpstr (test_find_text (window, "Host"), ==, "127.0.0.1");
  g_assert_cmpstr (test_find_text (window, "Port"), ==, "12345");
  test_find_fill (window, "Port", "0");
  test_find_press (window, "Bind");
  test_app_wait_until (sockeye_socket_get_badge (listener) == SOCKEYE_BADGE_BOUND);
  test_app_wait_until (test_find_has_focus (window, test_find (window, GTK_TYPE_BUTTON, "Listen")));
  g_assert_cmpstr (test_find_text (window, "Host"), ==, "");
  g_assert_true (test_window_is_suggested (window, "Listen"));
  test_find_press (window, "Listen");
  test_app_wait_until (sockeye_socket_is_listener (listener));

  client = test_window_connect (window, listener);
  data = GTK_TEXT_VIEW (test_find (window, GTK_TYPE_TEXT_VIEW, "Data"));
  test_app_wait_until (test_find_has_focus (window, GTK_WIDGET (data)));
  g_assert_true (test_window_is_suggested (window, "Send"));
  /* An automatic accept moves nothing. */
  g_assert_true (sockeye_window_get_selected (window) == client);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (data), "hello", -1);
  test_find_press (window, "Send");
  peer = g_list_model_get_item (sockeye_socket_list_peers (listener), 0);
  test_app_wait_until (sockeye_socket_get_bytes_in (peer) == 5);
  g_assert_true (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (data)));
  g_assert_true (sockeye_window_get_selected (window) == client);
  g_clear_object (&peer);
  test_window_close (window);
}

/* A pressed Accept shows its peer; nothing is accepted before. */
static void
test_window_by_hand (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeSocket *listener = test_window_listen (window);
  SockeyeSession *session = sockeye_window_get_session (window);
  g_autoptr (SockeyeAddress) address = sockeye_address_ref (sockeye_socket_get_local (listener));
  g_autoptr (SockeyeEvent) connected = NULL;
  SockeyeSocketId id;

  gtk_switch_set_active (GTK_SWITCH (test_find (window, GTK_TYPE_SWITCH, "Automatic")), FALSE);
  test_app_wait_until (!sockeye_socket_get_automatic (listener));
  test_app_wait_until (test_window_is_suggested (window, "Accept"));
  id = test_app_socket (session, AF_INET, SOCK_STREAM);
  connected = test_app_call (session, sockeye_call_new_connect (id, address));
  test_app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_socket_list_peers (listener)), ==, 0);
  g_assert_true (sockeye_window_get_selected (window) == listener);

  test_find_press (window, "Accept");
  test_app_wait_until (sockeye_window_get_selected (window) != listener);
  g_assert_cmpuint (sockeye_socket_get_parent (sockeye_window_get_selected (window)), ==,
                    sockeye_socket_get_id (listener));
  g_clear_object (&connected);
  test_window_close (window);
}

/* A call that cannot be made now makes no row, and says why. */
static void
test_window_obstacle (void)
{
  SockeyeWindow *window = test_window_open ();
  GtkWidget *listen;
  guint rows;

  test_window_create (window);
  listen = test_find (window, GTK_TYPE_BUTTON, "Listen");
  rows = test_window_count_rows (window);
  gtk_test_accessible_assert_state (listen, GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
  g_assert_true (gtk_widget_is_sensitive (listen));
  test_find_press (window, "Listen");
  g_assert_true (test_find_shows (GTK_WIDGET (window), "s1 is not bound"));
  test_app_settle ();
  g_assert_cmpuint (test_window_count_rows (window), ==, rows);
  test_window_close (window);
}

static void
test_window_mistake (void)
{
  static const struct
  {
    const char *host;
    const char *port;
    const char *wrong;
  } cases[] = {
    { "127.0.0.1", "65536", "Port" },
    { "127.0.0.1", "-1", "Port" },
    { "127.0.0.1", "http/tcp", "Port" },
    { "127.0.0.1", "", "Port" },
    { "300.1.1.1", "1", "Host" },
  };
  SockeyeWindow *window = test_window_open ();
  guint rows;

  test_window_create (window);
  rows = test_window_count_rows (window);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *wrong = test_find (window, GTK_TYPE_ENTRY, cases[i].wrong);

      test_find_fill (window, "Host", cases[i].host);
      test_find_fill (window, "Port", cases[i].port);
      g_assert_false (gtk_widget_has_css_class (wrong, "error"));
      test_find_press (window, "Connect");
      g_assert_true (gtk_widget_has_css_class (wrong, "error"));
      g_assert_true (test_find_has_focus (window, wrong));
      g_assert_true (test_find_shows (GTK_WIDGET (window), gtk_widget_get_tooltip_text (wrong)));
    }
  test_app_settle ();
  g_assert_cmpuint (test_window_count_rows (window), ==, rows);
  test_window_close (window);
}

/* What is typed belongs to the socket. */
static void
test_window_drafts (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeSocket *first = test_window_create (window);
  GtkTextView *data = GTK_TEXT_VIEW (test_find (window, GTK_TYPE_TEXT_VIEW, "Data"));
  SockeyeSocket *second;

  test_find_fill (window, "Host", "192.0.2.1");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (data), "first", -1);
  second = test_window_create (window);
  g_assert_cmpstr (test_find_text (window, "Host"), ==, "127.0.0.1");
  g_assert_cmpint (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (data)), ==, 0);
  sockeye_window_set_selected (window, first);
  g_assert_cmpstr (test_find_text (window, "Host"), ==, "192.0.2.1");
  g_assert_cmpint (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (data)), ==, 5);
  sockeye_window_set_selected (window, second);
  g_assert_cmpstr (test_find_text (window, "Host"), ==, "127.0.0.1");
  test_window_close (window);
}

/* The focus never falls away, and what is cleared is not acted on. */
static void
test_window_clear_closed (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeSocket *socket = test_window_create (window);

  gtk_widget_grab_focus (test_find (window, GTK_TYPE_BUTTON, "Close"));
  test_find_press (window, "Close");
  test_app_wait_until (sockeye_socket_is_closed (socket));
  g_assert_true (test_find_has_focus (window, test_find (window, GTK_TYPE_BUTTON, "Close")));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.clear-closed", NULL);
  test_app_wait_until (sockeye_window_get_selected (window) == NULL);
  g_assert_true (test_find_has_focus (window, test_find (window, GTK_TYPE_BUTTON, "Create")));
  g_assert_true (test_window_is_suggested (window, "Create"));
  test_window_close (window);
}

static void
test_window_panes (void)
{
  SockeyeWindow *window = test_window_open ();
  GtkWidget *family = test_find (window, GTK_TYPE_DROP_DOWN, "Family");

  test_window_create (window);
  gtk_widget_grab_focus (family);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.prev-pane", NULL);
  g_assert_false (test_find_has_focus (window, family));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-pane", NULL);
  g_assert_true (test_find_has_focus (window, family));
  /* Around once, through five panes at least, and back. */
  for (guint i = 0; i < 4; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.next-pane", NULL);
      g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
      g_assert_false (test_find_has_focus (window, family));
    }
  test_window_close (window);
}

/* Details follow the selected socket, until a row is asked for. */
static void
test_window_details (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeSocket *socket = test_window_create (window);
  GtkWidget *details = test_app_find (GTK_WIDGET (window), SOCKEYE_TYPE_DETAILS);
  GtkWidget *log = test_app_find (GTK_WIDGET (window), SOCKEYE_TYPE_LOG_VIEW);
  g_autoptr (SockeyeEvent) event = g_object_ref (sockeye_socket_get_last_call (socket));
  g_autoptr (SockeyeSocket) shown = NULL;

  test_find_press (details, "Socket");
  test_app_wait_until (test_find_shows (details, "SO_MEMINFO"));
  g_object_get (details, "socket", &shown, NULL);
  g_assert_true (shown == socket);
  g_signal_emit_by_name (log, "activated", event);
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (test_find (details, GTK_TYPE_TOGGLE_BUTTON, "Row"))));
  test_window_close (window);
}

/* Buttons of Details lead to rows and to sockets. */
static void
test_window_links (void)
{
  SockeyeWindow *window = test_window_open ();
  SockeyeLogView *log = SOCKEYE_LOG_VIEW (test_app_find (GTK_WIDGET (window),
                                                         SOCKEYE_TYPE_LOG_VIEW));
  SockeyeSocket *first = test_window_create (window);
  SockeyeSocket *second = test_window_create (window);
  GtkWidget *widget = GTK_WIDGET (window);

  gtk_widget_activate_action (widget, "win.show-row", "t", (guint64) 1);
  g_assert_nonnull (sockeye_log_view_get_selected (log));
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_view_get_selected (log)), ==, 1);
  g_assert_true (test_find_has_focus (window, GTK_WIDGET (log)));
  g_assert_true (sockeye_window_get_selected (window) == second);
  gtk_widget_activate_action (widget, "win.show-row", "t", (guint64) 99);
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_view_get_selected (log)), ==, 1);

  gtk_widget_activate_action (widget, "win.show-socket", "u", sockeye_socket_get_id (first));
  g_assert_true (sockeye_window_get_selected (window) == first);
  gtk_widget_activate_action (widget, "win.show-socket", "u",
                              SOCKEYE_SOCKET_ID (99, SOCKEYE_ORIGIN_RECEIVED));
  g_assert_true (sockeye_window_get_selected (window) == first);
  test_window_close (window);
}

/* From the menu of the bar to the page, where typing finds. */
static void
test_window_options (void)
{
  SockeyeWindow *window = test_window_open ();
  GtkWidget *details = test_app_find (GTK_WIDGET (window), SOCKEYE_TYPE_DETAILS);
  GtkWidget *search;

  test_window_create (window);
  g_object_set (window, "show-details", FALSE, NULL);
  g_assert_null (test_app_find (details, GTK_TYPE_SEARCH_ENTRY));
  test_find_press (window, "All options…");
  search = test_app_find (details, GTK_TYPE_SEARCH_ENTRY);
  test_app_wait_until (gtk_widget_get_mapped (search));
  test_app_wait_until (test_find_has_focus (window, search));
  test_app_wait_until (test_find_shows (details, "SO_REUSEADDR"));
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (test_find (details, GTK_TYPE_TOGGLE_BUTTON, "Options"))));
  test_window_close (window);
}

/* What is set in one place is seen in the other. */
static void
test_window_option_twice (void)
{
  SockeyeWindow *window = test_window_open ();
  GtkWidget *details = test_app_find (GTK_WIDGET (window), SOCKEYE_TYPE_DETAILS);
  GtkCheckButton *check;
  GtkSwitch *toggle;

  test_window_create (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.options", NULL);
  test_app_wait_until (test_find_shows (details, "SO_REUSEADDR"));
  check = GTK_CHECK_BUTTON (test_find (window, GTK_TYPE_CHECK_BUTTON, "SO_REUSEADDR"));
  toggle = GTK_SWITCH (test_find (details, GTK_TYPE_SWITCH, "SO_REUSEADDR"));
  gtk_check_button_set_active (check, TRUE);
  test_app_wait_until (gtk_switch_get_state (toggle));
  gtk_switch_set_active (toggle, FALSE);
  test_app_wait_until (!gtk_check_button_get_active (check));
  test_app_wait_until (!gtk_switch_get_state (toggle));
  test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/window/first-start", test_window_first_start);
  g_test_add_func ("/sockeye/window/keys-first", test_window_keys_first);
  g_test_add_func ("/sockeye/window/menus", test_window_menus);
  g_test_add_func ("/sockeye/window/conversation", test_window_conversation);
  g_test_add_func ("/sockeye/window/by-hand", test_window_by_hand);
  g_test_add_func ("/sockeye/window/obstacle", test_window_obstacle);
  g_test_add_func ("/sockeye/window/mistake", test_window_mistake);
  g_test_add_func ("/sockeye/window/drafts", test_window_drafts);
  g_test_add_func ("/sockeye/window/clear-closed", test_window_clear_closed);
  g_test_add_func ("/sockeye/window/panes", test_window_panes);
  g_test_add_func ("/sockeye/window/details", test_window_details);
  g_test_add_func ("/sockeye/window/links", test_window_links);
  g_test_add_func ("/sockeye/window/options", test_window_options);
  g_test_add_func ("/sockeye/window/option-twice", test_window_option_twice);

  return g_test_run ();
}
