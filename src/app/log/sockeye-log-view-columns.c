/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-view-private.h"

#include <glib/gi18n-lib.h>

/* No. has room for so many digits, in a wide log for three more, and grows by
 * three: columns that jump with every power of ten cannot be read. */
#define SOCKEYE_LOG_DIGITS 4
#define SOCKEYE_LOG_WIDE   900 /* pixels */

/* The space between columns, in characters of the log's font. */
#define SOCKEYE_LOG_GAP 2

/* Widths in characters of the log's font; Call and Data share the rest. */
static const struct
{
  const char *title;
  guint       chars;
} sockeye_log_columns[SOCKEYE_LOG_N_COLUMNS] = {
  [SOCKEYE_LOG_NUMBER] = { NC_("log column", "No."), SOCKEYE_LOG_DIGITS },
  [SOCKEYE_LOG_TIME] = { NC_("log column", "Time"), 16 },
  [SOCKEYE_LOG_SOCKET] = { NC_("log column", "Socket"), 6 },
  [SOCKEYE_LOG_EVENT] = { NC_("log column", "Event"), 8 },
  [SOCKEYE_LOG_CALL] = { NC_("log column", "Call"), 26 },
  [SOCKEYE_LOG_BYTES] = { NC_("log column", "Bytes"), 9 },
  [SOCKEYE_LOG_RESULT] = { NC_("log column", "Result"), 12 },
  [SOCKEYE_LOG_DATA] = { NC_("log column", "Data"), 15 },
};

/* Call is never wider than this; what is left then is Data's. */
#define SOCKEYE_LOG_CALL_MAX 64

/* The list forgets the child of an item before it tells of the teardown. */
static void
sockeye_log_view_cell_destroy_cb (SockeyeLogView *self,
                                  GtkWidget      *cell)
{
  if (self->cells != NULL)
    g_ptr_array_remove_fast (self->cells, cell);
}

static void
sockeye_log_view_setup_cell_cb (GtkSignalListItemFactory *factory,
                                GtkListItem              *item,
                                SockeyeLogView           *self)
{
  SockeyeLogColumn column =
      GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "sockeye-log-column"));
  GtkWidget *cell = sockeye_log_cell_new (column, item);

  sockeye_log_cell_set_marks (SOCKEYE_LOG_CELL (cell), self->marks);
  sockeye_log_cell_set_match (SOCKEYE_LOG_CELL (cell), &self->match);
  if (self->rows != NULL)
    sockeye_log_cell_set_time_format (SOCKEYE_LOG_CELL (cell),
                                      sockeye_rows_get_journal (self->rows), self->time_format);
  g_signal_connect_object (cell, "destroy", G_CALLBACK (sockeye_log_view_cell_destroy_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, cell);
  g_ptr_array_add (self->cells, cell);
}

static void
sockeye_log_view_bind_cell_cb (GtkSignalListItemFactory *factory,
                               GtkListItem              *item,
                               SockeyeLogView           *self)
{
  guint position = gtk_list_item_get_position (item);
  g_autoptr (SockeyeEvent) event = sockeye_log_tail_dup_event (self->tail, position);

  sockeye_log_cell_set_event (SOCKEYE_LOG_CELL (gtk_list_item_get_child (item)), event);
}

