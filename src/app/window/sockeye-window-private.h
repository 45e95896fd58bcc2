/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "composer/sockeye-composer.h"
#include "details/sockeye-details.h"
#include "filter/sockeye-filter-bar.h"
#include "filter/sockeye-find-bar.h"
#include "filter/sockeye-no-matches.h"
#include "log/sockeye-log-view.h"
#include "new-socket/sockeye-new-socket.h"
#include "log/sockeye-pending-strip.h"
#include "sidebar/sockeye-sidebar.h"
#include "bar/sockeye-socket-bar.h"
#include "sockeye-split.h"
#include "sockeye-status-bar.h"
#include "bar/sockeye-this-machine.h"
#include "sockeye-welcome.h"
#include "sockeye-window.h"

G_BEGIN_DECLS

struct _SockeyeWindow
{
  GtkApplicationWindow parent_instance;

  SockeyeSession      *session;
  SockeyeSocket       *selected;
  GSettings           *settings; /* or NULL */
  gboolean             show_details;
  gboolean             any_call;
  guint                fold_source;
  guint64              chosen_row;  /* in the log, though a filter may hide it; 0: none */

  GtkMenuButton       *examples_button;
  GMenuModel          *examples_menu;
  GtkMenuButton       *main_button;
  GMenuModel          *main_menu;
  GtkMenuButton       *host_name;
  SockeyeThisMachine  *this_machine;
  SockeyeNewSocket    *new_socket;
  GtkPaned            *paned;
  SockeyeSidebar      *sidebar;
  GtkBox              *bar_box;
  SockeyeSocketBar    *bar;      /* NULL until it is needed */
  SockeyeSplit        *split;
  GtkStack            *log_stack;
  GtkWidget           *log_page;
  SockeyeWelcome      *welcome;
  SockeyeFilterBar    *filter_bar; /* NULL until there is a log */
  SockeyeFindBar      *find_bar;   /* the same */
  SockeyeNoMatches    *no_matches;
  SockeyeLogView      *log;
  SockeyePendingStrip *pending;
  GtkBox              *composer_box;
  SockeyeComposer     *composer; /* the same */
  SockeyeDetails      *details;
  SockeyeStatusBar    *status_bar;
};

/* In sockeye-window.c */
void _sockeye_window_set_show_details (SockeyeWindow  *self,
                                       gboolean        show_details);

static inline gboolean
_sockeye_window_has_focus_in (SockeyeWindow *self,
                              gpointer       widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (widget));
}

/* In sockeye-window-build.c */
void _sockeye_window_build_menus      (SockeyeWindow  *self);
void _sockeye_window_need_bar         (SockeyeWindow  *self);

/* In sockeye-window-actions.c */
void _sockeye_window_install_actions  (GtkWidgetClass *widget_class);
void _sockeye_window_run_example      (SockeyeWindow  *self,
                                       int             example);
void _sockeye_window_move_pane        (SockeyeWindow  *self,
                                       int             step);

/* In sockeye-window-filter.c */
void _sockeye_window_install_filter_actions (GtkWidgetClass *widget_class);
void _sockeye_window_need_filter      (SockeyeWindow  *self);
void _sockeye_window_focus_log        (SockeyeWindow  *self);

G_END_DECLS
