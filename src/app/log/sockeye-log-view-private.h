/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-log-cell.h"
#include "sockeye-log-tail.h"
#include "sockeye-log-view.h"

G_BEGIN_DECLS

/*
 *   session's journal ── SockeyeRows ── SockeyeLogTail ── GtkMultiSelection ── GtkColumnView
 *                                                                                      └── SockeyeLogCell
 */

/* What is copied of a row: one line. (transfer full) */
typedef char *(*SockeyeLogLineFunc) (SockeyeEvent *event);

typedef struct _SockeyeLogCopy SockeyeLogCopy;
typedef struct _SockeyeLogMarking SockeyeLogMarking;

/* What the user made of a column; -1: as there is room. */
typedef struct
{
  GtkColumnViewColumn *column;
  int                  shown; /* 1 or 0 */
  int                  width; /* pixels */
} SockeyeLogColumnState;

struct _SockeyeLogView
{
  GtkWidget            parent_instance;

  SockeyeSession      *session;
  SockeyeRows         *rows;
  SockeyeLogTail      *tail;
  GtkMultiSelection   *selection;
  GtkBitset           *held_selection; /* as it was when the list was held, or NULL */
  gboolean             releasing;
  SockeyeEvent        *selected;
  SockeyeMarks        *marks;     /* of the session's journal, or NULL */
  SockeyeLogMarking   *marking;   /* under way, or NULL */
  GPtrArray           *cells;     /* borrowed: those that the list keeps */
  guint                measured_cell; /* that told the height of rows last */
  gboolean             following;
  guint64              seen;      /* number of the last row when the end was seen last */
  guint                n_unseen;  /* rows beyond it */
  double               last_value; /* of the vertical adjustment */
  double               last_upper;
  int                  char_width; /* of the log's font, in Pango units */
  guint                digits;     /* room for them in No. */
  guint                arrange_id;
  gboolean             arranging;  /* not the user */
  SockeyeLogColumnState columns[SOCKEYE_LOG_N_COLUMNS];
  GSimpleActionGroup  *column_actions;
  SockeyeTimeFormat    time_format;
  gboolean             paused;
  guint                count_id;
  guint                cleared_id;
  GSettings           *settings;   /* or NULL */
  guint                save_id;
  int                  last_width;
  guint                settle_id;
  guint                quiet_id;
  gint64               last_change;
  gint64               touched;    /* when a key or a click came */
  gboolean             end_pressed; /* which was End */
  guint                n_came;     /* rows, since it was last asked whether all is quiet */
  double               last_page;
  double               wanted_value; /* to scroll to, once the list has made room; or -1 */
  SockeyeLogCopy      *copy;       /* under way, or NULL */
  guint                copy_source;
  SockeyeLogMatch      match;      /* what Find found */

  GtkColumnView       *column_view;
  GtkScrolledWindow   *scrolled;
  GtkOverlay          *overlay;
  GtkButton           *unseen_button;
  GtkButton           *paused_button;
  GtkWidget           *cleared_bar;
  GtkLabel            *cleared_label;
  GtkWidget           *probe;     /* a hidden cell, to ask for its font */
  GtkPopoverMenu      *menu;
  GMenu               *menu_model; /* of it, once it is opened */
};

void          _sockeye_log_view_set_selected    (SockeyeLogView      *self,
                                                 SockeyeEvent        *event);
/* In sockeye-log-view-follow.c: where it is scrolled to. */
void          _sockeye_log_view_init_follow     (SockeyeLogView      *self);
void          _sockeye_log_view_watch_rows      (SockeyeLogView      *self);
void          _sockeye_log_view_stop_following  (SockeyeLogView      *self);
void          _sockeye_log_view_release         (SockeyeLogView      *self);
void          _sockeye_log_view_drop_selected   (SockeyeLogView      *self);
void          _sockeye_log_view_select_again    (SockeyeLogView      *self);
gboolean      _sockeye_log_view_is_at_end       (SockeyeLogView      *self);
int           _sockeye_log_view_get_row_height  (SockeyeLogView      *self);
/* In sockeye-log-view-unseen.c: how many rows came since. */
void          _sockeye_log_view_see             (SockeyeLogView      *self);
void          _sockeye_log_view_count_unseen    (SockeyeLogView      *self);
void          _sockeye_log_view_update_unseen   (SockeyeLogView      *self);
/* In sockeye-log-view-pause.c: pausing, and what is looked at. */
void          _sockeye_log_view_watch_journal   (SockeyeLogView      *self);
void          _sockeye_log_view_forget_journal  (SockeyeLogView      *self);
void          _sockeye_log_view_update_pin      (SockeyeLogView      *self);
/* In sockeye-log-view-clear.c: clearing, and undoing it. */
void          _sockeye_log_view_install_clear_actions (GtkWidgetClass *klass);
void          _sockeye_log_view_watch_cleared   (SockeyeLogView      *self);
void          _sockeye_log_view_forget_cleared  (SockeyeLogView      *self);
void          _sockeye_log_view_scroll_to       (SockeyeLogView      *self,
                                                 guint                position);
/* In sockeye-log-view-actions.c: copying, the context menu, keys. */
void          _sockeye_log_view_install_actions (GtkWidgetClass      *klass);
void          _sockeye_log_view_init_actions    (SockeyeLogView      *self);
void          _sockeye_log_view_update_actions  (SockeyeLogView      *self);
/* In sockeye-log-view-copy.c. */
void          _sockeye_log_view_copy            (SockeyeLogView      *self,
                                                 const char         *header,
                                                 SockeyeLogLineFunc   dup_line);
void          _sockeye_log_view_cancel_copy     (SockeyeLogView      *self);
/* In sockeye-log-view-marks.c: marks, and going from one to the next. */
void          _sockeye_log_view_install_mark_actions (GtkWidgetClass *klass);
void          _sockeye_log_view_update_mark_actions  (SockeyeLogView *self);
void          _sockeye_log_view_set_marks            (SockeyeLogView *self,
                                                      SockeyeMarks   *marks);
/* In sockeye-log-view-mark-chosen.c. */
void          _sockeye_log_view_mark_chosen     (SockeyeLogView      *self);
void          _sockeye_log_view_cancel_marking  (SockeyeLogView      *self);
/* In sockeye-log-view-columns.c: the columns, their cells and widths. */
void          _sockeye_log_view_init_columns    (SockeyeLogView      *self);
void          _sockeye_log_view_update_digits   (SockeyeLogView      *self);
void          _sockeye_log_view_update_font     (SockeyeLogView      *self);
void          _sockeye_log_view_queue_arrange   (SockeyeLogView      *self);
int           _sockeye_log_view_get_width       (SockeyeLogView      *self,
                                                 SockeyeLogColumn     column);
const char   *_sockeye_log_view_get_title       (SockeyeLogColumn     column);
void          _sockeye_log_view_align_titles    (SockeyeLogView      *self);
/* In sockeye-log-view-header.c: what the user makes of the columns. */
void          _sockeye_log_view_init_header     (SockeyeLogView      *self);
void          _sockeye_log_view_dispose_header  (SockeyeLogView      *self);
void          _sockeye_log_view_need_menu       (SockeyeLogView      *self);
void          _sockeye_log_view_update_column_actions (SockeyeLogView *self);
const char   *_sockeye_log_view_get_time_format (SockeyeLogView      *self);
gboolean      _sockeye_log_view_set_time_format (SockeyeLogView      *self,
                                                 const char          *nick);
void          _sockeye_log_view_update_times    (SockeyeLogView      *self);

G_END_DECLS
