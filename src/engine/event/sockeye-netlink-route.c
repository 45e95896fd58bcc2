/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Messages of NETLINK_ROUTE, after rtnetlink(7): network interfaces, their
 * addresses, routes and neighbours, in the words of ip(8), which are not
 * translated. */

#include "config.h"

#include "sockeye-netlink-private.h"

#include <arpa/inet.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "address/sockeye-address-private.h"
#include "call/sockeye-payload.h"

static const struct
{
  guint16     type;
  const char *name;
} names[] = {
  { RTM_NEWLINK, "RTM_NEWLINK" },
  { RTM_DELLINK, "RTM_DELLINK" },
  { RTM_GETLINK, "RTM_GETLINK" },
  { RTM_SETLINK, "RTM_SETLINK" },
  { RTM_NEWADDR, "RTM_NEWADDR" },
  { RTM_DELADDR, "RTM_DELADDR" },
  { RTM_GETADDR, "RTM_GETADDR" },
  { RTM_NEWROUTE, "RTM_NEWROUTE" },
  { RTM_DELROUTE, "RTM_DELROUTE" },
  { RTM_GETROUTE, "RTM_GETROUTE" },
  { RTM_NEWNEIGH, "RTM_NEWNEIGH" },
  { RTM_DELNEIGH, "RTM_DELNEIGH" },
  { RTM_GETNEIGH, "RTM_GETNEIGH" },
  { RTM_NEWRULE, "RTM_NEWRULE" },
  { RTM_DELRULE, "RTM_DELRULE" },
  { RTM_GETRULE, "RTM_GETRULE" },
  { RTM_NEWQDISC, "RTM_NEWQDISC" },
  { RTM_DELQDISC, "RTM_DELQDISC" },
  { RTM_GETQDISC, "RTM_GETQDISC" },
  { RTM_NEWTCLASS, "RTM_NEWTCLASS" },
  { RTM_DELTCLASS, "RTM_DELTCLASS" },
  { RTM_GETTCLASS, "RTM_GETTCLASS" },
  { RTM_NEWTFILTER, "RTM_NEWTFILTER" },
  { RTM_DELTFILTER, "RTM_DELTFILTER" },
  { RTM_GETTFILTER, "RTM_GETTFILTER" },
  { RTM_NEWACTION, "RTM_NEWACTION" },
  { RTM_DELACTION, "RTM_DELACTION" },
  { RTM_GETACTION, "RTM_GETACTION" },
  { RTM_NEWPREFIX, "RTM_NEWPREFIX" },
  { RTM_GETMULTICAST, "RTM_GETMULTICAST" },
  { RTM_GETANYCAST, "RTM_GETANYCAST" },
  { RTM_NEWNEIGHTBL, "RTM_NEWNEIGHTBL" },
  { RTM_GETNEIGHTBL, "RTM_GETNEIGHTBL" },
  { RTM_SETNEIGHTBL, "RTM_SETNEIGHTBL" },
  { RTM_NEWNDUSEROPT, "RTM_NEWNDUSEROPT" },
  { RTM_NEWADDRLABEL, "RTM_NEWADDRLABEL" },
  { RTM_DELADDRLABEL, "RTM_DELADDRLABEL" },
  { RTM_GETADDRLABEL, "RTM_GETADDRLABEL" },
  { RTM_GETDCB, "RTM_GETDCB" },
  { RTM_SETDCB, "RTM_SETDCB" },
  { RTM_NEWNETCONF, "RTM_NEWNETCONF" },
  { RTM_DELNETCONF, "RTM_DELNETCONF" },
  { RTM_GETNETCONF, "RTM_GETNETCONF" },
  { RTM_NEWMDB, "RTM_NEWMDB" },
  { RTM_DELMDB, "RTM_DELMDB" },
  { RTM_GETMDB, "RTM_GETMDB" },
  { RTM_NEWNSID, "RTM_NEWNSID" },
  { RTM_DELNSID, "RTM_DELNSID" },
  { RTM_GETNSID, "RTM_GETNSID" },
  { RTM_NEWSTATS, "RTM_NEWSTATS" },
  { RTM_GETSTATS, "RTM_GETSTATS" },
  { RTM_SETSTATS, "RTM_SETSTATS" },
  { RTM_NEWCACHEREPORT, "RTM_NEWCACHEREPORT" },
  { RTM_NEWCHAIN, "RTM_NEWCHAIN" },
  { RTM_DELCHAIN, "RTM_DELCHAIN" },
  { RTM_GETCHAIN, "RTM_GETCHAIN" },
  { RTM_NEWNEXTHOP, "RTM_NEWNEXTHOP" },
  { RTM_DELNEXTHOP, "RTM_DELNEXTHOP" },
  { RTM_GETNEXTHOP, "RTM_GETNEXTHOP" },
  { RTM_NEWLINKPROP, "RTM_NEWLINKPROP" },
  { RTM_DELLINKPROP, "RTM_DELLINKPROP" },
  { RTM_GETLINKPROP, "RTM_GETLINKPROP" },
  { RTM_NEWVLAN, "RTM_NEWVLAN" },
  { RTM_DELVLAN, "RTM_DELVLAN" },
  { RTM_GETVLAN, "RTM_GETVLAN" },
  { RTM_NEWNEXTHOPBUCKET, "RTM_NEWNEXTHOPBUCKET" },
  { RTM_DELNEXTHOPBUCKET, "RTM_DELNEXTHOPBUCKET" },
  { RTM_GETNEXTHOPBUCKET, "RTM_GETNEXTHOPBUCKET" },
  { RTM_NEWTUNNEL, "RTM_NEWTUNNEL" },
  { RTM_DELTUNNEL, "RTM_DELTUNNEL" },
  { RTM_GETTUNNEL, "RTM_GETTUNNEL" },
};

