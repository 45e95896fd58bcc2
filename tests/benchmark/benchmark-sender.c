/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The other end of each benchmark; prints one line of JSON.
 *
 * benchmark-sender stream PORT BYTES
 * benchmark-sender datagrams PORT COUNT [RATE [SEGMENTS]]
 * benchmark-sender pingpong PORT SECONDS
 * benchmark-sender storm PORT COUNT
 * benchmark-sender peers PORT SECONDS PEERS RATE PID
 *
 * PID is the receiver's, whose processor time is measured. */

#include "benchmark-util.h"

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#define BATCH      64
#define SEGMENTS   32 /* of one message: a queue that is full loses few at once */
#define MAX_EVENTS 256
#define SECOND     1000000000

static int
connect_to (int port,
            int type)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  int fd = socket (AF_INET, type | SOCK_CLOEXEC, 0);

  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    benchmark_fail ("connect");
  return fd;
}

/* The receiver closes when it has everything: that is when the clock stops. */
static void
send_stream (int     port,
             int64_t size)
{
  static uint8_t buffer[BENCHMARK_PERIOD * 1024];
  int64_t sent = 0;
  int64_t begun = benchmark_now ();
  int fd = connect_to (port, SOCK_STREAM);
  char byte;

  for (size_t i = 0; i < sizeof buffer; i++)
    buffer[i] = i % BENCHMARK_PERIOD;
  while (sent < size)
    {
      size_t from = sent % BENCHMARK_PERIOD;
      int64_t left = size - sent;
      int64_t room = sizeof buffer - from;
      ssize_t done = send (fd, buffer + from, left < room ? left : room, MSG_NOSIGNAL);

      if (done < 0)
        benchmark_fail ("send");
      sent += done;
    }
  shutdown (fd, SHUT_WR);
  if (recv (fd, &byte, 1, 0) > 0)
    {
      fputs ("the receiver of a stream has answered\n", stderr);
      exit (1);
    }
  printf ("{\"sent\": %lld, \"seconds\": %.6f}\n", (long long) sent,
          (double) (benchmark_now () - begun) / SECOND);
}

/* So many at once, cut by the kernel into datagrams (udp(7)), so that the sender is not what limits
 * the receiver; where it cannot, each is a message of its own. */
static int
set_segments (int fd,
              int segments)
{
  int size = BENCHMARK_MESSAGE;

  if (segments < 2)
    return 1;
  return setsockopt (fd, IPPROTO_UDP, UDP_SEGMENT, &size, sizeof size) == 0 ? segments : 1;
}

/* Waits for the time when so many may have been sent; asleep, since a core that
 * waits is missing elsewhere. */
static void
wait_for_rate (int64_t begun,
               int64_t sent,
               double  rate)
{
  int64_t due = begun + (int64_t) (sent / rate * SECOND);

  while (benchmark_now () < due)
    usleep (100);
}

/* At this rate, or as fast as one thread can where it is 0. */
static void
send_datagrams (int     port,
                int64_t count,
                double  rate,
                int     most)
{
  static uint8_t data[BATCH][BENCHMARK_MESSAGE];
  struct iovec vectors[BATCH];
  struct mmsghdr messages[BATCH] = { 0 };
  int fd = connect_to (port, SOCK_DGRAM);
  int segments = set_segments (fd, most);
  int64_t begun = benchmark_now ();
  int64_t sent = 0;

  while (sent < count)
    {
      int wanted = count - sent < BATCH ? (int) (count - sent) : BATCH;
      int n = (wanted + segments - 1) / segments;

      for (int i = 0; i < wanted; i++)
        {
          int64_t number = sent + i;

          memcpy (data[i], &number, sizeof number);
        }
      for (int i = 0; i < n; i++)
        {
          int in_it = wanted - i * segments < segments ? wanted - i * segments : segments;

          vectors[i] = (struct iovec) { data[i * segments], in_it * BENCHMARK_MESSAGE };
          messages[i].msg_hdr.msg_iov = &vectors[i];
          messages[i].msg_hdr.msg_iovlen = 1;
        }
      for (int done = 0; done < n;)
        {
          int now = sendmmsg (fd, messages + done, n - done, 0);

          if (now < 0)
            benchmark_fail ("sendmmsg");
          done += now;
        }
      sent += wanted;
      if (rate > 0)
        wait_for_rate (begun, sent, rate);
    }
  printf ("{\"sent\": %lld, \"seconds\": %.6f, \"segments\": %d}\n", (long long) sent,
          (double) (benchmark_now () - begun) / SECOND, segments);
}

static void
send_stamped (int fd)
{
  uint8_t message[BENCHMARK_MESSAGE] = { 0 };
  int64_t now = benchmark_now ();

  memcpy (message, &now, sizeof now);
  if (send (fd, message, sizeof message, MSG_NOSIGNAL) != sizeof message)
    benchmark_fail ("send");
}

/* Returns how long the answer took, ns. */
static int64_t
receive_stamped (int fd)
{
  uint8_t message[BENCHMARK_MESSAGE];
  int64_t sent;

  if (recv (fd, message, sizeof message, MSG_WAITALL) != sizeof message)
    benchmark_fail ("recv");
  memcpy (&sent, message, sizeof sent);
  return benchmark_now () - sent;
}

/* One request at a time over one connection. */
static void
ping (int    port,
      double seconds)
{
  int fd = connect_to (port, SOCK_STREAM);
  int64_t begun = benchmark_now ();
  int64_t end = begun + (int64_t) (seconds * SECOND);
  int64_t n = 0;

  for (; benchmark_now () < end; n++)
    {
      send_stamped (fd);
      receive_stamped (fd);
    }
  printf ("{\"sent\": %lld, \"seconds\": %.6f}\n", (long long) n,
          (double) (benchmark_now () - begun) / SECOND);
}

