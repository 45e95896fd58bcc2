/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

#define SOCKEYE_TYPE_WELCOME (sockeye_welcome_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeWelcome, sockeye_welcome, SOCKEYE, WELCOME, GtkWidget)

G_END_DECLS
