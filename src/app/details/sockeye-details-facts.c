/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-details-private.h"

#include <sys/socket.h>

#include "catalog/sockeye-catalog.h"
#include "call/sockeye-number.h"
#include "call/sockeye-python.h"

#include <glib/gi18n-lib.h>

/* The title is a call, not its payload; of a note it is all. */
#define SOCKEYE_DETAILS_TITLE_LIMIT 100
#define SOCKEYE_DETAILS_NOTE_LIMIT 2000

/* How far back the previous row of the same socket is looked for. */
#define SOCKEYE_DETAILS_LOOK_BACK 2000

static gboolean
sockeye_details_is_receive (SockeyeEvent *event)
{
  return sockeye_event_get_verb (event) == SOCKEYE_VERB_RECV
         || sockeye_event_get_verb (event) == SOCKEYE_VERB_RECVFROM;
}

static gboolean
sockeye_details_is_send (SockeyeEvent *event)
{
  return sockeye_event_get_verb (event) == SOCKEYE_VERB_SEND
         || sockeye_event_get_verb (event) == SOCKEYE_VERB_SENDTO
         || sockeye_event_get_verb (event) == SOCKEYE_VERB_SENDMSG;
}

/* The error queue gives back what was sent: it is not in the stream of what
 * came. */
static gboolean
sockeye_details_is_late (SockeyeEvent *event)
{
  return sockeye_details_is_receive (event)
         && (sockeye_event_get_msg_flags (event) & MSG_ERRQUEUE) != 0;
}

/* NULL where the socket is no longer on the list. */
static SockeyeSocket *
sockeye_details_get_socket (SockeyeSession *session,
                            SockeyeEvent   *event)
{
  if (session == NULL || sockeye_event_get_socket (event) == 0)
    return NULL;
  return sockeye_session_get_socket (session, sockeye_event_get_socket (event));
}

/* A duration as people read it: "3 µs", "1.250 ms", "0.731 s". */
char *
_sockeye_details_dup_seconds (gint64 nanoseconds)
{
  if (nanoseconds < 1000000)
    return g_strdup_printf (_("%d µs"), (int) (nanoseconds / 1000));
  if (nanoseconds < 100000000)
    return g_strdup_printf (_("%.3f ms"), (double) nanoseconds / 1e6);
  return g_strdup_printf (_("%.3f s"), (double) nanoseconds / 1e9);
}

char *
_sockeye_details_dup_title (SockeyeEvent *event)
{
  gboolean note = sockeye_event_get_verb (event) == SOCKEYE_VERB_NONE;
  g_autofree char *call =
      sockeye_event_dup_call_text (event, note ? SOCKEYE_DETAILS_NOTE_LIMIT
                                               : SOCKEYE_DETAILS_TITLE_LIMIT);

  return g_strdup_printf ("%" G_GUINT64_FORMAT " · %s", sockeye_event_get_number (event), call);
}

/* The address of the row, or of the connection it belongs to. */
static char *
sockeye_details_dup_peer (SockeyeSession *session,
                          SockeyeEvent   *event)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (event);
  SockeyeSocket *socket = sockeye_details_get_socket (session, event);

  if (address != NULL)
    return sockeye_address_to_string (address);
  return g_strdup (socket != NULL ? sockeye_socket_get_remote_text (socket) : "");
}

static char *
sockeye_details_dup_bytes (SockeyeSession *session,
                           SockeyeEvent   *event)
{
  gint64 size = sockeye_event_get_bytes (event);
  g_autofree char *peer = sockeye_details_dup_peer (session, event);
  g_autofree char *number = sockeye_number_to_string ((guint64) size);
  g_autofree char *bytes = g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) size), number);

  if (*peer == '\0')
    return g_steal_pointer (&bytes);
  if (sockeye_details_is_late (event))
    /* Translators: "18 bytes sent to 127.0.0.1:12345 came back" */
    return g_strdup_printf (_("%s sent to %s came back"), bytes, peer);
  if (sockeye_details_is_send (event))
    /* Translators: "18 bytes to 127.0.0.1:12345" */
    return g_strdup_printf (_("%s to %s"), bytes, peer);
  /* Translators: "18 bytes from 127.0.0.1:12345" */
  return g_strdup_printf (_("%s from %s"), bytes, peer);
}

char *
_sockeye_details_dup_summary (SockeyeSession *session,
                              SockeyeEvent   *event)
{
  g_autofree char *what = NULL;
  g_autofree char *duration = NULL;

  if (sockeye_event_get_bytes (event) > 0
      && (sockeye_details_is_send (event) || sockeye_details_is_receive (event)))
    what = sockeye_details_dup_bytes (session, event);
  else
    what = sockeye_event_dup_result_text (event);
  if (sockeye_event_get_verb (event) == SOCKEYE_VERB_NONE
      || (sockeye_event_get_bits (event) & SOCKEYE_BIT_REFUSED))
    return g_steal_pointer (&what);

  duration = _sockeye_details_dup_seconds ((gint64) sockeye_event_get_duration (event) * 1000);
  if (*what == '\0')
    return g_steal_pointer (&duration);
  /* Translators: what a call gave, and how long it took: "18 bytes · took 3 µs" */
  return g_strdup_printf (_("%s · took %s"), what, duration);
}

