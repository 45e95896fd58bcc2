/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A descriptor on the reactor's thread: what is registered, queued and
 * pending for it. Known outside only by its socket id. */

#pragma once

#include "call/sockeye-call.h"
#include "kernel/sockeye-facts-private.h"
#include "control/sockeye-peer.h"
#include "journal/sockeye-journal-private.h"
#include "sockeye-syscall-private.h"

#include <errno.h>

G_BEGIN_DECLS

typedef struct _SockeyeReactor SockeyeReactor;
typedef struct _SockeyeEndpoint SockeyeEndpoint;

/* What the session learns of a socket: copied at each change, applied to the
 * SockeyeSocket in the flush. */
typedef struct
{
  SockeyeSocketId id;
  SockeyeSocketId parent;
  int             family;
  int             type;
  int             protocol;
  SockeyeStage    stage;
  SockeyeReadEnd  read_end;
  gboolean        read_over; /* recv() gave the end, or we shut reading down */
  gboolean        write_shut;
  gboolean        reset;
  gboolean        automatic;
  gboolean        echo;       /* Automatic sends back what it receives */
  gboolean        reuse_address;
  gboolean        broadcast;
  int             last_error;
  int             backlog;
  SockeyeFacts    facts;      /* what the kernel says of it */
  SockeyePeer     peer;       /* of a UNIX connection: who is at the other end */
  SockeyeSocketId giver;      /* the socket that it was received on, or 0 */
  SockeyeVerb     waiting_in;
  SockeyeVerb     waiting_out;
  guint64         bytes_in;
  guint64         bytes_out;
  guint64         queued;
  guint64         gathered; /* by the recv with MSG_WAITALL that waits */
  guint64         last_call; /* row number */
  guint64         n_rows;    /* that are its own */
  SockeyeAddress *local;     /* or NULL */
  SockeyeAddress *remote;    /* or NULL */
  GPtrArray      *senders;   /* of SockeyeAddress, latest first; replaced, never changed; or NULL */
} SockeyeState;

void _sockeye_state_copy  (SockeyeState       *copy,
                           const SockeyeState *state);
void _sockeye_state_clear (SockeyeState       *state);

/* A call under way: from the session's queue until its last row. */
typedef struct
{
  guint64         ticket;
  SockeyeCall    *call;
  SockeyeAddress *address;   /* as looked up, or the call's own; or NULL */
  gint64          started;   /* first try, ns */
  gsize           sent;      /* bytes of a stream send that the kernel took */
  guint64         first_row; /* of a send that went in parts */
  guint64         cause;     /* row that it answers, by Echo; or 0 */
  guint64         place;     /* of its payload in the journal */
  gsize           kept;      /* bytes of it there */
  gboolean        shown;     /* told to the session as pending */
  gboolean        automatic; /* made by automatic mode */
  gboolean        by_hand;   /* a send that is one call, however much the kernel takes */
  GByteArray     *gathered;  /* of a recv with MSG_WAITALL: what has come; or NULL */
  GByteArray     *control;   /* and the control messages that came with it; or NULL */
  GPtrArray      *passed;    /* of SockeyePassed: what it brought so far; or NULL */
  int             msg_flags; /* that its parts returned */
} SockeyeOp;

SockeyeOp *_sockeye_op_new  (guint64       ticket,
                             SockeyeCall  *call);
void       _sockeye_op_free (SockeyeOp    *op);

