/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "details/sockeye-socket-page-private.h"
#include "details/sockeye-socket-page.h"
#include "test-find.h"

static SockeyeSocket *
test_socket_page_get (SockeyeSession  *session,
                      SockeyeSocketId  id)
{
  SockeyeSocket *socket = sockeye_session_get_socket (session, id);

  g_assert_nonnull (socket);
  return socket;
}

/* Makes a call that must work; takes it. */
static SockeyeSocketId
test_socket_page_call (SockeyeSession *session,
                       SockeyeCall    *call)
{
  g_autoptr (SockeyeEvent) event = test_app_call (session, call);

  g_assert_false (sockeye_event_is_error (event));
  return sockeye_event_get_child (event);
}

/* A listener on a port of the kernel's choice. */
static SockeyeSocket *
test_socket_page_listen (SockeyeSession *session)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0",
                                                              SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);

  test_socket_page_call (session, sockeye_call_new_bind (id, address));
  test_socket_page_call (session, sockeye_call_new_listen (id, 5));
  return test_socket_page_get (session, id);
}

static SockeyeSocket *
test_socket_page_connect (SockeyeSession *session,
                          SockeyeSocket  *listener)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_ref (sockeye_socket_get_local (listener));
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);

  test_socket_page_call (session, sockeye_call_new_connect (id, address));
  return test_socket_page_get (session, id);
}

/* The widget in the row of this name, in one of its three columns. */
static GtkWidget *
test_socket_page_find (GtkWidget  *page,
                       const char *name,
                       int         column)
{
  GtkWidget *grid = test_app_find (page, GTK_TYPE_GRID);
  guint n_rows;
  const SockeyeSocketPageRow *rows = _sockeye_socket_page_list_rows (&n_rows);
  GtkWidget *found = NULL;

  for (guint i = 0; i < n_rows; i++)
    if (g_str_equal (rows[i].name, name))
      {
        found = gtk_grid_get_child_at (GTK_GRID (grid), column, (int) i);
        if (gtk_widget_get_visible (found))
          break;
      }
  g_assert_nonnull (found);
  return found;
}

/* NULL where the row is not shown. */
static const char *
test_socket_page_read (GtkWidget  *page,
                       const char *name)
{
  GtkWidget *label = test_socket_page_find (page, name, 1);

  return gtk_widget_get_mapped (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static gboolean
test_socket_page_says (GtkWidget  *page,
                       const char *name,
                       const char *text)
{
  return g_strcmp0 (test_socket_page_read (page, name), text) == 0;
}

static gboolean
test_socket_page_is_lit (GtkWidget  *page,
                         const char *name)
{
  GtkWidget *dot = gtk_widget_get_first_child (test_socket_page_find (page, name, 0));

  g_assert_cmpstr (gtk_widget_get_css_name (dot), ==, "lamp");
  return gtk_widget_has_css_class (dot, "lit");
}

static void
test_socket_page_end (SockeyeSession *session,
                      GtkWidget      *page,
                      GtkWidget      *window)
{
  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (SOCKEYE_SOCKET_PAGE (page));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* Who is at the other end of a UNIX connection: here ourselves. */
static void
test_socket_page_peer (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  g_autofree char *name = g_strdup_printf ("@sockeye-test-peer-%d", getpid ());
  g_autofree char *pid = g_strdup_printf ("%d (test-app-", getpid ());
  g_autofree char *uid = g_strdup_printf ("%u", geteuid ());
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId listener = test_app_socket (session, AF_UNIX, SOCK_STREAM);
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);

  test_socket_page_call (session, sockeye_call_new_bind (listener, address));
  test_socket_page_call (session, sockeye_call_new_listen (listener, 5));
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), test_socket_page_get (session, id));
  g_assert_null (test_socket_page_read (page, "process"));
  test_socket_page_call (session, sockeye_call_new_connect (id, address));
  test_app_wait_until (test_socket_page_read (page, "process") != NULL);
  g_assert_true (g_str_has_prefix (test_socket_page_read (page, "process"), pid));
  g_assert_true (g_str_has_prefix (test_socket_page_read (page, "user"), uid));
  g_assert_nonnull (test_socket_page_read (page, "group"));
  test_socket_page_end (session, page, window);
}

