/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "journal/sockeye-marks.h"
#include "journal/sockeye-time-format.h"
#include "sockeye-log-column.h"
#include "sockeye-log-match.h"

G_BEGIN_DECLS

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

GtkWidget    *sockeye_log_cell_new               (SockeyeLogColumn  column,
                                                  GtkListItem      *item);
guint         sockeye_log_cell_get_position      (SockeyeLogCell   *self);
SockeyeEvent *sockeye_log_cell_get_event         (SockeyeLogCell   *self);
void          sockeye_log_cell_set_event         (SockeyeLogCell   *self,
                                                  SockeyeEvent     *event);
void          sockeye_log_cell_show              (SockeyeLogCell   *self,
                                                  SockeyeEvent     *event,
                                                  gboolean          passing);
void          sockeye_log_cell_set_time_format   (SockeyeLogCell   *self,
                                                  SockeyeJournal   *journal,
                                                  SockeyeTimeFormat format);
void          sockeye_log_cell_set_marks         (SockeyeLogCell   *self,
                                                  SockeyeMarks     *marks);
void          sockeye_log_cell_update_marks      (SockeyeLogCell   *self);
void          sockeye_log_cell_set_match         (SockeyeLogCell   *self,
                                                  const SockeyeLogMatch *match);
void          sockeye_log_cell_refresh           (SockeyeLogCell   *self);
const char   *sockeye_log_cell_get_text          (SockeyeLogCell   *self);
gboolean      sockeye_log_cell_is_cut            (SockeyeLogCell   *self);
char         *sockeye_log_cell_dup_tooltip       (SockeyeLogCell   *self);
void          sockeye_log_cell_update_accessible (SockeyeLogCell   *self);

G_END_DECLS
