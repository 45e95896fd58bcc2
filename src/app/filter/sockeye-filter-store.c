/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-store.h"

#include <string.h>

static void
sockeye_saved_filter_free (gpointer data)
{
  SockeyeSavedFilter *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static SockeyeSavedFilter *
sockeye_saved_filter_new (const char *name,
                          const char *text)
{
  SockeyeSavedFilter *self = g_new0 (SockeyeSavedFilter, 1);

  self->name = g_strdup (name);
  self->text = g_strdup (text);
  return self;
}

static int
sockeye_saved_filter_compare (gconstpointer a,
                              gconstpointer b)
{
  const SockeyeSavedFilter *const *first = a;
  const SockeyeSavedFilter *const *second = b;

  return g_utf8_collate ((*first)->name, (*second)->name);
}

/* settings: (nullable) */
void
sockeye_filter_store_init (SockeyeFilterStore *self,
                           GSettings          *settings)
{
  g_return_if_fail (self != NULL);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->recent = g_ptr_array_new_with_free_func (g_free);
  self->saved = g_ptr_array_new_with_free_func (sockeye_saved_filter_free);
  sockeye_filter_store_load (self);
}

void
sockeye_filter_store_finish (SockeyeFilterStore *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
}

/* Again: another window may have changed them. */
void
sockeye_filter_store_load (SockeyeFilterStore *self)
{
  g_auto (GStrv) recent = NULL;
  g_autoptr (GVariant) saved = NULL;
  GVariantIter iter;
  const char *name;
  const char *text;

  g_return_if_fail (self != NULL);

  if (self->settings == NULL)
    return;
  g_ptr_array_set_size (self->recent, 0);
  g_ptr_array_set_size (self->saved, 0);
  recent = g_settings_get_strv (self->settings, "recent-filters");
  for (guint i = 0; recent[i] != NULL && i < SOCKEYE_FILTER_STORE_RECENT; i++)
    g_ptr_array_add (self->recent, g_strdup (recent[i]));
  saved = g_settings_get_value (self->settings, "saved-filters");
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &text))
    g_ptr_array_add (self->saved, sockeye_saved_filter_new (name, text));
  g_ptr_array_sort (self->saved, sockeye_saved_filter_compare);
}

static void
sockeye_filter_store_write (SockeyeFilterStore *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  GVariantBuilder saved;

  if (self->settings == NULL)
    return;
  for (guint i = 0; i < self->recent->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->recent, i));
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-filters", (const char *const *) recent);

  g_variant_builder_init (&saved, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < self->saved->len; i++)
    {
      const SockeyeSavedFilter *filter = g_ptr_array_index (self->saved, i);

      g_variant_builder_add (&saved, "(ss)", filter->name, filter->text);
    }
  g_settings_set_value (self->settings, "saved-filters", g_variant_builder_end (&saved));
}

/* One that is there already moves to the top. */
void
sockeye_filter_store_remember (SockeyeFilterStore *self,
                               const char         *text)
{
  guint at;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (*text == '\0' || strlen (text) > SOCKEYE_FILTER_STORE_LONGEST)
    return;
  sockeye_filter_store_load (self);
  if (g_ptr_array_find_with_equal_func (self->recent, text, g_str_equal, &at))
    g_ptr_array_remove_index (self->recent, at);
  g_ptr_array_insert (self->recent, 0, g_strdup (text));
  if (self->recent->len > SOCKEYE_FILTER_STORE_RECENT)
    g_ptr_array_set_size (self->recent, SOCKEYE_FILTER_STORE_RECENT);
  sockeye_filter_store_write (self);
}

static void
sockeye_filter_store_remove (SockeyeFilterStore *self,
                             const char         *name)
{
  for (guint i = self->saved->len; i > 0; i--)
    {
      const SockeyeSavedFilter *filter = g_ptr_array_index (self->saved, i - 1);

      if (g_str_equal (filter->name, name))
        g_ptr_array_remove_index (self->saved, i - 1);
    }
}

/* In the place of one of the same name. */
void
sockeye_filter_store_save (SockeyeFilterStore *self,
                           const char         *name,
                           const char         *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0');
  g_return_if_fail (text != NULL);

  sockeye_filter_store_load (self);
  sockeye_filter_store_remove (self, name);
  g_ptr_array_add (self->saved, sockeye_saved_filter_new (name, text));
  g_ptr_array_sort (self->saved, sockeye_saved_filter_compare);
  sockeye_filter_store_write (self);
}

void
sockeye_filter_store_delete (SockeyeFilterStore *self,
                             const char         *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  sockeye_filter_store_load (self);
  sockeye_filter_store_remove (self, name);
  sockeye_filter_store_write (self);
}
