/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What came of a row, in one line. */

#include "config.h"

#include "sockeye-event-private.h"

#include "catalog/sockeye-catalog.h"
#include "explain/sockeye-explain.h"
#include "call/sockeye-python.h"
#include "call/sockeye-number.h"
#include "option/sockeye-option.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>

/* So many answers of a look-up are named; Details has all. */
#define MAX_ANSWERS 8

static char *
sockeye_event_dup_error_text (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  const char *name, *meaning;

  if (record->bits & SOCKEYE_BIT_EAI)
    {
      name = sockeye_eai_to_name (record->result);
      meaning = sockeye_eai_to_meaning (record->result);
    }
  else
    {
      name = sockeye_errno_to_name (-record->result);
      meaning = sockeye_errno_to_meaning (-record->result);
    }
  return g_strdup_printf ("%s: %s", name, meaning);
}

static char *
sockeye_event_dup_refused_text (SockeyeEvent *self)
{
  g_autofree char *remark = sockeye_event_dup_remark (self);

  if (remark == NULL)
    return g_strdup (_("refused by Sockeye"));
  return g_strdup_printf (_("refused by Sockeye: %s"), remark);
}

static char *
sockeye_event_dup_sent_text (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autofree char *sent = sockeye_number_to_string (record->result);
  g_autofree char *asked = sockeye_number_to_string (record->asked);
  g_autofree char *cause = NULL;
  g_autofree char *text = NULL;

  if ((guint32) record->result < record->asked)
    text = g_strdup_printf (_("%s of %s"), sent, asked);
  else
    text = g_steal_pointer (&sent);
  if (!(record->bits & SOCKEYE_BIT_CONTINUATION))
    return g_steal_pointer (&text);

  cause = sockeye_number_to_string (sockeye_event_get_cause (self));
  return g_strdup_printf (_("%s, continuation of row %s"), text, cause);
}

/* A receive that returned 0 is an end or an empty message, and never both. */
static char *
sockeye_event_dup_empty_text (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  gint32 args[4];
  gboolean is_end = _sockeye_event_get_args (self, args, G_N_ELEMENTS (args));

  if (record->asked == 0)
    return g_strdup ("");
  if (record->bits & SOCKEYE_BIT_END_OF_STREAM)
    return g_strdup (sockeye_catalog_is_tcp (args[0], args[1], args[2]) ? _("end of stream: the peer sent FIN")
                                                 : _("end of stream: the peer closed"));
  if (is_end && args[3])
    return g_strdup (_("0 bytes: the connection was broken off before"));
  if (is_end)
    return g_strdup (_("0 bytes: receiving is shut down"));
  return g_strdup (_("0 bytes: an empty datagram"));
}

static char *
sockeye_event_dup_cut_text (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  guint length = MAX (_sockeye_event_get_length (self), (guint) record->result);
  g_autofree char *got = sockeye_number_to_string (record->result);
  g_autofree char *all = sockeye_number_to_string (length);
  g_autofree char *lost = NULL;

  if (record->flags & MSG_PEEK)
    return g_strdup_printf (ngettext ("%s of %s byte", "%s of %s bytes", length), got, all);
  lost = sockeye_number_to_string (length - (guint) record->result);
  /* What was received stands in a column of its own. */
  return g_strdup_printf (_("%s of %s lost"), lost, all);
}

/* "5 of 8": not all that was to be waited for. */
static char *
sockeye_event_dup_short_text (SockeyeEvent *self)
{
  g_autofree char *got = sockeye_number_to_string (sockeye_event_get_result (self));
  g_autofree char *asked = sockeye_number_to_string (sockeye_event_get_asked (self));

  return g_strdup_printf (_("%s of %s"), got, asked);
}

static char *
sockeye_event_dup_data_result (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  guint count;

  if (record->bits & SOCKEYE_BIT_TRUNCATED)
    return sockeye_event_dup_cut_text (self);
  if (record->result == 0)
    return sockeye_event_dup_empty_text (self);
  if ((record->flags & MSG_WAITALL) && (guint32) record->result < record->asked)
    return sockeye_event_dup_short_text (self);
  if ((record->flags & MSG_TRUNC) && record->kept == 0)
    return g_strdup (_("counted off unread"));

  count = _sockeye_event_get_count (self);
  if (count > 1)
    return g_strdup_printf (ngettext ("%u in one recvmmsg", "%u in one recvmmsg", count), count);
  return g_strdup ("");
}

