/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the engine is compared with: the least that a program can do. Receives
 * by epoll, and discards or echoes.
 *
 * benchmark-epoll stream|datagrams|echo|storm [RECEIVE-BUFFER [ring]]
 *
 * "ring" keeps a stream's last 256 MiB, as the journal does: what memory costs. */

#include "benchmark-util.h"

#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#define ROOM          65536
#define BATCH         64
#define READS_A_TURN  16
#define MAX_EVENTS    256
#define RING          (256u << 20)
#define MAX_DELAYS    1000000

static struct
{
  int       epoll;
  int       socket;
  int       echo;
  uint8_t  *ring;   /* or NULL */
  size_t    used;   /* of the ring */
  uint64_t  bytes;
  uint64_t  messages;
  uint32_t  dropped;
  int64_t  *delays; /* ns, from the time in a message until it was received */
  size_t    n_delays;
} self;

static uint8_t room[ROOM];

static void
watch (int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  if (epoll_ctl (self.epoll, EPOLL_CTL_ADD, fd, &event) != 0)
    benchmark_fail ("epoll_ctl");
}

/* Returns the size that the kernel has made of it. */
static int
set_buffer (int size)
{
  socklen_t length = sizeof size;

  if (size > 0 && setsockopt (self.socket, SOL_SOCKET, SO_RCVBUFFORCE, &size, length) != 0)
    setsockopt (self.socket, SOL_SOCKET, SO_RCVBUF, &size, length);
  getsockopt (self.socket, SOL_SOCKET, SO_RCVBUF, &size, &length);
  return size;
}

static void
start (int type,
       int size,
       int backlog)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  socklen_t length = sizeof address;
  int buffer;

  self.socket = socket (AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  buffer = set_buffer (size);
  if (bind (self.socket, (struct sockaddr *) &address, length) != 0
      || (type == SOCK_STREAM && listen (self.socket, backlog) != 0)
      || getsockname (self.socket, (struct sockaddr *) &address, &length) != 0)
    benchmark_fail ("bind");
  watch (self.socket);
  printf ("{\"port\": %d, \"buffer\": %d}\n", ntohs (address.sin_port), buffer);
  fflush (stdout);
}

static void
receive_datagrams (void)
{
  static uint8_t data[BATCH][ROOM];
  struct sockaddr_storage names[BATCH];
  struct iovec vectors[BATCH];
  struct mmsghdr messages[BATCH];
  int n;

  do
    {
      memset (messages, 0, sizeof messages);
      for (int i = 0; i < BATCH; i++)
        {
          vectors[i] = (struct iovec) { data[i], ROOM };
          messages[i].msg_hdr.msg_iov = &vectors[i];
          messages[i].msg_hdr.msg_iovlen = 1;
          messages[i].msg_hdr.msg_name = &names[i];
          messages[i].msg_hdr.msg_namelen = sizeof names[i];
        }
      n = recvmmsg (self.socket, messages, BATCH, 0, NULL);
      for (int i = 0; i < n; i++)
        self.bytes += messages[i].msg_len;
      self.messages += n > 0 ? n : 0;
    }
  while (n == BATCH);
}

static uint8_t *
get_room (void)
{
  if (self.ring == NULL)
    return room;
  if (RING - self.used < ROOM)
    self.used = 0;
  return self.ring + self.used;
}

static void
echo_back (int            fd,
           const uint8_t *data,
           ssize_t        n)
{
  int64_t sent;

  memcpy (&sent, data, sizeof sent);
  if (self.n_delays < MAX_DELAYS)
    self.delays[self.n_delays++] = benchmark_now () - sent;
  self.messages++;
  if (send (fd, data, n, MSG_NOSIGNAL) != n)
    benchmark_fail ("send");
}

static void
receive_stream (int fd)
{
  for (int i = 0; i < READS_A_TURN; i++)
    {
      uint8_t *data = get_room ();
      ssize_t n = recv (fd, data, ROOM, 0);

      if (n == 0)
        close (fd);
      if (n <= 0)
        return;
      self.bytes += n;
      self.used += n;
      if (self.echo)
        echo_back (fd, data, n);
      if (n < ROOM)
        return;
    }
}

static void
accept_all (void)
{
  int fd;

  while ((fd = accept4 (self.socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
    watch (fd);
}

static void
serve (int type)
{
  struct epoll_event events[MAX_EVENTS];
  int ending = 0;
  int n;

  do
    {
      n = epoll_wait (self.epoll, events, MAX_EVENTS, ending ? BENCHMARK_QUIET : -1);
      for (int i = 0; i < n; i++)
        {
          int fd = events[i].data.fd;

          if (fd == STDIN_FILENO)
            {
              ending = 1;
              epoll_ctl (self.epoll, EPOLL_CTL_DEL, fd, NULL);
            }
          else if (fd != self.socket)
            receive_stream (fd);
          else if (type == SOCK_STREAM)
            accept_all ();
          else
            receive_datagrams ();
        }
    }
  while (!ending || n > 0);
}

int
main (int   argc,
      char *argv[])
{
  const char *mode = argc > 1 ? argv[1] : "";
  int type = strcmp (mode, "datagrams") == 0 ? SOCK_DGRAM : SOCK_STREAM;
  uint32_t memory[SK_MEMINFO_VARS] = { 0 };
  socklen_t length = sizeof memory;

  alarm (BENCHMARK_PATIENCE);
  self.epoll = epoll_create1 (EPOLL_CLOEXEC);
  self.echo = strcmp (mode, "echo") == 0;
  self.delays = malloc (MAX_DELAYS * sizeof *self.delays);
  if (argc > 3 && strcmp (argv[3], "ring") == 0)
    self.ring = malloc (RING);
  start (type, argc > 2 ? atoi (argv[2]) : 0, benchmark_get_backlog (mode));
  watch (STDIN_FILENO);
  serve (type);

  if (type == SOCK_DGRAM && getsockopt (self.socket, SOL_SOCKET, SO_MEMINFO, memory, &length) == 0)
    self.dropped = memory[SK_MEMINFO_DROPS];
  printf ("{\"bytes\": %llu, \"messages\": %llu, \"dropped\": %u, \"arrival\": %.0f}\n",
          (unsigned long long) self.bytes, (unsigned long long) self.messages, self.dropped,
          benchmark_quantile (self.delays, self.n_delays, 0.5));
  return 0;
}
