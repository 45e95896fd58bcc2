/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* recv(2), recvfrom(2), shutdown(2) and close(2). What is not told of
 * recvfrom() is that of recv(). */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define ANY           SOCKEYE_WHEN_ANY
#define UNIX          SOCKEYE_WHEN_UNIX
#define DATAGRAM      SOCKEYE_WHEN_DATAGRAM
#define LISTENING     SOCKEYE_WHEN_LISTENING
#define NOT_CONNECTED SOCKEYE_WHEN_NOT_CONNECTED
#define RESET         SOCKEYE_WHEN_RESET
#define URGENT        SOCKEYE_WHEN_URGENT
#define ERROR_QUEUE   SOCKEYE_WHEN_ERROR_QUEUE

const SockeyeExplanation _sockeye_explain_recv[] = {
  { SOCKEYE_VERB_RECV, LISTENING, ENOTCONN, N_("A listener has no peer: its peers receive."),
    N_("Choose one of its peers.") },
  { SOCKEYE_VERB_RECV, ANY, ENOTCONN, N_("The socket has no peer."), N_("Connect first.") },
  { SOCKEYE_VERB_RECV, UNIX, ECONNRESET,
    N_("The peer closed its socket before it had read all bytes."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_RECV, ANY, ECONNRESET,
    N_("The peer broke the connection off: it closed with bytes unread, or by force. What it "
       "had sent may be lost."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_RECV, ANY, EMSGSIZE,
    N_("A datagram that we sent was too long for the way to the peer."),
    N_("Send less at once.") },
  { SOCKEYE_VERB_RECV, ANY, ECONNREFUSED,
    N_("A datagram that we sent was refused: nobody receives on that port."),
    N_("Start the receiver, or check host and port. With the option IP_RECVERR (IPV6_RECVERR) the "
       "error queue would tell who refused it.") },
  { SOCKEYE_VERB_RECV, ERROR_QUEUE, EAGAIN,
    N_("The error queue is empty: MSG_ERRQUEUE never waits. Errors come there only with the option "
       "IP_RECVERR (IPV6_RECVERR)."),
    N_("Receive without MSG_ERRQUEUE, or switch the option on and send again.") },
  { SOCKEYE_VERB_RECV, URGENT, EAGAIN,
    N_("Urgent data is announced, but has not arrived."),
    N_("Receive again in a moment.") },
  { SOCKEYE_VERB_RECV, ANY, EAGAIN, N_("Nothing is there now, and the call was told not to wait."),
    N_("Receive again when something has come, or without MSG_DONTWAIT.") },
  { SOCKEYE_VERB_RECV, LISTENING, EINVAL, N_("A listener has no peer: its peers receive."),
    N_("Choose one of its peers.") },
  { SOCKEYE_VERB_RECV, UNIX | NOT_CONNECTED, EINVAL,
    N_("The socket has no peer: Linux says EINVAL of a UNIX stream that is not connected."),
    N_("Connect first.") },
  { SOCKEYE_VERB_RECV, URGENT, EINVAL,
    N_("There is no urgent data (MSG_OOB), or it was received already."),
    N_("Receive without MSG_OOB.") },
  { SOCKEYE_VERB_RECV, ANY, EINVAL,
    N_("The call asks for urgent data (MSG_OOB) and there is none, or a UNIX stream is not "
       "connected."),
    N_("Receive without MSG_OOB, or Connect first.") },
  { SOCKEYE_VERB_RECV, URGENT, EOPNOTSUPP, N_("This kind of socket has no urgent data (MSG_OOB)."),
    N_("Receive without MSG_OOB.") },
  { SOCKEYE_VERB_RECV, ANY, EOPNOTSUPP,
    N_("This kind of socket does not know one of these flags."), N_("Receive without flags.") },
  { SOCKEYE_VERB_RECV, ANY, EPIPE,
    N_("The connection is over: it was shut down, or the peer has closed."),
    N_("Connect another socket.") },
  { SOCKEYE_VERB_RECV, ANY, ETIMEDOUT,
    N_("The peer has not acknowledged what was sent for a long time."),
    N_("Check the network, and connect another socket.") },
  { SOCKEYE_VERB_RECV, ANY, EHOSTUNREACH,
    N_("Something that we sent did not reach the peer's machine: it is off, or a router or "
       "firewall says no."),
    N_("Check the network, and send again.") },
  { SOCKEYE_VERB_RECV, ANY, ENETUNREACH,
    N_("Something that we sent found no route to the peer's network."),
    N_("Check the network, and send again.") },
  { SOCKEYE_VERB_RECV, ANY, ENOPROTOOPT,
    N_("The peer's machine answered something that we sent: it does not know the protocol."),
    N_("Check the address.") },

  { SOCKEYE_VERB_SHUTDOWN, RESET, ENOTCONN,
    N_("The connection was broken off before: there is nothing left to shut down."),
    N_("Close the socket.") },
  { SOCKEYE_VERB_SHUTDOWN, LISTENING, ENOTCONN,
    N_("A listener has no connection to shut down: its peers have."),
    N_("Choose one of its peers, or close the listener.") },
  { SOCKEYE_VERB_SHUTDOWN, DATAGRAM | NOT_CONNECTED, ENOTCONN,
    N_("A datagram socket without a peer has no connection to shut down."),
    N_("Close it, or Connect first.") },
  { SOCKEYE_VERB_SHUTDOWN, NOT_CONNECTED, ENOTCONN, N_("The socket was never connected."),
    N_("Close it, or Connect first.") },
  { SOCKEYE_VERB_SHUTDOWN, ANY, ENOTCONN,
    N_("There is no connection to shut down, or it is over."),
    N_("Close the socket.") },
  { SOCKEYE_VERB_SHUTDOWN, ANY, EINVAL,
    N_("The direction is none of SHUT_RD, SHUT_WR and SHUT_RDWR, or the socket is in no state to "
       "be shut down."),
    N_("Choose one of these, or close the socket.") },

  { SOCKEYE_VERB_CLOSE, ANY, EINTR,
    N_("A signal came in between; on Linux the descriptor is closed all the same."),
    N_("Do not close it again.") },
  { SOCKEYE_VERB_CLOSE, ANY, EIO,
    N_("An earlier write to the device failed, and only now it is told; the descriptor is closed "
       "all the same."),
    N_("Do not close it again.") },
  { SOCKEYE_VERB_CLOSE, ANY, ENOSPC,
    N_("An earlier write found the device full, and only now it is told; the descriptor is closed "
       "all the same."),
    N_("Remove something from the device, and do not close again.") },
  { SOCKEYE_VERB_CLOSE, ANY, EDQUOT,
    N_("An earlier write used up the quota of this user, and only now it is told; the descriptor "
       "is closed all the same."),
    N_("Remove something from the device, and do not close again.") },
  { SOCKEYE_VERB_CLOSE, ANY, EBADF, N_("The socket was closed before."),
    N_("Do not close it again.") },
  { 0 },
};
