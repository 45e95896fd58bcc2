/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the control messages that are known say. The bytes may be any: each
 * function looks only at as many as there are, and says FALSE for too few. */

#include "config.h"

#include "sockeye-control-private.h"

#include "sockeye-peer.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* Whoever made the bytes need not have aligned them. */
static gboolean
sockeye_control_read_int (const guint8 *data,
                          gsize         size,
                          gint64       *value)
{
  gint32 whole;
  guint16 half;

  if (size == 1)
    *value = data[0];
  else if (size == sizeof half)
    *value = (memcpy (&half, data, sizeof half), half);
  else if (size >= sizeof whole)
    *value = (memcpy (&whole, data, sizeof whole), whole);
  else
    return FALSE;
  return TRUE;
}

static gboolean
sockeye_control_add_number (const char   *label,
                            const guint8 *data,
                            gsize         size,
                            GPtrArray    *facts)
{
  gint64 value;

  if (!sockeye_control_read_int (data, size, &value))
    return FALSE;
  _sockeye_control_add_fact (facts, label, g_strdup_printf ("%" G_GINT64_FORMAT, value));
  return TRUE;
}

static gboolean
sockeye_control_add_unsigned (const char   *label,
                              const guint8 *data,
                              gsize         size,
                              GPtrArray    *facts)
{
  guint32 value;

  if (size < sizeof value)
    return FALSE;
  memcpy (&value, data, sizeof value);
  _sockeye_control_add_fact (facts, label, g_strdup_printf ("%u", value));
  return TRUE;
}

static gboolean
sockeye_control_add_interface (const guint8 *data,
                               gsize         size,
                               GPtrArray    *facts)
{
  guint32 index;

  if (size < sizeof index)
    return FALSE;
  memcpy (&index, data, sizeof index);
  _sockeye_control_add_fact (facts, _("Interface"), _sockeye_control_interface (index));
  return TRUE;
}

/* --- TOS and traffic class: RFC 2474, RFC 3168 --------------------------------- */

static char *
sockeye_control_dscp (guint dscp)
{
  if (dscp == 46)
    return g_strdup ("EF (46)");
  if (dscp == 44)
    return g_strdup ("VOICE-ADMIT (44)");
  if (dscp == 1)
    return g_strdup ("LE (1)");
  if (dscp % 8 == 0)
    return g_strdup_printf ("CS%u (%u)", dscp / 8, dscp);
  /* AFxy: class 1 to 4, drop precedence 1 to 3 (RFC 2597). */
  if (dscp % 2 == 0 && dscp >= 10 && dscp <= 38)
    return g_strdup_printf ("AF%u%u (%u)", dscp / 8, dscp % 8 / 2, dscp);
  return g_strdup_printf ("%u", dscp);
}

static gboolean
sockeye_control_add_class (const guint8 *data,
                           gsize         size,
                           GPtrArray    *facts)
{
  static const char *const ecn[] = {
    N_("not capable"), N_("ECT(1): capable"), N_("ECT(0): capable"), N_("CE: congestion was met"),
  };
  gint64 value;

  if (!sockeye_control_read_int (data, size, &value))
    return FALSE;
  value &= 0xff;
  _sockeye_control_add_fact (facts, _("Value"), g_strdup_printf ("0x%02x", (guint) value));
  _sockeye_control_add_fact (facts, "DSCP", sockeye_control_dscp (value >> 2));
  _sockeye_control_add_fact (facts, "ECN", g_strdup (_(ecn[value & 3])));
  return TRUE;
}

/* --- where from and where to --------------------------------------------------- */

