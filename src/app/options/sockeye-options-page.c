/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-options-page.h"

#include <glib/gi18n-lib.h>

#include "sockeye-options-page-private.h"
#include "window/sockeye-shortcuts.h"
#include "widgets/sockeye-template.h"

/* However fast calls are made on the socket, it is read no more often. */
#define SOCKEYE_OPTIONS_PAGE_READ_MS 200

G_DEFINE_FINAL_TYPE (SockeyeOptionsPage, sockeye_options_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
sockeye_options_page_has_open (SockeyeOptionsPage *self)
{
  return self->session != NULL && self->socket != NULL
         && !sockeye_socket_is_closed (self->socket);
}

static void
sockeye_options_page_update_stack (SockeyeOptionsPage *self)
{
  g_autofree char *text = NULL;

  if (self->socket != NULL && sockeye_socket_is_closed (self->socket))
    text = g_strdup_printf (_("%s is closed: it has no options any more."),
                            sockeye_socket_get_name (self->socket));
  gtk_label_set_text (self->absent_label,
                      text != NULL ? text : _("Choose a socket on the left to see its options."));
  gtk_stack_set_visible_child_name (self->stack, sockeye_options_page_has_open (self) ? "options"
                                                                                      : "absent");
}

static void
sockeye_options_page_stop (SockeyeOptionsPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->read_id, g_source_remove);
  if (self->build_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->build_id);
  self->build_id = 0;
  self->again = FALSE;
}

typedef struct
{
  SockeyeOptionsPage *page;
  GCancellable       *reading;
  SockeyeSocketId     socket;
} SockeyeOptionsPageRead;

static void
sockeye_options_page_read_free (SockeyeOptionsPageRead *data)
{
  g_object_unref (data->page);
  g_object_unref (data->reading);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeOptionsPageRead, sockeye_options_page_read_free)

static void
sockeye_options_page_read_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr (SockeyeOptionsPageRead) data = user_data;
  SockeyeOptionsPage *self = data->page;
  g_autoptr (GPtrArray) readings =
      sockeye_session_read_options_finish (SOCKEYE_SESSION (object), result, NULL);

  /* Another socket by now, or nobody looks. */
  if (data->reading != self->reading)
    return;
  g_clear_object (&self->reading);
  sockeye_options_page_update_stack (self);
  if (readings != NULL)
    _sockeye_options_page_show (self, data->socket, readings);
  if (self->again)
    _sockeye_options_page_read (self);
}

/* Now, or again where it is just being read. Nothing while it is not seen. */
void
_sockeye_options_page_read (SockeyeOptionsPage *self)
{
  SockeyeOptionsPageRead *data;

  g_clear_handle_id (&self->read_id, g_source_remove);
  self->again = self->reading != NULL;
  if (self->again || !sockeye_options_page_has_open (self)
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->reading = g_cancellable_new ();
  self->read_time = g_get_monotonic_time ();
  self->n_reads++;
  data = g_new0 (SockeyeOptionsPageRead, 1);
  data->page = g_object_ref (self);
  data->reading = g_object_ref (self->reading);
  data->socket = sockeye_socket_get_id (self->socket);
  sockeye_session_read_options_async (self->session, data->socket, -1, self->reading,
                                      sockeye_options_page_read_cb, data);
}

static gboolean
sockeye_options_page_timeout_cb (gpointer data)
{
  SockeyeOptionsPage *self = data;

  self->read_id = 0;
  _sockeye_options_page_read (self);
  return G_SOURCE_REMOVE;
}

/* A call may have changed any option, also one that has nothing to do with it:
 * bind() sets what it needs, connect() learns the path's MTU. */
static void
sockeye_options_page_changed_cb (SockeyeOptionsPage *self)
{
  gint64 since = (g_get_monotonic_time () - self->read_time) / 1000;

  sockeye_options_page_update_stack (self);
  if (self->read_id != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->read_id = g_timeout_add ((guint) CLAMP (SOCKEYE_OPTIONS_PAGE_READ_MS - since, 0,
                                                SOCKEYE_OPTIONS_PAGE_READ_MS),
                                 sockeye_options_page_timeout_cb, self);
}

static void
sockeye_options_page_filter_cb (SockeyeOptionsPage *self)
{
  _sockeye_options_page_filter (self);
}

/* Enter opens the first that is found. */
static void
sockeye_options_page_search_activate_cb (SockeyeOptionsPage *self)
{
  /* The entry waits a moment before it tells; Enter must not be faster. */
  _sockeye_options_page_filter (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SOCKEYE_IS_OPTION_ROW (row) && gtk_widget_get_child_visible (row))
      {
        _sockeye_options_page_open (self, SOCKEYE_OPTION_ROW (row));
        return;
      }
}

static void
sockeye_options_page_stop_search_cb (SockeyeOptionsPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.hide-details", NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
sockeye_options_page_row_activated_cb (SockeyeOptionsPage *self,
                                       GtkListBoxRow      *row)
{
  if (sockeye_option_row_is_open (SOCKEYE_OPTION_ROW (row)))
    sockeye_option_row_set_open (SOCKEYE_OPTION_ROW (row), FALSE);
  else
    _sockeye_options_page_open (self, SOCKEYE_OPTION_ROW (row));
}

static void
sockeye_options_page_refresh_action (GtkWidget  *widget,
                                     const char *action_name,
                                     GVariant   *parameter)
{
  _sockeye_options_page_read (SOCKEYE_OPTIONS_PAGE (widget));
}

static void
sockeye_options_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_options_page_parent_class)->map (widget);
  _sockeye_options_page_read (SOCKEYE_OPTIONS_PAGE (widget));
}

static void
sockeye_options_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_options_page_parent_class)->unmap (widget);
  sockeye_options_page_stop (SOCKEYE_OPTIONS_PAGE (widget));
}

