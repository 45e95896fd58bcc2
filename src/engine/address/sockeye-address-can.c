/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_CAN, after Documentation/networking/can.rst, iso15765-2.rst
 * and j1939.rst of the kernel: an interface, and what the protocol adds to it.
 * Each protocol has an address of its own length, by which they are told
 * apart. */

#include "config.h"

#include "sockeye-address-private.h"

#include <linux/can.h>
#include <linux/can/j1939.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#include <glib/gi18n-lib.h>

/* CAN_REQUIRED_SIZE() of the kernel (linux/can/core.h): what it needs, and what
 * it returns. */
#define SOCKEYE_CAN_SIZE(member) \
  (offsetof (struct sockaddr_can, member) + sizeof (((struct sockaddr_can *) NULL)->member))
#define SOCKEYE_CAN_RAW_SIZE   SOCKEYE_CAN_SIZE (can_ifindex)
#define SOCKEYE_CAN_ISOTP_SIZE SOCKEYE_CAN_SIZE (can_addr.tp)
#define SOCKEYE_CAN_J1939_SIZE SOCKEYE_CAN_SIZE (can_addr.j1939)

/* An id above 0x7ff has 29 bits and needs its flag, or the kernel cuts it. */
static gboolean
sockeye_address_can_read_id (const char  *text,
                             guint32     *id,
                             GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  if (!_sockeye_address_read_number (text, G_MAXUINT32, &number)
      || (number & ~(guint64) (CAN_EFF_FLAG | CAN_EFF_MASK)) != 0)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not a CAN id: type a number up to 0x7ff, or up to "
                                    "0x1fffffff for an extended one"), shown);
  *id = (guint32) number;
  if (number > CAN_SFF_MASK)
    *id |= CAN_EFF_FLAG;
  return TRUE;
}

static gboolean
sockeye_address_can_read_isotp (const char           *text,
                                struct sockaddr_can  *address,
                                GError              **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autofree char *shown = _sockeye_address_quote (text);

  if (g_strv_length (parts) != 2)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not two ids: type the one to receive and the one to "
                                    "send with, such as 0x123,0x321"), shown);
  return sockeye_address_can_read_id (g_strstrip (parts[0]), &address->can_addr.tp.rx_id, error)
         && sockeye_address_can_read_id (g_strstrip (parts[1]), &address->can_addr.tp.tx_id, error);
}

static gboolean
sockeye_address_can_read_j1939 (const char           *text,
                                struct sockaddr_can  *address,
                                GError              **error)
{
  static const guint64 highest[] = { G_MAXUINT64, J1939_NO_PGN, J1939_NO_ADDR };
  guint64 numbers[] = { J1939_NO_NAME, J1939_NO_PGN, J1939_NO_ADDR };
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autofree char *shown = _sockeye_address_quote (text);
  gboolean right = g_strv_length (parts) <= G_N_ELEMENTS (numbers);

  /* What is left out is none. */
  for (guint i = 0; right && parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      right = _sockeye_address_read_number (parts[i], highest[i], &numbers[i]);
  if (!right)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not name,pgn,address: type a number of 64 bits, one "
                                    "up to 0x3ffff and one up to 0xfe, or nothing in their "
                                    "place"), shown);
  address->can_addr.j1939.name = numbers[0];
  address->can_addr.j1939.pgn = (guint32) numbers[1];
  address->can_addr.j1939.addr = (guint8) numbers[2];
  return TRUE;
}

static gboolean
sockeye_address_can_read_port (int                   protocol,
                               const char           *port,
                               struct sockaddr_can  *address,
                               socklen_t            *length,
                               GError              **error)
{
  if (protocol == CAN_ISOTP)
    {
      *length = SOCKEYE_CAN_ISOTP_SIZE;
      return sockeye_address_can_read_isotp (port, address, error);
    }
  if (protocol == CAN_J1939)
    {
      *length = SOCKEYE_CAN_J1939_SIZE;
      return sockeye_address_can_read_j1939 (port, address, error);
    }
  /* A frame of RAW and BCM has its id within: there is none to give here. */
  *length = SOCKEYE_CAN_RAW_SIZE;
  if (port[0] == '\0')
    return TRUE;
  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("An address of this protocol has no id: it stands in each "
                                  "frame. Leave Id empty"));
}

SockeyeAddress *
_sockeye_address_can_parse (int          protocol,
                            const char  *host,
                            const char  *port,
                            SockeyeUse   use,
                            GError     **error)
{
  struct sockaddr_can address = { .can_family = AF_CAN };
  socklen_t length;
  guint index;

  if (!_sockeye_address_read_interface (host, &index, error)
      || !sockeye_address_can_read_port (protocol, port, &address, &length, error))
    return NULL;
  address.can_ifindex = (int) index;
  return sockeye_address_new ((struct sockaddr *) &address, length, host);
}

/* "can0", "can0:0x123,0x321", "can0:0x0,0x40000,0xff" */
gboolean
_sockeye_address_can_split (int          protocol,
                            const char  *text,
                            char       **host,
                            char       **port,
                            GError     **error)
{
  _sockeye_address_split_at (text, strchr (text, ':'), host, port);
  return TRUE;
}

char *
_sockeye_address_can_format (const struct sockaddr *sockaddr,
                             socklen_t              length)
{
  const struct sockaddr_can *address = (gconstpointer) sockaddr;
  g_autofree char *interface = _sockeye_address_dup_interface ((guint) address->can_ifindex);

  if (length >= SOCKEYE_CAN_J1939_SIZE)
    return g_strdup_printf ("%s:0x%" G_GINT64_MODIFIER "x,0x%x,0x%x", interface,
                            (guint64) address->can_addr.j1939.name, address->can_addr.j1939.pgn,
                            address->can_addr.j1939.addr);
  if (length >= SOCKEYE_CAN_ISOTP_SIZE)
    return g_strdup_printf ("%s:0x%x,0x%x", interface, address->can_addr.tp.rx_id,
                            address->can_addr.tp.tx_id);
  return g_steal_pointer (&interface);
}

void
_sockeye_address_can_python (const struct sockaddr *sockaddr,
                             socklen_t              length,
                             const char            *host,
                             gboolean               result,
                             GString               *string)
{
  const struct sockaddr_can *address = (gconstpointer) sockaddr;

  g_string_append_c (string, '(');
  _sockeye_address_python_interface ((guint) address->can_ifindex, host, string);
  if (length >= SOCKEYE_CAN_J1939_SIZE)
    g_string_append_printf (string, ", %" G_GUINT64_FORMAT ", %u, %u",
                            (guint64) address->can_addr.j1939.name, address->can_addr.j1939.pgn,
                            address->can_addr.j1939.addr);
  else if (length >= SOCKEYE_CAN_ISOTP_SIZE)
    g_string_append_printf (string, ", %u, %u", address->can_addr.tp.rx_id,
                            address->can_addr.tp.tx_id);
  else
    g_string_append_c (string, ',');
  g_string_append_c (string, ')');
}
