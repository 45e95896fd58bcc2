/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_PACKET, after packet(7): a network interface, for sendto a
 * hardware address, and an ethertype. Text has them as
 * "eth0:ETH_P_IP/52:54:00:12:34:56": no interface has ":" or "/" in its name. */

#include "config.h"

#include "sockeye-address-private.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <stddef.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "call/sockeye-python.h"

#define SOCKEYE_PACKET_PREFIX "ETH_P_"
#define SOCKEYE_PACKET_HEADER offsetof (struct sockaddr_ll, sll_addr)

/* MAX_ADDR_LEN of the kernel (linux/netdevice.h): Infiniband has 20. */
#define SOCKEYE_HARDWARE_MAX 32

/* In the order of <linux/if_ether.h>; of two names for a number the first is
 * shown. */
static const SockeyeAddressName ethertypes[] = {
  { "LOOP", ETH_P_LOOP },
  { "PUP", ETH_P_PUP },
  { "PUPAT", ETH_P_PUPAT },
  { "TSN", ETH_P_TSN },
  { "ERSPAN2", ETH_P_ERSPAN2 },
  { "IP", ETH_P_IP },
  { "X25", ETH_P_X25 },
  { "ARP", ETH_P_ARP },
  { "IEEEPUP", ETH_P_IEEEPUP },
  { "IEEEPUPAT", ETH_P_IEEEPUPAT },
  { "BATMAN", ETH_P_BATMAN },
  { "DEC", ETH_P_DEC },
  { "DNA_DL", ETH_P_DNA_DL },
  { "DNA_RC", ETH_P_DNA_RC },
  { "DNA_RT", ETH_P_DNA_RT },
  { "LAT", ETH_P_LAT },
  { "DIAG", ETH_P_DIAG },
  { "CUST", ETH_P_CUST },
  { "SCA", ETH_P_SCA },
  { "TEB", ETH_P_TEB },
  { "RARP", ETH_P_RARP },
  { "ATALK", ETH_P_ATALK },
  { "AARP", ETH_P_AARP },
  { "8021Q", ETH_P_8021Q },
  { "ERSPAN", ETH_P_ERSPAN },
  { "IPX", ETH_P_IPX },
  { "IPV6", ETH_P_IPV6 },
  { "PAUSE", ETH_P_PAUSE },
  { "SLOW", ETH_P_SLOW },
  { "WCCP", ETH_P_WCCP },
  { "MPLS_UC", ETH_P_MPLS_UC },
  { "MPLS_MC", ETH_P_MPLS_MC },
  { "ATMMPOA", ETH_P_ATMMPOA },
  { "PPP_DISC", ETH_P_PPP_DISC },
  { "PPP_SES", ETH_P_PPP_SES },
  { "LINK_CTL", ETH_P_LINK_CTL },
  { "ATMFATE", ETH_P_ATMFATE },
  { "PAE", ETH_P_PAE },
  { "PROFINET", ETH_P_PROFINET },
  { "REALTEK", ETH_P_REALTEK },
  { "AOE", ETH_P_AOE },
  { "ETHERCAT", ETH_P_ETHERCAT },
  { "8021AD", ETH_P_8021AD },
  { "802_EX1", ETH_P_802_EX1 },
  { "PREAUTH", ETH_P_PREAUTH },
  { "TIPC", ETH_P_TIPC },
  { "LLDP", ETH_P_LLDP },
  { "MRP", ETH_P_MRP },
  { "MACSEC", ETH_P_MACSEC },
  { "8021AH", ETH_P_8021AH },
  { "MVRP", ETH_P_MVRP },
  { "1588", ETH_P_1588 },
  { "NCSI", ETH_P_NCSI },
  { "PRP", ETH_P_PRP },
  { "CFM", ETH_P_CFM },
  { "FCOE", ETH_P_FCOE },
  { "IBOE", ETH_P_IBOE },
  { "TDLS", ETH_P_TDLS },
  { "FIP", ETH_P_FIP },
  { "80221", ETH_P_80221 },
  { "HSR", ETH_P_HSR },
  { "NSH", ETH_P_NSH },
  { "LOOPBACK", ETH_P_LOOPBACK },
  { "QINQ1", ETH_P_QINQ1 },
  { "QINQ2", ETH_P_QINQ2 },
  { "QINQ3", ETH_P_QINQ3 },
  { "EDSA", ETH_P_EDSA },
  { "DSA_8021Q", ETH_P_DSA_8021Q },
  { "DSA_A5PSW", ETH_P_DSA_A5PSW },
  { "IFE", ETH_P_IFE },
  { "AF_IUCV", ETH_P_AF_IUCV },
  { "802_3_MIN", ETH_P_802_3_MIN },
  { "802_3", ETH_P_802_3 },
  { "AX25", ETH_P_AX25 },
  { "ALL", ETH_P_ALL },
  { "802_2", ETH_P_802_2 },
  { "SNAP", ETH_P_SNAP },
  { "DDCMP", ETH_P_DDCMP },
  { "WAN_PPP", ETH_P_WAN_PPP },
  { "PPP_MP", ETH_P_PPP_MP },
  { "LOCALTALK", ETH_P_LOCALTALK },
  { "CAN", ETH_P_CAN },
  { "CANFD", ETH_P_CANFD },
  { "CANXL", ETH_P_CANXL },
  { "PPPTALK", ETH_P_PPPTALK },
  { "TR_802_2", ETH_P_TR_802_2 },
  { "MOBITEX", ETH_P_MOBITEX },
  { "CONTROL", ETH_P_CONTROL },
  { "IRDA", ETH_P_IRDA },
  { "ECONET", ETH_P_ECONET },
  { "HDLC", ETH_P_HDLC },
  { "ARCNET", ETH_P_ARCNET },
  { "DSA", ETH_P_DSA },
  { "TRAILER", ETH_P_TRAILER },
  { "PHONET", ETH_P_PHONET },
  { "IEEE802154", ETH_P_IEEE802154 },
  { "CAIF", ETH_P_CAIF },
  { "XDSA", ETH_P_XDSA },
  { "MAP", ETH_P_MAP },
  { "MCTP", ETH_P_MCTP },
};

