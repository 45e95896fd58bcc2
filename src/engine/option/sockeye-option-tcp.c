/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* IPPROTO_TCP: tcp(7) and linux/tcp.h; SOL_MPTCP: linux/mptcp.h. */

#include "config.h"

#include "sockeye-option-private.h"

#include <linux/tcp.h>

#define LEVEL      IPPROTO_TCP
#define LEVEL_NAME "IPPROTO_TCP"

#define TCP FAMILIES (AF_INET, AF_INET6), PROTOCOLS (IPPROTO_TCP, IPPROTO_MPTCP)

static const SockeyeOptionChoice repair[] = {
  { TCP_REPAIR_ON, "TCP_REPAIR_ON", N_("on") },
  { TCP_REPAIR_OFF, "TCP_REPAIR_OFF", N_("off") },
  { TCP_REPAIR_OFF_NO_WP, "TCP_REPAIR_OFF_NO_WP", N_("off, without a window probe") },
  { 0 },
};

static const SockeyeOptionChoice queues[] = {
  CHOICE (TCP_NO_QUEUE, N_("neither")),
  CHOICE (TCP_RECV_QUEUE, N_("the receive queue")),
  CHOICE (TCP_SEND_QUEUE, N_("the send queue")),
  { 0 },
};

const SockeyeOption _sockeye_options_tcp[] = {
  OPTION (TCP_NODELAY, SWITCH, RW, TCP,
          TEXT (N_("Send at once, however little: no Nagle algorithm"), "tcp(7)")),
  OPTION (TCP_CORK, SWITCH, RW, TCP,
          TEXT (N_("Hold back what does not fill a segment, at most 200 ms"), "tcp(7)")),
  OPTION (TCP_QUICKACK, SWITCH, RW, TCP,
          TEXT (N_("Acknowledge at once; the kernel may return to delaying"), "tcp(7)")),
  OPTION (TCP_MAXSEG, NUMBER, RW, TCP, RANGE (0, 32767), UNIT (N_("bytes")),
          TEXT (N_("The most bytes of data in a segment"), "tcp(7)")),
  OPTION (TCP_KEEPIDLE, NUMBER, RW, TCP, RANGE (1, 32767), UNIT (N_("s")),
          TEXT (N_("With SO_KEEPALIVE: so long idle before the first probe"), "tcp(7)")),
  OPTION (TCP_KEEPINTVL, NUMBER, RW, TCP, RANGE (1, 32767), UNIT (N_("s")),
          TEXT (N_("With SO_KEEPALIVE: so long between two probes"), "tcp(7)")),
  OPTION (TCP_KEEPCNT, NUMBER, RW, TCP, RANGE (1, 127), UNIT (N_("probes")),
          TEXT (N_("With SO_KEEPALIVE: so many in vain end the connection"), "tcp(7)")),
  OPTION (TCP_USER_TIMEOUT, NUMBER, RW, TCP, RANGE (0, G_MAXINT), UNIT (N_("ms")),
          TEXT (N_("How long sent data may stay unacknowledged; 0: the kernel's default"),
                "tcp(7)")),
  OPTION (TCP_SYNCNT, NUMBER, RW, TCP, RANGE (1, 127), UNIT (N_("tries")),
          TEXT (N_("How often a connect repeats its SYN"), "tcp(7)")),
  OPTION (TCP_LINGER2, NUMBER, RW, TCP, RANGE (-1, G_MAXINT), UNIT (N_("s")),
          TEXT (N_("How long a closed socket waits for the peer's FIN"), "tcp(7)")),
  OPTION (TCP_DEFER_ACCEPT, NUMBER, RW, TCP, RANGE (0, G_MAXINT), UNIT (N_("s")),
          TEXT (N_("Hand a connection to accept only once data came, or after so long"), "tcp(7)")),
  OPTION (TCP_WINDOW_CLAMP, NUMBER, RW, TCP, RANGE (0, G_MAXINT), UNIT (N_("bytes")),
          TEXT (N_("The largest window that is announced to the peer"), "tcp(7)")),
  OPTION (TCP_CONGESTION, STRING, RW, TCP,
          NEEDS_WHEN ("CAP_NET_ADMIN", N_("for those that are not allowed to all")),
          TEXT (N_("The congestion control algorithm, such as cubic or reno"), "tcp(7)")),
  OPTION (TCP_NOTSENT_LOWAT, NUMBER, RW, TCP, RANGE (0, G_MAXUINT32), UNIT (N_("bytes")),
          TEXT (N_("Count as writable while fewer bytes than this were not sent"), "linux/tcp.h")),
  OPTION (TCP_FASTOPEN, NUMBER, RW, TCP, RANGE (0, G_MAXINT), UNIT (N_("connections")),
          TEXT (N_("A listener accepts data in SYNs, of so many at a time"), "tcp(7)")),
  OPTION (TCP_FASTOPEN_CONNECT, SWITCH, RW, TCP,
          TEXT (N_("Connect sends its SYN with the first data"), "tcp(7)")),
  OPTION (TCP_FASTOPEN_NO_COOKIE, SWITCH, RW, TCP,
          TEXT (N_("Fast open without a cookie"), "linux/tcp.h")),
  SIZED (TCP_FASTOPEN_KEY, BYTES, 32, RW, TCP, RANGE (16, 32),
         TEXT (N_("The key for fast open's cookies: 16 or 32 bytes"), "linux/tcp.h")),
  OPTION (TCP_THIN_LINEAR_TIMEOUTS, SWITCH, RW, TCP,
          TEXT (N_("Do not double the timeouts of a stream with few packets"), "linux/tcp.h")),
  OPTION (TCP_THIN_DUPACK, SWITCH, RW, TCP, TEXT (N_("Obsolete, ignored"), "linux/tcp.h")),
  OPTION (TCP_TX_DELAY, NUMBER, RW, TCP, RANGE (0, G_MAXINT), UNIT (N_("µs")),
          TEXT (N_("Delay what is sent, for trying"), "linux/tcp.h")),
  NAMED ("TCP_RTO_MAX_MS", 44, NUMBER, RW, TCP, RANGE (1000, 120000), UNIT (N_("ms")),
         TEXT (N_("The longest time before a segment is sent again"), "linux/tcp.h")),
  NAMED ("TCP_RTO_MIN_US", 45, NUMBER, RW, TCP, RANGE (1, G_MAXINT), UNIT (N_("µs")),
         TEXT (N_("The shortest time before a segment is sent again"), "linux/tcp.h")),
  NAMED ("TCP_DELACK_MAX_US", 46, NUMBER, RW, TCP, RANGE (1, G_MAXINT), UNIT (N_("µs")),
         TEXT (N_("The longest time that an acknowledgement is delayed"), "linux/tcp.h")),
  OPTION (TCP_INQ, SWITCH, RW, TCP,
          TEXT (N_("Receive with the data how many bytes are left"), "linux/tcp.h")),
  OPTION (TCP_SAVE_SYN, NUMBER, RW, TCP, RANGE (0, 2),
          TEXT (N_("A listener keeps the headers of SYNs; 2: from the link layer on"),
                "linux/tcp.h")),
  SIZED (TCP_SAVED_SYN, BYTES, 512, RC, TCP,
         TEXT (N_("The headers of the SYN that made this connection; once"), "linux/tcp.h")),
  SIZED (TCP_INFO, BYTES, 512, R, TCP,
         TEXT (N_("What TCP knows of the connection: struct tcp_info"), "tcp(7)")),
  OPTION (TCP_CC_INFO, BYTES, R, TCP,
          TEXT (N_("What the congestion control knows"), "linux/tcp.h")),
  NAMED ("TCP_IS_MPTCP", 43, SWITCH, R, TCP,
         TEXT (N_("Whether the connection is MPTCP"), "linux/tcp.h")),
  SIZED (TCP_ULP, STRING, 16, RW, TCP,
         TEXT (N_("A protocol between TCP and the program, such as tls; once connected"),
               "linux/tcp.h")),
  OPTION (TCP_TIMESTAMP, NUMBER, RW | SOCKEYE_OPTION_MOVES, TCP, RANGE (0, G_MAXUINT32),
          NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("The clock of TCP's time stamps; set in repair only"), "linux/tcp.h")),
  OPTION (TCP_REPAIR, CHOICE, RW, TCP, NEEDS ("CAP_NET_ADMIN"), .choices = repair,
          TEXT (N_("Repair: move a connection to another socket without packets"), "linux/tcp.h")),
  OPTION (TCP_REPAIR_QUEUE, CHOICE, RW, TCP, NEEDS ("CAP_NET_ADMIN"), .choices = queues,
          TEXT (N_("In repair: which queue is read and written"), "linux/tcp.h")),
  OPTION (TCP_QUEUE_SEQ, NUMBER, RW, TCP, RANGE (0, G_MAXUINT32), NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("In repair: the sequence number of the queue"), "linux/tcp.h")),
  OPTION (TCP_REPAIR_OPTIONS, BYTES, WA, TCP, NEEDS ("CAP_NET_ADMIN"),
          TEXT (N_("In repair: the TCP options that were agreed"), "linux/tcp.h")),
  SIZED (TCP_REPAIR_WINDOW, BYTES, 20, RW, TCP, RANGE (20, 20), NEEDS ("CAP_NET_ADMIN"),
         TEXT (N_("In repair: the windows, struct tcp_repair_window"), "linux/tcp.h")),
  SIZED (TCP_MD5SIG, BYTES, 216, WA, TCP, RANGE (216, 216),
         TEXT (N_("Sign segments for a peer: struct tcp_md5sig"), "tcp(7)")),
  SIZED (TCP_MD5SIG_EXT, BYTES, 216, WA, TCP, RANGE (216, 216),
         TEXT (N_("Sign segments for a network: struct tcp_md5sig"), "linux/tcp.h")),
  NAMED ("TCP_AO_ADD_KEY", 38, BYTES, WA, TCP,
         TEXT (N_("Add a key of TCP-AO: struct tcp_ao_add"), "linux/tcp.h")),
  NAMED ("TCP_AO_DEL_KEY", 39, BYTES, WA, TCP,
         TEXT (N_("Delete a key of TCP-AO: struct tcp_ao_del"), "linux/tcp.h")),
  NAMED ("TCP_AO_INFO", 40, BYTES, WA, TCP,
         TEXT (N_("The state of TCP-AO: struct tcp_ao_info_opt"), "linux/tcp.h")),
  NAMED ("TCP_AO_GET_KEYS", 41, BYTES, SOCKEYE_OPTION_POINTER, TCP,
         TEXT (N_("The keys of TCP-AO; reading needs a structure to begin with"), "linux/tcp.h")),
  NAMED ("TCP_AO_REPAIR", 42, BYTES, WA, TCP, NEEDS ("CAP_NET_ADMIN"),
         TEXT (N_("In repair: the state of TCP-AO"), "linux/tcp.h")),
  OPTION (TCP_ZEROCOPY_RECEIVE, BYTES, SOCKEYE_OPTION_POINTER, TCP,
          TEXT (N_("Receive by mapping memory; needs the address of a mapping"), "linux/tcp.h")),
  { 0 },
};

