/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The calls that the composer makes. */

#include "config.h"

#include "sockeye-composer-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "catalog/sockeye-catalog.h"

#define TOOLTIP_LIMIT 120

/* More than any receive buffer; recv(2) gives less at once (MAX_RW_COUNT). */
#define MAX_SIZE (2u << 30)

static void
sockeye_composer_tell (SockeyeComposer *self,
                       SockeyeSocket   *socket,
                       const char      *message)
{
  g_signal_emit_by_name (self, "told", socket, message);
}

/* A datagram socket without a peer names one at each call. */
gboolean
_sockeye_composer_has_to (SockeyeComposer *self)
{
  int type = sockeye_socket_get_socktype (self->socket);

  return !sockeye_catalog_is_connection (type)
         && sockeye_socket_get_stage (self->socket) != SOCKEYE_STAGE_CONNECTED;
}

static const char *
sockeye_composer_get_to (SockeyeComposer *self)
{
  return _sockeye_composer_has_to (self) ? gtk_editable_get_text (GTK_EDITABLE (self->to)) : "";
}

/* NULL with error where Data or To is not right. */
static SockeyeCall *
sockeye_composer_dup_send (SockeyeComposer *self,
                           gboolean         mark,
                           GtkWidget      **wrong,
                           GError         **error)
{
  SockeyeSocketId id = sockeye_socket_get_id (self->socket);
  const char *to = sockeye_composer_get_to (self);
  int flags = self->draft->send_flags;
  g_autoptr (SockeyeAddress) address = NULL;
  g_autoptr (GBytes) bytes = NULL;

  *wrong = self->data;
  bytes = _sockeye_composer_data_parse (self, mark, error);
  if (bytes == NULL)
    return NULL;
  if (*to != '\0')
    {
      *wrong = self->to;
      address = sockeye_address_parse_text (sockeye_socket_get_family (self->socket),
                                            sockeye_socket_get_protocol (self->socket), to,
                                            SOCKEYE_USE_SENDTO, error);
      if (address == NULL)
        return NULL;
    }
  if (self->draft->controls->len > 0)
    return sockeye_call_new_sendmsg (id, bytes, self->draft->controls, flags, address);
  return address != NULL ? sockeye_call_new_sendto (id, bytes, flags, address)
                         : sockeye_call_new_send (id, bytes, flags);
}

static gboolean
sockeye_composer_parse_size (SockeyeComposer *self,
                             guint64         *size,
                             GError         **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->size))));

  if (g_ascii_string_to_unsigned (text, 10, 0, MAX_SIZE, size, NULL))
    return TRUE;
  g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED,
               _("Size is a number of bytes from 0 to %u (2 GiB), as in recv(1024)"), MAX_SIZE);
  return FALSE;
}

static SockeyeCall *
sockeye_composer_dup_recv (SockeyeComposer *self,
                           GError         **error)
{
  SockeyeSocketId id = sockeye_socket_get_id (self->socket);
  int flags = self->draft->recv_flags;
  guint64 size;

  if (!sockeye_composer_parse_size (self, &size, error))
    return NULL;
  return _sockeye_composer_has_to (self) ? sockeye_call_new_recvfrom (id, size, flags)
                                         : sockeye_call_new_recv (id, size, flags);
}

typedef struct
{
  SockeyeComposer *composer;
  SockeyeSocket   *socket;
  GBytes          *bytes; /* what was to be sent, or NULL */
  guint            n_edits; /* of Data, until then */
} SockeyeComposerCall;

static void
sockeye_composer_call_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  SockeyeComposerCall *data = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (event == NULL && data->composer->session != NULL)
    sockeye_composer_tell (data->composer, data->socket, error->message);
  else if (event != NULL && data->bytes != NULL && sockeye_event_get_bytes (event) > 0)
    _sockeye_composer_keep_rest (data->composer, data->socket, data->bytes,
                                 (gsize) sockeye_event_get_bytes (event), data->n_edits);
  g_object_unref (data->composer);
  g_object_unref (data->socket);
  g_clear_pointer (&data->bytes, g_bytes_unref);
  g_free (data);
}

static void
sockeye_composer_call (SockeyeComposer *self,
                       SockeyeCall     *call)
{
  SockeyeComposerCall *data = g_new0 (SockeyeComposerCall, 1);
  SockeyeEvent *before;

  data->composer = g_object_ref (self);
  data->socket = g_object_ref (self->socket);
  /* Automatic sends the rest by itself. */
  if (sockeye_call_get_bytes (call) != NULL && !sockeye_socket_get_automatic (self->socket))
    data->bytes = g_bytes_ref (sockeye_call_get_bytes (call));
  data->n_edits = self->draft->n_edits;
  before = sockeye_socket_get_last_call (self->socket);
  sockeye_session_call_async (self->session, call, NULL, sockeye_composer_call_cb, data);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
  if (sockeye_socket_get_last_call (self->socket) == before)
    g_signal_emit_by_name (self, "called", self->socket, call);
}

static gboolean
sockeye_composer_check (SockeyeComposer *self,
                        SockeyeVerb      verb)
{
  g_autofree char *obstacle = NULL;
  int flags;

  if (self->socket == NULL || self->session == NULL)
    return FALSE;
  if (self->any_call && !sockeye_socket_is_closed (self->socket))
    return TRUE;
  flags = verb == SOCKEYE_VERB_SEND ? self->draft->send_flags : self->draft->recv_flags;
  obstacle = sockeye_socket_dup_obstacle (self->socket, verb);
  if (obstacle == NULL)
    obstacle = sockeye_flags_dup_contradiction (verb, flags);
  if (obstacle != NULL)
    sockeye_composer_tell (self, self->socket, obstacle);
  return obstacle == NULL;
}

