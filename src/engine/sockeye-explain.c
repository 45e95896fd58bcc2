/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-explain.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

typedef struct
{
  int         code;
  const char *meaning;
} SockeyeMeaning;

/* What an error says, in a few plain words. The likely cause is in causes. */
static const SockeyeMeaning meanings[] = {
  { EACCES, N_("permission denied") },
  { EADDRINUSE, N_("address already in use") },
  { EADDRNOTAVAIL, N_("no such address on this machine") },
  { EAFNOSUPPORT, N_("address family not supported") },
  { EAGAIN, N_("the call would have to wait") },
  { EALREADY, N_("an earlier connect has not finished") },
  { EBADF, N_("not an open descriptor") },
  { ECONNABORTED, N_("connection aborted") },
  { ECONNREFUSED, N_("connection refused") },
  { ECONNRESET, N_("connection reset by peer (RST)") },
  { EDESTADDRREQ, N_("destination address required") },
  { EEXIST, N_("file exists") },
  { EFAULT, N_("bad address in memory") },
  { EHOSTUNREACH, N_("host unreachable") },
  { EINPROGRESS, N_("connecting goes on") },
  { EINTR, N_("interrupted by a signal") },
  { EINVAL, N_("invalid argument") },
  { EIO, N_("input or output error") },
  { EISCONN, N_("already connected") },
  { ELOOP, N_("too many symbolic links") },
  { EMFILE, N_("too many open descriptors in this program") },
  { EMSGSIZE, N_("message too long") },
  { ENAMETOOLONG, N_("name too long") },
  { ENETDOWN, N_("network down") },
  { ENETUNREACH, N_("network unreachable") },
  { ENFILE, N_("too many open descriptors on this machine") },
  { ENOBUFS, N_("no buffer space") },
  { ENOENT, N_("no such file or folder") },
  { ENOMEM, N_("out of memory") },
  { ENOPROTOOPT, N_("no such option at this level") },
  { ENOSR, N_("out of stream resources") },
  { ENOTCONN, N_("not connected") },
  { ENOTDIR, N_("a part of the path is not a folder") },
  { ENOTSOCK, N_("not a socket") },
  { EOPNOTSUPP, N_("not supported on this kind of socket") },
  { EPERM, N_("operation not permitted") },
  { EPIPE, N_("broken pipe: nobody can receive any more") },
  { EPROTO, N_("protocol error") },
  { EPROTONOSUPPORT, N_("protocol not supported") },
  { EPROTOTYPE, N_("wrong type of socket for this peer") },
  { EROFS, N_("read-only file system") },
  { ESOCKTNOSUPPORT, N_("type of socket not supported") },
  { ETIMEDOUT, N_("timed out: no answer") },
  { EDOM, N_("value out of range") },
  { EHOSTDOWN, N_("host down") },
  { ENONET, N_("not on a network") },
  { ENOSPC, N_("no space left on the device") },
  { EDQUOT, N_("quota used up") },
};

typedef struct
{
  int         code;
  const char *name;
  const char *meaning;
  const char *cause;
} SockeyeEai;

static const SockeyeEai eais[] = {
  { EAI_ADDRFAMILY, "EAI_ADDRFAMILY", N_("no address of this family"),
    N_("The name exists, but not in the family of this socket. Create a socket of the other "
       "family.") },
  { EAI_AGAIN, "EAI_AGAIN", N_("no answer from the name server for now"),
    N_("The name server did not answer. Check the network, or try again in a while.") },
  { EAI_BADFLAGS, "EAI_BADFLAGS", N_("invalid flags"),
    N_("A mistake of Sockeye, please report it.") },
  { EAI_FAIL, "EAI_FAIL", N_("the name server failed"),
    N_("The name server answered that it cannot look this name up. Trying again will hardly "
       "help.") },
  { EAI_FAMILY, "EAI_FAMILY", N_("address family not supported"),
    N_("This machine cannot look up addresses of that family.") },
  { EAI_MEMORY, "EAI_MEMORY", N_("out of memory"),
    N_("Close some programs, and try again.") },
  { EAI_NODATA, "EAI_NODATA", N_("the name has no address"),
    N_("The name is known, but it has no address.") },
  { EAI_NONAME, "EAI_NONAME", N_("name not known"),
    N_("No name server and no line of /etc/hosts knows this name. Check the spelling.") },
  { EAI_OVERFLOW, "EAI_OVERFLOW", N_("the answer is too long"),
    N_("A mistake of Sockeye, please report it.") },
  { EAI_SERVICE, "EAI_SERVICE", N_("service not available for this type of socket"),
    N_("This type of socket has no such port. Choose another type.") },
  { EAI_SOCKTYPE, "EAI_SOCKTYPE", N_("type of socket not supported"),
    N_("This type of socket cannot be looked up for. Choose another type.") },
  { EAI_SYSTEM, "EAI_SYSTEM", N_("system error"),
    N_("The machine itself failed at it. Try again in a while.") },
};

