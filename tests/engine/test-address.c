/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "address-util.h"
#include "catalog/sockeye-catalog.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#define UNIX_HEADER offsetof (struct sockaddr_un, sun_path)

/* Every form of the cheat sheet that needs no look-up, all with port 80. */
static void
test_address_numeric (void)
{
  static const struct
  {
    int         family;
    const char *host;
    const char *numeric;
    const char *python;
  } rows[] = {
    { AF_INET, "127.0.0.1", "127.0.0.1:80", "('127.0.0.1', 80)" },
    { AF_INET, "0.0.0.0", "0.0.0.0:80", "('0.0.0.0', 80)" },
    { AF_INET, "255.255.255.255", "255.255.255.255:80", "('255.255.255.255', 80)" },
    { AF_INET, "<broadcast>", "255.255.255.255:80", "('<broadcast>', 80)" },
    { AF_INET, "", "0.0.0.0:80", "('', 80)" },
    { AF_INET, "2130706433", "127.0.0.1:80", "('2130706433', 80)" },
    { AF_INET, "0x7f000001", "127.0.0.1:80", "('0x7f000001', 80)" },
    { AF_INET, "0X7F000001", "127.0.0.1:80", "('0X7F000001', 80)" },
    { AF_INET, "0", "0.0.0.0:80", "('0', 80)" },
    { AF_INET, "1", "0.0.0.1:80", "('1', 80)" },
    { AF_INET, "4294967295", "255.255.255.255:80", "('4294967295', 80)" },
    { AF_INET6, "", "[::]:80", "('', 80)" },
    { AF_INET6, "::", "[::]:80", "('::', 80)" },
    { AF_INET6, "::1", "[::1]:80", "('::1', 80)" },
    { AF_INET6, "2001:DB8:0:0::1", "[2001:db8::1]:80", "('2001:DB8:0:0::1', 80)" },
    { AF_INET6, "::ffff:127.0.0.1", "[::ffff:127.0.0.1]:80", "('::ffff:127.0.0.1', 80)" },
    { AF_INET6, "64:ff9b::192.0.2.33", "[64:ff9b::c000:221]:80", "('64:ff9b::192.0.2.33', 80)" },
    { AF_INET6, "fe80::1%4000000000", "[fe80::1%4000000000]:80", "('fe80::1', 80, 0, 4000000000)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SockeyeAddress) address =
        test_parse (rows[i].family, 0, rows[i].host, "80", SOCKEYE_USE_CONNECT);
      g_autofree char *numeric = sockeye_address_to_string (address);
      g_autofree char *python = test_address_to_python (address, FALSE);

      g_assert_false (sockeye_address_needs_lookup (address));
      g_assert_cmpstr (sockeye_address_get_host (address), ==, rows[i].host);
      g_assert_cmpuint (sockeye_address_get_port (address), ==, 80);
      g_assert_cmpstr (numeric, ==, rows[i].numeric);
      g_assert_cmpstr (python, ==, rows[i].python);
    }
}

static void
test_address_sockaddr (void)
{
  g_autoptr (SockeyeAddress) inet =
    test_parse (AF_INET, 0, "2130706433", "12345", SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) inet6 = test_parse (AF_INET6, 0, "::1", "12345", SOCKEYE_USE_BIND);
  socklen_t length;
  const struct sockaddr_in *in;
  const struct sockaddr_in6 *in6;

  in = (gconstpointer) sockeye_address_get_sockaddr (inet, &length);
  g_assert_cmpuint (length, ==, sizeof *in);
  g_assert_cmpint (in->sin_family, ==, AF_INET);
  g_assert_cmpuint (ntohs (in->sin_port), ==, 12345);
  g_assert_cmphex (ntohl (in->sin_addr.s_addr), ==, INADDR_LOOPBACK);

  in6 = (gconstpointer) sockeye_address_get_sockaddr (inet6, &length);
  g_assert_cmpuint (length, ==, sizeof *in6);
  g_assert_cmpint (in6->sin6_family, ==, AF_INET6);
  g_assert_cmpuint (ntohs (in6->sin6_port), ==, 12345);
  g_assert_cmpmem (&in6->sin6_addr, sizeof in6->sin6_addr, &in6addr_loopback,
                   sizeof in6addr_loopback);
  g_assert_cmpuint (in6->sin6_scope_id, ==, 0);
}

/* A scope id by name is the interface's number, and its name when shown. */
static void
test_address_scope (void)
{
  guint lo = if_nametoindex ("lo");
  g_autofree char *by_number = g_strdup_printf ("fe80::1%%%u", lo);
  g_autofree char *expected = g_strdup_printf ("('fe80::1', 80, 0, %u)", lo);
  g_autofree char *shown = NULL;
  g_autofree char *python = NULL;
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (SockeyeAddress) other = NULL;

  if (lo == 0)
    {
      g_test_skip ("there is no interface lo");
      return;
    }
  address = test_parse (AF_INET6, 0, "fe80::1%lo", "80", SOCKEYE_USE_CONNECT);
  other = test_parse (AF_INET6, 0, by_number, "80", SOCKEYE_USE_CONNECT);
  shown = sockeye_address_to_string (other);
  python = test_address_to_python (address, FALSE);

  g_assert_cmpstr (sockeye_address_get_host (address), ==, "fe80::1%lo");
  g_assert_true (sockeye_address_equal (address, other));
  g_assert_cmpstr (shown, ==, "[fe80::1%lo]:80");
  g_assert_cmpstr (python, ==, expected);
}

static void
test_address_names (void)
{
  static const char *const names[] = {
    "localhost", "example.org", "a-b_c.d", "1.example", "bücher.example", "xn--bcher-kva.example",
    "ip6-localhost", "0xyz", "12345a", "beef",
  };
  static const int families[] = { AF_INET, AF_INET6 };

  for (guint i = 0; i < G_N_ELEMENTS (names) * 2; i++)
    {
      const char *name = names[i / 2];
      int family = families[i % 2];
      g_autoptr (SockeyeAddress) address =
        test_parse (family, 0, name, "12345", SOCKEYE_USE_CONNECT);
      g_autofree char *shown = sockeye_address_to_string (address);
      g_autofree char *python = test_address_to_python (address, FALSE);
      g_autofree char *expected = g_strdup_printf ("%s:12345", name);
      g_autofree char *expected_python = g_strdup_printf ("('%s', 12345)", name);
      socklen_t length;

      g_assert_true (sockeye_address_needs_lookup (address));
      g_assert_null (sockeye_address_get_sockaddr (address, &length));
      g_assert_cmpuint (length, ==, 0);
      g_assert_cmpstr (sockeye_address_get_host (address), ==, name);
      g_assert_cmpuint (sockeye_address_get_port (address), ==, 12345);
      g_assert_cmpstr (shown, ==, expected);
      g_assert_cmpstr (python, ==, expected_python);
    }
}

/* Mistakes in Host, each with the message that says what to do. */
static void
test_address_hosts_refused (void)
{
  static const struct
  {
    int         family;
    const char *host;
    const char *message;
  } rows[] = {
    { AF_INET, "300.1.1.1",
      "300.1.1.1 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "127.1",
      "127.1 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "1.2.3.4.5",
      "1.2.3.4.5 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "0177.0.0.1",
      "0177.0.0.1 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "4294967296",
      "4294967296 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "0x1ffffffff",
      "0x1ffffffff is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "017",
      "017 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, ".",
      ". is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET6, "300.1.1.1",
      "300.1.1.1 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_INET, "::1", "::1 is an IPv6 address: create an AF_INET6 socket" },
    { AF_INET, "fe80::1%lo", "fe80::1%lo is an IPv6 address: create an AF_INET6 socket" },
    { AF_INET6, "127.0.0.1", "127.0.0.1 is an IPv4 address: create an AF_INET socket" },
    { AF_INET6, "<broadcast>", "<broadcast> is an IPv4 address: create an AF_INET socket" },
    { AF_INET6, "2130706433", "2130706433 is an IPv4 address: create an AF_INET socket" },
    { AF_INET, "127.0.0.1:80",
      "“127.0.0.1:80” is not a host: type what stands after the colon as the port" },
    { AF_INET6, "[::1]", "“[::1]”: type the address without [ and ]" },
    { AF_INET6, "1:2:3",
      "“1:2:3” is not an IPv6 address: type groups of hex digits with colons, such as ::1" },
    { AF_INET6, "fe80::1%no-such-interface",
      "“no-such-interface” is not a network interface of this machine: after % comes its name "
      "or number" },
    { AF_INET6, "fe80::1%",
      "“” is not a network interface of this machine: after % comes its name or number" },
    { AF_INET, "two words", "“two words” is not a host name: it has a space" },
    { AF_INET, " 127.0.0.1", "“ 127.0.0.1” is not a host name: it has a space" },
    { AF_INET, "a/b", "“a/b” is not a host name or address" },
    { AF_INET, "<any>", "“<any>” is not a host name or address" },
    { AF_INET, "bad\xff", "“bad\\xff” is not a host name or address" },
    { AF_INET, "a\x1b[31m", "“a\\x1b[31m” is not a host name or address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message = test_parse_fails (rows[i].family, 0, rows[i].host, "80",
                                                   SOCKEYE_USE_CONNECT, SOCKEYE_ERROR_HOST);

      g_assert_cmpstr (message, ==, rows[i].message);
    }
}

static void
test_address_name_too_long (void)
{
  g_autofree char *longest = g_strnfill (253, 'a');
  g_autofree char *too_long = g_strnfill (254, 'a');
  g_autoptr (SockeyeAddress) address = test_parse (AF_INET, 0, longest, "1", SOCKEYE_USE_CONNECT);
  g_autofree char *message = test_parse_fails (AF_INET, 0, too_long, "1", SOCKEYE_USE_CONNECT,
                                               SOCKEYE_ERROR_HOST);

  g_assert_true (sockeye_address_needs_lookup (address));
  g_assert_cmpstr (message, ==, "The host name has 254 bytes; at most 253 are possible");
}

static void
test_address_ports (void)
{
  static const struct
  {
    const char *text;
    guint       port;
  } rows[] = { { "0", 0 }, { "1", 1 }, { "80", 80 }, { "0080", 80 }, { "65535", 65535 } };
  static const SockeyeUse uses[] = { SOCKEYE_USE_BIND, SOCKEYE_USE_CONNECT, SOCKEYE_USE_SENDTO };

  for (guint i = 0; i < G_N_ELEMENTS (rows) * G_N_ELEMENTS (uses); i++)
    {
      guint row = i / G_N_ELEMENTS (uses);
      SockeyeUse use = uses[i % G_N_ELEMENTS (uses)];
      g_autoptr (SockeyeAddress) address = NULL;

      if (rows[row].port == 0 && use != SOCKEYE_USE_BIND)
        continue;
      address = test_parse (AF_INET, 0, "127.0.0.1", rows[row].text, use);
      g_assert_cmpuint (sockeye_address_get_port (address), ==, rows[row].port);
    }
}

static void
test_address_ports_refused (void)
{
  static const struct
  {
    SockeyeUse  use;
    const char *port;
    const char *message;
  } rows[] = {
    { SOCKEYE_USE_BIND, "", "Port is empty: type a port; 0 lets the kernel choose" },
    { SOCKEYE_USE_BIND, NULL, "Port is empty: type a port; 0 lets the kernel choose" },
    { SOCKEYE_USE_CONNECT, "", "Port is empty: type a port, from 1 to 65535" },
    { SOCKEYE_USE_SENDTO, "", "Port is empty: type a port, from 1 to 65535" },
    { SOCKEYE_USE_CONNECT, "0",
      "Port 0 cannot be reached: it only lets the kernel choose a port at bind(). Type a port "
      "from 1 to 65535" },
    { SOCKEYE_USE_SENDTO, "000",
      "Port 0 cannot be reached: it only lets the kernel choose a port at bind(). Type a port "
      "from 1 to 65535" },
    { SOCKEYE_USE_BIND, "65536", "Port 65536 is too large: the highest is 65535" },
    { SOCKEYE_USE_BIND, "99999999999999999999999",
      "Port 99999999999999999999999 is too large: the highest is 65535" },
    { SOCKEYE_USE_BIND, "-1", "Port -1 is negative: ports go from 0 to 65535" },
    { SOCKEYE_USE_BIND, "http", "“http” is a name: type the number of the port, from 1 to 65535" },
    { SOCKEYE_USE_BIND, " ", "“ ” is not a port: it has a space" },
    { SOCKEYE_USE_BIND, " 80", "“ 80” is not a port: it has a space" },
    { SOCKEYE_USE_BIND, "80\n", "“80\\n” is not a port: it has a space" },
    { SOCKEYE_USE_BIND, "+80", "“+80” is not a port: type a number from 0 to 65535" },
    { SOCKEYE_USE_BIND, "0x50", "“0x50” is not a port: type a number from 0 to 65535" },
    { SOCKEYE_USE_BIND, "8.0", "“8.0” is not a port: type a number from 0 to 65535" },
    { SOCKEYE_USE_BIND, "-", "“-” is not a port: type a number from 0 to 65535" },
    { SOCKEYE_USE_BIND, "٣", "“٣” is not a port: type a number from 0 to 65535" },
  };
  static const char *const hosts[] = { "127.0.0.1", "", "localhost", "::1" };

  for (guint i = 0; i < G_N_ELEMENTS (rows) * G_N_ELEMENTS (hosts); i++)
    {
      const char *host = hosts[i % G_N_ELEMENTS (hosts)];
      guint row = i / G_N_ELEMENTS (hosts);
      g_autofree char *message =
        test_parse_fails (strchr (host, ':') != NULL ? AF_INET6 : AF_INET, 0, host, rows[row].port,
                          rows[row].use, SOCKEYE_ERROR_PORT);

      g_assert_cmpstr (message, ==, rows[row].message);
    }
}

/* A family without code of its own takes the bytes of sa_data as they are. */
static void
test_address_unknown_family (void)
{
  g_autofree char *bad = test_parse_fails (77, 0, "x", "1", SOCKEYE_USE_BIND, SOCKEYE_ERROR_HOST);
  g_autofree char *odd =
    test_parse_fails (77, 0, "01 2", "1", SOCKEYE_USE_BIND, SOCKEYE_ERROR_HOST);
  g_autofree char *family =
    test_parse_fails (65536, 0, "01", "", SOCKEYE_USE_BIND, SOCKEYE_ERROR_HOST);
  g_autofree char *negative =
    test_parse_fails (-1, 0, "01", "", SOCKEYE_USE_BIND, SOCKEYE_ERROR_HOST);
  g_autofree char *longest = g_strnfill (126 * 2, 'a');
  g_autofree char *too_long = g_strnfill (127 * 2, 'a');
  g_autofree char *long_message = test_parse_fails (77, 0, too_long, "", SOCKEYE_USE_BIND,
                                                    SOCKEYE_ERROR_HOST);
  g_autoptr (SockeyeAddress) address = test_parse (77, 0, "01 7fAb", NULL, SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) full = test_parse (77, 0, longest, NULL, SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) empty = test_parse (77, 0, "", NULL, SOCKEYE_USE_CONNECT);
  g_autofree char *shown = sockeye_address_to_string (address);
  g_autofree char *empty_shown = sockeye_address_to_string (empty);
  g_autofree char *python = test_address_to_python (address, FALSE);
  g_autofree char *result = test_address_to_python (address, TRUE);
  g_autoptr (SockeyeAddress) again = NULL;
  g_autoptr (GError) error = NULL;
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);

  g_assert_cmpstr (bad, ==, "“x” is not an address: type the bytes after the family in hex, two "
                            "digits each, such as 01 7f");
  g_assert_nonnull (strstr (odd, "01 2"));
  g_assert_cmpstr (family, ==, "No address can be of family 65536: the kernel has 16 bits for it");
  g_assert_nonnull (strstr (negative, "-1"));
  g_assert_cmpstr (long_message, ==, "The address has more than 126 bytes: the kernel takes no "
                                     "more after the family");
  g_assert_cmpint (sockaddr->sa_family, ==, 77);
  g_assert_cmpmem (sockaddr->sa_data, length - 2, "\x01\x7f\xab", 3);
  sockeye_address_get_sockaddr (full, &length);
  g_assert_cmpuint (length, ==, sizeof (struct sockaddr_storage));
  sockeye_address_get_sockaddr (empty, &length);
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmpstr (shown, ==, "017fab");
  g_assert_cmpstr (empty_shown, ==, "no bytes");
  g_assert_cmpstr (python, ==, "(77, b'\\x01\\x7f\\xab')");
  g_assert_cmpstr (result, ==, "(77, b'\\x01\\x7f\\xab\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
                               "\\x00\\x00\\x00')");
  again = sockeye_address_parse_text (77, 0, shown, SOCKEYE_USE_SENDTO, &error);
  g_assert_no_error (error);
  g_assert_true (sockeye_address_equal (address, again));
}

/* The flow label goes into the sockaddr, and comes back as it was typed. */
static void
test_address_flow (void)
{
  g_autoptr (SockeyeAddress) address =
    test_parse (AF_INET6, 0, "::1;flow=0x12345", "80", SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) zero =
    test_parse (AF_INET6, 0, "::1;flow=0", "80", SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) scoped =
    test_parse (AF_INET6, 0, "fe80::1%7;flow=1", "80", SOCKEYE_USE_CONNECT);
  g_autoptr (SockeyeAddress) any = test_parse (AF_INET6, 0, ";flow=1", "80", SOCKEYE_USE_BIND);
  g_autofree char *shown = sockeye_address_to_string (address);
  g_autofree char *zero_shown = sockeye_address_to_string (zero);
  g_autofree char *python = test_address_to_python (address, FALSE);
  g_autofree char *scoped_python = test_address_to_python (scoped, FALSE);
  g_autofree char *any_python = test_address_to_python (any, FALSE);
  g_autofree char *large =
    test_parse_fails (AF_INET6, 0, "::1;flow=0x100000", "80", SOCKEYE_USE_CONNECT,
                      SOCKEYE_ERROR_HOST);
  g_autofree char *none = test_parse_fails (AF_INET6, 0, "::1;flow=", "80", SOCKEYE_USE_CONNECT,
                                            SOCKEYE_ERROR_HOST);
  g_autofree char *prefix = test_parse_fails (AF_INET6, 0, "::1/64", "80", SOCKEYE_USE_CONNECT,
                                              SOCKEYE_ERROR_HOST);
  g_autoptr (SockeyeAddress) again = NULL;
  g_autoptr (GError) error = NULL;
  const struct sockaddr_in6 *in6 = (gconstpointer) sockeye_address_get_sockaddr (address, NULL);

  g_assert_cmphex (ntohl (in6->sin6_flowinfo), ==, 0x12345);
  g_assert_cmpstr (shown, ==, "[::1;flow=0x12345]:80");
  g_assert_cmpstr (zero_shown, ==, "[::1]:80");
  g_assert_cmpstr (python, ==, "('::1', 80, 74565, 0)");
  g_assert_cmpstr (scoped_python, ==, "('fe80::1', 80, 1, 7)");
  g_assert_cmpstr (any_python, ==, "('', 80, 1, 0)");
  g_assert_cmpstr (large, ==, "“0x100000” is not a flow label: type a number of 20 bits, from 0 to "
                              "0xfffff");
  g_assert_cmpstr (none, ==, "“” is not a flow label: type a number of 20 bits, from 0 to 0xfffff");
  g_assert_nonnull (strstr (prefix, "is not an IPv6 address"));
  again = sockeye_address_parse_text (AF_INET6, 0, shown, SOCKEYE_USE_SENDTO, &error);
  g_assert_no_error (error);
  g_assert_true (sockeye_address_equal (address, again));
}

static void
check_kernel (gconstpointer  sockaddr,
              socklen_t      length,
              const char    *shown,
              const char    *python)
{
  g_autoptr (SockeyeAddress) address = sockeye_address_new (sockaddr, length, NULL);
  g_autofree char *to_string = sockeye_address_to_string (address);
  g_autofree char *as_python = test_address_to_python (address, TRUE);

  g_assert_null (sockeye_address_get_host (address));
  g_assert_cmpstr (to_string, ==, shown);
  g_assert_cmpstr (as_python, ==, python);
}

static void
test_address_from_kernel (void)
{
  struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons (80) };
  struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons (80) };
  struct sockaddr_un un = { .sun_family = AF_UNIX, .sun_path = "/run/x" };
  struct sockaddr unknown = { .sa_family = 77, .sa_data = "abc" };

  in.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  in6.sin6_addr = in6addr_loopback;
  check_kernel (&in, sizeof in, "127.0.0.1:80", "('127.0.0.1', 80)");
  check_kernel (&in6, sizeof in6, "[::1]:80", "('::1', 80, 0, 0)");
  in6.sin6_flowinfo = htonl (7);
  check_kernel (&in6, sizeof in6, "[::1;flow=0x00007]:80", "('::1', 80, 7, 0)");
  check_kernel (&un, UNIX_HEADER + 7, "/run/x", "'/run/x'");
  check_kernel (&un, sizeof un, "/run/x", "'/run/x'");
  check_kernel (&un, UNIX_HEADER, "unnamed", "''");
  check_kernel (NULL, 0, "unnamed", "None");
  check_kernel (&unknown, sizeof unknown, "6162630000000000000000000000",
                "(77, b'abc\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00')");
  memcpy (un.sun_path, "\0\0\xff'", 4);
  check_kernel (&un, UNIX_HEADER + 4, "@\\x00\\xff'", "b\"\\x00\\x00\\xff'\"");
}

