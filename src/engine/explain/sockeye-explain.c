/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-explain-private.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static const SockeyeExplanation *const tables[] = {
  _sockeye_explain_families,
  _sockeye_explain_names,
  _sockeye_explain_setup,
  _sockeye_explain_option,
  _sockeye_explain_connect,
  _sockeye_explain_send,
  _sockeye_explain_recv,
  _sockeye_explain_any,
};

static const SockeyeExplanation *
sockeye_explain_find_row (SockeyeVerb verb,
                          SockeyeWhen when,
                          int         code)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SockeyeExplanation *row = tables[i]; row->code != 0; row++)
      if (row->verb == verb && row->code == code && (row->when & ~when) == 0)
        return row;
  return NULL;
}

/* The call whose rows hold as well. */
static SockeyeVerb
sockeye_explain_like (SockeyeVerb verb)
{
  switch (verb)
    {
    case SOCKEYE_VERB_GETSERVBYNAME:
      return SOCKEYE_VERB_GETADDRINFO;
    case SOCKEYE_VERB_SENDTO:
      return SOCKEYE_VERB_SEND;
    case SOCKEYE_VERB_SENDMSG:
      return SOCKEYE_VERB_SENDTO;
    case SOCKEYE_VERB_RECVFROM:
      return SOCKEYE_VERB_RECV;
    default:
      return SOCKEYE_VERB_NONE;
    }
}

static const SockeyeExplanation *
sockeye_explain_find (SockeyeVerb verb,
                      SockeyeWhen when,
                      int         code)
{
  const SockeyeExplanation *row = sockeye_explain_find_row (verb, when, code);

  while (row == NULL && verb != SOCKEYE_VERB_NONE)
    {
      verb = sockeye_explain_like (verb);
      row = sockeye_explain_find_row (verb, when, code);
    }
  return row;
}

/**
 * sockeye_explain_errno_cause:
 * @verb: the call that failed; NONE for what holds of any call
 * @error: its errno
 *
 * Returns: (transfer none) (nullable): the likely cause of this error in this
 *   call, in whole sentences, translated
 */
const char *
sockeye_explain_errno_cause (SockeyeVerb verb,
                             int         error)
{
  const SockeyeExplanation *row = sockeye_explain_find (verb, SOCKEYE_WHEN_ANY, error);

  return row != NULL ? _(row->cause) : NULL;
}

/**
 * sockeye_explain_errno_remedy:
 * @verb: the call that failed; NONE for what holds of any call
 * @error: its errno
 *
 * Returns: (transfer none) (nullable): what to try, in whole sentences,
 *   translated; where there is a cause there is a remedy
 */
const char *
sockeye_explain_errno_remedy (SockeyeVerb verb,
                              int         error)
{
  const SockeyeExplanation *row = sockeye_explain_find (verb, SOCKEYE_WHEN_ANY, error);

  return row != NULL ? _(row->remedy) : NULL;
}

/**
 * sockeye_explain_eai_cause:
 * @verb: the look-up that failed
 * @code: an EAI_ error of getaddrinfo(3)
 *
 * Returns: (transfer none) (nullable): as sockeye_explain_errno_cause()
 */
const char *
sockeye_explain_eai_cause (SockeyeVerb verb,
                           int         code)
{
  return code < 0 ? sockeye_explain_errno_cause (verb, code) : NULL;
}

/**
 * sockeye_explain_eai_remedy:
 * @verb: the look-up that failed
 * @code: an EAI_ error of getaddrinfo(3)
 *
 * Returns: (transfer none) (nullable): as sockeye_explain_errno_remedy()
 */
const char *
sockeye_explain_eai_remedy (SockeyeVerb verb,
                            int         code)
{
  return code < 0 ? sockeye_explain_errno_remedy (verb, code) : NULL;
}

/**
 * sockeye_explain_is_own:
 * @verb: a call
 * @code: an errno, or an EAI_ error
 *
 * Returns: whether the error has a cause of its own in this call, or in the
 *   one that it is like, beside what holds of any call
 */
gboolean
sockeye_explain_is_own (SockeyeVerb verb,
                        int         code)
{
  const SockeyeExplanation *row = sockeye_explain_find (verb, SOCKEYE_WHEN_ANY, code);

  return row != NULL && row->verb != SOCKEYE_VERB_NONE;
}

static SockeyeWhen
sockeye_explain_when_family (int family)
{
  switch (family)
    {
    case AF_UNIX:
      return SOCKEYE_WHEN_UNIX;
    case AF_INET:
    case AF_INET6:
      return SOCKEYE_WHEN_INET;
    case AF_NETLINK:
      return SOCKEYE_WHEN_NETLINK;
    case AF_PACKET:
      return SOCKEYE_WHEN_PACKET;
    case AF_VSOCK:
      return SOCKEYE_WHEN_VSOCK;
    default:
      return SOCKEYE_WHEN_ANY;
    }
}

/* An abstract name is no file, and begins with a NUL: unix(7). */
static gboolean
sockeye_explain_is_abstract (const struct sockaddr *address,
                             socklen_t              length)
{
  return address->sa_family == AF_UNIX && length > offsetof (struct sockaddr_un, sun_path)
         && ((const struct sockaddr_un *) address)->sun_path[0] == '\0';
}

/* A link-local address that names no interface: ipv6(7). */
static gboolean
sockeye_explain_is_link_local (const struct sockaddr *address)
{
  const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) address;

  return address->sa_family == AF_INET6 && in6->sin6_scope_id == 0
         && IN6_IS_ADDR_LINKLOCAL (&in6->sin6_addr);
}

