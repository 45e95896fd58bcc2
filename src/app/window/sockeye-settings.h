/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *sockeye_settings_dup (void);

G_END_DECLS
