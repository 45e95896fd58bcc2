/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-log-cell.h"
#include "sockeye-log-ink.h"

G_BEGIN_DECLS

struct _SockeyeLogCell
{
  GtkWidget         parent_instance;

  SockeyeLogColumn  column;
  GtkListItem      *item;   /* weak, or NULL */
  SockeyeEvent     *event;
  SockeyeMarks     *marks;  /* or NULL */
  SockeyeJournal   *journal; /* of a cell with a time, or NULL */
  SockeyeTimeFormat time_format;
  char             *text;   /* NULL until somebody asks */
  guint             comment_size; /* bytes of it that are the user's comment */
  PangoLayout      *layout; /* NULL until drawn */
  gsize             shaped; /* bytes of the text that the layout has */
  int               natural; /* width of what is right-aligned, in pixels */
  PangoLayout      *icon;
  int               ascent; /* of the font, in Pango units; 0 until asked */
  int               line;
  int               digit;
  gboolean          stale;  /* the accessible name is that of an earlier row */
  gboolean          passing; /* soon there will be another: no name yet */
  gboolean          cut;

  const SockeyeLogMatch *match;   /* borrowed, or NULL */
  guint             match_start;  /* byte of the text where the found begins */
  guint             match_end;
  gboolean          marked;       /* the layout shows one */
};

/* In sockeye-log-cell.c. */
SockeyeLogInk   _sockeye_log_cell_get_ink       (SockeyeLogCell *self);
SockeyeLogCell *_sockeye_log_cell_get_neighbour (SockeyeLogCell *self,
                                                 gboolean        next);
gboolean        _sockeye_log_cell_is_blank      (SockeyeLogCell *self);
/* In sockeye-log-cell-draw.c: shaping the text, and drawing it. */
void            _sockeye_log_cell_load_metrics  (SockeyeLogCell *self);
void            _sockeye_log_cell_snapshot      (GtkWidget      *widget,
                                                 GtkSnapshot    *snapshot);

G_END_DECLS