static SockeyeWhen
sockeye_explain_when_address (SockeyeAddress *address)
{
  SockeyeWhen when = sockeye_explain_when_family (sockeye_address_get_family (address));
  socklen_t length;
  const struct sockaddr *sockaddr = sockeye_address_get_sockaddr (address, &length);

  if (sockaddr != NULL && sockeye_explain_is_abstract (sockaddr, length))
    when |= SOCKEYE_WHEN_ABSTRACT;
  if (sockaddr != NULL && sockeye_explain_is_link_local (sockaddr))
    when |= SOCKEYE_WHEN_LINK_LOCAL;
  return when;
}

static SockeyeWhen
sockeye_explain_when_stage (SockeyeStage stage)
{
  switch (stage)
    {
    case SOCKEYE_STAGE_CREATED:
      return SOCKEYE_WHEN_FRESH | SOCKEYE_WHEN_NOT_CONNECTED;
    case SOCKEYE_STAGE_BOUND:
    case SOCKEYE_STAGE_CONNECTING:
      return SOCKEYE_WHEN_BOUND | SOCKEYE_WHEN_NOT_CONNECTED;
    case SOCKEYE_STAGE_LISTENING:
      return SOCKEYE_WHEN_BOUND | SOCKEYE_WHEN_LISTENING | SOCKEYE_WHEN_NOT_CONNECTED;
    case SOCKEYE_STAGE_CONNECTED:
      return SOCKEYE_WHEN_BOUND | SOCKEYE_WHEN_CONNECTED;
    case SOCKEYE_STAGE_CLOSED:
    default:
      return SOCKEYE_WHEN_ANY;
    }
}

static gboolean
sockeye_explain_is_ping (const SockeyeSituation *situation)
{
  return situation->type == SOCK_DGRAM
         && ((situation->family == AF_INET && situation->protocol == IPPROTO_ICMP)
             || (situation->family == AF_INET6 && situation->protocol == IPPROTO_ICMPV6));
}

static SockeyeWhen
sockeye_explain_when_situation (const SockeyeSituation *situation)
{
  SockeyeWhen when = sockeye_explain_when_family (situation->family)
                     | sockeye_explain_when_stage (situation->stage);

  if (situation->type == SOCK_STREAM)
    when |= SOCKEYE_WHEN_STREAM;
  if (situation->type == SOCK_DGRAM)
    when |= SOCKEYE_WHEN_DATAGRAM;
  if (situation->type == SOCK_RAW)
    when |= SOCKEYE_WHEN_RAW;
  if (sockeye_explain_is_ping (situation))
    when |= SOCKEYE_WHEN_PING;
  if (situation->write_shut)
    when |= SOCKEYE_WHEN_WRITE_SHUT;
  if (situation->reset)
    when |= SOCKEYE_WHEN_RESET;
  return when;
}

static gboolean
sockeye_explain_is_urgent (SockeyeEvent *event)
{
  switch (sockeye_event_get_verb (event))
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return (sockeye_event_get_flags (event) & MSG_OOB) != 0;
    default:
      return FALSE;
    }
}

static SockeyeWhen
sockeye_explain_when (SockeyeEvent *event)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (event);
  SockeyeWhen when = SOCKEYE_WHEN_ANY;
  SockeyeSituation situation;

  if (sockeye_event_get_situation (event, &situation))
    when |= sockeye_explain_when_situation (&situation);
  if (address != NULL)
    when |= sockeye_explain_when_address (address);
  if (sockeye_explain_is_urgent (event))
    when |= SOCKEYE_WHEN_URGENT;
  if (sockeye_event_get_flags (event) & MSG_ERRQUEUE)
    when |= SOCKEYE_WHEN_ERROR_QUEUE;
  return when;
}

static const SockeyeExplanation *
sockeye_explain_find_event (SockeyeEvent *event)
{
  int code;

  if (!sockeye_event_is_error (event))
    return NULL;
  if (sockeye_event_get_bits (event) & SOCKEYE_BIT_EAI)
    code = (int) sockeye_event_get_result (event);
  else
    code = sockeye_event_get_errno (event);
  return sockeye_explain_find (sockeye_event_get_verb (event), sockeye_explain_when (event), code);
}

/**
 * sockeye_explain_event:
 * @event: a row
 *
 * Returns: (transfer full) (nullable): the likely cause of a failed call, in
 *   the state that its socket was in, and what to try, as one paragraph; NULL
 *   where there is nothing to add
 */
char *
sockeye_explain_event (SockeyeEvent *event)
{
  const SockeyeExplanation *row = sockeye_explain_find_event (event);
  g_autofree char *remark = NULL;

  if (!sockeye_event_is_error (event))
    return NULL;
  remark = sockeye_event_dup_remark (event);
  if (remark != NULL && *remark != '\0')
    return g_steal_pointer (&remark);
  return row != NULL ? g_strdup_printf ("%s %s", _(row->cause), _(row->remedy)) : NULL;
}

/**
 * sockeye_explain_event_remedy:
 * @event: a row
 *
 * Returns: (transfer none) (nullable): only what to try, for who knows the
 *   cause better
 */
const char *
sockeye_explain_event_remedy (SockeyeEvent *event)
{
  const SockeyeExplanation *row = sockeye_explain_find_event (event);

  return row != NULL ? _(row->remedy) : NULL;
}
