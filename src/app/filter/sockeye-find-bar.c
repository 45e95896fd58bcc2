/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-find-bar.h"

#include <glib/gi18n-lib.h>

#include "call/sockeye-number.h"
#include "widgets/sockeye-caller.h"
#include "widgets/sockeye-template.h"

/* A search that takes longer is said to be under way. */
#define SOCKEYE_FIND_BAR_PATIENCE_MS 100

struct _SockeyeFindBar
{
  GtkWidget        parent_instance;

  SockeyeLogView  *log;         /* weak */
  SockeyePattern  *pattern;     /* of the last search, or NULL */
  SockeyeSearch   *search;      /* under way, or NULL */
  GCancellable    *cancellable; /* of it */
  gboolean         backward;
  gboolean         wrapped;
  SockeyeFound     found;       /* number 0: nothing */
  guint            patience_id;

  GtkBox          *box;
  GtkEntry        *entry;
  GtkDropDown     *kind;
  GtkToggleButton *match_case;
  GtkLabel        *status;
  GtkButton       *cancel;
};

G_DEFINE_FINAL_TYPE (SockeyeFindBar, sockeye_find_bar, GTK_TYPE_WIDGET)

enum
{
  FOUND,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void sockeye_find_bar_start (SockeyeFindBar *self,
                                    guint64         from);

static void
sockeye_find_bar_tell (SockeyeFindBar *self,
                       const char     *text)
{
  gtk_label_set_text (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), *text != '\0' ? text : NULL);
}

static void
sockeye_find_bar_show_progress (SockeyeFindBar *self)
{
  double progress = 0;
  g_autofree char *text = NULL;

  if (self->search == NULL)
    return;
  g_object_get (self->search, "progress", &progress, NULL);
  /* Translators: how much of the log Find has searched */
  text = g_strdup_printf (_("Still searching: %d %%"), (int) (CLAMP (progress, 0, 1) * 100));
  sockeye_find_bar_tell (self, text);
}

static void
sockeye_find_bar_progress_cb (SockeyeFindBar *self)
{
  if (self->patience_id == 0)
    sockeye_find_bar_show_progress (self);
}

static void
sockeye_find_bar_patience_cb (gpointer data)
{
  SockeyeFindBar *self = data;

  self->patience_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), TRUE);
  sockeye_find_bar_show_progress (self);
}

/* The search is over, however it went. */
static void
sockeye_find_bar_end (SockeyeFindBar *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  g_clear_object (&self->cancellable);
  if (gtk_widget_has_focus (GTK_WIDGET (self->cancel)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
}

static void
sockeye_find_bar_stop (SockeyeFindBar *self)
{
  g_cancellable_cancel (self->cancellable);
  sockeye_find_bar_end (self);
}

static void
sockeye_find_bar_forget (SockeyeFindBar *self)
{
  self->found.number = 0;
  if (self->log != NULL)
    sockeye_log_view_set_found (self->log, NULL, NULL);
}

static void
sockeye_find_bar_show_found (SockeyeFindBar     *self,
                             const SockeyeFound *found)
{
  g_autofree char *number = sockeye_number_to_string (found->number);
  g_autofree char *row = g_strdup_printf (_("Row %s"), number);

  self->found = *found;
  sockeye_log_view_set_found (self->log, found, self->pattern);
  if (!sockeye_log_view_show_row (self->log, found->number))
    {
      sockeye_find_bar_tell (self, _("The row is no longer kept"));
      return;
    }
  if (!self->wrapped)
    sockeye_find_bar_tell (self, row);
  else if (self->backward)
    sockeye_find_bar_tell (self, _("Wrapped to the last row"));
  else
    sockeye_find_bar_tell (self, _("Wrapped to the first row"));
  g_signal_emit (self, signals[FOUND], 0);
}

/* From the end that is reached it goes on at the other, once. */
static void
sockeye_find_bar_found_cb (GObject      *object,
                           GAsyncResult *result,
                           gpointer      data)
{
  g_autoptr (SockeyeFindBar) self = data;
  SockeyeFound found;
  g_autoptr (GError) error = NULL;
  gboolean any = sockeye_search_find_finish (SOCKEYE_SEARCH (object), result, &found, &error);

  /* Another has taken its place, or the bar has gone. */
  if (self->search != SOCKEYE_SEARCH (object) || self->log == NULL)
    return;
  sockeye_find_bar_end (self);
  if (any)
    {
      sockeye_find_bar_show_found (self, &found);
    }
  else if (error != NULL)
    {
      sockeye_find_bar_tell (self, error->message);
    }
  else if (!self->wrapped)
    {
      self->wrapped = TRUE;
      sockeye_find_bar_start (self, self->backward ? G_MAXUINT64 : 0);
    }
  else
    {
      sockeye_find_bar_forget (self);
      sockeye_find_bar_tell (self, _("No matches"));
    }
}

static void
sockeye_find_bar_start (SockeyeFindBar *self,
                        guint64         from)
{
  self->search = sockeye_search_new (sockeye_log_view_get_rows (self->log), self->pattern);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->search, "notify::progress",
                           G_CALLBACK (sockeye_find_bar_progress_cb), self, G_CONNECT_SWAPPED);
  self->patience_id = g_timeout_add_once (SOCKEYE_FIND_BAR_PATIENCE_MS,
                                          sockeye_find_bar_patience_cb, self);
  sockeye_search_find_async (self->search, from, self->backward, self->cancellable,
                             sockeye_find_bar_found_cb, g_object_ref (self));
}

/* What is typed, as a pattern: says what is wrong with it, or FALSE where
 * nothing is typed. */
static gboolean
sockeye_find_bar_take (SockeyeFindBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  SockeyePatternKind kind = (SockeyePatternKind) gtk_drop_down_get_selected (self->kind);
  gboolean ignore_case = !gtk_toggle_button_get_active (self->match_case);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pattern, sockeye_pattern_unref);
  if (*text != '\0')
    self->pattern = sockeye_pattern_new (kind, text, ignore_case, &error);
  sockeye_caller_mark_mistake (GTK_WIDGET (self->entry), error != NULL ? error->message : NULL);
  if (error != NULL)
    sockeye_find_bar_tell (self, error->message);
  return self->pattern != NULL;
}

