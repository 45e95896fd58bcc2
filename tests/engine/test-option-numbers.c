/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The numbers of the table against the kernel's own headers, which cannot be
 * included beside those of the C library. What these headers lack is newer. */

#include "config.h"

#include "sockeye-option.h"

#include <asm/socket.h>
#include <linux/icmp.h>
#include <linux/if_packet.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/netlink.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <linux/vm_sockets.h>

static guint n_checked;

static void
check (int         level,
       const char *name,
       int         number)
{
  const SockeyeOption *option = sockeye_option_find (level, number);

  g_test_message ("%s %d", name, number);
  g_assert_nonnull (option);
  /* One number may have two names: the row has either, and is found by its own. */
  option = sockeye_option_find_by_name (level, name);
  g_assert_nonnull (option);
  g_assert_cmpint (option->number, ==, number);
  n_checked++;
}

static void
test_option_numbers_socket (void)
{
#ifdef SO_REUSEADDR
  check (SOL_SOCKET, "SO_REUSEADDR", SO_REUSEADDR);
#endif
#ifdef SO_REUSEPORT
  check (SOL_SOCKET, "SO_REUSEPORT", SO_REUSEPORT);
#endif
#ifdef SO_BROADCAST
  check (SOL_SOCKET, "SO_BROADCAST", SO_BROADCAST);
#endif
#ifdef SO_KEEPALIVE
  check (SOL_SOCKET, "SO_KEEPALIVE", SO_KEEPALIVE);
#endif
#ifdef SO_LINGER
  check (SOL_SOCKET, "SO_LINGER", SO_LINGER);
#endif
#ifdef SO_OOBINLINE
  check (SOL_SOCKET, "SO_OOBINLINE", SO_OOBINLINE);
#endif
#ifdef SO_RCVBUF
  check (SOL_SOCKET, "SO_RCVBUF", SO_RCVBUF);
#endif
#ifdef SO_SNDBUF
  check (SOL_SOCKET, "SO_SNDBUF", SO_SNDBUF);
#endif
#ifdef SO_RCVBUFFORCE
  check (SOL_SOCKET, "SO_RCVBUFFORCE", SO_RCVBUFFORCE);
#endif
#ifdef SO_SNDBUFFORCE
  check (SOL_SOCKET, "SO_SNDBUFFORCE", SO_SNDBUFFORCE);
#endif
#ifdef SO_RCVLOWAT
  check (SOL_SOCKET, "SO_RCVLOWAT", SO_RCVLOWAT);
#endif
#ifdef SO_SNDLOWAT
  check (SOL_SOCKET, "SO_SNDLOWAT", SO_SNDLOWAT);
#endif
#ifdef SO_RCVTIMEO
  check (SOL_SOCKET, "SO_RCVTIMEO", SO_RCVTIMEO);
#endif
#ifdef SO_SNDTIMEO
  check (SOL_SOCKET, "SO_SNDTIMEO", SO_SNDTIMEO);
#endif
#ifdef SO_BINDTODEVICE
  check (SOL_SOCKET, "SO_BINDTODEVICE", SO_BINDTODEVICE);
#endif
#ifdef SO_BINDTOIFINDEX
  check (SOL_SOCKET, "SO_BINDTOIFINDEX", SO_BINDTOIFINDEX);
#endif
#ifdef SO_DONTROUTE
  check (SOL_SOCKET, "SO_DONTROUTE", SO_DONTROUTE);
#endif
#ifdef SO_PRIORITY
  check (SOL_SOCKET, "SO_PRIORITY", SO_PRIORITY);
#endif
#ifdef SO_MARK
  check (SOL_SOCKET, "SO_MARK", SO_MARK);
#endif
#ifdef SO_TIMESTAMP
  check (SOL_SOCKET, "SO_TIMESTAMP", SO_TIMESTAMP);
#endif
#ifdef SO_TIMESTAMPNS
  check (SOL_SOCKET, "SO_TIMESTAMPNS", SO_TIMESTAMPNS);
#endif
#ifdef SO_RXQ_OVFL
  check (SOL_SOCKET, "SO_RXQ_OVFL", SO_RXQ_OVFL);
#endif
#ifdef SO_PEEK_OFF
  check (SOL_SOCKET, "SO_PEEK_OFF", SO_PEEK_OFF);
#endif
#ifdef SO_ERROR
  check (SOL_SOCKET, "SO_ERROR", SO_ERROR);
#endif
#ifdef SO_TYPE
  check (SOL_SOCKET, "SO_TYPE", SO_TYPE);
#endif
#ifdef SO_DOMAIN
  check (SOL_SOCKET, "SO_DOMAIN", SO_DOMAIN);
#endif
#ifdef SO_PROTOCOL
  check (SOL_SOCKET, "SO_PROTOCOL", SO_PROTOCOL);
#endif
#ifdef SO_ACCEPTCONN
  check (SOL_SOCKET, "SO_ACCEPTCONN", SO_ACCEPTCONN);
#endif
#ifdef SO_DEBUG
  check (SOL_SOCKET, "SO_DEBUG", SO_DEBUG);
#endif
#ifdef SO_INCOMING_CPU
  check (SOL_SOCKET, "SO_INCOMING_CPU", SO_INCOMING_CPU);
#endif
#ifdef SO_BUSY_POLL
  check (SOL_SOCKET, "SO_BUSY_POLL", SO_BUSY_POLL);
#endif
#ifdef SO_LOCK_FILTER
  check (SOL_SOCKET, "SO_LOCK_FILTER", SO_LOCK_FILTER);
#endif
#ifdef SO_PASSCRED
  check (SOL_SOCKET, "SO_PASSCRED", SO_PASSCRED);
#endif
#ifdef SO_PEERCRED
  check (SOL_SOCKET, "SO_PEERCRED", SO_PEERCRED);
#endif
#ifdef SO_PASSSEC
  check (SOL_SOCKET, "SO_PASSSEC", SO_PASSSEC);
#endif
#ifdef SO_PEERSEC
  check (SOL_SOCKET, "SO_PEERSEC", SO_PEERSEC);
#endif
#ifdef SO_PEERGROUPS
  check (SOL_SOCKET, "SO_PEERGROUPS", SO_PEERGROUPS);
#endif
#ifdef SO_PASSPIDFD
  check (SOL_SOCKET, "SO_PASSPIDFD", SO_PASSPIDFD);
#endif
#ifdef SO_PEERPIDFD
  check (SOL_SOCKET, "SO_PEERPIDFD", SO_PEERPIDFD);
#endif
#ifdef SO_PASSRIGHTS
  check (SOL_SOCKET, "SO_PASSRIGHTS", SO_PASSRIGHTS);
#endif
#ifdef SO_INQ
  check (SOL_SOCKET, "SO_INQ", SO_INQ);
#endif
#ifdef SO_TIMESTAMPING
  check (SOL_SOCKET, "SO_TIMESTAMPING", SO_TIMESTAMPING);
#endif
#ifdef SO_TIMESTAMP_NEW
  check (SOL_SOCKET, "SO_TIMESTAMP_NEW", SO_TIMESTAMP_NEW);
#endif
#ifdef SO_TIMESTAMPNS_NEW
  check (SOL_SOCKET, "SO_TIMESTAMPNS_NEW", SO_TIMESTAMPNS_NEW);
#endif
#ifdef SO_TIMESTAMPING_NEW
  check (SOL_SOCKET, "SO_TIMESTAMPING_NEW", SO_TIMESTAMPING_NEW);
#endif
#ifdef SO_RCVTIMEO_NEW
  check (SOL_SOCKET, "SO_RCVTIMEO_NEW", SO_RCVTIMEO_NEW);
#endif
#ifdef SO_SNDTIMEO_NEW
  check (SOL_SOCKET, "SO_SNDTIMEO_NEW", SO_SNDTIMEO_NEW);
#endif
#ifdef SO_MAX_PACING_RATE
  check (SOL_SOCKET, "SO_MAX_PACING_RATE", SO_MAX_PACING_RATE);
#endif
#ifdef SO_ZEROCOPY
  check (SOL_SOCKET, "SO_ZEROCOPY", SO_ZEROCOPY);
#endif
#ifdef SO_TXTIME
  check (SOL_SOCKET, "SO_TXTIME", SO_TXTIME);
#endif
#ifdef SO_BUF_LOCK
  check (SOL_SOCKET, "SO_BUF_LOCK", SO_BUF_LOCK);
#endif
#ifdef SO_RESERVE_MEM
  check (SOL_SOCKET, "SO_RESERVE_MEM", SO_RESERVE_MEM);
#endif
#ifdef SO_TXREHASH
  check (SOL_SOCKET, "SO_TXREHASH", SO_TXREHASH);
#endif
#ifdef SO_RCVMARK
  check (SOL_SOCKET, "SO_RCVMARK", SO_RCVMARK);
#endif
#ifdef SO_RCVPRIORITY
  check (SOL_SOCKET, "SO_RCVPRIORITY", SO_RCVPRIORITY);
#endif
#ifdef SO_SELECT_ERR_QUEUE
  check (SOL_SOCKET, "SO_SELECT_ERR_QUEUE", SO_SELECT_ERR_QUEUE);
#endif
#ifdef SO_WIFI_STATUS
  check (SOL_SOCKET, "SO_WIFI_STATUS", SO_WIFI_STATUS);
#endif
#ifdef SO_NOFCS
  check (SOL_SOCKET, "SO_NOFCS", SO_NOFCS);
#endif
#ifdef SO_NO_CHECK
  check (SOL_SOCKET, "SO_NO_CHECK", SO_NO_CHECK);
#endif
#ifdef SO_PREFER_BUSY_POLL
  check (SOL_SOCKET, "SO_PREFER_BUSY_POLL", SO_PREFER_BUSY_POLL);
#endif
#ifdef SO_BUSY_POLL_BUDGET
  check (SOL_SOCKET, "SO_BUSY_POLL_BUDGET", SO_BUSY_POLL_BUDGET);
#endif
#ifdef SO_CNX_ADVICE
  check (SOL_SOCKET, "SO_CNX_ADVICE", SO_CNX_ADVICE);
#endif
#ifdef SO_INCOMING_NAPI_ID
  check (SOL_SOCKET, "SO_INCOMING_NAPI_ID", SO_INCOMING_NAPI_ID);
#endif
#ifdef SO_COOKIE
  check (SOL_SOCKET, "SO_COOKIE", SO_COOKIE);
#endif
#ifdef SO_NETNS_COOKIE
  check (SOL_SOCKET, "SO_NETNS_COOKIE", SO_NETNS_COOKIE);
#endif
#ifdef SO_MEMINFO
  check (SOL_SOCKET, "SO_MEMINFO", SO_MEMINFO);
#endif
#ifdef SO_BPF_EXTENSIONS
  check (SOL_SOCKET, "SO_BPF_EXTENSIONS", SO_BPF_EXTENSIONS);
#endif
#ifdef SO_BSDCOMPAT
  check (SOL_SOCKET, "SO_BSDCOMPAT", SO_BSDCOMPAT);
#endif
#ifdef SO_PEERNAME
  check (SOL_SOCKET, "SO_PEERNAME", SO_PEERNAME);
#endif
#ifdef SO_ATTACH_FILTER
  check (SOL_SOCKET, "SO_ATTACH_FILTER", SO_ATTACH_FILTER);
#endif
#ifdef SO_DETACH_FILTER
  check (SOL_SOCKET, "SO_DETACH_FILTER", SO_DETACH_FILTER);
#endif
#ifdef SO_ATTACH_BPF
  check (SOL_SOCKET, "SO_ATTACH_BPF", SO_ATTACH_BPF);
#endif
#ifdef SO_ATTACH_REUSEPORT_CBPF
  check (SOL_SOCKET, "SO_ATTACH_REUSEPORT_CBPF", SO_ATTACH_REUSEPORT_CBPF);
#endif
#ifdef SO_ATTACH_REUSEPORT_EBPF
  check (SOL_SOCKET, "SO_ATTACH_REUSEPORT_EBPF", SO_ATTACH_REUSEPORT_EBPF);
#endif
#ifdef SO_DETACH_REUSEPORT_BPF
  check (SOL_SOCKET, "SO_DETACH_REUSEPORT_BPF", SO_DETACH_REUSEPORT_BPF);
#endif
#ifdef SO_DEVMEM_DONTNEED
  check (SOL_SOCKET, "SO_DEVMEM_DONTNEED", SO_DEVMEM_DONTNEED);
#endif
}

