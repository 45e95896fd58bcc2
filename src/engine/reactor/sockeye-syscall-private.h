/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Every system call that becomes a row is made here and nowhere else: timed
 * around the call, errno taken at once. GSocket's own calls would merge
 * errnos, set options of their own and lose control messages. A test that
 * defines accept4() and the like in its program injects errors at this seam. */

#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 result;   /* >= 0, or -1 */
  int    error;    /* errno where result is -1, else 0 */
  gint64 time;     /* CLOCK_MONOTONIC at return, ns */
  gint64 duration; /* ns */
} SockeyeOutcome;

gint64         _sockeye_clock               (void);
SockeyeOutcome _sockeye_syscall_gethostname (char                  *name,
                                             gsize                  size);
SockeyeOutcome _sockeye_syscall_socket      (int                    family,
                                             int                    type,
                                             int                    protocol);
SockeyeOutcome _sockeye_syscall_setsockopt  (int                    fd,
                                             int                    level,
                                             int                    option,
                                             gconstpointer          value,
                                             socklen_t              length);
SockeyeOutcome _sockeye_syscall_getsockopt  (int                    fd,
                                             int                    level,
                                             int                    option,
                                             gpointer               value,
                                             socklen_t             *length);
SockeyeOutcome _sockeye_syscall_bind        (int                    fd,
                                             const struct sockaddr *address,
                                             socklen_t              length);
SockeyeOutcome _sockeye_syscall_listen      (int                    fd,
                                             int                    backlog);
SockeyeOutcome _sockeye_syscall_accept      (int                    fd,
                                             struct sockaddr       *address,
                                             socklen_t             *length);
SockeyeOutcome _sockeye_syscall_accept_soon (int                   fd,
                                             struct sockaddr       *address,
                                             socklen_t             *length);
SockeyeOutcome _sockeye_syscall_connect     (int                    fd,
                                             const struct sockaddr *address,
                                             socklen_t              length);
SockeyeOutcome _sockeye_syscall_sendmsg     (int                    fd,
                                             const struct msghdr   *message,
                                             int                    flags);
SockeyeOutcome _sockeye_syscall_recvmsg     (int                    fd,
                                             struct msghdr         *message,
                                             int                    flags);
SockeyeOutcome _sockeye_syscall_recvmmsg    (int                    fd,
                                             struct mmsghdr        *messages,
                                             guint                  n_messages,
                                             int                    flags);
SockeyeOutcome _sockeye_syscall_shutdown    (int                    fd,
                                             int                    how);
SockeyeOutcome _sockeye_syscall_close       (int                    fd);

G_END_DECLS
