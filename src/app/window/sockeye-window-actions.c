/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-window-private.h"

#include "widgets/sockeye-caller.h"
#include "session/sockeye-runner.h"

#define ZOOM_STEP 1.1

static SockeyeSocketBar *
sockeye_window_get_bar (GtkWidget *widget)
{
  _sockeye_window_need_bar (SOCKEYE_WINDOW (widget));
  return SOCKEYE_WINDOW (widget)->bar;
}

static SockeyeComposer *
sockeye_window_get_composer (GtkWidget *widget)
{
  _sockeye_window_need_bar (SOCKEYE_WINDOW (widget));
  return SOCKEYE_WINDOW (widget)->composer;
}

static void
sockeye_window_example_socket_cb (SockeyeWindow *self,
                                  SockeyeSocket *socket)
{
  sockeye_window_set_selected (self, socket);
}

/* example: a SockeyeExample, or SOCKEYE_WELCOME_BOTH. */
void
_sockeye_window_run_example (SockeyeWindow *self,
                             int            example)
{
  g_autoptr (SockeyeRunner) runner = NULL;
  g_autoptr (SockeyeRunner) client = NULL;

  if (example == SOCKEYE_WELCOME_BOTH)
    sockeye_runner_start_both (self->session, &runner, &client);
  else
    runner = sockeye_runner_new (self->session, example);
  g_signal_connect_object (runner, "socket-created", G_CALLBACK (sockeye_window_example_socket_cb),
                           self, G_CONNECT_SWAPPED);
  if (example != SOCKEYE_WELCOME_BOTH)
    sockeye_runner_start (runner);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_window_example_server_action (GtkWidget  *widget,
                                      const char *action_name,
                                      GVariant   *parameter)
{
  _sockeye_window_run_example (SOCKEYE_WINDOW (widget), SOCKEYE_EXAMPLE_SERVER);
}

static void
sockeye_window_example_client_action (GtkWidget  *widget,
                                      const char *action_name,
                                      GVariant   *parameter)
{
  _sockeye_window_run_example (SOCKEYE_WINDOW (widget), SOCKEYE_EXAMPLE_CLIENT);
}

static void
sockeye_window_example_both_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  _sockeye_window_run_example (SOCKEYE_WINDOW (widget), SOCKEYE_WELCOME_BOTH);
}

static void
sockeye_window_host_name_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  /* What it opens makes the call. */
  gtk_menu_button_popup (SOCKEYE_WINDOW (widget)->host_name);
}

static void
sockeye_window_create_focus_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  sockeye_new_socket_focus_family (SOCKEYE_WINDOW (widget)->new_socket);
}

static void
sockeye_window_data_focus_action (GtkWidget  *widget,
                                  const char *action_name,
                                  GVariant   *parameter)
{
  sockeye_composer_focus_data (sockeye_window_get_composer (widget));
}

static void
sockeye_window_to_focus_action (GtkWidget  *widget,
                                const char *action_name,
                                GVariant   *parameter)
{
  sockeye_composer_focus_to (sockeye_window_get_composer (widget));
}

static void
sockeye_window_host_focus_action (GtkWidget  *widget,
                                  const char *action_name,
                                  GVariant   *parameter)
{
  sockeye_socket_bar_focus_host (sockeye_window_get_bar (widget));
}

static void
sockeye_window_press_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  static const struct
  {
    const char *action;
    SockeyeVerb verb;
  } verbs[] = {
    { "win.bind", SOCKEYE_VERB_BIND },
    { "win.listen", SOCKEYE_VERB_LISTEN },
    { "win.accept", SOCKEYE_VERB_ACCEPT },
    { "win.connect", SOCKEYE_VERB_CONNECT },
    { "win.close-socket", SOCKEYE_VERB_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (action_name, verbs[i].action))
      sockeye_socket_bar_press (sockeye_window_get_bar (widget), verbs[i].verb);
}