static void
test_option_numbers_ip (void)
{
#ifdef IP_TTL
  check (0, "IP_TTL", IP_TTL);
#endif
#ifdef IP_TOS
  check (0, "IP_TOS", IP_TOS);
#endif
#ifdef IP_MTU_DISCOVER
  check (0, "IP_MTU_DISCOVER", IP_MTU_DISCOVER);
#endif
#ifdef IP_MTU
  check (0, "IP_MTU", IP_MTU);
#endif
#ifdef IP_RECVERR
  check (0, "IP_RECVERR", IP_RECVERR);
#endif
#ifdef IP_RECVERR_RFC4884
  check (0, "IP_RECVERR_RFC4884", IP_RECVERR_RFC4884);
#endif
#ifdef IP_PKTINFO
  check (0, "IP_PKTINFO", IP_PKTINFO);
#endif
#ifdef IP_RECVTTL
  check (0, "IP_RECVTTL", IP_RECVTTL);
#endif
#ifdef IP_RECVTOS
  check (0, "IP_RECVTOS", IP_RECVTOS);
#endif
#ifdef IP_RECVOPTS
  check (0, "IP_RECVOPTS", IP_RECVOPTS);
#endif
#ifdef IP_RETOPTS
  check (0, "IP_RETOPTS", IP_RETOPTS);
#endif
#ifdef IP_RECVORIGDSTADDR
  check (0, "IP_RECVORIGDSTADDR", IP_RECVORIGDSTADDR);
#endif
#ifdef IP_RECVFRAGSIZE
  check (0, "IP_RECVFRAGSIZE", IP_RECVFRAGSIZE);
#endif
#ifdef IP_CHECKSUM
  check (0, "IP_CHECKSUM", IP_CHECKSUM);
#endif
#ifdef IP_FREEBIND
  check (0, "IP_FREEBIND", IP_FREEBIND);
#endif
#ifdef IP_TRANSPARENT
  check (0, "IP_TRANSPARENT", IP_TRANSPARENT);
#endif
#ifdef IP_BIND_ADDRESS_NO_PORT
  check (0, "IP_BIND_ADDRESS_NO_PORT", IP_BIND_ADDRESS_NO_PORT);
#endif
#ifdef IP_LOCAL_PORT_RANGE
  check (0, "IP_LOCAL_PORT_RANGE", IP_LOCAL_PORT_RANGE);
#endif
#ifdef IP_UNICAST_IF
  check (0, "IP_UNICAST_IF", IP_UNICAST_IF);
#endif
#ifdef IP_MINTTL
  check (0, "IP_MINTTL", IP_MINTTL);
#endif
#ifdef IP_OPTIONS
  check (0, "IP_OPTIONS", IP_OPTIONS);
#endif
#ifdef IP_HDRINCL
  check (0, "IP_HDRINCL", IP_HDRINCL);
#endif
#ifdef IP_NODEFRAG
  check (0, "IP_NODEFRAG", IP_NODEFRAG);
#endif
#ifdef IP_ROUTER_ALERT
  check (0, "IP_ROUTER_ALERT", IP_ROUTER_ALERT);
#endif
#ifdef IP_PASSSEC
  check (0, "IP_PASSSEC", IP_PASSSEC);
#endif
#ifdef IP_PROTOCOL
  check (0, "IP_PROTOCOL", IP_PROTOCOL);
#endif
#ifdef IP_PKTOPTIONS
  check (0, "IP_PKTOPTIONS", IP_PKTOPTIONS);
#endif
#ifdef IP_IPSEC_POLICY
  check (0, "IP_IPSEC_POLICY", IP_IPSEC_POLICY);
#endif
#ifdef IP_XFRM_POLICY
  check (0, "IP_XFRM_POLICY", IP_XFRM_POLICY);
#endif
#ifdef IP_ADD_MEMBERSHIP
  check (0, "IP_ADD_MEMBERSHIP", IP_ADD_MEMBERSHIP);
#endif
#ifdef IP_DROP_MEMBERSHIP
  check (0, "IP_DROP_MEMBERSHIP", IP_DROP_MEMBERSHIP);
#endif
#ifdef IP_ADD_SOURCE_MEMBERSHIP
  check (0, "IP_ADD_SOURCE_MEMBERSHIP", IP_ADD_SOURCE_MEMBERSHIP);
#endif
#ifdef IP_DROP_SOURCE_MEMBERSHIP
  check (0, "IP_DROP_SOURCE_MEMBERSHIP", IP_DROP_SOURCE_MEMBERSHIP);
#endif
#ifdef IP_BLOCK_SOURCE
  check (0, "IP_BLOCK_SOURCE", IP_BLOCK_SOURCE);
#endif
#ifdef IP_UNBLOCK_SOURCE
  check (0, "IP_UNBLOCK_SOURCE", IP_UNBLOCK_SOURCE);
#endif
#ifdef IP_MULTICAST_IF
  check (0, "IP_MULTICAST_IF", IP_MULTICAST_IF);
#endif
#ifdef IP_MULTICAST_TTL
  check (0, "IP_MULTICAST_TTL", IP_MULTICAST_TTL);
#endif
#ifdef IP_MULTICAST_LOOP
  check (0, "IP_MULTICAST_LOOP", IP_MULTICAST_LOOP);
#endif
#ifdef IP_MULTICAST_ALL
  check (0, "IP_MULTICAST_ALL", IP_MULTICAST_ALL);
#endif
#ifdef IP_MSFILTER
  check (0, "IP_MSFILTER", IP_MSFILTER);
#endif
#ifdef MCAST_JOIN_GROUP
  check (0, "MCAST_JOIN_GROUP", MCAST_JOIN_GROUP);
#endif
#ifdef MCAST_LEAVE_GROUP
  check (0, "MCAST_LEAVE_GROUP", MCAST_LEAVE_GROUP);
#endif
#ifdef MCAST_JOIN_SOURCE_GROUP
  check (0, "MCAST_JOIN_SOURCE_GROUP", MCAST_JOIN_SOURCE_GROUP);
#endif
#ifdef MCAST_LEAVE_SOURCE_GROUP
  check (0, "MCAST_LEAVE_SOURCE_GROUP", MCAST_LEAVE_SOURCE_GROUP);
#endif
#ifdef MCAST_BLOCK_SOURCE
  check (0, "MCAST_BLOCK_SOURCE", MCAST_BLOCK_SOURCE);
#endif
#ifdef MCAST_UNBLOCK_SOURCE
  check (0, "MCAST_UNBLOCK_SOURCE", MCAST_UNBLOCK_SOURCE);
#endif
#ifdef MCAST_MSFILTER
  check (0, "MCAST_MSFILTER", MCAST_MSFILTER);
#endif
}

