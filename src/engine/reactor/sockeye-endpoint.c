/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include "catalog/sockeye-catalog.h"
#include "control/sockeye-peer-private.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

/* What an event costs that brings nothing, in bytes. */
#define SOCKEYE_EVENT_COST 1024

/* Copies state into uninitialised memory. */
void
_sockeye_state_copy (SockeyeState       *copy,
                     const SockeyeState *state)
{
  *copy = *state;
  if (copy->local != NULL)
    sockeye_address_ref (copy->local);
  if (copy->remote != NULL)
    sockeye_address_ref (copy->remote);
  if (copy->senders != NULL)
    g_ptr_array_ref (copy->senders);
}

void
_sockeye_state_clear (SockeyeState *state)
{
  g_clear_pointer (&state->local, sockeye_address_unref);
  g_clear_pointer (&state->remote, sockeye_address_unref);
  g_clear_pointer (&state->senders, g_ptr_array_unref);
}

/* Takes fd. */
SockeyeEndpoint *
_sockeye_endpoint_new (SockeyeReactor  *reactor,
                       int              fd,
                       SockeyeSocketId  id,
                       SockeyeSocketId  parent,
                       int              family,
                       int              type,
                       int              protocol)
{
  SockeyeEndpoint *self = g_new0 (SockeyeEndpoint, 1);

  self->reactor = reactor;
  self->fd = fd;
  self->state.id = id;
  self->state.parent = parent;
  self->state.family = family;
  self->state.type = type;
  self->state.protocol = protocol;
  _sockeye_facts_init (&self->state.facts);
  g_queue_init (&self->writing);
  return self;
}

void
_sockeye_endpoint_free (SockeyeEndpoint *self)
{
  if (self->fd >= 0)
    {
      _sockeye_endpoint_disarm (self);
      if (_sockeye_endpoint_lingers (self))
        _sockeye_endpoint_close_apart (self, FALSE);
      else
        close (self->fd);
      _sockeye_endpoint_unlink (self);
    }
  g_clear_pointer (&self->reading, _sockeye_op_free);
  g_clear_pointer (&self->connecting, _sockeye_op_free);
  g_clear_pointer (&self->lingering, _sockeye_op_free);
  _sockeye_endpoint_forget_sent (self);
  g_queue_clear_full (&self->writing, (GDestroyNotify) _sockeye_op_free);
  _sockeye_state_clear (&self->state);
  g_free (self->path);
  g_free (self);
}

/* Streams and SEQPACKET: there is a peer, and an end. */
gboolean
_sockeye_endpoint_is_connection (SockeyeEndpoint *self)
{
  return sockeye_catalog_is_connection (self->state.type);
}

gboolean
_sockeye_endpoint_is_stream (SockeyeEndpoint *self)
{
  return self->state.type == SOCK_STREAM;
}

gboolean
_sockeye_endpoint_is_tcp (SockeyeEndpoint *self)
{
  return sockeye_catalog_is_tcp (self->state.family, self->state.type, self->state.protocol);
}

/* The session will hear of it after this dispatch. */
void
_sockeye_endpoint_changed (SockeyeEndpoint *self)
{
  if (self->dirty)
    return;
  self->dirty = TRUE;
  g_ptr_array_add (self->reactor->dirty, self);
}

static SockeyeAddress *
sockeye_endpoint_read_name (SockeyeEndpoint *self,
                            int (*read_name) (int, struct sockaddr *, socklen_t *))
{
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;

  if (read_name (self->fd, (struct sockaddr *) &storage, &length) != 0)
    return NULL;
  return sockeye_address_new ((struct sockaddr *) &storage, MIN (length, sizeof storage), NULL);
}

static int
sockeye_endpoint_getsockname (int              fd,
                              struct sockaddr *address,
                              socklen_t       *length)
{
  return getsockname (fd, address, length);
}

static int
sockeye_endpoint_getpeername (int              fd,
                              struct sockaddr *address,
                              socklen_t       *length)
{
  return getpeername (fd, address, length);
}

