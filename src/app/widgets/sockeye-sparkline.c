/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-sparkline.h"

#include "sockeye-rate-words.h"

#include <math.h>

/* Pixels: of a line, and how wide it is at least and wants to be. */
#define LINE  1.f
#define LEAST 16
#define WIDTH 56

/* A screen reader is told new figures once in so many us, at most. */
#define TELL_US G_USEC_PER_SEC

/* Bytes and rows a second. */
typedef struct
{
  double bytes;
  double rows;
} SockeyeBar;

struct _SockeyeSparkline
{
  GtkWidget     parent_instance;

  SockeyeRates *rates; /* or NULL */
  gboolean      hides;
  guint         tick_id; /* 0 while nothing moves */
  gint64        told;    /* when the figures were */
};

G_DEFINE_FINAL_TYPE (SockeyeSparkline, sockeye_sparkline, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RATES,
  PROP_HIDES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
sockeye_sparkline_is_idle (SockeyeSparkline *self)
{
  return self->rates == NULL || sockeye_rates_is_idle (self->rates, g_get_monotonic_time ());
}

static void
sockeye_sparkline_tell (SockeyeSparkline *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *sentence = NULL;

  if (self->rates == NULL)
    return;
  self->told = now;
  sentence = sockeye_rate_words_dup_sentence (self->rates, now);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

static gboolean
sockeye_sparkline_tick_cb (gpointer data)
{
  SockeyeSparkline *self = data;
  gboolean idle = sockeye_sparkline_is_idle (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (idle || g_get_monotonic_time () - self->told >= TELL_US)
    sockeye_sparkline_tell (self);
  if (!idle)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  if (self->hides)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

/* Moves while it is on the screen and there is something to see. */
static void
sockeye_sparkline_update (SockeyeSparkline *self)
{
  gboolean idle = sockeye_sparkline_is_idle (self);

  if (self->hides)
    gtk_widget_set_visible (GTK_WIDGET (self), !idle);
  if (idle || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add ((guint) (sockeye_rates_get_length (self->rates) / 1000),
                                   sockeye_sparkline_tick_cb, self);
}

static void
sockeye_sparkline_changed_cb (SockeyeSparkline *self)
{
  if (self->tick_id == 0)
    sockeye_sparkline_update (self);
}

/* The highest bytes and rows of the times that each bar stands for, and the
 * highest of all bars. */
static void
sockeye_sparkline_list_bars (SockeyeSparkline *self,
                             SockeyeBar       *bars,
                             guint             n_bars,
                             SockeyeBar       *highest)
{
  guint n = sockeye_rates_get_n_times (self->rates);
  gint64 now = g_get_monotonic_time ();

  for (guint nth = 0; nth < n; nth++)
    {
      SockeyeBar *bar = &bars[nth * n_bars / n];
      double bytes = sockeye_rates_get_at (self->rates, now, SOCKEYE_RATE_IN, nth)
                     + sockeye_rates_get_at (self->rates, now, SOCKEYE_RATE_OUT, nth);
      double rows = sockeye_rates_get_at (self->rates, now, SOCKEYE_RATE_EVENTS, nth);

      bar->bytes = MAX (bar->bytes, bytes);
      bar->rows = MAX (bar->rows, rows);
      highest->bytes = MAX (highest->bytes, bytes);
      highest->rows = MAX (highest->rows, rows);
    }
}

/* Bars side by side, each at least a pixel high where anything came. */
static void
sockeye_sparkline_draw_area (GtkSnapshot      *snapshot,
                             const SockeyeBar *bars,
                             guint             n_bars,
                             double            highest,
                             graphene_size_t   size,
                             const GdkRGBA    *rgba)
{
  float width = size.width / (float) n_bars;

  for (guint i = 0; i < n_bars; i++)
    {
      float height = MAX (1.f, (float) (bars[i].bytes / highest) * size.height);

      if (bars[i].bytes > 0)
        gtk_snapshot_append_color (snapshot, rgba,
                                   &GRAPHENE_RECT_INIT ((float) i * width, size.height - height,
                                                        width, height));
    }
}

/* Steps: across at each value, and up or down between two. */
static void
sockeye_sparkline_draw_line (GtkSnapshot      *snapshot,
                             const SockeyeBar *bars,
                             guint             n_bars,
                             double            highest,
                             graphene_size_t   size,
                             const GdkRGBA    *rgba)
{
  float width = size.width / (float) n_bars;
  float before = size.height - LINE;

  for (guint i = 0; i < n_bars; i++)
    {
      float y = (1 - (float) (bars[i].rows / highest)) * (size.height - LINE);
      float x = (float) i * width;

      if (y != before)
        gtk_snapshot_append_color (snapshot, rgba,
                                   &GRAPHENE_RECT_INIT (x, MIN (y, before), LINE,
                                                        fabsf (y - before) + LINE));
      if (bars[i].rows > 0)
        gtk_snapshot_append_color (snapshot, rgba, &GRAPHENE_RECT_INIT (x, y, width, LINE));
      before = y;
    }
}

static void
sockeye_sparkline_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SockeyeSparkline *self = SOCKEYE_SPARKLINE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  graphene_size_t size = { (float) gtk_widget_get_width (widget),
                           (float) gtk_widget_get_height (widget) };
  g_autofree SockeyeBar *bars = NULL;
  SockeyeBar highest = { 0, 0 };
  GdkRGBA area, line;
  guint n;

  gtk_style_context_get_color (style, &area);
  if (!gtk_style_context_lookup_color (style, "theme_fg_color", &line))
    line = area;
  line.alpha = 0.25f;
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (0, size.height - LINE, size.width, LINE));
  if (self->rates == NULL || size.width < 1)
    return;

  n = MIN (sockeye_rates_get_n_times (self->rates), (guint) size.width);
  bars = g_new0 (SockeyeBar, n);
  sockeye_sparkline_list_bars (self, bars, n, &highest);
  area.alpha *= 0.6f;
  line.alpha = 0.8f;
  if (highest.bytes > 0)
    sockeye_sparkline_draw_area (snapshot, bars, n, highest.bytes, size, &area);
  if (highest.rows > 0)
    sockeye_sparkline_draw_line (snapshot, bars, n, highest.rows, size, &line);
}

/* As high as the style has it. */
static void
sockeye_sparkline_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = LEAST;
  *natural = WIDTH;
}

static void
sockeye_sparkline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_sparkline_parent_class)->map (widget);
  sockeye_sparkline_tell (SOCKEYE_SPARKLINE (widget));
  sockeye_sparkline_update (SOCKEYE_SPARKLINE (widget));
}

