/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "details/sockeye-control-card.h"
#include "details/sockeye-details.h"
#include "test-find.h"

/* Details in a window that notes where its buttons lead to. */
typedef struct
{
  SockeyeSession *session;
  SockeyeJournal *journal;
  GtkWidget      *details;
  GtkWidget      *window;
  guint64         shown_row;
  SockeyeSocketId shown_socket;
} TestMore;

static void
test_more_activate_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       TestMore      *test)
{
  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_UINT64))
    test->shown_row = g_variant_get_uint64 (parameter);
  else
    test->shown_socket = g_variant_get_uint32 (parameter);
}

static void
test_more_add_action (TestMore           *test,
                      GSimpleActionGroup *group,
                      const char         *name,
                      const GVariantType *type)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect (action, "activate", G_CALLBACK (test_more_activate_cb), test);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static void
test_more_set_up (TestMore      *test,
                  gconstpointer  data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  test->session = sockeye_session_new ();
  test->journal = sockeye_session_get_journal (test->session);
  sockeye_session_set_start_automatic (test->session, FALSE);
  test_more_add_action (test, group, "show-row", G_VARIANT_TYPE_UINT64);
  test_more_add_action (test, group, "show-socket", G_VARIANT_TYPE_UINT32);
  test->details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", test->session, NULL);
  gtk_widget_insert_action_group (test->details, "win", G_ACTION_GROUP (group));
  test->window = test_app_show (test->details, 292, 600);
}

static void
test_more_tear_down (TestMore      *test,
                     gconstpointer  data)
{
  g_object_ref (test->details);
  gtk_window_destroy (GTK_WINDOW (test->window));
  g_assert_finalize_object (test->details);
  sockeye_session_close (test->session);
  g_assert_finalize_object (test->session);
}

/* A call that must go well; takes it. */
static SockeyeEvent *
test_more_do (TestMore    *test,
              SockeyeCall *call)
{
  SockeyeEvent *event = test_app_call (test->session, call);

  g_assert_cmpint (sockeye_event_get_errno (event), ==, 0);
  return event;
}

/* A bound UDP socket, and its address. */
static SockeyeSocketId
test_more_bind (TestMore        *test,
                SockeyeAddress **address)
{
  g_autoptr (SockeyeAddress) any =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId id = test_app_socket (test->session, AF_INET, SOCK_DGRAM);
  SockeyeSocket *socket = sockeye_session_get_socket (test->session, id);
  g_autoptr (SockeyeEvent) bound = test_more_do (test, sockeye_call_new_bind (id, any));

  *address = sockeye_address_ref (sockeye_socket_get_local (socket));
  return id;
}

static void
test_more_set (TestMore        *test,
               SockeyeSocketId  id,
               int              level,
               int              option,
               int              value)
{
  g_object_unref (test_more_do (test, sockeye_call_new_setsockopt (id, level, option, value)));
}

static void
test_more_show (TestMore     *test,
                SockeyeEvent *event)
{
  sockeye_details_set_event (SOCKEYE_DETAILS (test->details), event);
}

/* What came beside a datagram: a card each. */
static void
test_more_cards (TestMore      *test,
                 gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SockeyeEvent) sent = NULL;
  g_autoptr (SockeyeEvent) plain = NULL;
  g_autoptr (SockeyeEvent) received = NULL;
  SockeyeSocketId id = test_more_bind (test, &address);

  sent = test_more_do (test, sockeye_call_new_sendto (id, bytes, 0, address));
  plain = test_more_do (test, sockeye_call_new_recvfrom (id, 10, 0));
  test_more_show (test, plain);
  g_assert_null (test_app_find (test->details, SOCKEYE_TYPE_CONTROL_CARD));

  test_more_set (test, id, IPPROTO_IP, IP_RECVTTL, 1);
  test_more_set (test, id, IPPROTO_IP, IP_PKTINFO, 1);
  g_object_unref (test_more_do (test, sockeye_call_new_sendto (id, bytes, 0, address)));
  received = test_more_do (test, sockeye_call_new_recvfrom (id, 10, 0));
  test_more_show (test, received);
  test_find (test->details, SOCKEYE_TYPE_CONTROL_CARD, "IP_TTL");
  test_find (test->details, SOCKEYE_TYPE_CONTROL_CARD, "IP_PKTINFO");
  g_assert_true (test_find_shows (test->details, "lo (1)"));

  test_more_show (test, plain);
  g_assert_null (test_app_find (test->details, SOCKEYE_TYPE_CONTROL_CARD));
}

