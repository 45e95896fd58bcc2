/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What is the same for all families; the rest is behind the catalog's row. */

#include "config.h"

#include "sockeye-address.h"

#include <netdb.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sockeye-address-private.h"
#include "catalog/sockeye-catalog.h"
#include "call/sockeye-payload.h"
#include "call/sockeye-python.h"

struct _SockeyeAddress
{
  int                     family;
  guint                   port;    /* host byte order; 0 where there is none */
  char                   *host;    /* as typed, or NULL */
  gboolean                named;   /* host is a name that needs a look-up */
  socklen_t               length;  /* of storage; 0: unnamed, or none yet */
  struct sockaddr_storage storage; /* zero-filled beyond length */
};

G_DEFINE_BOXED_TYPE (SockeyeAddress, sockeye_address, sockeye_address_ref, sockeye_address_unref)

/**
 * sockeye_address_parse:
 * @family: AF_INET and the like
 * @protocol: of the socket: a BLUETOOTH or CAN address has a shape for each
 * @host: host, or path, as typed. For INET: a name, four dotted numbers,
 *   "<broadcast>", "" for any, an integer in host byte order (decimal or 0x).
 *   For INET6: a name, colon notation with or without dots and scope id, "".
 *   An INET6 address may end in ";flow=0x12345", its flow label. For UNIX: a
 *   path, "@name" for an abstract name, "" for autobind. For the others see
 *   their own file; of a family that has none, the bytes of sa_data in hex
 * @port: (nullable): port as typed; not looked at where the family has none
 * @use: what the address is for
 * @error: %SOCKEYE_ERROR_HOST or %SOCKEYE_ERROR_PORT, with a message for the
 *   user
 *
 * Reads what the user typed. Makes no look-up: a host name is only checked for
 * being one.
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
SockeyeAddress *
sockeye_address_parse (int          family,
                       int          protocol,
                       const char  *host,
                       const char  *port,
                       SockeyeUse   use,
                       GError     **error)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);

  g_return_val_if_fail (host != NULL, NULL);

  if (row == NULL || row->parse == NULL)
    return _sockeye_address_raw_parse (family, host, error);
  return row->parse (protocol, host, port != NULL ? port : "", use, error);
}

/**
 * sockeye_address_parse_text:
 * @family: AF_INET and the like
 * @protocol: of the socket
 * @text: "host:port", "[v6]:port", a path or "@name"; what
 *   sockeye_address_to_string() gives can be typed here, whatever the family
 * @use: what the address is for
 * @error: %SOCKEYE_ERROR_HOST or %SOCKEYE_ERROR_PORT
 *
 * Reads an address typed in one piece, as the To field takes it.
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
SockeyeAddress *
sockeye_address_parse_text (int          family,
                            int          protocol,
                            const char  *text,
                            SockeyeUse   use,
                            GError     **error)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (row != NULL && row->split != NULL && !row->split (protocol, text, &host, &port, error))
    return NULL;
  return sockeye_address_parse (family, protocol, host != NULL ? host : text, port, use, error);
}

/**
 * sockeye_address_new:
 * @sockaddr: (nullable): what the kernel gave or is to be given; may be %NULL
 *   where @length is 0
 * @length: its length in bytes. 0 is right: what the kernel says of a sender
 *   that has no address. Longer than sockaddr_storage is cut
 * @host: (nullable): the host as typed, where Python is to print it so
 *
 * Returns: (transfer full): the address, of whatever family
 */
SockeyeAddress *
sockeye_address_new (const struct sockaddr *sockaddr,
                     socklen_t              length,
                     const char            *host)
{
  SockeyeAddress *self = g_atomic_rc_box_new0 (SockeyeAddress);
  const SockeyeFamily *row;

  if (sockaddr != NULL)
    self->length = MIN (length, sizeof self->storage);
  if (self->length > 0)
    memcpy (&self->storage, sockaddr, self->length);
  self->family = self->storage.ss_family;
  self->host = g_strdup (host);
  row = sockeye_catalog_find_family (self->family);
  if (row != NULL && row->port != NULL)
    self->port = row->port ((const struct sockaddr *) &self->storage);
  return self;
}

/**
 * sockeye_address_new_name:
 * @family: the family of which an address is wanted
 * @host: a name to look up
 * @port: the port, in host byte order
 *
 * Returns: (transfer full): an address without a sockaddr
 */
SockeyeAddress *
sockeye_address_new_name (int         family,
                          const char *host,
                          guint       port)
{
  SockeyeAddress *self;

  g_return_val_if_fail (host != NULL, NULL);

  self = g_atomic_rc_box_new0 (SockeyeAddress);
  self->family = family;
  self->host = g_strdup (host);
  self->port = port;
  self->named = TRUE;
  return self;
}

