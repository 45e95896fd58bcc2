/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a send by hand has left: it stands in Data, ready to be sent. */

#include "config.h"

#include "sockeye-composer-private.h"

#include <glib/gi18n-lib.h>

/**
 * _sockeye_composer_keep_rest:
 * @socket: whose draft it is; not always the selected one any more
 * @bytes: what was to be sent
 * @sent: how many of them the kernel took
 * @n_edits: how often Data had been changed when it was sent
 *
 * Puts what is left in the place of what was sent. What the user has typed
 * meanwhile counts for more: then it is only told.
 */
void
_sockeye_composer_keep_rest (SockeyeComposer *self,
                             SockeyeSocket   *socket,
                             GBytes          *bytes,
                             gsize            sent,
                             guint            n_edits)
{
  SockeyeDraft *draft = sockeye_draft_get (socket);
  g_autofree char *text = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (sent >= size)
    return;
  if (draft->n_edits != n_edits)
    {
      g_signal_emit_by_name (self, "told", socket,
                             _("Not all of it was sent, and Data has changed since: the row in the "
                               "log has all bytes"));
      return;
    }
  text = sockeye_payload_unparse (data + sent, size - sent, &draft->format, &draft->ending);
  if (socket == self->socket)
    _sockeye_composer_data_leave (self);
  g_clear_pointer (&draft->bulk, g_free);
  _sockeye_composer_data_fill (draft, text);
  if (socket == self->socket)
    _sockeye_composer_data_show (self);
}
