/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli as its user meets it: what it prints, and its exit status. */

#include "config.h"

#include "cli-util.h"

static void
test_cli_usage (void)
{
  static const char *const wrong[][5] = {
    { NULL },
    { "listen", NULL },
    { "example", "nobody", NULL },
    { "explain", "EPIPE", "send", "more", NULL },
    { "options", "--format=xml", NULL },
    { "options", "--socket=AF_INET", NULL },
    { "options", "--socket=AF_INET,SOCK_STREAM,0,0", NULL },
    { "options", "--socket=AF_NOWHERE,SOCK_STREAM", NULL },
    { "options", "all", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Run run = { 0 };

      run_cli (&run, wrong[i]);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_true (g_str_has_prefix (run.output, "Usage: sockeye-cli example"));
      g_assert_nonnull (strstr (run.output, "sockeye-cli explain [NAME [CALL]]"));
      g_assert_nonnull (strstr (run.output, "sockeye-cli options [--format=json]"));
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

/* Whatever this kernel has: TCP is there, and IPX has gone with Linux 4.18. */
static void
test_cli_families (void)
{
  static const char *const words[] = { "families", NULL };
  static const char *const json[] = { "families", "--format=json", NULL };
  static const char *const wrong[] = { "families", "AF_INET", NULL };
  Run run = { 0 };

  run_cli (&run, words);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (run.output, "AF_INET         2  IPv4: available\n"
                                               "    SOCK_STREAM      1  byte stream\n"
                                               "      available: 0, IPPROTO_TCP"));
  g_assert_nonnull (strstr (run.output, "\nAF_IPX          4  Novell IPX: this kernel lacks it: "
                                        "EAFNOSUPPORT\n"));
  g_clear_pointer (&run.output, g_free);

  run_cli (&run, json);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.output, "\"AF_IPX\""));
  g_assert_nonnull (strstr (run.output, "\"EAFNOSUPPORT\""));
  g_clear_pointer (&run.output, g_free);

  run_cli (&run, wrong);
  g_assert_cmpint (run.status, ==, 2);
  g_assert_nonnull (strstr (run.output, "sockeye-cli families [--format=json]"));
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

/* The same five lines, however the error is named. */
static void
test_cli_explain_call (void)
{
  static const char *const ways[][4] = {
    { "explain", "ECONNREFUSED", "connect", NULL },
    { "explain", "econnrefused", "CONNECT", NULL },
    { "explain", "111", "connect", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Run run = { 0 };

      run_cli (&run, ways[i]);
      g_assert_cmpint (run.status, ==, 0);
      g_assert_cmpstr (run.output, ==,
                       "Name: ECONNREFUSED\n"
                       "Number: 111\n"
                       "Meaning: connection refused\n"
                       "Likely cause: The machine answered that nobody listens there.\n"
                       "What to try: Check host and port, start the server, then connect again.\n");
      g_free (run.output);
    }
}

/* What is printed has all of these, separated by a bar. */
static void
check_explain (const char *name,
               const char *call,
               const char *expected)
{
  const char *const arguments[] = { "explain", name, call, NULL };
  g_auto (GStrv) parts = g_strsplit (expected, "|", -1);
  Run run = { 0 };

  run_cli (&run, arguments);
  g_assert_cmpint (run.status, ==, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (run.output, parts[i]) == NULL)
      g_error ("no “%s” in:\n%s", parts[i], run.output);
  g_free (run.output);
}

static void
test_cli_explain_all (void)
{
  check_explain ("EISCONN", NULL,
                 "EISCONN (106): already connected\n|\nconnect: |\nsend: |\nsendto: |"
                 "\nin whichever other call: ");
  check_explain ("EAI_SERVICE", NULL, "\ngetservbyname: |/etc/services|\ngetaddrinfo: ");
  check_explain ("eai_noname", "getaddrinfo", "Name: EAI_NONAME\n|Number: -2\n|spelling");
  check_explain ("-2", NULL, "EAI_NONAME (-2): ");
  check_explain ("EWOULDBLOCK", "accept", "Name: EAGAIN\n");
  /* Known to the C library, and returned by none of our calls. */
  check_explain ("EXDEV", NULL, "EXDEV (18): ");
  check_explain ("EXDEV", "bind", "Sockeye does not know why bind() would fail with it.\n");
}

static void
test_cli_explain_list (void)
{
  check_explain (NULL, NULL, "ECONNREFUSED     111  connection refused\n|\nEPIPE |\nEAI_NONAME ");
}

static void
test_cli_explain_unknown (void)
{
  static const char *const unknown[][4] = {
    { "explain", "ENONSENSE", NULL },
    { "explain", "ENONSENSE", "connect", NULL },
    { "explain", "ECONNREFUSED", "join", NULL },
    { "explain", "", NULL },
    { "explain", "0", NULL },
    { "explain", "9999", NULL },
    { "explain", "-9999", NULL },
    { "explain", "99999999999999999999", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      Run run = { 0 };

      run_cli (&run, unknown[i]);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_nonnull (strstr (run.output, "” is not a"));
      g_assert_cmpint (strchr (run.output, '\n') - run.output + 1, ==, strlen (run.output));
      g_free (run.output);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/cli/usage", test_cli_usage);
  g_test_add_func ("/sockeye/cli/families", test_cli_families);
  g_test_add_func ("/sockeye/cli/version", test_cli_version);
  g_test_add_func ("/sockeye/cli/both", test_cli_both);
  g_test_add_func ("/sockeye/cli/client-alone", test_cli_client_alone);
  g_test_add_func ("/sockeye/cli/explain/call", test_cli_explain_call);
  g_test_add_func ("/sockeye/cli/explain/all", test_cli_explain_all);
  g_test_add_func ("/sockeye/cli/explain/list", test_cli_explain_list);
  g_test_add_func ("/sockeye/cli/explain/unknown", test_cli_explain_unknown);

  return g_test_run ();
}
