/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-python.h"

#include <string.h>
#include <sys/socket.h>

/* A literal being written, and where it can be cut so that "…" still fits. */
typedef struct
{
  GString *string;
  gsize    room;     /* characters left within the quotes */
  gsize    cut;      /* length of string at the last place to cut */
  char     quote;
} SockeyeLiteral;

/* CPython's choice: double quotes only where there are single ones and no
 * double ones. */
static char
sockeye_python_choose_quote (const guint8 *data,
                             gsize         size)
{
  if (size > 0 && memchr (data, '\'', size) != NULL && memchr (data, '"', size) == NULL)
    return '"';
  return '\'';
}

static void
sockeye_literal_begin (SockeyeLiteral *self,
                       GString        *string,
                       gsize           frame,
                       gsize           limit,
                       char            quote)
{
  self->string = string;
  self->room = limit == 0 ? G_MAXSIZE : (limit > frame ? limit - frame : 1);
  self->quote = quote;
  g_string_append_c (string, quote);
  self->cut = string->len;
}

/* Appends a part that is shown whole or not at all; FALSE where it did not
 * fit and the literal has been cut instead. */
static gboolean
sockeye_literal_add (SockeyeLiteral *self,
                     const char     *part,
                     gsize           size,
                     gsize           n_characters)
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

/* The escapes that bytes and str have in common; 0 where c stands for itself
 * or needs more than a byte to tell. */
static gsize
sockeye_literal_escape (SockeyeLiteral *self,
                        guint32         c,
                        char            escape[11])
{
  static const char hex[] = "0123456789abcdef";
  const char *letter = c == '\t' ? "t" : c == '\n' ? "n" : c == '\r' ? "r" : NULL;

  escape[0] = '\\';
  if (c == '\\' || c == (guint32) self->quote)
    escape[1] = c;
  else if (letter != NULL)
    escape[1] = letter[0];
  else if (c < 0x20 || c == 0x7f)
    {
      escape[1] = 'x';
      escape[2] = hex[c >> 4];
      escape[3] = hex[c & 0xf];
      return 4;
    }
  else
    return 0;
  return 2;
}

static gboolean
sockeye_literal_add_byte (SockeyeLiteral *self,
                          guint8          byte)
{
  char escape[11];
  gsize length;

  if (byte >= 0x80)
    length = g_snprintf (escape, sizeof escape, "\\x%02x", byte);
  else
    length = sockeye_literal_escape (self, byte, escape);
  if (length > 0)
    return sockeye_literal_add (self, escape, length, length);
  return sockeye_literal_add (self, (const char *) &byte, 1, 1);
}

/* One character of valid UTF-8. */
static gboolean
sockeye_literal_add_character (SockeyeLiteral *self,
                               gunichar        c,
                               const char     *utf8,
                               gsize           size)
{
  char escape[11];
  gsize length;

  if (sockeye_python_is_printable (c) && c != '\\' && c != (gunichar) self->quote)
    return sockeye_literal_add (self, utf8, size, 1);

  if (c < 0x80)
    length = sockeye_literal_escape (self, c, escape);
  else if (c <= 0xff)
    length = g_snprintf (escape, sizeof escape, "\\x%02x", c);
  else if (c <= 0xffff)
    length = g_snprintf (escape, sizeof escape, "\\u%04x", c);
  else
    length = g_snprintf (escape, sizeof escape, "\\U%08x", c);
  return sockeye_literal_add (self, escape, length, length);
}

/* A byte that is not UTF-8, as the error handler surrogateescape reads it: so
 * do paths of the file system reach a Python program. */
static gboolean
sockeye_literal_add_surrogate (SockeyeLiteral *self,
                               guint8          byte)
{
  char escape[7];

  g_snprintf (escape, sizeof escape, "\\udc%02x", byte);
  return sockeye_literal_add (self, escape, 6, 6);
}

/**
 * sockeye_python_is_printable:
 * @c: a character
 *
 * CPython's str.isprintable(): everything but control, format (bidi controls
 * among them), private, surrogate and unassigned characters, and separators
 * other than the space.
 *
 * Returns: whether repr() shows it as it is
 */
