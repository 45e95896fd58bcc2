/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void sockeye_cli_families (gboolean json);

G_END_DECLS
