/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Look-ups from the bar, with a name server of the test's own: this program
 * defines getaddrinfo(), which answers for the names below and asks nobody. */

#include "config.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

#include "bar/sockeye-look-up.h"
#include "bar/sockeye-socket-bar.h"
#include "test-find.h"

#define MANY_NAME    "many.test"
#define UNKNOWN_NAME "unknown.test"
#define SLOW_NAME    "slow.test"

/* 127.0.0.1 comes last: a server there is found by the third attempt. */
static const char *const many_answers[] = { "2001:db8::1", "127.0.0.3", "127.0.0.2", "127.0.0.1" };

static GMutex slow_lock;
static GCond slow_cond;
static gboolean slow_released;

static int
real_getaddrinfo (const char             *node,
                  const char             *service,
                  const struct addrinfo  *hints,
                  struct addrinfo       **answers)
{
  static __typeof__ (&getaddrinfo) real;

  if (g_once_init_enter (&real))
    g_once_init_leave (&real, (__typeof__ (&getaddrinfo)) dlsym (RTLD_NEXT, "getaddrinfo"));
  return real (node, service, hints, answers);
}

static int
many_getaddrinfo (const char             *service,
                  const struct addrinfo  *hints,
                  struct addrinfo       **answers)
{
  struct addrinfo numeric = { .ai_socktype = hints->ai_socktype, .ai_flags = AI_NUMERICHOST };
  struct addrinfo **next = answers;
  int error = 0;

  for (guint i = 0; error == 0 && i < G_N_ELEMENTS (many_answers); i++)
    {
      error = real_getaddrinfo (many_answers[i], service, &numeric, next);
      if (error == 0)
        next = &(*next)->ai_next;
    }
  /* freeaddrinfo() frees it. */
  if (error == 0 && (hints->ai_flags & AI_CANONNAME) != 0)
    (*answers)->ai_canonname = strdup ("canonical.test");
  return error;
}

int
getaddrinfo (const char             *node,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **answers)
{
  if (g_strcmp0 (node, UNKNOWN_NAME) == 0)
    return EAI_NONAME;
  if (g_strcmp0 (node, MANY_NAME) == 0)
    return many_getaddrinfo (service, hints, answers);
  if (g_strcmp0 (node, SLOW_NAME) == 0)
    {
      g_mutex_lock (&slow_lock);
      while (!slow_released)
        g_cond_wait (&slow_cond, &slow_lock);
      g_mutex_unlock (&slow_lock);
      return many_getaddrinfo (service, hints, answers);
    }
  return real_getaddrinfo (node, service, hints, answers);
}

static void
test_look_up_release (gboolean released)
{
  g_mutex_lock (&slow_lock);
  slow_released = released;
  g_cond_broadcast (&slow_cond);
  g_mutex_unlock (&slow_lock);
}

typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *socket;
  GtkWidget      *bar;
  GtkWidget      *window;
  GtkWidget      *popover;
} TestLookUp;

static void
test_look_up_open (TestLookUp *test,
                   int         family)
{
  SockeyeSocketId id;

  test_app_load_style ();
  test->session = sockeye_session_new ();
  id = test_app_socket (test->session, family, SOCK_STREAM);
  test->socket = sockeye_session_get_socket (test->session, id);
  test->bar = g_object_new (SOCKEYE_TYPE_SOCKET_BAR, "session", test->session,
                            "socket", test->socket, NULL);
  test->window = test_app_show (test->bar, 1000, 120);
  gtk_widget_add_css_class (test->window, "sockeye");
  test->popover = test_app_find (test->bar, SOCKEYE_TYPE_LOOK_UP);
  g_assert_nonnull (test->popover);
}

static void
test_look_up_close (TestLookUp *test)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  sockeye_session_close (test->session);
  g_object_add_weak_pointer (G_OBJECT (test->session), (gpointer *) &test->session);
  g_object_unref (test->session);
  test_app_wait_until (test->session == NULL);
}

static void
test_look_up_ask (TestLookUp *test,
                  const char *name)
{
  if (name != NULL)
    test_find_fill (test->bar, "Host", name);
  gtk_menu_button_popup (GTK_MENU_BUTTON (test_find (test->bar, GTK_TYPE_MENU_BUTTON, "Look up")));
  test_app_wait_until (gtk_widget_get_mapped (test->popover));
}

/* A person cannot open it again before the display has heard of this. */
static void
test_look_up_dismiss (TestLookUp *test)
{
  gtk_popover_popdown (GTK_POPOVER (test->popover));
  test_app_settle ();
}

static guint
test_look_up_count (TestLookUp  *test,
                    SockeyeVerb  verb)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (test->session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

      n += sockeye_event_get_verb (event) == verb;
    }
  return n;
}

/* Listens on this port, 0 for any, of this address; returns the descriptor. */
static int
test_look_up_listen (const char *host,
                     guint      *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = g_htons (*port) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (inet_pton (AF_INET, host, &address.sin_addr), ==, 1);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 5), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = g_ntohs (address.sin_port);
  return fd;
}

