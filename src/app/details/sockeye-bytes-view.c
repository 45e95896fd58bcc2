/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-bytes-view.h"

#include "sockeye-bytes-match.h"

#include "call/sockeye-number.h"
#include "call/sockeye-payload.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

/* Shown at once, and added by each Show more: a text view lays out lines of
 * text, not megabytes in one. */
#define SOCKEYE_BYTES_VIEW_STEP 16384

/* Lines of hex that are shown without a scrollbar of their own. */
#define SOCKEYE_BYTES_VIEW_LINES 24

/* Lines of hex that are kept in sight on both sides of what was found. */
#define SOCKEYE_BYTES_VIEW_AROUND 3

/* Frames in which all of Details has been laid out. */
#define SOCKEYE_BYTES_VIEW_FRAMES 3

/* As many frames lay out all lines of a step, if need be. */
#define SOCKEYE_BYTES_VIEW_TRIES 60

/* Characters that a line of hex with sixteen bytes needs. */
#define SOCKEYE_BYTES_VIEW_WIDE 73

struct _SockeyeBytesView
{
  GtkWidget          parent_instance;

  GBytes            *payload; /* or NULL */
  gsize              first;   /* byte of the payload that is shown */
  gsize              shown;   /* bytes of the payload, up to which it is */
  gsize              match;   /* byte where something was found */
  gsize              match_length; /* 0: nothing was */
  guint              per_line;
  guint              shown_per_line;
  guint              relayout_id;
  guint              reveal_id;
  guint              reveal_frames; /* that it waits for */
  guint              reveal_tries;  /* then, until the view itself has scrolled */

  GtkBox            *box;
  GtkScrolledWindow *hex_scrolled;
  GtkTextView       *hex_view;
  GtkTextView       *text_view;
  GtkBox            *more_box;
  GtkLabel          *more_label;
  GtkButton         *start_button;
  GtkButton         *more_button;
};

G_DEFINE_FINAL_TYPE (SockeyeBytesView, sockeye_bytes_view, GTK_TYPE_WIDGET)

static void
sockeye_bytes_view_append (GtkTextView *view,
                           const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  /* A hyphen where a line is wrapped would look like one of the bytes. */
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "bytes") == NULL)
    gtk_text_buffer_create_tag (buffer, "bytes", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, "bytes", NULL);
}

static void
sockeye_bytes_view_update_more (SockeyeBytesView *self)
{
  gsize size = self->payload != NULL ? g_bytes_get_size (self->payload) : 0;
  gboolean more = self->shown < size;
  g_autofree char *first_text = NULL;
  g_autofree char *shown_text = NULL;
  g_autofree char *size_text = NULL;
  g_autofree char *text = NULL;

  if (more || self->first > 0)
    {
      first_text = sockeye_number_to_string (self->first);
      shown_text = sockeye_number_to_string (self->shown);
      size_text = sockeye_number_to_string (size);
      if (self->first > 0)
        /* Translators: "Bytes 16,384 to 32,768 of 1,048,576" */
        text = g_strdup_printf (_("Bytes %s to %s of %s"), first_text, shown_text, size_text);
      else
        text = g_strdup_printf (_("First %s of %s bytes"), shown_text, size_text);
      gtk_label_set_text (self->more_label, text);
    }
  if (!more && gtk_widget_has_focus (GTK_WIDGET (self->more_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->hex_view));
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), self->first > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_box), more || self->first > 0);
}

/* As high as its lines: a text view guesses its height until it has laid out
 * all of them, and a scrollbar asks for more than a line or two. */
static void
sockeye_bytes_view_update_height (SockeyeBytesView *self)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->hex_view), "0");
  guint lines = (guint) ((self->shown - self->first + self->per_line - 1) / self->per_line);
  gboolean little = lines <= SOCKEYE_BYTES_VIEW_LINES;
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  height *= (int) MIN (lines, SOCKEYE_BYTES_VIEW_LINES);
  gtk_scrolled_window_set_policy (self->hex_scrolled, GTK_POLICY_AUTOMATIC,
                                  little ? GTK_POLICY_EXTERNAL : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->hex_scrolled, -1);
  gtk_scrolled_window_set_min_content_height (self->hex_scrolled, height);
  gtk_scrolled_window_set_max_content_height (self->hex_scrolled, height);
}

