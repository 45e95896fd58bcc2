/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-payload.h"

#include <string.h>

#define SEED 20260102

static void
assert_parse (const char    *text,
              SockeyeFormat  format,
              SockeyeEnding  ending,
              const char    *expected,
              gsize          size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sockeye_payload_parse (text, format, ending, NULL, &error);
  gsize actual_size;
  const char *actual;

  g_assert_no_error (error);
  actual = g_bytes_get_data (bytes, &actual_size);
  g_assert_cmpmem (actual, actual_size, expected, size);
}

static void
test_text (void)
{
  SockeyeFormat f = SOCKEYE_FORMAT_TEXT;

  assert_parse ("", f, SOCKEYE_ENDING_NONE, "", 0);
  assert_parse ("", f, SOCKEYE_ENDING_NUL, "\0", 1);
  assert_parse ("a\\n", f, SOCKEYE_ENDING_NONE, "a\\n", 3);
  assert_parse ("a\nb", f, SOCKEYE_ENDING_NONE, "a\nb", 3);
  assert_parse ("a\r\nb\rc", f, SOCKEYE_ENDING_NONE, "a\nb\nc", 5);
  assert_parse ("a\nb", f, SOCKEYE_ENDING_LF, "a\nb\n", 4);
  assert_parse ("GET /\n\n", f, SOCKEYE_ENDING_CRLF, "GET /\r\n\r\n\r\n", 11);
  assert_parse ("a\nb", f, SOCKEYE_ENDING_NUL, "a\0b\0", 4);
  assert_parse ("caf\xc3\xa9", f, SOCKEYE_ENDING_NONE, "caf\xc3\xa9", 5);
}

static void
test_escapes (void)
{
  SockeyeFormat f = SOCKEYE_FORMAT_ESCAPES;

  assert_parse ("\\n\\r\\t\\0\\\\", f, SOCKEYE_ENDING_NONE, "\n\r\t\0\\", 5);
  assert_parse ("\\a\\b\\f\\v\\e", f, SOCKEYE_ENDING_NONE, "\a\b\f\v\x1b", 5);
  assert_parse ("\\\"\\'", f, SOCKEYE_ENDING_NONE, "\"'", 2);
  assert_parse ("\\x00\\xfF\\x41", f, SOCKEYE_ENDING_NONE, "\0\xff" "A", 3);
  assert_parse ("\\u00e9\\u20ac\\U0001F600", f, SOCKEYE_ENDING_NONE,
                "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9);
  assert_parse ("\\0a\\x001", f, SOCKEYE_ENDING_NONE, "\0a\0" "1", 4);
  assert_parse ("a\nb\\n", f, SOCKEYE_ENDING_CRLF, "a\r\nb\n\r\n", 7);
}

static void
test_hex (void)
{
  SockeyeFormat f = SOCKEYE_FORMAT_HEX;

  assert_parse ("", f, SOCKEYE_ENDING_NONE, "", 0);
  assert_parse ("48656c6C6f", f, SOCKEYE_ENDING_NONE, "Hello", 5);
  assert_parse (" 48 65\n6c\t6c 6f ", f, SOCKEYE_ENDING_NONE, "Hello", 5);
  assert_parse ("0x48, 0X65,6c:6c", f, SOCKEYE_ENDING_NONE, "Hell", 4);
  assert_parse ("0x4865", f, SOCKEYE_ENDING_CRLF, "He\r\n", 4);
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char    *text;
    SockeyeFormat  format;
    gsize          start, length;
    const char    *says;
  } table[] = {
    { "ab\\q", SOCKEYE_FORMAT_ESCAPES, 2, 2, "Character 3, “\\q”: this is not an escape" },
    { "éé\\é", SOCKEYE_FORMAT_ESCAPES, 2, 2, "Character 3, “\\é”" },
    { "ab\\", SOCKEYE_FORMAT_ESCAPES, 2, 1, "not finished" },
    { "\\x4", SOCKEYE_FORMAT_ESCAPES, 0, 3, "\\x takes two hex digits" },
    { "\\xg0", SOCKEYE_FORMAT_ESCAPES, 0, 2, "\\x takes two hex digits" },
    { "\\u12", SOCKEYE_FORMAT_ESCAPES, 0, 4, "\\u takes four hex digits" },
    { "\\U0001F60", SOCKEYE_FORMAT_ESCAPES, 0, 9, "\\U takes eight hex digits" },
    { "\\ud800", SOCKEYE_FORMAT_ESCAPES, 0, 6, "no such character" },
    { "\\U00110000", SOCKEYE_FORMAT_ESCAPES, 0, 10, "no such character" },
    { "\\012", SOCKEYE_FORMAT_ESCAPES, 0, 3, "\\x00" },
    { "a\n\\\n", SOCKEYE_FORMAT_ESCAPES, 2, 2, "not an escape" },
    { "48 6", SOCKEYE_FORMAT_HEX, 3, 1, "Character 4, “6”: a byte takes two hex digits" },
    { "48 6g", SOCKEYE_FORMAT_HEX, 4, 1, "Character 5, “g”: this is not a hex digit" },
    { "486 5", SOCKEYE_FORMAT_HEX, 2, 1, "a byte takes two hex digits" },
    { "48 0x", SOCKEYE_FORMAT_HEX, 3, 2, "after 0x" },
    { "48é", SOCKEYE_FORMAT_HEX, 2, 1, "“é”" },
    { "48\xe2\x80\xae", SOCKEYE_FORMAT_HEX, 2, 1, "“\\u202e”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      SockeyeSpan span = { 99, 99 };

      g_test_message ("%s", table[i].text);
      g_assert_null (sockeye_payload_parse (table[i].text, table[i].format, SOCKEYE_ENDING_NONE,
                                            &span, &error));
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
      g_assert_cmpuint (span.start, ==, table[i].start);
      g_assert_cmpuint (span.length, ==, table[i].length);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, table[i].says));
    }
}

