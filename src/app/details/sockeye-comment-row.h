/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "journal/sockeye-journal.h"

G_BEGIN_DECLS

/**
 * SockeyeCommentRow:
 *
 * The mark and the comment of one row of a journal, to be read and changed.
 * Enter keeps what was typed, and so does leaving it; Escape takes it back.
 *
 * Actions: comment.save, comment.revert, comment.delete.
 */
#define SOCKEYE_TYPE_COMMENT_ROW (sockeye_comment_row_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeCommentRow, sockeye_comment_row, SOCKEYE, COMMENT_ROW, GtkWidget)

void sockeye_comment_row_set_row (SockeyeCommentRow *self,
                                  SockeyeJournal    *journal,
                                  guint64            number);
void sockeye_comment_row_edit    (SockeyeCommentRow *self);

G_END_DECLS
