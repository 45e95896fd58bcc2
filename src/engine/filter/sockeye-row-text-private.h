/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a row says in words, for filters and Find: its call without the data,
 * what it returned, and its address, each in a line. Most rows of a flood say
 * the same, which is written once. */

#pragma once

#include "journal/sockeye-chunk-private.h"

G_BEGIN_DECLS

typedef struct _SockeyeRowText SockeyeRowText;

/* What a row says, and what whoever asked last found of it, which is so for all
 * rows that say the same. */
typedef struct
{
  char         *text;
  gsize         length;
  gconstpointer asker;
  gboolean      answer;
} SockeyeRowWords;

SockeyeRowText  *_sockeye_row_text_new  (void);
void             _sockeye_row_text_free (SockeyeRowText      *self);
SockeyeRowWords *_sockeye_row_text_get  (SockeyeRowText      *self,
                                         const SockeyeRecord *record,
                                         SockeyeChunk        *chunk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeRowText, _sockeye_row_text_free)

G_END_DECLS
