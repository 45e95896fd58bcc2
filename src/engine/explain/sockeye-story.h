/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What happened: of each row of the journal, in one or two true sentences,
 * what the kernel did and what it did not tell. Gettext strings. */

#pragma once

#include "session/sockeye-session.h"

G_BEGIN_DECLS

char *sockeye_session_dup_story (SockeyeSession *session,
                                 SockeyeEvent   *event);

G_END_DECLS
