/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Bar and composer of a by-hand connection: what waits is in words, the next
 * call in code, flags are passed, and what a send leaves stays. */

#include "config.h"

#include "composer/sockeye-composer.h"
#include "composer/sockeye-draft.h"
#include "bar/sockeye-socket-bar.h"
#include "test-find.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  SockeyeSession  *session;
  SockeyeSocket   *listener;
  SockeyeSocket   *socket; /* accepted from fd */
  GtkWidget       *bar;
  SockeyeComposer *composer;
  GtkWidget       *window;
  GtkTextView     *data;
  char            *told;
  int              fd;
} TestHand;

static void
test_hand_told_cb (TestHand      *test,
                   SockeyeSocket *socket,
                   const char    *message)
{
  g_free (test->told);
  test->told = g_strdup (message);
}

static void
test_hand_ok (SockeyeSession *session,
              SockeyeCall    *call)
{
  g_autoptr (SockeyeEvent) event = test_app_call (session, call);

  g_assert_false (sockeye_event_is_error (event));
}

static int
test_hand_connect (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

static guint
test_hand_listen (TestHand *test)
{
  g_autoptr (SockeyeAddress) address =
      sockeye_address_parse (AF_INET, 0, "127.0.0.1", "0", SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId id = test_app_socket (test->session, AF_INET, SOCK_STREAM);

  test->listener = sockeye_session_get_socket (test->session, id);
  test_hand_ok (test->session, sockeye_call_new_bind (id, address));
  test_hand_ok (test->session, sockeye_call_new_listen (id, 1));
  return sockeye_address_get_port (sockeye_socket_get_local (test->listener));
}

static void
test_hand_set_up (TestHand      *test,
                  gconstpointer  data)
{
  g_autoptr (SockeyeSocket) peer = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint port;

  test->session = sockeye_session_new ();
  sockeye_session_set_start_automatic (test->session, FALSE);
  port = test_hand_listen (test);
  test->fd = test_hand_connect (port);
  test_hand_ok (test->session, sockeye_call_new_accept (sockeye_socket_get_id (test->listener)));
  peer = g_list_model_get_item (sockeye_socket_list_peers (test->listener), 0);
  test->socket = peer;

  test->bar = g_object_new (SOCKEYE_TYPE_SOCKET_BAR, "session", test->session, "socket", peer, NULL);
  test->composer = g_object_new (SOCKEYE_TYPE_COMPOSER, "session", test->session, "socket", peer, NULL);
  g_signal_connect_swapped (test->composer, "told", G_CALLBACK (test_hand_told_cb), test);
  sockeye_composer_attach (test->composer,
                           sockeye_socket_bar_get_next_call (SOCKEYE_SOCKET_BAR (test->bar)));
  gtk_box_append (GTK_BOX (box), test->bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (test->composer));
  test->window = test_app_show (box, 1000, 240);
  test->data = GTK_TEXT_VIEW (test_find (test->composer, GTK_TYPE_TEXT_VIEW, "Data"));
}

static void
test_hand_tear_down (TestHand      *test,
                     gconstpointer  data)
{
  GtkWidget *window = test->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (window);
  sockeye_session_close (test->session);
  g_clear_object (&test->session);
  g_free (test->told);
  if (test->fd >= 0)
    close (test->fd);
}

static void
test_hand_type (TestHand   *test,
                const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (test->data), text, -1);
}

static void
test_hand_write (TestHand   *test,
                 const char *text)
{
  g_assert_cmpint (write (test->fd, text, strlen (text)), ==, strlen (text));
}

/* Behind the arrow of Send or Recv. */
static void
test_hand_check_flag (TestHand   *test,
                      const char *label,
                      gboolean    active)
{
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_find (test->composer, GTK_TYPE_CHECK_BUTTON, label)), active);
}

static gboolean
test_hand_last_is (TestHand   *test,
                   const char *code)
{
  SockeyeEvent *last = sockeye_socket_get_last_call (test->socket);
  g_autofree char *text = last != NULL ? sockeye_event_dup_call_text (last, 0) : NULL;

  return g_strcmp0 (text, code) == 0;
}

#define PEEK "MSG_PEEK – look, and leave it there"
#define WAITALL "MSG_WAITALL – wait until all bytes asked for are there"
#define RECV_DONTWAIT "MSG_DONTWAIT – do not wait: EAGAIN where nothing is there"
#define OOB "MSG_OOB – the last byte is urgent"

static void
test_hand_waits (TestHand      *test,
                 gconstpointer  data)
{
  GtkWidget *composer = GTK_WIDGET (test->composer);

  g_assert_true (test_find_shows (composer, "Recv: nothing waits"));
  test_hand_write (test, "hello");
  test_app_wait_until (test_find_shows (composer, "Recv: 5 bytes wait"));
  test_find_press (test->composer, "Recv");
  test_app_wait_until (test_find_shows (composer, "Recv: nothing waits"));
  shutdown (test->fd, SHUT_WR);
  test_app_wait_until (test_find_shows (composer, "Recv: end of stream waits"));
  sockeye_session_set_automatic (test->session, sockeye_socket_get_id (test->socket), TRUE);
  test_app_wait_until (!test_find_shows (composer, "Recv:"));
}

