/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-socket-page-private.h"

#include <poll.h>

#include "catalog/sockeye-catalog.h"
#include "sockeye-details-private.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>

static char *
sockeye_socket_page_dup_bytes (guint64 bytes)
{
  g_autofree char *number = sockeye_number_to_string (bytes);

  /* Translators: a number of bytes; there is little room. */
  return g_strdup_printf (_("%s B"), number);
}

/* NULL where the kernel does not tell. */
static char *
sockeye_socket_page_dup_asked_bytes (int bytes)
{
  return bytes >= 0 ? sockeye_socket_page_dup_bytes ((guint64) bytes) : NULL;
}

static char *
sockeye_socket_page_dup_local (SockeyeSocket      *socket,
                               const SockeyeFacts *facts)
{
  const char *text = sockeye_socket_get_local_text (socket);

  return g_strdup (*text != '\0' ? text : _("none"));
}

static char *
sockeye_socket_page_dup_remote (SockeyeSocket      *socket,
                                const SockeyeFacts *facts)
{
  const char *text = sockeye_socket_get_remote_text (socket);

  return *text != '\0' ? g_strdup (text) : NULL;
}

/* As it was when the connection was made: it may have ended since. */
static char *
sockeye_socket_page_dup_peer_process (SockeyeSocket      *socket,
                                      const SockeyeFacts *facts)
{
  const SockeyePeer *peer = sockeye_socket_get_peer_process (socket);

  return peer != NULL ? sockeye_peer_dup_process (peer) : NULL;
}

static char *
sockeye_socket_page_dup_peer_user (SockeyeSocket      *socket,
                                   const SockeyeFacts *facts)
{
  const SockeyePeer *peer = sockeye_socket_get_peer_process (socket);

  return peer != NULL ? sockeye_user_to_string (peer->uid) : NULL;
}

static char *
sockeye_socket_page_dup_peer_group (SockeyeSocket      *socket,
                                    const SockeyeFacts *facts)
{
  const SockeyePeer *peer = sockeye_socket_get_peer_process (socket);

  return peer != NULL ? sockeye_group_to_string (peer->gid) : NULL;
}

/* "3 messages, the next of 5 B" */
static char *
sockeye_socket_page_dup_messages (const SockeyeFacts *facts)
{
  g_autofree char *bytes = sockeye_socket_page_dup_asked_bytes (facts->in_bytes);
  g_autofree char *number = NULL;
  g_autofree char *messages = NULL;
  gulong n = (gulong) MAX (facts->in_messages, 0);

  if (facts->in_messages < 0)
    return g_steal_pointer (&bytes);
  number = sockeye_number_to_string (n);
  messages = g_strdup_printf (ngettext ("%s message", "%s messages", n), number);
  if (facts->more_messages)
    {
      g_free (messages);
      messages = g_strdup_printf (_("%s messages or more"), number);
    }
  if (n == 0 || bytes == NULL)
    return g_steal_pointer (&messages);
  if (n == 1 && !facts->more_messages)
    /* Translators: "1 message of 5 B" */
    return g_strdup_printf (_("%s of %s"), messages, bytes);
  /* Translators: "3 messages, the next of 5 B" */
  return g_strdup_printf (_("%s, the next of %s"), messages, bytes);
}

static char *
sockeye_socket_page_dup_in (SockeyeSocket      *socket,
                            const SockeyeFacts *facts)
{
  if (sockeye_catalog_is_stream (sockeye_socket_get_socktype (socket)))
    return sockeye_socket_page_dup_asked_bytes (facts->in_bytes);
  return sockeye_socket_page_dup_messages (facts);
}

static char *
sockeye_socket_page_dup_out (SockeyeSocket      *socket,
                             const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_asked_bytes (facts->out_bytes);
}

static char *
sockeye_socket_page_dup_unsent (SockeyeSocket      *socket,
                                const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_asked_bytes (facts->out_unsent);
}

static char *
sockeye_socket_page_dup_queued (SockeyeSocket      *socket,
                                const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_bytes (sockeye_socket_get_queued (socket));
}

static char *
sockeye_socket_page_dup_mark (SockeyeSocket      *socket,
                              const SockeyeFacts *facts)
{
  if (facts->at_mark < 0)
    return NULL;
  return g_strdup (facts->at_mark > 0 ? _("yes") : _("no"));
}

