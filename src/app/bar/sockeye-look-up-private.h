/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-look-up.h"

G_BEGIN_DECLS

struct _SockeyeLookUp
{
  GtkPopover         parent_instance;

  SockeyeSession    *session;
  SockeyeSocket     *socket;
  SockeyeCall       *call;     /* what is shown was asked with it, or NULL */
  GCancellable      *asking;   /* NULL: it has returned */
  gint64             started;  /* monotonic */
  guint              tick;
  SockeyeEvent      *event;    /* its row, once it has returned */
  gboolean           unseen;   /* it returned while the popover was closed */

  GtkLabel          *name;
  GtkWidget         *waiting;
  GtkSpinner        *spinner;
  GtkLabel          *time;
  GtkLabel          *message;
  GtkScrolledWindow *scrolled;
  GtkBox            *answers;
  GtkWidget         *first;
};

/* In sockeye-look-up-show.c */
void _sockeye_look_up_tell        (SockeyeLookUp *self,
                                   const char    *message);
void _sockeye_look_up_show_answer (SockeyeLookUp *self,
                                   const GError  *error);
void _sockeye_look_up_show_time   (SockeyeLookUp *self);
void _sockeye_look_up_update      (SockeyeLookUp *self);
void _sockeye_look_up_first_cb    (SockeyeLookUp *self);

G_END_DECLS