/* Hex lines end where a step ends, as steps are whole lines. */
static void
sockeye_bytes_view_show_step (SockeyeBytesView *self)
{
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;
  const guint8 *data;
  gsize size;
  gsize step;

  if (self->payload == NULL)
    return;
  data = g_bytes_get_data (self->payload, &size);
  step = MIN (size - self->shown, SOCKEYE_BYTES_VIEW_STEP);
  hex = sockeye_payload_to_hex (data + self->shown, step, self->shown, self->per_line);
  text = sockeye_payload_to_text (data + self->shown, step);
  if (self->shown > self->first)
    sockeye_bytes_view_append (self->hex_view, "\n");
  sockeye_bytes_view_append (self->hex_view, hex);
  sockeye_bytes_view_append (self->text_view, text);
  self->shown += step;
  sockeye_bytes_view_update_height (self);
  sockeye_bytes_view_update_more (self);
}

static void
sockeye_bytes_view_more_cb (SockeyeBytesView *self)
{
  sockeye_bytes_view_show_step (self);
}

/* What is around the view may be long: what was found must be in sight, with
 * some lines around it. Waits until all has been laid out, and the view itself
 * has scrolled to it. */
static gboolean
sockeye_bytes_view_reveal_cb (GtkWidget     *widget,
                              GdkFrameClock *clock,
                              gpointer       data)
{
  SockeyeBytesView *self = SOCKEYE_BYTES_VIEW (widget);
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->hex_view);
  GtkAdjustment *adjustment;
  graphene_point_t point;
  GtkTextIter at;
  GdkRectangle line;
  int x, y;

  if (self->reveal_frames > 0)
    self->reveal_frames--;
  else
    self->reveal_tries--;
  if (self->reveal_frames > 0
      || (self->reveal_tries > 0 && !_sockeye_bytes_match_is_seen (self->hex_view)))
    {
      /* Again: where many lines are is a guess until they are laid out. */
      gtk_text_view_scroll_to_mark (self->hex_view, gtk_text_buffer_get_insert (buffer), 0, TRUE,
                                    0, SOCKEYE_BYTES_MATCH_ALIGN);
      return G_SOURCE_CONTINUE;
    }
  self->reveal_id = 0;
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (self->hex_view, &at, &line);
  gtk_text_view_buffer_to_window_coords (self->hex_view, GTK_TEXT_WINDOW_WIDGET, line.x, line.y,
                                         &x, &y);
  if (scrolled == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self->hex_view), scrolled,
                                    &GRAPHENE_POINT_INIT (x, y), &point))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  point.y += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, point.y - line.height * SOCKEYE_BYTES_VIEW_AROUND,
                             point.y + line.height * (SOCKEYE_BYTES_VIEW_AROUND + 1));
  return G_SOURCE_REMOVE;
}

static void
sockeye_bytes_view_mark_match (SockeyeBytesView *self)
{
  const guint8 *data;

  if (self->payload == NULL || self->match_length == 0
      || self->match < self->first || self->match + self->match_length > self->shown)
    return;
  data = g_bytes_get_data (self->payload, NULL);
  _sockeye_bytes_match_mark_hex (self->hex_view, self->per_line, self->match - self->first,
                                 self->match_length);
  _sockeye_bytes_match_mark_text (self->text_view, data + self->first, self->shown - self->first,
                                  self->match - self->first, self->match_length);
  self->reveal_frames = SOCKEYE_BYTES_VIEW_FRAMES;
  self->reveal_tries = SOCKEYE_BYTES_VIEW_TRIES;
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                                    sockeye_bytes_view_reveal_cb, NULL, NULL);
}

static void
sockeye_bytes_view_show_bytes (SockeyeBytesView *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->hex_view), "", 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  self->shown = self->first;
  self->shown_per_line = self->per_line;
  gtk_widget_set_visible (GTK_WIDGET (self), self->payload != NULL);
  sockeye_bytes_view_show_step (self);
  sockeye_bytes_view_mark_match (self);
}

static void
sockeye_bytes_view_start_cb (SockeyeBytesView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->hex_view));
  self->first = 0;
  sockeye_bytes_view_show_bytes (self);
}

static gboolean
sockeye_bytes_view_relayout_cb (gpointer data)
{
  SockeyeBytesView *self = data;

  self->relayout_id = 0;
  /* Not without need: what the reader has selected would be lost. */
  if (self->per_line != self->shown_per_line)
    sockeye_bytes_view_show_bytes (self);
  else if (self->payload != NULL)
    sockeye_bytes_view_update_height (self);
  return G_SOURCE_REMOVE;
}

