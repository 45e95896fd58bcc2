/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* socket(2), bind(2) and listen(2). */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define ANY        SOCKEYE_WHEN_ANY
#define UNIX       SOCKEYE_WHEN_UNIX
#define INET       SOCKEYE_WHEN_INET
#define ABSTRACT   SOCKEYE_WHEN_ABSTRACT
#define LINK_LOCAL SOCKEYE_WHEN_LINK_LOCAL
#define DATAGRAM   SOCKEYE_WHEN_DATAGRAM
#define FRESH      SOCKEYE_WHEN_FRESH
#define BOUND      SOCKEYE_WHEN_BOUND
#define CONNECTED  SOCKEYE_WHEN_CONNECTED

const SockeyeExplanation _sockeye_explain_setup[] = {
  { SOCKEYE_VERB_SOCKET, ANY, EAFNOSUPPORT,
    N_("This kernel has no such address family, or its module is not loaded."),
    N_("Choose another family.") },
  { SOCKEYE_VERB_SOCKET, ANY, EPROTONOSUPPORT,
    N_("This family and type do not have that protocol."),
    N_("Choose protocol 0, the default.") },
  { SOCKEYE_VERB_SOCKET, ANY, ESOCKTNOSUPPORT, N_("This family has no sockets of that type."),
    N_("Choose another type.") },
  { SOCKEYE_VERB_SOCKET, ANY, EINVAL,
    N_("There is no protocol of that number, or the type has flags that are not known."),
    N_("Choose protocol 0, the default.") },
  { SOCKEYE_VERB_SOCKET, ANY, EPERM,
    N_("Such sockets need a privilege that this program does not have, mostly CAP_NET_RAW."),
    N_("Run it with that privilege (capabilities(7)), or choose another type.") },
  /* The kernel itself says so of ping sockets only (ping_init_sock() of
   * net/ipv4/ping.c), to root as well. */
  { SOCKEYE_VERB_SOCKET, ANY, EACCES,
    N_("A ping socket is only for the groups in net.ipv4.ping_group_range (icmp(7)), and nobody is "
       "in the range “1 0”; other sockets may be forbidden by a security module."),
    N_("Set the range with sysctl, or choose SOCK_RAW.") },
  { SOCKEYE_VERB_SOCKET, ANY, ENOBUFS, N_("The kernel has no memory for another socket now."),
    N_("Close some sockets, and try again.") },
  { SOCKEYE_VERB_SOCKET, ANY, ENOMEM, N_("The kernel has no memory for another socket now."),
    N_("Close some sockets, and try again.") },
  { SOCKEYE_VERB_SOCKET, ANY, ENOPKG,
    N_("This kernel was built without a part that such a socket needs."),
    N_("Choose another family or protocol.") },

  { SOCKEYE_VERB_BIND, UNIX | ABSTRACT, EADDRINUSE,
    N_("Another socket has that abstract name."),
    N_("Choose another name, or none for autobind.") },
  { SOCKEYE_VERB_BIND, UNIX, EADDRINUSE, N_("A file exists at that path."),
    N_("Choose another path, or remove the file yourself if no program uses it: Sockeye never "
       "deletes a file that it did not create.") },
  { SOCKEYE_VERB_BIND, ANY, EADDRINUSE,
    N_("Another socket has this port, or an old connection of it is still in TIME_WAIT."),
    N_("Choose another port, or 0 to let the kernel choose. SO_REUSEADDR allows a port whose "
       "old connections are in TIME_WAIT, but not one where somebody listens.") },
  { SOCKEYE_VERB_BIND, UNIX, EACCES, N_("This user may not create a file in that folder."),
    N_("Choose another path.") },
  { SOCKEYE_VERB_BIND, ANY, EACCES,
    N_("Ports below 1024 need a privilege (CAP_NET_BIND_SERVICE)."),
    N_("Choose a port from 1024 on.") },
  { SOCKEYE_VERB_BIND, UNIX, EPERM,
    N_("The file system of that path has no sockets, or a security rule of this machine forbids "
       "it."),
    N_("Choose another path.") },
  { SOCKEYE_VERB_BIND, ANY, EPERM, N_("A security rule of this machine forbids it."),
    N_("Choose another address or port, or ask whoever looks after this machine.") },
  { SOCKEYE_VERB_BIND, ANY, EADDRNOTAVAIL,
    N_("A socket binds to an address of this machine, and this is none."),
    N_("Try 127.0.0.1 (::1 for IPv6), or an empty host for all.") },
  { SOCKEYE_VERB_BIND, BOUND, EINVAL,
    N_("The socket has an address already, and keeps it until it is closed."),
    N_("Create another socket, and bind that.") },
  { SOCKEYE_VERB_BIND, LINK_LOCAL, EINVAL,
    N_("A link-local address holds on one interface only, and none is named."),
    N_("Name it behind the address, as in fe80::1%eth0.") },
  { SOCKEYE_VERB_BIND, FRESH, EINVAL,
    N_("This is not an address that a socket of this family and type can have."),
    N_("Check the address.") },
  { SOCKEYE_VERB_BIND, ANY, EINVAL,
    N_("The socket is bound already, or the address is not of its family."),
    N_("Check the address, or bind another socket.") },
  { SOCKEYE_VERB_BIND, ANY, ENODEV, N_("There is no interface such as the address names."),
    N_("Check what stands behind the % of the address.") },
  { SOCKEYE_VERB_BIND, ANY, ENOENT, N_("The folder of this path does not exist."),
    N_("Create it, or choose another path.") },
  { SOCKEYE_VERB_BIND, ANY, EROFS, N_("The path lies on a read-only file system."),
    N_("Choose another path.") },
  { SOCKEYE_VERB_BIND, ANY, EIO, N_("The device failed while the file of the socket was made."),
    N_("Choose another path.") },
  { SOCKEYE_VERB_BIND, ANY, EAFNOSUPPORT,
    N_("The address is of another family than the socket."),
    N_("Type an address of its family, or create a socket of the other one.") },

  { SOCKEYE_VERB_LISTEN, INET | FRESH, EADDRINUSE,
    N_("The socket is not bound, and no port is free for it (ip_local_port_range)."),
    N_("Bind it to a port first.") },
  { SOCKEYE_VERB_LISTEN, ANY, EADDRINUSE,
    N_("Another socket listens on this port already."),
    N_("Bind a new socket to another port.") },
  { SOCKEYE_VERB_LISTEN, DATAGRAM, EOPNOTSUPP,
    N_("A datagram socket has no connections to listen for."),
    N_("Receive without listening, or create a SOCK_STREAM socket.") },
  { SOCKEYE_VERB_LISTEN, ANY, EOPNOTSUPP,
    N_("Only connections are listened for: SOCK_STREAM and SOCK_SEQPACKET."),
    N_("Create a socket of one of these types.") },
  { SOCKEYE_VERB_LISTEN, UNIX | FRESH, EINVAL,
    N_("The socket has no path yet, and a UNIX socket without one cannot listen."),
    N_("Bind first.") },
  { SOCKEYE_VERB_LISTEN, CONNECTED, EINVAL,
    N_("The socket is connected: a socket listens or connects."),
    N_("Create another socket, bind it and listen.") },
  { SOCKEYE_VERB_LISTEN, ANY, EINVAL,
    N_("The socket is connected or being connected, or it is a UNIX socket without a path."),
    N_("Create another socket, bind it and listen.") },
  { SOCKEYE_VERB_LISTEN, ANY, EDESTADDRREQ, N_("The socket is not bound."), N_("Bind first.") },
  { SOCKEYE_VERB_LISTEN, ANY, EACCES,
    N_("A security rule of this machine does not let this program listen."),
    N_("Ask whoever looks after this machine.") },
  { 0 },
};
