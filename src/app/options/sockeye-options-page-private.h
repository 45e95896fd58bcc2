/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-option-row.h"
#include "sockeye-options-page.h"

G_BEGIN_DECLS

struct _SockeyeOptionsPage
{
  GtkWidget         parent_instance;

  SockeyeSession   *session;
  SockeyeSocket    *socket;
  GPtrArray        *readings;     /* SockeyeOptionReading, the latest; or NULL */
  SockeyeSocketId   shown_socket; /* of those */
  GHashTable       *rows;         /* SockeyeOption: SockeyeOptionRow, borrowed of the list */
  GHashTable       *order;        /* SockeyeOption: place in the table */
  guint             build_id;     /* while rows are still to be made */
  char            **words;        /* that are looked for, casefolded */
  SockeyeOptionRow *opened;       /* or NULL */
  gint64            scroll_frame; /* the last that is not laid out as it will be */

  GCancellable     *reading;      /* or NULL */
  gboolean          again;        /* something happened while it was read */
  guint             read_id;      /* a reading that is due */
  gint64            read_time;
  guint             n_reads;

  GtkStack         *stack;
  GtkLabel         *absent_label;
  GtkWidget        *search;
  GtkCheckButton   *changed_only;
  GtkLabel         *count_label;
  GtkListBox       *list;
  GtkLabel         *none_label;
};

/* In sockeye-options-page-list.c */
void _sockeye_options_page_init_list (SockeyeOptionsPage *self);
void _sockeye_options_page_show      (SockeyeOptionsPage *self,
                                      SockeyeSocketId     socket,
                                      GPtrArray          *readings);
void _sockeye_options_page_filter    (SockeyeOptionsPage *self);
void _sockeye_options_page_open      (SockeyeOptionsPage *self,
                                      SockeyeOptionRow   *row);
void _sockeye_options_page_scroll    (SockeyeOptionsPage *self,
                                      SockeyeOptionRow   *row);

/* In sockeye-options-page-calls.c */
void _sockeye_options_page_called_cb (SockeyeOptionsPage *self,
                                      SockeyeCall        *call,
                                      SockeyeOptionRow   *row);

/* In sockeye-options-page.c */
void _sockeye_options_page_read      (SockeyeOptionsPage *self);

G_END_DECLS