static void
sockeye_log_view_unbind_cell_cb (GtkSignalListItemFactory *factory,
                                 GtkListItem              *item,
                                 SockeyeLogView           *self)
{
  sockeye_log_cell_set_event (SOCKEYE_LOG_CELL (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
sockeye_log_view_create_factory (SockeyeLogView   *self,
                                 SockeyeLogColumn  column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "sockeye-log-column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (sockeye_log_view_setup_cell_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (sockeye_log_view_bind_cell_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (sockeye_log_view_unbind_cell_cb), self,
                           0);
  return factory;
}

/* GTK aligns all titles to the left and has no property for it. */
static void
sockeye_log_view_align_title (GtkWidget *title)
{
  GtkWidget *child = gtk_widget_get_first_child (title);

  while (child != NULL && !GTK_IS_LABEL (child))
    child = GTK_IS_BOX (child) ? gtk_widget_get_first_child (child)
                               : gtk_widget_get_next_sibling (child);
  for (guint i = 0; child != NULL && i < SOCKEYE_LOG_N_COLUMNS; i++)
    if (sockeye_log_column_is_right (i)
        && strcmp (gtk_label_get_text (GTK_LABEL (child)), _sockeye_log_view_get_title (i)) == 0)
      {
        gtk_widget_set_hexpand (child, TRUE);
        gtk_label_set_xalign (GTK_LABEL (child), 1);
      }
}

/* A column that is moved gets a new title. */
void
_sockeye_log_view_align_titles (SockeyeLogView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    sockeye_log_view_align_title (title);
}

/* Translated. */
const char *
_sockeye_log_view_get_title (SockeyeLogColumn column)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "log column", sockeye_log_columns[column].title);
}

void
_sockeye_log_view_init_columns (SockeyeLogView *self)
{
  self->digits = SOCKEYE_LOG_DIGITS;
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      SockeyeLogColumnState *state = &self->columns[i];

      state->column = gtk_column_view_column_new (_sockeye_log_view_get_title (i),
                                                  sockeye_log_view_create_factory (self, i));
      state->shown = state->width = -1;
      gtk_column_view_column_set_resizable (state->column, TRUE);
      gtk_column_view_append_column (self->column_view, state->column);
    }
  _sockeye_log_view_align_titles (self);
}

/* Room for the number of the last row: it grows, but never shrinks again. */
static guint
sockeye_log_view_count_digits (SockeyeLogView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint64 number = n > 0 ? sockeye_rows_get_number (self->rows, n - 1) : 0;
  guint digits = SOCKEYE_LOG_DIGITS;

  for (guint64 limit = 10000; number >= limit && digits < 19; limit *= 1000)
    digits += 3;
  return digits;
}

static int
sockeye_log_view_get_auto_width (SockeyeLogView   *self,
                                 SockeyeLogColumn  column)
{
  guint chars = sockeye_log_columns[column].chars;

  if (column == SOCKEYE_LOG_NUMBER && gtk_widget_get_width (GTK_WIDGET (self)) >= SOCKEYE_LOG_WIDE)
    chars = MAX (self->digits, SOCKEYE_LOG_DIGITS + 3) + 1;
  else if (column == SOCKEYE_LOG_NUMBER)
    chars = self->digits + 1;
  return PANGO_PIXELS_CEIL (((int) chars + SOCKEYE_LOG_GAP) * self->char_width);
}

/* As the user has made it, or as it should be. */
int
_sockeye_log_view_get_width (SockeyeLogView   *self,
                             SockeyeLogColumn  column)
{
  int width = self->columns[column].width;

  return width >= 0 ? width : sockeye_log_view_get_auto_width (self, column);
}

static gboolean
sockeye_log_view_is_shown (SockeyeLogView   *self,
                           SockeyeLogColumn  column)
{
  return self->columns[column].shown != 0;
}