/* Who refused it, and a button to the send that was refused. */
static void
test_more_late (TestMore      *test,
                gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeAddress) own = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SockeyeEvent) sent = NULL;
  g_autoptr (SockeyeEvent) late = NULL;
  g_autofree char *label = NULL;
  SockeyeSocketId gone = test_more_bind (test, &address);
  SockeyeSocketId id = test_more_bind (test, &own);

  test_more_set (test, id, IPPROTO_IP, IP_RECVERR, 1);
  g_object_unref (test_more_do (test, sockeye_call_new_close (gone, TRUE)));
  sent = test_more_do (test, sockeye_call_new_sendto (id, bytes, 0, address));
  late = test_more_do (test, sockeye_call_new_recvfrom (id, 10, MSG_ERRQUEUE));
  g_assert_cmpuint (sockeye_event_get_cause (late), ==, sockeye_event_get_number (sent));

  test_more_show (test, late);
  test_find (test->details, SOCKEYE_TYPE_CONTROL_CARD, "IP_RECVERR");
  g_assert_true (test_find_shows (test->details, "ECONNREFUSED"));
  g_assert_true (test_find_shows (test->details, "127.0.0.1"));
  g_assert_true (test_find_shows (test->details, "MSG_ERRQUEUE"));
  g_assert_true (test_find_shows (test->details, "1 byte sent to 127.0.0.1:"));
  label = g_strdup_printf ("Caused by row %" G_GUINT64_FORMAT, sockeye_event_get_number (sent));
  test_find_press (test->details, label);
  g_assert_cmpuint (test->shown_row, ==, sockeye_event_get_number (sent));

  /* Rows never change: the send has succeeded, and says so. */
  test_more_show (test, sent);
  g_assert_null (test_app_find (test->details, SOCKEYE_TYPE_CONTROL_CARD));
  g_assert_false (test_find_shows (test->details, "ECONNREFUSED"));
}

/* A connection between two sockets of the session: the ids of its ends. */
static void
test_more_connect (TestMore        *test,
                   SockeyeSocketId *from,
                   SockeyeSocketId *to)
{
  SockeyeSocketId listener = test_app_socket (test->session, AF_UNIX, SOCK_STREAM);
  g_autofree char *name = g_strdup_printf ("@sockeye-test-more-%d", getpid ());
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) accepted = NULL;

  g_object_unref (test_more_do (test, sockeye_call_new_bind (listener, address)));
  g_object_unref (test_more_do (test, sockeye_call_new_listen (listener, 5)));
  *from = test_app_socket (test->session, AF_UNIX, SOCK_STREAM);
  g_object_unref (test_more_do (test, sockeye_call_new_connect (*from, address)));
  accepted = test_more_do (test, sockeye_call_new_accept (listener));
  *to = sockeye_event_get_child (accepted);
}

/* Passes a bound UDP socket on. */
static void
test_more_pass (TestMore        *test,
                SockeyeSocketId  from)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GPtrArray) controls =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  SockeyeSocketId passed = test_more_bind (test, &address);

  g_ptr_array_add (controls, sockeye_control_new_rights (&passed, 1));
  g_object_unref (test_more_do (test, sockeye_call_new_sendmsg (from, bytes, controls, 0, NULL)));
}

/* The card leads to the socket that the descriptor became. */
static void
test_more_passed (TestMore      *test,
                  gconstpointer  data)
{
  g_autoptr (SockeyeEvent) received = NULL;
  SockeyeSocketId from;
  SockeyeSocketId to;

  test_more_connect (test, &from, &to);
  test_more_pass (test, from);
  received = test_more_do (test, sockeye_call_new_recv (to, 10, 0));
  test_more_show (test, received);
  test_find (test->details, SOCKEYE_TYPE_CONTROL_CARD, "SCM_RIGHTS");
  g_assert_true (test_find_shows (test->details, "UDP 127.0.0.1:"));
  test_find_press (test->details, "d5");
  g_assert_cmpuint (test->shown_socket, ==, SOCKEYE_SOCKET_ID (5, SOCKEYE_ORIGIN_RECEIVED));
  g_assert_nonnull (sockeye_session_get_socket (test->session, test->shown_socket));
}