/* The kernel has nothing to give now: no answer, and no row. */
static inline gboolean
_sockeye_would_block (int error)
{
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/* What only the time before close(2) tells. */
typedef struct
{
  gboolean broken;    /* with RST instead of FIN */
  gboolean discarded; /* what waited to be sent */
  guint32  count;     /* bytes of either, or connections that waited for accept */
} SockeyeClosing;

struct _SockeyeEndpoint
{
  SockeyeReactor *reactor;
  int             fd;
  SockeyeState    state;
  gboolean        dirty;      /* state goes to the session after this dispatch */
  guint32         registered; /* epoll events, 0: not registered */
  gboolean        starved;    /* accept met EMFILE: waits for a free descriptor */
  gboolean        read_failed; /* a connection's recv() gave an error */
  gboolean        error_stays; /* EPOLLERR, and Automatic found nothing to take */
  gboolean        blocked;     /* the send that waits is tried by the clock */
  gboolean        closing;     /* Automatic has called close already */
  gboolean        shared;      /* received: another process uses the same open file */
  gboolean        starved_told; /* the row of this shortage was written */
  gboolean        told_closed; /* the event rows that were written */
  gboolean        told_error;

  gboolean        was_bound;   /* before the connect that waits */

  SockeyeOp      *reading;    /* accept, recv or recvfrom that waits */
  SockeyeOp      *connecting; /* connect, or the look-up before one */
  SockeyeOp      *lingering;  /* close, in a thread of its own: fd is -1 */
  SockeyeClosing  closing_as; /* what its row will say */
  GQueue          writing;    /* of SockeyeOp: sends, then shutdown, then close */
  guint           n_echoes;   /* of them sends of Echo: until they are gone, nothing is received */

  GQueue          sent;       /* of SockeyeSent, latest first: datagrams that may come back */

  guint64         stream_in;  /* next position in each direction */
  guint64         stream_out;
  guint64         dropped;    /* by the kernel, as last read */
  SockeyeCounted  counted;    /* of the messages that wait */

  char           *path;       /* a UNIX path that we bound, or NULL */
  guint64         path_device;
  guint64         path_inode;
};

/* Descriptors come over AF_UNIX alone, and AF_PACKET answers the flag with
 * EINVAL (net/packet/af_packet.c). */
static inline int
_sockeye_endpoint_get_recv_flags (SockeyeEndpoint *self,
                                  int              flags)
{
  return self->state.family == AF_UNIX ? flags | MSG_CMSG_CLOEXEC : flags;
}

/* sockeye-endpoint.c: life, registration, readiness. */
SockeyeEndpoint *_sockeye_endpoint_new           (SockeyeReactor       *reactor,
                                                  int                   fd,
                                                  SockeyeSocketId       id,
                                                  SockeyeSocketId       parent,
                                                  int                   family,
                                                  int                   type,
                                                  int                   protocol);
void             _sockeye_endpoint_free          (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_is_connection (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_is_stream     (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_is_tcp        (SockeyeEndpoint      *self);
void             _sockeye_endpoint_changed       (SockeyeEndpoint      *self);
void             _sockeye_endpoint_read_names    (SockeyeEndpoint      *self,
                                                  gboolean              remote);
void             _sockeye_endpoint_read_peer     (SockeyeEndpoint      *self);
void             _sockeye_endpoint_arm           (SockeyeEndpoint      *self);
void             _sockeye_endpoint_disarm        (SockeyeEndpoint      *self);
void             _sockeye_endpoint_set_starved   (SockeyeEndpoint      *self,
                                                  gboolean              starved);
void             _sockeye_endpoint_look          (SockeyeEndpoint      *self);
gsize            _sockeye_endpoint_ready         (SockeyeEndpoint      *self,
                                                  guint32               events);
void             _sockeye_endpoint_set_automatic (SockeyeEndpoint      *self,
                                                  gboolean              automatic);
void             _sockeye_endpoint_failed        (SockeyeEndpoint      *self,
                                                  int                   error);
gboolean         _sockeye_endpoint_cancel        (SockeyeEndpoint      *self,
                                                  guint64               ticket);

/* sockeye-endpoint-calls.c: the calls that take effect at once, and connect. */
void             _sockeye_endpoint_call          (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
void             _sockeye_endpoint_connected     (SockeyeEndpoint      *self);
void             _sockeye_endpoint_dissolve      (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_unlink        (SockeyeEndpoint      *self);
void             _sockeye_endpoint_refuse_busy   (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op,
                                                  SockeyeVerb           verb);
void             _sockeye_endpoint_shutdown      (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
void             _sockeye_endpoint_close_with_peer (SockeyeEndpoint    *self);
void             _sockeye_endpoint_shut_with_peer (SockeyeEndpoint     *self,
                                                  guint64               cause);

/* sockeye-endpoint-close.c: close, also one that waits for what was not sent. */
gboolean         _sockeye_endpoint_lingers       (SockeyeEndpoint      *self);
void             _sockeye_endpoint_close         (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
void             _sockeye_endpoint_close_apart   (SockeyeEndpoint      *self,
                                                  gboolean              tell);
void             _sockeye_endpoint_closed        (SockeyeEndpoint      *self,
                                                  const SockeyeOutcome *outcome);

/* sockeye-endpoint-options.c: setsockopt and getsockopt, and all options for
 * display, as one GPtrArray of SockeyeOptionReading. */
void             _sockeye_endpoint_setsockopt    (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
void             _sockeye_endpoint_getsockopt    (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
GPtrArray       *_sockeye_endpoint_read_options  (SockeyeEndpoint      *self,
                                                  int                   level);

/* sockeye-endpoint-accept.c: accept. */
gboolean         _sockeye_endpoint_accept        (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
gsize            _sockeye_endpoint_accept_all    (SockeyeEndpoint      *self);

/* sockeye-endpoint-read.c: recv and recvfrom; sockeye-endpoint-receive.c: what
 * automatic mode takes: its cost is returned, so that a dispatch can be bounded. */
void             _sockeye_endpoint_read          (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
gboolean         _sockeye_endpoint_retry_read    (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_end_gathering (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
gsize            _sockeye_endpoint_receive       (SockeyeEndpoint      *self);
void             _sockeye_endpoint_tell_drops    (SockeyeEndpoint      *self,
                                                  const guint32        *memory);

/* sockeye-endpoint-echo.c: what is received goes back. */
void             _sockeye_endpoint_set_echo      (SockeyeEndpoint      *self,
                                                  gboolean              echo);

/* sockeye-endpoint-passed.c: descriptors that came, whose open file is shared. */
gboolean         _sockeye_endpoint_may_accept    (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_connect_blocks (SockeyeEndpoint     *self);

/* sockeye-endpoint-control.c: control messages that are sent. */
gboolean         _sockeye_endpoint_pack_controls (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op,
                                                  GByteArray          **bytes,
                                                  char                **why);
void             _sockeye_endpoint_note_controls (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);

/* sockeye-endpoint-late.c: the error queue. */
gboolean         _sockeye_endpoint_may_have_late (SockeyeEndpoint      *self);
gboolean         _sockeye_endpoint_has_late      (SockeyeEndpoint      *self);
void             _sockeye_endpoint_remember_sent (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op,
                                                  guint64               row);
void             _sockeye_endpoint_forget_sent   (SockeyeEndpoint      *self);
guint64          _sockeye_endpoint_find_sent     (SockeyeEndpoint      *self,
                                                  const struct sockaddr *address,
                                                  socklen_t             length,
                                                  const guint8         *data,
                                                  gsize                 size);
gsize            _sockeye_endpoint_receive_late  (SockeyeEndpoint      *self);

/* sockeye-endpoint-write.c: send, sendto, and what waits behind them. */
void             _sockeye_endpoint_write         (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);
void             _sockeye_endpoint_drain         (SockeyeEndpoint      *self);
void             _sockeye_endpoint_retry         (SockeyeEndpoint      *self);
void             _sockeye_endpoint_unqueue       (SockeyeEndpoint      *self,
                                                  SockeyeOp            *op);

G_END_DECLS
