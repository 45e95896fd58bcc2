/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-cell.h"

#include <sys/socket.h>

#include "sockeye-log-ink.h"

/* Room for the icon of the Event column, in pixels at a font of 8 pt. */
#define SOCKEYE_LOG_CELL_ICON 16

/* Characters that fit into Result. */
#define SOCKEYE_LOG_CELL_RESULT 12

/* Pixels between a text and the number behind it. */
#define SOCKEYE_LOG_CELL_GAP 8

struct _SockeyeLogCell
{
  GtkWidget         parent_instance;

  SockeyeLogColumn  column;
  SockeyeEvent     *event;
  char             *text;   /* NULL until somebody asks */
  PangoLayout      *layout; /* NULL until drawn */
  PangoLayout      *icon;
  int               ascent; /* of the font, in Pango units; 0 until asked */
  int               line;
  gboolean          stale;  /* the accessible name is that of an earlier row */
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
  if (self->column != SOCKEYE_LOG_DATA || !sockeye_log_cell_repeats (self))
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
sockeye_log_cell_shape (SockeyeLogCell *self)
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
  if (g_strcmp0 (pango_layout_get_text (self->layout), sockeye_log_cell_get_text (self)) != 0)
    pango_layout_set_text (self->layout, sockeye_log_cell_get_text (self), -1);
  if (self->marked || self->match_start < self->match_end)
    sockeye_log_match_mark (self->layout, self->match_start, self->match_end);
  self->marked = self->match_start < self->match_end;
}

/* Where the text of a right-aligned cell begins, in another cell's place. */
static int
sockeye_log_cell_get_begin (SockeyeLogCell        *self,
                            const graphene_rect_t *bounds)
{
  int width;

  sockeye_log_cell_shape (self);
  pango_layout_set_width (self->layout, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return (int) (bounds->origin.x + bounds->size.width) - width - SOCKEYE_LOG_CELL_GAP;
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
  pango_font_metrics_unref (metrics);
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
  int width;
  GdkRGBA rgba;

  if (self->event == NULL)
    return;

  sockeye_log_cell_update_accessible (self);
  self->cut = FALSE;
  if (sockeye_log_cell_is_blank (self))
    return;

  sockeye_log_ink_to_rgba (sockeye_log_cell_get_ink (self), widget, &rgba);
  if (self->column == SOCKEYE_LOG_EVENT)
    x = sockeye_log_cell_draw_icon (self, snapshot, &rgba);
  sockeye_log_cell_shape (self);
  room = MAX (0, sockeye_log_cell_get_room (self) - x);
  if (pango_layout_get_width (self->layout) != room * PANGO_SCALE)
    pango_layout_set_width (self->layout, room * PANGO_SCALE);
  self->cut = pango_layout_is_ellipsized (self->layout);
  if (sockeye_log_column_is_right (self->column))
    {
      pango_layout_get_pixel_size (self->layout, &width, NULL);
      x = MAX (0, room - width);
    }
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

  g_clear_object (&self->event);
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
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
sockeye_log_cell_new (SockeyeLogColumn column)
{
  static const char *const classes[SOCKEYE_LOG_N_COLUMNS] = {
    "number", "time", "socket", "event", "call", "bytes", "result", "data"
  };
  SockeyeLogCell *self;

  g_return_val_if_fail (column < SOCKEYE_LOG_N_COLUMNS, NULL);

  self = g_object_new (SOCKEYE_TYPE_LOG_CELL, NULL);
  self->column = column;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[column]);
  return GTK_WIDGET (self);
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
  g_return_if_fail (event == NULL || SOCKEYE_IS_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;
  g_clear_pointer (&self->text, g_free);
  self->match_start = self->match_end = 0;
  self->stale = event != NULL;
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
  self->match_start = self->match_end = 0;
  self->stale = self->event != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The text as shown, borrowed; "" without an event. */
const char *
sockeye_log_cell_get_text (SockeyeLogCell *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_CELL (self), "");

  if (self->event == NULL)
    return "";
  if (self->text == NULL && sockeye_log_match_is_in (self->match, self->event))
    self->text = sockeye_log_match_dup_text (self->match, self->column, self->event,
                                             &self->match_start, &self->match_end);
  else if (self->text == NULL)
    self->text = sockeye_log_column_dup_text (self->column, self->event);
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
  g_autofree char *sentence = sockeye_event_dup_sentence (self->event);

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
  if (self->column == SOCKEYE_LOG_NUMBER)
    sockeye_log_cell_name_row (self);
}
