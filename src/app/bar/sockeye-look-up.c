/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-look-up.h"

#include <netdb.h>

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "composer/sockeye-draft.h"
#include "sockeye-host-row.h"
#include "sockeye-look-up-private.h"

G_DEFINE_FINAL_TYPE (SockeyeLookUp, sockeye_look_up, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A look-up on its way: by its return the popover may show another one. */
typedef struct
{
  SockeyeLookUp *self;
  GCancellable  *asking;
} SockeyeLookUpAsk;

static void
sockeye_look_up_ask_free (SockeyeLookUpAsk *ask)
{
  g_object_unref (ask->self);
  g_object_unref (ask->asking);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeLookUpAsk, sockeye_look_up_ask_free)

/* --- asking ---------------------------------------------------------------------- */

/* What was asked stays a call of the session, with its row; it is only no
 * longer shown here. */
static void
sockeye_look_up_forget (SockeyeLookUp *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->asking);
  g_clear_object (&self->event);
  g_clear_pointer (&self->call, sockeye_call_unref);
  self->unseen = FALSE;
  sockeye_host_rows_clear (self->answers);
  _sockeye_look_up_tell (self, NULL);
}

static void
sockeye_look_up_returned (SockeyeLookUp *self,
                          const GError  *error)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->asking);
  _sockeye_look_up_show_answer (self, error);
  self->unseen = !gtk_widget_get_mapped (GTK_WIDGET (self));
  _sockeye_look_up_update (self);
  /* Cancel, which had the focus, is gone. */
  if (!self->unseen)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
sockeye_look_up_call_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (SockeyeLookUpAsk) ask = user_data;
  SockeyeLookUp *self = ask->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (ask->asking != self->asking)
    return;
  self->event = g_steal_pointer (&event);
  sockeye_look_up_returned (self, error);
}

static gboolean
sockeye_look_up_tick_cb (gpointer user_data)
{
  _sockeye_look_up_show_time (user_data);
  return G_SOURCE_CONTINUE;
}

/* Takes the call. */
static void
sockeye_look_up_ask (SockeyeLookUp *self,
                     SockeyeCall   *call)
{
  SockeyeLookUpAsk *ask = g_new0 (SockeyeLookUpAsk, 1);

  self->call = call;
  self->asking = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->tick = g_timeout_add_seconds (1, sockeye_look_up_tick_cb, self);
  ask->self = g_object_ref (self);
  ask->asking = g_object_ref (self->asking);
  sockeye_session_call_async (self->session, call, self->asking, sockeye_look_up_call_cb, ask);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

/* The port goes into the answers; one that is no number is not needed yet. */
static SockeyeCall *
sockeye_look_up_dup_call (SockeyeLookUp *self)
{
  SockeyeDraft *draft = sockeye_draft_get (self->socket);
  guint64 port = 0;

  g_ascii_string_to_unsigned (gtk_entry_buffer_get_text (draft->port), 10, 0, G_MAXUINT16, &port,
                              NULL);
  return sockeye_call_new_getaddrinfo (sockeye_socket_get_id (self->socket),
                                       gtk_entry_buffer_get_text (draft->host), port, AF_UNSPEC,
                                       sockeye_socket_get_socktype (self->socket), AI_CANONNAME);
}

/* What was asked before the popover was closed, and not seen yet. */
static gboolean
sockeye_look_up_is_asked (SockeyeLookUp *self,
                          SockeyeCall   *call)
{
  return self->call != NULL && (self->asking != NULL || self->unseen)
         && sockeye_call_get_socket (self->call) == sockeye_call_get_socket (call)
         && sockeye_call_get_port (self->call) == sockeye_call_get_port (call)
         && strcmp (sockeye_call_get_host (self->call), sockeye_call_get_host (call)) == 0;
}

static void
sockeye_look_up_open (SockeyeLookUp *self)
{
  g_autoptr (SockeyeCall) call = NULL;

  if (self->session == NULL || self->socket == NULL)
    return;
  call = sockeye_look_up_dup_call (self);
  gtk_label_set_text (self->name, sockeye_call_get_host (call));
  gtk_widget_set_visible (GTK_WIDGET (self->name), *sockeye_call_get_host (call) != '\0');
  if (!sockeye_look_up_is_asked (self, call))
    {
      sockeye_look_up_forget (self);
      if (*sockeye_call_get_host (call) == '\0')
        _sockeye_look_up_tell (self, _("Host is empty: type a name there first, such as "
                                      "localhost."));
      else
        sockeye_look_up_ask (self, g_steal_pointer (&call));
    }
  self->unseen = FALSE;
  _sockeye_look_up_update (self);
}

static void
sockeye_look_up_cancel_cb (SockeyeLookUp *self)
{
  g_cancellable_cancel (self->asking);
}

/* --- life ------------------------------------------------------------------------ */

static void
sockeye_look_up_map (GtkWidget *widget)
{
  sockeye_look_up_open (SOCKEYE_LOOK_UP (widget));

  GTK_WIDGET_CLASS (sockeye_look_up_parent_class)->map (widget);
}

/* GTK 4.8 never frees a popover that is open when its window goes. */
static void
sockeye_look_up_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_look_up_parent_class)->unmap (widget);

  if (gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
}

static void
sockeye_look_up_set_socket (SockeyeLookUp *self,
                            SockeyeSocket *socket)
{
  if (self->socket == socket)
    return;
  sockeye_look_up_forget (self);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, _sockeye_look_up_update, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    g_signal_connect_object (socket, "notify", G_CALLBACK (_sockeye_look_up_update), self,
                             G_CONNECT_SWAPPED);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

static void
sockeye_look_up_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SockeyeLookUp *self = SOCKEYE_LOOK_UP (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SOCKET:
      g_value_set_object (value, self->socket);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_look_up_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SockeyeLookUp *self = SOCKEYE_LOOK_UP (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SOCKET:
      sockeye_look_up_set_socket (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_look_up_dispose (GObject *object)
{
  SockeyeLookUp *self = SOCKEYE_LOOK_UP (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->asking);
  g_clear_object (&self->event);
  g_clear_pointer (&self->call, sockeye_call_unref);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, _sockeye_look_up_update, self);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_look_up_parent_class)->dispose (object);
}

static void
sockeye_look_up_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, name);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, waiting);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, spinner);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, time);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, message);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, answers);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLookUp, first);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_look_up_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, _sockeye_look_up_first_cb);
}

static void
sockeye_look_up_class_init (SockeyeLookUpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_look_up_dispose;
  object_class->get_property = sockeye_look_up_get_property;
  object_class->set_property = sockeye_look_up_set_property;
  widget_class->map = sockeye_look_up_map;
  widget_class->unmap = sockeye_look_up_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  flags);
  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("first-that-works", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-look-up.ui");
  sockeye_look_up_bind_children (widget_class);
}

static void
sockeye_look_up_init (SockeyeLookUp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
