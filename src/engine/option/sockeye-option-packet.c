/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* SOL_PACKET: packet(7) and linux/if_packet.h. */

#include "config.h"

#include "sockeye-option-private.h"

#include <linux/if_packet.h>

#define LEVEL      SOL_PACKET
#define LEVEL_NAME "SOL_PACKET"

#define PACKET FAMILIES (AF_PACKET)

static const SockeyeOptionChoice memberships[] = {
  CHOICE (PACKET_MR_MULTICAST, N_("a group of the link: its hardware address")),
  CHOICE (PACKET_MR_PROMISC, N_("everything that passes")),
  CHOICE (PACKET_MR_ALLMULTI, N_("all multicast")),
  CHOICE (PACKET_MR_UNICAST, N_("a further hardware address")),
  { 0 },
};

static const SockeyeOptionChoice versions[] = {
  CHOICE (TPACKET_V1, N_("the first")),
  CHOICE (TPACKET_V2, N_("nanoseconds and VLAN")),
  CHOICE (TPACKET_V3, N_("blocks of packets")),
  { 0 },
};

const SockeyeOption _sockeye_options_packet[] = {
  OPTION (PACKET_ADD_MEMBERSHIP, LINK_GROUP, WA, PACKET, .choices = memberships,
          TEXT (N_("Receive more of an interface: all of it, or a multicast group"), "packet(7)")),
  OPTION (PACKET_DROP_MEMBERSHIP, LINK_GROUP, WA, PACKET, .choices = memberships,
          TEXT (N_("Receive less of an interface again"), "packet(7)")),
  OPTION (PACKET_AUXDATA, SWITCH, RW, PACKET,
          TEXT (N_("Receive with each packet its length, time and VLAN"), "packet(7)")),
  OPTION (PACKET_ORIGDEV, SWITCH, RW, PACKET,
          TEXT (N_("Name the interface that a packet came in on first, not the upper one"),
                "linux/if_packet.h")),
  OPTION (PACKET_IGNORE_OUTGOING, SWITCH, RW, PACKET,
          TEXT (N_("Do not receive what this machine sends"), "linux/if_packet.h")),
  OPTION (PACKET_QDISC_BYPASS, SWITCH, RW, PACKET,
          TEXT (N_("Send past the queue of the kernel"), "packet(7)")),
  SIZED (PACKET_STATISTICS, BYTES, 12, RC, PACKET,
         TEXT (N_("Packets received and dropped since it was read last"), "packet(7)")),
  SIZED (PACKET_ROLLOVER_STATS, BYTES, 24, R, PACKET,
         TEXT (N_("How packets moved on to other sockets of a fanout group"),
               "linux/if_packet.h")),
  OPTION (PACKET_FANOUT, NUMBER, RW, PACKET, RANGE (0, G_MAXUINT32),
          TEXT (N_("Share the packets with other sockets: mode × 65,536 + group"), "packet(7)")),
  OPTION (PACKET_FANOUT_DATA, BYTES, SOCKEYE_OPTION_POINTER, PACKET,
          TEXT (N_("The filter that shares the packets out"), "linux/if_packet.h")),
  OPTION (PACKET_VERSION, CHOICE, RW, PACKET, .choices = versions,
          TEXT (N_("The form of the ring's headers; before the ring is made"), "packet(7)")),
  OPTION (PACKET_HDRLEN, NUMBER, R, PACKET, UNIT (N_("bytes")),
          TEXT (N_("The length of the ring's headers"), "linux/if_packet.h")),
  OPTION (PACKET_RESERVE, NUMBER, RW, PACKET, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("Room before each packet of the ring; before the ring is made"), "packet(7)")),
  SIZED (PACKET_RX_RING, BYTES, 28, WA, PACKET, RANGE (16, 28),
         TEXT (N_("Receive into a ring in memory: struct tpacket_req"), "packet(7)")),
  SIZED (PACKET_TX_RING, BYTES, 28, WA, PACKET, RANGE (16, 28),
         TEXT (N_("Send from a ring in memory: struct tpacket_req"), "packet(7)")),
  OPTION (PACKET_LOSS, SWITCH, RW, PACKET,
          TEXT (N_("Skip wrong packets of the ring for sending"), "packet(7)")),
  OPTION (PACKET_TX_HAS_OFF, SWITCH, RW, PACKET,
          TEXT (N_("Packets of the ring for sending begin where they say"),
                "linux/if_packet.h")),
  OPTION (PACKET_COPY_THRESH, NUMBER, RW, PACKET, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("Packets longer than the ring's room come into the queue as well"),
                "linux/if_packet.h")),
  OPTION (PACKET_TIMESTAMP, NUMBER, RW, PACKET, RANGE (0, G_MAXINT),
          TEXT (N_("Which clock stamps the packets of the ring, as SO_TIMESTAMPING"),
                "packet(7)")),
  OPTION (PACKET_TX_TIMESTAMP, SWITCH, 0, PACKET,
          TEXT (N_("The kind of control message that brings the time of sending: no option to set"),
                "linux/if_packet.h")),
  OPTION (PACKET_VNET_HDR, SWITCH, RW, PACKET, .types = TYPE (SOCK_RAW),
          TEXT (N_("Each packet has a header for virtual machines in front"),
                "linux/if_packet.h")),
  NAMED ("PACKET_VNET_HDR_SZ", 24, NUMBER, RW, PACKET, .types = TYPE (SOCK_RAW), RANGE (0, 12),
         UNIT (N_("bytes")),
         TEXT (N_("The same, with its length: 10 or 12"), "linux/if_packet.h")),
  OPTION (PACKET_RECV_OUTPUT, SWITCH, 0, PACKET,
          TEXT (N_("Defined, but no kernel has it"), "linux/if_packet.h")),
  { 0 },
};
