/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "details/sockeye-bytes-match.h"
#include "details/sockeye-bytes-view.h"
#include "details/sockeye-details-private.h"
#include "details/sockeye-details.h"
#include "test-find.h"

/* Two UNIX datagram sockets; the row of the first one's send to the second. */
static SockeyeEvent *
test_details_send (SockeyeSession *session,
                   GBytes         *bytes)
{
  SockeyeSocketId from = test_app_socket (session, AF_UNIX, SOCK_DGRAM);
  SockeyeSocketId to = test_app_socket (session, AF_UNIX, SOCK_DGRAM);
  g_autofree char *name = g_strdup_printf ("@sockeye-test-details-%d-%u", getpid (), (guint) to);
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) bound = test_app_call (session, sockeye_call_new_bind (to, address));
  SockeyeEvent *sent = test_app_call (session, sockeye_call_new_sendto (from, bytes, 0, address));

  g_assert_false (sockeye_event_is_error (sent));
  return sent;
}

static char *
test_details_dup_text (GtkWidget *details,
                       guint      nth)
{
  GtkWidget *bytes = test_app_find (details, SOCKEYE_TYPE_BYTES_VIEW);
  GtkWidget *view = test_app_find_nth (bytes, GTK_TYPE_TEXT_VIEW, &nth);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  char *text;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

/* The label on the screen that has this text in it, or NULL. */
static GtkWidget *
test_details_find (GtkWidget  *details,
                   const char *text)
{
  GtkWidget *label;

  for (guint i = 0;; i++)
    {
      guint nth = i;
      label = test_app_find_nth (details, GTK_TYPE_LABEL, &nth);
      if (label == NULL)
        return NULL;
      if (gtk_widget_get_mapped (label)
          && strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
        return label;
    }
}

static gboolean
test_details_shows (GtkWidget  *details,
                    const char *text)
{
  return test_details_find (details, text) != NULL;
}

static void
test_details_seconds (void)
{
  static const struct
  {
    gint64      nanoseconds;
    const char *text;
  } cases[] = {
    { 0, "0 µs" },
    { 3000, "3 µs" },
    { 1250000, "1.250 ms" },
    { 731000000, "0.731 s" },
    { 12 * G_GINT64_CONSTANT (1000000000), "12.000 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = _sockeye_details_dup_seconds (cases[i].nanoseconds);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_details_payload (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("what is\0 it?\n", 13);
  g_autoptr (SockeyeEvent) event = test_details_send (session, bytes);
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;

  g_assert_true (test_details_shows (details, "Choose a row"));
  sockeye_details_set_event (SOCKEYE_DETAILS (details), event);
  test_app_wait_until (test_details_shows (details, "s1.sendto("));
  g_assert_true (test_details_shows (details, "13 bytes to @sockeye-test-details-"));
  g_assert_true (test_details_shows (details, "message 1 sent"));
  g_assert_true (test_details_shows (details, "after the previous row of s1"));
  g_assert_true (test_details_shows (details, "The kernel put one message of 13 bytes into the receiver's queue."));
  g_assert_false (test_details_shows (details, "bytes kept"));

  hex = test_details_dup_text (details, 0);
  g_assert_cmpstr (hex, ==,
                   "0000  77 68 61 74 20 69 73 00  what is.\n"
                   "0008  20 69 74 3f 0a            it?.");
  text = test_details_dup_text (details, 1);
  g_assert_true (g_str_has_prefix (text, "what is\\x00 it?\\n"));

  sockeye_details_set_event (SOCKEYE_DETAILS (details), NULL);
  test_app_wait_until (test_details_shows (details, "Choose a row"));
  g_object_ref (details);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (details);
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static void
test_details_large (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (40000, 'x'), 40000);
  g_autoptr (SockeyeEvent) event = test_details_send (session, bytes);
  GtkWidget *button = test_find (details, GTK_TYPE_BUTTON, "Show more");
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;

  sockeye_details_set_event (SOCKEYE_DETAILS (details), event);
  test_app_wait_until (test_details_shows (details, "First 16,384 of 40,000 bytes"));
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  test_app_wait_until (!gtk_widget_get_mapped (button));

  hex = test_details_dup_text (details, 0);
  g_assert_nonnull (strstr (hex, "\n9c38  78 78 78 78 78 78 78 78  xxxxxxxx"));
  text = test_details_dup_text (details, 1);
  g_assert_cmpuint (strlen (text), ==, 40000);

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static void
test_details_error (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  SockeyeSocketId id = test_app_socket (session, AF_UNIX, SOCK_STREAM);
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_UNIX, 0, "@sockeye-test-nobody", NULL, SOCKEYE_USE_CONNECT, NULL);
  g_autoptr (SockeyeEvent) event = test_app_call (session, sockeye_call_new_connect (id, address));
  g_autofree char *explanation = sockeye_session_explain (session, event);

  g_assert_true (sockeye_event_is_error (event));
  sockeye_details_set_event (SOCKEYE_DETAILS (details), event);
  test_app_wait_until (test_details_shows (details, "ECONNREFUSED: connection refused"));
  g_assert_nonnull (explanation);
  test_app_wait_until (test_details_shows (details, explanation));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

static gboolean
test_details_is_pressed (GtkWidget  *details,
                         const char *page)
{
  GtkWidget *button = test_find (details, GTK_TYPE_TOGGLE_BUTTON, page);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

/* A row that comes does not take the socket away; one that is asked for does. */
static void
test_details_pages (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (SockeyeEvent) event = test_details_send (session, bytes);
  SockeyeSocketId id = sockeye_event_get_socket (event);
  g_autofree char *page = NULL;

  g_assert_true (test_details_is_pressed (details, "Row"));
  g_assert_false (test_details_is_pressed (details, "Socket"));
  test_find_press (details, "Socket");
  test_app_wait_until (test_details_shows (details, "Choose a socket"));
  g_object_get (details, "page", &page, NULL);
  g_assert_cmpstr (page, ==, "socket");
  g_assert_true (test_details_is_pressed (details, "Socket"));

  g_object_set (details, "socket", sockeye_session_get_socket (session, id), NULL);
  test_app_wait_until (test_details_shows (details, "SO_MEMINFO"));
  sockeye_details_set_event (SOCKEYE_DETAILS (details), event);
  test_app_settle ();
  g_assert_true (test_details_shows (details, "SO_MEMINFO"));
  g_assert_false (test_details_shows (details, "s1.sendto("));

  sockeye_details_show_row (SOCKEYE_DETAILS (details));
  test_app_wait_until (test_details_shows (details, "s1.sendto("));
  g_assert_true (test_details_is_pressed (details, "Row"));
  g_assert_false (test_details_shows (details, "SO_MEMINFO"));
  g_assert_true (gtk_widget_activate_action (details, "details.page", "s", "socket"));
  test_app_wait_until (test_details_shows (details, "SO_MEMINFO"));

  g_object_ref (details);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (details);
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* The row outlives its bytes, and says so. */
static void
test_details_trimmed (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeJournal *journal = sockeye_session_get_journal (session);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (60000, 'x'), 60000);
  g_autoptr (SockeyeEvent) again = NULL;
  g_autofree char *text = NULL;
  SockeyeEvent *first;
  guint64 number;

  sockeye_journal_set_max_bytes (journal, 1);
  /* A row in somebody's hands keeps its bytes; a socket holds its last call. */
  first = test_details_send (session, bytes);
  number = sockeye_event_get_number (first);
  g_object_unref (test_app_call (session,
                                 sockeye_call_new_setsockopt (sockeye_event_get_socket (first),
                                                              SOL_SOCKET, SO_REUSEADDR, 1)));
  g_assert_finalize_object (first);
  for (guint i = 0; i < 200 && sockeye_journal_get_trimmed_bytes (journal) == 0; i++)
    g_object_unref (test_details_send (session, bytes));
  g_assert_cmpuint (sockeye_journal_get_trimmed_bytes (journal), >, 0);

  again = sockeye_journal_dup_event (journal, number);
  text = _sockeye_details_dup_kept (again);
  g_assert_cmpstr (text, ==, "The bytes are no longer kept: they made room for newer ones.");
  sockeye_session_close (session);
  g_object_unref (session);
}

/* A sentence that can be copied, and that a screen reader finds by its heading. */
static void
test_details_story (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  g_autoptr (SockeyeEvent) event =
      test_app_call (session, sockeye_call_new_socket (AF_INET, SOCK_STREAM, 0));
  GtkWidget *heading;
  GtkWidget *story;

  g_assert_false (test_details_shows (details, "What happened?"));
  sockeye_details_set_event (SOCKEYE_DETAILS (details), event);
  test_app_wait_until (test_details_shows (details, "A socket exists now."));
  heading = test_details_find (details, "What happened?");
  story = test_details_find (details, "A socket exists now.");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (story)));
  gtk_test_accessible_assert_role (heading, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_relation (story, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, heading, NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

/* Deep in many lines, which are not laid out when it is marked. */
static void
test_details_match (void)
{
  SockeyeSession *session = sockeye_session_new ();
  GtkWidget *details = g_object_new (SOCKEYE_TYPE_DETAILS, "session", session, NULL);
  GtkWidget *window = test_app_show (details, 292, 500);
  GtkWidget *bytes = test_app_find (details, SOCKEYE_TYPE_BYTES_VIEW);
  GtkTextView *hex = GTK_TEXT_VIEW (test_app_find (bytes, GTK_TYPE_TEXT_VIEW));
  g_autoptr (GBytes) payload = g_bytes_new_take (g_malloc0 (60000), 60000);
  g_autoptr (SockeyeEvent) sent = test_details_send (session, payload);

  sockeye_details_set_event (SOCKEYE_DETAILS (details), sent);
  sockeye_details_show_match (SOCKEYE_DETAILS (details), 14000, 6);
  test_app_wait_until (_sockeye_bytes_match_is_seen (hex));
  sockeye_details_show_match (SOCKEYE_DETAILS (details), 2000, 6);
  test_app_wait_until (_sockeye_bytes_match_is_seen (hex));

  gtk_window_destroy (GTK_WINDOW (window));
  sockeye_session_close (session);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/details/seconds", test_details_seconds);
  g_test_add_func ("/sockeye/details/payload", test_details_payload);
  g_test_add_func ("/sockeye/details/large", test_details_large);
  g_test_add_func ("/sockeye/details/error", test_details_error);
  g_test_add_func ("/sockeye/details/pages", test_details_pages);
  g_test_add_func ("/sockeye/details/trimmed", test_details_trimmed);
  g_test_add_func ("/sockeye/details/story", test_details_story);
  g_test_add_func ("/sockeye/details/match", test_details_match);
  return g_test_run ();
}
