/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-picker.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-arrow-keys.h"

/* A listener may have ten thousand peers. */
#define SOCKEYE_SOCKET_PICKER_MAX 300

struct _SockeyeSocketPicker
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  GtkWidget      *scrolled;
  GtkWidget      *box;    /* of a check a socket */
  GHashTable     *ticked; /* SockeyeSocketId */
  guint           n_listed;
  guint           n_more; /* that are not listed */
};

G_DEFINE_FINAL_TYPE (SockeyeSocketPicker, sockeye_socket_picker, GTK_TYPE_WIDGET)

static const char *
sockeye_socket_picker_get_address (SockeyeSocket *socket)
{
  const char *remote = sockeye_socket_get_remote_text (socket);
  const char *local = sockeye_socket_get_local_text (socket);

  if (remote != NULL && *remote != '\0')
    return remote;
  return local != NULL ? local : "";
}

static void
sockeye_socket_picker_toggled_cb (GtkCheckButton      *check,
                                  SockeyeSocketPicker *self)
{
  gpointer id = g_object_get_data (G_OBJECT (check), "sockeye-id");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->ticked, id);
  else
    g_hash_table_remove (self->ticked, id);
}

static void
sockeye_socket_picker_add (SockeyeSocketPicker *self,
                           SockeyeSocket       *socket)
{
  gpointer id = GUINT_TO_POINTER (sockeye_socket_get_id (socket));
  g_autofree char *label = NULL;
  GtkWidget *check;

  if (sockeye_socket_is_closed (socket))
    {
      g_hash_table_remove (self->ticked, id);
      return;
    }
  if (self->n_listed >= SOCKEYE_SOCKET_PICKER_MAX && !g_hash_table_contains (self->ticked, id))
    {
      self->n_more++;
      return;
    }
  self->n_listed++;
  label = g_strdup_printf ("%s  %s  %s", sockeye_socket_get_name (socket),
                           sockeye_socket_get_kind (socket),
                           sockeye_socket_picker_get_address (socket));
  check = gtk_check_button_new_with_label (g_strchomp (label));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->ticked, id));
  g_object_set_data (G_OBJECT (check), "sockeye-id", id);
  g_signal_connect_object (check, "toggled", G_CALLBACK (sockeye_socket_picker_toggled_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->box), check);
}

static void
sockeye_socket_picker_add_all (SockeyeSocketPicker *self,
                               GListModel          *sockets)
{
  for (guint i = 0; sockets != NULL && i < g_list_model_get_n_items (sockets); i++)
    {
      g_autoptr (SockeyeSocket) socket = g_list_model_get_item (sockets, i);

      sockeye_socket_picker_add (self, socket);
      if (sockeye_socket_is_listener (socket))
        sockeye_socket_picker_add_all (self, sockeye_socket_list_peers (socket));
    }
}

static void
sockeye_socket_picker_tell_more (SockeyeSocketPicker *self)
{
  g_autofree char *more = NULL;
  GtkWidget *label;

  if (self->n_more == 0)
    return;
  more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", self->n_more),
                          self->n_more);
  label = gtk_label_new (more);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
sockeye_socket_picker_map (GtkWidget *widget)
{
  SockeyeSocketPicker *self = SOCKEYE_SOCKET_PICKER (widget);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->n_listed = self->n_more = 0;
  sockeye_socket_picker_add_all (self, sockeye_session_list_sockets (self->session));
  sockeye_socket_picker_tell_more (self);
  GTK_WIDGET_CLASS (sockeye_socket_picker_parent_class)->map (widget);
}

static void
sockeye_socket_picker_dispose (GObject *object)
{
  SockeyeSocketPicker *self = SOCKEYE_SOCKET_PICKER (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_socket_picker_parent_class)->dispose (object);
}

static void
sockeye_socket_picker_finalize (GObject *object)
{
  g_hash_table_unref (SOCKEYE_SOCKET_PICKER (object)->ticked);

  G_OBJECT_CLASS (sockeye_socket_picker_parent_class)->finalize (object);
}

static void
sockeye_socket_picker_class_init (SockeyeSocketPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_socket_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = sockeye_socket_picker_finalize;
  widget_class->map = sockeye_socket_picker_map;

  gtk_widget_class_set_css_name (widget_class, "socketpicker");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sockeye_socket_picker_init (SockeyeSocketPicker *self)
{
  self->ticked = g_hash_table_new (NULL, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  sockeye_arrow_keys_add (self->box);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "child", self->box,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE,
                                 "max-content-height", 130,
                                 NULL);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
sockeye_socket_picker_new (SockeyeSession *session)
{
  SockeyeSocketPicker *self;

  g_return_val_if_fail (SOCKEYE_IS_SESSION (session), NULL);

  self = g_object_new (SOCKEYE_TYPE_SOCKET_PICKER, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/* In the order in which they are listed. */
char *
sockeye_socket_picker_dup_names (SockeyeSocketPicker *self)
{
  GString *names;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET_PICKER (self), NULL);

  names = g_string_new (NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *name = NULL;

      if (!GTK_IS_CHECK_BUTTON (child) || !gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
        continue;
      name = sockeye_socket_id_to_string (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child),
                                                                               "sockeye-id")));
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}
