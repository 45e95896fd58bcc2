/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Rates in words. All (transfer full). */

#pragma once

#include "session/sockeye-rates.h"

G_BEGIN_DECLS

char *sockeye_rate_words_dup_bytes    (double        bytes_per_second);
char *sockeye_rate_words_dup_rows     (double        rows_per_second);
char *sockeye_rate_words_dup_sentence (SockeyeRates *rates,
                                       gint64        now);
char *sockeye_rate_words_dup_lines    (SockeyeRates *rates,
                                       gint64        now);

G_END_DECLS
