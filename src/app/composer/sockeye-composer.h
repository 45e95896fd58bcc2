/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "bar/sockeye-next-call.h"

G_BEGIN_DECLS

/**
 * SockeyeComposer:
 *
 * Moves the data of the selected socket: what is sent, how, to whom; and what
 * a receive asks for.
 *
 * Properties: session, socket (#SockeyeSocket), any-call (boolean: also make
 * calls that cannot be made now, so that the kernel answers).
 *
 * Signals: "told" (SockeyeSocket *, const char *): why no call was made;
 * "called" (SockeyeSocket *, SockeyeCall *): a call was made, and waits.
 */
#define SOCKEYE_TYPE_COMPOSER (sockeye_composer_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeComposer, sockeye_composer, SOCKEYE, COMPOSER, GtkWidget)

void sockeye_composer_set_socket (SockeyeComposer *self,
                                  SockeyeSocket   *socket);
/* Shows there what Send and Recv would do. */
void sockeye_composer_attach     (SockeyeComposer *self,
                                  SockeyeNextCall *next_call);
void sockeye_composer_set_any_call (SockeyeComposer *self,
                                    gboolean         any_call);
/* The call that Send or Recv would make now: (transfer full), or NULL where
 * what is typed makes none. */
SockeyeCall *sockeye_composer_dup_call (SockeyeComposer *self,
                                        SockeyeVerb      verb);
void sockeye_composer_focus_data (SockeyeComposer *self);
void sockeye_composer_focus_to   (SockeyeComposer *self);
void sockeye_composer_reply      (SockeyeComposer *self,
                                  const char      *to);
void sockeye_composer_send       (SockeyeComposer *self);
void sockeye_composer_recv       (SockeyeComposer *self);

G_END_DECLS
