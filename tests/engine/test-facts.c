/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "kernel/sockeye-facts-private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define DEADLINE (20 * G_USEC_PER_SEC)

/* What the kernel does is not always done when the call returns. */
#define WAIT_UNTIL(condition)                                \
  G_STMT_START                                               \
  {                                                          \
    gint64 end_ = g_get_monotonic_time () + DEADLINE;        \
    while (!(condition) && g_get_monotonic_time () < end_)   \
      g_usleep (1000);                                       \
    g_assert_true (condition);                               \
  }                                                          \
  G_STMT_END

typedef struct
{
  int            fd;
  int            family;
  int            type;
  gboolean       listening;
  SockeyeCounted counted;
  SockeyeFacts   facts;
} Socket;

static const SockeyeFacts *
look (Socket *self)
{
  _sockeye_facts_read (&self->facts, self->fd, self->family, self->type, self->listening, &self->counted);
  return &self->facts;
}

static int
loopback_socket (int                 type,
                 struct sockaddr_in *address)
{
  socklen_t length = sizeof *address;
  int fd = socket (AF_INET, type | SOCK_CLOEXEC, 0);

  memset (address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) address, sizeof *address), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) address, &length), ==, 0);
  return fd;
}

static int
connected_socket (int                 type,
                  struct sockaddr_in *address)
{
  int fd = socket (AF_INET, type | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, (struct sockaddr *) address, sizeof *address), ==, 0);
  return fd;
}

/* A TCP connection of two plain sockets: the accepted one is looked at. */
static int
tcp_pair (Socket *self)
{
  struct sockaddr_in address;
  int listener = loopback_socket (SOCK_STREAM, &address);
  int client;

  g_assert_cmpint (listen (listener, 1), ==, 0);
  client = connected_socket (SOCK_STREAM, &address);
  *self = (Socket) { .fd = accept (listener, NULL, NULL), .family = AF_INET, .type = SOCK_STREAM };
  g_assert_cmpint (self->fd, >=, 0);
  close (listener);
  return client;
}

static void
test_facts_tcp (void)
{
  Socket self;
  int client = tcp_pair (&self);

  g_assert_cmpint (look (&self)->in_bytes, ==, 0);
  g_assert_cmpint (self.facts.lamps, ==, POLLOUT);
  g_assert_cmpstr (sockeye_tcp_state_to_string (self.facts.tcp_state), ==, "ESTABLISHED");
  g_assert_cmpint (self.facts.n_accept, ==, -1);
  g_assert_cmpint (self.facts.in_messages, ==, -1);
  g_assert_cmpint (self.facts.at_mark, ==, 0);
  g_assert_true (self.facts.has_memory);
  g_assert_cmpuint (self.facts.memory[SK_MEMINFO_RCVBUF], >, 0);

  g_assert_cmpint (write (client, "hello", 5), ==, 5);
  WAIT_UNTIL (look (&self)->in_bytes == 5);
  g_assert_cmpint (self.facts.lamps & POLLIN, !=, 0);
  close (client);
  WAIT_UNTIL (look (&self)->lamps & POLLRDHUP);
  g_assert_cmpint (self.facts.in_bytes, ==, 5);
  g_assert_cmpstr (sockeye_tcp_state_to_string (self.facts.tcp_state), ==, "CLOSE_WAIT");
  close (self.fd);
}

/* SIOCINQ counts up to the mark, and reading stops there (tcp(7)). */
static void
test_facts_urgent (void)
{
  Socket self;
  int client = tcp_pair (&self);
  char buffer[8];

  g_assert_cmpint (write (client, "abc", 3), ==, 3);
  g_assert_cmpint (send (client, "!", 1, MSG_OOB), ==, 1);
  WAIT_UNTIL (look (&self)->lamps & POLLPRI);
  g_assert_cmpint (self.facts.in_bytes, ==, 3);
  g_assert_cmpint (self.facts.at_mark, ==, 0);
  g_assert_cmpint (recv (self.fd, buffer, sizeof buffer, 0), ==, 3);
  g_assert_cmpint (look (&self)->at_mark, ==, 1);
  close (client);
  close (self.fd);
}

