/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Grouped as the engine's texts group it: "300,000". (transfer full) */
char *sockeye_number_to_string (guint64 number);

G_END_DECLS
