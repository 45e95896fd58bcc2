/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses as one text, typed and shown. */

#include "config.h"

#include "address-util.h"

#include <netinet/in.h>
#include <string.h>

/* What the To field takes. */
static void
test_address_text (void)
{
  static const struct
  {
    int         family;
    const char *text;
    const char *shown;
  } rows[] = {
    { AF_INET, "127.0.0.1:80", "127.0.0.1:80" },
    { AF_INET, "localhost:80", "localhost:80" },
    { AF_INET, ":80", "0.0.0.0:80" },
    { AF_INET, "<broadcast>:80", "255.255.255.255:80" },
    { AF_INET, "2130706433:80", "127.0.0.1:80" },
    { AF_INET6, "[::1]:80", "[::1]:80" },
    { AF_INET6, "[::ffff:127.0.0.1]:80", "[::ffff:127.0.0.1]:80" },
    { AF_INET6, "[]:80", "[::]:80" },
    { AF_INET6, "localhost:80", "localhost:80" },
    { AF_UNIX, "/run/x:80", "/run/x:80" },
    { AF_UNIX, "@name", "@name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address =
        sockeye_address_parse_text (rows[i].family, 0, rows[i].text, SOCKEYE_USE_SENDTO, &error);
      g_autofree char *shown = NULL;

      g_assert_no_error (error);
      shown = sockeye_address_to_string (address);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

static void
test_address_text_refused (void)
{
  static const struct
  {
    int           family;
    const char   *text;
    SockeyeError  code;
    const char   *message;
  } rows[] = {
    { AF_INET, "", SOCKEYE_ERROR_PORT,
      "“” has no port: type host and port, such as 127.0.0.1:12345" },
    { AF_INET, "127.0.0.1", SOCKEYE_ERROR_PORT,
      "“127.0.0.1” has no port: type host and port, such as 127.0.0.1:12345" },
    { AF_INET6, "::1", SOCKEYE_ERROR_PORT,
      "“::1” has no port: type host and port, such as [::1]:12345" },
    { AF_INET6, "::1:80", SOCKEYE_ERROR_PORT,
      "“::1:80” has no port: type host and port, such as [::1]:12345" },
    { AF_INET6, "[::1]", SOCKEYE_ERROR_PORT,
      "“[::1]” has no port: type host and port, such as [::1]:12345" },
    { AF_INET6, "[::1", SOCKEYE_ERROR_PORT,
      "“[::1” has no port: type host and port, such as [::1]:12345" },
    { AF_INET, "127.0.0.1:", SOCKEYE_ERROR_PORT, "Port is empty: type a port, from 1 to 65535" },
    { AF_INET, "127.0.0.1:http", SOCKEYE_ERROR_PORT,
      "“http” is a name: type the number of the port, from 1 to 65535" },
    { AF_INET, "[::1]:80", SOCKEYE_ERROR_HOST,
      "::1 is an IPv6 address: create an AF_INET6 socket" },
    { AF_INET6, "127.0.0.1:80", SOCKEYE_ERROR_HOST,
      "127.0.0.1 is an IPv4 address: create an AF_INET socket" },
    { AF_INET, "300.1.1.1:80", SOCKEYE_ERROR_HOST,
      "300.1.1.1 is not an IPv4 address: type four numbers from 0 to 255, such as 127.0.0.1" },
    { AF_UNIX, "", SOCKEYE_ERROR_HOST,
      "Path is empty: type the path of the socket to reach, or @ and an abstract name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address =
        sockeye_address_parse_text (rows[i].family, 0, rows[i].text, SOCKEYE_USE_SENDTO, &error);

      g_assert_null (address);
      g_assert_error (error, SOCKEYE_ERROR, (int) rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

/* A raw socket has no ports, and neither has one that pings: none need be typed. */
static void
test_address_portless (void)
{
  static const struct
  {
    int         family;
    int         protocol;
    const char *text;
    const char *shown; /* NULL: refused */
  } rows[] = {
    { AF_INET, IPPROTO_ICMP, "127.0.0.1", "127.0.0.1:0" },
    { AF_INET, IPPROTO_ICMP, "127.0.0.1:0", "127.0.0.1:0" },
    { AF_INET, 253, "127.0.0.1:7", "127.0.0.1:7" },
    { AF_INET6, IPPROTO_ICMPV6, "::1", "[::1]:0" },
    { AF_INET6, IPPROTO_ICMPV6, "[::1]:0", "[::1]:0" },
    { AF_INET, IPPROTO_UDP, "127.0.0.1", NULL },
    { AF_INET, IPPROTO_UDPLITE, "127.0.0.1:0", NULL },
    { AF_INET6, IPPROTO_TCP, "::1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address = NULL;
      g_autofree char *shown = NULL;

      address = sockeye_address_parse_text (rows[i].family, rows[i].protocol, rows[i].text,
                                            SOCKEYE_USE_SENDTO, &error);
      if (rows[i].shown == NULL)
        {
          g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PORT);
          continue;
        }
      g_assert_no_error (error);
      shown = sockeye_address_to_string (address);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* What is shown of an address can be typed in To, and is the same address. */
static void
test_address_round_trip (void)
{
  static const struct
  {
    int         family;
    const char *host;
  } rows[] = {
    { AF_INET, "127.0.0.1" },      { AF_INET, "<broadcast>" },        { AF_INET, "" },
    { AF_INET6, "::1" },           { AF_INET6, "::ffff:127.0.0.1" },  { AF_INET6, "fe80::1%lo" },
    { AF_INET6, "fe80::1%77777" }, { AF_INET, "host.example" },       { AF_UNIX, "/run/é" },
    { AF_UNIX, "@name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address =
        sockeye_address_parse (rows[i].family, 0, rows[i].host, "1234", SOCKEYE_USE_SENDTO, NULL);
      g_autoptr (SockeyeAddress) again = NULL;
      g_autofree char *shown = NULL;

      if (address == NULL) /* no interface lo */
        continue;
      shown = sockeye_address_to_string (address);
      again = sockeye_address_parse_text (rows[i].family, 0, shown, SOCKEYE_USE_SENDTO, &error);
      g_assert_no_error (error);
      g_assert_true (sockeye_address_equal (address, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/address/text", test_address_text);
  g_test_add_func ("/sockeye/address/text-refused", test_address_text_refused);
  g_test_add_func ("/sockeye/address/portless", test_address_portless);
  g_test_add_func ("/sockeye/address/round-trip", test_address_round_trip);

  return g_test_run ();
}
