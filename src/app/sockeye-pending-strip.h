/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-session.h"

G_BEGIN_DECLS

#define SOCKEYE_TYPE_PENDING_STRIP (sockeye_pending_strip_get_type ())
G_DECLARE_FINAL_TYPE (SockeyePendingStrip, sockeye_pending_strip, SOCKEYE, PENDING_STRIP, GtkWidget)

G_END_DECLS
