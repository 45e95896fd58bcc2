/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The table of explanations, in one file for each group of calls. */

#pragma once

#include "sockeye-explain.h"

G_BEGIN_DECLS

/* What must be true of a call and of its socket at the time for a row to hold:
 * all of the bits. */
typedef enum
{
  SOCKEYE_WHEN_ANY = 0,
  SOCKEYE_WHEN_UNIX = 1 << 0,
  SOCKEYE_WHEN_INET = 1 << 1,           /* IPv4 or IPv6 */
  SOCKEYE_WHEN_ABSTRACT = 1 << 2,       /* the address is an abstract name: unix(7) */
  SOCKEYE_WHEN_LINK_LOCAL = 1 << 3,     /* the address is fe80:: without an interface: ipv6(7) */
  SOCKEYE_WHEN_STREAM = 1 << 4,
  SOCKEYE_WHEN_DATAGRAM = 1 << 5,
  SOCKEYE_WHEN_FRESH = 1 << 6,          /* neither bound nor connected */
  SOCKEYE_WHEN_BOUND = 1 << 7,          /* or further: it has an address of its own */
  SOCKEYE_WHEN_LISTENING = 1 << 8,
  SOCKEYE_WHEN_CONNECTED = 1 << 9,
  SOCKEYE_WHEN_NOT_CONNECTED = 1 << 10,
  SOCKEYE_WHEN_WRITE_SHUT = 1 << 11,    /* by our own shutdown(2) */
  SOCKEYE_WHEN_RESET = 1 << 12,         /* broken off before this call */
  SOCKEYE_WHEN_URGENT = 1 << 13,        /* the call was made with MSG_OOB */
  SOCKEYE_WHEN_ERROR_QUEUE = 1 << 14,   /* the call was made with MSG_ERRQUEUE */
  SOCKEYE_WHEN_NETLINK = 1 << 16,
  SOCKEYE_WHEN_PACKET = 1 << 17,
  SOCKEYE_WHEN_VSOCK = 1 << 18,
  SOCKEYE_WHEN_RAW = 1 << 19,           /* SOCK_RAW */
  SOCKEYE_WHEN_PING = 1 << 20,          /* SOCK_DGRAM of ICMP: icmp(7) */
} SockeyeWhen;

/**
 * SockeyeExplanation:
 *
 * What an error in a call comes from, and what to try: whole sentences. Of
 * the rows for one call and error the first that holds counts, so that those
 * with more conditions stand before the one for any state.
 */
typedef struct
{
  SockeyeVerb  verb;   /* NONE: whichever call */
  SockeyeWhen  when;
  int          code;   /* an errno, or an EAI_ code, which is negative; 0 ends a table */
  const char  *cause;
  const char  *remedy;
} SockeyeExplanation;

extern const SockeyeExplanation _sockeye_explain_families[];
extern const SockeyeExplanation _sockeye_explain_names[];
extern const SockeyeExplanation _sockeye_explain_setup[];
extern const SockeyeExplanation _sockeye_explain_option[];
extern const SockeyeExplanation _sockeye_explain_connect[];
extern const SockeyeExplanation _sockeye_explain_send[];
extern const SockeyeExplanation _sockeye_explain_recv[];
extern const SockeyeExplanation _sockeye_explain_any[];

G_END_DECLS
