/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Values in Python 3's form, exactly as CPython's repr() prints them. Pure
 * functions. Each appends to a GString; limit is the most characters appended
 * for the value (0: no limit), and what is cut ends in "…". */

#pragma once

#include "sockeye-types.h"

G_BEGIN_DECLS

gboolean sockeye_python_is_printable    (gunichar      c);
void     sockeye_python_append_bytes    (GString      *string,
                                         const guint8 *data,
                                         gsize         size,
                                         gsize         limit);
void     sockeye_python_append_str      (GString      *string,
                                         const char   *text,
                                         gsize         limit);
void     sockeye_python_append_flags    (GString      *string,
                                         int           flags);
void     sockeye_python_append_constant (GString      *string,
                                         const char   *name,
                                         int           number);

G_END_DECLS
