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

#include "call/sockeye-python.h"

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

static SockeyeAddress *
sockeye_address_inet_parse_name (int          family,
                                 int          protocol,
                                 const char  *host,
                                 const char  *port,
                                 SockeyeUse   use,
                                 GError     **error)
{
  guint number;

  if (!_sockeye_address_check_name (host, error)
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
  else if (!_sockeye_address_read_v4 (host, &address.sin_addr))
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
  else if (!_sockeye_address_read_v6 (plain, &address.sin6_addr, &scope))
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
  if (_sockeye_address_find_interface (address->sin6_scope_id, name))
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
