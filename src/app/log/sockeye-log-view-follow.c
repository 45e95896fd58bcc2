/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Where the log is scrolled to: at its end, following what comes, or where the
 * reader has put it. */

#include "config.h"

#include "sockeye-log-view-private.h"

/* What waits for a quiet log is done this long after the last row came. */
#define SOCKEYE_LOG_QUIET_MS 250

/* After a key or a click the list is not held for so long, µs: the hand may be
 * on the scroll bar. */
#define SOCKEYE_LOG_TOUCHED 500000

/* So slow that a person reads along, rows in SOCKEYE_LOG_QUIET_MS. */
#define SOCKEYE_LOG_READABLE 10

/* The list keeps about so many rows around those that are seen. */
#define SOCKEYE_LOG_LIVE 300

static GtkAdjustment *
sockeye_log_view_get_adjustment (SockeyeLogView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

gboolean
_sockeye_log_view_is_at_end (SockeyeLogView *self)
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

/* --- holding the list ----------------------------------------------------------------- */

/* At the end of a list that is longer than its window, and no chosen row among
 * those that the list has widgets for: then rows can pass in place. */
static gboolean
sockeye_log_view_can_hold (SockeyeLogView *self)
{
  GtkAdjustment *adjustment = sockeye_log_view_get_adjustment (self);
  g_autoptr (GtkBitset) set = NULL;
  guint n;

  if (!self->following || self->paused || self->tail == NULL || !_sockeye_log_view_is_at_end (self)
      || gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment) + 1
      || g_get_monotonic_time () < self->touched + SOCKEYE_LOG_TOUCHED)
    return FALSE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return gtk_bitset_is_empty (set) || gtk_bitset_get_maximum (set) + SOCKEYE_LOG_LIVE < n;
}

static void
sockeye_log_view_hold (SockeyeLogView *self)
{
  g_autoptr (GtkBitset) set = NULL;

  if (sockeye_log_tail_get_held (self->tail) || !sockeye_log_view_can_hold (self))
    return;
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_clear_pointer (&self->held_selection, gtk_bitset_unref);
  self->held_selection = gtk_bitset_copy (set);
  sockeye_log_tail_hold (self->tail);
}

/* Of all rows, in pixels; 0 where none has been drawn. */
int
_sockeye_log_view_get_row_height (SockeyeLogView *self)
{
  int height = 0;

  /* The one that told it last mostly tells it again. */
  for (guint i = 0; i < self->cells->len && height <= 0; i++)
    {
      guint nth = (self->measured_cell + i) % self->cells->len;
      GtkWidget *cell = gtk_widget_get_parent (g_ptr_array_index (self->cells, nth));
      GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

      height = row != NULL && gtk_widget_get_mapped (row) ? gtk_widget_get_height (row) : 0;
      if (height > 0)
        self->measured_cell = nth;
    }
  return height;
}

/* How many rows at the end of the list are seen, at most. */
static guint
sockeye_log_view_count_seen (SockeyeLogView *self)
{
  double page = gtk_adjustment_get_page_size (sockeye_log_view_get_adjustment (self));
  int height = _sockeye_log_view_get_row_height (self);

  return height > 0 ? (guint) (page / height) + 2 : SOCKEYE_LOG_LIVE;
}

/* Puts into each cell from this position of the list on the row that it stands
 * for. */
static void
sockeye_log_view_show_in_place (SockeyeLogView *self,
                                guint           from,
                                gboolean        passing)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tail));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = from; i < n; i++)
    g_ptr_array_add (events, sockeye_log_tail_dup_event (self->tail, i));
  for (guint i = 0; i < self->cells->len; i++)
    {
      SockeyeLogCell *cell = g_ptr_array_index (self->cells, i);
      guint position = sockeye_log_cell_get_position (cell);

      if (position >= from && position < n)
        sockeye_log_cell_show (cell, g_ptr_array_index (events, position - from), passing);
    }
}

/* What is chosen, where the list is held: rows that were so before stand where
 * they would stand had the list been told, those chosen since where they are
 * seen. */
static GtkBitset *
sockeye_log_view_dup_true_selection (SockeyeLogView *self)
{
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GtkBitset) old = gtk_bitset_copy (set);
  GtkBitset *new = gtk_bitset_copy (set);

  gtk_bitset_intersect (old, self->held_selection);
  gtk_bitset_subtract (new, self->held_selection);
  gtk_bitset_shift_left (old, sockeye_log_tail_get_gone (self->tail));
  gtk_bitset_shift_right (new, sockeye_log_tail_get_missing (self->tail));
  gtk_bitset_union (new, old);
  return new;
}

