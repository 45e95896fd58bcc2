/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-composer.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "catalog/sockeye-catalog.h"
#include "sockeye-composer-private.h"
#include "window/sockeye-settings.h"
#include "widgets/sockeye-template.h"
#include "widgets/sockeye-tooltip.h"

G_DEFINE_FINAL_TYPE (SockeyeComposer, sockeye_composer, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  PROP_ANY_CALL,
  N_PROPS
};

enum
{
  TOLD,
  CALLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static char *
sockeye_composer_dup_target (SockeyeComposer *self)
{
  const char *name = sockeye_socket_get_name (self->socket);
  const char *remote = sockeye_socket_get_remote_text (self->socket);

  if (sockeye_socket_is_listener (self->socket))
    return sockeye_socket_dup_obstacle (self->socket, SOCKEYE_VERB_SEND);
  if (_sockeye_composer_has_to (self))
    return g_strdup_printf ("%s →", name);
  if (sockeye_socket_get_stage (self->socket) == SOCKEYE_STAGE_CONNECTED)
    return g_strdup_printf ("%s → %s", name,
                            remote != NULL && *remote != '\0' ? remote : _("unnamed"));
  if (remote != NULL && *remote != '\0')
    return g_strdup_printf ("%s → %s", name, remote);
  return g_strdup_printf (_("%s → not connected"), name);
}

static void
sockeye_composer_show_button (SockeyeComposer *self,
                              GtkWidget       *button,
                              SockeyeVerb      verb)
{
  g_autofree char *obstacle = sockeye_socket_dup_obstacle (self->socket, verb);

  sockeye_caller_mark_available (button, obstacle == NULL || self->any_call);
  sockeye_caller_mark_suggested (button, sockeye_socket_get_suggestion (self->socket) == verb);
}

static void
sockeye_composer_show_waits (SockeyeComposer *self)
{
  g_autofree char *send = sockeye_socket_dup_waits (self->socket, SOCKEYE_VERB_SEND);
  g_autofree char *recv = sockeye_socket_dup_waits (self->socket, SOCKEYE_VERB_RECV);
  /* Translators: %s says what a send would do, as in "Send: would block". */
  g_autofree char *send_text = send != NULL ? g_strdup_printf (_("Send: %s"), send) : NULL;
  g_autofree char *recv_text = recv != NULL ? g_strdup_printf (_("Recv: %s"), recv) : NULL;

  gtk_label_set_text (self->send_waits, send_text != NULL ? send_text : "");
  gtk_label_set_text (self->recv_waits, recv_text != NULL ? recv_text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->send_waits), send != NULL);
  gtk_widget_set_visible (self->waits_box, send != NULL || recv != NULL);
}

static void
sockeye_composer_show (SockeyeComposer *self)
{
  g_autofree char *target = NULL;
  gboolean listener;

  if (self->socket == NULL)
    return;
  target = sockeye_composer_dup_target (self);
  listener = sockeye_socket_is_listener (self->socket);
  gtk_label_set_text (self->target, target);
  sockeye_tooltip_set (GTK_WIDGET (self->target), target);
  gtk_widget_set_visible (self->to_box, _sockeye_composer_has_to (self) && !listener);
  gtk_widget_set_visible (GTK_WIDGET (self->format), !listener);
  gtk_widget_set_visible (GTK_WIDGET (self->ending), !listener);
  gtk_widget_set_visible (GTK_WIDGET (self->count), !listener);
  sockeye_composer_show_button (self, self->send, SOCKEYE_VERB_SEND);
  sockeye_composer_show_button (self, self->recv, SOCKEYE_VERB_RECV);
  sockeye_composer_show_waits (self);
}

static void
sockeye_composer_notify_cb (SockeyeComposer *self,
                            GParamSpec      *pspec)
{
  if (strcmp (pspec->name, "bytes-in") != 0 && strcmp (pspec->name, "bytes-out") != 0)
    sockeye_composer_show (self);
}

static char *
sockeye_composer_dup_sender (GListModel *senders,
                             guint       position)
{
  g_autoptr (GObject) sender = g_list_model_get_item (senders, position);
  char *text = NULL;

  if (sender != NULL)
    g_object_get (sender, "text", &text, NULL);
  return text;
}

/* Once, while nothing was typed: the first who sent is likely who is meant.
 * Never again, since a text that moves while it is read sends to the wrong one. */
