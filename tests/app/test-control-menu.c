/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "composer/sockeye-control-menu.h"
#include "composer/sockeye-draft.h"
#include "test-find.h"

/* The menu of a socket, open. */
typedef struct
{
  SockeyeSession     *session;
  SockeyeSocket      *socket;
  SockeyeControlMenu *menu;
  GtkWidget          *window;
  guint               n_changes;
} TestControlMenu;

static void
test_control_menu_changed_cb (TestControlMenu *test)
{
  test->n_changes++;
}

static void
test_control_menu_open (TestControlMenu *test,
                        int              family,
                        int              type)
{
  GtkWidget *button;

  *test = (TestControlMenu) { 0 };
  test->session = sockeye_session_new ();
  test->socket = sockeye_session_get_socket (test->session,
                                             test_app_socket (test->session, family, type));
  test->menu = g_object_new (SOCKEYE_TYPE_CONTROL_MENU, NULL);
  sockeye_control_menu_set_socket (test->menu, test->session, test->socket);
  g_signal_connect_swapped (test->menu, "changed", G_CALLBACK (test_control_menu_changed_cb), test);
  test->window = test_app_show (GTK_WIDGET (test->menu), 300, 100);
  button = test_app_find (GTK_WIDGET (test->menu), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_app_wait_until (gtk_widget_get_mapped (test_find (test->menu, GTK_TYPE_BUTTON, "Add")));
}

static void
test_control_menu_close (TestControlMenu *test)
{
  GtkWidget *button = test_app_find (GTK_WIDGET (test->menu), GTK_TYPE_MENU_BUTTON);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  /* GTK asks the surface of a popover for the pointer once more. */
  test_app_settle ();
  g_object_ref (test->menu);
  gtk_window_destroy (GTK_WINDOW (test->window));
  test_app_settle ();
  g_assert_finalize_object (test->menu);
  sockeye_session_close (test->session);
  g_assert_finalize_object (test->session);
}

/* FALSE where the type is not offered. */
static gboolean
test_control_menu_choose (TestControlMenu *test,
                          const char      *type)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (test_find (test->menu, GTK_TYPE_DROP_DOWN,
                                                     "Control message"));
  GtkStringList *types = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (types)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (types, i), type) == 0)
      {
        gtk_drop_down_set_selected (drop_down, i);
        return TRUE;
      }
  return FALSE;
}

static GPtrArray *
test_control_menu_list (TestControlMenu *test)
{
  return sockeye_draft_get (test->socket)->controls;
}

/* Added, counted on the button, and taken away again. */
static void
test_control_menu_add (void)
{
  TestControlMenu test;
  SockeyeControl *control;
  int ttl;

  test_control_menu_open (&test, AF_INET, SOCK_DGRAM);
  g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "only the data"));
  g_assert_true (test_control_menu_choose (&test, "IP_TTL"));
  test_find_fill (test.menu, "Time to live", "7");
  test_find_press (test.menu, "Add");
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 1);
  g_assert_cmpuint (test.n_changes, ==, 1);
  control = g_ptr_array_index (test_control_menu_list (&test), 0);
  g_assert_cmpint (sockeye_control_get_level (control), ==, IPPROTO_IP);
  g_assert_cmpint (sockeye_control_get_control_type (control), ==, IP_TTL);
  g_assert_cmpuint (g_bytes_get_size (sockeye_control_get_bytes (control)), ==, sizeof ttl);
  memcpy (&ttl, g_bytes_get_data (sockeye_control_get_bytes (control), NULL), sizeof ttl);
  g_assert_cmpint (ttl, ==, 7);
  test_find (test.menu, GTK_TYPE_MENU_BUTTON, "Control 1");
  g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "IP_TTL: 7"));
  g_assert_false (test_find_shows (GTK_WIDGET (test.menu), "only the data"));

  test_find_press (test.menu, "Remove IP_TTL");
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 0);
  g_assert_cmpuint (test.n_changes, ==, 2);
  test_find (test.menu, GTK_TYPE_MENU_BUTTON, "Control");
  test_control_menu_close (&test);
}

/* Said in place, and nothing is added. */
static void
test_control_menu_mistake (void)
{
  static const char *const wrong[] = { "", "0", "256", "many", "1.5" };
  TestControlMenu test;
  GtkWidget *entry;

  test_control_menu_open (&test, AF_INET, SOCK_DGRAM);
  test_control_menu_choose (&test, "IP_TTL");
  entry = test_find (test.menu, GTK_TYPE_ENTRY, "Time to live");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      test_find_fill (test.menu, "Time to live", wrong[i]);
      test_find_press (test.menu, "Add");
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "Time to live is "));
      g_assert_true (test_find_has_focus (test.window, entry));
    }
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 0);
  test_find_fill (test.menu, "Time to live", "1");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_false (test_find_shows (GTK_WIDGET (test.menu), "Time to live is "));
  test_control_menu_choose (&test, "IP_PKTINFO");
  test_find_fill (test.menu, "Interface", "no-such-interface");
  test_find_press (test.menu, "Add");
  g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "no-such-interface"));
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 0);
  test_control_menu_close (&test);
}

