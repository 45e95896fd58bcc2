/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-control-menu.h"

#include <glib/gi18n-lib.h>

#include "sockeye-control-form.h"
#include "sockeye-draft.h"

struct _SockeyeControlMenu
{
  GtkWidget           parent_instance;

  SockeyeDraft       *draft; /* of the socket, or NULL */
  SockeyeSocket      *socket;

  GtkWidget          *button;
  GtkWidget          *none;  /* what is said where there is none */
  GtkWidget          *list;  /* a line each */
  SockeyeControlForm *form;
};

G_DEFINE_FINAL_TYPE (SockeyeControlMenu, sockeye_control_menu, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void sockeye_control_menu_show (SockeyeControlMenu *self);

static void
sockeye_control_menu_changed (SockeyeControlMenu *self)
{
  sockeye_control_menu_show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sockeye_control_menu_added_cb (SockeyeControlMenu *self,
                               SockeyeControl     *control)
{
  if (self->draft == NULL)
    return;
  g_ptr_array_add (self->draft->controls, sockeye_control_ref (control));
  sockeye_control_menu_changed (self);
}

static void
sockeye_control_menu_remove_cb (SockeyeControlMenu *self,
                                GtkWidget          *button)
{
  gpointer control = g_object_get_data (G_OBJECT (button), "sockeye-control");

  if (self->draft == NULL)
    return;
  /* The button goes; the focus must not go with it. */
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  if (g_ptr_array_remove (self->draft->controls, control))
    sockeye_control_menu_changed (self);
}

static void
sockeye_control_menu_add_line (SockeyeControlMenu *self,
                               SockeyeControl     *control)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *title = sockeye_control_dup_title (control);
  g_autofree char *summary = sockeye_control_dup_summary (control);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), title);
  GtkWidget *label = gtk_label_new (summary);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "code");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "sockeye-control", sockeye_control_ref (control),
                          (GDestroyNotify) sockeye_control_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (sockeye_control_menu_remove_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (self->list), line);
}

/* That something goes with the data must be seen without opening anything. */
static void
sockeye_control_menu_show (SockeyeControlMenu *self)
{
  guint n = self->draft != NULL ? self->draft->controls->len : 0;
  g_autofree char *label = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < n; i++)
    sockeye_control_menu_add_line (self, g_ptr_array_index (self->draft->controls, i));
  gtk_widget_set_visible (self->none, n == 0);
  gtk_widget_set_visible (self->list, n > 0);

  /* Translators: how many control messages go with the data: "Control 2" */
  label = n > 0 ? g_strdup_printf (_("Control %u"), n) : g_strdup (_("Control"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (n > 0)
    gtk_widget_add_css_class (self->button, "flagged");
  else
    gtk_widget_remove_css_class (self->button, "flagged");
}

static void
sockeye_control_menu_dispose (GObject *object)
{
  SockeyeControlMenu *self = SOCKEYE_CONTROL_MENU (object);

  self->draft = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->socket);

  G_OBJECT_CLASS (sockeye_control_menu_parent_class)->dispose (object);
}

static void
sockeye_control_menu_class_init (SockeyeControlMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_control_menu_dispose;

  signals[CHANGED] = g_signal_new ("changed", SOCKEYE_TYPE_CONTROL_MENU, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "controlmenu");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
sockeye_control_menu_new_popover (SockeyeControlMenu *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (_("Control messages of Send"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->none = gtk_label_new (_("None: only the data is sent."));
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_widget_add_css_class (self->none, "small");
  gtk_widget_add_css_class (self->none, "dim-label");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->form = g_object_new (SOCKEYE_TYPE_CONTROL_FORM, NULL);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
sockeye_control_menu_init (SockeyeControlMenu *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_set_tooltip_text (self->button,
                               _("Control messages that go with the data: sendmsg()"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button),
                               sockeye_control_menu_new_popover (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->form, "added", G_CALLBACK (sockeye_control_menu_added_cb), self,
                           G_CONNECT_SWAPPED);
  sockeye_control_menu_show (self);
}

/**
 * sockeye_control_menu_set_socket:
 * @session: (nullable):
 * @socket: (nullable): whose sends are meant from now on
 *
 * Hides itself where the socket can send nothing beside its data.
 */
void
sockeye_control_menu_set_socket (SockeyeControlMenu *self,
                                 SockeyeSession     *session,
                                 SockeyeSocket      *socket)
{
  g_return_if_fail (SOCKEYE_IS_CONTROL_MENU (self));

  g_set_object (&self->socket, socket);
  self->draft = socket != NULL ? sockeye_draft_get (socket) : NULL;
  sockeye_control_form_set_socket (self->form, session, socket);
  gtk_widget_set_visible (GTK_WIDGET (self), sockeye_control_form_has_kinds (self->form));
  sockeye_control_menu_show (self);
}
