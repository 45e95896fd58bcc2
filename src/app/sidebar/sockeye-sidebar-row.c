/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-sidebar-row.h"

#include <glib/gi18n-lib.h>
#include <poll.h>

#include "sockeye-badge.h"
#include "call/sockeye-number.h"
#include "widgets/sockeye-sparkline.h"
#include "widgets/sockeye-template.h"

/* Nobody reads what changes with every frame: a row shows what is new once in
 * so many ms, at most. */
#define SOCKEYE_SIDEBAR_ROW_MS 100

struct _SockeyeSidebarRow
{
  GtkWidget      parent_instance;

  SockeyeSocket *socket;
  guint          update_id;
  gint64         updated; /* when, monotonic us */

  GtkLabel      *name;
  GtkLabel      *kind;
  GtkLabel      *badge;
  GtkLabel      *address;
  GtkLabel      *facts;
  GtkLabel      *remark;
  GtkWidget     *sparkline;
};

G_DEFINE_FINAL_TYPE (SockeyeSidebarRow, sockeye_sidebar_row, GTK_TYPE_WIDGET)

/* Another process has called listen() for a socket that was passed on: then
 * the kernel alone knows, until it is closed. -1: unknown. */
static int
sockeye_sidebar_row_get_backlog (SockeyeSocket *socket)
{
  const SockeyeFacts *facts = sockeye_socket_get_facts (socket);

  int backlog = sockeye_socket_get_backlog (socket);

  if (sockeye_socket_get_giver (socket) == 0)
    return backlog;
  if (facts->max_accept >= 0)
    return facts->max_accept;
  return backlog > 0 ? backlog : -1;
}

static char *
sockeye_sidebar_row_dup_peers (SockeyeSocket *socket)
{
  GListModel *peers = sockeye_socket_list_peers (socket);
  guint earlier = sockeye_socket_get_n_earlier_peers (socket);
  GString *text = g_string_new (NULL);
  int backlog = sockeye_sidebar_row_get_backlog (socket);
  guint n = 0;
  guint left = 0;

  g_object_get (socket, "n-peers", &n, "n-peers-left", &left, NULL);
  if (peers != NULL)
    n = MAX (n, g_list_model_get_n_items (peers));
  if (n > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u peer", "%u peers", n), n);
  else
    g_string_append (text, _("no peers"));
  if (left > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, ", %u left", ", %u left", left),
                            left);
  if (earlier > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, ", %u earlier", ", %u earlier", earlier),
                            earlier);
  if (backlog >= 0)
    g_string_append_printf (text, _(", backlog %d"), backlog);
  return g_string_free (text, FALSE);
}

/* By hand, what somebody should see to; NULL where nothing waits. */
static char *
sockeye_sidebar_row_dup_waits (SockeyeSocket *socket)
{
  const SockeyeFacts *facts = sockeye_socket_get_facts (socket);

  if (sockeye_socket_get_stage (socket) == SOCKEYE_STAGE_LISTENING)
    return facts->n_accept > 0 ? sockeye_socket_dup_waits (socket, SOCKEYE_VERB_ACCEPT) : NULL;
  if (facts->lamps & (POLLIN | POLLPRI | POLLERR))
    {
      /* The first part: the rest stands in the composer, where there is room. */
      char *waits = sockeye_socket_dup_waits (socket, SOCKEYE_VERB_RECV);
      char *comma = waits != NULL ? strchr (waits, ',') : NULL;

      /* Not one between digits. */
      while (comma != NULL && comma[1] != ' ')
        comma = strchr (comma + 1, ',');
      if (comma != NULL)
        *comma = '\0';
      return waits;
    }
  return sockeye_socket_dup_waits (socket, SOCKEYE_VERB_SEND);
}

/* What matters most now: what waits, what failed, or how much came and went. */
static char *
sockeye_sidebar_row_dup_facts (SockeyeSocket *socket,
                               gboolean      *failed)
{
  const char *waiting = sockeye_socket_get_waiting (socket);
  SockeyeEvent *last = sockeye_socket_get_last_call (socket);
  char *waits;
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;

  if (waiting != NULL && *waiting != '\0')
    return sockeye_socket_get_automatic (socket)
               ? g_strdup_printf (_("in %s"), waiting)
               : g_strdup_printf (_("by hand · in %s"), waiting);
  if (last != NULL && sockeye_event_is_error (last))
    {
      g_autofree char *result = sockeye_event_dup_result_text (last);

      *failed = TRUE;
      return g_strdup_printf ("✕ %s: %s", sockeye_verb_to_string (sockeye_event_get_verb (last)),
                              result);
    }
  waits = sockeye_sidebar_row_dup_waits (socket);
  if (waits != NULL)
    return waits;
  if (sockeye_socket_is_listener (socket))
    return sockeye_sidebar_row_dup_peers (socket);
  if (sockeye_socket_get_queued (socket) > 0)
    {
      g_autofree char *queued = g_format_size_full (sockeye_socket_get_queued (socket),
                                                    G_FORMAT_SIZE_IEC_UNITS);

      return g_strdup_printf (_("%s waiting to be sent"), queued);
    }
  in = sockeye_number_to_string (sockeye_socket_get_bytes_in (socket));
  out = sockeye_number_to_string (sockeye_socket_get_bytes_out (socket));
  /* Translators: bytes received and sent, as in "in 42  out 24". */
  return g_strdup_printf (_("in %s  out %s"), in, out);
}

