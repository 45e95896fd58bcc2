/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-cell.h"

#include <sys/socket.h>

#include "sockeye-log-ink.h"
#include "sockeye-log-marks.h"

/* Room for the icon of the Event column, in pixels at a font of 8 pt. */
#define SOCKEYE_LOG_CELL_ICON 16

/* Characters that fit into Result. */
#define SOCKEYE_LOG_CELL_RESULT 12

/* Pixels between a text and the number behind it. */
#define SOCKEYE_LOG_CELL_GAP 8

/* Characters of the row that tells of rows that are gone. */
#define SOCKEYE_LOG_CELL_GAP_LIMIT 200

struct _SockeyeLogCell
{
  GtkWidget         parent_instance;

  SockeyeLogColumn  column;
  GtkListItem      *item;   /* weak, or NULL */
  SockeyeEvent     *event;
  SockeyeMarks     *marks;  /* or NULL */
  SockeyeJournal   *journal; /* of a cell with a time, or NULL */
  SockeyeTimeFormat time_format;
  char             *text;   /* NULL until somebody asks */
  guint             comment_size; /* bytes of it that are the user's comment */
  PangoLayout      *layout; /* NULL until drawn */
  gsize             shaped; /* bytes of the text that the layout has */
  int               natural; /* width of what is right-aligned, in pixels */
  PangoLayout      *icon;
  int               ascent; /* of the font, in Pango units; 0 until asked */
  int               line;
  int               digit;
  gboolean          stale;  /* the accessible name is that of an earlier row */
  gboolean          passing; /* soon there will be another: no name yet */
  gboolean          cut;

  const SockeyeLogMatch *match;   /* borrowed, or NULL */
  guint             match_start;  /* byte of the text where the found begins */
  guint             match_end;
  gboolean          marked;       /* the layout shows one */
};

G_DEFINE_FINAL_TYPE (SockeyeLogCell, sockeye_log_cell, GTK_TYPE_WIDGET)