/* A path may fill sun_path without a NUL: unix(7), "Pathname sockets". The
 * kernel then says a length of one more than sockaddr_un has. */
static void
test_address_from_kernel_unterminated (void)
{
  struct sockaddr_storage storage = { .ss_family = AF_UNIX };
  g_autofree char *path = g_strnfill (108, 'x');
  g_autofree char *python = g_strdup_printf ("'%s'", path);

  memcpy ((char *) &storage + UNIX_HEADER, path, 108);
  check_kernel (&storage, UNIX_HEADER + 109, path, python);
  check_kernel (&storage, UNIX_HEADER + 108, path, python);
}

static void
test_address_equal (void)
{
  g_autoptr (SockeyeAddress) dotted = test_parse (AF_INET, 0, "127.0.0.1", "80", SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) integer =
    test_parse (AF_INET, 0, "2130706433", "80", SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) other = test_parse (AF_INET, 0, "127.0.0.1", "81", SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) name = sockeye_address_new_name (AF_INET, "localhost", 80);
  g_autoptr (SockeyeAddress) name6 = sockeye_address_new_name (AF_INET6, "localhost", 80);
  g_autoptr (SockeyeAddress) again = sockeye_address_new_name (AF_INET, "localhost", 80);

  g_assert_true (sockeye_address_equal (dotted, integer));
  g_assert_false (sockeye_address_equal (dotted, other));
  g_assert_true (sockeye_address_equal (name, again));
  g_assert_false (sockeye_address_equal (name, name6));
  g_assert_false (sockeye_address_equal (name, dotted));
  g_assert_false (sockeye_address_equal (dotted, name));
}

