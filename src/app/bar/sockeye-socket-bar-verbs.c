/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The calls that the bar makes. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "catalog/sockeye-catalog.h"

/* A call on its way: the socket may not be the selected one when it returns. */
typedef struct
{
  SockeyeSocketBar *bar;
  SockeyeSocket    *socket;
  SockeyeCall      *then; /* to make when this one went well */
} SockeyeSocketBarCall;

static void
sockeye_socket_bar_call_free (SockeyeSocketBarCall *data)
{
  g_object_unref (data->bar);
  g_object_unref (data->socket);
  g_clear_pointer (&data->then, sockeye_call_unref);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeSocketBarCall, sockeye_socket_bar_call_free)

static void sockeye_socket_bar_call (SockeyeSocketBar *self,
                                     SockeyeSocket    *socket,
                                     SockeyeCall      *call,
                                     SockeyeCall      *then);

static gboolean
sockeye_socket_bar_has_focus (SockeyeSocketBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
sockeye_socket_bar_bound (SockeyeSocketBar *self,
                          SockeyeSocket    *socket)
{
  SockeyeDraft *draft = sockeye_draft_get (socket);

  draft->bound = TRUE;
  gtk_entry_buffer_set_text (draft->host, "", 0);
  gtk_entry_buffer_set_text (draft->port, "", 0);
  gtk_entry_buffer_set_text (draft->path, "", 0);
  if (socket != self->socket)
    return;
  _sockeye_socket_bar_show (self);
  if (sockeye_catalog_is_stream (sockeye_socket_get_socktype (socket))
      && sockeye_socket_bar_has_focus (self))
    gtk_widget_grab_focus (self->listen);
}

static void
sockeye_socket_bar_returned (SockeyeSocketBarCall *data,
                             SockeyeEvent         *event)
{
  SockeyeSocketBar *self = data->bar;
  SockeyeSocket *peer;

  if (data->then != NULL)
    sockeye_socket_bar_call (self, data->socket, data->then, NULL);
  switch (sockeye_event_get_verb (event))
    {
    case SOCKEYE_VERB_BIND:
      sockeye_socket_bar_bound (self, data->socket);
      break;
    case SOCKEYE_VERB_ACCEPT:
      peer = sockeye_session_get_socket (self->session, sockeye_event_get_child (event));
      /* Who went on to another socket meanwhile is not called back. */
      if (peer != NULL && data->socket == self->socket)
        g_signal_emit (self, _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_ACCEPTED], 0, peer);
      break;
    case SOCKEYE_VERB_CONNECT:
      if (data->socket == self->socket && sockeye_socket_bar_has_focus (self))
        g_signal_emit (self, _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_CONNECTED], 0,
                       data->socket);
      break;
    default:
      break;
    }
}

static void
sockeye_socket_bar_call_cb (GObject      *object,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  g_autoptr (SockeyeSocketBarCall) data = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (data->bar->session == NULL)
    return;
  if (event == NULL)
    sockeye_socket_bar_tell (data->bar, data->socket, error->message);
  else if (!sockeye_event_is_error (event)
           && !(sockeye_event_get_bits (event) & SOCKEYE_BIT_CANCELLED))
    sockeye_socket_bar_returned (data, event);
  /* An option that was not granted must not stay checked. */
  if (data->socket == data->bar->socket)
    _sockeye_socket_bar_show (data->bar);
}

static void
sockeye_socket_bar_call (SockeyeSocketBar *self,
                         SockeyeSocket    *socket,
                         SockeyeCall      *call,
                         SockeyeCall      *then)
{
  SockeyeSocketBarCall *data = g_new0 (SockeyeSocketBarCall, 1);
  SockeyeEvent *before = sockeye_socket_get_last_call (socket);

  sockeye_draft_set_notice (sockeye_draft_get (socket), NULL);
  sockeye_draft_get (socket)->n_calls++;
  data->bar = g_object_ref (self);
  data->socket = g_object_ref (socket);
  data->then = then != NULL ? sockeye_call_ref (then) : NULL;
  sockeye_session_call_async (self->session, call, NULL, sockeye_socket_bar_call_cb, data);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
  if (socket == self->socket && sockeye_socket_get_last_call (socket) == before)
    _sockeye_socket_bar_show_waiting (self, call);
}

