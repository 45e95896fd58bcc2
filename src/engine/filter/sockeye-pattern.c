/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-pattern-private.h"

#include "call/sockeye-types.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than anybody types. */
#define MAX_TEXT 65536

/* Of a pattern with bytes that may be anything, which has no way to be found
 * that is never slow. */
#define MAX_WILD 256

struct _SockeyePattern
{
  SockeyePatternKind kind;
  SockeyeNeedle      needle; /* but for a regular expression */
  GRegex            *regex;
};

G_DEFINE_BOXED_TYPE (SockeyePattern, sockeye_pattern, sockeye_pattern_ref, sockeye_pattern_unref)

/* Only A to Z: what other letters are, a byte does not tell. */
static guint8 *
sockeye_pattern_make_mask (const guint8 *bytes,
                           gsize         size,
                           gboolean      ignore_case)
{
  guint8 *mask = g_malloc0 (size + 1);

  for (gsize i = 0; ignore_case && i < size; i++)
    if (g_ascii_isalpha ((char) bytes[i]))
      mask[i] = 0x20;
  return mask;
}

SockeyePattern *
_sockeye_pattern_new_bytes (const guint8 *bytes,
                            gsize         size,
                            gboolean      ignore_case)
{
  SockeyePattern *self = g_atomic_rc_box_new0 (SockeyePattern);
  g_autofree guint8 *mask = sockeye_pattern_make_mask (bytes, size, ignore_case);

  self->kind = SOCKEYE_PATTERN_TEXT;
  _sockeye_needle_init (&self->needle, bytes, mask, size);
  return self;
}

/* Two digits make a byte, "??" is any; between bytes may be blanks, colons,
 * dashes or commas, and before one "0x" or "\x". */
static gboolean
sockeye_pattern_parse_hex (const char  *text,
                           GByteArray  *bytes,
                           GByteArray  *mask,
                           GError     **error)
{
  const char *p = text;

  while (*p != '\0')
    {
      guint8 byte = 0, hole = 0;

      if (g_ascii_isspace (*p) || strchr (":-,", *p) != NULL)
        {
          p++;
          continue;
        }
      if ((p[0] == '0' || p[0] == '\\') && (p[1] == 'x' || p[1] == 'X'))
        p += 2;
      if (p[0] == '?' && p[1] == '?')
        hole = 0xff;
      else if (g_ascii_isxdigit (p[0]) && g_ascii_isxdigit (p[1]))
        byte = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
      else
        {
          g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER,
                       _("Two hex digits make a byte, as in 47 45 54; ?? is any byte"));
          return FALSE;
        }
      g_byte_array_append (bytes, &byte, 1);
      g_byte_array_append (mask, &hole, 1);
      p += 2;
    }
  return TRUE;
}

static SockeyePattern *
sockeye_pattern_new_hex (const char  *text,
                         GError     **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) mask = g_byte_array_new ();
  SockeyePattern *self;

  if (!sockeye_pattern_parse_hex (text, bytes, mask, error))
    return NULL;
  if (bytes->len == 0)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER, _("No bytes to look for"));
      return NULL;
    }
  if (bytes->len > MAX_WILD && memchr (mask->data, 0xff, mask->len) != NULL)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER,
                   _("With ?? in it, %d bytes are the most that can be looked for"), MAX_WILD);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (SockeyePattern);
  self->kind = SOCKEYE_PATTERN_HEX;
  _sockeye_needle_init (&self->needle, bytes->data, mask->data, bytes->len);
  return self;
}

static SockeyePattern *
sockeye_pattern_new_regex (const char  *text,
                           gboolean     ignore_case,
                           GError     **error)
{
  GRegexCompileFlags flags = G_REGEX_RAW | G_REGEX_OPTIMIZE;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) why = NULL;
  SockeyePattern *self;

  if (ignore_case)
    flags |= G_REGEX_CASELESS;
  regex = g_regex_new (text, flags, 0, &why);
  if (regex == NULL)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER,
                   _("This is no regular expression: %s"), why->message);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (SockeyePattern);
  self->kind = SOCKEYE_PATTERN_REGEX;
  self->regex = g_steal_pointer (&regex);
  return self;
}

