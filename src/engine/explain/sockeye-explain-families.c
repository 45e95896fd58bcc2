/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What an error comes from in a family of which the general rows would say
 * something wrong: netlink(7), packet(7), vsock(7) and the kernel's own code.
 * Each row holds for one family, so they stand before all others. */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define NETLINK SOCKEYE_WHEN_NETLINK
#define PACKET  SOCKEYE_WHEN_PACKET
#define VSOCK   SOCKEYE_WHEN_VSOCK
#define BOUND   SOCKEYE_WHEN_BOUND

const SockeyeExplanation _sockeye_explain_families[] = {
  { SOCKEYE_VERB_BIND, NETLINK, EADDRINUSE,
    N_("Another socket of this protocol has that port id."),
    N_("Bind with port id 0, so that the kernel chooses one.") },
  { SOCKEYE_VERB_BIND, NETLINK, EPERM,
    N_("Belonging to groups of this protocol needs a privilege (CAP_NET_ADMIN)."),
    N_("Bind without groups.") },
  { SOCKEYE_VERB_BIND, NETLINK | BOUND, EINVAL,
    N_("The socket has another port id already, and keeps it until it is closed."),
    N_("Bind with the port id that it has to change its groups, or create another socket.") },
  { SOCKEYE_VERB_CONNECT, NETLINK, EPERM,
    N_("A program or a group, rather than the kernel, is reached only with a privilege "
       "(CAP_NET_ADMIN) in this protocol."),
    N_("Connect to port id 0, the kernel.") },
  { SOCKEYE_VERB_SENDTO, NETLINK, EPERM,
    N_("A program or a group, rather than the kernel, is reached only with a privilege "
       "(CAP_NET_ADMIN) in this protocol."),
    N_("Send to port id 0, the kernel.") },
  { SOCKEYE_VERB_SEND, NETLINK, ECONNREFUSED,
    N_("No socket of this protocol has that port id, or nothing in the kernel listens to it."),
    N_("Check the port id; 0 is the kernel.") },
  { SOCKEYE_VERB_SENDTO, NETLINK, ECONNREFUSED,
    N_("No socket of this protocol has that port id, or nothing in the kernel listens to it."),
    N_("Check the port id; 0 is the kernel.") },
  { SOCKEYE_VERB_SEND, NETLINK, EMSGSIZE,
    N_("The message does not fit into the send buffer as a whole."),
    N_("Make SO_SNDBUF larger, or send less at once.") },
  { SOCKEYE_VERB_SENDTO, NETLINK, EMSGSIZE,
    N_("The message does not fit into the send buffer as a whole."),
    N_("Make SO_SNDBUF larger, or send less at once.") },
  { SOCKEYE_VERB_RECV, NETLINK, ENOBUFS,
    N_("Messages came faster than they were received, and the kernel threw some away."),
    N_("Make SO_RCVBUF larger, and ask the kernel for the whole list again.") },

  { SOCKEYE_VERB_BIND, PACKET, ENODEV, N_("The interface is gone."),
    N_("Choose another interface.") },
  { SOCKEYE_VERB_CONNECT, PACKET, EOPNOTSUPP,
    N_("A socket of this family has no peer: each frame goes where its address says."),
    N_("Send with an address in To.") },
  { SOCKEYE_VERB_SEND, PACKET, ENXIO,
    N_("The socket is bound to no interface, or its interface is gone."),
    N_("Bind it to one, or send with an address in To.") },
  { SOCKEYE_VERB_SENDTO, PACKET, ENXIO, N_("The interface is gone."),
    N_("Choose another interface.") },
  { SOCKEYE_VERB_SEND, PACKET, ENETDOWN, N_("The interface is switched off."),
    N_("Switch it on, or choose another one.") },
  { SOCKEYE_VERB_SENDTO, PACKET, ENETDOWN, N_("The interface is switched off."),
    N_("Switch it on, or choose another one.") },
  { SOCKEYE_VERB_SEND, PACKET, EMSGSIZE,
    N_("The frame is longer than the interface takes (its MTU)."), N_("Send less at once.") },
  { SOCKEYE_VERB_SENDTO, PACKET, EMSGSIZE,
    N_("The frame is longer than the interface takes (its MTU)."), N_("Send less at once.") },
  { SOCKEYE_VERB_SEND, PACKET, EINVAL,
    N_("The frame is too short: in SOCK_RAW it begins with the whole header of its interface; or "
       "the hardware address is too short."),
    N_("Send the header as well, or create a SOCK_DGRAM socket.") },
  { SOCKEYE_VERB_SENDTO, PACKET, EINVAL,
    N_("The frame is too short: in SOCK_RAW it begins with the whole header of its interface; or "
       "the hardware address is too short."),
    N_("Send the header as well, or create a SOCK_DGRAM socket.") },
  { SOCKEYE_VERB_RECV, PACKET, ENETDOWN, N_("The interface was switched off, or it is gone."),
    N_("Switch it on, or bind to another one.") },

  { SOCKEYE_VERB_BIND, VSOCK, EADDRNOTAVAIL, N_("This machine does not have that CID."),
    N_("Bind to the CID any.") },
  { SOCKEYE_VERB_BIND, VSOCK, EADDRINUSE, N_("Another socket has this port."),
    N_("Choose another port, or any to let the kernel choose.") },
  { SOCKEYE_VERB_CONNECT, VSOCK, ENODEV,
    N_("Nothing in this kernel leads to that CID: there is no virtual machine or host behind it, "
       "or a module is not loaded."),
    N_("Check the CID.") },
  { SOCKEYE_VERB_CONNECT, VSOCK, ENETUNREACH,
    N_("The way to virtual machines of this kernel does not lead to that CID or port."),
    N_("Check CID and port.") },
  { SOCKEYE_VERB_CONNECT, VSOCK, ECONNRESET,
    N_("The other side answered that nobody listens there."),
    N_("Check CID and port, and start the server.") },
  { SOCKEYE_VERB_CONNECT, VSOCK, ETIMEDOUT,
    N_("Nobody answered: no virtual machine that runs has that CID, or it is local and the module "
       "vsock_loopback is not loaded."),
    N_("Check the CID.") },
  { 0 },
};
