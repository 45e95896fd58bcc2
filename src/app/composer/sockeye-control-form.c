/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-control-form.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "sockeye-socket-picker.h"

struct _SockeyeControlForm
{
  GtkWidget                 parent_instance;

  SockeyeSession           *session;
  SockeyeSocket            *socket;
  GPtrArray                *kinds;   /* borrowed: those that suit the socket */
  const SockeyeControlKind *kind;    /* chosen, or NULL */
  GtkWidget                *inputs[SOCKEYE_CONTROL_MAX_FIELDS];

  GtkWidget                *type;    /* a drop-down of kinds */
  GtkWidget                *meaning;
  GtkWidget                *grid;    /* name and input of each field */
  GtkWidget                *mistake;
  GtkWidget                *add;
};

G_DEFINE_FINAL_TYPE (SockeyeControlForm, sockeye_control_form, GTK_TYPE_WIDGET)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_control_form_tell (SockeyeControlForm *self,
                           const char         *message)
{
  gtk_label_set_text (GTK_LABEL (self->mistake), message != NULL ? message : "");
  gtk_widget_set_visible (self->mistake, message != NULL);
}

static void
sockeye_control_form_edited_cb (SockeyeControlForm *self,
                                GtkWidget          *entry)
{
  sockeye_caller_mark_mistake (entry, NULL);
  sockeye_control_form_tell (self, NULL);
}

static char *
sockeye_control_form_dup_text (SockeyeControlForm *self,
                               guint               field)
{
  GtkWidget *input = self->inputs[field];

  if (SOCKEYE_IS_SOCKET_PICKER (input))
    return sockeye_socket_picker_dup_names (SOCKEYE_SOCKET_PICKER (input));
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (input)));
}

static void
sockeye_control_form_mark (SockeyeControlForm *self,
                           guint               field,
                           const char         *message)
{
  GtkWidget *input = field < self->kind->n_fields ? self->inputs[field] : NULL;

  sockeye_control_form_tell (self, message);
  if (input == NULL)
    return;
  if (GTK_IS_ENTRY (input))
    {
      sockeye_caller_mark_mistake (input, message);
      gtk_widget_grab_focus (input);
    }
  else
    gtk_widget_child_focus (input, GTK_DIR_TAB_FORWARD);
}

static void
sockeye_control_form_add_cb (SockeyeControlForm *self)
{
  char *texts[SOCKEYE_CONTROL_MAX_FIELDS + 1] = { NULL, };
  g_autoptr (SockeyeControl) control = NULL;
  g_autoptr (GError) error = NULL;
  guint wrong = 0;

  if (self->kind == NULL)
    return;
  for (guint i = 0; i < self->kind->n_fields; i++)
    texts[i] = sockeye_control_form_dup_text (self, i);
  control = sockeye_control_build (self->kind, (const char *const *) texts, &wrong, &error);
  for (guint i = 0; i < self->kind->n_fields; i++)
    g_free (texts[i]);
  if (control == NULL)
    {
      sockeye_control_form_mark (self, wrong, error->message);
      return;
    }
  sockeye_control_form_tell (self, NULL);
  g_signal_emit (self, signals[ADDED], 0, control);
}

static GtkWidget *
sockeye_control_form_new_input (SockeyeControlForm        *self,
                                const SockeyeControlField *field)
{
  GtkWidget *entry;

  if (field->input == SOCKEYE_CONTROL_INPUT_SOCKETS)
    return sockeye_socket_picker_new (self->session);
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), field->initial != NULL ? field->initial : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), field->hint != NULL ? _(field->hint) : NULL);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 8192);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_widget_add_css_class (entry, "code");
  g_signal_connect_object (entry, "changed", G_CALLBACK (sockeye_control_form_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (sockeye_control_form_add_cb), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

/* The hint stands below: an entry that is filled no longer shows it. It tells
 * what to type, so there is none where sockets are ticked. */
static void
sockeye_control_form_add_field (SockeyeControlForm        *self,
                                const SockeyeControlField *field,
                                guint                      index)
{
  GtkWidget *name = gtk_label_new (_(field->name));
  gboolean typed = field->input != SOCKEYE_CONTROL_INPUT_SOCKETS && field->hint != NULL;
  GtkWidget *hint = gtk_label_new (typed ? _(field->hint) : NULL);
  GtkWidget *input = sockeye_control_form_new_input (self, field);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 36);
  gtk_widget_add_css_class (hint, "small");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_visible (hint, typed);
  gtk_widget_set_valign (name, GTK_IS_ENTRY (input) ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_hexpand (input, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(field->name), -1);
  if (typed)
    gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _(field->hint), -1);
  gtk_grid_attach (GTK_GRID (self->grid), name, 0, 2 * (int) index, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), input, 1, 2 * (int) index, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), hint, 1, 2 * (int) index + 1, 1, 1);
  self->inputs[index] = input;
}

