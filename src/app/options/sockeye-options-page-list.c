/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The list: a row for each option that any socket had so far. A row is made
 * once, and hidden where the socket has no such option or it is not looked
 * for. Laying out the text of 150 rows takes half a second: so the first are
 * made at once, those that are looked for, too, and the others bit by bit. */

#include "config.h"

#include "sockeye-options-page-private.h"

#include <glib/gi18n-lib.h>

#include "sockeye-option-words.h"

#define SOCKEYE_OPTIONS_PAGE_FIRST 16
#define SOCKEYE_OPTIONS_PAGE_SLICE 16

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

static gboolean
sockeye_options_page_is_filtered (SockeyeOptionsPage *self)
{
  return *self->words != NULL || gtk_check_button_get_active (self->changed_only);
}

static void
sockeye_options_page_count (SockeyeOptionsPage *self)
{
  GHashTableIter iter;
  gpointer row;
  gulong n_all = self->readings != NULL ? self->readings->len : 0;
  gulong n_shown = 0;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    n_shown += sockeye_options_page_is_shown (self, row);
  if (!sockeye_options_page_is_filtered (self))
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

/* Shown first: the list asks at once whether it is to be seen. */
static void
sockeye_options_page_add_row (SockeyeOptionsPage         *self,
                              const SockeyeOptionReading *reading)
{
  GtkWidget *row = sockeye_option_row_new (reading->option);

  g_signal_connect_object (row, "called", G_CALLBACK (_sockeye_options_page_called_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, (gpointer) reading->option, row);
  sockeye_option_row_show (SOCKEYE_OPTION_ROW (row), self->shown_socket, reading);
  gtk_list_box_append (self->list, row);
}

/* Whether it is among those that are looked for; it may have no row yet. */
static gboolean
sockeye_options_page_is_wanted (SockeyeOptionsPage         *self,
                                const SockeyeOptionReading *reading)
{
  g_autofree char *search = NULL;

  if (!sockeye_options_page_is_filtered (self)
      || (gtk_check_button_get_active (self->changed_only) && !reading->changed))
    return FALSE;
  search = sockeye_option_words_dup_search (reading->option);
  for (char **word = self->words; *word != NULL; word++)
    if (!sockeye_option_words_matches (reading->option, search, *word))
      return FALSE;
  return TRUE;
}

/* Makes the rows of those that are looked for, and of n others. Returns
 * whether any is still without. */
static gboolean
sockeye_options_page_build (SockeyeOptionsPage *self,
                            guint               n)
{
  gboolean lacks = FALSE;

  for (guint i = 0; self->readings != NULL && i < self->readings->len; i++)
    {
      const SockeyeOptionReading *reading = g_ptr_array_index (self->readings, i);

      if (g_hash_table_contains (self->rows, reading->option))
        continue;
      if (n == 0 && !sockeye_options_page_is_wanted (self, reading))
        {
          lacks = TRUE;
          continue;
        }
      n -= n > 0;
      sockeye_options_page_add_row (self, reading);
    }
  return lacks;
}

/* Some in each frame, rather than when nothing else is to be done: that may be
 * never. */
static gboolean
sockeye_options_page_build_cb (GtkWidget     *widget,
                               GdkFrameClock *clock,
                               gpointer       data)
{
  SockeyeOptionsPage *self = SOCKEYE_OPTIONS_PAGE (widget);

  if (sockeye_options_page_build (self, SOCKEYE_OPTIONS_PAGE_SLICE))
    return G_SOURCE_CONTINUE;
  self->build_id = 0;
  return G_SOURCE_REMOVE;
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
  sockeye_options_page_build (self, 0);
  gtk_list_box_invalidate_filter (self->list);
  sockeye_options_page_count (self);
}

/* Takes note of all that the kernel said, and shows it in the rows that there
 * are. A row that was not named is of an option that this socket lacks. */
static void
sockeye_options_page_update_rows (SockeyeOptionsPage *self)
{
  g_autoptr (GHashTable) readings = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer option;
  gpointer row;

  for (guint i = 0; i < self->readings->len; i++)
    {
      SockeyeOptionReading *reading = g_ptr_array_index (self->readings, i);

      g_hash_table_insert (readings, (gpointer) reading->option, reading);
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &option, &row))
    sockeye_option_row_show (row, self->shown_socket, g_hash_table_lookup (readings, option));
}

/* What the kernel said of all options of the socket. */
void
_sockeye_options_page_show (SockeyeOptionsPage *self,
                            SockeyeSocketId     socket,
                            GPtrArray          *readings)
{
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  self->readings = g_ptr_array_ref (readings);
  self->shown_socket = socket;
  sockeye_options_page_update_rows (self);
  if (sockeye_options_page_build (self, self->build_id == 0 ? SOCKEYE_OPTIONS_PAGE_FIRST : 0)
      && self->build_id == 0)
    self->build_id = gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                                   sockeye_options_page_build_cb, NULL, NULL);
  gtk_list_box_invalidate_filter (self->list);
  sockeye_options_page_count (self);
}

/* All of the row is to be seen, its buttons and messages too. In the first frame
 * it has not been laid out yet. */
static gboolean
sockeye_options_page_scroll_cb (GtkWidget     *row,
                                GdkFrameClock *clock,
                                gpointer       data)
{
  SockeyeOptionsPage *self = data;
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  if (gdk_frame_clock_get_frame_counter (clock) <= self->scroll_frame)
    return G_SOURCE_CONTINUE;
  if (adjustment != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

void
_sockeye_options_page_scroll (SockeyeOptionsPage *self,
                              SockeyeOptionRow   *row)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;
  self->scroll_frame = gdk_frame_clock_get_frame_counter (clock) + 1;
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
  _sockeye_options_page_scroll (self, row);
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
