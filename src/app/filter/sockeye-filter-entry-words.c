/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The words that are offered for what is being typed. */

#include "config.h"

#include "sockeye-filter-entry-private.h"

gboolean
_sockeye_filter_entry_is_open (SockeyeFilterEntry *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->words));
}

/* asked: by the user, for an empty entry too. */
void
_sockeye_filter_entry_complete (SockeyeFilterEntry *self,
                                gboolean            asked)
{
  const char *text = sockeye_filter_entry_get_text (self);
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  gsize cursor = g_utf8_offset_to_pointer (text, position) - text;
  g_autoptr (GPtrArray) words = NULL;

  g_clear_handle_id (&self->complete_id, g_source_remove);
  if (!asked && *text == '\0')
    {
      sockeye_filter_words_hide (self->words);
      return;
    }
  words = sockeye_filter_complete (text, cursor, &self->word_start, &self->word_end);
  if (words->len == 1)
    {
      const char *only = ((SockeyeFilterWord *) g_ptr_array_index (words, 0))->word;

      /* It stands there already. */
      if (strlen (only) == self->word_end - self->word_start
          && strncmp (only, text + self->word_start, strlen (only)) == 0)
        g_ptr_array_set_size (words, 0);
    }
  sockeye_filter_words_show (self->words, words);
}

/* In place of the word at the cursor; behind it the next can be typed. */
void
_sockeye_filter_entry_accept (SockeyeFilterEntry *self,
                              const char         *word)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  const char *text = gtk_editable_get_text (editable);
  gsize size = strlen (text);
  int start = (int) g_utf8_pointer_to_offset (text, text + MIN (self->word_start, size));
  int end = (int) g_utf8_pointer_to_offset (text, text + MIN (self->word_end, size));
  gboolean space = self->word_end >= size || text[self->word_end] != ' ';
  g_autofree char *insert = g_strconcat (word, space ? " " : "", NULL);

  gtk_editable_delete_text (editable, start, end);
  gtk_editable_insert_text (editable, insert, -1, &start);
  gtk_editable_set_position (editable, start);
  _sockeye_filter_entry_complete (self, FALSE);
}

void
_sockeye_filter_entry_move (SockeyeFilterEntry *self,
                            int                 step)
{
  const char *chosen;

  sockeye_filter_words_move (self->words, step);
  chosen = sockeye_filter_words_get_chosen (self->words);
  /* The focus stays here: a screen reader is told by the entry. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  chosen != NULL ? chosen
                                                 : gtk_label_get_text (GTK_LABEL (self->tag)),
                                  -1);
}

/* Tab finishes a word that was begun; else it goes on to the next control. */
gboolean
_sockeye_filter_entry_press_tab (SockeyeFilterEntry *self)
{
  g_autofree char *word = g_strdup (sockeye_filter_words_get_chosen (self->words));

  if (word == NULL && self->word_start < self->word_end)
    word = g_strdup (sockeye_filter_words_get_first (self->words));
  if (word == NULL)
    return GDK_EVENT_PROPAGATE;
  _sockeye_filter_entry_accept (self, word);
  return GDK_EVENT_STOP;
}
