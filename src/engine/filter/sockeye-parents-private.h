/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Who accepted which socket, as the rows of accept() tell: kept when those rows
 * are trimmed, since the sockets may live on. */

#pragma once

#include "journal/sockeye-span-private.h"

G_BEGIN_DECLS

typedef struct
{
  GArray  *ids;   /* SockeyeSocketId, by the number of the socket accepted; 0: none */
  GBytes  *bytes; /* the same, for other threads; NULL: to be made anew */
  guint64  seen;  /* number of the last row that was looked at */
} SockeyeParents;

void    _sockeye_parents_init      (SockeyeParents *self);
void    _sockeye_parents_clear     (SockeyeParents *self);
/* Learns from the rows that came since. */
void    _sockeye_parents_follow    (SockeyeParents *self,
                                    SockeyeJournal *journal);
/* (transfer none): as it is now; does not change any more. */
GBytes *_sockeye_parents_get_bytes (SockeyeParents *self);

G_END_DECLS
