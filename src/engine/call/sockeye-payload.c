/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* All of it is linear in what is typed or shown: 10 MB may be pasted. What is
 * shown with escapes gives, typed with escapes, the same bytes again. */

#include "config.h"

#include "sockeye-payload.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sockeye-python.h"

#define HEX_DIGITS "0123456789abcdefABCDEF"

/* A NUL is a byte like any other, so the length is needed. */
static const struct
{
  const char *bytes;
  guint       length;
} endings[] = {
  [SOCKEYE_ENDING_NONE] = { "", 0 },
  [SOCKEYE_ENDING_LF] = { "\n", 1 },
  [SOCKEYE_ENDING_CRLF] = { "\r\n", 2 },
  [SOCKEYE_ENDING_NUL] = { "", 1 },
};

/* What is being read, how far, and into what. */
typedef struct
{
  const char    *text;
  const char    *cursor;
  SockeyeEnding  ending;
  GByteArray    *bytes;
  SockeyeSpan   *mistake;
  GError       **error;
} SockeyeReader;

/* Text being shown, and where it can be cut so that "…" still fits. */
typedef struct
{
  GString  *string;
  gsize     room; /* characters left */
  gsize     cut;
  gboolean  single_backslash;
} SockeyeWriter;

/* Appends a part that is shown whole or not at all; FALSE where it did not
 * fit and the text has been cut instead. */
static gboolean
sockeye_writer_add (SockeyeWriter *self,
                    const char    *part,
                    gsize          size,
                    gsize          n_characters)
{
  if (n_characters > self->room)
    {
      g_string_truncate (self->string, self->cut);
      g_string_append (self->string, "…");
      return FALSE;
    }
  g_string_append_len (self->string, part, size);
  self->room -= n_characters;
  if (self->room > 0)
    self->cut = self->string->len;
  return TRUE;
}

static gboolean
sockeye_writer_add_byte (SockeyeWriter *self,
                         guint8         byte)
{
  char escape[5];

  g_snprintf (escape, sizeof escape, "\\x%02x", byte);
  return sockeye_writer_add (self, escape, 4, 4);
}

