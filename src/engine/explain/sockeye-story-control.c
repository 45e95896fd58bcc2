/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What happened beside the bytes: control messages, descriptors that were
 * passed on, and what comes back through the error queue. */

#include "config.h"

#include "sockeye-story-private.h"

#include "event/sockeye-event-private.h"
#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

static guint
sockeye_story_count_rights (GPtrArray *controls)
{
  guint n = 0;

  for (guint i = 0; i < controls->len; i++)
    {
      guint more;

      sockeye_control_get_sockets (g_ptr_array_index (controls, i), &more);
      n += more;
    }
  return n;
}

/* --- sent ---------------------------------------------------------------------- */

/* NULL where nothing is to be said. */
static char *
sockeye_story_dup_sent_beside (const SockeyeStory *self)
{
  g_autoptr (GPtrArray) controls = sockeye_event_dup_controls (self->event);
  guint n = sockeye_story_count_rights (controls);

  if (controls->len == 0 || (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_CONTINUATION))
    return NULL;
  if (n == 0)
    return g_strdup_printf (ngettext ("Beside it went %u control message.",
                                      "Beside it went %u control messages.", controls->len),
                            controls->len);
  if (self->kind & (SOCKEYE_STORY_INET))
    return g_strdup (_("SCM_RIGHTS means nothing here, and the kernel took no notice of it: only "
                       "UNIX sockets pass descriptors on."));
  if (self->kind == SOCKEYE_STORY_UNIX_STREAM && sockeye_event_get_bytes (self->event) == 0)
    return g_strdup (_("Without a byte a stream carries no control message: nothing was passed "
                       "on."));
  return g_strdup_printf (ngettext ("With it the receiver gets a descriptor of its own for %u "
                                    "socket, which both then share.",
                                    "With it the receiver gets descriptors of its own for %u "
                                    "sockets, which both then share.", n),
                          n);
}

/* --- received ------------------------------------------------------------------ */

static char *
sockeye_story_dup_passed (const SockeyeStory *self,
                          GPtrArray          *passed)
{
  gboolean cut = (sockeye_event_get_msg_flags (self->event) & MSG_CTRUNC) != 0;

  if (sockeye_event_get_flags (self->event) & MSG_PEEK)
    return g_strdup_printf (ngettext ("The look brought %u descriptor, which Sockeye closed; the "
                                      "next receive brings it again.",
                                      "The look brought %u descriptors, which Sockeye closed; the "
                                      "next receive brings them again.", passed->len),
                            passed->len);
  if (cut)
    return g_strdup_printf (ngettext ("%u descriptor came with it. There was no room for all of "
                                      "them, in the control messages or in this process's table: "
                                      "the others are lost (MSG_CTRUNC).",
                                      "%u descriptors came with it. There was no room for all of "
                                      "them, in the control messages or in this process's table: "
                                      "the others are lost (MSG_CTRUNC).", passed->len),
                            passed->len);
  return g_strdup_printf (ngettext ("%u descriptor came with it: a socket is one of this window "
                                    "now, anything else was closed at once.",
                                    "%u descriptors came with it: sockets are of this window now, "
                                    "anything else was closed at once.", passed->len),
                          passed->len);
}

static char *
sockeye_story_dup_received_beside (const SockeyeStory *self)
{
  g_autoptr (GPtrArray) controls = sockeye_event_dup_controls (self->event);
  g_autoptr (GPtrArray) passed = sockeye_event_dup_passed (self->event);

  if (passed->len > 0)
    return sockeye_story_dup_passed (self, passed);
  if (sockeye_event_get_msg_flags (self->event) & MSG_CTRUNC)
    return g_strdup (_("Control messages came with it for which there was no room, or descriptors "
                       "that could not be opened here: they are lost (MSG_CTRUNC)."));
  if (controls->len > 0)
    return g_strdup_printf (ngettext ("%u control message came with it; recvmsg() gives it.",
                                      "%u control messages came with it; recvmsg() gives them.",
                                      controls->len),
                            controls->len);
  return NULL;
}

/* The whole story of what the error queue gave. */
static char *
sockeye_story_dup_late (const SockeyeStory *self,
                        const char         *late)
{
  guint64 cause = sockeye_event_get_cause (self->event);
  g_autofree char *row = sockeye_number_to_string (cause);

  if (!_sockeye_event_is_late_error (self->event))
    return g_strdup_printf (_("The kernel told through the error queue what became of an earlier "
                              "send: %s."),
                            late);
  if (cause != 0)
    return g_strdup_printf (_("The kernel told through the error queue what became of the send in "
                              "row %s: %s. The bytes are those that came back."),
                            row, late);
  return g_strdup_printf (_("The kernel told through the error queue what became of an earlier "
                            "send: %s. The bytes are those that came back."),
                          late);
}

/* --- both ---------------------------------------------------------------------- */

/* Adds to the story of a send or receive, which is taken, what went or came
 * beside its bytes. */
char *
_sockeye_story_with_control (const SockeyeStory *self,
                             char               *story)
{
  g_autofree char *taken = story;
  g_autofree char *late = sockeye_event_dup_late_error (self->event);
  g_autofree char *beside = NULL;

  if (late != NULL)
    return sockeye_story_dup_late (self, late);
  if (self->verb == SOCKEYE_VERB_SENDMSG)
    beside = sockeye_story_dup_sent_beside (self);
  else
    beside = sockeye_story_dup_received_beside (self);
  if (beside == NULL)
    return g_steal_pointer (&taken);
  return g_strdup_printf ("%s %s", taken, beside);
}

/* The row behind a message that brought descriptors. */
char *
_sockeye_story_dup_news_passed (const SockeyeStory *self)
{
  guint64 cause = sockeye_event_get_cause (self->event);
  g_autofree char *row = sockeye_number_to_string (cause);

  if (sockeye_event_get_child (self->event) == 0)
    return g_strdup_printf (_("The message in row %s brought open descriptors. None of them is a "
                              "socket, and Sockeye closed them."),
                            row);
  return g_strdup_printf (_("The message in row %s brought open descriptors. Each socket among "
                            "them is one of this window now. The sender may still use it: what one "
                            "of both receives, the other does not."),
                          row);
}
