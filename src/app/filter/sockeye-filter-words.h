/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SockeyeFilterWords:
 *
 * What can be typed next, beneath an entry that keeps the focus. Nothing is
 * chosen until the user moves to it.
 *
 * Signal: "picked": the chosen word was clicked.
 */
#define SOCKEYE_TYPE_FILTER_WORDS (sockeye_filter_words_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFilterWords, sockeye_filter_words, SOCKEYE, FILTER_WORDS, GtkPopover)

GtkWidget  *sockeye_filter_words_new        (void);
void        sockeye_filter_words_show       (SockeyeFilterWords *self,
                                             GPtrArray          *words);
void        sockeye_filter_words_hide       (SockeyeFilterWords *self);
void        sockeye_filter_words_move       (SockeyeFilterWords *self,
                                             int                 step);
const char *sockeye_filter_words_get_chosen (SockeyeFilterWords *self);
const char *sockeye_filter_words_get_first  (SockeyeFilterWords *self);

G_END_DECLS
