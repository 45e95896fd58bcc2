/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of control messages: a UNIX socket of the session with a plain one
 * of the test's own at the other end, and messages sent by plain system calls. */

#pragma once

#include "session-util.h"

#include <dirent.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

G_BEGIN_DECLS

typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *socket;  /* of the session */
  SockeyeSocketId id;
  int             fd;      /* the other end */
} Pair;

/* Connected; of datagram sockets only the plain one is, and has no name. */
static inline void
pair_init (Pair     *self,
           int       type,
           gboolean  automatic)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("@sockeye-test-%d-%u", getpid (), n++);
  g_autoptr (SockeyeAddress) address = sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  SockeyeSocket *listener;
  const struct sockaddr *sockaddr;
  socklen_t length;

  g_assert_nonnull (address);
  self->session = sockeye_session_new ();
  listener = test_socket (self->session, AF_UNIX, type, FALSE);
  test_call_ok (self->session, sockeye_call_new_bind (sockeye_socket_get_id (listener), address));
  if (type != SOCK_DGRAM)
    test_call_ok (self->session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  self->fd = socket (AF_UNIX, type | SOCK_CLOEXEC, 0);
  sockaddr = sockeye_address_get_sockaddr (address, &length);
  g_assert_cmpint (connect (self->fd, sockaddr, length), ==, 0);
  self->socket = listener;
  if (type != SOCK_DGRAM)
    {
      test_call_ok (self->session, sockeye_call_new_accept (sockeye_socket_get_id (listener)));
      self->socket = test_first_peer (listener);
    }
  self->id = sockeye_socket_get_id (self->socket);
  sockeye_session_set_automatic (self->session, self->id, automatic);
  TEST_WAIT_UNTIL (sockeye_socket_get_automatic (self->socket) == automatic);
}

static inline void
pair_clear (Pair *self)
{
  if (self->fd >= 0)
    close (self->fd);
  test_session_free (self->session);
}

/* Sends text with these descriptors beside it. */
static inline void
plain_pass (int         fd,
            const char *text,
            const int  *fds,
            guint       n_fds)
{
  gsize size = n_fds * sizeof *fds;
  g_autofree struct cmsghdr *control = g_malloc0 (CMSG_SPACE (size));
  struct iovec vector = { (gpointer) text, strlen (text) };
  struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = CMSG_SPACE (size) };

  control->cmsg_len = CMSG_LEN (size);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  memcpy (CMSG_DATA (control), fds, size);
  g_assert_cmpint (sendmsg (fd, &header, MSG_NOSIGNAL), ==, strlen (text));
}

/* Receives, waiting; returns the first control message, which is in room. */
static inline struct cmsghdr *
plain_receive (int             fd,
               char           *text,
               gsize           size,
               struct cmsghdr *room,
               gsize           room_size)
{
  struct iovec vector = { text, size - 1 };
  struct msghdr header = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = room,
                           .msg_controllen = room_size };
  gssize n = recvmsg (fd, &header, MSG_CMSG_CLOEXEC);

  g_assert_cmpint (n, >=, 0);
  text[n] = '\0';
  return CMSG_FIRSTHDR (&header);
}

static inline guint
count_descriptors (void)
{
  DIR *dir = opendir ("/proc/self/fd");
  guint n = 0;

  g_assert_nonnull (dir);
  while (readdir (dir) != NULL)
    n++;
  closedir (dir);
  return n;
}

/* Whether this kernel has an option; a test without it is skipped. */
static inline gboolean
kernel_takes (int family,
              int level,
              int option,
              int value)
{
  int fd = socket (family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean takes = fd >= 0 && setsockopt (fd, level, option, &value, sizeof value) == 0;

  if (fd >= 0)
    close (fd);
  if (!takes)
    g_test_skip ("this kernel has no such option");
  return takes;
}

/* The control messages of a row, one in each line. */
static inline char *
dup_controls (SockeyeEvent *event)
{
  g_autoptr (GPtrArray) controls = sockeye_event_dup_controls (event);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < controls->len; i++)
    {
      g_autofree char *summary = sockeye_control_dup_summary (g_ptr_array_index (controls, i));

      g_string_append_printf (string, "%s\n", summary);
    }
  return g_string_free (string, FALSE);
}

static inline void
assert_text (char       *text,
             const char *expected)
{
  g_autofree char *taken = text;

  g_assert_cmpstr (taken, ==, expected);
}

static inline void
assert_has (char       *text,
            const char *part)
{
  g_autofree char *taken = text;

  if (strstr (taken, part) == NULL)
    g_error ("“%s” is not in “%s”", part, taken);
}

/* The last row of this news, or NULL; (transfer full). */
static inline SockeyeEvent *
find_news (SockeyeSession *session,
           SockeyeNews     news)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));

  for (guint i = g_list_model_get_n_items (journal); i > 0; i--)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i - 1);

      if (sockeye_event_get_news (event) == news)
        return g_steal_pointer (&event);
    }
  return NULL;
}

/* The last receive that succeeded, or NULL; (transfer full). */
static inline SockeyeEvent *
find_received (SockeyeSession *session)
{
  GListModel *journal = G_LIST_MODEL (sockeye_session_get_journal (session));

  for (guint i = g_list_model_get_n_items (journal); i > 0; i--)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, i - 1);

      if (sockeye_event_get_kind (event) == SOCKEYE_KIND_RECV)
        return g_steal_pointer (&event);
    }
  return NULL;
}

static inline gboolean
has_news (SockeyeSession *session,
          SockeyeNews     news)
{
  g_autoptr (SockeyeEvent) event = find_news (session, news);

  return event != NULL;
}

static inline SockeyeEvent *
receive (SockeyeSession  *session,
         SockeyeSocketId  id,
         int              flags)
{
  return test_call (session, sockeye_call_new_recv (id, 4096, flags));
}

/* A control message as typed. */
static inline SockeyeControl *
typed_control (const char *nick,
               const char *first,
               const char *second,
               const char *third)
{
  const char *const texts[] = { first, second, third };
  g_autoptr (GError) error = NULL;
  SockeyeControl *control = sockeye_control_build (sockeye_control_find_kind (nick), texts, NULL, &error);

  g_assert_no_error (error);
  return control;
}

/* Takes control. */
static inline SockeyeCall *
sendmsg_call (SockeyeSocketId  id,
              const char      *text,
              SockeyeControl  *control,
              SockeyeAddress  *address)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (controls, control);
  return sockeye_call_new_sendmsg (id, bytes, controls, 0, address);
}

G_END_DECLS
