/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* How a cell of the log is drawn: where its text may run on to, and as little
 * shaping as there can be, since all of it is done anew with each frame. */

#include "config.h"

#include "sockeye-log-cell-private.h"
#include "sockeye-log-marks.h"

/* Room for the icon of the Event column, in pixels at a font of 8 pt. */
#define SOCKEYE_LOG_CELL_ICON 16

/* Pixels between a text and the number behind it. */
#define SOCKEYE_LOG_CELL_GAP 8

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
void
_sockeye_log_cell_load_metrics (SockeyeLogCell *self)
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

  _sockeye_log_cell_load_metrics (self);
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

  while ((next = _sockeye_log_cell_get_neighbour (next, TRUE)) != NULL
         && gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self), &bounds))
    {
      if (_sockeye_log_cell_is_blank (next))
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

  _sockeye_log_cell_load_metrics (self);
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

void
_sockeye_log_cell_snapshot (GtkWidget   *widget,
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
  if (_sockeye_log_cell_is_blank (self))
    return;

  if (self->column == SOCKEYE_LOG_NUMBER && self->marks != NULL
      && sockeye_marks_is_marked (self->marks, sockeye_event_get_number (self->event)))
    sockeye_log_marks_draw (widget, snapshot);
  sockeye_log_ink_to_rgba (_sockeye_log_cell_get_ink (self), widget, &rgba);
  if (self->column == SOCKEYE_LOG_EVENT && !sockeye_event_get_gap (self->event, NULL, NULL))
    x = sockeye_log_cell_draw_icon (self, snapshot, &rgba);
  room = MAX (0, sockeye_log_cell_get_room (self) - x);
  if (sockeye_log_column_is_right (self->column))
    x = MAX (0, room - sockeye_log_cell_get_natural (self));
  else
    sockeye_log_cell_fit (self, room);
  sockeye_log_cell_draw (self, snapshot, self->layout, x, &rgba);
}
