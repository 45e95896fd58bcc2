/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-pattern.h"

G_BEGIN_DECLS

/**
 * SockeyeNeedle:
 *
 * A run of bytes to look for, of which some bits may be anything: byte i of the
 * data is right where (data[i] | mask[i]) == bytes[i]. The mask is 0 for a byte
 * that must be exactly so, 0x20 for a letter in either case, 0xff for any byte.
 */
typedef struct
{
  guint8  *bytes;
  guint8  *mask;
  gsize    size;
  gsize    first;  /* two places that are seldom right by chance: the rarest of */
  gsize    second; /* its bytes, and the next rare one; first <= second */
  gboolean wild;   /* it has bytes that may be anything */
  gboolean folded; /* it has letters in either case */
} SockeyeNeedle;

void           _sockeye_needle_init         (SockeyeNeedle       *self,
                                             const guint8        *bytes,
                                             const guint8        *mask,
                                             gsize                size);
void           _sockeye_needle_clear        (SockeyeNeedle       *self);
gboolean       _sockeye_needle_is_at        (const SockeyeNeedle *self,
                                             const guint8        *data);
const guint8  *_sockeye_needle_find         (const SockeyeNeedle *self,
                                             const guint8        *data,
                                             gsize                size);

/* As text whose bytes are given: NUL bytes may be among them. */
SockeyePattern *_sockeye_pattern_new_bytes  (const guint8        *bytes,
                                             gsize                size,
                                             gboolean             ignore_case);
/* Whether the bytes begin with it; of a regular expression: whether it is found. */
gboolean        _sockeye_pattern_begins     (SockeyePattern      *self,
                                             const guint8        *data,
                                             gsize                size);
/* Whether the bytes are it and nothing more; of a regular expression as before. */
gboolean        _sockeye_pattern_equals     (SockeyePattern      *self,
                                             const guint8        *data,
                                             gsize                size);

G_END_DECLS
