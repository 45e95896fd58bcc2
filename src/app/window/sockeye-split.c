/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-split.h"

#include <glib/gi18n-lib.h>

/* The content needs this much to be of use beside the side pane. */
#define CONTENT_WIDTH 560
#define SIDE_WIDTH 180
#define HANDLE_WIDTH 9
#define KEY_STEP 16

struct _SockeyeSplit
{
  GtkWidget  parent_instance;

  GtkWidget *content;
  GtkWidget *side;
  GtkWidget *handle;
  GtkWidget *cover; /* inside content */

  int        position;
  gboolean   show_side;
  gboolean   folded;
};

G_DEFINE_FINAL_TYPE (SockeyeSplit, sockeye_split, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_SIDE,
  PROP_COVER,
  PROP_POSITION,
  PROP_SHOW_SIDE,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_split_set_position (SockeyeSplit *self,
                            int           position)
{
  position = MAX (position, SIDE_WIDTH);
  if (self->position == position)
    return;
  self->position = position;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
sockeye_split_set_show_side (SockeyeSplit *self,
                             gboolean      show_side)
{
  if (self->show_side == show_side)
    return;
  self->show_side = show_side;
  if (self->side != NULL)
    gtk_widget_set_visible (self->side, show_side);
  gtk_widget_set_visible (self->handle, show_side);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDE]);
}

static void
sockeye_split_set_child (SockeyeSplit *self,
                         GtkWidget   **place,
                         GtkWidget    *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child == NULL)
    return;

  /* Siblings are drawn in their order: the content, above it the side. */
  if (place == &self->content)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->handle);
  if (place == &self->side)
    {
      gtk_widget_add_css_class (child, "side");
      gtk_widget_set_visible (child, self->show_side);
    }
}

static void
sockeye_split_drag_update_cb (SockeyeSplit   *self,
                              double          x,
                              double          y,
                              GtkGestureDrag *drag)
{
  double offset;

  /* The handle moves along under the pointer, so its offsets count from the
   * place where it is now. */
  gtk_gesture_drag_get_offset (drag, &offset, NULL);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    offset = -offset;
  sockeye_split_set_position (self, gtk_widget_get_width (self->side) - (int) offset);
}

static gboolean
sockeye_split_key_cb (SockeyeSplit    *self,
                      guint            keyval,
                      guint            keycode,
                      GdkModifierType  modifiers)
{
  if (keyval == GDK_KEY_Left)
    sockeye_split_set_position (self, self->position + KEY_STEP);
  else if (keyval == GDK_KEY_Right)
    sockeye_split_set_position (self, self->position - KEY_STEP);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
sockeye_split_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  SockeyeSplit *self = SOCKEYE_SPLIT (widget);
  int side_minimum = 0;

  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && self->side != NULL && self->show_side)
    {
      gtk_widget_measure (self->side, orientation, -1, &side_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, side_minimum);
      *natural = MAX (*natural, side_minimum);
    }
}

static void
sockeye_split_set_folded (SockeyeSplit *self,
                          gboolean      folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  if (folded)
    gtk_widget_add_css_class (self->side, "folded");
  else
    gtk_widget_remove_css_class (self->side, "folded");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
sockeye_split_place (SockeyeSplit *self,
                     GtkWidget    *child,
                     int           x,
                     int           y,
                     int           width,
                     int           height)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { mirrored ? total - x - width : x, y, width, height };

  gtk_widget_size_allocate (child, &place, -1);
}

static int
sockeye_split_get_side_width (SockeyeSplit *self,
                              gboolean      folded,
                              int           width)
{
  int minimum;
  int side = MIN (self->position, width - (folded ? SIDE_WIDTH : CONTENT_WIDTH));

  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (side, minimum);
}

/* Over the content, the side pane leaves free what is above and below the
 * cover. */
static void
sockeye_split_place_side (SockeyeSplit *self,
                          gboolean      folded,
                          int           x,
                          int           width,
                          int           height)
{
  graphene_rect_t bounds;
  int y = 0;

  if (folded && self->cover != NULL
      && gtk_widget_compute_bounds (self->cover, GTK_WIDGET (self), &bounds))
    {
      y = (int) bounds.origin.y;
      height = MIN (height - y, (int) bounds.size.height);
    }
  sockeye_split_place (self, self->side, x, y, width, height);
  sockeye_split_place (self, self->handle, x - HANDLE_WIDTH / 2, y, HANDLE_WIDTH, height);
}

static void
sockeye_split_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  SockeyeSplit *self = SOCKEYE_SPLIT (widget);
  gboolean folded = width < CONTENT_WIDTH + SIDE_WIDTH;
  gboolean shown = self->side != NULL && self->show_side;
  int side = shown ? sockeye_split_get_side_width (self, folded, width) : 0;
  int minimum;

  if (self->content != NULL)
    {
      gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      sockeye_split_place (self, self->content, 0, 0,
                           MAX (folded ? width : width - side, minimum), height);
    }
  if (shown)
    sockeye_split_place_side (self, folded, width - side, side, height);
  if (self->side != NULL)
    sockeye_split_set_folded (self, folded);
}

static void
sockeye_split_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SockeyeSplit *self = SOCKEYE_SPLIT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDE:
      g_value_set_object (value, self->side);
      break;
    case PROP_COVER:
      g_value_set_object (value, self->cover);
      break;
    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;
    case PROP_SHOW_SIDE:
      g_value_set_boolean (value, self->show_side);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_split_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SockeyeSplit *self = SOCKEYE_SPLIT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      sockeye_split_set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDE:
      sockeye_split_set_child (self, &self->side, g_value_get_object (value));
      break;
    case PROP_COVER:
      self->cover = g_value_get_object (value);
      break;
    case PROP_POSITION:
      sockeye_split_set_position (self, g_value_get_int (value));
      break;
    case PROP_SHOW_SIDE:
      sockeye_split_set_show_side (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_split_dispose (GObject *object)
{
  SockeyeSplit *self = SOCKEYE_SPLIT (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->handle, gtk_widget_unparent);

  G_OBJECT_CLASS (sockeye_split_parent_class)->dispose (object);
}

static void
sockeye_split_class_init (SockeyeSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_split_dispose;
  object_class->get_property = sockeye_split_get_property;
  object_class->set_property = sockeye_split_set_property;
  widget_class->measure = sockeye_split_measure;
  widget_class->size_allocate = sockeye_split_size_allocate;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_COVER] = g_param_spec_object ("cover", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL,
                                                0, G_MAXINT, SIDE_WIDTH, flags);
  properties[PROP_SHOW_SIDE] = g_param_spec_boolean ("show-side", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "split");
}

static void
sockeye_split_init (SockeyeSplit *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->position = 290;
  self->handle = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_SEPARATOR,
                               "focusable", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->handle, "handle");
  gtk_widget_set_cursor_from_name (self->handle, "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Width of Details"), -1);
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));

  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (sockeye_split_drag_update_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sockeye_split_key_cb), self);
  gtk_widget_add_controller (self->handle, keys);
}

gboolean
sockeye_split_get_folded (SockeyeSplit *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SPLIT (self), FALSE);

  return self->folded;
}