static void
test_option_numbers_ipv6 (void)
{
#ifdef IPV6_V6ONLY
  check (41, "IPV6_V6ONLY", IPV6_V6ONLY);
#endif
#ifdef IPV6_UNICAST_HOPS
  check (41, "IPV6_UNICAST_HOPS", IPV6_UNICAST_HOPS);
#endif
#ifdef IPV6_TCLASS
  check (41, "IPV6_TCLASS", IPV6_TCLASS);
#endif
#ifdef IPV6_MTU_DISCOVER
  check (41, "IPV6_MTU_DISCOVER", IPV6_MTU_DISCOVER);
#endif
#ifdef IPV6_MTU
  check (41, "IPV6_MTU", IPV6_MTU);
#endif
#ifdef IPV6_DONTFRAG
  check (41, "IPV6_DONTFRAG", IPV6_DONTFRAG);
#endif
#ifdef IPV6_RECVERR
  check (41, "IPV6_RECVERR", IPV6_RECVERR);
#endif
#ifdef IPV6_RECVERR_RFC4884
  check (41, "IPV6_RECVERR_RFC4884", IPV6_RECVERR_RFC4884);
#endif
#ifdef IPV6_RECVPKTINFO
  check (41, "IPV6_RECVPKTINFO", IPV6_RECVPKTINFO);
#endif
#ifdef IPV6_RECVHOPLIMIT
  check (41, "IPV6_RECVHOPLIMIT", IPV6_RECVHOPLIMIT);
#endif
#ifdef IPV6_RECVTCLASS
  check (41, "IPV6_RECVTCLASS", IPV6_RECVTCLASS);
#endif
#ifdef IPV6_RECVRTHDR
  check (41, "IPV6_RECVRTHDR", IPV6_RECVRTHDR);
#endif
#ifdef IPV6_RECVHOPOPTS
  check (41, "IPV6_RECVHOPOPTS", IPV6_RECVHOPOPTS);
#endif
#ifdef IPV6_RECVDSTOPTS
  check (41, "IPV6_RECVDSTOPTS", IPV6_RECVDSTOPTS);
#endif
#ifdef IPV6_RECVPATHMTU
  check (41, "IPV6_RECVPATHMTU", IPV6_RECVPATHMTU);
#endif
#ifdef IPV6_RECVORIGDSTADDR
  check (41, "IPV6_RECVORIGDSTADDR", IPV6_RECVORIGDSTADDR);
#endif
#ifdef IPV6_RECVFRAGSIZE
  check (41, "IPV6_RECVFRAGSIZE", IPV6_RECVFRAGSIZE);
#endif
#ifdef IPV6_FLOWINFO
  check (41, "IPV6_FLOWINFO", IPV6_FLOWINFO);
#endif
#ifdef IPV6_FLOWINFO_SEND
  check (41, "IPV6_FLOWINFO_SEND", IPV6_FLOWINFO_SEND);
#endif
#ifdef IPV6_AUTOFLOWLABEL
  check (41, "IPV6_AUTOFLOWLABEL", IPV6_AUTOFLOWLABEL);
#endif
#ifdef IPV6_FLOWLABEL_MGR
  check (41, "IPV6_FLOWLABEL_MGR", IPV6_FLOWLABEL_MGR);
#endif
#ifdef IPV6_FREEBIND
  check (41, "IPV6_FREEBIND", IPV6_FREEBIND);
#endif
#ifdef IPV6_TRANSPARENT
  check (41, "IPV6_TRANSPARENT", IPV6_TRANSPARENT);
#endif
#ifdef IPV6_UNICAST_IF
  check (41, "IPV6_UNICAST_IF", IPV6_UNICAST_IF);
#endif
#ifdef IPV6_MINHOPCOUNT
  check (41, "IPV6_MINHOPCOUNT", IPV6_MINHOPCOUNT);
#endif
#ifdef IPV6_ADDR_PREFERENCES
  check (41, "IPV6_ADDR_PREFERENCES", IPV6_ADDR_PREFERENCES);
#endif
#ifdef IPV6_PATHMTU
  check (41, "IPV6_PATHMTU", IPV6_PATHMTU);
#endif
#ifdef IPV6_PKTINFO
  check (41, "IPV6_PKTINFO", IPV6_PKTINFO);
#endif
#ifdef IPV6_HOPOPTS
  check (41, "IPV6_HOPOPTS", IPV6_HOPOPTS);
#endif
#ifdef IPV6_RTHDRDSTOPTS
  check (41, "IPV6_RTHDRDSTOPTS", IPV6_RTHDRDSTOPTS);
#endif
#ifdef IPV6_RTHDR
  check (41, "IPV6_RTHDR", IPV6_RTHDR);
#endif
#ifdef IPV6_DSTOPTS
  check (41, "IPV6_DSTOPTS", IPV6_DSTOPTS);
#endif
#ifdef IPV6_HDRINCL
  check (41, "IPV6_HDRINCL", IPV6_HDRINCL);
#endif
#ifdef IPV6_CHECKSUM
  check (41, "IPV6_CHECKSUM", IPV6_CHECKSUM);
#endif
#ifdef IPV6_ROUTER_ALERT
  check (41, "IPV6_ROUTER_ALERT", IPV6_ROUTER_ALERT);
#endif
#ifdef IPV6_ROUTER_ALERT_ISOLATE
  check (41, "IPV6_ROUTER_ALERT_ISOLATE", IPV6_ROUTER_ALERT_ISOLATE);
#endif
#ifdef IPV6_ADDRFORM
  check (41, "IPV6_ADDRFORM", IPV6_ADDRFORM);
#endif
#ifdef IPV6_2292PKTINFO
  check (41, "IPV6_2292PKTINFO", IPV6_2292PKTINFO);
#endif
#ifdef IPV6_2292HOPOPTS
  check (41, "IPV6_2292HOPOPTS", IPV6_2292HOPOPTS);
#endif
#ifdef IPV6_2292DSTOPTS
  check (41, "IPV6_2292DSTOPTS", IPV6_2292DSTOPTS);
#endif
#ifdef IPV6_2292RTHDR
  check (41, "IPV6_2292RTHDR", IPV6_2292RTHDR);
#endif
#ifdef IPV6_2292PKTOPTIONS
  check (41, "IPV6_2292PKTOPTIONS", IPV6_2292PKTOPTIONS);
#endif
#ifdef IPV6_2292HOPLIMIT
  check (41, "IPV6_2292HOPLIMIT", IPV6_2292HOPLIMIT);
#endif
#ifdef IPV6_IPSEC_POLICY
  check (41, "IPV6_IPSEC_POLICY", IPV6_IPSEC_POLICY);
#endif
#ifdef IPV6_XFRM_POLICY
  check (41, "IPV6_XFRM_POLICY", IPV6_XFRM_POLICY);
#endif
#ifdef IPV6_JOIN_GROUP
  check (41, "IPV6_JOIN_GROUP", IPV6_JOIN_GROUP);
#endif
#ifdef IPV6_LEAVE_GROUP
  check (41, "IPV6_LEAVE_GROUP", IPV6_LEAVE_GROUP);
#endif
#ifdef IPV6_MULTICAST_IF
  check (41, "IPV6_MULTICAST_IF", IPV6_MULTICAST_IF);
#endif
#ifdef IPV6_MULTICAST_HOPS
  check (41, "IPV6_MULTICAST_HOPS", IPV6_MULTICAST_HOPS);
#endif
#ifdef IPV6_MULTICAST_LOOP
  check (41, "IPV6_MULTICAST_LOOP", IPV6_MULTICAST_LOOP);
#endif
#ifdef IPV6_MULTICAST_ALL
  check (41, "IPV6_MULTICAST_ALL", IPV6_MULTICAST_ALL);
#endif
#ifdef IPV6_JOIN_ANYCAST
  check (41, "IPV6_JOIN_ANYCAST", IPV6_JOIN_ANYCAST);
#endif
#ifdef IPV6_LEAVE_ANYCAST
  check (41, "IPV6_LEAVE_ANYCAST", IPV6_LEAVE_ANYCAST);
#endif
#ifdef MCAST_JOIN_GROUP
  check (41, "MCAST_JOIN_GROUP", MCAST_JOIN_GROUP);
#endif
#ifdef MCAST_LEAVE_GROUP
  check (41, "MCAST_LEAVE_GROUP", MCAST_LEAVE_GROUP);
#endif
#ifdef MCAST_JOIN_SOURCE_GROUP
  check (41, "MCAST_JOIN_SOURCE_GROUP", MCAST_JOIN_SOURCE_GROUP);
#endif
#ifdef MCAST_LEAVE_SOURCE_GROUP
  check (41, "MCAST_LEAVE_SOURCE_GROUP", MCAST_LEAVE_SOURCE_GROUP);
#endif
#ifdef MCAST_BLOCK_SOURCE
  check (41, "MCAST_BLOCK_SOURCE", MCAST_BLOCK_SOURCE);
#endif
#ifdef MCAST_UNBLOCK_SOURCE
  check (41, "MCAST_UNBLOCK_SOURCE", MCAST_UNBLOCK_SOURCE);
#endif
#ifdef MCAST_MSFILTER
  check (41, "MCAST_MSFILTER", MCAST_MSFILTER);
#endif
}

