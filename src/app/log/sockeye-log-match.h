/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What Find found, as the cells of its row show it. */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-search.h"
#include "sockeye-log-column.h"

G_BEGIN_DECLS

typedef struct
{
  SockeyeFound    found;   /* number 0: nothing */
  SockeyePattern *pattern; /* or NULL */
} SockeyeLogMatch;

void      sockeye_log_match_set      (SockeyeLogMatch       *self,
                                      const SockeyeFound    *found,
                                      SockeyePattern        *pattern);
gboolean  sockeye_log_match_is_in    (const SockeyeLogMatch *self,
                                      SockeyeEvent          *event);
char     *sockeye_log_match_dup_text (const SockeyeLogMatch *self,
                                      SockeyeLogColumn       column,
                                      SockeyeEvent          *event,
                                      int                    room,
                                      guint                 *start,
                                      guint                 *end);
void      sockeye_log_match_add_attributes
                                     (PangoAttrList         *attributes,
                                      guint                  start,
                                      guint                  end);

G_END_DECLS
