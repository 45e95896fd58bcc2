/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Names to addresses, getaddrinfo(3) in worker threads. GResolver would lack
 * the EAI codes and answers "localhost" by itself. */

#pragma once

#include "sockeye-address.h"

G_BEGIN_DECLS

typedef struct _SockeyeLookups SockeyeLookups;

/* Called in a worker thread. Answers: of SockeyeAddress, (transfer full), never
 * NULL. Error: 0, or an EAI code; system_error: errno where that is EAI_SYSTEM.
 * Other_family: where the name has addresses, but of another family only. */
typedef void (*SockeyeLookupFunc) (guint64    ticket,
                                   GPtrArray *answers,
                                   int        error,
                                   int        system_error,
                                   int        other_family,
                                   gint64     time,
                                   gint64     duration,
                                   gpointer   user_data);

SockeyeLookups *_sockeye_lookups_new   (SockeyeLookupFunc  done);
void            _sockeye_lookups_free  (SockeyeLookups    *self);
void            _sockeye_lookups_start (SockeyeLookups    *self,
                                        guint64            ticket,
                                        const char        *host,
                                        guint              port,
                                        int                family,
                                        int                type,
                                        gpointer           user_data,
                                        GDestroyNotify     destroy);

G_END_DECLS