static void
test_option_numbers_tcp (void)
{
#ifdef TCP_NODELAY
  check (6, "TCP_NODELAY", TCP_NODELAY);
#endif
#ifdef TCP_CORK
  check (6, "TCP_CORK", TCP_CORK);
#endif
#ifdef TCP_QUICKACK
  check (6, "TCP_QUICKACK", TCP_QUICKACK);
#endif
#ifdef TCP_MAXSEG
  check (6, "TCP_MAXSEG", TCP_MAXSEG);
#endif
#ifdef TCP_KEEPIDLE
  check (6, "TCP_KEEPIDLE", TCP_KEEPIDLE);
#endif
#ifdef TCP_KEEPINTVL
  check (6, "TCP_KEEPINTVL", TCP_KEEPINTVL);
#endif
#ifdef TCP_KEEPCNT
  check (6, "TCP_KEEPCNT", TCP_KEEPCNT);
#endif
#ifdef TCP_USER_TIMEOUT
  check (6, "TCP_USER_TIMEOUT", TCP_USER_TIMEOUT);
#endif
#ifdef TCP_SYNCNT
  check (6, "TCP_SYNCNT", TCP_SYNCNT);
#endif
#ifdef TCP_LINGER2
  check (6, "TCP_LINGER2", TCP_LINGER2);
#endif
#ifdef TCP_DEFER_ACCEPT
  check (6, "TCP_DEFER_ACCEPT", TCP_DEFER_ACCEPT);
#endif
#ifdef TCP_WINDOW_CLAMP
  check (6, "TCP_WINDOW_CLAMP", TCP_WINDOW_CLAMP);
#endif
#ifdef TCP_CONGESTION
  check (6, "TCP_CONGESTION", TCP_CONGESTION);
#endif
#ifdef TCP_NOTSENT_LOWAT
  check (6, "TCP_NOTSENT_LOWAT", TCP_NOTSENT_LOWAT);
#endif
#ifdef TCP_FASTOPEN
  check (6, "TCP_FASTOPEN", TCP_FASTOPEN);
#endif
#ifdef TCP_FASTOPEN_CONNECT
  check (6, "TCP_FASTOPEN_CONNECT", TCP_FASTOPEN_CONNECT);
#endif
#ifdef TCP_FASTOPEN_NO_COOKIE
  check (6, "TCP_FASTOPEN_NO_COOKIE", TCP_FASTOPEN_NO_COOKIE);
#endif
#ifdef TCP_FASTOPEN_KEY
  check (6, "TCP_FASTOPEN_KEY", TCP_FASTOPEN_KEY);
#endif
#ifdef TCP_THIN_LINEAR_TIMEOUTS
  check (6, "TCP_THIN_LINEAR_TIMEOUTS", TCP_THIN_LINEAR_TIMEOUTS);
#endif
#ifdef TCP_THIN_DUPACK
  check (6, "TCP_THIN_DUPACK", TCP_THIN_DUPACK);
#endif
#ifdef TCP_TX_DELAY
  check (6, "TCP_TX_DELAY", TCP_TX_DELAY);
#endif
#ifdef TCP_RTO_MAX_MS
  check (6, "TCP_RTO_MAX_MS", TCP_RTO_MAX_MS);
#endif
#ifdef TCP_RTO_MIN_US
  check (6, "TCP_RTO_MIN_US", TCP_RTO_MIN_US);
#endif
#ifdef TCP_DELACK_MAX_US
  check (6, "TCP_DELACK_MAX_US", TCP_DELACK_MAX_US);
#endif
#ifdef TCP_INQ
  check (6, "TCP_INQ", TCP_INQ);
#endif
#ifdef TCP_SAVE_SYN
  check (6, "TCP_SAVE_SYN", TCP_SAVE_SYN);
#endif
#ifdef TCP_SAVED_SYN
  check (6, "TCP_SAVED_SYN", TCP_SAVED_SYN);
#endif
#ifdef TCP_INFO
  check (6, "TCP_INFO", TCP_INFO);
#endif
#ifdef TCP_CC_INFO
  check (6, "TCP_CC_INFO", TCP_CC_INFO);
#endif
#ifdef TCP_IS_MPTCP
  check (6, "TCP_IS_MPTCP", TCP_IS_MPTCP);
#endif
#ifdef TCP_ULP
  check (6, "TCP_ULP", TCP_ULP);
#endif
#ifdef TCP_TIMESTAMP
  check (6, "TCP_TIMESTAMP", TCP_TIMESTAMP);
#endif
#ifdef TCP_REPAIR
  check (6, "TCP_REPAIR", TCP_REPAIR);
#endif
#ifdef TCP_REPAIR_QUEUE
  check (6, "TCP_REPAIR_QUEUE", TCP_REPAIR_QUEUE);
#endif
#ifdef TCP_QUEUE_SEQ
  check (6, "TCP_QUEUE_SEQ", TCP_QUEUE_SEQ);
#endif
#ifdef TCP_REPAIR_OPTIONS
  check (6, "TCP_REPAIR_OPTIONS", TCP_REPAIR_OPTIONS);
#endif
#ifdef TCP_REPAIR_WINDOW
  check (6, "TCP_REPAIR_WINDOW", TCP_REPAIR_WINDOW);
#endif
#ifdef TCP_MD5SIG
  check (6, "TCP_MD5SIG", TCP_MD5SIG);
#endif
#ifdef TCP_MD5SIG_EXT
  check (6, "TCP_MD5SIG_EXT", TCP_MD5SIG_EXT);
#endif
#ifdef TCP_AO_ADD_KEY
  check (6, "TCP_AO_ADD_KEY", TCP_AO_ADD_KEY);
#endif
#ifdef TCP_AO_DEL_KEY
  check (6, "TCP_AO_DEL_KEY", TCP_AO_DEL_KEY);
#endif
#ifdef TCP_AO_INFO
  check (6, "TCP_AO_INFO", TCP_AO_INFO);
#endif
#ifdef TCP_AO_GET_KEYS
  check (6, "TCP_AO_GET_KEYS", TCP_AO_GET_KEYS);
#endif
#ifdef TCP_AO_REPAIR
  check (6, "TCP_AO_REPAIR", TCP_AO_REPAIR);
#endif
#ifdef TCP_ZEROCOPY_RECEIVE
  check (6, "TCP_ZEROCOPY_RECEIVE", TCP_ZEROCOPY_RECEIVE);
#endif
}

