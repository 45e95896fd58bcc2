/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What filter and Find do with the log and Details. */

#include "config.h"

#include "filter/sockeye-filter-more.h"
#include "sockeye-window-private.h"

static void
sockeye_window_filter_focus_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);

  if (self->filter_bar != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->filter_bar)))
    sockeye_filter_bar_focus (self->filter_bar);
}

/* By the row that is chosen in the log. */
static void
sockeye_window_filter_row_action (GtkWidget  *widget,
                                  const char *action_name,
                                  GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);
  SockeyeEvent *event = sockeye_log_view_get_selected (self->log);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SockeyeAddress) address = NULL;

  if (event == NULL)
    return;
  name = sockeye_socket_id_to_string (sockeye_event_get_socket (event));
  address = sockeye_event_dup_address (event);
  if (g_str_equal (action_name, "win.filter-socket") && sockeye_event_get_socket (event) != 0)
    text = g_strdup_printf ("socket == %s", name);
  else if (g_str_equal (action_name, "win.filter-call")
           && sockeye_event_get_verb (event) != SOCKEYE_VERB_NONE)
    text = g_strdup_printf ("call == %s", sockeye_verb_to_string (sockeye_event_get_verb (event)));
  else if (g_str_equal (action_name, "win.filter-peer") && address != NULL)
    {
      g_autofree char *peer = sockeye_address_to_string (address);
      g_autofree char *quoted = sockeye_filter_more_dup_quoted (peer);

      text = g_strconcat ("peer == ", quoted, NULL);
    }
  if (text != NULL)
    sockeye_filter_bar_set_text (self->filter_bar, text);
  else
    gtk_widget_error_bell (widget);
}

static void
sockeye_window_find_action (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);

  if (!gtk_widget_get_mapped (self->log_page))
    return;
  if (g_str_equal (action_name, "win.find"))
    sockeye_find_bar_open (self->find_bar);
  else
    sockeye_find_bar_find (self->find_bar, g_str_equal (action_name, "win.find-previous"));
}

void
_sockeye_window_install_filter_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.filter-focus", sockeye_window_filter_focus_action },
    { "win.filter-socket", sockeye_window_filter_row_action },
    { "win.filter-call", sockeye_window_filter_row_action },
    { "win.filter-peer", sockeye_window_filter_row_action },
    { "win.find", sockeye_window_find_action },
    { "win.find-next", sockeye_window_find_action },
    { "win.find-previous", sockeye_window_find_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

/* Without rows, the log has nothing that takes the focus. */
void
_sockeye_window_focus_log (SockeyeWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->log)))
    gtk_widget_grab_focus (GTK_WIDGET (self->log));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->no_matches), GTK_DIR_TAB_FORWARD);
}

static void
sockeye_window_no_matches_cb (SockeyeWindow *self)
{
  gboolean none = gtk_widget_get_visible (GTK_WIDGET (self->no_matches));
  GtkWidget *from = none ? GTK_WIDGET (self->log) : GTK_WIDGET (self->no_matches);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean moves = focus != NULL && gtk_widget_is_ancestor (focus, from);

  gtk_widget_set_visible (GTK_WIDGET (self->log), !none);
  if (moves)
    _sockeye_window_focus_log (self);
}

static void
sockeye_window_clear_cb (SockeyeWindow *self)
{
  sockeye_filter_bar_clear (self->filter_bar);
}

/* Details show the row that was found, if they are open, and mark what was
 * found whenever they come to that row. */
static void
sockeye_window_show_match (SockeyeWindow *self)
{
  const SockeyeFound *found = sockeye_find_bar_get_found (self->find_bar);
  SockeyeEvent *event = sockeye_log_view_get_selected (self->log);

  if (found != NULL && found->in_payload && event != NULL
      && sockeye_event_get_number (event) == found->number)
    sockeye_details_show_match (self->details, found->offset, found->length);
  else
    sockeye_details_show_match (self->details, 0, 0);
}

/* A list that is empty for a moment, or a filter, takes the choice from the log:
 * that is not the user's doing. */
static void
sockeye_window_chosen_cb (SockeyeWindow *self)
{
  GListModel *rows = G_LIST_MODEL (sockeye_log_view_get_rows (self->log));
  SockeyeEvent *event = sockeye_log_view_get_selected (self->log);

  if (event != NULL)
    self->chosen_row = sockeye_event_get_number (event);
  else if (g_list_model_get_n_items (rows) > 0)
    self->chosen_row = 0;
  sockeye_window_show_match (self);
}

/* Other rows are shown: the chosen one stays in sight, if it is among them. */
static void
sockeye_window_filtered_cb (SockeyeWindow *self)
{
  SockeyeRows *rows = sockeye_log_view_get_rows (self->log);

  if (self->chosen_row != 0 && !sockeye_log_view_get_following (self->log)
      && !sockeye_rows_is_searching (rows) && sockeye_rows_find (rows, self->chosen_row, NULL))
    sockeye_log_view_show_row (self->log, self->chosen_row);
}

static void
sockeye_window_found_cb (SockeyeWindow *self)
{
  sockeye_details_show_row (self->details);
  sockeye_window_show_match (self);
}

static void
sockeye_window_find_closed_cb (SockeyeWindow *self)
{
  sockeye_window_show_match (self);
  _sockeye_window_focus_log (self);
}

static void
sockeye_window_attach_filter (SockeyeWindow *self)
{
  SockeyeRows *rows = sockeye_log_view_get_rows (self->log);
  const struct
  {
    gpointer    object;
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { self->filter_bar, "left", G_CALLBACK (_sockeye_window_focus_log) },
    { self->no_matches, "clear", G_CALLBACK (sockeye_window_clear_cb) },
    { self->no_matches, "notify::visible", G_CALLBACK (sockeye_window_no_matches_cb) },
    { self->find_bar, "found", G_CALLBACK (sockeye_window_found_cb) },
    { self->find_bar, "closed", G_CALLBACK (sockeye_window_find_closed_cb) },
    { self->log, "notify::selected", G_CALLBACK (sockeye_window_chosen_cb) },
    { rows, "notify::filter", G_CALLBACK (sockeye_window_filtered_cb) },
    { rows, "notify::searching", G_CALLBACK (sockeye_window_filtered_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (handlers[i].object, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_object_set (self->filter_bar, "rows", rows, NULL);
  g_object_bind_property (self, "selected", self->filter_bar, "socket", G_BINDING_SYNC_CREATE);
  sockeye_no_matches_set_rows (self->no_matches, rows);
  sockeye_find_bar_set_log (self->find_bar, self->log);
}

/* The bars over the log, once there is one: the first frame does not wait for
 * them. The log must have its session by then. */
void
_sockeye_window_need_filter (SockeyeWindow *self)
{
  if (self->filter_bar != NULL)
    return;
  self->filter_bar = g_object_new (SOCKEYE_TYPE_FILTER_BAR, NULL);
  self->find_bar = g_object_new (SOCKEYE_TYPE_FIND_BAR, NULL);
  gtk_box_prepend (self->composer_box, GTK_WIDGET (self->find_bar));
  gtk_box_prepend (self->composer_box, GTK_WIDGET (self->filter_bar));
  sockeye_window_attach_filter (self);
}
