/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Options as CPython has them: the constants that it lacks, and the values that
 * rows print, evaluated by CPython itself. */

#include "config.h"

#include "option-util.h"
#include "python-util.h"
#include "call/sockeye-call.h"
#include "catalog/sockeye-catalog.h"
#include "call/sockeye-python-names.h"

#include <linux/if_packet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* Names that rows print beside those of the table. */
static void
add_names (GPtrArray *names)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    {
      g_ptr_array_add (names, (gpointer) options[i]->name);
      g_ptr_array_add (names, (gpointer) options[i]->level_name);
      for (const SockeyeOptionChoice *choice = options[i]->choices;
           choice != NULL && choice->name != NULL; choice++)
        if (g_ascii_isalpha (*choice->name))
          g_ptr_array_add (names, (gpointer) choice->name);
    }
}

/* Of socket(): families, types, and the protocols of each family. */
static void
add_socket_names (GPtrArray *names)
{
  guint n_families, n_types;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n_families);
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);

  for (guint i = 0; i < n_types; i++)
    g_ptr_array_add (names, (gpointer) types[i].name);
  for (guint i = 0; i < n_families; i++)
    {
      guint n_protocols;
      const SockeyeConstant *protocols =
        sockeye_catalog_list_protocols (families[i].constant.number, &n_protocols);

      g_ptr_array_add (names, (gpointer) families[i].constant.name);
      for (guint j = 0; j < n_protocols; j++)
        /* Those in network order, as htons(ETH_P_ALL), have the name inside. */
        if (g_ascii_isupper (*protocols[j].name))
          g_ptr_array_add (names, (gpointer) protocols[j].name);
    }
}

/* The number by the table, for a name of an option; TRUE where it is one. */
static gboolean
find_number (const char *name,
             gint64     *number)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    {
      if (g_str_equal (options[i]->name, name))
        {
          *number = options[i]->number;
          return TRUE;
        }
      if (g_str_equal (options[i]->level_name, name))
        {
          *number = options[i]->level;
          return TRUE;
        }
      for (const SockeyeOptionChoice *choice = options[i]->choices;
           choice != NULL && choice->name != NULL; choice++)
        if (g_str_equal (choice->name, name))
          {
            *number = choice->number;
            return TRUE;
          }
    }
  return FALSE;
}