static SockeyeLogInk
sockeye_log_cell_get_ink (SockeyeLogCell *self)
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
static SockeyeLogCell *
sockeye_log_cell_get_neighbour (SockeyeLogCell *self,
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
static gboolean
sockeye_log_cell_is_blank (SockeyeLogCell *self)
{
  SockeyeLogCell *result;

  if (*sockeye_log_cell_get_text (self) == '\0')
    return TRUE;
  if (self->column != SOCKEYE_LOG_DATA || self->comment_size > 0
      || self->match_start < self->match_end || !sockeye_log_cell_repeats (self))
    return FALSE;
  result = sockeye_log_cell_get_neighbour (self, FALSE);
  return result != NULL
         && g_utf8_strlen (sockeye_log_cell_get_text (result), -1) > SOCKEYE_LOG_CELL_RESULT;
}

static PangoLayout *
sockeye_log_cell_create_layout (SockeyeLogCell *self,
                                const char     *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
sockeye_log_cell_ensure_layout (SockeyeLogCell *self)
{
  if (self->layout == NULL)
    {
      self->layout = sockeye_log_cell_create_layout (self, NULL);
      if (self->column <= SOCKEYE_LOG_TIME)
        {
          g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
          pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
          pango_layout_set_attributes (self->layout, attributes);
        }
    }
}

/* A comment and what Find found stand out. */
static void
sockeye_log_cell_update_attributes (SockeyeLogCell *self)
{
  gboolean found = self->match_start < self->match_end;
  gboolean marked = found || self->comment_size > 0;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (!marked && !self->marked)
    return;
  attributes = sockeye_log_marks_new_attributes (GTK_WIDGET (self), self->comment_size);
  if (found)
    sockeye_log_match_add_attributes (attributes, self->match_start, self->match_end);
  pango_layout_set_attributes (self->layout, attributes);
  self->marked = marked;
}

static void
sockeye_log_cell_set_layout (SockeyeLogCell *self,
                             int             width,
                             gsize           length)
{
  const char *text = sockeye_log_cell_get_text (self);

  sockeye_log_cell_ensure_layout (self);
  if (pango_layout_get_width (self->layout) != width)
    pango_layout_set_width (self->layout, width);
  if (self->shaped != length
      || strncmp (pango_layout_get_text (self->layout), text, length) != 0)
    pango_layout_set_text (self->layout, text, (int) length);
  self->shaped = length;
  /* Two rows can say the same, and only one of them be found. */
  sockeye_log_cell_update_attributes (self);
}

/* Of the font itself: the metrics of the context would shape a sample for
 * each cell. */
static void
sockeye_log_cell_load_metrics (SockeyeLogCell *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFont) font = NULL;
  PangoFontMetrics *metrics;

  if (self->line != 0)
    return;
  font = pango_context_load_font (context, pango_context_get_font_description (context));
  metrics = pango_font_get_metrics (font, NULL);
  self->ascent = pango_font_metrics_get_ascent (metrics);
  self->line = self->ascent + pango_font_metrics_get_descent (metrics);
  self->digit = pango_font_metrics_get_approximate_digit_width (metrics);
  pango_font_metrics_unref (metrics);
}

/* Of a long text only what may be seen is shaped: no more characters than there
 * were room for if all were half as wide as a digit. Pixels. */
static void
sockeye_log_cell_fit (SockeyeLogCell *self,
                      int             room)
{
  const char *text = sockeye_log_cell_get_text (self);
  gsize length = strlen (text);
  const char *end = text + length;
  glong most;

  sockeye_log_cell_load_metrics (self);
  most = 2l * room * PANGO_SCALE / MAX (self->digit, 1) + 2;
  if (g_utf8_strlen (text, -1) > most)
    end = g_utf8_offset_to_pointer (text, most);

  sockeye_log_cell_set_layout (self, room * PANGO_SCALE, end - text);
  self->cut = pango_layout_is_ellipsized (self->layout);
  if (*end == '\0' || self->cut)
    return;
  sockeye_log_cell_set_layout (self, room * PANGO_SCALE, length);
  self->cut = pango_layout_is_ellipsized (self->layout);
}

/* Texts at the right are short, and never cut. */
static int
sockeye_log_cell_get_natural (SockeyeLogCell *self)
{
  const char *text = sockeye_log_cell_get_text (self);

  if (self->layout == NULL || self->natural < 0
      || strcmp (pango_layout_get_text (self->layout), text) != 0)
    {
      sockeye_log_cell_set_layout (self, -1, strlen (text));
      pango_layout_get_pixel_size (self->layout, &self->natural, NULL);
    }
  return self->natural;
}

/* Where the text of a right-aligned cell begins, in another cell's place. */
static int
sockeye_log_cell_get_begin (SockeyeLogCell        *self,
                            const graphene_rect_t *bounds)
{
  return (int) (bounds->origin.x + bounds->size.width) - sockeye_log_cell_get_natural (self)
         - SOCKEYE_LOG_CELL_GAP;
}

/* From where the cell begins to the end of its row. */
static int
sockeye_log_cell_get_rest_of_row (SockeyeLogCell *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), row, &bounds))
    return 0;
  return gtk_widget_get_width (row) - (int) bounds.origin.x;
}

/* The width that the text may take: its own, that of the empty cells behind
 * it, and what the number in the next cell leaves. */
static int
sockeye_log_cell_get_room (SockeyeLogCell *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self));
  SockeyeLogCell *next = self;
  graphene_rect_t bounds;

  if (sockeye_log_column_is_right (self->column))
    return room;
  if (sockeye_event_get_gap (self->event, NULL, NULL))
    return MAX (room, sockeye_log_cell_get_rest_of_row (self));

  while ((next = sockeye_log_cell_get_neighbour (next, TRUE)) != NULL
         && gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self), &bounds))
    {
      if (sockeye_log_cell_is_blank (next))
        room = (int) (bounds.origin.x + bounds.size.width);
      else
        return sockeye_log_column_is_right (next->column)
                   ? MAX (room, sockeye_log_cell_get_begin (next, &bounds))
                   : room;
    }
  return room;
}

/* Lines stand on one baseline whatever fonts their characters come from. */
static void
sockeye_log_cell_draw (SockeyeLogCell *self,
                       GtkSnapshot    *snapshot,
                       PangoLayout    *layout,
                       int             x,
                       const GdkRGBA  *rgba)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int baseline = pango_layout_get_baseline (layout);
  int y;

  sockeye_log_cell_load_metrics (self);
  y = (height - PANGO_PIXELS (self->line)) / 2 + PANGO_PIXELS (self->ascent - baseline);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, rgba);
  gtk_snapshot_restore (snapshot);
}