static void
sockeye_sparkline_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SOCKEYE_SPARKLINE (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (sockeye_sparkline_parent_class)->unmap (widget);
}

static gboolean
sockeye_sparkline_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  SockeyeSparkline *self = SOCKEYE_SPARKLINE (widget);
  g_autofree char *lines = NULL;

  if (self->rates == NULL)
    return FALSE;
  lines = sockeye_rate_words_dup_lines (self->rates, g_get_monotonic_time ());
  gtk_tooltip_set_text (tooltip, lines);
  return TRUE;
}

static void
sockeye_sparkline_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SockeyeSparkline *self = SOCKEYE_SPARKLINE (object);

  switch (prop_id)
    {
    case PROP_RATES:
      g_value_set_object (value, self->rates);
      break;
    case PROP_HIDES:
      g_value_set_boolean (value, self->hides);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_sparkline_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SockeyeSparkline *self = SOCKEYE_SPARKLINE (object);

  switch (prop_id)
    {
    case PROP_RATES:
      sockeye_sparkline_set_rates (self, g_value_get_object (value));
      break;
    case PROP_HIDES:
      self->hides = g_value_get_boolean (value);
      sockeye_sparkline_update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_sparkline_dispose (GObject *object)
{
  SockeyeSparkline *self = SOCKEYE_SPARKLINE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->rates != NULL)
    g_signal_handlers_disconnect_by_data (self->rates, self);
  g_clear_object (&self->rates);

  G_OBJECT_CLASS (sockeye_sparkline_parent_class)->dispose (object);
}

static void
sockeye_sparkline_class_init (SockeyeSparklineClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_sparkline_dispose;
  object_class->get_property = sockeye_sparkline_get_property;
  object_class->set_property = sockeye_sparkline_set_property;

  widget_class->snapshot = sockeye_sparkline_snapshot;
  widget_class->measure = sockeye_sparkline_measure;
  widget_class->map = sockeye_sparkline_map;
  widget_class->unmap = sockeye_sparkline_unmap;
  widget_class->query_tooltip = sockeye_sparkline_query_tooltip;

  properties[PROP_RATES] =
      g_param_spec_object ("rates", NULL, NULL, SOCKEYE_TYPE_RATES, flags);
  properties[PROP_HIDES] = g_param_spec_boolean ("hides", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sockeye_sparkline_init (SockeyeSparkline *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * sockeye_sparkline_set_rates:
 * @self: a sparkline
 * @rates: (nullable): what it shows from now on
 */
void
sockeye_sparkline_set_rates (SockeyeSparkline *self,
                             SockeyeRates     *rates)
{
  g_return_if_fail (SOCKEYE_IS_SPARKLINE (self));
  g_return_if_fail (rates == NULL || SOCKEYE_IS_RATES (rates));

  if (self->rates == rates)
    return;
  if (self->rates != NULL)
    g_signal_handlers_disconnect_by_data (self->rates, self);
  g_set_object (&self->rates, rates);
  if (rates != NULL)
    g_signal_connect_object (rates, "changed", G_CALLBACK (sockeye_sparkline_changed_cb), self,
                             G_CONNECT_SWAPPED);
  sockeye_sparkline_tell (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  sockeye_sparkline_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATES]);
}

/**
 * sockeye_sparkline_is_moving:
 * @self: a sparkline
 *
 * Returns: whether it draws itself again as time passes
 */
gboolean
sockeye_sparkline_is_moving (SockeyeSparkline *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SPARKLINE (self), FALSE);

  return self->tick_id != 0;
}