SockeyeAddress *
sockeye_address_ref (SockeyeAddress *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sockeye_address_clear (gpointer data)
{
  SockeyeAddress *self = data;

  g_free (self->host);
}

void
sockeye_address_unref (SockeyeAddress *self)
{
  g_atomic_rc_box_release_full (self, sockeye_address_clear);
}

/**
 * sockeye_address_get_family:
 *
 * Returns: AF_INET and the like; AF_UNSPEC where the kernel gave no address
 */
int
sockeye_address_get_family (SockeyeAddress *self)
{
  return self->family;
}

/**
 * sockeye_address_needs_lookup:
 *
 * Returns: whether the host is a name, so that getaddrinfo() must come first
 */
gboolean
sockeye_address_needs_lookup (SockeyeAddress *self)
{
  return self->named;
}

/**
 * sockeye_address_get_sockaddr:
 * @length: (out) (optional): its length in bytes, 0 where there is none
 *
 * Returns: (transfer none) (nullable): what a system call takes; %NULL for a
 *   name before its look-up and for no address
 */
const struct sockaddr *
sockeye_address_get_sockaddr (SockeyeAddress *self,
                              socklen_t      *length)
{
  if (length != NULL)
    *length = self->length;
  return self->length > 0 ? (const struct sockaddr *) &self->storage : NULL;
}

/**
 * sockeye_address_get_host:
 *
 * Returns: (transfer none) (nullable): the host, or path, as typed; %NULL for
 *   an address from the kernel
 */
const char *
sockeye_address_get_host (SockeyeAddress *self)
{
  return self->host;
}

/**
 * sockeye_address_get_port:
 *
 * Returns: the port in host byte order; 0 where the family has none
 */
guint
sockeye_address_get_port (SockeyeAddress *self)
{
  return self->port;
}

/**
 * sockeye_address_equal:
 *
 * Returns: whether both are the same to the kernel, however they were typed;
 *   names before a look-up are compared as names
 */
gboolean
sockeye_address_equal (SockeyeAddress *self,
                       SockeyeAddress *other)
{
  if (self->named || other->named)
    return self->named == other->named && self->family == other->family
           && self->port == other->port && strcmp (self->host, other->host) == 0;
  return self->length == other->length
         && memcmp (&self->storage, &other->storage, self->length) == 0;
}

/* A name, as it was typed. */
static char *
sockeye_address_name_to_string (SockeyeAddress *self)
{
  g_autofree char *host = sockeye_payload_preview ((const guint8 *) self->host,
                                                   strlen (self->host), 0);

  return g_strdup_printf ("%s:%u", host, self->port);
}

/**
 * sockeye_address_to_string:
 *
 * The address in the notation of its family, as shown: "127.0.0.1:12345",
 * "[fe80::1%eth0]:80", "/run/x", "@name"; "unnamed" where there is none.
 *
 * Returns: (transfer full): one line, nothing unprintable in it
 */
char *
sockeye_address_to_string (SockeyeAddress *self)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (self->family);

  if (self->named)
    return sockeye_address_name_to_string (self);
  if (self->length == 0)
    return g_strdup (_("unnamed"));
  if (row == NULL || row->format == NULL)
    return _sockeye_address_raw_format ((const struct sockaddr *) &self->storage, self->length);
  return row->format ((const struct sockaddr *) &self->storage, self->length);
}

/**
 * sockeye_address_dup_numeric_host:
 *
 * Returns: (transfer full): the address without its port, as Host takes it:
 *   "127.0.0.1", "fe80::1%eth0"; of a family without a port, and of a name
 *   before its look-up, as sockeye_address_to_string()
 */
char *
sockeye_address_dup_numeric_host (SockeyeAddress *self)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (self->family);
  char host[NI_MAXHOST];

  if (self->length > 0 && row != NULL && row->port != NULL
      && getnameinfo ((const struct sockaddr *) &self->storage, self->length, host, sizeof host,
                      NULL, 0, NI_NUMERICHOST) == 0)
    return g_strdup (host);
  return sockeye_address_to_string (self);
}

/**
 * sockeye_address_append_python:
 * @result: whether the kernel returned the address, rather than got it: an
 *   INET6 address then always has its four parts, and a host is numeric
 * @string: to append to
 *
 * Appends the address as the socket methods of CPython take and return it:
 * `('127.0.0.1', 80)`, `('fe80::1', 80, 0, 2)`, `'/run/x'`, `b'\x00name'`,
 * `''` (autobind, or unnamed), `None` (the kernel gave no address).
 */
void
sockeye_address_append_python (SockeyeAddress *self,
                               gboolean        result,
                               GString        *string)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (self->family);

  if (self->named)
    {
      g_string_append_c (string, '(');
      sockeye_python_append_str (string, self->host, 0);
      g_string_append_printf (string, ", %u)", self->port);
    }
  else if (self->length == 0)
    g_string_append (string, "None");
  else if (row == NULL || row->python == NULL)
    _sockeye_address_raw_python ((const struct sockaddr *) &self->storage, self->length,
                                 result ? NULL : self->host, result, string);
  else
    row->python ((const struct sockaddr *) &self->storage, self->length,
                 result ? NULL : self->host, result, string);
}

char *
_sockeye_address_quote (const char *text)
{
  return sockeye_payload_preview ((const guint8 *) text, strlen (text), 64);
}
