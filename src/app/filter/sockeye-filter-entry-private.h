/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-filter-entry.h"
#include "sockeye-filter-words.h"

G_BEGIN_DECLS

struct _SockeyeFilterEntry
{
  GtkWidget           parent_instance;

  SockeyeFilter      *filter;
  char               *mistake;
  char               *doubt;      /* whether the text was meant for text, or NULL */
  guint               take_id;
  guint               complete_id;
  gsize               word_start; /* that a completion replaces, in bytes */
  gsize               word_end;
  gboolean            quiet;      /* the text is not being typed */

  GtkWidget          *overlay;
  GtkWidget          *entry;
  GtkWidget          *tag;
  SockeyeFilterWords *words;
};

/* In sockeye-filter-entry-words.c: the words that are offered. */
gboolean _sockeye_filter_entry_is_open   (SockeyeFilterEntry *self);
void     _sockeye_filter_entry_complete  (SockeyeFilterEntry *self,
                                          gboolean            asked);
void     _sockeye_filter_entry_accept    (SockeyeFilterEntry *self,
                                          const char         *word);
void     _sockeye_filter_entry_move      (SockeyeFilterEntry *self,
                                          int                 step);
gboolean _sockeye_filter_entry_press_tab (SockeyeFilterEntry *self);

G_END_DECLS
