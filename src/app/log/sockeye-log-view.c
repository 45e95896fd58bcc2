/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "widgets/sockeye-template.h"

G_DEFINE_FINAL_TYPE (SockeyeLogView, sockeye_log_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SELECTED,
  PROP_FOLLOWING,
  PROP_PAUSED,
  PROP_TIME_FORMAT,
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
  guint missing;
  guint found;
  guint n;

  if (self->releasing)
    return;
  missing = self->tail != NULL ? sockeye_log_tail_get_missing (self->tail) : 0;
  _sockeye_log_view_release (self);
  position += missing;
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  _sockeye_log_view_update_actions (self);
  if (sockeye_log_view_find_latest (self, position, n_items, &found))
    {
      event = sockeye_log_tail_dup_event (self->tail, found);
      _sockeye_log_view_set_selected (self, event);
      /* With End the list goes there only once it is laid out: more rows may have come. */
      sockeye_log_view_set_following (self, found + 1 == n
                                              && (self->end_pressed
                                                  || _sockeye_log_view_is_at_end (self)));
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
  g_autoptr (SockeyeEvent) event = sockeye_log_tail_dup_event (self->tail, position);

  _sockeye_log_view_release (self);
  if (event != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, event);
}

static void
sockeye_log_view_drop_rows (SockeyeLogView *self)
{
  _sockeye_log_view_cancel_marking (self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  _sockeye_log_view_forget_journal (self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->held_selection, gtk_bitset_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->tail);
  g_clear_object (&self->rows);
}

static void
sockeye_log_view_set_session (SockeyeLogView *self,
                              SockeyeSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  sockeye_log_view_drop_rows (self);
  _sockeye_log_view_set_marks (self, NULL);
  if (session != NULL)
    {
      SockeyeJournal *journal = sockeye_session_get_journal (session);

      _sockeye_log_view_set_marks (self, sockeye_journal_get_marks (journal));
      self->rows = sockeye_rows_new (journal);
      self->tail = sockeye_log_tail_new (self->rows);
      self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->tail)));
      gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
      g_signal_connect_object (self->selection, "selection-changed",
                               G_CALLBACK (sockeye_log_view_selection_changed_cb), self,
                               G_CONNECT_SWAPPED);
      _sockeye_log_view_watch_rows (self);
      _sockeye_log_view_watch_journal (self);
      _sockeye_log_view_watch_cleared (self);
      _sockeye_log_view_update_times (self);
    }
  _sockeye_log_view_set_selected (self, NULL);
  _sockeye_log_view_update_actions (self);
  sockeye_log_view_set_following (self, TRUE);
  _sockeye_log_view_update_digits (self);
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
  _sockeye_log_view_update_font (SOCKEYE_LOG_VIEW (widget));
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
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    case PROP_TIME_FORMAT:
      g_value_set_string (value, _sockeye_log_view_get_time_format (self));
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
    case PROP_PAUSED:
      sockeye_log_view_set_paused (self, g_value_get_boolean (value));
      break;
    case PROP_TIME_FORMAT:
      if (_sockeye_log_view_set_time_format (self, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_log_view_dispose (GObject *object)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (object);

  _sockeye_log_view_stop_following (self);
  _sockeye_log_view_forget_cleared (self);
  g_clear_handle_id (&self->arrange_id, g_source_remove);
  _sockeye_log_view_cancel_copy (self);
  if (self->column_actions != NULL)
    _sockeye_log_view_dispose_header (self);
  sockeye_log_view_drop_rows (self);
  g_clear_pointer (&self->probe, gtk_widget_unparent);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_LOG_VIEW);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    g_clear_object (&self->columns[i].column);
  g_clear_object (&self->selected);
  _sockeye_log_view_set_marks (self, NULL);
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
  properties[PROP_PAUSED] =
      g_param_spec_boolean ("paused", NULL, NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIME_FORMAT] =
      g_param_spec_string ("time-format", NULL, NULL,
                           sockeye_time_format_to_nick (SOCKEYE_TIME_CLOCK),
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
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, paused_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, cleared_bar);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, cleared_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, menu);
  gtk_widget_class_bind_template_child (widget_class, SockeyeLogView, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_log_view_activate_cb);
  _sockeye_log_view_install_actions (widget_class);
}

static void
sockeye_log_view_init (SockeyeLogView *self)
{
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->probe = sockeye_log_cell_new (SOCKEYE_LOG_CALL, NULL);
  gtk_widget_set_visible (self->probe, FALSE);
  gtk_widget_set_parent (self->probe, GTK_WIDGET (self));
  _sockeye_log_view_init_columns (self);
  _sockeye_log_view_init_header (self);
  _sockeye_log_view_init_actions (self);
  _sockeye_log_view_update_digits (self);
  _sockeye_log_view_update_font (self);
  _sockeye_log_view_init_follow (self);
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
