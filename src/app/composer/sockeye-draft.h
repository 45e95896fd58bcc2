/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-payload.h"
#include "session/sockeye-socket.h"

G_BEGIN_DECLS

/**
 * SockeyeDraft:
 *
 * What the user has typed for a socket and not yet used: the arguments of its
 * next calls. The entries show these buffers while the socket is selected, so
 * that nothing is copied to and fro. Lives as long as its socket.
 */
typedef struct
{
  GtkEntryBuffer *host;
  GtkEntryBuffer *port;
  GtkEntryBuffer *path;
  GtkEntryBuffer *backlog;
  GtkEntryBuffer *to;
  GtkEntryBuffer *size;
  GtkTextBuffer  *data;
  char           *bulk;    /* Data too long to edit: data shows its beginning */
  SockeyeFormat   format;
  SockeyeEnding   ending;
  guint           n_edits; /* times that Data was changed */
  GPtrArray      *controls; /* SockeyeControl: go with each send */
  int             send_flags;
  int             recv_flags;
  gboolean        bound;   /* Host and Port were emptied by a Bind */
  gboolean        to_set;  /* To was filled or touched once: it is the user's now */
  guint           n_calls; /* that the bar has made: what was begun before stops at another */
  char           *notice;  /* what Last call says instead of the last call */
} SockeyeDraft;

SockeyeDraft *sockeye_draft_get        (SockeyeSocket *socket);
void          sockeye_draft_set_notice (SockeyeDraft  *self,
                                        const char    *notice);

G_END_DECLS
