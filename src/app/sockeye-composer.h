/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeComposer:
 *
 * Moves the data of the selected socket: what is sent, how, to whom; and what
 * a receive asks for.
 *
 * Properties: session, socket (#SockeyeSocket).
 *
 * Signals: "told" (SockeyeSocket *, const char *): why no call was made.
 */
#define SOCKEYE_TYPE_COMPOSER (sockeye_composer_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeComposer, sockeye_composer, SOCKEYE, COMPOSER, GtkWidget)

void sockeye_composer_set_socket (SockeyeComposer *self,
                                  SockeyeSocket   *socket);
void sockeye_composer_focus_data (SockeyeComposer *self);
void sockeye_composer_focus_to   (SockeyeComposer *self);
void sockeye_composer_reply      (SockeyeComposer *self,
                                  const char      *to);
void sockeye_composer_send       (SockeyeComposer *self);
void sockeye_composer_recv       (SockeyeComposer *self);

G_END_DECLS
