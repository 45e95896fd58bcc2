/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What happened to the bytes of a send or receive that succeeded. */

#include "config.h"

#include "sockeye-story-private.h"

#include "event/sockeye-event-private.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

/* "4,096 bytes" */
static char *
sockeye_story_dup_bytes (guint64 size)
{
  g_autofree char *number = sockeye_number_to_string (size);

  return g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) size), number);
}

/* --- send ----------------------------------------------------------------------- */

static const SockeyeStoryText empty_sends[] = {
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_TCP | SOCKEYE_STORY_UNIX_STREAM,
    N_("The call gave the kernel no bytes. On a stream that sends nothing: the peer does not "
       "notice.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_MESSAGES,
    N_("The kernel took a message without bytes. The peer can receive it: recv returns 0 "
       "there.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY, N_("The call gave the kernel no bytes.") },
};

/* A UNIX send puts its bytes into the queue of the receiving socket itself
 * (net/unix/af_unix.c); nothing else has a queue that both sides share. */
static const SockeyeStoryText whole_sends[] = {
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_TCP,
    N_("The kernel took %s into its send buffer. Whether that has reached the peer, it does not "
       "tell.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_UDP,
    N_("The kernel took one datagram of %s. Whether it arrives, UDP does not tell.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_UNIX_STREAM,
    N_("The kernel put %s into the peer's queue. Whether the peer has read that, it does not "
       "tell.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_MESSAGES,
    N_("The kernel put one message of %s into the receiver's queue. Whether it has been read, "
       "the kernel does not tell.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY,
    N_("The kernel took %s. Whether that has reached the peer, it does not tell.") },
};

/* TCP has one urgent byte, the last: tcp(7); AF_UNIX does as TCP. */
static const SockeyeStoryText urgent_sends[] = {
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_TCP | SOCKEYE_STORY_UNIX_STREAM,
    N_("The kernel took %s; MSG_OOB makes the last byte the urgent one. Whether it has reached "
       "the peer, the kernel does not tell.") },
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* Each text of the two tables has exactly one %s. */
static char *
sockeye_story_dup_whole_send (const SockeyeStory *self)
{
  g_autofree char *bytes = sockeye_story_dup_bytes ((guint64) sockeye_event_get_bytes (self->event));
  const char *text = NULL;

  if (sockeye_event_get_flags (self->event) & MSG_OOB)
    text = _sockeye_story_find (urgent_sends, G_N_ELEMENTS (urgent_sends), self->verb, 0, self->kind);
  if (text == NULL)
    text = _sockeye_story_find (whole_sends, G_N_ELEMENTS (whole_sends), self->verb, 0, self->kind);
  return g_strdup_printf (text, bytes);
}
#pragma GCC diagnostic pop

static char *
sockeye_story_dup_partial_send (const SockeyeStory *self)
{
  guint64 asked = sockeye_event_get_asked (self->event);
  g_autofree char *sent = sockeye_number_to_string ((guint64) sockeye_event_get_bytes (self->event));
  g_autofree char *all = sockeye_story_dup_bytes (asked);

  if (sockeye_event_get_flags (self->event) & MSG_DONTWAIT)
    return g_strdup_printf (_("The kernel took %s of %s: its send buffer is full now. "
                              "MSG_DONTWAIT says not to wait, so the rest was not sent."),
                            sent, all);
  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_BY_HAND)
    return g_strdup_printf (_("The kernel took %s of %s: its send buffer is full now. By hand that is "
                              "the end of the call: sending the rest takes another one."),
                            sent, all);
  return g_strdup_printf (_("The kernel took %s of %s: its send buffer is full now. The rest "
                            "waits until there is room."),
                          sent, all);
}

/* A further row of a send that the kernel took in parts. */
static char *
sockeye_story_dup_continued_send (const SockeyeStory *self)
{
  guint64 sent = (guint64) sockeye_event_get_bytes (self->event);
  guint64 asked = sockeye_event_get_asked (self->event);
  g_autofree char *cause = sockeye_number_to_string (sockeye_event_get_cause (self->event));
  g_autofree char *number = sockeye_number_to_string (sent);
  g_autofree char *all = sockeye_story_dup_bytes (asked);

  if (sent < asked)
    return g_strdup_printf (_("There was room again, and the kernel took %s of %s still left of "
                              "the send in row %s. The rest waits on."),
                            number, all, cause);
  return g_strdup_printf (_("There was room again, and the kernel took the rest of the send in "
                            "row %s: %s."),
                          cause, all);
}

static char *
sockeye_story_dup_sent (const SockeyeStory *self)
{
  gint64 sent = sockeye_event_get_bytes (self->event);
  guint64 asked = sockeye_event_get_asked (self->event);

  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_CONTINUATION)
    return sockeye_story_dup_continued_send (self);
  if ((guint64) sent < asked)
    return sockeye_story_dup_partial_send (self);
  if (sent == 0)
    return g_strdup (_sockeye_story_find (empty_sends, G_N_ELEMENTS (empty_sends), self->verb, 0,
                                          self->kind));
  return sockeye_story_dup_whole_send (self);
}

/* Lines of the story; a list of all routes has thousands of messages. */
#define SOCKEYE_STORY_LINES 40

/* Of AF_NETLINK, what the messages of the datagram say, a line each. Takes
 * text. */
static char *
sockeye_story_add_messages (const SockeyeStory *self,
                            char               *text)
{
  g_autoptr (GPtrArray) messages = _sockeye_event_list_messages (self->event);
  GString *string;

  if (messages == NULL)
    return text;
  string = g_string_new (text);
  g_free (text);
  for (guint i = 0; i < MIN (messages->len, SOCKEYE_STORY_LINES); i++)
    g_string_append_printf (string, "\n%s", (const char *) messages->pdata[i]);
  if (messages->len > SOCKEYE_STORY_LINES)
    {
      guint others = messages->len - SOCKEYE_STORY_LINES;

      g_string_append_c (string, '\n');
      g_string_append_printf (string, ngettext ("and %u more", "and %u more", others), others);
    }
  return g_string_free (string, FALSE);
}

char *
_sockeye_story_dup_send (const SockeyeStory *self)
{
  return sockeye_story_add_messages (self, sockeye_story_dup_sent (self));
}

/* --- receive -------------------------------------------------------------------- */

/* After a reset recv() returns 0 as well, without a FIN. */
static const char *
sockeye_story_get_end (const SockeyeStory *self)
{
  if (self->kind == SOCKEYE_STORY_TCP && !self->reset)
    return _("The peer sent FIN: it will send no more. Whether it still receives, the kernel does "
             "not tell.");
  if (self->kind & SOCKEYE_STORY_UNIX_CONNECTION)
    return _("The stream has ended: the peer has closed, or shut down its sending. Which of the "
             "two, the kernel does not tell.");
  return _("The stream has ended: no more bytes will come.");
}

/* A receive that returned 0, which can mean four things. */
static const char *
sockeye_story_get_nothing (const SockeyeStory *self)
{
  SockeyeBits bits = sockeye_event_get_bits (self->event);
  gint32 args[4];

  if (bits & SOCKEYE_BIT_END_OF_STREAM)
    return sockeye_story_get_end (self);
  if (sockeye_event_get_asked (self->event) == 0)
    return _("The call asked for 0 bytes and got 0. That says nothing about the peer.");
  if (sockeye_event_get_flags (self->event) & MSG_OOB)
    return _("There was no urgent byte to take.");
  /* With the kind of the socket on the row, it is an end, but not the peer's. */
  if (_sockeye_event_get_args (self->event, args, G_N_ELEMENTS (args)) && args[3])
    return _("An earlier call took the error of the reset, so recv returns 0 now: no FIN came, and no more "
             "bytes will.");
  if (_sockeye_event_get_args (self->event, args, G_N_ELEMENTS (args)))
    return _("Receiving was shut down here, so recv returns 0 when nothing is left. That says "
             "nothing about the peer.");
  return _("A message without bytes arrived. That is no end: more can come.");
}

static char *
sockeye_story_dup_cut (const SockeyeStory *self)
{
  guint64 size = (guint64) sockeye_event_get_bytes (self->event);
  guint64 length = MAX (_sockeye_event_get_length (self->event), size);
  g_autofree char *got = sockeye_number_to_string (size);
  g_autofree char *all = sockeye_story_dup_bytes (length);
  g_autofree char *lost = sockeye_story_dup_bytes (length - size);

  if (sockeye_event_get_flags (self->event) & MSG_PEEK)
    return g_strdup_printf (_("The message has %s, and recv asked for %s. MSG_PEEK took nothing: "
                              "the whole message is still there."),
                            all, got);
  return g_strdup_printf (_("The message had %s, and recv asked for %s. The kernel threw the rest "
                            "away: %s."),
                          all, got, lost);
}

static const SockeyeStoryText receives[] = {
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_TCP | SOCKEYE_STORY_UNIX_STREAM,
    N_("The kernel handed over %s that had arrived. From how many sends, a stream does not "
       "tell.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_MESSAGES,
    N_("The kernel handed over one message of %s: what one send put into it, never more.") },
  { SOCKEYE_VERB_NONE, 0, SOCKEYE_STORY_ANY, N_("The kernel handed over %s that had arrived.") },
};

static char *
sockeye_story_dup_data (const SockeyeStory *self)
{
  g_autofree char *bytes = sockeye_story_dup_bytes ((guint64) sockeye_event_get_bytes (self->event));
  int flags = sockeye_event_get_flags (self->event);
  gboolean stream = (self->kind & (SOCKEYE_STORY_TCP | SOCKEYE_STORY_UNIX_STREAM)) != 0;

  if (flags & MSG_PEEK)
    return g_strdup_printf (_("The kernel showed %s that had arrived. MSG_PEEK took nothing: it "
                              "is all still there for the next recv."),
                            bytes);
  if ((flags & MSG_OOB) && stream)
    return g_strdup (_("The kernel handed over the urgent byte, out of its turn. The other bytes "
                       "of the stream wait where they are."));
  if ((sockeye_event_get_bits (self->event) & SOCKEYE_BIT_BATCH)
      || (!stream && _sockeye_event_get_count (self->event) > 1))
    return g_strdup_printf (_("The kernel handed over this message of %s together with others, in "
                              "one recvmmsg. Each is what one send put into it."),
                            bytes);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  /* Each text of the table has exactly one %s. */
  return g_strdup_printf (_sockeye_story_find (receives, G_N_ELEMENTS (receives), self->verb, 0,
                                               self->kind),
                          bytes);
#pragma GCC diagnostic pop
}

static char *
sockeye_story_dup_received (const SockeyeStory *self)
{
  if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_TRUNCATED)
    return sockeye_story_dup_cut (self);
  if (sockeye_event_get_bytes (self->event) <= 0)
    return g_strdup (sockeye_story_get_nothing (self));
  return sockeye_story_dup_data (self);
}

char *
_sockeye_story_dup_receive (const SockeyeStory *self)
{
  return sockeye_story_add_messages (self, sockeye_story_dup_received (self));
}
