/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-bar.h"

#include "widgets/sockeye-arrow-keys.h"
#include "widgets/sockeye-caller.h"
#include "sockeye-socket-bar-private.h"
#include "widgets/sockeye-template.h"
#include "details/sockeye-two-lines.h"

G_DEFINE_FINAL_TYPE (SockeyeSocketBar, sockeye_socket_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  PROP_ANY_CALL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

guint _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_N_SIGNALS];

static void
sockeye_socket_bar_notify_cb (SockeyeSocketBar *self,
                              GParamSpec       *pspec)
{
  /* Of a flood's counts the bar shows none. */
  if (strcmp (pspec->name, "bytes-in") == 0 || strcmp (pspec->name, "bytes-out") == 0)
    return;
  if (strcmp (pspec->name, "last-call") == 0)
    {
      sockeye_draft_set_notice (sockeye_draft_get (self->socket), NULL);
      _sockeye_socket_bar_show_last_call (self);
    }
  _sockeye_socket_bar_show (self);
}

static void
sockeye_socket_bar_show_draft (SockeyeSocketBar *self)
{
  SockeyeDraft *draft = sockeye_draft_get (self->socket);

  gtk_entry_set_buffer (GTK_ENTRY (self->host), draft->host);
  gtk_entry_set_buffer (GTK_ENTRY (self->port), draft->port);
  gtk_entry_set_buffer (GTK_ENTRY (self->path), draft->path);
  gtk_entry_set_buffer (GTK_ENTRY (self->backlog), draft->backlog);
  sockeye_caller_mark_mistake (self->host, NULL);
  sockeye_caller_mark_mistake (self->port, NULL);
  sockeye_caller_mark_mistake (self->path, NULL);
  sockeye_caller_mark_mistake (self->backlog, NULL);
}

static void
sockeye_socket_bar_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SOCKET:
      g_value_set_object (value, self->socket);
      break;
    case PROP_ANY_CALL:
      g_value_set_boolean (value, self->any_call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_socket_bar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (object);
  g_autoptr (SockeyeSession) before = NULL;

  switch (prop_id)
    {
    case PROP_SESSION:
      before = self->session != NULL ? g_object_ref (self->session) : NULL;
      if (!g_set_object (&self->session, g_value_get_object (value)))
        break;
      _sockeye_socket_bar_watch_drops (self, before);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SOCKET:
      sockeye_socket_bar_set_socket (self, g_value_get_object (value));
      break;
    case PROP_ANY_CALL:
      sockeye_socket_bar_set_any_call (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_socket_bar_dispose (GObject *object)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (object);

  sockeye_socket_bar_set_socket (self, NULL);
  g_clear_pointer (&self->remedy, sockeye_call_unref);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_SOCKET_BAR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_socket_bar_parent_class)->dispose (object);
}

static void
sockeye_socket_bar_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, name);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, badge);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, facts);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, automatic);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, echo_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, echo);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, address_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, path_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, host_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, host);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, look_up_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, look_up);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, port_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, port);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, path_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, path);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, backlog);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, bind);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, connect);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, listen);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, accept);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, options_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, options);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, options_popover);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, reuse_address);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, broadcast);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, tell);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, close);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, close_menu);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, next_call);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, last_call_title);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, last_call_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, last_call);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, explanation);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, allow_broadcast);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketBar, enlarge);
}

static void
sockeye_socket_bar_echo_cb (SockeyeSocketBar *self)
{
  if (self->updating || self->socket == NULL)
    return;
  sockeye_session_set_echo (self->session, sockeye_socket_get_id (self->socket),
                            gtk_switch_get_active (GTK_SWITCH (self->echo)));
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_socket_bar_class_init (SockeyeSocketBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_socket_bar_dispose;
  object_class->get_property = sockeye_socket_bar_get_property;
  object_class->set_property = sockeye_socket_bar_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  flags);
  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  properties[PROP_ANY_CALL] = g_param_spec_boolean ("any-call", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_ACCEPTED] =
      g_signal_new ("accepted", SOCKEYE_TYPE_SOCKET_BAR, G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);
  _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_CONNECTED] =
      g_signal_new ("connected", SOCKEYE_TYPE_SOCKET_BAR, G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);

  g_type_ensure (SOCKEYE_TYPE_NEXT_CALL);
  g_type_ensure (SOCKEYE_TYPE_LOOK_UP);
  g_type_ensure (SOCKEYE_TYPE_TELL_SWITCHES);
  g_type_ensure (SOCKEYE_TYPE_TWO_LINES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-socket-bar.ui");
  sockeye_socket_bar_bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_echo_cb);
  _sockeye_socket_bar_bind_class (widget_class);
}

