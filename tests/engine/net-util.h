/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A network of the test's own, where it may make and remove interfaces and
 * disturbs nobody. */

#pragma once

#include <errno.h>
#include <glib.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

G_BEGIN_DECLS

/* Sets an interface up or down. */
static inline gboolean
test_net_set_up (const char *name,
                 gboolean    up)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = { 0 };
  gboolean done;

  g_strlcpy (request.ifr_name, name, sizeof request.ifr_name);
  done = fd >= 0 && ioctl (fd, SIOCGIFFLAGS, &request) == 0;
  if (up)
    request.ifr_flags |= IFF_UP;
  else
    request.ifr_flags &= ~IFF_UP;
  done = done && ioctl (fd, SIOCSIFFLAGS, &request) == 0;
  if (fd >= 0)
    close (fd);
  return done;
}

/* First in main(), before there is any thread: those that come later are in the
 * new network too. FALSE where that is not allowed here. */
static inline gboolean
test_net_enter (void)
{
  if (unshare (CLONE_NEWNET) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    return FALSE;
  return test_net_set_up ("lo", TRUE);
}

/* One attribute at the end of a message. */
static inline void
test_net_add (struct nlmsghdr *header,
              guint16          type,
              const void      *value,
              gsize            size)
{
  struct rtattr attribute = { .rta_len = RTA_LENGTH (size), .rta_type = type };
  guint8 *end = (guint8 *) header + NLMSG_ALIGN (header->nlmsg_len);

  memcpy (end, &attribute, sizeof attribute);
  if (size > 0)
    memcpy (end + sizeof attribute, value, size);
  header->nlmsg_len = NLMSG_ALIGN (header->nlmsg_len) + RTA_ALIGN (attribute.rta_len);
}

/* A request to make (RTM_NEWLINK) or remove (RTM_DELLINK) an interface. */
static inline GBytes *
test_net_request (guint16     type,
                  const char *name,
                  const char *kind)
{
  guint32 buffer[64] = { 0 };
  struct nlmsghdr *header = (struct nlmsghdr *) buffer;
  guint32 start;

  header->nlmsg_len = NLMSG_LENGTH (sizeof (struct ifinfomsg));
  header->nlmsg_type = type;
  header->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  if (type == RTM_NEWLINK)
    header->nlmsg_flags |= NLM_F_CREATE | NLM_F_EXCL;
  test_net_add (header, IFLA_IFNAME, name, strlen (name) + 1);
  if (kind != NULL)
    {
      struct rtattr *info = (struct rtattr *) ((guint8 *) header + header->nlmsg_len);

      start = header->nlmsg_len;
      test_net_add (header, IFLA_LINKINFO, NULL, 0);
      test_net_add (header, IFLA_INFO_KIND, kind, strlen (kind));
      info->rta_len = header->nlmsg_len - start;
    }
  return g_bytes_new (buffer, header->nlmsg_len);
}

/* Makes the request with a socket of the test's own. Returns an errno. */
static inline int
test_net_ask (guint16     type,
              const char *name,
              const char *kind)
{
  g_autoptr (GBytes) bytes = test_net_request (type, name, kind);
  int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  struct
  {
    struct nlmsghdr header;
    struct nlmsgerr error;
    guint8          rest[512];
  } answer;
  gssize n;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (send (fd, data, size, 0), ==, (gssize) size);
  n = recv (fd, &answer, sizeof answer, 0);
  close (fd);
  g_assert_cmpint (n, >=, NLMSG_LENGTH (sizeof (struct nlmsgerr)));
  g_assert_cmpint (answer.header.nlmsg_type, ==, NLMSG_ERROR);
  return -answer.error.error;
}

/* The kind of interface that this kernel can make, or NULL. */
static inline const char *
test_net_make (const char *name)
{
  static const char *const kinds[] = { "dummy", "veth", "bridge", "ifb" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (test_net_ask (RTM_NEWLINK, name, kinds[i]) == 0)
      return kinds[i];
  return NULL;
}

G_END_DECLS
