/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Errors that teach: the name of an errno or EAI code, its plain meaning, the
 * likely cause in this call and state, and what to try. Gettext strings. */

#pragma once

#include "event/sockeye-event.h"

G_BEGIN_DECLS

/* Codes, in sockeye-explain-codes.c. */
int         sockeye_errno_get_nth        (guint         nth);
int         sockeye_errno_from_name      (const char   *name);
const char *sockeye_errno_to_name        (int           error);
const char *sockeye_errno_to_meaning     (int           error);
int         sockeye_eai_get_nth          (guint         nth);
int         sockeye_eai_from_name        (const char   *name);
const char *sockeye_eai_to_name          (int           code);
const char *sockeye_eai_to_meaning       (int           code);

const char *sockeye_explain_errno_cause  (SockeyeVerb   verb,
                                          int           error);
const char *sockeye_explain_errno_remedy (SockeyeVerb   verb,
                                          int           error);
const char *sockeye_explain_eai_cause    (SockeyeVerb   verb,
                                          int           code);
const char *sockeye_explain_eai_remedy   (SockeyeVerb   verb,
                                          int           code);
gboolean    sockeye_explain_is_own       (SockeyeVerb   verb,
                                          int           code);
char       *sockeye_explain_event        (SockeyeEvent *event);
const char *sockeye_explain_event_remedy (SockeyeEvent *event);

G_END_DECLS
