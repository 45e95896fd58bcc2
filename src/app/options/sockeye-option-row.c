/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-option-row.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sockeye-option-editor.h"
#include "sockeye-option-words.h"

struct _SockeyeOptionRow
{
  GtkListBoxRow         parent_instance;

  const SockeyeOption  *option;
  SockeyeSocketId       socket;
  SockeyeOptionReading *reading;  /* of that socket; or NULL where it has no such option */
  char                 *search;   /* casefolded, or NULL before the first search */
  gboolean              updating; /* the switch is being set, not pressed */

  GtkBox               *head;
  GtkLabel             *name_label;
  GtkLabel             *value_label;
  GtkSwitch            *value_switch; /* or NULL */
  GtkLabel             *word_label;
  GtkLabel             *mark_label;
  GtkBox               *body;
  GtkLabel             *fact_label;
  GtkLabel             *message_label;
  SockeyeOptionEditor  *editor;   /* made when it is first opened */
};

G_DEFINE_FINAL_TYPE (SockeyeOptionRow, sockeye_option_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_CALLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_option_row_set_label (GtkLabel   *label,
                              const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* A switch is its own value; where there is none it is words, as of others. */
static gboolean
sockeye_option_row_get_active (SockeyeOptionRow *self,
                               gboolean         *active)
{
  gint64 number;

  if (self->value_switch == NULL || self->reading->bytes == NULL
      || !sockeye_option_get_number (self->option, self->reading->bytes, &number))
    return FALSE;
  *active = number != 0;
  return TRUE;
}

static void
sockeye_option_row_update_name (SockeyeOptionRow *self,
                                const char       *value,
                                const char       *mark)
{
  g_autofree char *name = g_strdup_printf ("%s%s%s%s%s", self->option->name,
                                           *value != '\0' ? ", " : "", value,
                                           *mark != '\0' ? ", " : "", mark);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
sockeye_option_row_update_switch (SockeyeOptionRow *self,
                                  gboolean          active)
{
  g_autoptr (GBytes) bytes = sockeye_option_new_number (self->option, !active, NULL);
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *text = NULL;

  self->updating = TRUE;
  gtk_switch_set_active (self->value_switch, active);
  gtk_switch_set_state (self->value_switch, active);
  self->updating = FALSE;
  if (bytes == NULL)
    return;
  call = sockeye_call_new_setsockopt_bytes (self->socket, self->option->level,
                                            self->option->number, bytes);
  text = sockeye_call_to_python (call, 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_switch), text);
}

static void
sockeye_option_row_update (SockeyeOptionRow *self)
{
  g_autofree char *value = sockeye_option_words_dup_value (self->reading);
  const char *mark = sockeye_option_words_get_mark (self->reading);
  gboolean changed = self->reading->changed;
  gboolean active = FALSE;
  gboolean has_switch = sockeye_option_row_get_active (self, &active);

  sockeye_option_row_set_label (self->value_label, value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), value);
  if (has_switch)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->value_label), FALSE);
      sockeye_option_row_update_switch (self, active);
    }
  if (self->value_switch != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->value_switch), has_switch);
  sockeye_option_row_set_label (self->mark_label, mark);
  if (changed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "changed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "changed");
  sockeye_option_row_update_name (self, value, mark);
}

static void
sockeye_option_row_update_body (SockeyeOptionRow *self)
{
  g_autofree char *facts = NULL;

  if (self->editor == NULL || self->reading == NULL)
    return;
  facts = sockeye_option_words_dup_facts (self->reading);
  sockeye_option_row_set_label (self->fact_label, facts);
  sockeye_option_editor_set_socket (self->editor, self->socket);
  sockeye_option_editor_set_value (self->editor, self->reading->bytes);
}

static void
sockeye_option_row_called_cb (SockeyeOptionRow *self,
                              SockeyeCall      *call)
{
  g_signal_emit (self, signals[SIGNAL_CALLED], 0, call);
}

static void
sockeye_option_row_edited_cb (SockeyeOptionRow *self)
{
  sockeye_option_row_tell (self, NULL, FALSE);
}

/* The switch follows the kernel, not the hand: it moves when the value is read
 * again. */
static gboolean
sockeye_option_row_state_set_cb (SockeyeOptionRow *self,
                                 gboolean          state)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SockeyeCall) call = NULL;

  if (self->updating || self->reading == NULL)
    return FALSE;
  bytes = sockeye_option_new_number (self->option, state, NULL);
  if (bytes == NULL)
    return TRUE;
  call = sockeye_call_new_setsockopt_bytes (self->socket, self->option->level,
                                            self->option->number, bytes);
  g_signal_emit (self, signals[SIGNAL_CALLED], 0, call);
  return TRUE;
}

