/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "test-app.h"
#include "window/sockeye-preferences.h"
#include "window/sockeye-settings.h"
#include "window/sockeye-window.h"

static void
test_preferences_set (GtkWidget *preferences,
                      guint      nth,
                      double     value)
{
  GtkWidget *spin = test_app_find_nth (preferences, GTK_TYPE_SPIN_BUTTON, &nth);

  g_assert_nonnull (spin);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
}

/* What is chosen holds for the log of a window that is open. */
static void
test_preferences_bounds (void)
{
  g_autoptr (GSettings) settings = sockeye_settings_dup ();
  GtkWindow *window = g_object_new (SOCKEYE_TYPE_WINDOW, NULL);
  SockeyePreferences *preferences = sockeye_preferences_new (window, settings);
  SockeyeSession *session = sockeye_window_get_session (SOCKEYE_WINDOW (window));
  SockeyeJournal *journal = sockeye_session_get_journal (session);

  gtk_window_present (window);
  gtk_window_present (GTK_WINDOW (preferences));
  g_assert_cmpuint (sockeye_journal_get_max_rows (journal), ==, SOCKEYE_JOURNAL_ROWS);
  g_assert_cmpuint (sockeye_journal_get_max_bytes (journal), ==, SOCKEYE_JOURNAL_BYTES);
  g_assert_cmpuint (sockeye_journal_get_max_kept (journal), ==, SOCKEYE_JOURNAL_KEPT);
  test_preferences_set (GTK_WIDGET (preferences), 0, 5000);
  test_preferences_set (GTK_WIDGET (preferences), 1, 64);
  test_preferences_set (GTK_WIDGET (preferences), 2, 32);
  test_app_wait_until (sockeye_journal_get_max_kept (journal) == 32 << 10);
  g_assert_cmpuint (sockeye_journal_get_max_rows (journal), ==, 5000);
  g_assert_cmpuint (sockeye_journal_get_max_bytes (journal), ==, 64 << 20);

  gtk_window_destroy (GTK_WINDOW (preferences));
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  gtk_window_destroy (window);
  test_app_wait_until (session == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/sockeye/preferences/bounds", test_preferences_bounds);

  return g_test_run ();
}
