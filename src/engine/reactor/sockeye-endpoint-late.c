/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The error queue (IP_RECVERR, ip(7)): what became of earlier sends, and which
 * row each goes back to. */

#include "config.h"

#include "sockeye-endpoint-read-private.h"

#include <netinet/in.h>
#include <string.h>

/* Of so many sends the row is remembered: an answer comes within seconds. */
#define SOCKEYE_MAX_SENT 64

/* No ICMP message brings back more: RFC 4443, 2.4 (RFC 1812 has 576). */
#define SOCKEYE_SENT_KEPT 1280

#define SOCKEYE_LATE_PER_DISPATCH 64

/* One send of a datagram. */
typedef struct
{
  guint64                 row;
  gboolean                answered;
  struct sockaddr_storage to;
  gsize                   size;
  GBytes                 *start; /* of its payload */
} SockeyeSent;

static void
sockeye_sent_free (gpointer data)
{
  SockeyeSent *sent = data;

  g_bytes_unref (sent->start);
  g_free (sent);
}

static gboolean
sockeye_endpoint_is_on (SockeyeEndpoint *self,
                        int              level,
                        int              option)
{
  int value = 0;
  socklen_t length = sizeof value;

  return getsockopt (self->fd, level, option, &value, &length) == 0 && value != 0;
}

/* Whether this family has an error queue: others take MSG_ERRQUEUE for nothing,
 * and would hand over what was received. So do kernels before 6.7 for VSOCK, but
 * they have no SO_ZEROCOPY for it, which alone fills its queue. */
gboolean
_sockeye_endpoint_may_have_late (SockeyeEndpoint *self)
{
  int family = self->state.family;

  return family == AF_INET || family == AF_INET6 || family == AF_PACKET || family == AF_CAN
         || (family == AF_VSOCK && sockeye_endpoint_is_on (self, SOL_SOCKET, SO_ZEROCOPY));
}

/* Whether errors of sends come back through the queue. */
static gboolean
sockeye_endpoint_wants_errors (SockeyeEndpoint *self)
{
  int family = self->state.family;

  if (family != AF_INET && family != AF_INET6)
    return FALSE;
  return sockeye_endpoint_is_on (self, IPPROTO_IP, IP_RECVERR)
         || (family == AF_INET6 && sockeye_endpoint_is_on (self, IPPROTO_IPV6, IPV6_RECVERR));
}

/* Whether the kernel may put something into the error queue of this socket. */
gboolean
_sockeye_endpoint_has_late (SockeyeEndpoint *self)
{
  if (!_sockeye_endpoint_may_have_late (self))
    return FALSE;
  return sockeye_endpoint_wants_errors (self)
         || sockeye_endpoint_is_on (self, SOL_SOCKET, SO_TIMESTAMPING)
         || sockeye_endpoint_is_on (self, SOL_SOCKET, SO_ZEROCOPY)
         || sockeye_endpoint_is_on (self, SOL_SOCKET, SO_TXTIME);
}

/* --- which send it was --------------------------------------------------------- */

/* Host and port: a flow label or the scope of an address may differ. */
static gboolean
sockeye_sent_is_to (const SockeyeSent     *sent,
                    const struct sockaddr *address,
                    socklen_t              length)
{
  const struct sockaddr_in *in = (const struct sockaddr_in *) &sent->to;
  const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) &sent->to;
  struct sockaddr_in to;
  struct sockaddr_in6 to6;

  if (length >= sizeof to && in->sin_family == AF_INET && address->sa_family == AF_INET)
    {
      memcpy (&to, address, sizeof to);
      return to.sin_port == in->sin_port && to.sin_addr.s_addr == in->sin_addr.s_addr;
    }
  if (length >= sizeof to6 && in6->sin6_family == AF_INET6 && address->sa_family == AF_INET6)
    {
      memcpy (&to6, address, sizeof to6);
      return to6.sin6_port == in6->sin6_port
             && memcmp (&to6.sin6_addr, &in6->sin6_addr, sizeof to6.sin6_addr) == 0;
    }
  return FALSE;
}

