/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* gethostname(2), getservbyname(3) and getaddrinfo(3). An errno of a look-up
 * is what was behind EAI_SYSTEM. */

#include "config.h"

#include "sockeye-explain-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>

#define ANY SOCKEYE_WHEN_ANY

const SockeyeExplanation _sockeye_explain_names[] = {
  { SOCKEYE_VERB_GETHOSTNAME, ANY, EINVAL,
    N_("The room for the name was given wrongly, a mistake of Sockeye."),
    N_("Please report it.") },
  { SOCKEYE_VERB_GETHOSTNAME, ANY, ENAMETOOLONG,
    N_("The name of this machine is longer than the room for it, a mistake of Sockeye."),
    N_("Please report it.") },
  { SOCKEYE_VERB_GETHOSTNAME, ANY, EPERM,
    N_("A security rule of this machine forbids it: only setting the name needs a privilege, "
       "not reading it."),
    N_("Ask whoever looks after this machine.") },

  { SOCKEYE_VERB_GETSERVBYNAME, ANY, EAI_SERVICE,
    N_("This machine's /etc/services has no such name for this type of socket."),
    N_("Check the spelling, or type the number of the port.") },
  { SOCKEYE_VERB_GETSERVBYNAME, ANY, EAI_SYSTEM,
    N_("The machine itself failed at reading its list of services."),
    N_("Type the number of the port.") },
  { SOCKEYE_VERB_GETSERVBYNAME, ANY, EACCES, N_("This user may not read /etc/services."),
    N_("Type the number of the port.") },
  { SOCKEYE_VERB_GETSERVBYNAME, ANY, ERANGE,
    N_("What is known of this service is longer than the room for it, a mistake of Sockeye."),
    N_("Please report it, and type the number of the port.") },

  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_ADDRFAMILY,
    N_("The name exists, but not in the family of this socket."),
    N_("Create a socket of the other family.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_AGAIN,
    N_("The name server did not answer, or could not tell for now."),
    N_("Check the network, or try again in a while.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_BADFLAGS,
    N_("The flags of the look-up were not right, a mistake of Sockeye."),
    N_("Please report it.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_FAIL,
    N_("The name server answered that it cannot look this name up."),
    N_("Check the name: trying again will hardly help.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_FAMILY,
    N_("This machine cannot look up addresses of that family."),
    N_("Create a socket of another family.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_MEMORY, N_("There is no memory left for the look-up."),
    N_("Close some programs, and try again.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_NODATA, N_("The name is known, but it has no address."),
    N_("Check the spelling, or type the address in numbers.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_NONAME,
    N_("No name server and no line of /etc/hosts knows this name."), N_("Check the spelling.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_OVERFLOW,
    N_("The answer is longer than the room for it, a mistake of Sockeye."),
    N_("Please report it.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_SERVICE, N_("This type of socket has no such port."),
    N_("Choose another type.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_SOCKTYPE,
    N_("This type of socket cannot be looked up for."), N_("Choose another type.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EAI_SYSTEM, N_("The machine itself failed at the look-up."),
    N_("Try again in a while.") },

  { SOCKEYE_VERB_GETADDRINFO, ANY, EACCES,
    N_("This user may not read a file that a look-up needs, such as /etc/hosts, or may not ask "
       "the name server."),
    N_("Type the address in numbers.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, ECONNREFUSED,
    N_("Nobody answers at the address of the name server in /etc/resolv.conf."),
    N_("Check that file, or type the address in numbers.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, EHOSTUNREACH,
    N_("No way leads to the name server in /etc/resolv.conf."),
    N_("Check the network, or type the address in numbers.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, ENETUNREACH,
    N_("This machine has no route to the name server in /etc/resolv.conf."),
    N_("Check the network, or type the address in numbers.") },
  { SOCKEYE_VERB_GETADDRINFO, ANY, ETIMEDOUT, N_("The name server did not answer in time."),
    N_("Try again, or type the address in numbers.") },
  { 0 },
};
