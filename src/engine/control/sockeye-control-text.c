/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages as names, words and Python. */

#include "config.h"

#include "sockeye-control-private.h"

#include "address/sockeye-address-private.h"
#include "call/sockeye-python.h"

#include <arpa/inet.h>
#include <glib/gi18n-lib.h>
#include <net/if.h>
#include <netinet/in.h>

/* Python's text has all of them. */
#define SOCKEYE_CONTROL_BYTES_SHOWN 256

static const struct
{
  int         level;
  const char *name;
} levels[] = {
  { SOL_SOCKET, "SOL_SOCKET" },
  { IPPROTO_IP, "IPPROTO_IP" },
  { IPPROTO_IPV6, "IPPROTO_IPV6" },
  { IPPROTO_TCP, "IPPROTO_TCP" },
  { SOCKEYE_SOL_UDP, "IPPROTO_UDP" },
  { IPPROTO_SCTP, "IPPROTO_SCTP" },
  { SOCKEYE_SOL_PACKET, "SOL_PACKET" },
  { SOCKEYE_SOL_NETLINK, "SOL_NETLINK" },
};

/* By the numbers of the kernel: the C library's headers lack the newer ones. */
static const struct
{
  int         level;
  int         type;
  const char *name;
  const char *meaning;
} types[] = {
  { SOL_SOCKET, SCM_RIGHTS, "SCM_RIGHTS", N_("open descriptors passed on, see unix(7)") },
  { SOL_SOCKET, SCM_CREDENTIALS, "SCM_CREDENTIALS", N_("who sends, vouched for by the kernel") },
  { SOL_SOCKET, SOCKEYE_SCM_SECURITY, "SCM_SECURITY", N_("the sender's security label") },
  { SOL_SOCKET, SOCKEYE_SCM_PIDFD, "SCM_PIDFD", N_("a descriptor of the sending process") },
  { SOL_SOCKET, SO_PRIORITY, "SO_PRIORITY",
    N_("the packet's place in the queues of this machine") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMP_OLD, "SO_TIMESTAMP", N_("when it arrived") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMP_NEW, "SO_TIMESTAMP_NEW", N_("when it arrived") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMPNS_OLD, "SO_TIMESTAMPNS", N_("when it arrived") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMPNS_NEW, "SO_TIMESTAMPNS_NEW", N_("when it arrived") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMPING_OLD, "SO_TIMESTAMPING", N_("when it arrived, or was sent") },
  { SOL_SOCKET, SOCKEYE_TIMESTAMPING_NEW, "SO_TIMESTAMPING_NEW",
    N_("when it arrived, or was sent") },
  { SOL_SOCKET, SOCKEYE_TS_PKTINFO, "SCM_TIMESTAMPING_PKTINFO",
    N_("which device stamped the time") },
  { SOL_SOCKET, SO_MARK, "SO_MARK", N_("the mark that routing and filters look at") },
  { SOL_SOCKET, SO_RXQ_OVFL, "SO_RXQ_OVFL", N_("datagrams dropped so far") },
  { SOL_SOCKET, SO_TXTIME, "SCM_TXTIME", N_("when it is to be sent") },
  { IPPROTO_IP, IP_TOS, "IP_TOS", N_("how the network is to treat the packet") },
  { IPPROTO_IP, IP_TTL, "IP_TTL", N_("routers that it may still pass") },
  { IPPROTO_IP, IP_RECVOPTS, "IP_RECVOPTS", N_("IP options of the packet") },
  { IPPROTO_IP, IP_RETOPTS, "IP_RETOPTS", N_("IP options for the way back") },
  { IPPROTO_IP, IP_PKTINFO, "IP_PKTINFO", N_("which way it came, or is to go") },
  { IPPROTO_IP, IP_RECVERR, "IP_RECVERR", N_("what became of an earlier send") },
  { IPPROTO_IP, IP_ORIGDSTADDR, "IP_ORIGDSTADDR", N_("where it was going before a redirection") },
  { IPPROTO_IP, IP_CHECKSUM, "IP_CHECKSUM", N_("the checksum that the device found") },
  { IPPROTO_IP, IP_RECVFRAGSIZE, "IP_RECVFRAGSIZE", N_("the largest fragment that it came in") },
  { IPPROTO_IPV6, IPV6_PKTINFO, "IPV6_PKTINFO", N_("which way it came, or is to go") },
  { IPPROTO_IPV6, IPV6_HOPLIMIT, "IPV6_HOPLIMIT", N_("routers that it may still pass") },
  { IPPROTO_IPV6, IPV6_TCLASS, "IPV6_TCLASS", N_("how the network is to treat the packet") },
  { IPPROTO_IPV6, IPV6_RECVERR, "IPV6_RECVERR", N_("what became of an earlier send") },
  { IPPROTO_IPV6, 11, "IPV6_FLOWINFO", N_("flow label and traffic class") },
  { IPPROTO_IPV6, IPV6_HOPOPTS, "IPV6_HOPOPTS", N_("options for each router") },
  { IPPROTO_IPV6, IPV6_RTHDR, "IPV6_RTHDR", N_("routers that it has to pass") },
  { IPPROTO_IPV6, IPV6_DSTOPTS, "IPV6_DSTOPTS", N_("options for the destination") },
  { IPPROTO_IPV6, IPV6_PATHMTU, "IPV6_PATHMTU", N_("the largest packet on the way") },
  { IPPROTO_IPV6, 74, "IPV6_ORIGDSTADDR", N_("where it was going before a redirection") },
  { IPPROTO_IPV6, 77, "IPV6_RECVFRAGSIZE", N_("the largest fragment that it came in") },
  { IPPROTO_TCP, 36, "TCP_CM_INQ", N_("bytes that still wait") },
  { SOCKEYE_SOL_UDP, SOCKEYE_UDP_SEGMENT, "UDP_SEGMENT", N_("cut into datagrams of this size") },
  { SOCKEYE_SOL_UDP, SOCKEYE_UDP_GRO, "UDP_GRO", N_("several datagrams of this size, joined") },
  { SOCKEYE_SOL_PACKET, 8, "PACKET_AUXDATA", N_("the frame as it was on the wire") },
  { SOCKEYE_SOL_PACKET, 16, "PACKET_TX_TIMESTAMP", N_("what became of an earlier send") },
  { SOCKEYE_SOL_NETLINK, 3, "NETLINK_PKTINFO", N_("the group it was sent to") },
  { SOCKEYE_SOL_NETLINK, 8, "NETLINK_LISTEN_ALL_NSID", N_("the network namespace it is from") },
};

