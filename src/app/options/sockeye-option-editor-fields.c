/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The fields of an editor, by the shape of its option. */

#include "config.h"

#include "sockeye-option-editor-private.h"

#include <glib/gi18n-lib.h>

/* Whether a value is a group, and what it is joined on. */
gboolean
_sockeye_option_editor_is_group (const SockeyeOption *option)
{
  switch (option->shape)
    {
    case SOCKEYE_SHAPE_MEMBERSHIP:
    case SOCKEYE_SHAPE_MEMBERSHIP6:
    case SOCKEYE_SHAPE_SOURCE:
    case SOCKEYE_SHAPE_GROUP:
    case SOCKEYE_SHAPE_GROUP_SOURCE:
    case SOCKEYE_SHAPE_LINK_GROUP:
      return TRUE;
    default:
      return FALSE;
    }
}

static SockeyePickerList
sockeye_option_editor_get_list (const SockeyeOption *option)
{
  switch (option->shape)
    {
    case SOCKEYE_SHAPE_FLAGS:
      return SOCKEYE_PICKER_FLAGS;
    case SOCKEYE_SHAPE_INTERFACE:
    case SOCKEYE_SHAPE_INTERFACE4:
      return SOCKEYE_PICKER_INTERFACES;
    default:
      return option->choices != NULL ? SOCKEYE_PICKER_CHOICES : SOCKEYE_PICKER_NOTHING;
    }
}

static SockeyePicker *
sockeye_option_editor_new_picker (SockeyeOptionEditor *self,
                                  const char          *name,
                                  SockeyePickerList    list)
{
  GtkWidget *picker = sockeye_picker_new (name, list, self->option);

  gtk_widget_set_hexpand (picker, TRUE);
  g_signal_connect_object (picker, "changed", G_CALLBACK (_sockeye_option_editor_touch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (picker, "activate", G_CALLBACK (_sockeye_option_editor_apply), self,
                           G_CONNECT_SWAPPED);
  return SOCKEYE_PICKER (picker);
}

/* A heading and its field, in a line of the grid. */
static SockeyePicker *
sockeye_option_editor_add_line (SockeyeOptionEditor *self,
                                GtkGrid             *grid,
                                int                  line,
                                const char          *name,
                                SockeyePickerList    list)
{
  SockeyePicker *picker = sockeye_option_editor_new_picker (self, name, list);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "small");
  gtk_grid_attach (grid, label, 0, line, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (picker), 1, line, 1, 1);
  return picker;
}

static GtkWidget *
sockeye_option_editor_build_group (SockeyeOptionEditor *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  SockeyeOptionShape shape = self->option->shape;
  gboolean link = shape == SOCKEYE_SHAPE_LINK_GROUP;
  GtkWidget *interface;

  gtk_grid_set_column_spacing (grid, 6);
  gtk_grid_set_row_spacing (grid, 3);
  self->text = sockeye_option_editor_add_line (self, grid, 0, link ? _("What") : _("Group"),
                                               link ? SOCKEYE_PICKER_CHOICES
                                                    : SOCKEYE_PICKER_NOTHING);
  if (shape == SOCKEYE_SHAPE_SOURCE || shape == SOCKEYE_SHAPE_GROUP_SOURCE)
    self->source = sockeye_option_editor_add_line (self, grid, 1, _("Source"),
                                                   SOCKEYE_PICKER_NOTHING);
  self->interface = sockeye_option_editor_add_line (self, grid, 2, _("Interface"),
                                                    SOCKEYE_PICKER_INTERFACES);
  interface = sockeye_picker_get_entry (self->interface);
  gtk_entry_set_placeholder_text (GTK_ENTRY (interface), _("the kernel's choice"));
  return GTK_WIDGET (grid);
}

/* What is typed counts in this. */
static const char *
sockeye_option_editor_get_unit (const SockeyeOption *option)
{
  if (option->unit != NULL)
    return _(option->unit);
  if (option->shape == SOCKEYE_SHAPE_TIME || option->shape == SOCKEYE_SHAPE_LINGER)
    return _("s");
  return NULL;
}

static void
sockeye_option_editor_on_cb (SockeyeOptionEditor *self)
{
  gboolean on = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->on));

  gtk_widget_set_sensitive (GTK_WIDGET (self->text), on);
  _sockeye_option_editor_touch (self);
}