/* Reads the local address back, and the remote one where there can be one. */
void
_sockeye_endpoint_read_names (SockeyeEndpoint *self,
                              gboolean         remote)
{
  g_clear_pointer (&self->state.local, sockeye_address_unref);
  self->state.local = sockeye_endpoint_read_name (self, sockeye_endpoint_getsockname);
  if (remote)
    {
      g_clear_pointer (&self->state.remote, sockeye_address_unref);
      self->state.remote = sockeye_endpoint_read_name (self, sockeye_endpoint_getpeername);
    }
  _sockeye_endpoint_changed (self);
}

/* A UNIX connection tells who is at the other end, as it was when it began. */
void
_sockeye_endpoint_read_peer (SockeyeEndpoint *self)
{
  if (self->state.family != AF_UNIX)
    return;
  _sockeye_peer_read (&self->state.peer, self->fd);
  _sockeye_endpoint_changed (self);
}

/* --- registration ------------------------------------------------------------ */

/* HUP and ERR cannot be masked, and a fresh TCP socket is already HUP: a
 * connection is registered when it listens, connects or is connected. What has
 * ended or failed stays readable for ever: there, and by hand, only edges. */
static guint32
sockeye_endpoint_wanted_events (SockeyeEndpoint *self)
{
  const SockeyeState *state = &self->state;
  guint32 events = 0;

  if (_sockeye_endpoint_is_connection (self) && state->stage <= SOCKEYE_STAGE_BOUND)
    return 0;
  if (state->stage == SOCKEYE_STAGE_CONNECTING)
    return EPOLLOUT;
  if (!state->automatic)
    return EPOLLIN | EPOLLRDHUP | EPOLLPRI | EPOLLET | (self->blocked ? 0 : EPOLLOUT);

  /* An error that nothing here can take away would wake for ever. */
  if (self->error_stays)
    events |= EPOLLET;
  if (state->stage == SOCKEYE_STAGE_LISTENING)
    return self->starved ? EPOLLET : events | EPOLLIN;
  /* A peer that does not read what it is sent back is not read from: what waits
   * for it does not grow. */
  if (self->n_echoes > 0)
    return events | (self->blocked ? EPOLLET : EPOLLOUT);
  events |= EPOLLIN | EPOLLRDHUP;
  if (!g_queue_is_empty (&self->writing) && !self->blocked)
    events |= EPOLLOUT;
  /* A reset alone is no end: what came before it can still be received. */
  if (self->state.read_over || self->read_failed)
    events |= EPOLLET;
  return events;
}

/* Registers what the socket now waits for. */
void
_sockeye_endpoint_arm (SockeyeEndpoint *self)
{
  guint32 wanted = sockeye_endpoint_wanted_events (self);
  struct epoll_event event = { 0 };

  if (wanted == self->registered || self->fd < 0)
    return;
  event.events = wanted;
  event.data.u32 = self->state.id;
  if (wanted == 0)
    _sockeye_endpoint_disarm (self);
  else if (self->registered == 0)
    epoll_ctl (self->reactor->epoll_fd, EPOLL_CTL_ADD, self->fd, &event);
  else
    epoll_ctl (self->reactor->epoll_fd, EPOLL_CTL_MOD, self->fd, &event);
  self->registered = wanted;
}

void
_sockeye_endpoint_disarm (SockeyeEndpoint *self)
{
  if (self->registered == 0)
    return;
  epoll_ctl (self->reactor->epoll_fd, EPOLL_CTL_DEL, self->fd, NULL);
  self->registered = 0;
}

/* Takes the listener out of the race for a descriptor, or back into it. */
void
_sockeye_endpoint_set_starved (SockeyeEndpoint *self,
                               gboolean         starved)
{
  if (self->starved == starved)
    return;
  self->starved = starved;
  if (starved)
    self->reactor->n_starved++;
  else
    self->reactor->n_starved--;
  _sockeye_endpoint_arm (self);
}

/* Reads what the kernel says of the socket: by hand that is what waits at each
 * call, so after each call and each edge. */
