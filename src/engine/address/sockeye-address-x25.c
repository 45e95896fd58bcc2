/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_X25, after x25(7): up to 15 digits of ITU-T X.121. */

#include "config.h"

#include "sockeye-address-private.h"

#include <string.h>
/* It needs the type of sx25_family, and does not ask for it. */
#include <sys/socket.h>

#include <linux/x25.h>

#include <glib/gi18n-lib.h>

#define SOCKEYE_X25_DIGITS (sizeof (struct x25_address) - 1)

/* A listener with this address takes all calls: null_x25_address of the kernel
 * (net/x25/af_x25.c). */
static const char any_address[] = "               ";
G_STATIC_ASSERT (sizeof any_address == sizeof (struct x25_address));

static gboolean
sockeye_address_x25_check (const char  *text,
                           SockeyeUse   use,
                           GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  gsize digits = strspn (text, "0123456789");

  if (text[0] == '\0' && use != SOCKEYE_USE_BIND)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("Address is empty: type the digits of the address to call"));
  if (text[digits] != '\0')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not an X.121 address: type digits alone, at most 15"),
                                  shown);
  if (digits > SOCKEYE_X25_DIGITS)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("The X.121 address has %zu digits; at most %zu are possible"),
                                  digits, SOCKEYE_X25_DIGITS);
  return TRUE;
}

SockeyeAddress *
_sockeye_address_x25_parse (int          protocol,
                            const char  *host,
                            const char  *port,
                            SockeyeUse   use,
                            GError     **error)
{
  struct sockaddr_x25 address = { .sx25_family = AF_X25 };
  const char *text = strcmp (host, "*") == 0 && use == SOCKEYE_USE_BIND ? "" : host;

  if (!sockeye_address_x25_check (text, use, error))
    return NULL;
  if (text[0] == '\0')
    text = any_address;
  memcpy (address.sx25_addr.x25_addr, text, strlen (text));
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

gboolean
_sockeye_address_x25_split (int          protocol,
                            const char  *text,
                            char       **host,
                            char       **port,
                            GError     **error)
{
  *host = g_strdup (text);
  *port = NULL;
  return TRUE;
}

char *
_sockeye_address_x25_format (const struct sockaddr *sockaddr,
                             socklen_t              length)
{
  const struct sockaddr_x25 *address = (gconstpointer) sockaddr;
  g_autofree char *digits = g_strndup (address->sx25_addr.x25_addr, sizeof address->sx25_addr);

  if (digits[0] == '\0' || strcmp (digits, any_address) == 0)
    return g_strdup ("*");
  return _sockeye_address_quote (digits);
}
