/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-session-private.h"

#include "explain/sockeye-explain.h"
#include "kernel/sockeye-holder-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* Our own socket that holds this address, or the same port on all addresses. */
static SockeyeSocket *
sockeye_session_find_holder (SockeyeSession *self,
                             SockeyeEvent   *event)
{
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_address (event);
  SockeyeSocket *asker = sockeye_session_get_socket (self, sockeye_event_get_socket (event));
  SockeyeSocket *peer = NULL;
  GHashTableIter iter;
  gpointer value;

  if (address == NULL || asker == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SockeyeSocket *socket = value;
      SockeyeAddress *local = sockeye_socket_get_local (socket);

      if (socket == asker || local == NULL || sockeye_socket_is_closed (socket)
          || sockeye_socket_get_socktype (socket) != sockeye_socket_get_socktype (asker)
          || !_sockeye_holder_conflicts (local, address))
        continue;
      if (sockeye_socket_get_parent (socket) == 0)
        return socket;
      /* An accepted peer has its listener's port, also after that is closed. */
      peer = socket;
    }
  return peer;
}

static gboolean
sockeye_session_is_taken (SockeyeEvent *event)
{
  return sockeye_event_get_verb (event) == SOCKEYE_VERB_BIND
         && sockeye_event_get_errno (event) == EADDRINUSE;
}

/**
 * sockeye_session_explain:
 *
 * Returns: (transfer full) (nullable): the likely cause of a failed call here,
 * and what to try; names our own socket where that holds the address
 */
char *
sockeye_session_explain (SockeyeSession *self,
                         SockeyeEvent   *event)
{
  SockeyeSocket *holder = NULL;

  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  if (sockeye_session_is_taken (event))
    holder = sockeye_session_find_holder (self, event);
  if (holder == NULL)
    return sockeye_explain_event (event);
  if (sockeye_socket_get_parent (holder) != 0)
    return g_strdup_printf (_("%s of this window, a connection to that port, is still open: close it first."),
                            sockeye_socket_get_name (holder));
  return g_strdup_printf (_("%s of this window holds it. %s"), sockeye_socket_get_name (holder),
                          sockeye_explain_event_remedy (event));
}

/* Whose addresses /proc lists in a form that is read here. */
static gboolean
sockeye_session_is_listed (SockeyeAddress *address)
{
  int family = sockeye_address_get_family (address);

  return family == AF_INET || family == AF_INET6 || family == AF_UNIX;
}

typedef struct
{
  SockeyeAddress *address;
  int             type;
  char           *text;   /* cause and remedy */
  const char     *remedy;
} SockeyeExplaining;

static void
sockeye_explaining_free (gpointer data)
{
  SockeyeExplaining *explaining = data;

  sockeye_address_unref (explaining->address);
  g_free (explaining->text);
  g_free (explaining);
}

static void
sockeye_session_explain_thread (GTask        *task,
                                gpointer      source_object,
                                gpointer      task_data,
                                GCancellable *cancellable)
{
  SockeyeExplaining *explaining = task_data;
  g_autofree char *holder = _sockeye_holder_find (explaining->address, explaining->type, cancellable);

  if (holder != NULL)
    g_task_return_pointer (task, g_strdup_printf (_("%s holds it. %s"), holder, explaining->remedy),
                           g_free);
  else if (sockeye_address_get_family (explaining->address) == AF_UNIX)
    /* A path outlives its socket: there may be no holder at all. */
    g_task_return_pointer (task, g_steal_pointer (&explaining->text), g_free);
  else
    g_task_return_pointer (task,
                           g_strdup_printf (_("Another program holds it, or a connection still in TIME_WAIT. %s"),
                                            explaining->remedy),
                           g_free);
}

static void
sockeye_session_explained_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * sockeye_session_explain_async:
 *
 * As sockeye_session_explain(), and looks in /proc for the process that holds
 * an address, in a worker thread.
 */
void
sockeye_session_explain_async (SockeyeSession      *self,
                               SockeyeEvent        *event,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) worker = NULL;
  g_autoptr (SockeyeAddress) address = NULL;
  SockeyeSocket *asker;
  SockeyeExplaining *explaining;

  g_return_if_fail (SOCKEYE_IS_SESSION (self));
  g_return_if_fail (SOCKEYE_IS_EVENT (event));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sockeye_session_explain_async);
  g_task_set_name (task, "sockeye-explain");
  asker = sockeye_session_get_socket (self, sockeye_event_get_socket (event));
  address = sockeye_event_dup_address (event);
  if (!sockeye_session_is_taken (event) || asker == NULL || address == NULL
      || !sockeye_session_is_listed (address)
      || sockeye_session_find_holder (self, event) != NULL)
    {
      g_task_return_pointer (task, sockeye_session_explain (self, event), g_free);
      return;
    }
  explaining = g_new0 (SockeyeExplaining, 1);
  explaining->address = g_steal_pointer (&address);
  explaining->type = sockeye_socket_get_socktype (asker);
  explaining->text = sockeye_explain_event (event);
  explaining->remedy = sockeye_explain_event_remedy (event);
  /* Not of the session: whose last reference may be dropped in a worker, and a
   * session ends on its own thread. */
  worker = g_task_new (NULL, cancellable, sockeye_session_explained_cb, g_steal_pointer (&task));
  g_task_set_source_tag (worker, sockeye_session_explain_async);
  g_task_set_task_data (worker, explaining, sockeye_explaining_free);
  g_task_run_in_thread (worker, sockeye_session_explain_thread);
}

/**
 * sockeye_session_explain_finish:
 *
 * Returns: (transfer full) (nullable): as sockeye_session_explain()
 */
char *
sockeye_session_explain_finish (SockeyeSession  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
