/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* send(2) and sendto(2). What is not told of sendto() is that of send(). */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define ANY           SOCKEYE_WHEN_ANY
#define UNIX          SOCKEYE_WHEN_UNIX
#define INET          SOCKEYE_WHEN_INET
#define ABSTRACT      SOCKEYE_WHEN_ABSTRACT
#define LINK_LOCAL    SOCKEYE_WHEN_LINK_LOCAL
#define STREAM        SOCKEYE_WHEN_STREAM
#define DATAGRAM      SOCKEYE_WHEN_DATAGRAM
#define FRESH         SOCKEYE_WHEN_FRESH
#define BOUND         SOCKEYE_WHEN_BOUND
#define LISTENING     SOCKEYE_WHEN_LISTENING
#define CONNECTED     SOCKEYE_WHEN_CONNECTED
#define NOT_CONNECTED SOCKEYE_WHEN_NOT_CONNECTED
#define WRITE_SHUT    SOCKEYE_WHEN_WRITE_SHUT
#define RESET         SOCKEYE_WHEN_RESET
#define RAW           SOCKEYE_WHEN_RAW
#define PING          SOCKEYE_WHEN_PING
#define URGENT        SOCKEYE_WHEN_URGENT

const SockeyeExplanation _sockeye_explain_send[] = {
  { SOCKEYE_VERB_SEND, WRITE_SHUT, EPIPE,
    N_("Sending was shut down here, and a direction that is shut cannot be opened again."),
    N_("Go on receiving, or connect another socket.") },
  { SOCKEYE_VERB_SEND, LISTENING, EPIPE, N_("A listener has no peer: its peers send."),
    N_("Choose one of its peers.") },
  { SOCKEYE_VERB_SEND, INET | NOT_CONNECTED, EPIPE,
    N_("The socket has no peer: Linux says EPIPE of a TCP socket that was never connected."),
    N_("Connect first.") },
  { SOCKEYE_VERB_SEND, UNIX, EPIPE,
    N_("The peer has closed its socket, or shut down receiving."),
    N_("Receive what it has sent, then connect another socket.") },
  { SOCKEYE_VERB_SEND, RESET, EPIPE, N_("The connection was broken off before this call."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_SEND, INET | CONNECTED, EPIPE,
    N_("The peer has closed: it answered the last bytes with RST."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_SEND, ANY, EPIPE,
    N_("Sending was shut down here, or the peer has closed and answered the last bytes with "
       "RST, or the socket was never connected."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_SEND, UNIX, ECONNRESET,
    N_("The peer closed its socket before it had read all bytes."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_SEND, ANY, ECONNRESET,
    N_("The peer broke the connection off; bytes on the way are lost."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_SEND, LISTENING, ENOTCONN, N_("A listener has no peer: its peers send."),
    N_("Choose one of its peers.") },
  { SOCKEYE_VERB_SEND, UNIX | DATAGRAM, ENOTCONN,
    N_("The socket has no peer, or its peer has closed."),
    N_("Fill in To, or Connect first.") },
  { SOCKEYE_VERB_SEND, ANY, ENOTCONN, N_("The socket has no peer."), N_("Connect first.") },
  { SOCKEYE_VERB_SEND, ANY, EDESTADDRREQ,
    N_("The socket has no peer, and no address was given."),
    N_("Fill in To, or Connect first.") },
  { SOCKEYE_VERB_SEND, UNIX, ECONNREFUSED, N_("The peer has closed its socket."),
    N_("Start it again, then Connect again.") },
  { SOCKEYE_VERB_SEND, ANY, ECONNREFUSED,
    N_("The peer's machine answered an earlier datagram: nobody receives on that port."),
    N_("Start the receiver, or check host and port. With the option IP_RECVERR (IPV6_RECVERR) the "
       "error queue would tell who refused it.") },
  { SOCKEYE_VERB_SEND, UNIX, EMSGSIZE,
    N_("The message is longer than the send buffer, and goes as a whole or not at all."),
    N_("Send less at once.") },
  { SOCKEYE_VERB_SEND, ANY, EMSGSIZE,
    N_("A datagram holds less: at most 65,507 bytes for UDP over IPv4."),
    N_("Send less at once.") },
  { SOCKEYE_VERB_SEND, ANY, ENOBUFS, N_("The queue of the network interface is full."),
    N_("Send more slowly.") },
  { SOCKEYE_VERB_SEND, INET | DATAGRAM | FRESH, EAGAIN,
    N_("No local port is free for this socket (ip_local_port_range), or its send buffer is "
       "full."),
    N_("Close some sockets, or send more slowly.") },
  { SOCKEYE_VERB_SEND, INET | DATAGRAM, EAGAIN,
    N_("The send buffer is full: datagrams leave this machine more slowly than they are sent."),
    N_("Send more slowly.") },
  { SOCKEYE_VERB_SEND, UNIX | DATAGRAM, EAGAIN,
    N_("The queue of the receiver is full: it does not read."),
    N_("Try again when it does.") },
  { SOCKEYE_VERB_SEND, ANY, EAGAIN, N_("The send buffer is full: the peer does not read."),
    N_("Try again when it does.") },
  { SOCKEYE_VERB_SEND, DATAGRAM | URGENT, EOPNOTSUPP,
    N_("A datagram socket has no urgent data (MSG_OOB)."), N_("Send without MSG_OOB.") },
  { SOCKEYE_VERB_SEND, UNIX | URGENT, EOPNOTSUPP,
    N_("This kind of UNIX socket, or this kernel, has no urgent data (MSG_OOB)."),
    N_("Send without MSG_OOB.") },
  { SOCKEYE_VERB_SEND, ANY, EOPNOTSUPP,
    N_("This kind of socket does not know one of these flags."), N_("Send without flags.") },
  { SOCKEYE_VERB_SEND, ANY, EISCONN,
    N_("The socket is connected, and an address was given as well."),
    N_("Send without To.") },
  { SOCKEYE_VERB_SEND, UNIX, EACCES,
    N_("This user may not write to that path, or not go through one of its folders."),
    N_("Choose another path, or change its permissions.") },
  { SOCKEYE_VERB_SEND, ANY, EACCES,
    N_("It is a broadcast address and SO_BROADCAST is off, or a route or a firewall forbids "
       "it."),
    N_("Check the address.") },
  { SOCKEYE_VERB_SEND, UNIX, EPERM,
    N_("That socket is connected to another one, and takes datagrams from it only."),
    N_("Choose a socket that is not connected.") },
  { SOCKEYE_VERB_SEND, ANY, EPERM, N_("A firewall of this machine forbids sending there."),
    N_("Check its rules, or send to another address.") },
  { SOCKEYE_VERB_SEND, PING, EINVAL,
    N_("A ping socket sends echo requests only: type 8 and code 0, in IPv6 type 128, behind which "
       "come a checksum, an identifier and a sequence number, two bytes each."),
    N_("Type eight bytes or more as hex: first 08 00, or 80 00 in IPv6.") },
  { SOCKEYE_VERB_SEND, INET | RAW, EINVAL,
    N_("With IP_HDRINCL, which IPPROTO_RAW has on, the message must begin with a whole IP header; "
       "without, the port in an IPv6 address must be 0; or no way leads there from where the "
       "socket is bound."),
    N_("Check the header and the address.") },
  { SOCKEYE_VERB_SEND, ANY, EINVAL,
    N_("The kernel does not take these flags here, or a route drops what goes there."),
    N_("Send without flags, or check the routes of this machine.") },
  { SOCKEYE_VERB_SEND, ANY, EALREADY, N_("An earlier connect of this socket has not finished."),
    N_("Wait for it, or cancel it.") },
  { SOCKEYE_VERB_SEND, ANY, ETIMEDOUT,
    N_("The peer has not acknowledged what was sent for a long time."),
    N_("Check the network, and connect another socket.") },
  { SOCKEYE_VERB_SEND, ANY, ENOPROTOOPT,
    N_("The peer's machine answered something sent before: it does not know the protocol."),
    N_("Check the address.") },
  { SOCKEYE_VERB_SEND, ANY, ETOOMANYREFS,
    N_("Too many descriptors are on their way over UNIX sockets (sendmsg); bytes alone never "
       "cause this."),
    N_("Let the receivers take them first.") },
  { SOCKEYE_VERB_SEND, ANY, ESRCH,
    N_("Credentials were sent along of a process that does not exist (sendmsg); bytes alone "
       "never cause this."),
    N_("Send without credentials.") },

  { SOCKEYE_VERB_SENDTO, UNIX, EACCES,
    N_("This user may not write to that path, or not go through one of its folders."),
    N_("Choose another path, or change its permissions.") },
  { SOCKEYE_VERB_SENDTO, ANY, EACCES,
    N_("Sending to a broadcast address needs the option SO_BROADCAST, so that nobody does it "
       "by mistake."),
    N_("Set SO_BROADCAST, or check the address.") },
  { SOCKEYE_VERB_SENDTO, UNIX | ABSTRACT, ECONNREFUSED,
    N_("Nobody receives on that abstract name."), N_("Start the receiver, or check the name.") },
  { SOCKEYE_VERB_SENDTO, UNIX, ECONNREFUSED,
    N_("There is a file, but nobody receives on it: a program left it behind, or it is no "
       "socket."),
    N_("Start the receiver, or check the path.") },
  { SOCKEYE_VERB_SENDTO, ANY, ECONNREFUSED,
    N_("An earlier datagram was refused: nobody receives on that port or path."),
    N_("Start the receiver, or check the address. With the option IP_RECVERR (IPV6_RECVERR) the "
       "error queue would tell who refused it.") },
  { SOCKEYE_VERB_SENDTO, LINK_LOCAL, EINVAL,
    N_("A link-local address holds on one interface only, and none is named."),
    N_("Name it behind the address, as in fe80::1%eth0.") },
  { SOCKEYE_VERB_SENDTO, PING, EINVAL,
    N_("A ping socket sends echo requests only: type 8 and code 0, in IPv6 type 128, behind which "
       "come a checksum, an identifier and a sequence number, two bytes each."),
    N_("Type eight bytes or more as hex: first 08 00, or 80 00 in IPv6.") },
  { SOCKEYE_VERB_SENDTO, INET | RAW, EINVAL,
    N_("With IP_HDRINCL, which IPPROTO_RAW has on, the message must begin with a whole IP header; "
       "without, the port in an IPv6 address must be 0; or no way leads there from where the "
       "socket is bound."),
    N_("Check the header and the address.") },
  { SOCKEYE_VERB_SENDTO, INET | BOUND, EINVAL,
    N_("The port is 0, or the socket is bound to an address from which no way leads there: "
       "127.0.0.1 reaches this machine only."),
    N_("Check the address, or send from a socket that is not bound.") },
  { SOCKEYE_VERB_SENDTO, ANY, EINVAL,
    N_("The address is not one that this socket can send to; nobody can have port 0."),
    N_("Check the address.") },
  { SOCKEYE_VERB_SENDTO, ANY, EISCONN,
    N_("The socket is connected, and sends to its peer only."), N_("Send without To.") },
  { SOCKEYE_VERB_SENDTO, UNIX | STREAM | NOT_CONNECTED, EOPNOTSUPP,
    N_("A UNIX stream sends to its peer only, and has none yet."),
    N_("Connect first, and send without To.") },
  { SOCKEYE_VERB_SENDTO, ANY, ENOENT, N_("There is no socket at that path."),
    N_("Start the receiver, or check the path.") },
  { SOCKEYE_VERB_SENDTO, ANY, EPROTOTYPE, N_("The socket at that path is of another type."),
    N_("Create one of the same type.") },
  { SOCKEYE_VERB_SENDTO, ANY, EAFNOSUPPORT,
    N_("The address is of another family than the socket."),
    N_("Type an address of its family, or create a socket of the other one.") },
  { SOCKEYE_VERB_SENDMSG, UNIX | CONNECTED, ECONNREFUSED, N_("The peer has closed its socket."),
    N_("Start it again, then Connect again.") },
  { SOCKEYE_VERB_SENDMSG, ANY, EPERM,
    N_("Only a privileged process may name another one, another user or another group in "
       "SCM_CREDENTIALS, or set SO_MARK."),
    N_("Leave the fields of SCM_CREDENTIALS empty.") },
  { SOCKEYE_VERB_SENDMSG, ANY, ETOOMANYREFS,
    N_("Too many descriptors are under way to receivers that have not taken them."),
    N_("Let the receiver receive first.") },
  { SOCKEYE_VERB_SENDMSG, ANY, EINVAL,
    N_("The kernel does not take one of the control messages here: its type, its size or its value "
       "is not possible for this socket."),
    N_("Take it out, or correct it, and send again.") },
  { SOCKEYE_VERB_SENDMSG, ANY, ENODEV,
    N_("The interface of the control message is not there any more."),
    N_("Choose another one.") },
  { SOCKEYE_VERB_SENDMSG, ANY, ESRCH, N_("SCM_CREDENTIALS names a process that does not exist."),
    N_("Leave its field empty: the kernel then names this process.") },
  { SOCKEYE_VERB_SENDTO, ANY, EADDRNOTAVAIL,
    N_("No local address or port fits that destination."),
    N_("Check the address, or bind to an address from which it can be reached.") },
  { 0 },
};