/* FALSE where the call cannot be made now; Last call then says why. */
static gboolean
sockeye_socket_bar_check (SockeyeSocketBar *self,
                          SockeyeVerb       verb)
{
  g_autofree char *obstacle = NULL;

  if (self->socket == NULL || self->session == NULL)
    return FALSE;
  if (self->any_call && !sockeye_socket_is_closed (self->socket))
    return TRUE;
  obstacle = sockeye_socket_dup_obstacle (self->socket, verb);
  if (obstacle != NULL)
    sockeye_socket_bar_tell (self, self->socket, obstacle);
  return obstacle == NULL;
}

/* Marks what is wrong where it stands, and says so in Last call. */
static void
sockeye_socket_bar_mark (SockeyeSocketBar *self,
                         GtkWidget        *entry,
                         const char       *message)
{
  sockeye_caller_mark_mistake (entry, message);
  sockeye_socket_bar_tell (self, self->socket, message);
  gtk_widget_grab_focus (entry);
}

/* Makes a call of the bar with the arguments as they are typed. */
static void
sockeye_socket_bar_make (SockeyeSocketBar *self,
                         SockeyeVerb       verb)
{
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *wrong = NULL;

  if (!sockeye_socket_bar_check (self, verb))
    return;
  sockeye_caller_mark_mistake (self->host, NULL);
  sockeye_caller_mark_mistake (self->port, NULL);
  sockeye_caller_mark_mistake (self->path, NULL);
  sockeye_caller_mark_mistake (self->backlog, NULL);
  if ((verb == SOCKEYE_VERB_BIND || verb == SOCKEYE_VERB_CONNECT)
      && _sockeye_socket_bar_ask_service (self, verb))
    return;
  call = _sockeye_socket_bar_dup_call (self, verb, &wrong, &error);
  if (call == NULL)
    sockeye_socket_bar_mark (self, wrong, error->message);
  else
    sockeye_socket_bar_call (self, self->socket, call, NULL);
}

static void
sockeye_socket_bar_bind_cb (SockeyeSocketBar *self)
{
  sockeye_socket_bar_make (self, SOCKEYE_VERB_BIND);
}

static void
sockeye_socket_bar_connect_cb (SockeyeSocketBar *self)
{
  sockeye_socket_bar_make (self, SOCKEYE_VERB_CONNECT);
}

/* Enter in Host, Port or Path does what comes next in the usual course. */
static void
sockeye_socket_bar_address_activate_cb (SockeyeSocketBar *self)
{
  g_autofree char *obstacle = NULL;

  if (self->socket == NULL)
    return;
  obstacle = sockeye_socket_dup_obstacle (self->socket, SOCKEYE_VERB_BIND);
  if (obstacle == NULL && sockeye_socket_get_suggestion (self->socket) != SOCKEYE_VERB_CONNECT)
    sockeye_socket_bar_bind_cb (self);
  else
    sockeye_socket_bar_connect_cb (self);
}

static void
sockeye_socket_bar_listen_cb (SockeyeSocketBar *self)
{
  sockeye_socket_bar_make (self, SOCKEYE_VERB_LISTEN);
}

static void
sockeye_socket_bar_accept_cb (SockeyeSocketBar *self)
{
  sockeye_socket_bar_make (self, SOCKEYE_VERB_ACCEPT);
}

static void
sockeye_socket_bar_do_close (SockeyeSocketBar *self,
                             SockeyeSocket    *socket,
                             gboolean          now)
{
  g_autoptr (SockeyeCall) call = sockeye_call_new_close (sockeye_socket_get_id (socket), now);

  sockeye_socket_bar_call (self, socket, call, NULL);
}

static void
sockeye_socket_bar_close_cb (SockeyeSocketBar *self)
{
  if (sockeye_socket_bar_check (self, SOCKEYE_VERB_CLOSE))
    sockeye_socket_bar_do_close (self, self->socket, FALSE);
}

static void
sockeye_socket_bar_close_now_action (GtkWidget  *widget,
                                     const char *action_name,
                                     GVariant   *parameter)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (widget);

  if (self->socket == NULL)
    return;
  if (sockeye_socket_is_closed (self->socket))
    sockeye_socket_bar_check (self, SOCKEYE_VERB_CLOSE);
  else
    sockeye_socket_bar_do_close (self, self->socket, TRUE);
}