/* Open sockets to tick; closed ones are not there. */
static void
test_control_menu_rights (void)
{
  TestControlMenu test;
  const SockeyeSocketId *ids;
  SockeyeControl *control;
  SockeyeSocketId other;
  SockeyeSocketId closed;
  guint n;

  test_control_menu_open (&test, AF_UNIX, SOCK_DGRAM);
  other = test_app_socket (test.session, AF_INET, SOCK_STREAM);
  closed = test_app_socket (test.session, AF_INET, SOCK_STREAM);
  g_object_unref (test_app_call (test.session, sockeye_call_new_close (closed, TRUE)));
  g_assert_true (test_control_menu_choose (&test, "SCM_RIGHTS"));
  test_app_wait_until (gtk_widget_get_mapped (test_app_find (GTK_WIDGET (test.menu),
                                                             GTK_TYPE_CHECK_BUTTON)));
  test_find_press (test.menu, "Add");
  g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "Name a socket"));
  g_assert_null (test_find_walk (GTK_WIDGET (test.menu), GTK_TYPE_CHECK_BUTTON, "s3  TCP"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (test_find (test.menu, GTK_TYPE_CHECK_BUTTON,
                                                            "s2  TCP")),
                               TRUE);
  test_find_press (test.menu, "Add");
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 1);
  control = g_ptr_array_index (test_control_menu_list (&test), 0);
  ids = sockeye_control_get_sockets (control, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (ids[0], ==, other);
  test_control_menu_close (&test);
}

/* Thousands of sockets do not become thousands of checks: the list says how many
 * it leaves out. */
static void
test_control_menu_many (void)
{
  TestControlMenu test;
  GListModel *sockets;

  test_control_menu_open (&test, AF_UNIX, SOCK_DGRAM);
  for (guint i = 0; i < 310; i++)
    {
      g_autoptr (SockeyeCall) call = sockeye_call_new_socket (AF_INET, SOCK_DGRAM, 0);

      sockeye_session_call_async (test.session, call, NULL, NULL, NULL);
    }
  sockets = sockeye_session_list_sockets (test.session);
  test_app_wait_until (g_list_model_get_n_items (sockets) == 311);
  g_assert_true (test_control_menu_choose (&test, "SCM_RIGHTS"));
  test_app_wait_until (gtk_widget_get_mapped (test_app_find (GTK_WIDGET (test.menu),
                                                             GTK_TYPE_CHECK_BUTTON)));
  test_find (test.menu, GTK_TYPE_CHECK_BUTTON, "s300  UDP");
  g_assert_null (test_find_walk (GTK_WIDGET (test.menu), GTK_TYPE_CHECK_BUTTON, "s301  UDP"));
  g_assert_true (test_find_shows (GTK_WIDGET (test.menu), "and 11 more"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (test_find (test.menu, GTK_TYPE_CHECK_BUTTON,
                                                            "s300  UDP")),
                               TRUE);
  test_find_press (test.menu, "Add");
  g_assert_cmpuint (test_control_menu_list (&test)->len, ==, 1);
  test_control_menu_close (&test);
}

/* Those that make sense for the socket; and each socket has its own. */
static void
test_control_menu_suit (void)
{
  TestControlMenu test;
  SockeyeSocketId other;

  test_control_menu_open (&test, AF_INET6, SOCK_DGRAM);
  g_assert_false (test_control_menu_choose (&test, "IP_TTL"));
  g_assert_false (test_control_menu_choose (&test, "SCM_RIGHTS"));
  g_assert_true (test_control_menu_choose (&test, "IPV6_HOPLIMIT"));
  test_find_press (test.menu, "Add");
  test_find (test.menu, GTK_TYPE_MENU_BUTTON, "Control 1");
  other = test_app_socket (test.session, AF_UNIX, SOCK_STREAM);
  sockeye_control_menu_set_socket (test.menu, test.session,
                                   sockeye_session_get_socket (test.session, other));
  test_find (test.menu, GTK_TYPE_MENU_BUTTON, "Control");
  g_assert_true (test_control_menu_choose (&test, "SCM_RIGHTS"));
  sockeye_control_menu_set_socket (test.menu, test.session, test.socket);
  test_find (test.menu, GTK_TYPE_MENU_BUTTON, "Control 1");
  test_control_menu_close (&test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/control-menu/add", test_control_menu_add);
  g_test_add_func ("/sockeye/control-menu/mistake", test_control_menu_mistake);
  g_test_add_func ("/sockeye/control-menu/rights", test_control_menu_rights);
  g_test_add_func ("/sockeye/control-menu/many", test_control_menu_many);
  g_test_add_func ("/sockeye/control-menu/suit", test_control_menu_suit);
  return g_test_run ();
}
