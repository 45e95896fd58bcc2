/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <sys/socket.h>

#include "composer/sockeye-composer.h"
#include "composer/sockeye-draft.h"
#include "test-find.h"

#define MUCH (10 << 20)

/* A composer for a datagram socket that may send to itself. */
typedef struct
{
  SockeyeSession  *session;
  SockeyeSocket   *socket;
  SockeyeComposer *composer;
  GtkWidget       *window;
  GtkTextView     *data;
  char            *told;
} TestComposer;

static void
test_composer_told_cb (TestComposer  *test,
                       SockeyeSocket *socket,
                       const char    *message)
{
  g_free (test->told);
  test->told = g_strdup (message);
}

static void
test_composer_set_up (TestComposer  *test,
                      gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  g_autoptr (SockeyeEvent) bound = NULL;
  SockeyeSocketId id;

  test->session = sockeye_session_new ();
  id = test_app_socket (test->session, AF_INET, SOCK_DGRAM);
  bound = test_app_call (test->session, sockeye_call_new_bind (id, address));
  g_assert_false (sockeye_event_is_error (bound));
  test->socket = g_object_ref (sockeye_session_get_socket (test->session, id));
  test->composer = g_object_new (SOCKEYE_TYPE_COMPOSER, "session", test->session,
                                 "socket", test->socket, NULL);
  g_signal_connect_swapped (test->composer, "told", G_CALLBACK (test_composer_told_cb), test);
  test->window = test_app_show (GTK_WIDGET (test->composer), 700, 100);
  test->data = GTK_TEXT_VIEW (test_find (test->composer, GTK_TYPE_TEXT_VIEW, "Data"));
}

static void
test_composer_tear_down (TestComposer  *test,
                         gconstpointer  data)
{
  /* A call that is still on its way ends after the fixture. */
  g_signal_handlers_disconnect_by_data (test->composer, test);
  gtk_window_destroy (GTK_WINDOW (test->window));
  sockeye_session_close (test->session);
  g_clear_object (&test->socket);
  g_clear_object (&test->session);
  g_free (test->told);
}

static void
test_composer_type (TestComposer *test,
                    const char   *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (test->data), text, -1);
}

static char *
test_composer_dup_data (TestComposer *test)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (test->data), "text", &text, NULL);
  return text;
}

static void
test_composer_choose (TestComposer *test,
                      const char   *name,
                      guint         choice)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (test_find (test->composer, GTK_TYPE_DROP_DOWN, name)),
                              choice);
}

static guint
test_composer_count_rows (TestComposer *test)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sockeye_session_get_journal (test->session)));
}

static void
test_composer_aim (TestComposer *test)
{
  test_find_fill (test->composer, "To", sockeye_socket_get_local_text (test->socket));
}

static void
test_composer_count (TestComposer  *test,
                     gconstpointer  data)
{
  test_composer_type (test, "hello");
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "5 bytes"));
  test_composer_choose (test, "Ending", SOCKEYE_ENDING_CRLF);
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "7 bytes"));
  test_composer_type (test, "a\nb");
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "6 bytes"));
  test_composer_choose (test, "Ending", SOCKEYE_ENDING_NONE);
  test_composer_choose (test, "Format", SOCKEYE_FORMAT_HEX);
  test_composer_type (test, "0d 0a ff");
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "3 bytes"));
}

/* Told and marked in place; nothing is sent. */
static void
test_composer_mistake (TestComposer  *test,
                       gconstpointer  data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (test->data);
  GtkTextIter iter;
  guint rows;

  test_composer_aim (test);
  test_composer_choose (test, "Format", SOCKEYE_FORMAT_HEX);
  test_composer_type (test, "00 0g 00");
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 4);
  g_assert_true (gtk_text_iter_has_tag (&iter, gtk_text_tag_table_lookup (
                                                   gtk_text_buffer_get_tag_table (buffer), "mistake")));
  rows = test_composer_count_rows (test);
  test_find_press (test->composer, "Send");
  g_assert_nonnull (test->told);
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), test->told));
  test_app_settle ();
  g_assert_cmpuint (test_composer_count_rows (test), ==, rows);

  test_composer_type (test, "00 0a 00");
  g_assert_false (test_find_shows (GTK_WIDGET (test->composer), test->told));
}

