/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of the families that this kernel need not have: the bytes of each
 * sockaddr against the structure of the kernel's header, what is shown, that
 * what is shown can be typed again, and what is refused. */

#include "config.h"

#include "address-util.h"

#include <arpa/inet.h>
#include <linux/can.h>
#include <linux/can/j1939.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <linux/x25.h>
#include <net/if.h>
#include <stddef.h>
#include <string.h>

/* The bytes, the text, the Python of an argument and of a result, and that the
 * text is the same address again. */
static void
check (int           family,
       int           protocol,
       const char   *host,
       const char   *port,
       gconstpointer expected,
       gsize         size,
       const char   *text,
       const char   *python,
       const char   *result)
{
  g_autoptr (SockeyeAddress) address =
    test_parse (family, protocol, host, port, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) kernel = NULL;
  g_autoptr (SockeyeAddress) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = sockeye_address_to_string (address);
  g_autofree char *as_argument = test_address_to_python (address, FALSE);
  g_autofree char *as_result = test_address_to_python (address, TRUE);
  g_autofree char *kernel_result = NULL;
  socklen_t length;
  gconstpointer sockaddr = sockeye_address_get_sockaddr (address, &length);

  g_assert_cmpmem (sockaddr, length, expected, size);
  g_assert_cmpstr (shown, ==, text);
  g_assert_cmpstr (as_argument, ==, python);
  g_assert_cmpstr (as_result, ==, result);
  g_assert_cmpuint (sockeye_address_get_port (address), ==, 0);

  kernel = sockeye_address_new (expected, (socklen_t) size, NULL);
  kernel_result = test_address_to_python (kernel, TRUE);
  g_assert_cmpstr (kernel_result, ==, result);
  again = sockeye_address_parse_text (family, protocol, shown, SOCKEYE_USE_BIND, &error);
  g_assert_no_error (error);
  g_assert_true (sockeye_address_equal (address, again));
}

static void
test_netlink (void)
{
  struct sockaddr_nl nl = { .nl_family = AF_NETLINK };

  check (AF_NETLINK, NETLINK_ROUTE, "", "", &nl, sizeof nl, "0:0", "(0, 0)", "(0, 0)");
  nl.nl_pid = 4294967295;
  nl.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR;
  check (AF_NETLINK, NETLINK_ROUTE, "0xffffffff", "RTMGRP_LINK | ipv4_ifaddr", &nl, sizeof nl,
         "4294967295:0x11", "(4294967295, 17)", "(4294967295, 17)");
  nl.nl_pid = 7;
  nl.nl_groups = RTMGRP_IPV6_PREFIX | RTMGRP_NEIGH | 0x80000000;
  check (AF_NETLINK, NETLINK_ROUTE, "7", "RTNLGRP_IPV6_PREFIX|neigh|RTNLGRP_NEXTHOP", &nl,
         sizeof nl, "7:0x80020004", "(7, 2147614724)", "(7, 2147614724)");
  nl.nl_groups = 1 << (NFNLGRP_CONNTRACK_DESTROY - 1) | 16;
  check (AF_NETLINK, NETLINK_NETFILTER, "7", "NFNLGRP_CONNTRACK_DESTROY|16", &nl, sizeof nl,
         "7:0x14", "(7, 20)", "(7, 20)");
  nl.nl_groups = 2;
  check (AF_NETLINK, NETLINK_KOBJECT_UEVENT, "7", "udev", &nl, sizeof nl, "7:0x2", "(7, 2)",
         "(7, 2)");
}