void
_sockeye_endpoint_look (SockeyeEndpoint *self)
{
  SockeyeFacts facts;

  if (self->fd < 0)
    return;
  /* What Automatic takes, nobody counts off. */
  if (self->state.automatic)
    memset (&self->counted, 0, sizeof self->counted);
  _sockeye_facts_read (&facts, self->fd, self->state.family, self->state.type,
                       self->state.stage == SOCKEYE_STAGE_LISTENING,
                       self->shared ? NULL : &self->counted);
  if (!self->state.automatic && facts.has_memory)
    _sockeye_endpoint_tell_drops (self, facts.memory);
  if (self->state.facts.time != 0 && sockeye_facts_equal (&facts, &self->state.facts))
    return;
  facts.time = _sockeye_clock ();
  self->state.facts = facts;
  _sockeye_endpoint_changed (self);
}

/* --- readiness ---------------------------------------------------------------- */

/* By hand nothing is read unasked, so an event row tells what the kernel says. */
static void
sockeye_endpoint_tell (SockeyeEndpoint *self,
                       guint32          events)
{
  SockeyeState *state = &self->state;

  if (!_sockeye_endpoint_is_connection (self))
    {
      if ((events & EPOLLERR) && !self->told_error)
        _sockeye_reactor_news (self->reactor, self,
                               _sockeye_endpoint_has_late (self) ? SOCKEYE_NEWS_LATE
                                                                 : SOCKEYE_NEWS_ERROR,
                               0, NULL);
      self->told_error = (events & EPOLLERR) != 0;
      return;
    }
  if (state->stage != SOCKEYE_STAGE_CONNECTED)
    return;
  /* A connection that is broken off has hung up as well: without that, the
   * error queue has something. */
  if ((events & EPOLLERR) && !(events & EPOLLHUP) && _sockeye_endpoint_has_late (self))
    {
      if (!self->told_error && !state->automatic)
        _sockeye_reactor_news (self->reactor, self, SOCKEYE_NEWS_LATE, 0, NULL);
      self->told_error = TRUE;
    }
  else if ((events & EPOLLERR) && !state->reset && (!self->told_error || (events & EPOLLHUP)))
    {
      self->told_error = TRUE;
      state->reset = TRUE;
      _sockeye_reactor_news (self->reactor, self, SOCKEYE_NEWS_RESET, 0, NULL);
    }
  else if ((events & EPOLLRDHUP) && state->read_end == SOCKEYE_READ_OPEN && !state->reset)
    {
      state->read_end = SOCKEYE_READ_ENDED;
      _sockeye_reactor_news (self->reactor, self, SOCKEYE_NEWS_PEER_CLOSED, 0, NULL);
    }
  else if ((events & EPOLLHUP) && !(events & (EPOLLRDHUP | EPOLLERR)) && !self->told_closed)
    {
      self->told_closed = TRUE;
      _sockeye_reactor_news (self->reactor, self, SOCKEYE_NEWS_HUNG_UP, 0, NULL);
    }
}

/* Does what the events allow, within bounds. Returns what it cost: bytes, with
 * 1 KiB for each row. May free self. */
