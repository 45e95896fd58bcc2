/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "call/sockeye-python.h"

#include <string.h>
#include <sys/socket.h>

#include "python-util.h"

#define N_RANDOM 2000

/* One value a line, as hex, after its type; its repr() a line. */
static const char repr_program[] =
  "import os, sys\n"
  "for line in sys.stdin:\n"
  "    kind, _, digits = line.rstrip('\\n').partition(' ')\n"
  "    value = bytes.fromhex(digits)\n"
  "    print(repr(value if kind == 'b' else os.fsdecode(value)))\n";

static char *
python_bytes (gconstpointer data,
              gsize         size,
              gsize         limit)
{
  GString *string = g_string_new (NULL);

  sockeye_python_append_bytes (string, data, size, limit);
  return g_string_free (string, FALSE);
}

static char *
python_str (const char *text,
            gsize       limit)
{
  GString *string = g_string_new (NULL);

  sockeye_python_append_str (string, text, limit);
  return g_string_free (string, FALSE);
}

static char *
python_flags (int flags)
{
  GString *string = g_string_new (NULL);

  sockeye_python_append_flags (string, flags);
  return g_string_free (string, FALSE);
}

/* Values to ask CPython for, and what we print for each. */
typedef struct
{
  GString   *input;
  GPtrArray *ours;
} Comparison;

static void
comparison_init (Comparison *self)
{
  self->input = g_string_new (NULL);
  self->ours = g_ptr_array_new_with_free_func (g_free);
}

static void
comparison_add_bytes (Comparison    *self,
                      gconstpointer  data,
                      gsize          size)
{
  g_string_append (self->input, "b ");
  test_append_hex (self->input, data, size);
  g_string_append_c (self->input, '\n');
  g_ptr_array_add (self->ours, python_bytes (data, size, 0));
}

static void
comparison_add_str (Comparison *self,
                    const char *text)
{
  g_string_append (self->input, "s ");
  test_append_hex (self->input, text, strlen (text));
  g_string_append_c (self->input, '\n');
  g_ptr_array_add (self->ours, python_str (text, 0));
}

static void
comparison_run (Comparison *self)
{
  g_auto (GStrv) theirs = test_python_run (repr_program, self->input);

  g_assert_cmpuint (g_strv_length (theirs), ==, self->ours->len);
  for (guint i = 0; i < self->ours->len; i++)
    {
      g_assert_true (g_utf8_validate (g_ptr_array_index (self->ours, i), -1, NULL));
      g_assert_cmpstr (g_ptr_array_index (self->ours, i), ==, theirs[i]);
    }
  g_string_free (self->input, TRUE);
  g_ptr_array_unref (self->ours);
}

static void
test_python_bytes (void)
{
  static const char *const texts[] = { "", "'", "\"", "'\"", "\\", "it's", "say \"x\"",
                                       "Thank you for connecting", "a\tb\r\n", "…" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  Comparison comparison;

  if (!test_python_is_there ())
    return;
  comparison_init (&comparison);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    comparison_add_bytes (&comparison, texts[i], strlen (texts[i]));
  for (guint i = 0; i < 256; i++)
    {
      guint8 data[] = { i, '\'', i };

      comparison_add_bytes (&comparison, data, 1);
      comparison_add_bytes (&comparison, data, 3);
    }
  for (guint i = 0; i < N_RANDOM; i++)
    {
      guint8 data[40];
      gsize size = g_rand_int_range (rand, 0, sizeof data);

      for (gsize j = 0; j < size; j++)
        data[j] = g_rand_int (rand);
      comparison_add_bytes (&comparison, data, size);
    }
  comparison_run (&comparison);
}

/* Characters of all the kinds that repr() tells apart, and bytes that are no
 * character: what is not UTF-8 is escaped as surrogateescape reads it. */
static const char *const pieces[] = {
  "a", " ", "'", "\"", "\\", "\n", "\x01", "\x7f", "\xc2\x80", "\xc2\xa0", "\xc2\xad", "é", "ß",
  "€", "漢", "😀", "e\xcc\x81", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\xa8", "\xe2\x80\xa9",
  "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x81\xa9", "\xef\xbb\xbf", "\xee\x80\x80", "\xef\xbf\xbf",
  "\xf3\xb0\x80\x80", "\xf4\x8f\xbf\xbf", "\xf3\xa0\x80\x81", "\x80", "\xbf", "\xc0\x80", "\xc3",
  "\xe2\x82", "\xed\xa0\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe",
  "\xff", "\xe0\x80\xaf", "\xc1\xbf",
};

static void
test_python_str (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260102);
  Comparison comparison;

  if (!test_python_is_there ())
    return;
  comparison_init (&comparison);
  comparison_add_str (&comparison, "");
  for (gunichar c = 1; c <= 0xff; c++)
    {
      char text[8] = { 0 };

      g_unichar_to_utf8 (c, text);
      comparison_add_str (&comparison, text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    comparison_add_str (&comparison, pieces[i]);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      comparison_add_str (&comparison, text->str);
    }
  comparison_run (&comparison);
}

static void
test_python_str_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260103);
  Comparison comparison;

  if (!test_python_is_there ())
    return;
  comparison_init (&comparison);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      char text[24] = { 0 };

      for (int n = g_rand_int_range (rand, 0, sizeof text - 1); n > 0; n--)
        text[n - 1] = g_rand_int_range (rand, 1, 256);
      comparison_add_str (&comparison, text);
    }
  comparison_run (&comparison);
}

