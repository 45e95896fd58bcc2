/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* SOL_SOCKET: what every socket has, socket(7). The rarer ones and those of
 * some families follow in sockeye-option-socket-more.c. */

#include "config.h"

#include "sockeye-option-private.h"

#define LEVEL      SOL_SOCKET
#define LEVEL_NAME "SOL_SOCKET"

static const SockeyeOptionChoice types[] = {
  { SOCK_STREAM, "SOCK_STREAM", N_("byte stream") },
  { SOCK_DGRAM, "SOCK_DGRAM", N_("datagrams") },
  { SOCK_RAW, "SOCK_RAW", N_("raw packets") },
  { SOCK_RDM, "SOCK_RDM", N_("reliable datagrams") },
  { SOCK_SEQPACKET, "SOCK_SEQPACKET", N_("messages in order") },
  { 0 },
};

static const SockeyeOptionChoice domains[] = {
  { AF_UNIX, "AF_UNIX", N_("local, by path") },
  { AF_INET, "AF_INET", N_("IPv4") },
  { AF_INET6, "AF_INET6", N_("IPv6") },
  { AF_NETLINK, "AF_NETLINK", N_("the kernel's own messages") },
  { AF_PACKET, "AF_PACKET", N_("packets of an interface") },
  { AF_VSOCK, "AF_VSOCK", N_("virtual machines") },
  { 0 },
};

static const SockeyeOptionChoice peek_offsets[] = {
  { -1, "-1", N_("off") },
  { 0 },
};

static const SockeyeOptionChoice cpus[] = {
  { -1, "-1", N_("none") },
  { 0 },
};

const SockeyeOption _sockeye_options_socket[] = {
  OPTION (SO_REUSEADDR, SWITCH, RW,
          TEXT (N_("Bind to a port whose old connections are still in TIME_WAIT"), "socket(7)")),
  OPTION (SO_REUSEPORT, SWITCH, RW, FAMILIES (AF_INET, AF_INET6),
          TEXT (N_("Let several sockets of one user share an address and port"), "socket(7)")),
  OPTION (SO_BROADCAST, SWITCH, RW,
          TEXT (N_("Allow sending datagrams to a broadcast address"), "socket(7)")),
  OPTION (SO_KEEPALIVE, SWITCH, RW,
          TEXT (N_("Ask an idle peer from time to time whether it is still there"), "socket(7)")),
  OPTION (SO_LINGER, LINGER, RW, RANGE (0, G_MAXINT), UNIT (N_("s")),
          TEXT (N_("What close does with data that was not sent yet: wait, or with 0 break off"),
                "socket(7)")),
  OPTION (SO_OOBINLINE, SWITCH, RW,
          TEXT (N_("Leave urgent data in the stream instead of setting it aside"), "socket(7)")),
  OPTION (SO_RCVBUF, NUMBER, RW, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("Size of the receive buffer; the kernel keeps twice what is set"), "socket(7)")),
  OPTION (SO_SNDBUF, NUMBER, RW, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("Size of the send buffer; the kernel keeps twice what is set"), "socket(7)")),
  OPTION (SO_RCVBUFFORCE, NUMBER, WA, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Set the receive buffer beyond the limit rmem_max"), "socket(7)")),
  OPTION (SO_SNDBUFFORCE, NUMBER, WA, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Set the send buffer beyond the limit wmem_max"), "socket(7)")),
  OPTION (SO_RCVLOWAT, NUMBER, RW, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("So many bytes must wait before the socket counts as readable"), "socket(7)")),
  OPTION (SO_SNDLOWAT, NUMBER, R, UNIT (N_("bytes")),
          TEXT (N_("Always 1 on Linux, and cannot be changed"), "socket(7)")),
  OPTION (SO_RCVTIMEO, TIME, RW, RANGE (0, G_MAXINT64),
          TEXT (N_("How long a blocking receive waits at most; 0: for ever"), "socket(7)")),
  OPTION (SO_SNDTIMEO, TIME, RW, RANGE (0, G_MAXINT64),
          TEXT (N_("How long a blocking send waits at most; 0: for ever"), "socket(7)")),
  OPTION (SO_BINDTODEVICE, STRING, RW,
          NEEDS_WHEN ("CAP_NET_RAW", N_("when it is bound to one already")),
          TEXT (N_("Send and receive through this network interface only; empty: any"),
                "socket(7)")),
  OPTION (SO_BINDTOIFINDEX, INTERFACE, RW,
          NEEDS_WHEN ("CAP_NET_RAW", N_("when it is bound to one already")),
          TEXT (N_("The same as SO_BINDTODEVICE, by the number of the interface"),
                "asm-generic/socket.h")),
  OPTION (SO_DONTROUTE, SWITCH, RW,
          TEXT (N_("Send to directly connected hosts only, past the routing table"), "socket(7)")),
  OPTION (SO_PRIORITY, NUMBER, RW, RANGE (0, G_MAXINT),
          NEEDS_WHEN ("CAP_NET_ADMIN", N_("above 6")),
          TEXT (N_("Priority of the packets sent, for the queue of the interface"), "socket(7)")),
  OPTION (SO_MARK, NUMBER, RW, RANGE (0, G_MAXUINT32), NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Mark of the packets sent, for routing and filters"), "socket(7)")),
  OPTION (SO_TIMESTAMP, SWITCH, RW,
          TEXT (N_("Receive with each datagram when it came, in microseconds"), "socket(7)")),
  OPTION (SO_TIMESTAMPNS, SWITCH, RW,
          TEXT (N_("Receive with each datagram when it came, in nanoseconds"), "socket(7)")),
  OPTION (SO_RXQ_OVFL, SWITCH, RW,
          TEXT (N_("Receive with each datagram how many were dropped before it"), "socket(7)")),
  OPTION (SO_PEEK_OFF, NUMBER, RW, RANGE (-1, G_MAXINT), UNIT (N_("bytes")),
          .choices = peek_offsets,
          TEXT (N_("Where MSG_PEEK begins to look; moves on with each look"), "socket(7)")),
  OPTION (SO_ERROR, NUMBER, RC,
          TEXT (N_("The error that waits; reading it clears it"), "socket(7)")),
  OPTION (SO_TYPE, CHOICE, R, .choices = types,
          TEXT (N_("The type of the socket, as the kernel made it"), "socket(7)")),
  OPTION (SO_DOMAIN, CHOICE, R, .choices = domains,
          TEXT (N_("The address family of the socket, as the kernel made it"), "socket(7)")),
  OPTION (SO_PROTOCOL, NUMBER, R,
          TEXT (N_("The protocol of the socket, as the kernel made it"), "socket(7)")),
  OPTION (SO_ACCEPTCONN, SWITCH, R, TEXT (N_("Whether the socket listens"), "socket(7)")),
  OPTION (SO_DEBUG, SWITCH, RW, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("Record debugging information, where the protocol does"), "socket(7)")),
  OPTION (SO_INCOMING_CPU, NUMBER, RW, RANGE (-1, G_MAXINT), .choices = cpus,
          TEXT (N_("The processor that handled the last packet, or that is to have the socket"),
                "socket(7)")),
  OPTION (SO_BUSY_POLL, NUMBER, RW, RANGE (0, G_MAXINT), UNIT (N_("µs")),
          NEEDS_WHEN ("CAP_NET_ADMIN", N_("to increase it")),
          TEXT (N_("How long a receive polls the network card before it sleeps"), "socket(7)")),
  OPTION (SO_LOCK_FILTER, SWITCH, RW,
          TEXT (N_("Forbid changing or removing the filter, for good"), "socket(7)")),
  { 0 },
};
