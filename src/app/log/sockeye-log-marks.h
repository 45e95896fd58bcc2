/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What a mark or a comment adds to how a row looks, sounds and is copied. */

#pragma once

#include <gtk/gtk.h>

#include "event/sockeye-event.h"
#include "journal/sockeye-marks.h"

G_BEGIN_DECLS

char          *sockeye_log_marks_dup_sentence   (SockeyeMarks *marks,
                                                 SockeyeEvent *event);
char          *sockeye_log_marks_dup_data       (SockeyeMarks *marks,
                                                 guint64       number,
                                                 char         *data,
                                                 guint        *comment_size);
char          *sockeye_log_marks_dup_line       (SockeyeMarks *marks,
                                                 guint64       number,
                                                 char         *line,
                                                 const char   *separator);
PangoAttrList *sockeye_log_marks_new_attributes (GtkWidget    *widget,
                                                 guint         comment_size);
void           sockeye_log_marks_draw           (GtkWidget    *widget,
                                                 GtkSnapshot  *snapshot);

G_END_DECLS
