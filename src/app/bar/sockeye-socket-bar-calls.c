/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The calls that the bar would make, from what is typed in it. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include <glib/gi18n-lib.h>

#include "catalog/sockeye-catalog.h"

gboolean
_sockeye_socket_bar_can (SockeyeSocketBar *self,
                         SockeyeVerb       verb)
{
  g_autofree char *obstacle = NULL;

  if (self->any_call && !sockeye_socket_is_closed (self->socket))
    return TRUE;
  obstacle = sockeye_socket_dup_obstacle (self->socket, verb);
  return obstacle == NULL;
}

static SockeyeAddress *
sockeye_socket_bar_dup_address (SockeyeSocketBar *self,
                                SockeyeUse        use,
                                GtkWidget       **wrong,
                                GError          **error)
{
  int family = sockeye_socket_get_family (self->socket);
  const SockeyeFamily *row = sockeye_catalog_find_family (family);
  gboolean has_port = row != NULL && row->port_label != NULL;
  GtkWidget *host = has_port ? self->host : self->path;
  const char *port = gtk_editable_get_text (GTK_EDITABLE (self->port));
  g_autoptr (GError) local_error = NULL;
  SockeyeAddress *address;

  address = sockeye_address_parse (family, sockeye_socket_get_protocol (self->socket),
                                   gtk_editable_get_text (GTK_EDITABLE (host)),
                                   has_port ? port : NULL, use, &local_error);
  if (address != NULL)
    return address;
  *wrong = g_error_matches (local_error, SOCKEYE_ERROR, SOCKEYE_ERROR_PORT) ? self->port : host;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static SockeyeCall *
sockeye_socket_bar_dup_listen (SockeyeSocketBar *self,
                               GtkWidget       **wrong,
                               GError          **error)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->backlog))));
  char *end;
  gint64 backlog = g_ascii_strtoll (text, &end, 10);

  if (*text == '\0' || *end != '\0' || backlog < G_MININT || backlog > G_MAXINT)
    {
      *wrong = self->backlog;
      g_set_error_literal (error, SOCKEYE_ERROR, SOCKEYE_ERROR_REFUSED,
                           _("Backlog is a whole number, as in listen(5)"));
      return NULL;
    }
  return sockeye_call_new_listen (sockeye_socket_get_id (self->socket), (int) backlog);
}

/**
 * _sockeye_socket_bar_dup_call:
 * @verb: a call of the bar
 * @wrong: (out): where the mistake stands
 *
 * Returns: (transfer full): the call with the arguments as they are typed, or
 *   %NULL with @error, a sentence for the user
 */
SockeyeCall *
_sockeye_socket_bar_dup_call (SockeyeSocketBar *self,
                              SockeyeVerb       verb,
                              GtkWidget       **wrong,
                              GError          **error)
{
  SockeyeSocketId id = sockeye_socket_get_id (self->socket);
  SockeyeUse use = verb == SOCKEYE_VERB_BIND ? SOCKEYE_USE_BIND : SOCKEYE_USE_CONNECT;
  g_autoptr (SockeyeAddress) address = NULL;

  switch (verb)
    {
    case SOCKEYE_VERB_BIND:
    case SOCKEYE_VERB_CONNECT:
      address = sockeye_socket_bar_dup_address (self, use, wrong, error);
      if (address == NULL)
        return NULL;
      return verb == SOCKEYE_VERB_BIND ? sockeye_call_new_bind (id, address)
                                       : sockeye_call_new_connect (id, address);
    case SOCKEYE_VERB_LISTEN:
      return sockeye_socket_bar_dup_listen (self, wrong, error);
    case SOCKEYE_VERB_ACCEPT:
      return sockeye_call_new_accept (id);
    case SOCKEYE_VERB_CLOSE:
      return sockeye_call_new_close (id, FALSE);
    default:
      g_return_val_if_reached (NULL);
    }
}

static SockeyeCall *
sockeye_socket_bar_preview (gpointer    owner,
                            SockeyeVerb verb)
{
  SockeyeSocketBar *self = owner;
  GtkWidget *wrong;

  return self->socket != NULL ? _sockeye_socket_bar_dup_call (self, verb, &wrong, NULL) : NULL;
}

/* Host, Port and Path lead to what Enter does in them. */
static SockeyeCall *
sockeye_socket_bar_preview_address (gpointer    owner,
                                    SockeyeVerb verb)
{
  SockeyeSocketBar *self = owner;
  g_autofree char *obstacle = NULL;

  if (self->socket == NULL || !gtk_editable_get_editable (GTK_EDITABLE (self->host)))
    return NULL;
  obstacle = sockeye_socket_dup_obstacle (self->socket, SOCKEYE_VERB_BIND);
  return sockeye_socket_bar_preview (owner, obstacle == NULL ? SOCKEYE_VERB_BIND : SOCKEYE_VERB_CONNECT);
}

void
_sockeye_socket_bar_watch (SockeyeSocketBar *self)
{
  const struct
  {
    GtkWidget  *widget;
    SockeyeVerb verb;
  } rows[] = {
    { self->bind, SOCKEYE_VERB_BIND },     { self->connect, SOCKEYE_VERB_CONNECT },
    { self->listen, SOCKEYE_VERB_LISTEN }, { self->backlog, SOCKEYE_VERB_LISTEN },
    { self->accept, SOCKEYE_VERB_ACCEPT }, { self->close, SOCKEYE_VERB_CLOSE },
  };
  GtkWidget *addresses[] = { self->host, self->port, self->path };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    sockeye_next_call_watch (self->next_call, rows[i].widget, rows[i].verb,
                             sockeye_socket_bar_preview, self);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    sockeye_next_call_watch (self->next_call, addresses[i], SOCKEYE_VERB_BIND,
                             sockeye_socket_bar_preview_address, self);
}
