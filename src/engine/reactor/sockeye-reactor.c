/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-reactor-private.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

/* A dispatch ends after about this much, so that a flood never starves a
 * click: bytes received, with 1 KiB for each row. */
#define SOCKEYE_DISPATCH_BUDGET (4 << 20)

#define SOCKEYE_DISPATCH_EVENTS 256

/* A listener out of descriptors tries again after this long, ms, also where
 * the descriptor was freed by someone else in this process. */
#define SOCKEYE_STARVED_INTERVAL 250

/* The same for a send to a UNIX socket whose queue is full, ms. */
#define SOCKEYE_BLOCKED_INTERVAL 10

/* How long a dispatch waits for more before GLib waits in its place, ms: less
 * than what is retried soonest. */
#define SOCKEYE_LINGER 8

/* In the place of a socket's id, which is never 0: somebody has woken us. */
#define SOCKEYE_WAKE_ID 0

typedef struct
{
  GSource         source;
  SockeyeReactor *reactor;
} SockeyeReactorSource;

/* --- posting to the session ------------------------------------------------- */

static gboolean
sockeye_reactor_flush_cb (gpointer data)
{
  SockeyeReactor *self = data;

  self->flush (self->flush_data);
  return G_SOURCE_REMOVE;
}

/* Under the lock. A flush arms the next one at its end: where they take long it
 * would be due at once, again and again, and no frame would be drawn. */
void
_sockeye_reactor_arm_flush (SockeyeReactor *self,
                            guint           interval)
{
  self->has_posted = TRUE;
  if (self->flushing || self->flush_source != NULL || self->stopped)
    return;
  self->flush_source = g_timeout_source_new (interval);
  g_source_set_static_name (self->flush_source, "sockeye-flush");
  g_source_set_callback (self->flush_source, sockeye_reactor_flush_cb, self, NULL);
  g_source_attach (self->flush_source, self->session_context);
}

/* Under the lock. A socket that changed again since the last flush keeps its
 * place and takes its newest state. */
static void
sockeye_reactor_post_state (SockeyeReactor *self,
                            SockeyeState   *state)
{
  gpointer key = GUINT_TO_POINTER (state->id);
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (self->outbox_index, key));

  if (number == 0)
    {
      g_array_append_vals (self->outbox.states, state, 1);
      number = self->n_taken + self->outbox.states->len;
      g_hash_table_insert (self->outbox_index, key, GSIZE_TO_POINTER (number));
    }
  else
    {
      SockeyeState *old = &g_array_index (self->outbox.states, SockeyeState,
                                          number - 1 - self->n_taken);

      _sockeye_state_clear (old);
      *old = *state;
    }
}

static void
sockeye_reactor_post (SockeyeReactor *self,
                      guint           n_obeyed)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      SockeyeEndpoint *endpoint = g_ptr_array_index (self->dirty, i);
      SockeyeState copy;

      endpoint->dirty = FALSE;
      _sockeye_state_copy (&copy, &endpoint->state);
      g_array_append_val (self->made.states, copy);
    }
  g_ptr_array_set_size (self->dirty, 0);

  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->made.states->len; i++)
    sockeye_reactor_post_state (self, &g_array_index (self->made.states, SockeyeState, i));
  if (self->made.states->len > 0)
    memset (self->made.states->data, 0, self->made.states->len * sizeof (SockeyeState));
  g_array_set_size (self->made.states, 0);
  for (guint i = 0; i < self->made.completions->len; i++)
    g_array_index (self->made.completions, SockeyeCompletion, i).after =
        self->n_taken + self->outbox.states->len;
  _sockeye_batch_move (self->made.waits, self->outbox.waits, sizeof (SockeyeWait));
  _sockeye_batch_move (self->made.completions, self->outbox.completions, sizeof (SockeyeCompletion));
  self->outbox.bytes_in = self->made.bytes_in;
  self->outbox.bytes_out = self->made.bytes_out;
  self->outbox.dropped = self->made.dropped;
  if (n_obeyed > 0)
    {
      self->n_obeyed += n_obeyed;
      pthread_cond_broadcast (&self->obeyed_cond);
    }
  _sockeye_reactor_arm_flush (self, SOCKEYE_FLUSH_INTERVAL);
  pthread_mutex_unlock (&self->lock);
}

/* --- the loop ----------------------------------------------------------------- */

/* Any thread. */
void
_sockeye_reactor_wake (SockeyeReactor *self)
{
  eventfd_write (self->wake_fd, 1);
}

static void
sockeye_reactor_take_wake (SockeyeReactor *self)
{
  eventfd_t count;

  eventfd_read (self->wake_fd, &count);
}

/* Obeys everything queued, once in each turn. It comes behind what is ready:
 * what was told of a socket is over once a call has changed it. */
static void
sockeye_reactor_drain_queue (SockeyeReactor *self)
{
  GQueue commands;
  SockeyeCommand *command;
  guint n_obeyed = 0;

  pthread_mutex_lock (&self->lock);
  commands = self->queue;
  g_queue_init (&self->queue);
  pthread_mutex_unlock (&self->lock);

  if (g_queue_is_empty (&commands))
    return;
  while ((command = g_queue_pop_head (&commands)) != NULL)
    {
      _sockeye_reactor_obey (self, command);
      n_obeyed++;
      _sockeye_command_free (command);
    }
  sockeye_reactor_post (self, n_obeyed);
}

