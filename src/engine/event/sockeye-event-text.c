/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A row as text: the columns of the log, and what is copied. */

#include "config.h"

#include "sockeye-event-private.h"

#include "catalog/sockeye-catalog.h"
#include "call/sockeye-payload.h"
#include "call/sockeye-python-names.h"
#include "call/sockeye-python.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

/* Characters of a cell. */
#define CELL_LIMIT 120

/* Text that came from outside, in one line that cannot change how the rest of
 * the window reads; of at most limit characters (0: all). */
static char *
sockeye_event_to_line (const char *text,
                       gsize       limit)
{
  GString *string = g_string_new (NULL);
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (limit > 0 && n + 1 == limit && *g_utf8_next_char (p) != '\0')
        {
          g_string_append (string, "…");
          break;
        }
      if (c == '\n' || c == '\t' || c == '\r')
        g_string_append_c (string, ' ');
      else
        g_string_append_unichar (string, sockeye_python_is_printable (c) ? c : 0xfffd);
    }
  return g_string_free (string, FALSE);
}

/* Only TCP has a FIN and an RST. */
static gboolean
sockeye_event_is_of_tcp (SockeyeEvent *self)
{
  SockeyeSituation situation;

  return sockeye_event_get_situation (self, &situation)
         && sockeye_catalog_is_tcp (situation.family, situation.type, situation.protocol);
}

static const char *
sockeye_event_get_news_words (SockeyeEvent *self,
                              SockeyeNews   news)
{
  gboolean tcp = sockeye_event_is_of_tcp (self);

  switch (news)
    {
    case SOCKEYE_NEWS_PEER_CLOSED:
      return tcp ? _("peer closed: FIN came") : _("peer closed");
    case SOCKEYE_NEWS_HUNG_UP:
      return _("hung up");
    case SOCKEYE_NEWS_RESET:
      return tcp ? _("reset by peer: RST came") : _("connection reset by peer");
    case SOCKEYE_NEWS_ERROR:
      return _("an error is queued");
    case SOCKEYE_NEWS_LATE:
      return _("something waits in the error queue");
    case SOCKEYE_NEWS_RESUMED:
      return _("accepting goes on");
    case SOCKEYE_NEWS_UNLINKED:
      return _("path removed");
    case SOCKEYE_NEWS_DROPPED:
    case SOCKEYE_NEWS_PASSED:
    case SOCKEYE_NEWS_NONE:
    default:
      return "";
    }
}

static char *
sockeye_event_dup_news_words (SockeyeEvent *self)
{
  g_autofree char *remark = sockeye_event_dup_remark (self);
  g_autofree char *number = NULL;
  gulong count;

  switch (sockeye_event_get_news (self))
    {
    case SOCKEYE_NEWS_DROPPED:
      count = (gulong) sockeye_event_get_asked (self);
      number = sockeye_number_to_string (count);
      return g_strdup_printf (ngettext ("the kernel dropped %s datagram",
                                        "the kernel dropped %s datagrams", count),
                              number);
    case SOCKEYE_NEWS_PASSED:
      return _sockeye_event_dup_passed_words (self);
    case SOCKEYE_NEWS_UNLINKED:
      if (remark != NULL)
        return g_strdup_printf (_("path %s removed"), remark);
      G_GNUC_FALLTHROUGH;
    default:
      return g_strdup (sockeye_event_get_news_words (self, sockeye_event_get_news (self)));
    }
}

/* News and notes are words, not code. */
static char *
sockeye_event_dup_words (SockeyeEvent *self,
                         gsize         limit)
{
  SockeyeSocketId socket = sockeye_event_get_socket (self);
  g_autofree char *name = sockeye_socket_id_to_string (socket);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (sockeye_event_get_kind (self) == SOCKEYE_KIND_EVENT)
    words = sockeye_event_dup_news_words (self);
  else if (sockeye_event_get_kind (self) == SOCKEYE_KIND_GAP)
    words = _sockeye_event_dup_gap_words (self);
  else
    words = sockeye_event_dup_remark (self);
  if (words == NULL)
    return g_strdup ("");
  if (socket == 0 || sockeye_event_get_kind (self) != SOCKEYE_KIND_EVENT)
    return sockeye_event_to_line (words, limit);
  text = g_strdup_printf ("%s: %s", name, words);
  return sockeye_event_to_line (text, limit);
}

/* "<24 bytes, no longer kept>", "<first 64 KiB of 1 MiB>": says of payload that
 * is not all there that it is not. */
