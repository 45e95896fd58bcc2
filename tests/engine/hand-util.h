/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of calls made by hand, one at a time. */

#pragma once

#include "session-util.h"

#include <string.h>
#include <unistd.h>

G_BEGIN_DECLS

/* A by-hand socket, accepted from a plain one of the test's own. */
typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *listener;
  SockeyeSocket  *peer;
  guint           port;
  int             fd;
} Hand;

static inline void
hand_init (Hand *self)
{
  self->session = sockeye_session_new ();
  self->listener = test_socket (self->session, AF_INET, SOCK_STREAM, FALSE);
  self->port = test_listen (self->session, self->listener, 5);
  self->fd = test_plain_connect (self->port);
  test_call_ok (self->session, sockeye_call_new_accept (sockeye_socket_get_id (self->listener)));
  self->peer = test_first_peer (self->listener);
}

static inline void
hand_clear (Hand *self)
{
  if (self->fd >= 0)
    close (self->fd);
  test_session_free (self->session);
}

static inline void
hand_write (Hand       *self,
            const char *text)
{
  g_assert_cmpint (write (self->fd, text, strlen (text)), ==, strlen (text));
}

static inline gboolean
waits_are (SockeyeSocket *socket,
           SockeyeVerb    verb,
           const char    *words)
{
  g_autofree char *found = sockeye_socket_dup_waits (socket, verb);

  return g_strcmp0 (found, words) == 0;
}

static inline SockeyeCall *
recv_call (SockeyeSocket *socket,
           gsize          size,
           int            flags)
{
  return sockeye_call_new_recv (sockeye_socket_get_id (socket), size, flags);
}

static inline void
check_recv (Hand       *self,
            gsize       size,
            int         flags,
            const char *data,
            const char *result)
{
  g_autoptr (SockeyeEvent) event = test_call (self->session, recv_call (self->peer, size, flags));
  g_autofree char *text = sockeye_event_dup_data_text (event, 0);
  g_autofree char *words = sockeye_event_dup_result_text (event);

  g_assert_cmpstr (text, ==, data);
  g_assert_cmpstr (words, ==, result);
}

G_END_DECLS
