/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-filter-bar.h"
#include "filter/sockeye-filter-store.h"
#include "filter/sockeye-filter-words.h"
#include "filter/sockeye-no-matches.h"
#include "test-filter.h"

typedef struct
{
  SockeyeSession *session;
  SockeyeRows    *rows;
  GtkWidget      *window;
  GtkWidget      *bar;
  GtkWidget      *none;
  GtkWidget      *entry;
  guint           n_left;
} Fixture;

static void
test_filter_bar_left_cb (Fixture *f)
{
  f->n_left++;
}

static void
test_filter_bar_set_up (Fixture       *f,
                        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int width = data != NULL ? GPOINTER_TO_INT (data) : 1000;

  f->session = sockeye_session_new ();
  f->rows = sockeye_rows_new (sockeye_session_get_journal (f->session));
  test_app_load_style ();
  f->bar = g_object_new (SOCKEYE_TYPE_FILTER_BAR, "rows", f->rows, NULL);
  f->none = g_object_new (SOCKEYE_TYPE_NO_MATCHES, NULL);
  sockeye_no_matches_set_rows (SOCKEYE_NO_MATCHES (f->none), f->rows);
  gtk_box_append (GTK_BOX (box), f->bar);
  gtk_box_append (GTK_BOX (box), f->none);
  g_signal_connect_swapped (f->bar, "left", G_CALLBACK (test_filter_bar_left_cb), f);
  f->window = test_app_show (box, width, 300);
  gtk_widget_add_css_class (f->window, "sockeye");
  f->entry = test_find (f->bar, GTK_TYPE_ENTRY, "Filter");
}

static void
test_filter_bar_tear_down (Fixture       *f,
                           gconstpointer  data)
{
  g_object_ref (f->bar);
  g_object_ref (f->none);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->bar);
  g_assert_finalize_object (f->none);
  g_assert_finalize_object (f->rows);
  sockeye_session_close (f->session);
  g_assert_finalize_object (f->session);
}

static guint
test_filter_bar_count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->rows));
}

static guint
test_filter_bar_count_all (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sockeye_session_get_journal (f->session)));
}

static const char *
test_filter_bar_get_filter (Fixture *f)
{
  SockeyeFilter *filter = sockeye_rows_get_filter (f->rows);

  return filter != NULL ? sockeye_filter_get_text (filter) : "";
}

static gboolean
test_filter_bar_is_settled (Fixture *f)
{
  return !sockeye_rows_is_searching (f->rows);
}

static void
test_filter_bar_type (Fixture    *f,
                      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), text);
}

/* What the text is said to be taken for; "" for nothing. */
static const char *
test_filter_bar_get_tag (Fixture *f)
{
  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *label = test_app_find_nth (f->bar, GTK_TYPE_LABEL, &nth);

      g_assert_nonnull (label);
      if (gtk_widget_has_css_class (label, "tag"))
        return gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : "";
    }
}

/* What it was taken for is said at the end of the entry. */
static void
test_filter_bar_kinds (Fixture       *f,
                       gconstpointer  data)
{
  test_app_notes (f->session, 3);
  sockeye_session_note (f->session, 0, "another");
  test_app_wait_until (test_filter_bar_count (f) == 4);

  test_filter_bar_type (f, "another");
  g_assert_cmpstr (test_filter_bar_get_tag (f), ==, "text");
  test_app_wait_until (test_filter_bar_count (f) == 1);
  test_app_wait_until (test_find_shows (f->bar, "1 of 4 rows"));
  g_assert_cmpint (sockeye_filter_get_kind (sockeye_rows_get_filter (f->rows)), ==,
                   SOCKEYE_FILTER_TEXT);

  test_filter_bar_type (f, "kind == note and not bytes > 100");
  g_assert_cmpstr (test_filter_bar_get_tag (f), ==, "filter");
  test_app_wait_until (test_filter_bar_count (f) == 4);
  g_assert_cmpint (sockeye_filter_get_kind (sockeye_rows_get_filter (f->rows)), ==,
                   SOCKEYE_FILTER_EXPRESSION);

  test_find_press (f->bar, "Clear filter");
  g_assert_null (sockeye_rows_get_filter (f->rows));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "");
  g_assert_cmpstr (test_filter_bar_get_tag (f), ==, "");
  g_assert_false (test_find_shows (f->bar, "rows"));
}

