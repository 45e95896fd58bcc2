/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "log-util.h"

#include <netinet/in.h>
#include <sys/socket.h>

static gboolean
test_log_view_follows (LogFixture *f)
{
  return sockeye_log_view_get_following (SOCKEYE_LOG_VIEW (f->log));
}

/* The cell that shows a row's column, in a widget. */
static SockeyeLogCell *
test_log_view_find_cell (GtkWidget        *widget,
                         guint64           number,
                         SockeyeLogColumn  column)
{
  SockeyeLogCell *found = NULL;

  if (SOCKEYE_IS_LOG_CELL (widget))
    {
      SockeyeEvent *event = sockeye_log_cell_get_event (SOCKEYE_LOG_CELL (widget));

      return event != NULL && sockeye_event_get_number (event) == number
                     && gtk_widget_has_css_class (widget, sockeye_log_column_to_nick (column))
                 ? SOCKEYE_LOG_CELL (widget) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_log_view_find_cell (child, number, column);
  return found;
}

static SockeyeLogCell *
test_log_view_get_cell (LogFixture       *f,
                        guint64           number,
                        SockeyeLogColumn  column)
{
  return test_log_view_find_cell (f->log, number, column);
}

static void
test_log_view_following (LogFixture    *f,
                         gconstpointer  data)
{
  GtkWidget *button = log_fixture_find_button (f, "log.end");

  g_assert_true (test_log_view_follows (f));
  test_app_notes (f->session, 200);
  test_app_wait_until (log_fixture_is_at_end (f));
  test_app_settle ();
  test_app_notes (f->session, 5000);
  test_app_wait_until (log_fixture_is_at_end (f)
                       && test_log_view_get_cell (f, 5200, SOCKEYE_LOG_CALL) != NULL);
  g_assert_true (test_log_view_follows (f));
  g_assert_false (gtk_widget_get_visible (button));

  test_app_settle ();
  gtk_adjustment_set_value (f->adjustment, 1000);
  g_assert_false (test_log_view_follows (f));
  test_app_notes (f->session, 7);
  test_app_wait_until (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "7 new rows");
  test_app_settle ();
  g_assert_false (log_fixture_is_at_end (f));
  g_assert_cmpfloat (gtk_adjustment_get_value (f->adjustment), ==, 1000);

  g_assert_true (gtk_widget_activate_action (f->log, "log.end", NULL));
  test_app_wait_until (log_fixture_is_at_end (f) && !gtk_widget_get_visible (button));
  g_assert_true (test_log_view_follows (f));
  test_app_notes (f->session, 3);
  test_app_wait_until (log_fixture_is_at_end (f));
  g_assert_true (test_log_view_follows (f));
}

/* Scrolling down to the end resumes as the button does. */
static void
test_log_view_scroll_back (LogFixture    *f,
                           gconstpointer  data)
{
  test_app_notes (f->session, 200);
  test_app_wait_until (log_fixture_is_at_end (f));
  gtk_adjustment_set_value (f->adjustment, 100);
  g_assert_false (test_log_view_follows (f));
  test_app_settle ();
  gtk_adjustment_set_value (f->adjustment, gtk_adjustment_get_upper (f->adjustment));
  g_assert_true (test_log_view_follows (f));

  /* In one step, as the key End, also past rows that came meanwhile. */
  gtk_adjustment_set_value (f->adjustment, 100);
  g_assert_false (test_log_view_follows (f));
  test_app_notes (f->session, 7);
  test_app_wait_until (gtk_widget_get_visible (log_fixture_find_button (f, "log.end")));
  test_app_settle ();
  gtk_adjustment_set_value (f->adjustment, gtk_adjustment_get_upper (f->adjustment));
  g_assert_true (test_log_view_follows (f));
  test_app_wait_until (!gtk_widget_get_visible (log_fixture_find_button (f, "log.end")));
}

static void
test_log_view_shrink (LogFixture    *f,
                      gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *below = gtk_label_new ("what waits");

  g_object_ref (f->log);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_box_append (GTK_BOX (box), f->log);
  gtk_box_append (GTK_BOX (box), below);
  g_object_unref (f->log);
  gtk_widget_set_vexpand (f->log, TRUE);
  gtk_widget_set_visible (below, FALSE);
  test_app_notes (f->session, 14);
  test_app_wait_until (gtk_adjustment_get_upper (f->adjustment) > 200);
  gtk_widget_set_size_request (below, -1, 150);
  gtk_widget_set_visible (below, TRUE);
  test_app_wait_until (log_fixture_is_at_end (f));
  g_assert_true (test_log_view_follows (f));
}

/* A short log fits its rows, so that what waits can stand beneath the last. */
static void
test_log_view_height (LogFixture    *f,
                      gconstpointer  data)
{
  int before, after;

  test_app_notes (f->session, 5);
  test_app_settle ();
  gtk_widget_measure (f->log, GTK_ORIENTATION_VERTICAL, -1, NULL, &before, NULL, NULL);
  test_app_notes (f->session, 10);
  test_app_settle ();
  gtk_widget_measure (f->log, GTK_ORIENTATION_VERTICAL, -1, NULL, &after, NULL, NULL);
  g_assert_cmpint (after - before, >=, 10 * 16);
  g_assert_cmpint (after - before, <=, 10 * 22);
}

static void
test_log_view_selection (LogFixture    *f,
                         gconstpointer  data)
{
  SockeyeEvent *selected;

  test_app_notes (f->session, 50);
  test_app_wait_until (log_fixture_is_at_end (f));
  g_assert_null (sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log)));

  gtk_selection_model_select_item (f->model, 40, TRUE);
  selected = sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log));
  g_assert_cmpuint (sockeye_event_get_number (selected), ==, 41);
  g_assert_false (test_log_view_follows (f));

  gtk_selection_model_select_range (f->model, 36, 5, TRUE);
  selected = sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log));
  g_assert_cmpuint (sockeye_event_get_number (selected), ==, 37);

  g_assert_true (gtk_widget_activate_action (f->log, "log.end", NULL));
  test_app_wait_until (log_fixture_is_at_end (f));
  gtk_selection_model_select_item (f->model, 49, TRUE);
  g_assert_true (test_log_view_follows (f));

  g_assert_true (gtk_widget_activate_action (f->log, "log.clear", NULL));
  test_app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (f->journal)) == 0);
  g_assert_null (sockeye_log_view_get_selected (SOCKEYE_LOG_VIEW (f->log)));
  g_assert_true (test_log_view_follows (f));
}

