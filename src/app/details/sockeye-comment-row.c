/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-comment-row.h"

#include "widgets/sockeye-template.h"

struct _SockeyeCommentRow
{
  GtkWidget       parent_instance;

  SockeyeJournal *journal; /* or NULL */
  guint64         number;
  gboolean        showing; /* what changes is not the user's doing */
  GtkWidget      *back;    /* weak: where the focus was before an edit */

  GtkCheckButton *mark_button;
  GtkWidget      *delete_button;
  GtkTextView    *text_view;
};

G_DEFINE_FINAL_TYPE (SockeyeCommentRow, sockeye_comment_row, GTK_TYPE_WIDGET)

static GtkTextBuffer *
sockeye_comment_row_get_buffer (SockeyeCommentRow *self)
{
  return gtk_text_view_get_buffer (self->text_view);
}

static char *
sockeye_comment_row_dup_typed (SockeyeCommentRow *self)
{
  char *text = NULL;

  g_object_get (sockeye_comment_row_get_buffer (self), "text", &text, NULL);
  return text;
}

/* NULL where there is no row, or it has gone. */
static SockeyeMarks *
sockeye_comment_row_get_marks (SockeyeCommentRow *self)
{
  if (self->journal == NULL || !sockeye_journal_find (self->journal, self->number, NULL))
    return NULL;
  return sockeye_journal_get_marks (self->journal);
}

/* Shows what is noted on the row, and drops what was typed. */
static void
sockeye_comment_row_show (SockeyeCommentRow *self)
{
  SockeyeMarks *marks = sockeye_comment_row_get_marks (self);
  g_autofree char *comment = marks != NULL ? sockeye_marks_dup_comment (marks, self->number) : NULL;
  g_autofree char *typed = sockeye_comment_row_dup_typed (self);
  const char *text = comment != NULL ? comment : "";

  self->showing = TRUE;
  gtk_check_button_set_active (self->mark_button,
                               marks != NULL && sockeye_marks_is_marked (marks, self->number));
  if (g_strcmp0 (typed, text) != 0)
    gtk_text_buffer_set_text (sockeye_comment_row_get_buffer (self), text, -1);
  gtk_widget_set_visible (self->delete_button, comment != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), marks != NULL);
  self->showing = FALSE;
}

static void
sockeye_comment_row_save (SockeyeCommentRow *self)
{
  SockeyeMarks *marks = sockeye_comment_row_get_marks (self);
  g_autofree char *typed = sockeye_comment_row_dup_typed (self);

  if (marks != NULL)
    sockeye_marks_set_comment (marks, self->number, typed);
  sockeye_comment_row_show (self);
}

/* Something else changed a row while this one may be under edit: what was
 * typed stays, until it is kept or taken back. */
static void
sockeye_comment_row_changed_cb (SockeyeCommentRow *self,
                                guint64            first,
                                guint64            last)
{
  if (self->number < first || self->number > last)
    return;
  if (!gtk_widget_has_focus (GTK_WIDGET (self->text_view)))
    sockeye_comment_row_show (self);
}

static void
sockeye_comment_row_toggled_cb (SockeyeCommentRow *self)
{
  SockeyeMarks *marks = sockeye_comment_row_get_marks (self);

  if (!self->showing && marks != NULL)
    sockeye_marks_set_marked (marks, &self->number, 1,
                              gtk_check_button_get_active (self->mark_button));
}

/* What would not be kept is not taken either. */
static void
sockeye_comment_row_typed_cb (SockeyeCommentRow *self,
                              GtkTextBuffer     *buffer)
{
  GtkTextIter start, end;

  if (gtk_text_buffer_get_char_count (buffer) <= SOCKEYE_MARKS_COMMENT_MAX)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, SOCKEYE_MARKS_COMMENT_MAX);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_widget_error_bell (GTK_WIDGET (self->text_view));
}

static void
sockeye_comment_row_set_back (SockeyeCommentRow *self,
                              GtkWidget         *back)
{
  g_set_weak_pointer (&self->back, back);
}

/* To where the user came from. */
static void
sockeye_comment_row_leave (SockeyeCommentRow *self)
{
  GtkWidget *back = self->back;

  if (back != NULL && gtk_widget_get_mapped (back))
    gtk_widget_grab_focus (back);
  sockeye_comment_row_set_back (self, NULL);
}

static void
sockeye_comment_row_save_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  sockeye_comment_row_save (SOCKEYE_COMMENT_ROW (widget));
  sockeye_comment_row_leave (SOCKEYE_COMMENT_ROW (widget));
}

