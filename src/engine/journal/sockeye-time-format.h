/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "journal/sockeye-journal.h"

G_BEGIN_DECLS

/* What the time of a row is told by. */
typedef enum
{
  SOCKEYE_TIME_CLOCK,  /* the local clock */
  SOCKEYE_TIME_START,  /* since the first row of the session */
  SOCKEYE_TIME_ROW,    /* since the row before, shown or not */
  SOCKEYE_TIME_SOCKET, /* since the row before of the same socket */
  SOCKEYE_TIME_N_FORMATS
} SockeyeTimeFormat;

const char *sockeye_time_format_to_nick      (SockeyeTimeFormat  format);
gboolean    sockeye_time_format_from_nick    (const char        *nick,
                                              SockeyeTimeFormat *format);
const char *sockeye_time_format_to_string    (SockeyeTimeFormat  format);
char       *sockeye_interval_to_string       (gint64             ns);
gboolean    sockeye_journal_get_interval     (SockeyeJournal    *self,
                                              SockeyeEvent      *event,
                                              SockeyeTimeFormat  format,
                                              gint64            *ns);
char       *sockeye_journal_dup_time_text    (SockeyeJournal    *self,
                                              SockeyeEvent      *event,
                                              SockeyeTimeFormat  format);

G_END_DECLS