gboolean
sockeye_python_is_printable (gunichar c)
{
  if (c < 0x7f)
    return c >= 0x20;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * sockeye_python_append_bytes:
 * @string: to append to
 * @data: (nullable) (array length=size): the bytes
 * @size: how many
 * @limit: the most characters to append, or 0; at least 4 are used
 *
 * Appends `b'...'` as CPython's repr(), or cut as in `b'abc…'`, which is no
 * Python and so cannot be taken for the whole. Looks at no more than @limit
 * bytes, the choice of quotes included.
 */
void
sockeye_python_append_bytes (GString      *string,
                             const guint8 *data,
                             gsize         size,
                             gsize         limit)
{
  gsize scanned = limit == 0 ? size : MIN (size, limit);
  SockeyeLiteral literal;

  g_return_if_fail (string != NULL);

  g_string_append_c (string, 'b');
  sockeye_literal_begin (&literal, string, strlen ("b''"), limit,
                         sockeye_python_choose_quote (data, scanned));
  for (gsize i = 0; i < size; i++)
    if (!sockeye_literal_add_byte (&literal, data[i]))
      break;
  g_string_append_c (string, literal.quote);
}

/**
 * sockeye_python_append_str:
 * @string: to append to
 * @text: text; bytes that are not UTF-8 are right too
 * @limit: the most characters to append, or 0; at least 3 are used
 *
 * Appends `'...'` as CPython's repr(). What is not UTF-8 is written as
 * os.fsdecode() reads it: `'\udc80'`. Looks at a small multiple of @limit
 * bytes.
 */
void
sockeye_python_append_str (GString    *string,
                           const char *text,
                           gsize       limit)
{
  gsize scanned;
  SockeyeLiteral literal;
  gboolean fits = TRUE;

  g_return_if_fail (string != NULL && text != NULL);

  /* Four bytes make a character at most, so this covers all that is shown. */
  scanned = limit == 0 ? strlen (text) : strnlen (text, 4 * limit);
  sockeye_literal_begin (&literal, string, strlen ("''"), limit,
                         sockeye_python_choose_quote ((const guint8 *) text, scanned));
  while (fits && *text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, strnlen (text, 4));
      gsize size = (gint32) c < 0 ? 1 : g_utf8_skip[(guchar) *text];

      fits = (gint32) c < 0 ? sockeye_literal_add_surrogate (&literal, (guint8) *text)
                            : sockeye_literal_add_character (&literal, c, text, size);
      text += size;
    }
  g_string_append_c (string, literal.quote);
}

/* Those of <sys/socket.h> that CPython knows by name. */
static const struct
{
  int         flag;
  const char *name;
} flag_names[] = {
  { MSG_OOB, "MSG_OOB" },
  { MSG_PEEK, "MSG_PEEK" },
  { MSG_DONTROUTE, "MSG_DONTROUTE" },
  { MSG_CTRUNC, "MSG_CTRUNC" },
  { MSG_TRUNC, "MSG_TRUNC" },
  { MSG_DONTWAIT, "MSG_DONTWAIT" },
  { MSG_EOR, "MSG_EOR" },
  { MSG_WAITALL, "MSG_WAITALL" },
  { MSG_CONFIRM, "MSG_CONFIRM" },
  { MSG_ERRQUEUE, "MSG_ERRQUEUE" },
  { MSG_NOSIGNAL, "MSG_NOSIGNAL" },
  { MSG_MORE, "MSG_MORE" },
  { MSG_FASTOPEN, "MSG_FASTOPEN" },
  { MSG_CMSG_CLOEXEC, "MSG_CMSG_CLOEXEC" },
};

/**
 * sockeye_python_append_flags:
 * @string: to append to
 * @flags: MSG_PEEK and the like, of send(2) and recv(2)
 *
 * Appends as in `MSG_PEEK | MSG_DONTWAIT`, ascending; bits without a name
 * come last, in hex; no flags are `0`.
 */
void
sockeye_python_append_flags (GString *string,
                             int      flags)
{
  guint rest = flags;
  const char *separator = "";

  g_return_if_fail (string != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if (flags & flag_names[i].flag)
      {
        g_string_append_printf (string, "%s%s", separator, flag_names[i].name);
        rest &= ~flag_names[i].flag;
        separator = " | ";
      }
  if (rest != 0)
    g_string_append_printf (string, "%s%#x", separator, rest);
  else if (flags == 0)
    g_string_append_c (string, '0');
}

/**
 * sockeye_python_append_constant:
 * @name: (nullable): of a constant
 * @number: where it has no name: Python takes that as well
 */
void
sockeye_python_append_constant (GString    *string,
                                const char *name,
                                int         number)
{
  g_return_if_fail (string != NULL);

  if (name != NULL)
    g_string_append (string, name);
  else
    g_string_append_printf (string, "%d", number);
}
