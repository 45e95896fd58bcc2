/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Addresses of AF_INET and AF_INET6: all forms of host that CPython's socket
 * module takes, after its getsockaddrarg(), but none that is ambiguous: octal
 * numbers and dotted forms with fewer than four parts (inet_aton(3)) are
 * refused. */

#include "config.h"

#include "sockeye-address-private.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sockeye-python.h"

/* RFC 1035, 2.3.4: 255 octets, of which the text form shows two fewer. */
#define SOCKEYE_NAME_MAX 253

/* RFC 8200, 6. The kernel sends the label only with IPV6_FLOWINFO_SEND
 * (ipv6(7)), and returns it, below the traffic class, with IPV6_FLOWINFO. */
#define SOCKEYE_FLOW_MAX  0xfffff
#define SOCKEYE_FLOW_MARK ";flow="

static gboolean
sockeye_address_inet_check_port_given (const char  *text,
                                       SockeyeUse   use,
                                       GError     **error)
{
  if (text[0] != '\0')
    return TRUE;
  if (use == SOCKEYE_USE_BIND)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port is empty: type a port; 0 lets the kernel choose"));
  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("Port is empty: type a port, from 1 to 65535"));
}

/* What is wrong with a text that is not digits alone. */
static gboolean
sockeye_address_inet_fail_port (const char  *text,
                                GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);

  if (strpbrk (text, " \t\r\n\v\f") != NULL)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is not a port: it has a space"), shown);
  if (text[0] == '-' && g_ascii_isdigit (text[1])
      && text[1 + strspn (text + 1, "0123456789")] == '\0')
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port %s is negative: ports go from 0 to 65535"), shown);
  if (g_ascii_isalpha (text[0]))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("“%s” is a name: type the number of the port, from 1 to "
                                    "65535"), shown);
  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("“%s” is not a port: type a number from 0 to 65535"), shown);
}

/* Whether a port means nothing: of a raw socket, which has the number of an IP
 * protocol, and of one that pings (raw(7), icmp(7)). */
static gboolean
sockeye_address_inet_is_portless (int protocol)
{
  switch (protocol)
    {
    case 0:
    case IPPROTO_TCP:
    case IPPROTO_UDP:
    case IPPROTO_MPTCP:
    case IPPROTO_SCTP:
    case IPPROTO_DCCP:
    case IPPROTO_UDPLITE:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
sockeye_address_inet_parse_port (int          protocol,
                                 const char  *text,
                                 SockeyeUse   use,
                                 guint       *port,
                                 GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  /* As at bind(), 0 is as good as any. */
  if (sockeye_address_inet_is_portless (protocol))
    use = SOCKEYE_USE_BIND;
  if (sockeye_address_inet_is_portless (protocol) && text[0] == '\0')
    text = "0";
  if (!sockeye_address_inet_check_port_given (text, use, error))
    return FALSE;
  if (text[strspn (text, "0123456789")] != '\0')
    return sockeye_address_inet_fail_port (text, error);
  /* Saturates on overflow, which is too large just the same. */
  number = g_ascii_strtoull (text, NULL, 10);
  if (number > G_MAXUINT16)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port %s is too large: the highest is 65535"), shown);
  if (number == 0 && use != SOCKEYE_USE_BIND)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                  _("Port 0 cannot be reached: it only lets the kernel "
                                    "choose a port at bind(). Type a port from 1 to 65535"));
  *port = number;
  return TRUE;
}

/* An integer in host byte order, as the cheat sheet has it: decimal or 0x. A
 * leading zero would be octal to CPython, so it is not taken. */
static gboolean
sockeye_address_inet_read_integer (const char     *text,
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
static gboolean
sockeye_address_inet_read_v4 (const char     *host,
                              struct in_addr *address)
{
  if (strcmp (host, "<broadcast>") == 0)
    {
      address->s_addr = htonl (INADDR_BROADCAST);
      return TRUE;
    }
  return inet_pton (AF_INET, host, address) == 1
         || sockeye_address_inet_read_integer (host, address);
}

/* Numbers and dots alone: meant as an address, never a name to look up. */
static gboolean
sockeye_address_inet_looks_numeric (const char *host)
{
  if (g_ascii_strncasecmp (host, "0x", 2) == 0)
    return host[2 + strspn (host + 2, "0123456789abcdefABCDEFxX.")] == '\0';
  return host[strspn (host, "0123456789.")] == '\0';
}

/* Colon notation; the scope id after % is cut off and left to the caller. */
static gboolean
sockeye_address_inet_read_v6 (const char       *host,
                              struct in6_addr  *address,
                              const char      **scope)
{
  const char *percent = strchr (host, '%');
  g_autofree char *plain = percent != NULL ? g_strndup (host, percent - host) : g_strdup (host);

  *scope = percent != NULL ? percent + 1 : NULL;
  return inet_pton (AF_INET6, plain, address) == 1;
}

static gboolean
sockeye_address_inet_check_name_chars (const char  *host,
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
sockeye_address_inet_fail_colon (const char  *host,
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
static gboolean
sockeye_address_inet_check_name (const char  *host,
                                 GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (host);
  struct in6_addr v6;
  struct in_addr v4;
  const char *scope;

  if (sockeye_address_inet_read_v6 (host, &v6, &scope))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is an IPv6 address: create an AF_INET6 socket"),
                                  shown);
  if (sockeye_address_inet_read_v4 (host, &v4))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is an IPv4 address: create an AF_INET socket"),
                                  shown);
  if (sockeye_address_inet_looks_numeric (host))
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("%s is not an IPv4 address: type four numbers from 0 to "
                                    "255, such as 127.0.0.1"), shown);
  if (strchr (host, ':') != NULL)
    return sockeye_address_inet_fail_colon (host, shown, error);
  if (strlen (host) > SOCKEYE_NAME_MAX)
    return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                  _("The host name has %zu bytes; at most %d are possible"),
                                  strlen (host), SOCKEYE_NAME_MAX);
  return sockeye_address_inet_check_name_chars (host, shown, error);
}