typedef struct
{
  SockeyeVerb verb; /* NONE: whichever call */
  int         error;
  const char *cause;
} SockeyeCause;

/* The likely cause in this call, and what to try: bind(2), connect(2),
 * accept(2), listen(2), send(2), recv(2), socket(2), tcp(7), ip(7), unix(7).
 * A row for the call counts before one for any call. */
static const SockeyeCause causes[] = {
  { SOCKEYE_VERB_SOCKET, EAFNOSUPPORT,
    N_("This kernel has no such address family, or its module is not loaded.") },
  { SOCKEYE_VERB_SOCKET, EPROTONOSUPPORT,
    N_("This family and type do not have that protocol. Choose protocol 0, the default.") },
  { SOCKEYE_VERB_SOCKET, ESOCKTNOSUPPORT,
    N_("This family has no sockets of that type. Choose another type.") },
  { SOCKEYE_VERB_SOCKET, EPERM,
    N_("Sockets of this type need a privilege that this program does not have.") },
  { SOCKEYE_VERB_SOCKET, EACCES,
    N_("Sockets of this type need a privilege that this program does not have.") },

  { SOCKEYE_VERB_BIND, EADDRINUSE,
    N_("Choose another port, or 0 to let the kernel choose. SO_REUSEADDR allows a port whose "
       "old connections are in TIME_WAIT, but not one where somebody listens.") },
  { SOCKEYE_VERB_BIND, EACCES,
    N_("Ports below 1024 need a privilege (CAP_NET_BIND_SERVICE). Choose a port from 1024 on.") },
  { SOCKEYE_VERB_BIND, EADDRNOTAVAIL,
    N_("A socket binds to an address of this machine. Try 127.0.0.1 (::1 for IPv6), or an "
       "empty host for all.") },
  { SOCKEYE_VERB_BIND, EINVAL,
    N_("The socket is bound already, or the address is not of its family.") },
  { SOCKEYE_VERB_BIND, ENOENT,
    N_("The folder of this path does not exist. Create it, or choose another path.") },
  { SOCKEYE_VERB_BIND, EROFS,
    N_("The path lies on a read-only file system. Choose another path.") },
  { SOCKEYE_VERB_BIND, EAFNOSUPPORT, N_("The address is of another family than the socket.") },

  { SOCKEYE_VERB_LISTEN, EADDRINUSE,
    N_("Another socket listens on this port already. Bind a new socket to another port.") },
  { SOCKEYE_VERB_LISTEN, EOPNOTSUPP,
    N_("Only connections are listened for: SOCK_STREAM and SOCK_SEQPACKET.") },
  { SOCKEYE_VERB_LISTEN, EINVAL, N_("The socket is connected: a socket listens or connects.") },
  { SOCKEYE_VERB_LISTEN, EDESTADDRREQ, N_("The socket is not bound: Bind first.") },

  { SOCKEYE_VERB_ACCEPT, EINVAL, N_("The socket does not listen: Bind and Listen first.") },
  { SOCKEYE_VERB_ACCEPT, EMFILE,
    N_("Close some sockets. Automatic accepting goes on by itself when a descriptor is free; "
       "the clients wait meanwhile.") },
  { SOCKEYE_VERB_ACCEPT, ECONNABORTED,
    N_("The client left before it was accepted. Accept again for the next one.") },
  { SOCKEYE_VERB_ACCEPT, EOPNOTSUPP,
    N_("Only connections are accepted: SOCK_STREAM and SOCK_SEQPACKET.") },

  { SOCKEYE_VERB_CONNECT, ECONNREFUSED,
    N_("The machine answered that nobody listens there. Check host and port, start the "
       "server, then connect again.") },
  { SOCKEYE_VERB_CONNECT, ETIMEDOUT,
    N_("Nobody answered: the machine is off, or a firewall drops the packets. Check the "
       "address.") },
  { SOCKEYE_VERB_CONNECT, EADDRNOTAVAIL,
    N_("No local port is free for this connection, or port 0 was given.") },
  { SOCKEYE_VERB_CONNECT, EADDRINUSE,
    N_("The local address is in use for a connection to that peer already.") },
  { SOCKEYE_VERB_CONNECT, EACCES,
    N_("The path may not be written to by this user; or it is a broadcast address, or a "
       "firewall says no.") },
  { SOCKEYE_VERB_CONNECT, EPROTOTYPE,
    N_("The socket at that path is of another type: create one of the same type.") },
  { SOCKEYE_VERB_CONNECT, ENOENT,
    N_("There is no socket at that path. Start the server, or check the path.") },
  { SOCKEYE_VERB_CONNECT, EAGAIN,
    N_("The listener's backlog is full, and a UNIX socket does not wait for room. Connect "
       "again when it has accepted.") },
  { SOCKEYE_VERB_CONNECT, EINVAL, N_("The address is not one that this socket can connect to.") },
  { SOCKEYE_VERB_CONNECT, EAFNOSUPPORT, N_("The address is of another family than the socket.") },
  { SOCKEYE_VERB_CONNECT, ECONNRESET,
    N_("The peer broke the connection off while it was made. Connect again.") },
  { SOCKEYE_VERB_CONNECT, ENOTDIR, N_("A part of this path is a file. Check the path.") },

  { SOCKEYE_VERB_SEND, EPIPE,
    N_("Sending was shut down here, or the peer has closed: it answered the last bytes with "
       "RST.") },
  { SOCKEYE_VERB_SEND, ECONNRESET,
    N_("The peer broke the connection off; bytes on the way are lost. Connect anew.") },
  { SOCKEYE_VERB_SEND, ENOTCONN, N_("The socket has no peer: Connect first.") },
  { SOCKEYE_VERB_SEND, EDESTADDRREQ, N_("The socket has no peer. Fill in To, or Connect first.") },
  { SOCKEYE_VERB_SEND, ECONNREFUSED,
    N_("The peer's machine answered an earlier datagram: nobody receives on that port.") },
  { SOCKEYE_VERB_SEND, EMSGSIZE,
    N_("A datagram holds less: at most 65,507 bytes for UDP over IPv4. Send less at once.") },
  { SOCKEYE_VERB_SEND, ENOBUFS,
    N_("The queue of the network interface is full. Send more slowly.") },
  { SOCKEYE_VERB_SEND, EAGAIN,
    N_("The send buffer is full: the peer does not read. Try again when it does.") },
  { SOCKEYE_VERB_SEND, EOPNOTSUPP, N_("This kind of socket does not know one of these flags.") },

  { SOCKEYE_VERB_SENDTO, EACCES,
    N_("Sending to a broadcast address needs the option SO_BROADCAST, so that nobody does it "
       "by mistake.") },
  { SOCKEYE_VERB_SENDTO, ECONNREFUSED,
    N_("An earlier datagram was refused: nobody receives on that port or path.") },
  { SOCKEYE_VERB_SENDTO, EINVAL, N_("The address is not one that this socket can send to.") },
  { SOCKEYE_VERB_SENDTO, EISCONN, N_("The socket is connected: send without To.") },
  { SOCKEYE_VERB_SENDTO, EMSGSIZE,
    N_("A datagram holds less: at most 65,507 bytes for UDP over IPv4. Send less at once.") },
  { SOCKEYE_VERB_SENDTO, ENOENT,
    N_("There is no socket at that path. Start the receiver, or check the path.") },
  { SOCKEYE_VERB_SENDTO, EPROTOTYPE,
    N_("The socket at that path is of another type: create one of the same type.") },
  { SOCKEYE_VERB_SENDTO, EAGAIN,
    N_("The buffer is full: the receiver does not read. Try again when it does.") },
  { SOCKEYE_VERB_SENDTO, EAFNOSUPPORT, N_("The address is of another family than the socket.") },
  { SOCKEYE_VERB_SENDTO, EADDRNOTAVAIL, N_("No local address or port fits that destination.") },

  { SOCKEYE_VERB_RECV, ENOTCONN, N_("The socket has no peer: Connect first.") },
  { SOCKEYE_VERB_RECV, ECONNRESET,
    N_("The peer broke the connection off: it closed with bytes unread, or by force. What it "
       "had sent may be lost.") },
  { SOCKEYE_VERB_RECV, EMSGSIZE,
    N_("A datagram that we sent was too long for the way to the peer. Send less at once.") },
  { SOCKEYE_VERB_RECV, ECONNREFUSED,
    N_("A datagram that we sent was refused: nobody receives on that port.") },
  { SOCKEYE_VERB_RECV, EAGAIN, N_("Nothing is there now, and the call was told not to wait.") },
  { SOCKEYE_VERB_RECV, EINVAL, N_("No such data: MSG_OOB takes urgent data, and there is none.") },
  { SOCKEYE_VERB_RECVFROM, ECONNREFUSED,
    N_("A datagram that we sent was refused: nobody receives on that port.") },
  { SOCKEYE_VERB_RECVFROM, EAGAIN, N_("Nothing is there now, and the call was told not to wait.") },

  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, N_("There is no connection to shut down, or it is over.") },

  { SOCKEYE_VERB_NONE, EMFILE,
    N_("Close some sockets: this program may open no more (ulimit -n).") },
  { SOCKEYE_VERB_NONE, ENFILE,
    N_("The whole machine has no descriptor left. Close some sockets or programs.") },
  { SOCKEYE_VERB_NONE, ENOBUFS,
    N_("The kernel has no memory for this now. Try again in a while.") },
  { SOCKEYE_VERB_NONE, ENOMEM, N_("The kernel has no memory for this now. Try again in a while.") },
  { SOCKEYE_VERB_NONE, EACCES, N_("This user may not do that here.") },
  { SOCKEYE_VERB_NONE, EPERM, N_("A firewall or a missing privilege forbids it.") },
  { SOCKEYE_VERB_NONE, ENAMETOOLONG, N_("The path is too long. Choose a shorter one.") },
  { SOCKEYE_VERB_NONE, ELOOP, N_("The path goes round in a circle of links. Choose another one.") },
  { SOCKEYE_VERB_NONE, EINVAL,
    N_("The kernel does not accept these arguments in this state of the socket.") },
  { SOCKEYE_VERB_NONE, EOPNOTSUPP, N_("This kind of socket cannot do that.") },
  { SOCKEYE_VERB_NONE, EALREADY,
    N_("The first connect has not finished. Wait for it, or cancel it.") },
  { SOCKEYE_VERB_NONE, EINPROGRESS, N_("The connection is still being made. Wait for it.") },
  { SOCKEYE_VERB_NONE, EISCONN, N_("The socket is connected already. Create another one.") },
  { SOCKEYE_VERB_NONE, EAGAIN, N_("The call would have to wait, and was told not to.") },
  { SOCKEYE_VERB_NONE, EINTR, N_("A signal came in between. Make the call again.") },
  { SOCKEYE_VERB_NONE, EBADF, N_("The socket is closed.") },
  { SOCKEYE_VERB_NONE, ENOTSOCK,
    N_("This descriptor is no socket: a mistake of Sockeye, please report it.") },
  { SOCKEYE_VERB_NONE, EFAULT, N_("A mistake of Sockeye, please report it.") },
  { SOCKEYE_VERB_NONE, EIO, N_("The device failed while data was written.") },
  { SOCKEYE_VERB_NONE, ENOSPC,
    N_("The device is full. Remove something, or choose another path.") },
  { SOCKEYE_VERB_NONE, EDQUOT,
    N_("The quota of this user is used up. Remove something, or choose another path.") },
  { SOCKEYE_VERB_NONE, EEXIST, N_("A file exists at that path. Choose another one.") },
  { SOCKEYE_VERB_NONE, ENOTDIR, N_("A part of this path is a file. Choose another path.") },
  { SOCKEYE_VERB_NONE, ENETDOWN,
    N_("The network interface is switched off. Check its network connection.") },
  { SOCKEYE_VERB_NONE, ENONET, N_("This machine is on no network. Check its network connection.") },
  { SOCKEYE_VERB_NONE, EHOSTDOWN,
    N_("That machine does not answer on its own network. Check that it is on.") },
  { SOCKEYE_VERB_NONE, EHOSTUNREACH,
    N_("No way to that machine: it is off, or a router or firewall says no.") },
  { SOCKEYE_VERB_NONE, ENETUNREACH,
    N_("This machine has no route to that network. Check its network connection.") },
  { SOCKEYE_VERB_NONE, ETIMEDOUT, N_("The peer has not answered for a long time. Connect anew.") },
  { SOCKEYE_VERB_NONE, ECONNABORTED,
    N_("The connection was given up before it was made. Try again.") },
  { SOCKEYE_VERB_NONE, EADDRINUSE, N_("Another socket uses this address. Choose another one.") },
  { SOCKEYE_VERB_NONE, EPROTO, N_("The peer does not keep to the protocol.") },
  { SOCKEYE_VERB_NONE, ENOPROTOOPT, N_("This kind of socket has no such option.") },
  { SOCKEYE_VERB_NONE, ENOSR, N_("The kernel has no memory for this now. Try again in a while.") },
  { SOCKEYE_VERB_NONE, EPROTONOSUPPORT, N_("This kind of socket does not have that protocol.") },
  { SOCKEYE_VERB_NONE, ESOCKTNOSUPPORT,
    N_("This family has no sockets of that type. Choose another type.") },
  { SOCKEYE_VERB_NONE, EDOM, N_("The value is out of the range of this option.") },
};