gsize
_sockeye_endpoint_ready (SockeyeEndpoint *self,
                         guint32          events)
{
  const guint32 broken = EPOLLHUP | EPOLLERR;
  SockeyeReactor *reactor = self->reactor;
  gpointer key = GUINT_TO_POINTER (self->state.id);
  gsize cost = SOCKEYE_EVENT_COST;

  if (self->state.stage == SOCKEYE_STAGE_CONNECTING && (events & (EPOLLOUT | broken)))
    {
      _sockeye_endpoint_connected (self);
      if (self->state.stage != SOCKEYE_STAGE_CONNECTED)
        {
          _sockeye_endpoint_retry (self);
          return cost;
        }
    }
  if (!g_queue_is_empty (&self->writing) && (events & (EPOLLOUT | broken)))
    {
      _sockeye_endpoint_drain (self);
      if (g_hash_table_lookup (reactor->endpoints, key) != self || self->fd < 0)
        return cost;
    }
  if (self->state.automatic && (events & EPOLLERR) && _sockeye_endpoint_may_have_late (self))
    cost += _sockeye_endpoint_receive_late (self);
  if (self->reading != NULL && (events & (EPOLLIN | EPOLLRDHUP | EPOLLPRI | broken)))
    _sockeye_endpoint_retry_read (self);
  /* After an error recv() returns 0: that would look like an end of stream. */
  if (self->state.automatic && !self->state.read_over && !self->read_failed && self->n_echoes == 0
      && (events & (EPOLLIN | EPOLLRDHUP | broken)))
    cost += _sockeye_endpoint_receive (self);
  if (self->state.automatic && (self->state.read_over || self->read_failed) && reactor->close_with_peer)
    {
      _sockeye_endpoint_close_with_peer (self);
      if (g_hash_table_lookup (reactor->endpoints, key) != self || self->fd < 0)
        return cost;
    }
  if (!self->state.automatic || self->state.read_end != SOCKEYE_READ_OPEN)
    sockeye_endpoint_tell (self, events);
  if (!self->state.automatic)
    _sockeye_endpoint_look (self);
  self->error_stays = self->state.automatic && (events & EPOLLERR) && cost == SOCKEYE_EVENT_COST;
  _sockeye_endpoint_arm (self);
  return cost;
}

void
_sockeye_endpoint_set_automatic (SockeyeEndpoint *self,
                                 gboolean         automatic)
{
  if (self->state.automatic == automatic)
    return;
  _sockeye_endpoint_set_starved (self, FALSE);
  self->state.automatic = automatic;
  if (!_sockeye_endpoint_is_connection (self))
    self->read_failed = FALSE;
  memset (&self->counted, 0, sizeof self->counted);
  if (!automatic)
    _sockeye_endpoint_look (self);
  _sockeye_endpoint_changed (self);
  _sockeye_endpoint_arm (self);
}

/* The state that an error of a call tells. */
void
_sockeye_endpoint_failed (SockeyeEndpoint *self,
                          int              error)
{
  if (!_sockeye_endpoint_is_connection (self) || self->state.stage != SOCKEYE_STAGE_CONNECTED)
    return;
  switch (error)
    {
    case EPIPE:
      /* Our own shutdown(SHUT_WR) gives EPIPE as well. */
      if (self->state.write_shut)
        return;
      G_GNUC_FALLTHROUGH;
    case ECONNRESET:
    case ETIMEDOUT:
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ECONNABORTED:
      self->state.reset = TRUE;
      self->told_error = TRUE;
      _sockeye_endpoint_changed (self);
      break;
    default:
      break;
    }
}

/* Cancels the call of this ticket; FALSE where it is none of this socket's. */
gboolean
_sockeye_endpoint_cancel (SockeyeEndpoint *self,
                          guint64          ticket)
{
  if (self->reading != NULL && self->reading->ticket == ticket)
    {
      SockeyeOp *op = g_steal_pointer (&self->reading);

      self->state.waiting_in = SOCKEYE_VERB_NONE;
      if (!_sockeye_endpoint_end_gathering (self, op))
        _sockeye_reactor_cancelled (self->reactor, self, op);
      return TRUE;
    }
  if (self->connecting != NULL && self->connecting->ticket == ticket)
    {
      _sockeye_endpoint_dissolve (self);
      _sockeye_endpoint_retry (self);
      return TRUE;
    }
  for (GList *link = self->writing.head; link != NULL; link = link->next)
    {
      SockeyeOp *op = link->data;

      if (op->ticket != ticket)
        continue;
      g_queue_delete_link (&self->writing, link);
      _sockeye_endpoint_unqueue (self, op);
      _sockeye_reactor_cancelled (self->reactor, self, op);
      /* What stood behind it need not wait for room that nobody asks for. */
      _sockeye_endpoint_retry (self);
      return TRUE;
    }
  return FALSE;
}
