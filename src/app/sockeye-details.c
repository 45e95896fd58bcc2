/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-details.h"

#include "sockeye-details-private.h"
#include "sockeye-number.h"
#include "sockeye-payload.h"
#include "sockeye-story.h"
#include "sockeye-template.h"

#include <glib/gi18n-lib.h>

/* Shown at once, and added by each Show more: a text view lays out lines of
 * text, not megabytes in one. */
#define SOCKEYE_DETAILS_STEP 16384

/* Lines of hex that are shown without a scrollbar of their own. */
#define SOCKEYE_DETAILS_LINES 24

/* Characters that a line of hex with sixteen bytes needs. */
#define SOCKEYE_DETAILS_WIDE 76

struct _SockeyeDetails
{
  GtkWidget          parent_instance;

  SockeyeSession    *session;
  SockeyeEvent      *event;
  GBytes            *payload;
  gsize              shown; /* bytes of the payload */
  guint              per_line;
  guint              shown_per_line;
  guint              relayout_id;
  GCancellable      *cancellable; /* of the explanation */

  GtkStack          *stack;
  GtkLabel          *title_label;
  GtkLabel          *summary_label;
  GtkLabel          *explanation_label;
  GtkLabel          *facts_label;
  GtkLabel          *kept_label;
  GtkBox            *bytes_box;
  GtkScrolledWindow *hex_scrolled;
  GtkTextView       *hex_view;
  GtkTextView       *text_view;
  GtkBox            *more_box;
  GtkLabel          *more_label;
  GtkButton         *more_button;
  GtkLabel          *story_label;
};

G_DEFINE_FINAL_TYPE (SockeyeDetails, sockeye_details, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_EVENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Takes text; a label without text takes no room. */
static void
sockeye_details_set_label (GtkLabel *label,
                           char     *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  g_free (text);
}

static void
sockeye_details_append (GtkTextView *view,
                        const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
}

static void
sockeye_details_update_more (SockeyeDetails *self)
{
  gsize size = self->payload != NULL ? g_bytes_get_size (self->payload) : 0;
  gboolean more = self->shown < size;
  g_autofree char *shown_text = NULL;
  g_autofree char *size_text = NULL;
  g_autofree char *text = NULL;

  if (more)
    {
      shown_text = sockeye_number_to_string (self->shown);
      size_text = sockeye_number_to_string (size);
      text = g_strdup_printf (_("First %s of %s bytes"), shown_text, size_text);
      gtk_label_set_text (self->more_label, text);
    }
  if (!more && gtk_widget_has_focus (GTK_WIDGET (self->more_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->hex_view));
  gtk_widget_set_visible (GTK_WIDGET (self->more_box), more);
}

/* As high as its lines: a text view guesses its height until it has laid out
 * all of them, and a scrollbar asks for more than a line or two. */
static void
sockeye_details_update_height (SockeyeDetails *self)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->hex_view), "0");
  guint lines = ((guint) self->shown + self->per_line - 1) / self->per_line;
  gboolean little = lines <= SOCKEYE_DETAILS_LINES;
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  height *= (int) MIN (lines, SOCKEYE_DETAILS_LINES);
  gtk_scrolled_window_set_policy (self->hex_scrolled, GTK_POLICY_AUTOMATIC,
                                  little ? GTK_POLICY_EXTERNAL : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->hex_scrolled, -1);
  gtk_scrolled_window_set_min_content_height (self->hex_scrolled, height);
  gtk_scrolled_window_set_max_content_height (self->hex_scrolled, height);
}

/* Hex lines end where a step ends, as steps are whole lines. */
static void
sockeye_details_show_step (SockeyeDetails *self)
{
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;
  const guint8 *data;
  gsize size;
  gsize step;

  if (self->payload == NULL)
    return;
  data = g_bytes_get_data (self->payload, &size);
  step = MIN (size - self->shown, SOCKEYE_DETAILS_STEP);
  hex = sockeye_payload_to_hex (data + self->shown, step, self->shown, self->per_line);
  text = sockeye_payload_to_text (data + self->shown, step);
  if (self->shown > 0)
    sockeye_details_append (self->hex_view, "\n");
  sockeye_details_append (self->hex_view, hex);
  sockeye_details_append (self->text_view, text);
  self->shown += step;
  sockeye_details_update_height (self);
  sockeye_details_update_more (self);
}

static void
sockeye_details_more_cb (SockeyeDetails *self)
{
  sockeye_details_show_step (self);
}

static void
sockeye_details_show_bytes (SockeyeDetails *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->hex_view), "", 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  self->shown = 0;
  self->shown_per_line = self->per_line;
  gtk_widget_set_visible (GTK_WIDGET (self->bytes_box), self->payload != NULL);
  sockeye_details_show_step (self);
}

