/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-view-private.h"

#include <glib/gi18n-lib.h>

static void
sockeye_log_view_copy_calls_action (GtkWidget  *widget,
                                    const char *name,
                                    GVariant   *parameter)
{
  _sockeye_log_view_copy (SOCKEYE_LOG_VIEW (widget), "from socket import *",
                          sockeye_event_dup_code);
}

static void
sockeye_log_view_copy_rows_action (GtkWidget  *widget,
                                   const char *name,
                                   GVariant   *parameter)
{
  _sockeye_log_view_copy (SOCKEYE_LOG_VIEW (widget), NULL, sockeye_event_dup_line);
}

static void
sockeye_log_view_details_action (GtkWidget  *widget,
                                 const char *name,
                                 GVariant   *parameter)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);

  if (self->selected != NULL)
    g_signal_emit_by_name (self, "activated", self->selected);
}

static void
sockeye_log_view_reply_action (GtkWidget  *widget,
                               const char *name,
                               GVariant   *parameter)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);

  if (self->selected != NULL)
    g_signal_emit_by_name (self, "reply", self->selected);
}

static void
sockeye_log_view_end_action (GtkWidget  *widget,
                             const char *name,
                             GVariant   *parameter)
{
  sockeye_log_view_set_following (SOCKEYE_LOG_VIEW (widget), TRUE);
}

/* The cell at, in or around a widget of the list. */
static SockeyeLogCell *
sockeye_log_view_find_cell (SockeyeLogView *self,
                            GtkWidget      *widget)
{
  GtkWidget *child;

  for (; widget != NULL && widget != GTK_WIDGET (self->column_view);
       widget = gtk_widget_get_parent (widget))
    for (child = widget; child != NULL; child = gtk_widget_get_first_child (child))
      if (SOCKEYE_IS_LOG_CELL (child))
        return SOCKEYE_LOG_CELL (child);
  return NULL;
}

/* The menu speaks of the selected rows: a row outside of them becomes the
 * selection first. */
static void
sockeye_log_view_choose (SockeyeLogView *self,
                         SockeyeEvent   *event)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  guint position;

  _sockeye_log_view_release (self);
  if (!sockeye_rows_find (self->rows, sockeye_event_get_number (event), &position))
    return;
  if (gtk_selection_model_is_selected (model, position))
    _sockeye_log_view_set_selected (self, event);
  else
    gtk_selection_model_select_item (model, position, TRUE);
}

static void
sockeye_log_view_open_menu (SockeyeLogView     *self,
                            SockeyeLogCell     *cell,
                            const GdkRectangle *at)
{
  if (cell != NULL && sockeye_log_cell_get_event (cell) != NULL)
    sockeye_log_view_choose (self, sockeye_log_cell_get_event (cell));
  _sockeye_log_view_need_menu (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
sockeye_log_view_pressed_cb (SockeyeLogView  *self,
                             int              n_press,
                             double           x,
                             double           y,
                             GtkGestureClick *gesture)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  SockeyeLogCell *cell = sockeye_log_view_find_cell (self, widget);

  if (cell == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sockeye_log_view_open_menu (self, cell, &at);
}

/* Menu or Shift+F10: at the row that has the focus. */
static void
sockeye_log_view_menu_action (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  SockeyeLogView *self = SOCKEYE_LOG_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GdkRectangle at = { 0, 0, 1, 1 };
  SockeyeLogCell *cell = NULL;
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view)))
    cell = sockeye_log_view_find_cell (self, focus);
  if (cell != NULL && gtk_widget_compute_bounds (GTK_WIDGET (cell), widget, &bounds))
    at = (GdkRectangle) { (int) bounds.origin.x, (int) (bounds.origin.y + bounds.size.height),
                          1, 1 };
  sockeye_log_view_open_menu (self, cell, &at);
}

void
_sockeye_log_view_install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "log.copy-calls", sockeye_log_view_copy_calls_action },
    { "log.copy-rows", sockeye_log_view_copy_rows_action },
    { "log.details", sockeye_log_view_details_action },
    { "log.reply", sockeye_log_view_reply_action },
    { "log.end", sockeye_log_view_end_action },
    { "log.menu", sockeye_log_view_menu_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);

  gtk_widget_class_install_property_action (klass, "log.time-format", "time-format");
  gtk_widget_class_install_property_action (klass, "log.pause", "paused");
  _sockeye_log_view_install_clear_actions (klass);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "log.copy-calls", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "log.copy-rows", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_End, 0, "log.end", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_End, 0, "log.end", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "log.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "log.menu", NULL);
  _sockeye_log_view_install_mark_actions (klass);
}

void
_sockeye_log_view_init_actions (SockeyeLogView *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (sockeye_log_view_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (g_steal_pointer (&gesture)));
  _sockeye_log_view_update_actions (self);
}

/* Reply is for what came with an address: a datagram's sender. */
static gboolean
sockeye_log_view_can_reply (SockeyeLogView *self)
{
  g_autoptr (SockeyeAddress) address = NULL;

  if (self->selected == NULL)
    return FALSE;
  if (sockeye_event_get_verb (self->selected) != SOCKEYE_VERB_RECVFROM
      && sockeye_event_get_verb (self->selected) != SOCKEYE_VERB_SENDTO
      && sockeye_event_get_verb (self->selected) != SOCKEYE_VERB_SENDMSG)
    return FALSE;
  address = sockeye_event_dup_address (self->selected);
  return address != NULL;
}

void
_sockeye_log_view_update_actions (SockeyeLogView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GtkBitset) set = NULL;
  gboolean any = FALSE;

  if (self->selection != NULL)
    {
      set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
      any = !gtk_bitset_is_empty (set);
    }
  gtk_widget_action_set_enabled (widget, "log.copy-calls", any);
  gtk_widget_action_set_enabled (widget, "log.copy-rows", any);
  gtk_widget_action_set_enabled (widget, "log.details", self->selected != NULL);
  gtk_widget_action_set_enabled (widget, "log.reply", sockeye_log_view_can_reply (self));
  _sockeye_log_view_update_mark_actions (self);
}

/**
 * sockeye_log_view_show_row:
 * @number: of a row
 *
 * Selects a row alone, and scrolls to it. As the user's own choice, it ends
 * following.
 *
 * Returns: FALSE where the row is no longer kept
 */
gboolean
sockeye_log_view_show_row (SockeyeLogView *self,
                           guint64         number)
{
  guint position;

  g_return_val_if_fail (SOCKEYE_IS_LOG_VIEW (self), FALSE);

  if (self->session == NULL || !sockeye_rows_find (self->rows, number, &position))
    return FALSE;
  _sockeye_log_view_release (self);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  sockeye_log_view_set_following (self, FALSE);
  _sockeye_log_view_scroll_to (self, position);
  return TRUE;
}
