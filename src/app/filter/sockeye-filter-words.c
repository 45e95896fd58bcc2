/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-words.h"

#include "filter/sockeye-filter.h"

/* Pixels, after which the list scrolls. */
#define SOCKEYE_FILTER_WORDS_HEIGHT 240

/* So many never need to; a list that may scroll asks for more room than one. */
#define SOCKEYE_FILTER_WORDS_FEW 6

struct _SockeyeFilterWords
{
  GtkPopover  parent_instance;

  GtkListBox *list;
  GtkWidget  *scrolled;
};

G_DEFINE_FINAL_TYPE (SockeyeFilterWords, sockeye_filter_words, GTK_TYPE_POPOVER)

static guint picked_signal;

static void
sockeye_filter_words_activated_cb (SockeyeFilterWords *self,
                                   GtkListBoxRow      *row)
{
  gtk_list_box_select_row (self->list, row);
  g_signal_emit (self, picked_signal, 0);
}

static void
sockeye_filter_words_class_init (SockeyeFilterWordsClass *klass)
{
  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sockeye_filter_words_init (SockeyeFilterWords *self)
{
  GtkPopover *popover = GTK_POPOVER (self);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->scrolled = gtk_scrolled_window_new ();
  g_object_set (self->scrolled,
                "child", self->list,
                "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE,
                "propagate-natural-width", TRUE,
                "max-content-height", SOCKEYE_FILTER_WORDS_HEIGHT,
                NULL);
  g_signal_connect_object (self->list, "row-activated",
                           G_CALLBACK (sockeye_filter_words_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (popover, self->scrolled);
  gtk_popover_set_autohide (popover, FALSE);
  gtk_popover_set_has_arrow (popover, FALSE);
  gtk_popover_set_position (popover, GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  /* The entry has the focus, and keeps it when a word is clicked. */
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-words");
}

GtkWidget *
sockeye_filter_words_new (void)
{
  return g_object_new (SOCKEYE_TYPE_FILTER_WORDS, NULL);
}

static GtkWidget *
sockeye_filter_words_new_row (const SockeyeFilterWord *word)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (word->word);
  GtkWidget *description = gtk_label_new (word->description);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *sentence = g_strdup_printf ("%s, %s", word->word, word->description);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "code");
  gtk_label_set_xalign (GTK_LABEL (description), 1);
  gtk_widget_add_css_class (description, "small");
  gtk_widget_add_css_class (description, "description");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), description);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sockeye-word", g_strdup (word->word), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}

/**
 * sockeye_filter_words_show:
 * @self: the list
 * @words: (element-type SockeyeFilterWord): what it shows from now on; hides
 *   where there are none
 */
void
sockeye_filter_words_show (SockeyeFilterWords *self,
                           GPtrArray          *words)
{
  GtkWidget *row;

  g_return_if_fail (SOCKEYE_IS_FILTER_WORDS (self));
  g_return_if_fail (words != NULL);

  if (words->len == 0)
    {
      sockeye_filter_words_hide (self);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < words->len; i++)
    gtk_list_box_append (self->list,
                         sockeye_filter_words_new_row (g_ptr_array_index (words, i)));
  gtk_list_box_unselect_all (self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  words->len <= SOCKEYE_FILTER_WORDS_FEW ? GTK_POLICY_NEVER
                                                                         : GTK_POLICY_AUTOMATIC);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
sockeye_filter_words_hide (SockeyeFilterWords *self)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_WORDS (self));

  gtk_list_box_unselect_all (self->list);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
sockeye_filter_words_scroll_to (SockeyeFilterWords *self,
                                GtkWidget          *row)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

/**
 * sockeye_filter_words_move:
 * @self: the list
 * @step: 1 to the next word, -1 to the previous; before the first, none is chosen
 */
void
sockeye_filter_words_move (SockeyeFilterWords *self,
                           int                 step)
{
  GtkListBoxRow *row;
  int at;

  g_return_if_fail (SOCKEYE_IS_FILTER_WORDS (self));

  row = gtk_list_box_get_selected_row (self->list);
  at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  row = at + step >= 0 ? gtk_list_box_get_row_at_index (self->list, at + step) : NULL;
  if (row != NULL)
    {
      gtk_list_box_select_row (self->list, row);
      sockeye_filter_words_scroll_to (self, GTK_WIDGET (row));
    }
  else if (step < 0)
    gtk_list_box_unselect_all (self->list);
}

/* Borrowed, or NULL. */
const char *
sockeye_filter_words_get_chosen (SockeyeFilterWords *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (SOCKEYE_IS_FILTER_WORDS (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? g_object_get_data (G_OBJECT (row), "sockeye-word") : NULL;
}

/* Borrowed, or NULL. */
const char *
sockeye_filter_words_get_first (SockeyeFilterWords *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (SOCKEYE_IS_FILTER_WORDS (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, 0);
  return row != NULL ? g_object_get_data (G_OBJECT (row), "sockeye-word") : NULL;
}
