/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A text that looks as if it was meant for an expression: its first word is no
 * field, but an operator follows. */

#include "config.h"

#include "sockeye-filter-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer words are no field's with a slip of the finger. */
#define SOCKEYE_FILTER_DOUBT_WORD 24

/* How many letters must be put in, left out, replaced or exchanged with the next
 * to make one word of the other; both are of SOCKEYE_FILTER_DOUBT_WORD at most. */
static guint
sockeye_filter_doubt_compare (const char *a,
                              gsize       n_a,
                              const char *b,
                              gsize       n_b)
{
  guint steps[SOCKEYE_FILTER_DOUBT_WORD + 1][SOCKEYE_FILTER_DOUBT_WORD + 1];

  for (gsize i = 0; i <= n_a; i++)
    for (gsize j = 0; j <= n_b; j++)
      {
        guint step;

        if (i == 0 || j == 0)
          {
            steps[i][j] = (guint) (i + j);
            continue;
          }
        step = steps[i - 1][j - 1] + (g_ascii_tolower (a[i - 1]) != b[j - 1]);
        step = MIN (step, MIN (steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1 && j > 1 && g_ascii_tolower (a[i - 1]) == b[j - 2]
            && g_ascii_tolower (a[i - 2]) == b[j - 1])
          step = MIN (step, steps[i - 2][j - 2] + 1);
        steps[i][j] = step;
      }
  return steps[n_a][n_b];
}

/* The name of the field that is meant, if one is close, or NULL. */
static const char *
sockeye_filter_doubt_find_near (const char *word,
                                gsize       length)
{
  guint best = length > 4 ? 3 : 2;
  const char *near = NULL;

  if (length > SOCKEYE_FILTER_DOUBT_WORD)
    return NULL;
  for (guint field = 0; field < SOCKEYE_N_FIELDS; field++)
    {
      const char *name = _sockeye_field_get_info (field)->name;
      const char *dot = strchr (name, '.');
      guint n;

      /* "port" for "peer.port". */
      if (dot != NULL && strlen (dot + 1) == length && strncmp (dot + 1, word, length) == 0)
        return name;
      if (strlen (name) > SOCKEYE_FILTER_DOUBT_WORD)
        continue;
      n = sockeye_filter_doubt_compare (word, length, name, strlen (name));
      if (n < best && n < length)
        {
          best = n;
          near = name;
        }
    }
  return near;
}

/**
 * sockeye_filter_dup_doubt:
 * @self: a filter
 *
 * Plain text is never wrong, but may be an expression with a slip at its very
 * beginning: "soket == s1".
 *
 * Returns: (transfer full) (nullable): why it was taken for text, translated, where
 *   it looks like that
 */
char *
sockeye_filter_dup_doubt (SockeyeFilter *self)
{
  g_autofree char *name = NULL;
  SockeyeOperator operator;
  SockeyeFilterScan scan;
  SockeyeField field;
  const char *word, *near, *sign;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind != SOCKEYE_FILTER_TEXT)
    return NULL;
  scan = (SockeyeFilterScan) { .text = self->text, .p = self->text };
  _sockeye_filter_scan_openings (&scan);
  word = _sockeye_filter_scan_word (&scan, &length);
  if (length == 0 || _sockeye_field_find (word, length, &field))
    return NULL;
  _sockeye_filter_scan_skip (&scan);
  sign = scan.p;
  if (!_sockeye_filter_scan_operator (&scan, &operator))
    return NULL;
  near = sockeye_filter_doubt_find_near (word, length);
  /* Many a sentence has "in" for its second word. */
  if (near == NULL && g_ascii_isalpha (*sign))
    return NULL;
  name = g_strndup (word, length);
  if (near != NULL)
    /* Translators: the second name is the one that may have been meant */
    return g_strdup_printf (_("No field is named “%s” (“%s”?): looked for as text"), name, near);
  return g_strdup_printf (_("No field is named “%s”: looked for as text"), name);
}