/* The recording goes on, and rows that come are let through or not. */
static void
test_filter_bar_live (Fixture       *f,
                      gconstpointer  data)
{
  test_filter_bar_type (f, "text contains \"another\"");
  test_app_wait_until (sockeye_rows_get_filter (f->rows) != NULL);
  test_app_notes (f->session, 5);
  sockeye_session_note (f->session, 0, "another");
  test_app_wait_until (test_filter_bar_count_all (f) == 6 && test_filter_bar_count (f) == 1);
  test_app_wait_until (test_find_shows (f->bar, "1 of 6 rows"));
}

/* Marked where it stands, said in words, and the former filter stays. */
static void
test_filter_bar_mistake (Fixture       *f,
                         gconstpointer  data)
{
  PangoAttrList *attributes;
  g_autoptr (PangoAttrIterator) iter = NULL;
  PangoAttribute *underline = NULL;
  gboolean found = FALSE;
  int start, end;

  test_app_notes (f->session, 2);
  test_filter_bar_type (f, "kind == note");
  test_app_wait_until (sockeye_rows_get_filter (f->rows) != NULL);
  test_filter_bar_type (f, "socket == s1 and bytes > much");
  g_assert_cmpstr (test_filter_bar_get_tag (f), ==, "mistake");
  g_assert_true (gtk_widget_has_css_class (f->entry, "error"));
  g_assert_false (test_find_shows (f->bar, "The rows are those of the filter before"));

  attributes = gtk_entry_get_attributes (GTK_ENTRY (f->entry));
  iter = pango_attr_list_get_iterator (attributes);
  do
    {
      underline = pango_attr_iterator_get (iter, PANGO_ATTR_UNDERLINE);
      pango_attr_iterator_range (iter, &start, &end);
      found = underline != NULL;
    }
  while (!found && pango_attr_iterator_next (iter));
  g_assert_true (found);
  g_assert_cmpint (start, ==, strlen ("socket == s1 and bytes > "));
  g_assert_cmpint (end, ==, strlen ("socket == s1 and bytes > much"));

  g_signal_emit_by_name (f->entry, "activate");
  g_assert_true (test_find_shows (f->bar, "much"));
  g_assert_true (test_find_shows (f->bar, "The rows are those of the filter before"));
  test_app_settle ();
  test_app_settle ();
  g_assert_cmpstr (test_filter_bar_get_filter (f), ==, "kind == note");
  g_assert_cmpuint (test_filter_bar_count (f), ==, 2);

  test_filter_bar_type (f, "socket == s1 and bytes > 7");
  g_assert_false (test_find_shows (f->bar, "The rows are those of the filter before"));
  g_assert_false (gtk_widget_has_css_class (f->entry, "error"));
  test_app_wait_until (test_filter_bar_count (f) == 0);
}

/* A field that is misspelt makes text of an expression, which is said. */
static void
test_filter_bar_doubt (Fixture       *f,
                       gconstpointer  data)
{
  test_filter_bar_type (f, "soket == s1");
  g_assert_cmpstr (test_filter_bar_get_tag (f), ==, "text");
  g_signal_emit_by_name (f->entry, "activate");
  g_assert_true (test_find_shows (f->bar, "“socket”?"));
  g_assert_false (gtk_widget_has_css_class (f->entry, "error"));
  test_filter_bar_type (f, "socket == s1");
  g_assert_false (test_find_shows (f->bar, "“socket”?"));
}

