/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-call.h"

G_BEGIN_DECLS

/* Never changed once it is made, so that any thread may read it. */
struct _SockeyeCall
{
  gatomicrefcount  ref_count;
  SockeyeVerb      verb;
  SockeyeSocketId  socket;
  int              args[4]; /* as the verb has them, in order */
  int              flags;
  gboolean         now;
  gsize            size;
  gsize            room;     /* for control messages; 0: not asked for */
  GBytes          *bytes;
  GPtrArray       *controls; /* of SockeyeControl; or NULL */
  SockeyeAddress  *address;
  char            *host;
  guint            port;
};

G_END_DECLS
