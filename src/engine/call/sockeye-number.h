/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In groups of three, "300,000", with the same mark in every language, as the
 * numbers stand beside code. (transfer full) */
char *sockeye_number_to_string (guint64 number);

/* Exactly so many bytes, as short as that can be said: "64 KiB", "1,000 bytes".
 * (transfer full) */
char *sockeye_size_to_string (guint64 size);

G_END_DECLS
