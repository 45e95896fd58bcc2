/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The words that every part of Sockeye shares: verbs, kinds of row, the
 * stages of a socket, and the id of a socket. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SockeyeSocketId:
 *
 * A socket's number in its session, with how it came to be in the two upper
 * bits, so that a record of four bytes is enough to print its name. Numbers
 * count from 1 and are never reused; 0 is no socket.
 */
typedef guint32 SockeyeSocketId;

typedef enum
{
  SOCKEYE_ORIGIN_CREATED = 0,  /* socket():  s1 */
  SOCKEYE_ORIGIN_ACCEPTED = 1, /* accept():  c2 */
  SOCKEYE_ORIGIN_RECEIVED = 2, /* a descriptor that was received: d3 */
} SockeyeOrigin;

#define SOCKEYE_SOCKET_ID(number, origin) ((SockeyeSocketId) ((number) | ((guint32) (origin) << 30)))
#define SOCKEYE_SOCKET_NUMBER(id)         ((id) & 0x3fffffffu)
#define SOCKEYE_SOCKET_ORIGIN(id)         ((SockeyeOrigin) ((id) >> 30))

char *sockeye_socket_id_to_string (SockeyeSocketId id);

typedef enum
{
  SOCKEYE_VERB_NONE, /* no call: the kernel said it unasked, or a note */
  SOCKEYE_VERB_GETHOSTNAME,
  SOCKEYE_VERB_GETSERVBYNAME,
  SOCKEYE_VERB_GETADDRINFO,
  SOCKEYE_VERB_SOCKET,
  SOCKEYE_VERB_SETSOCKOPT,
  SOCKEYE_VERB_GETSOCKOPT,
  SOCKEYE_VERB_BIND,
  SOCKEYE_VERB_LISTEN,
  SOCKEYE_VERB_ACCEPT,
  SOCKEYE_VERB_CONNECT,
  SOCKEYE_VERB_SEND,
  SOCKEYE_VERB_SENDTO,
  SOCKEYE_VERB_SENDMSG, /* a send, or a sendto, with control messages */
  SOCKEYE_VERB_RECV,
  SOCKEYE_VERB_RECVFROM,
  SOCKEYE_VERB_SHUTDOWN,
  SOCKEYE_VERB_CLOSE,
  SOCKEYE_N_VERBS
} SockeyeVerb;

/* The verb as the C library and Python spell it: "recvfrom". */
const char *sockeye_verb_to_string (SockeyeVerb verb);

/* What a row is, for its icon and word. */
typedef enum
{
  SOCKEYE_KIND_CALL,
  SOCKEYE_KIND_ACCEPT,
  SOCKEYE_KIND_RECV,
  SOCKEYE_KIND_SEND,
  SOCKEYE_KIND_EVENT,
  SOCKEYE_KIND_ERROR,
  SOCKEYE_KIND_NOTE,
  SOCKEYE_KIND_GAP, /* no row: those that were trimmed here, under what is looked at */
} SockeyeKind;

/* "recv", untranslated: words of the field. */
const char *sockeye_kind_to_string (SockeyeKind kind);

typedef enum
{
  SOCKEYE_BIT_AUTOMATIC = 1 << 0,     /* made by automatic mode */
  SOCKEYE_BIT_CONTINUATION = 1 << 1,  /* the rest of an earlier send, see the cause */
  SOCKEYE_BIT_BATCH = 1 << 2,         /* a further datagram of one recvmmsg(2) */
  SOCKEYE_BIT_TRUNCATED = 1 << 3,     /* the kernel cut the datagram to the buffer */
  SOCKEYE_BIT_PARTIAL = 1 << 4,       /* payload kept in part */
  SOCKEYE_BIT_CANCELLED = 1 << 5,     /* cancelled before the kernel answered */
  SOCKEYE_BIT_REFUSED = 1 << 6,       /* refused by Sockeye; no call was made */
  SOCKEYE_BIT_EAI = 1 << 7,           /* the error is an EAI_ code, not an errno */
  SOCKEYE_BIT_END_OF_STREAM = 1 << 8, /* recv() == 0 because the peer shut its side */
  SOCKEYE_BIT_NOW = 1 << 9,           /* Close now: queued bytes were discarded */
  SOCKEYE_BIT_BROKEN = 1 << 10,       /* close broke the connection off: bytes were unread,
                                       * or SO_LINGER said so */
  SOCKEYE_BIT_BY_HAND = 1 << 11,      /* a send that is one call, however much was taken */
} SockeyeBits;

