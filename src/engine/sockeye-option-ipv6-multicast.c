/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Multicast and anycast over IPv6: ipv6(7), RFC 3493, RFC 3678. */

#include "config.h"

#include "sockeye-option-private.h"

#define LEVEL      IPPROTO_IPV6
#define LEVEL_NAME "IPPROTO_IPV6"

#define IP FAMILIES (AF_INET6)

static const SockeyeOptionChoice defaults[] = {
  { -1, "-1", N_("the kernel's default") },
  { 0 },
};

const SockeyeOption _sockeye_options_ipv6_multicast[] = {
  OPTION (IPV6_JOIN_GROUP, MEMBERSHIP6, WA, IP,
          TEXT ("Join a multicast group on an interface (IPV6_ADD_MEMBERSHIP)", "ipv6(7)")),
  OPTION (IPV6_LEAVE_GROUP, MEMBERSHIP6, WA, IP,
          TEXT ("Leave a multicast group (IPV6_DROP_MEMBERSHIP)", "ipv6(7)")),
  OPTION (IPV6_MULTICAST_IF, INTERFACE, RW, IP,
          TEXT ("The interface that multicast is sent through", "ipv6(7)")),
  OPTION (IPV6_MULTICAST_HOPS, NUMBER, RW, IP, RANGE (-1, 255), UNIT ("hops"),
          .choices = defaults,
          TEXT ("How many routers a multicast packet may pass; 1: this network only",
                "ipv6(7)")),
  OPTION (IPV6_MULTICAST_LOOP, SWITCH, RW, IP,
          TEXT ("Multicast that is sent also comes to the sockets of this machine", "ipv6(7)")),
  OPTION (IPV6_MULTICAST_ALL, SWITCH, RW, IP,
          TEXT ("Receive also groups that other sockets of this machine joined",
                "linux/in6.h")),
  OPTION (IPV6_JOIN_ANYCAST, MEMBERSHIP6, WA, IP, NEEDS ("CAP_NET_ADMIN"),
          TEXT ("Join an anycast address on an interface", "linux/in6.h")),
  OPTION (IPV6_LEAVE_ANYCAST, MEMBERSHIP6, WA, IP,
          TEXT ("Leave an anycast address", "linux/in6.h")),
  OPTION (MCAST_JOIN_GROUP, GROUP, WA, IP,
          TEXT ("Join a multicast group on an interface, by its number", "RFC 3678")),
  OPTION (MCAST_LEAVE_GROUP, GROUP, WA, IP,
          TEXT ("Leave a multicast group on an interface, by its number", "RFC 3678")),
  OPTION (MCAST_JOIN_SOURCE_GROUP, GROUP_SOURCE, WA, IP,
          TEXT ("Join a multicast group for what one source sends", "RFC 3678")),
  OPTION (MCAST_LEAVE_SOURCE_GROUP, GROUP_SOURCE, WA, IP,
          TEXT ("Leave a source of a multicast group", "RFC 3678")),
  OPTION (MCAST_BLOCK_SOURCE, GROUP_SOURCE, WA, IP,
          TEXT ("Receive no more from this source of a group", "RFC 3678")),
  OPTION (MCAST_UNBLOCK_SOURCE, GROUP_SOURCE, WA, IP,
          TEXT ("Receive from this source of a group again", "RFC 3678")),
  SIZED (MCAST_MSFILTER, BYTES, 1024, WA, IP,
         TEXT ("The whole list of sources of a group: struct group_filter", "RFC 3678")),
  { 0 },
};
