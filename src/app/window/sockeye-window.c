/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-window.h"

#include "sockeye-settings.h"
#include "sockeye-shortcuts.h"
#include "sockeye-window-private.h"

G_DEFINE_FINAL_TYPE (SockeyeWindow, sockeye_window, GTK_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SELECTED,
  PROP_SHOW_DETAILS,
  PROP_ANY_CALL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Exactly one button is the suggested one: Create where no other is. */
static void
sockeye_window_show_suggestion (SockeyeWindow *self)
{
  SockeyeVerb verb = self->selected != NULL ? sockeye_socket_get_suggestion (self->selected)
                                            : SOCKEYE_VERB_NONE;

  sockeye_new_socket_set_suggested (self->new_socket, verb == SOCKEYE_VERB_NONE);
}

static void
sockeye_window_cleared_cb (SockeyeWindow *self,
                           SockeyeSocket *socket)
{
  if (socket != self->selected)
    return;
  /* What has the focus is about to go. */
  if (_sockeye_window_has_focus_in (self, self->bar)
      || _sockeye_window_has_focus_in (self, self->composer))
    sockeye_new_socket_focus_create (self->new_socket);
  sockeye_window_set_selected (self, NULL);
}

/* A new socket's address is what comes next. */
static void
sockeye_window_created_cb (SockeyeWindow *self,
                           SockeyeSocket *socket)
{
  sockeye_window_set_selected (self, socket);
  sockeye_socket_bar_focus_host (self->bar);
}

static void
sockeye_window_picked_cb (SockeyeWindow *self,
                          const char    *text)
{
  _sockeye_window_need_bar (self);
  sockeye_socket_bar_set_host (self->bar, text);
}

static void
sockeye_window_sidebar_cb (SockeyeWindow *self)
{
  sockeye_window_set_selected (self, sockeye_sidebar_get_selected (self->sidebar));
}

static void
sockeye_window_example_cb (SockeyeWindow *self,
                           int            example)
{
  _sockeye_window_run_example (self, example);
}

static void
sockeye_window_row_activated_cb (SockeyeWindow *self,
                                 SockeyeEvent  *event)
{
  sockeye_details_show_row (self->details);
  _sockeye_window_set_show_details (self, TRUE);
}

static void
sockeye_window_reply_cb (SockeyeWindow *self,
                         SockeyeEvent  *event)
{
  SockeyeSocket *socket = sockeye_session_get_socket (self->session,
                                                      sockeye_event_get_socket (event));
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (event);
  g_autofree char *to = address != NULL ? sockeye_address_to_string (address) : NULL;

  if (socket == NULL)
    return;
  sockeye_window_set_selected (self, socket);
  if (to != NULL)
    sockeye_composer_reply (self->composer, to);
}

static gboolean
sockeye_window_cycle_cb (SockeyeWindow *self,
                         gboolean       reversed)
{
  /* GtkPaned has F6 for its own two children, and goes to them whatever is
   * returned here. */
  g_signal_stop_emission_by_name (self->paned, "cycle-child-focus");
  _sockeye_window_move_pane (self, reversed ? -1 : 1);
  return TRUE;
}

static void
sockeye_window_show_log (SockeyeWindow *self)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (self->session));
  GListModel *sockets = sockeye_session_list_sockets (self->session);
  gboolean empty = g_list_model_get_n_items (journal) == 0
                   && g_list_model_get_n_items (sockets) == 0
                   && sockeye_journal_get_cleared (SOCKEYE_JOURNAL (journal)) == 0;

  gtk_stack_set_visible_child (self->log_stack, empty ? GTK_WIDGET (self->welcome)
                                                      : self->log_page);
  if (!empty)
    _sockeye_window_need_filter (self);
  if (self->filter_bar != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), !empty);
  if (self->find_bar != NULL && empty)
    sockeye_find_bar_close (self->find_bar);
}

static gboolean
sockeye_window_fold_cb (gpointer user_data)
{
  SockeyeWindow *self = user_data;
  gboolean folded = sockeye_split_get_folded (self->split);
  gboolean show = TRUE;

  self->fold_source = 0;
  if (self->settings != NULL)
    show = g_settings_get_boolean (self->settings, "details-visible");
  _sockeye_window_set_show_details (self, show && !folded);
  return G_SOURCE_REMOVE;
}

/* Details must not cover the log unasked. Told amid an allocation, when
 * nothing may be hidden. */
