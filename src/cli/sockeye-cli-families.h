/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sockeye_cli_families (int    n_arguments,
                               char **arguments);

G_END_DECLS