/* SO_LINGER with no time, and close: the kernel sends RST instead of FIN, and
 * forgets what is queued (socket(7), RFC 9293, 3.10.5). Two calls, two rows. */
static void
sockeye_socket_bar_abort_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (widget);
  g_autoptr (SockeyeCall) linger = NULL;
  g_autoptr (SockeyeCall) close_call = NULL;
  SockeyeSocketId id;

  if (!sockeye_socket_bar_check (self, SOCKEYE_VERB_CLOSE))
    return;
  if (!sockeye_catalog_is_tcp (sockeye_socket_get_family (self->socket),
                               sockeye_socket_get_socktype (self->socket),
                               sockeye_socket_get_protocol (self->socket)))
    {
      sockeye_socket_bar_tell (self, self->socket, _("Only a TCP connection is aborted with RST"));
      return;
    }
  id = sockeye_socket_get_id (self->socket);
  linger = sockeye_call_new_linger (id, TRUE, 0);
  close_call = sockeye_call_new_close (id, TRUE);
  sockeye_socket_bar_call (self, self->socket, linger, close_call);
}

static gboolean
sockeye_socket_bar_peer_left (SockeyeSocket *peer)
{
  return !sockeye_socket_is_closed (peer)
         && (sockeye_socket_get_read_end (peer) == SOCKEYE_READ_ENDED
             || sockeye_socket_get_badge (peer) == SOCKEYE_BADGE_RESET);
}

static void
sockeye_socket_bar_close_left_action (GtkWidget  *widget,
                                      const char *action_name,
                                      GVariant   *parameter)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (widget);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *peers = self->socket != NULL ? sockeye_socket_list_peers (self->socket) : NULL;

  for (guint i = 0; peers != NULL && i < g_list_model_get_n_items (peers); i++)
    {
      g_autoptr (SockeyeSocket) peer = g_list_model_get_item (peers, i);

      if (sockeye_socket_bar_peer_left (peer))
        g_ptr_array_add (left, g_steal_pointer (&peer));
    }
  if (left->len == 0 && self->socket != NULL)
    sockeye_socket_bar_tell (self, self->socket, _("No peer has left: nothing to close"));
  for (guint i = 0; i < left->len; i++)
    sockeye_socket_bar_do_close (self, g_ptr_array_index (left, i), FALSE);
}

static void
sockeye_socket_bar_shutdown_action (GtkWidget  *widget,
                                    const char *action_name,
                                    GVariant   *parameter)
{
  SockeyeSocketBar *self = SOCKEYE_SOCKET_BAR (widget);
  g_autoptr (SockeyeCall) call = NULL;

  if (!sockeye_socket_bar_check (self, SOCKEYE_VERB_SHUTDOWN))
    return;
  call = sockeye_call_new_shutdown (sockeye_socket_get_id (self->socket),
                                    g_variant_get_int32 (parameter));
  sockeye_socket_bar_call (self, self->socket, call, NULL);
}

static void
sockeye_socket_bar_option_cb (GtkCheckButton   *check,
                              SockeyeSocketBar *self)
{
  int option = GTK_WIDGET (check) == self->broadcast ? SO_BROADCAST : SO_REUSEADDR;
  g_autoptr (SockeyeCall) call = NULL;

  if (self->updating || self->socket == NULL)
    return;
  if (!sockeye_socket_bar_check (self, SOCKEYE_VERB_SETSOCKOPT))
    {
      _sockeye_socket_bar_show (self);
      return;
    }
  call = sockeye_call_new_setsockopt (sockeye_socket_get_id (self->socket), SOL_SOCKET, option,
                                      gtk_check_button_get_active (check));
  sockeye_socket_bar_call (self, self->socket, call, NULL);
}