static char *
sockeye_socket_page_dup_accept (SockeyeSocket      *socket,
                                const SockeyeFacts *facts)
{
  g_autofree char *number = NULL;

  if (facts->n_accept < 0)
    return NULL;
  number = sockeye_number_to_string ((guint64) facts->n_accept);
  return g_strdup_printf (ngettext ("%s connection", "%s connections", (gulong) facts->n_accept),
                          number);
}

static char *
sockeye_socket_page_dup_backlog (SockeyeSocket      *socket,
                                 const SockeyeFacts *facts)
{
  g_autofree char *backlog = NULL;
  g_autofree char *admits = NULL;

  if (facts->max_accept < 0)
    return NULL;
  backlog = sockeye_number_to_string ((guint64) facts->max_accept);
  admits = sockeye_number_to_string ((guint64) facts->max_accept + 1);
  /* Translators: the backlog, and how many connections may wait: "5: admits 6" */
  return g_strdup_printf (_("%s: admits %s"), backlog, admits);
}

static char *
sockeye_socket_page_dup_bytes_in (SockeyeSocket      *socket,
                                  const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_bytes (sockeye_socket_get_bytes_in (socket));
}

static char *
sockeye_socket_page_dup_bytes_out (SockeyeSocket      *socket,
                                   const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_bytes (sockeye_socket_get_bytes_out (socket));
}

static char *
sockeye_socket_page_dup_drops (SockeyeSocket      *socket,
                               const SockeyeFacts *facts)
{
  return facts->has_memory ? sockeye_number_to_string (facts->memory[SK_MEMINFO_DROPS]) : NULL;
}

static char *
sockeye_socket_page_dup_tcp_state (SockeyeSocket      *socket,
                                   const SockeyeFacts *facts)
{
  return facts->tcp_state >= 0 ? g_strdup (sockeye_tcp_state_to_string (facts->tcp_state)) : NULL;
}

static char *
sockeye_socket_page_dup_retransmits (SockeyeSocket      *socket,
                                     const SockeyeFacts *facts)
{
  g_autofree char *now = NULL;
  g_autofree char *total = NULL;

  if (facts->retransmits < 0 || facts->total_retransmits < 0
     )
    return NULL;
  now = sockeye_number_to_string ((guint64) facts->retransmits);
  total = sockeye_number_to_string ((guint64) facts->total_retransmits);
  /* Translators: how often TCP sent again: "1 now, 3 in all" */
  return g_strdup_printf (_("%s now, %s in all"), now, total);
}

/* 0 until it was measured. */
static char *
sockeye_socket_page_dup_rtt (SockeyeSocket      *socket,
                             const SockeyeFacts *facts)
{
  if (facts->rtt <= 0)
    return NULL;
  return _sockeye_details_dup_seconds (facts->rtt * G_GINT64_CONSTANT (1000));
}

static char *
sockeye_socket_page_dup_window (SockeyeSocket      *socket,
                                const SockeyeFacts *facts)
{
  g_autofree char *number = NULL;

  if (facts->send_window < 0)
    return NULL;
  number = sockeye_number_to_string ((guint64) facts->send_window);
  return g_strdup_printf (ngettext ("%s segment", "%s segments", (gulong) facts->send_window),
                          number);
}

static char *
sockeye_socket_page_dup_share (const SockeyeFacts *facts,
                               int                 used,
                               int                 limit)
{
  g_autofree char *number = NULL;
  g_autofree char *bytes = NULL;

  if (!facts->has_memory)
    return NULL;
  number = sockeye_number_to_string (facts->memory[used]);
  bytes = sockeye_socket_page_dup_bytes (facts->memory[limit]);
  /* Translators: how much is used of what may be: "768 of 212,992 B" */
  return g_strdup_printf (_("%s of %s"), number, bytes);
}

static char *
sockeye_socket_page_dup_receive_memory (SockeyeSocket      *socket,
                                        const SockeyeFacts *facts)
{
  return sockeye_socket_page_dup_share (facts, SK_MEMINFO_RMEM_ALLOC, SK_MEMINFO_RCVBUF);
}

static char *
sockeye_socket_page_dup_send_memory (SockeyeSocket      *socket,
                                     const SockeyeFacts *facts)
{
  /* TCP keeps what is not acknowledged in a queue of its own. */
  return sockeye_socket_page_dup_share (facts, facts->tcp_state >= 0 ? SK_MEMINFO_WMEM_QUEUED
                                                                     : SK_MEMINFO_WMEM_ALLOC,
                                        SK_MEMINFO_SNDBUF);
}