/* Does not wait; returns the descriptor. */
static int
test_look_up_begin_connect (const char *host,
                            guint       port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = g_htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  g_assert_cmpint (inet_pton (AF_INET, host, &address.sin_addr), ==, 1);
  connect (fd, (struct sockaddr *) &address, sizeof address);
  return fd;
}

/* All answers in their order; those of another family say why not. */
static void
test_look_up_answers (void)
{
  TestLookUp test;
  GtkWidget *other;

  test_look_up_open (&test, AF_INET);
  test_look_up_ask (&test, MANY_NAME);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name: canonical.test"));
  g_assert_true (test_find_shows (test.popover, MANY_NAME));
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_GETADDRINFO), ==, 1);
  other = test_find (test.popover, GTK_TYPE_BUTTON, "AF_INET6 2001:db8::1");
  g_assert_false (gtk_widget_get_sensitive (other));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (other), ==, "s1 is an AF_INET socket");
  for (guint i = 1; i < G_N_ELEMENTS (many_answers); i++)
    {
      g_autofree char *name = g_strdup_printf ("AF_INET %s", many_answers[i]);

      other = gtk_widget_get_next_sibling (other);
      g_assert_true (other == test_find (test.popover, GTK_TYPE_BUTTON, name));
      g_assert_true (gtk_widget_get_sensitive (other));
    }
  g_assert_null (gtk_widget_get_next_sibling (other));

  test_find_press (test.popover, "AF_INET 127.0.0.2");
  g_assert_cmpstr (test_find_text (test.bar, "Host"), ==, "127.0.0.2");
  g_assert_false (gtk_widget_get_mapped (test.popover));
  test_app_wait_until (test_find_has_focus (test.window,
                                            test_find (test.bar, GTK_TYPE_ENTRY, "Host")));
  test_look_up_close (&test);
}

static void
test_look_up_unknown (void)
{
  TestLookUp test;

  test_look_up_open (&test, AF_INET);
  test_look_up_ask (&test, UNKNOWN_NAME);
  test_app_wait_until (test_find_shows (test.popover, "EAI_NONAME"));
  g_assert_true (test_find_shows (test.popover, "Check the spelling"));
  g_assert_false (gtk_widget_get_mapped (test_find (test.popover, GTK_TYPE_BUTTON,
                                                    "First that works")));
  test_look_up_close (&test);
}

static void
test_look_up_empty (void)
{
  TestLookUp test;

  test_look_up_open (&test, AF_INET);
  test_look_up_ask (&test, "");
  g_assert_true (test_find_shows (test.popover, "Host is empty"));
  test_app_settle ();
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_GETADDRINFO), ==, 0);
  test_look_up_close (&test);
}

static void
test_look_up_cancel (void)
{
  TestLookUp test;

  test_look_up_release (FALSE);
  test_look_up_open (&test, AF_INET);
  test_look_up_ask (&test, SLOW_NAME);
  test_app_wait_until (test_find_shows (test.popover, "waiting 0 s")
                       || test_find_shows (test.popover, "waiting 1 s"));
  test_find_press (test.popover, "Cancel");
  test_app_wait_until (test_find_shows (test.popover, "cancelled"));
  g_assert_false (gtk_widget_get_mapped (test_find (test.popover, GTK_TYPE_BUTTON, "Cancel")));
  test_look_up_release (TRUE);
  test_app_settle ();
  g_assert_true (test_find_shows (test.popover, "cancelled"));
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_GETADDRINFO), ==, 1);
  test_look_up_close (&test);
}

/* Closing does not cancel, and opening again does not ask again: whether the
 * answer has come meanwhile or not. */
static void
test_look_up_reopen (void)
{
  TestLookUp test;
  GListModel *pending;

  test_look_up_release (FALSE);
  test_look_up_open (&test, AF_INET);
  pending = sockeye_session_list_pending (test.session);
  test_look_up_ask (&test, SLOW_NAME);
  test_app_wait_until (g_list_model_get_n_items (pending) == 1);
  test_look_up_dismiss (&test);
  g_assert_cmpuint (g_list_model_get_n_items (pending), ==, 1);
  test_look_up_ask (&test, NULL);
  g_assert_true (test_find_shows (test.popover, "waiting"));
  test_look_up_dismiss (&test);
  test_look_up_release (TRUE);
  test_app_wait_until (g_list_model_get_n_items (pending) == 0);
  test_look_up_ask (&test, NULL);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name: canonical.test"));
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_GETADDRINFO), ==, 1);

  /* Seen once, it is asked anew. */
  test_look_up_dismiss (&test);
  test_look_up_ask (&test, NULL);
  test_app_wait_until (test_look_up_count (&test, SOCKEYE_VERB_GETADDRINFO) == 2);
  test_look_up_close (&test);
}