static void
sockeye_composer_select_data (SockeyeComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->draft->data, &start, &end);
  gtk_text_buffer_select_range (self->draft->data, &end, &start);
}

/**
 * sockeye_composer_send:
 * @self: the composer
 *
 * Sends Data, as the button Send does.
 */
void
sockeye_composer_send (SockeyeComposer *self)
{
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *wrong;

  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));

  if (!sockeye_composer_check (self, SOCKEYE_VERB_SEND))
    return;
  call = sockeye_composer_dup_send (self, TRUE, &wrong, &error);
  if (call == NULL)
    {
      if (wrong == self->to)
        sockeye_caller_mark_mistake (self->to, error->message);
      sockeye_composer_tell (self, self->socket, error->message);
      gtk_widget_grab_focus (wrong);
      return;
    }
  if (!self->any_call && sockeye_catalog_is_stream (sockeye_socket_get_socktype (self->socket))
      && g_bytes_get_size (sockeye_call_get_bytes (call)) == 0)
    {
      sockeye_composer_tell (self, self->socket,
                             _("Data is empty, and a stream carries no empty message: "
                               "nothing was sent"));
      return;
    }
  _sockeye_composer_history_add (self);
  sockeye_composer_select_data (self);
  sockeye_composer_call (self, call);
}

/**
 * sockeye_composer_recv:
 * @self: the composer
 *
 * Receives once, as the button Recv does.
 */
void
sockeye_composer_recv (SockeyeComposer *self)
{
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));

  if (!sockeye_composer_check (self, SOCKEYE_VERB_RECV))
    return;
  call = sockeye_composer_dup_recv (self, &error);
  if (call == NULL)
    {
      sockeye_caller_mark_mistake (self->size, error->message);
      sockeye_composer_tell (self, self->socket, error->message);
      gtk_widget_grab_focus (self->size);
      return;
    }
  sockeye_composer_call (self, call);
}

/* What is typed has changed. */
void
_sockeye_composer_preview (SockeyeComposer *self)
{
  if (self->next_call != NULL)
    sockeye_next_call_update (self->next_call);
}

/**
 * sockeye_composer_dup_call:
 * @verb: SOCKEYE_VERB_SEND or SOCKEYE_VERB_RECV
 *
 * Returns: (transfer full) (nullable): the call as it would be made now
 */
SockeyeCall *
sockeye_composer_dup_call (SockeyeComposer *self,
                           SockeyeVerb      verb)
{
  GtkWidget *wrong;

  g_return_val_if_fail (SOCKEYE_IS_COMPOSER (self), NULL);

  if (self->socket == NULL)
    return NULL;
  if (verb == SOCKEYE_VERB_RECV)
    return sockeye_composer_dup_recv (self, NULL);
  /* Ten megabytes are not read anew for a line that shows a hundred bytes. */
  return self->draft->bulk == NULL ? sockeye_composer_dup_send (self, FALSE, &wrong, NULL) : NULL;
}

/* The exact call, or what stands in its way. */
static gboolean
sockeye_composer_tooltip_cb (GtkWidget       *button,
                             int              x,
                             int              y,
                             gboolean         keyboard,
                             GtkTooltip      *tooltip,
                             SockeyeComposer *self)
{
  SockeyeVerb verb = button == self->send ? SOCKEYE_VERB_SEND : SOCKEYE_VERB_RECV;
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *text = NULL;

  if (self->socket == NULL)
    return FALSE;
  if (!self->any_call)
    text = sockeye_socket_dup_obstacle (self->socket, verb);
  if (text == NULL)
    call = sockeye_composer_dup_call (self, verb);
  if (call != NULL)
    text = sockeye_call_to_python (call, TOOLTIP_LIMIT);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
_sockeye_composer_send_bind_class (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_send);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_recv);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_tooltip_cb);
}

static SockeyeCall *
sockeye_composer_preview_call (gpointer    owner,
                               SockeyeVerb verb)
{
  return sockeye_composer_dup_call (owner, verb);
}

/**
 * sockeye_composer_attach:
 * @next_call: a line of the same window
 *
 * Shows there what Send and Recv would do, while what they do it with is typed.
 */
void
sockeye_composer_attach (SockeyeComposer *self,
                         SockeyeNextCall *next_call)
{
  const struct
  {
    gpointer    widget;
    SockeyeVerb verb;
  } rows[] = {
    { self->send, SOCKEYE_VERB_SEND },       { self->data, SOCKEYE_VERB_SEND },
    { self->to, SOCKEYE_VERB_SEND },         { self->send_flags, SOCKEYE_VERB_SEND },
    { self->controls, SOCKEYE_VERB_SEND },   { self->recv, SOCKEYE_VERB_RECV },
    { self->size, SOCKEYE_VERB_RECV },       { self->recv_flags, SOCKEYE_VERB_RECV },
  };

  g_return_if_fail (SOCKEYE_IS_COMPOSER (self));
  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (next_call));

  g_set_weak_pointer (&self->next_call, next_call);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    sockeye_next_call_watch (next_call, rows[i].widget, rows[i].verb,
                             sockeye_composer_preview_call, self);
}