/* A number without a name. Kept for good: there are few, all of the kernel's. */
static const char *
sockeye_explain_intern_number (const char *word,
                               int         number)
{
  g_autofree char *text = g_strdup_printf ("%s %d", word, number);

  return g_intern_string (text);
}

/**
 * sockeye_errno_to_name:
 * @error: an errno
 *
 * Returns: (transfer none): "ECONNREFUSED"; "errno 999" for a number that the
 *   C library does not know
 */
const char *
sockeye_errno_to_name (int error)
{
  const char *name = error != 0 ? strerrorname_np (error) : NULL;

  return name != NULL ? name : sockeye_explain_intern_number ("errno", error);
}

/**
 * sockeye_errno_to_meaning:
 * @error: an errno
 *
 * Returns: (transfer none): a few plain words, translated: "connection refused"
 */
const char *
sockeye_errno_to_meaning (int error)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].code == error)
      return _(meanings[i].meaning);
  return g_strerror (error);
}

static const SockeyeEai *
sockeye_eai_find (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (eais); i++)
    if (eais[i].code == code)
      return &eais[i];
  return NULL;
}

/**
 * sockeye_eai_to_name:
 * @code: an error of getaddrinfo(3)
 *
 * Returns: (transfer none): "EAI_NONAME"; "EAI -999" for a number that has none
 */