/* A budget ends the round; what was not reached is level-triggered and is
 * reported again, and the next round begins where this one ended. */
static void
sockeye_reactor_dispatch (SockeyeReactor           *self,
                          const struct epoll_event *events,
                          int                       n)
{
  const guint start = self->rotor;
  gsize spent = 0;
  int i;

  for (i = 0; i < n; i++)
    {
      const struct epoll_event *event = &events[(i + start) % n];
      SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, GUINT_TO_POINTER (event->data.u32));

      if (event->data.u32 == SOCKEYE_WAKE_ID)
        sockeye_reactor_take_wake (self);
      /* Closed by an earlier event of this round. */
      if (endpoint == NULL)
        continue;
      /* An edge is told only once, so it is never put off. */
      if (spent >= SOCKEYE_DISPATCH_BUDGET && !(endpoint->registered & EPOLLET))
        {
          if (spent != G_MAXSIZE)
            self->rotor = (i + start) % n;
          spent = G_MAXSIZE;
          continue;
        }
      if (spent < SOCKEYE_DISPATCH_BUDGET)
        spent += _sockeye_endpoint_ready (endpoint, event->events);
      else
        _sockeye_endpoint_ready (endpoint, event->events);
    }
  if (n > 0)
    sockeye_reactor_post (self, 0);
}

/* The session wakes a reactor that it sees paused. A publish between the look
 * at the journal and the mark would not wake it: so look again once marked. */
static void
sockeye_reactor_check_full (SockeyeReactor *self)
{
  gboolean full = _sockeye_journal_is_full (self->journal);

  if (full)
    {
      g_atomic_int_set (&self->paused, TRUE);
      full = _sockeye_journal_is_full (self->journal);
    }
  g_atomic_int_set (&self->paused, full);
}

/* Nobody tells when such a receiver has room again, so it is asked. Those that
 * still have none enter the list anew. */
static void
sockeye_reactor_retry_blocked (SockeyeReactor *self)
{
  g_autoptr (GHashTable) ids = g_steal_pointer (&self->blocked);
  GHashTableIter iter;
  gpointer key;

  self->blocked = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      SockeyeEndpoint *endpoint = g_hash_table_lookup (self->endpoints, key);

      if (endpoint != NULL)
        _sockeye_endpoint_retry (endpoint);
    }
  sockeye_reactor_post (self, 0);
}

/* What nobody will tell is tried again when its time has come. */
static void
sockeye_reactor_retry (SockeyeReactor *self)
{
  gboolean blocked = g_hash_table_size (self->blocked) > 0;
  gint64 now;

  if (!blocked && self->n_starved == 0)
    {
      self->retry_time = -1;
      return;
    }
  now = g_get_monotonic_time ();
  if (self->retry_time >= 0 && now >= self->retry_time)
    {
      _sockeye_reactor_freed (self);
      if (blocked)
        sockeye_reactor_retry_blocked (self);
      self->retry_time = -1;
    }
  if (g_hash_table_size (self->blocked) > 0)
    now += SOCKEYE_BLOCKED_INTERVAL * 1000;
  else
    now += SOCKEYE_STARVED_INTERVAL * 1000;
  if (self->retry_time < 0 || now < self->retry_time)
    self->retry_time = now;
}

/* What is ready, then what is asked. Returns whether there was anything ready. */
static gboolean
sockeye_reactor_turn (SockeyeReactor *self,
                      int             timeout)
{
  struct epoll_event events[SOCKEYE_DISPATCH_EVENTS];
  int n = 0;

  sockeye_reactor_check_full (self);
  if (self->paused)
    sockeye_reactor_take_wake (self);
  else
    n = epoll_wait (self->epoll_fd, events, SOCKEYE_DISPATCH_EVENTS, timeout);
  g_atomic_int_inc (&self->n_wakeups);
  sockeye_reactor_dispatch (self, events, n);
  sockeye_reactor_drain_queue (self);
  sockeye_reactor_retry (self);
  return n > 0;
}

static gboolean
sockeye_reactor_is_stopped (SockeyeReactor *self)
{
  gboolean stopped;

  pthread_mutex_lock (&self->lock);
  stopped = self->stopped;
  pthread_mutex_unlock (&self->lock);
  return stopped;
}

/* --- the source ----------------------------------------------------------------- */

/* While the journal is full, only for what the session asks. */
static void
sockeye_reactor_choose_waits (SockeyeReactor *self,
                              GSource        *source)
{
  g_source_modify_unix_fd (source, self->epoll_tag, self->paused ? 0 : G_IO_IN);
  g_source_modify_unix_fd (source, self->wake_tag, self->paused ? G_IO_IN : 0);
  g_source_set_ready_time (source, self->retry_time);
}

/* GLib polls the epoll, takes its locks and has it polled again: a fifth of the
 * time from a message to its answer. So the source stays in its dispatch while
 * things follow each other closely. */
