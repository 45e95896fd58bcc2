/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "window/sockeye-application.h"

/* The log is text, which cairo draws within a frame; OpenGL would take longer to
 * load than all else at start, and two thirds of the memory. Whoever wants it says
 * so: GSK_RENDERER=gl. */
static gboolean
choose_cairo (void)
{
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  return g_str_equal (g_getenv ("GSK_RENDERER"), "cairo");
}

/* GTK loads the libraries of OpenGL before it asks who draws. */
static void
leave_out_opengl (void)
{
  const char *variable = gtk_get_minor_version () < 16 ? "GDK_DEBUG" : "GDK_DISABLE";
  const char *word = gtk_get_minor_version () < 16 ? "gl-disable" : "gl";
  const char *old = g_getenv (variable);
  g_autofree char *value = NULL;

  value = old != NULL ? g_strdup_printf ("%s:%s", old, word) : g_strdup (word);
  g_setenv (variable, value, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SockeyeApplication) app = NULL;
  const char *localedir = g_getenv ("SOCKEYE_LOCALE_DIR"); /* of a build not installed */

  if (choose_cairo ())
    leave_out_opengl ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Sockeye"));

  app = sockeye_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