/**
 * _sockeye_log_view_release:
 *
 * Makes positions in the list those in the rows again. What is seen stays.
 */
void
_sockeye_log_view_release (SockeyeLogView *self)
{
  g_autoptr (GtkBitset) set = NULL;
  g_autoptr (GtkBitset) all = NULL;
  guint n;

  if (self->tail == NULL || !sockeye_log_tail_get_held (self->tail))
    return;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->tail));
  if (sockeye_log_tail_get_missing (self->tail) > 0)
    sockeye_log_view_show_in_place (self, n - MIN (n, SOCKEYE_LOG_LIVE), FALSE);
  set = sockeye_log_view_dup_true_selection (self);
  self->releasing = TRUE;
  sockeye_log_tail_release (self->tail);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->tail));
  all = gtk_bitset_new_range (0, n);
  if (!gtk_bitset_is_empty (set) || !gtk_bitset_is_empty (self->held_selection))
    gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), set, all);
  self->releasing = FALSE;
  g_clear_pointer (&self->held_selection, gtk_bitset_unref);
}

/* --- following ------------------------------------------------------------------------ */

static void
sockeye_log_view_go_where_wanted (SockeyeLogView *self)
{
  GtkAdjustment *adjustment = sockeye_log_view_get_adjustment (self);
  guint n = self->tail != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tail)) : 0;
  double height = (double) n * _sockeye_log_view_get_row_height (self);

  if (self->wanted_value < 0 || gtk_adjustment_get_upper (adjustment) < height)
    return;
  gtk_adjustment_set_value (adjustment, self->wanted_value);
  self->wanted_value = -1;
}

/* What must wait until the list has been allocated: only then the adjustment
 * tells where it stands. */
static gboolean
sockeye_log_view_settle (gpointer data)
{
  SockeyeLogView *self = data;

  self->settle_id = 0;
  sockeye_log_view_go_where_wanted (self);
  if (self->following && !_sockeye_log_view_is_at_end (self))
    sockeye_log_view_scroll_to_end (self);
  if (_sockeye_log_view_is_at_end (self))
    _sockeye_log_view_see (self);
  _sockeye_log_view_update_unseen (self);
  if (self->tail != NULL)
    {
      _sockeye_log_view_select_again (self);
      sockeye_log_view_hold (self);
    }
  _sockeye_log_view_update_pin (self);
  return G_SOURCE_REMOVE;
}

static void
sockeye_log_view_queue_settle (SockeyeLogView *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, sockeye_log_view_settle, self,
                                       NULL);
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
  if (up && !_sockeye_log_view_is_at_end (self))
    {
      /* Not by hand, which releases the list first: it is meant of all rows. */
      if (self->tail != NULL && sockeye_log_tail_get_missing (self->tail) > 0)
        self->wanted_value = value;
      sockeye_log_view_set_following (self, FALSE);
    }
  else if (!up && _sockeye_log_view_is_at_end (self))
    sockeye_log_view_set_following (self, TRUE);
  sockeye_log_view_queue_settle (self);
}

static void
sockeye_log_view_adjustment_changed_cb (SockeyeLogView *self,
                                        GtkAdjustment  *adjustment)
{
  if (self->tail != NULL && sockeye_log_tail_get_held (self->tail)
      && !_sockeye_log_view_is_at_end (self))
    _sockeye_log_view_release (self);
  sockeye_log_view_queue_settle (self);
}

static gboolean
sockeye_log_view_quiet_cb (gpointer data)
{
  SockeyeLogView *self = data;
  gboolean quiet = g_get_monotonic_time () - self->last_change >= SOCKEYE_LOG_QUIET_MS * 1000;
  guint n_came = self->n_came;

  self->n_came = 0;
  if (!quiet && n_came > SOCKEYE_LOG_READABLE)
    return G_SOURCE_CONTINUE;

  _sockeye_log_view_release (self);
  for (guint i = 0; i < self->cells->len; i++)
    sockeye_log_cell_update_accessible (g_ptr_array_index (self->cells, i));
  sockeye_log_view_queue_settle (self);
  if (!quiet)
    return G_SOURCE_CONTINUE;
  self->quiet_id = 0;
  return G_SOURCE_REMOVE;
}

/* A list that is held has a scroll bar of another length than its rows. */
static gboolean
sockeye_log_view_is_far_behind (SockeyeLogView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tail));

  return sockeye_log_tail_get_missing (self->tail) > MAX (n / 8, SOCKEYE_LOG_LIVE);
}