/* What the reader looks at stays, also when rows before it are trimmed. */
static void
test_log_view_trimming (LogFixture    *f,
                        gconstpointer  data)
{
  guint64 top;

  sockeye_journal_set_max_rows (f->journal, 20000);
  test_app_notes (f->session, 19000);
  test_app_wait_until (log_fixture_is_at_end (f));
  gtk_adjustment_set_value (f->adjustment, gtk_adjustment_get_upper (f->adjustment) / 2);
  test_app_settle ();
  top = log_fixture_get_number_at (f, 100);
  g_assert_cmpuint (top, >, 9000);

  test_app_notes (f->session, 4000);
  g_assert_cmpuint (sockeye_journal_get_trimmed (f->journal), >, 0);
  g_assert_cmpuint (sockeye_journal_get_trimmed (f->journal), <, 9000);
  test_app_settle ();
  g_assert_cmpuint (log_fixture_get_number_at (f, 100), ==, top);
  g_assert_false (test_log_view_follows (f));
}

static void
test_log_view_cells (LogFixture    *f,
                     gconstpointer  data)
{
  SockeyeSocketId id = test_app_socket (f->session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, "@sockeye-test-nobody", NULL, SOCKEYE_USE_CONNECT, NULL);
  g_autoptr (SockeyeEvent) event =
      test_app_call (f->session, sockeye_call_new_connect (id, address));
  static const struct
  {
    SockeyeLogColumn  column;
    const char       *text;
  } cases[] = {
    { SOCKEYE_LOG_NUMBER, "2" },
    { SOCKEYE_LOG_SOCKET, "s1" },
    { SOCKEYE_LOG_EVENT, "error" },
    { SOCKEYE_LOG_CALL, "s1.connect(b'\\x00sockeye-test-nobody')" },
    { SOCKEYE_LOG_BYTES, "" },
    { SOCKEYE_LOG_RESULT, "ECONNREFUSED: connection refused" },
    { SOCKEYE_LOG_DATA, "" },
  };

  g_assert_true (sockeye_event_is_error (event));
  test_app_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SockeyeLogCell *cell = test_log_view_get_cell (f, 2, cases[i].column);

      g_assert_nonnull (cell);
      g_assert_cmpstr (sockeye_log_cell_get_text (cell), ==, cases[i].text);
      gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].text);
      gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_LABEL);
      /* Runs on over the empty Data. */
      if (cases[i].column == SOCKEYE_LOG_RESULT)
        g_assert_false (sockeye_log_cell_is_cut (cell));
    }
}

