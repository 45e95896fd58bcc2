/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "filter/sockeye-pattern.h"
#include "filter/sockeye-rows.h"

G_BEGIN_DECLS

/**
 * SockeyeFound:
 *
 * Where Find found what it looked for: in a row's payload, or in the text of
 * its call.
 */
typedef struct
{
  guint64  number;     /* of the row */
  gboolean in_payload; /* else in the text of the call, or what it returned */
  gsize    offset;     /* bytes */
  gsize    length;     /* bytes */
} SockeyeFound;

/**
 * SockeyeSearch:
 *
 * Looks for a pattern in the rows that are shown, on a thread of its own.
 *
 * Properties: progress (double, 0 to 1, of the search under way); searching
 * (boolean). Both change and notify on the session's thread.
 */
#define SOCKEYE_TYPE_SEARCH (sockeye_search_get_type ())
G_DECLARE_FINAL_TYPE (SockeyeSearch, sockeye_search, SOCKEYE, SEARCH, GObject)

SockeyeSearch *sockeye_search_new         (SockeyeRows          *rows,
                                           SockeyePattern       *pattern);
void           sockeye_search_find_async  (SockeyeSearch        *self,
                                           guint64               from,
                                           gboolean              backward,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean       sockeye_search_find_finish (SockeyeSearch        *self,
                                           GAsyncResult         *result,
                                           SockeyeFound         *found,
                                           GError              **error);

G_END_DECLS
