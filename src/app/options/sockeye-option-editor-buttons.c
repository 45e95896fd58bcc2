/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The buttons of an editor: each makes one call, which its tooltip shows. */

#include "config.h"

#include "sockeye-option-editor-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"

/* What an option adds, and the one that takes it back, by a part of their
 * names. A name that ends so has no second underscore. */
static const struct
{
  const char *add;
  const char *drop;
  const char *add_label;
  const char *drop_label;
} pairs[] = {
  { "_ADD_", "_DROP_", N_("Join"), N_("Leave") },
  { "_JOIN_", "_LEAVE_", N_("Join"), N_("Leave") },
  { "_UNBLOCK_", NULL, N_("Unblock"), NULL },
  { "_BLOCK_", "_UNBLOCK_", N_("Block"), N_("Unblock") },
  { "_DROP_", NULL, N_("Leave"), NULL },
  { "_LEAVE_", NULL, N_("Leave"), NULL },
};

static void
sockeye_option_editor_tell (SockeyeOptionEditor *self,
                            const char          *message)
{
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

/* What a button would call with what is typed now: it carries the option that
 * it sets, or none to read this one; those of a switch the value, too. */
static SockeyeCall *
sockeye_option_editor_dup_call (SockeyeOptionEditor  *self,
                                GtkWidget            *button,
                                GtkWidget           **wrong,
                                GError              **error)
{
  const SockeyeOption *sets = g_object_get_data (G_OBJECT (button), "sockeye-sets");
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "sockeye-number"));
  g_autoptr (GBytes) bytes = NULL;

  if (sets == NULL)
    return sockeye_call_new_getsockopt (self->socket, self->option->level, self->option->number);
  if (sets->shape == SOCKEYE_SHAPE_SWITCH)
    bytes = sockeye_option_new_number (sets, number, error);
  else
    bytes = _sockeye_option_editor_dup_bytes (self, wrong, error);
  if (bytes == NULL)
    return NULL;
  return sockeye_call_new_setsockopt_bytes (self->socket, sets->level, sets->number, bytes);
}

/* No call where what is typed is not right: the field says why. */
static void
sockeye_option_editor_clicked_cb (SockeyeOptionEditor *self,
                                  GtkWidget           *button)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeCall) call = NULL;
  GtkWidget *wrong = NULL;

  call = sockeye_option_editor_dup_call (self, button, &wrong, &error);
  sockeye_option_editor_tell (self, call == NULL ? error->message : NULL);
  if (call != NULL)
    {
      g_signal_emit_by_name (self, "called", call);
      return;
    }
  if (wrong == NULL)
    return;
  sockeye_caller_mark_mistake (wrong, error->message);
  gtk_widget_grab_focus (wrong);
}

static GtkWidget *
sockeye_option_editor_add_button (SockeyeOptionEditor *self,
                                  const char          *label,
                                  const SockeyeOption *sets,
                                  int                  number)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "sockeye-sets", (gpointer) sets);
  g_object_set_data (G_OBJECT (button), "sockeye-number", GINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (sockeye_option_editor_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
sockeye_option_editor_add_switch (SockeyeOptionEditor *self)
{
  for (int number = 1; number >= 0; number--)
    {
      /* Translators: a button that sets an option to 1 or to 0 */
      g_autofree char *label = g_strdup_printf (_("Set %d"), number);

      sockeye_option_editor_add_button (self, label, self->option, number);
    }
}

/* IP_ADD_MEMBERSHIP: IP_DROP_MEMBERSHIP. */
static const SockeyeOption *
sockeye_option_editor_find_counterpart (const SockeyeOption *option,
                                        guint                pair)
{
  const char *at = strstr (option->name, pairs[pair].add);
  g_autofree char *name = NULL;

  if (pairs[pair].drop == NULL)
    return NULL;
  name = g_strdup_printf ("%.*s%s%s", (int) (at - option->name), option->name, pairs[pair].drop,
                          at + strlen (pairs[pair].add));
  return sockeye_option_find_by_name (option->level, name);
}

static void
sockeye_option_editor_add_set (SockeyeOptionEditor *self)
{
  const SockeyeOption *counterpart;
  guint pair = 0;

  while (pair < G_N_ELEMENTS (pairs)
         && (!(self->option->access & SOCKEYE_OPTION_ADDS)
             || strstr (self->option->name, pairs[pair].add) == NULL))
    pair++;
  if (pair == G_N_ELEMENTS (pairs))
    {
      self->apply = sockeye_option_editor_add_button (self, _("Apply"), self->option, 0);
      return;
    }
  self->apply = sockeye_option_editor_add_button (self, _(pairs[pair].add_label), self->option, 0);
  counterpart = sockeye_option_editor_find_counterpart (self->option, pair);
  if (counterpart != NULL)
    sockeye_option_editor_add_button (self, _(pairs[pair].drop_label), counterpart, 0);
}

void
_sockeye_option_editor_add_buttons (SockeyeOptionEditor *self)
{
  gboolean writable = (self->option->access & SOCKEYE_OPTION_WRITABLE) != 0;

  if (writable && self->option->shape == SOCKEYE_SHAPE_SWITCH)
    sockeye_option_editor_add_switch (self);
  else if (writable)
    sockeye_option_editor_add_set (self);
  if (self->option->access & (SOCKEYE_OPTION_READABLE | SOCKEYE_OPTION_CONSUMES))
    sockeye_option_editor_add_button (self, _("Read"), NULL, 0);
}

/* As the tooltip of each button, or why there would be none. */
void
_sockeye_option_editor_show_calls (SockeyeOptionEditor *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      g_autoptr (GError) error = NULL;
      GtkWidget *wrong;
      g_autoptr (SockeyeCall) call = sockeye_option_editor_dup_call (self, button, &wrong, &error);
      g_autofree char *text = call != NULL ? sockeye_call_to_python (call, SOCKEYE_CALLER_LIMIT)
                                           : g_strdup (error->message);

      gtk_widget_set_tooltip_text (button, text);
    }
}

/* Enter does what the first button does. */
void
_sockeye_option_editor_apply (SockeyeOptionEditor *self)
{
  if (self->apply != NULL)
    sockeye_option_editor_clicked_cb (self, self->apply);
}
