/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "bar/sockeye-this-machine.h"
#include "window/sockeye-window.h"
#include "test-find.h"

#define LOOPBACK_ROW "AF_INET 127.0.0.1"

static SockeyeWindow *
test_this_machine_open (void)
{
  SockeyeWindow *window = g_object_new (SOCKEYE_TYPE_WINDOW, NULL);

  gtk_window_present (GTK_WINDOW (window));
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static void
test_this_machine_close (SockeyeWindow *window)
{
  SockeyeSession *session = sockeye_window_get_session (window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  gtk_window_destroy (GTK_WINDOW (window));
  test_app_wait_until (window == NULL && session == NULL);
}

static SockeyeSocket *
test_this_machine_select (SockeyeWindow *window,
                          int            family)
{
  SockeyeSession *session = sockeye_window_get_session (window);
  SockeyeSocketId id = test_app_socket (session, family, SOCK_STREAM);

  sockeye_window_set_selected (window, sockeye_session_get_socket (session, id));
  return sockeye_window_get_selected (window);
}

static guint
test_this_machine_count_calls (SockeyeWindow *window)
{
  SockeyeSession *session = sockeye_window_get_session (window);
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

      n += sockeye_event_get_verb (event) == SOCKEYE_VERB_GETHOSTNAME;
    }
  return n;
}

static char *
test_this_machine_dup_name_row (void)
{
  char name[256] = "";

  g_assert_cmpint (gethostname (name, sizeof name - 1), ==, 0);
  return g_strdup_printf ("gethostname() %s", name);
}

/* Opens the popover by the action, and waits for both answers. */
static GtkWidget *
test_this_machine_ask (SockeyeWindow *window)
{
  g_autofree char *name = test_this_machine_dup_name_row ();
  GtkWidget *popover = test_app_find (GTK_WIDGET (window), SOCKEYE_TYPE_THIS_MACHINE);

  g_assert_nonnull (popover);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.host-name", NULL);
  test_app_wait_until (gtk_widget_get_mapped (popover));
  test_app_wait_until (!test_find_shows (popover, "looking…"));
  /* What was found before is shown until it is found anew. */
  test_app_settle ();
  test_find (popover, GTK_TYPE_BUTTON, name);
  return popover;
}

/* Each opening is one call, with its row. */
static void
test_this_machine_rows (void)
{
  SockeyeWindow *window = test_this_machine_open ();
  GtkWidget *popover = test_this_machine_ask (window);

  g_assert_cmpuint (test_this_machine_count_calls (window), ==, 1);
  gtk_popover_popdown (GTK_POPOVER (popover));
  test_app_wait_until (!gtk_widget_get_mapped (popover));
  test_this_machine_ask (window);
  g_assert_cmpuint (test_this_machine_count_calls (window), ==, 2);
  test_this_machine_close (window);
}

static void
test_this_machine_pick (void)
{
  SockeyeWindow *window = test_this_machine_open ();
  g_autofree char *name = test_this_machine_dup_name_row ();
  GtkWidget *popover;

  test_this_machine_select (window, AF_INET);
  popover = test_this_machine_ask (window);
  test_find_press (popover, name);
  g_assert_cmpstr (test_find_text (window, "Host"), ==, name + strlen ("gethostname() "));
  g_assert_false (gtk_widget_get_mapped (popover));
  test_app_wait_until (test_find_has_focus (window, test_find (window, GTK_TYPE_ENTRY, "Host")));

  test_this_machine_ask (window);
  if (test_find_walk (popover, GTK_TYPE_BUTTON, LOOPBACK_ROW) != NULL)
    {
      test_find_press (popover, LOOPBACK_ROW);
      g_assert_cmpstr (test_find_text (window, "Host"), ==, "127.0.0.1");
    }
  else
    g_test_skip ("this machine has no 127.0.0.1");
  test_this_machine_close (window);
}

/* What does not suit says why, and follows the selection. */
static void
test_this_machine_unsuited (void)
{
  SockeyeWindow *window = test_this_machine_open ();
  g_autofree char *name = test_this_machine_dup_name_row ();
  GtkWidget *popover = test_this_machine_ask (window);
  GtkWidget *row = test_find (popover, GTK_TYPE_BUTTON, name);
  GtkWidget *loopback;

  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "No socket is selected");
  gtk_popover_popdown (GTK_POPOVER (popover));

  test_this_machine_select (window, AF_UNIX);
  test_this_machine_ask (window);
  row = test_find (popover, GTK_TYPE_BUTTON, name);
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "s1 is an AF_UNIX socket");
  gtk_popover_popdown (GTK_POPOVER (popover));

  test_this_machine_select (window, AF_INET6);
  test_this_machine_ask (window);
  g_assert_true (gtk_widget_get_sensitive (test_find (popover, GTK_TYPE_BUTTON, name)));
  loopback = test_find_walk (popover, GTK_TYPE_BUTTON, LOOPBACK_ROW);
  if (loopback != NULL)
    {
      g_assert_false (gtk_widget_get_sensitive (loopback));
      g_assert_cmpstr (gtk_widget_get_tooltip_text (loopback), ==, "s2 is an AF_INET6 socket");
    }
  test_this_machine_close (window);
}

/* A socket that can neither bind nor connect takes no Host, even while open. */
static void
test_this_machine_closed (void)
{
  SockeyeWindow *window = test_this_machine_open ();
  SockeyeSocket *socket = test_this_machine_select (window, AF_INET);
  g_autofree char *name = test_this_machine_dup_name_row ();
  GtkWidget *popover = test_this_machine_ask (window);
  GtkWidget *row = test_find (popover, GTK_TYPE_BUTTON, name);
  g_autoptr (SockeyeEvent) event = NULL;

  g_assert_true (gtk_widget_get_sensitive (row));
  event = test_app_call (sockeye_window_get_session (window),
                         sockeye_call_new_close (sockeye_socket_get_id (socket), FALSE));
  test_app_wait_until (!gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "s1 is closed");
  g_assert_true (test_find_shows (popover, "s1 is closed"));
  g_clear_object (&event);
  test_this_machine_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/this-machine/rows", test_this_machine_rows);
  g_test_add_func ("/sockeye/this-machine/pick", test_this_machine_pick);
  g_test_add_func ("/sockeye/this-machine/unsuited", test_this_machine_unsuited);
  g_test_add_func ("/sockeye/this-machine/closed", test_this_machine_closed);

  return g_test_run ();
}
