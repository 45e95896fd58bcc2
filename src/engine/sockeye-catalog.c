/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The constants of socket(2), from <sys/socket.h> and <netinet/in.h>, as rows
 * of tables: another family, type or protocol is another row here. */

#include "config.h"

#include "sockeye-catalog.h"

#include <netinet/in.h>

#include <glib/gi18n-lib.h>

#include "sockeye-address-private.h"

static const SockeyeFamily families[] = {
  {
    .constant = { AF_INET, "AF_INET", N_("IPv4") },
    .alias = "PF_INET",
    .host_label = N_("Host"),
    .port_label = N_("Port"),
    .has_names = TRUE,
    .port_proposal = "12345",
    .proposal = "127.0.0.1",
    .parse = _sockeye_address_inet_parse,
    .split = _sockeye_address_inet_split,
    .port = _sockeye_address_inet_port,
    .format = _sockeye_address_inet_format,
    .python = _sockeye_address_inet_python,
  },
  {
    .constant = { AF_INET6, "AF_INET6", N_("IPv6") },
    .alias = "PF_INET6",
    .host_label = N_("Host"),
    .port_label = N_("Port"),
    .has_names = TRUE,
    .port_proposal = "12345",
    .proposal = "::1",
    .parse = _sockeye_address_inet6_parse,
    .split = _sockeye_address_inet6_split,
    .port = _sockeye_address_inet6_port,
    .format = _sockeye_address_inet6_format,
    .python = _sockeye_address_inet6_python,
  },
  {
    .constant = { AF_UNIX, "AF_UNIX", N_("local, by path") },
    .alias = "PF_UNIX",
    .host_label = N_("Path"),
    .parse = _sockeye_address_unix_parse,
    .split = _sockeye_address_unix_split,
    .format = _sockeye_address_unix_format,
    .python = _sockeye_address_unix_python,
  },
};

static const SockeyeConstant types[] = {
  { SOCK_STREAM, "SOCK_STREAM", N_("byte stream") },
  { SOCK_DGRAM, "SOCK_DGRAM", N_("datagrams") },
  /* Connected like a stream, with the boundaries of messages kept. */
  { SOCK_SEQPACKET, "SOCK_SEQPACKET", N_("messages in order") },
};

static const SockeyeConstant protocols[] = {
  { 0, "0", N_("default") },
  { IPPROTO_TCP, "IPPROTO_TCP", N_("TCP") },
  { IPPROTO_UDP, "IPPROTO_UDP", N_("UDP") },
};

/* What the kernel makes of a family and a type: of the rows that match, the
 * first. A protocol of 0 is answered with the default of the pair. */
static const struct
{
  int         family;
  int         type;
  int         protocol;
  const char *kind;
} kinds[] = {
  { AF_INET, SOCK_STREAM, IPPROTO_TCP, "TCP" },
  { AF_INET, SOCK_DGRAM, IPPROTO_UDP, "UDP" },
  { AF_INET6, SOCK_STREAM, IPPROTO_TCP, "TCP6" },
  { AF_INET6, SOCK_DGRAM, IPPROTO_UDP, "UDP6" },
  { AF_UNIX, SOCK_STREAM, 0, "UNIX" },
  { AF_UNIX, SOCK_DGRAM, 0, "UNIX DGRAM" },
  { AF_UNIX, SOCK_SEQPACKET, 0, "UNIX SEQPACKET" },
};

/**
 * sockeye_catalog_list_families:
 * @n_families: (out): how many there are
 *
 * Returns: (transfer none): the families, in the order they are shown
 */
const SockeyeFamily *
sockeye_catalog_list_families (guint *n_families)
{
  g_return_val_if_fail (n_families != NULL, NULL);

  *n_families = G_N_ELEMENTS (families);
  return families;
}

/**
 * sockeye_catalog_list_types:
 * @n_types: (out): how many there are
 *
 * Returns: (transfer none): the socket types, in the order they are shown
 */
const SockeyeConstant *
sockeye_catalog_list_types (guint *n_types)
{
  g_return_val_if_fail (n_types != NULL, NULL);

  *n_types = G_N_ELEMENTS (types);
  return types;
}

/**
 * sockeye_catalog_list_protocols:
 * @n_protocols: (out): how many there are
 *
 * Returns: (transfer none): the protocols, in the order they are shown; the
 *   first is 0, the default
 */
const SockeyeConstant *
sockeye_catalog_list_protocols (guint *n_protocols)
{
  g_return_val_if_fail (n_protocols != NULL, NULL);

  *n_protocols = G_N_ELEMENTS (protocols);
  return protocols;
}

static const SockeyeConstant *
sockeye_catalog_find_constant (const SockeyeConstant *constants,
                               guint                  n_constants,
                               int                    number)
{
  for (guint i = 0; i < n_constants; i++)
    if (constants[i].number == number)
      return &constants[i];
  return NULL;
}

/**
 * sockeye_catalog_find_family:
 * @family: AF_INET and the like
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeFamily *
sockeye_catalog_find_family (int family)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (families[i].constant.number == family)
      return &families[i];
  return NULL;
}

/**
 * sockeye_catalog_find_type:
 * @type: SOCK_STREAM and the like, without flags
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeConstant *
sockeye_catalog_find_type (int type)
{
  return sockeye_catalog_find_constant (types, G_N_ELEMENTS (types), type);
}

/**
 * sockeye_catalog_find_protocol:
 * @protocol: 0, IPPROTO_TCP and the like
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeConstant *
sockeye_catalog_find_protocol (int protocol)
{
  return sockeye_catalog_find_constant (protocols, G_N_ELEMENTS (protocols), protocol);
}

/**
 * sockeye_catalog_dup_proposal:
 * @family: AF_INET and the like
 *
 * What Host, or Path, of a new socket begins with: an address that nobody
 * outside of this machine, and no other user, can reach.
 *
 * Returns: (transfer full): as sockeye_address_parse() takes it
 */
char *
sockeye_catalog_dup_proposal (int family)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);

  if (row == NULL || family != AF_UNIX)
    return g_strdup (row != NULL && row->proposal != NULL ? row->proposal : "");
  return g_build_filename (g_get_user_runtime_dir (), "sockeye.sock", NULL);
}

/* The default of the pair for 0, or else the protocol itself. */
static int
sockeye_catalog_resolve_protocol (int family,
                                  int type,
                                  int protocol)
{
  if (protocol != 0)
    return protocol;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].family == family && kinds[i].type == type)
      return kinds[i].protocol;
  return 0;
}

static char *
sockeye_catalog_dup_word (const SockeyeConstant *constant,
                          int                    number)
{
  if (constant != NULL)
    return g_strdup (_(constant->word));
  return g_strdup_printf ("%d", number);
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
  g_autofree char *protocol_word = NULL;

  /* Translators: a family and a type of socket, as in "IPv4, byte stream". */
  if (made == 0)
    return g_strdup_printf (_("%s, %s"), family_word, type_word);

  protocol_word = sockeye_catalog_dup_word (sockeye_catalog_find_protocol (made), made);
  /* Translators: family, type and protocol, as in "IPv4, byte stream: TCP". */
  return g_strdup_printf (_("%s, %s: %s"), family_word, type_word, protocol_word);
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
 * Returns: (transfer none): untranslated
 */
const char *
sockeye_catalog_get_kind (int family,
                          int type,
                          int protocol)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  int made = sockeye_catalog_resolve_protocol (family, type, protocol);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].family == family && kinds[i].type == type && kinds[i].protocol == made)
      return kinds[i].kind;
  return row != NULL ? row->constant.name : "socket";
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