/* What was found belongs to what was typed before. */
static void
sockeye_find_bar_changed_cb (SockeyeFindBar *self)
{
  sockeye_find_bar_stop (self);
  sockeye_find_bar_forget (self);
  sockeye_find_bar_tell (self, "");
  sockeye_find_bar_take (self);
}

static void
sockeye_find_bar_kind_cb (SockeyeFindBar *self)
{
  /* Hex digits say which byte is meant. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->match_case),
                            gtk_drop_down_get_selected (self->kind) != SOCKEYE_PATTERN_HEX);
  sockeye_find_bar_changed_cb (self);
}

static void
sockeye_find_bar_next_cb (SockeyeFindBar *self)
{
  sockeye_find_bar_find (self, FALSE);
}

static void
sockeye_find_bar_previous_cb (SockeyeFindBar *self)
{
  sockeye_find_bar_find (self, TRUE);
}

static void
sockeye_find_bar_cancel_cb (SockeyeFindBar *self)
{
  sockeye_find_bar_stop (self);
  sockeye_find_bar_tell (self, _("Cancelled"));
}

static gboolean
sockeye_find_bar_key_cb (SockeyeFindBar  *self,
                         guint            keyval,
                         guint            keycode,
                         GdkModifierType  modifiers)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  gboolean in_entry = gtk_widget_get_state_flags (GTK_WIDGET (self->entry))
                      & GTK_STATE_FLAG_FOCUS_WITHIN;

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    sockeye_find_bar_close (self);
  else if (enter && in_entry && modifiers == GDK_SHIFT_MASK)
    sockeye_find_bar_find (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
sockeye_find_bar_dispose (GObject *object)
{
  SockeyeFindBar *self = SOCKEYE_FIND_BAR (object);

  if (self->cancel != NULL)
    sockeye_find_bar_stop (self);
  sockeye_find_bar_set_log (self, NULL);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_FIND_BAR);
  g_clear_pointer (&self->pattern, sockeye_pattern_unref);

  G_OBJECT_CLASS (sockeye_find_bar_parent_class)->dispose (object);
}

static void
sockeye_find_bar_class_init (SockeyeFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_find_bar_dispose;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, kind);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, match_case);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, status);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFindBar, cancel);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_find_bar_close);
}

static void
sockeye_find_bar_init (SockeyeFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* log: (nullable): where it looks, and shows what it found. */
void
sockeye_find_bar_set_log (SockeyeFindBar *self,
                          SockeyeLogView *log)
{
  g_return_if_fail (SOCKEYE_IS_FIND_BAR (self));
  g_return_if_fail (log == NULL || SOCKEYE_IS_LOG_VIEW (log));

  g_set_weak_pointer (&self->log, log);
}

void
sockeye_find_bar_open (SockeyeFindBar *self)
{
  g_return_if_fail (SOCKEYE_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
sockeye_find_bar_close (SockeyeFindBar *self)
{
  g_return_if_fail (SOCKEYE_IS_FIND_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  sockeye_find_bar_stop (self);
  sockeye_find_bar_forget (self);
  sockeye_find_bar_tell (self, "");
  /* First: the focus goes elsewhere, and must not fall with the entry. */
  g_signal_emit (self, signals[CLOSED], 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sockeye_find_bar_find:
 * @self: the bar
 * @backward: the previous row that matches, not the next
 *
 * From the chosen row on, or from the end that it begins at. Opens the bar where
 * nothing is typed.
 */
void
sockeye_find_bar_find (SockeyeFindBar *self,
                       gboolean        backward)
{
  SockeyeEvent *selected;
  guint64 from = backward ? G_MAXUINT64 : 0;

  g_return_if_fail (SOCKEYE_IS_FIND_BAR (self));

  if (self->log == NULL || sockeye_log_view_get_rows (self->log) == NULL)
    return;
  sockeye_find_bar_stop (self);
  if (!sockeye_find_bar_take (self))
    {
      sockeye_find_bar_open (self);
      return;
    }
  selected = sockeye_log_view_get_selected (self->log);
  if (selected != NULL)
    from = sockeye_event_get_number (selected);
  /* The row that was found is behind us. */
  if (selected != NULL && self->found.number == from)
    from += backward ? -1 : 1;
  self->backward = backward;
  self->wrapped = FALSE;
  sockeye_find_bar_start (self, from);
}

/* Borrowed: what is marked now, or NULL. */
const SockeyeFound *
sockeye_find_bar_get_found (SockeyeFindBar *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FIND_BAR (self), NULL);

  return self->found.number != 0 ? &self->found : NULL;
}
