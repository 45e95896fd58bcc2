/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-syscall-private.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

/* How long a call may wait that nothing tells not to. */
#define SOCKEYE_PATIENCE_NS (10 * 1000 * 1000)

/* Of the real-time signals, which nobody else in the process uses. */
#define SOCKEYE_SIGNAL (SIGRTMAX - 3)

/* glibc before 2.37 has no public name for it. */
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

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

/* To interrupt a call is all that it is for. */
static void
sockeye_syscall_interrupt_cb (int number)
{
}

static gpointer
sockeye_syscall_install_interrupt (gpointer data)
{
  /* Without SA_RESTART, which would take the call up again. */
  struct sigaction action = { .sa_handler = sockeye_syscall_interrupt_cb };

  sigaction (SOCKEYE_SIGNAL, &action, NULL);
  return NULL;
}

/* Again and again: the first signal may come before the call has begun. */
static gboolean
sockeye_syscall_start_interrupting (timer_t *timer)
{
  static GOnce once = G_ONCE_INIT;
  const struct itimerspec times = { { 0, SOCKEYE_PATIENCE_NS }, { 0, SOCKEYE_PATIENCE_NS } };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SOCKEYE_SIGNAL };
  sigset_t set;

  g_once (&once, sockeye_syscall_install_interrupt, NULL);
  sigemptyset (&set);
  sigaddset (&set, SOCKEYE_SIGNAL);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  event.sigev_notify_thread_id = gettid ();
  if (timer_create (CLOCK_MONOTONIC, &event, timer) != 0)
    return FALSE;
  timer_settime (*timer, 0, &times, NULL);
  return TRUE;
}

/* accept(2) on a descriptor without O_NONBLOCK, which is not ours to set: no
 * flag says so for one call, and setting SO_RCVTIMEO would change the calls of
 * those who share the socket. EINTR where no connection came soon. */
SockeyeOutcome
_sockeye_syscall_accept_soon (int              fd,
                              struct sockaddr *address,
                              socklen_t       *length)
{
  SockeyeOutcome outcome;
  timer_t timer;
  gboolean bounded = sockeye_syscall_start_interrupting (&timer);

  outcome = _sockeye_syscall_accept (fd, address, length);
  if (bounded)
    timer_delete (timer);
  return outcome;
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
