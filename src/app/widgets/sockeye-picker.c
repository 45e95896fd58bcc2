/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-picker.h"

#include <glib/gi18n-lib.h>

#include "sockeye-arrow-keys.h"
#include "address/sockeye-interface.h"

/* The list is made when it is opened: few of them ever are. */
struct _SockeyePicker
{
  GtkWidget            parent_instance;

  SockeyePickerList    list;
  const SockeyeOption *option;
  GCancellable        *asking; /* for interfaces */

  GtkWidget           *entry;
  GtkWidget           *button; /* or NULL */
};

G_DEFINE_FINAL_TYPE (SockeyePicker, sockeye_picker, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_picker_changed_cb (SockeyePicker *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sockeye_picker_activate_cb (SockeyePicker *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static void
sockeye_picker_pick_cb (SockeyePicker *self,
                        GtkWidget     *item)
{
  const char *text = g_object_get_data (G_OBJECT (item), "sockeye-text");

  /* First: it gives the focus back to its button. */
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  sockeye_picker_set_text (self, text);
  gtk_widget_grab_focus (self->entry);
}

/* A line of the list: what goes into the entry, and what it means. */
static GtkWidget *
sockeye_picker_new_line (const char *text,
                         const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "code");
  gtk_box_append (GTK_BOX (line), name);
  if (words != NULL && *words != '\0')
    {
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_widget_add_css_class (label, "word");
      gtk_box_append (GTK_BOX (line), label);
    }
  return line;
}

static void
sockeye_picker_name_item (GtkWidget  *item,
                          const char *text,
                          const char *words)
{
  g_autofree char *name = words != NULL ? g_strdup_printf ("%s, %s", text, words) : g_strdup (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
sockeye_picker_add_button (SockeyePicker *self,
                           GtkBox        *box,
                           const char    *text,
                           const char    *words)
{
  GtkWidget *item = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (item), sockeye_picker_new_line (text, words));
  gtk_button_set_has_frame (GTK_BUTTON (item), FALSE);
  sockeye_picker_name_item (item, text, words);
  g_object_set_data_full (G_OBJECT (item), "sockeye-text", g_strdup (text), g_free);
  g_signal_connect_object (item, "clicked", G_CALLBACK (sockeye_picker_pick_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, item);
  /* The list opens at what is typed. */
  if (g_strcmp0 (sockeye_picker_get_text (self), text) == 0)
    gtk_widget_set_focus_child (GTK_WIDGET (box), item);
}

/* Of what is typed now; 0 where it is not understood. */
static gint64
sockeye_picker_get_number (SockeyePicker *self)
{
  g_autoptr (GBytes) bytes =
      sockeye_option_parse (self->option, sockeye_picker_get_text (self), NULL);
  gint64 number;

  if (bytes == NULL || !sockeye_option_get_number (self->option, bytes, &number))
    return 0;
  return number;
}

static void
sockeye_picker_flag_cb (SockeyePicker  *self,
                        GtkCheckButton *check)
{
  const SockeyeOptionChoice *flag = g_object_get_data (G_OBJECT (check), "sockeye-flag");
  gint64 number = sockeye_picker_get_number (self);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  number = gtk_check_button_get_active (check) ? number | flag->number : number & ~flag->number;
  bytes = sockeye_option_new_number (self->option, number, NULL);
  text = bytes != NULL ? sockeye_option_to_text (self->option, bytes) : NULL;
  if (text != NULL)
    sockeye_picker_set_text (self, text);
}

static void
sockeye_picker_add_check (SockeyePicker             *self,
                          GtkBox                    *box,
                          const SockeyeOptionChoice *flag)
{
  const char *words = flag->words != NULL ? _(flag->words) : NULL;
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               flag->number != 0
                                   && (sockeye_picker_get_number (self) & flag->number)
                                          == flag->number);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  sockeye_picker_name_item (check, flag->name, words);
  g_object_set_data (G_OBJECT (check), "sockeye-flag", (gpointer) flag);
  g_signal_connect_object (check, "toggled", G_CALLBACK (sockeye_picker_flag_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), sockeye_picker_new_line (flag->name, words));
  gtk_box_append (box, line);
}

static void
sockeye_picker_add_choices (SockeyePicker *self,
                            GtkBox        *box)
{
  const SockeyeOptionChoice *choice = self->option->choices;

  for (; choice != NULL && choice->name != NULL; choice++)
    if (self->list == SOCKEYE_PICKER_FLAGS)
      sockeye_picker_add_check (self, box, choice);
    else
      sockeye_picker_add_button (self, box, choice->name,
                                 choice->words != NULL ? _(choice->words) : NULL);
}

/* An item each interface, though it may have several addresses. */
static void
sockeye_picker_add_interfaces (SockeyePicker *self,
                               GtkBox        *box,
                               GListModel    *list)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n;)
    {
      g_autoptr (SockeyeInterface) first = g_list_model_get_item (list, i);
      const char *name = sockeye_interface_get_name (first);
      g_autoptr (GString) words = g_string_new (NULL);

      for (; i < n; i++)
        {
          g_autoptr (SockeyeInterface) item = g_list_model_get_item (list, i);

          if (!g_str_equal (sockeye_interface_get_name (item), name))
            break;
          g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                                  sockeye_interface_get_text (item));
        }
      if (!sockeye_interface_is_up (first))
        g_string_append_printf (words, " – %s", _("down"));
      sockeye_picker_add_button (self, box, name, words->str);
    }
}