/* What came beside the bytes stands behind what is to be said of them. */
static char *
sockeye_event_dup_received_text (SockeyeEvent *self)
{
  g_autofree char *control = _sockeye_event_dup_control_result (self);
  g_autofree char *data = NULL;

  if (control == NULL)
    return sockeye_event_dup_data_result (self);
  /* An error that comes back may bring no bytes: that is no empty datagram. */
  if (sockeye_event_get_result (self) == 0 || (sockeye_event_get_msg_flags (self) & MSG_ERRQUEUE))
    return g_steal_pointer (&control);
  data = sockeye_event_dup_data_result (self);
  if (*data == '\0')
    return g_steal_pointer (&control);
  return g_strdup_printf ("%s; %s", data, control);
}

/* Only TCP has an RST. */
static char *
sockeye_event_dup_broken_text (SockeyeEvent *self,
                               const char   *number,
                               guint         count)
{
  SockeyeSituation situation;

  if (!sockeye_event_get_situation (self, &situation)
      || !sockeye_catalog_is_tcp (situation.family, situation.type, situation.protocol))
    return g_strdup_printf (ngettext ("ok, %s unread byte: the peer is reset",
                                      "ok, %s unread bytes: the peer is reset", count),
                            number);
  return g_strdup_printf (ngettext ("ok, %s unread byte: RST sent", "ok, %s unread bytes: RST sent", count),
                          number);
}

static char *
sockeye_event_dup_closed_text (SockeyeEvent *self)
{
  guint count = _sockeye_event_get_count (self);
  g_autofree char *number = sockeye_number_to_string (count);

  if (count == 0 && sockeye_event_get_bits (self) & SOCKEYE_BIT_BROKEN)
    return g_strdup (_("ok, RST sent"));
  if (count == 0)
    return g_strdup (_("ok"));
  if (sockeye_event_get_bits (self) & SOCKEYE_BIT_BROKEN
      && !(sockeye_event_get_bits (self) & SOCKEYE_BIT_NOW))
    return sockeye_event_dup_broken_text (self, number, count);
  if (sockeye_event_get_bits (self) & SOCKEYE_BIT_NOW)
    return g_strdup_printf (ngettext ("ok, %s queued byte discarded",
                                      "ok, %s queued bytes discarded", count),
                            number);
  return g_strdup_printf (ngettext ("ok, %s waiting connection reset",
                                    "ok, %s waiting connections reset", count),
                          number);
}

/* Without the port, which all answers share. */
static char *
sockeye_event_dup_answers_text (SockeyeEvent *self)
{
  g_autoptr (GPtrArray) answers = sockeye_event_dup_answers (self);
  GString *string = g_string_new (NULL);

  g_string_append_printf (string, ngettext ("%u address", "%u addresses", answers->len),
                          answers->len);
  for (guint i = 0; i < MIN (answers->len, MAX_ANSWERS); i++)
    {
      g_autofree char *host = sockeye_address_dup_numeric_host (g_ptr_array_index (answers, i));

      g_string_append_printf (string, "%s%s", i == 0 ? ": " : ", ", host);
    }
  if (answers->len > MAX_ANSWERS)
    g_string_append (string, ", …");
  return g_string_free (string, FALSE);
}

static char *
sockeye_event_dup_host_text (SockeyeEvent *self)
{
  g_autofree char *name = sockeye_event_dup_remark (self);
  GString *string = g_string_new (NULL);

  sockeye_python_append_str (string, name != NULL ? name : "", 0);
  return g_string_free (string, FALSE);
}

/* The value in words; of an option that is not in the table, as Python has it. */
static char *
sockeye_event_dup_value_text (SockeyeEvent *self,
                              GBytes       *bytes)
{
  gint32 args[2];
  const SockeyeOption *option;
  GString *string;

  _sockeye_event_get_args (self, args, G_N_ELEMENTS (args));
  option = sockeye_option_find (args[0], args[1]);
  if (option != NULL)
    return sockeye_option_format (option, bytes);
  string = g_string_new (NULL);
  sockeye_option_append_python (NULL, bytes, string);
  return g_string_free (string, FALSE);
}