/* Every code point. GLib and CPython may know different versions of Unicode,
 * so what is unassigned to either is not compared. */
static void
test_python_printable (void)
{
  static const char program[] =
    "import unicodedata\n"
    "print(''.join('?' if unicodedata.category(c) == 'Cn' else str(int(c.isprintable()))\n"
    "              for c in map(chr, range(0x110000))))\n";
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  lines = test_python_run (program, input);
  g_assert_cmpuint (strlen (lines[0]), ==, 0x110000);
  for (gunichar c = 0; c < 0x110000; c++)
    if (lines[0][c] != '?' && g_unichar_type (c) != G_UNICODE_UNASSIGNED
        && sockeye_python_is_printable (c) != (lines[0][c] == '1'))
      g_error ("U+%04X: we say %d, CPython %c", c, sockeye_python_is_printable (c), lines[0][c]);
}

/* What is cut says so, is never longer than asked, and never splits an escape.
 * Its quotes may differ, since only what is shown has a say in their choice. */
static void
check_limit (const char *whole,
             const char *cut,
             gsize       limit,
             gsize       prefix)
{
  gsize length = g_utf8_strlen (whole, -1);
  gsize cut_length = g_utf8_strlen (cut, -1);
  g_autofree char *end = g_strdup_printf ("…%c", cut[prefix]);

  g_assert_true (g_utf8_validate (cut, -1, NULL));
  if (length <= limit)
    {
      g_assert_cmpstr (cut, ==, whole);
      return;
    }
  g_assert_cmpuint (cut_length, <=, MAX (limit, prefix + 3));
  g_assert_true (g_str_has_suffix (cut, end));
  g_assert_cmpmem (whole + prefix + 1, strlen (cut) - strlen (end) - prefix - 1,
                   cut + prefix + 1, strlen (cut) - strlen (end) - prefix - 1);
}

static void
test_python_limit (void)
{
  static const char data[] = "a\0\xff'é€😀\n\\plain";
  static const char text[] = "a\xff'é€😀\xe2\x80\xae\n\\plain";
  g_autofree char *bytes = python_bytes (data, sizeof data, 0);
  g_autofree char *str = python_str (text, 0);

  for (gsize limit = 1; limit < 90; limit++)
    {
      g_autofree char *cut_bytes = python_bytes (data, sizeof data, limit);
      g_autofree char *cut_str = python_str (text, limit);

      check_limit (bytes, cut_bytes, limit, 1);
      check_limit (str, cut_str, limit, 0);
    }
}

static void
test_python_limit_exact (void)
{
  g_autofree char *fits = python_bytes ("hello", 5, 8);
  g_autofree char *cut = python_bytes ("hello", 5, 7);
  g_autofree char *escape = python_bytes ("ab\xff", 3, 8);
  g_autofree char *str = python_str ("hello", 6);
  g_autofree char *nothing = python_bytes (NULL, 0, 1);

  g_assert_cmpstr (fits, ==, "b'hello'");
  g_assert_cmpstr (cut, ==, "b'hel…'");
  g_assert_cmpstr (escape, ==, "b'ab…'");
  g_assert_cmpstr (str, ==, "'hel…'");
  g_assert_cmpstr (nothing, ==, "b''");
}

static void
test_python_flags (void)
{
  g_autofree char *none = python_flags (0);
  g_autofree char *two = python_flags (MSG_DONTWAIT | MSG_PEEK);
  g_autofree char *unknown = python_flags (MSG_OOB | 0x800000);
  g_autofree char *only_unknown = python_flags (0x800000);

  g_assert_cmpstr (none, ==, "0");
  g_assert_cmpstr (two, ==, "MSG_PEEK | MSG_DONTWAIT");
  g_assert_cmpstr (unknown, ==, "MSG_OOB | 0x800000");
  g_assert_cmpstr (only_unknown, ==, "0x800000");
}

/* Each bit alone, and sets of them, mean to CPython the number they came from. */
static void
test_python_flags_evaluated (void)
{
  static const char program[] =
    "import sys\n"
    "from socket import *\n"
    "for line in sys.stdin:\n"
    "    print(eval(line) & 0xffffffff)\n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260104);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!test_python_is_there ())
    return;
  for (guint i = 0; i < 200; i++)
    {
      guint flags = i < 32 ? 1u << i : g_rand_int (rand);
      g_autofree char *text = python_flags (flags);

      g_array_append_val (values, flags);
      g_string_append_printf (input, "%s\n", text);
    }
  lines = test_python_run (program, input);
  for (guint i = 0; i < values->len; i++)
    g_assert_cmpuint (g_ascii_strtoull (lines[i], NULL, 10), ==, g_array_index (values, guint, i));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/python/bytes", test_python_bytes);
  g_test_add_func ("/sockeye/python/str", test_python_str);
  g_test_add_func ("/sockeye/python/str-random", test_python_str_random);
  g_test_add_func ("/sockeye/python/printable", test_python_printable);
  g_test_add_func ("/sockeye/python/limit", test_python_limit);
  g_test_add_func ("/sockeye/python/limit-exact", test_python_limit_exact);
  g_test_add_func ("/sockeye/python/flags", test_python_flags);
  g_test_add_func ("/sockeye/python/flags-evaluated", test_python_flags_evaluated);

  return g_test_run ();
}
