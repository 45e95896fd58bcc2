/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_UNIX, after unix(7): a path with its NUL, unless it fills all
 * of sun_path, an abstract name after a leading NUL and without one at its end,
 * or nothing at all. */

#include "config.h"

#include "sockeye-address-private.h"

#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include <glib/gi18n-lib.h>

#include "call/sockeye-payload.h"
#include "call/sockeye-python.h"

#define SOCKEYE_UNIX_HEADER   offsetof (struct sockaddr_un, sun_path)
#define SOCKEYE_UNIX_CAPACITY sizeof (((struct sockaddr_un *) NULL)->sun_path)

static SockeyeAddress *
sockeye_address_unix_new_autobind (SockeyeUse   use,
                                   GError     **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  if (use == SOCKEYE_USE_BIND)
    return sockeye_address_new ((struct sockaddr *) &address, SOCKEYE_UNIX_HEADER, "");

  g_set_error_literal (error, SOCKEYE_ERROR, SOCKEYE_ERROR_HOST,
                       _("Path is empty: type the path of the socket to reach, "
                         "or @ and an abstract name"));
  return NULL;
}

static void
sockeye_address_unix_set_too_long (gsize    length,
                                   gboolean is_abstract,
                                   GError **error)
{
  gsize limit = is_abstract ? SOCKEYE_UNIX_CAPACITY - 1 : SOCKEYE_UNIX_CAPACITY;

  if (is_abstract)
    g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_HOST,
                 _("The abstract name has %zu bytes; at most %zu are possible"), length, limit);
  else
    g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_HOST,
                 _("The path has %zu bytes; at most %zu are possible"), length, limit);
}

SockeyeAddress *
_sockeye_address_unix_parse (int          protocol,
                             const char  *path,
                             const char  *port,
                             SockeyeUse   use,
                             GError     **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gboolean is_abstract = path[0] == '@';
  gsize length = strlen (path);
  gsize name_length = is_abstract ? length - 1 : length;
  gsize used = is_abstract ? length : MIN (length + 1, SOCKEYE_UNIX_CAPACITY);

  if (length == 0)
    return sockeye_address_unix_new_autobind (use, error);
  if (length > SOCKEYE_UNIX_CAPACITY)
    {
      sockeye_address_unix_set_too_long (name_length, is_abstract, error);
      return NULL;
    }

  memcpy (address.sun_path, path, length);
  if (is_abstract)
    address.sun_path[0] = '\0';
  return sockeye_address_new ((struct sockaddr *) &address, SOCKEYE_UNIX_HEADER + used, path);
}

/* A path may have any character, so the whole text is the path. */
gboolean
_sockeye_address_unix_split (int          protocol,
                             const char  *text,
                             char       **path,
                             char       **port,
                             GError     **error)
{
  *path = g_strdup (text);
  *port = NULL;
  return TRUE;
}

/* The bytes of the name: of an abstract one all that the kernel counts, with
 * the leading NUL; of a path up to its NUL, which may be missing. */
static const guint8 *
sockeye_address_unix_get_name (const struct sockaddr *sockaddr,
                               socklen_t              length,
                               gsize                 *size)
{
  const guint8 *name = (const guint8 *) sockaddr + SOCKEYE_UNIX_HEADER;

  *size = length > SOCKEYE_UNIX_HEADER ? length - SOCKEYE_UNIX_HEADER : 0;
  if (*size > 0 && name[0] != '\0')
    *size = strnlen ((const char *) name, *size);
  return name;
}

char *
_sockeye_address_unix_format (const struct sockaddr *sockaddr,
                              socklen_t              length)
{
  gsize size;
  const guint8 *name = sockeye_address_unix_get_name (sockaddr, length, &size);
  g_autofree char *rest = NULL;

  if (size == 0)
    return g_strdup (_("unnamed"));
  if (name[0] != '\0')
    return sockeye_payload_preview (name, size, 0);
  rest = sockeye_payload_preview (name + 1, size - 1, 0);
  return g_strconcat ("@", rest, NULL);
}

void
_sockeye_address_unix_python (const struct sockaddr *sockaddr,
                              socklen_t              length,
                              const char            *path,
                              gboolean               result,
                              GString               *string)
{
  gsize size;
  const guint8 *name = sockeye_address_unix_get_name (sockaddr, length, &size);
  g_autofree char *text = NULL;

  if (size > 0 && name[0] == '\0')
    {
      sockeye_python_append_bytes (string, name, size, 0);
      return;
    }
  text = g_strndup ((const char *) name, size);
  sockeye_python_append_str (string, text, 0);
}