const char *
_sockeye_netlink_get_route_name (guint16 type)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].type == type)
      return names[i].name;
  return NULL;
}

/* --- parts ------------------------------------------------------------------------ */

/* A string that should end in a NUL. FALSE where there is none. */
static gboolean
sockeye_netlink_append_text (GString      *string,
                             const guint8 *data,
                             gsize         size,
                             gsize         offset,
                             guint16       type)
{
  gsize length;
  const guint8 *text = _sockeye_netlink_find_attribute (data, size, offset, type, &length);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return FALSE;
  shown = sockeye_payload_preview (text, strnlen ((const char *) text, length), 64);
  g_string_append_printf (string, " %s", shown);
  return TRUE;
}

static gboolean
sockeye_netlink_find_number (const guint8 *data,
                             gsize         size,
                             gsize         offset,
                             guint16       type,
                             guint32      *number)
{
  gsize length;
  const guint8 *value = _sockeye_netlink_find_attribute (data, size, offset, type, &length);

  return value != NULL && length == sizeof *number
         && _sockeye_netlink_copy (value, length, number, sizeof *number);
}

/* The name that the interface has now: the message has only its number. */
static void
sockeye_netlink_append_device (GString *string,
                               guint    index)
{
  g_autofree char *name = _sockeye_address_dup_interface (index);

  g_string_append_printf (string, " dev %s", name);
}

/* An address of IPv4 or IPv6, or one of an interface. FALSE where there is
 * none. */
static gboolean
sockeye_netlink_append_address (GString      *string,
                                const char   *word,
                                int           family,
                                const guint8 *data,
                                gsize         size,
                                gsize         offset,
                                guint16       type)
{
  gsize length;
  const guint8 *value = _sockeye_netlink_find_attribute (data, size, offset, type, &length);
  char numeric[INET6_ADDRSTRLEN];

  if (value == NULL || length == 0)
    return FALSE;
  g_string_append_printf (string, " %s", word);
  if (word[0] != '\0')
    g_string_append_c (string, ' ');
  if ((family == AF_INET && length == sizeof (struct in_addr))
      || (family == AF_INET6 && length == sizeof (struct in6_addr)))
    {
      inet_ntop (family, value, numeric, sizeof numeric);
      g_string_append (string, numeric);
      return TRUE;
    }
  /* MAX_ADDR_LEN of the kernel. */
  for (gsize i = 0; i < MIN (length, 32); i++)
    g_string_append_printf (string, "%s%02x", i > 0 ? ":" : "", value[i]);
  return TRUE;
}

/* --- messages --------------------------------------------------------------------- */

static gboolean
sockeye_netlink_append_link (GString      *string,
                             const guint8 *data,
                             gsize         size)
{
  const gsize offset = NLMSG_ALIGN (sizeof (struct ifinfomsg));
  struct ifinfomsg link;
  guint32 mtu;

  if (!_sockeye_netlink_copy (data, size, &link, sizeof link))
    return FALSE;
  if (!sockeye_netlink_append_text (string, data, size, offset, IFLA_IFNAME))
    sockeye_netlink_append_device (string, (guint) link.ifi_index);
  g_string_append (string, link.ifi_flags & IFF_UP ? " up" : " down");
  if ((link.ifi_flags & (IFF_UP | IFF_RUNNING)) == IFF_UP)
    g_string_append (string, " no-carrier");
  if (sockeye_netlink_find_number (data, size, offset, IFLA_MTU, &mtu))
    g_string_append_printf (string, " mtu %u", mtu);
  sockeye_netlink_append_address (string, "address", AF_UNSPEC, data, size, offset, IFLA_ADDRESS);
  return TRUE;
}

