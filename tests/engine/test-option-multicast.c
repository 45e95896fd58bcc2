/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Groups joined and left, with a datagram that comes by them. */

#include "config.h"

#include "session-util.h"

#include "option-session-util.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>

typedef struct
{
  const char *name;
  int         family;
  int         level;
  const char *join;
  const char *leave;
  const char *group;
  gboolean    has_source;
} Group;

/* Of IPv6 those of scope 1, which never leave the machine. */
static const Group groups[] = {
  { "ipv4", AF_INET, IPPROTO_IP, "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "239.1.2.3", FALSE },
  { "ipv4-source", AF_INET, IPPROTO_IP, "IP_ADD_SOURCE_MEMBERSHIP", "IP_DROP_SOURCE_MEMBERSHIP",
    "232.1.2.3", TRUE },
  { "ipv4-group", AF_INET, IPPROTO_IP, "MCAST_JOIN_GROUP", "MCAST_LEAVE_GROUP", "239.1.2.4",
    FALSE },
  { "ipv4-group-source", AF_INET, IPPROTO_IP, "MCAST_JOIN_SOURCE_GROUP",
    "MCAST_LEAVE_SOURCE_GROUP", "232.1.2.4", TRUE },
  { "ipv6", AF_INET6, IPPROTO_IPV6, "IPV6_JOIN_GROUP", "IPV6_LEAVE_GROUP", "ff01::1:2:3", FALSE },
  { "ipv6-group", AF_INET6, IPPROTO_IPV6, "MCAST_JOIN_GROUP", "MCAST_LEAVE_GROUP", "ff01::1:2:4",
    FALSE },
  { "ipv6-group-source", AF_INET6, IPPROTO_IPV6, "MCAST_JOIN_SOURCE_GROUP",
    "MCAST_LEAVE_SOURCE_GROUP", "ff31::1:2:5", TRUE },
};

/* Where groups can be tried, and an address of this machine there: lo, but of
 * IPv6 another one, since lo has no route for groups. FALSE where there is none. */
static gboolean
find_interface (int    family,
                char **interface,
                char **address)
{
  struct ifaddrs *list = NULL;

  *interface = *address = NULL;
  if (family == AF_INET)
    {
      *interface = g_strdup ("lo");
      *address = g_strdup ("127.0.0.1");
      return TRUE;
    }
  if (getifaddrs (&list) != 0)
    return FALSE;
  for (struct ifaddrs *each = list; each != NULL && *interface == NULL; each = each->ifa_next)
    {
      const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) each->ifa_addr;
      char text[INET6_ADDRSTRLEN];

      if (in6 == NULL || in6->sin6_family != AF_INET6 || IN6_IS_ADDR_LINKLOCAL (&in6->sin6_addr)
          || !(each->ifa_flags & IFF_UP) || !(each->ifa_flags & IFF_MULTICAST)
          || each->ifa_flags & IFF_LOOPBACK)
        continue;
      *interface = g_strdup (each->ifa_name);
      *address = g_strdup (inet_ntop (AF_INET6, &in6->sin6_addr, text, sizeof text));
    }
  freeifaddrs (list);
  return *interface != NULL;
}

static SockeyeCall *
send_call (SockeyeSocket *socket,
           const char    *text,
           SockeyeAddress *address)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sockeye_call_new_sendto (sockeye_socket_get_id (socket), bytes, 0, address);
}

/* What comes within a moment by MSG_DONTWAIT, or NULL. */
static char *
receive (SockeyeSession *session,
         SockeyeSocket  *socket)
{
  g_autoptr (SockeyeEvent) event =
    test_call (session, sockeye_call_new_recv (sockeye_socket_get_id (socket), 100, MSG_DONTWAIT));
  g_autoptr (GBytes) bytes = sockeye_event_dup_payload (event);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

/* A datagram that is sent to the group, if it comes. */
static char *
send_and_receive (SockeyeSession *session,
                  SockeyeSocket  *sender,
                  SockeyeSocket  *receiver,
                  SockeyeAddress *group,
                  const char     *text)
{
  test_call_ok (session, send_call (sender, text, group));
  return receive (session, receiver);
}

/* Receives nothing before it joins, then what is sent, and nothing once it left. */
static void
check_group (SockeyeSession *session,
             const Group    *group,
             const char     *interface,
             const char     *address)
{
  gboolean is_inet6 = group->family == AF_INET6;
  SockeyeSocket *receiver = test_socket (session, group->family, SOCK_DGRAM, FALSE);
  SockeyeSocket *sender = test_socket (session, group->family, SOCK_DGRAM, FALSE);
  g_autoptr (SockeyeAddress) here =
    test_address (group->family, is_inet6 ? "::" : "0.0.0.0", 0, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) own = test_address (group->family, address, 0, SOCKEYE_USE_BIND);
  g_autofree char *member = g_strdup_printf ("%s%s%s%%%s", group->has_source ? address : "",
                                             group->has_source ? "@" : "", group->group, interface);
  g_autofree char *host =
    is_inet6 ? g_strdup_printf ("%s%%%s", group->group, interface) : g_strdup (group->group);
  g_autoptr (SockeyeAddress) there = NULL;
  g_autoptr (SockeyeEvent) joined = NULL;
  g_autoptr (SockeyeEvent) again = NULL;
  g_autoptr (SockeyeEvent) left = NULL;
  g_autofree char *early = NULL;
  g_autofree char *between = NULL;
  g_autofree char *late = NULL;

  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (receiver), here));
  test_call_ok (session, sockeye_call_new_bind (sockeye_socket_get_id (sender), own));
  g_object_unref (set_text (session, receiver, group->level,
                            is_inet6 ? "IPV6_MULTICAST_ALL" : "IP_MULTICAST_ALL", "off"));
  g_object_unref (set_text (session, sender, group->level,
                            is_inet6 ? "IPV6_MULTICAST_IF" : "IP_MULTICAST_IF", interface));
  there = test_address (group->family, host,
                        sockeye_address_get_port (sockeye_socket_get_local (receiver)),
                        SOCKEYE_USE_CONNECT);

  early = send_and_receive (session, sender, receiver, there, "early");
  g_assert_null (early);
  joined = set_text (session, receiver, group->level, group->join, member);
  check_row (joined, NULL, "ok");
  again = set_text (session, receiver, group->level, group->join, member);
  g_assert_true (sockeye_event_get_errno (again) == EADDRINUSE
                 || sockeye_event_get_errno (again) == EADDRNOTAVAIL);
  between = send_and_receive (session, sender, receiver, there, "between");
  g_assert_cmpstr (between, ==, "between");
  left = set_text (session, receiver, group->level, group->leave, member);
  check_row (left, NULL, "ok");
  late = send_and_receive (session, sender, receiver, there, "late");
  g_assert_null (late);
}

static void
test_option_multicast (gconstpointer user_data)
{
  const Group *group = user_data;
  g_autofree char *interface = NULL;
  g_autofree char *address = NULL;
  SockeyeSession *session;

  if (!find_interface (group->family, &interface, &address))
    {
      g_test_skip ("no interface with an IPv6 address that can have groups");
      return;
    }
  session = sockeye_session_new ();
  check_group (session, group, interface, address);
  test_session_free (session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sockeye/option/multicast/%s", groups[i].name);

      g_test_add_data_func (path, &groups[i], test_option_multicast);
    }
  return g_test_run ();
}