static void
sockeye_socket_bar_init (SockeyeSocketBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  sockeye_arrow_keys_add (self->options_box);
  _sockeye_socket_bar_watch (self);
  g_object_bind_property (self, "session", self->look_up, "session", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "socket", self->look_up, "socket", G_BINDING_SYNC_CREATE);
}

/**
 * sockeye_socket_bar_set_socket:
 * @self: the bar
 * @socket: (nullable): what it acts on from now on
 */
void
sockeye_socket_bar_set_socket (SockeyeSocketBar *self,
                               SockeyeSocket    *socket)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  g_cancellable_cancel (self->explaining);
  g_clear_object (&self->explaining);
  g_clear_pointer (&self->remedy, sockeye_call_unref);
  gtk_widget_set_visible (self->enlarge, FALSE);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, sockeye_socket_bar_notify_cb, self);
  g_set_object (&self->socket, socket);
  sockeye_next_call_set_socket (self->next_call, socket);
  sockeye_tell_switches_set_socket (self->tell, self->session, socket);
  if (socket != NULL)
    {
      g_signal_connect_object (socket, "notify", G_CALLBACK (sockeye_socket_bar_notify_cb),
                               self, G_CONNECT_SWAPPED);
      sockeye_socket_bar_show_draft (self);
      _sockeye_socket_bar_show (self);
      _sockeye_socket_bar_show_last_call (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

/**
 * sockeye_socket_bar_set_any_call:
 * @any_call: whether the buttons also make calls that cannot be made now
 */
void
sockeye_socket_bar_set_any_call (SockeyeSocketBar *self,
                                 gboolean          any_call)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));

  if (self->any_call == any_call)
    return;
  self->any_call = any_call;
  sockeye_next_call_set_any_call (self->next_call, any_call);
  _sockeye_socket_bar_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANY_CALL]);
}

SockeyeNextCall *
sockeye_socket_bar_get_next_call (SockeyeSocketBar *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET_BAR (self), NULL);

  return self->next_call;
}

void
sockeye_socket_bar_toggle_automatic (SockeyeSocketBar *self)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));

  gtk_switch_set_active (GTK_SWITCH (self->automatic),
                         !gtk_switch_get_active (GTK_SWITCH (self->automatic)));
}

/* Host, or Path where that stands in its place. */
void
sockeye_socket_bar_focus_host (SockeyeSocketBar *self)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (self->path_box) ? self->path : self->host);
}

void
sockeye_socket_bar_set_host (SockeyeSocketBar *self,
                             const char       *text)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));
  g_return_if_fail (text != NULL);

  if (self->socket == NULL)
    return;
  gtk_entry_buffer_set_text (sockeye_draft_get (self->socket)->host, text, -1);
  gtk_widget_grab_focus (self->host);
}

void
sockeye_socket_bar_tell (SockeyeSocketBar *self,
                         SockeyeSocket    *socket,
                         const char       *message)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));
  g_return_if_fail (SOCKEYE_IS_SOCKET (socket));

  sockeye_draft_set_notice (sockeye_draft_get (socket), message);
  if (socket == self->socket)
    _sockeye_socket_bar_show_last_call (self);
}

void
sockeye_socket_bar_show_waiting (SockeyeSocketBar *self,
                                 SockeyeSocket    *socket,
                                 SockeyeCall      *call)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));
  g_return_if_fail (SOCKEYE_IS_SOCKET (socket));

  sockeye_draft_set_notice (sockeye_draft_get (socket), NULL);
  if (socket == self->socket)
    _sockeye_socket_bar_show_waiting (self, call);
}