static void
test_hand_listener_waits (TestHand      *test,
                          gconstpointer  data)
{
  guint port = sockeye_address_get_port (sockeye_socket_get_local (test->listener));
  int first, second;

  sockeye_socket_bar_set_socket (SOCKEYE_SOCKET_BAR (test->bar), test->listener);
  g_assert_true (test_find_shows (test->bar, "none waits, backlog 1"));
  g_assert_true (test_find_shows (test->bar, "s1.accept()"));
  first = test_hand_connect (port);
  second = test_hand_connect (port);
  test_app_wait_until (test_find_shows (test->bar, "2 wait, backlog 1: full"));
  close (first);
  close (second);
}

static void
test_hand_flags (TestHand      *test,
                 gconstpointer  data)
{
  test_hand_write (test, "hello");
  test_app_wait_until (test_find_shows (GTK_WIDGET (test->composer), "5 bytes wait"));
  test_hand_check_flag (test, PEEK, TRUE);
  test_find_press (test->composer, "Recv");
  test_app_wait_until (test_hand_last_is (test, "c2.recv(1024, MSG_PEEK)"));
  g_assert_true (test_find_shows (GTK_WIDGET (test->composer), "5 bytes wait"));
  test_hand_check_flag (test, PEEK, FALSE);
  test_find_press (test->composer, "Recv");
  test_app_wait_until (test_hand_last_is (test, "c2.recv(1024)"));

  test_hand_type (test, "!");
  test_hand_check_flag (test, OOB, TRUE);
  test_find_press (test->composer, "Send");
  test_app_wait_until (test_hand_last_is (test, "c2.send(b'!', MSG_OOB)"));
  /* Of the other socket, none are chosen. */
  sockeye_composer_set_socket (test->composer, test->listener);
  g_assert_cmpint (sockeye_draft_get (test->listener)->send_flags, ==, 0);
  sockeye_composer_set_socket (test->composer, test->socket);
  g_assert_cmpint (sockeye_draft_get (test->socket)->send_flags, ==, MSG_OOB);
}

/* A clear message, and no call. */
static void
test_hand_contradiction (TestHand      *test,
                         gconstpointer  data)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (test->session));
  guint rows = g_list_model_get_n_items (journal);

  test_hand_check_flag (test, WAITALL, TRUE);
  test_hand_check_flag (test, RECV_DONTWAIT, TRUE);
  test_find_press (test->composer, "Recv");
  g_assert_nonnull (test->told);
  g_assert_nonnull (strstr (test->told, "choose one of them"));
  test_app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (journal), ==, rows);
}

/* What the kernel did not take is in Data, and can be sent as it is. */
static void
test_hand_rest (TestHand      *test,
                gconstpointer  data)
{
  gsize size = 12 << 20;
  g_autofree char *text = g_malloc (size + 1);
  SockeyeDraft *draft = sockeye_draft_get (test->socket);
  gint64 sent;

  for (gsize i = 0; i < size; i++)
    text[i] = 'a' + i % 26;
  text[size] = '\0';
  test_hand_type (test, text);
  test_app_wait_until (draft->bulk != NULL);
  test_find_press (test->composer, "Send");
  test_app_wait_until (sockeye_event_get_verb (sockeye_socket_get_last_call (test->socket))
                       == SOCKEYE_VERB_SEND);
  sent = sockeye_event_get_bytes (sockeye_socket_get_last_call (test->socket));
  g_assert_cmpint (sent, <, size);
  test_app_wait_until (draft->bulk != NULL && strlen (draft->bulk) == size - sent);
  g_assert_cmpstr (draft->bulk, ==, text + sent);
  g_assert_cmpuint (sockeye_socket_get_queued (test->socket), ==, 0);
}

/* What was typed after the click is the user's. */
static void
test_hand_rest_of_changed_data (TestHand      *test,
                                gconstpointer  data)
{
  gsize size = 12 << 20;
  g_autofree char *text = g_strnfill (size, 'x');
  SockeyeDraft *draft = sockeye_draft_get (test->socket);

  test_hand_type (test, text);
  test_app_wait_until (draft->bulk != NULL);
  sockeye_composer_send (test->composer);
  if (test->told == NULL)
    {
      g_clear_pointer (&draft->bulk, g_free);
      test_hand_type (test, "something else");
      test_app_wait_until (test->told != NULL);
      g_assert_null (draft->bulk);
    }
}