/* What the kernel reports unasked: the result of a row of kind EVENT. */
typedef enum
{
  SOCKEYE_NEWS_NONE,
  SOCKEYE_NEWS_PEER_CLOSED, /* EPOLLRDHUP on a by-hand socket: FIN or the like */
  SOCKEYE_NEWS_HUNG_UP,     /* EPOLLHUP: both directions are over */
  SOCKEYE_NEWS_RESET,       /* EPOLLERR on a connected stream: RST or the like */
  SOCKEYE_NEWS_ERROR,       /* EPOLLERR on another socket: an error is queued */
  SOCKEYE_NEWS_UNLINKED,    /* a UNIX path of ours was removed at close */
  SOCKEYE_NEWS_RESUMED,     /* accepting goes on: a descriptor is free again */
  SOCKEYE_NEWS_DROPPED,     /* the kernel dropped datagrams: n in asked */
  SOCKEYE_NEWS_LATE,        /* EPOLLERR: the error queue has something (IP_RECVERR and the like) */
  SOCKEYE_NEWS_PASSED,      /* descriptors came with a message: see sockeye_event_dup_passed() */
} SockeyeNews;

typedef enum
{
  SOCKEYE_STAGE_CREATED,
  SOCKEYE_STAGE_BOUND,
  SOCKEYE_STAGE_LISTENING,
  SOCKEYE_STAGE_CONNECTING,
  SOCKEYE_STAGE_CONNECTED,
  SOCKEYE_STAGE_CLOSED,
} SockeyeStage;

/* The read end of a connection. The write end is a gboolean: shut or not. */
typedef enum
{
  SOCKEYE_READ_OPEN,
  SOCKEYE_READ_ENDED, /* the peer will send no more */
  SOCKEYE_READ_SHUT,  /* we called shutdown(SHUT_RD) */
} SockeyeReadEnd;

typedef enum
{
  SOCKEYE_BADGE_CREATED,
  SOCKEYE_BADGE_BOUND,
  SOCKEYE_BADGE_LISTENING,
  SOCKEYE_BADGE_CONNECTING,
  SOCKEYE_BADGE_CONNECTED,
  SOCKEYE_BADGE_PEER_CLOSED,
  SOCKEYE_BADGE_SENDING_CLOSED,
  SOCKEYE_BADGE_RESET,
  SOCKEYE_BADGE_CLOSED,
} SockeyeBadge;

/* "PEER CLOSED", translated. */
const char *sockeye_badge_to_string (SockeyeBadge badge);

/**
 * SockeyeSituation:
 *
 * A socket as it was when a call was made on it, so that what the call gave
 * can be explained later.
 */
typedef struct
{
  int            family;
  int            type;
  int            protocol;
  SockeyeStage   stage;
  SockeyeReadEnd read_end;
  gboolean       write_shut; /* we called shutdown(SHUT_WR) */
  gboolean       reset;      /* the connection was broken off before */
} SockeyeSituation;

/* A stable lower-case word for style classes and tests: "peer-closed". */
const char *sockeye_badge_to_nick (SockeyeBadge badge);

/**
 * SOCKEYE_ERROR:
 *
 * What the caller did wrong, before any system call was made. What the
 * kernel or a peer did is never a #GError but a row of the journal.
 */
#define SOCKEYE_ERROR (sockeye_error_quark ())
typedef enum
{
  SOCKEYE_ERROR_HOST,      /* the Host, or the Path, is not right */
  SOCKEYE_ERROR_PORT,      /* the Port is not right */
  SOCKEYE_ERROR_OPTION,    /* the value of an option is not right */
  SOCKEYE_ERROR_PAYLOAD,   /* an escape or a digit is not right */
  SOCKEYE_ERROR_NO_SOCKET, /* no such socket, or it is closed */
  SOCKEYE_ERROR_BUSY,      /* a call in this direction already waits */
  SOCKEYE_ERROR_REFUSED,   /* the call is not possible now; the message says why */
  SOCKEYE_ERROR_FAILED,    /* a step of an example failed */
  SOCKEYE_ERROR_FILTER,    /* a filter, or what is to be found, is not right */
} SockeyeError;
GQuark sockeye_error_quark (void);

G_END_DECLS
