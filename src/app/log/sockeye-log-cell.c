/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-cell-private.h"

#include <sys/socket.h>

#include "sockeye-log-marks.h"

/* Characters that fit into Result. */
#define SOCKEYE_LOG_CELL_RESULT 12

/* Characters of the row that tells of rows that are gone. */
#define SOCKEYE_LOG_CELL_GAP_LIMIT 200

G_DEFINE_FINAL_TYPE (SockeyeLogCell, sockeye_log_cell, GTK_TYPE_WIDGET)

SockeyeLogInk
_sockeye_log_cell_get_ink (SockeyeLogCell *self)
{
  if (sockeye_event_get_gap (self->event, NULL, NULL))
    return SOCKEYE_LOG_INK_DIM;
  switch (self->column)
    {
    case SOCKEYE_LOG_NUMBER:
    case SOCKEYE_LOG_TIME:
      return SOCKEYE_LOG_INK_DIM;
    case SOCKEYE_LOG_EVENT:
      return sockeye_log_ink_from_kind (sockeye_event_get_kind (self->event));
    case SOCKEYE_LOG_RESULT:
    case SOCKEYE_LOG_DATA:
      if (sockeye_event_is_error (self->event))
        return SOCKEYE_LOG_INK_ERROR;
      if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_END_OF_STREAM)
        return SOCKEYE_LOG_INK_DIM;
      return SOCKEYE_LOG_INK_PLAIN;
    case SOCKEYE_LOG_SOCKET:
    case SOCKEYE_LOG_CALL:
    case SOCKEYE_LOG_BYTES:
    case SOCKEYE_LOG_N_COLUMNS:
    default:
      return SOCKEYE_LOG_INK_PLAIN;
    }
}

/* The cell of the next or the previous column in the same row. */
SockeyeLogCell *
_sockeye_log_cell_get_neighbour (SockeyeLogCell *self,
                                 gboolean        next)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *sibling;
  GtkWidget *child;

  if (parent == NULL)
    return NULL;
  sibling = next ? gtk_widget_get_next_sibling (parent) : gtk_widget_get_prev_sibling (parent);
  child = sibling != NULL ? gtk_widget_get_first_child (sibling) : NULL;
  return SOCKEYE_IS_LOG_CELL (child) ? SOCKEYE_LOG_CELL (child) : NULL;
}

/* The bytes of a send stand in its Call as well, and those that came back with
 * a late error in the row of their send. */
static gboolean
sockeye_log_cell_repeats (SockeyeLogCell *self)
{
  switch (sockeye_event_get_verb (self->event))
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return TRUE;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return (sockeye_event_get_msg_flags (self->event) & MSG_ERRQUEUE) != 0;
    default:
      return FALSE;
    }
}

/* Where the Result says more than their number, Data leaves it the room. */
gboolean
_sockeye_log_cell_is_blank (SockeyeLogCell *self)
{
  SockeyeLogCell *result;

  if (*sockeye_log_cell_get_text (self) == '\0')
    return TRUE;
  if (self->column != SOCKEYE_LOG_DATA || self->comment_size > 0
      || self->match_start < self->match_end || !sockeye_log_cell_repeats (self))
    return FALSE;
  result = _sockeye_log_cell_get_neighbour (self, FALSE);
  return result != NULL
         && g_utf8_strlen (sockeye_log_cell_get_text (result), -1) > SOCKEYE_LOG_CELL_RESULT;
}

static void
sockeye_log_cell_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  SockeyeLogCell *self = SOCKEYE_LOG_CELL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  _sockeye_log_cell_load_metrics (self);
  *minimum = *natural = PANGO_PIXELS_CEIL (self->line);
}

/* The columns' cells clip what they hold; ours may reach over the next. */
static void
sockeye_log_cell_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_log_cell_parent_class)->root (widget);
  gtk_widget_set_overflow (gtk_widget_get_parent (widget), GTK_OVERFLOW_VISIBLE);
}

static void
sockeye_log_cell_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  SockeyeLogCell *self = SOCKEYE_LOG_CELL (widget);

  GTK_WIDGET_CLASS (sockeye_log_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
  g_clear_object (&self->icon);
  self->shaped = 0;
  self->natural = -1;
  self->marked = FALSE;
  self->line = 0;
  gtk_widget_queue_draw (widget);
}

/* An empty cell answers for the text that runs over it. */
static gboolean
sockeye_log_cell_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard,
                                GtkTooltip *tooltip)
{
  g_autofree char *text = sockeye_log_cell_dup_tooltip (SOCKEYE_LOG_CELL (widget));

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sockeye_log_cell_dispose (GObject *object)
{
  SockeyeLogCell *self = SOCKEYE_LOG_CELL (object);

  g_clear_weak_pointer (&self->item);
  g_clear_object (&self->event);
  g_clear_object (&self->marks);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->layout);
  g_clear_object (&self->icon);

  G_OBJECT_CLASS (sockeye_log_cell_parent_class)->dispose (object);
}

