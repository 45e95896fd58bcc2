/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-composer.h"
#include "sockeye-control-menu.h"
#include "sockeye-draft.h"
#include "bar/sockeye-flag-menu.h"

G_BEGIN_DECLS

struct _SockeyeComposer
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeSocket  *socket;
  SockeyeDraft   *draft;    /* of socket */
  SockeyeNextCall *next_call; /* borrowed, or NULL: a part of the same window */
  GSettings      *settings; /* or NULL */
  GPtrArray      *history;  /* texts, the latest first */
  int             history_at;
  char           *history_draft; /* what was typed before going into the history */
  gboolean        filling;       /* a control is being set, not used */
  gboolean        any_call;      /* also calls that cannot be made now */
  guint           fit_source;

  GtkLabel       *target;
  GtkWidget      *to_box;
  GtkWidget      *to;
  GtkMenuButton  *senders;
  GtkListView    *sender_list;
  GtkDropDown    *format;
  GtkDropDown    *ending;
  GtkLabel       *count;
  GtkWidget      *discard;
  GtkLabel       *mistake;
  GtkWidget      *scroller;
  GtkWidget      *data;
  GtkWidget      *send;
  GtkWidget      *recv;
  GtkWidget      *size;
  SockeyeFlagMenu *send_flags;
  SockeyeControlMenu *controls;
  SockeyeFlagMenu *recv_flags;
  GtkWidget      *waits_box;
  GtkLabel       *send_waits;
  GtkLabel       *recv_waits;
};

/* In sockeye-composer-data.c: the text view and what is typed in it. */
void     _sockeye_composer_data_bind_class (GtkWidgetClass  *widget_class);
void     _sockeye_composer_data_init       (SockeyeComposer *self);
void     _sockeye_composer_data_show       (SockeyeComposer *self);
void     _sockeye_composer_data_leave      (SockeyeComposer *self);
void     _sockeye_composer_data_fill       (SockeyeDraft    *draft,
                                            const char      *text);
GBytes  *_sockeye_composer_data_parse      (SockeyeComposer *self,
                                            gboolean         mark,
                                            GError         **error);

/* In sockeye-composer-history.c */
void     _sockeye_composer_history_load    (SockeyeComposer *self);
void     _sockeye_composer_history_add     (SockeyeComposer *self);
void     _sockeye_composer_history_move    (SockeyeComposer *self,
                                            int              step);

/* In sockeye-composer-rest.c */
void     _sockeye_composer_keep_rest       (SockeyeComposer *self,
                                            SockeyeSocket   *socket,
                                            GBytes          *bytes,
                                            gsize            sent,
                                            guint            n_edits);

/* In sockeye-composer-send.c */
gboolean _sockeye_composer_has_to          (SockeyeComposer *self);
void     _sockeye_composer_preview         (SockeyeComposer *self);
void     _sockeye_composer_send_bind_class (GtkWidgetClass  *widget_class);

G_END_DECLS