static char *
sockeye_event_dup_missing_text (SockeyeEvent *self)
{
  g_autoptr (GBytes) payload = sockeye_event_dup_payload (self);
  gsize kept = sockeye_event_get_kept (self);
  gulong size = (gulong) sockeye_event_get_whole (self);
  g_autofree char *all = sockeye_number_to_string (size);

  if (payload != NULL)
    {
      g_autofree char *part = sockeye_size_to_string (kept);
      g_autofree char *whole = sockeye_size_to_string (size);

      /* Translators: "<first 64 KiB of 1 MiB>": what is kept of it. */
      return g_strdup_printf (_("<first %s of %s>"), part, whole);
    }
  if (kept > 0)
    return g_strdup_printf (ngettext ("<%s byte, no longer kept>", "<%s bytes, no longer kept>",
                                      size),
                            all);
  return g_strdup_printf (ngettext ("<%s byte, not kept>", "<%s bytes, not kept>", size), all);
}

/* A send whose bytes cannot be printed whole. */
static char *
sockeye_event_dup_send_text (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autofree char *name = sockeye_socket_id_to_string (record->socket);
  g_autofree char *missing = sockeye_event_dup_missing_text (self);
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (self);
  GString *string = g_string_new (NULL);

  g_string_append_printf (string, "%s.%s(%s", name, sockeye_verb_to_string (record->verb), missing);
  if (record->flags != 0)
    {
      g_string_append (string, ", ");
      sockeye_python_append_flags (string, (int) record->flags);
    }
  if (record->verb != SOCKEYE_VERB_SEND && address != NULL)
    {
      g_string_append (string, ", ");
      sockeye_address_append_python (address, FALSE, string);
    }
  g_string_append_c (string, ')');
  return g_string_free (string, FALSE);
}

/* "s1 = ", "c2, addr = ", or "" where the call made no socket. */
static char *
sockeye_event_dup_left_side (SockeyeEvent *self)
{
  SockeyeSocketId child = sockeye_event_get_child (self);
  g_autofree char *name = sockeye_socket_id_to_string (child);

  if (child == 0 || sockeye_event_is_error (self))
    return g_strdup ("");
  if (sockeye_event_get_verb (self) == SOCKEYE_VERB_ACCEPT)
    return g_strdup_printf ("%s, addr = ", name);
  return g_strdup_printf ("%s = ", name);
}

/**
 * sockeye_event_dup_call_text:
 * @self: an event
 * @limit: the most characters, 0 for all
 *
 * Returns: (transfer full): the call as one line of Python, payload that is not
 *   wholly kept as "<24 bytes, no longer kept>"; news and notes in words
 */
char *
sockeye_event_dup_call_text (SockeyeEvent *self,
                             gsize         limit)
{
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  gsize length;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  if (sockeye_event_get_verb (self) == SOCKEYE_VERB_NONE)
    return sockeye_event_dup_words (self, limit);

  call = sockeye_event_dup_call (self);
  if (call == NULL && (sockeye_event_get_verb (self) == SOCKEYE_VERB_SEND ||
                       sockeye_event_get_verb (self) == SOCKEYE_VERB_SENDTO ||
                       sockeye_event_get_verb (self) == SOCKEYE_VERB_SENDMSG))
    return sockeye_event_dup_send_text (self);
  if (call == NULL)
    return g_strdup (sockeye_verb_to_string (sockeye_event_get_verb (self)));

  left = sockeye_event_dup_left_side (self);
  length = strlen (left);
  right = sockeye_call_to_python (call, limit > length ? limit - length : limit);
  return g_strconcat (left, right, NULL);
}

static char *
sockeye_event_dup_preview (SockeyeEvent *self,
                           GBytes       *payload,
                           gsize         limit)
{
  g_autofree char *summary = _sockeye_event_dup_summary (self);
  gsize size;
  const guint8 *data;

  if (summary != NULL)
    return sockeye_event_to_line (summary, limit);
  data = g_bytes_get_data (payload, &size);
  return sockeye_payload_preview (data, size, limit);
}

static char *
sockeye_event_dup_payload_text (SockeyeEvent *self,
                                gsize         limit)
{
  g_autoptr (GBytes) payload = NULL;
  gboolean partial = (sockeye_event_get_bits (self) & SOCKEYE_BIT_PARTIAL) != 0;

  if (sockeye_event_get_kept (self) == 0 && !partial)
    return g_strdup ("");
  payload = sockeye_event_dup_payload (self);
  if (payload == NULL)
    return sockeye_event_dup_missing_text (self);
  if (partial)
    {
      g_autofree char *missing = sockeye_event_dup_missing_text (self);
      gsize length = strlen (missing) + 1;
      g_autofree char *preview =
          sockeye_event_dup_preview (self, payload, limit > length ? limit - length : limit);

      return g_strdup_printf ("%s %s", missing, preview);
    }
  return sockeye_event_dup_preview (self, payload, limit);
}