static void
sockeye_log_cell_class_init (SockeyeLogCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_log_cell_dispose;

  widget_class->snapshot = _sockeye_log_cell_snapshot;
  widget_class->measure = sockeye_log_cell_measure;
  widget_class->root = sockeye_log_cell_root;
  widget_class->css_changed = sockeye_log_cell_css_changed;
  widget_class->query_tooltip = sockeye_log_cell_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "logcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
sockeye_log_cell_init (SockeyeLogCell *self)
{
  self->natural = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* item: that the list made the cell for, or NULL. */
GtkWidget *
sockeye_log_cell_new (SockeyeLogColumn  column,
                      GtkListItem      *item)
{
  SockeyeLogCell *self;

  g_return_val_if_fail (column < SOCKEYE_LOG_N_COLUMNS, NULL);

  self = g_object_new (SOCKEYE_TYPE_LOG_CELL, NULL);
  self->column = column;
  g_set_weak_pointer (&self->item, item);
  gtk_widget_add_css_class (GTK_WIDGET (self), sockeye_log_column_to_nick (column));
  return GTK_WIDGET (self);
}

/* Of its row in the list, or GTK_INVALID_LIST_POSITION. */
guint
sockeye_log_cell_get_position (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), GTK_INVALID_LIST_POSITION);

  return self->item != NULL ? gtk_list_item_get_position (self->item) : GTK_INVALID_LIST_POSITION;
}

SockeyeEvent *
sockeye_log_cell_get_event (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), NULL);

  return self->event;
}

void
sockeye_log_cell_set_event (SockeyeLogCell *self,
                            SockeyeEvent   *event)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));

  sockeye_log_cell_show (self, event, FALSE);
}

/* The cells of a row share its room, as far as they are empty or end at the
 * right. */
static void
sockeye_log_cell_redraw_row (SockeyeLogCell *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  for (cell = row != NULL ? gtk_widget_get_first_child (row) : NULL; cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    if (gtk_widget_get_first_child (cell) != NULL)
      gtk_widget_queue_draw (gtk_widget_get_first_child (cell));
}

/* Of the rows of a flood most cells say the same as those before. */
static void
sockeye_log_cell_pass (SockeyeLogCell *self,
                       SockeyeEvent   *event)
{
  g_autofree char *text = g_strdup (sockeye_log_cell_get_text (self));
  SockeyeLogInk ink = _sockeye_log_cell_get_ink (self);

  g_set_object (&self->event, event);
  g_clear_pointer (&self->text, g_free);
  self->stale = TRUE;
  if (strlen (sockeye_log_cell_get_text (self)) != strlen (text))
    sockeye_log_cell_redraw_row (self);
  else if (ink != _sockeye_log_cell_get_ink (self) || strcmp (self->text, text) != 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Shows an event in place of that of its item; passing: one of many that
 * nobody can read. */
void
sockeye_log_cell_show (SockeyeLogCell *self,
                       SockeyeEvent   *event,
                       gboolean        passing)
{
  gboolean was_passing;

  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));
  g_return_if_fail (event == NULL || SOCKEYE_IS_EVENT (event));

  was_passing = self->passing;
  self->passing = passing;
  if (event == self->event)
    return;
  if (passing && was_passing && event != NULL)
    {
      sockeye_log_cell_pass (self, event);
      return;
    }
  g_set_object (&self->event, event);
  g_clear_pointer (&self->text, g_free);
  self->stale = event != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is noted on rows is shown with them; NULL for nothing. */
void
sockeye_log_cell_set_marks (SockeyeLogCell *self,
                            SockeyeMarks   *marks)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));
  g_return_if_fail (marks == NULL || SOCKEYE_IS_MARKS (marks));

  if (g_set_object (&self->marks, marks))
    sockeye_log_cell_update_marks (self);
}

/* What is noted on the row differs. */
void
sockeye_log_cell_update_marks (SockeyeLogCell *self)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));

  if (self->event == NULL
      || (self->column != SOCKEYE_LOG_NUMBER && self->column != SOCKEYE_LOG_DATA))
    return;
  g_clear_pointer (&self->text, g_free);
  self->stale = TRUE;
  sockeye_log_cell_update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* match: what Find found, of all rows; must stay for as long as the cell. */
void
sockeye_log_cell_set_match (SockeyeLogCell        *self,
                            const SockeyeLogMatch *match)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));

  self->match = match;
}

