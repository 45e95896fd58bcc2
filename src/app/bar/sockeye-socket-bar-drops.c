/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The kernel dropped datagrams of the selected socket: a larger receive buffer
 * is offered beside Last call. It is never set unasked. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include "widgets/sockeye-caller.h"
#include "widgets/sockeye-tooltip.h"
#include "explain/sockeye-remedy.h"

/* In a flood, no more rows of a flush are looked at. Drops are told again. */
#define SOCKEYE_SOCKET_BAR_LOOK 64

/* Once made, an offer stays until it is taken: a call that comes right after
 * must not take it away from under the pointer. */
static void
sockeye_socket_bar_offer (SockeyeSocketBar *self,
                          SockeyeEvent     *event)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SockeyeCall) call = sockeye_remedy_for_drops (event, self->socket, &text);

  if (call == NULL)
    return;
  words = sockeye_caller_dup_enlarge (call);
  g_clear_pointer (&self->remedy, sockeye_call_unref);
  self->remedy = g_steal_pointer (&call);
  gtk_button_set_label (GTK_BUTTON (self->enlarge), words);
  sockeye_tooltip_set (self->enlarge, text);
  gtk_widget_set_visible (self->enlarge, TRUE);
}

static void
sockeye_socket_bar_rows_cb (SockeyeSocketBar *self,
                            guint             position,
                            guint             removed,
                            guint             added,
                            GListModel       *journal)
{
  if (self->socket == NULL || self->remedy != NULL || sockeye_socket_is_closed (self->socket))
    return;
  for (guint i = 0; i < MIN (added, SOCKEYE_SOCKET_BAR_LOOK); i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (journal, position + added - 1 - i);

      if (sockeye_event_get_news (event) != SOCKEYE_NEWS_DROPPED
          || sockeye_event_get_socket (event) != sockeye_socket_get_id (self->socket))
        continue;
      sockeye_socket_bar_offer (self, event);
      return;
    }
}

void
_sockeye_socket_bar_watch_drops (SockeyeSocketBar *self,
                                 SockeyeSession   *before)
{
  if (before != NULL)
    g_signal_handlers_disconnect_by_func (sockeye_session_get_journal (before),
                                          sockeye_socket_bar_rows_cb, self);
  if (self->session != NULL)
    g_signal_connect_object (sockeye_session_get_journal (self->session), "items-changed",
                             G_CALLBACK (sockeye_socket_bar_rows_cb), self, G_CONNECT_SWAPPED);
}

/* Returns: (transfer full) (nullable): the call that was offered, and is no
 * longer. */
SockeyeCall *
_sockeye_socket_bar_take_remedy (SockeyeSocketBar *self)
{
  gtk_widget_set_visible (self->enlarge, FALSE);
  return g_steal_pointer (&self->remedy);
}
