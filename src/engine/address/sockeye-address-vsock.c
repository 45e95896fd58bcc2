/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_VSOCK, after vsock(7): the context id of a virtual machine,
 * or of its host, and a port of 32 bits. */

#include "config.h"

#include "sockeye-address-private.h"

#include <linux/vm_sockets.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* The names of <linux/vm_sockets.h>, each typed in small letters and alone. */
static const SockeyeAddressName cids[] = {
  { "any", VMADDR_CID_ANY },
  { "hypervisor", VMADDR_CID_HYPERVISOR },
  { "local", VMADDR_CID_LOCAL },
  { "host", VMADDR_CID_HOST },
};

static const SockeyeAddressName ports[] = {
  { "any", VMADDR_PORT_ANY },
};

static gboolean
sockeye_address_vsock_read_cid (const char  *text,
                                SockeyeUse   use,
                                guint32     *cid,
                                GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  if (_sockeye_address_find_name (cids, G_N_ELEMENTS (cids), "VMADDR_CID_", text, cid))
    return TRUE;
  if (_sockeye_address_read_number (text, G_MAXUINT32, &number))
    *cid = (guint32) number;
  else if (text[0] == '\0' && use == SOCKEYE_USE_BIND)
    *cid = VMADDR_CID_ANY;
  else if (text[0] == '\0')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("CID is empty: type host, local, or the number of a virtual "
                                    "machine"));
  else
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a CID: type host, local, any, hypervisor, or a "
                                    "number of 32 bits"), shown);
  return TRUE;
}

static gboolean
sockeye_address_vsock_read_port (const char  *text,
                                 SockeyeUse   use,
                                 guint32     *port,
                                 GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  if (_sockeye_address_find_name (ports, G_N_ELEMENTS (ports), "VMADDR_PORT_", text, port))
    return TRUE;
  if (_sockeye_address_read_number (text, G_MAXUINT32, &number))
    *port = (guint32) number;
  else if (text[0] != '\0')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not a port: type a number of 32 bits, or any"), shown);
  else if (use == SOCKEYE_USE_BIND)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port is empty: type a port; any lets the kernel choose"));
  else
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port is empty: type a port, a number of 32 bits"));
  return TRUE;
}

SockeyeAddress *
_sockeye_address_vsock_parse (int          protocol,
                              const char  *host,
                              const char  *port,
                              SockeyeUse   use,
                              GError     **error)
{
  struct sockaddr_vm address = { .svm_family = AF_VSOCK };

  if (!sockeye_address_vsock_read_cid (host, use, &address.svm_cid, error)
      || !sockeye_address_vsock_read_port (port, use, &address.svm_port, error))
    return NULL;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

/* "host:1024", "3:any" */
gboolean
_sockeye_address_vsock_split (int          protocol,
                              const char  *text,
                              char       **host,
                              char       **port,
                              GError     **error)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL)
    {
      g_autofree char *shown = _sockeye_address_quote (text);

      return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                    _("“%s” has no port: type CID and port, such as host:1024"),
                                    shown);
    }
  *host = g_strndup (text, colon - text);
  *port = g_strdup (colon + 1);
  return TRUE;
}

char *
_sockeye_address_vsock_format (const struct sockaddr *sockaddr,
                               socklen_t              length)
{
  const struct sockaddr_vm *address = (gconstpointer) sockaddr;
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cids); i++)
    if (cids[i].number == address->svm_cid)
      g_string_append (string, cids[i].name);
  if (string->len == 0)
    g_string_append_printf (string, "%u", address->svm_cid);
  if (address->svm_port == VMADDR_PORT_ANY)
    g_string_append (string, ":any");
  else
    g_string_append_printf (string, ":%u", address->svm_port);
  return g_string_free (string, FALSE);
}

void
_sockeye_address_vsock_python (const struct sockaddr *sockaddr,
                               socklen_t              length,
                               const char            *host,
                               gboolean               result,
                               GString               *string)
{
  const struct sockaddr_vm *address = (gconstpointer) sockaddr;

  g_string_append_printf (string, "(%u, %u)", address->svm_cid, address->svm_port);
}
