/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of options as calls of a session. */

#pragma once

#include "session-util.h"

G_BEGIN_DECLS

/* Parses and sets. */
static inline SockeyeEvent *
set_text (SockeyeSession *session,
          SockeyeSocket  *socket,
          int             level,
          const char     *name,
          const char     *text)
{
  const SockeyeOption *option = sockeye_option_find_by_name (level, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (option);
  bytes = sockeye_option_parse (option, text, &error);
  g_assert_no_error (error);
  return test_call (session,
                    sockeye_call_new_setsockopt_bytes (sockeye_socket_get_id (socket), level,
                                                       option->number, bytes));
}

/* NULL: whatever it is. */
static inline void
check_row (SockeyeEvent *event,
           const char   *call,
           const char   *result)
{
  g_autofree char *call_text = sockeye_event_dup_call_text (event, 0);
  g_autofree char *result_text = sockeye_event_dup_result_text (event);

  if (call != NULL)
    g_assert_cmpstr (call_text, ==, call);
  if (result != NULL)
    g_assert_cmpstr (result_text, ==, result);
}

G_END_DECLS
