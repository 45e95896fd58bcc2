/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What an error means in whichever call: only where that misleads nobody. */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define NONE SOCKEYE_VERB_NONE
#define ANY  SOCKEYE_WHEN_ANY

const SockeyeExplanation _sockeye_explain_any[] = {
  { NONE, ANY, EMFILE, N_("This program may open no more descriptors (ulimit -n)."),
    N_("Close some sockets.") },
  { NONE, ANY, ENFILE, N_("The whole machine has no descriptor left."),
    N_("Close some sockets or programs.") },
  { NONE, ANY, ENOBUFS, N_("The kernel has no memory for this now."), N_("Try again in a while.") },
  { NONE, ANY, ENOMEM, N_("The kernel has no memory for this now."), N_("Try again in a while.") },
  { NONE, ANY, ENOSR, N_("The kernel has no memory for this now."), N_("Try again in a while.") },
  { NONE, ANY, EACCES, N_("This user may not do that here."),
    N_("Choose another address, or ask whoever looks after this machine.") },
  { NONE, ANY, EPERM, N_("A firewall or a missing privilege forbids it."),
    N_("Choose another address, or ask whoever looks after this machine.") },
  { NONE, ANY, ENAMETOOLONG, N_("The path is too long."), N_("Choose a shorter one.") },
  { NONE, ANY, ELOOP, N_("The path goes round in a circle of links."), N_("Choose another one.") },
  { NONE, ANY, ENOTDIR, N_("A part of this path is a file, where a folder must be."),
    N_("Choose another path.") },
  { NONE, ANY, EEXIST, N_("A file exists at that path."), N_("Choose another one.") },
  { NONE, ANY, ENOSPC, N_("The device is full."),
    N_("Remove something, or choose another path.") },
  { NONE, ANY, EDQUOT, N_("The quota of this user is used up."),
    N_("Remove something, or choose another path.") },
  { NONE, ANY, EIO, N_("The device failed."), N_("Choose another path.") },
  { NONE, ANY, EINVAL,
    N_("The kernel does not accept these arguments in this state of the socket."),
    N_("Check the arguments, and what was called on this socket before.") },
  { NONE, ANY, EOPNOTSUPP, N_("This kind of socket cannot do that."),
    N_("Create a socket of another kind.") },
  { NONE, ANY, EALREADY, N_("The first connect has not finished."),
    N_("Wait for it, or cancel it.") },
  { NONE, ANY, EINPROGRESS, N_("The connection is still being made."), N_("Wait for it.") },
  { NONE, ANY, EISCONN, N_("The socket is connected already."), N_("Create another one.") },
  { NONE, ANY, EAGAIN, N_("The call would have to wait, and was told not to."),
    N_("Make the call again in a while.") },
  { NONE, ANY, EINTR, N_("A signal came in between."), N_("Make the call again.") },
  { NONE, ANY, EBADF, N_("The socket is closed."), N_("Create another one.") },
  { NONE, ANY, ENOTSOCK, N_("This descriptor is not a socket, a mistake of Sockeye."),
    N_("Please report it.") },
  { NONE, ANY, EFAULT, N_("The memory given to the call was not right, a mistake of Sockeye."),
    N_("Please report it.") },
  { NONE, ANY, ENETDOWN, N_("The network interface is switched off."),
    N_("Check its network connection.") },
  { NONE, ANY, ENONET, N_("A machine on the way is cut off from the network."),
    N_("Check the network connection of both machines.") },
  { NONE, ANY, EHOSTDOWN, N_("That machine does not answer on its own network."),
    N_("Check that it is on.") },
  { NONE, ANY, EHOSTUNREACH,
    N_("No way leads to that machine: it is off, or a router or firewall says no."),
    N_("Check the address, and that the machine is on.") },
  { NONE, ANY, ENETUNREACH, N_("This machine has no route to that network."),
    N_("Check its network connection.") },
  { NONE, ANY, ENODEV, N_("There is no such network interface."),
    N_("Check the name of the interface.") },
  { NONE, ANY, ETIMEDOUT, N_("The peer has not answered for a long time."),
    N_("Connect anew.") },
  { NONE, ANY, ECONNABORTED, N_("The connection was given up before it was made."),
    N_("Try again.") },
  { NONE, ANY, EADDRINUSE, N_("Another socket uses this address."), N_("Choose another one.") },
  { NONE, ANY, EPROTO, N_("The peer does not keep to the protocol."),
    N_("Check that it is the peer that was meant.") },
  { NONE, ANY, ENOPROTOOPT, N_("This kind of socket has no such option."),
    N_("Choose another option.") },
  { NONE, ANY, EPROTONOSUPPORT, N_("This kind of socket does not have that protocol."),
    N_("Choose protocol 0, the default.") },
  { NONE, ANY, ESOCKTNOSUPPORT, N_("This family has no sockets of that type."),
    N_("Choose another type.") },
  { 0 },
};
