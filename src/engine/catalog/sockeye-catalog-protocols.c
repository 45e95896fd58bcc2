/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The protocols of each family, from the kernel's headers: the third argument
 * of socket(2). */

#include "config.h"

#include "sockeye-catalog.h"

#include <netinet/in.h> /* before the kernel's, which then leave it alone */

#include <glib/gi18n-lib.h>
#include <linux/atm.h>
#include <linux/caif/caif_socket.h>
#include <linux/can.h>
#include <linux/if_ether.h>
#include <linux/if_pppox.h>
#include <linux/kcm.h>
#include <linux/netlink.h>
#include <linux/nfc.h>
#include <linux/pfkeyv2.h>
#include <linux/phonet.h>

/* packet(7): the protocol is an ethertype in network byte order. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define ETHERTYPE(number) GUINT16_SWAP_LE_BE_CONSTANT (number)
#else
#define ETHERTYPE(number) (number)
#endif

static const SockeyeConstant any_protocols[] = {
  { 0, "0", N_("default") },
};

/* unix(7); the kernel also takes PF_UNIX. */
static const SockeyeConstant unix_protocols[] = {
  { 0, "0", N_("default") },
  { PF_UNIX, "PF_UNIX", N_("the same, by name") },
};

/* <linux/in.h>, <linux/in6.h>; protocols(5) */
static const SockeyeConstant inet_protocols[] = {
  { 0, "0", N_("default") },
  { IPPROTO_TCP, "IPPROTO_TCP", N_("TCP") },
  { IPPROTO_UDP, "IPPROTO_UDP", N_("UDP") },
  { IPPROTO_MPTCP, "IPPROTO_MPTCP", N_("Multipath TCP") },
  { IPPROTO_SCTP, "IPPROTO_SCTP", N_("SCTP") },
  { IPPROTO_DCCP, "IPPROTO_DCCP", N_("DCCP") },
  { IPPROTO_UDPLITE, "IPPROTO_UDPLITE", N_("UDP-Lite") },
  { IPPROTO_ICMP, "IPPROTO_ICMP", N_("ICMP") },
  { IPPROTO_ICMPV6, "IPPROTO_ICMPV6", N_("ICMPv6") },
  { IPPROTO_RAW, "IPPROTO_RAW", N_("raw: you write the IP header") },
  { IPPROTO_IGMP, "IPPROTO_IGMP", N_("IGMP") },
  { IPPROTO_IPIP, "IPPROTO_IPIP", N_("IP in IP") },
  { IPPROTO_EGP, "IPPROTO_EGP", N_("exterior gateway protocol") },
  { IPPROTO_PUP, "IPPROTO_PUP", N_("PUP") },
  { IPPROTO_IDP, "IPPROTO_IDP", N_("XNS IDP") },
  { IPPROTO_TP, "IPPROTO_TP", N_("ISO transport class 4") },
  { IPPROTO_IPV6, "IPPROTO_IPV6", N_("IPv6 in IP") },
  { IPPROTO_ROUTING, "IPPROTO_ROUTING", N_("IPv6 routing header") },
  { IPPROTO_FRAGMENT, "IPPROTO_FRAGMENT", N_("IPv6 fragment header") },
  { IPPROTO_RSVP, "IPPROTO_RSVP", N_("resource reservation") },
  { IPPROTO_GRE, "IPPROTO_GRE", N_("GRE tunnels") },
  { IPPROTO_ESP, "IPPROTO_ESP", N_("IPsec, encrypted") },
  { IPPROTO_AH, "IPPROTO_AH", N_("IPsec, authenticated") },
  { IPPROTO_NONE, "IPPROTO_NONE", N_("IPv6, nothing follows") },
  { IPPROTO_DSTOPTS, "IPPROTO_DSTOPTS", N_("IPv6 destination options") },
  { IPPROTO_MTP, "IPPROTO_MTP", N_("multicast transport") },
  { IPPROTO_BEETPH, "IPPROTO_BEETPH", N_("IPsec BEET header") },
  { IPPROTO_ENCAP, "IPPROTO_ENCAP", N_("encapsulation header") },
  { IPPROTO_PIM, "IPPROTO_PIM", N_("PIM, multicast routing") },
  { IPPROTO_COMP, "IPPROTO_COMP", N_("IP compression") },
  { 115, "IPPROTO_L2TP", N_("L2TP") },
  { IPPROTO_MH, "IPPROTO_MH", N_("IPv6 mobility header") },
  { IPPROTO_MPLS, "IPPROTO_MPLS", N_("MPLS in IP") },
  { IPPROTO_ETHERNET, "IPPROTO_ETHERNET", N_("Ethernet in IPv6") },
};

