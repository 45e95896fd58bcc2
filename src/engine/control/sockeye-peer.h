/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Who is at the other end of a UNIX connection: SO_PEERCRED, unix(7). */

#pragma once

#include "call/sockeye-types.h"

#include <sys/types.h>

G_BEGIN_DECLS

/**
 * SockeyePeer:
 *
 * The process that connected, or listened, as it was then; pid 0 where it
 * lives outside our PID namespace. Program is "" where the kernel does not tell.
 */
typedef struct
{
  gboolean known; /* FALSE: nothing else is filled */
  pid_t    pid;
  uid_t    uid;
  gid_t    gid;
  char     program[32]; /* /proc/pid/comm, valid UTF-8 */
} SockeyePeer;

/* "1000 (anna)"; the number alone where it has no name. */
char *sockeye_user_to_string    (uid_t              uid);
char *sockeye_group_to_string   (gid_t              gid);
/* "4711 (ncat)" */
char *sockeye_process_to_string (pid_t              pid);
char *sockeye_peer_dup_process  (const SockeyePeer *self);

G_END_DECLS