/* Each name that is printed is either Python's or ours, with the same number. */
static void
test_option_python_names (void)
{
  static const char *const program =
    "import socket, sys\n"
    "print('%d.%d' % sys.version_info[:2])\n"
    "for line in sys.stdin:\n"
    "    value = getattr(socket, line.strip(), None)\n"
    "    print('-' if value is None else int(value))\n";
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  const char *name;
  guint n_lacking = 0;

  if (!test_python_is_there ())
    return;
  add_names (names);
  add_socket_names (names);
  for (guint i = 0; (name = sockeye_python_get_nth_name (i)) != NULL; i++)
    g_ptr_array_add (names, (gpointer) name);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (input, "%s\n", (const char *) names->pdata[i]);
  lines = test_python_run (program, input);
  if (!g_str_equal (lines[0], "3.11"))
    {
      g_autofree char *reason = g_strdup_printf ("this is Python %s, not 3.11", lines[0]);

      g_test_skip (reason);
      return;
    }
  g_assert_cmpuint (g_strv_length (lines), ==, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    {
      gint64 number = 0;
      int defined = 0;
      gboolean is_ours = sockeye_python_find_name (names->pdata[i], &defined);
      gboolean is_option = find_number (names->pdata[i], &number);

      g_test_message ("%s: %s", (const char *) names->pdata[i], lines[i + 1]);
      if (is_ours && is_option)
        g_assert_cmpint (defined, ==, number);
      if (g_str_equal (lines[i + 1], "-"))
        {
          if (!is_ours)
            g_error ("%s has to be defined", (const char *) names->pdata[i]);
          n_lacking++;
          continue;
        }
      if (is_ours)
        g_assert_cmpint (defined, ==, g_ascii_strtoll (lines[i + 1], NULL, 10));
      if (is_option)
        g_assert_cmpint (number, ==, g_ascii_strtoll (lines[i + 1], NULL, 10));
    }
  g_assert_cmpuint (n_lacking, >, 200);
}

/* What stands in strings and bytes is no name. */
static void
test_option_python_definitions (void)
{
  static const struct
  {
    const char *code;
    const char *definitions;
  } lines[] = {
    { "s1.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)", "" },
    { "s1.setsockopt(IPPROTO_IP, IP_RECVERR, 1)", "IP_RECVERR = 11\n" },
    { "s1.setsockopt(IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO)",
      "IP_MTU_DISCOVER = 10\nIP_PMTUDISC_DO = 2\n" },
    { "s1.setsockopt(SOL_SOCKET, SO_LINGER, pack('ii', 1, 0))", "from struct import pack\n" },
    { "s1.send(b'IP_RECVERR \\' IP_RECVERR pack(')", "" },
    { "s1.send(b\"it's IP_RECVERR\")", "" },
    { "s1.bind(('pack(', IP_RECVERR, IP_RECVERR))", "IP_RECVERR = 11\n" },
    { "XIP_RECVERR + IP_RECVERRX + pack", "" },
    { "b'\\", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);

      sockeye_python_append_definitions (lines[i].code, string);
      g_assert_cmpstr (string->str, ==, lines[i].definitions);
    }
}

/* --- values ------------------------------------------------------------------------ */

static const struct
{
  int         level;
  const char *name;
  const char *text;
} values[] = {
  { SOL_SOCKET, "SO_KEEPALIVE", "on" },
  { SOL_SOCKET, "SO_RCVBUF", "65536" },
  { SOL_SOCKET, "SO_PEEK_OFF", "-1" },
  { SOL_SOCKET, "SO_MARK", "4294967295" },
  { SOL_SOCKET, "SO_LINGER", "5" },
  { SOL_SOCKET, "SO_LINGER", "off" },
  { SOL_SOCKET, "SO_RCVTIMEO", "1.5" },
  { SOL_SOCKET, "SO_MAX_PACING_RATE", "5000000000" },
  { SOL_SOCKET, "SO_MAX_PACING_RATE", "-1" },
  { SOL_SOCKET, "SO_BINDTODEVICE", "lo" },
  { SOL_SOCKET, "SO_BINDTODEVICE", "" },
  { SOL_SOCKET, "SO_BINDTOIFINDEX", "lo" },
  { SOL_SOCKET, "SO_TIMESTAMPING", "SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID" },
  { SOL_SOCKET, "SO_TIMESTAMPING", "0x40000010" },
  { SOL_SOCKET, "SO_TXTIME", "0100000002000000" },
  { IPPROTO_TCP, "TCP_CONGESTION", "cubic" },
  { IPPROTO_IP, "IP_MTU_DISCOVER", "IP_PMTUDISC_PROBE" },
  { IPPROTO_IP, "IP_UNICAST_IF", "lo" },
  { IPPROTO_IP, "IP_MULTICAST_IF", "lo" },
  { IPPROTO_IP, "IP_MULTICAST_IF", "127.0.0.1" },
  { IPPROTO_IP, "IP_ADD_MEMBERSHIP", "239.1.1.1%lo" },
  { IPPROTO_IP, "IP_ADD_MEMBERSHIP", "239.1.1.1%127.0.0.1" },
  { IPPROTO_IP, "IP_ADD_SOURCE_MEMBERSHIP", "192.0.2.1@232.1.1.1%127.0.0.1" },
  { IPPROTO_IP, "MCAST_JOIN_GROUP", "239.1.1.1%lo" },
  { IPPROTO_IP, "MCAST_JOIN_SOURCE_GROUP", "192.0.2.1@232.1.1.1%lo" },
  { IPPROTO_IPV6, "IPV6_JOIN_GROUP", "ff02::123%lo" },
  { IPPROTO_IPV6, "IPV6_MULTICAST_IF", "lo" },
  { IPPROTO_IPV6, "MCAST_JOIN_GROUP", "ff02::123%lo" },
  { IPPROTO_IPV6, "MCAST_JOIN_SOURCE_GROUP", "2001:db8::1@ff35::1%lo" },
  { SOL_PACKET, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_PROMISC%lo" },
  { SOL_PACKET, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 01:00:5e:00:00:fb%lo" },
};

/* The last argument of setsockopt(), which Python then has the very bytes of. */
static void
test_option_python_values (void)
{
  static const char *const program =
    "import sys\n"
    "from socket import *\n"
    "class Socket:\n"
    "    def setsockopt(self, level, option, value):\n"
    "        if isinstance(value, int): value = value.to_bytes(4, sys.byteorder, signed=True)\n"
    "        print(level, option, value.hex())\n"
    "s1 = Socket()\n"
    "exec(sys.stdin.read())\n";
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const SockeyeOption *option = sockeye_option_find_by_name (values[i].level, values[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = sockeye_option_parse (option, values[i].text, &error);
      g_autoptr (SockeyeCall) call = NULL;
      g_autofree char *text = NULL;
      GString *line = g_string_new (NULL);
      gsize size;
      gconstpointer data;

      g_assert_no_error (error);
      call = sockeye_call_new_setsockopt_bytes (SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED),
                                                values[i].level, option->number, bytes);
      text = sockeye_call_to_python (call, 0);
      g_test_message ("%s", text);
      sockeye_python_append_definitions (text, input);
      g_string_append_printf (input, "%s\n", text);
      data = g_bytes_get_data (bytes, &size);
      g_string_append_printf (line, "%d %d ", values[i].level, option->number);
      test_append_hex (line, data, size);
      g_ptr_array_add (expected, g_string_free (line, FALSE));
    }
  lines = test_python_run (program, input);
  g_assert_cmpuint (g_strv_length (lines), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpstr (lines[i], ==, expected->pdata[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/option/python/names", test_option_python_names);
  g_test_add_func ("/sockeye/option/python/definitions", test_option_python_definitions);
  g_test_add_func ("/sockeye/option/python/values", test_option_python_values);
  return g_test_run ();
}