static void
test_filter_bar_completion (Fixture       *f,
                            gconstpointer  data)
{
  GtkWidget *words = test_app_find (f->bar, SOCKEYE_TYPE_FILTER_WORDS);

  gtk_widget_grab_focus (f->entry);
  test_app_settle ();
  g_assert_false (gtk_widget_get_visible (words));
  test_filter_bar_type (f, "byt");
  gtk_editable_set_position (GTK_EDITABLE (f->entry), -1);
  test_app_wait_until (gtk_widget_get_visible (words));

  /* Nothing is chosen: Enter takes what was typed. */
  g_assert_null (sockeye_filter_words_get_chosen (SOCKEYE_FILTER_WORDS (words)));
  g_assert_false (test_filter_press (f->entry, GDK_KEY_Return, 0));

  g_assert_true (test_filter_press (f->entry, GDK_KEY_Down, 0));
  g_assert_cmpstr (sockeye_filter_words_get_chosen (SOCKEYE_FILTER_WORDS (words)), ==, "bytes");
  g_assert_true (test_filter_press (f->entry, GDK_KEY_Up, 0));
  g_assert_null (sockeye_filter_words_get_chosen (SOCKEYE_FILTER_WORDS (words)));
  g_assert_true (test_filter_press (f->entry, GDK_KEY_Down, 0));
  g_assert_true (test_filter_press (f->entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "bytes ");
  /* The operators are next. */
  test_app_wait_until (gtk_widget_get_visible (words)
                       && g_strcmp0 (sockeye_filter_words_get_first (SOCKEYE_FILTER_WORDS (words)),
                                     "bytes") != 0);

  g_assert_true (test_filter_press (f->entry, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_visible (words));
  g_assert_cmpuint (f->n_left, ==, 0);
  g_assert_false (test_filter_press (f->entry, GDK_KEY_Tab, 0));
  g_assert_true (test_filter_press (f->entry, GDK_KEY_Escape, 0));
  g_assert_cmpuint (f->n_left, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "");
}

static void
test_filter_bar_tab (Fixture       *f,
                     gconstpointer  data)
{
  GtkWidget *words = test_app_find (f->bar, SOCKEYE_TYPE_FILTER_WORDS);

  gtk_widget_grab_focus (f->entry);
  test_filter_bar_type (f, "dir");
  gtk_editable_set_position (GTK_EDITABLE (f->entry), -1);
  test_app_wait_until (gtk_widget_get_visible (words));
  g_assert_true (test_filter_press (f->entry, GDK_KEY_Tab, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "direction ");
  /* No word is begun: Tab goes on. */
  test_app_wait_until (gtk_widget_get_visible (words));
  g_assert_false (test_filter_press (f->entry, GDK_KEY_Tab, 0));
}

/* A listener's rows and its peers', not those of the clients. */
static void
test_filter_bar_only_socket (Fixture       *f,
                             gconstpointer  data)
{
  SockeyeSocket *listener = test_filter_listen (f->session);
  SockeyeSocket *client = test_filter_connect (f->session, listener, "hello");
  g_autoptr (SockeyeSocket) peer =
      g_list_model_get_item (sockeye_socket_list_peers (listener), 0);
  GtkWidget *toggle = test_find (f->bar, GTK_TYPE_TOGGLE_BUTTON, "Only this socket");
  guint n_listener = 0;
  guint n_peer = 0;

  g_assert_false (gtk_widget_get_sensitive (toggle));
  g_object_set (f->bar, "socket", listener, NULL);
  g_assert_true (gtk_widget_get_sensitive (toggle));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) > 0
                       && test_filter_bar_count (f) < test_filter_bar_count_all (f));
  for (guint i = 0; i < test_filter_bar_count (f); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (f->rows), i);

      n_listener += sockeye_event_get_socket (event) == sockeye_socket_get_id (listener);
      n_peer += sockeye_event_get_socket (event) == sockeye_socket_get_id (peer);
      g_assert_cmpuint (sockeye_event_get_socket (event), !=, sockeye_socket_get_id (client));
    }
  g_assert_cmpuint (n_listener, >=, 3);
  g_assert_cmpuint (n_peer, >=, 1);

  /* It follows the selection, and is off without one. */
  g_object_set (f->bar, "socket", client, NULL);
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 3);
  g_object_set (f->bar, "socket", NULL, NULL);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  g_assert_null (sockeye_rows_get_filter (f->rows));
}