static void
assert_preview (const char *data,
                gsize       size,
                gsize       limit,
                const char *expected)
{
  g_autofree char *text = sockeye_payload_preview ((const guint8 *) data, size, limit);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_preview (void)
{
  assert_preview (NULL, 0, 0, "");
  assert_preview ("GET / HTTP\r\n\t", 13, 0, "GET / HTTP\\r\\n\\t");
  assert_preview ("\0\x1b[31m\x7f\\", 8, 0, "\\x00\\x1b[31m\\x7f\\\\");
  assert_preview ("caf\xc3\xa9 \xf0\x9f\x98\x80", 10, 0, "café 😀");
  assert_preview ("\xff\xc3(\xe2\x82", 5, 0, "\\xff\\xc3(\\xe2\\x82");
  assert_preview ("\xe2\x80\xae\xc2\x85\xc2\xa0", 7, 0, "\\u202e\\u0085\\u00a0");
  assert_preview ("\xf3\xa0\x80\x81", 4, 0, "\\U000e0001");
  assert_preview ("<b>&amp;", 8, 0, "<b>&amp;");
  assert_preview ("abcdef", 6, 6, "abcdef");
  assert_preview ("abcdef", 6, 5, "abcd…");
  assert_preview ("abc\n\n", 5, 5, "abc…");
  assert_preview ("\xff\xff", 2, 3, "…");
}

static void
test_to_text (void)
{
  g_autofree char *text = sockeye_payload_to_text ((const guint8 *) "a\r\nb\\\n\n\0", 8);

  g_assert_cmpstr (text, ==, "a\\r\\n\nb\\\\\\n\n\\n\n\\x00");
}

static void
assert_hex (const char *data,
            gsize       size,
            guint64     offset,
            guint       per_line,
            const char *expected)
{
  g_autofree char *text = sockeye_payload_to_hex ((const guint8 *) data, size, offset, per_line);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_to_hex (void)
{
  assert_hex (NULL, 0, 0, 8, "");
  assert_hex ("what is the time?\n", 18, 0, 8,
              "0000  77 68 61 74 20 69 73 20  what is \n"
              "0008  74 68 65 20 74 69 6d 65  the time\n"
              "0010  3f 0a                    ?.");
  assert_hex ("\0\xff~ ", 4, 0, 4, "0000  00 ff 7e 20  ..~ ");
  assert_hex ("ab", 2, 0xffff, 1, "0ffff  61  a\n10000  62  b");
  assert_hex ("a", 1, 0xffff, 1, "ffff  61  a");
  assert_hex ("a", 1, G_GUINT64_CONSTANT (0x123456789), 1, "123456789  61  a");
}

/* What is shown with escapes gives, typed with escapes, the same bytes; and
 * is one line of text that is safe to draw. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < 3000; i++)
    {
      guint8 data[64];
      gsize size = g_rand_int_range (rand, 0, sizeof data);
      g_autofree char *shown = NULL;
      g_autofree char *text = NULL;
      g_autofree char *cut = NULL;

      for (gsize j = 0; j < size; j++)
        data[j] = g_rand_int_range (rand, 0, i % 2 == 0 ? 256 : 128);
      shown = sockeye_payload_preview (data, size, 0);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_null (strchr (shown, '\n'));
      assert_parse (shown, SOCKEYE_FORMAT_ESCAPES, SOCKEYE_ENDING_NONE, (char *) data, size);

      text = sockeye_payload_to_text (data, size);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      cut = sockeye_payload_preview (data, size, 10);
      g_assert_true (g_utf8_validate (cut, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (cut, -1), <=, 10);
    }
}

/* Whatever is typed is read or refused; a span always lies in the text. */
static void
test_random (void)
{
  static const char alphabet[] = "\\\\\\xuU0123456789abcdefgn \n\r:,é\xff";
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < 30000; i++)
    {
      char text[32];
      gsize size = g_rand_int_range (rand, 0, sizeof text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      SockeyeSpan span = { 0, 0 };

      for (gsize j = 0; j < size; j++)
        text[j] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      text[size] = '\0';
      bytes = sockeye_payload_parse (text, i % 3, i / 3 % 4, &span, &error);
      g_assert_true ((bytes == NULL) == (error != NULL));
      g_assert_cmpuint (span.start + span.length, <=, size);
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* 10 MB, with its mistake at the very end. */
static void
test_large (void)
{
  gsize size = 10 << 20;
  g_autofree char *text = g_malloc (size + 1);
  gint64 start = g_get_monotonic_time ();

  for (guint format = SOCKEYE_FORMAT_TEXT; format <= SOCKEYE_FORMAT_HEX; format++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *hex = NULL;
      SockeyeSpan span;

      for (gsize i = 0; i < size; i += 2)
        memcpy (text + i, format == SOCKEYE_FORMAT_ESCAPES ? "\\n" : i % 8 == 0 ? "\n\n" : "ab", 2);
      text[size] = '\0';
      bytes = sockeye_payload_parse (text, format, SOCKEYE_ENDING_CRLF, NULL, &error);
      g_assert_no_error (error);
      hex = sockeye_payload_to_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, 16);
      g_assert_nonnull (hex);
      text[size - 1] = '\\';
      text[size - 2] = format == SOCKEYE_FORMAT_ESCAPES ? 'x' : text[size - 2];
      if (format == SOCKEYE_FORMAT_TEXT)
        continue;
      g_assert_null (sockeye_payload_parse (text, format, SOCKEYE_ENDING_NONE, &span, NULL));
      g_assert_cmpuint (span.start, ==, size - 1);
    }
  /* It takes about half a second; were it quadratic, it would take days. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/payload/text", test_text);
  g_test_add_func ("/sockeye/payload/escapes", test_escapes);
  g_test_add_func ("/sockeye/payload/hex", test_hex);
  g_test_add_func ("/sockeye/payload/mistakes", test_mistakes);
  g_test_add_func ("/sockeye/payload/preview", test_preview);
  g_test_add_func ("/sockeye/payload/to-text", test_to_text);
  g_test_add_func ("/sockeye/payload/to-hex", test_to_hex);
  g_test_add_func ("/sockeye/payload/round-trip", test_round_trip);
  g_test_add_func ("/sockeye/payload/random", test_random);
  g_test_add_func ("/sockeye/payload/large", test_large);
  return g_test_run ();
}