static gboolean
sockeye_control_add_pktinfo (const guint8 *data,
                             gsize         size,
                             GPtrArray    *facts)
{
  struct in_pktinfo info;

  if (size < sizeof info)
    return FALSE;
  memcpy (&info, data, sizeof info);
  _sockeye_control_add_fact (facts, _("Interface"), _sockeye_control_interface (info.ipi_ifindex));
  _sockeye_control_add_fact (facts, _("Local address"),
                             _sockeye_control_inet (AF_INET, (const guint8 *) &info.ipi_spec_dst));
  _sockeye_control_add_fact (facts, _("Destination"),
                             _sockeye_control_inet (AF_INET, (const guint8 *) &info.ipi_addr));
  return TRUE;
}

static gboolean
sockeye_control_add_pktinfo6 (const guint8 *data,
                              gsize         size,
                              GPtrArray    *facts)
{
  struct in6_pktinfo info;

  if (size < sizeof info)
    return FALSE;
  memcpy (&info, data, sizeof info);
  _sockeye_control_add_fact (facts, _("Interface"), _sockeye_control_interface (info.ipi6_ifindex));
  _sockeye_control_add_fact (facts, _("Destination"),
                             _sockeye_control_inet (AF_INET6, (const guint8 *) &info.ipi6_addr));
  return TRUE;
}

static gboolean
sockeye_control_add_sockaddr (const guint8 *data,
                              gsize         size,
                              GPtrArray    *facts)
{
  struct sockaddr_storage storage = { 0 };
  g_autoptr (SockeyeAddress) address = NULL;

  if (size < sizeof (struct sockaddr_in))
    return FALSE;
  memcpy (&storage, data, MIN (size, sizeof storage));
  if (storage.ss_family != AF_INET && storage.ss_family != AF_INET6)
    return FALSE;
  address = sockeye_address_new ((struct sockaddr *) &storage, MIN (size, sizeof storage), NULL);
  _sockeye_control_add_fact (facts, _("Destination"), sockeye_address_to_string (address));
  return TRUE;
}

/* --- times --------------------------------------------------------------------- */

/* The two parts of a time: longs of the C library, or 64 bits. */
static gboolean
sockeye_control_read_time (const guint8 *data,
                           gsize         size,
                           gboolean      wide,
                           gint64        parts[2])
{
  gint32 narrow[2];

  if (size >= 2 * sizeof (gint64) && (wide || sizeof (long) == sizeof (gint64)))
    {
      memcpy (parts, data, 2 * sizeof (gint64));
      return TRUE;
    }
  if (size < sizeof narrow || wide || sizeof (long) == sizeof (gint64))
    return FALSE;
  memcpy (narrow, data, sizeof narrow);
  parts[0] = narrow[0];
  parts[1] = narrow[1];
  return TRUE;
}

static char *
sockeye_control_time (const gint64 parts[2],
                      int          digits)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (parts[0]);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%F %T") : NULL;

  if (text == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%0*" G_GINT64_MODIFIER "d s", parts[0], digits,
                            parts[1]);
  return g_strdup_printf ("%s.%0*" G_GINT64_MODIFIER "d", text, digits, parts[1]);
}

static gboolean
sockeye_control_add_time (const guint8 *data,
                          gsize         size,
                          gboolean      wide,
                          int           digits,
                          GPtrArray    *facts)
{
  gint64 parts[2];

  if (!sockeye_control_read_time (data, size, wide, parts))
    return FALSE;
  _sockeye_control_add_fact (facts, _("Time"), sockeye_control_time (parts, digits));
  return TRUE;
}

/* Three times, of which those that are not known are 0 (timestamping.rst). */
static gboolean
sockeye_control_add_timestamping (const guint8 *data,
                                  gsize         size,
                                  gboolean      wide,
                                  GPtrArray    *facts)
{
  const char *const labels[] = {
    _("By the kernel"), _("By the device, converted"), _("By the device")
  };
  gsize step = wide || sizeof (long) == sizeof (gint64) ? 16 : 8;
  gint64 parts[2];

  if (size < 3 * step)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (sockeye_control_read_time (data + i * step, step, wide, parts)
        && (parts[0] != 0 || parts[1] != 0))
      _sockeye_control_add_fact (facts, labels[i], sockeye_control_time (parts, 9));
  return facts->len > 0;
}