const char *
sockeye_eai_to_name (int code)
{
  const SockeyeEai *eai = sockeye_eai_find (code);

  return eai != NULL ? eai->name : sockeye_explain_intern_number ("EAI", code);
}

/**
 * sockeye_eai_to_meaning:
 * @code: an error of getaddrinfo(3)
 *
 * Returns: (transfer none): a few plain words, translated: "name not known"
 */
const char *
sockeye_eai_to_meaning (int code)
{
  const SockeyeEai *eai = sockeye_eai_find (code);

  return eai != NULL ? _(eai->meaning) : gai_strerror (code);
}

static const char *
sockeye_explain_find (SockeyeVerb verb,
                      int         error)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].verb == verb && causes[i].error == error)
      return _(causes[i].cause);
  return NULL;
}

/**
 * sockeye_explain_errno:
 * @verb: the call that failed
 * @error: its errno
 *
 * Returns: (transfer none) (nullable): the likely cause of this error in this
 *   call, and what to try, translated
 */
const char *
sockeye_explain_errno (SockeyeVerb verb,
                       int         error)
{
  const char *cause = sockeye_explain_find (verb, error);

  /* The rest of sendto() and recvfrom() is that of send() and recv(). */
  if (cause == NULL && verb == SOCKEYE_VERB_SENDTO)
    cause = sockeye_explain_find (SOCKEYE_VERB_SEND, error);
  if (cause == NULL && verb == SOCKEYE_VERB_RECVFROM)
    cause = sockeye_explain_find (SOCKEYE_VERB_RECV, error);
  return cause != NULL ? cause : sockeye_explain_find (SOCKEYE_VERB_NONE, error);
}

