/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A page of options on a socket, and its rows by the names of options. */

#pragma once

#include <string.h>

#include "options/sockeye-option-editor.h"
#include "options/sockeye-option-row.h"
#include "options/sockeye-options-page.h"
#include "test-find.h"

typedef struct
{
  SockeyeSession     *session;
  SockeyeOptionsPage *page;
  GtkWidget          *window;
  SockeyeSocketId     id;
} TestOptions;

/* The row of a name, or of an option, that is seen; or NULL. */
static inline GtkWidget *
test_options_look (TestOptions         *test,
                   const char          *name,
                   const SockeyeOption *option)
{
  GtkWidget *list = test_app_find (GTK_WIDGET (test->page), GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const SockeyeOption *of;

      if (!SOCKEYE_IS_OPTION_ROW (row) || !gtk_widget_get_child_visible (row))
        continue;
      of = sockeye_option_row_get_option (SOCKEYE_OPTION_ROW (row));
      if (of == option || g_strcmp0 (of->name, name) == 0)
        return row;
    }
  return NULL;
}

static inline GtkWidget *
test_options_find (TestOptions *test,
                   const char  *name)
{
  return test_options_look (test, name, NULL);
}

/* How many rows are seen. */
static inline guint
test_options_count (TestOptions *test)
{
  GtkWidget *list = test_app_find (GTK_WIDGET (test->page), GTK_TYPE_LIST_BOX);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n += SOCKEYE_IS_OPTION_ROW (row) && gtk_widget_get_child_visible (row);
  return n;
}

static inline guint
test_options_count_applicable (SockeyeSocket *socket)
{
  const SockeyeOption *const *options;
  guint n_applicable = 0;
  guint n;

  options = sockeye_option_list (&n);
  for (guint i = 0; i < n; i++)
    n_applicable += sockeye_option_applies (options[i], sockeye_socket_get_family (socket),
                                            sockeye_socket_get_socktype (socket),
                                            sockeye_socket_get_protocol (socket));
  return n_applicable;
}

/* Waits until each option has its row: they are made bit by bit. */
static inline void
test_options_begin (TestOptions *test,
                    int          family,
                    int          type)
{
  guint n_options;

  test_app_load_style ();
  test->session = sockeye_session_new ();
  test->id = test_app_socket (test->session, family, type);
  test->page = g_object_new (SOCKEYE_TYPE_OPTIONS_PAGE, "session", test->session, NULL);
  sockeye_options_page_set_socket (test->page,
                                   sockeye_session_get_socket (test->session, test->id));
  test->window = test_app_show (GTK_WIDGET (test->page), 292, 600);
  n_options = test_options_count_applicable (
      sockeye_session_get_socket (test->session, test->id));
  test_app_wait_until (test_options_count (test) == n_options);
}

static inline void
test_options_end (TestOptions *test)
{
  g_object_add_weak_pointer (G_OBJECT (test->page), (gpointer *) &test->page);
  g_object_add_weak_pointer (G_OBJECT (test->session), (gpointer *) &test->session);
  gtk_window_destroy (GTK_WINDOW (test->window));
  /* A reading that was cancelled by it returns first. */
  test_app_wait_until (test->page == NULL);
  sockeye_session_close (test->session);
  g_object_unref (test->session);
  test_app_wait_until (test->session == NULL);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestOptions, test_options_end)

static inline void
test_options_search (TestOptions *test,
                     const char  *text)
{
  GtkWidget *search = test_app_find (GTK_WIDGET (test->page), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  /* The entry waits a moment before it tells. */
  g_signal_emit_by_name (search, "search-changed");
}

/* As a click or Enter does. */
static inline GtkWidget *
test_options_open (TestOptions *test,
                   const char  *name)
{
  GtkWidget *row = test_options_find (test, name);
  GtkWidget *list = test_app_find (GTK_WIDGET (test->page), GTK_TYPE_LIST_BOX);

  g_assert_nonnull (row);
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_true (sockeye_option_row_is_open (SOCKEYE_OPTION_ROW (row)));
  return row;
}

static inline SockeyeOptionEditor *
test_options_get_editor (GtkWidget *row)
{
  return SOCKEYE_OPTION_EDITOR (test_app_find (row, SOCKEYE_TYPE_OPTION_EDITOR));
}

static inline void
test_options_type (GtkWidget  *row,
                   const char *name,
                   const char *text)
{
  test_find_fill (row, name, text);
}

static inline void
test_options_enter (GtkWidget  *row,
                    const char *name)
{
  g_signal_emit_by_name (test_find (row, GTK_TYPE_ENTRY, name), "activate");
}

static inline gboolean
test_options_has_text (GtkWidget  *row,
                       const char *name,
                       const char *text)
{
  return g_strcmp0 (test_find_text (row, name), text) == 0;
}

/* "changed", "default": the word beside the value; NULL: the row is not seen. */
static inline const char *
test_options_get_mark (TestOptions *test,
                       const char  *name)
{
  GtkWidget *row = test_options_find (test, name);
  GtkWidget *label = NULL;

  for (guint i = 0; row != NULL; i++)
    {
      guint nth = i;

      label = test_app_find_nth (row, GTK_TYPE_LABEL, &nth);
      if (label == NULL || gtk_widget_has_css_class (label, "mark"))
        break;
    }
  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

/* A visible label in the colour of mistakes. */
static inline gboolean
test_options_shows_error (GtkWidget *row)
{
  GtkWidget *label;

  for (guint i = 0;; i++)
    {
      guint nth = i;

      label = test_app_find_nth (row, GTK_TYPE_LABEL, &nth);
      if (label == NULL)
        return FALSE;
      if (gtk_widget_has_css_class (label, "error-text") && gtk_widget_get_visible (label)
          && *gtk_label_get_text (GTK_LABEL (label)) != '\0')
        return TRUE;
    }
}

/* A label that is really on the screen. */
static inline gboolean
test_options_says (TestOptions *test,
                   const char  *text)
{
  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *label = test_app_find_nth (GTK_WIDGET (test->page), GTK_TYPE_LABEL, &nth);

      if (label == NULL)
        return FALSE;
      if (gtk_widget_get_mapped (label)
          && strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
        return TRUE;
    }
}

/* Whether the last row of the log is this call. */
static inline gboolean
test_options_last_is (TestOptions *test,
                      const char  *call)
{
  SockeyeJournal *journal = sockeye_session_get_journal (test->session);
  g_autoptr (SockeyeEvent) event =
      sockeye_journal_dup_event (journal, test_app_count_rows (test->session));
  g_autofree char *text = sockeye_event_dup_call_text (event, 200);

  if (!g_str_has_prefix (text, call))
    g_test_message ("The last row is %s", text);
  return g_str_has_prefix (text, call);
}

/* How the row's name for a screen reader begins and ends. */
static inline gboolean
test_options_is_named (GtkWidget  *row,
                       const char *begin,
                       const char *end)
{
  g_autofree char *differs =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  /* It tells what the name is instead. */
  const char *at = differs != NULL ? strstr (differs, begin) : NULL;

  return at != NULL && strstr (at, end) != NULL;
}
