/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The value behind an operator: "text"i, hex 47:45:54, /regex/i, or a bare word
 * that the field understands. */

#include "config.h"

#include "sockeye-filter-scan-private.h"
#include "sockeye-pattern-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far a bare word goes: to a blank, a parenthesis, a comma, && or ||. */
static gsize
sockeye_filter_scan_measure (const char *p)
{
  gsize n = 0;

  while (p[n] != '\0' && !g_ascii_isspace (p[n]) && strchr ("(),\"", p[n]) == NULL
         && strncmp (p + n, "&&", 2) != 0 && strncmp (p + n, "||", 2) != 0)
    n++;
  return n;
}

/* The "i" behind a closing quotation mark. */
static gboolean
sockeye_filter_scan_take_i (SockeyeFilterScan *self)
{
  if (*self->p != 'i' || g_ascii_isalnum (self->p[1]))
    return FALSE;
  self->p++;
  return TRUE;
}

/* As it is: what a pattern says of its own mistake goes to the place. */
static gboolean
sockeye_filter_scan_set_pattern (SockeyeFilterScan  *self,
                                 const char         *start,
                                 SockeyePatternKind  kind,
                                 const char         *text,
                                 gboolean            ignore_case,
                                 SockeyeValue       *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  value->pattern = sockeye_pattern_new (kind, text, ignore_case, &error);
  if (value->pattern != NULL)
    return TRUE;
  message = g_utf8_make_valid (error->message, -1);
  return _sockeye_filter_scan_fail (self, start, self->p, "%s", message);
}

static gboolean
sockeye_filter_scan_slashes (SockeyeFilterScan *self,
                             SockeyeValue      *value)
{
  g_autoptr (GString) regex = g_string_new (NULL);
  const char *start = self->p++;
  gboolean ignore_case = FALSE;

  while (*self->p != '/')
    {
      if (*self->p == '\0')
        return _sockeye_filter_scan_fail (self, start, self->p,
                                          _("The / that ends the regular expression is missing"));
      if (self->p[0] == '\\' && self->p[1] == '/')
        self->p++;
      else if (self->p[0] == '\\' && self->p[1] != '\0')
        g_string_append_c (regex, *self->p++);
      g_string_append_c (regex, *self->p++);
    }
  self->p++;
  for (; g_ascii_isalpha (*self->p); self->p++)
    if (*self->p == 'i')
      ignore_case = TRUE;
    else if (*self->p == 's')
      g_string_prepend (regex, "(?s)");
    else
      return _sockeye_filter_scan_fail (self, self->p, self->p + 1,
                                        _("Behind the / may be i (case does not matter) and s "
                                          "(a dot is a line feed too)"));
  return sockeye_filter_scan_set_pattern (self, start, SOCKEYE_PATTERN_REGEX, regex->str,
                                          ignore_case, value);
}

static gboolean
sockeye_filter_scan_is_hex (const char *p,
                            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (p[i]) && strchr ("?:-", p[i]) == NULL)
      return FALSE;
  return length > 0;
}

/* "hex 47:45", "hex 47 45": the words behind it that are nothing but digits. */
static gboolean
sockeye_filter_scan_hex (SockeyeFilterScan *self,
                         SockeyeValue      *value)
{
  const char *start = self->p;
  g_autofree char *digits = NULL;
  const char *first;

  if (!_sockeye_filter_scan_take_word (self, "hex"))
    return FALSE;
  _sockeye_filter_scan_skip (self);
  first = self->p;
  do
    {
      const char *before = self->p;
      gsize length;

      _sockeye_filter_scan_skip (self);
      length = sockeye_filter_scan_measure (self->p);
      if (!sockeye_filter_scan_is_hex (self->p, length))
        {
          self->p = before;
          break;
        }
      self->p += length;
    }
  while (TRUE);
  if (self->p == first)
    {
      self->p = start;
      return FALSE;
    }
  digits = g_strndup (first, (gsize) (self->p - first));
  sockeye_filter_scan_set_pattern (self, first, SOCKEYE_PATTERN_HEX, digits, FALSE, value);
  return TRUE;
}

