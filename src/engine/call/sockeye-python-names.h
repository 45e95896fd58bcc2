/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Constants that rows call by name and CPython 3.11's socket module lacks:
 * copied code defines them in front of what uses them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    sockeye_python_find_name          (const char *name,
                                               int        *number);
const char *sockeye_python_get_nth_name       (guint       nth);
void        sockeye_python_append_definitions (const char *code,
                                               GString    *string);

G_END_DECLS