/* The masks of old and the numbers of groups are the same names. */
static void
test_netlink_masks (void)
{
  static const struct
  {
    const char *name;
    guint32     mask;
  } masks[] = {
    { "RTMGRP_LINK", RTMGRP_LINK }, { "RTMGRP_NOTIFY", RTMGRP_NOTIFY },
    { "RTMGRP_NEIGH", RTMGRP_NEIGH }, { "RTMGRP_TC", RTMGRP_TC },
    { "RTMGRP_IPV4_IFADDR", RTMGRP_IPV4_IFADDR }, { "RTMGRP_IPV4_MROUTE", RTMGRP_IPV4_MROUTE },
    { "RTMGRP_IPV4_ROUTE", RTMGRP_IPV4_ROUTE }, { "RTMGRP_IPV4_RULE", RTMGRP_IPV4_RULE },
    { "RTMGRP_IPV6_IFADDR", RTMGRP_IPV6_IFADDR }, { "RTMGRP_IPV6_MROUTE", RTMGRP_IPV6_MROUTE },
    { "RTMGRP_IPV6_ROUTE", RTMGRP_IPV6_ROUTE }, { "RTMGRP_IPV6_IFINFO", RTMGRP_IPV6_IFINFO },
    { "RTMGRP_DECnet_IFADDR", RTMGRP_DECnet_IFADDR },
    { "RTMGRP_DECnet_ROUTE", RTMGRP_DECnet_ROUTE }, { "RTMGRP_IPV6_PREFIX", RTMGRP_IPV6_PREFIX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (SockeyeAddress) address =
        test_parse (AF_NETLINK, NETLINK_ROUTE, "0", masks[i].name, SOCKEYE_USE_BIND);
      const struct sockaddr_nl *nl = (gconstpointer) sockeye_address_get_sockaddr (address, NULL);

      g_assert_cmphex (nl->nl_groups, ==, masks[i].mask);
    }
}

static void
test_packet (void)
{
  struct sockaddr_ll ll = { .sll_family = AF_PACKET };
  guint lo = if_nametoindex ("lo");
  g_autofree char *number = g_strdup_printf ("%u", lo);
  g_autofree char *with_hardware = g_strdup_printf ("%u/52:54:00:12:34:56", lo);

  check (AF_PACKET, 0, "", "", &ll, sizeof ll, "*", "('', 0)", "('', 0, 0, 0, b'')");
  ll.sll_protocol = htons (ETH_P_ALL);
  check (AF_PACKET, 0, "*", "all", &ll, sizeof ll, "*:ETH_P_ALL", "('', 3)",
         "('', 3, 0, 0, b'')");
  ll.sll_protocol = htons (0x1234);
  check (AF_PACKET, 0, "", "4660", &ll, sizeof ll, "*:0x1234", "('', 4660)",
         "('', 4660, 0, 0, b'')");
  if (lo == 0)
    {
      g_test_skip ("there is no interface lo");
      return;
    }
  ll.sll_ifindex = (int) lo;
  ll.sll_protocol = htons (ETH_P_IP);
  check (AF_PACKET, 0, "lo", "ETH_P_IP", &ll, sizeof ll, "lo:ETH_P_IP", "('lo', 2048)",
         "('lo', 2048, 0, 0, b'')");
  check (AF_PACKET, 0, number, "0x0800", &ll, sizeof ll, "lo:ETH_P_IP", "('lo', 2048)",
         "('lo', 2048, 0, 0, b'')");
  ll.sll_halen = 6;
  memcpy (ll.sll_addr, "\x52\x54\x00\x12\x34\x56", 6);
  check (AF_PACKET, 0, with_hardware, "eth_p_ip", &ll, sizeof ll,
         "lo:ETH_P_IP/52:54:00:12:34:56", "('lo', 2048, 0, 0, b'RT\\x00\\x124V')",
         "('lo', 2048, 0, 0, b'RT\\x00\\x124V')");
  ll.sll_protocol = 0;
  check (AF_PACKET, 0, with_hardware, "", &ll, sizeof ll, "lo/52:54:00:12:34:56",
         "('lo', 0, 0, 0, b'RT\\x00\\x124V')", "('lo', 0, 0, 0, b'RT\\x00\\x124V')");
}

/* Infiniband has more than sll_addr: the sockaddr is as long as it needs. */
static void
test_packet_long (void)
{
  struct sockaddr_storage storage = { 0 };
  struct sockaddr_ll *ll = (struct sockaddr_ll *) &storage;
  const char text[] =
    "/00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14:15:16:17:18:19:1a:1b:1c:1d:1e:1f";
  g_autofree char *shown = g_strconcat ("*:ETH_P_ARP", text, NULL);
  g_autofree char *too_long = g_strconcat (text, ":20", NULL);
  g_autofree char *message = NULL;
  gsize header = offsetof (struct sockaddr_ll, sll_addr);

  ll->sll_family = AF_PACKET;
  ll->sll_protocol = htons (ETH_P_ARP);
  ll->sll_halen = 32;
  for (guint i = 0; i < 32; i++)
    ((guint8 *) &storage)[header + i] = (guint8) i;
  check (AF_PACKET, 0, text, "ARP", &storage, header + 32, shown,
         "('', 2054, 0, 0, b'\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\t\\n\\x0b\\x0c\\r\\x0e"
         "\\x0f\\x10\\x11\\x12\\x13\\x14\\x15\\x16\\x17\\x18\\x19\\x1a\\x1b\\x1c\\x1d\\x1e\\x1f')",
         "('', 2054, 0, 0, b'\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\t\\n\\x0b\\x0c\\r\\x0e"
         "\\x0f\\x10\\x11\\x12\\x13\\x14\\x15\\x16\\x17\\x18\\x19\\x1a\\x1b\\x1c\\x1d\\x1e\\x1f')");
  message = test_parse_fails (AF_PACKET, 0, too_long, "ARP", SOCKEYE_USE_BIND, SOCKEYE_ERROR_HOST);
  g_assert_nonnull (strstr (message, "is not a hardware address"));
}

/* Each name of the kernel's header, by its macro. */
static void
test_packet_names (void)
{
  static const struct
  {
    const char *name;
    guint16     number;
  } names[] = {
    { "ETH_P_LOOP", ETH_P_LOOP }, { "ETH_P_IP", ETH_P_IP }, { "ETH_P_ARP", ETH_P_ARP },
    { "ETH_P_RARP", ETH_P_RARP }, { "ETH_P_8021Q", ETH_P_8021Q }, { "ETH_P_IPV6", ETH_P_IPV6 },
    { "ETH_P_PPP_SES", ETH_P_PPP_SES }, { "ETH_P_8021AD", ETH_P_8021AD },
    { "ETH_P_LLDP", ETH_P_LLDP }, { "ETH_P_802_3", ETH_P_802_3 }, { "ETH_P_ALL", ETH_P_ALL },
    { "ETH_P_802_2", ETH_P_802_2 }, { "ETH_P_CAN", ETH_P_CAN }, { "ETH_P_MCTP", ETH_P_MCTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SockeyeAddress) address =
        test_parse (AF_PACKET, 0, "", names[i].name, SOCKEYE_USE_BIND);
      g_autofree char *expected = g_strconcat ("*:", names[i].name, NULL);
      g_autofree char *shown = sockeye_address_to_string (address);
      const struct sockaddr_ll *ll = (gconstpointer) sockeye_address_get_sockaddr (address, NULL);

      g_assert_cmphex (ntohs (ll->sll_protocol), ==, names[i].number);
      g_assert_cmpstr (shown, ==, expected);
    }
}

static void
test_vsock (void)
{
  struct sockaddr_vm vm = { .svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY };

  vm.svm_port = VMADDR_PORT_ANY;
  check (AF_VSOCK, 0, "", "any", &vm, sizeof vm, "any:any", "(4294967295, 4294967295)",
         "(4294967295, 4294967295)");
  check (AF_VSOCK, 0, "VMADDR_CID_ANY", "VMADDR_PORT_ANY", &vm, sizeof vm, "any:any",
         "(4294967295, 4294967295)", "(4294967295, 4294967295)");
  vm.svm_port = 1024;
  vm.svm_cid = VMADDR_CID_HYPERVISOR;
  check (AF_VSOCK, 0, "0", "1024", &vm, sizeof vm, "hypervisor:1024", "(0, 1024)", "(0, 1024)");
  vm.svm_cid = VMADDR_CID_LOCAL;
  check (AF_VSOCK, 0, "Local", "0x400", &vm, sizeof vm, "local:1024", "(1, 1024)", "(1, 1024)");
  vm.svm_cid = VMADDR_CID_HOST;
  check (AF_VSOCK, 0, "host", "1024", &vm, sizeof vm, "host:1024", "(2, 1024)", "(2, 1024)");
  vm.svm_cid = 3;
  vm.svm_port = 0;
  check (AF_VSOCK, 0, "3", "0", &vm, sizeof vm, "3:0", "(3, 0)", "(3, 0)");
}

static void
test_x25 (void)
{
  struct sockaddr_x25 x25 = { .sx25_family = AF_X25 };

  memcpy (x25.sx25_addr.x25_addr, "123456", 6);
  check (AF_X25, 0, "123456", "", &x25, sizeof x25, "123456",
         "(9, b'123456\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00')",
         "(9, b'123456\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00')");
  memcpy (x25.sx25_addr.x25_addr, "012345678901234", 15);
  check (AF_X25, 0, "012345678901234", NULL, &x25, sizeof x25, "012345678901234",
         "(9, b'012345678901234\\x00')", "(9, b'01234567890123')");
  memset (x25.sx25_addr.x25_addr, ' ', 15);
  check (AF_X25, 0, "", NULL, &x25, sizeof x25, "*", "(9, b'               \\x00')",
         "(9, b'              ')");
}

#define SIZE_TO(member) \
  (offsetof (struct sockaddr_can, member) + sizeof (((struct sockaddr_can *) NULL)->member))

static void
test_can (void)
{
  struct sockaddr_can can;

  memset (&can, 0, sizeof can);
  can.can_family = AF_CAN;
  check (AF_CAN, CAN_RAW, "", "", &can, SIZE_TO (can_ifindex), "*", "('',)", "('',)");
  check (AF_CAN, CAN_BCM, "*", "", &can, SIZE_TO (can_ifindex), "*", "('',)", "('',)");
  can.can_ifindex = (int) if_nametoindex ("lo");
  if (can.can_ifindex != 0)
    check (AF_CAN, CAN_RAW, "lo", "", &can, SIZE_TO (can_ifindex), "lo", "('lo',)", "('lo',)");

  can.can_ifindex = 0;
  can.can_addr.tp.rx_id = 0x123;
  can.can_addr.tp.tx_id = 0x18da00f1 | CAN_EFF_FLAG;
  check (AF_CAN, CAN_ISOTP, "", "0x123, 0x18da00f1", &can, SIZE_TO (can_addr.tp),
         "*:0x123,0x98da00f1", "('', 291, 2564423921)", "('', 291, 2564423921)");

  can.can_addr.j1939.name = G_MAXUINT64;
  can.can_addr.j1939.pgn = J1939_PGN_ADDRESS_CLAIMED;
  can.can_addr.j1939.addr = 0x20;
  check (AF_CAN, CAN_J1939, "", "0xffffffffffffffff,0xee00,0x20", &can, SIZE_TO (can_addr.j1939),
         "*:0xffffffffffffffff,0xee00,0x20", "('', 18446744073709551615, 60928, 32)",
         "('', 18446744073709551615, 60928, 32)");
  can.can_addr.j1939.name = J1939_NO_NAME;
  can.can_addr.j1939.pgn = J1939_NO_PGN;
  check (AF_CAN, CAN_J1939, "", ",,32", &can, SIZE_TO (can_addr.j1939), "*:0x0,0x40000,0x20",
         "('', 0, 262144, 32)", "('', 0, 262144, 32)");
  can.can_addr.j1939.addr = J1939_NO_ADDR;
  check (AF_CAN, CAN_J1939, "", "", &can, SIZE_TO (can_addr.j1939), "*:0x0,0x40000,0xff",
         "('', 0, 262144, 255)", "('', 0, 262144, 255)");
}

static void
test_tipc (void)
{
  struct sockaddr_tipc tipc;

  memset (&tipc, 0, sizeof tipc);
  tipc.family = AF_TIPC;
  tipc.addrtype = TIPC_SERVICE_ADDR;
  tipc.scope = TIPC_CLUSTER_SCOPE;
  tipc.addr.name.name.type = 1000;
  tipc.addr.name.name.instance = 5;
  check (AF_TIPC, 0, "service:1000:5", "", &tipc, sizeof tipc, "service:1000:5",
         "(2, 1000, 5, 5)", "(2, 1000, 5, 5, 2)");
  tipc.scope = TIPC_NODE_SCOPE;
  check (AF_TIPC, 0, "Service:1000:0x5@node", "", &tipc, sizeof tipc, "service:1000:5@node",
         "(2, 1000, 5, 5, 3)", "(2, 1000, 5, 5, 3)");

  tipc.addrtype = TIPC_SERVICE_RANGE;
  tipc.scope = TIPC_CLUSTER_SCOPE;
  tipc.addr.nameseq.type = 1000;
  tipc.addr.nameseq.lower = 5;
  tipc.addr.nameseq.upper = 4294967295;
  check (AF_TIPC, 0, "range:1000:5:0xffffffff", "", &tipc, sizeof tipc,
         "range:1000:5:4294967295", "(1, 1000, 5, 4294967295)", "(1, 1000, 5, 4294967295, 2)");

  memset (&tipc.addr, 0, sizeof tipc.addr);
  tipc.addrtype = TIPC_SOCKET_ADDR;
  tipc.addr.id.node = 0x1001001;
  tipc.addr.id.ref = 77;
  check (AF_TIPC, 0, "socket:0x1001001:77", "", &tipc, sizeof tipc, "socket:16781313:77",
         "(3, 16781313, 77, 0)", "(3, 16781313, 77, 0, 2)");
}

static const struct
{
  int          family;
  int          protocol;
  const char  *host;
  const char  *port;
  SockeyeUse   use;
  SockeyeError code;
  const char  *message;
} rows[] = {
#define B SOCKEYE_USE_BIND
#define S SOCKEYE_USE_SENDTO
#define H SOCKEYE_ERROR_HOST
#define P SOCKEYE_ERROR_PORT
  { AF_NETLINK, 0, "x", "", B, H, "“x” is not a port id: type a number of 32 bits; 0 lets the "
                                  "kernel choose" },
  { AF_NETLINK, 0, "-1", "", S, H, "0 is the kernel" },
  { AF_NETLINK, 0, "4294967296", "", B, H, "is not a port id" },
  { AF_NETLINK, 0, "0x", "", B, H, "is not a port id" },
  { AF_NETLINK, 0, "0x0x1", "", B, H, "is not a port id" },
  { AF_NETLINK, NETLINK_ROUTE, "0", "RTMGRP_NONE", B, P, "“RTMGRP_NONE” is not a group" },
  { AF_NETLINK, NETLINK_ROUTE, "0", "LINK|", B, P, "“” is not a group" },
  { AF_NETLINK, NETLINK_ROUTE, "0", "RTNLGRP_TUNNEL", B, P,
    "Group RTNLGRP_TUNNEL has the number 35, and an address has room for 32: join it with the "
    "option NETLINK_ADD_MEMBERSHIP" },
  { AF_NETLINK, NETLINK_ROUTE, "0", "0x100000000", B, P, "NETLINK_ADD_MEMBERSHIP" },
  { AF_NETLINK, NETLINK_GENERIC, "0", "LINK", B, P, "“LINK” is not a group of this protocol" },
  { AF_PACKET, 0, "no-such-if", "", B, H,
    "“no-such-if” is not a network interface of this machine: type its name or number" },
  { AF_PACKET, 0, "2147483600", "", B, H,
    "No network interface of this machine has the number 2147483600" },
  { AF_PACKET, 0, "4294967297", "", B, H, "is not a network interface" },
  { AF_PACKET, 0, "", "ETH_P_ALL", S, H, "Interface is empty" },
  { AF_PACKET, 0, "*/1", "", B, H, "“1” is not a hardware address" },
  { AF_PACKET, 0, "*/01:", "", B, H, "is not a hardware address" },
  { AF_PACKET, 0, "*/0x:01", "", B, H, "is not a hardware address" },
  { AF_PACKET, 0, "*", "ETH_P_NONE", B, P, "“ETH_P_NONE” is not an ethertype" },
  { AF_PACKET, 0, "*", "65536", B, P, "Ethertype 65536 is too large: the highest is 0xffff" },
  { AF_PACKET, 0, "*", "-1", B, P, "is not an ethertype" },
  { AF_VSOCK, 0, "", "1", S, H, "CID is empty" },
  { AF_VSOCK, 0, "guest", "1", B, H, "“guest” is not a CID" },
  { AF_VSOCK, 0, "4294967296", "1", B, H, "is not a CID" },
  { AF_VSOCK, 0, "host", "", B, P, "any lets the kernel choose" },
  { AF_VSOCK, 0, "host", "", S, P, "Port is empty" },
  { AF_VSOCK, 0, "host", "http", S, P, "“http” is not a port" },
  { AF_X25, 0, "", "", S, H, "Address is empty" },
  { AF_X25, 0, "12 34", "", B, H, "“12 34” is not an X.121 address" },
  { AF_X25, 0, "1234567890123456", "", B, H, "has 16 digits; at most 15 are possible" },
  { AF_CAN, CAN_RAW, "no-such-can", "", B, H, "is not a network interface of this machine" },
  { AF_CAN, CAN_RAW, "", "0x123", B, P, "Leave Id empty" },
  { AF_CAN, CAN_ISOTP, "", "0x123", B, P, "“0x123” is not two ids" },
  { AF_CAN, CAN_ISOTP, "", "0x123,", B, P, "“” is not a CAN id" },
  { AF_CAN, CAN_ISOTP, "", "0x123,0x20000000", B, P, "“0x20000000” is not a CAN id" },
  { AF_CAN, CAN_J1939, "", "0,0,0,0", B, P, "is not name,pgn,address" },
  { AF_CAN, CAN_J1939, "", "0,0x40001,0", B, P, "is not name,pgn,address" },
  { AF_CAN, CAN_J1939, "", "0,0,256", B, P, "is not name,pgn,address" },
  { AF_BLUETOOTH, 0, "", "1", S, H, "Device is empty" },
  { AF_BLUETOOTH, 0, "00:11:22:33:44", "1", B, H, "is not a Bluetooth address" },
  { AF_BLUETOOTH, 0, "00:11:22:33:44:55:66", "1", B, H, "is not a Bluetooth address" },
  { AF_BLUETOOTH, 0, "00:11:22:33:44:55", "x", B, P, "“x” is not a PSM" },
  { AF_BLUETOOTH, 0, "00:11:22:33:44:55", "1/2/3/4", B, P, "is not a PSM" },
  { AF_BLUETOOTH, 0, "00:11:22:33:44:55", "65536", B, P, "is not a PSM" },
  { AF_BLUETOOTH, 3, "00:11:22:33:44:55", "31", B, P, "“31” is not an RFCOMM channel" },
  { AF_BLUETOOTH, 3, "00:11:22:33:44:55", "0", S, P, "from 1 to 30" },
  { AF_BLUETOOTH, 1, "hcix", "", B, H, "“hcix” is not a Bluetooth adapter" },
  { AF_BLUETOOTH, 1, "hci0", "x", B, P, "“x” is not a channel of HCI" },
  { AF_BLUETOOTH, 99, "x", "", B, H, "in hex" },
  { AF_TIPC, 0, "", "", B, H, "is not a TIPC address" },
  { AF_TIPC, 0, "service:1", "", B, H, "is not a TIPC address" },
  { AF_TIPC, 0, "service:1:2:3", "", B, H, "is not a TIPC address" },
  { AF_TIPC, 0, "service:1:x", "", B, H, "is not a TIPC address" },
  { AF_TIPC, 0, "name:1:2", "", B, H, "type service:TYPE:INSTANCE" },
  { AF_TIPC, 0, "range:1:3:2", "", B, H, "The range goes from 3 to 2" },
  { AF_TIPC, 0, "service:1:2@world", "", B, H, "“world” is not a scope" },
#undef B
#undef S
#undef H
#undef P
};

/* Mistakes, each with a part of the message that says what to do. */
static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message =
        test_parse_fails (rows[i].family, rows[i].protocol, rows[i].host, rows[i].port,
                          rows[i].use, rows[i].code);

      if (strstr (message, rows[i].message) == NULL)
        g_error ("“%s” does not say “%s”", message, rows[i].message);
    }
}

