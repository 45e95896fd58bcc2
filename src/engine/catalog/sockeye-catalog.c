/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The constants of socket(2), from <sys/socket.h> and <netinet/in.h>, as rows
 * of tables: another family, type or protocol is another row here. */

#include "config.h"

#include "sockeye-catalog.h"

#include <netinet/in.h>

#include <glib/gi18n-lib.h>

#include "address/sockeye-address-private.h"

#define BARE(name, number, word) \
  { .constant = { number, "AF_" name, word }, .alias = "PF_" name }

/* <linux/socket.h>: the families of which socket(2) makes, or once made, a
 * socket. Routing, bridging and security only borrow a number there. */
static const SockeyeFamily families[] = {
  {
    .constant = { AF_INET, "AF_INET", N_("IPv4") },
    .alias = "PF_INET",
    .host_label = N_("Host"),
    .port_label = N_("Port"),
    .has_names = TRUE,
    .port_proposal = "12345",
    .proposal = "127.0.0.1",
    .text_hint = N_("host:port"),
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
    .host_hint = N_("a name or an address; ;flow=0x12345 behind it is a flow label"),
    .has_names = TRUE,
    .port_proposal = "12345",
    .proposal = "::1",
    .text_hint = N_("[host]:port"),
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
    .text_hint = N_("path or @name"),
    .parse = _sockeye_address_unix_parse,
    .split = _sockeye_address_unix_split,
    .format = _sockeye_address_unix_format,
    .python = _sockeye_address_unix_python,
  },
  {
    .constant = { AF_NETLINK, "AF_NETLINK", N_("to the kernel") },
    .alias = "PF_NETLINK",
    .host_label = N_("Port id"),
    .port_label = N_("Groups"),
    .host_hint = N_("0: the kernel, or chosen by it"),
    .port_hint = N_("names joined by |, or a number"),
    .port_proposal = "0",
    .proposal = "0",
    .text_hint = N_("port id:groups"),
    .parse = _sockeye_address_netlink_parse,
    .split = _sockeye_address_netlink_split,
    .format = _sockeye_address_netlink_format,
    .python = _sockeye_address_netlink_python,
  },
  {
    .constant = { AF_PACKET, "AF_PACKET", N_("frames of an interface") },
    .alias = "PF_PACKET",
    .host_label = N_("Interface"),
    .port_label = N_("Ethertype"),
    .host_hint = N_("a name or its number; to send, / and a hardware address"),
    .port_hint = N_("ETH_P_IP, or a number"),
    .port_proposal = "ETH_P_ALL",
    .proposal = "lo",
    .text_hint = N_("interface:ethertype/hardware address"),
    .parse = _sockeye_address_packet_parse,
    .split = _sockeye_address_packet_split,
    .format = _sockeye_address_packet_format,
    .python = _sockeye_address_packet_python,
  },
  {
    .constant = { AF_VSOCK, "AF_VSOCK", N_("virtual machines") },
    .alias = "PF_VSOCK",
    .host_label = N_("CID"),
    .port_label = N_("Port"),
    .host_hint = N_("host, local, any, or a number"),
    .port_hint = N_("a number, or any"),
    .port_proposal = "12345",
    .proposal = "local",
    .text_hint = N_("CID:port"),
    .parse = _sockeye_address_vsock_parse,
    .split = _sockeye_address_vsock_split,
    .format = _sockeye_address_vsock_format,
    .python = _sockeye_address_vsock_python,
  },
  {
    .constant = { AF_X25, "AF_X25", N_("X.25 networks") },
    .alias = "PF_X25",
    .host_label = N_("Address"),
    .host_hint = N_("up to 15 digits"),
    .proposal = "*",
    .text_hint = N_("digits"),
    .parse = _sockeye_address_x25_parse,
    .split = _sockeye_address_x25_split,
    .format = _sockeye_address_x25_format,
  },
  {
    .constant = { AF_CAN, "AF_CAN", N_("controller area network") },
    .alias = "PF_CAN",
    .host_label = N_("Interface"),
    .port_label = N_("Id"),
    .host_hint = N_("a name or its number; empty: all"),
    .port_hint = N_("ISOTP: rx,tx; J1939: name,pgn,address"),
    .port_proposal = "",
    .proposal = "",
    .text_hint = N_("interface:id"),
    .parse = _sockeye_address_can_parse,
    .split = _sockeye_address_can_split,
    .format = _sockeye_address_can_format,
    .python = _sockeye_address_can_python,
  },
  {
    .constant = { AF_BLUETOOTH, "AF_BLUETOOTH", N_("Bluetooth") },
    .alias = "PF_BLUETOOTH",
    .host_label = N_("Device"),
    .port_label = N_("Channel"),
    .host_hint = N_("an address, or hci0"),
    .port_hint = N_("a PSM, or the number of a channel"),
    .port_proposal = "0",
    .proposal = "",
    .text_hint = N_("device:channel"),
    .parse = _sockeye_address_bluetooth_parse,
    .split = _sockeye_address_bluetooth_split,
    .format = _sockeye_address_bluetooth_format,
    .python = _sockeye_address_bluetooth_python,
  },
  {
    .constant = { AF_TIPC, "AF_TIPC", N_("cluster of services") },
    .alias = "PF_TIPC",
    .host_label = N_("Address"),
    .host_hint = N_("service:TYPE:INSTANCE, range:TYPE:LOWER:UPPER or socket:NODE:REFERENCE"),
    .proposal = "service:1000:1@node",
    .text_hint = N_("service:TYPE:INSTANCE"),
    .parse = _sockeye_address_tipc_parse,
    .split = _sockeye_address_tipc_split,
    .format = _sockeye_address_tipc_format,
    .python = _sockeye_address_tipc_python,
  },

  /* Families without address code of their own: raw bytes. Some have been taken
   * out of the kernel since; a socket of them was once made, and may still be on
   * a kernel that this runs on. */
  BARE ("AX25", AF_AX25, N_("amateur radio")),
  BARE ("IPX", AF_IPX, N_("Novell IPX")),
  BARE ("APPLETALK", AF_APPLETALK, N_("AppleTalk")),
  BARE ("NETROM", AF_NETROM, N_("amateur radio NET/ROM")),
  BARE ("ATMPVC", AF_ATMPVC, N_("ATM, permanent circuits")),
  BARE ("ROSE", AF_ROSE, N_("amateur radio ROSE")),
  BARE ("DECnet", AF_DECnet, N_("DECnet")),
  BARE ("KEY", AF_KEY, N_("IPsec keys")),
  BARE ("ECONET", AF_ECONET, N_("Acorn Econet")),
  BARE ("ATMSVC", AF_ATMSVC, N_("ATM, switched circuits")),
  BARE ("RDS", AF_RDS, N_("reliable datagrams")),
  BARE ("IRDA", AF_IRDA, N_("infrared")),
  BARE ("PPPOX", AF_PPPOX, N_("PPP over something")),
  BARE ("LLC", AF_LLC, N_("IEEE 802.2")),
  BARE ("IUCV", AF_IUCV, N_("IBM z/VM")),
  BARE ("RXRPC", AF_RXRPC, N_("remote calls of AFS")),
  BARE ("ISDN", AF_ISDN, N_("ISDN")),
  BARE ("PHONET", AF_PHONET, N_("Nokia modems")),
  BARE ("IEEE802154", AF_IEEE802154, N_("low-rate radio")),
  BARE ("CAIF", AF_CAIF, N_("ST-Ericsson modems")),
  BARE ("ALG", AF_ALG, N_("kernel crypto")),
  BARE ("NFC", AF_NFC, N_("near field")),
  BARE ("KCM", AF_KCM, N_("messages over TCP")),
  BARE ("QIPCRTR", AF_QIPCRTR, N_("Qualcomm IPC router")),
  BARE ("SMC", AF_SMC, N_("shared memory over RDMA")),
  BARE ("XDP", AF_XDP, N_("packets past the stack")),
  BARE ("MCTP", AF_MCTP, N_("management components")),
};