/* Whether a pointer that rests on the cell is told something. */
static gboolean
test_log_view_has_tooltip (SockeyeLogCell *cell)
{
  g_autoptr (GObject) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (cell, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  return shown;
}

/* The result of a call that failed tells why, also where it runs over Data. */
static void
test_log_view_tooltip (LogFixture    *f,
                       gconstpointer  data)
{
  SockeyeSocketId id = test_app_socket (f->session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeEvent) failed =
      test_app_call (f->session, sockeye_call_new_recv (id, 10, 0));
  static const char expected[] =
      "EINVAL: invalid argument\n"
      "The socket has no peer: Linux says EINVAL of a UNIX stream that is not connected. "
      "Connect first.";
  g_autofree char *result = NULL;
  g_autofree char *blank = NULL;
  SockeyeLogCell *cell;

  test_app_settle ();
  cell = test_log_view_get_cell (f, sockeye_event_get_number (failed), SOCKEYE_LOG_RESULT);
  result = sockeye_log_cell_dup_tooltip (cell);
  g_assert_cmpstr (result, ==, expected);
  g_assert_true (test_log_view_has_tooltip (cell));
  cell = test_log_view_get_cell (f, sockeye_event_get_number (failed), SOCKEYE_LOG_DATA);
  blank = sockeye_log_cell_dup_tooltip (cell);
  g_assert_cmpstr (blank, ==, expected);

  /* Its call is whole, and the call before it succeeded: nothing to add. */
  cell = test_log_view_get_cell (f, sockeye_event_get_number (failed), SOCKEYE_LOG_CALL);
  g_assert_null (sockeye_log_cell_dup_tooltip (cell));
  g_assert_false (test_log_view_has_tooltip (cell));
  cell = test_log_view_get_cell (f, 1, SOCKEYE_LOG_RESULT);
  g_assert_null (sockeye_log_cell_dup_tooltip (cell));
}

static void
test_log_view_pasted_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
test_log_view_paste (LogFixture *f)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->log), NULL, test_log_view_pasted_cb,
                                 &text);
  test_app_wait_until (text != NULL);
  return text;
}

static void
test_log_view_copy (LogFixture    *f,
                    gconstpointer  data)
{
  g_autofree char *calls = NULL;
  g_autofree char *rows = NULL;

  test_app_socket (f->session, AF_INET, SOCK_STREAM);
  test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  gtk_selection_model_select_all (f->model);
  gtk_widget_activate_action (f->log, "log.copy-calls", NULL);
  calls = test_log_view_paste (f);
  g_assert_cmpstr (calls, ==,
                   "from socket import *\n"
                   "s1 = socket(AF_INET, SOCK_STREAM, 0)\n"
                   "s2 = socket(AF_INET, SOCK_DGRAM, 0)\n");

  gtk_selection_model_select_item (f->model, 1, TRUE);
  gtk_widget_activate_action (f->log, "log.copy-rows", NULL);
  rows = test_log_view_paste (f);
  g_assert_true (g_str_has_prefix (rows, "2\t"));
  g_assert_true (g_str_has_suffix (rows, "\ts2\tcall\ts2 = socket(AF_INET, SOCK_DGRAM, 0)\t\tok\t\n"));
}

