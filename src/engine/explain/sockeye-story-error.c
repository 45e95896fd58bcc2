/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What happened when a call failed. Why, and what to try, is in
 * sockeye-explain.c: here is only what the kernel did with it. */

#include "config.h"

#include "sockeye-story-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>
#include <sys/socket.h>

/* After tcp(7), udp(7), unix(7), the pages of the calls, and tried on Linux. An
 * ICMP message of a firewall gives ECONNREFUSED as an RST does (ip(7)). */
static const SockeyeStoryText errors[] = {
  { SOCKEYE_VERB_SOCKET, EMFILE, SOCKEYE_STORY_ANY,
    N_("No descriptor was free: no socket came to be.") },
  { SOCKEYE_VERB_SOCKET, ENFILE, SOCKEYE_STORY_ANY,
    N_("No descriptor was free: no socket came to be.") },
  { SOCKEYE_VERB_SOCKET, 0, SOCKEYE_STORY_ANY,
    N_("The kernel refused the call: no socket came to be.") },

  { SOCKEYE_VERB_SETSOCKOPT, 0, SOCKEYE_STORY_ANY,
    N_("The kernel refused the call: the option has its old value.") },

  { SOCKEYE_VERB_GETSOCKOPT, 0, SOCKEYE_STORY_ANY,
    N_("The kernel refused the call: it told no value.") },

  { SOCKEYE_VERB_BIND, EADDRINUSE, SOCKEYE_STORY_TCP,
    N_("Another socket, or an old connection in TIME_WAIT, holds that address and port. This "
       "socket did not get it.") },
  { SOCKEYE_VERB_BIND, EADDRINUSE, SOCKEYE_STORY_UDP,
    N_("Another socket holds that address and port. This socket did not get it.") },
  { SOCKEYE_VERB_BIND, EADDRINUSE, SOCKEYE_STORY_UNIX,
    N_("That name is taken: by a file at the path, or by a socket with the abstract name. This "
       "socket did not get it.") },
  { SOCKEYE_VERB_BIND, EADDRINUSE, SOCKEYE_STORY_ANY,
    N_("That address is taken. This socket did not get it.") },
  { SOCKEYE_VERB_BIND, EACCES, SOCKEYE_STORY_INET,
    N_("The kernel does not give that port to this program. The socket did not get it.") },
  { SOCKEYE_VERB_BIND, EACCES, SOCKEYE_STORY_UNIX,
    N_("This user may not make a file there. The socket did not get that name.") },
  { SOCKEYE_VERB_BIND, EADDRNOTAVAIL, SOCKEYE_STORY_INET,
    N_("No interface of this machine has that address. The socket did not get it.") },
  { SOCKEYE_VERB_BIND, ENOENT, SOCKEYE_STORY_UNIX,
    N_("A folder of that path does not exist: no file was made.") },
  { SOCKEYE_VERB_BIND, 0, SOCKEYE_STORY_ANY,
    N_("The kernel refused the call: the socket did not get that address.") },

  { SOCKEYE_VERB_LISTEN, EADDRINUSE, SOCKEYE_STORY_TCP,
    N_("Another socket listens on this port already. This one does not listen.") },

  { SOCKEYE_VERB_ACCEPT, EINVAL, SOCKEYE_STORY_ANY,
    N_("The socket does not listen: no connection can wait on it.") },
  { SOCKEYE_VERB_ACCEPT, EAGAIN, SOCKEYE_STORY_ANY, N_("No connection was waiting.") },
  { SOCKEYE_VERB_ACCEPT, ECONNABORTED, SOCKEYE_STORY_ANY,
    N_("The connection was broken off before accept could hand it over.") },
  /* The descriptor comes first (net/socket.c): nothing leaves the queue. */
  { SOCKEYE_VERB_ACCEPT, EMFILE, SOCKEYE_STORY_ANY,
    N_("No descriptor was free, so nothing was handed over. Connections that wait in the "
       "backlog stay there.") },
  { SOCKEYE_VERB_ACCEPT, ENFILE, SOCKEYE_STORY_ANY,
    N_("No descriptor was free, so nothing was handed over. Connections that wait in the "
       "backlog stay there.") },
  { SOCKEYE_VERB_ACCEPT, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error: no connection was handed over.") },

  { SOCKEYE_VERB_CONNECT, ECONNREFUSED, SOCKEYE_STORY_TCP,
    N_("An RST came back for the SYN, or the refusal of a firewall: there is no connection.") },
  { SOCKEYE_VERB_CONNECT, ECONNREFUSED, SOCKEYE_STORY_UNIX,
    N_("No socket answers to that name now. Nothing was sent.") },
  { SOCKEYE_VERB_CONNECT, ETIMEDOUT, SOCKEYE_STORY_TCP,
    N_("The kernel sent the SYN several times and no answer came, so it gave up.") },
  { SOCKEYE_VERB_CONNECT, ECONNRESET, SOCKEYE_STORY_TCP,
    N_("An RST broke the connection off before connect had returned.") },
  { SOCKEYE_VERB_CONNECT, EHOSTUNREACH, SOCKEYE_STORY_TCP,
    N_("The SYN does not reach that machine: it is not found on the local network, or a route "
       "or a router says so.") },
  { SOCKEYE_VERB_CONNECT, ENETUNREACH, SOCKEYE_STORY_TCP,
    N_("The kernel knows no way to that network, or a router says that there is none.") },
  { SOCKEYE_VERB_CONNECT, EADDRNOTAVAIL, SOCKEYE_STORY_INET,
    N_("The kernel found no local address and port for it: no packet was sent.") },
  { SOCKEYE_VERB_CONNECT, EISCONN, SOCKEYE_STORY_ANY,
    N_("The socket has its peer already: it stays connected to that one.") },
  { SOCKEYE_VERB_CONNECT, EALREADY, SOCKEYE_STORY_ANY,
    N_("An earlier connect has not ended: this one began nothing.") },
  { SOCKEYE_VERB_CONNECT, EAGAIN, SOCKEYE_STORY_UNIX_CONNECTION,
    N_("The listener's backlog is full, and the call was not to wait: there is no connection.") },
  { SOCKEYE_VERB_CONNECT, ENOENT, SOCKEYE_STORY_UNIX,
    N_("There is nothing at that path: nobody was asked.") },
  { SOCKEYE_VERB_CONNECT, EPROTOTYPE, SOCKEYE_STORY_UNIX,
    N_("The socket with that name is of another type: the two cannot talk.") },
  { SOCKEYE_VERB_CONNECT, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error: the socket did not get that peer.") },

  { SOCKEYE_VERB_SEND, EPIPE, SOCKEYE_STORY_TCP,
    N_("The connection was over before, as a rule by an RST. The kernel took none of these "
       "bytes.") },
  { SOCKEYE_VERB_SEND, EPIPE, SOCKEYE_STORY_UNIX_CONNECTION,
    N_("The peer has closed, or shut down its receiving. The kernel took none of these bytes.") },
  { SOCKEYE_VERB_SEND, ECONNRESET, SOCKEYE_STORY_TCP,
    N_("An RST had come from the peer: the connection is over. The kernel took none of these "
       "bytes, and earlier ones may be lost.") },
  { SOCKEYE_VERB_SEND, ECONNRESET, SOCKEYE_STORY_UNIX_CONNECTION,
    N_("The peer closed before it had read everything. The kernel took none of these bytes.") },
  { SOCKEYE_VERB_SEND, ETIMEDOUT, SOCKEYE_STORY_TCP,
    N_("The peer has not answered for so long that the kernel gave the connection up. It took "
       "none of these bytes.") },
  { SOCKEYE_VERB_SEND, ECONNREFUSED, SOCKEYE_STORY_UDP,
    N_("The error is of an earlier datagram: ICMP said that its port is not reachable. This one "
       "was not sent.") },
  { SOCKEYE_VERB_SEND, ECONNREFUSED, SOCKEYE_STORY_UNIX,
    N_("No socket answers to that name now. Nothing was sent.") },
  { SOCKEYE_VERB_SEND, EAGAIN, SOCKEYE_STORY_TCP,
    N_("The send buffer had no room, and MSG_DONTWAIT says not to wait. The kernel took none of "
       "these bytes.") },
  { SOCKEYE_VERB_SEND, EAGAIN, SOCKEYE_STORY_ANY,
    N_("There was no room, and MSG_DONTWAIT says not to wait. The kernel took none of these "
       "bytes.") },
  { SOCKEYE_VERB_SEND, EMSGSIZE, SOCKEYE_STORY_ANY,
    N_("The message is longer than this kind of socket can send at once: nothing was sent.") },
  { SOCKEYE_VERB_SEND, ENOTCONN, SOCKEYE_STORY_ANY,
    N_("The socket has no peer. The kernel took none of these bytes.") },
  { SOCKEYE_VERB_SEND, EDESTADDRREQ, SOCKEYE_STORY_ANY,
    N_("Neither the call nor the socket says who is to receive it: nothing was sent.") },
  { SOCKEYE_VERB_SEND, EISCONN, SOCKEYE_STORY_ANY,
    N_("The socket has its peer already and takes no other address: nothing was sent.") },
  { SOCKEYE_VERB_SEND, ENOENT, SOCKEYE_STORY_UNIX,
    N_("There is nothing at that path: nothing was sent.") },
  { SOCKEYE_VERB_SEND, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error: the kernel took none of these bytes.") },

  { SOCKEYE_VERB_RECV, EAGAIN, SOCKEYE_STORY_ANY,
    N_("Nothing was there to take, and MSG_DONTWAIT says not to wait. More may still come.") },
  { SOCKEYE_VERB_RECV, ECONNRESET, SOCKEYE_STORY_TCP,
    N_("An RST came from the peer: both directions are over. Whether it had received what was "
       "sent, the kernel does not tell.") },
  { SOCKEYE_VERB_RECV, ECONNRESET, SOCKEYE_STORY_UNIX_CONNECTION,
    N_("The other side closed before it had accepted, or had read everything. The connection is "
       "over.") },
  { SOCKEYE_VERB_RECV, ETIMEDOUT, SOCKEYE_STORY_TCP,
    N_("The peer has not answered for so long that the kernel gave the connection up.") },
  { SOCKEYE_VERB_RECV, ECONNREFUSED, SOCKEYE_STORY_UDP,
    N_("The error is of a datagram sent before: ICMP said that its port is not reachable. "
       "Nothing was received.") },
  { SOCKEYE_VERB_RECV, ENOTCONN, SOCKEYE_STORY_ANY,
    N_("The socket has no peer: there is nobody to receive from.") },
  { SOCKEYE_VERB_RECV, EINVAL, SOCKEYE_STORY_UNIX_STREAM,
    N_("The socket has no peer: there is nobody to receive from.") },
  { SOCKEYE_VERB_RECV, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error: nothing was received.") },

  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, SOCKEYE_STORY_TCP,
    N_("There is no connection, or no longer one: no FIN was sent.") },
  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, SOCKEYE_STORY_ANY,
    N_("There is no peer, or no longer one: nobody was told anything.") },
  { SOCKEYE_VERB_SHUTDOWN, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error: nobody was told anything.") },

  /* close(2): "always closes the file descriptor". */
  { SOCKEYE_VERB_CLOSE, 0, SOCKEYE_STORY_ANY,
    N_("The call returned an error, but on Linux the descriptor is gone all the same.") },

  { SOCKEYE_VERB_GETHOSTNAME, 0, SOCKEYE_STORY_ANY,
    N_("The kernel did not tell the name of this machine.") },
  { SOCKEYE_VERB_GETADDRINFO, 0, SOCKEYE_STORY_ANY,
    N_("The C library could not look the name up: there is no address to call.") },
  { SOCKEYE_VERB_GETSERVBYNAME, 0, SOCKEYE_STORY_ANY,
    N_("The C library could not look the service up: there is no port to use.") },

  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY,
    N_("The kernel refused the call; nothing about the socket has changed.") },
};

/* Of getaddrinfo(3), which is no call of the kernel. */
static const SockeyeStoryText eais[] = {
  { SOCKEYE_VERB_GETSERVBYNAME, EAI_SERVICE, SOCKEYE_STORY_ANY,
    N_("No source that the C library asks, as /etc/services, has such a service: there is no "
       "port to use.") },
  { SOCKEYE_VERB_GETADDRINFO, EAI_NONAME, SOCKEYE_STORY_ANY,
    N_("No source that the C library asks, as /etc/hosts or DNS, knows the name: there is no "
       "address to call.") },
  { SOCKEYE_VERB_GETADDRINFO, EAI_NODATA, SOCKEYE_STORY_ANY,
    N_("The name is known, but no address of it: there is no address to call.") },
  { SOCKEYE_VERB_GETADDRINFO, EAI_ADDRFAMILY, SOCKEYE_STORY_ANY,
    N_("The name is known, but has no address of this family: there is no address to call.") },
  { SOCKEYE_VERB_GETADDRINFO, EAI_AGAIN, SOCKEYE_STORY_ANY,
    N_("The name server gave no answer for now. Whether the name exists is not known.") },
  { SOCKEYE_VERB_GETADDRINFO, EAI_FAIL, SOCKEYE_STORY_ANY,
    N_("The name server failed at it. Whether the name exists is not known.") },
  { SOCKEYE_VERB_GETSERVBYNAME, 0, SOCKEYE_STORY_ANY,
    N_("The C library could not look the service up: there is no port to use.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY,
    N_("The C library could not look the name up: there is no address to call.") },
};

/* The same errno after our own doing. NULL where the tables say it. */
static const char *
sockeye_story_get_own_doing (const SockeyeStory *self,
                             SockeyeVerb         verb,
                             int                 error)
{
  if (verb == SOCKEYE_VERB_RECV && error == EINVAL
      && (sockeye_event_get_flags (self->event) & MSG_OOB))
    return _("No urgent byte could be taken: none has come, it was taken before, or "
             "SO_OOBINLINE leaves it in the stream.");
  if (verb == SOCKEYE_VERB_RECV && error == EAGAIN
      && (sockeye_event_get_flags (self->event) & MSG_ERRQUEUE))
    return _("In the error queue no error waits, and the kernel never waits there for one. More "
             "may still come.");
  if (verb != SOCKEYE_VERB_SEND || error != EPIPE)
    return NULL;
  if (self->write_shut)
    return _("Sending was shut down here before. The kernel took none of these bytes.");
  /* Linux has EPIPE for a stream that never was connected, not ENOTCONN. */
  if (self->kind == SOCKEYE_STORY_TCP && !self->connected)
    return _("There is no connection. The kernel took none of these bytes.");
  return NULL;
}

/* Never NULL. */
const char *
_sockeye_story_get_error (const SockeyeStory *self)
{
  int error = sockeye_event_get_errno (self->event);
  SockeyeVerb verb = self->verb;
  const char *text;

  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_EAI)
    return _sockeye_story_find (eais, G_N_ELEMENTS (eais), verb,
                                (int) sockeye_event_get_result (self->event), self->kind);
  if (verb == SOCKEYE_VERB_SENDTO || verb == SOCKEYE_VERB_SENDMSG)
    verb = SOCKEYE_VERB_SEND;
  else if (verb == SOCKEYE_VERB_RECVFROM)
    verb = SOCKEYE_VERB_RECV;
  text = sockeye_story_get_own_doing (self, verb, error);
  return text != NULL ? text
                      : _sockeye_story_find (errors, G_N_ELEMENTS (errors), verb, error, self->kind);
}