static char *
sockeye_socket_page_dup_queue_memory (SockeyeSocket      *socket,
                                      const SockeyeFacts *facts)
{
  return facts->has_memory && facts->tcp_state >= 0
           ? sockeye_socket_page_dup_bytes (facts->memory[SK_MEMINFO_WMEM_ALLOC])
           : NULL;
}

static char *
sockeye_socket_page_dup_backlog_memory (SockeyeSocket      *socket,
                                        const SockeyeFacts *facts)
{
  return facts->has_memory ? sockeye_socket_page_dup_bytes (facts->memory[SK_MEMINFO_BACKLOG])
                           : NULL;
}

static char *
sockeye_socket_page_dup_option_memory (SockeyeSocket      *socket,
                                       const SockeyeFacts *facts)
{
  return facts->has_memory ? sockeye_socket_page_dup_bytes (facts->memory[SK_MEMINFO_OPTMEM])
                           : NULL;
}

#define HEADING(title, code, hint) { title, code, hint, 0, NULL, SOCKEYE_SCOPE_ALL, FALSE, NULL }
#define LAMP(name, bit, style, hint) \
  { name, #bit, hint, bit, style, SOCKEYE_SCOPE_ALL, FALSE, NULL }
#define ASKED(name, code, scope, function, hint) \
  { name, code, hint, 0, NULL, SOCKEYE_SCOPE_##scope, FALSE, sockeye_socket_page_dup_##function }
#define ADDRESS(name, function, hint) \
  { name, NULL, hint, 0, "code", SOCKEYE_SCOPE_ALL, TRUE, sockeye_socket_page_dup_##function }
#define PEER(name, function, hint) \
  { name, NULL, hint, 0, NULL, SOCKEYE_SCOPE_ALL, TRUE, sockeye_socket_page_dup_##function }
#define OWN(name, scope, function, hint) \
  { name, NULL, hint, 0, NULL, SOCKEYE_SCOPE_##scope, TRUE, sockeye_socket_page_dup_##function }

#define ACCEPT_HINT \
  N_("Connections that the kernel has completed, and no accept has taken yet.")
#define BACKLOG_HINT \
  N_("As the kernel keeps it. It lets one connection more wait than the backlog says.")

static const SockeyeSocketPageRow rows[] = {
  HEADING (N_("Addresses"), NULL, NULL),
  ADDRESS (N_("local"), local, N_("The socket's own address: getsockname() gives it.")),
  ADDRESS (N_("remote"), remote, N_("The peer's address: getpeername() gives it.")),
  HEADING (N_("Peer"), "SO_PEERCRED",
           N_("Who was at the other end when the connection was made.")),
  PEER (N_("process"), peer_process,
        N_("The one that connected or listened: its number and its program.")),
  PEER (N_("user"), peer_user, N_("Its user then.")),
  PEER (N_("group"), peer_group, N_("Its group then.")),

  HEADING (N_("Lamps"), "poll()", N_("What poll() says can be done without waiting.")),
  LAMP (N_("readable"), POLLIN, "go",
        N_("A recv, or the accept of a listener, would not wait. It may give data, the end of "
           "the stream or an error.")),
  LAMP (N_("writable"), POLLOUT, "go",
        N_("A send would not wait. It may still give an error.")),
  LAMP (N_("urgent"), POLLPRI, "note",
        N_("Urgent data is here: a recv with MSG_OOB takes it.")),
  LAMP (N_("peer closed"), POLLRDHUP, "warn",
        N_("No more will come: the peer ended its side, or this socket was shut down for "
           "reading.")),
  LAMP (N_("hang-up"), POLLHUP, "stop",
        N_("There is no connection: both directions are over, or it has not begun.")),
  LAMP (N_("error"), POLLERR, "stop",
        N_("An error is queued: the next call gives it.")),

  HEADING (N_("Queues"), NULL, NULL),
  ASKED (N_("to be received"), "SIOCINQ", DATA, in,
         N_("What has come and no recv has taken yet. Of a stream, up to the urgent mark.")),
  ASKED (N_("not acknowledged"), "SIOCOUTQ", TCP, out,
         N_("What was sent, and the peer's kernel has not acknowledged. Acknowledged does not "
            "mean that its program has received it.")),
  ASKED (N_("of these not sent"), "SIOCOUTQNSD", TCP, unsent,
         N_("What has not left yet: the peer has no room, or the network is slow.")),
  ASKED (N_("held for sending"), "SIOCOUTQ", OTHER, out,
         N_("Memory of what was sent and has not left this socket. It is more than the data, as "
            "the kernel's own bookkeeping counts.")),
  OWN (N_("queued by Sockeye"), DATA, queued,
       N_("What a send could not hand to the kernel yet, as its buffer is full.")),
  ASKED (N_("at the urgent mark"), "sockatmark()", TCP, mark,
         N_("Whether the next byte to be received is the one after the urgent mark.")),
  ASKED (N_("wait for accept"), "TCP_INFO", TCP_LISTENER, accept, ACCEPT_HINT),
  ASKED (N_("wait for accept"), "sock_diag", OTHER_LISTENER, accept, ACCEPT_HINT),
  ASKED (N_("backlog"), "TCP_INFO", TCP_LISTENER, backlog, BACKLOG_HINT),
  ASKED (N_("backlog"), "sock_diag", OTHER_LISTENER, backlog, BACKLOG_HINT),

  HEADING (N_("Counters"), NULL, NULL),
  OWN (N_("received"), DATA, bytes_in, N_("By the calls in the log.")),
  OWN (N_("sent"), DATA, bytes_out, N_("Taken by the kernel, in the calls of the log.")),
  ASKED (N_("dropped packets"), "SO_MEMINFO", ALL, drops,
         N_("What came for this socket and the kernel threw away, mostly for want of room. With "
            "TCP the peer sends it again.")),

  HEADING (N_("TCP"), "TCP_INFO", NULL),
  ASKED (N_("state"), NULL, ALL, tcp_state, N_("As tcp(7) and ss name it.")),
  ASKED (N_("sent again"), NULL, DATA, retransmits,
         N_("How often the oldest segment was sent again without an answer, and segments in all.")),
  ASKED (N_("round trip"), NULL, DATA, rtt, N_("From sending to acknowledgement, smoothed.")),
  ASKED (N_("congestion window"), NULL, DATA, window,
         N_("How many segments may be under way without acknowledgement.")),

  HEADING (N_("Memory"), "SO_MEMINFO",
           N_("The kernel's memory for this socket. Its bookkeeping counts, so it is more than "
              "the data.")),
  ASKED (N_("receiving"), NULL, ALL, receive_memory,
         N_("Of SO_RCVBUF, which the kernel keeps twice as large as setsockopt() asked for.")),
  ASKED (N_("sending"), NULL, ALL, send_memory,
         N_("Of SO_SNDBUF, which the kernel keeps twice as large as setsockopt() asked for.")),
  ASKED (N_("on its way out"), NULL, ALL, queue_memory,
         N_("Handed to the network, and not freed yet.")),
  ASKED (N_("behind the lock"), NULL, ALL, backlog_memory,
         N_("Came while a call held the socket. The kernel calls this backlog too.")),
  ASKED (N_("options"), NULL, ALL, option_memory, N_("For options and ancillary data.")),
};

const SockeyeSocketPageRow *
_sockeye_socket_page_list_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

gboolean
_sockeye_socket_page_is_heading (const SockeyeSocketPageRow *row)
{
  return row->dup == NULL && row->lamp == 0;
}

gboolean
_sockeye_socket_page_is_lit (const SockeyeSocketPageRow *row,
                             const SockeyeFacts         *facts)
{
  return facts->time != 0 && (facts->lamps & row->lamp) != 0;
}

static SockeyeScope
sockeye_socket_page_get_scope (SockeyeSocket      *socket,
                               const SockeyeFacts *facts)
{
  gboolean tcp = facts->tcp_state >= 0;

  if (sockeye_socket_is_listener (socket))
    return tcp ? SOCKEYE_SCOPE_TCP_LISTENER : SOCKEYE_SCOPE_OTHER_LISTENER;
  return tcp ? SOCKEYE_SCOPE_TCP : SOCKEYE_SCOPE_OTHER;
}

/* (transfer full); NULL where nothing can be said: the row is left out. */
char *
_sockeye_socket_page_dup_value (const SockeyeSocketPageRow *row,
                                SockeyeSocket              *socket,
                                const SockeyeFacts         *facts)
{
  if (_sockeye_socket_page_is_heading (row) || (facts->time == 0 && !row->own)
      || !(row->scope & sockeye_socket_page_get_scope (socket, facts)))
    return NULL;
  if (row->lamp == 0)
    return row->dup (socket, facts);
  /* Translators: of a lamp */
  return g_strdup (_sockeye_socket_page_is_lit (row, facts) ? C_("lamp", "on") : C_("lamp", "off"));
}
