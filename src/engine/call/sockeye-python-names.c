/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What rows call by name and CPython 3.11 does not: compared with its socket
 * module by a test. The numbers are those of the headers of Linux, on all but a
 * few old machines. */

#include "config.h"

#include "sockeye-python-names.h"

static const struct
{
  const char *name;
  int         number;
} names[] = {
  { "AF_BLUETOOTH", 31 }, { "AF_CAIF", 37 }, { "AF_FILE", 1 }, { "AF_IB", 27 },
  { "AF_IEEE802154", 36 }, { "AF_ISDN", 34 }, { "AF_IUCV", 32 }, { "AF_KCM", 41 },
  { "AF_LOCAL", 1 }, { "AF_MCTP", 45 }, { "AF_MPLS", 28 }, { "AF_NFC", 39 }, { "AF_PHONET", 35 },
  { "AF_RXRPC", 33 }, { "AF_SMC", 43 }, { "AF_XDP", 44 },

  { "ATM_AAL0", 13 }, { "ATM_AAL34", 3 }, { "ATM_AAL5", 5 },

  { "BTPROTO_AVDTP", 7 }, { "BTPROTO_BNEP", 4 }, { "BTPROTO_CMTP", 5 }, { "BTPROTO_HCI", 1 },
  { "BTPROTO_HIDP", 6 }, { "BTPROTO_ISO", 8 }, { "BTPROTO_L2CAP", 0 }, { "BTPROTO_RFCOMM", 3 },
  { "BTPROTO_SCO", 2 },

  { "CAIFPROTO_AT", 0 }, { "CAIFPROTO_DATAGRAM", 1 }, { "CAIFPROTO_DATAGRAM_LOOP", 2 },
  { "CAIFPROTO_DEBUG", 5 }, { "CAIFPROTO_RFM", 4 }, { "CAIFPROTO_UTIL", 3 },

  { "CAN_MCNET", 5 }, { "CAN_TP16", 3 }, { "CAN_TP20", 4 },

  { "ETH_P_1588", 35063 }, { "ETH_P_8021AD", 34984 }, { "ETH_P_8021AH", 35047 },
  { "ETH_P_8021Q", 33024 }, { "ETH_P_80221", 35095 }, { "ETH_P_802_2", 4 }, { "ETH_P_802_3", 1 },
  { "ETH_P_802_3_MIN", 1536 }, { "ETH_P_802_EX1", 34997 }, { "ETH_P_AARP", 33011 },
  { "ETH_P_AF_IUCV", 64507 }, { "ETH_P_ALL", 3 }, { "ETH_P_AOE", 34978 }, { "ETH_P_ARCNET", 26 },
  { "ETH_P_ARP", 2054 }, { "ETH_P_ATALK", 32923 }, { "ETH_P_ATMFATE", 34948 },
  { "ETH_P_ATMMPOA", 34892 }, { "ETH_P_AX25", 2 }, { "ETH_P_BATMAN", 17157 },
  { "ETH_P_BPQ", 2303 }, { "ETH_P_CAIF", 247 }, { "ETH_P_CAN", 12 }, { "ETH_P_CANFD", 13 },
  { "ETH_P_CANXL", 14 }, { "ETH_P_CFM", 35074 }, { "ETH_P_CONTROL", 22 }, { "ETH_P_CUST", 24582 },
  { "ETH_P_DDCMP", 6 }, { "ETH_P_DEC", 24576 }, { "ETH_P_DIAG", 24581 }, { "ETH_P_DNA_DL", 24577 },
  { "ETH_P_DNA_RC", 24578 }, { "ETH_P_DNA_RT", 24579 }, { "ETH_P_DSA", 27 },
  { "ETH_P_DSA_8021Q", 56027 }, { "ETH_P_DSA_A5PSW", 57345 }, { "ETH_P_ECONET", 24 },
  { "ETH_P_EDSA", 56026 }, { "ETH_P_ERSPAN", 35006 }, { "ETH_P_ERSPAN2", 8939 },
  { "ETH_P_ETHERCAT", 34980 }, { "ETH_P_FCOE", 35078 }, { "ETH_P_FIP", 35092 },
  { "ETH_P_HDLC", 25 }, { "ETH_P_HSR", 35119 }, { "ETH_P_IBOE", 35093 },
  { "ETH_P_IEEE802154", 246 }, { "ETH_P_IEEEPUP", 2560 }, { "ETH_P_IEEEPUPAT", 2561 },
  { "ETH_P_IFE", 60734 }, { "ETH_P_IP", 2048 }, { "ETH_P_IPV6", 34525 }, { "ETH_P_IPX", 33079 },
  { "ETH_P_IRDA", 23 }, { "ETH_P_LAT", 24580 }, { "ETH_P_LINK_CTL", 34924 },
  { "ETH_P_LLDP", 35020 }, { "ETH_P_LOCALTALK", 9 }, { "ETH_P_LOOP", 96 },
  { "ETH_P_LOOPBACK", 36864 }, { "ETH_P_MACSEC", 35045 }, { "ETH_P_MAP", 249 },
  { "ETH_P_MCTP", 250 }, { "ETH_P_MOBITEX", 21 }, { "ETH_P_MPLS_MC", 34888 },
  { "ETH_P_MPLS_UC", 34887 }, { "ETH_P_MRP", 35043 }, { "ETH_P_MVRP", 35061 },
  { "ETH_P_NCSI", 35064 }, { "ETH_P_NSH", 35151 }, { "ETH_P_PAE", 34958 },
  { "ETH_P_PAUSE", 34824 }, { "ETH_P_PHONET", 245 }, { "ETH_P_PPPTALK", 16 },
  { "ETH_P_PPP_DISC", 34915 }, { "ETH_P_PPP_MP", 8 }, { "ETH_P_PPP_SES", 34916 },
  { "ETH_P_PREAUTH", 35015 }, { "ETH_P_PROFINET", 34962 }, { "ETH_P_PRP", 35067 },
  { "ETH_P_PUP", 512 }, { "ETH_P_PUPAT", 513 }, { "ETH_P_QINQ1", 37120 }, { "ETH_P_QINQ2", 37376 },
  { "ETH_P_QINQ3", 37632 }, { "ETH_P_RARP", 32821 }, { "ETH_P_REALTEK", 34969 },
  { "ETH_P_SCA", 24583 }, { "ETH_P_SLOW", 34825 }, { "ETH_P_SNAP", 5 }, { "ETH_P_TDLS", 35085 },
  { "ETH_P_TEB", 25944 }, { "ETH_P_TIPC", 35018 }, { "ETH_P_TRAILER", 28 },
  { "ETH_P_TR_802_2", 17 }, { "ETH_P_TSN", 8944 }, { "ETH_P_WAN_PPP", 7 }, { "ETH_P_WCCP", 34878 },
  { "ETH_P_X25", 2053 }, { "ETH_P_XDSA", 248 },

  { "ICMPV6_FILTER", 1 },

  { "ICMP_FILTER", 1 },

  { "IPPROTO_BEETPH", 94 }, { "IPPROTO_COMP", 108 }, { "IPPROTO_DCCP", 33 },
  { "IPPROTO_ENCAP", 98 }, { "IPPROTO_ETHERNET", 143 }, { "IPPROTO_L2TP", 115 },
  { "IPPROTO_MH", 135 }, { "IPPROTO_MPLS", 137 }, { "IPPROTO_MTP", 92 }, { "IPPROTO_SMC", 256 },

  { "IPV6_2292DSTOPTS", 4 }, { "IPV6_2292HOPLIMIT", 8 }, { "IPV6_2292HOPOPTS", 3 },
  { "IPV6_2292PKTINFO", 2 }, { "IPV6_2292PKTOPTIONS", 6 }, { "IPV6_2292RTHDR", 5 },
  { "IPV6_ADDRFORM", 1 }, { "IPV6_ADDR_PREFERENCES", 72 }, { "IPV6_AUTOFLOWLABEL", 70 },
  { "IPV6_FLOWINFO", 11 }, { "IPV6_FLOWINFO_SEND", 33 }, { "IPV6_FLOWLABEL_MGR", 32 },
  { "IPV6_FREEBIND", 78 }, { "IPV6_HDRINCL", 36 }, { "IPV6_IPSEC_POLICY", 34 },
  { "IPV6_JOIN_ANYCAST", 27 }, { "IPV6_LEAVE_ANYCAST", 28 }, { "IPV6_MINHOPCOUNT", 73 },
  { "IPV6_MTU", 24 }, { "IPV6_MTU_DISCOVER", 23 }, { "IPV6_MULTICAST_ALL", 29 },
  { "IPV6_ORIGDSTADDR", 74 }, { "IPV6_PMTUDISC_DO", 2 }, { "IPV6_PMTUDISC_DONT", 0 },
  { "IPV6_PMTUDISC_INTERFACE", 4 }, { "IPV6_PMTUDISC_OMIT", 5 }, { "IPV6_PMTUDISC_PROBE", 3 },
  { "IPV6_PMTUDISC_WANT", 1 }, { "IPV6_PREFER_SRC_CGA", 8 }, { "IPV6_PREFER_SRC_COA", 4 },
  { "IPV6_PREFER_SRC_HOME", 1024 }, { "IPV6_PREFER_SRC_NONCGA", 2048 },
  { "IPV6_PREFER_SRC_PUBLIC", 2 }, { "IPV6_PREFER_SRC_PUBTMP_DEFAULT", 256 },
  { "IPV6_PREFER_SRC_TMP", 1 }, { "IPV6_RECVERR", 25 }, { "IPV6_RECVERR_RFC4884", 31 },
  { "IPV6_RECVFRAGSIZE", 77 }, { "IPV6_RECVORIGDSTADDR", 74 }, { "IPV6_ROUTER_ALERT", 22 },
  { "IPV6_ROUTER_ALERT_ISOLATE", 30 }, { "IPV6_TRANSPARENT", 75 }, { "IPV6_UNICAST_IF", 76 },
  { "IPV6_XFRM_POLICY", 35 },

  { "IP_ADD_SOURCE_MEMBERSHIP", 39 }, { "IP_BLOCK_SOURCE", 38 }, { "IP_CHECKSUM", 23 },
  { "IP_DROP_SOURCE_MEMBERSHIP", 40 }, { "IP_FREEBIND", 15 }, { "IP_IPSEC_POLICY", 16 },
  { "IP_LOCAL_PORT_RANGE", 51 }, { "IP_MINTTL", 21 }, { "IP_MSFILTER", 41 }, { "IP_MTU", 14 },
  { "IP_MTU_DISCOVER", 10 }, { "IP_MULTICAST_ALL", 49 }, { "IP_NODEFRAG", 22 },
  { "IP_ORIGDSTADDR", 20 }, { "IP_PASSSEC", 18 }, { "IP_PKTINFO", 8 }, { "IP_PKTOPTIONS", 9 },
  { "IP_PMTUDISC_DO", 2 }, { "IP_PMTUDISC_DONT", 0 }, { "IP_PMTUDISC_INTERFACE", 4 },
  { "IP_PMTUDISC_OMIT", 5 }, { "IP_PMTUDISC_PROBE", 3 }, { "IP_PMTUDISC_WANT", 1 },
  { "IP_PROTOCOL", 52 }, { "IP_RECVERR", 11 }, { "IP_RECVERR_RFC4884", 26 },
  { "IP_RECVFRAGSIZE", 25 }, { "IP_RECVORIGDSTADDR", 20 }, { "IP_RECVTTL", 12 },
  { "IP_ROUTER_ALERT", 5 }, { "IP_UNBLOCK_SOURCE", 37 }, { "IP_UNICAST_IF", 50 },
  { "IP_XFRM_POLICY", 17 },

  { "IRDAPROTO_ULTRA", 1 }, { "IRDAPROTO_UNITDATA", 0 },

  { "KCMPROTO_CONNECTED", 0 },

  { "MCAST_BLOCK_SOURCE", 43 }, { "MCAST_JOIN_GROUP", 42 }, { "MCAST_JOIN_SOURCE_GROUP", 46 },
  { "MCAST_LEAVE_GROUP", 45 }, { "MCAST_LEAVE_SOURCE_GROUP", 47 }, { "MCAST_MSFILTER", 48 },
  { "MCAST_UNBLOCK_SOURCE", 44 },

  { "MPTCP_FULL_INFO", 4 }, { "MPTCP_INFO", 1 }, { "MPTCP_SUBFLOW_ADDRS", 3 },
  { "MPTCP_TCPINFO", 2 },

  { "MSG_BATCH", 262144 }, { "MSG_FIN", 512 }, { "MSG_PROXY", 16 }, { "MSG_RST", 4096 },
  { "MSG_SYN", 1024 }, { "MSG_TRYHARD", 4 }, { "MSG_WAITFORONE", 65536 },
  { "MSG_ZEROCOPY", 67108864 },

  { "NETLINK_ADD_MEMBERSHIP", 1 }, { "NETLINK_AUDIT", 9 }, { "NETLINK_BROADCAST_ERROR", 4 },
  { "NETLINK_CAP_ACK", 10 }, { "NETLINK_CONNECTOR", 11 }, { "NETLINK_DROP_MEMBERSHIP", 2 },
  { "NETLINK_ECRYPTFS", 19 }, { "NETLINK_EXT_ACK", 11 }, { "NETLINK_FIB_LOOKUP", 10 },
  { "NETLINK_GENERIC", 16 }, { "NETLINK_GET_STRICT_CHK", 12 }, { "NETLINK_INET_DIAG", 4 },
  { "NETLINK_ISCSI", 8 }, { "NETLINK_KOBJECT_UEVENT", 15 }, { "NETLINK_LISTEN_ALL_NSID", 8 },
  { "NETLINK_LIST_MEMBERSHIPS", 9 }, { "NETLINK_NETFILTER", 12 }, { "NETLINK_NO_ENOBUFS", 5 },
  { "NETLINK_PKTINFO", 3 }, { "NETLINK_RDMA", 20 }, { "NETLINK_RX_RING", 6 },
  { "NETLINK_SCSITRANSPORT", 18 }, { "NETLINK_SELINUX", 7 }, { "NETLINK_SMC", 22 },
  { "NETLINK_SOCK_DIAG", 4 }, { "NETLINK_TX_RING", 7 }, { "NETLINK_UNUSED", 1 },

  { "NFC_SOCKPROTO_LLCP", 1 }, { "NFC_SOCKPROTO_RAW", 0 },

  { "PACKET_ADD_MEMBERSHIP", 1 }, { "PACKET_AUXDATA", 8 }, { "PACKET_COPY_THRESH", 7 },
  { "PACKET_DROP_MEMBERSHIP", 2 }, { "PACKET_FANOUT", 18 }, { "PACKET_FANOUT_DATA", 22 },
  { "PACKET_HDRLEN", 11 }, { "PACKET_IGNORE_OUTGOING", 23 }, { "PACKET_LOSS", 14 },
  { "PACKET_MR_ALLMULTI", 2 }, { "PACKET_MR_MULTICAST", 0 }, { "PACKET_MR_PROMISC", 1 },
  { "PACKET_MR_UNICAST", 3 }, { "PACKET_ORIGDEV", 9 }, { "PACKET_QDISC_BYPASS", 20 },
  { "PACKET_RECV_OUTPUT", 3 }, { "PACKET_RESERVE", 12 }, { "PACKET_ROLLOVER_STATS", 21 },
  { "PACKET_RX_RING", 5 }, { "PACKET_STATISTICS", 6 }, { "PACKET_TIMESTAMP", 17 },
  { "PACKET_TX_HAS_OFF", 19 }, { "PACKET_TX_RING", 13 }, { "PACKET_TX_TIMESTAMP", 16 },
  { "PACKET_VERSION", 10 }, { "PACKET_VNET_HDR", 15 }, { "PACKET_VNET_HDR_SZ", 24 },

  { "PF_INET", 2 }, { "PF_INET6", 10 }, { "PF_KEY_V2", 2 }, { "PF_UNIX", 1 },

  { "PN_PROTO_PHONET", 1 }, { "PN_PROTO_PIPE", 2 }, { "PN_PROTO_TRANSPORT", 0 },

  { "PX_PROTO_OE", 0 }, { "PX_PROTO_OL2TP", 1 }, { "PX_PROTO_PPTP", 2 },

  { "RTMGRP_DECnet_IFADDR", 4096 }, { "RTMGRP_DECnet_ROUTE", 16384 }, { "RTMGRP_IPV4_IFADDR", 16 },
  { "RTMGRP_IPV4_MROUTE", 32 }, { "RTMGRP_IPV4_ROUTE", 64 }, { "RTMGRP_IPV4_RULE", 128 },
  { "RTMGRP_IPV6_IFADDR", 256 }, { "RTMGRP_IPV6_IFINFO", 2048 }, { "RTMGRP_IPV6_MROUTE", 512 },
  { "RTMGRP_IPV6_PREFIX", 131072 }, { "RTMGRP_IPV6_ROUTE", 1024 }, { "RTMGRP_LINK", 1 },
  { "RTMGRP_NEIGH", 4 }, { "RTMGRP_NOTIFY", 2 }, { "RTMGRP_TC", 8 },

  { "SCM_PIDFD", 4 }, { "SCM_SECURITY", 3 }, { "SCM_TIMESTAMP", 29 }, { "SCM_TIMESTAMPING", 37 },
  { "SCM_TIMESTAMPING_PKTINFO", 58 }, { "SCM_TIMESTAMPNS", 35 }, { "SCM_TXTIME", 61 },

  { "SMCPROTO_SMC", 0 }, { "SMCPROTO_SMC6", 1 },

  { "SOCK_DCCP", 6 }, { "SOCK_PACKET", 10 }, { "SOCK_RCVBUF_LOCK", 2 }, { "SOCK_SNDBUF_LOCK", 1 },
  { "SOCK_TXREHASH_DEFAULT", 255 }, { "SOCK_TXREHASH_DISABLED", 0 },
  { "SOCK_TXREHASH_ENABLED", 1 },

  { "SOF_TIMESTAMPING_BIND_PHC", 32768 }, { "SOF_TIMESTAMPING_OPT_CMSG", 1024 },
  { "SOF_TIMESTAMPING_OPT_ID", 128 }, { "SOF_TIMESTAMPING_OPT_ID_TCP", 65536 },
  { "SOF_TIMESTAMPING_OPT_PKTINFO", 8192 }, { "SOF_TIMESTAMPING_OPT_RX_FILTER", 131072 },
  { "SOF_TIMESTAMPING_OPT_STATS", 4096 }, { "SOF_TIMESTAMPING_OPT_TSONLY", 2048 },
  { "SOF_TIMESTAMPING_OPT_TX_SWHW", 16384 }, { "SOF_TIMESTAMPING_RAW_HARDWARE", 64 },
  { "SOF_TIMESTAMPING_RX_HARDWARE", 4 }, { "SOF_TIMESTAMPING_RX_SOFTWARE", 8 },
  { "SOF_TIMESTAMPING_SOFTWARE", 16 }, { "SOF_TIMESTAMPING_SYS_HARDWARE", 32 },
  { "SOF_TIMESTAMPING_TX_ACK", 512 }, { "SOF_TIMESTAMPING_TX_COMPLETION", 262144 },
  { "SOF_TIMESTAMPING_TX_HARDWARE", 1 }, { "SOF_TIMESTAMPING_TX_SCHED", 256 },
  { "SOF_TIMESTAMPING_TX_SOFTWARE", 2 },

  { "SOL_MPTCP", 284 }, { "SOL_NETLINK", 270 }, { "SOL_PACKET", 263 }, { "SOL_RAW", 255 },

  { "SO_ATTACH_BPF", 50 }, { "SO_ATTACH_FILTER", 26 }, { "SO_ATTACH_REUSEPORT_CBPF", 51 },
  { "SO_ATTACH_REUSEPORT_EBPF", 52 }, { "SO_BINDTOIFINDEX", 62 }, { "SO_BPF_EXTENSIONS", 48 },
  { "SO_BSDCOMPAT", 14 }, { "SO_BUF_LOCK", 72 }, { "SO_BUSY_POLL", 46 },
  { "SO_BUSY_POLL_BUDGET", 70 }, { "SO_CNX_ADVICE", 53 }, { "SO_COOKIE", 57 },
  { "SO_DETACH_FILTER", 27 }, { "SO_DETACH_REUSEPORT_BPF", 68 }, { "SO_DEVMEM_DONTNEED", 80 },
  { "SO_INCOMING_NAPI_ID", 56 }, { "SO_INQ", 84 }, { "SO_LOCK_FILTER", 44 },
  { "SO_MAX_PACING_RATE", 47 }, { "SO_MEMINFO", 55 }, { "SO_NETNS_COOKIE", 71 },
  { "SO_NOFCS", 43 }, { "SO_NO_CHECK", 11 }, { "SO_PASSPIDFD", 76 }, { "SO_PASSRIGHTS", 83 },
  { "SO_PEEK_OFF", 42 }, { "SO_PEERGROUPS", 59 }, { "SO_PEERNAME", 28 }, { "SO_PEERPIDFD", 77 },
  { "SO_PREFER_BUSY_POLL", 69 }, { "SO_RCVBUFFORCE", 33 }, { "SO_RCVMARK", 75 },
  { "SO_RCVPRIORITY", 82 }, { "SO_RCVTIMEO_NEW", 66 }, { "SO_RESERVE_MEM", 73 },
  { "SO_RXQ_OVFL", 40 }, { "SO_SELECT_ERR_QUEUE", 45 }, { "SO_SNDBUFFORCE", 32 },
  { "SO_SNDTIMEO_NEW", 67 }, { "SO_TIMESTAMP", 29 }, { "SO_TIMESTAMPING", 37 },
  { "SO_TIMESTAMPING_NEW", 65 }, { "SO_TIMESTAMPNS", 35 }, { "SO_TIMESTAMPNS_NEW", 64 },
  { "SO_TIMESTAMP_NEW", 63 }, { "SO_TXREHASH", 74 }, { "SO_TXTIME", 61 },
  { "SO_VM_SOCKETS_CONNECT_TIMEOUT", 6 }, { "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", 8 },
  { "SO_VM_SOCKETS_NONBLOCK_TXRX", 7 }, { "SO_VM_SOCKETS_PEER_HOST_VM_ID", 3 },
  { "SO_VM_SOCKETS_TRUSTED", 5 }, { "SO_WIFI_STATUS", 41 }, { "SO_ZEROCOPY", 60 },

  { "TCP_AO_ADD_KEY", 38 }, { "TCP_AO_DEL_KEY", 39 }, { "TCP_AO_GET_KEYS", 41 },
  { "TCP_AO_INFO", 40 }, { "TCP_AO_REPAIR", 42 }, { "TCP_CC_INFO", 26 }, { "TCP_CM_INQ", 36 },
  { "TCP_DELACK_MAX_US", 46 }, { "TCP_FASTOPEN_CONNECT", 30 }, { "TCP_FASTOPEN_KEY", 33 },
  { "TCP_FASTOPEN_NO_COOKIE", 34 }, { "TCP_INQ", 36 }, { "TCP_IS_MPTCP", 43 },
  { "TCP_MD5SIG", 14 }, { "TCP_MD5SIG_EXT", 32 }, { "TCP_NO_QUEUE", 0 }, { "TCP_QUEUE_SEQ", 21 },
  { "TCP_RECV_QUEUE", 1 }, { "TCP_REPAIR", 19 }, { "TCP_REPAIR_OFF", 0 },
  { "TCP_REPAIR_OFF_NO_WP", -1 }, { "TCP_REPAIR_ON", 1 }, { "TCP_REPAIR_OPTIONS", 22 },
  { "TCP_REPAIR_QUEUE", 20 }, { "TCP_REPAIR_WINDOW", 29 }, { "TCP_RTO_MAX_MS", 44 },
  { "TCP_RTO_MIN_US", 45 }, { "TCP_SAVED_SYN", 28 }, { "TCP_SAVE_SYN", 27 },
  { "TCP_SEND_QUEUE", 2 }, { "TCP_THIN_DUPACK", 17 }, { "TCP_THIN_LINEAR_TIMEOUTS", 16 },
  { "TCP_TIMESTAMP", 24 }, { "TCP_TX_DELAY", 37 }, { "TCP_ULP", 31 },
  { "TCP_ZEROCOPY_RECEIVE", 35 },

  { "TPACKET_V1", 0 }, { "TPACKET_V2", 1 }, { "TPACKET_V3", 2 },

  { "UDP_CORK", 1 }, { "UDP_ENCAP", 100 }, { "UDP_ENCAP_ESPINUDP", 2 },
  { "UDP_ENCAP_ESPINUDP_NON_IKE", 1 }, { "UDP_ENCAP_GTP0", 4 }, { "UDP_ENCAP_GTP1U", 5 },
  { "UDP_ENCAP_L2TPINUDP", 3 }, { "UDP_ENCAP_RXRPC", 6 }, { "UDP_GRO", 104 },
  { "UDP_NO_CHECK6_RX", 102 }, { "UDP_NO_CHECK6_TX", 101 }, { "UDP_SEGMENT", 103 },
};

