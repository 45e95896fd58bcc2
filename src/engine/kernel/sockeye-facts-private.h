/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Asking the kernel of a socket: our own questions, which take nothing from it
 * and are no rows. */

#pragma once

#include "sockeye-facts.h"

G_BEGIN_DECLS

/* The messages at the head of a receive queue that were counted: each is looked
 * at once, however often it is asked how many wait. */
typedef struct
{
  int     n;
  guint64 bytes;
} SockeyeCounted;

void _sockeye_facts_init  (SockeyeFacts   *facts);
void _sockeye_facts_read  (SockeyeFacts   *facts,
                           int             fd,
                           int             family,
                           int             type,
                           gboolean        listening,
                           SockeyeCounted *counted);
/* A message of this length, uncut, was taken from the head. */
void _sockeye_counted_take (SockeyeCounted *counted,
                            gsize           length);

G_END_DECLS