/* Of the rows: the list has been told already, unless it is held. */
static void
sockeye_log_view_rows_changed_cb (SockeyeLogView *self,
                                  guint           position,
                                  guint           removed,
                                  guint           added,
                                  GListModel     *rows)
{
  guint n = g_list_model_get_n_items (rows);

  if (n == 0)
    {
      _sockeye_log_view_drop_selected (self);
      sockeye_log_view_set_following (self, TRUE);
    }
  if (sockeye_log_tail_get_held (self->tail) && sockeye_log_view_is_far_behind (self))
    _sockeye_log_view_release (self);
  if (sockeye_log_tail_get_held (self->tail))
    {
      guint n_list = g_list_model_get_n_items (G_LIST_MODEL (self->tail));
      guint seen = MIN (n_list, sockeye_log_view_count_seen (self));

      sockeye_log_view_show_in_place (self, n_list - seen, TRUE);
    }
  else if (self->following && added > 0)
    sockeye_log_view_scroll_to_end (self);
  else if (!self->following)
    _sockeye_log_view_count_unseen (self);

  _sockeye_log_view_update_digits (self);
  if (!sockeye_log_tail_get_held (self->tail))
    sockeye_log_view_queue_settle (self);
  self->n_came += added;
  self->last_change = g_get_monotonic_time ();
  if (self->quiet_id == 0)
    self->quiet_id = g_timeout_add (SOCKEYE_LOG_QUIET_MS, sockeye_log_view_quiet_cb, self);
}

static void
sockeye_log_view_list_changed_cb (SockeyeLogView *self,
                                  guint           position,
                                  guint           removed,
                                  guint           added,
                                  GListModel     *model)
{
  if (self->held_selection != NULL && !self->releasing)
    gtk_bitset_splice (self->held_selection, position, removed, added);
}

static guint
sockeye_log_view_get_missing (SockeyeLogView *self)
{
  return self->tail != NULL ? sockeye_log_tail_get_missing (self->tail) : 0;
}

static gboolean
sockeye_log_view_is_end_key (GdkEvent *event)
{
  guint key;

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return FALSE;
  key = gdk_key_event_get_keyval (event);
  return (key == GDK_KEY_End || key == GDK_KEY_KP_End)
         && !(gdk_event_get_modifier_state (event) & gtk_accelerator_get_default_mod_mask ());
}

/* Before a key, a click or the wheel is answered, the list must be true. */
static gboolean
sockeye_log_view_event_cb (SockeyeLogView           *self,
                           GdkEvent                 *event,
                           GtkEventControllerLegacy *controller)
{
  gboolean stale;

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_KEY_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCHPAD_SWIPE:
      self->touched = g_get_monotonic_time ();
      self->end_pressed = sockeye_log_view_is_end_key (event);
      stale = sockeye_log_view_get_missing (self) > 0;
      _sockeye_log_view_release (self);
      /* The list scrolls by where its rows were drawn: the next notch finds them. */
      return stale && gdk_event_get_event_type (event) == GDK_SCROLL ? GDK_EVENT_STOP
                                                                      : GDK_EVENT_PROPAGATE;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

void
_sockeye_log_view_init_follow (SockeyeLogView *self)
{
  GtkAdjustment *adjustment = sockeye_log_view_get_adjustment (self);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->following = TRUE;
  self->touched = -SOCKEYE_LOG_TOUCHED;
  self->wanted_value = -1;
  g_signal_connect_object (adjustment, "value-changed",
                           G_CALLBACK (sockeye_log_view_value_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed",
                           G_CALLBACK (sockeye_log_view_adjustment_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (sockeye_log_view_event_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), g_steal_pointer (&controller));
}

/* Watches what the tail and the selection, both new, tell of the rows. */
void
_sockeye_log_view_watch_rows (SockeyeLogView *self)
{
  g_signal_connect_object (self->rows, "items-changed",
                           G_CALLBACK (sockeye_log_view_rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (sockeye_log_view_list_changed_cb), self, G_CONNECT_SWAPPED);
}

void
_sockeye_log_view_stop_following (SockeyeLogView *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
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
  if (!following)
    _sockeye_log_view_release (self);
  if (following && self->selection != NULL)
    sockeye_log_view_scroll_to_end (self);
  if (self->following == following)
    return;
  self->following = following;
  _sockeye_log_view_see (self);
  sockeye_log_view_queue_settle (self);
  g_object_notify (G_OBJECT (self), "following");
}