/**
 * sockeye_control_get_level_name:
 *
 * Returns: (transfer none) (nullable): "IPPROTO_IP"
 */
const char *
sockeye_control_get_level_name (int level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i].level == level)
      return levels[i].name;
  return NULL;
}

/**
 * sockeye_control_get_type_name:
 *
 * Returns: (transfer none) (nullable): "IP_PKTINFO"
 */
const char *
sockeye_control_get_type_name (int level,
                               int type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].level == level && types[i].type == type)
      return types[i].name;
  return NULL;
}

/* The number of a level or, of this level, of a type with this name. */
gboolean
_sockeye_control_find_level (const char *name,
                             int        *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_ascii_strcasecmp (levels[i].name, name) == 0)
      {
        *level = levels[i].level;
        return TRUE;
      }
  return FALSE;
}

gboolean
_sockeye_control_find_type (int         level,
                            const char *name,
                            int        *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].level == level && g_ascii_strcasecmp (types[i].name, name) == 0)
      {
        *type = types[i].type;
        return TRUE;
      }
  return FALSE;
}

/**
 * sockeye_control_dup_title:
 * @self: a control message
 *
 * Returns: (transfer full): "IP_PKTINFO"; "level 41, type 99" where it has no name
 */
char *
sockeye_control_dup_title (SockeyeControl *self)
{
  const char *name, *level_name;
  int level, type;

  g_return_val_if_fail (self != NULL, NULL);

  level = sockeye_control_get_level (self);
  type = sockeye_control_get_control_type (self);
  name = sockeye_control_get_type_name (level, type);
  level_name = sockeye_control_get_level_name (level);
  if (name != NULL)
    return g_strdup (name);
  if (level == -1 && type == -1)
    return g_strdup (_("No message"));
  if (level_name != NULL)
    return g_strdup_printf (_("%s, type %d"), level_name, type);
  return g_strdup_printf (_("Level %d, type %d"), level, type);
}

/**
 * sockeye_control_get_meaning:
 * @self: a control message
 *
 * Returns: (transfer none): what such a message says, a few translated words; ""
 *   where that is not known
 */
const char *
sockeye_control_get_meaning (SockeyeControl *self)
{
  g_return_val_if_fail (self != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].level == sockeye_control_get_level (self)
        && types[i].type == sockeye_control_get_control_type (self))
      return _(types[i].meaning);
  if (sockeye_control_get_level (self) == -1)
    return _("the rest of a buffer that was cut short");
  return "";
}

void
sockeye_control_fact_free (SockeyeControlFact *fact)
{
  g_free (fact->value);
  g_free (fact);
}

