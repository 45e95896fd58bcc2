/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "call/sockeye-number.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

/* The names of rows out of sight are brought up to date this long after the
 * last row came. */
#define SOCKEYE_LOG_QUIET_MS 250

G_DEFINE_FINAL_TYPE (SockeyeLogView, sockeye_log_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SELECTED,
  PROP_FOLLOWING,
  N_PROPS
};

enum
{
  ACTIVATED,
  REPLY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GtkAdjustment *
sockeye_log_view_get_adjustment (SockeyeLogView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

static gboolean
sockeye_log_view_is_at_end (SockeyeLogView *self)
{
  GtkAdjustment *adjustment = sockeye_log_view_get_adjustment (self);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
         >= gtk_adjustment_get_upper (adjustment) - 1;
}

/* Through the inner list's own action: an adjustment that is set from outside
 * before the list has made room leaves the old rows drawn. */
void
_sockeye_log_view_scroll_to (SockeyeLogView *self,
                             guint           position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static void
sockeye_log_view_scroll_to_end (SockeyeLogView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (n > 0)
    _sockeye_log_view_scroll_to (self, n - 1);
}

static void
sockeye_log_view_update_unseen (SockeyeLogView *self)
{
  gboolean visible = !self->following && self->n_unseen > 0;
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;

  if (visible)
    {
      number = sockeye_number_to_string (self->n_unseen);
      label = g_strdup_printf (ngettext ("%s new row", "%s new rows", self->n_unseen), number);
      gtk_button_set_label (self->unseen_button, label);
    }
  if (!visible && gtk_widget_has_focus (GTK_WIDGET (self->unseen_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  gtk_widget_set_visible (GTK_WIDGET (self->unseen_button), visible);
}

/* What must wait until the list has been allocated: only then the adjustment
 * tells where it stands. */
static gboolean
sockeye_log_view_settle (gpointer data)
{
  SockeyeLogView *self = data;

  self->settle_id = 0;
  if (self->following && !sockeye_log_view_is_at_end (self))
    sockeye_log_view_scroll_to_end (self);
  if (sockeye_log_view_is_at_end (self))
    self->n_unseen = 0;
  sockeye_log_view_update_unseen (self);
  return G_SOURCE_REMOVE;
}

static void
sockeye_log_view_queue_settle (SockeyeLogView *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, sockeye_log_view_settle, self, NULL);
}

/* Scrolling up ends following, and down to the end resumes it. A value that
 * fell because the head was trimmed comes with another upper end; one that rose
 * may, since rows that came did not move it. */
static void
sockeye_log_view_value_changed_cb (SockeyeLogView *self,
                                   GtkAdjustment  *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  gboolean same_upper = upper == self->last_upper;
  gboolean same_page = page == self->last_page;
  gboolean up = value < self->last_value;

  self->last_value = value;
  self->last_upper = upper;
  self->last_page = page;
  if (!same_page || (up && !same_upper))
    return;
  if (up && !sockeye_log_view_is_at_end (self))
    sockeye_log_view_set_following (self, FALSE);
  else if (!up && sockeye_log_view_is_at_end (self))
    sockeye_log_view_set_following (self, TRUE);
}

static void
sockeye_log_view_adjustment_changed_cb (SockeyeLogView *self,
                                        GtkAdjustment  *adjustment)
{
  sockeye_log_view_queue_settle (self);
}

static gboolean
sockeye_log_view_quiet_cb (gpointer data)
{
  SockeyeLogView *self = data;

  if (g_get_monotonic_time () - self->last_change < SOCKEYE_LOG_QUIET_MS * 1000)
    return G_SOURCE_CONTINUE;

  for (guint i = 0; i < self->cells->len; i++)
    sockeye_log_cell_update_accessible (g_ptr_array_index (self->cells, i));
  self->quiet_id = 0;
  return G_SOURCE_REMOVE;
}

/* Connected after the column view, which knows the new rows by then. */
static void
sockeye_log_view_items_changed_cb (SockeyeLogView *self,
                                   guint           position,
                                   guint           removed,
                                   guint           added,
                                   GListModel     *model)
{
  guint n = g_list_model_get_n_items (model);

  if (n == 0)
    _sockeye_log_view_set_selected (self, NULL);
  if (n == 0)
    sockeye_log_view_set_following (self, TRUE);
  if (self->following && added > 0)
    sockeye_log_view_scroll_to_end (self);
  else if (!self->following)
    self->n_unseen = MIN (self->n_unseen + added, n);

  _sockeye_log_view_update_widths (self);
  sockeye_log_view_queue_settle (self);
  self->last_change = g_get_monotonic_time ();
  if (self->quiet_id == 0)
    self->quiet_id = g_timeout_add (SOCKEYE_LOG_QUIET_MS, sockeye_log_view_quiet_cb, self);
}

/* Of the rows that changed, the one the user reached last: the farthest from
 * the row that was selected before. */
static gboolean
sockeye_log_view_find_latest (SockeyeLogView *self,
                              guint           position,
                              guint           n_items,
                              guint          *found)
{
  g_autoptr (GtkBitset) set = gtk_bitset_new_range (position, n_items);
  guint before, first, last;

  gtk_bitset_intersect (set, gtk_selection_model_get_selection (
                               GTK_SELECTION_MODEL (self->selection)));
  if (gtk_bitset_is_empty (set))
    return FALSE;

  first = gtk_bitset_get_minimum (set);
  last = gtk_bitset_get_maximum (set);
  *found = last;
  if (self->selected != NULL
      && sockeye_rows_find (self->rows, sockeye_event_get_number (self->selected), &before)
      && before > first && before - first > (last > before ? last - before : 0))
    *found = first;
  return TRUE;
}

static void
sockeye_log_view_selection_changed_cb (SockeyeLogView    *self,
                                       guint              position,
                                       guint              n_items,
                                       GtkSelectionModel *model)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GtkBitset) all = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint found;

  _sockeye_log_view_update_actions (self);
  if (sockeye_log_view_find_latest (self, position, n_items, &found))
    {
      event = g_list_model_get_item (G_LIST_MODEL (model), found);
      _sockeye_log_view_set_selected (self, event);
      sockeye_log_view_set_following (self, found + 1 == n && sockeye_log_view_is_at_end (self));
      return;
    }

  all = gtk_selection_model_get_selection (model);
  if (gtk_bitset_is_empty (all))
    _sockeye_log_view_set_selected (self, NULL);
}

static void
sockeye_log_view_activate_cb (GtkColumnView  *column_view,
                              guint           position,
                              SockeyeLogView *self)
{
  g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (event != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, event);
}

static void
sockeye_log_view_set_session (SockeyeLogView *self,
                              SockeyeSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  if (session != NULL)
    self->rows = sockeye_rows_new (sockeye_session_get_journal (session));
  self->selection =
      gtk_multi_selection_new (session != NULL ? G_LIST_MODEL (g_object_ref (self->rows)) : NULL);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (sockeye_log_view_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (sockeye_log_view_selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  _sockeye_log_view_set_selected (self, NULL);
  sockeye_log_view_set_following (self, TRUE);
  _sockeye_log_view_update_widths (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
sockeye_log_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);

  gtk_widget_measure (GTK_WIDGET (self->overlay), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
sockeye_log_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->last_width != width)
    _sockeye_log_view_queue_arrange (self);
  self->last_width = width;
}

static void
sockeye_log_view_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sockeye_log_view_parent_class)->css_changed (widget, change);
  _sockeye_log_view_update_widths (SOCKEYE_LOG_VIEW (widget));
}

static gboolean
sockeye_log_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SOCKEYE_LOG_VIEW (widget)->column_view));
}