static gboolean
sockeye_address_packet_read_ethertype (const char  *text,
                                       guint32     *ethertype,
                                       GError     **error)
{
  g_autofree char *shown = NULL;
  guint64 number;

  *ethertype = 0;
  if (text[0] == '\0'
      || _sockeye_address_find_name (ethertypes, G_N_ELEMENTS (ethertypes), SOCKEYE_PACKET_PREFIX,
                                     text, ethertype))
    return TRUE;
  if (_sockeye_address_read_number (text, G_MAXUINT16, &number))
    {
      *ethertype = (guint32) number;
      return TRUE;
    }
  shown = _sockeye_address_quote (text);
  if (_sockeye_address_read_number (text, G_MAXUINT64, &number))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Ethertype %s is too large: the highest is 0xffff"), shown);
  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("“%s” is not an ethertype: type a name such as ETH_P_IP, or a "
                                  "number such as 0x0800"), shown);
}

/* "eth0", or "eth0/52:54:00:12:34:56". */
static gboolean
sockeye_address_packet_read_host (const char          *host,
                                  struct sockaddr_ll  *address,
                                  guint8              *hardware,
                                  GError             **error)
{
  const char *slash = strchr (host, '/');
  g_autofree char *interface = slash != NULL ? g_strndup (host, slash - host) : g_strdup (host);
  g_autofree char *shown = NULL;
  guint index;

  if (!_sockeye_address_read_interface (interface, &index, error))
    return FALSE;
  address->sll_ifindex = (int) index;
  if (slash == NULL)
    return TRUE;
  address->sll_halen =
    (guint8) _sockeye_address_read_bytes (slash + 1, hardware, SOCKEYE_HARDWARE_MAX);
  if (address->sll_halen > 0)
    return TRUE;
  shown = _sockeye_address_quote (slash + 1);
  return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                _("“%s” is not a hardware address: type bytes in hex with colons, "
                                  "such as 52:54:00:12:34:56"), shown);
}

