/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* accept(2) and connect(2). */

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
#define BOUND      SOCKEYE_WHEN_BOUND
#define LISTENING  SOCKEYE_WHEN_LISTENING

const SockeyeExplanation _sockeye_explain_connect[] = {
  { SOCKEYE_VERB_ACCEPT, ANY, EINVAL, N_("The socket does not listen."),
    N_("Bind and Listen first.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EAGAIN,
    N_("No connection waits to be accepted, and the call was told not to wait for one."),
    N_("Accept again when a client has connected.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EMFILE,
    N_("This program may open no more descriptors (ulimit -n); the clients wait meanwhile."),
    N_("Close some sockets: automatic accepting goes on by itself when a descriptor is free.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENFILE,
    N_("The whole machine has no descriptor left; the clients wait meanwhile."),
    N_("Close some sockets or programs, and accept again.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENOBUFS,
    N_("The kernel has no memory for the new connection now."),
    N_("Accept again in a while.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENOMEM,
    N_("The kernel has no memory for the new connection now."),
    N_("Accept again in a while.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENOSR,
    N_("The kernel has no memory for the new connection now."),
    N_("Accept again in a while.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ECONNABORTED, N_("The client left before it was accepted."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EPERM, N_("A firewall forbids the new connection."),
    N_("Check its rules, or accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, DATAGRAM, EOPNOTSUPP,
    N_("A datagram socket has no connections to accept."),
    N_("Receive without accepting, or create a SOCK_STREAM socket.") },

  /* Linux hands errors of the network that wait on the new connection to
   * accept(): accept(2). Which ICMP message gives which: net/ipv4/icmp.c. */
  { SOCKEYE_VERB_ACCEPT, LISTENING, EOPNOTSUPP,
    N_("An error of the new connection, not of the listener: a router could not follow the "
       "route that its packets asked for."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EOPNOTSUPP,
    N_("Only connections are accepted: SOCK_STREAM and SOCK_SEQPACKET."),
    N_("Create a socket of one of these types.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENETDOWN,
    N_("An error of the new connection, not of the listener: its network went down."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EPROTO,
    N_("An error of the new connection, not of the listener: it did not keep to the protocol."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENOPROTOOPT,
    N_("An error of the new connection, not of the listener: the client's machine answered that "
       "it does not know the protocol."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EHOSTDOWN,
    N_("An error of the new connection, not of the listener: a router answered that it does not "
       "know the client's machine."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENONET,
    N_("An error of the new connection, not of the listener: a router answered that the client's "
       "machine is cut off."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EHOSTUNREACH,
    N_("An error of the new connection, not of the listener: no way leads to the client's "
       "machine any more."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ENETUNREACH,
    N_("An error of the new connection, not of the listener: no route leads to the client's "
       "network any more."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ETIMEDOUT,
    N_("An error of the new connection, not of the listener: the client has stopped answering."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, ESOCKTNOSUPPORT,
    N_("The kernel could not make a socket of this type for the new connection."),
    N_("Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, ANY, EPROTONOSUPPORT,
    N_("The kernel could not make a socket of this protocol for the new connection."),
    N_("Accept again for the next one.") },

  { SOCKEYE_VERB_CONNECT, UNIX | ABSTRACT, ECONNREFUSED,
    N_("Nobody listens on that abstract name."), N_("Start the server, or check the name.") },
  { SOCKEYE_VERB_CONNECT, UNIX, ECONNREFUSED,
    N_("There is a file, but nobody listens on it: a server left it behind, or it is no "
       "socket."),
    N_("Start the server, or check the path.") },
  { SOCKEYE_VERB_CONNECT, ANY, ECONNREFUSED,
    N_("The machine answered that nobody listens there."),
    N_("Check host and port, start the server, then connect again.") },
  { SOCKEYE_VERB_CONNECT, ANY, ETIMEDOUT,
    N_("Nobody answered: the machine is off, or a firewall drops the packets."),
    N_("Check the address.") },
  { SOCKEYE_VERB_CONNECT, INET | BOUND, EADDRNOTAVAIL,
    N_("The port that this socket is bound to has a connection to that peer already, perhaps an "
       "old one in TIME_WAIT."),
    N_("Connect a socket that is not bound, or wait a minute.") },
  { SOCKEYE_VERB_CONNECT, ANY, EADDRNOTAVAIL,
    N_("No local address or port is free for this connection (ip_local_port_range)."),
    N_("Close some sockets, or wait until old connections leave TIME_WAIT.") },
  { SOCKEYE_VERB_CONNECT, ANY, EADDRINUSE,
    N_("The local address is in use for a connection to that peer already."),
    N_("Connect a socket that is not bound, or bind one to another port.") },
  { SOCKEYE_VERB_CONNECT, UNIX, EACCES,
    N_("This user may not write to that path, or not go through one of its folders."),
    N_("Choose another path, or change its permissions.") },
  { SOCKEYE_VERB_CONNECT, INET | DATAGRAM, EACCES,
    N_("A broadcast address needs the option SO_BROADCAST, so that nobody sends to all by "
       "mistake; or a firewall says no."),
    N_("Set SO_BROADCAST, or check the address.") },
  { SOCKEYE_VERB_CONNECT, ANY, EACCES,
    N_("The path may not be written to by this user; or it is a broadcast address, or a "
       "firewall says no."),
    N_("Check the address.") },
  { SOCKEYE_VERB_CONNECT, UNIX, EPERM,
    N_("That socket is connected to another one, and takes datagrams from it only."),
    N_("Choose a socket that is not connected.") },
  { SOCKEYE_VERB_CONNECT, ANY, EPERM, N_("A firewall of this machine forbids the connection."),
    N_("Check its rules, or connect to another address.") },
  { SOCKEYE_VERB_CONNECT, ANY, EPROTOTYPE, N_("The socket at that path is of another type."),
    N_("Create one of the same type.") },
  { SOCKEYE_VERB_CONNECT, ANY, ENOENT, N_("There is no socket at that path."),
    N_("Start the server, or check the path.") },
  { SOCKEYE_VERB_CONNECT, UNIX, EAGAIN,
    N_("The listener's backlog is full, and a UNIX socket does not wait for room."),
    N_("Connect again when it has accepted.") },
  { SOCKEYE_VERB_CONNECT, INET, EAGAIN,
    N_("No local port is free for this socket (ip_local_port_range)."),
    N_("Close some sockets, and connect again.") },
  { SOCKEYE_VERB_CONNECT, ANY, EAGAIN,
    N_("The backlog of the UNIX listener is full, or no local port is free."),
    N_("Connect again in a while.") },
  { SOCKEYE_VERB_CONNECT, LISTENING, EINVAL,
    N_("The socket listens: a socket listens or connects."),
    N_("Create another socket, and connect that.") },
  { SOCKEYE_VERB_CONNECT, LINK_LOCAL, EINVAL,
    N_("A link-local address holds on one interface only, and none is named."),
    N_("Name it behind the address, as in fe80::1%eth0.") },
  { SOCKEYE_VERB_CONNECT, INET | BOUND, EINVAL,
    N_("The socket is bound to an address from which no way leads there: 127.0.0.1 reaches this "
       "machine only."),
    N_("Connect a socket that is not bound, or check the address.") },
  { SOCKEYE_VERB_CONNECT, ANY, EINVAL,
    N_("The address is not one that this socket can connect to."),
    N_("Check the address.") },
  { SOCKEYE_VERB_CONNECT, ANY, EAFNOSUPPORT,
    N_("The address is of another family than the socket."),
    N_("Type an address of its family, or create a socket of the other one.") },
  { SOCKEYE_VERB_CONNECT, ANY, ECONNRESET,
    N_("The peer broke the connection off while it was made."), N_("Connect again.") },
  { SOCKEYE_VERB_CONNECT, ANY, ECONNABORTED,
    N_("An earlier connect of this socket failed, and this is its answer."),
    N_("Connect again.") },
  { SOCKEYE_VERB_CONNECT, LISTENING, EISCONN,
    N_("The socket listens: a socket listens or connects."),
    N_("Create another socket, and connect that.") },
  { SOCKEYE_VERB_CONNECT, ANY, EISCONN, N_("The socket has a peer already."),
    N_("Create another socket, and connect that.") },
  { SOCKEYE_VERB_CONNECT, ANY, EALREADY, N_("An earlier connect of this socket has not finished."),
    N_("Wait for it, or cancel it.") },
  { SOCKEYE_VERB_CONNECT, ANY, ENETUNREACH,
    N_("This machine has no route to that network, or it is an address that a connection cannot "
       "be made to, such as a broadcast address."),
    N_("Check the address, and the network connection of this machine.") },
  { 0 },
};
