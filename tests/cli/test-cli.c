/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli as its user meets it: what it prints, and its exit status. */

#include "config.h"

#include <gio/gio.h>

typedef struct
{
  int   status;
  char *output;
} Run;

/* argv[0] is left out. The program ends by itself. */
static void
run_cli (Run               *run,
         const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (char *) g_getenv ("SOCKEYE_CLI"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run->output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
}

static void
test_cli_usage (void)
{
  static const char *const wrong[][3] = {
    { NULL },
    { "listen", NULL },
    { "example", "nobody", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Run run = { 0 };

      run_cli (&run, wrong[i]);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_true (g_str_has_prefix (run.output, "Usage: sockeye-cli example"));
      g_free (run.output);
    }
}

static void
test_cli_version (void)
{
  static const char *const arguments[] = { "--version", NULL };
  Run run = { 0 };

  run_cli (&run, arguments);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.output, ==, "sockeye-cli " SOCKEYE_VERSION "\n");
  g_free (run.output);
}

static gboolean
skip_taken (Run *run)
{
  if (strstr (run->output, "EADDRINUSE") == NULL)
    return FALSE;
  g_test_skip ("port 12345 is taken by another program");
  g_free (run->output);
  return TRUE;
}

static void
test_cli_both (void)
{
  static const char *const arguments[] = { "example", NULL };
  static const char *const lines[] = {
    "s1 = socket\\(AF_INET, SOCK_STREAM, 0\\) -> ok",
    "gethostname\\(\\) -> '.+'",
    "s1\\.setsockopt\\(SOL_SOCKET, SO_REUSEADDR, 1\\) -> ok",
    "s1\\.bind\\(\\('127\\.0\\.0\\.1', 12345\\)\\) -> ok",
    "s1\\.listen\\(5\\) -> ok",
    "s2\\.connect\\(\\('127\\.0\\.0\\.1', 12345\\)\\) -> ok",
    "c3, addr = s1\\.accept\\(\\) -> ok",
    "c3\\.send\\(b'Thank you for connecting'\\) -> 24",
    "s2\\.recv\\(1024\\) -> Thank you for connecting",
    "c3\\.close\\(\\) -> ok",
    "s2\\.close\\(\\) -> ok",
  };
  Run run = { 0 };

  run_cli (&run, arguments);
  if (skip_taken (&run))
    return;
  g_assert_cmpint (run.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *pattern = g_strdup_printf ("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\d{3} [sc]?\\d? +%s$", lines[i]);

      if (!g_regex_match_simple (pattern, run.output, 0, 0))
        g_error ("no line like %s in:\n%s", pattern, run.output);
    }
  g_free (run.output);
}

static void
test_cli_client_alone (void)
{
  static const char *const arguments[] = { "example", "client", NULL };
  Run run = { 0 };

  run_cli (&run, arguments);
  if (strstr (run.output, "ECONNREFUSED") == NULL)
    {
      g_test_skip ("port 12345 is taken by another program");
      g_free (run.output);
      return;
    }
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.output, "-> ECONNREFUSED: connection refused\n"));
  g_assert_nonnull (strstr (run.output, "start Simple server first"));
  g_free (run.output);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/cli/usage", test_cli_usage);
  g_test_add_func ("/sockeye/cli/version", test_cli_version);
  g_test_add_func ("/sockeye/cli/both", test_cli_both);
  g_test_add_func ("/sockeye/cli/client-alone", test_cli_client_alone);

  return g_test_run ();
}
