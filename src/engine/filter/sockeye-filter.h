/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"

G_BEGIN_DECLS

/* What a text that was typed as a filter was taken for. */
typedef enum
{
  SOCKEYE_FILTER_EVERYTHING, /* the empty text: every row */
  SOCKEYE_FILTER_EXPRESSION, /* socket == c2 and bytes > 100 */
  SOCKEYE_FILTER_TEXT,       /* plain text, looked for in calls and whole payloads */
} SockeyeFilterKind;

/**
 * SockeyeFilter:
 *
 * Which rows are shown: an expression, a plain text, or all of several.
 * Immutable and reference-counted, atomically: it can be used on any thread.
 */
typedef struct _SockeyeFilter SockeyeFilter;

#define SOCKEYE_TYPE_FILTER (sockeye_filter_get_type ())
GType              sockeye_filter_get_type     (void);

/**
 * SockeyeFilterWord:
 *
 * What can stand at a place of an expression.
 */
typedef struct
{
  char *word;        /* as it is to be typed: "bytes" */
  char *description; /* translated, one line */
} SockeyeFilterWord;

SockeyeFilter     *sockeye_filter_parse        (const char         *text,
                                                gsize              *start,
                                                gsize              *end,
                                                GError            **error);
SockeyeFilter     *sockeye_filter_new_all_of   (SockeyeFilter     **filters,
                                                guint               n_filters);
SockeyeFilter     *sockeye_filter_ref          (SockeyeFilter      *self);
void               sockeye_filter_unref        (SockeyeFilter      *self);
SockeyeFilterKind  sockeye_filter_get_kind     (SockeyeFilter      *self);
const char        *sockeye_filter_get_text     (SockeyeFilter      *self);
char              *sockeye_filter_dup_doubt    (SockeyeFilter      *self);
gboolean           sockeye_filter_matches      (SockeyeFilter      *self,
                                                SockeyeEvent       *event);
GPtrArray         *sockeye_filter_complete     (const char         *text,
                                                gsize               cursor,
                                                gsize              *start,
                                                gsize              *end);
void               sockeye_filter_word_free    (SockeyeFilterWord  *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeFilter, sockeye_filter_unref)

G_END_DECLS
