/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What was sent before, on any socket. */

#include "config.h"

#include "sockeye-composer-private.h"

#define MAX_ENTRIES 50
#define MAX_ENTRY_BYTES 4096

void
_sockeye_composer_history_load (SockeyeComposer *self)
{
  g_auto (GStrv) entries = NULL;

  self->history = g_ptr_array_new_with_free_func (g_free);
  self->history_at = -1;
  if (self->settings == NULL)
    return;
  entries = g_settings_get_strv (self->settings, "history");
  for (guint i = 0; entries[i] != NULL && i < MAX_ENTRIES; i++)
    g_ptr_array_add (self->history, g_strdup (entries[i]));
}

static void
sockeye_composer_history_save (SockeyeComposer *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) entries = NULL;

  if (self->settings == NULL)
    return;
  for (guint i = 0; i < self->history->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->history, i));
  entries = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "history", (const char *const *) entries);
}

static char *
sockeye_composer_history_dup_text (SockeyeComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->draft->data, &start, &end);
  return gtk_text_buffer_get_text (self->draft->data, &start, &end, TRUE);
}

/* Remembers what Data holds. An entry that is there already moves to the top. */
void
_sockeye_composer_history_add (SockeyeComposer *self)
{
  g_autofree char *text = NULL;

  self->history_at = -1;
  if (self->draft->bulk != NULL)
    return;
  text = sockeye_composer_history_dup_text (self);
  if (*text == '\0' || strlen (text) > MAX_ENTRY_BYTES)
    return;
  for (guint i = 0; i < self->history->len; i++)
    if (strcmp (g_ptr_array_index (self->history, i), text) == 0)
      {
        if (i == 0)
          return;
        g_ptr_array_remove_index (self->history, i);
        break;
      }
  g_ptr_array_insert (self->history, 0, g_steal_pointer (&text));
  if (self->history->len > MAX_ENTRIES)
    g_ptr_array_set_size (self->history, MAX_ENTRIES);
  sockeye_composer_history_save (self);
}

/* step: 1 to an older entry, -1 to a newer one, before which stands what was
 * being typed. */
void
_sockeye_composer_history_move (SockeyeComposer *self,
                                int              step)
{
  int at = self->history_at + step;
  const char *text;

  if (self->draft == NULL || self->draft->bulk != NULL || at < -1 || at >= (int) self->history->len)
    return;
  if (self->history_at == -1)
    {
      g_free (self->history_draft);
      self->history_draft = sockeye_composer_history_dup_text (self);
    }
  self->history_at = at;
  text = at == -1 ? self->history_draft : g_ptr_array_index (self->history, at);
  gtk_text_buffer_set_text (self->draft->data, text, -1);
}
