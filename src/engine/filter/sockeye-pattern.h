/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SOCKEYE_PATTERN_TEXT,  /* its UTF-8 bytes */
  SOCKEYE_PATTERN_HEX,   /* 47 45 54 */
  SOCKEYE_PATTERN_REGEX, /* PCRE on bytes */
} SockeyePatternKind;

/**
 * SockeyePattern:
 *
 * What is looked for in bytes. Immutable and reference-counted, atomically: it
 * can be used on any thread.
 */
typedef struct _SockeyePattern SockeyePattern;

#define SOCKEYE_TYPE_PATTERN (sockeye_pattern_get_type ())
GType           sockeye_pattern_get_type (void);

SockeyePattern *sockeye_pattern_new      (SockeyePatternKind   kind,
                                          const char          *text,
                                          gboolean             ignore_case,
                                          GError             **error);
SockeyePattern *sockeye_pattern_ref      (SockeyePattern      *self);
void            sockeye_pattern_unref    (SockeyePattern      *self);
gboolean        sockeye_pattern_find     (SockeyePattern      *self,
                                          const guint8        *data,
                                          gsize                size,
                                          gsize                from,
                                          gsize               *offset,
                                          gsize               *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyePattern, sockeye_pattern_unref)

G_END_DECLS
