/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The list: a row for each option that any socket had so far. A row is made
 * once, and hidden where the socket has no such option or it is not looked
 * for. */

#include "config.h"

#include "sockeye-options-page-private.h"

#include <glib/gi18n-lib.h>

static int
sockeye_options_page_get_place (SockeyeOptionsPage *self,
                                GtkListBoxRow      *row)
{
  const SockeyeOption *option = sockeye_option_row_get_option (SOCKEYE_OPTION_ROW (row));

  return GPOINTER_TO_INT (g_hash_table_lookup (self->order, option));
}

static int
sockeye_options_page_sort (GtkListBoxRow *a,
                           GtkListBoxRow *b,
                           gpointer       data)
{
  return sockeye_options_page_get_place (data, a) - sockeye_options_page_get_place (data, b);
}

static gboolean
sockeye_options_page_is_shown (SockeyeOptionsPage *self,
                               SockeyeOptionRow   *row)
{
  if (!sockeye_option_row_is_shown (row))
    return FALSE;
  /* What is being edited does not vanish as it returns to its default. */
  if (gtk_check_button_get_active (self->changed_only) && !sockeye_option_row_is_changed (row)
      && !sockeye_option_row_is_open (row))
    return FALSE;
  return sockeye_option_row_matches (row, (const char *const *) self->words);
}

static gboolean
sockeye_options_page_filter_row (GtkListBoxRow *row,
                                 gpointer       data)
{
  return sockeye_options_page_is_shown (data, SOCKEYE_OPTION_ROW (row));
}

static void
sockeye_options_page_header (GtkListBoxRow *row,
                             GtkListBoxRow *before,
                             gpointer       data)
{
  const SockeyeOption *option = sockeye_option_row_get_option (SOCKEYE_OPTION_ROW (row));
  const SockeyeOption *above =
      before != NULL ? sockeye_option_row_get_option (SOCKEYE_OPTION_ROW (before)) : NULL;
  GtkWidget *label;

  if (above != NULL && above->level == option->level)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = g_object_new (GTK_TYPE_LABEL,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                        "label", option->level_name,
                        "xalign", 0.0,
                        NULL);
  gtk_widget_add_css_class (label, "level");
  gtk_list_box_row_set_header (row, label);
}

static void
sockeye_options_page_count (SockeyeOptionsPage *self)
{
  GHashTableIter iter;
  gpointer row;
  gulong n_all = 0;
  gulong n_shown = 0;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      n_all += sockeye_option_row_is_shown (row);
      n_shown += sockeye_options_page_is_shown (self, row);
    }
  if (n_shown == n_all)
    number = g_strdup_printf (ngettext ("%lu option", "%lu options", n_all), n_all);
  else
    /* Translators: of options: "3 of 134" */
    number = g_strdup_printf (_("%lu of %lu"), n_shown, n_all);
  text = g_strdup_printf ("%s · %s",
                          self->socket != NULL ? sockeye_socket_get_name (self->socket) : "",
                          number);
  gtk_label_set_text (self->count_label, text);
  gtk_label_set_text (self->none_label,
                      *self->words == NULL && gtk_check_button_get_active (self->changed_only)
                          ? _("No option is changed: each has the kernel's default.")
                          : _("No option matches."));
}

/* What is typed or checked decides anew which rows are seen. */
void
_sockeye_options_page_filter (SockeyeOptionsPage *self)
{
  g_autofree char *text =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_auto (GStrv) parts = g_strsplit_set (text, " \t,()", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  g_strfreev (self->words);
  self->words = (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
  gtk_list_box_invalidate_filter (self->list);
  sockeye_options_page_count (self);
}

static SockeyeOptionRow *
sockeye_options_page_add_row (SockeyeOptionsPage  *self,
                              const SockeyeOption *option)
{
  GtkWidget *row = sockeye_option_row_new (option);

  g_signal_connect_object (row, "called", G_CALLBACK (_sockeye_options_page_called_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, (gpointer) option, row);
  gtk_list_box_append (self->list, row);
  return SOCKEYE_OPTION_ROW (row);
}

static void
sockeye_options_page_hide_others (SockeyeOptionsPage *self,
                                  SockeyeSocketId     socket,
                                  GHashTable         *shown)
{
  GHashTableIter iter;
  gpointer option;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &option, &row))
    if (!g_hash_table_contains (shown, option))
      sockeye_option_row_show (row, socket, NULL);
}

/* What the kernel said of all options of the socket. */
void
_sockeye_options_page_show (SockeyeOptionsPage *self,
                            SockeyeSocketId     socket,
                            GPtrArray          *readings)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < readings->len; i++)
    {
      const SockeyeOptionReading *reading = g_ptr_array_index (readings, i);
      SockeyeOptionRow *row = g_hash_table_lookup (self->rows, reading->option);

      if (row == NULL)
        row = sockeye_options_page_add_row (self, reading->option);
      sockeye_option_row_show (row, socket, reading);
      g_hash_table_add (shown, (gpointer) reading->option);
    }
  sockeye_options_page_hide_others (self, socket, shown);
  gtk_list_box_invalidate_filter (self->list);
  sockeye_options_page_count (self);
}

/* All of the open row is to be seen, its buttons too. In the first frame it has
 * not been laid out yet. */
static gboolean
sockeye_options_page_scroll_cb (GtkWidget     *row,
                                GdkFrameClock *clock,
                                gpointer       data)
{
  SockeyeOptionsPage *self = data;
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  if (gdk_frame_clock_get_frame_counter (clock) <= self->open_frame)
    return G_SOURCE_CONTINUE;
  if (adjustment != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

static void
sockeye_options_page_scroll (SockeyeOptionsPage *self,
                             SockeyeOptionRow   *row)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;
  self->open_frame = gdk_frame_clock_get_frame_counter (clock) + 1;
  gtk_widget_add_tick_callback (GTK_WIDGET (row), sockeye_options_page_scroll_cb, self, NULL);
}

/* One at a time: what is not looked at takes little room. */
void
_sockeye_options_page_open (SockeyeOptionsPage *self,
                            SockeyeOptionRow   *row)
{
  SockeyeOptionRow *before = self->opened;

  self->opened = row;
  if (before != NULL && before != row)
    sockeye_option_row_set_open (before, FALSE);
  sockeye_option_row_set_open (row, TRUE);
  sockeye_options_page_scroll (self, row);
}

void
_sockeye_options_page_init_list (SockeyeOptionsPage *self)
{
  guint n;
  const SockeyeOption *const *options = sockeye_option_list (&n);

  self->rows = g_hash_table_new (NULL, NULL);
  self->order = g_hash_table_new (NULL, NULL);
  self->words = g_new0 (char *, 1);
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->order, (gpointer) options[i], GINT_TO_POINTER ((int) i));
  gtk_list_box_set_sort_func (self->list, sockeye_options_page_sort, self, NULL);
  gtk_list_box_set_filter_func (self->list, sockeye_options_page_filter_row, self, NULL);
  gtk_list_box_set_header_func (self->list, sockeye_options_page_header, self, NULL);
}
