/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-flags.h"

#include "sockeye-python.h"

#include <glib/gi18n-lib.h>

/* recv(2), tcp(7) */
static const SockeyeConstant recv_flags[] = {
  { MSG_PEEK, "MSG_PEEK", N_("look, and leave it there") },
  { MSG_WAITALL, "MSG_WAITALL", N_("wait until all bytes asked for are there") },
  { MSG_DONTWAIT, "MSG_DONTWAIT", N_("do not wait: EAGAIN where nothing is there") },
  { MSG_TRUNC, "MSG_TRUNC", N_("tell the true length; TCP counts off unread") },
  { MSG_OOB, "MSG_OOB", N_("the urgent byte") },
  { MSG_ERRQUEUE, "MSG_ERRQUEUE", N_("what became of earlier sends: needs IP_RECVERR") },
};

/* send(2) */
static const SockeyeConstant send_flags[] = {
  { MSG_DONTWAIT, "MSG_DONTWAIT", N_("do not wait: EAGAIN where there is no room") },
  { MSG_OOB, "MSG_OOB", N_("the last byte is urgent") },
  { MSG_MORE, "MSG_MORE", N_("more comes: hold it back until then") },
  { MSG_EOR, "MSG_EOR", N_("a record ends here") },
};

/**
 * sockeye_flags_list:
 * @verb: a call that sends or receives
 * @n_flags: (out): how many
 *
 * Returns: (array length=n_flags) (transfer none): the flags it takes
 */
const SockeyeConstant *
sockeye_flags_list (SockeyeVerb  verb,
                    guint       *n_flags)
{
  gboolean send = verb == SOCKEYE_VERB_SEND || verb == SOCKEYE_VERB_SENDTO
                  || verb == SOCKEYE_VERB_SENDMSG;

  g_return_val_if_fail (n_flags != NULL, NULL);

  *n_flags = send ? G_N_ELEMENTS (send_flags) : G_N_ELEMENTS (recv_flags);
  return send ? send_flags : recv_flags;
}

/**
 * sockeye_flags_to_string:
 *
 * Returns: (transfer full): "MSG_PEEK | MSG_DONTWAIT", "" for none
 */
char *
sockeye_flags_to_string (int flags)
{
  GString *string = g_string_new (NULL);

  if (flags != 0)
    sockeye_python_append_flags (string, flags);
  return g_string_free (string, FALSE);
}

/**
 * sockeye_flags_dup_contradiction:
 * @verb: a call that sends or receives
 * @flags: what it would be given
 *
 * Returns: (transfer full) (nullable): why no call makes sense with these flags
 *   together, one translated sentence; %NULL where one does, whatever the
 *   kernel then answers
 */
char *
sockeye_flags_dup_contradiction (SockeyeVerb verb,
                                 int         flags)
{
  static const struct
  {
    SockeyeVerb verb;
    int         flags;
    const char *why;
  } rows[] = {
    { SOCKEYE_VERB_RECV, MSG_WAITALL | MSG_DONTWAIT,
      N_("MSG_WAITALL waits until all is there, and MSG_DONTWAIT never waits: choose one of them") },
    { SOCKEYE_VERB_RECV, MSG_WAITALL | MSG_OOB,
      N_("MSG_OOB takes the one urgent byte, and MSG_WAITALL waits for many: choose one of them") },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_PEEK,
      N_("MSG_ERRQUEUE takes from the error queue, and no kernel can only look there: leave "
         "MSG_PEEK out") },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_WAITALL,
      N_("MSG_ERRQUEUE never waits, and MSG_WAITALL waits until all is there: choose one of "
         "them") },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_OOB,
      N_("MSG_ERRQUEUE takes from the error queue, and MSG_OOB the urgent byte: choose one of "
         "them") },
    { SOCKEYE_VERB_SEND, MSG_MORE | MSG_EOR,
      N_("MSG_MORE says that more belongs to it, and MSG_EOR that it ends here: choose one of them") },
  };

  if (verb == SOCKEYE_VERB_SENDTO || verb == SOCKEYE_VERB_SENDMSG)
    verb = SOCKEYE_VERB_SEND;
  if (verb == SOCKEYE_VERB_RECVFROM)
    verb = SOCKEYE_VERB_RECV;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].verb == verb && (flags & rows[i].flags) == rows[i].flags)
      return g_strdup (_(rows[i].why));
  return NULL;
}