/**
 * sockeye_python_find_name:
 * @name: of a constant
 * @number: (out) (optional): its number
 *
 * Returns: whether it is one that Python has to be told of
 */
gboolean
sockeye_python_find_name (const char *name,
                          int        *number)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      {
        if (number != NULL)
          *number = names[i].number;
        return TRUE;
      }
  return FALSE;
}

/**
 * sockeye_python_get_nth_name:
 *
 * Returns: (transfer none) (nullable): the name at this place of the list
 */
const char *
sockeye_python_get_nth_name (guint nth)
{
  return nth < G_N_ELEMENTS (names) ? names[nth].name : NULL;
}

static gboolean
sockeye_python_is_name (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Behind the string or bytes that begin at c: what stands in them is no name. */
static const char *
sockeye_python_skip_string (const char *c)
{
  char quote = *c++;

  while (*c != '\0' && *c != quote)
    c += *c == '\\' && c[1] != '\0' ? 2 : 1;
  return *c != '\0' ? c + 1 : c;
}

/**
 * sockeye_python_append_definitions:
 * @code: one line of Python as rows print it
 *
 * Appends what must stand before the line, each as a line with its end:
 * `IP_RECVERR = 11`, `from struct import pack`. Each comes once.
 */
void
sockeye_python_append_definitions (const char *code,
                                   GString    *string)
{
  g_autoptr (GHashTable) seen = NULL;
  const char *c = code;

  g_return_if_fail (code != NULL && string != NULL);

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (*c != '\0')
    {
      const char *end = c;
      g_autofree char *name = NULL;
      int number;

      while (sockeye_python_is_name (*end))
        end++;
      if (end == c)
        {
          c = *c == '\'' || *c == '"' ? sockeye_python_skip_string (c) : c + 1;
          continue;
        }
      name = g_strndup (c, end - c);
      c = end;
      if (g_hash_table_contains (seen, name))
        continue;
      if (*end == '(' && g_str_equal (name, "pack"))
        g_string_append (string, "from struct import pack\n");
      else if (*end == '(' && g_str_equal (name, "unpack_from"))
        g_string_append (string, "from struct import unpack_from\n");
      else if (sockeye_python_find_name (name, &number))
        g_string_append_printf (string, "%s = %d\n", name, number);
      g_hash_table_add (seen, g_steal_pointer (&name));
    }
}
