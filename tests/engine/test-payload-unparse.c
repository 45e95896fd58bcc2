/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "call/sockeye-payload.h"

#include <string.h>

static void
check (const char    *data,
       gsize          size,
       SockeyeFormat  format,
       SockeyeEnding  ending,
       const char    *text,
       SockeyeFormat  text_format,
       SockeyeEnding  text_ending)
{
  g_autofree char *found = sockeye_payload_unparse ((const guint8 *) data, size, &format, &ending);

  g_assert_cmpstr (found, ==, text);
  g_assert_cmpint (format, ==, text_format);
  g_assert_cmpint (ending, ==, text_ending);
}

#define CHECK(data, format, ending, text, text_format, text_ending)                              \
  check (data, sizeof data - 1, SOCKEYE_FORMAT_##format, SOCKEYE_ENDING_##ending, text,          \
         SOCKEYE_FORMAT_##text_format, SOCKEYE_ENDING_##text_ending)

/* What was typed stays as it was typed, where it can. */
static void
test_payload_unparse_keeps (void)
{
  CHECK ("hello", TEXT, NONE, "hello", TEXT, NONE);
  CHECK ("a\r\nb\r\n", TEXT, CRLF, "a\nb", TEXT, CRLF);
  CHECK ("a\nb\n", TEXT, LF, "a\nb", TEXT, LF);
  CHECK ("\xc3\xa9t\xc3\xa9", TEXT, NONE, "\xc3\xa9t\xc3\xa9", TEXT, NONE);
  CHECK ("a\0", TEXT, NUL, "a", TEXT, NUL);
  CHECK ("\x01\xff", HEX, NONE, "01 ff", HEX, NONE);
  CHECK ("a\tb", ESCAPES, NONE, "a\\tb", ESCAPES, NONE);
  CHECK ("", TEXT, NONE, "", TEXT, NONE);
}

/* A part of a text may be cut amid a character, or amid its ending. */
static void
test_payload_unparse_changes (void)
{
  CHECK ("b\r", TEXT, CRLF, "b\\r", ESCAPES, NONE);
  CHECK ("\n", TEXT, CRLF, "\n", TEXT, NONE);
  CHECK ("\xa9t", TEXT, NONE, "\\xa9t", ESCAPES, NONE);
  CHECK ("a\0b", TEXT, NONE, "a\\x00b", ESCAPES, NONE);
}

static void
test_payload_unparse_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 5000; i++)
    {
      guint8 data[24];
      gsize size = g_rand_int_range (rand, 0, sizeof data);
      SockeyeFormat format = g_rand_int_range (rand, 0, 3);
      SockeyeEnding ending = g_rand_int_range (rand, 0, 4);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autofree char *text = NULL;

      for (gsize j = 0; j < size; j++)
        data[j] = g_rand_boolean (rand) ? "ab\r\n\\ \0\xc3"[g_rand_int_range (rand, 0, 8)]
                                        : g_rand_int_range (rand, 0, 256);
      text = sockeye_payload_unparse (data, size, &format, &ending);
      bytes = g_bytes_new (data, size);
      again = sockeye_payload_parse (text, format, ending, NULL, NULL);
      g_assert_nonnull (again);
      g_assert_true (g_bytes_equal (bytes, again));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/payload/unparse/keeps", test_payload_unparse_keeps);
  g_test_add_func ("/sockeye/payload/unparse/changes", test_payload_unparse_changes);
  g_test_add_func ("/sockeye/payload/unparse/random", test_payload_unparse_random);
  return g_test_run ();
}
