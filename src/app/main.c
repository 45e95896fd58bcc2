/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "window/sockeye-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SockeyeApplication) app = NULL;
  const char *localedir = g_getenv ("SOCKEYE_LOCALE_DIR"); /* of a build not installed */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Sockeye"));

  app = sockeye_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
