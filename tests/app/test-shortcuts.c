/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "window/sockeye-shortcuts.h"

static void
test_shortcuts_overlay (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const SockeyeShortcut *shortcuts;
  const char *overlay;
  const char *at;
  guint n;
  guint n_titles = 0;

  bytes = g_resources_lookup_data ("/io/github/sockeye/Sockeye/help-overlay.ui", 0, &error);
  g_assert_no_error (error);
  overlay = g_bytes_get_data (bytes, NULL);

  shortcuts = sockeye_shortcuts_list (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (shortcuts[i].accelerator, -1);
      g_autofree char *row = NULL;

      if (shortcuts[i].title == NULL)
        continue;
      n_titles++;
      row = g_strdup_printf ("%s</property><property name=\"accelerator\">%s</property>",
                             shortcuts[i].title, escaped);
      if (g_strstr_len (overlay, g_bytes_get_size (bytes), row) == NULL)
        g_error ("Not in the shortcuts window: %s", row);
    }
  for (at = overlay; (at = strstr (at, "GtkShortcutsShortcut")) != NULL; at++)
    n_titles--;
  g_assert_cmpuint (n_titles, ==, 0);
}

static void
test_shortcuts_unique (void)
{
  const SockeyeShortcut *shortcuts;
  guint n;

  shortcuts = sockeye_shortcuts_list (&n);
  for (guint i = 0; i < n; i++)
    {
      GdkModifierType modifiers;
      guint keyval;

      g_assert_true (gtk_accelerator_parse (shortcuts[i].accelerator, &keyval, &modifiers));
      /* A habit from other windows must never close a socket. */
      g_assert_cmpstr (shortcuts[i].accelerator, !=, "<Control>w");
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (shortcuts[i].accelerator, !=, shortcuts[j].accelerator);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/shortcuts/overlay", test_shortcuts_overlay);
  g_test_add_func ("/sockeye/shortcuts/unique", test_shortcuts_unique);

  return g_test_run ();
}
