/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the tests of widgets share: waiting, finding widgets, making calls. */

#pragma once

#include <gtk/gtk.h>
#include <sys/socket.h>
#include <unistd.h>

#include "session/sockeye-session.h"

/* Long enough for a loaded machine; nothing waits that long when it works. */
#define TEST_APP_DEADLINE (20 * G_USEC_PER_SEC)

/* Iterates until condition is true, which must happen before the deadline. */
#define test_app_wait_until(condition)                                  \
  G_STMT_START                                                          \
  {                                                                     \
    gint64 test_app_end = g_get_monotonic_time () + TEST_APP_DEADLINE;  \
    guint test_app_id = g_timeout_add (5, test_app_tick_cb, NULL);      \
    while (!(condition) && g_get_monotonic_time () < test_app_end)      \
      g_main_context_iteration (NULL, TRUE);                            \
    g_source_remove (test_app_id);                                      \
    g_assert_true (condition);                                          \
  }                                                                     \
  G_STMT_END

static inline gboolean
test_app_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Iterates for as long as several frames need, for what must not happen. */
static inline void
test_app_settle (void)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;
  guint id = g_timeout_add (5, test_app_tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

/* The nth widget of a type below another, depth first, shown or not. */
static inline GtkWidget *
test_app_find_nth (GtkWidget *widget,
                   GType      type,
                   guint     *nth)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_app_find_nth (child, type, nth);
  return found;
}

static inline GtkWidget *
test_app_find (GtkWidget *widget,
               GType      type)
{
  guint nth = 0;

  return test_app_find_nth (widget, type, &nth);
}

/* As the application does. */
static inline void
test_app_load_style (void)
{
  static gboolean loaded;
  GtkCssProvider *provider;

  if (loaded)
    return;
  loaded = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/sockeye/Sockeye/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static inline GtkWidget *
test_app_show (GtkWidget *child,
               int        width,
               int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  test_app_wait_until (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  return window;
}

static inline void
test_app_called_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      data)
{
  SockeyeEvent **event = data;

  *event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, NULL);
}

/* Makes a call that does not wait, and gives its row; takes the call. */
static inline SockeyeEvent *
test_app_call (SockeyeSession *session,
               SockeyeCall    *call)
{
  SockeyeEvent *event = NULL;

  sockeye_session_call_async (session, call, NULL, test_app_called_cb, &event);
  test_app_wait_until (event != NULL);
  sockeye_call_unref (call);
  return event;
}

static inline SockeyeSocketId
test_app_socket (SockeyeSession *session,
                 int             family,
                 int             type)
{
  g_autoptr (SockeyeEvent) event =
      test_app_call (session, sockeye_call_new_socket (family, type, 0));

  return sockeye_event_get_child (event);
}

static inline guint64
test_app_count_rows (SockeyeSession *session)
{
  SockeyeJournal *journal = sockeye_session_get_journal (session);

  return sockeye_journal_get_trimmed (journal) + g_list_model_get_n_items (G_LIST_MODEL (journal));
}

/* More than any default receive buffer holds, to a UDP socket by hand, which
 * then receives one: what was dropped before is seen at a call. Gives the row
 * that tells of the drops, or NULL where the kernel does not count them (before
 * 4.13). */
static inline SockeyeEvent *
test_app_flood (SockeyeSession  *session,
                SockeyeSocketId  id,
                SockeyeAddress  *address)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));
  static const char data[1000];
  socklen_t length;
  const struct sockaddr *to = sockeye_address_get_sockaddr (address, &length);
  int fd = socket (to->sa_family, SOCK_DGRAM, 0);
  gint64 end = g_get_monotonic_time () + TEST_APP_DEADLINE / 4;

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < 20000; i++)
    sendto (fd, data, sizeof data, MSG_DONTWAIT, to, length);
  close (fd);
  g_object_unref (test_app_call (session, sockeye_call_new_recvfrom (id, 10, 0)));
  while (g_get_monotonic_time () < end)
    {
      for (guint i = 0; i < g_list_model_get_n_items (journal); i++)
        {
          g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i);

          if (sockeye_event_get_news (event) == SOCKEYE_NEWS_DROPPED)
            return g_steal_pointer (&event);
        }
      test_app_settle ();
    }
  return NULL;
}

/* Writes rows, and waits until they are published. */
static inline void
test_app_notes (SockeyeSession *session,
                guint           n)
{
  guint64 before = test_app_count_rows (session);

  for (guint i = 0; i < n; i++)
    sockeye_session_note (session, 0, "a note");
  test_app_wait_until (test_app_count_rows (session) == before + n);
}