static void
test_filter_bar_more (Fixture       *f,
                      gconstpointer  data)
{
  SockeyeSocket *listener = test_filter_listen (f->session);
  GtkWidget *errors = test_find (f->bar, GTK_TYPE_TOGGLE_BUTTON, "Errors only");
  GtkWidget *more = test_find (f->bar, GTK_TYPE_MENU_BUTTON, "More filters");
  GtkWidget *call = test_find (f->bar, GTK_TYPE_DROP_DOWN, "Call");

  test_filter_connect (f->session, listener, "hello");
  test_app_notes (f->session, 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (errors), TRUE);
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 0);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "More");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (errors), FALSE);

  /* Of the one send and the one recv, that which was received. */
  test_find_fill (f->bar, "Size from", "5");
  test_find_fill (f->bar, "Size to", "5 B");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (test_find (f->bar, GTK_TYPE_DROP_DOWN, "Direction")),
                              1);
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 1);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "More (3)");
  test_find_fill (f->bar, "Size from", "6");
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 0);

  /* What cannot be understood says so and hides nothing. */
  test_find_fill (f->bar, "Size from", "many");
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 1);
  g_assert_true (gtk_widget_has_css_class (test_find (f->bar, GTK_TYPE_ENTRY, "Size from"),
                                           "error"));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "More (2)");

  /* Together with what is typed. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (call), 1);
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 0);
  test_find_press (f->bar, "Clear filter");
  g_assert_null (sockeye_rows_get_filter (f->rows));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (call)), ==, 0);
  g_assert_cmpstr (test_find_text (f->bar, "Size to"), ==, "");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "More");
  g_assert_cmpuint (test_filter_bar_count (f), ==, test_filter_bar_count_all (f));
}

/* A peer is text: what it holds is not of the language. */
static void
test_filter_bar_peer (Fixture       *f,
                      gconstpointer  data)
{
  SockeyeSocket *listener = test_filter_listen (f->session);

  test_filter_connect (f->session, listener, "hello");
  test_find_fill (f->bar, "Peer", "127.0.0.1:");
  test_app_wait_until (test_filter_bar_is_settled (f)
                       && sockeye_rows_get_filter (f->rows) != NULL);
  g_assert_cmpuint (test_filter_bar_count (f), >, 0);
  g_assert_cmpuint (test_filter_bar_count (f), <, test_filter_bar_count_all (f));
  test_find_fill (f->bar, "Peer", "\"\\ or error");
  test_app_wait_until (test_filter_bar_is_settled (f) && test_filter_bar_count (f) == 0);
}

/* No matches are told of in the place of the log, with a way out. */
static void
test_filter_bar_no_matches (Fixture       *f,
                            gconstpointer  data)
{
  test_filter_bar_type (f, "bytes > 1000");
  test_app_notes (f->session, 2);
  test_app_wait_until (gtk_widget_get_visible (f->none) && test_filter_bar_is_settled (f));
  test_app_wait_until (test_find_shows (f->none, "No matches"));
  g_assert_true (test_find_shows (f->none, "2 rows are recorded"));

  sockeye_filter_bar_clear (SOCKEYE_FILTER_BAR (f->bar));
  g_assert_false (gtk_widget_get_visible (f->none));
  g_assert_cmpuint (test_filter_bar_count (f), ==, 2);
}