static const char *
sockeye_sidebar_row_get_address (SockeyeSocket *socket)
{
  const char *text = sockeye_socket_get_remote_text (socket);

  if (text == NULL || *text == '\0')
    text = sockeye_socket_get_local_text (socket);
  return text != NULL && *text != '\0' ? text : _("no address");
}

static void
sockeye_sidebar_row_update (SockeyeSidebarRow *self)
{
  g_autofree char *facts = NULL;
  g_autofree char *spoken = NULL;
  const char *address = sockeye_sidebar_row_get_address (self->socket);
  const char *remark = sockeye_socket_get_remark (self->socket);
  const char *name = sockeye_socket_get_name (self->socket);
  const char *kind = sockeye_socket_get_kind (self->socket);
  SockeyeBadge badge = sockeye_socket_get_badge (self->socket);
  gboolean failed = FALSE;

  self->updated = g_get_monotonic_time ();
  facts = sockeye_sidebar_row_dup_facts (self->socket, &failed);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->kind, kind);
  sockeye_badge_show (self->badge, badge);
  gtk_label_set_text (self->address, address);
  gtk_label_set_text (self->facts, facts);
  g_object_set (self->sparkline, "rates", sockeye_socket_get_rates (self->socket), NULL);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->facts), "error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->facts), "error-text");
  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL && *remark != '\0');

  spoken = g_strdup_printf ("%s %s, %s, %s, %s", name, kind, sockeye_badge_to_string (badge),
                            address, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
sockeye_sidebar_row_update_cb (gpointer data)
{
  SockeyeSidebarRow *self = data;

  self->update_id = 0;
  sockeye_sidebar_row_update (self);
}

/* Before the next frame, once for all that changes in one flush, where the row
 * has not changed lately. */
static void
sockeye_sidebar_row_notify_cb (SockeyeSidebarRow *self)
{
  gint64 ago = (g_get_monotonic_time () - self->updated) / 1000;

  if (self->update_id == 0)
    self->update_id =
        g_timeout_add_once (ago < SOCKEYE_SIDEBAR_ROW_MS ? SOCKEYE_SIDEBAR_ROW_MS - (guint) ago : 0,
                            sockeye_sidebar_row_update_cb, self);
}

/* For a label that may be cut. Asked for, since a tooltip that is set asks the X
 * server where the pointer is: for each row that comes into view. */
static gboolean
sockeye_sidebar_row_query_tooltip_cb (GtkLabel   *label,
                                      int         x,
                                      int         y,
                                      gboolean    keyboard,
                                      GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
sockeye_sidebar_row_dispose (GObject *object)
{
  SockeyeSidebarRow *self = SOCKEYE_SIDEBAR_ROW (object);

  sockeye_sidebar_row_set_socket (self, NULL);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (sockeye_sidebar_row_parent_class)->dispose (object);
}

static void
sockeye_sidebar_row_class_init (SockeyeSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_sidebar_row_dispose;

  g_type_ensure (SOCKEYE_TYPE_SPARKLINE);
  gtk_widget_class_set_css_name (widget_class, "socketrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, kind);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, badge);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, address);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, facts);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, remark);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebarRow, sparkline);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_sidebar_row_query_tooltip_cb);
}

static void
sockeye_sidebar_row_init (SockeyeSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sockeye_sidebar_row_set_socket:
 * @self: a row
 * @socket: (nullable): what it shows from now on
 */
void
sockeye_sidebar_row_set_socket (SockeyeSidebarRow *self,
                                SockeyeSocket     *socket)
{
  g_return_if_fail (SOCKEYE_IS_SIDEBAR_ROW (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_func (self->socket, sockeye_sidebar_row_notify_cb, self);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_set_object (&self->socket, socket);
  if (socket == NULL)
    return;
  g_signal_connect_object (socket, "notify", G_CALLBACK (sockeye_sidebar_row_notify_cb),
                           self, G_CONNECT_SWAPPED);
  sockeye_sidebar_row_update (self);
}

SockeyeSocket *
sockeye_sidebar_row_get_socket (SockeyeSidebarRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SIDEBAR_ROW (self), NULL);

  return self->socket;
}
