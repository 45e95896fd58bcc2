/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the page of options says of one. */

#pragma once

#include "option/sockeye-option.h"

G_BEGIN_DECLS

/* The value that the kernel has, in a few words, or "". */
char       *sockeye_option_words_dup_value  (const SockeyeOptionReading *reading);
/* One translated word: "changed", "default", "read-only"; or "". */
const char *sockeye_option_words_get_mark   (const SockeyeOptionReading *reading);
/* What it does, and where that is written. */
char       *sockeye_option_words_dup_line   (const SockeyeOption        *option);
/* Its number and shape, the kernel's default, what it needs: a line each. */
char       *sockeye_option_words_dup_facts  (const SockeyeOptionReading *reading);
/* All that it is found by, casefolded. */
char       *sockeye_option_words_dup_search (const SockeyeOption        *option);
gboolean    sockeye_option_words_matches    (const SockeyeOption        *option,
                                             const char                 *search,
                                             const char                 *word);

G_END_DECLS