static gboolean
sockeye_reactor_dispatch_source (GSource     *source,
                                 GSourceFunc  callback,
                                 gpointer     user_data)
{
  SockeyeReactor *self = ((SockeyeReactorSource *) source)->reactor;
  int timeout = 0;

  while (sockeye_reactor_turn (self, timeout) && !sockeye_reactor_is_stopped (self))
    timeout = SOCKEYE_LINGER;
  sockeye_reactor_choose_waits (self, source);
  return G_SOURCE_CONTINUE;
}

static gpointer
sockeye_reactor_thread (gpointer data)
{
  static GSourceFuncs funcs = { .dispatch = sockeye_reactor_dispatch_source };
  SockeyeReactor *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) source = g_source_new (&funcs, sizeof (SockeyeReactorSource));

  ((SockeyeReactorSource *) source)->reactor = self;
  g_source_set_static_name (source, "sockeye-reactor");
  self->epoll_tag = g_source_add_unix_fd (source, self->epoll_fd, G_IO_IN);
  self->wake_tag = g_source_add_unix_fd (source, self->wake_fd, 0);
  g_source_attach (source, context);
  while (!sockeye_reactor_is_stopped (self))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (source);
  return NULL;
}

/* --- life ---------------------------------------------------------------------- */

/* Ten thousand peers need ten thousand descriptors; the soft limit is 1,024. */
static void
sockeye_reactor_raise_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static void
sockeye_reactor_open (SockeyeReactor *self)
{
  struct epoll_event event = { .events = EPOLLIN, .data.u32 = SOCKEYE_WAKE_ID };

  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->epoll_fd < 0 || self->wake_fd < 0
      || epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, self->wake_fd, &event) != 0)
    g_error ("epoll: %s", g_strerror (errno));
}

/* Flush is called in context, at most once in 16 ms, when there is something
 * to take. */
SockeyeReactor *
_sockeye_reactor_new (SockeyeJournal   *journal,
                      GMainContext     *context,
                      SockeyeFlushFunc  flush,
                      gpointer          user_data)
{
  SockeyeReactor *self = g_new0 (SockeyeReactor, 1);
  static gsize raised = 0;
  pthread_condattr_t attributes;

  if (g_once_init_enter (&raised))
    {
      sockeye_reactor_raise_limit ();
      g_once_init_leave (&raised, 1);
    }

  g_atomic_ref_count_init (&self->ref_count);
  pthread_mutex_init (&self->lock, NULL);
  /* g_get_monotonic_time() is what deadlines are made of. */
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&self->obeyed_cond, &attributes);
  pthread_condattr_destroy (&attributes);
  g_queue_init (&self->queue);
  _sockeye_batch_init (&self->outbox);
  _sockeye_batch_init (&self->made);
  self->outbox_index = g_hash_table_new (NULL, NULL);
  self->journal = g_object_ref (journal);
  self->endpoints = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) _sockeye_endpoint_free);
  self->asking = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) _sockeye_op_free);
  self->dirty = g_ptr_array_new ();
  self->blocked = g_hash_table_new (NULL, NULL);
  self->extra = g_byte_array_new ();
  self->next_number = 1;
  self->start_automatic = TRUE;
  self->retry_time = -1;
  self->session_context = g_main_context_ref (context);
  self->flush = flush;
  self->flush_data = user_data;
  self->lookups = _sockeye_lookups_new (_sockeye_reactor_answer_cb);

  sockeye_reactor_open (self);
  self->thread = g_thread_new ("sockeye-reactor", sockeye_reactor_thread, self);
  return self;
}

void
_sockeye_reactor_unref (SockeyeReactor *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_queue_clear_full (&self->queue, (GDestroyNotify) _sockeye_command_free);
  _sockeye_batch_clear (&self->outbox);
  _sockeye_batch_clear (&self->made);
  g_hash_table_unref (self->outbox_index);
  close (self->wake_fd);
  g_main_context_unref (self->session_context);
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->obeyed_cond);
  g_free (self);
}

/* Joins the thread, closes every socket and gives up the caller's reference.
 * A look-up that hangs keeps the empty shell until it answers. */
void
_sockeye_reactor_stop (SockeyeReactor *self)
{
  pthread_mutex_lock (&self->lock);
  self->stopped = TRUE;
  if (self->flush_source != NULL)
    {
      g_source_destroy (self->flush_source);
      g_clear_pointer (&self->flush_source, g_source_unref);
    }
  pthread_cond_broadcast (&self->obeyed_cond);
  pthread_mutex_unlock (&self->lock);
  _sockeye_reactor_wake (self);
  g_thread_join (self->thread);

  /* Not by the last reference, which a look-up that hangs may hold. */
  g_clear_object (&self->journal);
  g_hash_table_unref (self->endpoints);
  g_hash_table_unref (self->asking);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_ptr_array_unref (self->dirty);
  g_hash_table_unref (self->blocked);
  g_byte_array_unref (self->extra);
  g_clear_pointer (&self->scratch, g_free);
  _sockeye_lookups_free (self->lookups);
  close (self->epoll_fd);
  _sockeye_reactor_unref (self);
}
