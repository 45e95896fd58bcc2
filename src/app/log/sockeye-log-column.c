/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-column.h"

#include "explain/sockeye-explain.h"
#include "call/sockeye-number.h"

/* A cell asks for this much text; Details and Copy have all of it. */
#define SOCKEYE_LOG_COLUMN_LIMIT 120

/* As it is remembered, and a CSS class. */
const char *
sockeye_log_column_to_nick (SockeyeLogColumn column)
{
  static const char *const nicks[SOCKEYE_LOG_N_COLUMNS] = {
    "number", "time", "socket", "event", "call", "bytes", "result", "data"
  };

  g_return_val_if_fail (column < SOCKEYE_LOG_N_COLUMNS, NULL);

  return nicks[column];
}

gboolean
sockeye_log_column_is_right (SockeyeLogColumn column)
{
  return column == SOCKEYE_LOG_NUMBER || column == SOCKEYE_LOG_TIME || column == SOCKEYE_LOG_BYTES;
}

/**
 * sockeye_log_column_dup_text:
 * @column: a column
 * @event: a row
 *
 * Returns: (transfer full): what the column shows of the row, long calls and
 *   data cut
 */
char *
sockeye_log_column_dup_text (SockeyeLogColumn  column,
                             SockeyeEvent     *event)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  /* Rows that are gone are told of once, over all columns. */
  if (sockeye_event_get_gap (event, NULL, NULL))
    return g_strdup ("");
  switch (column)
    {
    case SOCKEYE_LOG_NUMBER:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, sockeye_event_get_number (event));
    case SOCKEYE_LOG_TIME:
      return sockeye_event_dup_time_text (event);
    case SOCKEYE_LOG_SOCKET:
      return sockeye_socket_id_to_string (sockeye_event_get_socket (event));
    case SOCKEYE_LOG_EVENT:
      return g_strdup (sockeye_kind_to_string (sockeye_event_get_kind (event)));
    case SOCKEYE_LOG_CALL:
      return sockeye_event_dup_call_text (event, SOCKEYE_LOG_COLUMN_LIMIT);
    case SOCKEYE_LOG_BYTES:
      if (sockeye_event_get_bytes (event) < 0)
        return g_strdup ("");
      return sockeye_number_to_string ((guint64) sockeye_event_get_bytes (event));
    case SOCKEYE_LOG_RESULT:
      return sockeye_event_dup_result_text (event);
    case SOCKEYE_LOG_DATA:
      return sockeye_event_dup_data_text (event, SOCKEYE_LOG_COLUMN_LIMIT);
    case SOCKEYE_LOG_N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

/**
 * sockeye_log_column_dup_explanation:
 * @column: a column
 * @event: a row
 *
 * Returns: (transfer full) (nullable): of the result of a call that failed,
 *   its likely cause and what to try
 */
char *
sockeye_log_column_dup_explanation (SockeyeLogColumn  column,
                                    SockeyeEvent     *event)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  /* Of a call that Sockeye refused the text says why already. */
  if (column != SOCKEYE_LOG_RESULT || (sockeye_event_get_bits (event) & SOCKEYE_BIT_REFUSED))
    return NULL;
  return sockeye_explain_event (event);
}
