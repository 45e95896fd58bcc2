/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "session/sockeye-runner.h"

G_BEGIN_DECLS

/* The example that is both of them. */
#define SOCKEYE_WELCOME_BOTH (-1)

/**
 * SockeyeWelcome:
 *
 * What stands in the log's place at first start.
 *
 * Signal: "example" (gint): a #SockeyeExample, or %SOCKEYE_WELCOME_BOTH, was
 * chosen.
 */
#define SOCKEYE_TYPE_WELCOME (sockeye_welcome_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeWelcome, sockeye_welcome, SOCKEYE, WELCOME, GtkWidget)

G_END_DECLS
