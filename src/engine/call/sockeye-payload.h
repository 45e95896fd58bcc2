/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Pure functions: what the user types to bytes, and bytes to what is shown.
 * Bytes from a peer are shown, never interpreted: what these functions return
 * is valid UTF-8 without control or bidi characters (line feed excepted, where
 * said). */

#pragma once

#include "sockeye-types.h"

G_BEGIN_DECLS

typedef enum
{
  SOCKEYE_FORMAT_TEXT,
  SOCKEYE_FORMAT_ESCAPES, /* text with \n \t \r \0 \\ \xhh \uhhhh */
  SOCKEYE_FORMAT_HEX,
} SockeyeFormat;

typedef enum
{
  SOCKEYE_ENDING_NONE,
  SOCKEYE_ENDING_LF,
  SOCKEYE_ENDING_CRLF,
  SOCKEYE_ENDING_NUL,
} SockeyeEnding;

/* Where in the typed text a mistake stands, in characters (not bytes). */
typedef struct
{
  gsize start;
  gsize length;
} SockeyeSpan;

GBytes *sockeye_payload_parse      (const char     *text,
                                    SockeyeFormat   format,
                                    SockeyeEnding   ending,
                                    SockeyeSpan    *mistake,
                                    GError        **error);
char   *sockeye_payload_unparse    (const guint8   *data,
                                    gsize           size,
                                    SockeyeFormat  *format,
                                    SockeyeEnding  *ending);
char   *sockeye_payload_preview    (const guint8   *data,
                                    gsize           size,
                                    gsize           limit);
char   *sockeye_payload_to_text    (const guint8   *data,
                                    gsize           size);
char   *sockeye_payload_to_hex     (const guint8   *data,
                                    gsize           size,
                                    guint64         offset,
                                    guint           per_line);

G_END_DECLS