SockeyeAddress *
_sockeye_address_packet_parse (int          protocol,
                               const char  *host,
                               const char  *port,
                               SockeyeUse   use,
                               GError     **error)
{
  struct sockaddr_ll address = { .sll_family = AF_PACKET };
  struct sockaddr_storage storage = { 0 };
  guint8 *hardware = (guint8 *) &storage + SOCKEYE_PACKET_HEADER;
  guint32 ethertype;

  if (!sockeye_address_packet_read_host (host, &address, hardware, error)
      || !sockeye_address_packet_read_ethertype (port, &ethertype, error))
    return NULL;
  if (address.sll_ifindex == 0 && use != SOCKEYE_USE_BIND)
    {
      _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                             _("Interface is empty: type the name or number of the one to send "
                               "from"));
      return NULL;
    }
  address.sll_protocol = htons ((guint16) ethertype);
  memcpy (&storage, &address, SOCKEYE_PACKET_HEADER);
  return sockeye_address_new ((struct sockaddr *) &storage,
                              MAX (sizeof address, SOCKEYE_PACKET_HEADER + address.sll_halen),
                              host);
}

gboolean
_sockeye_address_packet_split (int          protocol,
                               const char  *text,
                               char       **host,
                               char       **port,
                               GError     **error)
{
  const char *slash = strchrnul (text, '/');
  const char *colon = memchr (text, ':', slash - text);
  g_autofree char *interface = NULL;

  if (colon == NULL)
    colon = slash;
  interface = g_strndup (text, colon - text);
  *host = g_strconcat (interface, slash, NULL);
  *port = colon < slash ? g_strndup (colon + 1, slash - colon - 1) : g_strdup ("");
  return TRUE;
}

/* No further than the kernel filled it. */
static gsize
sockeye_address_packet_get_hardware_length (const struct sockaddr_ll *address,
                                            socklen_t                 length)
{
  gsize room = length > SOCKEYE_PACKET_HEADER ? length - SOCKEYE_PACKET_HEADER : 0;

  return MIN (address->sll_halen, room);
}

/* As it is typed. */
char *
_sockeye_address_packet_dup_ethertype (guint16 ethertype)
{
  for (guint i = 0; i < G_N_ELEMENTS (ethertypes); i++)
    if (ethertypes[i].number == ethertype)
      return g_strconcat (SOCKEYE_PACKET_PREFIX, ethertypes[i].name, NULL);
  return g_strdup_printf ("0x%04x", ethertype);
}

char *
_sockeye_address_packet_format (const struct sockaddr *sockaddr,
                                socklen_t              length)
{
  const struct sockaddr_ll *address = (gconstpointer) sockaddr;
  const guint8 *hardware = (const guint8 *) sockaddr + SOCKEYE_PACKET_HEADER;
  gsize n = sockeye_address_packet_get_hardware_length (address, length);
  g_autofree char *interface = _sockeye_address_dup_interface ((guint) address->sll_ifindex);
  GString *string = g_string_new (interface);

  if (address->sll_protocol != 0)
    {
      g_autofree char *ethertype =
        _sockeye_address_packet_dup_ethertype (ntohs (address->sll_protocol));

      g_string_append_printf (string, ":%s", ethertype);
    }
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (string, "%c%02x", i == 0 ? '/' : ':', hardware[i]);
  return g_string_free (string, FALSE);
}

/* CPython takes what follows the ethertype only up to the last that says
 * something, and returns all five parts. */
void
_sockeye_address_packet_python (const struct sockaddr *sockaddr,
                                socklen_t              length,
                                const char            *host,
                                gboolean               result,
                                GString               *string)
{
  const struct sockaddr_ll *address = (gconstpointer) sockaddr;
  gsize n = sockeye_address_packet_get_hardware_length (address, length);

  g_string_append_c (string, '(');
  _sockeye_address_python_interface ((guint) address->sll_ifindex, host, string);
  g_string_append_printf (string, ", %u", ntohs (address->sll_protocol));
  if (result || n > 0)
    {
      g_string_append_printf (string, ", %u, %u, ", address->sll_pkttype, address->sll_hatype);
      sockeye_python_append_bytes (string, (const guint8 *) sockaddr + SOCKEYE_PACKET_HEADER, n, 0);
    }
  g_string_append_c (string, ')');
}
