/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "call/sockeye-payload.h"

#include <string.h>

#define N_RANDOM 20000
#define LARGE    (10 * 1000 * 1000)

static GBytes *
parse (const char    *text,
       SockeyeFormat  format,
       SockeyeEnding  ending)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sockeye_payload_parse (text, format, ending, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static void
check_parse (const char    *text,
             SockeyeFormat  format,
             SockeyeEnding  ending,
             const char    *expected,
             gsize          expected_size)
{
  g_autoptr (GBytes) bytes = parse (text, format, ending);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, expected_size);
}

/* So that a NUL in the literal is counted, but not the one at its end. */
#define CHECK_PARSE(text, format, ending, expected)                       \
  check_parse (text, SOCKEYE_FORMAT_##format, SOCKEYE_ENDING_##ending, "" expected, \
               sizeof expected - 1)

static void
test_payload_text (void)
{
  CHECK_PARSE ("", TEXT, NONE, "");
  CHECK_PARSE ("hello", TEXT, NONE, "hello");
  CHECK_PARSE ("\\n %s \\x00", TEXT, NONE, "\\n %s \\x00");
  CHECK_PARSE ("Grüße 漢 😀", TEXT, NONE, "Grüße 漢 😀");
  CHECK_PARSE ("\xff\xfe", TEXT, NONE, "\xff\xfe");
}

/* The ending is appended, and what a typed line break becomes. */
static void
test_payload_endings (void)
{
  CHECK_PARSE ("", TEXT, LF, "\n");
  CHECK_PARSE ("", TEXT, CRLF, "\r\n");
  CHECK_PARSE ("", TEXT, NUL, "\0");
  CHECK_PARSE ("a\nb", TEXT, NONE, "a\nb");
  CHECK_PARSE ("a\nb", TEXT, LF, "a\nb\n");
  CHECK_PARSE ("a\nb", TEXT, CRLF, "a\r\nb\r\n");
  CHECK_PARSE ("a\nb", TEXT, NUL, "a\0b\0");
  CHECK_PARSE ("a\n", TEXT, CRLF, "a\r\n\r\n");
  CHECK_PARSE ("a\r\nb", TEXT, NONE, "a\nb");
  CHECK_PARSE ("a\r\nb\rc\n\rd", TEXT, CRLF, "a\r\nb\r\nc\r\n\r\nd\r\n");
  CHECK_PARSE ("a\nb", ESCAPES, CRLF, "a\r\nb\r\n");
  CHECK_PARSE ("61 62", HEX, LF, "ab\n");
  CHECK_PARSE ("61\n62", HEX, CRLF, "ab\r\n");
  CHECK_PARSE ("", HEX, NUL, "\0");
}

static void
test_payload_escapes (void)
{
  CHECK_PARSE ("a\\nb\\tc\\rd", ESCAPES, NONE, "a\nb\tc\rd");
  CHECK_PARSE ("a\\0b", ESCAPES, NONE, "a\0b");
  CHECK_PARSE ("\\a\\b\\f\\v\\e", ESCAPES, NONE, "\a\b\f\v\x1b");
  CHECK_PARSE ("\\\\ \\\" \\'", ESCAPES, NONE, "\\ \" '");
  CHECK_PARSE ("\\x00\\x7f\\xff\\xAb", ESCAPES, NONE, "\0\x7f\xff\xab");
  CHECK_PARSE ("\\u00e9\\u20ac\\U0001f600", ESCAPES, NONE, "é€😀");
  CHECK_PARSE ("\\u0000", ESCAPES, NONE, "\0");
  CHECK_PARSE ("\\x411", ESCAPES, NONE, "A1");
  CHECK_PARSE ("\\\\n", ESCAPES, NONE, "\\n");
  /* An escaped line feed is one, whatever the ending. */
  CHECK_PARSE ("a\\nb", ESCAPES, CRLF, "a\nb\r\n");
}

static void
test_payload_hex (void)
{
  CHECK_PARSE ("", HEX, NONE, "");
  CHECK_PARSE (" \n\t ", HEX, NONE, "");
  CHECK_PARSE ("48656c6C6F", HEX, NONE, "Hello");
  CHECK_PARSE ("48 65 6c 6c 6f", HEX, NONE, "Hello");
  CHECK_PARSE ("48:65:6c,6c\n6f", HEX, NONE, "Hello");
  CHECK_PARSE ("0x48, 0x65 0X6c 0x6c6f", HEX, NONE, "Hello");
  CHECK_PARSE ("00ff", HEX, NONE, "\0\xff");
}

