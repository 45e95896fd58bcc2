/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The one epoll that waits for all sockets, on a thread of its own. GLib polls
 * every source it has, 4.9 ms a wake-up at 10,000 peers; one epoll costs the same
 * at any number. It is waited for without a main context, whose own poll and locks
 * would cost a quarter of the way from a message to its row. */

#pragma once

#include "sockeye-endpoint-private.h"
#include "address/sockeye-lookup-private.h"

#include <pthread.h>

G_BEGIN_DECLS

/* The most bytes that wait to be sent on one socket. */
#define SOCKEYE_QUEUE_BYTES (G_GUINT64_CONSTANT (16) << 20)

/* The size that automatic mode passes to recv(2). */
#define SOCKEYE_RECV_SIZE 65536

/* A call that has begun to wait, or has ended waiting. */
typedef struct
{
  guint64      ticket;
  SockeyeCall *call; /* NULL: it waits no more */
  gint64       started; /* ns */
} SockeyeWait;

/* A call that has ended, with the number of its row. */
typedef struct
{
  guint64 ticket;
  guint64 row;   /* 0: no call was made, see error */
  guint64 after; /* comes with or after so many states, ever */
  GError *error;
  GPtrArray *readings; /* of SockeyeOptionReading: what was asked for in place of a call */
} SockeyeCompletion;

/* What a flush carries from the reactor to the session. */
typedef struct
{
  GArray  *states;      /* of SockeyeState, in the order of their last change */
  GArray  *waits;       /* of SockeyeWait */
  GArray  *completions; /* of SockeyeCompletion */
  guint64  bytes_in;
  guint64  bytes_out;
  guint64  dropped;
} SockeyeBatch;

void            _sockeye_batch_init             (SockeyeBatch    *batch);
void            _sockeye_batch_clear            (SockeyeBatch    *batch);
void            _sockeye_batch_move_first       (GArray          *from,
                                                 GArray          *to,
                                                 guint            n,
                                                 gsize            element_size);
void            _sockeye_batch_move             (GArray          *from,
                                                 GArray          *to,
                                                 gsize            element_size);

/* What the session asks of the reactor's thread, and what workers answer. */
typedef enum
{
  SOCKEYE_COMMAND_CALL,
  SOCKEYE_COMMAND_CANCEL,
  SOCKEYE_COMMAND_AUTOMATIC,
  SOCKEYE_COMMAND_ECHO,
  SOCKEYE_COMMAND_START_AUTOMATIC,
  SOCKEYE_COMMAND_CLOSE_WITH_PEER,
  SOCKEYE_COMMAND_LOOK,
  SOCKEYE_COMMAND_NOTE,
  SOCKEYE_COMMAND_OPTIONS,
  SOCKEYE_COMMAND_ANSWER,
  SOCKEYE_COMMAND_CLOSED,
} SockeyeCommandType;

typedef struct
{
  SockeyeCommandType type;
  guint64            ticket;
  SockeyeCall       *call;
  SockeyeSocketId    id;
  gboolean           automatic;
  int                level;
  char              *text;
  SockeyeAnswer      answer;
  SockeyeOutcome     outcome; /* of a close that has waited */
} SockeyeCommand;

SockeyeCommand *_sockeye_command_new            (SockeyeCommandType type);
void            _sockeye_command_free           (SockeyeCommand  *command);

/* The session's side. */
typedef void (*SockeyeFlushFunc) (gpointer user_data);

SockeyeReactor *_sockeye_reactor_new            (SockeyeJournal   *journal,
                                                 GMainContext     *context,
                                                 SockeyeFlushFunc  flush,
                                                 gpointer          user_data);
void            _sockeye_reactor_stop           (SockeyeReactor   *self);
guint64         _sockeye_reactor_submit         (SockeyeReactor   *self,
                                                 SockeyeCall      *call);
void            _sockeye_reactor_cancel         (SockeyeReactor   *self,
                                                 guint64           ticket);
void            _sockeye_reactor_set_automatic  (SockeyeReactor   *self,
                                                 SockeyeSocketId   id,
                                                 gboolean          automatic);
void            _sockeye_reactor_set_echo       (SockeyeReactor   *self,
                                                 SockeyeSocketId   id,
                                                 gboolean          echo);
void            _sockeye_reactor_set_start_automatic (SockeyeReactor *self,
                                                 gboolean          automatic);
void            _sockeye_reactor_set_close_with_peer (SockeyeReactor *self,
                                                 gboolean          close_with_peer);
guint           _sockeye_reactor_get_n_wakeups  (SockeyeReactor   *self);
void            _sockeye_reactor_look           (SockeyeReactor   *self,
                                                 SockeyeSocketId   id);
void            _sockeye_reactor_note           (SockeyeReactor   *self,
                                                 SockeyeSocketId   id,
                                                 const char       *text);
guint64         _sockeye_reactor_read_options   (SockeyeReactor   *self,
                                                 SockeyeSocketId   id,
                                                 int               level);
void            _sockeye_reactor_settle         (SockeyeReactor   *self,
                                                 gint64            timeout);
void            _sockeye_reactor_take           (SockeyeReactor   *self,
                                                 SockeyeBatch     *batch,
                                                 guint             n_states);
