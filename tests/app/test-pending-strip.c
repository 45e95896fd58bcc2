/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>

#include "log/sockeye-pending-row.h"
#include "log/sockeye-pending-strip.h"
#include "test-find.h"

static void
test_pending_strip_returned_cb (GObject      *object,
                                GAsyncResult *result,
                                gpointer      data)
{
  g_autoptr (SockeyeEvent) event =
      sockeye_session_call_finish (SOCKEYE_SESSION (object), result, NULL);
  guint *n_returned = data;

  *n_returned += event != NULL;
}

/* A call that waits: nobody knows the address of this socket. */
static void
test_pending_strip_wait (SockeyeSession *session,
                         guint          *n_returned)
{
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_DGRAM);
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, "", NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) bound =
      test_app_call (session, sockeye_call_new_bind (id, address));
  g_autoptr (SockeyeCall) call = sockeye_call_new_recvfrom (id, 1024, 0);

  g_assert_false (sockeye_event_is_error (bound));
  sockeye_session_call_async (session, call, NULL, test_pending_strip_returned_cb, n_returned);
}

static void
test_pending_strip_cancel (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_PENDING_STRIP, "session", session, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = test_app_show (box, 600, 300);
  GtkWidget *row;
  GtkWidget *button;
  guint n_returned = 0;

  gtk_box_append (GTK_BOX (box), strip);
  g_assert_false (gtk_widget_get_visible (strip));
  test_pending_strip_wait (session, &n_returned);
  test_app_wait_until (gtk_widget_get_mapped (strip)
                       && test_app_find (strip, SOCKEYE_TYPE_PENDING_ROW) != NULL);

  row = test_app_find (strip, SOCKEYE_TYPE_PENDING_ROW);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (test_app_find (row, GTK_TYPE_LABEL))),
                   ==, "s1.recvfrom(1024)");
  button = test_app_find (row, GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Cancel");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Stop waiting for s1.recvfrom(1024)");
  g_assert_cmpuint (n_returned, ==, 0);
  g_assert_true (test_find_shows (row, "s · nothing has come"));
  g_assert_false (test_find_shows (strip, "Cancel all"));

  g_signal_emit_by_name (button, "clicked");
  test_app_wait_until (n_returned == 1 && !gtk_widget_get_visible (strip));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static void
test_pending_strip_many (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_PENDING_STRIP, "session", session, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = test_app_show (box, 600, 300);
  GListModel *pending = sockeye_session_list_pending (session);
  guint n_returned = 0;

  gtk_box_append (GTK_BOX (box), strip);
  for (guint i = 0; i < 60; i++)
    test_pending_strip_wait (session, &n_returned);
  test_app_wait_until (g_list_model_get_n_items (pending) == 60);
  test_app_wait_until (gtk_widget_get_height (strip) > 0);
  test_app_settle ();
  g_assert_cmpint (gtk_widget_get_height (strip), <, 100);

  while (g_list_model_get_n_items (pending) > 0)
    {
      g_autoptr (SockeyePending) item = g_list_model_get_item (pending, 0);
      guint n = g_list_model_get_n_items (pending);
      sockeye_session_cancel (session, item);
      test_app_wait_until (g_list_model_get_n_items (pending) < n);
    }
  test_app_wait_until (n_returned == 60);
  g_assert_false (gtk_widget_get_visible (strip));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* Five hundred at once. */
static void
test_pending_strip_cancel_all (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *strip = g_object_new (SOCKEYE_TYPE_PENDING_STRIP, "session", session, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = test_app_show (box, 600, 300);
  GListModel *pending = sockeye_session_list_pending (session);
  GListModel *sockets = sockeye_session_list_sockets (session);
  g_autoptr (SockeyeCall) create = sockeye_call_new_socket (AF_INET, SOCK_DGRAM, 0);
  guint n_returned = 0;

  gtk_box_append (GTK_BOX (box), strip);
  sockeye_session_set_start_automatic (session, FALSE);
  for (guint i = 0; i < 500; i++)
    sockeye_session_call_async (session, create, NULL, NULL, NULL);
  test_app_wait_until (g_list_model_get_n_items (sockets) == 500);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (SockeyeSocket) socket = g_list_model_get_item (sockets, i);
      g_autoptr (SockeyeCall) call = sockeye_call_new_recvfrom (sockeye_socket_get_id (socket), 10, 0);

      sockeye_session_call_async (session, call, NULL, test_pending_strip_returned_cb, &n_returned);
    }
  test_app_wait_until (g_list_model_get_n_items (pending) == 500);
  test_find_press (strip, "Cancel all");
  test_app_wait_until (n_returned == 500);
  g_assert_cmpuint (g_list_model_get_n_items (pending), ==, 0);
  g_assert_false (gtk_widget_get_visible (strip));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  test_app_load_style ();
  g_test_add_func ("/sockeye/pending-strip/cancel", test_pending_strip_cancel);
  g_test_add_func ("/sockeye/pending-strip/many", test_pending_strip_many);
  g_test_add_func ("/sockeye/pending-strip/cancel-all", test_pending_strip_cancel_all);
  return g_test_run ();
}
