/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the parts of the window that make calls share. */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-session.h"

G_BEGIN_DECLS

/* A call with a long payload must not push its result off the two lines of
 * Last call, which hold about 68 characters each in the narrowest window. */
#define SOCKEYE_CALLER_LIMIT 88

/* Quick calls take effect before the next key or click: so long may the
 * window wait for them, in microseconds. */
#define SOCKEYE_CALLER_SETTLE 20000

char *sockeye_caller_dup_text       (SockeyeEvent   *event,
                                     const char     *explanation);
char *sockeye_caller_dup_explained  (SockeyeSession *session,
                                     SockeyeEvent   *event);
char *sockeye_caller_dup_enlarge    (SockeyeCall    *call);
void  sockeye_caller_mark_available (GtkWidget      *button,
                                     gboolean        available);
void  sockeye_caller_mark_suggested (GtkWidget      *button,
                                     gboolean        suggested);
void  sockeye_caller_mark_mistake   (GtkWidget      *entry,
                                     const char     *message);

G_END_DECLS