static void
sockeye_comment_row_revert_action (GtkWidget  *widget,
                                   const char *action_name,
                                   GVariant   *parameter)
{
  sockeye_comment_row_show (SOCKEYE_COMMENT_ROW (widget));
  sockeye_comment_row_leave (SOCKEYE_COMMENT_ROW (widget));
}

static void
sockeye_comment_row_delete_action (GtkWidget  *widget,
                                   const char *action_name,
                                   GVariant   *parameter)
{
  SockeyeCommentRow *self = SOCKEYE_COMMENT_ROW (widget);

  /* The button goes with the comment: the focus must not. */
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  gtk_text_buffer_set_text (sockeye_comment_row_get_buffer (self), "", -1);
  sockeye_comment_row_save (self);
}

/* Before the text view, which would break the line, and before the window,
 * which would close Details. */
static gboolean
sockeye_comment_row_key_cb (SockeyeCommentRow     *self,
                            guint                  keyval,
                            guint                  keycode,
                            GdkModifierType        modifiers,
                            GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  const char *action = NULL;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    action = "comment.save";
  else if (keyval == GDK_KEY_Escape)
    action = "comment.revert";
  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  /* An input method may want it, to take or drop what was composed. */
  if (!gtk_text_view_im_context_filter_keypress (self->text_view, event))
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}

static void
sockeye_comment_row_dispose (GObject *object)
{
  SockeyeCommentRow *self = SOCKEYE_COMMENT_ROW (object);

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (sockeye_journal_get_marks (self->journal), self);
  g_clear_weak_pointer (&self->back);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_COMMENT_ROW);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (sockeye_comment_row_parent_class)->dispose (object);
}

static void
sockeye_comment_row_class_init (SockeyeCommentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sockeye_comment_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "commentrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-comment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeCommentRow, mark_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeCommentRow, delete_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeCommentRow, text_view);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_comment_row_toggled_cb);
  gtk_widget_class_install_action (widget_class, "comment.save", NULL,
                                   sockeye_comment_row_save_action);
  gtk_widget_class_install_action (widget_class, "comment.revert", NULL,
                                   sockeye_comment_row_revert_action);
  gtk_widget_class_install_action (widget_class, "comment.delete", NULL,
                                   sockeye_comment_row_delete_action);
}

static void
sockeye_comment_row_init (SockeyeCommentRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (sockeye_comment_row_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (sockeye_comment_row_save), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), focus);
  g_signal_connect_object (sockeye_comment_row_get_buffer (self), "changed",
                           G_CALLBACK (sockeye_comment_row_typed_cb), self, G_CONNECT_SWAPPED);
  sockeye_comment_row_show (self);
}

/**
 * sockeye_comment_row_set_row:
 * @self: a comment row
 * @journal: (nullable): with the row
 * @number: of the row
 *
 * Shows another row. What was typed for the one before is kept.
 */
void
sockeye_comment_row_set_row (SockeyeCommentRow *self,
                             SockeyeJournal    *journal,
                             guint64            number)
{
  g_return_if_fail (SOCKEYE_IS_COMMENT_ROW (self));
  g_return_if_fail (journal == NULL || SOCKEYE_IS_JOURNAL (journal));

  if (self->journal == journal && self->number == number)
    return;
  sockeye_comment_row_save (self);
  if (self->journal != journal)
    {
      if (self->journal != NULL)
        g_signal_handlers_disconnect_by_data (sockeye_journal_get_marks (self->journal), self);
      g_set_object (&self->journal, journal);
      if (journal != NULL)
        g_signal_connect_object (sockeye_journal_get_marks (journal), "changed",
                                 G_CALLBACK (sockeye_comment_row_changed_cb), self,
                                 G_CONNECT_SWAPPED);
    }
  self->number = number;
  sockeye_comment_row_show (self);
}

/**
 * sockeye_comment_row_edit:
 * @self: a comment row
 *
 * Takes the focus to the comment. It goes back to where it was with Enter or
 * Escape.
 */
void
sockeye_comment_row_edit (SockeyeCommentRow *self)
{
  GtkRoot *root;
  GtkTextIter start, end;

  g_return_if_fail (SOCKEYE_IS_COMMENT_ROW (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root != NULL && gtk_root_get_focus (root) != GTK_WIDGET (self->text_view))
    sockeye_comment_row_set_back (self, gtk_root_get_focus (root));
  gtk_text_buffer_get_bounds (sockeye_comment_row_get_buffer (self), &start, &end);
  gtk_text_buffer_select_range (sockeye_comment_row_get_buffer (self), &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
