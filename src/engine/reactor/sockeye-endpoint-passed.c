/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Descriptors that a peer passes on (SCM_RIGHTS, unix(7)). They are open here
 * as soon as the message is received: a socket becomes one of ours, anything
 * else is closed at once, and the row says what each was.
 *
 * The sender goes on using the same open file description. O_NONBLOCK belongs
 * to that, so setting it would change the sender's calls behind its back: it
 * stays as it is. Our own calls say MSG_DONTWAIT, and where there is no such
 * flag they look first and are interrupted soon (accept), or refused (connect). */

#include "config.h"

#include "sockeye-endpoint-read-private.h"

#include "catalog/sockeye-catalog.h"
#include "control/sockeye-control-private.h"
#include "control/sockeye-passed-private.h"
#include "call/sockeye-python.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <unistd.h>

/* --- a socket ------------------------------------------------------------------ */

static int
sockeye_passed_ask (int fd,
                    int option)
{
  int value = 0;
  socklen_t length = sizeof value;

  return getsockopt (fd, SOL_SOCKET, option, &value, &length) == 0 ? value : 0;
}

static gboolean
sockeye_passed_is_socket (int fd)
{
  int type;
  socklen_t length = sizeof type;

  return getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0;
}

/* Bound: with a port, or a name, of its own. */
static gboolean
sockeye_passed_is_bound (SockeyeAddress *local)
{
  socklen_t length;

  if (local == NULL)
    return FALSE;
  sockeye_address_get_sockaddr (local, &length);
  if (sockeye_address_get_family (local) == AF_UNIX)
    return length > sizeof (sa_family_t);
  return sockeye_address_get_port (local) != 0;
}

/* What the kernel dropped before is not for us to tell; and no row may begin
 * while that of the message is being written. */
static guint64
sockeye_passed_read_drops (int fd)
{
  guint32 memory[SK_MEMINFO_VARS] = { 0 };
  socklen_t length = sizeof memory;

  getsockopt (fd, SOL_SOCKET, SO_MEMINFO, memory, &length);
  return memory[SK_MEMINFO_DROPS];
}

static void
sockeye_passed_read_state (SockeyeEndpoint *child)
{
  SockeyeState *state = &child->state;

  _sockeye_endpoint_read_names (child, TRUE);
  state->reuse_address = sockeye_passed_ask (child->fd, SO_REUSEADDR) != 0;
  state->broadcast = sockeye_passed_ask (child->fd, SO_BROADCAST) != 0;
  if (sockeye_passed_ask (child->fd, SO_ACCEPTCONN))
    state->stage = SOCKEYE_STAGE_LISTENING;
  else if (state->remote != NULL)
    state->stage = SOCKEYE_STAGE_CONNECTED;
  else if (sockeye_passed_is_bound (state->local))
    state->stage = SOCKEYE_STAGE_BOUND;
  if (state->stage == SOCKEYE_STAGE_CONNECTED)
    _sockeye_endpoint_read_peer (child);
}

/* By hand, whatever others are: what Automatic took, the sender would miss. */
static SockeyeEndpoint *
sockeye_passed_adopt (SockeyeEndpoint *self,
                      int              fd)
{
  SockeyeSocketId id = _sockeye_reactor_next_id (self->reactor, SOCKEYE_ORIGIN_RECEIVED);
  SockeyeEndpoint *child;

  child = _sockeye_endpoint_new (self->reactor, fd, id, 0, sockeye_passed_ask (fd, SO_DOMAIN),
                                 sockeye_passed_ask (fd, SO_TYPE),
                                 sockeye_passed_ask (fd, SO_PROTOCOL));
  child->state.giver = self->state.id;
  child->shared = TRUE;
  sockeye_passed_read_state (child);
  child->dropped = sockeye_passed_read_drops (fd);
  _sockeye_reactor_add (self->reactor, child);
  _sockeye_endpoint_arm (child);
  return child;
}

static char *
sockeye_passed_dup_address (SockeyeAddress *address)
{
  return address != NULL ? sockeye_address_to_string (address) : g_strdup ("");
}

/* "TCP 127.0.0.1:80, listening" */
static char *
sockeye_passed_describe_socket (const SockeyeState *state)
{
  const char *kind = sockeye_catalog_get_kind (state->family, state->type, state->protocol);
  g_autofree char *local = sockeye_passed_dup_address (state->local);
  g_autofree char *remote = sockeye_passed_dup_address (state->remote);
  g_autofree char *name = g_strdup_printf (*local != '\0' ? "%s %s" : "%s", kind, local);

  switch (state->stage)
    {
    case SOCKEYE_STAGE_LISTENING:
      return g_strdup_printf (_("%s, listening"), name);
    case SOCKEYE_STAGE_CONNECTED:
      return *remote != '\0' ? g_strdup_printf (_("%s, connected to %s"), name, remote)
                             : g_strdup_printf (_("%s, connected"), name);
    case SOCKEYE_STAGE_BOUND:
      return g_strdup_printf (_("%s, bound"), name);
    default:
      return g_strdup_printf (_("%s, not connected"), name);
    }
}

/* --- anything ------------------------------------------------------------------ */

/* What it is for the kernel: "/dev/null", "pipe:[4711]". A file's name may hold
 * anything. */
