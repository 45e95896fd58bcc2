/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_NETLINK, after netlink(7): a port id, and the groups that it
 * belongs to as the bits of a mask. */

#include "config.h"

#include "sockeye-address-private.h"

#include <linux/audit.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/xfrm.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Group n is bit n - 1 of the mask, so the address has room for these. */
#define SOCKEYE_NETLINK_MASKED 32

static const SockeyeAddressName route_groups[] = {
  { "LINK", RTNLGRP_LINK },
  { "NOTIFY", RTNLGRP_NOTIFY },
  { "NEIGH", RTNLGRP_NEIGH },
  { "TC", RTNLGRP_TC },
  { "IPV4_IFADDR", RTNLGRP_IPV4_IFADDR },
  { "IPV4_MROUTE", RTNLGRP_IPV4_MROUTE },
  { "IPV4_ROUTE", RTNLGRP_IPV4_ROUTE },
  { "IPV4_RULE", RTNLGRP_IPV4_RULE },
  { "IPV6_IFADDR", RTNLGRP_IPV6_IFADDR },
  { "IPV6_MROUTE", RTNLGRP_IPV6_MROUTE },
  { "IPV6_ROUTE", RTNLGRP_IPV6_ROUTE },
  { "IPV6_IFINFO", RTNLGRP_IPV6_IFINFO },
  { "DECnet_IFADDR", RTNLGRP_DECnet_IFADDR },
  { "DECnet_ROUTE", RTNLGRP_DECnet_ROUTE },
  { "DECnet_RULE", RTNLGRP_DECnet_RULE },
  { "IPV6_PREFIX", RTNLGRP_IPV6_PREFIX },
  { "IPV6_RULE", RTNLGRP_IPV6_RULE },
  { "ND_USEROPT", RTNLGRP_ND_USEROPT },
  { "PHONET_IFADDR", RTNLGRP_PHONET_IFADDR },
  { "PHONET_ROUTE", RTNLGRP_PHONET_ROUTE },
  { "DCB", RTNLGRP_DCB },
  { "IPV4_NETCONF", RTNLGRP_IPV4_NETCONF },
  { "IPV6_NETCONF", RTNLGRP_IPV6_NETCONF },
  { "MDB", RTNLGRP_MDB },
  { "MPLS_ROUTE", RTNLGRP_MPLS_ROUTE },
  { "NSID", RTNLGRP_NSID },
  { "MPLS_NETCONF", RTNLGRP_MPLS_NETCONF },
  { "IPV4_MROUTE_R", RTNLGRP_IPV4_MROUTE_R },
  { "IPV6_MROUTE_R", RTNLGRP_IPV6_MROUTE_R },
  { "NEXTHOP", RTNLGRP_NEXTHOP },
  { "BRVLAN", RTNLGRP_BRVLAN },
  { "MCTP_IFADDR", RTNLGRP_MCTP_IFADDR },
  { "TUNNEL", RTNLGRP_TUNNEL },
  { "STATS", RTNLGRP_STATS },
};

static const SockeyeAddressName netfilter_groups[] = {
  { "CONNTRACK_NEW", NFNLGRP_CONNTRACK_NEW },
  { "CONNTRACK_UPDATE", NFNLGRP_CONNTRACK_UPDATE },
  { "CONNTRACK_DESTROY", NFNLGRP_CONNTRACK_DESTROY },
  { "CONNTRACK_EXP_NEW", NFNLGRP_CONNTRACK_EXP_NEW },
  { "CONNTRACK_EXP_UPDATE", NFNLGRP_CONNTRACK_EXP_UPDATE },
  { "CONNTRACK_EXP_DESTROY", NFNLGRP_CONNTRACK_EXP_DESTROY },
  { "NFTABLES", NFNLGRP_NFTABLES },
  { "ACCT_QUOTA", NFNLGRP_ACCT_QUOTA },
  { "NFTRACE", NFNLGRP_NFTRACE },
};

static const SockeyeAddressName xfrm_groups[] = {
  { "ACQUIRE", XFRMNLGRP_ACQUIRE },
  { "EXPIRE", XFRMNLGRP_EXPIRE },
  { "SA", XFRMNLGRP_SA },
  { "POLICY", XFRMNLGRP_POLICY },
  { "AEVENTS", XFRMNLGRP_AEVENTS },
  { "REPORT", XFRMNLGRP_REPORT },
  { "MIGRATE", XFRMNLGRP_MIGRATE },
  { "MAPPING", XFRMNLGRP_MAPPING },
};

static const SockeyeAddressName diag_groups[] = {
  { "INET_TCP_DESTROY", SKNLGRP_INET_TCP_DESTROY },
  { "INET_UDP_DESTROY", SKNLGRP_INET_UDP_DESTROY },
  { "INET6_TCP_DESTROY", SKNLGRP_INET6_TCP_DESTROY },
  { "INET6_UDP_DESTROY", SKNLGRP_INET6_UDP_DESTROY },
};

static const SockeyeAddressName audit_groups[] = {
  { "READLOG", AUDIT_NLGRP_READLOG },
};

/* What the kernel itself says (lib/kobject_uevent.c), and what udev makes of
 * it (libudev-monitor.c of systemd). */