static void
sockeye_details_explained_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      data)
{
  g_autoptr (SockeyeDetails) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = sockeye_session_explain_finish (SOCKEYE_SESSION (object), result, &error);
  if (text != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sockeye_details_set_label (self->explanation_label, g_steal_pointer (&text));
}

/* Finding who holds a port reads /proc, so the explanation comes later. */
static void
sockeye_details_explain (SockeyeDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  sockeye_details_set_label (self->explanation_label, g_strdup (""));
  if (self->session == NULL || self->event == NULL || !sockeye_event_is_error (self->event))
    return;
  self->cancellable = g_cancellable_new ();
  sockeye_session_explain_async (self->session, self->event, self->cancellable,
                                 sockeye_details_explained_cb, g_object_ref (self));
}

static void
sockeye_details_update (SockeyeDetails *self)
{
  g_clear_pointer (&self->payload, g_bytes_unref);
  sockeye_details_explain (self);
  gtk_stack_set_visible_child_name (self->stack, self->event != NULL ? "event" : "empty");
  if (self->event != NULL)
    {
      self->payload = sockeye_event_dup_payload (self->event);
      sockeye_details_set_label (self->title_label, _sockeye_details_dup_title (self->event));
      sockeye_details_set_label (self->summary_label,
                                 _sockeye_details_dup_summary (self->session, self->event));
      sockeye_details_set_label (self->facts_label,
                                 _sockeye_details_dup_facts (self->session, self->event));
      sockeye_details_set_label (self->kept_label, _sockeye_details_dup_kept (self->event));
      sockeye_details_set_label (self->story_label,
                                 sockeye_session_dup_story (self->session, self->event));
    }
  if (self->payload != NULL && g_bytes_get_size (self->payload) == 0)
    g_clear_pointer (&self->payload, g_bytes_unref);
  sockeye_details_show_bytes (self);
}

static gboolean
sockeye_details_relayout_cb (gpointer data)
{
  SockeyeDetails *self = data;

  self->relayout_id = 0;
  /* Not without need: what the reader has selected would be lost. */
  if (self->per_line != self->shown_per_line)
    sockeye_details_show_bytes (self);
  else if (self->payload != NULL)
    sockeye_details_update_height (self);
  return G_SOURCE_REMOVE;
}

static void
sockeye_details_queue_relayout (SockeyeDetails *self)
{
  if (self->relayout_id == 0)
    self->relayout_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, sockeye_details_relayout_cb,
                                         self, NULL);
}

/* Sixteen bytes a line where they fit, else eight. */
static void
sockeye_details_fit (SockeyeDetails *self,
                     int             width)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->hex_view), "0000000000");
  guint per_line;
  int chars;

  pango_layout_get_pixel_size (layout, &chars, NULL);
  per_line = chars > 0 && width >= chars * SOCKEYE_DETAILS_WIDE / 10 ? 16 : 8;
  if (per_line == self->per_line)
    return;
  self->per_line = per_line;
  sockeye_details_queue_relayout (self);
}

static void
sockeye_details_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SOCKEYE_DETAILS (widget)->stack), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
sockeye_details_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (widget);

  gtk_widget_allocate (GTK_WIDGET (self->stack), width, height, baseline, NULL);
  sockeye_details_fit (self, width);
}

static void
sockeye_details_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sockeye_details_parent_class)->css_changed (widget, change);
  sockeye_details_queue_relayout (SOCKEYE_DETAILS (widget));
}

static void
sockeye_details_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        break;
      sockeye_details_update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_EVENT:
      sockeye_details_set_event (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_dispose (GObject *object)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->relayout_id, g_source_remove);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_DETAILS);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_object (&self->event);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_details_parent_class)->dispose (object);
}

static void
sockeye_details_class_init (SockeyeDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_details_dispose;
  object_class->get_property = sockeye_details_get_property;
  object_class->set_property = sockeye_details_set_property;

  widget_class->measure = sockeye_details_measure;
  widget_class->size_allocate = sockeye_details_size_allocate;
  widget_class->css_changed = sockeye_details_css_changed;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVENT] =
      g_param_spec_object ("event", NULL, NULL,
                           SOCKEYE_TYPE_EVENT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "details");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, title_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, facts_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, kept_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, bytes_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, hex_scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, hex_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, text_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, more_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, more_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, more_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, story_label);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_details_more_cb);
}

static void
sockeye_details_init (SockeyeDetails *self)
{
  self->per_line = 8;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sockeye_details_set_event (SockeyeDetails *self,
                           SockeyeEvent   *event)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));
  g_return_if_fail (event == NULL || SOCKEYE_IS_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;
  sockeye_details_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}