/* What Python must be told first is copied once, however many rows need it. */
static void
test_log_view_copy_definitions (LogFixture    *f,
                                gconstpointer  data)
{
  g_autofree char *calls = NULL;
  SockeyeSocketId id;

  test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  id = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED);
  for (int on = 1; on >= 0; on--)
    {
      g_object_unref (test_app_call (f->session, sockeye_call_new_linger (id, on, 0)));
      g_object_unref (test_app_call (f->session,
                                     sockeye_call_new_setsockopt (id, IPPROTO_IP, IP_RECVERR, on)));
    }
  gtk_selection_model_select_all (f->model);
  gtk_widget_activate_action (f->log, "log.copy-calls", NULL);
  calls = test_log_view_paste (f);
  g_assert_cmpstr (calls, ==,
                   "from socket import *\n"
                   "s1 = socket(AF_INET, SOCK_DGRAM, 0)\n"
                   "from struct import pack\n"
                   "s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 0))\n"
                   "IP_RECVERR = 11\n"
                   "s1.setsockopt(IPPROTO_IP, IP_RECVERR, 1)\n"
                   "s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 0, 0))\n"
                   "s1.setsockopt(IPPROTO_IP, IP_RECVERR, 0)\n");
}

static void
test_log_view_clipboard_cb (GdkClipboard *clipboard,
                            gboolean     *changed)
{
  *changed = TRUE;
}

/* Many rows are copied in slices: every one once, in order. */
static void
test_log_view_copy_many (LogFixture    *f,
                         gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (f->log);
  g_autofree char *rows = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean changed = FALSE;
  gulong handler;

  test_app_settle ();
  test_app_notes (f->session, 5000);
  gtk_selection_model_select_all (f->model);
  handler = g_signal_connect (clipboard, "changed", G_CALLBACK (test_log_view_clipboard_cb), &changed);
  gtk_widget_activate_action (f->log, "log.copy-rows", NULL);
  g_assert_false (changed);
  test_app_wait_until (changed);
  g_signal_handler_disconnect (clipboard, handler);

  rows = test_log_view_paste (f);
  lines = g_strsplit (rows, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5001);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpuint (g_ascii_strtoull (lines[i], NULL, 10), ==, i + 1);
}

static void
test_log_view_event_cb (SockeyeLogView *log,
                        SockeyeEvent   *event,
                        guint64        *number)
{
  *number = sockeye_event_get_number (event);
}

static void
test_log_view_activate (LogFixture    *f,
                        gconstpointer  data)
{
  guint64 activated = 0;

  g_signal_connect (f->log, "activated", G_CALLBACK (test_log_view_event_cb), &activated);
  test_app_notes (f->session, 3);
  g_signal_emit_by_name (test_app_find (f->log, GTK_TYPE_COLUMN_VIEW), "activate", 1u);
  g_assert_cmpuint (activated, ==, 2);
  gtk_selection_model_select_item (f->model, 2, TRUE);
  gtk_widget_activate_action (f->log, "log.details", NULL);
  g_assert_cmpuint (activated, ==, 3);
}

/* Reply is for rows that came with a sender's address. */
static void
test_log_view_reply (LogFixture    *f,
                     gconstpointer  data)
{
  SockeyeSocketId to = test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  SockeyeSocketId from = test_app_socket (f->session, AF_INET, SOCK_DGRAM);
  g_autoptr (SockeyeAddress) any =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (SockeyeEvent) bound = test_app_call (f->session, sockeye_call_new_bind (to, any));
  SockeyeAddress *local = sockeye_socket_get_local (sockeye_session_get_socket (f->session, to));
  g_autoptr (SockeyeEvent) sent =
      test_app_call (f->session, sockeye_call_new_sendto (from, bytes, 0, local));
  g_autoptr (SockeyeEvent) received = NULL;
  guint64 replied = 0;
  guint n;

  received = test_app_call (f->session, sockeye_call_new_recvfrom (to, 100, 0));
  n = g_list_model_get_n_items (G_LIST_MODEL (f->model));
  g_signal_connect (f->log, "reply", G_CALLBACK (test_log_view_event_cb), &replied);
  gtk_selection_model_select_item (f->model, 0, TRUE);
  gtk_widget_activate_action (f->log, "log.reply", NULL);
  g_assert_cmpuint (replied, ==, 0);
  gtk_selection_model_select_item (f->model, n - 1, TRUE);
  gtk_widget_activate_action (f->log, "log.reply", NULL);
  g_assert_cmpuint (replied, ==, sockeye_event_get_number (received));
}

