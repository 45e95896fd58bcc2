/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the user makes of the columns: which are shown, in what order, how wide,
 * and what times are told by. All of it is remembered. */

#include "config.h"

#include "sockeye-log-view-private.h"

#include "window/sockeye-settings.h"

#include <glib/gi18n-lib.h>

/* A column being dragged is written down once it rests. */
#define SOCKEYE_LOG_SAVE_MS 300

/* One step of Wider and Narrower, and the narrowest, in pixels. */
#define SOCKEYE_LOG_STEP   16
#define SOCKEYE_LOG_NARROW 24

/* --- remembering ---------------------------------------------------------------------- */

static SockeyeLogColumn
sockeye_log_view_find_column (SockeyeLogView      *self,
                              GtkColumnViewColumn *column)
{
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    if (self->columns[i].column == column)
      return i;
  return SOCKEYE_LOG_N_COLUMNS;
}

static SockeyeLogColumn
sockeye_log_view_find_nick (const char *nick)
{
  SockeyeLogColumn column = 0;

  while (column < SOCKEYE_LOG_N_COLUMNS && strcmp (nick, sockeye_log_column_to_nick (column)) != 0)
    column++;
  return column;
}

/* The column that stands at a place of the header. */
static SockeyeLogColumn
sockeye_log_view_get_at (SockeyeLogView *self,
                         guint           place)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (self->column_view), place);

  return sockeye_log_view_find_column (self, column);
}

static gboolean
sockeye_log_view_save_cb (gpointer data)
{
  SockeyeLogView *self = data;
  GVariantBuilder builder;

  self->save_id = 0;
  if (self->settings == NULL)
    return G_SOURCE_REMOVE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sii)"));
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      SockeyeLogColumn column = sockeye_log_view_get_at (self, i);

      g_variant_builder_add (&builder, "(sii)", sockeye_log_column_to_nick (column),
                             self->columns[column].shown, self->columns[column].width);
    }
  g_settings_set_value (self->settings, "log-columns", g_variant_builder_end (&builder));
  return G_SOURCE_REMOVE;
}

static void
sockeye_log_view_queue_save (SockeyeLogView *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SOCKEYE_LOG_SAVE_MS, sockeye_log_view_save_cb, self);
}

static void
sockeye_log_view_move (SockeyeLogView   *self,
                       SockeyeLogColumn  column,
                       guint             place)
{
  self->arranging = TRUE;
  gtk_column_view_insert_column (self->column_view, place, self->columns[column].column);
  self->arranging = FALSE;
  _sockeye_log_view_align_titles (self);
}

/* What an older or newer Sockeye has written, or a hand, is taken as far as it
 * goes. */
static void
sockeye_log_view_load (SockeyeLogView *self)
{
  g_autoptr (GVariant) value = g_settings_get_value (self->settings, "log-columns");
  GVariantIter iter;
  const char *nick;
  guint place = 0;
  int shown, width;

  g_variant_iter_init (&iter, value);
  while (place < SOCKEYE_LOG_N_COLUMNS
         && g_variant_iter_next (&iter, "(&sii)", &nick, &shown, &width))
    {
      SockeyeLogColumn column = sockeye_log_view_find_nick (nick);

      if (column == SOCKEYE_LOG_N_COLUMNS)
        continue;
      self->columns[column].shown = CLAMP (shown, -1, 1);
      self->columns[column].width = width < 0 ? -1 : CLAMP (width, SOCKEYE_LOG_NARROW, G_MAXINT16);
      sockeye_log_view_move (self, column, place++);
    }
}

static void
sockeye_log_view_width_cb (SockeyeLogView      *self,
                           GParamSpec          *pspec,
                           GtkColumnViewColumn *column)
{
  SockeyeLogColumn at = sockeye_log_view_find_column (self, column);

  if (self->arranging || at == SOCKEYE_LOG_N_COLUMNS)
    return;
  /* By hand: so it stays. */
  self->columns[at].width = gtk_column_view_column_get_fixed_width (column);
  sockeye_log_view_queue_save (self);
}

static void
sockeye_log_view_order_cb (SockeyeLogView *self)
{
  if (self->arranging)
    return;
  _sockeye_log_view_align_titles (self);
  sockeye_log_view_queue_save (self);
}

/* --- actions -------------------------------------------------------------------------- */

static void
sockeye_log_view_changed (SockeyeLogView *self)
{
  sockeye_log_view_queue_save (self);
  _sockeye_log_view_queue_arrange (self);
}

static void
sockeye_log_view_show_action (GSimpleAction *action,
                              GVariant      *state,
                              gpointer       user_data)
{
  SockeyeLogView *self = user_data;
  SockeyeLogColumn column = sockeye_log_view_find_nick (g_action_get_name (G_ACTION (action)));

  self->columns[column].shown = g_variant_get_boolean (state) ? 1 : 0;
  g_simple_action_set_state (action, state);
  sockeye_log_view_changed (self);
}