/* The last of the long ones takes what is left. */
static SockeyeLogColumn
sockeye_log_view_find_expanding (SockeyeLogView *self)
{
  static const SockeyeLogColumn columns[] = {
    SOCKEYE_LOG_DATA, SOCKEYE_LOG_CALL, SOCKEYE_LOG_RESULT
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (sockeye_log_view_is_shown (self, columns[i]) && self->columns[columns[i]].width < 0)
      return columns[i];
  return SOCKEYE_LOG_N_COLUMNS;
}

static void
sockeye_log_view_place (SockeyeLogView   *self,
                        SockeyeLogColumn  column,
                        gboolean          visible,
                        int               width)
{
  GtkColumnViewColumn *view_column = self->columns[column].column;

  gtk_column_view_column_set_visible (view_column, visible);
  gtk_column_view_column_set_fixed_width (view_column, width);
  gtk_column_view_column_set_expand (view_column,
                                     column == sockeye_log_view_find_expanding (self));
}

/* What rest leaves for Call and Data. */
static void
sockeye_log_view_share (SockeyeLogView *self,
                        int             rest)
{
  int most = PANGO_PIXELS_CEIL ((SOCKEYE_LOG_CALL_MAX + SOCKEYE_LOG_GAP) * self->char_width);
  gboolean has_call = sockeye_log_view_is_shown (self, SOCKEYE_LOG_CALL);
  gboolean has_data = sockeye_log_view_is_shown (self, SOCKEYE_LOG_DATA);
  int call = _sockeye_log_view_get_width (self, SOCKEYE_LOG_CALL);
  int data = _sockeye_log_view_get_width (self, SOCKEYE_LOG_DATA);

  if (self->columns[SOCKEYE_LOG_CALL].width < 0 && has_data)
    call = CLAMP (MIN (rest / 2, rest - data), call, most);
  else if (self->columns[SOCKEYE_LOG_CALL].width < 0)
    call = MAX (rest, call);
  if (self->columns[SOCKEYE_LOG_DATA].width < 0)
    data = MAX (has_call ? rest - call : rest, data);
  sockeye_log_view_place (self, SOCKEYE_LOG_CALL, has_call, call);
  sockeye_log_view_place (self, SOCKEYE_LOG_DATA, has_data, data);
}

/* Time goes first where room is short, unless the user wants it; Call and Data
 * share what is left. */
static gboolean
sockeye_log_view_arrange (gpointer data)
{
  SockeyeLogView *self = data;
  int rest = gtk_widget_get_width (GTK_WIDGET (self));
  int time = _sockeye_log_view_get_width (self, SOCKEYE_LOG_TIME);
  int least = 0;
  gboolean has_time;

  self->arrange_id = 0;
  self->arranging = TRUE;
  for (guint i = 0; i < SOCKEYE_LOG_N_COLUMNS; i++)
    {
      gboolean shown = sockeye_log_view_is_shown (self, i);
      int width = _sockeye_log_view_get_width (self, i);

      if (i == SOCKEYE_LOG_CALL || i == SOCKEYE_LOG_DATA)
        least += shown ? width : 0;
      else if (i != SOCKEYE_LOG_TIME)
        {
          sockeye_log_view_place (self, i, shown, width);
          rest -= shown ? width : 0;
        }
    }
  has_time = self->columns[SOCKEYE_LOG_TIME].shown > 0
             || (self->columns[SOCKEYE_LOG_TIME].shown < 0 && rest - time >= least);
  sockeye_log_view_place (self, SOCKEYE_LOG_TIME, has_time, time);
  sockeye_log_view_share (self, has_time ? rest - time : rest);
  self->arranging = FALSE;
  _sockeye_log_view_update_column_actions (self);
  return G_SOURCE_REMOVE;
}

/* Columns cannot change while their view is being allocated. */
void
_sockeye_log_view_queue_arrange (SockeyeLogView *self)
{
  if (self->arrange_id == 0)
    self->arrange_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, sockeye_log_view_arrange,
                                        self, NULL);
}

/* Asks for new widths where the number of digits has changed. */
void
_sockeye_log_view_update_digits (SockeyeLogView *self)
{
  guint digits = self->rows != NULL ? sockeye_log_view_count_digits (self) : self->digits;

  if (digits <= self->digits)
    return;
  self->digits = digits;
  _sockeye_log_view_queue_arrange (self);
}

/* Asks for new widths where the font has changed. */
void
_sockeye_log_view_update_font (SockeyeLogView *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->probe, "0000000000");
  int width;

  pango_layout_get_size (layout, &width, NULL);
  width /= 10;
  if (self->char_width == width)
    return;
  self->char_width = width;
  _sockeye_log_view_queue_arrange (self);
}
