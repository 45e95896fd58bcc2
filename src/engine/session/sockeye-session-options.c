/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The options of a socket for display: look-ups of our own, and no rows. */

#include "config.h"

#include "sockeye-session-private.h"

#include <glib/gi18n-lib.h>

/**
 * sockeye_session_read_options_async:
 * @id: a socket
 * @level: of getsockopt(2), or -1 for all
 * @cancellable: (nullable): drops the answer
 *
 * Asks the kernel for every option that the socket has, and what a new one of
 * its kind would have. Calls submitted before have taken effect. What reading
 * would change (SO_ERROR) is not read.
 */
void
sockeye_session_read_options_async (SockeyeSession      *self,
                                    SockeyeSocketId      id,
                                    int                  level,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;
  guint64 ticket;

  g_return_if_fail (SOCKEYE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sockeye_session_read_options_async);
  g_task_set_name (task, "sockeye-read-options");
  if (self->reactor == NULL)
    {
      g_task_return_new_error (task, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED,
                               _("the session is closed"));
      g_object_unref (task);
      return;
    }
  ticket = _sockeye_reactor_read_options (self->reactor, id, level);
  g_hash_table_insert (self->tasks, g_memdup2 (&ticket, sizeof ticket), task);
}

/**
 * sockeye_session_read_options_finish:
 *
 * Returns: (transfer full) (element-type SockeyeOptionReading) (nullable): the
 *   options that the socket has, in the order of the table: not to be changed.
 *   %NULL with %SOCKEYE_ERROR_NO_SOCKET where it is closed
 */
GPtrArray *
sockeye_session_read_options_finish (SockeyeSession  *self,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