static void
test_option_numbers_284 (void)
{
#ifdef MPTCP_INFO
  check (284, "MPTCP_INFO", MPTCP_INFO);
#endif
#ifdef MPTCP_TCPINFO
  check (284, "MPTCP_TCPINFO", MPTCP_TCPINFO);
#endif
#ifdef MPTCP_SUBFLOW_ADDRS
  check (284, "MPTCP_SUBFLOW_ADDRS", MPTCP_SUBFLOW_ADDRS);
#endif
#ifdef MPTCP_FULL_INFO
  check (284, "MPTCP_FULL_INFO", MPTCP_FULL_INFO);
#endif
}

static void
test_option_numbers_udp (void)
{
#ifdef UDP_CORK
  check (17, "UDP_CORK", UDP_CORK);
#endif
#ifdef UDP_SEGMENT
  check (17, "UDP_SEGMENT", UDP_SEGMENT);
#endif
#ifdef UDP_GRO
  check (17, "UDP_GRO", UDP_GRO);
#endif
#ifdef UDP_ENCAP
  check (17, "UDP_ENCAP", UDP_ENCAP);
#endif
#ifdef UDP_NO_CHECK6_TX
  check (17, "UDP_NO_CHECK6_TX", UDP_NO_CHECK6_TX);
#endif
#ifdef UDP_NO_CHECK6_RX
  check (17, "UDP_NO_CHECK6_RX", UDP_NO_CHECK6_RX);
#endif
}

