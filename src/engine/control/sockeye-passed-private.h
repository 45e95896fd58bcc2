/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "event/sockeye-event.h"

G_BEGIN_DECLS

/* A list of SockeyePassed, which it owns. */
GPtrArray *_sockeye_passed_new_list (void);
/* Takes what. */
void       _sockeye_passed_add      (GPtrArray       *list,
                                     SockeyeSocketId  id,
                                     char            *what);

G_END_DECLS