/**
 * sockeye_explain_eai:
 * @code: an error of getaddrinfo(3)
 *
 * Returns: (transfer none) (nullable): as sockeye_explain_errno(), of a look-up
 */
const char *
sockeye_explain_eai (int code)
{
  const SockeyeEai *eai = sockeye_eai_find (code);

  return eai != NULL ? _(eai->cause) : NULL;
}

/* The same errno means another thing for a path than for a port. */
static const char *
sockeye_explain_path (SockeyeAddress *address,
                      SockeyeVerb     verb,
                      int             error)
{
  const char *path = sockeye_address_get_host (address);

  /* An abstract name is no file: unix(7). */
  if (verb == SOCKEYE_VERB_BIND && error == EADDRINUSE && path != NULL && path[0] == '@')
    return _("Another socket has that abstract name. Choose another one, or none for autobind.");
  if (verb == SOCKEYE_VERB_BIND && error == EADDRINUSE)
    return _("A file exists at that path. Sockeye never deletes a file that it did not create: "
             "choose another path, or remove the file yourself if no program uses it.");
  if (verb == SOCKEYE_VERB_BIND && error == EACCES)
    return _("This user may not create a file in that folder. Choose another path.");
  if ((verb == SOCKEYE_VERB_SENDTO || verb == SOCKEYE_VERB_CONNECT) && error == ECONNREFUSED)
    return _("There is a file, but nobody listens on it: a server left it behind, or it is no "
             "socket.");
  if ((verb == SOCKEYE_VERB_SENDTO || verb == SOCKEYE_VERB_CONNECT) && error == EACCES)
    return _("This user may not write to that path.");
  return NULL;
}