static void
test_option_numbers_udplite (void)
{
#ifdef UDPLITE_SEND_CSCOV
  check (136, "UDPLITE_SEND_CSCOV", UDPLITE_SEND_CSCOV);
#endif
#ifdef UDPLITE_RECV_CSCOV
  check (136, "UDPLITE_RECV_CSCOV", UDPLITE_RECV_CSCOV);
#endif
}

static void
test_option_numbers_255 (void)
{
#ifdef ICMP_FILTER
  check (255, "ICMP_FILTER", ICMP_FILTER);
#endif
}

static void
test_option_numbers_icmpv6 (void)
{
#ifdef ICMPV6_FILTER
  check (58, "ICMPV6_FILTER", ICMPV6_FILTER);
#endif
}

static void
test_option_numbers_packet (void)
{
#ifdef PACKET_ADD_MEMBERSHIP
  check (263, "PACKET_ADD_MEMBERSHIP", PACKET_ADD_MEMBERSHIP);
#endif
#ifdef PACKET_DROP_MEMBERSHIP
  check (263, "PACKET_DROP_MEMBERSHIP", PACKET_DROP_MEMBERSHIP);
#endif
#ifdef PACKET_AUXDATA
  check (263, "PACKET_AUXDATA", PACKET_AUXDATA);
#endif
#ifdef PACKET_ORIGDEV
  check (263, "PACKET_ORIGDEV", PACKET_ORIGDEV);
#endif
#ifdef PACKET_IGNORE_OUTGOING
  check (263, "PACKET_IGNORE_OUTGOING", PACKET_IGNORE_OUTGOING);
#endif
#ifdef PACKET_QDISC_BYPASS
  check (263, "PACKET_QDISC_BYPASS", PACKET_QDISC_BYPASS);
#endif
#ifdef PACKET_STATISTICS
  check (263, "PACKET_STATISTICS", PACKET_STATISTICS);
#endif
#ifdef PACKET_ROLLOVER_STATS
  check (263, "PACKET_ROLLOVER_STATS", PACKET_ROLLOVER_STATS);
#endif
#ifdef PACKET_FANOUT
  check (263, "PACKET_FANOUT", PACKET_FANOUT);
#endif
#ifdef PACKET_FANOUT_DATA
  check (263, "PACKET_FANOUT_DATA", PACKET_FANOUT_DATA);
#endif
#ifdef PACKET_VERSION
  check (263, "PACKET_VERSION", PACKET_VERSION);
#endif
#ifdef PACKET_HDRLEN
  check (263, "PACKET_HDRLEN", PACKET_HDRLEN);
#endif
#ifdef PACKET_RESERVE
  check (263, "PACKET_RESERVE", PACKET_RESERVE);
#endif
#ifdef PACKET_RX_RING
  check (263, "PACKET_RX_RING", PACKET_RX_RING);
#endif
#ifdef PACKET_TX_RING
  check (263, "PACKET_TX_RING", PACKET_TX_RING);
#endif
#ifdef PACKET_LOSS
  check (263, "PACKET_LOSS", PACKET_LOSS);
#endif
#ifdef PACKET_TX_HAS_OFF
  check (263, "PACKET_TX_HAS_OFF", PACKET_TX_HAS_OFF);
#endif
#ifdef PACKET_COPY_THRESH
  check (263, "PACKET_COPY_THRESH", PACKET_COPY_THRESH);
#endif
#ifdef PACKET_TIMESTAMP
  check (263, "PACKET_TIMESTAMP", PACKET_TIMESTAMP);
#endif
#ifdef PACKET_TX_TIMESTAMP
  check (263, "PACKET_TX_TIMESTAMP", PACKET_TX_TIMESTAMP);
#endif
#ifdef PACKET_VNET_HDR
  check (263, "PACKET_VNET_HDR", PACKET_VNET_HDR);
#endif
#ifdef PACKET_VNET_HDR_SZ
  check (263, "PACKET_VNET_HDR_SZ", PACKET_VNET_HDR_SZ);
#endif
#ifdef PACKET_RECV_OUTPUT
  check (263, "PACKET_RECV_OUTPUT", PACKET_RECV_OUTPUT);
#endif
}

