/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeExample:
 *
 * The programs of the cheat sheet.
 */
typedef enum
{
  SOCKEYE_EXAMPLE_SERVER,
  SOCKEYE_EXAMPLE_CLIENT,
} SockeyeExample;

/**
 * SockeyeRunner:
 *
 * Runs a list of steps in a session: submits a call, waits for its row,
 * submits the next. Keeps itself alive while it runs.
 *
 * Signals: "socket-created" (SockeyeSocket *): the program's own socket
 * exists; "listening": the server listens; "served": one client has been
 * served; "finished" (gboolean ok): the program ended; ok is FALSE where a
 * call failed.
 */
#define SOCKEYE_TYPE_RUNNER (sockeye_runner_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeRunner, sockeye_runner, SOCKEYE, RUNNER, GObject)

SockeyeRunner *sockeye_runner_new        (SockeyeSession  *session,
                                          SockeyeExample   example);
void           sockeye_runner_start      (SockeyeRunner   *self);
/* Server and client; the client starts when the server listens. */
void           sockeye_runner_start_both (SockeyeSession  *session,
                                          SockeyeRunner  **server,
                                          SockeyeRunner  **client);

G_END_DECLS
