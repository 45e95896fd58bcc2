/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The writer's side of the journal (the reactor's thread), its flush (the
 * session's thread), and the record that both share. */

#pragma once

#include "sockeye-journal.h"

G_BEGIN_DECLS

/**
 * SockeyeRecord:
 *
 * One row in memory. Never changes once published.
 */
typedef struct
{
  gint64  time;     /* CLOCK_MONOTONIC at return, ns */
  guint64 data;     /* place of the payload, from _sockeye_journal_commit/_store */
  guint64 position; /* byte offset in the stream, or message index, in its direction */
  gint32  result;   /* >= 0: result; < 0: -errno, or the EAI code with BIT_EAI;
                     * kind EVENT: a SockeyeNews */
  guint32 duration; /* us, saturating */
  guint32 kept;     /* payload bytes kept */
  guint32 asked;    /* bytes asked */
  guint32 flags;    /* flags passed */
  guint32 socket;   /* SockeyeSocketId */
  guint32 extra;    /* place in the chunk's extra area; set by append; 0: none */
  guint8  verb;     /* SockeyeVerb */
  guint8  kind;     /* SockeyeKind */
  guint16 bits;     /* SockeyeBits */
} SockeyeRecord;
G_STATIC_ASSERT (sizeof (SockeyeRecord) <= 64);

/* What else belongs to a row: a list of (tag, length, bytes). */
typedef enum
{
  SOCKEYE_EXTRA_ADDRESS = 1, /* sockaddr given as an argument */
  SOCKEYE_EXTRA_HOST,        /* host as typed, UTF-8 without NUL */
  SOCKEYE_EXTRA_PORT,        /* guint32, of a host without a sockaddr */
  SOCKEYE_EXTRA_PEER,        /* sockaddr that the kernel returned */
  SOCKEYE_EXTRA_ARGS,        /* gint32[]: family, type, protocol | level, option, value
                              * | backlog | how | for getaddrinfo family, type, flags */
  SOCKEYE_EXTRA_CHILD,       /* SockeyeSocketId: the accepted peer */
  SOCKEYE_EXTRA_TEXT,        /* UTF-8: a note, the host name, a remark */
  SOCKEYE_EXTRA_ANSWER,      /* sockaddr; one for each answer of a look-up */
  SOCKEYE_EXTRA_MSG_FLAGS,   /* gint32: flags that recvmsg(2) returned */
  SOCKEYE_EXTRA_CONTROL,     /* control messages as received, or as sent: there socket ids stand
                              * in place of descriptors */
  SOCKEYE_EXTRA_CAUSE,       /* guint64: number of the row that this one goes back to */
  SOCKEYE_EXTRA_COUNT,       /* guint32: datagrams of one recvmmsg(2), peers reset, bytes
                              * discarded, or unread with BIT_BROKEN; the last one with BIT_TRUNCATED: the true length */
  SOCKEYE_EXTRA_SITUATION,   /* SockeyeSituation: not of a successful accept, send or receive */
  SOCKEYE_EXTRA_MADE,        /* gint32[3]: family, type, protocol of the socket that the
                              * kernel made, where it is not what was asked for */
  SOCKEYE_EXTRA_CANONICAL,   /* UTF-8: the canonical name that a look-up gave */
  SOCKEYE_EXTRA_PASSED,      /* guint32 SockeyeSocketId or 0, UTF-8: a descriptor that came */
  SOCKEYE_EXTRA_ROOM,        /* guint32: the bytes for control messages that were asked for */
  SOCKEYE_EXTRA_NETLINK,     /* gint32: protocol of the AF_NETLINK socket, of a send or receive */
  SOCKEYE_EXTRA_OPTION,      /* the bytes that setsockopt() set or getsockopt() gave */
  SOCKEYE_EXTRA_READ_BACK,   /* what the kernel made of them, where that differs */
} SockeyeExtraTag;

void           _sockeye_extra_add             (GByteArray            *extra,
                                               SockeyeExtraTag        tag,
                                               gconstpointer          data,
                                               gsize                  size);
/* Borrowed bytes of the nth entry with this tag, or NULL. */
const guint8  *_sockeye_extra_find            (const guint8          *extra,
                                               gsize                  extra_size,
                                               SockeyeExtraTag        tag,
                                               guint                  nth,
                                               gsize                 *size);

/* Writer: the reactor's thread. */

/* Room for size contiguous bytes of payload, to receive into. Valid until the
 * next reserve or store. Never NULL. */
guint8        *_sockeye_journal_reserve       (SockeyeJournal        *self,
                                               gsize                  size);
/* Keeps the first size bytes of the room reserved last; returns their place
 * (for SockeyeRecord.data). */
guint64        _sockeye_journal_commit        (SockeyeJournal        *self,
                                               gsize                  size);
/* How many of size bytes a row keeps; fewer: it has SOCKEYE_BIT_PARTIAL. */
gsize          _sockeye_journal_limit         (SockeyeJournal        *self,
                                               gsize                  size);
/* Keeps bytes, the first kept of them: a small one is copied, a large one becomes
 * a segment of its own that holds a reference. Returns their place, to which an
 * offset may be added.
 * Only for a row that is appended soon: payload that no row points to is
 * dropped when the rows around it go. */
guint64        _sockeye_journal_store         (SockeyeJournal        *self,
                                               GBytes                *bytes,
                                               gsize                 *kept);
/* Appends a row; extra may be NULL. Returns its number (from 1). */
guint64        _sockeye_journal_append        (SockeyeJournal        *self,
                                               const SockeyeRecord   *record,
                                               const GByteArray      *extra);
/* TRUE when unpublished rows have reached half the bound, or what lies beside
 * them more than its own: stop reading. */
gboolean       _sockeye_journal_is_full       (SockeyeJournal        *self);

/* Session's thread. */

/* Publishes what was appended, trims to the bounds, emits items-changed
 * (removals first). Returns the number of the last visible row. */
guint64        _sockeye_journal_publish       (SockeyeJournal        *self);

G_END_DECLS
