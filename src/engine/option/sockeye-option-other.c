/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* SOL_NETLINK: netlink(7) and linux/netlink.h; AF_VSOCK: vsock(7). UNIX sockets
 * have no level of their own: theirs are at SOL_SOCKET, unix(7). */

#include "config.h"

#include "sockeye-option-private.h"

#include <linux/netlink.h>
#include <linux/vm_sockets.h>

#define LEVEL      SOL_NETLINK
#define LEVEL_NAME "SOL_NETLINK"

#define NETLINK FAMILIES (AF_NETLINK)

const SockeyeOption _sockeye_options_netlink[] = {
  OPTION (NETLINK_ADD_MEMBERSHIP, NUMBER, WA, NETLINK, RANGE (1, G_MAXINT),
          TEXT (N_("Join a group by its number"), "netlink(7)")),
  OPTION (NETLINK_DROP_MEMBERSHIP, NUMBER, WA, NETLINK, RANGE (1, G_MAXINT),
          TEXT (N_("Leave a group"), "netlink(7)")),
  SIZED (NETLINK_LIST_MEMBERSHIPS, BYTES, 256, R, NETLINK,
         TEXT (N_("The groups that were joined, one bit each"), "netlink(7)")),
  OPTION (NETLINK_PKTINFO, SWITCH, RW, NETLINK,
          TEXT (N_("Receive with each message the group it was sent to"), "netlink(7)")),
  OPTION (NETLINK_BROADCAST_ERROR, SWITCH, RW, NETLINK,
          TEXT (N_("Tell the sender when a broadcast did not reach this socket"), "netlink(7)")),
  OPTION (NETLINK_NO_ENOBUFS, SWITCH, RW, NETLINK,
          TEXT (N_("Lose messages in silence, without ENOBUFS"), "netlink(7)")),
  OPTION (NETLINK_LISTEN_ALL_NSID, SWITCH, RW, NETLINK, NEEDS ("CAP_NET_BROADCAST"),
          TEXT (N_("Receive from all network namespaces that have a number here"), "netlink(7)")),
  OPTION (NETLINK_CAP_ACK, SWITCH, RW, NETLINK,
          TEXT (N_("Errors come without the message that they answer"), "netlink(7)")),
  OPTION (NETLINK_EXT_ACK, SWITCH, RW, NETLINK,
          TEXT (N_("Errors come with a text that says more"), "linux/netlink.h")),
  OPTION (NETLINK_GET_STRICT_CHK, SWITCH, RW, NETLINK,
          TEXT (N_("The kernel checks the headers of dump requests strictly"),
                "linux/netlink.h")),
  SIZED (NETLINK_RX_RING, BYTES, 16, WA, NETLINK,
         TEXT (N_("Receive into a ring in memory; no kernel since 4.6 has it"), "linux/netlink.h")),
  SIZED (NETLINK_TX_RING, BYTES, 16, WA, NETLINK,
         TEXT (N_("Send from a ring in memory; no kernel since 4.6 has it"), "linux/netlink.h")),
  { 0 },
};

#undef LEVEL
#undef LEVEL_NAME
#define LEVEL      AF_VSOCK
#define LEVEL_NAME "AF_VSOCK"
#define VSOCK      FAMILIES (AF_VSOCK)

const SockeyeOption _sockeye_options_vsock[] = {
  SIZED (SO_VM_SOCKETS_BUFFER_SIZE, NUMBER, 8, RW, VSOCK, RANGE (0, G_MAXINT64), UNIT (N_("bytes")),
         TEXT (N_("Size of the stream's buffer"), "vsock(7)")),
  SIZED (SO_VM_SOCKETS_BUFFER_MIN_SIZE, NUMBER, 8, RW, VSOCK, RANGE (0, G_MAXINT64),
         UNIT (N_("bytes")), TEXT (N_("The smallest that this buffer may be"), "vsock(7)")),
  SIZED (SO_VM_SOCKETS_BUFFER_MAX_SIZE, NUMBER, 8, RW, VSOCK, RANGE (0, G_MAXINT64),
         UNIT (N_("bytes")), TEXT (N_("The largest that this buffer may be"), "vsock(7)")),
  OPTION (SO_VM_SOCKETS_CONNECT_TIMEOUT, TIME, RW, VSOCK, RANGE (0, G_MAXINT64),
          TEXT (N_("How long a connect waits"), "linux/vm_sockets.h")),
  OPTION (SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW, TIME, RW, VSOCK, RANGE (0, G_MAXINT64),
          TEXT (N_("The same, with 64 bits everywhere"), "linux/vm_sockets.h")),
  OPTION (SO_VM_SOCKETS_PEER_HOST_VM_ID, NUMBER, R, VSOCK,
          TEXT (N_("The number of the peer at its host; VMCI only"), "linux/vm_sockets.h")),
  OPTION (SO_VM_SOCKETS_TRUSTED, SWITCH, R, VSOCK,
          TEXT (N_("Whether the socket is trusted; VMCI only"), "linux/vm_sockets.h")),
  OPTION (SO_VM_SOCKETS_NONBLOCK_TXRX, SWITCH, RW, VSOCK,
          TEXT (N_("Send and receive without blocking; VMCI in the kernel only"),
                "linux/vm_sockets.h")),
  { 0 },
};