typedef struct
{
  SockeyePicker *self;
  GtkBox        *box;
} SockeyePickerAsk;

static void
sockeye_picker_interfaces_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      data)
{
  SockeyePickerAsk *ask = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sockeye_interfaces_list_finish (result, &error);

  if (list != NULL)
    sockeye_picker_add_interfaces (ask->self, ask->box, list);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_box_append (ask->box, gtk_label_new (error->message));
  if (list != NULL)
    gtk_widget_child_focus (GTK_WIDGET (ask->box), GTK_DIR_TAB_FORWARD);
  g_object_unref (ask->self);
  g_object_unref (ask->box);
  g_free (ask);
}

static void
sockeye_picker_ask_interfaces (SockeyePicker *self,
                               GtkBox        *box)
{
  SockeyePickerAsk *ask = g_new0 (SockeyePickerAsk, 1);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  ask->self = g_object_ref (self);
  ask->box = g_object_ref (box);
  sockeye_interfaces_list_async (self->asking, sockeye_picker_interfaces_cb, ask);
}

static void
sockeye_picker_popup_cb (GtkMenuButton *button,
                         gpointer       data)
{
  SockeyePicker *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  if (self->list == SOCKEYE_PICKER_INTERFACES)
    sockeye_picker_ask_interfaces (self, GTK_BOX (box));
  else
    sockeye_picker_add_choices (self, GTK_BOX (box));
  sockeye_arrow_keys_add (box);
  g_object_set (scrolled,
                "child", box,
                "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE,
                "propagate-natural-width", TRUE,
                "max-content-height", 320,
                NULL);
  gtk_widget_add_css_class (popover, "picks");
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

static void
sockeye_picker_dispose (GObject *object)
{
  SockeyePicker *self = SOCKEYE_PICKER (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (sockeye_picker_parent_class)->dispose (object);
}

static gboolean
sockeye_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SOCKEYE_PICKER (widget)->entry);
}

static void
sockeye_picker_class_init (SockeyePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_picker_dispose;
  widget_class->grab_focus = sockeye_picker_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SOCKEYE_TYPE_PICKER, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", SOCKEYE_TYPE_PICKER, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "picker");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sockeye_picker_init (SockeyePicker *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_add_css_class (self->entry, "code");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 12);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (sockeye_picker_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (sockeye_picker_activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

GtkWidget *
sockeye_picker_new (const char          *name,
                    SockeyePickerList    list,
                    const SockeyeOption *option)
{
  SockeyePicker *self;
  g_autofree char *hint = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (option != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_PICKER, NULL);
  self->list = list;
  self->option = option;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (list == SOCKEYE_PICKER_NOTHING)
    return GTK_WIDGET (self);

  /* Translators: the arrow beside an entry: "Choose: Interface" */
  hint = g_strdup_printf (_("Choose: %s"), name);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "pan-down-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), sockeye_picker_popup_cb,
                                         self, NULL);
  gtk_widget_set_tooltip_text (self->button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hint, -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

GtkWidget *
sockeye_picker_get_entry (SockeyePicker *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PICKER (self), NULL);

  return self->entry;
}

const char *
sockeye_picker_get_text (SockeyePicker *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PICKER (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Only where it differs: the cursor would go to the beginning. What is typed
 * next takes its place. */
void
sockeye_picker_set_text (SockeyePicker *self,
                         const char    *text)
{
  g_return_if_fail (SOCKEYE_IS_PICKER (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (sockeye_picker_get_text (self), text) == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
