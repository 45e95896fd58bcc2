/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What may stand as the host of AF_INET and AF_INET6: an address in one of its
 * forms, or a plausible name, or a mistake to be named. */

#include "config.h"

#include "sockeye-address-private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* RFC 1035, 2.3.4: 255 octets, of which the text form shows two fewer. */
#define SOCKEYE_NAME_MAX 253

/* An integer in host byte order, as the cheat sheet has it: decimal or 0x. A
 * leading zero would be octal to CPython, so it is not taken. */
static gboolean
sockeye_address_host_read_integer (const char     *text,
                                   struct in_addr *address)
{
  gboolean is_hex = g_ascii_strncasecmp (text, "0x", 2) == 0;
  const char *digits = is_hex ? text + 2 : text;
  gsize length = strspn (digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789");
  guint64 number;

  if (length == 0 || digits[length] != '\0' || (!is_hex && length > 1 && digits[0] == '0'))
    return FALSE;
  number = g_ascii_strtoull (digits, NULL, is_hex ? 16 : 10);
  if (number > G_MAXUINT32)
    return FALSE;
  address->s_addr = htonl (number);
  return TRUE;
}

/* The forms that only IPv4 has. */
gboolean
_sockeye_address_read_v4 (const char     *host,
                          struct in_addr *address)
{
  if (strcmp (host, "<broadcast>") == 0)
    {
      address->s_addr = htonl (INADDR_BROADCAST);
      return TRUE;
    }
  return inet_pton (AF_INET, host, address) == 1
         || sockeye_address_host_read_integer (host, address);
}

/* Numbers and dots alone: meant as an address, never a name to look up. */
static gboolean
sockeye_address_host_looks_numeric (const char *host)
{
  if (g_ascii_strncasecmp (host, "0x", 2) == 0)
    return host[2 + strspn (host + 2, "0123456789abcdefABCDEFxX.")] == '\0';
  return host[strspn (host, "0123456789.")] == '\0';
}

/* Colon notation; the scope id after % is cut off and left to the caller. */
gboolean
_sockeye_address_read_v6 (const char       *host,
                          struct in6_addr  *address,
                          const char      **scope)
{
  const char *percent = strchr (host, '%');
  g_autofree char *plain = percent != NULL ? g_strndup (host, percent - host) : g_strdup (host);

  *scope = percent != NULL ? percent + 1 : NULL;
  return inet_pton (AF_INET6, plain, address) == 1;
}

static gboolean
sockeye_address_host_check_name_chars (const char  *host,
                                       const char  *shown,
                                       GError     **error)
{
  for (const char *p = host; *p != '\0'; p++)
    {
      /* Beyond ASCII may be an internationalized name: the look-up decides. */
      if (g_ascii_isalnum (*p) || strchr ("-._", *p) != NULL || (guchar) *p >= 0x80)
        continue;
      if (g_ascii_isspace (*p))
        return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                      _("“%s” is not a host name: it has a space"), shown);
      return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                    _("“%s” is not a host name or address"), shown);
    }
  if (!g_utf8_validate (host, -1, NULL))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a host name or address"), shown);
  return TRUE;
}

/* A text with colons that is not an address of the family asked for. */
static gboolean
sockeye_address_host_fail_colon (const char  *host,
                                 const char  *shown,
                                 GError     **error)
{
  const char *last = strrchr (host, ':');

  if (host[0] == '[')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s”: type the address without [ and ]"), shown);
  if (strchr (host, ':') == last && last[1 + strspn (last + 1, "0123456789")] == '\0')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a host: type what stands after the "
                                    "colon as the port"), shown);
  return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                _("“%s” is not an IPv6 address: type groups of hex digits "
                                  "with colons, such as ::1"), shown);
}

/* What is left when host is no address of the family asked for: a plausible
 * name, or a mistake to be named. */
gboolean
_sockeye_address_check_name (const char  *host,
                             GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (host);
  struct in6_addr v6;
  struct in_addr v4;
  const char *scope;

  if (_sockeye_address_read_v6 (host, &v6, &scope))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is an IPv6 address: create an AF_INET6 socket"),
                                  shown);
  if (_sockeye_address_read_v4 (host, &v4))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is an IPv4 address: create an AF_INET socket"),
                                  shown);
  if (sockeye_address_host_looks_numeric (host))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is not an IPv4 address: type four numbers from 0 to "
                                    "255, such as 127.0.0.1"), shown);
  if (strchr (host, ':') != NULL)
    return sockeye_address_host_fail_colon (host, shown, error);
  if (strlen (host) > SOCKEYE_NAME_MAX)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("The host name has %zu bytes; at most %d are possible"),
                                  strlen (host), SOCKEYE_NAME_MAX);
  return sockeye_address_host_check_name_chars (host, shown, error);
}