/* Takes value. */
void
_sockeye_control_add_fact (GPtrArray  *facts,
                           const char *label,
                           char       *value)
{
  SockeyeControlFact *fact = g_new0 (SockeyeControlFact, 1);

  fact->label = label;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

/* "lo (1)"; an interface may have gone since. */
char *
_sockeye_control_interface (guint index)
{
  char name[IF_NAMESIZE];
  g_autofree char *shown = NULL;

  if (index == 0)
    return g_strdup (_("any"));
  if (if_indextoname (index, name) == NULL)
    return g_strdup_printf (_("%u, no longer there"), index);
  shown = _sockeye_address_quote (name);
  return g_strdup_printf ("%s (%u)", shown, index);
}

/* 4 or 16 bytes as a numeric host. */
char *
_sockeye_control_inet (int           family,
                       const guint8 *bytes)
{
  char text[INET6_ADDRSTRLEN];

  if (inet_ntop (family, bytes, text, sizeof text) == NULL)
    return g_strdup ("?");
  return g_strdup (text);
}

static void
sockeye_control_add_sockets (SockeyeControl *self,
                             GPtrArray      *facts)
{
  guint n;
  const SockeyeSocketId *sockets = sockeye_control_get_sockets (self, &n);

  for (guint i = 0; i < n; i++)
    _sockeye_control_add_fact (facts, _("Socket"), sockeye_socket_id_to_string (sockets[i]));
}

/* "de ad be ef" */
static void
sockeye_control_add_bytes (GPtrArray    *facts,
                           const guint8 *data,
                           gsize         size)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < MIN (size, SOCKEYE_CONTROL_BYTES_SHOWN); i++)
    g_string_append_printf (hex, "%s%02x", i > 0 ? " " : "", data[i]);
  if (size > SOCKEYE_CONTROL_BYTES_SHOWN)
    g_string_append_printf (hex, " … (%" G_GSIZE_FORMAT ")", size);
  if (size == 0)
    g_string_append (hex, _("none"));
  _sockeye_control_add_fact (facts, _("Bytes"), g_string_free (hex, FALSE));
}

/**
 * sockeye_control_dup_facts:
 * @self: a control message
 *
 * Returns: (transfer full) (element-type SockeyeControlFact): what it says, line
 *   by line; of one that is not known, or too short for what it should say, its
 *   bytes
 */
GPtrArray *
sockeye_control_dup_facts (SockeyeControl *self)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_fact_free);
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (self != NULL, facts);

  data = g_bytes_get_data (sockeye_control_get_bytes (self), &size);
  sockeye_control_add_sockets (self, facts);
  _sockeye_control_list_passed (self, facts);
  if (facts->len == 0
      && !_sockeye_control_list_facts (sockeye_control_get_level (self),
                                       sockeye_control_get_control_type (self), data, size, facts))
    sockeye_control_add_bytes (facts, data, size);
  if (sockeye_control_is_cut (self))
    _sockeye_control_add_fact (facts, _("Cut short"), g_strdup (_("it says that it is longer")));
  return facts;
}

/**
 * sockeye_control_dup_summary:
 * @self: a control message
 *
 * Returns: (transfer full): all of it in one line: "IP_TTL: 64"
 */
char *
sockeye_control_dup_summary (SockeyeControl *self)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *title = NULL;
  GString *string;

  g_return_val_if_fail (self != NULL, NULL);

  facts = sockeye_control_dup_facts (self);
  title = sockeye_control_dup_title (self);
  string = g_string_new (title);
  for (guint i = 0; i < facts->len; i++)
    {
      const SockeyeControlFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (string, "%s%s", i == 0 ? ": " : ", ", fact->value);
    }
  return g_string_free (string, FALSE);
}

/* pack('2i', s1.fileno(), s2.fileno()) */
static void
sockeye_control_append_sockets (GString               *string,
                                const SockeyeSocketId *sockets,
                                guint                  n_sockets)
{
  g_autofree char *count = n_sockets > 1 ? g_strdup_printf ("%u", n_sockets) : g_strdup ("");

  g_string_append_printf (string, "pack('%si'", count);
  for (guint i = 0; i < n_sockets; i++)
    {
      g_autofree char *name = sockeye_socket_id_to_string (sockets[i]);

      g_string_append_printf (string, ", %s.fileno()", name);
    }
  g_string_append_c (string, ')');
}

/**
 * sockeye_control_to_python:
 * @self: a control message
 * @limit: the most characters of its bytes, 0 for all
 *
 * Returns: (transfer full): as recvmsg() of CPython returns it and sendmsg()
 *   takes it: `(IPPROTO_IP, IP_TTL, b'@\x00\x00\x00')`
 */
char *
sockeye_control_to_python (SockeyeControl *self,
                           gsize           limit)
{
  const SockeyeSocketId *sockets;
  const guint8 *data;
  GString *string;
  int level, type;
  gsize size;
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  level = sockeye_control_get_level (self);
  type = sockeye_control_get_control_type (self);
  sockets = sockeye_control_get_sockets (self, &n);
  data = g_bytes_get_data (sockeye_control_get_bytes (self), &size);
  string = g_string_new ("(");
  sockeye_python_append_constant (string, sockeye_control_get_level_name (level), level);
  g_string_append (string, ", ");
  sockeye_python_append_constant (string, sockeye_control_get_type_name (level, type), type);
  g_string_append (string, ", ");
  if (n > 0)
    sockeye_control_append_sockets (string, sockets, n);
  else
    sockeye_python_append_bytes (string, data, size, limit);
  g_string_append_c (string, ')');
  return g_string_free (string, FALSE);
}
