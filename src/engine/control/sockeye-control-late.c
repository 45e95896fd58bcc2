/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What comes back later of a send, through the error queue: recv(2), ip(7),
 * and Documentation/networking/timestamping.rst of the kernel. */

#include "config.h"

#include "sockeye-control-private.h"

#include "explain/sockeye-explain.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* ee_origin of linux/errqueue.h */
enum
{
  SOCKEYE_LATE_LOCAL = 1,
  SOCKEYE_LATE_ICMP = 2,
  SOCKEYE_LATE_ICMP6 = 3,
  SOCKEYE_LATE_TIMESTAMPING = 4,
  SOCKEYE_LATE_ZEROCOPY = 5,
  SOCKEYE_LATE_TXTIME = 6,
};

/* struct sock_extended_err, behind which the offender's address stands. */
typedef struct
{
  guint32 error;
  guint8  origin;
  guint8  type;
  guint8  code;
  guint8  pad;
  guint32 info;
  guint32 data;
} SockeyeExtendedError;

static const struct
{
  guint8      origin;
  guint8      type;
  int         code; /* -1: all */
  const char *words;
} reasons[] = {
  /* RFC 792, RFC 1122, RFC 1812 */
  { SOCKEYE_LATE_ICMP, 3, 0, N_("network unreachable") },
  { SOCKEYE_LATE_ICMP, 3, 1, N_("host unreachable") },
  { SOCKEYE_LATE_ICMP, 3, 2, N_("protocol unreachable") },
  { SOCKEYE_LATE_ICMP, 3, 3, N_("port unreachable") },
  { SOCKEYE_LATE_ICMP, 3, 4, N_("too large for the way, and not to be fragmented") },
  { SOCKEYE_LATE_ICMP, 3, 5, N_("source route failed") },
  { SOCKEYE_LATE_ICMP, 3, 6, N_("network unknown") },
  { SOCKEYE_LATE_ICMP, 3, 7, N_("host unknown") },
  { SOCKEYE_LATE_ICMP, 3, 9, N_("network prohibited by a rule") },
  { SOCKEYE_LATE_ICMP, 3, 10, N_("host prohibited by a rule") },
  { SOCKEYE_LATE_ICMP, 3, 13, N_("prohibited by a rule") },
  { SOCKEYE_LATE_ICMP, 4, -1, N_("slow down") },
  { SOCKEYE_LATE_ICMP, 11, 0, N_("time to live exceeded on the way") },
  { SOCKEYE_LATE_ICMP, 11, 1, N_("fragments missing") },
  { SOCKEYE_LATE_ICMP, 12, -1, N_("a field of the header is wrong") },
  /* RFC 4443 */
  { SOCKEYE_LATE_ICMP6, 1, 0, N_("no route") },
  { SOCKEYE_LATE_ICMP6, 1, 1, N_("prohibited by a rule") },
  { SOCKEYE_LATE_ICMP6, 1, 2, N_("beyond the scope of the source address") },
  { SOCKEYE_LATE_ICMP6, 1, 3, N_("address unreachable") },
  { SOCKEYE_LATE_ICMP6, 1, 4, N_("port unreachable") },
  { SOCKEYE_LATE_ICMP6, 1, 5, N_("source address prohibited by a rule") },
  { SOCKEYE_LATE_ICMP6, 1, 6, N_("rejected by a route") },
  { SOCKEYE_LATE_ICMP6, 2, -1, N_("too large for the way") },
  { SOCKEYE_LATE_ICMP6, 3, 0, N_("hop limit exceeded on the way") },
  { SOCKEYE_LATE_ICMP6, 3, 1, N_("fragments missing") },
  { SOCKEYE_LATE_ICMP6, 4, -1, N_("a field of the header is wrong") },
};

gboolean
_sockeye_control_is_late (int level,
                          int type)
{
  return (level == IPPROTO_IP && type == IP_RECVERR)
         || (level == IPPROTO_IPV6 && type == IPV6_RECVERR)
         || (level == SOCKEYE_SOL_PACKET && type == 16) /* PACKET_TX_TIMESTAMP */
         || (level == SOCKEYE_SOL_VSOCK && type == 1)    /* VSOCK_RECVERR */
         || (level == SOCKEYE_SOL_CAN_RAW && type == 1); /* SCM_CAN_RAW_ERRQUEUE */
}

/* FALSE where there are too few bytes. */
gboolean
_sockeye_late_error_parse (SockeyeLateError *self,
                           const guint8     *data,
                           gsize             size)
{
  SockeyeExtendedError error;
  struct sockaddr_storage storage = { 0 };
  gsize rest;

  memset (self, 0, sizeof *self);
  if (size < sizeof error)
    return FALSE;
  memcpy (&error, data, sizeof error);
  self->error = error.error;
  self->origin = error.origin;
  self->type = error.type;
  self->code = error.code;
  self->info = error.info;
  self->data = error.data;
  rest = MIN (size - sizeof error, sizeof storage);
  memcpy (&storage, data + sizeof error, rest);
  /* Without an offender its family is 0 (SO_EE_OFFENDER). */
  if ((storage.ss_family == AF_INET && rest >= sizeof (struct sockaddr_in))
      || (storage.ss_family == AF_INET6 && rest >= sizeof (struct sockaddr_in6)))
    self->offender = sockeye_address_new ((struct sockaddr *) &storage, rest, NULL);
  return TRUE;
}

void
_sockeye_late_error_clear (SockeyeLateError *self)
{
  g_clear_pointer (&self->offender, sockeye_address_unref);
}