/* Past columns that are hidden. */
static void
sockeye_log_view_move_action (GSimpleAction *action,
                              GVariant      *parameter,
                              gpointer       user_data)
{
  SockeyeLogView *self = user_data;
  SockeyeLogColumn column = sockeye_log_view_find_nick (g_variant_get_string (parameter, NULL));
  int step = g_str_equal (g_action_get_name (G_ACTION (action)), "move-left") ? -1 : 1;
  int place = 0;

  if (column == SOCKEYE_LOG_N_COLUMNS)
    return;
  while (sockeye_log_view_get_at (self, place) != column)
    place++;
  do
    place += step;
  while (place > 0 && place < SOCKEYE_LOG_N_COLUMNS - 1
         && !gtk_column_view_column_get_visible (
             self->columns[sockeye_log_view_get_at (self, place)].column));
  if (place < 0 || place >= SOCKEYE_LOG_N_COLUMNS)
    return;
  sockeye_log_view_move (self, column, place);
  sockeye_log_view_changed (self);
}

static void
sockeye_log_view_resize_action (GSimpleAction *action,
                                GVariant      *parameter,
                                gpointer       user_data)
{
  SockeyeLogView *self = user_data;
  SockeyeLogColumn column = sockeye_log_view_find_nick (g_variant_get_string (parameter, NULL));
  int step = g_str_equal (g_action_get_name (G_ACTION (action)), "wider") ? SOCKEYE_LOG_STEP
                                                                         : -SOCKEYE_LOG_STEP;
  int width;

  if (column == SOCKEYE_LOG_N_COLUMNS)
    return;
  width = gtk_column_view_column_get_fixed_width (self->columns[column].column) + step;
  self->columns[column].width = MAX (width, SOCKEYE_LOG_NARROW);
  sockeye_log_view_changed (self);
}

static void
sockeye_log_view_reset_action (GSimpleAction *action,
                               GVariant      *parameter,
                               gpointer       user_data)
{
  SockeyeLogView *self = user_data;

  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      self->columns[i].shown = self->columns[i].width = -1;
      sockeye_log_view_move (self, i, i);
    }
  sockeye_log_view_changed (self);
}

void
_sockeye_log_view_update_column_actions (SockeyeLogView *self)
{
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->column_actions),
                                                    sockeye_log_column_to_nick (i));
      gboolean visible = gtk_column_view_column_get_visible (self->columns[i].column);

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (visible));
    }
}

static void
sockeye_log_view_create_actions (SockeyeLogView *self)
{
  static const GActionEntry entries[] = {
    { .name = "move-left", .activate = sockeye_log_view_move_action, .parameter_type = "s" },
    { .name = "move-right", .activate = sockeye_log_view_move_action, .parameter_type = "s" },
    { .name = "wider", .activate = sockeye_log_view_resize_action, .parameter_type = "s" },
    { .name = "narrower", .activate = sockeye_log_view_resize_action, .parameter_type = "s" },
    { .name = "reset", .activate = sockeye_log_view_reset_action },
  };

  self->column_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->column_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      const GActionEntry entry = {
        .name = sockeye_log_column_to_nick (i),
        .state = "true",
        .change_state = sockeye_log_view_show_action,
      };

      g_action_map_add_action_entries (G_ACTION_MAP (self->column_actions), &entry, 1, self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column",
                                  G_ACTION_GROUP (self->column_actions));
}

/* --- menus ---------------------------------------------------------------------------- */

static void
sockeye_log_view_add_item (GMenu      *menu,
                           const char *label,
                           const char *action,
                           const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, target != NULL ? "s" : NULL, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
sockeye_log_view_create_shown_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      g_autofree char *action = g_strdup_printf ("column.%s", sockeye_log_column_to_nick (i));

      sockeye_log_view_add_item (menu, _sockeye_log_view_get_title (i), action, NULL);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
sockeye_log_view_create_column_menu (SockeyeLogColumn column)
{
  const char *nick = sockeye_log_column_to_nick (column);
  GMenu *menu = g_menu_new ();

  sockeye_log_view_add_item (menu, _("Move _left"), "column.move-left", nick);
  sockeye_log_view_add_item (menu, _("Move _right"), "column.move-right", nick);
  sockeye_log_view_add_item (menu, _("_Wider"), "column.wider", nick);
  sockeye_log_view_add_item (menu, _("_Narrower"), "column.narrower", nick);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
sockeye_log_view_create_time_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < SOCKEYE_TIME_N_FORMATS; i++)
    sockeye_log_view_add_item (menu, sockeye_time_format_to_string (i), "log.time-format",
                               sockeye_time_format_to_nick (i));
  return G_MENU_MODEL (menu);
}

