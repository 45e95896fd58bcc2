/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-diag-private.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  struct nlmsghdr      header;
  struct unix_diag_req request;
} SockeyeDiagRequest;

static gboolean
sockeye_diag_ask (int          netlink,
                  guint32      inode,
                  gpointer     answer,
                  gsize        room,
                  gssize      *size)
{
  SockeyeDiagRequest ask = { 0 };

  ask.header.nlmsg_len = sizeof ask;
  ask.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  ask.header.nlmsg_flags = NLM_F_REQUEST;
  ask.request.sdiag_family = AF_UNIX;
  ask.request.udiag_states = G_MAXUINT32;
  ask.request.udiag_ino = inode;
  ask.request.udiag_show = UDIAG_SHOW_RQLEN;
  ask.request.udiag_cookie[0] = ask.request.udiag_cookie[1] = G_MAXUINT32;
  if (send (netlink, &ask, sizeof ask, 0) != sizeof ask)
    return FALSE;
  /* The kernel answers within send(2); so this never waits. */
  *size = recv (netlink, answer, room, MSG_DONTWAIT);
  return *size > 0;
}

/* Of a listener, rqueue is the number that waits and wqueue the backlog
 * (net/unix/diag.c, sk_diag_show_rqlen). */
static gboolean
sockeye_diag_find_queue (const struct nlmsghdr *header,
                         gssize                 size,
                         struct unix_diag_rqlen *queue)
{
  const struct unix_diag_msg *message;
  const struct rtattr *attribute;
  int left;

  if (!NLMSG_OK (header, size) || header->nlmsg_type != SOCK_DIAG_BY_FAMILY
      || header->nlmsg_len < NLMSG_LENGTH (sizeof *message))
    return FALSE;
  message = NLMSG_DATA (header);
  attribute = (const struct rtattr *) (message + 1);
  left = (int) (header->nlmsg_len - NLMSG_LENGTH (sizeof *message));
  for (; RTA_OK (attribute, left); attribute = RTA_NEXT (attribute, left))
    if (attribute->rta_type == UNIX_DIAG_RQLEN && RTA_PAYLOAD (attribute) >= sizeof *queue)
      {
        memcpy (queue, RTA_DATA (attribute), sizeof *queue);
        return TRUE;
      }
  return FALSE;
}

/**
 * _sockeye_diag_read_unix_listener:
 * @fd: a UNIX socket that listens
 * @n_waiting: (out): connections that wait for accept()
 * @backlog: (out): as the kernel keeps it; it admits one more
 *
 * Returns: FALSE where the kernel does not tell (CONFIG_UNIX_DIAG)
 */
gboolean
_sockeye_diag_read_unix_listener (int  fd,
                                  int *n_waiting,
                                  int *backlog)
{
  guint32 answer[256];
  struct unix_diag_rqlen queue;
  struct stat info;
  gssize size = 0;
  gboolean found = FALSE;
  int netlink;

  if (fstat (fd, &info) != 0)
    return FALSE;
  netlink = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (netlink < 0)
    return FALSE;
  if (sockeye_diag_ask (netlink, (guint32) info.st_ino, answer, sizeof answer, &size))
    found = sockeye_diag_find_queue ((const struct nlmsghdr *) answer, size, &queue);
  close (netlink);
  if (!found)
    return FALSE;
  *n_waiting = (int) queue.udiag_rqueue;
  *backlog = (int) queue.udiag_wqueue;
  return TRUE;
}
