/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of the families that this kernel need not have, as CPython takes
 * and returns them: it makes our sockaddr of our text, and our text of our
 * sockaddr. No call reaches the kernel: see preload-connect.c. */

#include "config.h"

#include <linux/can.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <stddef.h>
#include <string.h>

#include "address-util.h"
#include "python-util.h"

#define TEST_PRELOAD "engine/libpreload-connect.so"

/* The descriptor is of a family that there is. */
static const char program[] =
  "import os, sys\n"
  "import socket as module\n"
  "from socket import *\n"
  "fd = socket(AF_INET, SOCK_DGRAM).detach()\n"
  "for line in sys.stdin:\n"
  "  family, protocol, peer, text = line.rstrip('\\n').split(' ', 3)\n"
  "  s = socket(int(family), SOCK_DGRAM, int(protocol), fileno=os.dup(fd))\n"
  "  try:\n"
  "    s.connect(eval(text))\n"
  "    os.environ['SOCKEYE_PEER'] = peer\n"
  "    print(repr(s.getpeername()), flush=True)\n"
  "  except OSError as e:\n"
  "    print('unknown' if 'bad family' in str(e) or 'unknown' in str(e) else e, flush=True)\n"
  "    print('', flush=True)\n";

static const struct
{
  int         family;
  int         protocol;
  const char *host;
  const char *port;
} table[] = {
  { AF_INET6, 0, "fe80::1%1;flow=0xfffff", "80" },
  { AF_NETLINK, NETLINK_ROUTE, "", "" },
  { AF_NETLINK, NETLINK_ROUTE, "4294967295", "RTMGRP_LINK|0x80000000" },
  { AF_PACKET, 0, "lo", "ETH_P_IP" },
  { AF_PACKET, 0, "1", "0xffff" },
  { AF_PACKET, 0, "lo/52:54:00:12:34:56", "" },
  { AF_PACKET, 0, "lo/00:01:02:03:04:05:06:07", "ALL" },
  { AF_VSOCK, 0, "any", "any" },
  { AF_VSOCK, 0, "host", "1024" },
  { AF_CAN, CAN_RAW, "", "" },
  { AF_CAN, CAN_RAW, "lo", "" },
  { AF_CAN, CAN_BCM, "lo", "" },
  { AF_CAN, CAN_ISOTP, "", "0x123,0x18da00f1" },
  { AF_CAN, CAN_ISOTP, "lo", "1,2" },
  { AF_CAN, CAN_J1939, "lo", "0xfedcba9876543210,0x3ffff,0xfe" },
  { AF_CAN, CAN_J1939, "", "" },
  { AF_BLUETOOTH, 0, "00:1A:7D:DA:71:13", "0x1001" },
  { AF_BLUETOOTH, 0, "", "0" },
  { AF_BLUETOOTH, 1, "hci7", "" },
  { AF_BLUETOOTH, 2, "00:1A:7D:DA:71:13", "" },
  { AF_BLUETOOTH, 3, "00:1A:7D:DA:71:13", "30" },
  { AF_TIPC, 0, "service:1000:5", "" },
  { AF_TIPC, 0, "service:1000:5@node", "" },
  { AF_TIPC, 0, "range:1000:5:4294967295", "" },
  { AF_TIPC, 0, "socket:0x1001001:77", "" },
};

/* Which bytes of the sockaddr the kernel looks at: the others CPython leaves as
 * they were, of PACKET and of CAN. */
static gboolean
is_looked_at (const struct sockaddr *sockaddr,
              socklen_t              length,
              gsize                  i)
{
  const struct sockaddr_ll *ll = (gconstpointer) sockaddr;

  if (sockaddr->sa_family == AF_PACKET)
    return i < offsetof (struct sockaddr_ll, sll_addr) + ll->sll_halen;
  if (sockaddr->sa_family == AF_CAN)
    return i < length && (i < 2 || i >= offsetof (struct sockaddr_can, can_ifindex))
           && i <= offsetof (struct sockaddr_can, can_addr.j1939.addr);
  return TRUE;
}