static void
sockeye_control_form_show_kind (SockeyeControlForm *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type));
  GtkWidget *child;

  sockeye_control_form_tell (self, NULL);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  memset (self->inputs, 0, sizeof self->inputs);
  self->kind = selected < self->kinds->len ? g_ptr_array_index (self->kinds, selected) : NULL;
  gtk_widget_set_visible (self->meaning, self->kind != NULL);
  if (self->kind == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->meaning), _(self->kind->meaning));
  for (guint i = 0; i < self->kind->n_fields; i++)
    sockeye_control_form_add_field (self, &self->kind->fields[i], i);
}

static void
sockeye_control_form_dispose (GObject *object)
{
  SockeyeControlForm *self = SOCKEYE_CONTROL_FORM (object);
  GtkWidget *child;

  if (self->type != NULL)
    g_signal_handlers_disconnect_by_data (self->type, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->type = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->socket);

  G_OBJECT_CLASS (sockeye_control_form_parent_class)->dispose (object);
}

static void
sockeye_control_form_finalize (GObject *object)
{
  g_ptr_array_unref (SOCKEYE_CONTROL_FORM (object)->kinds);

  G_OBJECT_CLASS (sockeye_control_form_parent_class)->finalize (object);
}

static void
sockeye_control_form_class_init (SockeyeControlFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_control_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sockeye_control_form_finalize;

  signals[ADDED] = g_signal_new ("added", SOCKEYE_TYPE_CONTROL_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_CONTROL);

  gtk_widget_class_set_css_name (widget_class, "controlform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
sockeye_control_form_new_label (SockeyeControlForm *self,
                                const char         *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static void
sockeye_control_form_init (SockeyeControlForm *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, -1);
  self->kinds = g_ptr_array_new ();
  self->type = gtk_drop_down_new (NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->type), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Control message"), -1);
  self->meaning = sockeye_control_form_new_label (self, "small");
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  self->mistake = sockeye_control_form_new_label (self, "error-text");
  g_object_set (self->mistake, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  self->add = gtk_button_new_with_label (_("Add"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  gtk_widget_set_parent (self->type, GTK_WIDGET (self));
  gtk_widget_set_parent (self->meaning, GTK_WIDGET (self));
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_set_parent (self->mistake, GTK_WIDGET (self));
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
  g_signal_connect_swapped (self->type, "notify::selected",
                            G_CALLBACK (sockeye_control_form_show_kind), self);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (sockeye_control_form_add_cb), self,
                           G_CONNECT_SWAPPED);
}

static GPtrArray *
sockeye_control_form_dup_kinds (SockeyeControlForm *self)
{
  GPtrArray *suiting = g_ptr_array_new ();
  const SockeyeControlKind *kinds;
  guint n;

  kinds = sockeye_control_list_kinds (&n);
  for (guint i = 0; self->socket != NULL && i < n; i++)
    if (sockeye_control_kind_suits (&kinds[i], sockeye_socket_get_family (self->socket),
                                    sockeye_socket_get_socktype (self->socket),
                                    sockeye_socket_get_protocol (self->socket)))
      g_ptr_array_add (suiting, (gpointer) &kinds[i]);
  return suiting;
}

static void
sockeye_control_form_list_kinds (SockeyeControlForm *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->kinds);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->kinds = sockeye_control_form_dup_kinds (self);
  /* From one peer to the next the list is the same, and costly to make. */
  if (old->len == self->kinds->len && old->len > 0
      && memcmp (old->pdata, self->kinds->pdata, old->len * sizeof (gpointer)) == 0)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), 0);
    }
  else
    {
      for (guint i = 0; i < self->kinds->len; i++)
        {
          const SockeyeControlKind *kind = g_ptr_array_index (self->kinds, i);

          gtk_string_list_append (titles, _(kind->title));
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->type), G_LIST_MODEL (titles));
    }
  sockeye_control_form_show_kind (self);
}

/**
 * sockeye_control_form_set_socket:
 * @session: (nullable): whose sockets can be passed on
 * @socket: (nullable): who sends
 */
void
sockeye_control_form_set_socket (SockeyeControlForm *self,
                                 SockeyeSession     *session,
                                 SockeyeSocket      *socket)
{
  gboolean changed;

  g_return_if_fail (SOCKEYE_IS_CONTROL_FORM (self));

  if (session == NULL)
    socket = NULL;
  changed = g_set_object (&self->session, session);
  changed |= g_set_object (&self->socket, socket);
  if (changed)
    sockeye_control_form_list_kinds (self);
}

gboolean
sockeye_control_form_has_kinds (SockeyeControlForm *self)
{
  g_return_val_if_fail (SOCKEYE_IS_CONTROL_FORM (self), FALSE);

  return self->kinds->len > 0;
}
