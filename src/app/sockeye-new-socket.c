/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-new-socket.h"

#include "sockeye-caller.h"
#include "sockeye-choice.h"
#include "sockeye-template.h"

struct _SockeyeNewSocket
{
  GtkWidget       parent_instance;

  SockeyeSession *session;

  GtkDropDown    *family;
  GtkDropDown    *type;
  GtkDropDown    *protocol;
  GtkWidget      *create;
  GtkLabel       *description;
  GtkWidget      *error_box;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (SockeyeNewSocket, sockeye_new_socket, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

enum
{
  CREATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
sockeye_new_socket_changed_cb (SockeyeNewSocket *self)
{
  g_autofree char *text = sockeye_catalog_describe (sockeye_choice_selected (self->family),
                                                    sockeye_choice_selected (self->type),
                                                    sockeye_choice_selected (self->protocol));

  gtk_label_set_text (self->description, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->description), text);
}

static void
sockeye_new_socket_show_error (SockeyeNewSocket *self,
                               const char       *message)
{
  /* Hidden first, so that a screen reader is told of the same error again. */
  gtk_widget_set_visible (self->error_box, FALSE);
  gtk_label_set_text (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (self->error_box, message != NULL);
}

static void
sockeye_new_socket_created_cb (GObject      *object,
                               GAsyncResult *result,
                               gpointer      user_data)
{
  g_autoptr (SockeyeNewSocket) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *message = NULL;
  SockeyeSocket *made;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (self->session == NULL)
    return;
  if (event == NULL)
    {
      sockeye_new_socket_show_error (self, error->message);
      return;
    }
  if (sockeye_event_is_error (event))
    {
      message = sockeye_caller_dup_explained (self->session, event);
      sockeye_new_socket_show_error (self, message);
      return;
    }

  sockeye_new_socket_show_error (self, NULL);
  made = sockeye_session_get_socket (self->session, sockeye_event_get_socket (event));
  if (made != NULL)
    g_signal_emit (self, signals[CREATED], 0, made);
}

static void
sockeye_new_socket_create_cb (SockeyeNewSocket *self)
{
  g_autoptr (SockeyeCall) call = NULL;

  if (self->session == NULL)
    return;
  call = sockeye_call_new_socket (sockeye_choice_selected (self->family),
                                  sockeye_choice_selected (self->type),
                                  sockeye_choice_selected (self->protocol));
  sockeye_session_call_async (self->session, call, NULL,
                              sockeye_new_socket_created_cb, g_object_ref (self));
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_new_socket_fill (SockeyeNewSocket *self)
{
  g_autoptr (GListStore) families = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  g_autoptr (GListStore) types = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  g_autoptr (GListStore) protocols = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  const SockeyeFamily *family;
  const SockeyeConstant *constants;
  guint n;

  family = sockeye_catalog_list_families (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeChoice) choice = sockeye_choice_new (&family[i].constant, family[i].alias);

      g_list_store_append (families, choice);
    }
  constants = sockeye_catalog_list_types (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeChoice) choice = sockeye_choice_new (&constants[i], NULL);

      g_list_store_append (types, choice);
    }
  constants = sockeye_catalog_list_protocols (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeChoice) choice = sockeye_choice_new (&constants[i], NULL);

      g_list_store_append (protocols, choice);
    }
  sockeye_choice_fill (self->family, G_LIST_MODEL (families));
  sockeye_choice_fill (self->type, G_LIST_MODEL (types));
  sockeye_choice_fill (self->protocol, G_LIST_MODEL (protocols));
}

/* The usual socket is a TCP one, wherever the catalog lists it. */
static void
sockeye_new_socket_choose (GtkDropDown *drop_down,
                           int          number)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      if (sockeye_choice_get_number (choice) == number)
        gtk_drop_down_set_selected (drop_down, i);
    }
}

static void
sockeye_new_socket_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_new_socket_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_new_socket_dispose (GObject *object)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_NEW_SOCKET);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_new_socket_parent_class)->dispose (object);
}

static void
sockeye_new_socket_class_init (SockeyeNewSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_new_socket_dispose;
  object_class->get_property = sockeye_new_socket_get_property;
  object_class->set_property = sockeye_new_socket_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CREATED] = g_signal_new ("created", SOCKEYE_TYPE_NEW_SOCKET, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-new-socket.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, family);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, type);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, protocol);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, create);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, description);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, error_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, error);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_new_socket_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_new_socket_create_cb);
}

static void
sockeye_new_socket_init (SockeyeNewSocket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  sockeye_new_socket_fill (self);
  sockeye_new_socket_choose (self->family, AF_INET);
  sockeye_new_socket_choose (self->type, SOCK_STREAM);
  sockeye_new_socket_choose (self->protocol, 0);
  sockeye_new_socket_changed_cb (self);
}

void
sockeye_new_socket_focus_family (SockeyeNewSocket *self)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->family));
}

void
sockeye_new_socket_focus_create (SockeyeNewSocket *self)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  gtk_widget_grab_focus (self->create);
}

void
sockeye_new_socket_set_suggested (SockeyeNewSocket *self,
                                  gboolean          suggested)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  sockeye_caller_mark_suggested (self->create, suggested);
}