/* Closed first: it would take the focus back as it goes. */
static void
sockeye_socket_bar_all_options_cb (SockeyeSocketBar *self)
{
  gtk_popover_popdown (self->options_popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.options", NULL);
}

static void
sockeye_socket_bar_tell_cb (SockeyeSocketBar *self,
                            int               level,
                            int               option,
                            gboolean          on)
{
  g_autoptr (SockeyeCall) call = NULL;

  if (!sockeye_socket_bar_check (self, SOCKEYE_VERB_SETSOCKOPT))
    return;
  call = sockeye_call_new_setsockopt (sockeye_socket_get_id (self->socket), level, option, on);
  sockeye_socket_bar_call (self, self->socket, call, NULL);
}

static void
sockeye_socket_bar_allow_broadcast_cb (SockeyeSocketBar *self)
{
  SockeyeEvent *event = self->socket != NULL ? sockeye_socket_get_last_call (self->socket) : NULL;
  g_autoptr (SockeyeCall) again = event != NULL ? sockeye_event_dup_call (event) : NULL;
  g_autoptr (SockeyeCall) allow = NULL;

  if (again == NULL)
    return;
  /* The button goes; the focus must not go with it, nor to what does harm when
   * the key is pressed once more. */
  gtk_widget_grab_focus (self->options);
  allow = sockeye_call_new_setsockopt (sockeye_socket_get_id (self->socket), SOL_SOCKET,
                                       SO_BROADCAST, 1);
  sockeye_socket_bar_call (self, self->socket, allow, again);
}

static void
sockeye_socket_bar_enlarge_cb (SockeyeSocketBar *self)
{
  g_autoptr (SockeyeCall) call = NULL;

  /* The button goes; the focus must not go with it, nor to what does harm when
   * the key is pressed once more. */
  gtk_widget_grab_focus (self->options);
  call = _sockeye_socket_bar_take_remedy (self);
  if (call != NULL && sockeye_socket_bar_check (self, SOCKEYE_VERB_SETSOCKOPT))
    sockeye_socket_bar_call (self, self->socket, call, NULL);
}

static void
sockeye_socket_bar_automatic_cb (SockeyeSocketBar *self)
{
  gboolean automatic = gtk_switch_get_active (GTK_SWITCH (self->automatic));

  if (self->updating || self->socket == NULL)
    return;
  if (sockeye_socket_is_closed (self->socket))
    {
      sockeye_socket_bar_check (self, SOCKEYE_VERB_CLOSE);
      _sockeye_socket_bar_show (self);
      return;
    }
  sockeye_session_set_automatic (self->session, sockeye_socket_get_id (self->socket), automatic);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_socket_bar_first_that_works_cb (SockeyeSocketBar *self,
                                        GPtrArray        *addresses)
{
  if (sockeye_socket_bar_check (self, SOCKEYE_VERB_CONNECT))
    _sockeye_socket_bar_try (self, addresses);
}

static void
sockeye_socket_bar_edited_cb (GtkWidget        *entry,
                              SockeyeSocketBar *self)
{
  sockeye_caller_mark_mistake (entry, NULL);
  sockeye_next_call_update (self->next_call);
}

void
_sockeye_socket_bar_bind_class (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_address_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_listen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_option_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_tell_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_all_options_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_allow_broadcast_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_enlarge_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_set_host);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_first_that_works_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_socket_bar_edited_cb);

  gtk_widget_class_install_action (widget_class, "bar.close-now", NULL,
                                   sockeye_socket_bar_close_now_action);
  gtk_widget_class_install_action (widget_class, "bar.abort", NULL,
                                   sockeye_socket_bar_abort_action);
  gtk_widget_class_install_action (widget_class, "bar.close-left", NULL,
                                   sockeye_socket_bar_close_left_action);
  gtk_widget_class_install_action (widget_class, "bar.shutdown", "i",
                                   sockeye_socket_bar_shutdown_action);
}

/**
 * sockeye_socket_bar_press:
 * @self: the bar
 * @verb: a call that it makes
 *
 * Makes the call as if its button had been pressed.
 */
void
sockeye_socket_bar_press (SockeyeSocketBar *self,
                          SockeyeVerb       verb)
{
  g_return_if_fail (SOCKEYE_IS_SOCKET_BAR (self));

  if (verb == SOCKEYE_VERB_BIND)
    sockeye_socket_bar_bind_cb (self);
  else if (verb == SOCKEYE_VERB_CONNECT)
    sockeye_socket_bar_connect_cb (self);
  else if (verb == SOCKEYE_VERB_LISTEN)
    sockeye_socket_bar_listen_cb (self);
  else if (verb == SOCKEYE_VERB_ACCEPT)
    sockeye_socket_bar_accept_cb (self);
  else if (verb == SOCKEYE_VERB_CLOSE)
    sockeye_socket_bar_close_cb (self);
}
