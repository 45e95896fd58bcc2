/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of a family that is known by its number alone: the bytes after the
 * family are typed and shown in hex, as they are. */

#include "config.h"

#include "sockeye-address-private.h"

#include <stddef.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "call/sockeye-python.h"

#define SOCKEYE_RAW_HEADER   offsetof (struct sockaddr, sa_data)
#define SOCKEYE_RAW_CAPACITY (sizeof (struct sockaddr_storage) - SOCKEYE_RAW_HEADER)

/* Two digits a byte, with or without spaces between the bytes. FALSE with
 * error where there is something else. */
static gboolean
sockeye_address_raw_read (const char  *text,
                          guint8      *bytes,
                          gsize       *size,
                          GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);

  *size = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ' ')
        continue;
      if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
        return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                      _("“%s” is not an address: type the bytes after the family "
                                        "in hex, two digits each, such as 01 7f"), shown);
      if (*size == SOCKEYE_RAW_CAPACITY)
        return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                      _("The address has more than %zu bytes: the kernel takes "
                                        "no more after the family"), SOCKEYE_RAW_CAPACITY);
      bytes[(*size)++] = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
      p++;
    }
  return TRUE;
}

SockeyeAddress *
_sockeye_address_raw_parse (int          family,
                            const char  *text,
                            GError     **error)
{
  struct sockaddr_storage storage = { 0 };
  gsize size;

  if (family < 0 || family > G_MAXUINT16)
    {
      _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                             _("No address can be of family %d: the kernel has 16 bits for it"),
                             family);
      return NULL;
    }
  if (!sockeye_address_raw_read (text, (guint8 *) &storage + SOCKEYE_RAW_HEADER, &size, error))
    return NULL;
  storage.ss_family = (sa_family_t) family;
  return sockeye_address_new ((struct sockaddr *) &storage, SOCKEYE_RAW_HEADER + size, text);
}

char *
_sockeye_address_raw_format (const struct sockaddr *sockaddr,
                             socklen_t              length)
{
  const guint8 *bytes = (const guint8 *) sockaddr;
  GString *string = g_string_new (NULL);

  for (gsize i = SOCKEYE_RAW_HEADER; i < length; i++)
    g_string_append_printf (string, "%02x", bytes[i]);
  if (string->len == 0)
    g_string_append (string, _("no bytes"));
  return g_string_free (string, FALSE);
}

/* As CPython returns a family that it does not know: always 14 bytes. It takes
 * none such, so what was typed is printed as it is. */
void
_sockeye_address_raw_python (const struct sockaddr *sockaddr,
                             socklen_t              length,
                             const char            *host,
                             gboolean               result,
                             GString               *string)
{
  gsize size = sizeof sockaddr->sa_data;

  if (!result)
    size = length > SOCKEYE_RAW_HEADER ? length - SOCKEYE_RAW_HEADER : 0;
  g_string_append_printf (string, "(%d, ", sockaddr->sa_family);
  sockeye_python_append_bytes (string, (const guint8 *) sockaddr + SOCKEYE_RAW_HEADER, size, 0);
  g_string_append_c (string, ')');
}