static void
test_option_numbers_netlink (void)
{
#ifdef NETLINK_ADD_MEMBERSHIP
  check (270, "NETLINK_ADD_MEMBERSHIP", NETLINK_ADD_MEMBERSHIP);
#endif
#ifdef NETLINK_DROP_MEMBERSHIP
  check (270, "NETLINK_DROP_MEMBERSHIP", NETLINK_DROP_MEMBERSHIP);
#endif
#ifdef NETLINK_LIST_MEMBERSHIPS
  check (270, "NETLINK_LIST_MEMBERSHIPS", NETLINK_LIST_MEMBERSHIPS);
#endif
#ifdef NETLINK_PKTINFO
  check (270, "NETLINK_PKTINFO", NETLINK_PKTINFO);
#endif
#ifdef NETLINK_BROADCAST_ERROR
  check (270, "NETLINK_BROADCAST_ERROR", NETLINK_BROADCAST_ERROR);
#endif
#ifdef NETLINK_NO_ENOBUFS
  check (270, "NETLINK_NO_ENOBUFS", NETLINK_NO_ENOBUFS);
#endif
#ifdef NETLINK_LISTEN_ALL_NSID
  check (270, "NETLINK_LISTEN_ALL_NSID", NETLINK_LISTEN_ALL_NSID);
#endif
#ifdef NETLINK_CAP_ACK
  check (270, "NETLINK_CAP_ACK", NETLINK_CAP_ACK);
#endif
#ifdef NETLINK_EXT_ACK
  check (270, "NETLINK_EXT_ACK", NETLINK_EXT_ACK);
#endif
#ifdef NETLINK_GET_STRICT_CHK
  check (270, "NETLINK_GET_STRICT_CHK", NETLINK_GET_STRICT_CHK);
#endif
#ifdef NETLINK_RX_RING
  check (270, "NETLINK_RX_RING", NETLINK_RX_RING);
#endif
#ifdef NETLINK_TX_RING
  check (270, "NETLINK_TX_RING", NETLINK_TX_RING);
#endif
}

