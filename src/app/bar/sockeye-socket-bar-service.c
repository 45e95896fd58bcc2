/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A service in Port: "http" becomes 80 where the system knows it, and only
 * then the call is made. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"
#include "catalog/sockeye-catalog.h"

typedef struct
{
  SockeyeSocketBar *bar;
  SockeyeSocket    *socket;
  char             *name;
  SockeyeVerb       then;
  guint             n_calls;
} SockeyeSocketBarService;

static void
sockeye_socket_bar_service_free (SockeyeSocketBarService *data)
{
  g_object_unref (data->bar);
  g_object_unref (data->socket);
  g_free (data->name);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeSocketBarService, sockeye_socket_bar_service_free)

/* RFC 6335, 5.1: letters, digits and hyphens, with a letter at least. */
static gboolean
sockeye_socket_bar_is_service (const char *port)
{
  gboolean has_letter = FALSE;

  for (const char *p = port; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return FALSE;
      has_letter = has_letter || g_ascii_isalpha (*p);
    }
  return has_letter;
}

static void
sockeye_socket_bar_service_unknown (SockeyeSocketBarService *data,
                                    const char              *message)
{
  SockeyeSocketBar *self = data->bar;

  if (data->socket == self->socket)
    {
      sockeye_caller_mark_mistake (self->port, message);
      gtk_widget_grab_focus (self->port);
    }
  sockeye_socket_bar_tell (self, data->socket, message);
}

static void
sockeye_socket_bar_service_known (SockeyeSocketBarService *data,
                                  guint                    port)
{
  SockeyeSocketBar *self = data->bar;
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autofree char *message = NULL;

  gtk_entry_buffer_set_text (sockeye_draft_get (data->socket)->port, number, -1);
  if (data->socket == self->socket)
    {
      sockeye_socket_bar_press (self, data->then);
      return;
    }
  /* Who went on to another socket meanwhile may have changed their mind. */
  message = g_strdup_printf (_("%s is port %s; no call was made, since another socket was "
                               "selected"),
                             data->name, number);
  sockeye_socket_bar_tell (self, data->socket, message);
}

static void
sockeye_socket_bar_service_cb (GObject      *object,
                               GAsyncResult *result,
                               gpointer      user_data)
{
  g_autoptr (SockeyeSocketBarService) data = user_data;
  SockeyeSocketBar *self = data->bar;
  SockeyeDraft *draft = sockeye_draft_get (data->socket);
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *explanation = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (self->session == NULL || draft->n_calls != data->n_calls)
    return;
  /* Another port is what the user wants by now. */
  if (strcmp (gtk_entry_buffer_get_text (draft->port), data->name) != 0)
    {
      if (data->socket == self->socket)
        _sockeye_socket_bar_show_last_call (self);
      return;
    }
  if (event == NULL)
    {
      sockeye_socket_bar_tell (self, data->socket, error->message);
    }
  else if (sockeye_event_get_bits (event) & SOCKEYE_BIT_CANCELLED)
    {
      explanation = sockeye_caller_dup_text (event, NULL);
      sockeye_socket_bar_tell (self, data->socket, explanation);
    }
  else if (sockeye_event_is_error (event))
    {
      explanation = sockeye_session_explain (self->session, event);
      sockeye_socket_bar_service_unknown (data, explanation);
    }
  else
    {
      sockeye_socket_bar_service_known (data, sockeye_event_get_result (event));
    }
}

/* TRUE where Port is the name of a service: it is being asked for, and what
 * was to be done then will be done with the answer. */
gboolean
_sockeye_socket_bar_ask_service (SockeyeSocketBar *self,
                                 SockeyeVerb       then)
{
  SockeyeDraft *draft = sockeye_draft_get (self->socket);
  const char *name = gtk_entry_buffer_get_text (draft->port);
  const SockeyeFamily *family =
      sockeye_catalog_find_family (sockeye_socket_get_family (self->socket));
  g_autoptr (SockeyeCall) call = NULL;
  SockeyeSocketBarService *data;

  if ((family == NULL || !family->has_names) || !sockeye_socket_bar_is_service (name))
    return FALSE;
  call = sockeye_call_new_getservbyname (sockeye_socket_get_id (self->socket), name,
                                         sockeye_socket_get_socktype (self->socket));
  sockeye_draft_set_notice (draft, NULL);
  data = g_new0 (SockeyeSocketBarService, 1);
  data->bar = g_object_ref (self);
  data->socket = g_object_ref (self->socket);
  data->name = g_strdup (name);
  data->then = then;
  data->n_calls = ++draft->n_calls;
  _sockeye_socket_bar_show_waiting (self, call);
  sockeye_session_call_async (self->session, call, NULL, sockeye_socket_bar_service_cb, data);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
  return TRUE;
}
