/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What several families type and show in the same way: numbers, names of the
 * kernel's for them, interfaces, hardware addresses. */

#include "config.h"

#include "sockeye-address-private.h"

#include <net/if.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "call/sockeye-python.h"

gboolean
_sockeye_address_fail (GError      **error,
                       SockeyeError  code,
                       const char   *format,
                       ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SOCKEYE_ERROR, code, message);
  return FALSE;
}

gboolean
_sockeye_address_read_number (const char *text,
                              guint64     max,
                              guint64    *number)
{
  gboolean is_hex = g_ascii_strncasecmp (text, "0x", 2) == 0;
  const char *digits = is_hex ? text + 2 : text;
  guint base = is_hex ? 16 : 10;

  /* g_ascii_string_to_unsigned() would take a second 0x. */
  return digits[0] != '\0'
         && digits[strspn (digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789")] == '\0'
         && g_ascii_string_to_unsigned (digits, base, 0, max, number, NULL);
}

gboolean
_sockeye_address_find_name (const SockeyeAddressName *names,
                            guint                     n_names,
                            const char               *prefix,
                            const char               *text,
                            guint32                  *number)
{
  gsize length = strlen (prefix);

  if (g_ascii_strncasecmp (text, prefix, length) == 0)
    text += length;
  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (text, names[i].name) == 0)
      {
        *number = names[i].number;
        return TRUE;
      }
  return FALSE;
}

gboolean
_sockeye_address_read_interface (const char  *text,
                                 guint       *index,
                                 GError     **error)
{
  g_autofree char *shown = NULL;
  char name[IF_NAMESIZE];
  guint64 number;

  *index = 0;
  if (text[0] == '\0' || strcmp (text, "*") == 0)
    return TRUE;
  *index = if_nametoindex (text);
  if (*index != 0)
    return TRUE;

  shown = _sockeye_address_quote (text);
  if (!_sockeye_address_read_number (text, G_MAXINT32, &number))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a network interface of this machine: type its "
                                    "name or number"), shown);
  *index = number;
  if (number != 0 && if_indextoname (*index, name) == NULL)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("No network interface of this machine has the number %s"),
                                  shown);
  return TRUE;
}

/* An interface may go while rows still speak of it: its last name is kept, for
 * there are few, and rows never change. Any thread may ask. */
gboolean
_sockeye_address_find_interface (guint  index,
                                 char  *name)
{
  static GMutex lock;
  static GHashTable *known = NULL;
  gboolean is_there = index != 0 && if_indextoname (index, name) != NULL;
  const char *last;

  g_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  last = g_hash_table_lookup (known, GUINT_TO_POINTER (index));
  if (is_there && g_strcmp0 (last, name) != 0)
    g_hash_table_insert (known, GUINT_TO_POINTER (index), g_strdup (name));
  else if (!is_there && last != NULL)
    g_strlcpy (name, last, IF_NAMESIZE);
  g_mutex_unlock (&lock);
  return is_there || last != NULL;
}

char *
_sockeye_address_dup_interface (guint index)
{
  char name[IF_NAMESIZE];

  if (index == 0)
    return g_strdup ("*");
  if (!_sockeye_address_find_interface (index, name))
    return g_strdup_printf ("%u", index);
  /* The kernel refuses only what a file name cannot have (dev_valid_name). */
  return _sockeye_address_quote (name);
}

void
_sockeye_address_python_interface (guint       index,
                                   const char *host,
                                   GString    *string)
{
  g_autofree char *typed = host != NULL ? g_strndup (host, strcspn (host, "/")) : g_strdup ("");
  char name[IF_NAMESIZE];
  guint64 number;

  /* Whichever interface has the number by now, this one was meant. */
  if (index != 0 && *typed != '\0' && !_sockeye_address_read_number (typed, G_MAXINT32, &number))
    sockeye_python_append_str (string, typed, 0);
  else if (_sockeye_address_find_interface (index, name))
    sockeye_python_append_str (string, name, 0);
  else
    sockeye_python_append_str (string, index != 0 ? typed : "", 0);
}

gsize
_sockeye_address_read_bytes (const char *text,
                             guint8     *bytes,
                             gsize       max)
{
  gsize n = 0;

  for (const char *p = text; n < max; p += 3)
    {
      if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
        return 0;
      bytes[n++] = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
      if (p[2] == '\0')
        return n;
      if (p[2] != ':')
        return 0;
    }
  return 0;
}

/* At colon, or not at all where it is NULL: the second part is empty then. */
void
_sockeye_address_split_at (const char  *text,
                           const char  *colon,
                           char       **host,
                           char       **port)
{
  *host = colon != NULL ? g_strndup (text, colon - text) : g_strdup (text);
  *port = g_strdup (colon != NULL ? colon + 1 : "");
}
