/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "composer/sockeye-draft.h"
#include "sockeye-look-up.h"
#include "sockeye-next-call.h"
#include "sockeye-socket-bar.h"
#include "sockeye-tell-switches.h"

G_BEGIN_DECLS

struct _SockeyeSocketBar
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeSocket  *socket;
  GCancellable   *explaining;
  gboolean        updating; /* a control is being set, not pressed */
  gboolean        any_call; /* also calls that cannot be made now */

  GtkLabel       *name;
  GtkLabel       *badge;
  GtkLabel       *facts;
  GtkWidget      *automatic;
  GtkWidget      *echo_box;
  GtkWidget      *echo;
  GtkWidget      *address_box;
  GtkWidget      *path_box;
  GtkLabel       *host_label;
  GtkWidget      *host;
  GtkWidget      *look_up_button;
  SockeyeLookUp  *look_up;
  GtkLabel       *port_label;
  GtkWidget      *port;
  GtkLabel       *path_label;
  GtkWidget      *path;
  GtkWidget      *backlog;
  GtkWidget      *bind;
  GtkWidget      *connect;
  GtkWidget      *listen;
  GtkWidget      *accept;
  GtkWidget      *options;
  GtkPopover     *options_popover;
  GtkWidget      *options_box;
  GtkWidget      *reuse_address;
  GtkWidget      *broadcast;
  SockeyeTellSwitches *tell;
  GtkWidget      *close;
  GtkMenuButton  *close_menu;
  int             close_menu_kind; /* which entries it has */
  SockeyeNextCall *next_call;
  GtkLabel       *last_call_title;
  GtkWidget      *last_call_box;
  GtkLabel       *last_call;
  GtkLabel       *explanation;
  GtkWidget      *allow_broadcast;
  GtkWidget      *enlarge;
  SockeyeCall    *remedy; /* what enlarge does, or NULL */
};

enum
{
  SOCKEYE_SOCKET_BAR_ACCEPTED,
  SOCKEYE_SOCKET_BAR_CONNECTED,
  SOCKEYE_SOCKET_BAR_N_SIGNALS
};

extern guint _sockeye_socket_bar_signals[SOCKEYE_SOCKET_BAR_N_SIGNALS];

/* In sockeye-socket-bar-calls.c */
gboolean _sockeye_socket_bar_can            (SockeyeSocketBar *self,
                                             SockeyeVerb       verb);
SockeyeCall *_sockeye_socket_bar_dup_call   (SockeyeSocketBar *self,
                                             SockeyeVerb       verb,
                                             GtkWidget       **wrong,
                                             GError          **error);
void     _sockeye_socket_bar_watch          (SockeyeSocketBar *self);

/* In sockeye-socket-bar-drops.c */
void     _sockeye_socket_bar_watch_drops    (SockeyeSocketBar *self,
                                             SockeyeSession   *before);
SockeyeCall *_sockeye_socket_bar_take_remedy (SockeyeSocketBar *self);

/* In sockeye-socket-bar-show.c */
void     _sockeye_socket_bar_show           (SockeyeSocketBar *self);
void     _sockeye_socket_bar_show_last_call (SockeyeSocketBar *self);
void     _sockeye_socket_bar_show_waiting   (SockeyeSocketBar *self,
                                             SockeyeCall      *call);

/* In sockeye-socket-bar-verbs.c */
void     _sockeye_socket_bar_bind_class     (GtkWidgetClass   *widget_class);

/* In sockeye-socket-bar-service.c */
gboolean _sockeye_socket_bar_ask_service    (SockeyeSocketBar *self,
                                             SockeyeVerb       then);

/* In sockeye-socket-bar-try.c */
void     _sockeye_socket_bar_try            (SockeyeSocketBar *self,
                                             GPtrArray        *addresses);

G_END_DECLS
