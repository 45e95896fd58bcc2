/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "sockeye-event.h"

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

/**
 * SockeyeLogCell:
 *
 * One cell of the log. Draws its text itself and shapes it only when it is
 * drawn, since the list keeps and rebinds many rows that nobody sees. A text
 * that does not fit runs on over the cells behind it, as far as those are
 * empty.
 */
#define SOCKEYE_TYPE_LOG_CELL (sockeye_log_cell_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeLogCell, sockeye_log_cell, SOCKEYE, LOG_CELL, GtkWidget)

GtkWidget    *sockeye_log_cell_new               (SockeyeLogColumn  column);
SockeyeEvent *sockeye_log_cell_get_event         (SockeyeLogCell   *self);
void          sockeye_log_cell_set_event         (SockeyeLogCell   *self,
                                                  SockeyeEvent     *event);
const char   *sockeye_log_cell_get_text          (SockeyeLogCell   *self);
gboolean      sockeye_log_cell_is_cut            (SockeyeLogCell   *self);
void          sockeye_log_cell_update_accessible (SockeyeLogCell   *self);
gboolean      sockeye_log_column_is_right        (SockeyeLogColumn  column);

G_END_DECLS