void            _sockeye_reactor_published      (SockeyeReactor   *self);
void            _sockeye_reactor_flushed        (SockeyeReactor   *self);

/* How long new rows may wait to be published, ms: one frame at 60 Hz. What a
 * flush took counts for that, up to a bound. */
#define SOCKEYE_FLUSH_INTERVAL 16
#define SOCKEYE_FLUSH_LONG     12

/* The reactor's side, for its endpoints. */
struct _SockeyeReactor
{
  gatomicrefcount   ref_count;
  GThread          *thread;
  int               epoll_fd;
  int               wake_fd;    /* an eventfd: the queue has something, or all is over */
  gpointer          epoll_tag;  /* what the source waits for */
  gpointer          wake_tag;
  SockeyeJournal   *journal;
  GHashTable       *endpoints;  /* id -> SockeyeEndpoint */
  GPtrArray        *dirty;      /* of SockeyeEndpoint */
  guint             next_number;
  guint             rotor;      /* where the next dispatch begins */
  gint64            retry_time; /* of what is starved or blocked, monotonic us; -1: none */
  guint             n_starved;
  GHashTable       *blocked;    /* set of ids: their sends wait, and no event will tell */
  guint             n_wakeups;  /* atomic: dispatches ever */
  guint64           n_own;      /* calls that automatic mode has made wait */
  gboolean          start_automatic;
  gboolean          close_with_peer;
  gboolean          running;
  GByteArray       *extra;      /* scratch of the row being written */
  struct _SockeyeScratch *scratch; /* room for datagrams */
  SockeyeLookups   *lookups;
  GHashTable       *fresh;      /* kind of socket -> what a new one has for options */
  GHashTable       *asking;     /* ticket -> SockeyeOp: look-ups of no socket */
  SockeyeBatch      made;       /* since the last post; the reactor's own */

  /* Guards what is below. Of pthread, since thread sanitizer knows it. */
  pthread_mutex_t   lock;
  pthread_cond_t    obeyed_cond;
  GQueue            queue;      /* of SockeyeCommand */
  SockeyeBatch      outbox;
  GHashTable       *outbox_index; /* id -> 1 + number of its state in outbox.states */
  guint64           n_taken;    /* states of the outbox, ever: the number of its first */
  guint64           next_ticket;
  guint64           n_pushed;   /* commands ever */
  guint64           n_obeyed;
  GSource          *flush_source;
  gboolean          flushing;
  gint64            flush_begun; /* monotonic us */
  gboolean          has_posted; /* since the flush began */
  GMainContext     *session_context;
  SockeyeFlushFunc  flush;
  gpointer          flush_data;
  gboolean          stopped;
  int               paused;     /* atomic: the journal is full */
};

void             _sockeye_reactor_unref     (SockeyeReactor       *self);
void             _sockeye_reactor_arm_flush (SockeyeReactor       *self,
                                             guint                 interval);
void             _sockeye_reactor_wake      (SockeyeReactor       *self);
void             _sockeye_reactor_push      (SockeyeReactor       *self,
                                             SockeyeCommand       *command);
void             _sockeye_reactor_obey      (SockeyeReactor       *self,
                                             SockeyeCommand       *command);
void             _sockeye_reactor_answer    (SockeyeReactor       *self,
                                             SockeyeCommand       *command);
void             _sockeye_reactor_answer_cb (SockeyeAnswer        *answer,
                                             gpointer              user_data);
SockeyeSocketId  _sockeye_reactor_next_id   (SockeyeReactor       *self,
                                             SockeyeOrigin         origin);
void             _sockeye_reactor_add       (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint);
void             _sockeye_reactor_remove    (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint);
void             _sockeye_reactor_wait      (SockeyeReactor       *self,
                                             SockeyeOp            *op,
                                             SockeyeCall          *call);
void             _sockeye_reactor_complete  (SockeyeReactor       *self,
                                             SockeyeOp            *op,
                                             guint64               row);
void             _sockeye_reactor_refuse    (SockeyeReactor       *self,
                                             SockeyeOp            *op,
                                             int                   code,
                                             const char           *message);
void             _sockeye_reactor_cancelled (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeOp            *op);
void             _sockeye_reactor_freed     (SockeyeReactor       *self);
void             _sockeye_reactor_look_up   (SockeyeReactor       *self,
                                             SockeyeOp            *op,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeCall          *call);

/* Rows. _begin starts a record of a call of this endpoint (or NULL) with an
 * empty extra area in self->extra; _append writes it and, for a call, makes it
 * the endpoint's last call. */
SockeyeRecord    _sockeye_reactor_begin     (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeVerb           verb,
                                             const SockeyeOutcome *outcome);
SockeyeRecord    _sockeye_reactor_begin_op  (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeOp            *op,
                                             const SockeyeOutcome *outcome);
guint64          _sockeye_reactor_append    (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeRecord        *record);
void             _sockeye_reactor_news      (SockeyeReactor       *self,
                                             SockeyeEndpoint      *endpoint,
                                             SockeyeNews           news,
                                             guint64               count,
                                             const char           *text);
void             _sockeye_reactor_extra_address (SockeyeReactor   *self,
                                             SockeyeExtraTag       tag,
                                             SockeyeAddress       *address);

G_END_DECLS