static void
sockeye_bytes_view_queue_relayout (SockeyeBytesView *self)
{
  if (self->relayout_id == 0)
    self->relayout_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, sockeye_bytes_view_relayout_cb,
                                         self, NULL);
}

/* Sixteen bytes a line where they fit, else eight. */
static void
sockeye_bytes_view_fit (SockeyeBytesView *self,
                        int               width)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->hex_view), "0000000000");
  guint per_line;
  int chars;

  pango_layout_get_pixel_size (layout, &chars, NULL);
  per_line = chars > 0 && width >= chars * SOCKEYE_BYTES_VIEW_WIDE / 10 ? 16 : 8;
  if (per_line == self->per_line)
    return;
  self->per_line = per_line;
  sockeye_bytes_view_queue_relayout (self);
}

static GtkSizeRequestMode
sockeye_bytes_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sockeye_bytes_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SOCKEYE_BYTES_VIEW (widget)->box), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
sockeye_bytes_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  SockeyeBytesView *self = SOCKEYE_BYTES_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->box), width, height, baseline, NULL);
  sockeye_bytes_view_fit (self, width);
}

static void
sockeye_bytes_view_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sockeye_bytes_view_parent_class)->css_changed (widget, change);
  sockeye_bytes_view_queue_relayout (SOCKEYE_BYTES_VIEW (widget));
}

static void
sockeye_bytes_view_dispose (GObject *object)
{
  SockeyeBytesView *self = SOCKEYE_BYTES_VIEW (object);

  g_clear_handle_id (&self->relayout_id, g_source_remove);
  if (self->reveal_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_id);
  self->reveal_id = 0;
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_BYTES_VIEW);
  g_clear_pointer (&self->payload, g_bytes_unref);

  G_OBJECT_CLASS (sockeye_bytes_view_parent_class)->dispose (object);
}

static void
sockeye_bytes_view_class_init (SockeyeBytesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_bytes_view_dispose;

  widget_class->get_request_mode = sockeye_bytes_view_get_request_mode;
  widget_class->measure = sockeye_bytes_view_measure;
  widget_class->size_allocate = sockeye_bytes_view_size_allocate;
  widget_class->css_changed = sockeye_bytes_view_css_changed;

  gtk_widget_class_set_css_name (widget_class, "bytesview");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-bytes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, hex_scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, hex_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, text_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, more_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, more_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, more_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeBytesView, start_button);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_bytes_view_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_bytes_view_start_cb);
}

static void
sockeye_bytes_view_init (SockeyeBytesView *self)
{
  self->per_line = 8;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sockeye_bytes_view_set_bytes:
 * @self: the view
 * @bytes: (nullable): what it shows from now on; without any it takes no room
 */
void
sockeye_bytes_view_set_bytes (SockeyeBytesView *self,
                              GBytes           *bytes)
{
  g_return_if_fail (SOCKEYE_IS_BYTES_VIEW (self));

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    g_bytes_ref (bytes);
  else
    bytes = NULL;
  g_clear_pointer (&self->payload, g_bytes_unref);
  self->payload = bytes;
  self->first = 0;
  self->match_length = 0;
  sockeye_bytes_view_show_bytes (self);
}

/**
 * sockeye_bytes_view_set_match:
 * @self: the view
 * @offset: a byte of what it shows
 * @length: how many bytes were found there; 0: none
 *
 * Marks bytes, and scrolls to them. Those behind the first step are shown
 * without what is before them: there may be very much of it.
 */
void
sockeye_bytes_view_set_match (SockeyeBytesView *self,
                              gsize             offset,
                              gsize             length)
{
  gsize size;

  g_return_if_fail (SOCKEYE_IS_BYTES_VIEW (self));

  size = self->payload != NULL ? g_bytes_get_size (self->payload) : 0;
  _sockeye_bytes_match_clear (self->hex_view);
  _sockeye_bytes_match_clear (self->text_view);
  self->match = offset;
  self->match_length =
      offset < size ? MIN (length, MIN (size - offset, SOCKEYE_BYTES_VIEW_STEP / 2)) : 0;
  if (self->match_length == 0)
    return;
  if (offset >= self->first && offset + self->match_length <= self->shown)
    {
      sockeye_bytes_view_mark_match (self);
      return;
    }
  self->first = offset + self->match_length <= SOCKEYE_BYTES_VIEW_STEP
                  ? 0
                  : (offset - MIN (offset, SOCKEYE_BYTES_VIEW_STEP / 4)) / 16 * 16;
  sockeye_bytes_view_show_bytes (self);
}
