/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Who accepted which socket, and with whom a socket is connected, as the rows of
 * accept() and connect() tell: kept when those rows are trimmed, since the
 * sockets may live on. */

#pragma once

#include "journal/sockeye-span-private.h"

G_BEGIN_DECLS

/* Of one socket. */
typedef struct
{
  SockeyeSocketId parent; /* who accepted it; 0: nobody */
  guint32         peer;   /* place of its peer's address, from 1; 0: none is known */
} SockeyeKinEntry;

typedef struct
{
  GArray     *entries;         /* SockeyeKinEntry, by the socket's number */
  GByteArray *addresses;       /* at a place: a byte of length, and a sockaddr */
  GBytes     *entry_bytes;     /* the same, for other threads; NULL: to be made anew */
  GBytes     *address_bytes;
  guint64     seen;            /* number of the last row that was looked at */
} SockeyeKin;

void                   _sockeye_kin_init      (SockeyeKin      *self);
void                   _sockeye_kin_clear     (SockeyeKin      *self);
/* Learns from the rows that came since. */
void                   _sockeye_kin_follow    (SockeyeKin      *self,
                                               SockeyeJournal  *journal);
/* Both (transfer none): as they are now. They do not change any more. */
void                   _sockeye_kin_get_bytes (SockeyeKin      *self,
                                               GBytes         **entries,
                                               GBytes         **addresses);

/* Of what was got; NULL, or 0, is right for nothing known. */
SockeyeSocketId        _sockeye_kin_get_parent (GBytes         *entries,
                                               SockeyeSocketId  socket);
const guint8          *_sockeye_kin_get_peer  (GBytes          *entries,
                                               GBytes          *addresses,
                                               SockeyeSocketId  socket,
                                               gsize           *size);

G_END_DECLS
