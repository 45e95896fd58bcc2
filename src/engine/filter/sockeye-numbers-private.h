/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The numbers of the rows that are shown, ascending. Rows come behind the last and
 * go before the first, both without moving the others. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 *room;
  gsize    head;     /* unused in front */
  gsize    n;
  gsize    capacity; /* of room */
} SockeyeNumbers;

void     _sockeye_numbers_clear       (SockeyeNumbers       *self);
guint64  _sockeye_numbers_get         (const SockeyeNumbers *self,
                                       gsize                 position);
/* Position of the first that is this number or more. */
gsize    _sockeye_numbers_lower_bound (const SockeyeNumbers *self,
                                       guint64               number);
/* They must be in order there. */
void     _sockeye_numbers_insert      (SockeyeNumbers       *self,
                                       gsize                 position,
                                       const guint64        *numbers,
                                       gsize                 n);
void     _sockeye_numbers_remove      (SockeyeNumbers       *self,
                                       gsize                 position,
                                       gsize                 n);

G_END_DECLS