/* A time and the end of a zero-copy send come through the same queue. */
gboolean
_sockeye_late_error_is_error (const SockeyeLateError *self)
{
  return self->origin != SOCKEYE_LATE_TIMESTAMPING && self->origin != SOCKEYE_LATE_ZEROCOPY;
}

static gboolean
sockeye_late_error_is_icmp (const SockeyeLateError *self)
{
  return self->origin == SOCKEYE_LATE_ICMP || self->origin == SOCKEYE_LATE_ICMP6;
}

static const char *
sockeye_late_error_get_stamp (const SockeyeLateError *self)
{
  /* SCM_TSTAMP_SND and the like, linux/errqueue.h */
  static const char *const stamps[] = {
    N_("time of sending"), N_("time of queueing"), N_("time of acknowledgement"),
    N_("time of completion"),
  };

  return self->info < G_N_ELEMENTS (stamps) ? _(stamps[self->info]) : _("time of a send");
}

/* What happened, in a few words. */
char *
_sockeye_late_error_dup_words (const SockeyeLateError *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].origin == self->origin && reasons[i].type == self->type
        && (reasons[i].code == -1 || reasons[i].code == self->code))
      return g_strdup (_(reasons[i].words));
  switch (self->origin)
    {
    case SOCKEYE_LATE_TIMESTAMPING:
      return g_strdup (sockeye_late_error_get_stamp (self));
    case SOCKEYE_LATE_ZEROCOPY:
      return g_strdup_printf (self->code == 1
                                ? _("zero-copy sends %u to %u are over: they were copied")
                                : _("zero-copy sends %u to %u are over"),
                              self->info, self->data);
    case SOCKEYE_LATE_TXTIME:
      return g_strdup (self->code == 2 ? _("not sent: its time had passed")
                                       : _("not sent: its time is not possible"));
    default:
      return g_strdup_printf ("%s: %s", sockeye_errno_to_name ((int) self->error),
                              sockeye_errno_to_meaning ((int) self->error));
    }
}

/* "port unreachable (ICMP type 3 code 3, from 127.0.0.1)" */
char *
_sockeye_late_error_to_string (const SockeyeLateError *self)
{
  const char *protocol = self->origin == SOCKEYE_LATE_ICMP6 ? "ICMPv6" : "ICMP";
  g_autofree char *words = _sockeye_late_error_dup_words (self);
  g_autofree char *host = NULL;

  if (self->origin == SOCKEYE_LATE_LOCAL)
    return g_strdup_printf (_("%s (found by this machine)"), words);
  if (!sockeye_late_error_is_icmp (self))
    return g_steal_pointer (&words);
  if (self->offender == NULL)
    return g_strdup_printf (_("%s (%s type %u code %u)"), words, protocol, self->type, self->code);
  host = sockeye_address_dup_numeric_host (self->offender);
  return g_strdup_printf (_("%s (%s type %u code %u, from %s)"), words, protocol, self->type,
                          self->code, host);
}

static const char *
sockeye_late_error_get_origin (const SockeyeLateError *self)
{
  static const char *const origins[] = {
    [SOCKEYE_LATE_LOCAL] = N_("this machine"),
    [SOCKEYE_LATE_ICMP] = "ICMP",
    [SOCKEYE_LATE_ICMP6] = "ICMPv6",
    [SOCKEYE_LATE_TIMESTAMPING] = N_("timestamps of sends"),
    [SOCKEYE_LATE_ZEROCOPY] = N_("zero-copy sends"),
    [SOCKEYE_LATE_TXTIME] = N_("sends at a time"),
  };

  if (self->origin < G_N_ELEMENTS (origins) && origins[self->origin] != NULL)
    return _(origins[self->origin]);
  return NULL;
}

static void
sockeye_late_error_list_icmp (const SockeyeLateError *self,
                              GPtrArray              *facts)
{
  gboolean too_large = (self->origin == SOCKEYE_LATE_ICMP && self->type == 3 && self->code == 4)
                       || (self->origin == SOCKEYE_LATE_ICMP6 && self->type == 2);

  _sockeye_control_add_fact (facts, _("Type and code"),
                             g_strdup_printf ("%u, %u", self->type, self->code));
  if (self->offender != NULL)
    _sockeye_control_add_fact (facts, _("From"), sockeye_address_dup_numeric_host (self->offender));
  if (too_large)
    _sockeye_control_add_fact (facts, _("Largest packet"), g_strdup_printf ("%u", self->info));
}

gboolean
_sockeye_control_list_late_facts (const guint8 *data,
                                  gsize         size,
                                  GPtrArray    *facts)
{
  SockeyeLateError late;
  const char *origin;

  if (!_sockeye_late_error_parse (&late, data, size))
    return FALSE;
  origin = sockeye_late_error_get_origin (&late);
  _sockeye_control_add_fact (facts, _("What"), _sockeye_late_error_dup_words (&late));
  if (_sockeye_late_error_is_error (&late))
    _sockeye_control_add_fact (facts, _("Error"),
                               g_strdup (sockeye_errno_to_name ((int) late.error)));
  _sockeye_control_add_fact (facts, _("Told by"),
                             origin != NULL ? g_strdup (origin)
                                            : g_strdup_printf ("%u", late.origin));
  if (sockeye_late_error_is_icmp (&late))
    sockeye_late_error_list_icmp (&late, facts);
  if (late.origin == SOCKEYE_LATE_LOCAL && late.error == EMSGSIZE)
    _sockeye_control_add_fact (facts, _("Largest packet"), g_strdup_printf ("%u", late.info));
  if (late.origin == SOCKEYE_LATE_TIMESTAMPING)
    _sockeye_control_add_fact (facts, _("Number of the send"), g_strdup_printf ("%u", late.data));
  _sockeye_late_error_clear (&late);
  return TRUE;
}