static gboolean
sockeye_writer_add_escape (SockeyeWriter *self,
                           gunichar       c)
{
  char escape[11];
  gsize length;

  if (c == '\n' || c == '\r' || c == '\t' || c == '\\')
    length = g_snprintf (escape, sizeof escape, "\\%c",
                         c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\\');
  else if (c < 0x80)
    return sockeye_writer_add_byte (self, c);
  else if (c <= 0xffff)
    length = g_snprintf (escape, sizeof escape, "\\u%04x", c);
  else
    length = g_snprintf (escape, sizeof escape, "\\U%08x", c);
  return sockeye_writer_add (self, escape, length, length);
}

/* Shows the character at data and says how many bytes it has. */
static gboolean
sockeye_writer_add_next (SockeyeWriter *self,
                         const guint8  *data,
                         gsize          size,
                         gsize         *used)
{
  const char *text = (const char *) data;
  gunichar c = data[0] < 0x80 ? data[0] : g_utf8_get_char_validated (text, MIN (size, 4));

  *used = 1;
  if ((gint32) c < 0)
    return sockeye_writer_add_byte (self, data[0]);
  *used = g_utf8_skip[data[0]];
  if (!sockeye_python_is_printable (c) || (c == '\\' && !self->single_backslash))
    return sockeye_writer_add_escape (self, c);
  return sockeye_writer_add (self, text, *used, 1);
}

static char *
sockeye_payload_show (const guint8 *data,
                      gsize         size,
                      gsize         limit,
                      gboolean      single_backslash)
{
  SockeyeWriter writer = {
    .string = g_string_sized_new (limit > 0 ? MIN (limit, size) : size),
    .room = limit > 0 ? limit : G_MAXSIZE,
    .single_backslash = single_backslash,
  };
  gsize used;

  for (gsize i = 0; i < size; i += used)
    if (!sockeye_writer_add_next (&writer, data + i, size - i, &used))
      break;
  return g_string_free (writer.string, FALSE);
}

/**
 * sockeye_payload_preview:
 * @data: (array length=size) (nullable): bytes, from wherever
 * @size: how many
 * @limit: the most characters, or 0; what is cut ends in "…"
 *
 * Shows bytes in one line: printable UTF-8 as it is, all else as the escapes
 * that %SOCKEYE_FORMAT_ESCAPES reads: \n, \xhh for a control character or a
 * byte that is not UTF-8, \uhhhh for format characters such as bidi controls.
 * Looks at no more bytes than it needs to fill @limit.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
sockeye_payload_preview (const guint8 *data,
                         gsize         size,
                         gsize         limit)
{
  return sockeye_payload_show (data, size, limit, FALSE);
}

/**
 * sockeye_payload_to_text:
 * @data: (array length=size) (nullable): bytes, from wherever
 * @size: how many
 *
 * As sockeye_payload_preview(), over several lines: a line feed is shown as
 * `\n` and then breaks the line, so that each byte can be found.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
sockeye_payload_to_text (const guint8 *data,
                         gsize         size)
{
  SockeyeWriter writer = { .string = g_string_sized_new (size), .room = G_MAXSIZE };
  gsize used;

  for (gsize i = 0; i < size; i += used)
    {
      sockeye_writer_add_next (&writer, data + i, size - i, &used);
      if (data[i] == '\n')
        g_string_append_c (writer.string, '\n');
    }
  return g_string_free (writer.string, FALSE);
}

static int
sockeye_payload_count_hex_digits (guint64 number)
{
  int n = 1;

  while (number >>= 4)
    n++;
  return n;
}

static void
sockeye_payload_append_hex_line (GString      *string,
                                 const guint8 *data,
                                 gsize         size,
                                 guint         per_line)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < per_line; i++)
    {
      char part[3] = { ' ', ' ', ' ' };

      if (i < size)
        {
          part[1] = digits[data[i] >> 4];
          part[2] = digits[data[i] & 0xf];
        }
      g_string_append_len (string, part, sizeof part);
    }
  g_string_append (string, "  ");
  for (guint i = 0; i < size; i++)
    g_string_append_c (string, g_ascii_isprint (data[i]) ? data[i] : '.');
}

/**
 * sockeye_payload_to_hex:
 * @data: (array length=size) (nullable): bytes, from wherever
 * @size: how many
 * @offset: the number of the first byte
 * @per_line: bytes in a line, as in 8 or 16
 *
 * A hex dump: `0000  47 45 54 20 2f 20 48 54  GET / HT`. Offsets have four
 * digits, or in all lines as many as the last one needs.
 *
 * Returns: (transfer full): lines without a line feed after the last
 */
char *
sockeye_payload_to_hex (const guint8 *data,
                        gsize         size,
                        guint64       offset,
                        guint         per_line)
{
  int width = MAX (4, sockeye_payload_count_hex_digits (offset + MAX (size, 1) - 1));
  GString *string;

  g_return_val_if_fail (per_line > 0, NULL);

  string = g_string_sized_new ((size / per_line + 1) * (width + 4 + 4 * per_line));
  for (gsize i = 0; i < size; i += per_line)
    {
      if (i > 0)
        g_string_append_c (string, '\n');
      g_string_append_printf (string, "%0*" G_GINT64_MODIFIER "x ", width, offset + i);
      sockeye_payload_append_hex_line (string, data + i, MIN (size - i, per_line), per_line);
    }
  return g_string_free (string, FALSE);
}

/* Characters, of text that may not be valid UTF-8: bytes that begin one. */
static gsize
sockeye_reader_count (const char *start,
                      const char *end)
{
  gsize n = 0;

  for (const char *p = start; p < end; p++)
    n += ((guchar) *p & 0xc0) != 0x80;
  return n;
}

/* Reports a mistake of size bytes at start. */
static gboolean
sockeye_reader_fail (SockeyeReader *self,
                     const char    *start,
                     gsize          size,
                     const char    *message)
{
  g_autofree char *shown = sockeye_payload_show ((const guint8 *) start, size, 16, TRUE);
  SockeyeSpan span = { sockeye_reader_count (self->text, start),
                       sockeye_reader_count (start, start + size) };

  if (self->mistake != NULL)
    *self->mistake = span;
  /* Translators: where and what the mistake is, and what is wrong with it. */
  g_set_error (self->error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD,
               _("Character %zu, “%s”: %s"), span.start + 1, shown, message);
  return FALSE;
}

/* Bytes of the character at text, of which the first may be no valid one. */
static gsize
sockeye_reader_get_char_size (const char *text)
{
  gsize size = text[0] != '\0' ? 1 : 0;

  while (((guchar) text[size] & 0xc0) == 0x80)
    size++;
  return size;
}

static void
sockeye_reader_append (SockeyeReader *self,
                       gconstpointer  bytes,
                       gsize          size)
{
  g_byte_array_append (self->bytes, bytes, size);
}

/* A typed line break becomes the chosen ending; with none, a line feed. */
static void
sockeye_reader_take_break (SockeyeReader *self)
{
  SockeyeEnding ending = self->ending != SOCKEYE_ENDING_NONE ? self->ending : SOCKEYE_ENDING_LF;

  /* g_str_has_prefix() of GLib 2.80 and later measures all of what follows. */
  self->cursor += self->cursor[0] == '\r' && self->cursor[1] == '\n' ? 2 : 1;
  sockeye_reader_append (self, endings[ending].bytes, endings[ending].length);
}

static const char *
sockeye_reader_describe_hex_escape (char letter)
{
  if (letter == 'x')
    return _("\\x takes two hex digits");
  if (letter == 'u')
    return _("\\u takes four hex digits");
  return _("\\U takes eight hex digits");
}

/* \xhh is a byte; \uhhhh and \Uhhhhhhhh are a character, sent as UTF-8. */
static gboolean
sockeye_reader_take_hex_escape (SockeyeReader *self,
                                gsize          n_digits)
{
  const char *start = self->cursor;
  char letter = start[1];
  gunichar c = 0;
  char utf8[6];

  for (gsize i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isxdigit (start[2 + i]))
        return sockeye_reader_fail (self, start, 2 + i,
                                    sockeye_reader_describe_hex_escape (letter));
      c = c << 4 | g_ascii_xdigit_value (start[2 + i]);
    }
  if (letter == 'x')
    utf8[0] = c;
  else if (!g_unichar_validate (c))
    return sockeye_reader_fail (self, start, 2 + n_digits, _("there is no such character"));

  sockeye_reader_append (self, utf8, letter == 'x' ? 1 : g_unichar_to_utf8 (c, utf8));
  self->cursor += 2 + n_digits;
  return TRUE;
}

