/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-tell-switches.h"

#include <glib/gi18n-lib.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "catalog/sockeye-catalog.h"
#include "option/sockeye-option.h"

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif
#ifndef SOL_PACKET
#define SOL_PACKET 263
#endif

/* However fast calls are made on the socket, it is read no more often. */
#define SOCKEYE_TELL_SWITCHES_READ_MS 100

/* Which sockets an option makes messages for. */
typedef enum
{
  SCOPE_DATAGRAMS, /* those that keep the boundaries of messages */
  SCOPE_ALL,
} SockeyeTellScope;

static const struct
{
  int              family; /* AF_UNSPEC: any but UNIX */
  SockeyeTellScope scope;
  int              level;
  int              option;
  const char      *name;
  const char      *word;
} rows[] = {
  { AF_INET, SCOPE_DATAGRAMS, IPPROTO_IP, IP_PKTINFO, "IP_PKTINFO",
    N_("to which address and interface it came") },
  { AF_INET, SCOPE_DATAGRAMS, IPPROTO_IP, IP_RECVTTL, "IP_RECVTTL", N_("its time to live") },
  { AF_INET, SCOPE_DATAGRAMS, IPPROTO_IP, IP_RECVTOS, "IP_RECVTOS", N_("its type of service") },
  { AF_INET, SCOPE_DATAGRAMS, IPPROTO_IP, IP_RECVERR, "IP_RECVERR",
    N_("late errors: who refused what was sent") },
  { AF_INET6, SCOPE_DATAGRAMS, IPPROTO_IPV6, IPV6_RECVPKTINFO, "IPV6_RECVPKTINFO",
    N_("to which address and interface it came") },
  { AF_INET6, SCOPE_DATAGRAMS, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, "IPV6_RECVHOPLIMIT",
    N_("its hop limit") },
  { AF_INET6, SCOPE_DATAGRAMS, IPPROTO_IPV6, IPV6_RECVTCLASS, "IPV6_RECVTCLASS",
    N_("its traffic class") },
  { AF_INET6, SCOPE_DATAGRAMS, IPPROTO_IPV6, IPV6_RECVERR, "IPV6_RECVERR",
    N_("late errors: who refused what was sent") },
  { AF_UNIX, SCOPE_ALL, SOL_SOCKET, SO_PASSCRED, "SO_PASSCRED",
    N_("who sent it: process, user and group") },
  { AF_UNIX, SCOPE_DATAGRAMS, SOL_SOCKET, SO_TIMESTAMPNS, "SO_TIMESTAMPNS",
    N_("when it came, in nanoseconds") },
  { AF_NETLINK, SCOPE_DATAGRAMS, SOL_NETLINK, NETLINK_PKTINFO, "NETLINK_PKTINFO",
    N_("to which group it came") },
  { AF_NETLINK, SCOPE_DATAGRAMS, SOL_SOCKET, SO_PASSCRED, "SO_PASSCRED",
    N_("who sent it: process, user and group") },
  { AF_PACKET, SCOPE_DATAGRAMS, SOL_PACKET, PACKET_AUXDATA, "PACKET_AUXDATA",
    N_("its length, its VLAN, and whether its checksum is known") },
  { AF_UNSPEC, SCOPE_ALL, SOL_SOCKET, SO_TIMESTAMPNS, "SO_TIMESTAMPNS",
    N_("when it came, in nanoseconds") },
  { AF_UNSPEC, SCOPE_DATAGRAMS, SOL_SOCKET, SO_RXQ_OVFL, "SO_RXQ_OVFL",
    N_("how many the kernel has dropped so far") },
};

struct _SockeyeTellSwitches
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeSocket  *socket;
  GCancellable   *reading; /* or NULL */
  gboolean        again;   /* something happened while it was read */
  guint           read_id; /* a reading that is due */
  gboolean        filling; /* checks are being set, not pressed */

  GtkWidget      *checks[G_N_ELEMENTS (rows)];
};

G_DEFINE_FINAL_TYPE (SockeyeTellSwitches, sockeye_tell_switches, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
sockeye_tell_switches_suits (SockeyeSocket *socket,
                             guint          row)
{
  int family = sockeye_socket_get_family (socket);
  int type = sockeye_socket_get_socktype (socket);

  if (rows[row].scope == SCOPE_DATAGRAMS && sockeye_catalog_is_connection (type))
    return FALSE;
  return rows[row].family == AF_UNSPEC ? family != AF_UNIX : family == rows[row].family;
}

/* Of the readings, which are NULL where there are none. */
static gboolean
sockeye_tell_switches_is_on (GPtrArray *readings,
                             guint      row)
{
  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      const SockeyeOptionReading *reading = g_ptr_array_index (readings, i);
      gint64 value;

      if (reading->option->level == rows[row].level && reading->option->number == rows[row].option)
        return reading->bytes != NULL
               && sockeye_option_get_number (reading->option, reading->bytes, &value) && value != 0;
    }
  return FALSE;
}

