/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests against CPython itself: one program, all values in one go. */

#pragma once

#include <gio/gio.h>
#include <string.h>

G_BEGIN_DECLS

#define TEST_PYTHON "/usr/bin/python3"

/* Whether there is an interpreter; skips the test where there is none. */
static inline gboolean
test_python_is_there (void)
{
  if (g_file_test (TEST_PYTHON, G_FILE_TEST_IS_EXECUTABLE))
    return TRUE;
  g_test_skip ("there is no " TEST_PYTHON);
  return FALSE;
}

/* Runs the program with this on its standard input, and with a library of ours
 * loaded first, or NULL. (transfer full): the lines it printed. UTF-8 mode, so
 * that no locale has a say in the names of files. */
static inline char **
test_python_run_with (const char    *program,
                      const GString *input,
                      const char    *preload)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) python = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (input->str, input->len);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                        | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (preload != NULL)
    g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", preload, TRUE);
  python = g_subprocess_launcher_spawn (launcher, &error, TEST_PYTHON, "-I", "-X", "utf8", "-c",
                                        program, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (python, bytes, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (python), ==, 0);
  text = g_bytes_unref_to_data (g_steal_pointer (&output), &size);
  text = g_realloc (text, size + 1);
  text[size] = '\0';
  g_assert_cmpuint (strlen (text), ==, size);
  if (size > 0 && text[size - 1] == '\n')
    text[size - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static inline char **
test_python_run (const char    *program,
                 const GString *input)
{
  return test_python_run_with (program, input, NULL);
}

/* Two digits a byte, as bytes.fromhex() reads them. */
static inline void
test_append_hex (GString      *string,
                 gconstpointer data,
                 gsize         size)
{
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (string, "%02x", ((const guint8 *) data)[i]);
}

G_END_DECLS