/* <linux/netlink.h>; netlink(7) */
static const SockeyeConstant netlink_protocols[] = {
  { NETLINK_ROUTE, "NETLINK_ROUTE", N_("links, addresses, routes") },
  { NETLINK_USERSOCK, "NETLINK_USERSOCK", N_("between programs") },
  { NETLINK_FIREWALL, "NETLINK_FIREWALL", N_("unused, once the firewall") },
  { NETLINK_SOCK_DIAG, "NETLINK_SOCK_DIAG", N_("sockets of the machine") },
  { NETLINK_NFLOG, "NETLINK_NFLOG", N_("log of netfilter") },
  { NETLINK_XFRM, "NETLINK_XFRM", N_("IPsec") },
  { NETLINK_SELINUX, "NETLINK_SELINUX", N_("SELinux events") },
  { NETLINK_ISCSI, "NETLINK_ISCSI", N_("Open-iSCSI") },
  { NETLINK_AUDIT, "NETLINK_AUDIT", N_("audit") },
  { NETLINK_FIB_LOOKUP, "NETLINK_FIB_LOOKUP", N_("route look-up") },
  { NETLINK_CONNECTOR, "NETLINK_CONNECTOR", N_("kernel connector") },
  { NETLINK_NETFILTER, "NETLINK_NETFILTER", N_("netfilter") },
  { NETLINK_IP6_FW, "NETLINK_IP6_FW", N_("once the IPv6 firewall") },
  { NETLINK_DNRTMSG, "NETLINK_DNRTMSG", N_("once DECnet routing") },
  { NETLINK_KOBJECT_UEVENT, "NETLINK_KOBJECT_UEVENT", N_("device events") },
  { NETLINK_GENERIC, "NETLINK_GENERIC", N_("generic, by name") },
  { NETLINK_SCSITRANSPORT, "NETLINK_SCSITRANSPORT", N_("SCSI transports") },
  { NETLINK_ECRYPTFS, "NETLINK_ECRYPTFS", N_("eCryptfs") },
  { NETLINK_RDMA, "NETLINK_RDMA", N_("RDMA") },
  { NETLINK_CRYPTO, "NETLINK_CRYPTO", N_("kernel crypto") },
  { NETLINK_SMC, "NETLINK_SMC", N_("SMC monitoring") },
};

/* <linux/if_ether.h>: what is carried in a frame. 0 receives nothing until a
 * bind names one (packet(7)). */
static const SockeyeConstant packet_protocols[] = {
  { ETHERTYPE (ETH_P_ALL), "htons(ETH_P_ALL)", N_("every frame, in and out") },
  { 0, "0", N_("none until bind") },
  { ETHERTYPE (ETH_P_IP), "htons(ETH_P_IP)", N_("IPv4") },
  { ETHERTYPE (ETH_P_IPV6), "htons(ETH_P_IPV6)", N_("IPv6") },
  { ETHERTYPE (ETH_P_ARP), "htons(ETH_P_ARP)", N_("ARP") },
  { ETHERTYPE (ETH_P_RARP), "htons(ETH_P_RARP)", N_("reverse ARP") },
  { ETHERTYPE (ETH_P_8021Q), "htons(ETH_P_8021Q)", N_("VLAN") },
  { ETHERTYPE (ETH_P_8021AD), "htons(ETH_P_8021AD)", N_("VLAN in VLAN") },
  { ETHERTYPE (ETH_P_LLDP), "htons(ETH_P_LLDP)", N_("link layer discovery") },
  { ETHERTYPE (ETH_P_PAE), "htons(ETH_P_PAE)", N_("port access, 802.1X") },
  { ETHERTYPE (ETH_P_MPLS_UC), "htons(ETH_P_MPLS_UC)", N_("MPLS") },
  { ETHERTYPE (ETH_P_PPP_DISC), "htons(ETH_P_PPP_DISC)", N_("PPPoE discovery") },
  { ETHERTYPE (ETH_P_PPP_SES), "htons(ETH_P_PPP_SES)", N_("PPPoE session") },
  { ETHERTYPE (ETH_P_1588), "htons(ETH_P_1588)", N_("precision time") },
  { ETHERTYPE (ETH_P_LOOP), "htons(ETH_P_LOOP)", N_("Ethernet loopback") },
  { ETHERTYPE (ETH_P_802_2), "htons(ETH_P_802_2)", N_("802.2 frames") },
  { ETHERTYPE (ETH_P_802_3), "htons(ETH_P_802_3)", N_("802.3 frames, dummy") },
  { ETHERTYPE (ETH_P_SNAP), "htons(ETH_P_SNAP)", N_("SNAP, internal") },
};

