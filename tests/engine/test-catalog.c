/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "catalog/sockeye-catalog.h"

#include <netinet/in.h>
#include <string.h>

static void
check_constant (const SockeyeConstant *constant,
                int                    number,
                const char            *name,
                const char            *word)
{
  g_assert_nonnull (constant);
  g_assert_cmpint (constant->number, ==, number);
  g_assert_cmpstr (constant->name, ==, name);
  g_assert_cmpstr (constant->word, ==, word);
}

static void
test_catalog_families (void)
{
  guint n;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n);

  g_assert_cmpuint (n, >=, 3);
  check_constant (&families[0].constant, AF_INET, "AF_INET", "IPv4");
  check_constant (&families[1].constant, AF_INET6, "AF_INET6", "IPv6");
  check_constant (&families[2].constant, AF_UNIX, "AF_UNIX", "local, by path");
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (sockeye_catalog_find_family (families[i].constant.number) == &families[i]);
      g_assert_true (g_str_has_prefix (families[i].alias, "PF_"));
      g_assert_true (g_str_has_prefix (families[i].constant.name, "AF_"));
      g_assert_cmpstr (families[i].alias + 3, ==, families[i].constant.name + 3);
      g_assert_cmpstr (families[i].constant.word, !=, "");
    }
  g_assert_null (sockeye_catalog_find_family (AF_UNSPEC));
  g_assert_null (sockeye_catalog_find_family (-1));
}

static void
test_catalog_types (void)
{
  guint n;
  const SockeyeConstant *types = sockeye_catalog_list_types (&n);

  g_assert_cmpuint (n, ==, 7);
  check_constant (&types[0], SOCK_STREAM, "SOCK_STREAM", "byte stream");
  check_constant (&types[1], SOCK_DGRAM, "SOCK_DGRAM", "datagrams");
  check_constant (&types[2], SOCK_SEQPACKET, "SOCK_SEQPACKET", "messages in order");
  for (guint i = 0; i < n; i++)
    g_assert_true (sockeye_catalog_find_type (types[i].number) == &types[i]);
  g_assert_null (sockeye_catalog_find_type (SOCK_STREAM | SOCK_NONBLOCK));
}

static void
test_catalog_protocols (void)
{
  guint n, n_families;
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (AF_INET, &n);
  const SockeyeFamily *families = sockeye_catalog_list_families (&n_families);

  check_constant (&protocols[0], 0, "0", "default");
  check_constant (&protocols[1], IPPROTO_TCP, "IPPROTO_TCP", "TCP");
  check_constant (&protocols[2], IPPROTO_UDP, "IPPROTO_UDP", "UDP");
  g_assert_null (sockeye_catalog_find_protocol (AF_INET, 253));
  g_assert_null (sockeye_catalog_find_protocol (AF_UNIX, IPPROTO_TCP));
  for (guint i = 0; i < n_families; i++)
    {
      int family = families[i].constant.number;

      protocols = sockeye_catalog_list_protocols (family, &n);
      g_assert_cmpuint (n, >, 0);
      for (guint j = 0; j < n; j++)
        {
          /* One row each: a number that stood twice would never be found. */
          g_assert_true (sockeye_catalog_find_protocol (family, protocols[j].number)
                         == &protocols[j]);
          g_assert_cmpstr (protocols[j].word, !=, "");
        }
    }
}

static void
test_catalog_protocol_names (void)
{
  static const struct
  {
    int         family;
    int         protocol;
    const char *name;
  } rows[] = {
    { AF_INET, 0, "0" },
    { AF_INET, IPPROTO_MPTCP, "IPPROTO_MPTCP" },
    { AF_INET, 253, "253" },
    { AF_UNIX, IPPROTO_TCP, "6" },
    { AF_NETLINK, 0, "NETLINK_ROUTE" },
    { AF_NETLINK, 31, "31" },
    { AF_BLUETOOTH, 3, "BTPROTO_RFCOMM" },
    { AF_CAN, 1, "CAN_RAW" },
    { 77, 5, "5" },
  };
  g_autofree char *all = sockeye_catalog_dup_protocol_name (AF_PACKET, htons (0x0003));
  g_autofree char *local = sockeye_catalog_dup_protocol_name (AF_PACKET, htons (0x88b5));
  g_autofree char *wide = sockeye_catalog_dup_protocol_name (AF_PACKET, 0x10000);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = sockeye_catalog_dup_protocol_name (rows[i].family, rows[i].protocol);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
  /* The kernel takes an ethertype in network byte order: packet(7). */
  g_assert_cmpstr (all, ==, "htons(ETH_P_ALL)");
  g_assert_cmpstr (local, ==, "htons(0x88b5)");
  g_assert_cmpstr (wide, ==, "65536");
}

