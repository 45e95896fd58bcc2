/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-syscall-private.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

/* CLOCK_MONOTONIC in ns; g_get_monotonic_time() has only µs. */
gint64
_sockeye_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static inline SockeyeOutcome
sockeye_syscall_outcome (gint64 start,
                         gint64 result)
{
  SockeyeOutcome outcome;

  outcome.error = result < 0 ? errno : 0;
  outcome.result = result;
  outcome.time = _sockeye_clock ();
  outcome.duration = outcome.time - start;
  return outcome;
}

/* Evaluates the call between the two readings of the clock. */
#define SOCKEYE_TIMED(expression)                           \
  G_STMT_START                                              \
  {                                                         \
    gint64 start_ = _sockeye_clock ();                      \
    gint64 result_ = (expression);                          \
    return sockeye_syscall_outcome (start_, result_);       \
  }                                                         \
  G_STMT_END

SockeyeOutcome
_sockeye_syscall_gethostname (char  *name,
                              gsize  size)
{
  SOCKEYE_TIMED (gethostname (name, size));
}

/* Non-blocking and close-on-exec are ours, not the user's: they are left out
 * of the call's text. */
SockeyeOutcome
_sockeye_syscall_socket (int family,
                         int type,
                         int protocol)
{
  SOCKEYE_TIMED (socket (family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol));
}

SockeyeOutcome
_sockeye_syscall_setsockopt (int           fd,
                             int           level,
                             int           option,
                             gconstpointer value,
                             socklen_t     length)
{
  SOCKEYE_TIMED (setsockopt (fd, level, option, value, length));
}

SockeyeOutcome
_sockeye_syscall_getsockopt (int        fd,
                             int        level,
                             int        option,
                             gpointer   value,
                             socklen_t *length)
{
  SOCKEYE_TIMED (getsockopt (fd, level, option, value, length));
}

SockeyeOutcome
_sockeye_syscall_bind (int                    fd,
                       const struct sockaddr *address,
                       socklen_t              length)
{
  SOCKEYE_TIMED (bind (fd, address, length));
}

SockeyeOutcome
_sockeye_syscall_listen (int fd,
                         int backlog)
{
  SOCKEYE_TIMED (listen (fd, backlog));
}

SockeyeOutcome
_sockeye_syscall_accept (int              fd,
                         struct sockaddr *address,
                         socklen_t       *length)
{
  SOCKEYE_TIMED (accept4 (fd, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

SockeyeOutcome
_sockeye_syscall_connect (int                    fd,
                          const struct sockaddr *address,
                          socklen_t              length)
{
  SOCKEYE_TIMED (connect (fd, address, length));
}

/* MSG_NOSIGNAL: a reset is a row, not a SIGPIPE. MSG_DONTWAIT, here and below:
 * our own descriptors have O_NONBLOCK, which says the same; one that was passed
 * on to us may not have it. */
SockeyeOutcome
_sockeye_syscall_sendmsg (int                  fd,
                          const struct msghdr *message,
                          int                  flags)
{
  SOCKEYE_TIMED (sendmsg (fd, message, flags | MSG_NOSIGNAL | MSG_DONTWAIT));
}

SockeyeOutcome
_sockeye_syscall_recvmsg (int            fd,
                          struct msghdr *message,
                          int            flags)
{
  SOCKEYE_TIMED (recvmsg (fd, message, flags | MSG_DONTWAIT));
}

SockeyeOutcome
_sockeye_syscall_recvmmsg (int             fd,
                           struct mmsghdr *messages,
                           guint           n_messages,
                           int             flags)
{
  SOCKEYE_TIMED (recvmmsg (fd, messages, n_messages, flags | MSG_DONTWAIT, NULL));
}

SockeyeOutcome
_sockeye_syscall_shutdown (int fd,
                           int how)
{
  SOCKEYE_TIMED (shutdown (fd, how));
}

/* Linux frees the descriptor even where close(2) reports EINTR: never repeat. */
SockeyeOutcome
_sockeye_syscall_close (int fd)
{
  SOCKEYE_TIMED (close (fd));
}
