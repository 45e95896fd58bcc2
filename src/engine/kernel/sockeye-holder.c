/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-holder-private.h"

#include <arpa/inet.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/un.h>

static gboolean
sockeye_holder_is_any (const struct sockaddr *address)
{
  static const struct in6_addr any = IN6ADDR_ANY_INIT;

  switch (address->sa_family)
    {
    case AF_INET:
      return ((const struct sockaddr_in *) address)->sin_addr.s_addr == htonl (INADDR_ANY);
    case AF_INET6:
      return memcmp (&((const struct sockaddr_in6 *) address)->sin6_addr, &any, sizeof any) == 0;
    default:
      return FALSE;
    }
}

/* Whether two local addresses cannot both be bound: the same one, or the same
 * port where one of them is every interface. An IPv6 wildcard takes IPv4 ports
 * as well, unless it is IPV6_V6ONLY (ipv6(7)). */
gboolean
_sockeye_holder_conflicts (SockeyeAddress *held,
                           SockeyeAddress *wanted)
{
  socklen_t length;
  const struct sockaddr *a = sockeye_address_get_sockaddr (held, &length);
  const struct sockaddr *b = sockeye_address_get_sockaddr (wanted, &length);

  if (a == NULL || b == NULL)
    return FALSE;
  if (a->sa_family == AF_UNIX || b->sa_family == AF_UNIX)
    return a->sa_family == b->sa_family && sockeye_address_equal (held, wanted);
  if (sockeye_address_get_port (held) == 0
      || sockeye_address_get_port (held) != sockeye_address_get_port (wanted))
    return FALSE;
  return sockeye_address_equal (held, wanted) || sockeye_holder_is_any (a) || sockeye_holder_is_any (b);
}

/* The inode of a line of /proc/net/tcp and the like, where its local port is
 * this one and it is not in TIME_WAIT (which has inode 0): proc(5). */
static guint64
sockeye_holder_parse_inet_line (const char *line,
                                guint       port)
{
  guint line_port, state;
  guint64 inode;

  if (sscanf (line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x %*x:%*x %*x:%*x %*x %*u %*u %" G_GUINT64_FORMAT,
              &line_port, &state, &inode) != 3)
    return 0;
  return line_port == port ? inode : 0;
}

/* Num RefCount Protocol Flags Type St Inode Path, in /proc/net/unix. */
static guint64
sockeye_holder_parse_unix_line (const char *line,
                                const char *path)
{
  guint64 inode;
  int offset = 0;

  if (sscanf (line, "%*x: %*x %*x %*x %*x %*x %" G_GUINT64_FORMAT " %n", &inode, &offset) != 1 || offset == 0)
    return 0;
  return g_str_equal (line + offset, path) ? inode : 0;
}

static guint64
sockeye_holder_find_inode (const char     *file,
                           SockeyeAddress *address)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *path = NULL;

  if (!g_file_get_contents (file, &contents, NULL, NULL))
    return 0;
  lines = g_strsplit (contents, "\n", -1);
  if (sockeye_address_get_family (address) == AF_UNIX)
    path = sockeye_address_to_string (address);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 inode;

      if (path != NULL)
        inode = sockeye_holder_parse_unix_line (lines[i], path);
      else
        inode = sockeye_holder_parse_inet_line (lines[i], sockeye_address_get_port (address));
      if (inode != 0)
        return inode;
    }
  return 0;
}

static gboolean
sockeye_holder_has_inode (const char *pid,
                          guint64     inode)
{
  g_autofree char *folder = g_build_filename ("/proc", pid, "fd", NULL);
  g_autofree char *wanted = g_strdup_printf ("socket:[%" G_GUINT64_FORMAT "]", inode);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *link = g_build_filename (folder, name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      if (g_strcmp0 (target, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
sockeye_holder_name_process (const char *pid)
{
  g_autofree char *file = g_build_filename ("/proc", pid, "comm", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *name = NULL;

  if (g_file_get_contents (file, &contents, NULL, NULL))
    name = g_utf8_make_valid (g_strstrip (contents), -1);
  return g_strdup_printf (_("%s (process %s)"), name != NULL ? name : "?", pid);
}

/**
 * _sockeye_holder_find:
 * @type: SOCK_STREAM and the like, of the socket that wanted the address
 *
 * Looks through /proc: slow, for a worker thread.
 *
 * Returns: (transfer full) (nullable): "python3 (process 4711)"; NULL where
 * nobody is found or this user may not look
 */
char *
_sockeye_holder_find (SockeyeAddress *address,
                      int             type,
                      GCancellable   *cancellable)
{
  static const char *const stream_files[] = { "/proc/net/tcp", "/proc/net/tcp6", NULL };
  static const char *const datagram_files[] = { "/proc/net/udp", "/proc/net/udp6", NULL };
  static const char *const unix_files[] = { "/proc/net/unix", NULL };
  const char *const *files = type == SOCK_STREAM ? stream_files : datagram_files;
  g_autoptr (GDir) proc = NULL;
  guint64 inode = 0;
  const char *name;

  if (sockeye_address_get_family (address) == AF_UNIX)
    files = unix_files;
  for (guint i = 0; files[i] != NULL && inode == 0; i++)
    inode = sockeye_holder_find_inode (files[i], address);
  if (inode == 0)
    return NULL;
  proc = g_dir_open ("/proc", 0, NULL);
  while (proc != NULL && (name = g_dir_read_name (proc)) != NULL)
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (g_ascii_isdigit (name[0]) && sockeye_holder_has_inode (name, inode))
        return sockeye_holder_name_process (name);
    }
  return NULL;
}
