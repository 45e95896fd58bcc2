/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Values of a filter as they are typed: s1, recv, ECONNREFUSED, 4 KiB, 10ms,
 * 10:41:07, MSG_PEEK. */

#include "config.h"

#include "sockeye-filter-private.h"

#include "call/sockeye-flags.h"
#include "explain/sockeye-explain.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)

typedef struct
{
  const char *name;
  gint64      factor;
} SockeyeUnit;

static const SockeyeUnit sizes[] = {
  { "B", 1 },
  { "kB", 1000 },
  { "KB", 1000 },
  { "MB", 1000000 },
  { "GB", 1000000000 },
  { "KiB", 1 << 10 },
  { "MiB", 1 << 20 },
  { "GiB", 1 << 30 },
};

/* In nanoseconds. */
static const SockeyeUnit spans[] = {
  { "us", 1000 },
  { "µs", 1000 },
  { "ms", 1000000 },
  { "s", NS_PER_SECOND },
  { "min", 60 * NS_PER_SECOND },
  { "h", 3600 * NS_PER_SECOND },
};

static const SockeyeUnit *
sockeye_value_find_unit (SockeyeSort sort,
                         const char *word,
                         gsize       length)
{
  const SockeyeUnit *units = sort == SOCKEYE_SORT_SIZE ? sizes : spans;
  guint n = sort == SOCKEYE_SORT_SIZE ? G_N_ELEMENTS (sizes) : G_N_ELEMENTS (spans);

  if (sort != SOCKEYE_SORT_SIZE && sort != SOCKEYE_SORT_DURATION && sort != SOCKEYE_SORT_TIME)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (strlen (units[i].name) == length && strncmp (units[i].name, word, length) == 0)
      return &units[i];
  return NULL;
}

/* Whether the word can follow a number of this sort. */
gboolean
_sockeye_value_is_unit (SockeyeSort  sort,
                        const char  *word,
                        gsize        length)
{
  return sockeye_value_find_unit (sort, word, length) != NULL;
}

