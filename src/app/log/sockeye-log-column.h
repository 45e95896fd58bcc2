/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The columns of the log, and what each of them says of a row. */

#pragma once

#include "event/sockeye-event.h"

G_BEGIN_DECLS

/* The columns of the log, in their order. */
typedef enum
{
  SOCKEYE_LOG_NUMBER,
  SOCKEYE_LOG_TIME,
  SOCKEYE_LOG_SOCKET,
  SOCKEYE_LOG_EVENT,
  SOCKEYE_LOG_CALL,
  SOCKEYE_LOG_BYTES,
  SOCKEYE_LOG_RESULT,
  SOCKEYE_LOG_DATA,
  SOCKEYE_LOG_N_COLUMNS
} SockeyeLogColumn;

const char *sockeye_log_column_to_nick         (SockeyeLogColumn  column);
gboolean    sockeye_log_column_is_right        (SockeyeLogColumn  column);
char       *sockeye_log_column_dup_text        (SockeyeLogColumn  column,
                                                SockeyeEvent     *event);
char       *sockeye_log_column_dup_explanation (SockeyeLogColumn  column,
                                                SockeyeEvent     *event);

G_END_DECLS