/* The row that tells of a gap is always there, and no match. */
static void
test_filter_bar_gap (Fixture       *f,
                     gconstpointer  data)
{
  SockeyeJournal *journal = sockeye_session_get_journal (f->session);

  sockeye_journal_set_max_rows (journal, 20000);
  test_app_notes (f->session, 19000);
  sockeye_journal_pin (journal, 1, 20);
  for (guint i = 0; i < 5; i++)
    {
      for (guint j = 0; j < 8000; j++)
        sockeye_session_note (f->session, 0, "a note");
      test_app_wait_until (sockeye_journal_find (journal, 19000 + (i + 1) * 8000, NULL));
    }
  g_assert_true (sockeye_journal_get_gap (journal, NULL, NULL));
  test_filter_bar_type (f, "bytes > 1000");
  test_app_wait_until (test_find_shows (f->none, "No matches"));
  g_assert_true (gtk_widget_get_visible (f->none));
  g_assert_cmpuint (test_filter_bar_count (f), ==, 1);
  test_app_wait_until (test_find_shows (f->bar, "0 of "));
}

/* There is nothing that the filter hides, and a way back. */
static void
test_filter_bar_cleared (Fixture       *f,
                         gconstpointer  data)
{
  SockeyeJournal *journal = sockeye_session_get_journal (f->session);

  test_app_notes (f->session, 2);
  test_filter_bar_type (f, "kind == note");
  test_app_wait_until (test_find_shows (f->bar, "2 of 2 rows"));
  g_assert_false (gtk_widget_get_visible (f->none));
  sockeye_journal_clear (journal);
  test_app_wait_until (gtk_widget_get_visible (f->none));
  g_assert_true (test_find_shows (f->none, "The log is empty"));
  g_assert_true (gtk_widget_get_visible (test_find (f->none, GTK_TYPE_BUTTON, "_Undo clear")));
  g_assert_true (sockeye_journal_undo_clear (journal));
  test_app_wait_until (!gtk_widget_get_visible (f->none));
}

static void
test_filter_bar_visible_cb (GtkWidget  *none,
                            GParamSpec *pspec,
                            gboolean   *searching)
{
  *searching |= gtk_widget_get_visible (none) && test_find_shows (none, "Still searching");
}

/* As long as not all rows were tried, nobody knows that none matches. */
static void
test_filter_bar_still_searching (Fixture       *f,
                                 gconstpointer  data)
{
  g_autoptr (SockeyeFilter) filter = sockeye_filter_parse ("nowhere", NULL, NULL, NULL);
  gboolean searching = FALSE;

  test_app_notes (f->session, 3);
  g_signal_connect (f->none, "notify::visible", G_CALLBACK (test_filter_bar_visible_cb),
                    &searching);
  sockeye_rows_set_filter (f->rows, filter);
  g_assert_true (sockeye_rows_is_searching (f->rows));
  /* Rows that were tried meanwhile come after what is due by now. */
  g_usleep (300 * 1000);
  test_app_wait_until (test_find_shows (f->none, "No matches"));
  g_assert_true (searching);
  g_assert_false (sockeye_rows_is_searching (f->rows));
}