/* What the kernel was to be given must be our bytes, then zeros alone. */
static void
check_bytes (SockeyeAddress *address,
             const char     *hex)
{
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);
  gsize n = strlen (hex) / 2;

  g_assert_cmpuint (n, >=, length);
  for (gsize i = 0; i < n; i++)
    {
      int byte = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);

      if (is_looked_at (sockaddr, length, i))
        g_assert_cmphex (byte, ==, i < length ? ((const guint8 *) sockaddr)[i] : 0);
    }
}

static void
test_families (void)
{
  g_autofree char *preload = g_test_build_filename (G_TEST_BUILT, TEST_PRELOAD, NULL);
  g_autoptr (GPtrArray) addresses =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  guint known = 0;

  if (!test_python_is_there ())
    return;
  if (if_nametoindex ("lo") != 1)
    {
      g_test_skip ("interface 1 is not lo");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SockeyeAddress *address = test_parse (table[i].family, table[i].protocol, table[i].host,
                                            table[i].port, SOCKEYE_USE_BIND);
      g_autofree char *python = test_address_to_python (address, FALSE);
      socklen_t length;
      gconstpointer sockaddr = sockeye_address_get_sockaddr (address, &length);

      g_string_append_printf (input, "%d %d ", table[i].family, table[i].protocol);
      test_append_hex (input, sockaddr, length);
      g_string_append_printf (input, " %s\n", python);
      g_ptr_array_add (addresses, address);
    }
  lines = test_python_run_with (program, input, preload);
  g_assert_cmpuint (g_strv_length (lines), >=, 2 * addresses->len - 1);
  for (guint i = 0; i < addresses->len; i++)
    {
      SockeyeAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *expected = test_address_to_python (address, TRUE);

      if (strcmp (lines[2 * i], "unknown") == 0)
        {
          g_test_message ("this CPython does not know family %d, protocol %d", table[i].family,
                          table[i].protocol);
          continue;
        }
      known++;
      check_bytes (address, lines[2 * i]);
      g_assert_cmpstr (lines[2 * i + 1], ==, expected);
    }
  /* Each one on Linux has these. */
  g_assert_cmpuint (known, >=, 7);
}

/* A family that CPython does not know: it returns 14 bytes. */
static void
test_unknown (void)
{
  static const int families[] = { AF_X25, 77 };
  static const char *const hosts[] = { "123456", "01 02 03" };
  g_autofree char *preload = g_test_build_filename (G_TEST_BUILT, TEST_PRELOAD, NULL);
  static const char unknown_program[] =
    "import os, sys\n"
    "from socket import *\n"
    "for line in sys.stdin:\n"
    "  os.environ['SOCKEYE_PEER'] = line.rstrip('\\n')\n"
    "  print(repr(socket(AF_INET, SOCK_DGRAM).getpeername()))\n";
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (SockeyeAddress) address =
        test_parse (families[i], 0, hosts[i], "", SOCKEYE_USE_BIND);
      guint8 padded[16] = { 0 };
      socklen_t length;
      gconstpointer sockaddr = sockeye_address_get_sockaddr (address, &length);

      memcpy (padded, sockaddr, MIN (length, sizeof padded));
      test_append_hex (input, padded, sizeof padded);
      g_string_append_c (input, '\n');
    }
  lines = test_python_run_with (unknown_program, input, preload);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (SockeyeAddress) address =
        test_parse (families[i], 0, hosts[i], "", SOCKEYE_USE_BIND);
      g_autofree char *expected = test_address_to_python (address, TRUE);

      g_assert_cmpstr (lines[i], ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/address/python/families", test_families);
  g_test_add_func ("/sockeye/address/python/unknown", test_unknown);
  return g_test_run ();
}