static void
sockeye_tell_switches_show (SockeyeTellSwitches *self,
                            GPtrArray           *readings)
{
  gboolean any = FALSE;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean suits = self->socket != NULL && sockeye_tell_switches_suits (self->socket, i);

      gtk_widget_set_visible (self->checks[i], suits);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]),
                                   sockeye_tell_switches_is_on (readings, i));
      any |= suits;
    }
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void sockeye_tell_switches_read (SockeyeTellSwitches *self);

static void
sockeye_tell_switches_read_cb (GObject      *object,
                               GAsyncResult *result,
                               gpointer      data)
{
  g_autoptr (SockeyeTellSwitches) self = data;
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GError) error = NULL;

  readings = sockeye_session_read_options_finish (SOCKEYE_SESSION (object), result, &error);
  /* Of another socket, or nobody looks. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  sockeye_tell_switches_show (self, readings);
  if (self->again)
    sockeye_tell_switches_read (self);
}

static void
sockeye_tell_switches_stop (SockeyeTellSwitches *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->again = FALSE;
}

/* The kernel is asked: a socket that was passed on may come with any of them.
 * Now, or again where it is just being read. */
static void
sockeye_tell_switches_read (SockeyeTellSwitches *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->again = self->reading != NULL;
  if (self->again || self->session == NULL || self->socket == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reading = g_cancellable_new ();
  sockeye_session_read_options_async (self->session, sockeye_socket_get_id (self->socket), -1,
                                      self->reading, sockeye_tell_switches_read_cb,
                                      g_object_ref (self));
}

static gboolean
sockeye_tell_switches_timeout_cb (gpointer data)
{
  SockeyeTellSwitches *self = data;

  self->read_id = 0;
  sockeye_tell_switches_read (self);
  return G_SOURCE_REMOVE;
}

/* Automatic may make calls without end: a reading that each of them put off
 * would never come to its end. */
static void
sockeye_tell_switches_changed_cb (SockeyeTellSwitches *self)
{
  if (self->read_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->read_id = g_timeout_add (SOCKEYE_TELL_SWITCHES_READ_MS,
                                   sockeye_tell_switches_timeout_cb, self);
}

static void
sockeye_tell_switches_toggled_cb (GtkCheckButton      *check,
                                  SockeyeTellSwitches *self)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "sockeye-row"));

  if (self->filling)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, rows[row].level, rows[row].option,
                 gtk_check_button_get_active (check));
  /* What was not granted must not stay checked. */
  sockeye_tell_switches_read (self);
}

static void
sockeye_tell_switches_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_tell_switches_parent_class)->map (widget);
  sockeye_tell_switches_read (SOCKEYE_TELL_SWITCHES (widget));
}

static void
sockeye_tell_switches_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_tell_switches_parent_class)->unmap (widget);
  sockeye_tell_switches_stop (SOCKEYE_TELL_SWITCHES (widget));
}

static void
sockeye_tell_switches_dispose (GObject *object)
{
  SockeyeTellSwitches *self = SOCKEYE_TELL_SWITCHES (object);
  GtkWidget *child;

  sockeye_tell_switches_stop (self);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sockeye_tell_switches_parent_class)->dispose (object);
}

static void
sockeye_tell_switches_class_init (SockeyeTellSwitchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_tell_switches_dispose;
  widget_class->map = sockeye_tell_switches_map;
  widget_class->unmap = sockeye_tell_switches_unmap;

  signals[CHOSEN] = g_signal_new ("chosen", SOCKEYE_TYPE_TELL_SWITCHES, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT,
                                  G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "tellswitches");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sockeye_tell_switches_init (SockeyeTellSwitches *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  GtkWidget *heading = gtk_label_new (_("Tell with each message"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "small");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tell with each message"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = g_strdup_printf ("%s – %s", rows[i].name, _(rows[i].word));

      self->checks[i] = gtk_check_button_new_with_label (label);
      g_object_set_data (G_OBJECT (self->checks[i]), "sockeye-row", GUINT_TO_POINTER (i));
      g_signal_connect_object (self->checks[i], "toggled",
                               G_CALLBACK (sockeye_tell_switches_toggled_cb), self,
                               G_CONNECT_DEFAULT);
      gtk_widget_set_parent (self->checks[i], GTK_WIDGET (self));
    }
  sockeye_tell_switches_show (self, NULL);
}

/**
 * sockeye_tell_switches_set_socket:
 * @session: (nullable): whose socket it is
 * @socket: (nullable): what is shown from now on
 */
void
sockeye_tell_switches_set_socket (SockeyeTellSwitches *self,
                                  SockeyeSession      *session,
                                  SockeyeSocket       *socket)
{
  g_return_if_fail (SOCKEYE_IS_TELL_SWITCHES (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  g_set_object (&self->session, session);
  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    g_signal_connect_object (socket, "notify::last-call",
                             G_CALLBACK (sockeye_tell_switches_changed_cb), self,
                             G_CONNECT_SWAPPED);
  sockeye_tell_switches_stop (self);
  sockeye_tell_switches_show (self, NULL);
  sockeye_tell_switches_read (self);
}
