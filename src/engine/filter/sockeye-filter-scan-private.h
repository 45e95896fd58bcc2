/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-filter-private.h"

G_BEGIN_DECLS

/**
 * SockeyeFilterScan:
 *
 * A place in the text of an expression, and the first error found there.
 */
typedef struct
{
  const char *text;
  const char *p;
  char       *message; /* translated; NULL: no error */
  gsize       start;   /* of the error, bytes */
  gsize       end;
} SockeyeFilterScan;

/* Always FALSE, so that it can be returned. */
gboolean    _sockeye_filter_scan_fail       (SockeyeFilterScan *self,
                                             const char        *start,
                                             const char        *end,
                                             const char        *format,
                                             ...) G_GNUC_PRINTF (4, 5);
gboolean    _sockeye_filter_scan_fail_sort  (SockeyeFilterScan *self,
                                             const char        *start,
                                             const char        *end,
                                             SockeyeField       field);
gboolean    _sockeye_filter_scan_fail_joint (SockeyeFilterScan *self);
void        _sockeye_filter_scan_skip       (SockeyeFilterScan *self);
gboolean    _sockeye_filter_scan_take       (SockeyeFilterScan *self,
                                             const char        *sign);
gboolean    _sockeye_filter_scan_take_word  (SockeyeFilterScan *self,
                                             const char        *word);
/* Any "(", "!" and "not" that stand here; returns whether there was a "(". */
gboolean    _sockeye_filter_scan_openings   (SockeyeFilterScan *self);
/* The letters, digits, _ and . that stand here; goes behind them. */
const char *_sockeye_filter_scan_word       (SockeyeFilterScan *self,
                                             gsize             *length);
gboolean    _sockeye_filter_scan_operator   (SockeyeFilterScan *self,
                                             SockeyeOperator   *operator);
/* "..." or '...' with escapes, as bytes; (transfer full), NULL with the error. */
GByteArray *_sockeye_filter_scan_string     (SockeyeFilterScan *self);
gboolean    _sockeye_filter_scan_value      (SockeyeFilterScan *self,
                                             SockeyeField       field,
                                             SockeyeOperator    operator,
                                             SockeyeValue      *value);

G_END_DECLS