/* --- who ----------------------------------------------------------------------- */

static gboolean
sockeye_control_add_credentials (const guint8 *data,
                                 gsize         size,
                                 GPtrArray    *facts)
{
  struct
  {
    gint32  pid;
    guint32 uid;
    guint32 gid;
  } who;

  if (size < sizeof who)
    return FALSE;
  memcpy (&who, data, sizeof who);
  _sockeye_control_add_fact (facts, _("Process"), sockeye_process_to_string (who.pid));
  _sockeye_control_add_fact (facts, _("User"), sockeye_user_to_string (who.uid));
  _sockeye_control_add_fact (facts, _("Group"), sockeye_group_to_string (who.gid));
  return TRUE;
}

/* Descriptors of which no more is known than their number. */
static gboolean
sockeye_control_add_descriptors (const guint8 *data,
                                 gsize         size,
                                 GPtrArray    *facts)
{
  for (gsize at = 0; at + sizeof (gint32) <= size; at += sizeof (gint32))
    sockeye_control_add_number (_("Descriptor"), data + at, sizeof (gint32), facts);
  return facts->len > 0;
}

static gboolean
sockeye_control_add_label (const guint8 *data,
                           gsize         size,
                           GPtrArray    *facts)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;

  if (size == 0)
    return FALSE;
  text = g_utf8_make_valid ((const char *) data, (gssize) size);
  safe = g_strescape (text, NULL);
  _sockeye_control_add_fact (facts, _("Label"), g_steal_pointer (&safe));
  return TRUE;
}

/* struct tpacket_auxdata (linux/if_packet.h) */
static gboolean
sockeye_control_add_auxdata (const guint8 *data,
                             gsize         size,
                             GPtrArray    *facts)
{
  struct
  {
    guint32 status;
    guint32 length;
    guint32 kept;
    guint16 mac;
    guint16 net;
    guint16 vlan;
    guint16 vlan_protocol;
  } aux;
  const guint32 has_vlan = 1 << 4;

  if (size < sizeof aux)
    return FALSE;
  memcpy (&aux, data, sizeof aux);
  _sockeye_control_add_fact (facts, _("Frame length"), g_strdup_printf ("%u", aux.length));
  _sockeye_control_add_fact (facts, _("Kept"), g_strdup_printf ("%u", aux.kept));
  _sockeye_control_add_fact (facts, _("Status"), g_strdup_printf ("0x%x", aux.status));
  _sockeye_control_add_fact (facts, _("Network header at"), g_strdup_printf ("%u", aux.net));
  if (aux.status & has_vlan)
    _sockeye_control_add_fact (facts, "VLAN", g_strdup_printf ("%u", aux.vlan & 0xfff));
  return TRUE;
}

/* --- by level ------------------------------------------------------------------ */

static gboolean
sockeye_control_list_socket_facts (int           type,
                                   const guint8 *data,
                                   gsize         size,
                                   GPtrArray    *facts)
{
  switch (type)
    {
    case SCM_RIGHTS:
    case SOCKEYE_SCM_PIDFD:
      return sockeye_control_add_descriptors (data, size, facts);
    case SCM_CREDENTIALS:
      return sockeye_control_add_credentials (data, size, facts);
    case SOCKEYE_SCM_SECURITY:
      return sockeye_control_add_label (data, size, facts);
    case SOCKEYE_TIMESTAMP_OLD:
    case SOCKEYE_TIMESTAMP_NEW:
      return sockeye_control_add_time (data, size, type == SOCKEYE_TIMESTAMP_NEW, 6, facts);
    case SOCKEYE_TIMESTAMPNS_OLD:
    case SOCKEYE_TIMESTAMPNS_NEW:
      return sockeye_control_add_time (data, size, type == SOCKEYE_TIMESTAMPNS_NEW, 9, facts);
    case SOCKEYE_TIMESTAMPING_OLD:
    case SOCKEYE_TIMESTAMPING_NEW:
      return sockeye_control_add_timestamping (data, size, type == SOCKEYE_TIMESTAMPING_NEW, facts);
    case SOCKEYE_TS_PKTINFO:
      return sockeye_control_add_interface (data, size, facts);
    case SO_RXQ_OVFL:
      return sockeye_control_add_unsigned (_("Dropped so far"), data, size, facts);
    case SO_MARK:
      return sockeye_control_add_unsigned (_("Mark"), data, size, facts);
    case SO_PRIORITY:
      return sockeye_control_add_unsigned (_("Priority"), data, size, facts);
    default:
      return FALSE;
    }
}