static void
sockeye_log_view_append_section (GMenu      *menu,
                                 GMenuModel *section)
{
  g_menu_append_section (menu, NULL, section);
  g_object_unref (section);
}

static void
sockeye_log_view_append_submenu (GMenu      *menu,
                                 const char *label,
                                 GMenuModel *submenu)
{
  g_menu_append_submenu (menu, label, submenu);
  g_object_unref (submenu);
}

/* Of the title of a column. */
static GMenuModel *
sockeye_log_view_create_header_menu (SockeyeLogColumn column)
{
  GMenu *menu = g_menu_new ();
  GMenu *rest = g_menu_new ();

  sockeye_log_view_append_section (menu, sockeye_log_view_create_column_menu (column));
  sockeye_log_view_append_submenu (rest, _("_Columns"), sockeye_log_view_create_shown_menu ());
  sockeye_log_view_append_submenu (rest, _("_Times"), sockeye_log_view_create_time_menu ());
  sockeye_log_view_add_item (rest, _("Reset co_lumns"), "column.reset", NULL);
  sockeye_log_view_append_section (menu, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/* The menu of the rows, built when it is first opened. It has the same for the
 * keyboard: titles take no focus. */
void
_sockeye_log_view_need_menu (SockeyeLogView *self)
{
  GMenu *columns;
  GMenu *arrange;
  GMenu *section;

  if (gtk_popover_menu_get_menu_model (self->menu) != NULL)
    return;
  columns = g_menu_new ();
  arrange = g_menu_new ();
  section = g_menu_new ();
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    sockeye_log_view_append_submenu (arrange, _sockeye_log_view_get_title (i),
                                     sockeye_log_view_create_column_menu (i));
  sockeye_log_view_append_section (columns, sockeye_log_view_create_shown_menu ());
  sockeye_log_view_append_submenu (section, _("_Arrange"), G_MENU_MODEL (arrange));
  sockeye_log_view_add_item (section, _("Reset co_lumns"), "column.reset", NULL);
  sockeye_log_view_append_section (columns, G_MENU_MODEL (section));

  section = g_menu_new ();
  sockeye_log_view_append_submenu (section, _("C_olumns"), G_MENU_MODEL (columns));
  sockeye_log_view_append_submenu (section, _("_Times"), sockeye_log_view_create_time_menu ());
  sockeye_log_view_append_section (self->menu_model, G_MENU_MODEL (section));
  gtk_popover_menu_set_menu_model (self->menu, G_MENU_MODEL (self->menu_model));
}

/* --- times ---------------------------------------------------------------------------- */

const char *
_sockeye_log_view_get_time_format (SockeyeLogView *self)
{
  return sockeye_time_format_to_nick (self->time_format);
}

/* TRUE where it is another one. */
gboolean
_sockeye_log_view_set_time_format (SockeyeLogView *self,
                                   const char     *nick)
{
  SockeyeTimeFormat format;

  if (nick == NULL || !sockeye_time_format_from_nick (nick, &format)
      || format == self->time_format)
    return FALSE;
  self->time_format = format;
  _sockeye_log_view_update_times (self);
  return TRUE;
}

void
_sockeye_log_view_update_times (SockeyeLogView *self)
{
  if (self->rows == NULL)
    return;
  for (guint i = 0; i < self->cells->len; i++)
    sockeye_log_cell_set_time_format (g_ptr_array_index (self->cells, i),
                                      sockeye_rows_get_journal (self->rows), self->time_format);
}

void
_sockeye_log_view_init_header (SockeyeLogView *self)
{
  sockeye_log_view_create_actions (self);
  self->settings = sockeye_settings_dup ();
  if (self->settings != NULL)
    {
      sockeye_log_view_load (self);
      g_settings_bind (self->settings, "time-format", self, "time-format", G_SETTINGS_BIND_DEFAULT);
    }
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      g_autoptr (GMenuModel) menu = sockeye_log_view_create_header_menu (i);

      gtk_column_view_column_set_header_menu (self->columns[i].column, menu);
      g_signal_connect_object (self->columns[i].column, "notify::fixed-width",
                               G_CALLBACK (sockeye_log_view_width_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_column_view_get_columns (self->column_view), "items-changed",
                           G_CALLBACK (sockeye_log_view_order_cb), self, G_CONNECT_SWAPPED);
}

void
_sockeye_log_view_dispose_header (SockeyeLogView *self)
{
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      sockeye_log_view_save_cb (self);
    }
  /* What goes from now on the user has not moved. */
  self->arranging = TRUE;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", NULL);
  g_clear_object (&self->column_actions);
  g_clear_object (&self->settings);
}