static void
test_filter_bar_saved (Fixture       *f,
                       gconstpointer  data)
{
  GtkWidget *menu = test_find (f->bar, GTK_TYPE_MENU_BUTTON, "Recent and saved filters");
  GtkWidget *save;

  test_filter_bar_type (f, "bytes > 7");
  g_signal_emit_by_name (f->entry, "activate");
  test_filter_bar_type (f, "error");
  g_signal_emit_by_name (f->entry, "activate");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  test_app_settle ();
  test_find (f->bar, GTK_TYPE_BUTTON, "error");
  save = test_find (f->bar, GTK_TYPE_BUTTON, "Save filter");
  g_assert_false (gtk_widget_get_sensitive (save));
  test_find_fill (f->bar, "Name of the filter", "what failed");
  g_assert_true (gtk_widget_get_sensitive (save));
  test_find_press (f->bar, "Save filter");
  test_find (f->bar, GTK_TYPE_BUTTON, "what failed, error");

  test_find_press (f->bar, "bytes > 7");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "bytes > 7");
  g_assert_cmpstr (test_filter_bar_get_filter (f), ==, "bytes > 7");
  test_app_settle ();
  g_assert_false (gtk_widget_get_mapped (save));

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  test_app_settle ();
  test_find_press (f->bar, "what failed, error");
  g_assert_cmpstr (test_filter_bar_get_filter (f), ==, "error");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  test_app_settle ();
  test_find_press (f->bar, "Delete “what failed”");
  g_assert_null (test_find_walk (f->bar, GTK_TYPE_BUTTON, "what failed, error"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
}

/* What turns the direction of writing is shown in words, and stays in the filter. */
static void
test_filter_bar_bidi (Fixture       *f,
                      gconstpointer  data)
{
  GtkWidget *menu = test_find (f->bar, GTK_TYPE_MENU_BUTTON, "Recent and saved filters");

  test_filter_bar_type (f, "a\xe2\x80\xae" "b");
  g_signal_emit_by_name (f->entry, "activate");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  test_app_settle ();
  test_find_press (f->bar, "a\\u202eb");
  g_assert_cmpstr (test_filter_bar_get_filter (f), ==, "a\xe2\x80\xae" "b");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
}

/* What was pasted by the megabyte is not kept among the settings. */
static void
test_filter_bar_pasted (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *pasted = g_strnfill (100000, 'x');
  SockeyeFilterStore store;

  sockeye_filter_store_init (&store, NULL);
  sockeye_filter_store_remember (&store, pasted);
  sockeye_filter_store_remember (&store, "error");
  g_assert_cmpuint (store.recent->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (store.recent, 0), ==, "error");
  sockeye_filter_store_finish (&store);
}

/* In a narrow window the toggles are in More alone. */
static void
test_filter_bar_narrow (Fixture       *f,
                        gconstpointer  data)
{
  GtkWidget *toggle = test_find (f->bar, GTK_TYPE_TOGGLE_BUTTON, "Errors only");
  GtkWidget *more = test_find (f->bar, GTK_TYPE_MENU_BUTTON, "More filters");
  GtkWidget *check = test_find (f->bar, GTK_TYPE_CHECK_BUTTON, "Only calls that failed");

  test_app_settle ();
  g_assert_false (gtk_widget_get_mapped (toggle));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "More (1)");
  g_assert_cmpstr (test_filter_bar_get_filter (f), ==, "error");
  g_assert_cmpint (gtk_widget_get_width (f->bar), <=, 592);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

#define ADD(path, data, function)                                                               \
  g_test_add ("/sockeye/filter-bar/" path, Fixture, data, test_filter_bar_set_up, function,     \
              test_filter_bar_tear_down)
  ADD ("kinds", NULL, test_filter_bar_kinds);
  ADD ("live", NULL, test_filter_bar_live);
  ADD ("mistake", NULL, test_filter_bar_mistake);
  ADD ("doubt", NULL, test_filter_bar_doubt);
  ADD ("completion", NULL, test_filter_bar_completion);
  ADD ("tab", NULL, test_filter_bar_tab);
  ADD ("only-socket", NULL, test_filter_bar_only_socket);
  ADD ("more", NULL, test_filter_bar_more);
  ADD ("peer", NULL, test_filter_bar_peer);
  ADD ("no-matches", NULL, test_filter_bar_no_matches);
  ADD ("gap", NULL, test_filter_bar_gap);
  ADD ("cleared", NULL, test_filter_bar_cleared);
  ADD ("still-searching", NULL, test_filter_bar_still_searching);
  ADD ("saved", NULL, test_filter_bar_saved);
  ADD ("bidi", NULL, test_filter_bar_bidi);
  ADD ("pasted", NULL, test_filter_bar_pasted);
  ADD ("narrow", GINT_TO_POINTER (592), test_filter_bar_narrow);

  return g_test_run ();
}