static void
sockeye_window_folded_cb (SockeyeWindow *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sockeye_window_fold_cb, self, NULL);
}

void
_sockeye_window_set_show_details (SockeyeWindow *self,
                                  gboolean       show_details)
{
  if (self->show_details == show_details)
    return;
  /* What has the focus is about to go. */
  if (!show_details && gtk_window_get_focus (GTK_WINDOW (self)) != NULL
      && _sockeye_window_has_focus_in (self, self->details))
    gtk_widget_child_focus (GTK_WIDGET (self->log_stack), GTK_DIR_TAB_FORWARD);
  self->show_details = show_details;
  g_object_set (self->split, "show-side", show_details, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAILS]);
}

static void
sockeye_window_bind_settings (SockeyeWindow *self)
{
  const GSettingsBindFlags flags =
      G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;

  self->settings = sockeye_settings_dup ();
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", flags);
  g_settings_bind (self->settings, "sidebar-position", self->paned, "position", flags);
  g_settings_bind (self->settings, "details-position", self->split, "position", flags);
}

static void
sockeye_window_bounds_cb (SockeyeWindow *self)
{
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  guint mebibytes = g_settings_get_uint (self->settings, "journal-mebibytes");
  guint kibibytes = g_settings_get_uint (self->settings, "journal-row-kibibytes");

  sockeye_journal_set_max_rows (journal, g_settings_get_uint (self->settings, "journal-rows"));
  sockeye_journal_set_max_bytes (journal,
                                 (guint64) mebibytes << 20);
  sockeye_journal_set_max_kept (journal, (guint64) kibibytes << 10);
  sockeye_session_set_start_automatic (self->session,
                                       g_settings_get_boolean (self->settings, "start-automatic"));
  sockeye_session_set_close_with_peer (self->session,
                                       g_settings_get_boolean (self->settings, "close-with-peer"));
}

/* Only a wide window's choice is remembered: in a narrow one Details come and
 * go with what is looked at. */
static void
sockeye_window_details_cb (SockeyeWindow *self)
{
  if (self->settings != NULL && !sockeye_split_get_folded (self->split) && self->fold_source == 0)
    g_settings_set_boolean (self->settings, "details-visible", self->show_details);
}

static void
sockeye_window_constructed (GObject *object)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (object);

  G_OBJECT_CLASS (sockeye_window_parent_class)->constructed (object);

  if (self->session == NULL)
    self->session = sockeye_session_new ();
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed", G_CALLBACK (sockeye_window_bounds_cb),
                               self, G_CONNECT_SWAPPED);
      sockeye_window_bounds_cb (self);
    }
  g_signal_connect_object (self->session, "cleared", G_CALLBACK (sockeye_window_cleared_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_session_get_journal (self->session), "items-changed",
                           G_CALLBACK (sockeye_window_show_log), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_session_list_sockets (self->session), "items-changed",
                           G_CALLBACK (sockeye_window_show_log), self, G_CONNECT_SWAPPED);
  g_object_set (self->this_machine, "session", self->session, NULL);
  g_object_set (self->new_socket, "session", self->session, NULL);
  g_object_set (self->sidebar, "session", self->session, NULL);
  g_object_set (self->log, "session", self->session, NULL);
  g_object_set (self->pending, "session", self->session, NULL);
  g_object_set (self->details, "session", self->session, NULL);
  g_object_set (self->status_bar, "session", self->session, NULL);
  sockeye_window_show_log (self);
  sockeye_window_show_suggestion (self);
  sockeye_new_socket_focus_create (self->new_socket);
}

static void
sockeye_window_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_SHOW_DETAILS:
      g_value_set_boolean (value, self->show_details);
      break;
    case PROP_ANY_CALL:
      g_value_set_boolean (value, self->any_call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_window_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SELECTED:
      sockeye_window_set_selected (self, g_value_get_object (value));
      break;
    case PROP_SHOW_DETAILS:
      _sockeye_window_set_show_details (self, g_value_get_boolean (value));
      sockeye_window_details_cb (self);
      break;
    case PROP_ANY_CALL:
      self->any_call = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_window_dispose (GObject *object)
{
  SockeyeWindow *self = SOCKEYE_WINDOW (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      sockeye_session_close (self->session);
    }

  /* Drops the template's children, and with them what watches the session. */
  G_OBJECT_CLASS (sockeye_window_parent_class)->dispose (object);

  g_clear_object (&self->selected);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
}

static void
sockeye_window_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, examples_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, examples_menu);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, main_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, host_name);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, this_machine);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, new_socket);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, bar_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, split);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, log_stack);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, log_page);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, no_matches);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, log);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, pending);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, composer_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, details);
  gtk_widget_class_bind_template_child (widget_class, SockeyeWindow, status_bar);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_created_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_sidebar_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_example_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_cycle_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_window_folded_cb);
}