static void
sockeye_log_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_FOLLOWING:
      g_value_set_boolean (value, self->following);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_log_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      sockeye_log_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_FOLLOWING:
      sockeye_log_view_set_following (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_log_view_dispose (GObject *object)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->arrange_id, g_source_remove);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  _sockeye_log_view_cancel_copy (self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->probe, gtk_widget_unparent);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_LOG_VIEW);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->selected);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  sockeye_log_match_set (&self->match, NULL, NULL);

  G_OBJECT_CLASS (sockeye_log_view_parent_class)->dispose (object);
}

static void
sockeye_log_view_class_init (SockeyeLogViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_log_view_dispose;
  object_class->get_property = sockeye_log_view_get_property;
  object_class->set_property = sockeye_log_view_set_property;

  widget_class->measure = sockeye_log_view_measure;
  widget_class->size_allocate = sockeye_log_view_size_allocate;
  widget_class->css_changed = sockeye_log_view_css_changed;
  widget_class->grab_focus = sockeye_log_view_grab_focus;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL,
                           SOCKEYE_TYPE_EVENT,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLLOWING] =
      g_param_spec_boolean ("following", NULL, NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_EVENT);
  signals[REPLY] = g_signal_new ("reply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_EVENT);

  gtk_widget_class_set_css_name (widget_class, "logview");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, column_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, overlay);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, unseen_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, menu);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_log_view_activate_cb);
  _sockeye_log_view_install_actions (widget_class);
}

static void
sockeye_log_view_init (SockeyeLogView *self)
{
  GtkAdjustment *adjustment;

  self->cells = g_ptr_array_new ();
  self->following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->probe = sockeye_log_cell_new (SOCKEYE_LOG_CALL);
  gtk_widget_set_visible (self->probe, FALSE);
  gtk_widget_set_parent (self->probe, GTK_WIDGET (self));
  _sockeye_log_view_init_columns (self);
  _sockeye_log_view_init_actions (self);
  _sockeye_log_view_update_widths (self);

  adjustment = sockeye_log_view_get_adjustment (self);
  g_signal_connect_object (adjustment, "value-changed",
                           G_CALLBACK (sockeye_log_view_value_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed",
                           G_CALLBACK (sockeye_log_view_adjustment_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_sockeye_log_view_set_selected (SockeyeLogView *self,
                                SockeyeEvent   *event)
{
  if (!g_set_object (&self->selected, event))
    return;
  _sockeye_log_view_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * sockeye_log_view_get_rows:
 *
 * Returns: (transfer none) (nullable): the rows that are shown; a filter is set
 *   there
 */
SockeyeRows *
sockeye_log_view_get_rows (SockeyeLogView *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_VIEW (self), NULL);

  return self->rows;
}

SockeyeEvent *
sockeye_log_view_get_selected (SockeyeLogView *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_VIEW (self), NULL);

  return self->selected;
}

gboolean
sockeye_log_view_get_following (SockeyeLogView *self)
{
  g_return_val_if_fail (SOCKEYE_IS_LOG_VIEW (self), FALSE);

  return self->following;
}

void
sockeye_log_view_set_following (SockeyeLogView *self,
                                gboolean        following)
{
  g_return_if_fail (SOCKEYE_IS_LOG_VIEW (self));

  following = !!following;
  if (following && self->selection != NULL)
    sockeye_log_view_scroll_to_end (self);
  if (self->following == following)
    return;
  self->following = following;
  self->n_unseen = 0;
  sockeye_log_view_queue_settle (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
}
