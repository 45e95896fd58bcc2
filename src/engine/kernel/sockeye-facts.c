/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-facts-private.h"

#include "sockeye-diag-private.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* Messages counted at most: each look walks over those before it (1,024 peeks
 * take 15 ms, and 135 ms behind 5,000 others). */
#define SOCKEYE_FACTS_MAX_COUNT 1024

/* -1 wherever the kernel has not told. */
void
_sockeye_facts_init (SockeyeFacts *facts)
{
  memset (facts, 0, sizeof *facts);
  facts->in_bytes = facts->in_messages = -1;
  facts->out_bytes = facts->out_unsent = -1;
  facts->at_mark = -1;
  facts->n_accept = facts->max_accept = -1;
  facts->tcp_state = -1;
  facts->retransmits = facts->total_retransmits = -1;
  facts->rtt = facts->send_window = -1;
}

static int
sockeye_facts_ask (int           fd,
                   unsigned long request)
{
  int value = -1;

  return ioctl (fd, request, &value) == 0 ? value : -1;
}

static void
sockeye_facts_read_lamps (SockeyeFacts *facts,
                          int           fd)
{
  struct pollfd poll_fd = { fd, POLLIN | POLLOUT | POLLPRI | POLLRDHUP, 0 };

  if (poll (&poll_fd, 1, 0) >= 0)
    facts->lamps = poll_fd.revents;
}