static char *
sockeye_passed_describe_file (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *target = g_file_read_link (path, NULL);
  g_autofree char *valid = target != NULL ? g_utf8_make_valid (target, -1) : NULL;
  GString *text = g_string_new (NULL);

  if (valid == NULL)
    return g_string_free (g_string_append (text, _("a descriptor")), FALSE);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (text, sockeye_python_is_printable (c) ? c : 0xfffd);
    }
  return g_string_free (text, FALSE);
}

static void
sockeye_passed_take (SockeyeEndpoint *self,
                     int              fd,
                     gboolean         keep,
                     GPtrArray       *list)
{
  if (keep && sockeye_passed_is_socket (fd))
    {
      SockeyeEndpoint *child = sockeye_passed_adopt (self, fd);

      _sockeye_passed_add (list, child->state.id, sockeye_passed_describe_socket (&child->state));
      return;
    }
  _sockeye_passed_add (list, 0, sockeye_passed_describe_file (fd));
  close (fd);
}

/* Takes care of every descriptor that came with a message. A message that was
 * only looked at (MSG_PEEK) brings its own copies of them, and the next receive
 * brings more: those of the look are closed. Returns what they were, of
 * SockeyePassed, or NULL where none came. */
GPtrArray *
_sockeye_endpoint_take_passed (SockeyeEndpoint *self,
                               struct msghdr   *header,
                               int              flags)
{
  GPtrArray *list = NULL;

  for (struct cmsghdr *c = CMSG_FIRSTHDR (header); c != NULL; c = CMSG_NXTHDR (header, c))
    {
      gsize n = (c->cmsg_len - CMSG_LEN (0)) / sizeof (int);
      gboolean rights = c->cmsg_type == SCM_RIGHTS;

      if (c->cmsg_level != SOL_SOCKET || (!rights && c->cmsg_type != SOCKEYE_SCM_PIDFD))
        continue;
      for (gsize i = 0; i < n; i++)
        {
          int fd;

          memcpy (&fd, CMSG_DATA (c) + i * sizeof fd, sizeof fd);
          /* SCM_PIDFD is negative where there is no process any more. */
          if (fd < 0)
            continue;
          if (list == NULL)
            list = _sockeye_passed_new_list ();
          sockeye_passed_take (self, fd, rights && !(flags & MSG_PEEK), list);
        }
    }
  return list;
}

/* To the row that is being written. */
void
_sockeye_endpoint_note_passed (SockeyeEndpoint *self,
                               GPtrArray       *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SockeyePassed *passed = g_ptr_array_index (list, i);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint32 id = passed->id;

      g_byte_array_append (bytes, (const guint8 *) &id, sizeof id);
      g_byte_array_append (bytes, (const guint8 *) passed->what, strlen (passed->what));
      _sockeye_extra_add (self->reactor->extra, SOCKEYE_EXTRA_PASSED, bytes->data, bytes->len);
    }
}

/* What the kernel says of them is read behind the row. */
static void
sockeye_passed_look (SockeyeEndpoint *self,
                     GPtrArray       *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SockeyePassed *passed = g_ptr_array_index (list, i);
      SockeyeEndpoint *child;

      child = g_hash_table_lookup (self->reactor->endpoints, GUINT_TO_POINTER (passed->id));
      if (child != NULL)
        _sockeye_endpoint_look (child);
    }
}

/* One row for all that came with one message: the kernel has made new sockets
 * of ours unasked. row: that of the message. */
void
_sockeye_endpoint_tell_passed (SockeyeEndpoint *self,
                               GPtrArray       *list,
                               guint64          row)
{
  SockeyeReactor *reactor = self->reactor;
  SockeyeRecord record;

  if (list == NULL)
    return;
  record = _sockeye_reactor_begin (reactor, self, SOCKEYE_VERB_NONE, NULL);
  record.kind = SOCKEYE_KIND_EVENT;
  record.result = SOCKEYE_NEWS_PASSED;
  record.asked = list->len;
  _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_CAUSE, &row, sizeof row);
  for (guint i = 0; i < list->len; i++)
    {
      const SockeyePassed *passed = g_ptr_array_index (list, i);

      if (passed->id != 0)
        {
          _sockeye_extra_add (reactor->extra, SOCKEYE_EXTRA_CHILD, &passed->id, sizeof passed->id);
          break;
        }
    }
  _sockeye_endpoint_note_passed (self, list);
  _sockeye_reactor_append (reactor, self, &record);
  sockeye_passed_look (self, list);
}

/* --- calls that could block ---------------------------------------------------- */

/* Whether accept(2) has something to give, as far as can be known: between this
 * look and the call the sender may take the connection itself. */
gboolean
_sockeye_endpoint_may_accept (SockeyeEndpoint *self)
{
  struct pollfd poll_fd = { self->fd, POLLIN, 0 };

  return !self->shared || poll (&poll_fd, 1, 0) > 0;
}

/* Whether connect(2) could stop the reactor: nothing tells it not to wait. */
gboolean
_sockeye_endpoint_connect_blocks (SockeyeEndpoint *self)
{
  return self->shared && _sockeye_endpoint_is_connection (self)
         && !(fcntl (self->fd, F_GETFL) & O_NONBLOCK);
}
