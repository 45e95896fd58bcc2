/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* CPython as the judge of what is written in its form: one process a test. */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* Runs a script over the lines of input, which it finds in the file
 * sys.argv[1], and returns the lines that it printed. Skips the test and
 * returns NULL where there is no python3. */
static inline char **
cpython_run (const char *script,
             const char *input)
{
  g_autofree char *python = g_find_program_in_path ("/usr/bin/python3");
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (python == NULL)
    python = g_find_program_in_path ("python3");
  if (python == NULL)
    {
      g_test_skip ("there is no python3");
      return NULL;
    }

  g_close (g_file_open_tmp ("sockeye-XXXXXX", &path, &error), NULL);
  g_assert_no_error (error);
  g_file_set_contents (path, input, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) (const char *[]) { python, "-X", "utf8", "-c", script, path, NULL },
                NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  if (status != 0)
    g_test_message ("%s", errors);
  g_assert_cmpint (status, ==, 0);
  g_strchomp (output);
  return g_strsplit (output, "\n", -1);
}

static inline void
cpython_append_hex (GString      *string,
                    const guint8 *data,
                    gsize         size)
{
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (string, "%02x", data[i]);
}
