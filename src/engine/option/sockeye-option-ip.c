/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* IPPROTO_IP: ip(7) and linux/in.h. A socket of AF_INET6 has them as well, for
 * what it does over IPv4. */

#include "config.h"

#include "sockeye-option-private.h"

#define LEVEL      IPPROTO_IP
#define LEVEL_NAME "IPPROTO_IP"

#define IP FAMILIES (AF_INET, AF_INET6)

static const SockeyeOptionChoice discovery[] = {
  CHOICE (IP_PMTUDISC_DONT, N_("never set DF: routers may fragment")),
  CHOICE (IP_PMTUDISC_WANT, N_("as the route says")),
  CHOICE (IP_PMTUDISC_DO, N_("always set DF: too large fails with EMSGSIZE")),
  CHOICE (IP_PMTUDISC_PROBE, N_("set DF, and ignore what is known of the path")),
  CHOICE (IP_PMTUDISC_INTERFACE, N_("as the interface has it, and trust no router")),
  CHOICE (IP_PMTUDISC_OMIT, N_("the same, and fragment what is larger")),
  { 0 },
};

static const SockeyeOptionChoice defaults[] = {
  { -1, "-1", N_("the kernel's default") },
  { 0 },
};

const SockeyeOption _sockeye_options_ip[] = {
  OPTION (IP_TTL, NUMBER, RW, IP, RANGE (-1, 255), UNIT (N_("hops")), .choices = defaults,
          TEXT (N_("How many routers a packet may pass"), "ip(7)")),
  OPTION (IP_TOS, NUMBER, RW, IP, RANGE (0, 255),
          TEXT (N_("Type of service of the packets sent: DSCP and ECN"), "ip(7)")),
  OPTION (IP_MTU_DISCOVER, CHOICE, RW, IP, .choices = discovery,
          TEXT (N_("Whether packets may be fragmented on their way"), "ip(7)")),
  OPTION (IP_MTU, NUMBER, R, IP, UNIT (N_("bytes")),
          TEXT (N_("The largest packet of the path to the peer; once connected"), "ip(7)")),
  OPTION (IP_RECVERR, SWITCH, RW, IP,
          TEXT (N_("Keep errors with who sent them, to be read with MSG_ERRQUEUE"), "ip(7)")),
  OPTION (IP_RECVERR_RFC4884, SWITCH, RW, IP,
          TEXT (N_("The same, with the extensions of ICMP messages"), "linux/in.h")),
  OPTION (IP_PKTINFO, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram where it came in and to whom it went"), "ip(7)")),
  OPTION (IP_RECVTTL, SWITCH, RW, IP, TEXT (N_("Receive with each datagram its TTL"), "ip(7)")),
  OPTION (IP_RECVTOS, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram its type of service"), "ip(7)")),
  OPTION (IP_RECVOPTS, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram its IP options"), "ip(7)")),
  OPTION (IP_RETOPTS, SWITCH, RW, IP,
          TEXT (N_("The same, as they would be sent back"), "ip(7)")),
  OPTION (IP_RECVORIGDSTADDR, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram the address it was sent to first"), "ip(7)")),
  OPTION (IP_RECVFRAGSIZE, SWITCH, RW, IP, .types = TYPE (SOCK_DGRAM) | TYPE (SOCK_RAW),
          TEXT (N_("Receive with each datagram the size of its largest fragment"), "linux/in.h")),
  OPTION (IP_CHECKSUM, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram its checksum"), "linux/in.h")),
  OPTION (IP_FREEBIND, SWITCH, RW, IP,
          TEXT (N_("Bind to an address that this machine does not have yet"), "ip(7)")),
  OPTION (IP_TRANSPARENT, SWITCH, RW, IP, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Bind to, and receive for, addresses of others, as a proxy does"), "ip(7)")),
  OPTION (IP_BIND_ADDRESS_NO_PORT, SWITCH, RW, IP,
          TEXT (N_("At bind take the address only, and the port at connect"), "ip(7)")),
  NAMED ("IP_LOCAL_PORT_RANGE", 51, NUMBER, RW, IP, RANGE (0, G_MAXUINT32),
         TEXT (N_("The ports that the kernel chooses from: highest × 65,536 + lowest"), "ip(7)")),
  OPTION (IP_UNICAST_IF, INTERFACE, RW, IP, .is_network_order = TRUE,
          TEXT (N_("Send through this interface what is not multicast"), "linux/in.h")),
  OPTION (IP_MINTTL, NUMBER, RW, IP, RANGE (0, 255), UNIT (N_("hops")),
          TEXT (N_("Drop packets whose TTL is smaller"), "linux/in.h")),
  SIZED (IP_OPTIONS, BYTES, 40, RW, IP,
         TEXT (N_("The IP options of the packets sent, as they stand in the header"), "ip(7)")),
  OPTION (IP_HDRINCL, SWITCH, RW, IP, .types = TYPE (SOCK_RAW),
          TEXT (N_("The program writes the IP header itself"), "ip(7)")),
  OPTION (IP_NODEFRAG, SWITCH, RW, IP, .types = TYPE (SOCK_RAW),
          TEXT (N_("Do not put fragments together"), "ip(7)")),
  OPTION (IP_ROUTER_ALERT, SWITCH, WA, IP, .types = TYPE (SOCK_RAW),
          TEXT (N_("Receive packets to be forwarded that ask routers to look"), "ip(7)")),
  OPTION (IP_PASSSEC, SWITCH, RW, IP,
          TEXT (N_("Receive with each datagram the security label of its sender"), "ip(7)")),
  NAMED ("IP_PROTOCOL", 52, NUMBER, R, IP, .types = TYPE (SOCK_RAW),
         TEXT (N_("The protocol of a raw socket"), "linux/in.h")),
  SIZED (IP_PKTOPTIONS, BYTES, 256, R, IP, .types = TYPE (SOCK_STREAM),
         TEXT (N_("The control messages of a connection, as of now"), "linux/in.h")),
  OPTION (IP_IPSEC_POLICY, BYTES, SOCKEYE_OPTION_POINTER, IP, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("IPsec policy, in the form of PF_KEY"), "linux/in.h")),
  OPTION (IP_XFRM_POLICY, BYTES, WA, IP, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("IPsec policy of this socket: struct xfrm_userpolicy_info"), "linux/in.h")),
  { 0 },
};
