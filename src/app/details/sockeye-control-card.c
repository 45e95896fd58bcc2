/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-control-card.h"

#include <glib/gi18n-lib.h>

/* Hundreds of descriptors come in one message: all are counted, and the first
 * of them listed. */
#define MAX_PASSED 40

struct _SockeyeControlCard
{
  GtkWidget parent_instance;

  GtkWidget *grid; /* of the facts: label and value */
  int        n_lines;
};

G_DEFINE_FINAL_TYPE (SockeyeControlCard, sockeye_control_card, GTK_TYPE_WIDGET)

static GtkWidget *
sockeye_control_card_new_label (const char *text,
                                const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
sockeye_control_card_add_title (SockeyeControlCard *self,
                                const char         *title,
                                const char         *meaning)
{
  GtkWidget *label = sockeye_control_card_new_label (title, "card-title");

  gtk_widget_insert_before (label, GTK_WIDGET (self), self->grid);
  if (*meaning != '\0')
    gtk_widget_insert_before (sockeye_control_card_new_label (meaning, "dim"), GTK_WIDGET (self),
                              self->grid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Takes value, a widget that name describes. */
static void
sockeye_control_card_add_line (SockeyeControlCard *self,
                               GtkWidget          *name,
                               GtkWidget          *value)
{
  gtk_widget_set_valign (name, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  name, NULL, -1);
  gtk_grid_attach (GTK_GRID (self->grid), name, 0, self->n_lines, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value, 1, self->n_lines++, 1, 1);
}

static void
sockeye_control_card_add_fact (SockeyeControlCard *self,
                               const char         *name,
                               const char         *value)
{
  GtkWidget *label = sockeye_control_card_new_label (name, "name");

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  sockeye_control_card_add_line (self, label, sockeye_control_card_new_label (value, "value"));
}

static void
sockeye_control_card_add_passed (SockeyeControlCard  *self,
                                 const SockeyePassed *passed)
{
  GtkWidget *what = sockeye_control_card_new_label (passed->what, "value");
  GtkWidget *name;
  g_autofree char *id = NULL;
  g_autofree char *tooltip = NULL;

  if (passed->id == 0)
    {
      /* Translators: of a descriptor that is not a socket: it was closed at once */
      name = sockeye_control_card_new_label (_("closed"), "name");
      gtk_label_set_wrap (GTK_LABEL (name), FALSE);
    }
  else
    {
      id = sockeye_socket_id_to_string (passed->id);
      tooltip = g_strdup_printf (_("Select %s among the sockets"), id);
      name = gtk_button_new_with_label (id);
      gtk_widget_set_tooltip_text (name, tooltip);
      gtk_widget_set_halign (name, GTK_ALIGN_START);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (name), "u", passed->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (name), "win.show-socket");
    }
  sockeye_control_card_add_line (self, name, what);
  /* A button would grow with a long address. */
  if (passed->id != 0)
    gtk_widget_set_valign (name, GTK_ALIGN_START);
}

static void
sockeye_control_card_add_all_passed (SockeyeControlCard *self,
                                     GPtrArray          *passed)
{
  g_autofree char *more = NULL;
  GtkWidget *label;

  for (guint i = 0; i < passed->len && i < MAX_PASSED; i++)
    sockeye_control_card_add_passed (self, g_ptr_array_index (passed, i));
  if (passed->len <= MAX_PASSED)
    return;
  more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more",
                                       passed->len - MAX_PASSED),
                          passed->len - MAX_PASSED);
  label = sockeye_control_card_new_label (more, "value");
  gtk_grid_attach (GTK_GRID (self->grid), label, 1, self->n_lines++, 1, 1);
}

static void
sockeye_control_card_dispose (GObject *object)
{
  SockeyeControlCard *self = SOCKEYE_CONTROL_CARD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->grid = NULL;

  G_OBJECT_CLASS (sockeye_control_card_parent_class)->dispose (object);
}

static void
sockeye_control_card_class_init (SockeyeControlCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_control_card_dispose;

  gtk_widget_class_set_css_name (widget_class, "controlcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sockeye_control_card_init (SockeyeControlCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * sockeye_control_card_new:
 * @control: a control message
 * @passed: (nullable) (element-type SockeyePassed): what became of the
 *   descriptors that it carried
 */
GtkWidget *
sockeye_control_card_new (SockeyeControl *control,
                          GPtrArray      *passed)
{
  SockeyeControlCard *self;
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (control != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_CONTROL_CARD, NULL);
  title = sockeye_control_dup_title (control);
  sockeye_control_card_add_title (self, title, sockeye_control_get_meaning (control));
  if (passed != NULL)
    {
      sockeye_control_card_add_all_passed (self, passed);
      return GTK_WIDGET (self);
    }
  facts = sockeye_control_dup_facts (control);
  for (guint i = 0; i < facts->len; i++)
    {
      const SockeyeControlFact *fact = g_ptr_array_index (facts, i);

      sockeye_control_card_add_fact (self, fact->label, fact->value);
    }
  return GTK_WIDGET (self);
}

GtkWidget *
sockeye_control_card_new_passed (GPtrArray *passed)
{
  SockeyeControlCard *self;

  g_return_val_if_fail (passed != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_CONTROL_CARD, NULL);
  sockeye_control_card_add_title (self, "SCM_RIGHTS", _("open descriptors passed on"));
  sockeye_control_card_add_all_passed (self, passed);
  return GTK_WIDGET (self);
}