static void
test_catalog_describe (void)
{
  static const struct
  {
    int         family;
    int         type;
    int         protocol;
    const char *words;
    const char *kind;
  } rows[] = {
    { AF_INET, SOCK_STREAM, 0, "IPv4, byte stream: TCP", "TCP" },
    { AF_INET, SOCK_STREAM, IPPROTO_TCP, "IPv4, byte stream: TCP", "TCP" },
    { AF_INET, SOCK_STREAM, IPPROTO_UDP, "IPv4, byte stream: UDP", "AF_INET" },
    { AF_INET, SOCK_DGRAM, 0, "IPv4, datagrams: UDP", "UDP" },
    { AF_INET, SOCK_DGRAM, IPPROTO_UDP, "IPv4, datagrams: UDP", "UDP" },
    { AF_INET, SOCK_SEQPACKET, 0, "IPv4, messages in order", "AF_INET" },
    { AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP, "IPv4, messages in order: SCTP", "SCTP SEQPACKET" },
    { AF_INET6, SOCK_STREAM, 0, "IPv6, byte stream: TCP", "TCP6" },
    { AF_INET6, SOCK_DGRAM, IPPROTO_UDP, "IPv6, datagrams: UDP", "UDP6" },
    { AF_UNIX, SOCK_STREAM, 0, "local, by path, byte stream", "UNIX" },
    { AF_UNIX, SOCK_DGRAM, 0, "local, by path, datagrams", "UNIX DGRAM" },
    { AF_UNIX, SOCK_SEQPACKET, 0, "local, by path, messages in order", "UNIX SEQPACKET" },
    { AF_UNIX, SOCK_STREAM, PF_UNIX, "local, by path, byte stream", "UNIX" },
    { AF_INET, SOCK_STREAM, IPPROTO_MPTCP, "IPv4, byte stream: Multipath TCP", "MPTCP" },
    { AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6, "IPv6, datagrams: ICMPv6", "PING6" },
    { AF_INET, SOCK_RAW, IPPROTO_ICMP, "IPv4, raw packets: ICMP", "RAW ICMP" },
    { AF_INET6, SOCK_RAW, 253, "IPv6, raw packets: 253", "RAW6 253" },
    { AF_NETLINK, SOCK_RAW, 0, "to the kernel, raw packets: links, addresses, routes", "NETLINK_ROUTE" },
    { AF_PACKET, SOCK_RAW, 0x300, "frames of an interface, raw packets: every frame, in and out", "PACKET" },
    { AF_PACKET, SOCK_DGRAM, 0, "frames of an interface, datagrams", "PACKET DGRAM" },
    { AF_VSOCK, SOCK_STREAM, 0, "virtual machines, byte stream", "VSOCK" },
    { AF_BLUETOOTH, SOCK_STREAM, 3, "Bluetooth, byte stream: serial line", "RFCOMM" },
    { AF_AX25, SOCK_SEQPACKET, 0, "amateur radio, messages in order", "AX25 SEQPACKET" },
    { 77, 99, 5, "77, 99: 5", "socket" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words =
        sockeye_catalog_describe (rows[i].family, rows[i].type, rows[i].protocol);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (sockeye_catalog_get_kind (rows[i].family, rows[i].type, rows[i].protocol),
                       ==, rows[i].kind);
    }
}

/* What the window proposes must be taken by its own parser, and be reachable
 * from this machine only. */
static void
test_catalog_proposals (void)
{
  guint n;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n);
  g_autofree char *inet = sockeye_catalog_dup_proposal (AF_INET);
  g_autofree char *inet6 = sockeye_catalog_dup_proposal (AF_INET6);
  g_autofree char *path = sockeye_catalog_dup_proposal (AF_UNIX);
  g_autofree char *all = sockeye_catalog_dup_port_proposal (AF_PACKET, 0);
  g_autofree char *arp = sockeye_catalog_dup_port_proposal (AF_PACKET, g_htons (0x0806));
  g_autofree char *port = sockeye_catalog_dup_port_proposal (AF_INET, 17);

  g_assert_cmpstr (inet, ==, "127.0.0.1");
  g_assert_cmpstr (inet6, ==, "::1");
  g_assert_true (g_path_is_absolute (path));
  g_assert_true (g_str_has_prefix (path, g_get_user_runtime_dir ()));
  g_assert_true (g_str_has_suffix (path, "/sockeye.sock"));
  g_assert_cmpstr (all, ==, "ETH_P_ALL");
  g_assert_cmpstr (arp, ==, "ETH_P_ARP");
  g_assert_cmpstr (port, ==, "12345");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeAddress) address = NULL;
      g_autofree char *proposal = sockeye_catalog_dup_proposal (families[i].constant.number);

      /* Of what it has no code for, nothing is proposed. */
      if (families[i].parse == NULL)
        {
          g_assert_cmpstr (proposal, ==, "");
          continue;
        }
      address = sockeye_address_parse (families[i].constant.number, 0, proposal,
                                       families[i].port_proposal, SOCKEYE_USE_BIND, &error);
      g_assert_no_error (error);
      g_assert_nonnull (address);
      g_assert_false (sockeye_address_needs_lookup (address));
    }
}

static void
test_catalog_streams (void)
{
  g_assert_true (sockeye_catalog_is_stream (SOCK_STREAM));
  g_assert_false (sockeye_catalog_is_stream (SOCK_DGRAM));
  g_assert_false (sockeye_catalog_is_stream (SOCK_SEQPACKET));
  g_assert_true (sockeye_catalog_is_connection (SOCK_SEQPACKET));
  g_assert_false (sockeye_catalog_is_connection (SOCK_RDM));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/catalog/families", test_catalog_families);
  g_test_add_func ("/sockeye/catalog/types", test_catalog_types);
  g_test_add_func ("/sockeye/catalog/protocols", test_catalog_protocols);
  g_test_add_func ("/sockeye/catalog/protocol-names", test_catalog_protocol_names);
  g_test_add_func ("/sockeye/catalog/describe", test_catalog_describe);
  g_test_add_func ("/sockeye/catalog/proposals", test_catalog_proposals);
  g_test_add_func ("/sockeye/catalog/streams", test_catalog_streams);

  return g_test_run ();
}
