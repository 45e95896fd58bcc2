/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-page-private.h"

#include <glib/gi18n-lib.h>

/* The grid has a line for each of _sockeye_socket_page_list_rows(). Lines that
 * have nothing to say are hidden, and take no room. */
enum
{
  COLUMN_NAME,
  COLUMN_VALUE,
  COLUMN_CODE,
  N_COLUMNS
};

static GtkWidget *
sockeye_socket_page_new_label (const char *text,
                               const char *style,
                               GtkAlign    align)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, align);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A dot before the name: filled or hollow, so that its colour says nothing
 * that cannot be seen without. A screen reader says the word beside it. */
static GtkWidget *
sockeye_socket_page_new_lamp (GtkWidget *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX,
                                 "css-name", "lamp",
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 "valign", GTK_ALIGN_CENTER,
                                 NULL);

  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), name);
  return box;
}

static void
sockeye_socket_page_add_line (GtkGrid                    *grid,
                              const SockeyeSocketPageRow *row,
                              int                         line)
{
  gboolean heading = _sockeye_socket_page_is_heading (row);
  /* The room above a heading would count for its baseline. */
  GtkAlign align = heading ? GTK_ALIGN_END : GTK_ALIGN_BASELINE;
  const char *style = heading ? "heading" : "name";
  GtkWidget *name = sockeye_socket_page_new_label (_(row->name), style, align);
  GtkWidget *value = sockeye_socket_page_new_label ("", "value", align);

  gtk_grid_attach (grid, row->lamp != 0 ? sockeye_socket_page_new_lamp (name) : name, COLUMN_NAME,
                   line, 1, 1);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), !heading);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  name, NULL, -1);
  if (row->lamp == 0 && row->style != NULL)
    gtk_widget_add_css_class (value, row->style);
  gtk_grid_attach (grid, value, COLUMN_VALUE, line, row->code == NULL ? 2 : 1, 1);
  if (row->code != NULL)
    gtk_grid_attach (grid, sockeye_socket_page_new_label (row->code, "option", align), COLUMN_CODE,
                     line, 1, 1);
  for (int i = 0; i < N_COLUMNS && row->hint != NULL; i++)
    gtk_widget_set_tooltip_text (gtk_grid_get_child_at (grid, i, line), _(row->hint));
}

void
_sockeye_socket_page_build_grid (GtkGrid *grid)
{
  guint n_rows;
  const SockeyeSocketPageRow *rows = _sockeye_socket_page_list_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    sockeye_socket_page_add_line (grid, &rows[i], (int) i);
}

/* Only where it differs: a label lays itself out anew, and so does the grid. */
void
_sockeye_socket_page_set_text (GtkLabel   *label,
                               const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
sockeye_socket_page_show_line (GtkGrid  *grid,
                               guint     line,
                               gboolean  visible)
{
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_widget_set_visible (gtk_grid_get_child_at (grid, i, (int) line), visible);
}

static void
sockeye_socket_page_light (GtkGrid                    *grid,
                           guint                       line,
                           const SockeyeSocketPageRow *row,
                           gboolean                    lit)
{
  GtkWidget *box = gtk_grid_get_child_at (grid, COLUMN_NAME, (int) line);
  const char *classes[] = { lit ? "lit" : NULL, row->style, NULL };

  gtk_widget_set_css_classes (gtk_widget_get_first_child (box), classes);
}

static gboolean
sockeye_socket_page_update_line (GtkGrid                    *grid,
                                 guint                       line,
                                 const SockeyeSocketPageRow *row,
                                 SockeyeSocket              *socket)
{
  const SockeyeFacts *facts = sockeye_socket_get_facts (socket);
  GtkWidget *value = gtk_grid_get_child_at (grid, COLUMN_VALUE, (int) line);
  g_autofree char *text = _sockeye_socket_page_dup_value (row, socket, facts);

  sockeye_socket_page_show_line (grid, line, text != NULL);
  if (text == NULL)
    return FALSE;
  _sockeye_socket_page_set_text (GTK_LABEL (value), text);
  if (row->lamp != 0)
    sockeye_socket_page_light (grid, line, row, _sockeye_socket_page_is_lit (row, facts));
  return TRUE;
}

/* A heading is hidden with the last row below it. */
void
_sockeye_socket_page_update_grid (GtkGrid       *grid,
                                  SockeyeSocket *socket)
{
  guint n_rows;
  const SockeyeSocketPageRow *rows = _sockeye_socket_page_list_rows (&n_rows);
  guint heading = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      if (!_sockeye_socket_page_is_heading (&rows[i]))
        {
          any |= sockeye_socket_page_update_line (grid, i, &rows[i], socket);
          continue;
        }
      sockeye_socket_page_show_line (grid, heading, any);
      heading = i;
      any = FALSE;
    }
  sockeye_socket_page_show_line (grid, heading, any);
}

/* What the grid shows, as text: name, value and option between tabs. */
void
_sockeye_socket_page_append_grid (GString       *text,
                                  SockeyeSocket *socket)
{
  const SockeyeFacts *facts = sockeye_socket_get_facts (socket);
  guint n_rows;
  const SockeyeSocketPageRow *rows = _sockeye_socket_page_list_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *value = _sockeye_socket_page_dup_value (&rows[i], socket, facts);

      if (value != NULL)
        g_string_append_printf (text, "%s\t%s\t%s\n", _(rows[i].name), value,
                                rows[i].code != NULL ? rows[i].code : "");
    }
}