static gboolean
sockeye_reader_take_escape (SockeyeReader *self)
{
  static const char letters[] = "nrt0abfve\\\"'";
  static const char values[] = "\n\r\t\0\a\b\f\v\x1b\\\"'";
  const char *start = self->cursor;
  const char *letter = start[1] != '\0' ? strchr (letters, start[1]) : NULL;

  if (start[1] == 'x' || start[1] == 'u' || start[1] == 'U')
    return sockeye_reader_take_hex_escape (self, start[1] == 'x' ? 2 : start[1] == 'u' ? 4 : 8);
  if (start[1] == '\0')
    return sockeye_reader_fail (self, start, 1,
                                _("the escape is not finished; \\\\ is a backslash"));
  if (letter == NULL)
    return sockeye_reader_fail (self, start, 1 + sockeye_reader_get_char_size (start + 1),
                                _("this is not an escape; \\\\ is a backslash"));
  /* C and Python would read \012 as octal, one byte. */
  if (*letter == '0' && g_ascii_isdigit (start[2]))
    return sockeye_reader_fail (self, start, 3, _("before a digit, type NUL as \\x00"));

  sockeye_reader_append (self, values + (letter - letters), 1);
  self->cursor += 2;
  return TRUE;
}

static gboolean
sockeye_reader_take_text (SockeyeReader *self,
                          gboolean       escapes)
{
  while (*self->cursor != '\0')
    {
      gsize plain = strcspn (self->cursor, escapes ? "\r\n\\" : "\r\n");

      sockeye_reader_append (self, self->cursor, plain);
      self->cursor += plain;
      if (*self->cursor == '\r' || *self->cursor == '\n')
        sockeye_reader_take_break (self);
      else if (*self->cursor != '\0' && !sockeye_reader_take_escape (self))
        return FALSE;
    }
  return TRUE;
}