static void
sockeye_composer_senders_changed_cb (SockeyeComposer *self)
{
  GListModel *senders = sockeye_socket_list_senders (self->socket);
  guint n = senders != NULL ? g_list_model_get_n_items (senders) : 0;
  g_autofree char *first = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->senders), n > 0);
  if (n == 0 || self->draft->to_set || gtk_entry_buffer_get_length (self->draft->to) > 0)
    return;
  /* The list begins with the latest. */
  first = sockeye_composer_dup_sender (senders, n - 1);
  if (first == NULL)
    return;
  self->draft->to_set = TRUE;
  gtk_entry_buffer_set_text (self->draft->to, first, -1);
}

static void
sockeye_composer_sender_setup_cb (GtkSignalListItemFactory *factory,
                                  GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "code");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
sockeye_composer_sender_bind_cb (GtkSignalListItemFactory *factory,
                                 GtkListItem              *item)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_list_item_get_item (item), "text", &text, NULL);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
sockeye_composer_sender_activate_cb (SockeyeComposer *self,
                                     guint            position)
{
  GListModel *senders = self->socket != NULL ? sockeye_socket_list_senders (self->socket) : NULL;
  g_autofree char *text = senders != NULL ? sockeye_composer_dup_sender (senders, position) : NULL;

  gtk_menu_button_popdown (self->senders);
  if (text != NULL)
    sockeye_composer_reply (self, text);
}

static void
sockeye_composer_edited_cb (GtkWidget       *entry,
                            SockeyeComposer *self)
{
  sockeye_caller_mark_mistake (entry, NULL);
  if (entry == self->to && self->draft != NULL
      && *gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0')
    self->draft->to_set = TRUE;
  _sockeye_composer_preview (self);
}

static void
sockeye_composer_flags_cb (SockeyeComposer *self)
{
  if (self->draft == NULL || self->filling)
    return;
  self->draft->send_flags = sockeye_flag_menu_get_flags (self->send_flags);
  self->draft->recv_flags = sockeye_flag_menu_get_flags (self->recv_flags);
  _sockeye_composer_preview (self);
}

static void
sockeye_composer_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SockeyeComposer *self = SOCKEYE_COMPOSER (object);

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
sockeye_composer_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SockeyeComposer *self = SOCKEYE_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SOCKET:
      sockeye_composer_set_socket (self, g_value_get_object (value));
      break;
    case PROP_ANY_CALL:
      sockeye_composer_set_any_call (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_composer_dispose (GObject *object)
{
  SockeyeComposer *self = SOCKEYE_COMPOSER (object);

  g_clear_weak_pointer (&self->next_call);
  sockeye_composer_set_socket (self, NULL);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_COMPOSER);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sockeye_composer_parent_class)->dispose (object);
}

static void
sockeye_composer_finalize (GObject *object)
{
  SockeyeComposer *self = SOCKEYE_COMPOSER (object);

  g_ptr_array_unref (self->history);
  g_free (self->history_draft);

  G_OBJECT_CLASS (sockeye_composer_parent_class)->finalize (object);
}

static void
sockeye_composer_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, target);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, to_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, to);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, senders);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, sender_list);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, format);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, ending);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, count);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, discard);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, mistake);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, data);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, send);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, recv);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, size);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, send_flags);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, recv_flags);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, controls);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, waits_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, send_waits);
  gtk_widget_class_bind_template_child (widget_class, SockeyeComposer, recv_waits);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_flags_cb);
  gtk_widget_class_bind_template_callback (widget_class, _sockeye_composer_preview);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_sender_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_focus_data);
}

static void
sockeye_composer_class_init (SockeyeComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_composer_dispose;
  object_class->finalize = sockeye_composer_finalize;
  object_class->get_property = sockeye_composer_get_property;
  object_class->set_property = sockeye_composer_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  flags);
  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  properties[PROP_ANY_CALL] = g_param_spec_boolean ("any-call", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOLD] = g_signal_new ("told", SOCKEYE_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL,
                                G_TYPE_NONE, 2, SOCKEYE_TYPE_SOCKET, G_TYPE_STRING);

  g_type_ensure (SOCKEYE_TYPE_CONTROL_MENU);
  g_type_ensure (SOCKEYE_TYPE_FLAG_MENU);
  signals[CALLED] = g_signal_new ("called", SOCKEYE_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 2, SOCKEYE_TYPE_SOCKET, SOCKEYE_TYPE_CALL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-composer.ui");
  sockeye_composer_bind_children (widget_class);
  _sockeye_composer_data_bind_class (widget_class);
  _sockeye_composer_send_bind_class (widget_class);
}

