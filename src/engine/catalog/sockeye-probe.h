/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-catalog.h"

G_BEGIN_DECLS

/* What the kernel says of a family, a type or a protocol, in general. */
typedef enum
{
  SOCKEYE_VERDICT_UNKNOWN,   /* not tried, or not yet */
  SOCKEYE_VERDICT_AVAILABLE,
  SOCKEYE_VERDICT_PRIVILEGE, /* EPERM or EACCES */
  SOCKEYE_VERDICT_LACKING,   /* any other errno */
} SockeyeVerdict;

/* Stands for every type, or every protocol, that the catalog lists. */
#define SOCKEYE_PROBE_ANY (-1)

/**
 * SockeyeProbe:
 *
 * What this kernel, and this process, can make: every combination of the
 * catalog tried with a real socket(2), in a thread of its own. Each socket is
 * closed at once, and none is a row of the journal. Belongs to the thread that
 * made it, whose thread-default #GMainContext carries the answer.
 *
 * Properties: "done" (gboolean): the answers are there.
 */
#define SOCKEYE_TYPE_PROBE (sockeye_probe_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeProbe, sockeye_probe, SOCKEYE, PROBE, GObject)

SockeyeProbe  *sockeye_probe_new           (void);
void           sockeye_probe_start         (SockeyeProbe   *self);
void           sockeye_probe_try_number    (SockeyeProbe   *self,
                                            int             family,
                                            int             protocol);
void           sockeye_probe_stop          (SockeyeProbe   *self);
gboolean       sockeye_probe_is_done       (SockeyeProbe   *self);
SockeyeVerdict sockeye_probe_get_verdict   (SockeyeProbe   *self,
                                            int             family,
                                            int             type,
                                            int             protocol);
int            sockeye_probe_get_errno     (SockeyeProbe   *self,
                                            int             family,
                                            int             type,
                                            int             protocol);
char          *sockeye_probe_dup_words     (SockeyeProbe   *self,
                                            int             family,
                                            int             type,
                                            int             protocol);
const char    *sockeye_probe_get_privilege (int             family,
                                            int             error);
const char    *sockeye_verdict_to_nick     (SockeyeVerdict  verdict);

G_END_DECLS
