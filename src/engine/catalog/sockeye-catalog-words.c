/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a family, a type and a protocol make together, in words. */

#include "config.h"

#include "sockeye-catalog.h"

#include <netinet/in.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* What socket(2) makes of an IP family and a type. A protocol of 0 is answered
 * with the first row of the type. */
static const struct
{
  int         type;
  int         protocol;
  const char *kind;
} inet_kinds[] = {
  { SOCK_STREAM, IPPROTO_TCP, "TCP" },
  { SOCK_STREAM, IPPROTO_MPTCP, "MPTCP" },
  { SOCK_STREAM, IPPROTO_SCTP, "SCTP" },
  { SOCK_DGRAM, IPPROTO_UDP, "UDP" },
  { SOCK_DGRAM, IPPROTO_UDPLITE, "UDPLITE" },
  { SOCK_DGRAM, IPPROTO_ICMP, "PING" },
  { SOCK_DGRAM, IPPROTO_ICMPV6, "PING" },
  { SOCK_SEQPACKET, IPPROTO_SCTP, "SCTP SEQPACKET" },
  { SOCK_DCCP, IPPROTO_DCCP, "DCCP" },
};

static gboolean
sockeye_catalog_is_inet (int family)
{
  return family == AF_INET || family == AF_INET6;
}

/* The default of the pair for 0, or else the protocol itself. SCTP and DCCP are
 * no default: the kernel has none for these types (net/ipv4/af_inet.c). */
static int
sockeye_catalog_resolve_protocol (int family,
                                  int type,
                                  int protocol)
{
  if (protocol != 0 || !sockeye_catalog_is_inet (family))
    return protocol;
  if (type == SOCK_STREAM)
    return IPPROTO_TCP;
  return type == SOCK_DGRAM ? IPPROTO_UDP : 0;
}

static char *
sockeye_catalog_dup_word (const SockeyeConstant *constant,
                          int                    number)
{
  if (constant != NULL)
    return g_strdup (_(constant->word));
  return g_strdup_printf ("%d", number);
}

/* NULL where the family has one protocol, which its own word names. */
static char *
sockeye_catalog_dup_protocol_word (int family,
                                   int protocol)
{
  const SockeyeConstant *row = sockeye_catalog_find_protocol (family, protocol);
  guint n;

  sockeye_catalog_list_protocols (family, &n);
  if (row != NULL && (n == 1 || g_str_equal (row->name, "0") || family == AF_UNIX))
    return NULL;
  if (row == NULL && protocol == 0)
    return NULL;
  if (row == NULL)
    return sockeye_catalog_dup_protocol_name (family, protocol);
  return g_strdup (_(row->word));
}

/**
 * sockeye_catalog_describe:
 * @family: AF_INET and the like
 * @type: SOCK_STREAM and the like
 * @protocol: 0, IPPROTO_TCP and the like
 *
 * What socket() is asked for, in plain words. Says nothing of whether the
 * kernel grants it.
 *
 * Returns: (transfer full): as in "IPv4, byte stream: TCP", translated
 */
char *
sockeye_catalog_describe (int family,
                          int type,
                          int protocol)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  int made = sockeye_catalog_resolve_protocol (family, type, protocol);
  g_autofree char *family_word =
    sockeye_catalog_dup_word (row != NULL ? &row->constant : NULL, family);
  g_autofree char *type_word = sockeye_catalog_dup_word (sockeye_catalog_find_type (type), type);
  g_autofree char *protocol_word = sockeye_catalog_dup_protocol_word (family, made);

  /* Translators: a family and a type of socket, as in "IPv4, byte stream". */
  if (protocol_word == NULL)
    return g_strdup_printf (_("%s, %s"), family_word, type_word);

  /* Translators: family, type and protocol, as in "IPv4, byte stream: TCP". */
  return g_strdup_printf (_("%s, %s: %s"), family_word, type_word, protocol_word);
}

