/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-this-machine.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "sockeye-host-row.h"
#include "address/sockeye-interface.h"

struct _SockeyeThisMachine
{
  GtkPopover      parent_instance;

  SockeyeSession *session;
  SockeyeSocket  *socket;
  GCancellable   *asking; /* of this opening: answers to an earlier one are dropped */
  guint           n_asked;

  GtkBox         *name_box;
  GtkWidget      *scrolled;
  GtkBox         *addresses;
  GtkWidget      *looking;
  GtkLabel       *message;
  GtkLabel       *help;
};

G_DEFINE_FINAL_TYPE (SockeyeThisMachine, sockeye_this_machine, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* An opening, which may be over when the answer comes. */
typedef struct
{
  SockeyeThisMachine *self;
  GCancellable       *asking;
} SockeyeThisMachineAsk;

static void
sockeye_this_machine_ask_free (SockeyeThisMachineAsk *ask)
{
  g_object_unref (ask->self);
  g_object_unref (ask->asking);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeThisMachineAsk, sockeye_this_machine_ask_free)

static SockeyeThisMachineAsk *
sockeye_this_machine_ask_new (SockeyeThisMachine *self)
{
  SockeyeThisMachineAsk *ask = g_new0 (SockeyeThisMachineAsk, 1);

  ask->self = g_object_ref (self);
  ask->asking = g_object_ref (self->asking);
  return ask;
}

/* What a press would do, or why it does nothing. */
static char *
sockeye_this_machine_dup_help (SockeyeThisMachine *self)
{
  g_autofree char *obstacle = NULL;

  if (self->socket == NULL)
    return g_strdup (_("Create or choose a socket: what you press here goes into its Host."));
  obstacle = sockeye_host_row_dup_obstacle (AF_UNSPEC, self->socket);
  if (obstacle != NULL)
    return g_steal_pointer (&obstacle);
  return g_strdup_printf (_("Press one to put it into Host of %s."),
                          sockeye_socket_get_name (self->socket));
}

static void
sockeye_this_machine_update (SockeyeThisMachine *self)
{
  g_autofree char *help = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  help = sockeye_this_machine_dup_help (self);
  gtk_label_set_text (self->help, help);
  sockeye_host_rows_set_socket (self->name_box, self->socket);
  sockeye_host_rows_set_socket (self->addresses, self->socket);
}

static void
sockeye_this_machine_tell (SockeyeThisMachine *self,
                           const char         *message)
{
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
sockeye_this_machine_row_cb (SockeyeThisMachine *self,
                             SockeyeHostRow     *row)
{
  g_autofree char *text = g_strdup (sockeye_host_row_get_text (row));

  /* First: it gives the focus back to its button. */
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "picked", text);
}

static void
sockeye_this_machine_add_row (SockeyeThisMachine *self,
                              GtkBox             *box,
                              const char         *hint,
                              const char         *text,
                              int                 family)
{
  GtkWidget *row = sockeye_host_row_new (hint, text, family);

  g_signal_connect_object (row, "clicked", G_CALLBACK (sockeye_this_machine_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, row);
}

static void
sockeye_this_machine_answered (SockeyeThisMachine *self,
                               const char         *failure)
{
  self->n_asked--;
  gtk_widget_set_visible (self->looking,
                          self->n_asked > 0
                              && gtk_widget_get_first_child (GTK_WIDGET (self->addresses)) == NULL);
  if (failure != NULL)
    sockeye_this_machine_tell (self, failure);
  sockeye_this_machine_update (self);
}

static void
sockeye_this_machine_name_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr (SockeyeThisMachineAsk) ask = user_data;
  SockeyeThisMachine *self = ask->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (ask->asking != self->asking)
    return;
  if (event == NULL || sockeye_event_is_error (event))
    {
      text = event != NULL ? sockeye_caller_dup_explained (self->session, event)
                           : g_strdup (error->message);
      sockeye_this_machine_answered (self, text);
      return;
    }
  text = sockeye_event_dup_remark (event);
  sockeye_host_rows_clear (self->name_box);
  sockeye_this_machine_add_row (self, self->name_box, "gethostname()", text != NULL ? text : "",
                                AF_UNSPEC);
  sockeye_this_machine_answered (self, NULL);
}

/* "lo (loopback)", above its addresses. */
static void
sockeye_this_machine_add_heading (SockeyeThisMachine *self,
                                  SockeyeInterface   *interface)
{
  const char *name = sockeye_interface_get_name (interface);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (!sockeye_interface_is_up (interface))
    /* Translators: a network interface that is not in use: "eth0 (down)". */
    text = g_strdup_printf (_("%s (down)"), name);
  else if (sockeye_interface_is_loopback (interface))
    text = g_strdup_printf (_("%s (loopback: reached from this machine only)"), name);
  else
    text = g_strdup (name);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "interface");
  gtk_box_append (self->addresses, label);
}

