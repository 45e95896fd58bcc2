/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Multicast and anycast over IPv6: ipv6(7), RFC 3493, RFC 3678. */

#include "config.h"

#include "sockeye-option-private.h"

#define LEVEL      IPPROTO_IPV6
#define LEVEL_NAME "IPPROTO_IPV6"

/* Connections have no groups: EPROTO. */
#define IP FAMILIES (AF_INET6), .types = TYPE (SOCK_DGRAM) | TYPE (SOCK_RAW)

static const SockeyeOptionChoice defaults[] = {
  { -1, "-1", N_("the kernel's default") },
  { 0 },
};

const SockeyeOption _sockeye_options_ipv6_multicast[] = {
  OPTION (IPV6_JOIN_GROUP, MEMBERSHIP6, WA, IP,
          TEXT (N_("Join a multicast group on an interface (IPV6_ADD_MEMBERSHIP)"), "ipv6(7)")),
  OPTION (IPV6_LEAVE_GROUP, MEMBERSHIP6, WA, IP,
          TEXT (N_("Leave a multicast group (IPV6_DROP_MEMBERSHIP)"), "ipv6(7)")),
  OPTION (IPV6_MULTICAST_IF, INTERFACE, RW, IP,
          TEXT (N_("The interface that multicast is sent through"), "ipv6(7)")),
  OPTION (IPV6_MULTICAST_HOPS, NUMBER, RW, IP, RANGE (-1, 255), UNIT (N_("hops")),
          .choices = defaults,
          TEXT (N_("How many routers a multicast packet may pass; 1: this network only"),
                "ipv6(7)")),
  OPTION (IPV6_MULTICAST_LOOP, SWITCH, RW, IP,
          TEXT (N_("Multicast that is sent also comes to the sockets of this machine"), "ipv6(7)")),
  OPTION (IPV6_MULTICAST_ALL, SWITCH, RW, IP,
          TEXT (N_("Receive also groups that other sockets of this machine joined"),
                "linux/in6.h")),
  OPTION (IPV6_JOIN_ANYCAST, MEMBERSHIP6, WA, IP, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Join an anycast address on an interface"), "linux/in6.h")),
  OPTION (IPV6_LEAVE_ANYCAST, MEMBERSHIP6, WA, IP,
          TEXT (N_("Leave an anycast address"), "linux/in6.h")),
  OPTION (MCAST_JOIN_GROUP, GROUP, WA, IP,
          TEXT (N_("Join a multicast group on an interface, by its number"), "RFC 3678")),
  OPTION (MCAST_LEAVE_GROUP, GROUP, WA, IP,
          TEXT (N_("Leave a multicast group on an interface, by its number"), "RFC 3678")),
  OPTION (MCAST_JOIN_SOURCE_GROUP, GROUP_SOURCE, WA, IP,
          TEXT (N_("Join a multicast group for what one source sends"), "RFC 3678")),
  OPTION (MCAST_LEAVE_SOURCE_GROUP, GROUP_SOURCE, WA, IP,
          TEXT (N_("Leave a source of a multicast group"), "RFC 3678")),
  OPTION (MCAST_BLOCK_SOURCE, GROUP_SOURCE, WA, IP,
          TEXT (N_("Receive no more from this source of a group"), "RFC 3678")),
  OPTION (MCAST_UNBLOCK_SOURCE, GROUP_SOURCE, WA, IP,
          TEXT (N_("Receive from this source of a group again"), "RFC 3678")),
  SIZED (MCAST_MSFILTER, BYTES, 1024, WA, IP,
         TEXT (N_("The whole list of sources of a group: struct group_filter"), "RFC 3678")),
  { 0 },
};
