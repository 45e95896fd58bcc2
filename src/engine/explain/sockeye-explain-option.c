/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* setsockopt(2) and getsockopt(2), after the pages of the families and what
 * Linux 6 does. */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define ANY       SOCKEYE_WHEN_ANY
#define CONNECTED SOCKEYE_WHEN_CONNECTED

const SockeyeExplanation _sockeye_explain_option[] = {
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EINVAL,
    N_("The option does not take this value, or not now: it may be out of range, of the wrong "
       "size, or too late, as after bind."),
    N_("Choose another value, or set the option on a new socket.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENOPROTOOPT,
    N_("This kind of socket has no such option at this level, or this kernel is older than the "
       "option."),
    N_("Choose another option.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EOPNOTSUPP, N_("This kind of socket does not take the option."),
    N_("Choose another option.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EPERM,
    N_("Setting this option, or this value, needs a privilege that this program does not have, "
       "such as CAP_NET_ADMIN."),
    N_("Leave the option as it is.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EACCES,
    N_("Setting this option needs a privilege that this program does not have, such as "
       "CAP_NET_ADMIN."),
    N_("Leave the option as it is.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EDOM, N_("The value is out of the range of this option."),
    N_("Choose a smaller value.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ERANGE, N_("The value is out of the range of this option."),
    N_("Choose another value.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EADDRNOTAVAIL,
    N_("The socket is not a member of that group, or the address belongs to no interface of this "
       "machine."),
    N_("Join the group first, or name another interface.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EADDRINUSE,
    N_("The socket is a member of that group on that interface already."),
    N_("Nothing is to be done.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENODEV,
    N_("There is no such network interface, or none has a route to the group."),
    N_("Name an interface that is there and up.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENXIO, N_("There is no such network interface."),
    N_("Name an interface that is there and up.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENOENT,
    N_("The kernel does not know what the value names, such as an algorithm, or its module is "
       "not loaded."),
    N_("Choose another value.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENOBUFS,
    N_("The socket has as many groups or options as it may have."),
    N_("Leave a group, or use another socket.") },
  { SOCKEYE_VERB_SETSOCKOPT, CONNECTED, EISCONN,
    N_("The option can be set before connecting only."),
    N_("Set it on a new socket, and connect that.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EISCONN, N_("The option can be set before connecting only."),
    N_("Set it on a new socket, and connect that.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, ENOTCONN, N_("The option can be set once connected only."),
    N_("Connect first.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EBUSY,
    N_("The option cannot be changed now, since something that depends on it is in use."),
    N_("Set it on a new socket.") },
  { SOCKEYE_VERB_SETSOCKOPT, ANY, EALREADY, N_("The socket has it already."),
    N_("Nothing is to be done.") },

  { SOCKEYE_VERB_GETSOCKOPT, ANY, EINVAL,
    N_("The option cannot be read now, or not with room for so many bytes."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, ENOPROTOOPT,
    N_("This kind of socket has no such option at this level, it can be set only, or this kernel "
       "is older than the option."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, EOPNOTSUPP, N_("This kind of socket does not have the option."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, ENOTCONN, N_("The option can be read once connected only."),
    N_("Connect first.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, EPERM,
    N_("Reading this option needs a privilege that this program does not have, such as "
       "CAP_NET_ADMIN."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, EACCES,
    N_("Reading this option needs a privilege that this program does not have."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, ERANGE, N_("The answer is longer than the room that was given."),
    N_("Read another option.") },
  { SOCKEYE_VERB_GETSOCKOPT, ANY, ENODATA, N_("The kernel has no value for this option now."),
    N_("Connect first.") },
  { 0 },
};
