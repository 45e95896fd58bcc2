/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-menu.h"

#include <glib/gi18n-lib.h>

#include "sockeye-filter-store.h"
#include "widgets/sockeye-arrow-keys.h"
#include "window/sockeye-settings.h"

#define SOCKEYE_FILTER_MENU_CHARS 44

struct _SockeyeFilterMenu
{
  GtkPopover         parent_instance;

  SockeyeFilterStore store;
  char              *text; /* of the present filter; "": none, or not right */

  GtkBox            *saved_box;
  GtkBox            *recent_box;
  GtkWidget         *saved_heading;
  GtkWidget         *recent_heading;
  GtkWidget         *nothing_label;
  GtkEntry          *name_entry;
  GtkWidget         *save_button;
};

G_DEFINE_FINAL_TYPE (SockeyeFilterMenu, sockeye_filter_menu, GTK_TYPE_POPOVER)

static guint picked_signal;

static void sockeye_filter_menu_show_list (SockeyeFilterMenu *self);

static void
sockeye_filter_menu_pick_cb (SockeyeFilterMenu *self,
                             GtkWidget         *button)
{
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (button), "sockeye-text"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, picked_signal, 0, text);
}

static void
sockeye_filter_menu_delete_cb (SockeyeFilterMenu *self,
                               GtkWidget         *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "sockeye-text"));

  /* The button that was pressed goes. */
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  sockeye_filter_store_delete (&self->store, name);
  sockeye_filter_menu_show_list (self);
}

/* As the language escapes it: what turns the direction of writing, pasted with a
 * payload, must not turn a list. */
static char *
sockeye_filter_menu_dup_shown (const char *text)
{
  GString *shown = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL)
        g_string_append_printf (shown, "\\u%04x", c);
      else
        g_string_append_unichar (shown, c);
    }
  return g_string_free (shown, FALSE);
}

static GtkWidget *
sockeye_filter_menu_new_label (const char *text,
                               const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SOCKEYE_FILTER_MENU_CHARS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
sockeye_filter_menu_new_button (SockeyeFilterMenu *self,
                                const char        *text,
                                GCallback          callback)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  g_object_set_data_full (G_OBJECT (button), "sockeye-text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
sockeye_filter_menu_add_recent (SockeyeFilterMenu *self,
                                const char        *text)
{
  GtkWidget *button =
      sockeye_filter_menu_new_button (self, text, G_CALLBACK (sockeye_filter_menu_pick_cb));
  g_autofree char *shown = sockeye_filter_menu_dup_shown (text);

  gtk_button_set_child (GTK_BUTTON (button), sockeye_filter_menu_new_label (shown, "code"));
  gtk_widget_set_tooltip_text (button, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  -1);
  gtk_box_append (self->recent_box, button);
}

static void
sockeye_filter_menu_add_saved (SockeyeFilterMenu        *self,
                               const SockeyeSavedFilter *filter)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = sockeye_filter_menu_new_button (self, filter->text,
                                                      G_CALLBACK (sockeye_filter_menu_pick_cb));
  GtkWidget *delete = sockeye_filter_menu_new_button (self, filter->name,
                                                      G_CALLBACK (sockeye_filter_menu_delete_cb));
  g_autofree char *shown_name = sockeye_filter_menu_dup_shown (filter->name);
  g_autofree char *shown = sockeye_filter_menu_dup_shown (filter->text);
  g_autofree char *name = g_strdup_printf ("%s, %s", shown_name, shown);
  /* Translators: of a saved filter, by its name */
  g_autofree char *hint = g_strdup_printf (_("Delete “%s”"), shown_name);

  gtk_box_append (GTK_BOX (words), sockeye_filter_menu_new_label (shown_name, "name"));
  gtk_box_append (GTK_BOX (words), sockeye_filter_menu_new_label (shown, "code"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_button_set_icon_name (GTK_BUTTON (delete), "user-trash-symbolic");
  gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (delete, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  -1);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), delete);
  gtk_box_append (self->saved_box, line);
}

static void
sockeye_filter_menu_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
sockeye_filter_menu_show_list (SockeyeFilterMenu *self)
{
  sockeye_filter_store_load (&self->store);
  sockeye_filter_menu_empty (self->recent_box);
  sockeye_filter_menu_empty (self->saved_box);
  for (guint i = 0; i < self->store.saved->len; i++)
    sockeye_filter_menu_add_saved (self, g_ptr_array_index (self->store.saved, i));
  for (guint i = 0; i < self->store.recent->len; i++)
    sockeye_filter_menu_add_recent (self, g_ptr_array_index (self->store.recent, i));
  gtk_widget_set_visible (self->saved_heading, self->store.saved->len > 0);
  gtk_widget_set_visible (self->recent_heading, self->store.recent->len > 0);
  gtk_widget_set_visible (self->nothing_label,
                          self->store.saved->len + self->store.recent->len == 0);
}

static void
sockeye_filter_menu_show_save (SockeyeFilterMenu *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));

  gtk_widget_set_sensitive (GTK_WIDGET (self->name_entry), *self->text != '\0');
  gtk_widget_set_sensitive (self->save_button, *self->text != '\0' && *name != '\0');
}

static void
sockeye_filter_menu_save_cb (SockeyeFilterMenu *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)));

  if (*g_strstrip (name) == '\0' || *self->text == '\0')
    return;
  sockeye_filter_store_save (&self->store, name, self->text);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  sockeye_filter_menu_show_list (self);
}

/* Made when it is looked at. */
static void
sockeye_filter_menu_map (GtkWidget *widget)
{
  sockeye_filter_menu_show_list (SOCKEYE_FILTER_MENU (widget));
  GTK_WIDGET_CLASS (sockeye_filter_menu_parent_class)->map (widget);
}

static void
sockeye_filter_menu_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOCKEYE_TYPE_FILTER_MENU);

  G_OBJECT_CLASS (sockeye_filter_menu_parent_class)->dispose (object);
}

static void
sockeye_filter_menu_finalize (GObject *object)
{
  SockeyeFilterMenu *self = SOCKEYE_FILTER_MENU (object);

  sockeye_filter_store_finish (&self->store);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sockeye_filter_menu_parent_class)->finalize (object);
}

static void
sockeye_filter_menu_class_init (SockeyeFilterMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_filter_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = sockeye_filter_menu_finalize;
  widget_class->map = sockeye_filter_menu_map;

  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-filter-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, saved_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, recent_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, saved_heading);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, recent_heading);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMenu, save_button);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_menu_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_menu_show_save);
}

static void
sockeye_filter_menu_init (SockeyeFilterMenu *self)
{
  g_autoptr (GSettings) settings = sockeye_settings_dup ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sockeye_filter_store_init (&self->store, settings);
  sockeye_arrow_keys_add (GTK_WIDGET (self->saved_box));
  sockeye_arrow_keys_add (GTK_WIDGET (self->recent_box));
  sockeye_filter_menu_set_text (self, "");
}

/* text: of the present filter, which can be saved; "" for none. */
void
sockeye_filter_menu_set_text (SockeyeFilterMenu *self,
                              const char        *text)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_MENU (self));
  g_return_if_fail (text != NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  sockeye_filter_menu_show_save (self);
}

/* The present filter is one that the user meant. */
void
sockeye_filter_menu_remember (SockeyeFilterMenu *self)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_MENU (self));

  sockeye_filter_store_remember (&self->store, self->text);
}