static char *
sockeye_event_dup_option_text (SockeyeEvent *self)
{
  gboolean is_set = sockeye_event_get_verb (self) == SOCKEYE_VERB_SETSOCKOPT;
  g_autoptr (GBytes) bytes =
    is_set ? sockeye_event_dup_read_back (self) : sockeye_event_dup_option_value (self);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return g_strdup (_("ok"));
  text = sockeye_event_dup_value_text (self, bytes);
  if (!is_set)
    return g_steal_pointer (&text);
  /* Translators: the kernel says that the option now has another value than
   * was set, as in "ok, reads back 425984 bytes". */
  return g_strdup_printf (_("ok, reads back %s"), text);
}

static const char *
sockeye_event_get_news_result (SockeyeNews news)
{
  switch (news)
    {
    case SOCKEYE_NEWS_PEER_CLOSED:
      return _("what it sent before can still be received");
    case SOCKEYE_NEWS_HUNG_UP:
      return _("both directions are over");
    case SOCKEYE_NEWS_RESET:
    case SOCKEYE_NEWS_ERROR:
      return _("the next call returns the error");
    case SOCKEYE_NEWS_LATE:
      return _("receive with MSG_ERRQUEUE: it tells who and why");
    case SOCKEYE_NEWS_RESUMED:
      return _("a descriptor is free again");
    case SOCKEYE_NEWS_DROPPED:
      return _("the receive buffer was full");
    case SOCKEYE_NEWS_PASSED:
      return _("passed on by the peer (SCM_RIGHTS)");
    case SOCKEYE_NEWS_UNLINKED:
      return _("it was made by bind()");
    case SOCKEYE_NEWS_NONE:
    default:
      return "";
    }
}

/* "ok: the kernel made SOCK_DGRAM" */
static char *
sockeye_event_dup_socket_text (SockeyeEvent *self)
{
  g_autofree char *made = sockeye_event_dup_made (self);

  if (made == NULL)
    return g_strdup (_("ok"));
  /* Translators: what it made instead, as in "the kernel made SOCK_DGRAM". */
  return g_strdup_printf (_("ok: the kernel made %s"), made);
}

static char *
sockeye_event_dup_success_text (SockeyeEvent *self)
{
  switch (sockeye_event_get_verb (self))
    {
    case SOCKEYE_VERB_NONE:
      return g_strdup (sockeye_event_get_news_result (sockeye_event_get_news (self)));
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return sockeye_event_dup_sent_text (self);
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return sockeye_event_dup_received_text (self);
    case SOCKEYE_VERB_GETHOSTNAME:
      return sockeye_event_dup_host_text (self);
    case SOCKEYE_VERB_GETADDRINFO:
      return sockeye_event_dup_answers_text (self);
    case SOCKEYE_VERB_GETSERVBYNAME:
      return g_strdup_printf ("%" G_GINT64_FORMAT, sockeye_event_get_result (self));
    case SOCKEYE_VERB_SOCKET:
      return sockeye_event_dup_socket_text (self);
    case SOCKEYE_VERB_SETSOCKOPT:
    case SOCKEYE_VERB_GETSOCKOPT:
      return sockeye_event_dup_option_text (self);
    case SOCKEYE_VERB_CLOSE:
      return sockeye_event_dup_closed_text (self);
    default:
      return g_strdup (_("ok"));
    }
}

/**
 * sockeye_event_dup_result_text:
 * @self: an event
 *
 * Returns: (transfer full): what the call returned, in a few words; "" where the
 *   number of bytes says it all
 */
char *
sockeye_event_dup_result_text (SockeyeEvent *self)
{
  const SockeyeRecord *record;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  record = _sockeye_event_get_record (self);
  if (record->bits & SOCKEYE_BIT_CANCELLED)
    return g_strdup (_("cancelled"));
  if (record->bits & SOCKEYE_BIT_REFUSED)
    return sockeye_event_dup_refused_text (self);
  if (record->result < 0)
    return sockeye_event_dup_error_text (self);
  return sockeye_event_dup_success_text (self);
}