static int
sockeye_log_cell_draw_icon (SockeyeLogCell *self,
                            GtkSnapshot    *snapshot,
                            const GdkRGBA  *rgba)
{
  const char *icon = sockeye_log_kind_to_icon (sockeye_event_get_kind (self->event));
  int width;

  if (self->icon == NULL)
    self->icon = sockeye_log_cell_create_layout (self, NULL);
  if (g_strcmp0 (pango_layout_get_text (self->icon), icon) != 0)
    pango_layout_set_text (self->icon, icon, -1);
  pango_layout_get_pixel_size (self->icon, &width, NULL);
  sockeye_log_cell_draw (self, snapshot, self->icon, (SOCKEYE_LOG_CELL_ICON - 4 - width) / 2, rgba);
  return SOCKEYE_LOG_CELL_ICON;
}

static void
sockeye_log_cell_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  SockeyeLogCell *self = SOCKEYE_LOG_CELL (widget);
  int room;
  int x = 0;
  GdkRGBA rgba;

  if (self->event == NULL)
    return;

  if (!self->passing)
    sockeye_log_cell_update_accessible (self);
  self->cut = FALSE;
  if (sockeye_log_cell_is_blank (self))
    return;

  if (self->column == SOCKEYE_LOG_NUMBER && self->marks != NULL
      && sockeye_marks_is_marked (self->marks, sockeye_event_get_number (self->event)))
    sockeye_log_marks_draw (widget, snapshot);
  sockeye_log_ink_to_rgba (sockeye_log_cell_get_ink (self), widget, &rgba);
  if (self->column == SOCKEYE_LOG_EVENT && !sockeye_event_get_gap (self->event, NULL, NULL))
    x = sockeye_log_cell_draw_icon (self, snapshot, &rgba);
  room = MAX (0, sockeye_log_cell_get_room (self) - x);
  if (sockeye_log_column_is_right (self->column))
    x = MAX (0, room - sockeye_log_cell_get_natural (self));
  else
    sockeye_log_cell_fit (self, room);
  sockeye_log_cell_draw (self, snapshot, self->layout, x, &rgba);
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
  sockeye_log_cell_load_metrics (self);
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

  widget_class->snapshot = sockeye_log_cell_snapshot;
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
  SockeyeLogInk ink = sockeye_log_cell_get_ink (self);

  g_set_object (&self->event, event);
  g_clear_pointer (&self->text, g_free);
  self->stale = TRUE;
  if (strlen (sockeye_log_cell_get_text (self)) != strlen (text))
    sockeye_log_cell_redraw_row (self);
  else if (ink != sockeye_log_cell_get_ink (self) || strcmp (self->text, text) != 0)
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

  if (self->event == NULL || (self->column != SOCKEYE_LOG_NUMBER && self->column != SOCKEYE_LOG_DATA))
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
  while ((before = sockeye_log_cell_get_neighbour (before, FALSE)) != NULL)
    if (!sockeye_log_column_is_right (before->column))
      return FALSE;
  return TRUE;
}

/* Characters, about. */
static int
sockeye_log_cell_count_room (SockeyeLogCell *self)
{
  sockeye_log_cell_load_metrics (self);
  return gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE / MAX (self->digit, 1);
}

/* The text as shown, borrowed; "" without an event. */
const char *
sockeye_log_cell_get_text (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), "");

  if (self->event == NULL)
    return "";
  if (sockeye_event_get_gap (self->event, NULL, NULL))
    {
      g_clear_pointer (&self->text, g_free);
      if (sockeye_log_cell_begins_row (self))
        self->text = sockeye_event_dup_call_text (self->event, SOCKEYE_LOG_CELL_GAP_LIMIT);
    }
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

  while (self != NULL && self->event != NULL && sockeye_log_cell_is_blank (self))
    self = sockeye_log_cell_get_neighbour (self, FALSE);
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
  if (sockeye_log_cell_get_neighbour (self, FALSE) == NULL)
    sockeye_log_cell_name_row (self);
}