/* A row for each attempt, until one succeeds. */
static void
test_look_up_first_that_works (void)
{
  TestLookUp test;
  g_autofree char *port = NULL;
  guint number = 0;
  int fd = test_look_up_listen ("127.0.0.1", &number);

  port = g_strdup_printf ("%u", number);
  test_look_up_open (&test, AF_INET);
  test_find_fill (test.bar, "Port", port);
  test_look_up_ask (&test, MANY_NAME);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name"));
  test_find_press (test.popover, "First that works");
  test_app_wait_until (sockeye_socket_get_stage (test.socket) == SOCKEYE_STAGE_CONNECTED);
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_CONNECT), ==, 3);
  g_assert_cmpstr (sockeye_socket_get_remote_text (test.socket), !=, "");
  g_assert_true (g_str_has_prefix (sockeye_socket_get_remote_text (test.socket), "127.0.0.1:"));
  /* It looks for the first, and no further. */
  test_app_settle ();
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_CONNECT), ==, 3);
  close (fd);
  test_look_up_close (&test);
}

/* Another call of the user ends it, here after the first attempt. */
static void
test_look_up_first_stops (void)
{
  TestLookUp test;

  test_look_up_open (&test, AF_INET);
  /* Port 1 of this machine: nobody there listens. */
  test_find_fill (test.bar, "Port", "1");
  test_look_up_ask (&test, MANY_NAME);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name"));
  test_find_press (test.popover, "First that works");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (test_find (test.bar, GTK_TYPE_CHECK_BUTTON,
                                                            "SO_REUSEADDR")),
                               TRUE);
  test_app_wait_until (test_look_up_count (&test, SOCKEYE_VERB_SETSOCKOPT) == 1);
  test_app_settle ();
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_CONNECT), ==, 1);
  test_look_up_close (&test);
}

/* An attempt that was cancelled is the last. */
static void
test_look_up_first_cancelled (void)
{
  TestLookUp test;
  g_autofree char *port = NULL;
  g_autoptr (SockeyePending) attempt = NULL;
  GListModel *pending;
  guint number = 0;
  int fd = test_look_up_listen ("127.0.0.3", &number);
  int full[3];

  /* Nobody accepts: once its queue is full, no connect there returns. */
  g_assert_cmpint (listen (fd, 0), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    full[i] = test_look_up_begin_connect ("127.0.0.3", number);
  port = g_strdup_printf ("%u", number);
  test_look_up_open (&test, AF_INET);
  pending = sockeye_session_list_pending (test.session);
  test_find_fill (test.bar, "Port", port);
  test_look_up_ask (&test, MANY_NAME);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name"));
  test_find_press (test.popover, "First that works");
  test_app_wait_until (g_list_model_get_n_items (pending) == 1);
  attempt = g_list_model_get_item (pending, 0);
  sockeye_session_cancel (test.session, attempt);
  test_app_wait_until (test_look_up_count (&test, SOCKEYE_VERB_CONNECT) == 1);
  test_app_settle ();
  g_assert_cmpuint (test_look_up_count (&test, SOCKEYE_VERB_CONNECT), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    close (full[i]);
  close (fd);
  test_look_up_close (&test);
}

static void
test_look_up_no_port (void)
{
  TestLookUp test;
  GtkWidget *first;

  test_look_up_open (&test, AF_INET);
  test_find_fill (test.bar, "Port", "http");
  test_look_up_ask (&test, MANY_NAME);
  test_app_wait_until (test_find_shows (test.popover, "Canonical name"));
  first = test_find (test.popover, GTK_TYPE_BUTTON, "First that works");
  g_assert_true (gtk_widget_get_visible (first));
  g_assert_false (gtk_widget_get_sensitive (first));
  g_assert_nonnull (gtk_widget_get_tooltip_text (first));
  test_look_up_close (&test);
}

static void
test_look_up_path (void)
{
  TestLookUp test;

  test_look_up_open (&test, AF_UNIX);
  g_assert_false (gtk_widget_get_mapped (test_find (test.bar, GTK_TYPE_MENU_BUTTON, "Look up")));
  test_look_up_close (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/look-up/answers", test_look_up_answers);
  g_test_add_func ("/sockeye/look-up/unknown", test_look_up_unknown);
  g_test_add_func ("/sockeye/look-up/empty", test_look_up_empty);
  g_test_add_func ("/sockeye/look-up/cancel", test_look_up_cancel);
  g_test_add_func ("/sockeye/look-up/reopen", test_look_up_reopen);
  g_test_add_func ("/sockeye/look-up/first-that-works", test_look_up_first_that_works);
  g_test_add_func ("/sockeye/look-up/first-stops", test_look_up_first_stops);
  g_test_add_func ("/sockeye/look-up/first-cancelled", test_look_up_first_cancelled);
  g_test_add_func ("/sockeye/look-up/no-port", test_look_up_no_port);
  g_test_add_func ("/sockeye/look-up/path", test_look_up_path);

  return g_test_run ();
}