/* The row before this one of the same socket, when it is near. */
static SockeyeEvent *
sockeye_details_find_previous (SockeyeSession *session,
                               SockeyeEvent   *event)
{
  guint64 number = sockeye_event_get_number (event);

  if (session == NULL || sockeye_event_get_socket (event) == 0)
    return NULL;
  for (guint i = 1; i < SOCKEYE_DETAILS_LOOK_BACK && i < number; i++)
    {
      g_autoptr (SockeyeEvent) other =
          sockeye_journal_dup_event (sockeye_session_get_journal (session), number - i);

      if (other == NULL)
        return NULL;
      if (sockeye_event_get_socket (other) == sockeye_event_get_socket (event))
        return g_steal_pointer (&other);
    }
  return NULL;
}

static void
sockeye_details_append_time (GString        *facts,
                             SockeyeSession *session,
                             SockeyeEvent   *event)
{
  g_autoptr (SockeyeEvent) previous = sockeye_details_find_previous (session, event);
  g_autofree char *time = sockeye_event_dup_time_text (event);
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;

  g_string_append (facts, time);
  if (previous == NULL)
    return;
  after = _sockeye_details_dup_seconds (sockeye_event_get_time (event)
                                        - sockeye_event_get_time (previous));
  name = sockeye_socket_id_to_string (sockeye_event_get_socket (event));
  g_string_append (facts, " · ");
  /* Translators: "0.731 s after the previous row of c3" */
  g_string_append_printf (facts, _("%s after the previous row of %s"), after, name);
}

/* Where in its direction: bytes of a stream, or the number of the message. */
static void
sockeye_details_append_position (GString        *facts,
                                 SockeyeSession *session,
                                 SockeyeEvent   *event)
{
  SockeyeSocket *socket = sockeye_details_get_socket (session, event);
  guint64 position = sockeye_event_get_position (event);
  gint64 size = sockeye_event_get_bytes (event);
  gboolean receive = sockeye_details_is_receive (event);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gboolean stream;

  if (socket == NULL || (!receive && !sockeye_details_is_send (event))
      || sockeye_details_is_late (event) || sockeye_event_is_error (event) || size < 0)
    return;

  stream = sockeye_catalog_is_stream (sockeye_socket_get_socktype (socket));
  first = sockeye_number_to_string (stream ? position : position + 1);
  last = sockeye_number_to_string (position + (guint64) size - 1);
  if (!stream)
    g_string_append_printf (facts, receive ? _("\nmessage %s received") : _("\nmessage %s sent"), first);
  else if (size > 0)
    g_string_append_printf (facts,
                            receive ? _("\nbytes %s..%s of the stream received")
                                    : _("\nbytes %s..%s of the stream sent"),
                            first, last);
}

static void
sockeye_details_append_flags (GString      *facts,
                              SockeyeEvent *event)
{
  if (sockeye_event_get_flags (event) != 0)
    {
      g_string_append (facts, _("\nflags passed: "));
      sockeye_python_append_flags (facts, sockeye_event_get_flags (event));
    }
  if (sockeye_event_get_msg_flags (event) != 0)
    {
      g_string_append (facts, _("\nflags returned: "));
      sockeye_python_append_flags (facts, sockeye_event_get_msg_flags (event));
    }
}

static void
sockeye_details_append_bits (GString      *facts,
                             SockeyeEvent *event)
{
  static const struct
  {
    SockeyeBits  bit;
    const char  *text;
  } words[] = {
    { SOCKEYE_BIT_AUTOMATIC, N_("made by Automatic") },
    { SOCKEYE_BIT_BATCH, N_("came with others in one recvmmsg") },
    { SOCKEYE_BIT_TRUNCATED, N_("the datagram was longer than the buffer: its rest is lost") },
    { SOCKEYE_BIT_REFUSED, N_("refused by Sockeye: no call was made") },
  };
  SockeyeBits bits = sockeye_event_get_bits (event);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (bits & words[i].bit)
      g_string_append_printf (facts, "\n%s", _(words[i].text));
}

static void
sockeye_details_append_answers (GString      *facts,
                                SockeyeEvent *event)
{
  g_autoptr (GPtrArray) answers = NULL;

  if (sockeye_event_get_verb (event) != SOCKEYE_VERB_GETADDRINFO)
    return;
  answers = sockeye_event_dup_answers (event);
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      g_autofree char *text = sockeye_address_to_string (g_ptr_array_index (answers, i));
      g_string_append_printf (facts, _("\nanswer %u: %s"), i + 1, text);
    }
}

char *
_sockeye_details_dup_facts (SockeyeSession *session,
                            SockeyeEvent   *event)
{
  GString *facts = g_string_new (NULL);

  sockeye_details_append_time (facts, session, event);
  sockeye_details_append_position (facts, session, event);
  sockeye_details_append_flags (facts, event);
  sockeye_details_append_bits (facts, event);
  sockeye_details_append_answers (facts, event);
  return g_string_free (facts, FALSE);
}

/* What of the payload is not here, and why. */
char *
_sockeye_details_dup_kept (SockeyeEvent *event)
{
  g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);
  gsize kept = sockeye_event_get_kept (event);
  g_autofree char *part = sockeye_size_to_string (kept);
  g_autofree char *whole = sockeye_size_to_string (sockeye_event_get_whole (event));

  if (kept > 0 && payload == NULL)
    return g_strdup (_("The bytes are no longer kept: they made room for newer ones."));
  if (sockeye_event_get_bits (event) & SOCKEYE_BIT_PARTIAL)
    return g_strdup_printf (_("Only the first %s of %s were kept: Preferences say how much of one "
                              "row is."),
                            part, whole);
  return g_strdup ("");
}