static const SockeyeAddressName uevent_groups[] = {
  { "KERNEL", 1 },
  { "UDEV", 2 },
};

static const struct
{
  int                       protocol;
  const char               *prefix;       /* of the numbers of groups */
  const char               *other_prefix; /* of the masks of old, or "" */
  const SockeyeAddressName *names;
  guint                     n_names;
} protocols[] = {
  { NETLINK_ROUTE, "RTNLGRP_", "RTMGRP_", route_groups, G_N_ELEMENTS (route_groups) },
  { NETLINK_NETFILTER, "NFNLGRP_", "", netfilter_groups, G_N_ELEMENTS (netfilter_groups) },
  { NETLINK_XFRM, "XFRMNLGRP_", "XFRMGRP_", xfrm_groups, G_N_ELEMENTS (xfrm_groups) },
  { NETLINK_SOCK_DIAG, "SKNLGRP_", "", diag_groups, G_N_ELEMENTS (diag_groups) },
  { NETLINK_AUDIT, "AUDIT_NLGRP_", "", audit_groups, G_N_ELEMENTS (audit_groups) },
  { NETLINK_KOBJECT_UEVENT, "", "", uevent_groups, G_N_ELEMENTS (uevent_groups) },
};

/* The number of a group by its name, 0 where the protocol has none such. */
static guint32
sockeye_address_netlink_find_group (int         protocol,
                                    const char *text)
{
  guint32 group = 0;

  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    if (protocols[i].protocol == protocol
        && !_sockeye_address_find_name (protocols[i].names, protocols[i].n_names,
                                        protocols[i].prefix, text, &group))
      _sockeye_address_find_name (protocols[i].names, protocols[i].n_names,
                                  protocols[i].other_prefix, text, &group);
  return group;
}

/* One group by name, or several as a mask. */
static gboolean
sockeye_address_netlink_read_group (int          protocol,
                                    const char  *text,
                                    guint32     *mask,
                                    GError     **error)
{
  guint32 group = sockeye_address_netlink_find_group (protocol, text);
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  if (group > SOCKEYE_NETLINK_MASKED)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Group %s has the number %u, and an address has room for 32: "
                                    "join it with the option NETLINK_ADD_MEMBERSHIP"),
                                  shown, group);
  if (group > 0)
    *mask |= 1u << (group - 1);
  else if (_sockeye_address_read_number (text, G_MAXUINT32, &number))
    *mask |= number;
  else if (_sockeye_address_read_number (text, G_MAXUINT64, &number))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Groups %s are more than the 32 bits that an address has: join "
                                    "others with the option NETLINK_ADD_MEMBERSHIP"), shown);
  else if (protocol == NETLINK_ROUTE)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not a group: type names such as RTMGRP_LINK with | "
                                    "between them, or a number of 32 bits"), shown);
  else
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not a group of this protocol: type a number of 32 "
                                    "bits, one for each group"), shown);
  return TRUE;
}

static gboolean
sockeye_address_netlink_read_groups (int          protocol,
                                     const char  *text,
                                     guint32     *mask,
                                     GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  *mask = 0;
  if (text[0] == '\0')
    return TRUE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (!sockeye_address_netlink_read_group (protocol, g_strstrip (parts[i]), mask, error))
      return FALSE;
  return TRUE;
}

SockeyeAddress *
_sockeye_address_netlink_parse (int          protocol,
                                const char  *host,
                                const char  *port,
                                SockeyeUse   use,
                                GError     **error)
{
  struct sockaddr_nl address = { .nl_family = AF_NETLINK };
  guint64 pid = 0;

  if (host[0] != '\0' && !_sockeye_address_read_number (host, G_MAXUINT32, &pid))
    {
      g_autofree char *shown = _sockeye_address_quote (host);

      _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                             use == SOCKEYE_USE_BIND
                               ? _("“%s” is not a port id: type a number of 32 bits; 0 lets the "
                                   "kernel choose")
                               : _("“%s” is not a port id: type a number of 32 bits; 0 is the "
                                   "kernel"),
                             shown);
      return NULL;
    }
  if (!sockeye_address_netlink_read_groups (protocol, port, &address.nl_groups, error))
    return NULL;
  address.nl_pid = (guint32) pid;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

/* "1234:0x1", or "1234" for no groups. */
gboolean
_sockeye_address_netlink_split (int          protocol,
                                const char  *text,
                                char       **host,
                                char       **port,
                                GError     **error)
{
  _sockeye_address_split_at (text, strchr (text, ':'), host, port);
  return TRUE;
}

char *
_sockeye_address_netlink_format (const struct sockaddr *sockaddr,
                                 socklen_t              length)
{
  const struct sockaddr_nl *address = (gconstpointer) sockaddr;

  if (address->nl_groups == 0)
    return g_strdup_printf ("%u:0", address->nl_pid);
  return g_strdup_printf ("%u:0x%x", address->nl_pid, address->nl_groups);
}

void
_sockeye_address_netlink_python (const struct sockaddr *sockaddr,
                                 socklen_t              length,
                                 const char            *host,
                                 gboolean               result,
                                 GString               *string)
{
  const struct sockaddr_nl *address = (gconstpointer) sockaddr;

  g_string_append_printf (string, "(%u, %u)", address->nl_pid, address->nl_groups);
}
