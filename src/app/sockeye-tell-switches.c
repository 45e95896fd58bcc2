/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-tell-switches.h"

#include <glib/gi18n-lib.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif
#ifndef SOL_PACKET
#define SOL_PACKET 263
#endif

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

G_STATIC_ASSERT (G_N_ELEMENTS (rows) <= 32);

struct _SockeyeTellSwitches
{
  GtkWidget      parent_instance;

  SockeyeSocket *socket;
  gboolean       filling; /* checks are being set, not pressed */

  GtkWidget     *checks[G_N_ELEMENTS (rows)];
};

G_DEFINE_FINAL_TYPE (SockeyeTellSwitches, sockeye_tell_switches, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GQuark
sockeye_tell_switches_quark (void)
{
  static GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("sockeye-tell-switches");
  return quark;
}

/* Those that are on, a bit a row. */
static guint
sockeye_tell_switches_get_on (SockeyeSocket *socket)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (socket), sockeye_tell_switches_quark ()));
}

static gboolean
sockeye_tell_switches_suits (SockeyeSocket *socket,
                             guint          row)
{
  int family = sockeye_socket_get_family (socket);
  int type = sockeye_socket_get_socktype (socket);
  gboolean stream = type == SOCK_STREAM || type == SOCK_SEQPACKET;

  if (rows[row].scope == SCOPE_DATAGRAMS && stream)
    return FALSE;
  return rows[row].family == AF_UNSPEC ? family != AF_UNIX : family == rows[row].family;
}

static void
sockeye_tell_switches_show (SockeyeTellSwitches *self)
{
  guint on = self->socket != NULL ? sockeye_tell_switches_get_on (self->socket) : 0;
  gboolean any = FALSE;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean suits = self->socket != NULL && sockeye_tell_switches_suits (self->socket, i);

      gtk_widget_set_visible (self->checks[i], suits);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), (on & (1u << i)) != 0);
      any |= suits;
    }
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

/* However it was set: here, or by any other part of the window. */
static void
sockeye_tell_switches_last_call_cb (SockeyeTellSwitches *self)
{
  SockeyeEvent *event = sockeye_socket_get_last_call (self->socket);
  guint on = sockeye_tell_switches_get_on (self->socket);
  g_autoptr (SockeyeCall) call = NULL;

  if (event == NULL || sockeye_event_get_verb (event) != SOCKEYE_VERB_SETSOCKOPT)
    return;
  call = sockeye_event_dup_call (event);
  for (guint i = 0; i < G_N_ELEMENTS (rows) && !sockeye_event_is_error (event); i++)
    {
      if (rows[i].level != sockeye_call_get_level (call)
          || rows[i].option != sockeye_call_get_option (call))
        continue;
      if (sockeye_call_get_value (call) != 0)
        on |= 1u << i;
      else
        on &= ~(1u << i);
    }
  g_object_set_qdata (G_OBJECT (self->socket), sockeye_tell_switches_quark (),
                      GUINT_TO_POINTER (on));
  sockeye_tell_switches_show (self);
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
  sockeye_tell_switches_show (self);
}

static void
sockeye_tell_switches_dispose (GObject *object)
{
  SockeyeTellSwitches *self = SOCKEYE_TELL_SWITCHES (object);
  GtkWidget *child;

  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_clear_object (&self->socket);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sockeye_tell_switches_parent_class)->dispose (object);
}

static void
sockeye_tell_switches_class_init (SockeyeTellSwitchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_tell_switches_dispose;

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
  sockeye_tell_switches_show (self);
}

/**
 * sockeye_tell_switches_set_socket:
 * @socket: (nullable): what is shown from now on
 */
void
sockeye_tell_switches_set_socket (SockeyeTellSwitches *self,
                                  SockeyeSocket       *socket)
{
  g_return_if_fail (SOCKEYE_IS_TELL_SWITCHES (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    g_signal_connect_object (socket, "notify::last-call",
                             G_CALLBACK (sockeye_tell_switches_last_call_cb), self,
                             G_CONNECT_SWAPPED);
  sockeye_tell_switches_show (self);
}
