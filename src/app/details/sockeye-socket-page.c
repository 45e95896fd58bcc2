/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-page.h"

#include "sidebar/sockeye-badge.h"
#include "sockeye-socket-page-private.h"
#include "widgets/sockeye-rate-words.h"
#include "widgets/sockeye-sparkline.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

/* Often enough to see a queue grow, and seldom enough to cost nothing. */
#define SOCKEYE_SOCKET_PAGE_LOOK_MS 500

struct _SockeyeSocketPage
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeSocket  *socket;
  guint           look_id;
  gint64          shown_time; /* of the facts in since_label */

  GtkStack       *stack;
  GtkLabel       *absent_label;
  GtkLabel       *name_label;
  GtkLabel       *kind_label;
  GtkLabel       *badge_label;
  GtkLabel       *origin_label;
  GtkWidget      *sparkline;
  GtkLabel       *rates_label;
  GtkGrid        *grid;
  GtkLabel       *since_label;
};

G_DEFINE_FINAL_TYPE (SockeyeSocketPage, sockeye_socket_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* How the socket came to be. */
static char *
sockeye_socket_page_dup_origin (SockeyeSocket *socket)
{
  SockeyeSocketId parent = sockeye_socket_get_parent (socket);
  SockeyeSocketId giver = sockeye_socket_get_giver (socket);
  g_autofree char *name = NULL;

  if (giver != 0)
    {
      name = sockeye_socket_id_to_string (giver);
      /* Translators: a descriptor that came through a socket, here c2 */
      return g_strdup_printf (_("Received on %s, as a descriptor passed on (SCM_RIGHTS). "
                                "Its sender may use the same socket."),
                              name);
    }
  if (parent == 0)
    return g_strdup (_("Made by socket()"));
  name = sockeye_socket_id_to_string (parent);
  /* Translators: a connection, by its listener: "Accepted by s1" */
  return g_strdup_printf (_("Accepted by %s"), name);
}

/* On the local clock: "unchanged since 10:41:07.128". Facts that are read again
 * and say the same keep their time. */
static void
sockeye_socket_page_update_time (SockeyeSocketPage *self)
{
  gint64 time = sockeye_socket_get_facts (self->socket)->time;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add (now, time / 1000 - g_get_monotonic_time ());
  g_autofree char *seconds = g_date_time_format (then, "%H:%M:%S");
  g_autofree char *text = NULL;

  if (time == self->shown_time)
    return;
  self->shown_time = time;
  /* Translators: a time of day, with milliseconds */
  text = g_strdup_printf (_("unchanged since %s.%03d"), seconds,
                          g_date_time_get_microsecond (then) / 1000);
  gtk_label_set_text (self->since_label, time != 0 ? text : "");
}

static void
sockeye_socket_page_update_rates (SockeyeSocketPage *self)
{
  SockeyeRates *rates = sockeye_socket_get_rates (self->socket);
  g_autofree char *text = NULL;

  if (rates != NULL)
    text = sockeye_rate_words_dup_lines (rates, g_get_monotonic_time ());
  g_object_set (self->sparkline, "rates", rates, NULL);
  _sockeye_socket_page_set_text (self->rates_label, text != NULL ? text : "");
}

static void
sockeye_socket_page_update_absent (SockeyeSocketPage *self)
{
  g_autofree char *text = NULL;

  if (self->socket != NULL)
    text = g_strdup_printf (_("%s is closed: the kernel can no longer be asked about it."),
                            sockeye_socket_get_name (self->socket));
  _sockeye_socket_page_set_text (self->absent_label,
                                 text != NULL ? text : _("Choose a socket on the left."));
  gtk_stack_set_visible_child_name (self->stack, "absent");
}

static gboolean
sockeye_socket_page_has_open (SockeyeSocketPage *self)
{
  return self->socket != NULL && !sockeye_socket_is_closed (self->socket);
}

static void
sockeye_socket_page_update (SockeyeSocketPage *self)
{
  g_autofree char *origin = NULL;

  if (!sockeye_socket_page_has_open (self))
    {
      sockeye_socket_page_update_absent (self);
      return;
    }
  origin = sockeye_socket_page_dup_origin (self->socket);
  _sockeye_socket_page_set_text (self->name_label, sockeye_socket_get_name (self->socket));
  _sockeye_socket_page_set_text (self->kind_label, sockeye_socket_get_kind (self->socket));
  _sockeye_socket_page_set_text (self->origin_label, origin);
  sockeye_badge_show (self->badge_label, sockeye_socket_get_badge (self->socket));
  sockeye_socket_page_update_rates (self);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) == NULL)
    _sockeye_socket_page_build_grid (self->grid);
  _sockeye_socket_page_update_grid (self->grid, self->socket);
  sockeye_socket_page_update_time (self);
  gtk_stack_set_visible_child_name (self->stack, "facts");
}

