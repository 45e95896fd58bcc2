/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-types.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (sockeye-error, sockeye_error)

/**
 * sockeye_socket_id_to_string:
 * @id: a socket
 *
 * Returns: (transfer full): its name, as in "s1" or "c2"; "" for none
 */
char *
sockeye_socket_id_to_string (SockeyeSocketId id)
{
  static const char prefixes[] = "scd?";

  if (id == 0)
    return g_strdup ("");
  return g_strdup_printf ("%c%u", prefixes[SOCKEYE_SOCKET_ORIGIN (id)], SOCKEYE_SOCKET_NUMBER (id));
}

const char *
sockeye_verb_to_string (SockeyeVerb verb)
{
  static const char *const names[SOCKEYE_N_VERBS] = {
    [SOCKEYE_VERB_NONE] = "",
    [SOCKEYE_VERB_GETHOSTNAME] = "gethostname",
    [SOCKEYE_VERB_GETSERVBYNAME] = "getservbyname",
    [SOCKEYE_VERB_GETADDRINFO] = "getaddrinfo",
    [SOCKEYE_VERB_SOCKET] = "socket",
    [SOCKEYE_VERB_SETSOCKOPT] = "setsockopt",
    [SOCKEYE_VERB_GETSOCKOPT] = "getsockopt",
    [SOCKEYE_VERB_BIND] = "bind",
    [SOCKEYE_VERB_LISTEN] = "listen",
    [SOCKEYE_VERB_ACCEPT] = "accept",
    [SOCKEYE_VERB_CONNECT] = "connect",
    [SOCKEYE_VERB_SEND] = "send",
    [SOCKEYE_VERB_SENDTO] = "sendto",
    [SOCKEYE_VERB_SENDMSG] = "sendmsg",
    [SOCKEYE_VERB_RECV] = "recv",
    [SOCKEYE_VERB_RECVFROM] = "recvfrom",
    [SOCKEYE_VERB_SHUTDOWN] = "shutdown",
    [SOCKEYE_VERB_CLOSE] = "close",
  };

  g_return_val_if_fail (verb < SOCKEYE_N_VERBS, "");
  return names[verb];
}

const char *
sockeye_kind_to_string (SockeyeKind kind)
{
  static const char *const names[] = {
    "call", "accept", "recv", "send", "event", "error", "note", "gap",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), "");
  return names[kind];
}

const char *
sockeye_badge_to_string (SockeyeBadge badge)
{
  static const char *const names[] = {
    N_("CREATED"), N_("BOUND"), N_("LISTENING"), N_("CONNECTING"), N_("CONNECTED"),
    N_("PEER CLOSED"), N_("SENDING CLOSED"), N_("RESET"), N_("CLOSED"),
  };

  g_return_val_if_fail (badge < G_N_ELEMENTS (names), "");
  return _(names[badge]);
}

const char *
sockeye_badge_to_nick (SockeyeBadge badge)
{
  static const char *const nicks[] = {
    "created", "bound", "listening", "connecting", "connected",
    "peer-closed", "sending-closed", "reset", "closed",
  };

  g_return_val_if_fail (badge < G_N_ELEMENTS (nicks), "");
  return nicks[badge];
}
