/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A row as it is read out. */

#include "config.h"

#include "sockeye-event-private.h"

#include "call/sockeye-number.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

/* Characters of the data that a screen reader reads out. */
#define SENTENCE_LIMIT 80

/* "42 bytes from 127.0.0.1:51480" */
static char *
sockeye_event_dup_bytes_words (SockeyeEvent *self)
{
  gint64 size = sockeye_event_get_bytes (self);
  g_autofree char *number = sockeye_number_to_string (size);
  g_autofree char *bytes =
    g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) size), number);
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (self);
  g_autofree char *peer = NULL;

  if (address == NULL)
    return g_steal_pointer (&bytes);
  peer = sockeye_address_to_string (address);
  if (sockeye_event_get_msg_flags (self) & MSG_ERRQUEUE)
    /* Translators: "18 bytes of a send to 127.0.0.1:9": they came back */
    return g_strdup_printf (_("%s of a send to %s"), bytes, peer);
  if (sockeye_event_get_verb (self) == SOCKEYE_VERB_SENDTO
      || sockeye_event_get_verb (self) == SOCKEYE_VERB_SENDMSG)
    return g_strdup_printf (_("%s to %s"), bytes, peer);
  return g_strdup_printf (_("%s from %s"), bytes, peer);
}

static void
sockeye_event_append_part (GString    *string,
                           const char *part)
{
  if (*part != '\0')
    g_string_append_printf (string, ", %s", part);
}

/**
 * sockeye_event_dup_sentence:
 * @self: an event
 *
 * Returns: (transfer full): the row for a screen reader: "Row 7, c3, recv,
 *   42 bytes from 127.0.0.1:51480, GET /"
 */
char *
sockeye_event_dup_sentence (SockeyeEvent *self)
{
  GString *string;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  g_autofree char *what = NULL;
  g_autofree char *result = NULL;
  g_autofree char *data = NULL;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  /* Not one row, but many that are gone. */
  if (sockeye_event_get_gap (self, NULL, NULL))
    return _sockeye_event_dup_gap_words (self);

  string = g_string_new (NULL);
  name = sockeye_socket_id_to_string (sockeye_event_get_socket (self));
  if (sockeye_event_get_bytes (self) >= 0)
    what = sockeye_event_dup_bytes_words (self);
  else
    what = sockeye_event_dup_call_text (self, SENTENCE_LIMIT);
  result = sockeye_event_dup_result_text (self);
  data = sockeye_event_dup_data_text (self, SENTENCE_LIMIT);

  number = sockeye_number_to_string (sockeye_event_get_number (self));
  g_string_append_printf (string, _("Row %s"), number);
  sockeye_event_append_part (string, name);
  sockeye_event_append_part (string, sockeye_kind_to_string (sockeye_event_get_kind (self)));
  sockeye_event_append_part (string, what);
  /* The whole of a send is its number of bytes again. */
  if (sockeye_event_get_kind (self) != SOCKEYE_KIND_SEND ||
      sockeye_event_get_result (self) != (gint64) sockeye_event_get_asked (self))
    sockeye_event_append_part (string, result);
  sockeye_event_append_part (string, data);
  return g_string_free (string, FALSE);
}