/**
 * sockeye_event_dup_data_text:
 * @self: an event
 * @limit: the most characters, 0 for all
 *
 * Returns: (transfer full): the beginning of what was sent or received, of
 *   AF_NETLINK in words: "RTM_NEWLINK lo up mtu 65536"; or the address of the
 *   peer that was accepted; "" for other rows
 */
char *
sockeye_event_dup_data_text (SockeyeEvent *self,
                             gsize         limit)
{
  g_autoptr (SockeyeAddress) address = NULL;
  GString *string;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  switch (sockeye_event_get_verb (self))
    {
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return sockeye_event_dup_payload_text (self, limit);
    case SOCKEYE_VERB_ACCEPT:
      address = sockeye_event_dup_address (self);
      string = g_string_new (NULL);
      if (address != NULL)
        sockeye_address_append_python (address, TRUE, string);
      return g_string_free (string, FALSE);
    default:
      return g_strdup ("");
    }
}

/**
 * sockeye_event_dup_time_text:
 * @self: an event
 *
 * Returns: (transfer full): when the call returned, on the local clock, to the
 *   microsecond: "10:41:07.128 402"
 */
char *
sockeye_event_dup_time_text (SockeyeEvent *self)
{
  gint64 time;
  time_t seconds;
  struct tm local = { 0 };
  int microseconds;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  time = sockeye_event_get_wall_time (self);
  seconds = (time_t) (time / G_USEC_PER_SEC);
  microseconds = (int) (time % G_USEC_PER_SEC);
  localtime_r (&seconds, &local);
  return g_strdup_printf ("%02d:%02d:%02d.%03d %03d", local.tm_hour, local.tm_min, local.tm_sec,
                          microseconds / 1000, microseconds % 1000);
}

/* Whether the line does again what the row did. The rest of a send does not:
 * the row before it has all its bytes. */
static gboolean
sockeye_event_is_code (SockeyeEvent *self)
{
  const SockeyeBits not_code =
    SOCKEYE_BIT_CANCELLED | SOCKEYE_BIT_REFUSED | SOCKEYE_BIT_CONTINUATION;
  g_autoptr (SockeyeCall) call = sockeye_event_dup_call (self);

  /* Of this one the kernel counts the size in instructions: CPython would be
   * given eight times the bytes that it has room for. */
  if (call != NULL && sockeye_event_get_verb (self) == SOCKEYE_VERB_GETSOCKOPT
      && sockeye_call_get_level (call) == SOL_SOCKET
      && sockeye_call_get_option (call) == SO_ATTACH_FILTER)
    return FALSE;
  return call != NULL && !sockeye_event_is_error (self) &&
         !(sockeye_event_get_bits (self) & not_code);
}

/**
 * sockeye_event_dup_code:
 * @self: an event
 *
 * Returns: (transfer full): the row as a line of a Python program, with all of
 *   its payload; before it, on lines of their own, what `from socket import *`
 *   does not give it: each such line is enough once in a program. A comment
 *   where no call was made, it failed, or its payload is not kept
 */
char *
sockeye_event_dup_code (SockeyeEvent *self)
{
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  text = sockeye_event_dup_call_text (self, 0);
  if (sockeye_event_is_code (self))
    {
      g_autofree char *passed = _sockeye_event_dup_passed_code (self, text);
      const char *code = passed != NULL ? passed : text;
      GString *string = g_string_new (NULL);

      sockeye_python_append_definitions (code, string);
      g_string_append (string, code);
      return g_string_free (string, FALSE);
    }
  if (sockeye_event_get_verb (self) == SOCKEYE_VERB_NONE)
    return g_strdup_printf ("# %s", text);

  result = sockeye_event_dup_result_text (self);
  line = sockeye_event_to_line (result, 0);
  return g_strdup_printf ("# %s  # %s", text, line);
}

/**
 * sockeye_event_dup_line:
 * @self: an event
 *
 * Returns: (transfer full): the columns of the log, separated by tabs: number,
 *   time, socket, kind, call, bytes, result, data
 */
char *
sockeye_event_dup_line (SockeyeEvent *self)
{
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *call = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *result = NULL;
  g_autofree char *data = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  time = sockeye_event_dup_time_text (self);
  name = sockeye_socket_id_to_string (sockeye_event_get_socket (self));
  call = sockeye_event_dup_call_text (self, CELL_LIMIT);
  if (sockeye_event_get_bytes (self) >= 0)
    bytes = sockeye_number_to_string (sockeye_event_get_bytes (self));
  result = sockeye_event_dup_result_text (self);
  line = sockeye_event_to_line (result, 0);
  data = sockeye_event_dup_data_text (self, CELL_LIMIT);
  return g_strdup_printf ("%" G_GUINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\t%s\t%s",
                          sockeye_event_get_number (self), time, name,
                          sockeye_kind_to_string (sockeye_event_get_kind (self)),
                          call, bytes != NULL ? bytes : "", line, data);
}