static gboolean
sockeye_value_fail (GError     **error,
                    const char  *format,
                    const char  *text)
{
  /* The formats are the constants below, each with one %s. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (format, valid);
#pragma GCC diagnostic pop
  g_set_error_literal (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER, message);
  return FALSE;
}

/* The number in front, exactly where it has no fraction. FALSE where there is
 * none or it is too large. */
static gboolean
sockeye_value_scan (const char  *text,
                    gint64       factor,
                    gint64      *number,
                    const char **rest)
{
  char *end;
  gboolean hex = g_str_has_prefix (text, "0x") || g_str_has_prefix (text, "0X");
  const char *digits = *text == '-' || *text == '+' ? text + 1 : text;
  double value;

  if (!g_ascii_isdigit (*digits))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtoll (text, &end, hex ? 16 : 10);
  if (errno != 0)
    return FALSE;
  if (hex && end == text + 2)
    return FALSE;
  if (*end == '.' && !hex)
    {
      value = g_ascii_strtod (text, &end) * (double) factor;
      if (!isfinite (value) || fabs (value) > 9e18)
        return FALSE;
      *number = (gint64) value;
    }
  else if (*number > G_MAXINT64 / factor || *number < G_MININT64 / factor)
    return FALSE;
  else
    *number *= factor;
  *rest = end;
  return TRUE;
}

static gboolean
sockeye_value_parse_number (SockeyeValue  *self,
                            SockeyeSort    sort,
                            const char    *text,
                            GError       **error)
{
  const SockeyeUnit *unit = NULL;
  const char *rest;
  gint64 factor = sort == SOCKEYE_SORT_TIME ? NS_PER_SECOND : 1;

  if (!sockeye_value_scan (text, 1, &self->number, &rest))
    return sockeye_value_fail (error, _("“%s” is no number that can be compared"), text);
  while (*rest == ' ')
    rest++;
  if (*rest != '\0')
    {
      unit = sockeye_value_find_unit (sort, rest, strlen (rest));
      if (unit == NULL && sort == SOCKEYE_SORT_SIZE)
        return sockeye_value_fail (error, _("“%s” is no unit: B, kB, MB, KiB, MiB, GiB"), rest);
      if (unit == NULL && sort != SOCKEYE_SORT_NUMBER)
        return sockeye_value_fail (error, _("“%s” is no unit: us, ms, s, min, h"), rest);
      if (unit == NULL)
        return sockeye_value_fail (error, _("“%s” is no number"), text);
      factor = unit->factor;
    }
  if (!sockeye_value_scan (text, factor, &self->number, &rest))
    return sockeye_value_fail (error, _("“%s” is too large"), text);
  if (sort == SOCKEYE_SORT_DURATION && unit != NULL)
    self->number /= 1000;
  return TRUE;
}

/* Two digits at most, of which there must be one, below limit. */
static gboolean
sockeye_value_scan_part (const char **text,
                         int          limit,
                         int         *part)
{
  *part = 0;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (int i = 0; i < 2 && g_ascii_isdigit (**text); i++, (*text)++)
    *part = *part * 10 + g_ascii_digit_value (**text);
  return *part < limit;
}

/* "10:41", "10:41:07", "10:41:07.128402" */
static gboolean
sockeye_value_parse_clock (SockeyeValue  *self,
                           const char    *text,
                           GError       **error)
{
  const char *p = text;
  int hours, minutes, seconds = 0;
  gint64 fraction = 0, unit = NS_PER_SECOND;
  gboolean right;

  right = sockeye_value_scan_part (&p, 24, &hours) && *p++ == ':'
          && sockeye_value_scan_part (&p, 60, &minutes);
  if (right && *p == ':')
    {
      p++;
      right = sockeye_value_scan_part (&p, 60, &seconds);
    }
  if (right && *p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      {
        unit /= 10;
        fraction += unit * g_ascii_digit_value (*p);
      }
  if (!right || *p != '\0')
    return sockeye_value_fail (error, _("“%s” is no time of day: 10:41 or 10:41:07.128"), text);
  self->on_clock = TRUE;
  self->number = ((gint64) hours * 3600 + minutes * 60 + seconds) * NS_PER_SECOND + fraction;
  return TRUE;
}

static gboolean
sockeye_value_parse_socket (SockeyeValue  *self,
                            const char    *text,
                            GError       **error)
{
  static const char origins[] = "scd";
  const char *origin = *text != '\0' ? strchr (origins, *text) : NULL;
  guint64 number;

  if (origin == NULL
      || !g_ascii_string_to_unsigned (text + 1, 10, 1, 0x3fffffff, &number, NULL))
    return sockeye_value_fail (error, _("“%s” is no socket: they are called s1, c2, d3"), text);
  self->number = SOCKEYE_SOCKET_ID ((guint32) number, (SockeyeOrigin) (origin - origins));
  return TRUE;
}

static gboolean
sockeye_value_parse_code (SockeyeValue  *self,
                          const char    *text,
                          GError       **error)
{
  int code = sockeye_eai_from_name (text);

  if (code != 0)
    {
      self->is_eai = TRUE;
      self->number = code;
      return TRUE;
    }
  code = sockeye_errno_from_name (text);
  if (code == 0)
    return sockeye_value_fail (error, _("“%s” is no error code: they are called ECONNREFUSED, "
                                        "EAI_NONAME and the like"), text);
  self->number = -(gint64) code;
  return TRUE;
}

static gboolean
sockeye_value_parse_call (SockeyeValue  *self,
                          const char    *text,
                          GError       **error)
{
  for (guint i = SOCKEYE_VERB_NONE + 1; i < SOCKEYE_N_VERBS; i++)
    if (strcmp (sockeye_verb_to_string (i), text) == 0)
      {
        self->number = i;
        return TRUE;
      }
  return sockeye_value_fail (error, _("“%s” is no call: recv, recvfrom, send, accept and the "
                                      "like"), text);
}

static gboolean
sockeye_value_parse_kind (SockeyeValue  *self,
                          const char    *text,
                          GError       **error)
{
  for (guint i = 0; i <= SOCKEYE_KIND_NOTE; i++)
    if (strcmp (sockeye_kind_to_string (i), text) == 0)
      {
        self->number = i;
        return TRUE;
      }
  return sockeye_value_fail (error, _("“%s” is no kind of row: call, accept, recv, send, event, "
                                      "error, note"), text);
}

static gboolean
sockeye_value_find_flag (const char *name,
                         gint64     *flag)
{
  const SockeyeVerb verbs[] = { SOCKEYE_VERB_RECV, SOCKEYE_VERB_SEND };
  const char *rest;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      guint n;
      const SockeyeConstant *flags = sockeye_flags_list (verbs[i], &n);

      for (guint j = 0; j < n; j++)
        if (strcmp (flags[j].name, name) == 0)
          {
            *flag = flags[j].number;
            return TRUE;
          }
    }
  return sockeye_value_scan (name, 1, flag, &rest) && *rest == '\0' && *flag >= 0
         && *flag <= G_MAXUINT32;
}

static gboolean
sockeye_value_parse_flags (SockeyeValue  *self,
                           const char    *text,
                           GError       **error)
{
  g_auto (GStrv) names = g_strsplit (text, "|", -1);

  self->number = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 flag;

      if (!sockeye_value_find_flag (g_strstrip (names[i]), &flag))
        return sockeye_value_fail (error, _("“%s” is no flag: they are called MSG_PEEK and the "
                                            "like"), names[i]);
      self->number |= flag;
    }
  return TRUE;
}

/*
 * Parses what was typed bare for a field of this sort. Bytes and text are not
 * for here: the parser makes patterns of them.
 */
gboolean
_sockeye_value_parse (SockeyeValue  *self,
                      SockeyeSort    sort,
                      const char    *text,
                      GError       **error)
{
  switch (sort)
    {
    case SOCKEYE_SORT_SOCKET:
      return sockeye_value_parse_socket (self, text, error);
    case SOCKEYE_SORT_DIRECTION:
      self->number = strcmp (text, "out") == 0;
      if (self->number || strcmp (text, "in") == 0)
        return TRUE;
      return sockeye_value_fail (error, _("“%s” is no direction: in or out"), text);
    case SOCKEYE_SORT_CALL:
      return sockeye_value_parse_call (self, text, error);
    case SOCKEYE_SORT_KIND:
      return sockeye_value_parse_kind (self, text, error);
    case SOCKEYE_SORT_CODE:
      return sockeye_value_parse_code (self, text, error);
    case SOCKEYE_SORT_TIME:
      if (strchr (text, ':') != NULL)
        return sockeye_value_parse_clock (self, text, error);
      return sockeye_value_parse_number (self, sort, text, error);
    case SOCKEYE_SORT_FLAGS:
      return sockeye_value_parse_flags (self, text, error);
    case SOCKEYE_SORT_ADDRESS:
      self->text = g_strdup (text);
      return TRUE;
    default:
      return sockeye_value_parse_number (self, sort, text, error);
    }
}

void
_sockeye_value_clear (SockeyeValue *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->pattern, sockeye_pattern_unref);
}