/* <linux/can.h> */
static const SockeyeConstant can_protocols[] = {
  { CAN_RAW, "CAN_RAW", N_("CAN frames") },
  { CAN_BCM, "CAN_BCM", N_("broadcast manager") },
  { CAN_TP16, "CAN_TP16", N_("VAG transport 1.6") },
  { CAN_TP20, "CAN_TP20", N_("VAG transport 2.0") },
  { CAN_MCNET, "CAN_MCNET", N_("Bosch MCNet") },
  { CAN_ISOTP, "CAN_ISOTP", N_("ISO 15765-2 transport") },
  { CAN_J1939, "CAN_J1939", N_("SAE J1939") },
};

/* include/net/bluetooth/bluetooth.h of the kernel, which is not exported. */
static const SockeyeConstant bluetooth_protocols[] = {
  { 0, "BTPROTO_L2CAP", N_("L2CAP") },
  { 1, "BTPROTO_HCI", N_("the controller itself") },
  { 2, "BTPROTO_SCO", N_("voice") },
  { 3, "BTPROTO_RFCOMM", N_("serial line") },
  { 4, "BTPROTO_BNEP", N_("Ethernet") },
  { 5, "BTPROTO_CMTP", N_("ISDN, gone") },
  { 6, "BTPROTO_HIDP", N_("input devices") },
  { 7, "BTPROTO_AVDTP", N_("audio and video") },
  { 8, "BTPROTO_ISO", N_("isochronous audio") },
};

/* <linux/if_pppox.h> */
static const SockeyeConstant pppox_protocols[] = {
  { PX_PROTO_OE, "PX_PROTO_OE", N_("PPP over Ethernet") },
  { PX_PROTO_OL2TP, "PX_PROTO_OL2TP", N_("PPP over L2TP") },
  { PX_PROTO_PPTP, "PX_PROTO_PPTP", N_("PPP over PPTP") },
};

/* <linux/atm.h> */
static const SockeyeConstant atm_protocols[] = {
  { 0, "0", N_("default") },
  { ATM_AAL0, "ATM_AAL0", N_("raw ATM cells") },
  { ATM_AAL34, "ATM_AAL34", N_("AAL3/4, data") },
  { ATM_AAL5, "ATM_AAL5", N_("AAL5, data") },
};

/* rxrpc(7) of the kernel's documentation: the family that carries it. */
static const SockeyeConstant rxrpc_protocols[] = {
  { PF_INET, "PF_INET", N_("over IPv4") },
  { PF_INET6, "PF_INET6", N_("over IPv6") },
};

/* <linux/phonet.h> */
static const SockeyeConstant phonet_protocols[] = {
  { PN_PROTO_TRANSPORT, "PN_PROTO_TRANSPORT", N_("default") },
  { PN_PROTO_PHONET, "PN_PROTO_PHONET", N_("Phonet datagrams") },
  { PN_PROTO_PIPE, "PN_PROTO_PIPE", N_("Phonet pipe") },
};

/* <linux/caif/caif_socket.h> */
static const SockeyeConstant caif_protocols[] = {
  { CAIFPROTO_AT, "CAIFPROTO_AT", N_("AT commands") },
  { CAIFPROTO_DATAGRAM, "CAIFPROTO_DATAGRAM", N_("datagrams") },
  { CAIFPROTO_DATAGRAM_LOOP, "CAIFPROTO_DATAGRAM_LOOP", N_("datagrams, looped back") },
  { CAIFPROTO_UTIL, "CAIFPROTO_UTIL", N_("utility") },
  { CAIFPROTO_RFM, "CAIFPROTO_RFM", N_("remote files") },
  { CAIFPROTO_DEBUG, "CAIFPROTO_DEBUG", N_("debugging") },
};

