/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-option-editor.h"

#include "widgets/sockeye-caller.h"
#include "sockeye-option-editor-private.h"

G_DEFINE_FINAL_TYPE (SockeyeOptionEditor, sockeye_option_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CALLED,
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_option_editor_unmark (SockeyeOptionEditor *self)
{
  SockeyePicker *pickers[] = { self->text, self->source, self->interface };

  for (guint i = 0; i < G_N_ELEMENTS (pickers); i++)
    if (pickers[i] != NULL)
      sockeye_caller_mark_mistake (sockeye_picker_get_entry (pickers[i]), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
}

void
_sockeye_option_editor_touch (SockeyeOptionEditor *self)
{
  if (self->showing)
    return;
  self->touched = TRUE;
  sockeye_option_editor_unmark (self);
  _sockeye_option_editor_show_calls (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
sockeye_option_editor_show (SockeyeOptionEditor *self)
{
  self->showing = TRUE;
  _sockeye_option_editor_show (self);
  self->showing = FALSE;
  self->touched = FALSE;
  sockeye_option_editor_unmark (self);
  _sockeye_option_editor_show_calls (self);
}

static void
sockeye_option_editor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sockeye_option_editor_parent_class)->dispose (object);
}

static void
sockeye_option_editor_finalize (GObject *object)
{
  g_clear_pointer (&SOCKEYE_OPTION_EDITOR (object)->value, g_bytes_unref);

  G_OBJECT_CLASS (sockeye_option_editor_parent_class)->finalize (object);
}

/* What is typed next is the whole value. */
static gboolean
sockeye_option_editor_grab_focus (GtkWidget *widget)
{
  SockeyeOptionEditor *self = SOCKEYE_OPTION_EDITOR (widget);

  if (self->on != NULL)
    return gtk_widget_grab_focus (self->on);
  if (self->text != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->text)))
    return TRUE;
  return gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

static void
sockeye_option_editor_class_init (SockeyeOptionEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_option_editor_dispose;
  object_class->finalize = sockeye_option_editor_finalize;
  widget_class->grab_focus = sockeye_option_editor_grab_focus;

  signals[SIGNAL_CALLED] = g_signal_new ("called", SOCKEYE_TYPE_OPTION_EDITOR, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_CALL);
  /* By the user: what was said of the value before does not count any more. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", SOCKEYE_TYPE_OPTION_EDITOR, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "optioneditor");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sockeye_option_editor_init (SockeyeOptionEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);

  self->message = g_object_new (GTK_TYPE_LABEL,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                "visible", FALSE,
                                "wrap", TRUE,
                                "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                "xalign", 0.0,
                                NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error-text");
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
}

/**
 * sockeye_option_editor_new:
 * @option: of the table
 *
 * Returns: (transfer floating): its editor
 */
GtkWidget *
sockeye_option_editor_new (const SockeyeOption *option)
{
  SockeyeOptionEditor *self;

  g_return_val_if_fail (option != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_OPTION_EDITOR, NULL);
  self->option = option;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  option->name, -1);
  if (option->access & SOCKEYE_OPTION_WRITABLE)
    _sockeye_option_editor_build (self);
  _sockeye_option_editor_add_buttons (self);
  return GTK_WIDGET (self);
}

/* That its calls are made on. */
void
sockeye_option_editor_set_socket (SockeyeOptionEditor *self,
                                  SockeyeSocketId      socket)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_EDITOR (self));

  if (self->socket == socket)
    return;
  self->socket = socket;
  sockeye_option_editor_show (self);
}

/**
 * sockeye_option_editor_set_value:
 * @value: (nullable): what the kernel has
 *
 * Shows it, but not over what the user has begun to type.
 */
void
sockeye_option_editor_set_value (SockeyeOptionEditor *self,
                                 GBytes              *value)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_EDITOR (self));

  if (self->value == value
      || (self->value != NULL && value != NULL && g_bytes_equal (self->value, value)))
    return;
  g_clear_pointer (&self->value, g_bytes_unref);
  self->value = value != NULL ? g_bytes_ref (value) : NULL;
  if (!self->touched)
    sockeye_option_editor_show (self);
}

/**
 * sockeye_option_editor_restore:
 *
 * Shows the kernel's value instead of what was typed.
 *
 * Returns: whether anything had been typed
 */
gboolean
sockeye_option_editor_restore (SockeyeOptionEditor *self)
{
  gboolean touched;

  g_return_val_if_fail (SOCKEYE_IS_OPTION_EDITOR (self), FALSE);

  touched = self->touched;
  if (touched)
    sockeye_option_editor_show (self);
  return touched;
}

/* A call of it is over: the kernel's value counts again. Where there is none,
 * as of a group, what was typed stays for the next call. */
void
sockeye_option_editor_returned (SockeyeOptionEditor *self)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_EDITOR (self));

  if (self->value != NULL)
    sockeye_option_editor_show (self);
}