/* What Host takes, of an address that the kernel or a look-up gave. */
static void
test_address_numeric_host (void)
{
  static const struct
  {
    int         family;
    const char *host;
    const char *numeric;
  } cases[] = {
    { AF_INET, "127.0.0.1", "127.0.0.1" },
    { AF_INET, "0x7f000001", "127.0.0.1" },
    { AF_INET6, "0:0::1", "::1" },
    { AF_INET6, "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
    { AF_UNIX, "/tmp/a", "/tmp/a" },
    { AF_UNIX, "@name", "@name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SockeyeAddress) address =
          sockeye_address_parse (cases[i].family, 0, cases[i].host, "80", SOCKEYE_USE_CONNECT,
                                 NULL);
      g_autofree char *numeric = sockeye_address_dup_numeric_host (address);

      g_assert_cmpstr (numeric, ==, cases[i].numeric);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/address/numeric", test_address_numeric);
  g_test_add_func ("/sockeye/address/sockaddr", test_address_sockaddr);
  g_test_add_func ("/sockeye/address/scope", test_address_scope);
  g_test_add_func ("/sockeye/address/names", test_address_names);
  g_test_add_func ("/sockeye/address/hosts-refused", test_address_hosts_refused);
  g_test_add_func ("/sockeye/address/name-too-long", test_address_name_too_long);
  g_test_add_func ("/sockeye/address/ports", test_address_ports);
  g_test_add_func ("/sockeye/address/ports-refused", test_address_ports_refused);
  g_test_add_func ("/sockeye/address/flow", test_address_flow);
  g_test_add_func ("/sockeye/address/unknown-family", test_address_unknown_family);
  g_test_add_func ("/sockeye/address/from-kernel", test_address_from_kernel);
  g_test_add_func ("/sockeye/address/from-kernel-unterminated",
                   test_address_from_kernel_unterminated);
  g_test_add_func ("/sockeye/address/equal", test_address_equal);
  g_test_add_func ("/sockeye/address/numeric-host", test_address_numeric_host);

  return g_test_run ();
}
