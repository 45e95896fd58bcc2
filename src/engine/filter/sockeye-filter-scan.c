/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Words, signs and strings of the filter language, and where an error is. */

#include "config.h"

#include "sockeye-filter-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
_sockeye_filter_scan_fail (SockeyeFilterScan *self,
                           const char        *start,
                           const char        *end,
                           const char        *format,
                           ...)
{
  va_list args;

  if (self->message != NULL)
    return FALSE;
  va_start (args, format);
  self->message = g_strdup_vprintf (format, args);
  va_end (args);
  self->start = (gsize) (start - self->text);
  self->end = MIN ((gsize) (end - self->text), strlen (self->text));
  self->end = MAX (self->start, self->end);
  return FALSE;
}

/* The operator here is not for this field: says what the field is. */
gboolean
_sockeye_filter_scan_fail_sort (SockeyeFilterScan *self,
                                const char        *start,
                                const char        *end,
                                SockeyeField       field)
{
  const SockeyeFieldInfo *info = _sockeye_field_get_info (field);
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (_sockeye_sort_describe (info->sort), info->name);
#pragma GCC diagnostic pop
  return _sockeye_filter_scan_fail (self, start, end, "%s", message);
}

/* Two conditions stand side by side. */
gboolean
_sockeye_filter_scan_fail_joint (SockeyeFilterScan *self)
{
  const char *end = self->p;

  while (*end != '\0' && !g_ascii_isspace (*end))
    end++;
  return _sockeye_filter_scan_fail (self, self->p, end,
                                    _("“and” or “or” is missing in front of this"));
}

void
_sockeye_filter_scan_skip (SockeyeFilterScan *self)
{
  while (g_ascii_isspace (*self->p))
    self->p++;
}

/* Goes behind the sign, where it stands here. "!" is not the one of "!=". */
gboolean
_sockeye_filter_scan_take (SockeyeFilterScan *self,
                           const char        *sign)
{
  gsize length = strlen (sign);

  _sockeye_filter_scan_skip (self);
  if (strncmp (self->p, sign, length) != 0 || (*sign == '!' && self->p[length] == '='))
    return FALSE;
  self->p += length;
  return TRUE;
}

static gboolean
sockeye_filter_scan_is_letter (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.';
}

const char *
_sockeye_filter_scan_word (SockeyeFilterScan *self,
                           gsize             *length)
{
  const char *start;

  _sockeye_filter_scan_skip (self);
  start = self->p;
  while (sockeye_filter_scan_is_letter (*self->p))
    self->p++;
  *length = (gsize) (self->p - start);
  return start;
}

gboolean
_sockeye_filter_scan_take_word (SockeyeFilterScan *self,
                                const char        *word)
{
  gsize length;
  const char *start = _sockeye_filter_scan_word (self, &length);

  if (strlen (word) == length && strncmp (start, word, length) == 0)
    return TRUE;
  self->p = start;
  return FALSE;
}

gboolean
_sockeye_filter_scan_openings (SockeyeFilterScan *self)
{
  gboolean opened = FALSE;
  const char *before;

  do
    {
      before = self->p;
      opened |= _sockeye_filter_scan_take (self, "(");
      if (!_sockeye_filter_scan_take (self, "!"))
        _sockeye_filter_scan_take_word (self, "not");
    }
  while (self->p != before);
  return opened;
}

gboolean
_sockeye_filter_scan_operator (SockeyeFilterScan *self,
                               SockeyeOperator   *operator)
{
  const char *start;
  gsize length;

  start = _sockeye_filter_scan_word (self, &length);
  if (length == 0)
    {
      /* The longer sign first. */
      for (length = 2; length > 0; length--)
        if (strnlen (start, length) == length && _sockeye_operator_find (start, length, operator))
          {
            self->p = start + length;
            return TRUE;
          }
    }
  else if (_sockeye_operator_find (start, length, operator))
    return TRUE;
  self->p = start;
  return FALSE;
}

/* Hex digits, as many as there are up to n. */
static gboolean
sockeye_filter_scan_digits (SockeyeFilterScan *self,
                            guint              n,
                            gunichar          *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isxdigit (self->p[i]))
        return FALSE;
      *value = *value << 4 | (gunichar) g_ascii_xdigit_value (self->p[i]);
    }
  self->p += n;
  return TRUE;
}

/* What stands behind a backslash. */
static gboolean
sockeye_filter_scan_escape (SockeyeFilterScan *self,
                            GByteArray        *bytes)
{
  static const char signs[] = "ntr0\\\"'";
  static const guint8 meanings[] = { '\n', '\t', '\r', 0, '\\', '"', '\'' };
  const char *start = self->p - 1;
  const char *sign = *self->p != '\0' ? strchr (signs, *self->p) : NULL;
  gunichar value;
  char utf8[6];
  guint8 byte;

  if (sign != NULL)
    {
      g_byte_array_append (bytes, &meanings[sign - signs], 1);
      self->p++;
      return TRUE;
    }
  if (*self->p == 'x')
    {
      self->p++;
      if (sockeye_filter_scan_digits (self, 2, &value))
        {
          byte = (guint8) value;
          g_byte_array_append (bytes, &byte, 1);
          return TRUE;
        }
    }
  else if (*self->p == 'u')
    {
      self->p++;
      if (sockeye_filter_scan_digits (self, 4, &value) && g_unichar_validate (value))
        {
          g_byte_array_append (bytes, (const guint8 *) utf8,
                               (guint) g_unichar_to_utf8 (value, utf8));
          return TRUE;
        }
    }
  return _sockeye_filter_scan_fail (self, start, MAX (self->p, start + 2),
                                    _("There is no such escape: \\n, \\r, \\t, \\0, \\\\, \\\", "
                                      "\\x0d and \\u20ac are"));
}

GByteArray *
_sockeye_filter_scan_string (SockeyeFilterScan *self)
{
  /* With room, so that its data is never NULL. */
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (16);
  const char *start = self->p;
  char quote = *self->p++;

  while (*self->p != quote)
    {
      if (*self->p == '\0')
        {
          _sockeye_filter_scan_fail (self, start, self->p,
                                     _("This quotation mark is not closed"));
          return NULL;
        }
      if (*self->p++ != '\\')
        g_byte_array_append (bytes, (const guint8 *) self->p - 1, 1);
      else if (!sockeye_filter_scan_escape (self, bytes))
        return NULL;
    }
  self->p++;
  return g_steal_pointer (&bytes);
}