/* A listener with one that waits, and the connection made of it. */
static void
test_socket_page_listener (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  SockeyeSocket *listener;
  SockeyeSocket *client;
  SockeyeSocketId peer;

  sockeye_session_set_start_automatic (session, FALSE);
  listener = test_socket_page_listen (session);
  client = test_socket_page_connect (session, listener);
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), listener);
  test_app_wait_until (test_socket_page_says (page, "wait for accept", "1 connection"));
  g_assert_cmpstr (test_socket_page_read (page, "backlog"), ==, "5: admits 6");
  g_assert_cmpstr (test_socket_page_read (page, "state"), ==, "LISTEN");
  g_assert_cmpstr (test_socket_page_read (page, "readable"), ==, "on");
  g_assert_null (test_socket_page_read (page, "to be received"));
  g_assert_null (test_socket_page_read (page, "received"));
  g_assert_true (test_find_shows (page, "Made by socket()"));

  peer = test_socket_page_call (session,
                                sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  test_socket_page_call (session,
                         sockeye_call_new_send (sockeye_socket_get_id (client), bytes, 0));
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page),
                                  test_socket_page_get (session, peer));
  test_app_wait_until (test_socket_page_says (page, "to be received", "5 B"));
  g_assert_true (test_find_shows (page, "Accepted by s1"));
  g_assert_true (test_find_shows (page, "SIOCINQ"));
  g_assert_null (test_socket_page_read (page, "wait for accept"));
  g_assert_cmpstr (test_socket_page_read (page, "remote"), ==,
                   sockeye_socket_get_local_text (client));
  test_socket_page_end (session, page, window);
}

static void
test_socket_page_lamps (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  SockeyeSocket *listener;
  SockeyeSocket *client;
  SockeyeSocketId peer;

  sockeye_session_set_start_automatic (session, FALSE);
  listener = test_socket_page_listen (session);
  client = test_socket_page_connect (session, listener);
  peer = test_socket_page_call (session,
                                sockeye_call_new_accept (sockeye_socket_get_id (listener)));
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), client);
  test_app_wait_until (test_socket_page_says (page, "writable", "on"));
  g_assert_true (test_socket_page_is_lit (page, "writable"));
  g_assert_cmpstr (test_socket_page_read (page, "peer closed"), ==, "off");
  g_assert_false (test_socket_page_is_lit (page, "peer closed"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (test_socket_page_find (page, "peer closed", 1)));

  test_socket_page_call (session, sockeye_call_new_close (peer, FALSE));
  test_app_wait_until (test_socket_page_says (page, "peer closed", "on"));
  g_assert_true (test_socket_page_is_lit (page, "peer closed"));
  g_assert_true (test_socket_page_is_lit (page, "readable"));
  g_assert_false (test_socket_page_is_lit (page, "hang-up"));
  test_socket_page_end (session, page, window);
}