static SockeyeAddress *
sockeye_address_inet_parse_name (int          family,
                                 int          protocol,
                                 const char  *host,
                                 const char  *port,
                                 SockeyeUse   use,
                                 GError     **error)
{
  guint number;

  if (!sockeye_address_inet_check_name (host, error)
      || !sockeye_address_inet_parse_port (protocol, port, use, &number, error))
    return NULL;
  return sockeye_address_new_name (family, host, number);
}

SockeyeAddress *
_sockeye_address_inet_parse (int          protocol,
                             const char  *host,
                             const char  *port,
                             SockeyeUse   use,
                             GError     **error)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  guint number;

  if (host[0] == '\0')
    address.sin_addr.s_addr = htonl (INADDR_ANY);
  else if (!sockeye_address_inet_read_v4 (host, &address.sin_addr))
    return sockeye_address_inet_parse_name (AF_INET, protocol, host, port, use, error);

  if (!sockeye_address_inet_parse_port (protocol, port, use, &number, error))
    return NULL;
  address.sin_port = htons (number);
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

/* The flow label is not part of any text form of an address: ";flow=0x12345"
 * comes last, so that it is never taken for a prefix length. Cuts it off. */
static gboolean
sockeye_address_inet6_read_flow (char     *host,
                                 guint32  *flow,
                                 GError  **error)
{
  char *mark = strstr (host, SOCKEYE_FLOW_MARK);
  g_autofree char *shown = NULL;
  guint64 number;

  *flow = 0;
  if (mark == NULL)
    return TRUE;
  *mark = '\0';
  if (_sockeye_address_read_number (mark + strlen (SOCKEYE_FLOW_MARK), SOCKEYE_FLOW_MAX, &number))
    {
      *flow = (guint32) number;
      return TRUE;
    }
  shown = _sockeye_address_quote (mark + strlen (SOCKEYE_FLOW_MARK));
  return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                _("“%s” is not a flow label: type a number of 20 bits, from 0 "
                                  "to 0xfffff"), shown);
}

/* A scope id: the name of an interface, or its number. */
static gboolean
sockeye_address_inet6_read_scope (const char  *text,
                                  guint32     *scope,
                                  GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);
  guint64 number;

  *scope = if_nametoindex (text);
  if (*scope != 0)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    {
      *scope = number;
      return TRUE;
    }
  return _sockeye_address_fail (error, SOCKEYE_ERROR_HOST,
                                _("“%s” is not a network interface of this machine: after "
                                  "%% comes its name or number"), shown);
}

SockeyeAddress *
_sockeye_address_inet6_parse (int          protocol,
                              const char  *host,
                              const char  *port,
                              SockeyeUse   use,
                              GError     **error)
{
  struct sockaddr_in6 address = { .sin6_family = AF_INET6 };
  g_autofree char *plain = g_strdup (host);
  const char *scope = NULL;
  guint32 flow;
  guint number;

  if (!sockeye_address_inet6_read_flow (plain, &flow, error))
    return NULL;
  if (plain[0] == '\0')
    address.sin6_addr = in6addr_any;
  else if (!sockeye_address_inet_read_v6 (plain, &address.sin6_addr, &scope))
    return sockeye_address_inet_parse_name (AF_INET6, protocol, host, port, use, error);

  if ((scope != NULL && !sockeye_address_inet6_read_scope (scope, &address.sin6_scope_id, error))
      || !sockeye_address_inet_parse_port (protocol, port, use, &number, error))
    return NULL;
  address.sin6_port = htons (number);
  address.sin6_flowinfo = htonl (flow);
  return sockeye_address_new ((struct sockaddr *) &address, sizeof address, host);
}

static gboolean
sockeye_address_inet_fail_split (const char  *text,
                                 const char  *example,
                                 GError     **error)
{
  g_autofree char *shown = _sockeye_address_quote (text);

  return _sockeye_address_fail (error, SOCKEYE_ERROR_PORT,
                                _("“%s” has no port: type host and port, such as %s"),
                                shown, example);
}