/* A string or a word to look for. */
static gboolean
sockeye_filter_scan_text (SockeyeFilterScan *self,
                          SockeyeOperator    operator,
                          SockeyeValue      *value)
{
  const char *start = self->p;
  g_autoptr (GByteArray) bytes = NULL;
  gsize length = 0;
  gboolean whole = operator == SOCKEYE_OPERATOR_EQUAL || operator == SOCKEYE_OPERATOR_UNEQUAL
                   || operator == SOCKEYE_OPERATOR_IN;
  gboolean ignore_case = FALSE;

  if (*self->p == '"' || *self->p == '\'')
    {
      bytes = _sockeye_filter_scan_string (self);
      if (bytes == NULL)
        return FALSE;
      ignore_case = sockeye_filter_scan_take_i (self);
    }
  else
    {
      length = sockeye_filter_scan_measure (self->p);
      bytes = g_byte_array_sized_new (16);
      g_byte_array_append (bytes, (const guint8 *) self->p, (guint) length);
      self->p += length;
    }
  if (bytes->len == 0 && !whole)
    return _sockeye_filter_scan_fail (self, start, self->p, _("There is no text to look for"));
  value->pattern = _sockeye_pattern_new_bytes (bytes->data, bytes->len, ignore_case);
  return TRUE;
}

static gboolean
sockeye_filter_scan_regex (SockeyeFilterScan *self,
                           SockeyeValue      *value)
{
  const char *start = self->p;
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *text = NULL;
  gboolean ignore_case = FALSE;
  gsize length;

  if (*self->p == '/')
    return sockeye_filter_scan_slashes (self, value);
  if (*self->p == '"' || *self->p == '\'')
    {
      bytes = _sockeye_filter_scan_string (self);
      if (bytes == NULL)
        return FALSE;
      ignore_case = sockeye_filter_scan_take_i (self);
      text = g_strndup ((const char *) bytes->data, bytes->len);
    }
  else
    {
      length = sockeye_filter_scan_measure (self->p);
      text = g_strndup (self->p, length);
      self->p += length;
    }
  return sockeye_filter_scan_set_pattern (self, start, SOCKEYE_PATTERN_REGEX, text, ignore_case,
                                          value);
}

/* A bare word, with its unit where that stands apart: "4 KiB". */
static char *
sockeye_filter_scan_bare (SockeyeFilterScan *self,
                          SockeyeSort        sort)
{
  const char *start = self->p;
  gsize length = sockeye_filter_scan_measure (start);
  const char *next = start + length;
  gsize unit;

  self->p += length;
  while (*next == ' ')
    next++;
  unit = sockeye_filter_scan_measure (next);
  if (length > 0 && g_ascii_isdigit (start[length - 1])
      && _sockeye_value_is_unit (sort, next, unit))
    self->p = next + unit;
  return g_strndup (start, (gsize) (self->p - start));
}

static gboolean
sockeye_filter_scan_plain (SockeyeFilterScan *self,
                           SockeyeSort        sort,
                           SockeyeValue      *value)
{
  const char *start = self->p;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (*self->p == '"' || *self->p == '\'')
    {
      g_autoptr (GByteArray) bytes = _sockeye_filter_scan_string (self);

      if (bytes == NULL)
        return FALSE;
      text = g_strndup ((const char *) bytes->data, bytes->len);
    }
  else
    text = sockeye_filter_scan_bare (self, sort);
  if (_sockeye_value_parse (value, sort, text, &error))
    return TRUE;
  return _sockeye_filter_scan_fail (self, start, self->p, "%s", error->message);
}

/* Whether values of this field are looked for as patterns. */
static gboolean
sockeye_filter_scan_wants_pattern (SockeyeSort     sort,
                                   SockeyeOperator operator)
{
  return sort == SOCKEYE_SORT_BYTES || sort == SOCKEYE_SORT_TEXT
         || (sort == SOCKEYE_SORT_ADDRESS
             && (operator == SOCKEYE_OPERATOR_CONTAINS || operator == SOCKEYE_OPERATOR_STARTS
                 || operator == SOCKEYE_OPERATOR_MATCHES));
}

gboolean
_sockeye_filter_scan_value (SockeyeFilterScan *self,
                            SockeyeField       field,
                            SockeyeOperator    operator,
                            SockeyeValue      *value)
{
  SockeyeSort sort = _sockeye_field_get_info (field)->sort;

  _sockeye_filter_scan_skip (self);
  if (*self->p == '"' || *self->p == '\'' || sockeye_filter_scan_measure (self->p) > 0)
    {
      if (!sockeye_filter_scan_wants_pattern (sort, operator))
        return sockeye_filter_scan_plain (self, sort, value);
      if (operator == SOCKEYE_OPERATOR_MATCHES)
        return sockeye_filter_scan_regex (self, value);
      if (sockeye_filter_scan_hex (self, value))
        return value->pattern != NULL;
      return sockeye_filter_scan_text (self, operator, value);
    }
  return _sockeye_filter_scan_fail (self, self->p, self->p + 1,
                                    _("A value is missing here, as in “%s”"),
                                    _sockeye_sort_get_example (sort));
}