/* Connections as fast as one thread can make them; a SYN that finds the queue of
 * the listener full is sent again after a second. */
static void
storm (int port,
       int count)
{
  int64_t begun = benchmark_now ();

  for (int i = 0; i < count; i++)
    connect_to (port, SOCK_STREAM);
  printf ("{\"sent\": %d, \"seconds\": %.6f}\n", count,
          (double) (benchmark_now () - begun) / SECOND);
}

/* --- peers ------------------------------------------------------------------------ */

typedef struct
{
  int      epoll;
  int      timer;
  int     *fds;
  int      n_fds;
  int64_t *delays;
  int64_t  wanted;
  int64_t  sent;
  int64_t  received;
} Peers;

static void
peers_watch (Peers *self,
             int    fd,
             int    index)
{
  struct epoll_event event = { .events = EPOLLIN, .data.u32 = (uint32_t) index };

  if (epoll_ctl (self->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
    benchmark_fail ("epoll_ctl");
}

/* The answer on the last one says that all have been accepted. */
static void
peers_connect (Peers *self,
               int    port)
{
  for (int i = 0; i < self->n_fds; i++)
    {
      self->fds[i] = connect_to (port, SOCK_STREAM);
      peers_watch (self, self->fds[i], i);
    }
  send_stamped (self->fds[self->n_fds - 1]);
  receive_stamped (self->fds[self->n_fds - 1]);
}

static void
peers_set_rate (Peers  *self,
                double  rate)
{
  long interval = (long) (SECOND / rate);
  struct itimerspec timer = {
    .it_interval = { interval / SECOND, interval % SECOND },
    .it_value = { interval / SECOND, interval % SECOND },
  };

  self->timer = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  timerfd_settime (self->timer, 0, &timer, NULL);
  peers_watch (self, self->timer, self->n_fds);
}

static void
peers_send_due (Peers *self)
{
  uint64_t due = 0;

  if (read (self->timer, &due, sizeof due) != sizeof due)
    return;
  for (; due > 0 && self->sent < self->wanted; due--)
    send_stamped (self->fds[self->sent++ % self->n_fds]);
}

/* Ends when all is answered, or nothing has come for two seconds. */
static void
peers_run (Peers *self)
{
  struct epoll_event events[MAX_EVENTS];
  int64_t heard = benchmark_now ();

  while (self->received < self->wanted && benchmark_now () - heard < 2ll * SECOND)
    {
      int n = epoll_wait (self->epoll, events, MAX_EVENTS, 1000);

      for (int i = 0; i < n; i++)
        {
          if (events[i].data.u32 == (uint32_t) self->n_fds)
            {
              peers_send_due (self);
              continue;
            }
          self->delays[self->received++] = receive_stamped (self->fds[events[i].data.u32]);
          heard = benchmark_now ();
        }
    }
}

static int64_t
peers_get_cpu (pid_t pid)
{
  struct timespec used = { 0 };
  clockid_t clock;

  if (clock_getcpuclockid (pid, &clock) != 0 || clock_gettime (clock, &used) != 0)
    benchmark_fail ("clock_getcpuclockid");
  return (int64_t) used.tv_sec * SECOND + used.tv_nsec;
}

static void
peers (int    port,
       double seconds,
       int    n_peers,
       double rate,
       pid_t  pid)
{
  Peers self = { .n_fds = n_peers, .wanted = (int64_t) (seconds * rate) };
  int64_t begun, cpu, elapsed;
  double median;

  self.epoll = epoll_create1 (EPOLL_CLOEXEC);
  self.fds = calloc (n_peers, sizeof *self.fds);
  self.delays = calloc (self.wanted + 1, sizeof *self.delays);
  peers_connect (&self, port);
  peers_set_rate (&self, rate);
  begun = benchmark_now ();
  cpu = peers_get_cpu (pid);
  peers_run (&self);
  elapsed = benchmark_now () - begun;
  cpu = peers_get_cpu (pid) - cpu;
  median = benchmark_quantile (self.delays, self.received, 0.5);
  printf ("{\"sent\": %lld, \"received\": %lld, \"seconds\": %.6f, \"median\": %.0f, "
          "\"cpu\": %.6f}\n",
          (long long) self.sent, (long long) self.received, (double) elapsed / SECOND, median,
          (double) cpu / SECOND);
}

int
main (int   argc,
      char *argv[])
{
  const char *mode = argc > 3 ? argv[1] : "";
  int port = argc > 3 ? atoi (argv[2]) : 0;

  alarm (BENCHMARK_PATIENCE);
  if (strcmp (mode, "stream") == 0)
    send_stream (port, atoll (argv[3]));
  else if (strcmp (mode, "datagrams") == 0)
    send_datagrams (port, atoll (argv[3]), argc > 4 ? atof (argv[4]) : 0,
                    argc > 5 && atoi (argv[5]) < SEGMENTS ? atoi (argv[5]) : SEGMENTS);
  else if (strcmp (mode, "pingpong") == 0)
    ping (port, atof (argv[3]));
  else if (strcmp (mode, "storm") == 0)
    storm (port, atoi (argv[3]));
  else if (strcmp (mode, "peers") == 0 && argc > 6)
    peers (port, atof (argv[3]), atoi (argv[4]), atof (argv[5]), atoi (argv[6]));
  else
    {
      fputs ("see the head of benchmark-sender.c\n", stderr);
      return 2;
    }
  return 0;
}