/* A run of hex digits, which are pairs; "0x" may stand before it. */
static gboolean
sockeye_reader_take_hex_run (SockeyeReader *self)
{
  const char *start = self->cursor;
  const char *digits = g_ascii_strncasecmp (start, "0x", 2) == 0 ? start + 2 : start;
  gsize length = strspn (digits, HEX_DIGITS);
  const char *end = digits + length;

  if (*end != '\0' && strchr (" \t\r\n\v\f:,", *end) == NULL)
    return sockeye_reader_fail (self, end, sockeye_reader_get_char_size (end),
                                _("this is not a hex digit"));
  if (length == 0)
    return sockeye_reader_fail (self, start, 2, _("two hex digits for each byte belong after 0x"));
  if (length % 2 != 0)
    return sockeye_reader_fail (self, end - 1, 1, _("a byte takes two hex digits; one is missing"));

  for (gsize i = 0; i < length; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      sockeye_reader_append (self, &byte, 1);
    }
  self->cursor = end;
  return TRUE;
}

static gboolean
sockeye_reader_take_hex (SockeyeReader *self)
{
  for (;;)
    {
      self->cursor += strspn (self->cursor, " \t\r\n\v\f:,");
      if (*self->cursor == '\0')
        return TRUE;
      if (!sockeye_reader_take_hex_run (self))
        return FALSE;
    }
}

/**
 * sockeye_payload_parse:
 * @text: what the user typed
 * @format: how it is meant. Text: as it is. Escapes: \n \r \t \0 \a \b \f \v
 *   \e \\ \" \' \xhh \uhhhh \Uhhhhhhhh. Hex: digits in pairs, with white
 *   space, colons, commas and 0x between them
 * @ending: appended in each format, hex too. In text, with escapes or
 *   without, a typed line break becomes it as well (with none, a line feed)
 * @mistake: (out) (optional): where the mistake stands, if there is one
 * @error: %SOCKEYE_ERROR_PAYLOAD, with a message for the user that says what
 *   is wrong and where
 *
 * Reads the bytes to send.
 *
 * Returns: (transfer full): the bytes, or %NULL with @error set
 */
GBytes *
sockeye_payload_parse (const char     *text,
                       SockeyeFormat   format,
                       SockeyeEnding   ending,
                       SockeyeSpan    *mistake,
                       GError        **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  SockeyeReader reader;
  gboolean ok;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (ending < G_N_ELEMENTS (endings), NULL);

  bytes = g_byte_array_new ();
  reader = (SockeyeReader) { text, text, ending, bytes, mistake, error };
  if (format == SOCKEYE_FORMAT_HEX)
    ok = sockeye_reader_take_hex (&reader);
  else
    ok = sockeye_reader_take_text (&reader, format == SOCKEYE_FORMAT_ESCAPES);
  if (!ok)
    return NULL;

  sockeye_reader_append (&reader, endings[ending].bytes, endings[ending].length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