/* A mistake has its place in characters, and a message that names it. */
static void
test_payload_mistakes (void)
{
  static const struct
  {
    SockeyeFormat  format;
    const char    *text;
    gsize          start;
    gsize          length;
    const char    *message;
  } rows[] = {
    { SOCKEYE_FORMAT_ESCAPES, "abc\\q", 3, 2,
      "Character 4, “\\q”: this is not an escape; \\\\ is a backslash" },
    { SOCKEYE_FORMAT_ESCAPES, "äöü\\qx", 3, 2,
      "Character 4, “\\q”: this is not an escape; \\\\ is a backslash" },
    { SOCKEYE_FORMAT_ESCAPES, "\\ü", 0, 2,
      "Character 1, “\\ü”: this is not an escape; \\\\ is a backslash" },
    { SOCKEYE_FORMAT_ESCAPES, "a\\", 1, 1,
      "Character 2, “\\”: the escape is not finished; \\\\ is a backslash" },
    { SOCKEYE_FORMAT_ESCAPES, "\\x", 0, 2, "Character 1, “\\x”: \\x takes two hex digits" },
    { SOCKEYE_FORMAT_ESCAPES, "\\x4g", 0, 3, "Character 1, “\\x4”: \\x takes two hex digits" },
    { SOCKEYE_FORMAT_ESCAPES, "\\u12", 0, 4, "Character 1, “\\u12”: \\u takes four hex digits" },
    { SOCKEYE_FORMAT_ESCAPES, "\\U0001f60", 0, 9,
      "Character 1, “\\U0001f60”: \\U takes eight hex digits" },
    { SOCKEYE_FORMAT_ESCAPES, "x\\ud800", 1, 6, "Character 2, “\\ud800”: there is no such character" },
    { SOCKEYE_FORMAT_ESCAPES, "\\U00110000", 0, 10,
      "Character 1, “\\U00110000”: there is no such character" },
    { SOCKEYE_FORMAT_ESCAPES, "\\012", 0, 3,
      "Character 1, “\\01”: before a digit, type NUL as \\x00" },
    { SOCKEYE_FORMAT_HEX, "4", 0, 1,
      "Character 1, “4”: a byte takes two hex digits; one is missing" },
    { SOCKEYE_FORMAT_HEX, "48 6", 3, 1,
      "Character 4, “6”: a byte takes two hex digits; one is missing" },
    { SOCKEYE_FORMAT_HEX, "486 5", 2, 1,
      "Character 3, “6”: a byte takes two hex digits; one is missing" },
    { SOCKEYE_FORMAT_HEX, "48 zz", 3, 1, "Character 4, “z”: this is not a hex digit" },
    { SOCKEYE_FORMAT_HEX, "48é", 2, 1, "Character 3, “é”: this is not a hex digit" },
    { SOCKEYE_FORMAT_HEX, "é", 0, 1, "Character 1, “é”: this is not a hex digit" },
    { SOCKEYE_FORMAT_HEX, "0x", 0, 2,
      "Character 1, “0x”: two hex digits for each byte belong after 0x" },
    { SOCKEYE_FORMAT_HEX, "48 0x", 3, 2,
      "Character 4, “0x”: two hex digits for each byte belong after 0x" },
    { SOCKEYE_FORMAT_HEX, "48\xe2\x80\xae", 2, 1,
      "Character 3, “\\u202e”: this is not a hex digit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      SockeyeSpan span = { 99, 99 };
      g_autoptr (GBytes) bytes = sockeye_payload_parse (rows[i].text, rows[i].format,
                                                       SOCKEYE_ENDING_LF, &span, &error);

      g_assert_null (bytes);
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
      g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_cmpuint (span.start, ==, rows[i].start);
      g_assert_cmpuint (span.length, ==, rows[i].length);
    }
}

static char *
preview (const char *data,
         gsize       size,
         gsize       limit)
{
  return sockeye_payload_preview ((const guint8 *) data, size, limit);
}

static void
test_payload_preview (void)
{
  static const struct
  {
    const char *data;
    gsize       size;
    const char *shown;
  } rows[] = {
#define ROW(data, shown) { data, sizeof data - 1, shown }
    ROW ("", ""),
    ROW ("Thank you for connecting", "Thank you for connecting"),
    ROW ("Grüße 漢 😀", "Grüße 漢 😀"),
    ROW ("a\r\n\tb", "a\\r\\n\\tb"),
    ROW ("\0\x01\x7f", "\\x00\\x01\\x7f"),
    ROW ("\xff\xc3(", "\\xff\\xc3("),
    ROW ("\xe2\x82", "\\xe2\\x82"),
    ROW ("\xed\xa0\x80", "\\xed\\xa0\\x80"),
    ROW ("\xc0\x80", "\\xc0\\x80"),
    ROW ("\x1b[31mred", "\\x1b[31mred"),
    ROW ("\xc2\x9b" "31m", "\\u009b31m"),
    ROW ("a\xe2\x80\xae" "b\xe2\x81\xa6", "a\\u202eb\\u2066"),
    ROW ("\xe2\x80\x8b\xe2\x80\x8d\xc2\xad\xef\xbb\xbf", "\\u200b\\u200d\\u00ad\\ufeff"),
    ROW ("\xe2\x80\xa8\xe2\x80\xa9\xc2\xa0", "\\u2028\\u2029\\u00a0"),
    ROW ("\xf3\xa0\x81\x81", "\\U000e0041"),
    ROW ("c:\\new", "c:\\\\new"),
    ROW ("<b>&amp;</b>", "<b>&amp;</b>"),
#undef ROW
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = preview (rows[i].data, rows[i].size, 0);

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* What is cut ends in "…", has at most as many characters as asked, and no
 * part of an escape or of a character. */
static void
test_payload_preview_limit (void)
{
  static const char data[] = "a\0é\xff€😀\xe2\x80\xae\n";
  g_autofree char *whole = preview (data, sizeof data - 1, 0);
  gsize length = g_utf8_strlen (whole, -1);

  for (gsize limit = 1; limit < length + 3; limit++)
    {
      g_autofree char *shown = preview (data, sizeof data - 1, limit);
      gsize kept = strlen (shown) - strlen ("…");

      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (shown, -1), <=, limit);
      if (limit >= length)
        {
          g_assert_cmpstr (shown, ==, whole);
          continue;
        }
      g_assert_true (g_str_has_suffix (shown, "…"));
      g_assert_cmpmem (shown, kept, whole, kept);
    }
}

static void
test_payload_preview_exact (void)
{
  g_autofree char *fits = preview ("hello", 5, 5);
  g_autofree char *cut = preview ("hello", 5, 4);
  g_autofree char *one = preview ("hello", 5, 1);
  g_autofree char *escape = preview ("ab\n", 3, 3);
  g_autofree char *nothing = preview (NULL, 0, 1);
  g_autofree char *huge = preview ("x", 1, G_MAXSIZE);

  g_assert_cmpstr (fits, ==, "hello");
  g_assert_cmpstr (cut, ==, "hel…");
  g_assert_cmpstr (one, ==, "…");
  g_assert_cmpstr (escape, ==, "ab…");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (huge, ==, "x");
}

static void
test_payload_to_text (void)
{
  static const guint8 data[] = "GET /\r\nb\xff\n\0\\";
  g_autofree char *shown = sockeye_payload_to_text (data, sizeof data - 1);
  g_autofree char *nothing = sockeye_payload_to_text (NULL, 0);

  g_assert_cmpstr (shown, ==, "GET /\\r\\n\nb\\xff\\n\n\\x00\\\\");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_payload_to_hex (void)
{
  static const guint8 data[] = "GET / HTTP/1.1\r\n\xff\x80~";
  g_autofree char *eight = sockeye_payload_to_hex (data, 10, 0, 8);
  g_autofree char *sixteen = sockeye_payload_to_hex (data, sizeof data - 1, 0, 16);
  g_autofree char *offset = sockeye_payload_to_hex (data, 9, 0xfff8, 8);
  g_autofree char *last = sockeye_payload_to_hex (data, 1, 0xffff, 1);
  g_autofree char *far = sockeye_payload_to_hex (data, 1, G_GUINT64_CONSTANT (0x123456789), 1);
  g_autofree char *nothing = sockeye_payload_to_hex (NULL, 0, 0, 16);

  g_assert_cmpstr (eight, ==,
                   "0000  47 45 54 20 2f 20 48 54  GET / HT\n"
                   "0008  54 50                    TP");
  g_assert_cmpstr (sixteen, ==,
                   "0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..\n"
                   "0010  ff 80 7e                                         ..~");
  g_assert_cmpstr (offset, ==,
                   "0fff8  47 45 54 20 2f 20 48 54  GET / HT\n"
                   "10000  54                       T");
  g_assert_cmpstr (last, ==, "ffff  47  G");
  g_assert_cmpstr (far, ==, "123456789  47  G");
  g_assert_cmpstr (nothing, ==, "");
}

/* Each byte is where its offset says. */
static void
test_payload_to_hex_finds_each_byte (void)
{
  const gsize size = 1000;
  const guint per_lines[] = { 1, 7, 8, 16, 32 };
  g_autofree guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = i * 7 + i / 256;
  for (guint k = 0; k < G_N_ELEMENTS (per_lines); k++)
    {
      guint per_line = per_lines[k];
      g_autofree char *dump = sockeye_payload_to_hex (data, size, 0, per_line);
      g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, (size + per_line - 1) / per_line);
      for (gsize i = 0; i < size; i++)
        {
          const char *line = lines[i / per_line];
          const char *digits = line + 6 + 3 * (i % per_line);

          g_assert_cmpuint (g_ascii_strtoull (line, NULL, 16), ==, i / per_line * per_line);
          g_assert_cmpuint (g_ascii_strtoull (digits, NULL, 16), ==, data[i]);
          g_assert_cmpint (line[6 + 3 * per_line + 1 + i % per_line], ==,
                           data[i] >= 0x20 && data[i] < 0x7f ? data[i] : '.');
        }
    }
}

/* 10 MB, pasted or received. Were any of it quadratic, this would take hours. */
static void
test_payload_large (void)
{
  static const struct
  {
    SockeyeFormat  format;
    const char    *piece;
    gsize          size; /* bytes that the piece becomes */
  } rows[] = {
    { SOCKEYE_FORMAT_TEXT, "line of text\n", 14 },
    { SOCKEYE_FORMAT_TEXT, "\n\n\n\n", 8 },
    { SOCKEYE_FORMAT_ESCAPES, "\\n\\xff\\u20ac", 5 },
    { SOCKEYE_FORMAT_HEX, "48 0x65 6c,", 3 },
    { SOCKEYE_FORMAT_HEX, "4865", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n = LARGE / strlen (rows[i].piece);
      g_autoptr (GString) text = g_string_sized_new (LARGE);
      g_autoptr (GBytes) bytes = NULL;

      for (gsize j = 0; j < n; j++)
        g_string_append (text, rows[i].piece);
      bytes = parse (text->str, rows[i].format, SOCKEYE_ENDING_CRLF);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, n * rows[i].size + 2);
    }
}

static void
test_payload_large_mistake (void)
{
  g_autofree char *text = g_strnfill (LARGE, 'a');
  SockeyeSpan span;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  text[LARGE - 1] = 'z';
  bytes = sockeye_payload_parse (text, SOCKEYE_FORMAT_HEX, SOCKEYE_ENDING_NONE, &span, &error);
  g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
  g_assert_cmpstr (error->message, ==, "Character 10000000, “z”: this is not a hex digit");
  g_assert_cmpuint (span.start, ==, LARGE - 1);
}

static void
test_payload_large_shown (void)
{
  g_autofree guint8 *data = g_malloc (LARGE);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hex = NULL;

  memset (data, '\n', LARGE);
  line = sockeye_payload_preview (data, LARGE, 120);
  text = sockeye_payload_to_text (data, LARGE);
  hex = sockeye_payload_to_hex (data, LARGE, 0, 16);
  g_assert_cmpuint (g_utf8_strlen (line, -1), <=, 120);
  g_assert_cmpuint (strlen (text), ==, 3 * LARGE);
  /* Six digits of offset, a space, the bytes, two spaces, the text, the break. */
  g_assert_cmpuint (strlen (hex), ==, (gsize) LARGE / 16 * (6 + 1 + 3 * 16 + 2 + 16 + 1) - 1);
}

/* Characters that a line of text must not have: they would break it, turn it
 * round or drive a terminal. Told from GLib's tables, not from our own. */
static void
check_line (const char *line)
{
  g_assert_true (g_utf8_validate (line, -1, NULL));
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_unichar_type (g_utf8_get_char (p)))
      {
      case G_UNICODE_CONTROL:
      case G_UNICODE_FORMAT:
      case G_UNICODE_LINE_SEPARATOR:
      case G_UNICODE_PARAGRAPH_SEPARATOR:
        g_error ("U+%04X in “%s”", g_utf8_get_char (p), line);
      default:
        break;
      }
}

static GByteArray *
random_bytes (GRand *rand)
{
  static const char *const pieces[] = {
    "a", "\n", "\r", "\\", "é", "€", "😀", "\xe2\x80\xae", "\xe2\x80\xa8", "\xc2\x85", "\x1b[0m",
    "\xef\xbb\xbf", "\xe2\x82", "\xf0\x9f", "\xff", "\xed\xa0\x80", "\xf3\xa0\x80\x81", "\x7f",
  };
  GByteArray *bytes = g_byte_array_new ();

  for (int n = g_rand_int_range (rand, 0, 20); n > 0; n--)
    {
      const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
      guint8 byte = g_rand_int (rand);

      if (g_rand_boolean (rand))
        g_byte_array_append (bytes, &byte, 1);
      else
        g_byte_array_append (bytes, (const guint8 *) piece, strlen (piece));
    }
  return bytes;
}

/* Whatever a peer sends: one clean line, and typed again with escapes it is
 * the same bytes. */
static void
test_payload_fuzz_shown (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260107);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (GByteArray) bytes = random_bytes (rand);
      gsize limit = g_rand_int_range (rand, 1, 60);
      g_autofree char *line = sockeye_payload_preview (bytes->data, bytes->len, 0);
      g_autofree char *cut = sockeye_payload_preview (bytes->data, bytes->len, limit);
      g_autofree char *hex = sockeye_payload_to_hex (bytes->data, bytes->len, 0, 16);
      g_auto (GStrv) lines = NULL;
      g_autofree char *text = sockeye_payload_to_text (bytes->data, bytes->len);
      g_autofree char *joined = NULL;

      check_line (line);
      check_line (cut);
      g_assert_cmpuint (g_utf8_strlen (cut, -1), <=, limit);
      g_assert_true (g_str_is_ascii (hex));
      check_parse (line, SOCKEYE_FORMAT_ESCAPES, SOCKEYE_ENDING_NONE, (char *) bytes->data,
                   bytes->len);
      lines = g_strsplit (text, "\n", -1);
      joined = g_strjoinv ("", lines);
      g_assert_cmpstr (joined, ==, line);
    }
}

