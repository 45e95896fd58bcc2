/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* SOL_UDP: udp(7) and linux/udp.h; IPPROTO_UDPLITE: udplite(7); the filters of
 * raw sockets for ICMP: raw(7), RFC 3542. */

#include "config.h"

#include "sockeye-option-private.h"

#include <linux/udp.h>

#define LEVEL      IPPROTO_UDP
#define LEVEL_NAME "SOL_UDP"

#define INET FAMILIES (AF_INET, AF_INET6)
#define UDP  INET, PROTOCOLS (IPPROTO_UDP, IPPROTO_UDPLITE)

static const SockeyeOptionChoice encapsulations[] = {
  { 0, "0", N_("none") },
  CHOICE (UDP_ENCAP_ESPINUDP_NON_IKE, N_("ESP, an old draft")),
  CHOICE (UDP_ENCAP_ESPINUDP, N_("ESP")),
  CHOICE (UDP_ENCAP_L2TPINUDP, N_("L2TP")),
  CHOICE (UDP_ENCAP_GTP0, N_("GTP version 0")),
  CHOICE (UDP_ENCAP_GTP1U, N_("GTP version 1")),
  CHOICE (UDP_ENCAP_RXRPC, N_("RxRPC")),
  { 0 },
};

const SockeyeOption _sockeye_options_udp[] = {
  OPTION (UDP_CORK, SWITCH, RW, UDP,
          TEXT (N_("Gather all that is sent into one datagram, until switched off"), "udp(7)")),
  OPTION (UDP_SEGMENT, NUMBER, RW, UDP, RANGE (0, 65535), UNIT (N_("bytes")),
          TEXT (N_("Cut one large send into datagrams of this size; 0: off"), "udp(7)")),
  OPTION (UDP_GRO, SWITCH, RW, UDP,
          TEXT (N_("Receive several datagrams of one size in one piece"), "udp(7)")),
  OPTION (UDP_ENCAP, CHOICE, RW, UDP, .choices = encapsulations,
          TEXT (N_("Which protocol the kernel takes out of the datagrams"), "linux/udp.h")),
  OPTION (UDP_NO_CHECK6_TX, SWITCH, RW, UDP,
          TEXT (N_("Send without a checksum over IPv6"), "linux/udp.h")),
  OPTION (UDP_NO_CHECK6_RX, SWITCH, RW, UDP,
          TEXT (N_("Accept datagrams without a checksum over IPv6"), "linux/udp.h")),
  { 0 },
};

#undef LEVEL
#undef LEVEL_NAME
#define LEVEL      IPPROTO_UDPLITE
#define LEVEL_NAME "IPPROTO_UDPLITE"
#define UDPLITE    INET, PROTOCOLS (IPPROTO_UDPLITE)

const SockeyeOption _sockeye_options_udplite[] = {
  NAMED ("UDPLITE_SEND_CSCOV", 10, NUMBER, RW, UDPLITE, RANGE (0, 65535), UNIT (N_("bytes")),
         TEXT (N_("How many bytes of a datagram sent the checksum covers; 0: all"), "udplite(7)")),
  NAMED ("UDPLITE_RECV_CSCOV", 11, NUMBER, RW, UDPLITE, RANGE (0, 65535), UNIT (N_("bytes")),
         TEXT (N_("Drop datagrams whose checksum covers fewer bytes; 0: all"), "udplite(7)")),
  { 0 },
};

#undef LEVEL
#undef LEVEL_NAME
#define LEVEL      255 /* SOL_RAW */
#define LEVEL_NAME "SOL_RAW"

const SockeyeOption _sockeye_options_icmp[] = {
  NAMED ("ICMP_FILTER", 1, NUMBER, RW, FAMILIES (AF_INET), PROTOCOLS (IPPROTO_ICMP),
         .types = TYPE (SOCK_RAW), RANGE (0, G_MAXUINT32),
         TEXT (N_("Types of ICMP messages that are not received: bit 8 is a ping"), "raw(7)")),
  { 0 },
};

#undef LEVEL
#undef LEVEL_NAME
#define LEVEL      IPPROTO_ICMPV6
#define LEVEL_NAME "IPPROTO_ICMPV6"

const SockeyeOption _sockeye_options_icmpv6[] = {
  NAMED_SIZED ("ICMPV6_FILTER", 1, BYTES, 32, RW, RANGE (32, 32), FAMILIES (AF_INET6),
               PROTOCOLS (IPPROTO_ICMPV6), .types = TYPE (SOCK_RAW),
               TEXT (N_("Types of ICMPv6 messages that are not received, one bit each"),
                     "RFC 3542")),
  { 0 },
};