static void
test_composer_wrong_to (TestComposer  *test,
                        gconstpointer  data)
{
  GtkWidget *to = test_find (test->composer, GTK_TYPE_ENTRY, "To");

  test_composer_type (test, "hello");
  test_find_fill (test->composer, "To", "127.0.0.1:0");
  test_find_press (test->composer, "Send");
  g_assert_nonnull (test->told);
  g_assert_true (gtk_widget_has_css_class (to, "error"));
  g_assert_true (test_find_has_focus (test->window, to));
}

/* An empty datagram is one; and who sent first is proposed, once. */
static void
test_composer_datagram (TestComposer  *test,
                        gconstpointer  data)
{
  g_autofree char *self = g_strdup (sockeye_socket_get_local_text (test->socket));

  test_composer_aim (test);
  test_find_press (test->composer, "Send");
  test_app_wait_until (g_list_model_get_n_items (sockeye_socket_list_senders (test->socket)) == 1);
  g_assert_null (test->told);
  g_assert_cmpuint (sockeye_socket_get_bytes_in (test->socket), ==, 0);
  test_find_fill (test->composer, "To", "");
  test_app_settle ();
  /* It was the user's once: never filled again. */
  g_assert_cmpstr (test_find_text (test->composer, "To"), ==, "");
  sockeye_composer_reply (test->composer, self);
  g_assert_cmpstr (test_find_text (test->composer, "To"), ==, self);
  g_assert_true (test_find_has_focus (test->window, GTK_WIDGET (test->data)));
}

static void
test_composer_first_sender (TestComposer  *test,
                            gconstpointer  data)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_ref (sockeye_socket_get_local (test->socket));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  SockeyeSocketId other = test_app_socket (test->session, AF_INET, SOCK_DGRAM);
  g_autoptr (SockeyeEvent) sent =
      test_app_call (test->session, sockeye_call_new_sendto (other, bytes, 0, address));
  g_autofree char *from = NULL;

  g_assert_false (sockeye_event_is_error (sent));
  test_app_wait_until (*test_find_text (test->composer, "To") != '\0');
  from = g_strdup_printf ("127.0.0.1:%u", sockeye_address_get_port (sockeye_socket_get_local (
                                              sockeye_session_get_socket (test->session, other))));
  g_assert_cmpstr (test_find_text (test->composer, "To"), ==, from);
}

/* What was sent stays, selected, and can be had again. */
static void
test_composer_sent (TestComposer  *test,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;

  test_composer_aim (test);
  test_composer_type (test, "hello");
  test_find_press (test->composer, "Send");
  test_app_wait_until (sockeye_socket_get_bytes_in (test->socket) == 5);
  text = test_composer_dup_data (test);
  g_assert_cmpstr (text, ==, "hello");
  g_assert_true (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (test->data)));
}

/* Ten mebibytes neither freeze the window nor are cut when they are sent. */
static void
test_composer_much (TestComposer  *test,
                    gconstpointer  data)
{
  g_autofree char *much = g_malloc (MUCH + 1);
  SockeyeDraft *draft = sockeye_draft_get (test->socket);
  gint64 start = g_get_monotonic_time ();

  memset (much, 'x', MUCH);
  much[MUCH] = '\0';
  test_composer_type (test, much);
  test_app_wait_until (gtk_text_buffer_get_char_count (draft->data) > 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (draft->data), <, 1000);
  g_assert_cmpuint (strlen (draft->bulk), ==, MUCH);
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "10,485,760 bytes"));
  g_assert_false (gtk_text_view_get_editable (test->data));

  /* More than a datagram holds: the kernel says so. */
  test_composer_aim (test);
  test_find_press (test->composer, "Send");
  test_app_wait_until (sockeye_event_is_error (sockeye_socket_get_last_call (test->socket)));
  g_assert_cmpuint (sockeye_event_get_asked (sockeye_socket_get_last_call (test->socket)), ==,
                    MUCH);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);

  test_find_press (test->composer, "Discard");
  g_assert_null (draft->bulk);
  g_assert_true (gtk_text_view_get_editable (test->data));
  g_assert_cmpint (gtk_text_buffer_get_char_count (draft->data), ==, 0);
}

