/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "call/sockeye-types.h"

#include <linux/sock_diag.h>

G_BEGIN_DECLS

/**
 * SockeyeFacts:
 *
 * What the kernel says of a socket at one moment, beside its addresses: what
 * waits to be taken, what waits to be sent, and its own state. -1 where the
 * kernel does not tell for this kind of socket. Read after each call and at
 * each edge of a by-hand socket; of an automatic one only when asked for by
 * sockeye_session_look().
 */
typedef struct
{
  gint64   time;          /* when it was read: CLOCK_MONOTONIC, ns; 0: never */
  int      lamps;         /* poll(2): POLLIN, POLLOUT, POLLPRI, POLLRDHUP, POLLHUP, POLLERR */
  int      in_bytes;      /* SIOCINQ: of a stream the bytes that wait, up to the urgent mark
                           * (tcp(7)); otherwise those of the next message (udp(7)) */
  int      in_messages;   /* messages that wait, counted with SO_PEEK_OFF (socket(7)) */
  gboolean more_messages; /* or more: counting is bounded */
  int      out_bytes;     /* SIOCOUTQ: bytes that the peer has not acknowledged (TCP), or that
                           * have not left the send buffer */
  int      out_unsent;    /* SIOCOUTQNSD: of those, not sent yet; TCP only */
  int      at_mark;       /* sockatmark(3): 1 at the urgent mark */
  int      n_accept;      /* of a listener: connections that wait for accept() */
  int      max_accept;    /* its backlog, as the kernel keeps it: it admits one more */
  int      tcp_state;     /* TCP_ESTABLISHED and the like (netinet/tcp.h) */
  int      retransmits;   /* TCP_INFO: times the oldest segment was sent again in vain */
  int      total_retransmits;
  int      rtt;           /* TCP_INFO: smoothed round trip, us */
  int      send_window;   /* TCP_INFO: congestion window, in segments */
  gboolean has_memory;    /* whether memory is filled */
  guint32  memory[SK_MEMINFO_VARS]; /* SO_MEMINFO, by SK_MEMINFO_RMEM_ALLOC and the like */
} SockeyeFacts;

/* Of TCP's states, those that are asked for by number: net/tcp_states.h of the
 * kernel, which no header for programs has beside linux/tcp.h. */
#define SOCKEYE_TCP_SYN_SENT 2
#define SOCKEYE_TCP_CLOSE    7
#define SOCKEYE_TCP_LISTEN   10

const char *sockeye_tcp_state_to_string (int                 state);
gboolean    sockeye_facts_equal         (const SockeyeFacts *self,
                                         const SockeyeFacts *other);

G_END_DECLS