/* Those of the selected socket; a look-up may belong to none. */
static void
sockeye_window_cancel_calls_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);
  GListModel *pending = sockeye_session_list_pending (self->session);
  SockeyeSocketId id = self->selected != NULL ? sockeye_socket_get_id (self->selected) : 0;

  for (guint i = 0; i < g_list_model_get_n_items (pending); i++)
    {
      g_autoptr (SockeyePending) item = g_list_model_get_item (pending, i);
      SockeyeSocketId of = sockeye_pending_get_socket (item);

      if (of == id || of == 0)
        sockeye_session_cancel (self->session, item);
    }
}

static void
sockeye_window_shutdown_action (GtkWidget  *widget,
                                const char *action_name,
                                GVariant   *parameter)
{
  GtkWidget *bar = GTK_WIDGET (sockeye_window_get_bar (widget));

  if (SOCKEYE_WINDOW (widget)->selected != NULL)
    gtk_widget_activate_action (bar, "bar.shutdown", "i", SHUT_WR);
}

static void
sockeye_window_abort_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  if (SOCKEYE_WINDOW (widget)->selected != NULL)
    gtk_widget_activate_action (GTK_WIDGET (sockeye_window_get_bar (widget)), "bar.abort", NULL);
}

static void
sockeye_window_automatic_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  sockeye_socket_bar_toggle_automatic (sockeye_window_get_bar (widget));
}

static void
sockeye_window_send_action (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  sockeye_composer_send (sockeye_window_get_composer (widget));
}

static void
sockeye_window_recv_action (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  sockeye_composer_recv (sockeye_window_get_composer (widget));
}

static void
sockeye_window_clear_closed_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  sockeye_session_clear_closed (SOCKEYE_WINDOW (widget)->session);
}

static void
sockeye_window_clear_log_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (SOCKEYE_WINDOW (widget)->log), "log.clear", NULL);
}

static void
sockeye_window_undo_clear_action (GtkWidget  *widget,
                                  const char *action_name,
                                  GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (SOCKEYE_WINDOW (widget)->log), "log.undo-clear", NULL);
}

static void
sockeye_window_pause_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  SockeyeLogView *log = SOCKEYE_WINDOW (widget)->log;

  sockeye_log_view_set_paused (log, !sockeye_log_view_get_paused (log));
}

static void
sockeye_window_hide_details_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);

  if (self->show_details && sockeye_split_get_folded (self->split))
    _sockeye_window_set_show_details (self, FALSE);
}

static void
sockeye_window_options_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);

  _sockeye_window_set_show_details (self, TRUE);
  sockeye_details_show_options (self->details);
}

static void
sockeye_window_comment_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);

  if (sockeye_log_view_get_selected (self->log) == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  _sockeye_window_set_show_details (self, TRUE);
  sockeye_details_edit_comment (self->details);
}

static void
sockeye_window_zoom_action (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);
  double scale;

  if (self->settings == NULL)
    return;
  scale = g_settings_get_double (self->settings, "text-scale");
  if (g_str_equal (action_name, "win.zoom-in"))
    scale *= ZOOM_STEP;
  else if (g_str_equal (action_name, "win.zoom-out"))
    scale /= ZOOM_STEP;
  else
    scale = 1;
  /* The application makes the text so large, in all windows. */
  g_settings_set_double (self->settings, "text-scale", CLAMP (scale, 0.5, 3));
}

/* Moves the focus to the next part of the window that takes it. */
void
_sockeye_window_move_pane (SockeyeWindow *self,
                           int            step)
{
  GtkWidget *panes[] = {
    GTK_WIDGET (self->new_socket), GTK_WIDGET (self->sidebar), (GtkWidget *) self->bar,
    (GtkWidget *) self->filter_bar, GTK_WIDGET (self->log), GTK_WIDGET (self->no_matches),
    GTK_WIDGET (self->pending), (GtkWidget *) self->composer,
    GTK_WIDGET (self->details),
  };
  const int n = G_N_ELEMENTS (panes);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int at = step > 0 ? -1 : 0;

  for (int i = 0; i < n && focus != NULL; i++)
    if (panes[i] != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      at = i;
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *pane = panes[((at + i * step) % n + n) % n];

      if (pane == NULL || !gtk_widget_get_mapped (pane))
        continue;
      if (pane == GTK_WIDGET (self->composer))
        sockeye_composer_focus_data (self->composer);
      else if (!gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        continue;
      return;
    }
}

/* A button of Details leads to another row. The button goes with the row that
 * it speaks of: the focus must not. */
static void
sockeye_window_show_row_action (GtkWidget  *widget,
                                const char *action_name,
                                GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);
  guint64 number = g_variant_get_uint64 (parameter);

  if (!sockeye_journal_find (sockeye_session_get_journal (self->session), number, NULL))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->log));
  sockeye_log_view_show_row (self->log, number);
}