static void
sockeye_facts_read_tcp (SockeyeFacts *facts,
                        int           fd)
{
  struct tcp_info info = { 0 };
  socklen_t length = sizeof info;

  if (getsockopt (fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
    return;
  facts->tcp_state = info.tcpi_state;
  /* On a listener these two are the accept queue and its limit
   * (net/ipv4/tcp.c, tcp_get_info). */
  if (info.tcpi_state == SOCKEYE_TCP_LISTEN)
    {
      facts->n_accept = (int) info.tcpi_unacked;
      facts->max_accept = (int) info.tcpi_sacked;
      return;
    }
  facts->retransmits = info.tcpi_retransmits;
  facts->total_retransmits = (int) info.tcpi_total_retrans;
  facts->rtt = (int) info.tcpi_rtt;
  facts->send_window = (int) info.tcpi_snd_cwnd;
}

static void
sockeye_facts_read_memory (SockeyeFacts *facts,
                           int           fd)
{
  socklen_t length = sizeof facts->memory;

  facts->has_memory = getsockopt (fd, SOL_SOCKET, SO_MEMINFO, facts->memory, &length) == 0
                      && length == sizeof facts->memory;
}

/* Looks at the messages behind those counted, one after another, and takes
 * none (SO_PEEK_OFF, socket(7)). The offset is the user's own where it is set. */
static void
sockeye_facts_count (SockeyeFacts   *facts,
                     int             fd,
                     SockeyeCounted *counted)
{
  int offset = 0;
  socklen_t length = sizeof offset;

  if (getsockopt (fd, SOL_SOCKET, SO_PEEK_OFF, &offset, &length) != 0 || offset >= 0)
    return;
  while (counted->n < SOCKEYE_FACTS_MAX_COUNT)
    {
      gssize size;

      offset = (int) MIN (counted->bytes, G_MAXINT);
      if (setsockopt (fd, SOL_SOCKET, SO_PEEK_OFF, &offset, sizeof offset) != 0)
        return;
      size = recv (fd, NULL, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
      /* Behind the last message of a peer that closed comes the end, which is
       * no message, again and again. */
      if (size < 0 || (size == 0 && facts->lamps & POLLRDHUP))
        break;
      counted->n++;
      counted->bytes += size;
    }
  offset = -1;
  setsockopt (fd, SOL_SOCKET, SO_PEEK_OFF, &offset, sizeof offset);
  facts->in_messages = counted->n;
  facts->more_messages = counted->n == SOCKEYE_FACTS_MAX_COUNT;
}

/* SIOCINQ of SEQPACKET is the sum of all messages (net/unix/af_unix.c). */
static void
sockeye_facts_read_messages (SockeyeFacts   *facts,
                             int             fd,
                             int             family,
                             int             type,
                             SockeyeCounted *counted)
{
  if (!(facts->lamps & POLLIN))
    {
      if (counted != NULL)
        memset (counted, 0, sizeof *counted);
      facts->in_messages = 0;
      facts->in_bytes = 0;
      return;
    }
  /* Any receive would take a queued error away (SO_ERROR): leave it. */
  if (facts->lamps & POLLERR)
    return;
  if (counted != NULL)
    sockeye_facts_count (facts, fd, counted);
  /* NETLINK and others have no SIOCINQ at all. */
  facts->in_bytes = type == SOCK_SEQPACKET ? -1 : sockeye_facts_ask (fd, SIOCINQ);
  /* An overrun may come at any time, and to look would take its error away. */
  if (facts->in_bytes < 0 && family != AF_NETLINK)
    facts->in_bytes = facts->in_messages == 0
                        ? 0
                        : (int) recv (fd, NULL, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
}

/**
 * _sockeye_facts_read:
 * @facts: (out): what the kernel says now
 * @listening: whether fd is a listener
 * @counted: (inout) (nullable): what was counted of the messages that wait;
 *   %NULL where another process uses the same socket: counting sets SO_PEEK_OFF
 *   for a moment, which that one would see
 *
 * A dozen system calls, none of which waits: some microseconds. The time is
 * left to the caller.
 */
void
_sockeye_facts_read (SockeyeFacts   *facts,
                     int             fd,
                     int             family,
                     int             type,
                     gboolean        listening,
                     SockeyeCounted *counted)
{
  gboolean inet = family == AF_INET || family == AF_INET6;

  _sockeye_facts_init (facts);
  sockeye_facts_read_lamps (facts, fd);
  sockeye_facts_read_memory (facts, fd);
  if (inet && type == SOCK_STREAM)
    sockeye_facts_read_tcp (facts, fd);
  if (listening)
    {
      if (family == AF_UNIX)
        _sockeye_diag_read_unix_listener (fd, &facts->n_accept, &facts->max_accept);
      return;
    }
  /* Once closed, TCP's counters say nothing of bytes any more. */
  if (facts->tcp_state != SOCKEYE_TCP_CLOSE)
    facts->out_bytes = sockeye_facts_ask (fd, SIOCOUTQ);
  if (facts->tcp_state >= 0 && facts->tcp_state != SOCKEYE_TCP_CLOSE)
    facts->out_unsent = sockeye_facts_ask (fd, SIOCOUTQNSD);
  if (type != SOCK_STREAM)
    {
      sockeye_facts_read_messages (facts, fd, family, type, counted);
      return;
    }
  facts->in_bytes = sockeye_facts_ask (fd, SIOCINQ);
  facts->at_mark = sockeye_facts_ask (fd, SIOCATMARK);
}

void
_sockeye_counted_take (SockeyeCounted *counted,
                       gsize           length)
{
  counted->n = MAX (counted->n - 1, 0);
  counted->bytes -= MIN (counted->bytes, length);
}

/**
 * sockeye_facts_equal:
 *
 * Returns: whether both say the same, whenever they were read
 */
gboolean
sockeye_facts_equal (const SockeyeFacts *self,
                     const SockeyeFacts *other)
{
  SockeyeFacts copy = *self;

  copy.time = other->time;
  return memcmp (&copy, other, sizeof copy) == 0;
}

/**
 * sockeye_tcp_state_to_string:
 * @state: as TCP_INFO has it
 *
 * Returns: (transfer none): its name in RFC 9293, as netstat prints it, "?"
 *   for a number that has none
 */
const char *
sockeye_tcp_state_to_string (int state)
{
  static const char *const names[] = {
    "?",         "ESTABLISHED", "SYN_SENT",   "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2",
    "TIME_WAIT", "CLOSE",       "CLOSE_WAIT", "LAST_ACK", "LISTEN",    "CLOSING",
  };

  return state > 0 && state < (int) G_N_ELEMENTS (names) ? names[state] : names[0];
}