/* What was found has changed. */
void
sockeye_log_cell_refresh (SockeyeLogCell *self)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));

  g_clear_pointer (&self->text, g_free);
  self->shaped = 0;
  self->natural = -1;
  self->stale = self->event != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sockeye_log_cell_set_time_format:
 * @journal: whose rows are shown
 * @format: what the time of a row is told by
 *
 * Of cells of the column Time.
 */
void
sockeye_log_cell_set_time_format (SockeyeLogCell    *self,
                                  SockeyeJournal    *journal,
                                  SockeyeTimeFormat  format)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));
  g_return_if_fail (SOCKEYE_IS_JOURNAL (journal));

  g_set_object (&self->journal, journal);
  self->time_format = format;
  if (self->column != SOCKEYE_LOG_TIME || self->event == NULL)
    return;
  g_clear_pointer (&self->text, g_free);
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether it is the first cell of its row that a text may run on from. */
static gboolean
sockeye_log_cell_begins_row (SockeyeLogCell *self)
{
  SockeyeLogCell *before = self;

  if (sockeye_log_column_is_right (self->column))
    return FALSE;
  while ((before = _sockeye_log_cell_get_neighbour (before, FALSE)) != NULL)
    if (!sockeye_log_column_is_right (before->column))
      return FALSE;
  return TRUE;
}

/* Characters, about. */
static int
sockeye_log_cell_count_room (SockeyeLogCell *self)
{
  _sockeye_log_cell_load_metrics (self);
  return gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE / MAX (self->digit, 1);
}

/* The text as shown, borrowed; "" without an event. */
const char *
sockeye_log_cell_get_text (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), "");

  if (self->event == NULL)
    return "";
  if (self->text == NULL && sockeye_event_get_gap (self->event, NULL, NULL))
    self->text = sockeye_event_dup_call_text (self->event, SOCKEYE_LOG_CELL_GAP_LIMIT);
  /* Columns can be moved: which one is the first is asked anew. */
  if (sockeye_event_get_gap (self->event, NULL, NULL))
    return sockeye_log_cell_begins_row (self) ? self->text : "";
  if (self->text != NULL)
    return self->text;

  self->comment_size = 0;
  self->match_start = self->match_end = 0;
  if (self->column == SOCKEYE_LOG_TIME && self->journal != NULL)
    self->text = sockeye_journal_dup_time_text (self->journal, self->event, self->time_format);
  else if (sockeye_log_match_is_in (self->match, self->event))
    self->text = sockeye_log_match_dup_text (self->match, self->column, self->event,
                                             sockeye_log_cell_count_room (self),
                                             &self->match_start, &self->match_end);
  else
    self->text = sockeye_log_column_dup_text (self->column, self->event);
  /* What was found has the room first. */
  if (self->column == SOCKEYE_LOG_DATA && self->match_start == self->match_end)
    self->text = sockeye_log_marks_dup_data (self->marks, sockeye_event_get_number (self->event),
                                             self->text, &self->comment_size);
  return self->text;
}

/* Whether the text was drawn cut. */
gboolean
sockeye_log_cell_is_cut (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), FALSE);

  return self->cut;
}

/**
 * sockeye_log_cell_dup_tooltip:
 *
 * Returns: (transfer full) (nullable): the text where it was drawn cut, and of
 *   the result of a call that failed also its likely cause and what to try
 */
char *
sockeye_log_cell_dup_tooltip (SockeyeLogCell *self)
{
  g_autofree char *explanation = NULL;

  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), NULL);

  while (self != NULL && self->event != NULL && _sockeye_log_cell_is_blank (self))
    self = _sockeye_log_cell_get_neighbour (self, FALSE);
  if (self == NULL || self->event == NULL)
    return NULL;
  explanation = sockeye_log_column_dup_explanation (self->column, self->event);
  if (explanation != NULL)
    return g_strdup_printf ("%s\n%s", sockeye_log_cell_get_text (self), explanation);
  return self->cut ? g_strdup (sockeye_log_cell_get_text (self)) : NULL;
}

/* The row takes the focus, not its cells: it says all of them in one sentence. */
static void
sockeye_log_cell_name_row (SockeyeLogCell *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = parent != NULL ? gtk_widget_get_parent (parent) : NULL;
  g_autofree char *sentence = sockeye_log_marks_dup_sentence (self->marks, self->event);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                    -1);
}

/* Says the text to assistive technology. Done when drawn, and for the rows
 * out of sight whenever the log is quiet: in a flood it would cost more than
 * the drawing. */
void
sockeye_log_cell_update_accessible (SockeyeLogCell *self)
{
  g_return_if_fail (SOCKEYE_IS_LOG_CELL (self));

  if (!self->stale || self->event == NULL)
    return;
  self->stale = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sockeye_log_cell_get_text (self),
                                  -1);
  if (_sockeye_log_cell_get_neighbour (self, FALSE) == NULL)
    sockeye_log_cell_name_row (self);
}