static gboolean
sockeye_control_list_ip_facts (int           type,
                               const guint8 *data,
                               gsize         size,
                               GPtrArray    *facts)
{
  switch (type)
    {
    case IP_TOS:
      return sockeye_control_add_class (data, size, facts);
    case IP_TTL:
      return sockeye_control_add_number (_("Hops left"), data, size, facts);
    case IP_PKTINFO:
      return sockeye_control_add_pktinfo (data, size, facts);
    case IP_ORIGDSTADDR:
      return sockeye_control_add_sockaddr (data, size, facts);
    case IP_CHECKSUM:
      return sockeye_control_add_unsigned (_("Checksum"), data, size, facts);
    case IP_RECVFRAGSIZE:
      return sockeye_control_add_number (_("Size"), data, size, facts);
    default:
      return FALSE;
    }
}

static gboolean
sockeye_control_list_ipv6_facts (int           type,
                                 const guint8 *data,
                                 gsize         size,
                                 GPtrArray    *facts)
{
  switch (type)
    {
    case IPV6_TCLASS:
      return sockeye_control_add_class (data, size, facts);
    case IPV6_HOPLIMIT:
      return sockeye_control_add_number (_("Hops left"), data, size, facts);
    case IPV6_PKTINFO:
      return sockeye_control_add_pktinfo6 (data, size, facts);
    case 74: /* IPV6_ORIGDSTADDR, linux/in6.h */
      return sockeye_control_add_sockaddr (data, size, facts);
    case 77: /* IPV6_RECVFRAGSIZE */
      return sockeye_control_add_number (_("Size"), data, size, facts);
    default:
      return FALSE;
    }
}

/* Appends what a message of this level and type says. FALSE where that is not
 * known, or there are too few bytes. */
gboolean
_sockeye_control_list_facts (int           level,
                             int           type,
                             const guint8 *data,
                             gsize         size,
                             GPtrArray    *facts)
{
  if (_sockeye_control_is_late (level, type))
    return _sockeye_control_list_late_facts (data, size, facts);
  switch (level)
    {
    case SOL_SOCKET:
      return sockeye_control_list_socket_facts (type, data, size, facts);
    case IPPROTO_IP:
      return sockeye_control_list_ip_facts (type, data, size, facts);
    case IPPROTO_IPV6:
      return sockeye_control_list_ipv6_facts (type, data, size, facts);
    case IPPROTO_TCP:
      return type == 36 && sockeye_control_add_number (_("Bytes"), data, size, facts);
    case SOCKEYE_SOL_UDP:
      return (type == SOCKEYE_UDP_GRO || type == SOCKEYE_UDP_SEGMENT)
             && sockeye_control_add_number (_("Size"), data, size, facts);
    case SOCKEYE_SOL_PACKET:
      return type == 8 && sockeye_control_add_auxdata (data, size, facts);
    case SOCKEYE_SOL_NETLINK:
      return (type == 3 && sockeye_control_add_unsigned (_("Group"), data, size, facts))
             || (type == 8 && sockeye_control_add_number (_("Namespace"), data, size, facts));
    default:
      return FALSE;
    }
}
