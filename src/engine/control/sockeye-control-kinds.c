/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The kinds of control message that can be sent, as a table. */

#include "config.h"

#include "sockeye-control-private.h"

#include "catalog/sockeye-catalog.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define NUMBER    SOCKEYE_CONTROL_INPUT_NUMBER
#define TEXT      SOCKEYE_CONTROL_INPUT_TEXT
#define INTERFACE SOCKEYE_CONTROL_INPUT_INTERFACE
#define ADDRESS   SOCKEYE_CONTROL_INPUT_ADDRESS
#define SOCKETS   SOCKEYE_CONTROL_INPUT_SOCKETS
#define HEX       SOCKEYE_CONTROL_INPUT_HEX

#define ID_HINT N_("a number or a name; empty: this process's own")

static const SockeyeControlKind kinds[] = {
  { "ttl", "IP_TTL", N_("routers that the packet may pass"), IPPROTO_IP, IP_TTL, 1,
    { { N_("Time to live"), N_("1 to 255"), "64", NUMBER, 1, 255 } } },
  { "hop-limit", "IPV6_HOPLIMIT", N_("routers that the packet may pass"),
    IPPROTO_IPV6, IPV6_HOPLIMIT, 1,
    { { N_("Hop limit"), N_("0 to 255; -1: what the socket has"), "64", NUMBER, -1, 255 } } },
  { "tos", "IP_TOS", N_("how the network is to treat the packet"), IPPROTO_IP, IP_TOS, 1,
    { { N_("Type of service"), N_("0 to 255: DSCP times 4, and ECN"), "0x10", NUMBER, 0, 255 } } },
  { "class", "IPV6_TCLASS", N_("how the network is to treat the packet"),
    IPPROTO_IPV6, IPV6_TCLASS, 1,
    { { N_("Traffic class"), N_("0 to 255; -1: what the socket has"), "0x10", NUMBER, -1, 255 } } },
  { "pktinfo", "IP_PKTINFO", N_("which way the packet goes, and from which address"),
    IPPROTO_IP, IP_PKTINFO, 2,
    { { N_("Interface"), N_("a name or its number; empty: any"), "", INTERFACE, 0, 0 },
      { N_("Source"), N_("an IPv4 address of this machine; empty: any"), "", ADDRESS, 0, 0 } } },
  { "pktinfo6", "IPV6_PKTINFO", N_("which way the packet goes, and from which address"),
    IPPROTO_IPV6, IPV6_PKTINFO, 2,
    { { N_("Interface"), N_("a name or its number; empty: any"), "", INTERFACE, 0, 0 },
      { N_("Source"), N_("an IPv6 address of this machine; empty: any"), "", ADDRESS, 0, 0 } } },
  { "credentials", "SCM_CREDENTIALS", N_("who sends; only a privileged process may name another"),
    SOL_SOCKET, SCM_CREDENTIALS, 3,
    { { N_("Process"), N_("a number; empty: this process"), "", TEXT, 0, 0 },
      { N_("User"), ID_HINT, "", TEXT, 0, 0 },
      { N_("Group"), ID_HINT, "", TEXT, 0, 0 } } },
  { "rights", "SCM_RIGHTS", N_("passes open sockets on to the receiver"), SOL_SOCKET, SCM_RIGHTS, 1,
    { { N_("Sockets"), N_("names as in “s2, c3”, 253 at most"), "", SOCKETS, 0, 0 } } },
  { "segment", "UDP_SEGMENT", N_("the kernel cuts the data into datagrams of this size"),
    SOCKEYE_SOL_UDP, SOCKEYE_UDP_SEGMENT, 1,
    { { N_("Size"), N_("1 to 65,535"), "1200", NUMBER, 1, 65535 } } },
  { "other", N_("Other"), N_("any message, by level, type and bytes"), -1, -1, 3,
    { { N_("Level"), N_("a name as in IPPROTO_IP, or a number"), "SOL_SOCKET", TEXT, 0, 0 },
      { N_("Type"), N_("a name as in SO_MARK, or a number"), "", TEXT, 0, 0 },
      { N_("Bytes"), N_("hex digits in pairs, in this machine's byte order"), "", HEX, 0, 0 } } },
};

/**
 * sockeye_control_list_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds) (transfer none): those that can be sent
 */
const SockeyeControlKind *
sockeye_control_list_kinds (guint *n_kinds)
{
  g_return_val_if_fail (n_kinds != NULL, NULL);

  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * sockeye_control_find_kind:
 * @nick: as in "ttl"
 *
 * Returns: (transfer none) (nullable): that kind
 */
const SockeyeControlKind *
sockeye_control_find_kind (const char *nick)
{
  g_return_val_if_fail (nick != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].nick, nick))
      return &kinds[i];
  return NULL;
}

/**
 * sockeye_control_kind_suits:
 * @kind: a kind
 * @family: of the socket
 * @type: of the socket
 * @protocol: of the socket
 *
 * Returns: whether such a socket does something with it. The kernel ignores a
 *   level that it does not look for, so what does not suit would be no error.
 */
gboolean
sockeye_control_kind_suits (const SockeyeControlKind *kind,
                            int                       family,
                            int                       type,
                            int                       protocol)
{
  gboolean stream;

  g_return_val_if_fail (kind != NULL, FALSE);

  stream = sockeye_catalog_is_stream (type);
  switch (kind->level)
    {
    case IPPROTO_IP:
      return family == AF_INET && !stream;
    case IPPROTO_IPV6:
      return family == AF_INET6 && !stream;
    case SOCKEYE_SOL_UDP:
      return (family == AF_INET || family == AF_INET6) && type == SOCK_DGRAM
             && (protocol == 0 || protocol == IPPROTO_UDP);
    case SOL_SOCKET:
      return family == AF_UNIX || (family == AF_NETLINK && kind->type == SCM_CREDENTIALS);
    default:
      return TRUE;
    }
}