static void
sockeye_composer_init (SockeyeComposer *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (sockeye_composer_sender_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (sockeye_composer_sender_bind_cb), NULL);
  gtk_list_view_set_factory (self->sender_list, factory);
  self->settings = sockeye_settings_dup ();
  _sockeye_composer_history_load (self);
  _sockeye_composer_data_init (self);
}

static void
sockeye_composer_leave (SockeyeComposer *self)
{
  GListModel *senders = sockeye_socket_list_senders (self->socket);

  g_signal_handlers_disconnect_by_func (self->socket, sockeye_composer_notify_cb, self);
  if (senders != NULL)
    g_signal_handlers_disconnect_by_func (senders, sockeye_composer_senders_changed_cb, self);
  _sockeye_composer_data_leave (self);
  sockeye_control_menu_set_socket (self->controls, NULL, NULL);
  gtk_list_view_set_model (self->sender_list, NULL);
}

static const char *
sockeye_composer_get_to_hint (SockeyeComposer *self)
{
  const SockeyeFamily *family =
      sockeye_catalog_find_family (sockeye_socket_get_family (self->socket));

  if (family == NULL || family->text_hint == NULL)
    return _("its bytes in hex, after the family");
  return _(family->text_hint);
}

static void
sockeye_composer_enter (SockeyeComposer *self)
{
  GListModel *senders = sockeye_socket_list_senders (self->socket);

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->to), sockeye_composer_get_to_hint (self));
  gtk_entry_set_buffer (GTK_ENTRY (self->to), self->draft->to);
  gtk_entry_set_buffer (GTK_ENTRY (self->size), self->draft->size);
  /* They were of what the last socket had there. */
  sockeye_caller_mark_mistake (self->to, NULL);
  sockeye_caller_mark_mistake (self->size, NULL);
  self->filling = TRUE;
  sockeye_flag_menu_set_flags (self->send_flags, self->draft->send_flags);
  sockeye_flag_menu_set_flags (self->recv_flags, self->draft->recv_flags);
  self->filling = FALSE;
  sockeye_control_menu_set_socket (self->controls, self->session, self->socket);
  _sockeye_composer_data_show (self);
  g_signal_connect_object (self->socket, "notify", G_CALLBACK (sockeye_composer_notify_cb),
                           self, G_CONNECT_SWAPPED);
  if (senders != NULL)
    {
      g_autoptr (GtkSelectionModel) model =
          GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (senders)));

      gtk_list_view_set_model (self->sender_list, model);
      g_signal_connect_object (senders, "items-changed",
                               G_CALLBACK (sockeye_composer_senders_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  sockeye_composer_senders_changed_cb (self);
  sockeye_composer_show (self);
}

/**
 * sockeye_composer_set_socket:
 * @self: the composer
 * @socket: (nullable): whose data it moves from now on
 */
void
sockeye_composer_set_socket (SockeyeComposer *self,
                             SockeyeSocket   *socket)
{
  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    sockeye_composer_leave (self);
  self->draft = NULL;
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    {
      self->draft = sockeye_draft_get (socket);
      sockeye_composer_enter (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

/**
 * sockeye_composer_set_any_call:
 * @any_call: whether Send and Recv also make calls that cannot be made now
 */
void
sockeye_composer_set_any_call (SockeyeComposer *self,
                               gboolean         any_call)
{
  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));

  if (self->any_call == any_call)
    return;
  self->any_call = any_call;
  sockeye_composer_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANY_CALL]);
}

void
sockeye_composer_focus_data (SockeyeComposer *self)
{
  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));

  gtk_widget_grab_focus (self->data);
}

void
sockeye_composer_focus_to (SockeyeComposer *self)
{
  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));

  if (gtk_widget_get_visible (self->to_box))
    gtk_widget_grab_focus (self->to);
}

/**
 * sockeye_composer_reply:
 * @self: the composer
 * @to: whom to send to, as the user would type it
 */
void
sockeye_composer_reply (SockeyeComposer *self,
                        const char      *to)
{
  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));
  g_return_if_fail (to != NULL);

  if (self->draft == NULL)
    return;
  self->draft->to_set = TRUE;
  gtk_entry_buffer_set_text (self->draft->to, to, -1);
  gtk_widget_grab_focus (self->data);
}
