/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Characters that a comment keeps. */
#define SOCKEYE_MARKS_COMMENT_MAX 500

/**
 * SockeyeMarks:
 *
 * What the user noted on the rows of a journal, by their numbers: a mark, a
 * comment, or both. Changed on the session's thread alone, and can be read on
 * any. What is noted on a row goes with the row: when it is trimmed, or cleared
 * for good.
 *
 * Signals: "changed" (guint64 first, guint64 last): something differs on rows
 * between these two, both included; on the session's thread.
 */
#define SOCKEYE_TYPE_MARKS (sockeye_marks_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeMarks, sockeye_marks, SOCKEYE, MARKS, GObject)

SockeyeMarks *sockeye_marks_new           (void);
gboolean      sockeye_marks_is_empty      (SockeyeMarks  *self);
gboolean      sockeye_marks_is_marked     (SockeyeMarks  *self,
                                           guint64        number);
char         *sockeye_marks_dup_comment   (SockeyeMarks  *self,
                                           guint64        number);
void          sockeye_marks_set_marked    (SockeyeMarks  *self,
                                           const guint64 *numbers,
                                           guint          n_numbers,
                                           gboolean       marked);
void          sockeye_marks_set_comment   (SockeyeMarks  *self,
                                           guint64        number,
                                           const char    *comment);
guint64       sockeye_marks_find_next     (SockeyeMarks  *self,
                                           guint64        number);
guint64       sockeye_marks_find_previous (SockeyeMarks  *self,
                                           guint64        number);
/* For the journal: these rows will not be seen again. */
void          sockeye_marks_forget        (SockeyeMarks  *self,
                                           guint64        first,
                                           guint64        last);

G_END_DECLS