/* An interface that is gone is shown by its number. */
static void
test_gone (void)
{
  struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_ifindex = 2147483600 };
  struct sockaddr_can can = { .can_family = AF_CAN, .can_ifindex = 2147483600 };
  g_autoptr (SockeyeAddress) packet =
    sockeye_address_new ((struct sockaddr *) &ll, sizeof ll, NULL);
  g_autoptr (SockeyeAddress) bus =
    sockeye_address_new ((struct sockaddr *) &can, SIZE_TO (can_ifindex), NULL);
  g_autofree char *packet_shown = sockeye_address_to_string (packet);
  g_autofree char *bus_shown = sockeye_address_to_string (bus);
  g_autofree char *python = test_address_to_python (packet, TRUE);

  g_assert_cmpstr (packet_shown, ==, "2147483600");
  g_assert_cmpstr (bus_shown, ==, "2147483600");
  g_assert_cmpstr (python, ==, "('', 0, 0, 0, b'')");
}

/* In the code of a call that was made there stands what was typed, since a bind
 * to '' would be one to every interface. */
static void
test_gone_argument (void)
{
  struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_ifindex = 2147483600 };
  g_autoptr (SockeyeAddress) named =
    sockeye_address_new ((struct sockaddr *) &ll, sizeof ll, "eth7/00:01");
  g_autoptr (SockeyeAddress) numbered =
    sockeye_address_new ((struct sockaddr *) &ll, sizeof ll, "2147483600");
  g_autoptr (GString) string = g_string_new (NULL);

  sockeye_address_append_python (named, FALSE, string);
  sockeye_address_append_python (numbered, FALSE, string);
  g_assert_cmpstr (string->str, ==, "('eth7', 0)('2147483600', 0)");
}