/* IFA_LOCAL is the own address where IFA_ADDRESS is that of the other end. */
static gboolean
sockeye_netlink_append_ifaddr (GString      *string,
                               const guint8 *data,
                               gsize         size)
{
  const gsize offset = NLMSG_ALIGN (sizeof (struct ifaddrmsg));
  struct ifaddrmsg address;

  if (!_sockeye_netlink_copy (data, size, &address, sizeof address))
    return FALSE;
  if (sockeye_netlink_append_address (string, "", address.ifa_family, data, size, offset, IFA_LOCAL)
      || sockeye_netlink_append_address (string, "", address.ifa_family, data, size, offset,
                                         IFA_ADDRESS))
    g_string_append_printf (string, "/%u", address.ifa_prefixlen);
  sockeye_netlink_append_device (string, address.ifa_index);
  return TRUE;
}

static gboolean
sockeye_netlink_append_the_route (GString      *string,
                                  const guint8 *data,
                                  gsize         size)
{
  const gsize offset = NLMSG_ALIGN (sizeof (struct rtmsg));
  struct rtmsg route;
  guint32 number;

  if (!_sockeye_netlink_copy (data, size, &route, sizeof route))
    return FALSE;
  if (sockeye_netlink_append_address (string, "", route.rtm_family, data, size, offset, RTA_DST))
    g_string_append_printf (string, "/%u", route.rtm_dst_len);
  else
    g_string_append (string, " default");
  sockeye_netlink_append_address (string, "via", route.rtm_family, data, size, offset,
                                  RTA_GATEWAY);
  if (sockeye_netlink_find_number (data, size, offset, RTA_OIF, &number))
    sockeye_netlink_append_device (string, number);
  number = route.rtm_table;
  sockeye_netlink_find_number (data, size, offset, RTA_TABLE, &number);
  if (number == RT_TABLE_LOCAL)
    g_string_append (string, " table local");
  else if (number != RT_TABLE_MAIN && number != RT_TABLE_UNSPEC)
    g_string_append_printf (string, " table %u", number);
  return TRUE;
}

static const struct
{
  guint16     state;
  const char *name;
} states[] = {
  { NUD_INCOMPLETE, "INCOMPLETE" }, { NUD_REACHABLE, "REACHABLE" }, { NUD_STALE, "STALE" },
  { NUD_DELAY, "DELAY" }, { NUD_PROBE, "PROBE" }, { NUD_FAILED, "FAILED" },
  { NUD_NOARP, "NOARP" }, { NUD_PERMANENT, "PERMANENT" },
};

static gboolean
sockeye_netlink_append_neighbour (GString      *string,
                                  const guint8 *data,
                                  gsize         size)
{
  const gsize offset = NLMSG_ALIGN (sizeof (struct ndmsg));
  struct ndmsg neighbour;

  if (!_sockeye_netlink_copy (data, size, &neighbour, sizeof neighbour))
    return FALSE;
  sockeye_netlink_append_address (string, "", neighbour.ndm_family, data, size, offset, NDA_DST);
  sockeye_netlink_append_device (string, (guint) neighbour.ndm_ifindex);
  sockeye_netlink_append_address (string, "lladdr", AF_UNSPEC, data, size, offset, NDA_LLADDR);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (neighbour.ndm_state & states[i].state)
      g_string_append_printf (string, " %s", states[i].name);
  return TRUE;
}

/* A request for a list may have no more than its family, so that it is too
 * short for what it asks for. */
gboolean
_sockeye_netlink_append_route (GString      *string,
                               guint16       type,
                               const guint8 *data,
                               gsize         size)
{
  switch (type)
    {
    case RTM_NEWLINK:
    case RTM_DELLINK:
    case RTM_SETLINK:
      return sockeye_netlink_append_link (string, data, size);
    case RTM_NEWADDR:
    case RTM_DELADDR:
      return sockeye_netlink_append_ifaddr (string, data, size);
    case RTM_NEWROUTE:
    case RTM_DELROUTE:
      return sockeye_netlink_append_the_route (string, data, size);
    case RTM_NEWNEIGH:
    case RTM_DELNEIGH:
      return sockeye_netlink_append_neighbour (string, data, size);
    default:
      return FALSE;
    }
}
