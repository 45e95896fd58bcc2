/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* First that works: connects to one answer of a look-up after the other, until
 * one succeeds. Each attempt is a call like any other, with its row. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include "widgets/sockeye-caller.h"

typedef struct
{
  SockeyeSocketBar *bar;
  SockeyeSocket    *socket;
  GPtrArray        *addresses;
  guint             next;
  guint             n_calls; /* of the bar, when it began */
} SockeyeSocketBarTry;

static void
sockeye_socket_bar_try_free (SockeyeSocketBarTry *data)
{
  g_object_unref (data->bar);
  g_object_unref (data->socket);
  g_ptr_array_unref (data->addresses);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeSocketBarTry, sockeye_socket_bar_try_free)

static void sockeye_socket_bar_try_cb (GObject      *object,
                                       GAsyncResult *result,
                                       gpointer      user_data);

/* Takes data. */
static void
sockeye_socket_bar_try_next (SockeyeSocketBarTry *data)
{
  SockeyeSocketBar *self = data->bar;
  SockeyeSocket *socket = data->socket;
  SockeyeEvent *before = sockeye_socket_get_last_call (socket);
  g_autoptr (SockeyeCall) call = NULL;

  call = sockeye_call_new_connect (sockeye_socket_get_id (socket),
                                   g_ptr_array_index (data->addresses, data->next++));
  sockeye_session_call_async (self->session, call, NULL, sockeye_socket_bar_try_cb, data);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
  if (socket == self->socket && sockeye_socket_get_last_call (socket) == before)
    _sockeye_socket_bar_show_waiting (self, call);
}

static gboolean
sockeye_socket_bar_try_goes_on (SockeyeSocketBarTry *data)
{
  g_autofree char *obstacle = sockeye_socket_dup_obstacle (data->socket, SOCKEYE_VERB_CONNECT);

  return obstacle == NULL && data->next < data->addresses->len
         && sockeye_draft_get (data->socket)->n_calls == data->n_calls;
}

static void
sockeye_socket_bar_try_cb (GObject      *object,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (SockeyeSocketBarTry) data = user_data;
  SockeyeSocketBar *self = data->bar;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (self->session == NULL)
    return;
  if (event == NULL)
    sockeye_socket_bar_tell (self, data->socket, error->message);
  else if (sockeye_event_get_bits (event) & SOCKEYE_BIT_CANCELLED)
    return;
  else if (sockeye_event_is_error (event) && sockeye_socket_bar_try_goes_on (data))
    sockeye_socket_bar_try_next (g_steal_pointer (&data));
  /* Only who is still at the bar is taken on to Data. */
  else if (!sockeye_event_is_error (event) && data->socket == self->socket
           && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    g_signal_emit (self, _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_CONNECTED], 0,
                   data->socket);
}

/* addresses: of SockeyeAddress, in the order in which they are tried. */
void
_sockeye_socket_bar_try (SockeyeSocketBar *self,
                         GPtrArray        *addresses)
{
  SockeyeDraft *draft = sockeye_draft_get (self->socket);
  SockeyeSocketBarTry *data;

  g_return_if_fail (addresses->len > 0);

  data = g_new0 (SockeyeSocketBarTry, 1);
  sockeye_draft_set_notice (draft, NULL);
  data->bar = g_object_ref (self);
  data->socket = g_object_ref (self->socket);
  data->addresses = g_ptr_array_ref (addresses);
  data->n_calls = ++draft->n_calls;
  sockeye_socket_bar_try_next (data);
}