static void
sockeye_this_machine_show_addresses (SockeyeThisMachine *self,
                                     GListModel         *list)
{
  g_autofree char *last = NULL;

  sockeye_host_rows_clear (self->addresses);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SockeyeInterface) item = g_list_model_get_item (list, i);
      int family = sockeye_interface_get_family (item);

      if (g_strcmp0 (last, sockeye_interface_get_name (item)) != 0)
        sockeye_this_machine_add_heading (self, item);
      g_free (last);
      last = g_strdup (sockeye_interface_get_name (item));
      sockeye_this_machine_add_row (self, self->addresses,
                                    family == AF_INET ? "AF_INET" : "AF_INET6",
                                    sockeye_interface_get_text (item), family);
    }
  gtk_widget_set_visible (self->scrolled, last != NULL);
}

static void
sockeye_this_machine_addresses_cb (GObject      *object,
                                   GAsyncResult *result,
                                   gpointer      user_data)
{
  g_autoptr (SockeyeThisMachineAsk) ask = user_data;
  SockeyeThisMachine *self = ask->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sockeye_interfaces_list_finish (result, &error);

  if (ask->asking != self->asking)
    return;
  if (list != NULL)
    sockeye_this_machine_show_addresses (self, list);
  if (list != NULL && g_list_model_get_n_items (list) > 0)
    sockeye_this_machine_answered (self, NULL);
  else
    sockeye_this_machine_answered (self, list != NULL ? _("No interface of this machine has an "
                                                          "IPv4 or IPv6 address.")
                                                      : error->message);
}

static void
sockeye_this_machine_stop (SockeyeThisMachine *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->n_asked = 0;
}

/* Each time anew: both may have changed. */
static void
sockeye_this_machine_ask (SockeyeThisMachine *self)
{
  g_autoptr (SockeyeCall) call = sockeye_call_new_gethostname ();

  sockeye_this_machine_stop (self);
  /* What was found before stays until there is better: a popover that grows
   * while it opens is cut off by GTK 4.8. */
  gtk_widget_set_visible (self->looking, gtk_widget_get_first_child (GTK_WIDGET (self->addresses)) == NULL);
  sockeye_this_machine_tell (self, NULL);
  sockeye_this_machine_update (self);
  if (self->session == NULL)
    return;

  self->asking = g_cancellable_new ();
  self->n_asked = 2;
  sockeye_interfaces_list_async (self->asking, sockeye_this_machine_addresses_cb,
                                 sockeye_this_machine_ask_new (self));
  sockeye_session_call_async (self->session, call, NULL, sockeye_this_machine_name_cb,
                              sockeye_this_machine_ask_new (self));
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_this_machine_map (GtkWidget *widget)
{
  sockeye_this_machine_ask (SOCKEYE_THIS_MACHINE (widget));

  GTK_WIDGET_CLASS (sockeye_this_machine_parent_class)->map (widget);
}

/* GTK 4.8 never frees a popover that is open when its window goes. */
static void
sockeye_this_machine_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_this_machine_parent_class)->unmap (widget);

  if (gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
}

static void
sockeye_this_machine_set_socket (SockeyeThisMachine *self,
                                 SockeyeSocket      *socket)
{
  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, sockeye_this_machine_update, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    g_signal_connect_object (socket, "notify", G_CALLBACK (sockeye_this_machine_update), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

static void
sockeye_this_machine_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SockeyeThisMachine *self = SOCKEYE_THIS_MACHINE (object);

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
sockeye_this_machine_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  SockeyeThisMachine *self = SOCKEYE_THIS_MACHINE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SOCKET:
      sockeye_this_machine_set_socket (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_this_machine_dispose (GObject *object)
{
  SockeyeThisMachine *self = SOCKEYE_THIS_MACHINE (object);

  sockeye_this_machine_stop (self);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, sockeye_this_machine_update, self);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_this_machine_parent_class)->dispose (object);
}

static void
sockeye_this_machine_class_init (SockeyeThisMachineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_this_machine_dispose;
  object_class->get_property = sockeye_this_machine_get_property;
  object_class->set_property = sockeye_this_machine_set_property;
  widget_class->map = sockeye_this_machine_map;
  widget_class->unmap = sockeye_this_machine_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  flags);
  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-this-machine.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, name_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, addresses);
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, looking);
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, message);
  gtk_widget_class_bind_template_child (widget_class, SockeyeThisMachine, help);
}

static void
sockeye_this_machine_init (SockeyeThisMachine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