/* What a peer does not read stands in the queues at both ends. */
static void
test_facts_full (void)
{
  Socket self;
  Socket sender = { .family = AF_INET, .type = SOCK_STREAM };
  g_autofree char *data = g_malloc0 (1 << 16);
  gssize sent = 0, n;

  sender.fd = tcp_pair (&self);
  while ((n = send (sender.fd, data, 1 << 16, MSG_DONTWAIT)) > 0)
    sent += n;
  WAIT_UNTIL (!(look (&sender)->lamps & POLLOUT));
  WAIT_UNTIL (look (&self)->in_bytes + look (&sender)->out_bytes == sent);
  g_assert_cmpint (self.facts.in_bytes, >, 1000);
  g_assert_cmpint (sender.facts.out_unsent, >, 0);
  g_assert_cmpint (sender.facts.out_unsent, <=, sender.facts.out_bytes);
  close (sender.fd);
  close (self.fd);
}

static void
test_facts_tcp_listener (void)
{
  struct sockaddr_in address;
  Socket self = { .family = AF_INET, .type = SOCK_STREAM, .listening = TRUE };
  int first, second;

  self.fd = loopback_socket (SOCK_STREAM, &address);
  g_assert_cmpint (listen (self.fd, 1), ==, 0);
  g_assert_cmpint (look (&self)->n_accept, ==, 0);
  g_assert_cmpint (self.facts.max_accept, ==, 1);
  g_assert_cmpstr (sockeye_tcp_state_to_string (self.facts.tcp_state), ==, "LISTEN");
  first = connected_socket (SOCK_STREAM, &address);
  second = connected_socket (SOCK_STREAM, &address);
  WAIT_UNTIL (look (&self)->n_accept == 2);
  close (accept (self.fd, NULL, NULL));
  g_assert_cmpint (look (&self)->n_accept, ==, 1);
  close (first);
  close (second);
  close (self.fd);
}

static void
test_facts_unix_listener (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  socklen_t length = sizeof address;
  Socket self = { .family = AF_UNIX, .type = SOCK_STREAM, .listening = TRUE };
  int client = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  self.fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self.fd, (struct sockaddr *) &address, sizeof (sa_family_t)), ==, 0);
  g_assert_cmpint (getsockname (self.fd, (struct sockaddr *) &address, &length), ==, 0);
  g_assert_cmpint (listen (self.fd, 3), ==, 0);
  if (look (&self)->max_accept < 0)
    {
      g_test_skip ("this kernel has no unix_diag");
    }
  else
    {
      g_assert_cmpint (self.facts.n_accept, ==, 0);
      g_assert_cmpint (self.facts.max_accept, ==, 3);
      g_assert_cmpint (connect (client, (struct sockaddr *) &address, length), ==, 0);
      g_assert_cmpint (look (&self)->n_accept, ==, 1);
    }
  close (client);
  close (self.fd);
}

static void
send_text (int         fd,
           const char *text)
{
  g_assert_cmpint (send (fd, text, strlen (text), 0), ==, strlen (text));
}

/* Empty ones count, none is taken, and each is counted once. */
static void
check_messages (Socket *self,
                int     sender)
{
  char buffer[64];

  g_assert_cmpint (look (self)->in_messages, ==, 0);
  send_text (sender, "hello");
  send_text (sender, "");
  send_text (sender, "abc");
  g_assert_cmpint (look (self)->in_messages, ==, 3);
  g_assert_cmpint (self->facts.in_bytes, ==, 5);
  g_assert_false (self->facts.more_messages);
  send_text (sender, "");
  g_assert_cmpint (look (self)->in_messages, ==, 4);
  g_assert_cmpint (look (self)->in_messages, ==, 4);

  /* The user's own peek still sees the first. */
  g_assert_cmpint (recv (self->fd, buffer, sizeof buffer, MSG_PEEK), ==, 5);
  g_assert_cmpint (recv (self->fd, buffer, sizeof buffer, 0), ==, 5);
  _sockeye_counted_take (&self->counted, 5);
  g_assert_cmpint (look (self)->in_messages, ==, 3);
  g_assert_cmpint (self->facts.in_bytes, ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (recv (self->fd, buffer, sizeof buffer, 0), >=, 0);
  g_assert_cmpint (look (self)->in_messages, ==, 0);
}

static void
test_facts_udp (void)
{
  struct sockaddr_in address;
  Socket self = { .family = AF_INET, .type = SOCK_DGRAM };
  int sender;

  self.fd = loopback_socket (SOCK_DGRAM, &address);
  sender = connected_socket (SOCK_DGRAM, &address);
  check_messages (&self, sender);
  close (sender);
  close (self.fd);
}

static void
test_facts_unix_messages (gconstpointer data)
{
  int type = GPOINTER_TO_INT (data);
  Socket self = { .family = AF_UNIX, .type = type };
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, type | SOCK_CLOEXEC, 0, fds), ==, 0);
  self.fd = fds[0];
  check_messages (&self, fds[1]);
  /* The end of a connection is no message, however often one looks. */
  send_text (fds[1], "last");
  close (fds[1]);
  look (&self);
  if (type == SOCK_SEQPACKET)
    {
      g_assert_cmpint (self.facts.in_messages, ==, 1);
      g_assert_cmpint (self.facts.in_bytes, ==, 4);
      g_assert_cmpint (self.facts.lamps & POLLRDHUP, !=, 0);
    }
  close (fds[0]);
}

