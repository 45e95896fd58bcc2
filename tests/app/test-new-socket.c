/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>
#include <netinet/in.h>

#include "new-socket/sockeye-choice.h"
#include "new-socket/sockeye-new-socket.h"
#include "test-find.h"

static void
test_new_socket_created_cb (SockeyeSocket **made,
                            SockeyeSocket  *socket)
{
  *made = socket;
}

static void
test_new_socket_choose (GtkWidget  *strip,
                        const char *name,
                        int         number)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (test_find (strip, GTK_TYPE_DROP_DOWN, name));
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      if (sockeye_choice_get_number (choice) == number)
        gtk_drop_down_set_selected (drop_down, i);
    }
  g_assert_cmpint (sockeye_choice_selected (drop_down), ==, number);
}

static void
test_new_socket_create (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);
  SockeyeSocket *made = NULL;

  g_signal_connect_swapped (strip, "created", G_CALLBACK (test_new_socket_created_cb), &made);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_cmpint (sockeye_socket_get_family (made), ==, AF_INET);
  g_assert_cmpint (sockeye_socket_get_socktype (made), ==, SOCK_STREAM);

  made = NULL;
  test_new_socket_choose (strip, "Family", AF_UNIX);
  test_new_socket_choose (strip, "Type", SOCK_DGRAM);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_cmpint (sockeye_socket_get_family (made), ==, AF_UNIX);
  g_assert_cmpint (sockeye_socket_get_socktype (made), ==, SOCK_DGRAM);

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* What the kernel refuses is told beneath, until the next one goes well. */
static void
test_new_socket_refused (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);
  SockeyeSocket *made = NULL;

  g_signal_connect_swapped (strip, "created", G_CALLBACK (test_new_socket_created_cb), &made);
  test_new_socket_choose (strip, "Protocol", IPPROTO_UDP);
  test_find_press (strip, "Create");
  test_app_wait_until (test_find_shows (strip, "EPROTONOSUPPORT"));
  g_assert_null (made);
  g_assert_cmpuint (g_list_model_get_n_items (sockeye_session_list_sockets (session)), ==, 0);

  test_new_socket_choose (strip, "Protocol", 0);
  test_find_press (strip, "Create");
  test_app_wait_until (made != NULL);
  g_assert_false (test_find_shows (strip, "EPROTONOSUPPORT"));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

static char *
test_new_socket_dup_verdict (GtkWidget  *strip,
                             const char *name,
                             int         number)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (test_find (strip, GTK_TYPE_DROP_DOWN, name));
  GListModel *model = gtk_drop_down_get_model (drop_down);
  char *verdict = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      if (sockeye_choice_get_number (choice) == number)
        g_object_get (choice, "verdict", &verdict, NULL);
    }
  return verdict;
}

static gboolean
test_new_socket_says (GtkWidget  *strip,
                      const char *name,
                      int         number,
                      const char *wanted)
{
  g_autofree char *verdict = test_new_socket_dup_verdict (strip, name, number);

  return g_strcmp0 (verdict, wanted) == 0;
}

/* A choice says what the kernel would answer to it together with the others,
 * and the strip says it of all three. */
static void
test_new_socket_verdicts (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);

  test_app_wait_until (test_new_socket_says (strip, "Family", AF_INET, "available"));
  g_assert_true (test_new_socket_says (strip, "Family", AF_IPX,
                                       "this kernel lacks it: EAFNOSUPPORT"));
  g_assert_true (test_new_socket_says (strip, "Type", SOCK_RDM,
                                       "this kernel lacks it: ESOCKTNOSUPPORT"));
  g_assert_true (test_new_socket_says (strip, "Protocol", IPPROTO_UDP,
                                       "this kernel lacks it: EPROTONOSUPPORT"));
  g_assert_false (test_find_shows (strip, "lacks"));
  test_new_socket_choose (strip, "Type", SOCK_DGRAM);
  g_assert_true (test_new_socket_says (strip, "Protocol", IPPROTO_UDP, "available"));
  test_new_socket_choose (strip, "Protocol", IPPROTO_TCP);
  g_assert_true (test_find_shows (strip, "this kernel lacks it: EPROTONOSUPPORT"));
  test_new_socket_choose (strip, "Family", AF_UNIX);
  /* A number means another protocol there. */
  g_assert_true (test_find_shows (strip, "local, by path, datagrams"));
  g_assert_false (test_find_shows (strip, "lacks"));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

/* What is typed and not listed can be chosen; so can nothing that is no number. */
static void
test_new_socket_number (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_NEW_SOCKET, "session", session, NULL);
  GtkWidget *window = test_app_show (strip, 700, 100);
  GtkDropDown *drop_down = GTK_DROP_DOWN (test_find (strip, GTK_TYPE_DROP_DOWN, "Protocol"));
  GtkEditable *search = sockeye_choice_get_search (drop_down);
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (drop_down));

  gtk_editable_set_text (search, "6");
  gtk_editable_set_text (search, "x");
  gtk_editable_set_text (search, "-1");
  gtk_editable_set_text (search, "99999999999");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), ==, n);
  gtk_editable_set_text (search, "25");
  gtk_editable_set_text (search, "253");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), ==, n + 1);
  test_new_socket_choose (strip, "Protocol", 253);
  gtk_editable_set_text (search, "");
  g_assert_cmpint (sockeye_choice_selected (drop_down), ==, 253);
  test_app_wait_until (test_new_socket_says (strip, "Protocol", 253,
                                             "this kernel lacks it: EPROTONOSUPPORT"));

  /* An ethertype is typed as the header writes it, and given in network order. */
  test_new_socket_choose (strip, "Family", AF_PACKET);
  gtk_editable_set_text (search, "0x88b5");
  test_new_socket_choose (strip, "Protocol", htons (0x88b5));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_object_unref (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/new-socket/create", test_new_socket_create);
  g_test_add_func ("/sockeye/new-socket/refused", test_new_socket_refused);
  g_test_add_func ("/sockeye/new-socket/verdicts", test_new_socket_verdicts);
  g_test_add_func ("/sockeye/new-socket/number", test_new_socket_number);

  return g_test_run ();
}
