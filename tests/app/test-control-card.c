/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "details/sockeye-control-card.h"
#include "test-find.h"

static SockeyeControl *
test_control_card_new_control (int           level,
                               int           type,
                               gconstpointer data,
                               gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return sockeye_control_new (level, type, bytes);
}

/* As in Details: as high as it likes. */
static GtkWidget *
test_control_card_show (GtkWidget *card)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), card);
  return test_app_show (scrolled, 292, 200);
}

static void
test_control_card_destroy (GtkWidget *card,
                           GtkWidget *window)
{
  g_object_ref (card);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (card);
}

/* Each fact has its label beside it, and can be copied. */
static void
test_control_card_facts (void)
{
  const int ttl = 63;
  g_autoptr (SockeyeControl) control =
      test_control_card_new_control (IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  GtkWidget *card = sockeye_control_card_new (control, NULL);
  GtkWidget *window = test_control_card_show (card);
  GtkWidget *grid = test_app_find (card, GTK_TYPE_GRID);
  GtkWidget *value = gtk_grid_get_child_at (GTK_GRID (grid), 1, 0);

  g_assert_true (test_find_shows (card, "IP_TTL"));
  g_assert_true (test_find_shows (card, sockeye_control_get_meaning (control)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (value)), ==, "63");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (value)));
  g_assert_null (gtk_grid_get_child_at (GTK_GRID (grid), 1, 1));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "IP_TTL");
  test_control_card_destroy (card, window);
}

/* What is not known is shown as level, type and bytes, and never left out. */
static void
test_control_card_unknown (void)
{
  g_autoptr (SockeyeControl) control =
      test_control_card_new_control (41999, 77, "\xde\xad\xbe\xef", 4);
  g_autoptr (SockeyeControl) empty = test_control_card_new_control (41999, 78, "", 0);
  GtkWidget *card = sockeye_control_card_new (control, NULL);
  GtkWidget *window = test_control_card_show (card);

  g_assert_true (test_find_shows (card, "41999"));
  g_assert_true (test_find_shows (card, "77"));
  g_assert_true (test_find_shows (card, "de ad be ef"));
  test_control_card_destroy (card, window);

  card = sockeye_control_card_new (empty, NULL);
  window = test_control_card_show (card);
  g_assert_true (test_find_shows (card, "78"));
  test_control_card_destroy (card, window);
}

/* Stands in for the window, which selects the socket. */
static void
test_control_card_show_socket_cb (GSimpleAction *action,
                                  GVariant      *parameter,
                                  gpointer       data)
{
  *(SockeyeSocketId *) data = g_variant_get_uint32 (parameter);
}

static void
test_control_card_passed (void)
{
  SockeyePassed socket = { SOCKEYE_SOCKET_ID (5, SOCKEYE_ORIGIN_RECEIVED),
                           (char *) "TCP 127.0.0.1:80, listening" };
  SockeyePassed file = { 0, (char *) "/dev/null" };
  g_autoptr (GPtrArray) passed = g_ptr_array_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-socket", G_VARIANT_TYPE_UINT32);
  SockeyeSocketId shown = 0;
  GtkWidget *window;
  GtkWidget *card;

  g_ptr_array_add (passed, &socket);
  g_ptr_array_add (passed, &file);
  g_signal_connect (action, "activate", G_CALLBACK (test_control_card_show_socket_cb), &shown);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  card = sockeye_control_card_new_passed (passed);
  gtk_widget_insert_action_group (card, "win", G_ACTION_GROUP (group));
  window = test_control_card_show (card);

  g_assert_true (test_find_shows (card, "TCP 127.0.0.1:80, listening"));
  g_assert_true (test_find_shows (card, "/dev/null"));
  g_assert_true (test_find_shows (card, "closed"));
  test_find_press (card, "d5");
  g_assert_cmpuint (shown, ==, socket.id);
  test_control_card_destroy (card, window);
}

/* Hundreds in one message: counted, not laid out. */
static void
test_control_card_many (void)
{
  SockeyePassed file = { 0, (char *) "/dev/null" };
  g_autoptr (GPtrArray) passed = g_ptr_array_new ();
  GtkWidget *window;
  GtkWidget *card;

  for (guint i = 0; i < 253; i++)
    g_ptr_array_add (passed, &file);
  card = sockeye_control_card_new_passed (passed);
  window = test_control_card_show (card);
  g_assert_true (test_find_shows (card, "and 213 more"));
  test_control_card_destroy (card, window);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/control-card/facts", test_control_card_facts);
  g_test_add_func ("/sockeye/control-card/unknown", test_control_card_unknown);
  g_test_add_func ("/sockeye/control-card/passed", test_control_card_passed);
  g_test_add_func ("/sockeye/control-card/many", test_control_card_many);
  return g_test_run ();
}