/* <linux/nfc.h> */
static const SockeyeConstant nfc_protocols[] = {
  { NFC_SOCKPROTO_RAW, "NFC_SOCKPROTO_RAW", N_("raw") },
  { NFC_SOCKPROTO_LLCP, "NFC_SOCKPROTO_LLCP", N_("LLCP") },
};

/* <linux/pfkeyv2.h> */
static const SockeyeConstant key_protocols[] = {
  { PF_KEY_V2, "PF_KEY_V2", N_("the only one") },
  { 0, "0", N_("default") },
};

/* net/smc/smc.h of the kernel */
static const SockeyeConstant smc_protocols[] = {
  { 0, "SMCPROTO_SMC", N_("over IPv4") },
  { 1, "SMCPROTO_SMC6", N_("over IPv6") },
};

/* <linux/kcm.h> */
static const SockeyeConstant kcm_protocols[] = {
  { KCMPROTO_CONNECTED, "KCMPROTO_CONNECTED", N_("default") },
};

/* net/irda/irda.h of kernels up to 4.16 */
static const SockeyeConstant irda_protocols[] = {
  { 0, "IRDAPROTO_UNITDATA", N_("unit data") },
  { 1, "IRDAPROTO_ULTRA", N_("Ultra") },
};

#define ROW(family, list) { family, list, G_N_ELEMENTS (list) }

static const struct
{
  int                    family;
  const SockeyeConstant *protocols;
  guint                  n_protocols;
} rows[] = {
  ROW (AF_INET, inet_protocols),
  ROW (AF_INET6, inet_protocols),
  ROW (AF_UNIX, unix_protocols),
  ROW (AF_NETLINK, netlink_protocols),
  ROW (AF_PACKET, packet_protocols),
  ROW (AF_CAN, can_protocols),
  ROW (AF_BLUETOOTH, bluetooth_protocols),
  ROW (AF_PPPOX, pppox_protocols),
  ROW (AF_ATMPVC, atm_protocols),
  ROW (AF_ATMSVC, atm_protocols),
  ROW (AF_RXRPC, rxrpc_protocols),
  ROW (AF_PHONET, phonet_protocols),
  ROW (AF_CAIF, caif_protocols),
  ROW (AF_NFC, nfc_protocols),
  ROW (AF_KEY, key_protocols),
  ROW (AF_SMC, smc_protocols),
  ROW (AF_KCM, kcm_protocols),
  ROW (AF_IRDA, irda_protocols),
};

/**
 * sockeye_catalog_list_protocols:
 * @family: AF_INET and the like
 * @n_protocols: (out): how many there are, at least one
 *
 * Returns: (transfer none): the protocols of the family, in the order they are
 *   shown. The first is what is proposed
 */
const SockeyeConstant *
sockeye_catalog_list_protocols (int    family,
                                guint *n_protocols)
{
  g_return_val_if_fail (n_protocols != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].family == family)
      {
        *n_protocols = rows[i].n_protocols;
        return rows[i].protocols;
      }
  *n_protocols = G_N_ELEMENTS (any_protocols);
  return any_protocols;
}

/**
 * sockeye_catalog_find_protocol:
 * @family: AF_INET and the like
 * @protocol: 0, IPPROTO_TCP and the like
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeConstant *
sockeye_catalog_find_protocol (int family,
                               int protocol)
{
  guint n;
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n);

  for (guint i = 0; i < n; i++)
    if (protocols[i].number == protocol)
      return &protocols[i];
  return NULL;
}

/**
 * sockeye_catalog_dup_protocol_name:
 * @family: AF_INET and the like
 * @protocol: any number
 *
 * Returns: (transfer full): the protocol as a program writes it: its name, or
 *   its number; of PACKET as "htons(0x88b5)", since the kernel takes an
 *   ethertype in network byte order
 */
char *
sockeye_catalog_dup_protocol_name (int family,
                                   int protocol)
{
  const SockeyeConstant *row = sockeye_catalog_find_protocol (family, protocol);

  if (row != NULL)
    return g_strdup (row->name);
  if (family == AF_PACKET && protocol == (guint16) protocol)
    return g_strdup_printf ("htons(0x%04x)", g_ntohs ((guint16) protocol));
  return g_strdup_printf ("%d", protocol);
}