/* What the kernel dropped: a larger buffer is a call away, and not made unasked. */
static void
test_more_drops (TestMore      *test,
                 gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeEvent) dropped = NULL;
  SockeyeSocketId id = test_more_bind (test, &address);
  SockeyeSocket *socket = sockeye_session_get_socket (test->session, id);
  g_autoptr (SockeyeCall) call = NULL;
  GtkWidget *button = NULL;

  dropped = test_app_flood (test->session, id, address);
  if (dropped == NULL)
    {
      g_test_skip ("the kernel does not count what it drops");
      return;
    }
  test_more_show (test, dropped);
  for (guint i = 0; button == NULL || !test_find_shows (button, "Enlarge the receive buffer"); i++)
    {
      guint nth = i;
      button = test_app_find_nth (test->details, GTK_TYPE_BUTTON, &nth);
      g_assert_nonnull (button);
    }
  g_assert_cmpint (sockeye_event_get_verb (sockeye_socket_get_last_call (socket)), ==,
                   SOCKEYE_VERB_RECVFROM);
  g_signal_emit_by_name (button, "clicked");
  test_app_wait_until (sockeye_event_get_verb (sockeye_socket_get_last_call (socket))
                       == SOCKEYE_VERB_SETSOCKOPT);
  call = sockeye_event_dup_call (sockeye_socket_get_last_call (socket));
  g_assert_cmpint (sockeye_call_get_level (call), ==, SOL_SOCKET);
  g_assert_cmpint (sockeye_event_get_errno (sockeye_socket_get_last_call (socket)), ==, 0);
}

/* The row before had nothing to offer: what this one does takes room of its own. */
static void
test_more_room (TestMore      *test,
                gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeEvent) plain = NULL;
  g_autoptr (SockeyeEvent) dropped = NULL;
  SockeyeSocketId id = test_more_bind (test, &address);
  GtkWidget *box = GTK_WIDGET (
      gtk_widget_get_template_child (test->details, SOCKEYE_TYPE_DETAILS, "more_box"));
  graphene_rect_t above, below;

  dropped = test_app_flood (test->session, id, address);
  if (dropped == NULL)
    {
      g_test_skip ("the kernel does not count what it drops");
      return;
    }
  plain = g_list_model_get_item (G_LIST_MODEL (test->journal), 0);
  test_more_show (test, plain);
  test_app_settle ();
  test_more_show (test, dropped);
  test_app_settle ();
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_last_child (box), test->details,
                                            &above));
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_next_sibling (box), test->details,
                                            &below));
  g_assert_cmpfloat (above.origin.y + above.size.height, <=, below.origin.y);
}

/* A buffer without room for them: said in words. */
static void
test_more_cut (TestMore      *test,
               gconstpointer  data)
{
  g_autoptr (SockeyeEvent) received = NULL;
  SockeyeSocketId from;
  SockeyeSocketId to;

  test_more_connect (test, &from, &to);
  test_more_pass (test, from);
  received = test_more_do (test, sockeye_call_new_recvmsg (to, 10, 1, 0));
  g_assert_cmpint (sockeye_event_get_msg_flags (received) & MSG_CTRUNC, ==, MSG_CTRUNC);
  test_more_show (test, received);
  g_assert_true (test_find_shows (test->details, "MSG_CTRUNC: there was more"));
}

static void
test_more_add (const char *path,
               void      (*function) (TestMore *test, gconstpointer data))
{
  g_test_add (path, TestMore, NULL, test_more_set_up, function, test_more_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  test_more_add ("/sockeye/details-more/cards", test_more_cards);
  test_more_add ("/sockeye/details-more/late", test_more_late);
  test_more_add ("/sockeye/details-more/passed", test_more_passed);
  test_more_add ("/sockeye/details-more/drops", test_more_drops);
  test_more_add ("/sockeye/details-more/room", test_more_room);
  test_more_add ("/sockeye/details-more/cut", test_more_cut);
  return g_test_run ();
}