static void
sockeye_window_ensure_types (void)
{
  g_type_ensure (SOCKEYE_TYPE_DETAILS);
  g_type_ensure (SOCKEYE_TYPE_LOG_VIEW);
  g_type_ensure (SOCKEYE_TYPE_NEW_SOCKET);
  g_type_ensure (SOCKEYE_TYPE_NO_MATCHES);
  g_type_ensure (SOCKEYE_TYPE_PENDING_STRIP);
  g_type_ensure (SOCKEYE_TYPE_SIDEBAR);
  g_type_ensure (SOCKEYE_TYPE_SPLIT);
  g_type_ensure (SOCKEYE_TYPE_STATUS_BAR);
  g_type_ensure (SOCKEYE_TYPE_THIS_MACHINE);
  g_type_ensure (SOCKEYE_TYPE_WELCOME);
}

static void
sockeye_window_class_init (SockeyeWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sockeye_window_constructed;
  object_class->dispose = sockeye_window_dispose;
  object_class->get_property = sockeye_window_get_property;
  object_class->set_property = sockeye_window_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                      | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, SOCKEYE_TYPE_SOCKET,
                                                   flags);
  properties[PROP_SHOW_DETAILS] = g_param_spec_boolean ("show-details", NULL, NULL, FALSE, flags);
  properties[PROP_ANY_CALL] = g_param_spec_boolean ("any-call", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  sockeye_window_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-window.ui");
  sockeye_window_bind_children (widget_class);
  _sockeye_window_install_actions (widget_class);
  _sockeye_window_install_filter_actions (widget_class);
  sockeye_shortcuts_bind_class (widget_class, "win.");
}

static void
sockeye_window_init (SockeyeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  _sockeye_window_build_menus (self);
  sockeye_window_bind_settings (self);
  _sockeye_window_set_show_details (self, self->settings == NULL
                                              || g_settings_get_boolean (self->settings,
                                                                         "details-visible"));
  g_object_bind_property (self, "any-call", self->status_bar, "any-call", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "selected", self->this_machine, "socket", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->log, "selected", self->details, "event", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "selected", self->details, "socket", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->log, "paused", self->status_bar, "paused", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->log, "following", self->status_bar, "following",
                          G_BINDING_SYNC_CREATE);
}

/**
 * sockeye_window_new:
 * @app: the application
 *
 * Returns: (transfer none): a window with a session of its own
 */
SockeyeWindow *
sockeye_window_new (GtkApplication *app)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (app), NULL);

  return g_object_new (SOCKEYE_TYPE_WINDOW, "application", app, NULL);
}

SockeyeSession *
sockeye_window_get_session (SockeyeWindow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_WINDOW (self), NULL);

  return self->session;
}

SockeyeSocket *
sockeye_window_get_selected (SockeyeWindow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_WINDOW (self), NULL);

  return self->selected;
}

/**
 * sockeye_window_set_selected:
 * @self: the window
 * @socket: (nullable): the socket that bar and composer act on from now on
 */
void
sockeye_window_set_selected (SockeyeWindow *self,
                             SockeyeSocket *socket)
{
  g_return_if_fail (SOCKEYE_IS_WINDOW (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->selected == socket)
    return;
  if (self->selected != NULL)
    g_signal_handlers_disconnect_by_func (self->selected, sockeye_window_show_suggestion, self);
  g_set_object (&self->selected, socket);
  if (socket != NULL)
    g_signal_connect_object (socket, "notify", G_CALLBACK (sockeye_window_show_suggestion),
                             self, G_CONNECT_SWAPPED);
  _sockeye_window_need_bar (self);
  sockeye_socket_bar_set_socket (self->bar, socket);
  sockeye_composer_set_socket (self->composer, socket);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), socket != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->composer), socket != NULL);
  sockeye_sidebar_set_selected (self->sidebar, socket);
  sockeye_window_show_suggestion (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