/* Esc gives back the kernel's value, then folds the row up. */
static gboolean
sockeye_option_row_key_cb (SockeyeOptionRow *self,
                           guint             keyval,
                           guint             keycode,
                           GdkModifierType   modifiers)
{
  if (keyval != GDK_KEY_Escape || !sockeye_option_row_is_open (self))
    return GDK_EVENT_PROPAGATE;
  if (sockeye_option_editor_restore (self->editor))
    return GDK_EVENT_STOP;
  sockeye_option_row_set_open (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
sockeye_option_row_pressed_cb (GtkGesture *click)
{
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
sockeye_option_row_finalize (GObject *object)
{
  SockeyeOptionRow *self = SOCKEYE_OPTION_ROW (object);

  g_clear_pointer (&self->reading, sockeye_option_reading_free);
  g_free (self->search);

  G_OBJECT_CLASS (sockeye_option_row_parent_class)->finalize (object);
}

static void
sockeye_option_row_class_init (SockeyeOptionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sockeye_option_row_finalize;

  signals[SIGNAL_CALLED] = g_signal_new ("called", SOCKEYE_TYPE_OPTION_ROW, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_CALL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-option-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, head);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, word_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, mark_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, body);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, fact_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeOptionRow, message_label);
}

static void
sockeye_option_row_init (SockeyeOptionRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A click beside the fields must not fold the row up. */
  g_signal_connect (click, "pressed", G_CALLBACK (sockeye_option_row_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->body), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sockeye_option_row_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
sockeye_option_row_add_switch (SockeyeOptionRow *self)
{
  self->value_switch = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->value_switch), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_switch),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->option->name, -1);
  g_signal_connect_object (self->value_switch, "state-set",
                           G_CALLBACK (sockeye_option_row_state_set_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->head, GTK_WIDGET (self->value_switch));
}

GtkWidget *
sockeye_option_row_new (const SockeyeOption *option)
{
  const int both = SOCKEYE_OPTION_READABLE | SOCKEYE_OPTION_WRITABLE;
  SockeyeOptionRow *self;
  g_autofree char *words = NULL;

  g_return_val_if_fail (option != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_OPTION_ROW, NULL);
  self->option = option;
  words = sockeye_option_words_dup_line (option);
  gtk_label_set_text (self->name_label, option->name);
  gtk_label_set_text (self->word_label, words);
  if (option->shape == SOCKEYE_SHAPE_SWITCH && (option->access & both) == both)
    sockeye_option_row_add_switch (self);
  return GTK_WIDGET (self);
}

const SockeyeOption *
sockeye_option_row_get_option (SockeyeOptionRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTION_ROW (self), NULL);

  return self->option;
}

static gboolean
sockeye_option_row_same_bytes (GBytes *a,
                               GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

/**
 * sockeye_option_row_show:
 * @socket: whose option it is
 * @reading: (nullable): what the kernel said of it; %NULL: that socket has none
 */
void
sockeye_option_row_show (SockeyeOptionRow           *self,
                         SockeyeSocketId             socket,
                         const SockeyeOptionReading *reading)
{
  gboolean same;

  g_return_if_fail (SOCKEYE_IS_OPTION_ROW (self));
  g_return_if_fail (reading == NULL || reading->option == self->option);

  same = self->reading != NULL && reading != NULL && self->socket == socket
         && self->reading->error == reading->error && self->reading->changed == reading->changed
         && sockeye_option_row_same_bytes (self->reading->bytes, reading->bytes)
         && sockeye_option_row_same_bytes (self->reading->fresh, reading->fresh);
  if (same)
    return;
  if (self->socket != socket || reading == NULL)
    {
      sockeye_option_row_tell (self, NULL, FALSE);
      sockeye_option_row_set_open (self, FALSE);
    }
  self->socket = socket;
  g_clear_pointer (&self->reading, sockeye_option_reading_free);
  if (reading == NULL)
    return;
  self->reading = sockeye_option_reading_new (self->option, reading->bytes, reading->fresh,
                                              reading->error);
  sockeye_option_row_update (self);
  sockeye_option_row_update_body (self);
}

gboolean
sockeye_option_row_is_shown (SockeyeOptionRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTION_ROW (self), FALSE);

  return self->reading != NULL;
}

gboolean
sockeye_option_row_is_changed (SockeyeOptionRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTION_ROW (self), FALSE);

  return self->reading != NULL && self->reading->changed;
}

/* words: casefolded; each must be found somewhere. */
gboolean
sockeye_option_row_matches (SockeyeOptionRow  *self,
                            const char *const *words)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTION_ROW (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  if (self->search == NULL)
    self->search = sockeye_option_words_dup_search (self->option);
  for (; *words != NULL; words++)
    if (!sockeye_option_words_matches (self->option, self->search, *words))
      return FALSE;
  return TRUE;
}

void
sockeye_option_row_set_open (SockeyeOptionRow *self,
                             gboolean          open)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_ROW (self));

  if (sockeye_option_row_is_open (self) == open)
    return;
  if (open && self->editor == NULL)
    {
      self->editor = SOCKEYE_OPTION_EDITOR (sockeye_option_editor_new (self->option));
      g_signal_connect_object (self->editor, "called", G_CALLBACK (sockeye_option_row_called_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->editor, "edited", G_CALLBACK (sockeye_option_row_edited_cb),
                               self, G_CONNECT_SWAPPED);
      gtk_box_prepend (self->body, GTK_WIDGET (self->editor));
    }
  if (open)
    sockeye_option_row_update_body (self);
  else
    sockeye_option_editor_restore (self->editor);
  gtk_widget_set_visible (GTK_WIDGET (self->body), open);
  if (open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  if (open)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

gboolean
sockeye_option_row_is_open (SockeyeOptionRow *self)
{
  g_return_val_if_fail (SOCKEYE_IS_OPTION_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->body));
}

/* A call of it is over: shown is what the kernel had when it was last read,
 * until it is read again. */
void
sockeye_option_row_returned (SockeyeOptionRow *self)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_ROW (self));

  if (self->reading != NULL)
    sockeye_option_row_update (self);
  if (self->editor != NULL)
    sockeye_option_editor_returned (self->editor);
}

/**
 * sockeye_option_row_tell:
 * @message: (nullable): what its last call gave that is not its value
 * @is_error: whether it failed
 */
void
sockeye_option_row_tell (SockeyeOptionRow *self,
                         const char       *message,
                         gboolean          is_error)
{
  g_return_if_fail (SOCKEYE_IS_OPTION_ROW (self));

  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->message_label), "error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), "error-text");
  /* An alert is announced when it appears. */
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), FALSE);
  sockeye_option_row_set_label (self->message_label, message != NULL ? message : "");
}
