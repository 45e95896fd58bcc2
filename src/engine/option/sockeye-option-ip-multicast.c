/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Multicast over IPv4: ip(7), RFC 3678. */

#include "config.h"

#include "sockeye-option-private.h"

#define LEVEL      IPPROTO_IP
#define LEVEL_NAME "IPPROTO_IP"

/* Connections have no groups: EPROTO. */
#define IP FAMILIES (AF_INET, AF_INET6), .types = TYPE (SOCK_DGRAM) | TYPE (SOCK_RAW)

static const SockeyeOptionChoice defaults[] = {
  { -1, "-1", N_("the kernel's default") },
  { 0 },
};

const SockeyeOption _sockeye_options_ip_multicast[] = {
  OPTION (IP_ADD_MEMBERSHIP, MEMBERSHIP, WA, IP,
          TEXT (N_("Join a multicast group on an interface"), "ip(7)")),
  OPTION (IP_DROP_MEMBERSHIP, MEMBERSHIP, WA, IP, TEXT (N_("Leave a multicast group"), "ip(7)")),
  OPTION (IP_ADD_SOURCE_MEMBERSHIP, SOURCE, WA, IP,
          TEXT (N_("Join a multicast group for what one source sends"), "ip(7)")),
  OPTION (IP_DROP_SOURCE_MEMBERSHIP, SOURCE, WA, IP,
          TEXT (N_("Leave a source of a multicast group"), "ip(7)")),
  OPTION (IP_BLOCK_SOURCE, SOURCE, WA, IP,
          TEXT (N_("Receive no more from this source of a group"), "ip(7)")),
  OPTION (IP_UNBLOCK_SOURCE, SOURCE, WA, IP,
          TEXT (N_("Receive from this source of a group again"), "ip(7)")),
  OPTION (IP_MULTICAST_IF, INTERFACE4, RW, IP,
          TEXT (N_("The interface, or its address, that multicast is sent through; only an "
                   "address is read back"), "ip(7)")),
  OPTION (IP_MULTICAST_TTL, NUMBER, RW, IP, RANGE (-1, 255), UNIT (N_("hops")), .choices = defaults,
          TEXT (N_("How many routers a multicast packet may pass; 1: this network only"), "ip(7)")),
  OPTION (IP_MULTICAST_LOOP, SWITCH, RW, IP,
          TEXT (N_("Multicast that is sent also comes to the sockets of this machine"), "ip(7)")),
  OPTION (IP_MULTICAST_ALL, SWITCH, RW, IP,
          TEXT (N_("Receive also groups that other sockets of this machine joined"), "ip(7)")),
  SIZED (IP_MSFILTER, BYTES, 256, WA, IP,
         TEXT (N_("The whole list of sources of a group: struct ip_msfilter"), "ip(7)")),
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