/* <linux/net.h>; socket(2) */
static const SockeyeConstant types[] = {
  { SOCK_STREAM, "SOCK_STREAM", N_("byte stream") },
  { SOCK_DGRAM, "SOCK_DGRAM", N_("datagrams") },
  /* Connected like a stream, with the boundaries of messages kept. */
  { SOCK_SEQPACKET, "SOCK_SEQPACKET", N_("messages in order") },
  { SOCK_RAW, "SOCK_RAW", N_("raw packets") },
  { SOCK_RDM, "SOCK_RDM", N_("reliable datagrams") },
  { SOCK_DCCP, "SOCK_DCCP", N_("datagrams with a connection") },
  { SOCK_PACKET, "SOCK_PACKET", N_("frames, the old way") },
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
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].number == type)
      return &types[i];
  return NULL;
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

/**
 * sockeye_catalog_dup_port_proposal:
 * @family: AF_INET and the like
 * @protocol: of the socket
 *
 * What Port, or what stands in its place, of a new socket begins with. A socket
 * of AF_PACKET that was created for one ethertype is not bound to others.
 *
 * Returns: (transfer full) (nullable): as sockeye_address_parse() takes it
 */
char *
sockeye_catalog_dup_port_proposal (int family,
                                   int protocol)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);

  if (family == AF_PACKET && protocol != 0)
    return _sockeye_address_packet_dup_ethertype (g_ntohs ((guint16) protocol));
  return g_strdup (row != NULL ? row->port_proposal : NULL);
}
