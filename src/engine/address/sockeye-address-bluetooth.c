/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_BLUETOOTH: another structure for each protocol. A device is
 * "00:1A:7D:DA:71:13" (or "" for any of this machine), after it comes the PSM of
 * L2CAP or the channel of RFCOMM; HCI has the number of an adapter instead. */

#include "config.h"

#include "sockeye-address-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sockeye-bluetooth-private.h"
#include "call/sockeye-python.h"

/* "xx:xx:xx:xx:xx:xx" */
#define SOCKEYE_BDADDR_LENGTH 17

/* BDADDR_BREDR and others of <net/bluetooth/bluetooth.h>. */
static const SockeyeAddressName types[] = {
  { "BREDR", 0 },
  { "LE_PUBLIC", 1 },
  { "LE_RANDOM", 2 },
};

/* HCI_CHANNEL_RAW and others of <net/bluetooth/hci_sock.h>. */
static const SockeyeAddressName channels[] = {
  { "RAW", 0 },
  { "USER", 1 },
  { "MONITOR", 2 },
  { "CONTROL", 3 },
  { "LOGGING", 4 },
};

static gboolean
sockeye_address_bluetooth_read_device (const char     *text,
                                       SockeyeUse      use,
                                       SockeyeBdaddr  *bdaddr,
                                       GError        **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint8 bytes[sizeof bdaddr->b] = { 0 };

  if (text[0] == '\0' && use != SOCKEYE_USE_BIND)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("Device is empty: type the address of the one to reach, such "
                                    "as 00:1A:7D:DA:71:13"));
  if (text[0] != '\0' && _sockeye_address_read_bytes (text, bytes, sizeof bytes) != sizeof bytes)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("“%s” is not a Bluetooth address: type six bytes in hex with "
                                    "colons, such as 00:1A:7D:DA:71:13"), shown);
  for (guint i = 0; i < sizeof bytes; i++)
    bdaddr->b[i] = bytes[sizeof bytes - 1 - i];
  return TRUE;
}

static gboolean
sockeye_address_bluetooth_fail_psm (const char  *text,
                                    GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);

  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("“%s” is not a PSM: type a number up to 0xffff; after a / may "
                                  "come a channel id, and after another / the type of the "
                                  "address: bredr, le_public or le_random"), shown);
}

/* "0x1001", "0/4/le_public" */
static gboolean
sockeye_address_bluetooth_read_psm (const char           *text,
                                    SockeyeL2capAddress  *address,
                                    GError              **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  guint n = g_strv_length (parts);
  guint64 numbers[3] = { 0 };
  guint32 type;

  if (n > G_N_ELEMENTS (numbers))
    return sockeye_address_bluetooth_fail_psm (text, error);
  if (n > 2 && _sockeye_address_find_name (types, G_N_ELEMENTS (types), "BDADDR_", parts[2], &type))
    numbers[2] = type;
  else if (n > 2 && !_sockeye_address_read_number (parts[2], G_MAXUINT8, &numbers[2]))
    return sockeye_address_bluetooth_fail_psm (text, error);
  for (guint i = 0; i < MIN (n, 2); i++)
    if (!_sockeye_address_read_number (parts[i], G_MAXUINT16, &numbers[i]))
      return sockeye_address_bluetooth_fail_psm (text, error);
  address->psm = GUINT16_TO_LE ((guint16) numbers[0]);
  address->cid = GUINT16_TO_LE ((guint16) numbers[1]);
  address->bdaddr_type = (guint8) numbers[2];
  return TRUE;
}