static void
test_option_numbers_vsock (void)
{
#ifdef SO_VM_SOCKETS_BUFFER_SIZE
  check (40, "SO_VM_SOCKETS_BUFFER_SIZE", SO_VM_SOCKETS_BUFFER_SIZE);
#endif
#ifdef SO_VM_SOCKETS_BUFFER_MIN_SIZE
  check (40, "SO_VM_SOCKETS_BUFFER_MIN_SIZE", SO_VM_SOCKETS_BUFFER_MIN_SIZE);
#endif
#ifdef SO_VM_SOCKETS_BUFFER_MAX_SIZE
  check (40, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", SO_VM_SOCKETS_BUFFER_MAX_SIZE);
#endif
#ifdef SO_VM_SOCKETS_CONNECT_TIMEOUT
  check (40, "SO_VM_SOCKETS_CONNECT_TIMEOUT", SO_VM_SOCKETS_CONNECT_TIMEOUT);
#endif
#ifdef SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW
  check (40, "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW);
#endif
#ifdef SO_VM_SOCKETS_PEER_HOST_VM_ID
  check (40, "SO_VM_SOCKETS_PEER_HOST_VM_ID", SO_VM_SOCKETS_PEER_HOST_VM_ID);
#endif
#ifdef SO_VM_SOCKETS_TRUSTED
  check (40, "SO_VM_SOCKETS_TRUSTED", SO_VM_SOCKETS_TRUSTED);
#endif
#ifdef SO_VM_SOCKETS_NONBLOCK_TXRX
  check (40, "SO_VM_SOCKETS_NONBLOCK_TXRX", SO_VM_SOCKETS_NONBLOCK_TXRX);
#endif
}

/* All but the few that are newer than the headers. */
static void
test_option_numbers_all (void)
{
  guint n_options;

  sockeye_option_list (&n_options);
  g_assert_cmpuint (n_checked, <=, n_options);
  g_assert_cmpuint (n_checked, >=, n_options * 85 / 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/option/numbers/socket", test_option_numbers_socket);
  g_test_add_func ("/sockeye/option/numbers/ip", test_option_numbers_ip);
  g_test_add_func ("/sockeye/option/numbers/ipv6", test_option_numbers_ipv6);
  g_test_add_func ("/sockeye/option/numbers/tcp", test_option_numbers_tcp);
  g_test_add_func ("/sockeye/option/numbers/284", test_option_numbers_284);
  g_test_add_func ("/sockeye/option/numbers/udp", test_option_numbers_udp);
  g_test_add_func ("/sockeye/option/numbers/udplite", test_option_numbers_udplite);
  g_test_add_func ("/sockeye/option/numbers/255", test_option_numbers_255);
  g_test_add_func ("/sockeye/option/numbers/icmpv6", test_option_numbers_icmpv6);
  g_test_add_func ("/sockeye/option/numbers/packet", test_option_numbers_packet);
  g_test_add_func ("/sockeye/option/numbers/netlink", test_option_numbers_netlink);
  g_test_add_func ("/sockeye/option/numbers/vsock", test_option_numbers_vsock);
  g_test_add_func ("/sockeye/option/numbers/all", test_option_numbers_all);
  return g_test_run ();
}