/**
 * sockeye_pattern_new:
 * @kind: what @text is
 * @text: what to look for. %SOCKEYE_PATTERN_TEXT: its UTF-8 bytes.
 *   %SOCKEYE_PATTERN_HEX: "47 45 54", "474554", "47:45:54", "??" for any byte.
 *   %SOCKEYE_PATTERN_REGEX: a regular expression of PCRE on bytes, so that
 *   \xff is that byte, and "." any one but a line feed
 * @ignore_case: whether A to Z are the same as a to z. All other letters are
 *   looked for as they are, since bytes do not tell their encoding; hex does not
 *   mind it
 * @error: (nullable): why it cannot be looked for: translated, one sentence
 *
 * Returns: (transfer full) (nullable): the pattern; %NULL with @error set
 */
SockeyePattern *
sockeye_pattern_new (SockeyePatternKind   kind,
                     const char          *text,
                     gboolean             ignore_case,
                     GError             **error)
{
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = strlen (text);
  if (size == 0)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER, _("No text to look for"));
      return NULL;
    }
  if (size > MAX_TEXT)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER,
                   _("%d bytes are the most that can be looked for"), MAX_TEXT);
      return NULL;
    }
  switch (kind)
    {
    case SOCKEYE_PATTERN_HEX:
      return sockeye_pattern_new_hex (text, error);
    case SOCKEYE_PATTERN_REGEX:
      return sockeye_pattern_new_regex (text, ignore_case, error);
    case SOCKEYE_PATTERN_TEXT:
    default:
      return _sockeye_pattern_new_bytes ((const guint8 *) text, size, ignore_case);
    }
}

SockeyePattern *
sockeye_pattern_ref (SockeyePattern *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sockeye_pattern_clear (gpointer data)
{
  SockeyePattern *self = data;

  _sockeye_needle_clear (&self->needle);
  g_clear_pointer (&self->regex, g_regex_unref);
}

void
sockeye_pattern_unref (SockeyePattern *self)
{
  g_atomic_rc_box_release_full (self, sockeye_pattern_clear);
}

static gboolean
sockeye_pattern_find_regex (SockeyePattern *self,
                            const guint8   *data,
                            gsize           size,
                            gsize           from,
                            gsize          *offset,
                            gsize          *length)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  /* PCRE gives up where there are too many ways to match: no match then. */
  if (size > G_MAXINT
      || !g_regex_match_full (self->regex, (const char *) data, (gssize) size, (int) from, 0,
                              &match, NULL)
      || !g_match_info_fetch_pos (match, 0, &start, &end))
    return FALSE;
  *offset = (gsize) start;
  *length = (gsize) (end - start);
  return TRUE;
}

/**
 * sockeye_pattern_find:
 * @self: a pattern
 * @data: (array length=size) (nullable): bytes
 * @size: how many
 * @from: where to begin; what lies before is still there for a regular
 *   expression that looks behind
 * @offset: (out) (optional): where it was found
 * @length: (out) (optional): how many bytes were found there; a regular
 *   expression may match none
 *
 * Finds the first place. A regular expression that would have to try too many
 * ways in these bytes matches nothing there: PCRE bounds them, and no other
 * answer is possible in time.
 *
 * Returns: whether it was found
 */
gboolean
sockeye_pattern_find (SockeyePattern *self,
                      const guint8   *data,
                      gsize           size,
                      gsize           from,
                      gsize          *offset,
                      gsize          *length)
{
  const guint8 *found;
  gsize at = 0, n = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (from > size)
    return FALSE;
  if (data == NULL)
    data = (const guint8 *) "";
  if (self->regex != NULL)
    {
      if (!sockeye_pattern_find_regex (self, data, size, from, &at, &n))
        return FALSE;
    }
  else
    {
      found = _sockeye_needle_find (&self->needle, data + from, size - from);
      if (found == NULL)
        return FALSE;
      at = (gsize) (found - data);
      n = self->needle.size;
    }
  if (offset != NULL)
    *offset = at;
  if (length != NULL)
    *length = n;
  return TRUE;
}

gboolean
_sockeye_pattern_begins (SockeyePattern *self,
                         const guint8   *data,
                         gsize           size)
{
  if (self->regex != NULL)
    return sockeye_pattern_find (self, data, size, 0, NULL, NULL);
  return size >= self->needle.size && _sockeye_needle_is_at (&self->needle, data);
}

gboolean
_sockeye_pattern_equals (SockeyePattern *self,
                         const guint8   *data,
                         gsize           size)
{
  if (self->regex != NULL)
    return sockeye_pattern_find (self, data, size, 0, NULL, NULL);
  return size == self->needle.size && _sockeye_needle_is_at (&self->needle, data);
}