static gboolean
sockeye_socket_page_look_cb (gpointer data)
{
  SockeyeSocketPage *self = data;

  sockeye_session_look (self->session, sockeye_socket_get_id (self->socket));
  /* Bytes and queue change without a word of the kernel's. */
  sockeye_socket_page_update (self);
  return G_SOURCE_CONTINUE;
}

/* Looks while the page is seen and there is something to look at. */
static void
sockeye_socket_page_update_look (SockeyeSocketPage *self)
{
  gboolean look = gtk_widget_get_mapped (GTK_WIDGET (self)) && self->session != NULL
                  && sockeye_socket_page_has_open (self);

  if (!look)
    g_clear_handle_id (&self->look_id, g_source_remove);
  else if (self->look_id == 0)
    self->look_id = g_timeout_add (SOCKEYE_SOCKET_PAGE_LOOK_MS, sockeye_socket_page_look_cb, self);
}

/* Another socket or another look at it. What it says is made when it is seen. */
static void
sockeye_socket_page_restart (SockeyeSocketPage *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  sockeye_socket_page_update_look (self);
  if (self->look_id != 0)
    sockeye_session_look (self->session, sockeye_socket_get_id (self->socket));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sockeye_socket_page_update (self);
}

static void
sockeye_socket_page_changed_cb (SockeyeSocketPage *self)
{
  sockeye_socket_page_update_look (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sockeye_socket_page_update (self);
}

static void
sockeye_socket_page_copy_cb (SockeyeSocketPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\t%s\t%s\n%s\n", gtk_label_get_text (self->name_label),
                          gtk_label_get_text (self->kind_label),
                          gtk_label_get_text (self->badge_label),
                          gtk_label_get_text (self->since_label));
  _sockeye_socket_page_append_grid (text, self->socket);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
sockeye_socket_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_socket_page_parent_class)->map (widget);
  sockeye_socket_page_restart (SOCKEYE_SOCKET_PAGE (widget));
}

static void
sockeye_socket_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_socket_page_parent_class)->unmap (widget);
  sockeye_socket_page_update_look (SOCKEYE_SOCKET_PAGE (widget));
}

static void
sockeye_socket_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SockeyeSocketPage *self = SOCKEYE_SOCKET_PAGE (object);

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
sockeye_socket_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SockeyeSocketPage *self = SOCKEYE_SOCKET_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        break;
      sockeye_socket_page_restart (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SOCKET:
      sockeye_socket_page_set_socket (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_socket_page_dispose (GObject *object)
{
  SockeyeSocketPage *self = SOCKEYE_SOCKET_PAGE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_SOCKET_PAGE);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_socket_page_parent_class)->dispose (object);
}

static void
sockeye_socket_page_class_init (SockeyeSocketPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_socket_page_dispose;
  object_class->get_property = sockeye_socket_page_get_property;
  object_class->set_property = sockeye_socket_page_set_property;

  widget_class->map = sockeye_socket_page_map;
  widget_class->unmap = sockeye_socket_page_unmap;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION, flags);
  properties[PROP_SOCKET] =
      g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SOCKEYE_TYPE_SPARKLINE);
  gtk_widget_class_set_css_name (widget_class, "socketpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-socket-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, absent_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, kind_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, badge_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, origin_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, sparkline);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, rates_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, grid);
  gtk_widget_class_bind_template_child (widget_class, SockeyeSocketPage, since_label);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_page_copy_cb);
}

static void
sockeye_socket_page_init (SockeyeSocketPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sockeye_socket_page_update (self);
}

void
sockeye_socket_page_set_socket (SockeyeSocketPage *self,
                                SockeyeSocket     *socket)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_PAGE (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    {
      g_signal_connect_object (socket, "notify::facts",
                               G_CALLBACK (sockeye_socket_page_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (socket, "notify::badge",
                               G_CALLBACK (sockeye_socket_page_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  sockeye_socket_page_restart (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

gboolean
sockeye_socket_page_is_looking (SockeyeSocketPage *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SOCKET_PAGE (self), FALSE);

  return self->look_id != 0;
}