static void
test_composer_size (TestComposer  *test,
                    gconstpointer  data)
{
  static const char *const wrong[] = { "", "-1", "1.5", "2147483649", "many" };

  sockeye_session_set_automatic (test->session, sockeye_socket_get_id (test->socket), FALSE);
  test_app_wait_until (!sockeye_socket_get_automatic (test->socket));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_clear_pointer (&test->told, g_free);
      test_find_fill (test->composer, "Size", wrong[i]);
      test_find_press (test->composer, "Recv");
      g_assert_nonnull (test->told);
      g_assert_true (gtk_widget_has_css_class (test_find (test->composer, GTK_TYPE_ENTRY, "Size"),
                                               "error"));
    }
  g_clear_pointer (&test->told, g_free);
  test_find_fill (test->composer, "Size", "5");
  test_find_press (test->composer, "Recv");
  g_assert_null (test->told);
  test_app_wait_until (g_list_model_get_n_items (sockeye_session_list_pending (test->session)) == 1);
}

/* Goes with each send until it is removed; the exact call is shown before. */
static void
test_composer_control (TestComposer  *test,
                       gconstpointer  data)
{
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (SockeyeCall) plain = NULL;
  g_autofree char *text = NULL;

  test_composer_aim (test);
  test_composer_type (test, "hello");
  test_find_fill (test->composer, "Time to live", "9");
  test_find_press (test->composer, "Add");
  call = sockeye_composer_dup_call (test->composer, SOCKEYE_VERB_SEND);
  g_assert_cmpint (sockeye_call_get_verb (call), ==, SOCKEYE_VERB_SENDMSG);
  text = sockeye_call_to_python (call, 0);
  g_assert_nonnull (strstr (text, "s1.sendmsg([b'hello'], [(IPPROTO_IP, IP_TTL, b'\\t\\x00"));

  for (guint i = 1; i <= 2; i++)
    {
      test_find_press (test->composer, "Send");
      test_app_wait_until (sockeye_socket_get_bytes_in (test->socket) == 5 * i);
    }
  test_find_press (test->composer, "Remove IP_TTL");
  plain = sockeye_composer_dup_call (test->composer, SOCKEYE_VERB_SEND);
  g_assert_cmpint (sockeye_call_get_verb (plain), ==, SOCKEYE_VERB_SENDTO);
  g_assert_null (test->told);
}

static void
test_composer_add (const char *path,
                   void      (*function) (TestComposer *test, gconstpointer data))
{
  g_test_add (path, TestComposer, NULL, test_composer_set_up, function, test_composer_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  test_composer_add ("/sockeye/composer/count", test_composer_count);
  test_composer_add ("/sockeye/composer/mistake", test_composer_mistake);
  test_composer_add ("/sockeye/composer/wrong-to", test_composer_wrong_to);
  test_composer_add ("/sockeye/composer/datagram", test_composer_datagram);
  test_composer_add ("/sockeye/composer/first-sender", test_composer_first_sender);
  test_composer_add ("/sockeye/composer/sent", test_composer_sent);
  test_composer_add ("/sockeye/composer/much", test_composer_much);
  test_composer_add ("/sockeye/composer/size", test_composer_size);
  test_composer_add ("/sockeye/composer/control", test_composer_control);

  return g_test_run ();
}
