/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Names to addresses, getaddrinfo(3), and services to ports, getservbyname(3),
 * in worker threads. GResolver would lack the EAI codes and answers
 * "localhost" by itself. */

#pragma once

#include "call/sockeye-call.h"

G_BEGIN_DECLS

typedef struct _SockeyeLookups SockeyeLookups;

/* What a look-up gave. The callback may take what it points to. */
typedef struct
{
  guint64    ticket;
  GPtrArray *answers;      /* of SockeyeAddress, never NULL */
  char      *canonical;    /* or NULL */
  guint      port;         /* of a service */
  int        error;        /* 0, or an EAI code */
  int        system_error; /* errno where that is EAI_SYSTEM */
  int        other_family; /* the name has addresses, but of this family only */
  gint64     time;         /* at return, ns */
  gint64     duration;     /* ns */
} SockeyeAnswer;

/* Called in a worker thread. */
typedef void (*SockeyeLookupFunc) (SockeyeAnswer *answer,
                                   gpointer       user_data);

void            _sockeye_answer_clear  (SockeyeAnswer     *answer);
SockeyeLookups *_sockeye_lookups_new   (SockeyeLookupFunc  done);
void            _sockeye_lookups_free  (SockeyeLookups    *self);
void            _sockeye_lookups_start (SockeyeLookups    *self,
                                        guint64            ticket,
                                        SockeyeCall       *call,
                                        gpointer           user_data,
                                        GDestroyNotify     destroy);

G_END_DECLS