/* Gone to by its number: alone, in view, and no longer following. */
static void
test_log_view_show_row (LogFixture    *f,
                        gconstpointer  data)
{
  SockeyeLogView *log = SOCKEYE_LOG_VIEW (f->log);
  g_autoptr (GtkBitset) set = NULL;

  test_app_notes (f->session, 3000);
  test_app_wait_until (log_fixture_is_at_end (f));
  g_assert_true (sockeye_log_view_show_row (log, 12));
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_view_get_selected (log)), ==, 12);
  g_assert_false (test_log_view_follows (f));
  test_app_wait_until (test_log_view_get_cell (f, 12, SOCKEYE_LOG_CALL) != NULL
                       && gtk_adjustment_get_value (f->adjustment) < 1000);
  set = gtk_selection_model_get_selection (f->model);
  g_assert_cmpuint (gtk_bitset_get_size (set), ==, 1);

  g_assert_false (sockeye_log_view_show_row (log, 3001));
  g_assert_false (sockeye_log_view_show_row (log, 0));
  g_assert_cmpuint (sockeye_event_get_number (sockeye_log_view_get_selected (log)), ==, 12);
}

static guint
test_log_view_count_items (GMenuModel *menu)
{
  guint n = 0;

  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);

      n += 1 + test_log_view_count_items (section) + test_log_view_count_items (submenu);
    }
  return n;
}

/* Built when it is first opened, and once. */
static void
test_log_view_menu (LogFixture    *f,
                    gconstpointer  data)
{
  GtkPopoverMenu *menu = GTK_POPOVER_MENU (test_app_find (f->log, GTK_TYPE_POPOVER_MENU));
  guint n_items;

  g_assert_null (gtk_popover_menu_get_menu_model (menu));
  gtk_widget_activate_action (f->log, "log.menu", NULL);
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  n_items = test_log_view_count_items (gtk_popover_menu_get_menu_model (menu));
  g_assert_cmpuint (n_items, >, 4 * SOCKEYE_LOG_N_COLUMNS);
  gtk_popover_popdown (GTK_POPOVER (menu));
  test_app_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (menu)));
  gtk_widget_activate_action (f->log, "log.menu", NULL);
  test_app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  g_assert_cmpuint (test_log_view_count_items (gtk_popover_menu_get_menu_model (menu)), ==,
                    n_items);
  gtk_popover_popdown (GTK_POPOVER (menu));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (LogFixture *f, gconstpointer data);
  } tests[] = {
    { "/sockeye/log-view/following", test_log_view_following },
    { "/sockeye/log-view/scroll-back", test_log_view_scroll_back },
    { "/sockeye/log-view/shrink", test_log_view_shrink },
    { "/sockeye/log-view/height", test_log_view_height },
    { "/sockeye/log-view/selection", test_log_view_selection },
    { "/sockeye/log-view/trimming", test_log_view_trimming },
    { "/sockeye/log-view/cells", test_log_view_cells },
    { "/sockeye/log-view/tooltip", test_log_view_tooltip },
    { "/sockeye/log-view/copy", test_log_view_copy },
    { "/sockeye/log-view/copy-definitions", test_log_view_copy_definitions },
    { "/sockeye/log-view/copy-many", test_log_view_copy_many },
    { "/sockeye/log-view/activate", test_log_view_activate },
    { "/sockeye/log-view/reply", test_log_view_reply },
    { "/sockeye/log-view/show-row", test_log_view_show_row },
    { "/sockeye/log-view/menu", test_log_view_menu },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LogFixture, NULL, log_fixture_set_up, tests[i].test,
                log_fixture_tear_down);
  return g_test_run ();
}