static void
test_hand_next_call (TestHand      *test,
                     gconstpointer  data)
{
  /* Suggested: Send. */
  test_hand_type (test, "it's");
  g_assert_true (test_find_shows (test->bar, "c2.send(b\"it's\")"));
  gtk_widget_grab_focus (test_find (test->composer, GTK_TYPE_ENTRY, "Size"));
  test_app_wait_until (test_find_shows (test->bar, "c2.recv(1024)"));
  test_find_fill (test->composer, "Size", "10");
  g_assert_true (test_find_shows (test->bar, "c2.recv(10)"));
  test_hand_check_flag (test, PEEK, TRUE);
  g_assert_true (test_find_shows (test->bar, "c2.recv(10, MSG_PEEK)"));
  gtk_widget_grab_focus (test_find (test->bar, GTK_TYPE_BUTTON, "Close"));
  test_app_wait_until (test_find_shows (test->bar, "c2.close()"));
  test_hand_write (test, "unread");
  test_app_wait_until (test_find_shows (test->bar, "6 bytes unread: closing sends RST"));
}

/* As in the cheat sheet: "" is any address. */
static void
test_hand_next_bind (TestHand      *test,
                     gconstpointer  data)
{
  SockeyeSocketId id = test_app_socket (test->session, AF_INET, SOCK_STREAM);

  sockeye_socket_bar_set_socket (SOCKEYE_SOCKET_BAR (test->bar),
                                 sockeye_session_get_socket (test->session, id));
  g_assert_true (test_find_shows (test->bar, "s3.bind(('127.0.0.1', 12345))"));
  test_find_fill (test->bar, "Host", "");
  g_assert_true (test_find_shows (test->bar, "s3.bind(('', 12345))"));
  test_find_fill (test->bar, "Port", "1x");
  g_assert_true (test_find_shows (test->bar, "s3.bind(…)"));
  test_find_fill (test->bar, "Host", "127.0.0.1");
  test_find_fill (test->bar, "Port", "80");
  gtk_widget_grab_focus (test_find (test->bar, GTK_TYPE_BUTTON, "Connect"));
  test_app_wait_until (test_find_shows (test->bar, "s3.connect(('127.0.0.1', 80))"));
}

static void
test_hand_abort (TestHand      *test,
                 gconstpointer  data)
{
  char byte;

  gtk_widget_activate_action (test->bar, "bar.abort", NULL);
  test_app_wait_until (sockeye_socket_is_closed (test->socket));
  g_assert_true (test_hand_last_is (test, "c2.close()"));
  g_assert_cmpint (recv (test->fd, &byte, 1, 0), ==, -1);
  g_assert_cmpint (errno, ==, ECONNRESET);
}

/* The kernel answers what is not possible, only when that is asked for. */
static void
test_hand_any_call (TestHand      *test,
                    gconstpointer  data)
{
  GtkWidget *connect_button = test_find (test->bar, GTK_TYPE_BUTTON, "Connect");

  g_assert_true (gtk_widget_has_css_class (connect_button, "unavailable"));
  test_find_press (test->bar, "Connect");
  g_assert_true (test_find_shows (test->bar, "c2 is connected already"));
  g_object_set (test->bar, "any-call", TRUE, NULL);
  g_assert_false (gtk_widget_has_css_class (connect_button, "unavailable"));
  test_find_fill (test->bar, "Host", "127.0.0.1");
  test_find_fill (test->bar, "Port", "9");
  test_find_press (test->bar, "Connect");
  test_app_wait_until (sockeye_socket_get_last_error (test->socket) == EISCONN);
  test_app_wait_until (test_find_shows (test->bar, "EISCONN"));
  test_find_press (test->bar, "Accept");
  test_app_wait_until (sockeye_socket_get_last_error (test->socket) == EINVAL);
  g_assert_cmpint (sockeye_socket_get_badge (test->socket), ==, SOCKEYE_BADGE_CONNECTED);
}

static void
test_hand_add (const char *path,
               void      (*function) (TestHand *test, gconstpointer data))
{
  g_test_add (path, TestHand, NULL, test_hand_set_up, function, test_hand_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  test_hand_add ("/sockeye/by-hand/waits", test_hand_waits);
  test_hand_add ("/sockeye/by-hand/waits/listener", test_hand_listener_waits);
  test_hand_add ("/sockeye/by-hand/flags", test_hand_flags);
  test_hand_add ("/sockeye/by-hand/flags/contradiction", test_hand_contradiction);
  test_hand_add ("/sockeye/by-hand/rest", test_hand_rest);
  test_hand_add ("/sockeye/by-hand/rest/changed", test_hand_rest_of_changed_data);
  test_hand_add ("/sockeye/by-hand/next-call", test_hand_next_call);
  test_hand_add ("/sockeye/by-hand/next-call/bind", test_hand_next_bind);
  test_hand_add ("/sockeye/by-hand/abort", test_hand_abort);
  test_hand_add ("/sockeye/by-hand/any-call", test_hand_any_call);

  return g_test_run ();
}
