/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-host-row.h"

#include <glib/gi18n-lib.h>

#include "catalog/sockeye-catalog.h"

#define HINT_CHARS 13

struct _SockeyeHostRow
{
  GtkButton  parent_instance;

  char      *text;
  int        family; /* AF_UNSPEC: a name, for any family with a Host */
};

G_DEFINE_FINAL_TYPE (SockeyeHostRow, sockeye_host_row, GTK_TYPE_BUTTON)

static gboolean
sockeye_host_row_suits (int            family,
                        SockeyeSocket *socket)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (sockeye_socket_get_family (socket));

  if (family == AF_UNSPEC)
    return row != NULL && row->has_names;
  return family == sockeye_socket_get_family (socket);
}

static void
sockeye_host_row_finalize (GObject *object)
{
  SockeyeHostRow *self = SOCKEYE_HOST_ROW (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sockeye_host_row_parent_class)->finalize (object);
}

static void
sockeye_host_row_class_init (SockeyeHostRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_host_row_finalize;
}

static void
sockeye_host_row_init (SockeyeHostRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

static GtkWidget *
sockeye_host_row_new_label (const char *text,
                            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "code");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * sockeye_host_row_new:
 * @hint: what the text is: "AF_INET", "gethostname()"
 * @text: what goes into Host
 * @family: of an address; AF_UNSPEC for a name
 *
 * Returns: (transfer floating): the row, for no socket
 */
GtkWidget *
sockeye_host_row_new (const char *hint,
                      const char *text,
                      int         family)
{
  SockeyeHostRow *self;
  GtkWidget *box;
  GtkWidget *label;
  g_autofree char *name = NULL;

  g_return_val_if_fail (hint != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_HOST_ROW, NULL);
  self->text = g_strdup (text);
  self->family = family;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  label = sockeye_host_row_new_label (hint, "dim-label");
  gtk_label_set_width_chars (GTK_LABEL (label), HINT_CHARS);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), sockeye_host_row_new_label (text, NULL));
  gtk_button_set_child (GTK_BUTTON (self), box);
  name = g_strdup_printf ("%s %s", hint, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  sockeye_host_row_set_socket (self, NULL);
  return GTK_WIDGET (self);
}

/**
 * sockeye_host_row_dup_obstacle:
 * @family: of an address; AF_UNSPEC for a name
 * @socket: (nullable): whose Host it would go into
 *
 * Returns: (transfer full) (nullable): why it cannot; %NULL where it can
 */
char *
sockeye_host_row_dup_obstacle (int            family,
                               SockeyeSocket *socket)
{
  const SockeyeFamily *row;
  g_autofree char *no_bind = NULL;

  g_return_val_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket), NULL);

  if (socket == NULL)
    return g_strdup (_("No socket is selected"));
  row = sockeye_catalog_find_family (sockeye_socket_get_family (socket));
  if (!sockeye_host_row_suits (family, socket))
    /* Translators: as in "s1 is an AF_INET6 socket". */
    return g_strdup_printf (_("%s is an %s socket"), sockeye_socket_get_name (socket),
                            row != NULL ? row->constant.name : "?");
  /* As the bar: an address is of use where one of the two can be called. */
  no_bind = sockeye_socket_dup_obstacle (socket, SOCKEYE_VERB_BIND);
  return no_bind != NULL ? sockeye_socket_dup_obstacle (socket, SOCKEYE_VERB_CONNECT) : NULL;
}

const char *
sockeye_host_row_get_text (SockeyeHostRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_HOST_ROW (self), NULL);

  return self->text;
}

/**
 * sockeye_host_row_set_socket:
 * @self: the row
 * @socket: (nullable): whose Host it would fill
 *
 * Shows whether it can, as the socket is now.
 */
void
sockeye_host_row_set_socket (SockeyeHostRow *self,
                             SockeyeSocket  *socket)
{
  g_autofree char *obstacle = NULL;

  g_return_if_fail (SOCKEYE_IS_HOST_ROW (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  obstacle = sockeye_host_row_dup_obstacle (self->family, socket);
  gtk_widget_set_sensitive (GTK_WIDGET (self), obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), obstacle);
  if (obstacle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    obstacle, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
sockeye_host_rows_clear (GtkBox *box)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
sockeye_host_rows_set_socket (GtkBox        *box,
                              SockeyeSocket *socket)
{
  g_return_if_fail (GTK_IS_BOX (box));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (SOCKEYE_IS_HOST_ROW (child))
      sockeye_host_row_set_socket (SOCKEYE_HOST_ROW (child), socket);
}