/* Of ten thousand, no more are counted than costs little. */
static void
test_facts_ten_thousand (void)
{
  struct sockaddr_in address;
  Socket self = { .family = AF_INET, .type = SOCK_DGRAM };
  int size = 32 << 20, sender, n = 0;

  self.fd = loopback_socket (SOCK_DGRAM, &address);
  sender = connected_socket (SOCK_DGRAM, &address);
  if (setsockopt (self.fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0)
    setsockopt (self.fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  for (guint i = 0; i < 10000; i++)
    send_text (sender, "x");
  look (&self);
  if (self.facts.memory[SK_MEMINFO_DROPS] > 0)
    {
      n = 10000 - (int) self.facts.memory[SK_MEMINFO_DROPS];
      g_test_message ("the receive buffer holds %d", n);
    }
  else
    {
      n = 10000;
    }
  g_assert_cmpint (self.facts.in_messages, ==, MIN (n, 1024));
  g_assert_true (self.facts.more_messages == (n >= 1024));
  g_assert_cmpint (look (&self)->in_messages, ==, MIN (n, 1024));
  close (sender);
  close (self.fd);
}

/* A queued error is the next call's to return. */
static void
test_facts_leaves_error (void)
{
  struct sockaddr_in address;
  Socket self = { .family = AF_INET, .type = SOCK_DGRAM };
  int closed = loopback_socket (SOCK_DGRAM, &address);
  int error = 0;
  socklen_t length = sizeof error;

  close (closed);
  self.fd = connected_socket (SOCK_DGRAM, &address);
  g_assert_cmpint (send (self.fd, "x", 1, 0), ==, 1);
  WAIT_UNTIL (look (&self)->lamps & POLLERR);
  look (&self);
  g_assert_cmpint (getsockopt (self.fd, SOL_SOCKET, SO_ERROR, &error, &length), ==, 0);
  g_assert_cmpint (error, ==, ECONNREFUSED);
  close (self.fd);
}

static void
test_facts_equal (void)
{
  SockeyeFacts one, other;

  _sockeye_facts_init (&one);
  _sockeye_facts_init (&other);
  other.time = 5;
  g_assert_true (sockeye_facts_equal (&one, &other));
  other.in_bytes = 1;
  g_assert_false (sockeye_facts_equal (&one, &other));
  g_assert_cmpstr (sockeye_tcp_state_to_string (-1), ==, "?");
  g_assert_cmpstr (sockeye_tcp_state_to_string (99), ==, "?");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/facts/tcp", test_facts_tcp);
  g_test_add_func ("/sockeye/facts/urgent", test_facts_urgent);
  g_test_add_func ("/sockeye/facts/full", test_facts_full);
  g_test_add_func ("/sockeye/facts/listener/tcp", test_facts_tcp_listener);
  g_test_add_func ("/sockeye/facts/listener/unix", test_facts_unix_listener);
  g_test_add_func ("/sockeye/facts/messages/udp", test_facts_udp);
  g_test_add_data_func ("/sockeye/facts/messages/unix-dgram", GINT_TO_POINTER (SOCK_DGRAM),
                        test_facts_unix_messages);
  g_test_add_data_func ("/sockeye/facts/messages/seqpacket", GINT_TO_POINTER (SOCK_SEQPACKET),
                        test_facts_unix_messages);
  g_test_add_func ("/sockeye/facts/messages/ten-thousand", test_facts_ten_thousand);
  g_test_add_func ("/sockeye/facts/leaves-error", test_facts_leaves_error);
  g_test_add_func ("/sockeye/facts/equal", test_facts_equal);
  return g_test_run ();
}
