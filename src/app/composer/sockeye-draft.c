/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-draft.h"

#include "catalog/sockeye-catalog.h"

#define PROPOSED_BACKLOG "5"
#define PROPOSED_SIZE "1024"

static void
sockeye_draft_free (SockeyeDraft *self)
{
  g_object_unref (self->host);
  g_object_unref (self->port);
  g_object_unref (self->path);
  g_object_unref (self->backlog);
  g_object_unref (self->to);
  g_object_unref (self->size);
  g_object_unref (self->data);
  g_ptr_array_unref (self->controls);
  g_free (self->bulk);
  g_free (self->notice);
  g_free (self);
}

static SockeyeDraft *
sockeye_draft_new (SockeyeSocket *socket)
{
  SockeyeDraft *self = g_new0 (SockeyeDraft, 1);
  const SockeyeFamily *family = sockeye_catalog_find_family (sockeye_socket_get_family (socket));
  gboolean has_port = family != NULL && family->port_label != NULL;
  /* A peer has its addresses already: nothing is proposed for it. */
  gboolean fresh = sockeye_socket_get_stage (socket) == SOCKEYE_STAGE_CREATED;
  g_autofree char *proposal = NULL;
  g_autofree char *port = NULL;

  if (fresh)
    proposal = sockeye_catalog_dup_proposal (sockeye_socket_get_family (socket));
  if (fresh && has_port)
    port = sockeye_catalog_dup_port_proposal (sockeye_socket_get_family (socket),
                                              sockeye_socket_get_protocol (socket));
  self->host = gtk_entry_buffer_new (has_port ? proposal : NULL, -1);
  self->path = gtk_entry_buffer_new (has_port ? NULL : proposal, -1);
  self->port = gtk_entry_buffer_new (port, -1);
  self->backlog = gtk_entry_buffer_new (PROPOSED_BACKLOG, -1);
  self->size = gtk_entry_buffer_new (PROPOSED_SIZE, -1);
  self->to = gtk_entry_buffer_new (NULL, -1);
  self->data = gtk_text_buffer_new (NULL);
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  return self;
}

/**
 * sockeye_draft_get:
 * @socket: a socket
 *
 * Returns: (transfer none): its draft, made at the first call
 */
SockeyeDraft *
sockeye_draft_get (SockeyeSocket *socket)
{
  static GQuark quark;
  SockeyeDraft *self;

  g_return_val_if_fail (SOCKEYE_IS_SOCKET (socket), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("sockeye-draft");
  self = g_object_get_qdata (G_OBJECT (socket), quark);
  if (self == NULL)
    {
      self = sockeye_draft_new (socket);
      g_object_set_qdata_full (G_OBJECT (socket), quark, self, (GDestroyNotify) sockeye_draft_free);
    }
  return self;
}

void
sockeye_draft_set_notice (SockeyeDraft *self,
                          const char   *notice)
{
  char *copy = g_strdup (notice);

  g_free (self->notice);
  self->notice = copy;
}