/* A hardware address is no longer than the kernel's answer. */
static void
test_short (void)
{
  struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_halen = 255 };
  g_autoptr (SockeyeAddress) cut =
    sockeye_address_new ((struct sockaddr *) &ll, sizeof ll - 6, NULL);
  g_autoptr (SockeyeAddress) bare = sockeye_address_new ((struct sockaddr *) &ll, 2, NULL);
  g_autofree char *cut_shown = sockeye_address_to_string (cut);
  g_autofree char *bare_shown = sockeye_address_to_string (bare);

  g_assert_cmpstr (cut_shown, ==, "*/00:00");
  g_assert_cmpstr (bare_shown, ==, "*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/address/families/netlink", test_netlink);
  g_test_add_func ("/sockeye/address/families/netlink-masks", test_netlink_masks);
  g_test_add_func ("/sockeye/address/families/packet", test_packet);
  g_test_add_func ("/sockeye/address/families/packet-long", test_packet_long);
  g_test_add_func ("/sockeye/address/families/packet-names", test_packet_names);
  g_test_add_func ("/sockeye/address/families/vsock", test_vsock);
  g_test_add_func ("/sockeye/address/families/x25", test_x25);
  g_test_add_func ("/sockeye/address/families/can", test_can);
  g_test_add_func ("/sockeye/address/families/tipc", test_tipc);
  g_test_add_func ("/sockeye/address/families/refused", test_refused);
  g_test_add_func ("/sockeye/address/families/gone", test_gone);
  g_test_add_func ("/sockeye/address/families/gone-argument", test_gone_argument);
  g_test_add_func ("/sockeye/address/families/short", test_short);
  return g_test_run ();
}