/**
 * sockeye_explain_event:
 * @event: a row
 *
 * Returns: (transfer full) (nullable): the likely cause of a failed call and
 * what to try; NULL where there is nothing to add
 */
char *
sockeye_explain_event (SockeyeEvent *event)
{
  SockeyeVerb verb = sockeye_event_get_verb (event);
  g_autofree char *remark = NULL;
  g_autoptr (SockeyeAddress) address = NULL;
  const char *cause = NULL;
  int error;

  if (!sockeye_event_is_error (event))
    return NULL;
  remark = sockeye_event_dup_remark (event);
  if (remark != NULL && *remark != '\0')
    return g_steal_pointer (&remark);
  if (verb == SOCKEYE_VERB_GETSERVBYNAME && (sockeye_event_get_bits (event) & SOCKEYE_BIT_EAI))
    return g_strdup (_("This system knows no service of that name for this type of socket: type "
                       "the number of the port."));
  if (sockeye_event_get_bits (event) & SOCKEYE_BIT_EAI)
    return g_strdup (sockeye_explain_eai (sockeye_event_get_result (event)));

  error = sockeye_event_get_errno (event);
  address = sockeye_event_dup_address (event);
  if (address != NULL && sockeye_address_get_family (address) == AF_UNIX)
    cause = sockeye_explain_path (address, verb, error);
  return g_strdup (cause != NULL ? cause : sockeye_explain_errno (verb, error));
}
