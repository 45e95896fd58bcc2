/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Errors that teach: the name of an errno or EAI code, its plain meaning, and
 * the likely cause in this call with what to try. Gettext strings. */

#pragma once

#include "sockeye-event.h"

G_BEGIN_DECLS

const char *sockeye_errno_to_name    (int           error);
const char *sockeye_errno_to_meaning (int           error);
const char *sockeye_eai_to_name      (int           code);
const char *sockeye_eai_to_meaning   (int           code);
const char *sockeye_explain_errno    (SockeyeVerb   verb,
                                      int           error);
const char *sockeye_explain_eai      (int           code);
char       *sockeye_explain_event    (SockeyeEvent *event);

G_END_DECLS