/* By the user's own click, as in the sidebar. */
static void
sockeye_window_show_socket_action (GtkWidget  *widget,
                                   const char *action_name,
                                   GVariant   *parameter)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (widget);
  SockeyeSocket *socket = sockeye_session_get_socket (self->session,
                                                      g_variant_get_uint32 (parameter));

  if (socket != NULL)
    sockeye_window_set_selected (self, socket);
  else
    gtk_widget_error_bell (widget);
}

/* Built when it is asked for: what GTK finds by the name that it knows, it builds
 * with each window. */
static void
sockeye_window_show_help_overlay_action (GtkWidget  *widget,
                                         const char *action_name,
                                         GVariant   *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/sockeye/Sockeye/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_set_destroy_with_parent (overlay, TRUE);
  gtk_window_present (overlay);
}

static void
sockeye_window_next_pane_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  _sockeye_window_move_pane (SOCKEYE_WINDOW (widget), 1);
}

static void
sockeye_window_prev_pane_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  _sockeye_window_move_pane (SOCKEYE_WINDOW (widget), -1);
}

void
_sockeye_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.example-server", sockeye_window_example_server_action },
    { "win.example-client", sockeye_window_example_client_action },
    { "win.example-both", sockeye_window_example_both_action },
    { "win.host-name", sockeye_window_host_name_action },
    { "win.create-focus", sockeye_window_create_focus_action },
    { "win.data-focus", sockeye_window_data_focus_action },
    { "win.host-focus", sockeye_window_host_focus_action },
    { "win.to-focus", sockeye_window_to_focus_action },
    { "win.bind", sockeye_window_press_action },
    { "win.listen", sockeye_window_press_action },
    { "win.accept", sockeye_window_press_action },
    { "win.connect", sockeye_window_press_action },
    { "win.close-socket", sockeye_window_press_action },
    { "win.automatic", sockeye_window_automatic_action },
    { "win.cancel-calls", sockeye_window_cancel_calls_action },
    { "win.shutdown-writing", sockeye_window_shutdown_action },
    { "win.abort", sockeye_window_abort_action },
    { "win.send", sockeye_window_send_action },
    { "win.recv", sockeye_window_recv_action },
    { "win.clear-closed", sockeye_window_clear_closed_action },
    { "win.clear-log", sockeye_window_clear_log_action },
    { "win.undo-clear", sockeye_window_undo_clear_action },
    { "win.pause", sockeye_window_pause_action },
    { "win.hide-details", sockeye_window_hide_details_action },
    { "win.options", sockeye_window_options_action },
    { "win.comment", sockeye_window_comment_action },
    { "win.zoom-in", sockeye_window_zoom_action },
    { "win.zoom-out", sockeye_window_zoom_action },
    { "win.zoom-reset", sockeye_window_zoom_action },
    { "win.show-help-overlay", sockeye_window_show_help_overlay_action },
    { "win.next-pane", sockeye_window_next_pane_action },
    { "win.prev-pane", sockeye_window_prev_pane_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "win.show-row", "t",
                                   sockeye_window_show_row_action);
  gtk_widget_class_install_action (widget_class, "win.show-socket", "u",
                                   sockeye_window_show_socket_action);
  gtk_widget_class_install_property_action (widget_class, "win.details", "show-details");
  gtk_widget_class_install_property_action (widget_class, "win.any-call", "any-call");
}