/* The last colon parts host and port. */
gboolean
_sockeye_address_inet_split (int          protocol,
                             const char  *text,
                             char       **host,
                             char       **port,
                             GError     **error)
{
  const char *colon = strrchr (text, ':');

  if (text[0] == '[')
    return _sockeye_address_inet6_split (protocol, text, host, port, error);
  if (colon == NULL && sockeye_address_inet_is_portless (protocol))
    {
      *host = g_strdup (text);
      return TRUE;
    }
  if (colon == NULL)
    return sockeye_address_inet_fail_split (text, "127.0.0.1:12345", error);
  *host = g_strndup (text, colon - text);
  *port = g_strdup (colon + 1);
  return TRUE;
}

/* "[v6]:port", or "name:port": an address itself must be in brackets, since
 * nobody could tell its last group from a port. */
gboolean
_sockeye_address_inet6_split (int          protocol,
                              const char  *text,
                              char       **host,
                              char       **port,
                              GError     **error)
{
  const char *bracket = text[0] == '[' ? strchr (text, ']') : NULL;
  const char *colon = strchr (text, ':');

  if (bracket != NULL && bracket[1] == ':')
    {
      *host = g_strndup (text + 1, bracket - text - 1);
      *port = g_strdup (bracket + 2);
      return TRUE;
    }
  if (text[0] != '[' && sockeye_address_inet_is_portless (protocol))
    {
      *host = g_strdup (text);
      return TRUE;
    }
  if (text[0] == '[' || colon == NULL || strchr (colon + 1, ':') != NULL)
    return sockeye_address_inet_fail_split (text, "[::1]:12345", error);
  *host = g_strndup (text, colon - text);
  *port = g_strdup (colon + 1);
  return TRUE;
}

guint
_sockeye_address_inet_port (const struct sockaddr *sockaddr)
{
  return ntohs (((const struct sockaddr_in *) (gconstpointer) sockaddr)->sin_port);
}

guint
_sockeye_address_inet6_port (const struct sockaddr *sockaddr)
{
  return ntohs (((const struct sockaddr_in6 *) (gconstpointer) sockaddr)->sin6_port);
}

char *
_sockeye_address_inet_format (const struct sockaddr *sockaddr,
                              socklen_t              length)
{
  const struct sockaddr_in *address = (gconstpointer) sockaddr;
  char numeric[INET_ADDRSTRLEN];

  inet_ntop (AF_INET, &address->sin_addr, numeric, sizeof numeric);
  return g_strdup_printf ("%s:%u", numeric, ntohs (address->sin_port));
}

char *
_sockeye_address_inet6_format (const struct sockaddr *sockaddr,
                               socklen_t              length)
{
  const struct sockaddr_in6 *address = (gconstpointer) sockaddr;
  guint32 flow = ntohl (address->sin6_flowinfo) & SOCKEYE_FLOW_MAX;
  char numeric[INET6_ADDRSTRLEN];
  char name[IF_NAMESIZE];
  GString *string = g_string_new ("[");

  inet_ntop (AF_INET6, &address->sin6_addr, numeric, sizeof numeric);
  g_string_append (string, numeric);
  if (address->sin6_scope_id != 0 && if_indextoname (address->sin6_scope_id, name) != NULL)
    g_string_append_printf (string, "%%%s", name);
  else if (address->sin6_scope_id != 0)
    g_string_append_printf (string, "%%%u", address->sin6_scope_id);
  if (flow != 0)
    g_string_append_printf (string, "%s0x%05x", SOCKEYE_FLOW_MARK, flow);
  g_string_append_printf (string, "]:%u", ntohs (address->sin6_port));
  return g_string_free (string, FALSE);
}

void
_sockeye_address_inet_python (const struct sockaddr *sockaddr,
                              socklen_t              length,
                              const char            *host,
                              gboolean               result,
                              GString               *string)
{
  const struct sockaddr_in *address = (gconstpointer) sockaddr;
  char numeric[INET_ADDRSTRLEN];

  inet_ntop (AF_INET, &address->sin_addr, numeric, sizeof numeric);
  g_string_append_c (string, '(');
  sockeye_python_append_str (string, host != NULL ? host : numeric, 0);
  g_string_append_printf (string, ", %u)", ntohs (address->sin_port));
}

/* CPython takes the scope from the fourth part, and overwrites with it what
 * stands after % in the first: so the host is printed without. */
void
_sockeye_address_inet6_python (const struct sockaddr *sockaddr,
                               socklen_t              length,
                               const char            *host,
                               gboolean               result,
                               GString               *string)
{
  const struct sockaddr_in6 *address = (gconstpointer) sockaddr;
  guint32 flow = ntohl (address->sin6_flowinfo);
  char numeric[INET6_ADDRSTRLEN];
  g_autofree char *plain = host != NULL ? g_strndup (host, strcspn (host, "%;")) : NULL;

  inet_ntop (AF_INET6, &address->sin6_addr, numeric, sizeof numeric);
  g_string_append_c (string, '(');
  sockeye_python_append_str (string, plain != NULL ? plain : numeric, 0);
  g_string_append_printf (string, ", %u", ntohs (address->sin6_port));
  if (result || flow != 0 || address->sin6_scope_id != 0)
    g_string_append_printf (string, ", %u, %u", flow, address->sin6_scope_id);
  g_string_append_c (string, ')');
}
