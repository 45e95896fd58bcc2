/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-rows.h"
#include "filter/sockeye-search.h"
#include "session/sockeye-session.h"

G_BEGIN_DECLS

/**
 * SockeyeLogView:
 *
 * The log: the rows of a session's journal in columns, and the button that
 * counts what came while the reader looked elsewhere.
 *
 * Properties: session; selected (#SockeyeEvent or NULL, read-only): the row
 * that the user selected last; following (boolean): new rows are scrolled to;
 * paused (boolean): what comes is recorded, but not shown; time-format (string):
 * a nick of #SockeyeTimeFormat.
 *
 * Signals: "activated" (SockeyeEvent *): a row was activated by Enter, by a
 * double click, or by Details in its menu; "reply" (SockeyeEvent *): Reply was
 * chosen.
 *
 * Actions: log.copy-calls, log.copy-rows, log.details, log.reply, log.clear, log.undo-clear, log.pause, log.time-format,
 * log.end, log.menu, log.mark, log.next-mark, log.previous-mark.
 */
#define SOCKEYE_TYPE_LOG_VIEW (sockeye_log_view_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeLogView, sockeye_log_view, SOCKEYE, LOG_VIEW, GtkWidget)

SockeyeRows  *sockeye_log_view_get_rows      (SockeyeLogView *self);
SockeyeEvent *sockeye_log_view_get_selected  (SockeyeLogView *self);
gboolean      sockeye_log_view_show_row      (SockeyeLogView *self,
                                              guint64         number);
void          sockeye_log_view_set_found     (SockeyeLogView *self,
                                              const SockeyeFound *found,
                                              SockeyePattern *pattern);
gboolean      sockeye_log_view_get_following (SockeyeLogView *self);
void          sockeye_log_view_set_following (SockeyeLogView *self,
                                              gboolean        following);
gboolean      sockeye_log_view_get_paused    (SockeyeLogView *self);
void          sockeye_log_view_set_paused    (SockeyeLogView *self,
                                              gboolean        paused);

G_END_DECLS