#undef LEVEL
#undef LEVEL_NAME
#define LEVEL      284 /* SOL_MPTCP */
#define LEVEL_NAME "SOL_MPTCP"
#define MPTCP FAMILIES (AF_INET, AF_INET6), PROTOCOLS (IPPROTO_MPTCP)

const SockeyeOption _sockeye_options_mptcp[] = {
  NAMED ("MPTCP_INFO", 1, BYTES, R, MPTCP,
         TEXT (N_("What MPTCP knows of the connection: struct mptcp_info"), "linux/mptcp.h")),
  NAMED ("MPTCP_TCPINFO", 2, BYTES, SOCKEYE_OPTION_POINTER, MPTCP,
         TEXT (N_("TCP_INFO of each subflow; reading needs a structure to begin with"),
               "linux/mptcp.h")),
  NAMED ("MPTCP_SUBFLOW_ADDRS", 3, BYTES, SOCKEYE_OPTION_POINTER, MPTCP,
         TEXT (N_("The addresses of each subflow; reading needs a structure to begin with"),
               "linux/mptcp.h")),
  NAMED ("MPTCP_FULL_INFO", 4, BYTES, SOCKEYE_OPTION_POINTER, MPTCP,
         TEXT (N_("All of these; reading needs the addresses of memory"), "linux/mptcp.h")),
  { 0 },
};
