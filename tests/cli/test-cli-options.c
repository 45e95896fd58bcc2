/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli options, and the writer of JSON. */

#include "config.h"

#include "cli-util.h"
#include "sockeye-cli-json.h"

#include "../engine/python-util.h"

#include <string.h>

static void
test_cli_json (void)
{
  SockeyeCliJson *json = sockeye_cli_json_new ();
  g_autofree char *text = NULL;

  sockeye_cli_json_begin_object (json, NULL);
  sockeye_cli_json_add_string (json, "a \"quoted\" name", "back\\slash, \n, \t, \x01, é, \xff");
  sockeye_cli_json_add_string (json, "none", NULL);
  sockeye_cli_json_begin_array (json, "list");
  sockeye_cli_json_add_number (json, NULL, G_MININT64);
  sockeye_cli_json_add_boolean (json, NULL, TRUE);
  sockeye_cli_json_begin_object (json, NULL);
  sockeye_cli_json_end (json);
  sockeye_cli_json_begin_array (json, NULL);
  sockeye_cli_json_end (json);
  sockeye_cli_json_end (json);
  sockeye_cli_json_add_boolean (json, "last", FALSE);
  text = sockeye_cli_json_free (json);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"a \\\"quoted\\\" name\": \"back\\\\slash, \\n, \\t, \\u0001, é, \xef\xbf\xbd\",\n"
                   "  \"none\": null,\n"
                   "  \"list\": [\n"
                   "    -9223372036854775808,\n"
                   "    true,\n"
                   "    {},\n"
                   "    []\n"
                   "  ],\n"
                   "  \"last\": false\n"
                   "}\n");
}

/* What is open is ended. */
static void
test_cli_json_open (void)
{
  SockeyeCliJson *json = sockeye_cli_json_new ();
  g_autofree char *text = NULL;

  sockeye_cli_json_begin_array (json, NULL);
  sockeye_cli_json_begin_object (json, NULL);
  text = sockeye_cli_json_free (json);
  g_assert_cmpstr (text, ==, "[\n  {}\n]\n");
}

static void
check_has (const char *output,
           const char *part)
{
  if (strstr (output, part) == NULL)
    g_error ("no “%s” in:\n%s", part, output);
}

static void
test_cli_options (void)
{
  static const char *const arguments[] = { "options", NULL };
  Run run = { 0 };

  run_cli (&run, arguments);
  g_assert_cmpint (run.status, ==, 0);
  check_has (run.output, "Defaults of a new socket: AF_INET, SOCK_STREAM\n");
  check_has (run.output, "\nSOL_SOCKET      SO_LINGER                      13 rw struct linger: on or "
                         "off, seconds\n    Default: off\n");
  check_has (run.output, "\nIPPROTO_TCP     TCP_NODELAY                     1 rw int: on or off\n"
                         "    Default: off\n    Send at once, however little: no Nagle algorithm "
                         "(tcp(7))\n");
  check_has (run.output, "\nSOL_SOCKET      SO_ERROR                        4 r  int\n    The error");
  g_free (run.output);
}

/* Where no such socket can be made, the errno is told, and no default. */
static void
test_cli_options_no_socket (void)
{
  static const char *const arguments[] = { "options", "--socket=AF_INET,SOCK_STREAM,17", NULL };
  Run run = { 0 };

  run_cli (&run, arguments);
  g_assert_cmpint (run.status, ==, 0);
  check_has (run.output, "\nEPROTONOSUPPORT: ");
  g_assert_null (strstr (run.output, "Default: "));
  g_free (run.output);
}

static void
test_cli_options_json (void)
{
  static const char *const program =
    "import json, sys\n"
    "all = json.load(sys.stdin)\n"
    "by_name = {o['name']: o for o in all['options']}\n"
    "print(all['socket'], all['error'], len(all['options']) > 250)\n"
    "cork, nodelay = by_name['UDP_CORK'], by_name['TCP_NODELAY']\n"
    "print(cork['level'], cork['level_number'], cork['number'], cork['applies'], cork['default'])\n"
    "print(nodelay['applies'], nodelay['default'], nodelay['readable'], nodelay['writable'])\n"
    "print(by_name['SO_ERROR']['default'], by_name['IP_MTU']['error'])\n"
    "print([c['name'] for c in by_name['IP_MTU_DISCOVER']['choices']][:2])\n";
  static const char *const arguments[] = {
    "options", "--format=json", "--socket=af_inet, sock_dgram, 0", NULL
  };
  g_autoptr (GString) input = NULL;
  g_auto (GStrv) lines = NULL;
  Run run = { 0 };

  run_cli (&run, arguments);
  g_assert_cmpint (run.status, ==, 0);
  input = g_string_new (run.output);
  g_free (run.output);
  if (!test_python_is_there ())
    return;
  lines = test_python_run (program, input);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "af_inet, sock_dgram, 0 None True");
  g_assert_cmpstr (lines[1], ==, "SOL_UDP 17 1 True off");
  g_assert_cmpstr (lines[2], ==, "False None True True");
  g_assert_cmpstr (lines[3], ==, "None ENOTCONN");
  g_assert_cmpstr (lines[4], ==, "['IP_PMTUDISC_DONT', 'IP_PMTUDISC_WANT']");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/cli/json/values", test_cli_json);
  g_test_add_func ("/sockeye/cli/json/open", test_cli_json_open);
  g_test_add_func ("/sockeye/cli/options/table", test_cli_options);
  g_test_add_func ("/sockeye/cli/options/no-socket", test_cli_options_no_socket);
  g_test_add_func ("/sockeye/cli/options/json", test_cli_options_json);
  return g_test_run ();
}
