/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "bar/sockeye-socket-bar.h"
#include "bar/sockeye-tell-switches.h"
#include "test-find.h"

typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *socket;
  GtkWidget      *bar;
  GtkWidget      *window;
  GtkWidget      *options; /* the button, whose popover is open */
} TestTell;

static void
test_tell_open (TestTell *test,
                int       family,
                int       type)
{
  test->session = sockeye_session_new ();
  test->socket = sockeye_session_get_socket (test->session,
                                             test_app_socket (test->session, family, type));
  test->bar = g_object_new (SOCKEYE_TYPE_SOCKET_BAR, "session", test->session,
                            "socket", test->socket, NULL);
  test->window = test_app_show (test->bar, 1000, 120);
  test->options = test_find (test->bar, GTK_TYPE_MENU_BUTTON, "Options");
  gtk_menu_button_popup (GTK_MENU_BUTTON (test->options));
  test_app_wait_until (gtk_widget_get_mapped (test_app_find (test->bar,
                                                             SOCKEYE_TYPE_TELL_SWITCHES)));
}

static void
test_tell_close (TestTell *test)
{
  SockeyeSession *session = test->session;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (test->options));
  /* GTK asks the surface of a popover for the pointer once more. */
  test_app_settle ();
  gtk_window_destroy (GTK_WINDOW (test->window));
  sockeye_session_close (session);
  /* A reading that is under way holds the session. */
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_unref (session);
  test_app_wait_until (session == NULL);
}

/* The check of an option, by how its label begins. */
static GtkCheckButton *
test_tell_find (TestTell   *test,
                const char *name)
{
  g_autofree char *start = g_strdup_printf ("%s – ", name);

  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *check = test_app_find_nth (test->bar, GTK_TYPE_CHECK_BUTTON, &nth);

      if (check == NULL)
        return NULL;
      if (gtk_widget_get_visible (check)
          && g_str_has_prefix (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), start))
        return GTK_CHECK_BUTTON (check);
    }
}

static gboolean
test_tell_called (TestTell *test,
                  int       level,
                  int       option,
                  int       value)
{
  SockeyeEvent *event = sockeye_socket_get_last_call (test->socket);
  g_autoptr (SockeyeCall) call = event != NULL ? sockeye_event_dup_call (event) : NULL;

  return call != NULL && sockeye_call_get_verb (call) == SOCKEYE_VERB_SETSOCKOPT
         && sockeye_call_get_level (call) == level && sockeye_call_get_option (call) == option
         && sockeye_call_get_value (call) == value && !sockeye_event_is_error (event);
}

/* Each check is one setsockopt() with its row. */
static void
test_tell_switches_choose (void)
{
  TestTell test;
  GtkCheckButton *check;

  test_tell_open (&test, AF_INET, SOCK_DGRAM);
  check = test_tell_find (&test, "IP_RECVTTL");
  g_assert_nonnull (check);
  g_assert_false (gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, TRUE);
  test_app_wait_until (test_tell_called (&test, IPPROTO_IP, IP_RECVTTL, 1));
  test_app_wait_until (gtk_check_button_get_active (check));
  g_assert_false (gtk_check_button_get_active (test_tell_find (&test, "IP_RECVERR")));
  gtk_check_button_set_active (check, FALSE);
  test_app_wait_until (test_tell_called (&test, IPPROTO_IP, IP_RECVTTL, 0));
  test_app_wait_until (!gtk_check_button_get_active (check));
  test_tell_close (&test);
}

/* Of a closed socket nothing is set: the reason is told, the check stays off. */
static void
test_tell_switches_refused (void)
{
  TestTell test;
  GtkCheckButton *check;

  test_tell_open (&test, AF_INET, SOCK_DGRAM);
  g_object_unref (test_app_call (test.session,
                                 sockeye_call_new_close (sockeye_socket_get_id (test.socket),
                                                         TRUE)));
  test_app_wait_until (sockeye_socket_is_closed (test.socket));
  check = test_tell_find (&test, "IP_PKTINFO");
  gtk_check_button_set_active (check, TRUE);
  test_app_wait_until (!gtk_check_button_get_active (check));
  g_assert_false (test_tell_called (&test, IPPROTO_IP, IP_PKTINFO, 1));
  g_assert_true (test_find_shows (test.bar, "No call"));
  test_tell_close (&test);
}

/* Set elsewhere, it shows; and each socket has its own. */
static void
test_tell_switches_follow (void)
{
  TestTell test;
  SockeyeSocketId other;
  SockeyeSocketId id;

  test_tell_open (&test, AF_INET, SOCK_DGRAM);
  id = sockeye_socket_get_id (test.socket);
  other = test_app_socket (test.session, AF_INET, SOCK_DGRAM);
  g_object_unref (test_app_call (test.session,
                                 sockeye_call_new_setsockopt (id, IPPROTO_IP, IP_RECVERR, 1)));
  test_app_wait_until (gtk_check_button_get_active (test_tell_find (&test, "IP_RECVERR")));
  g_object_set (test.bar, "socket", sockeye_session_get_socket (test.session, other), NULL);
  test_app_wait_until (!gtk_check_button_get_active (test_tell_find (&test, "IP_RECVERR")));
  g_object_set (test.bar, "socket", test.socket, NULL);
  test_app_wait_until (gtk_check_button_get_active (test_tell_find (&test, "IP_RECVERR")));
  test_tell_close (&test);
}

static void
test_tell_switches_suit (void)
{
  TestTell test;

  test_tell_open (&test, AF_UNIX, SOCK_STREAM);
  g_assert_nonnull (test_tell_find (&test, "SO_PASSCRED"));
  g_assert_null (test_tell_find (&test, "IP_PKTINFO"));
  g_assert_null (test_tell_find (&test, "SO_TIMESTAMPNS"));
  test_tell_close (&test);

  test_tell_open (&test, AF_INET6, SOCK_DGRAM);
  g_assert_nonnull (test_tell_find (&test, "IPV6_RECVHOPLIMIT"));
  g_assert_nonnull (test_tell_find (&test, "SO_TIMESTAMPNS"));
  g_assert_null (test_tell_find (&test, "IP_RECVTTL"));
  test_tell_close (&test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/tell-switches/choose", test_tell_switches_choose);
  g_test_add_func ("/sockeye/tell-switches/refused", test_tell_switches_refused);
  g_test_add_func ("/sockeye/tell-switches/follow", test_tell_switches_follow);
  g_test_add_func ("/sockeye/tell-switches/suit", test_tell_switches_suit);
  return g_test_run ();
}
