/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_TIPC, after <linux/tipc.h>: a service, a range of services,
 * or one socket on one node; with the scope in which a bind is known, as in
 * "service:1000:1@node". */

#include "config.h"

#include "sockeye-address-private.h"

#include <linux/tipc.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* The forms: what is typed, and how many numbers follow. */
static const struct
{
  const char *word;
  guint8      type;
  guint       n_parts;
} forms[] = {
  { "service", TIPC_SERVICE_ADDR, 2 },
  { "range", TIPC_SERVICE_RANGE, 3 },
  { "socket", TIPC_SOCKET_ADDR, 2 },
};

static const SockeyeAddressName scopes[] = {
  { "zone", TIPC_ZONE_SCOPE },
  { "cluster", TIPC_CLUSTER_SCOPE },
  { "node", TIPC_NODE_SCOPE },
};

static gboolean
sockeye_address_tipc_fail (const char  *text,
                           GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);

  return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                _("“%s” is not a TIPC address: type service:TYPE:INSTANCE, "
                                  "range:TYPE:LOWER:UPPER or socket:NODE:REFERENCE, all numbers "
                                  "of 32 bits"), shown);
}

static gboolean
sockeye_address_tipc_read_scope (const char            *text,
                                 struct sockaddr_tipc  *address,
                                 GError               **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint32 scope;
  guint64 number;

  if (_sockeye_address_find_name (scopes, G_N_ELEMENTS (scopes), "", text, &scope))
    address->scope = (signed char) scope;
  else if (_sockeye_address_read_number (text, G_MAXINT8, &number))
    address->scope = (signed char) number;
  else
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a scope: after @ comes cluster or node"), shown);
  return TRUE;
}

static gboolean
sockeye_address_tipc_read_parts (const char            *text,
                                 char                 **parts,
                                 struct sockaddr_tipc  *address,
                                 GError               **error)
{
  guint n = g_strv_length (parts);
  guint64 numbers[3] = { 0 };
  guint form = 0;

  while (form < G_N_ELEMENTS (forms)
         && (n == 0 || g_ascii_strcasecmp (parts[0], forms[form].word) != 0))
    form++;
  if (form == G_N_ELEMENTS (forms) || n != forms[form].n_parts + 1)
    return sockeye_address_tipc_fail (text, error);
  for (guint i = 0; i + 1 < n; i++)
    if (!_sockeye_address_read_number (parts[i + 1], G_MAXUINT32, &numbers[i]))
      return sockeye_address_tipc_fail (text, error);

  address->addrtype = forms[form].type;
  if (forms[form].type == TIPC_SERVICE_RANGE && numbers[1] > numbers[2])
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("The range goes from %u to %u: the lower number comes first"),
                                  (guint) numbers[1], (guint) numbers[2]);
  if (forms[form].type == TIPC_SOCKET_ADDR)
    {
      address->addr.id.node = (guint32) numbers[0];
      address->addr.id.ref = (guint32) numbers[1];
      return TRUE;
    }
  /* Type and instance of a service are at the places of type and lower. */
  address->addr.nameseq.type = (guint32) numbers[0];
  address->addr.nameseq.lower = (guint32) numbers[1];
  address->addr.nameseq.upper = (guint32) numbers[2];
  return TRUE;
}

SockeyeAddress *
_sockeye_address_tipc_parse (int          protocol,
                             const char  *host,
                             const char  *port,
                             SockeyeUse   use,
                             GError     **error)
{
  /* As CPython has it where no scope is given. */
  struct sockaddr_tipc address = { .family = AF_TIPC, .scope = TIPC_CLUSTER_SCOPE };
  const char *at = strchrnul (host, '@');
  g_autofree char *plain = g_strndup (host, at - host);
  g_auto (GStrv) parts = g_strsplit (plain, ":", -1);

  if (!sockeye_address_tipc_read_parts (host, parts, &address, error))
    return NULL;
  if (at[0] == '@' && !sockeye_address_tipc_read_scope (at + 1, &address, error))
    return NULL;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

gboolean
_sockeye_address_tipc_split (int          protocol,
                             const char  *text,
                             char       **host,
                             char       **port,
                             GError     **error)
{
  *host = g_strdup (text);
  *port = NULL;
  return TRUE;
}

static void
sockeye_address_tipc_append_scope (GString *string,
                                   int      scope)
{
  if (scope == TIPC_CLUSTER_SCOPE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if ((int) scopes[i].number == scope)
      {
        g_string_append_printf (string, "@%s", scopes[i].name);
        return;
      }
  g_string_append_printf (string, "@%d", scope);
}

/* Of the address of a socket the scope says nothing: it is for bind. */
char *
_sockeye_address_tipc_format (const struct sockaddr *sockaddr,
                              socklen_t              length)
{
  const struct sockaddr_tipc *address = (gconstpointer) sockaddr;
  GString *string;

  if (address->addrtype == TIPC_SOCKET_ADDR)
    return g_strdup_printf ("socket:%u:%u", address->addr.id.node, address->addr.id.ref);
  if (address->addrtype != TIPC_SERVICE_ADDR && address->addrtype != TIPC_SERVICE_RANGE)
    return _sockeye_address_raw_format (sockaddr, length);

  string = g_string_new (address->addrtype == TIPC_SERVICE_ADDR ? "service" : "range");
  g_string_append_printf (string, ":%u:%u", address->addr.nameseq.type,
                          address->addr.nameseq.lower);
  if (address->addrtype == TIPC_SERVICE_RANGE)
    g_string_append_printf (string, ":%u", address->addr.nameseq.upper);
  sockeye_address_tipc_append_scope (string, address->scope);
  return g_string_free (string, FALSE);
}

/* CPython returns all five parts, and raises where the form is another one. */
void
_sockeye_address_tipc_python (const struct sockaddr *sockaddr,
                              socklen_t              length,
                              const char            *host,
                              gboolean               result,
                              GString               *string)
{
  const struct sockaddr_tipc *address = (gconstpointer) sockaddr;
  guint32 parts[3] = { address->addr.nameseq.type, address->addr.nameseq.lower, 0 };

  switch (address->addrtype)
    {
    case TIPC_SERVICE_RANGE:
      parts[2] = address->addr.nameseq.upper;
      break;
    case TIPC_SERVICE_ADDR:
      parts[2] = address->addr.name.name.instance;
      break;
    case TIPC_SOCKET_ADDR:
      parts[0] = address->addr.id.node;
      parts[1] = address->addr.id.ref;
      break;
    default:
      _sockeye_address_raw_python (sockaddr, length, host, result, string);
      return;
    }
  g_string_append_printf (string, "(%u, %u, %u, %u", address->addrtype, parts[0], parts[1],
                          parts[2]);
  if (result || address->scope != TIPC_CLUSTER_SCOPE)
    g_string_append_printf (string, ", %d", address->scope);
  g_string_append_c (string, ')');
}