static GtkWidget *
sockeye_option_editor_build_value (SockeyeOptionEditor *self)
{
  const char *unit = sockeye_option_editor_get_unit (self->option);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label;

  self->text = sockeye_option_editor_new_picker (self, self->option->name,
                                                 sockeye_option_editor_get_list (self->option));
  if (self->option->shape == SOCKEYE_SHAPE_LINGER)
    {
      self->on = gtk_check_button_new_with_label (_("on"));
      g_signal_connect_object (self->on, "toggled", G_CALLBACK (sockeye_option_editor_on_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_sensitive (GTK_WIDGET (self->text), FALSE);
      gtk_box_append (GTK_BOX (box), self->on);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  if (unit != NULL)
    {
      label = gtk_label_new (unit);
      gtk_widget_add_css_class (label, "small");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

/* A switch needs no field: its two values are two buttons. */
void
_sockeye_option_editor_build (SockeyeOptionEditor *self)
{
  GtkWidget *fields = NULL;

  if (_sockeye_option_editor_is_group (self->option))
    fields = sockeye_option_editor_build_group (self);
  else if (self->option->shape != SOCKEYE_SHAPE_SWITCH)
    fields = sockeye_option_editor_build_value (self);
  if (fields != NULL)
    gtk_widget_insert_before (fields, GTK_WIDGET (self), GTK_WIDGET (self->message));
}

/* The kernel's value, or nothing where it is not known. */
void
_sockeye_option_editor_show (SockeyeOptionEditor *self)
{
  g_autofree char *text =
      self->value != NULL ? sockeye_option_to_text (self->option, self->value) : g_strdup ("");
  gboolean on = FALSE;
  int seconds = 0;

  if (self->on != NULL && self->value != NULL
      && sockeye_option_get_linger (self->option, self->value, &on, &seconds))
    {
      g_free (text);
      text = g_strdup_printf ("%d", seconds);
    }
  if (self->on != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->on), on);
  if (self->text != NULL)
    sockeye_picker_set_text (self->text, text);
  if (self->source != NULL)
    sockeye_picker_set_text (self->source, "");
  if (self->interface != NULL)
    sockeye_picker_set_text (self->interface, "");
}

static GBytes *
sockeye_option_editor_dup_group (SockeyeOptionEditor  *self,
                                 GtkWidget           **wrong,
                                 GError              **error)
{
  const char *interface = sockeye_picker_get_text (self->interface);
  const char *source = self->source != NULL ? sockeye_picker_get_text (self->source) : NULL;
  const char *group = sockeye_picker_get_text (self->text);

  if (*interface != '\0' && !sockeye_option_parse_interface (interface, NULL, error))
    {
      *wrong = sockeye_picker_get_entry (self->interface);
      return NULL;
    }
  if (source != NULL
      && (*source == '\0'
          || (!g_hostname_is_ip_address (source) && g_hostname_is_ip_address (group))))
    *wrong = sockeye_picker_get_entry (self->source);
  return sockeye_option_new_membership (self->option, group, interface, source, error);
}

/**
 * _sockeye_option_editor_dup_bytes:
 * @wrong: (out) (nullable): where the mistake stands
 *
 * Returns: (transfer full): the value as it is typed, or %NULL with @error, a
 *   sentence for the user. Not of a switch.
 */
GBytes *
_sockeye_option_editor_dup_bytes (SockeyeOptionEditor  *self,
                                  GtkWidget           **wrong,
                                  GError              **error)
{
  const char *text = sockeye_picker_get_text (self->text);

  *wrong = sockeye_picker_get_entry (self->text);
  if (self->interface != NULL)
    return sockeye_option_editor_dup_group (self, wrong, error);
  if (self->on != NULL && !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->on)))
    text = "off";
  return sockeye_option_parse (self->option, text, error);
}