/* "TCP", "UDP6", "RAW ICMP"; NULL for what the kernel does not make. */
static char *
sockeye_catalog_dup_inet_kind (int family,
                               int type,
                               int protocol)
{
  int made = sockeye_catalog_resolve_protocol (family, type, protocol);
  const char *suffix = family == AF_INET6 ? "6" : "";

  if (type == SOCK_RAW)
    {
      g_autofree char *name = sockeye_catalog_dup_protocol_name (family, made);
      const char *word = g_str_has_prefix (name, "IPPROTO_") ? name + strlen ("IPPROTO_") : name;

      /* A number stands apart from the 6 of the family. */
      return g_str_equal (word, "RAW") ? g_strconcat ("RAW", suffix, NULL)
                                       : g_strdup_printf ("RAW%s %s", suffix, word);
    }
  for (guint i = 0; i < G_N_ELEMENTS (inet_kinds); i++)
    if (inet_kinds[i].type == type && inet_kinds[i].protocol == made)
      return g_strconcat (inet_kinds[i].kind, suffix, NULL);
  return NULL;
}

/* "UNIX DGRAM", "NETLINK_ROUTE", "RFCOMM": a protocol that is a name says most;
 * the type is left out where it is what one expects. */
static char *
sockeye_catalog_dup_kind (const SockeyeFamily *row,
                          int                  type,
                          int                  protocol)
{
  int family = row->constant.number;
  const SockeyeConstant *named = sockeye_catalog_find_protocol (family, protocol);
  const SockeyeConstant *type_row = sockeye_catalog_find_type (type);
  const char *word = row->constant.name + strlen ("AF_");
  int usual = family == AF_PACKET || family == AF_NETLINK || family == AF_CAN ? SOCK_RAW
                                                                              : SOCK_STREAM;

  if (family == AF_BLUETOOTH && named != NULL)
    return g_strdup (named->name + strlen ("BTPROTO_"));
  if ((family == AF_NETLINK || family == AF_CAN) && named != NULL)
    return g_strdup (named->name);
  if (type == usual || type_row == NULL)
    return g_strdup (word);
  return g_strdup_printf ("%s %s", word, type_row->name + strlen ("SOCK_"));
}

/**
 * sockeye_catalog_get_kind:
 * @family: AF_INET and the like
 * @type: SOCK_STREAM and the like
 * @protocol: 0, IPPROTO_TCP and the like
 *
 * The short word for a socket that stands on its row: "TCP", "UDP6", "UNIX".
 * IPv6 is told apart, as netstat(8) does: a fresh socket has no address yet
 * that would show it.
 *
 * Returns: (transfer none): untranslated, interned
 */
const char *
sockeye_catalog_get_kind (int family,
                          int type,
                          int protocol)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  g_autofree char *kind = NULL;

  if (row == NULL)
    return "socket";
  if (sockeye_catalog_is_inet (family))
    kind = sockeye_catalog_dup_inet_kind (family, type, protocol);
  else
    kind = sockeye_catalog_dup_kind (row, type, protocol);
  return kind != NULL ? g_intern_string (kind) : row->constant.name;
}

/**
 * sockeye_catalog_is_stream:
 * @type: SOCK_STREAM and the like
 *
 * Returns: whether what is received is bytes without boundaries, so that 0
 *   bytes can only mean the end of the stream
 */
gboolean
sockeye_catalog_is_stream (int type)
{
  return type == SOCK_STREAM;
}

/**
 * sockeye_catalog_is_connection:
 * @type: SOCK_STREAM and the like
 *
 * Returns: whether a socket of the type has one peer, once connected, and an
 *   end: it listens, accepts and connects
 */
gboolean
sockeye_catalog_is_connection (int type)
{
  return type == SOCK_STREAM || type == SOCK_SEQPACKET || type == SOCK_DCCP;
}

/**
 * sockeye_catalog_is_tcp:
 *
 * Returns: whether it speaks TCP, so that there is a handshake, FIN and RST
 */
gboolean
sockeye_catalog_is_tcp (int family,
                        int type,
                        int protocol)
{
  return (family == AF_INET || family == AF_INET6) && type == SOCK_STREAM
         && (protocol == 0 || protocol == IPPROTO_TCP || protocol == IPPROTO_MPTCP);
}

/**
 * sockeye_catalog_can_answer:
 *
 * Returns: whether what a socket receives has a sender that could be sent the
 *   same. Elsewhere what comes is the kernel's, or everybody's
 */
gboolean
sockeye_catalog_can_answer (int family,
                            int type)
{
  return sockeye_catalog_is_connection (type)
         || (type == SOCK_DGRAM
             && (family == AF_INET || family == AF_INET6 || family == AF_UNIX));
}