static char *
random_typed (GRand *rand)
{
  static const char *const pieces[] = {
    "\\", "\\x", "\\u", "\\U", "\\0", "\\n", "0x", "4", "41", "ff", "d800", "0011", " ", "\n", "\r\n",
    ":", "é", "\xff", "\xe2\x80\xae", "😀", "%s%n", "z",
  };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
    if (g_rand_int_range (rand, 0, 5) == 0)
      g_string_append_c (text, g_rand_int_range (rand, 1, 256));
    else
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* Whatever is typed: bytes, or a mistake that lies within the text. */
static void
test_payload_fuzz_typed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260108);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *text = random_typed (rand);
      SockeyeFormat format = g_rand_int_range (rand, 0, SOCKEYE_FORMAT_HEX + 1);
      SockeyeEnding ending = g_rand_int_range (rand, 0, SOCKEYE_ENDING_NUL + 1);
      SockeyeSpan span = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = sockeye_payload_parse (text, format, ending, &span, &error);

      g_assert_true ((bytes == NULL) == (error != NULL));
      if (error == NULL)
        continue;
      g_assert_cmpint (format, !=, SOCKEYE_FORMAT_TEXT);
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
      check_line (error->message);
      g_assert_cmpuint (span.start + span.length, <=, strlen (text));
      if (g_utf8_validate (text, -1, NULL))
        {
          g_assert_cmpuint (span.length, >, 0);
          g_assert_cmpuint (span.start + span.length, <=, g_utf8_strlen (text, -1));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/payload/text", test_payload_text);
  g_test_add_func ("/sockeye/payload/endings", test_payload_endings);
  g_test_add_func ("/sockeye/payload/escapes", test_payload_escapes);
  g_test_add_func ("/sockeye/payload/hex", test_payload_hex);
  g_test_add_func ("/sockeye/payload/mistakes", test_payload_mistakes);
  g_test_add_func ("/sockeye/payload/preview", test_payload_preview);
  g_test_add_func ("/sockeye/payload/preview-limit", test_payload_preview_limit);
  g_test_add_func ("/sockeye/payload/preview-exact", test_payload_preview_exact);
  g_test_add_func ("/sockeye/payload/to-text", test_payload_to_text);
  g_test_add_func ("/sockeye/payload/to-hex", test_payload_to_hex);
  g_test_add_func ("/sockeye/payload/to-hex/finds-each-byte", test_payload_to_hex_finds_each_byte);
  g_test_add_func ("/sockeye/payload/large", test_payload_large);
  g_test_add_func ("/sockeye/payload/large-mistake", test_payload_large_mistake);
  g_test_add_func ("/sockeye/payload/large-shown", test_payload_large_shown);
  g_test_add_func ("/sockeye/payload/fuzz/shown", test_payload_fuzz_shown);
  g_test_add_func ("/sockeye/payload/fuzz/typed", test_payload_fuzz_typed);

  return g_test_run ();
}