/* An ICMP message may bring back less than was sent, never more. */
static gboolean
sockeye_sent_began_with (const SockeyeSent *sent,
                         const guint8      *data,
                         gsize              size)
{
  gsize kept;
  const guint8 *start = g_bytes_get_data (sent->start, &kept);
  gsize n = MIN (size, kept);

  return size <= sent->size && (n == 0 || memcmp (start, data, n) == 0);
}

/* Remembers a datagram that was sent, where its error would come back. */
void
_sockeye_endpoint_remember_sent (SockeyeEndpoint *self,
                                 SockeyeOp       *op,
                                 guint64          row)
{
  SockeyeAddress *address = op->address != NULL ? op->address : self->state.remote;
  const struct sockaddr *sockaddr;
  SockeyeSent *sent;
  socklen_t length;
  const guint8 *data;
  gsize size;

  if (address == NULL || _sockeye_endpoint_is_stream (self)
      || !sockeye_endpoint_wants_errors (self))
    return;
  sockaddr = sockeye_address_get_sockaddr (address, &length);
  if (sockaddr == NULL)
    return;
  data = g_bytes_get_data (sockeye_call_get_bytes (op->call), &size);
  sent = g_new0 (SockeyeSent, 1);
  sent->row = row;
  sent->size = size;
  sent->start = g_bytes_new (data, MIN (size, SOCKEYE_SENT_KEPT));
  memcpy (&sent->to, sockaddr, MIN (length, sizeof sent->to));
  g_queue_push_head (&self->sent, sent);
  if (g_queue_get_length (&self->sent) > SOCKEYE_MAX_SENT)
    sockeye_sent_free (g_queue_pop_tail (&self->sent));
}

void
_sockeye_endpoint_forget_sent (SockeyeEndpoint *self)
{
  g_queue_clear_full (&self->sent, sockeye_sent_free);
}

/* The row of the send that an entry of the error queue is about: to the same
 * address, with the same bytes, the latest one that had no answer yet; 0 where
 * none is known. */
guint64
_sockeye_endpoint_find_sent (SockeyeEndpoint       *self,
                             const struct sockaddr *address,
                             socklen_t              length,
                             const guint8          *data,
                             gsize                  size)
{
  SockeyeSent *best = NULL;

  for (GList *link = self->sent.head; link != NULL; link = link->next)
    {
      SockeyeSent *sent = link->data;

      if (!sockeye_sent_is_to (sent, address, length)
          || !sockeye_sent_began_with (sent, data, size))
        continue;
      /* What was sent whole in these bytes counts for more than a beginning. */
      if (best == NULL || (best->answered && !sent->answered)
          || (best->answered == sent->answered && best->size != size && sent->size == size))
        best = sent;
    }
  if (best == NULL)
    return 0;
  best->answered = TRUE;
  return best->row;
}

/* Adds the cause to the row of a receive from the error queue. */
void
_sockeye_endpoint_note_cause (SockeyeEndpoint     *self,
                              const struct msghdr *header,
                              const guint8        *data,
                              gsize                size)
{
  guint64 row = 0;

  if (header->msg_namelen >= sizeof (sa_family_t))
    row = _sockeye_endpoint_find_sent (self, header->msg_name, header->msg_namelen, data, size);
  if (row != 0)
    _sockeye_extra_add (self->reactor->extra, SOCKEYE_EXTRA_CAUSE, &row, sizeof row);
}

/* Automatic: takes what the error queue holds, within bounds. It comes before
 * what was received, since taking it also takes the error that the next receive
 * would return. Returns its cost. */
gsize
_sockeye_endpoint_receive_late (SockeyeEndpoint *self)
{
  SockeyeVerb verb = _sockeye_endpoint_is_stream (self) ? SOCKEYE_VERB_RECV : SOCKEYE_VERB_RECVFROM;
  gsize cost = 0;

  for (guint i = 0; i < SOCKEYE_LATE_PER_DISPATCH; i++)
    {
      SockeyeOutcome outcome;

      outcome = _sockeye_endpoint_recvmsg (self, NULL, verb, SOCKEYE_RECV_SIZE, MSG_ERRQUEUE);
      if (outcome.error != 0)
        break;
      cost += outcome.result + 1024;
    }
  return cost;
}
