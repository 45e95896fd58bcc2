/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

#include "filter/sockeye-filter.h"

G_BEGIN_DECLS

/**
 * SockeyeFilterEntry:
 *
 * Where a filter is typed: says what the text is taken for, marks a mistake
 * where it stands, and completes words.
 *
 * Properties (read-only, both notify): filter (#SockeyeFilter): that of the
 * last text that was one; mistake (string or NULL): why the text is none.
 *
 * Signals: "entered": Enter, or the focus has gone; "escaped": Esc, with no list open.
 */
#define SOCKEYE_TYPE_FILTER_ENTRY (sockeye_filter_entry_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeFilterEntry, sockeye_filter_entry, SOCKEYE, FILTER_ENTRY, GtkWidget)

SockeyeFilter *sockeye_filter_entry_get_filter  (SockeyeFilterEntry *self);
const char    *sockeye_filter_entry_get_mistake (SockeyeFilterEntry *self);
const char    *sockeye_filter_entry_get_doubt   (SockeyeFilterEntry *self);
const char    *sockeye_filter_entry_get_text    (SockeyeFilterEntry *self);
void           sockeye_filter_entry_set_text    (SockeyeFilterEntry *self,
                                                 const char         *text);

G_END_DECLS
