/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-pattern-private.h"

#include "call/sockeye-types.h"

#include <string.h>

static SockeyePattern *
make (SockeyePatternKind  kind,
      const char         *text,
      gboolean            ignore_case)
{
  g_autoptr (GError) error = NULL;
  SockeyePattern *pattern = sockeye_pattern_new (kind, text, ignore_case, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pattern);
  return pattern;
}

/* Where it is found, as "offset+length", or "none". */
static void
check (SockeyePatternKind  kind,
       const char         *text,
       gboolean            ignore_case,
       const char         *data,
       gsize               size,
       gsize               from,
       const char         *expected)
{
  g_autoptr (SockeyePattern) pattern = make (kind, text, ignore_case);
  g_autofree char *found = NULL;
  gsize offset, length;

  if (sockeye_pattern_find (pattern, (const guint8 *) data, size, from, &offset, &length))
    found = g_strdup_printf ("%" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT, offset, length);
  g_test_message ("%s", text);
  g_assert_cmpstr (found != NULL ? found : "none", ==, expected);
}

#define CHECK(kind, text, ignore_case, data, from, expected) \
  check (SOCKEYE_PATTERN_##kind, text, ignore_case, data, sizeof (data) - 1, from, expected)

static void
test_find (void)
{
  CHECK (TEXT, "GET", FALSE, "GET /", 0, "0+3");
  CHECK (TEXT, "GET", FALSE, "forGET", 0, "3+3");
  CHECK (TEXT, "GET", FALSE, "get", 0, "none");
  CHECK (TEXT, "GET", TRUE, "get", 0, "0+3");
  CHECK (TEXT, "g-e", TRUE, "G-E", 0, "0+3");
  CHECK (TEXT, "[", TRUE, "{", 0, "none");
  CHECK (TEXT, "@", TRUE, "`", 0, "none");
  CHECK (TEXT, "a", FALSE, "abca", 1, "3+1");
  CHECK (TEXT, "a", FALSE, "abca", 4, "none");
  CHECK (TEXT, "a", FALSE, "abca", 5, "none");
  CHECK (TEXT, "abc", FALSE, "ab", 0, "none");
  CHECK (TEXT, "ä", FALSE, "xä", 0, "1+2");
  CHECK (TEXT, "ä", TRUE, "Ä", 0, "none");
  CHECK (TEXT, "x", FALSE, "", 0, "none");
  CHECK (HEX, "47 45", FALSE, "GET", 0, "0+2");
  CHECK (HEX, "4745", FALSE, "GET", 0, "0+2");
  CHECK (HEX, "47:45", FALSE, "GET", 0, "0+2");
  CHECK (HEX, "0x45, 0x54", FALSE, "GET", 0, "1+2");
  CHECK (HEX, "47 ?? 54", FALSE, "GET", 0, "0+3");
  CHECK (HEX, "?? 54", FALSE, "GET", 0, "1+2");
  CHECK (HEX, "??", FALSE, "GET", 2, "2+1");
  CHECK (HEX, "47 ?? 54", FALSE, "GE", 0, "none");
  CHECK (HEX, "00 ff", FALSE, "a\0\xff", 0, "1+2");
  CHECK (HEX, "67", TRUE, "G", 0, "none");
  CHECK (REGEX, "G.T", FALSE, "forGET", 0, "3+3");
  CHECK (REGEX, "g.t", TRUE, "forGET", 0, "3+3");
  CHECK (REGEX, "g.t", FALSE, "forGET", 0, "none");
  CHECK (REGEX, "\\xff", FALSE, "a\0\xff", 0, "2+1");
  CHECK (REGEX, "(?<=a)b", FALSE, "ab", 1, "1+1");
  CHECK (REGEX, "x*", FALSE, "ab", 0, "0+0");
  CHECK (REGEX, "b$", FALSE, "ab", 0, "1+1");
}

static void
test_mistakes (void)
{
  static const struct
  {
    SockeyePatternKind kind;
    const char        *text;
  } rows[] = {
    { SOCKEYE_PATTERN_TEXT, "" },
    { SOCKEYE_PATTERN_HEX, "" },
    { SOCKEYE_PATTERN_HEX, "4" },
    { SOCKEYE_PATTERN_HEX, "4g" },
    { SOCKEYE_PATTERN_HEX, " " },
    { SOCKEYE_PATTERN_HEX, "47 4" },
    { SOCKEYE_PATTERN_HEX, "?4" },
    { SOCKEYE_PATTERN_REGEX, "" },
    { SOCKEYE_PATTERN_REGEX, "a(" },
    { SOCKEYE_PATTERN_REGEX, "*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sockeye_pattern_new (rows[i].kind, rows[i].text, FALSE, &error));
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER);
    }
}

/* An expression with more ways to match than can be tried gives up. */
static void
test_catastrophe (void)
{
  g_autoptr (SockeyePattern) pattern = make (SOCKEYE_PATTERN_REGEX, "^(a+a+)+$", FALSE);
  g_autofree char *data = g_strnfill (4000, 'a');

  data[3999] = 'b';
  g_assert_false (sockeye_pattern_find (pattern, (const guint8 *) data, 4000, 0, NULL, NULL));
}

/* One byte after the other. */
static gboolean
find_slowly (const guint8 *bytes,
             gsize         n,
             gboolean      ignore_case,
             const guint8 *data,
             gsize         size,
             gsize         from,
             gsize        *offset)
{
  for (gsize i = from; i + n <= size; i++)
    {
      gsize j = 0;

      while (j < n
             && (bytes[j] == data[i + j]
                 || (ignore_case
                     && g_ascii_tolower ((char) bytes[j]) == g_ascii_tolower ((char) data[i + j]))))
        j++;
      if (j == n)
        {
          *offset = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Few different bytes, so that much is nearly found; ends of memory are those
 * of the block, for the sanitizer. */
static void
test_random (void)
{
  static const guint8 letters[] = { 'a', 'A', 'b', 'B', 0, 0x80, 'z', ' ' };

  for (guint i = 0; i < 20000; i++)
    {
      gsize n_letters = (gsize) g_test_rand_int_range (1, sizeof letters + 1);
      gsize size = (gsize) g_test_rand_int_range (0, 200);
      gsize n = (gsize) g_test_rand_int_range (1, i % 3 == 0 ? 40 : 5);
      gsize from = (gsize) g_test_rand_int_range (0, (gint32) size + 1);
      gboolean ignore_case = g_test_rand_bit ();
      g_autofree guint8 *data = g_malloc (MAX (size, 1));
      g_autofree guint8 *bytes = g_malloc (n);
      g_autoptr (SockeyePattern) pattern = NULL;
      gsize offset = 0, length = 0, expected = 0;
      gboolean found;

      for (gsize j = 0; j < size; j++)
        data[j] = letters[g_test_rand_int_range (0, (gint32) n_letters)];
      for (gsize j = 0; j < n; j++)
        bytes[j] = letters[g_test_rand_int_range (0, (gint32) n_letters)];
      pattern = _sockeye_pattern_new_bytes (bytes, n, ignore_case);
      found = sockeye_pattern_find (pattern, data, size, from, &offset, &length);
      g_assert_cmpint (find_slowly (bytes, n, ignore_case, data, size, from, &expected), ==, found);
      if (!found)
        continue;
      g_assert_cmpuint (offset, ==, expected);
      g_assert_cmpuint (length, ==, n);
    }
}

/* What is made to be slow: much is nearly found everywhere, until it is looked
 * for in the other way. The result stays the same. */
static void
test_nearly (void)
{
  const gsize size = 1 << 20, n = 2000;
  g_autofree guint8 *data = g_malloc (size);
  g_autofree guint8 *bytes = g_malloc (n);

  memset (data, 'a', size);
  memset (bytes, 'a', n);
  /* The two bytes that are compared first are right everywhere. */
  bytes[1000] = 'e';
  for (guint ignore_case = 0; ignore_case < 2; ignore_case++)
    {
      g_autoptr (SockeyePattern) pattern = _sockeye_pattern_new_bytes (bytes, n, ignore_case);
      gsize offset;

      data[size - 1000] = 'a';
      g_assert_false (sockeye_pattern_find (pattern, data, size, 0, NULL, NULL));
      data[size - 1000] = ignore_case ? 'E' : 'e';
      g_assert_true (sockeye_pattern_find (pattern, data, size, 0, &offset, NULL));
      g_assert_cmpuint (offset, ==, size - n);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/pattern/find", test_find);
  g_test_add_func ("/sockeye/pattern/mistakes", test_mistakes);
  g_test_add_func ("/sockeye/pattern/catastrophe", test_catastrophe);
  g_test_add_func ("/sockeye/pattern/random", test_random);
  g_test_add_func ("/sockeye/pattern/nearly", test_nearly);

  return g_test_run ();
}