static SockeyeAddress *
sockeye_address_bluetooth_parse_l2cap (const char  *host,
                                       const char  *port,
                                       SockeyeUse   use,
                                       GError     **error)
{
  SockeyeL2capAddress address;

  memset (&address, 0, sizeof address);
  address.family = AF_BLUETOOTH;
  if (!sockeye_address_bluetooth_read_device (host, use, &address.bdaddr, error)
      || !sockeye_address_bluetooth_read_psm (port, &address, error))
    return NULL;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

static SockeyeAddress *
sockeye_address_bluetooth_parse_rfcomm (const char  *host,
                                        const char  *port,
                                        SockeyeUse   use,
                                        GError     **error)
{
  SockeyeRfcommAddress address;
  guint64 channel = 0;

  memset (&address, 0, sizeof address);
  address.family = AF_BLUETOOTH;
  if (!sockeye_address_bluetooth_read_device (host, use, &address.bdaddr, error))
    return NULL;
  if (!_sockeye_address_read_number (port, 30, &channel)
      || (channel == 0 && use != SOCKEYE_USE_BIND))
    {
      g_autofree char *shown = _sockeye_address_quote (port);

      _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                             use == SOCKEYE_USE_BIND
                               ? _("“%s” is not an RFCOMM channel: type a number from 1 to 30; 0 "
                                   "lets the kernel choose at listen()")
                               : _("“%s” is not an RFCOMM channel: type a number from 1 to 30"),
                             shown);
      return NULL;
    }
  address.channel = (guint8) channel;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

static SockeyeAddress *
sockeye_address_bluetooth_parse_sco (const char  *host,
                                     SockeyeUse   use,
                                     GError     **error)
{
  SockeyeScoAddress address = { .family = AF_BLUETOOTH };

  if (!sockeye_address_bluetooth_read_device (host, use, &address.bdaddr, error))
    return NULL;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

/* "hci0", "0"; "" is none, as the channels CONTROL and MONITOR want it. */
static SockeyeAddress *
sockeye_address_bluetooth_parse_hci (const char  *host,
                                     const char  *port,
                                     GError     **error)
{
  SockeyeHciAddress address = { .family = AF_BLUETOOTH };
  const char *number = g_ascii_strncasecmp (host, "hci", 3) == 0 ? host + 3 : host;
  guint64 device = SOCKEYE_HCI_DEV_NONE;
  guint64 channel = 0;
  guint32 named;

  if (host[0] != '\0' && !_sockeye_address_read_number (number, G_MAXUINT16, &device))
    {
      g_autofree char *shown = _sockeye_address_quote (host);

      _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                             _("“%s” is not a Bluetooth adapter: type its name or number, such as "
                               "hci0, or nothing for none"), shown);
      return NULL;
    }
  if (_sockeye_address_find_name (channels, G_N_ELEMENTS (channels), "HCI_CHANNEL_", port, &named))
    channel = named;
  else if (port[0] != '\0' && !_sockeye_address_read_number (port, G_MAXUINT16, &channel))
    {
      g_autofree char *shown = _sockeye_address_quote (port);

      _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                             _("“%s” is not a channel of HCI: type raw, user, monitor, control, "
                               "logging or a number"), shown);
      return NULL;
    }
  address.device = (guint16) device;
  address.channel = (guint16) channel;
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

SockeyeAddress *
_sockeye_address_bluetooth_parse (int          protocol,
                                  const char  *host,
                                  const char  *port,
                                  SockeyeUse   use,
                                  GError     **error)
{
  switch (protocol)
    {
    case SOCKEYE_BTPROTO_L2CAP:
      return sockeye_address_bluetooth_parse_l2cap (host, port, use, error);
    case SOCKEYE_BTPROTO_HCI:
      return sockeye_address_bluetooth_parse_hci (host, port, error);
    case SOCKEYE_BTPROTO_SCO:
      return sockeye_address_bluetooth_parse_sco (host, use, error);
    case SOCKEYE_BTPROTO_RFCOMM:
      return sockeye_address_bluetooth_parse_rfcomm (host, port, use, error);
    default:
      return _sockeye_address_raw_parse (AF_BLUETOOTH, host, error);
    }
}

/* After a device the sixth colon, after an adapter the first. */
gboolean
_sockeye_address_bluetooth_split (int          protocol,
                                  const char  *text,
                                  char       **host,
                                  char       **port,
                                  GError     **error)
{
  const char *colon = strchr (text, ':');

  if (colon == text + 2)
    colon = strlen (text) > SOCKEYE_BDADDR_LENGTH && text[SOCKEYE_BDADDR_LENGTH] == ':'
              ? text + SOCKEYE_BDADDR_LENGTH
              : NULL;
  _sockeye_address_split_at (text, colon, host, port);
  return TRUE;
}

static char *
sockeye_address_bluetooth_dup_device (const SockeyeBdaddr *bdaddr)
{
  const guint8 *b = bdaddr->b;

  return g_strdup_printf ("%02X:%02X:%02X:%02X:%02X:%02X", b[5], b[4], b[3], b[2], b[1], b[0]);
}

static char *
sockeye_address_bluetooth_format_l2cap (const SockeyeL2capAddress *address)
{
  g_autofree char *device = sockeye_address_bluetooth_dup_device (&address->bdaddr);
  guint psm = GUINT16_FROM_LE (address->psm);
  guint cid = GUINT16_FROM_LE (address->cid);
  guint type = address->bdaddr_type;

  if (type >= G_N_ELEMENTS (types))
    return g_strdup_printf ("%s:0x%x/0x%x/%u", device, psm, cid, type);
  if (type != 0)
    return g_strdup_printf ("%s:0x%x/0x%x/%s", device, psm, cid, types[type].name);
  if (cid != 0)
    return g_strdup_printf ("%s:0x%x/0x%x", device, psm, cid);
  return g_strdup_printf ("%s:0x%x", device, psm);
}

static char *
sockeye_address_bluetooth_format_hci (const SockeyeHciAddress *address)
{
  g_autofree char *device = address->device == SOCKEYE_HCI_DEV_NONE
                              ? g_strdup ("")
                              : g_strdup_printf ("hci%u", address->device);

  if (address->channel < G_N_ELEMENTS (channels))
    return g_strdup_printf ("%s:%s", device, channels[address->channel].name);
  return g_strdup_printf ("%s:%u", device, address->channel);
}

char *
_sockeye_address_bluetooth_format (const struct sockaddr *sockaddr,
                                   socklen_t              length)
{
  gconstpointer address = sockaddr;
  const SockeyeScoAddress *sco = address;
  const SockeyeRfcommAddress *rfcomm = address;
  g_autofree char *device = NULL;

  switch (length)
    {
    case sizeof (SockeyeL2capAddress):
      return sockeye_address_bluetooth_format_l2cap (address);
    case sizeof (SockeyeHciAddress):
      return sockeye_address_bluetooth_format_hci (address);
    case sizeof (SockeyeScoAddress):
      return sockeye_address_bluetooth_dup_device (&sco->bdaddr);
    case sizeof (SockeyeRfcommAddress):
      device = sockeye_address_bluetooth_dup_device (&rfcomm->bdaddr);
      return g_strdup_printf ("%s:%u", device, rfcomm->channel);
    default:
      return _sockeye_address_raw_format (sockaddr, length);
    }
}

/* CPython 3.11 knows neither the channel id of L2CAP nor the channel of HCI:
 * they are printed where there is one, as later versions have them. */
static void
sockeye_address_bluetooth_append_l2cap (const SockeyeL2capAddress *address,
                                        GString                   *string)
{
  g_autofree char *device = sockeye_address_bluetooth_dup_device (&address->bdaddr);

  g_string_append_printf (string, "('%s', %u", device, GUINT16_FROM_LE (address->psm));
  if (address->cid != 0 || address->bdaddr_type != 0)
    g_string_append_printf (string, ", %u", GUINT16_FROM_LE (address->cid));
  if (address->bdaddr_type != 0)
    g_string_append_printf (string, ", %u", address->bdaddr_type);
  g_string_append_c (string, ')');
}

static void
sockeye_address_bluetooth_append_hci (const SockeyeHciAddress *address,
                                      gboolean                 result,
                                      GString                 *string)
{
  if (address->channel != 0)
    g_string_append_printf (string, "(%u, %u)", address->device, address->channel);
  else if (result)
    g_string_append_printf (string, "%u", address->device);
  else
    g_string_append_printf (string, "(%u,)", address->device);
}

void
_sockeye_address_bluetooth_python (const struct sockaddr *sockaddr,
                                   socklen_t              length,
                                   const char            *host,
                                   gboolean               result,
                                   GString               *string)
{
  gconstpointer address = sockaddr;
  const SockeyeScoAddress *sco = address;
  const SockeyeRfcommAddress *rfcomm = address;
  g_autofree char *device = NULL;

  switch (length)
    {
    case sizeof (SockeyeL2capAddress):
      sockeye_address_bluetooth_append_l2cap (address, string);
      break;
    case sizeof (SockeyeHciAddress):
      sockeye_address_bluetooth_append_hci (address, result, string);
      break;
    case sizeof (SockeyeScoAddress):
      /* It takes bytes and returns a str. */
      device = sockeye_address_bluetooth_dup_device (&sco->bdaddr);
      g_string_append_printf (string, "%s'%s'", result ? "" : "b", device);
      break;
    case sizeof (SockeyeRfcommAddress):
      device = sockeye_address_bluetooth_dup_device (&rfcomm->bdaddr);
      g_string_append_printf (string, "('%s', %u)", device, rfcomm->channel);
      break;
    default:
      _sockeye_address_raw_python (sockaddr, length, host, result, string);
    }
}