/* Nobody tells of an automatic socket: the page asks, but only while seen. */
static void
test_socket_page_look (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *widget = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  SockeyeSocketPage *page = SOCKEYE_SOCKET_PAGE (widget);
  GtkWidget *window = test_app_show (widget, 290, 600);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0",
                                                              SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);

  g_assert_false (sockeye_socket_page_is_looking (page));
  sockeye_socket_page_set_socket (page, test_socket_page_get (session, id));
  g_assert_true (sockeye_socket_page_is_looking (page));
  test_app_wait_until (test_socket_page_says (widget, "state", "CLOSE"));
  test_socket_page_call (session, sockeye_call_new_bind (id, address));
  test_socket_page_call (session, sockeye_call_new_listen (id, 5));
  test_app_wait_until (test_socket_page_says (widget, "state", "LISTEN"));

  gtk_widget_set_visible (widget, FALSE);
  g_assert_false (sockeye_socket_page_is_looking (page));
  sockeye_socket_page_set_socket (page, NULL);
  sockeye_socket_page_set_socket (page, test_socket_page_get (session, id));
  g_assert_false (sockeye_socket_page_is_looking (page));
  gtk_widget_set_visible (widget, TRUE);
  test_app_wait_until (sockeye_socket_page_is_looking (page));

  test_socket_page_call (session, sockeye_call_new_close (id, FALSE));
  test_app_wait_until (!sockeye_socket_page_is_looking (page));
  test_socket_page_end (session, widget, window);
}

static void
test_socket_page_absent (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);

  g_assert_true (test_find_shows (page, "Choose a socket on the left."));
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), test_socket_page_get (session, id));
  test_app_wait_until (test_socket_page_read (page, "local") != NULL);
  g_assert_null (test_socket_page_read (page, "state"));
  test_socket_page_call (session, sockeye_call_new_close (id, FALSE));
  test_app_wait_until (test_socket_page_read (page, "local") == NULL);
  g_assert_true (test_find_shows (page, "s1 is closed:"));
  test_socket_page_end (session, page, window);
}

/* What is selected stays so while the page is updated around it. */
static void
test_socket_page_selection (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  SockeyeSocket *listener;
  GtkLabel *label;
  int start;
  int end;

  sockeye_session_set_start_automatic (session, FALSE);
  listener = test_socket_page_listen (session);
  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), listener);
  test_app_wait_until (test_socket_page_says (page, "wait for accept", "0 connections"));
  label = GTK_LABEL (test_socket_page_find (page, "local", 1));
  g_assert_true (gtk_label_get_selectable (label));
  gtk_label_select_region (label, 0, 9);
  test_socket_page_connect (session, listener);
  test_app_wait_until (test_socket_page_says (page, "wait for accept", "1 connection"));
  g_assert_true (gtk_label_get_selection_bounds (label, &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpint (end, ==, 9);
  test_socket_page_end (session, page, window);
}

static void
test_socket_page_read_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_socket_page_copy (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *page = g_object_new (SOCKEYE_TYPE_SOCKET_PAGE, "session", session, NULL);
  GtkWidget *window = test_app_show (page, 290, 600);
  SockeyeSocketId id = test_app_socket (session, AF_INET, SOCK_STREAM);
  g_autofree char *text = NULL;

  sockeye_socket_page_set_socket (SOCKEYE_SOCKET_PAGE (page), test_socket_page_get (session, id));
  test_app_wait_until (test_socket_page_says (page, "state", "CLOSE"));
  test_find_press (page, "Copy all");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (page), NULL, test_socket_page_read_cb,
                                 &text);
  test_app_wait_until (text != NULL);
  g_assert_true (g_str_has_prefix (text, "s1\tTCP\tCREATED\n"));
  g_assert_nonnull (strstr (text, "\nhang-up\ton\tPOLLHUP\n"));
  g_assert_nonnull (strstr (text, "\nlocal\tnone\t\n"));
  g_assert_null (strstr (text, "wait for accept"));
  test_socket_page_end (session, page, window);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/socket-page/peer", test_socket_page_peer);
  g_test_add_func ("/sockeye/socket-page/listener", test_socket_page_listener);
  g_test_add_func ("/sockeye/socket-page/lamps", test_socket_page_lamps);
  g_test_add_func ("/sockeye/socket-page/look", test_socket_page_look);
  g_test_add_func ("/sockeye/socket-page/absent", test_socket_page_absent);
  g_test_add_func ("/sockeye/socket-page/selection", test_socket_page_selection);
  g_test_add_func ("/sockeye/socket-page/copy", test_socket_page_copy);
  return g_test_run ();
}
