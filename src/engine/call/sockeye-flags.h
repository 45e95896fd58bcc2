/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "catalog/sockeye-catalog.h"

G_BEGIN_DECLS

/* The MSG_ flags that a person can pass to send(2) and recv(2). The word says
 * what the flag asks for. */
const SockeyeConstant *sockeye_flags_list             (SockeyeVerb  verb,
                                                       guint       *n_flags);
char                  *sockeye_flags_to_string        (int          flags);
char                  *sockeye_flags_dup_contradiction (SockeyeVerb verb,
                                                       int          flags);

G_END_DECLS
