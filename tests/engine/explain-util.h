/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <glib.h>
#include <string.h>

/* One or more whole sentences. */
static inline void
check_sentences (const char *cause)
{
  g_assert_nonnull (cause);
  g_assert_true (g_utf8_validate (cause, -1, NULL));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (cause)));
  g_assert_true (g_str_has_suffix (cause, "."));
  g_assert_null (strstr (cause, "  "));
  g_assert_null (strchr (cause, '\n'));
}
