/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What kinds of row look like: their colours and icons. */

#pragma once

#include <gtk/gtk.h>

#include "call/sockeye-types.h"

G_BEGIN_DECLS

typedef enum
{
  SOCKEYE_LOG_INK_PLAIN,
  SOCKEYE_LOG_INK_DIM,
  SOCKEYE_LOG_INK_RECV,
  SOCKEYE_LOG_INK_SEND,
  SOCKEYE_LOG_INK_ERROR,
  SOCKEYE_LOG_INK_NOTE, /* what the user adds */
  SOCKEYE_LOG_N_INKS
} SockeyeLogInk;

SockeyeLogInk  sockeye_log_ink_from_kind (SockeyeKind    kind);
void           sockeye_log_ink_to_rgba   (SockeyeLogInk  ink,
                                          GtkWidget     *widget,
                                          GdkRGBA       *rgba);
const char    *sockeye_log_kind_to_icon  (SockeyeKind    kind);

G_END_DECLS
