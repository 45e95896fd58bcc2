/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Bytes as somebody would have typed them. */

#include "config.h"

#include "sockeye-payload.h"

#include <string.h>

/* The bytes that an ending adds: what it makes of no text at all. */
static GBytes *
sockeye_payload_dup_ending (SockeyeEnding ending)
{
  return sockeye_payload_parse ("", SOCKEYE_FORMAT_TEXT, ending, NULL, NULL);
}

static void
sockeye_payload_append_hex (GString      *string,
                            const guint8 *data,
                            gsize         size)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < size; i++)
    {
      if (i > 0)
        g_string_append_c (string, ' ');
      g_string_append_c (string, digits[data[i] >> 4]);
      g_string_append_c (string, digits[data[i] & 15]);
    }
}

/* A line break typed stands for the ending. */
static void
sockeye_payload_append_text (GString      *string,
                             const guint8 *data,
                             gsize         size,
                             GBytes       *ending)
{
  gsize length;
  const guint8 *end = g_bytes_get_data (ending, &length);

  for (gsize i = 0; i < size; i++)
    {
      if (length > 0 && size - i >= length && memcmp (data + i, end, length) == 0)
        {
          g_string_append_c (string, '\n');
          i += length - 1;
        }
      else
        {
          g_string_append_c (string, (char) data[i]);
        }
    }
}

/* NULL where this format and ending cannot give these bytes. */
static char *
sockeye_payload_try (const guint8  *data,
                     gsize          size,
                     SockeyeFormat  format,
                     SockeyeEnding  ending)
{
  g_autoptr (GBytes) end = sockeye_payload_dup_ending (ending);
  g_autoptr (GBytes) whole = g_bytes_new_static (data, size);
  g_autoptr (GBytes) parsed = NULL;
  g_autoptr (GString) string = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  gsize length;
  const guint8 *tail = g_bytes_get_data (end, &length);
  gsize body = size - MIN (size, length);

  if (size < length || (length > 0 && memcmp (data + body, tail, length) != 0))
    return NULL;
  if (format == SOCKEYE_FORMAT_HEX)
    sockeye_payload_append_hex (string, data, body);
  else if (format == SOCKEYE_FORMAT_ESCAPES)
    g_string_append (string, escaped = sockeye_payload_preview (data, body, 0));
  else
    sockeye_payload_append_text (string, data, body, end);

  if (strlen (string->str) != string->len || !g_utf8_validate (string->str, string->len, NULL))
    return NULL;
  parsed = sockeye_payload_parse (string->str, format, ending, NULL, NULL);
  if (parsed == NULL || !g_bytes_equal (parsed, whole))
    return NULL;
  return g_string_free (g_steal_pointer (&string), FALSE);
}

/**
 * sockeye_payload_unparse:
 * @data: (array length=size): bytes
 * @format: (inout): the format wanted, then the one that the text is in
 * @ending: (inout): the ending wanted, then the one that belongs to the text
 *
 * Finds a text that sockeye_payload_parse() makes these bytes of: in the format
 * wanted where that can give them, otherwise as text with escapes, which can
 * give all.
 *
 * Returns: (transfer full): the text
 */
char *
sockeye_payload_unparse (const guint8  *data,
                         gsize          size,
                         SockeyeFormat *format,
                         SockeyeEnding *ending)
{
  const struct
  {
    SockeyeFormat format;
    SockeyeEnding ending;
  } tries[] = {
    { *format, *ending },
    { *format, SOCKEYE_ENDING_NONE },
    { SOCKEYE_FORMAT_ESCAPES, SOCKEYE_ENDING_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      char *text = sockeye_payload_try (data, size, tries[i].format, tries[i].ending);

      if (text == NULL)
        continue;
      *format = tries[i].format;
      *ending = tries[i].ending;
      return text;
    }
  g_return_val_if_reached (g_strdup (""));
}