static void
sockeye_options_page_set_session (SockeyeOptionsPage *self,
                                  SockeyeSession     *session)
{
  if (!g_set_object (&self->session, session))
    return;
  sockeye_options_page_stop (self);
  sockeye_options_page_update_stack (self);
  _sockeye_options_page_read (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
sockeye_options_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SockeyeOptionsPage *self = SOCKEYE_OPTIONS_PAGE (object);

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
sockeye_options_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  SockeyeOptionsPage *self = SOCKEYE_OPTIONS_PAGE (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      sockeye_options_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_SOCKET:
      sockeye_options_page_set_socket (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_options_page_dispose (GObject *object)
{
  SockeyeOptionsPage *self = SOCKEYE_OPTIONS_PAGE (object);

  sockeye_options_page_stop (self);
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  self->opened = NULL;
  g_hash_table_remove_all (self->rows);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_OPTIONS_PAGE);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_options_page_parent_class)->dispose (object);
}

static void
sockeye_options_page_finalize (GObject *object)
{
  SockeyeOptionsPage *self = SOCKEYE_OPTIONS_PAGE (object);

  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->order);
  g_strfreev (self->words);

  G_OBJECT_CLASS (sockeye_options_page_parent_class)->finalize (object);
}

static void
sockeye_options_page_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-options-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, absent_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, search);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, changed_only);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionsPage, none_label);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_options_page_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_options_page_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_options_page_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_options_page_row_activated_cb);
}

static void
sockeye_options_page_class_init (SockeyeOptionsPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_options_page_dispose;
  object_class->finalize = sockeye_options_page_finalize;
  object_class->get_property = sockeye_options_page_get_property;
  object_class->set_property = sockeye_options_page_set_property;

  widget_class->map = sockeye_options_page_map;
  widget_class->unmap = sockeye_options_page_unmap;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION, flags);
  properties[PROP_SOCKET] =
      g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "optionspage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "options.refresh", NULL,
                                   sockeye_options_page_refresh_action);
  sockeye_shortcuts_bind_class (widget_class, "options.");
  sockeye_options_page_bind_template (widget_class);
}

static void
sockeye_options_page_init (SockeyeOptionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _sockeye_options_page_init_list (self);
  sockeye_options_page_update_stack (self);
}

void
sockeye_options_page_set_socket (SockeyeOptionsPage *self,
                                 SockeyeSocket      *socket)
{
  g_return_if_fail (SOCKEYE_IS_OPTIONS_PAGE (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (self->socket == socket)
    return;
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_set_object (&self->socket, socket);
  if (socket != NULL)
    {
      g_signal_connect_object (socket, "notify::last-call",
                               G_CALLBACK (sockeye_options_page_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (socket, "notify::badge",
                               G_CALLBACK (sockeye_options_page_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  sockeye_options_page_stop (self);
  sockeye_options_page_update_stack (self);
  _sockeye_options_page_read (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

void
sockeye_options_page_focus_search (SockeyeOptionsPage *self)
{
  g_return_if_fail (SOCKEYE_IS_OPTIONS_PAGE (self));

  /* Behind the hint that there is no socket it would swallow keys. */
  if (sockeye_options_page_has_open (self))
    gtk_widget_grab_focus (self->search);
}

guint
sockeye_options_page_get_n_reads (SockeyeOptionsPage *self)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTIONS_PAGE (self), 0);

  return self->n_reads;
}
