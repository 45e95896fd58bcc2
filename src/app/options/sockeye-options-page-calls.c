/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The calls that are made in the rows, and what is said there of their
 * results. */

#include "config.h"

#include "sockeye-options-page-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"

typedef struct
{
  SockeyeOptionsPage *page;
  SockeyeOptionRow   *row;
} SockeyeOptionsPageCall;

static void
sockeye_options_page_call_free (SockeyeOptionsPageCall *data)
{
  g_object_unref (data->page);
  g_object_unref (data->row);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeOptionsPageCall, sockeye_options_page_call_free)

/* An error, as in Last call: the name of the errno, the cause, what to try. */
static char *
sockeye_options_page_dup_error (SockeyeOptionsPage *self,
                                SockeyeEvent       *event)
{
  g_autofree char *result = sockeye_event_dup_result_text (event);
  g_autofree char *explanation = sockeye_session_explain (self->session, event);

  if (explanation == NULL)
    return g_steal_pointer (&result);
  return g_strdup_printf ("%s\n%s", result, explanation);
}

/* Of an option that is not read for display, what the call gave; else NULL. */
static char *
sockeye_options_page_dup_note (const SockeyeOption *option,
                               SockeyeEvent        *event)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *value = NULL;

  if (sockeye_event_get_verb (event) != SOCKEYE_VERB_GETSOCKOPT
      || !(option->access & SOCKEYE_OPTION_CONSUMES))
    return NULL;
  bytes = sockeye_event_dup_option_value (event);
  value = bytes != NULL ? sockeye_option_format (option, bytes) : NULL;
  /* Translators: what getsockopt() gave for an option */
  return value != NULL ? g_strdup_printf (_("It was read: %s"), value) : NULL;
}

static void
sockeye_options_page_call_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr (SockeyeOptionsPageCall) data = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  /* The page may be gone, or about another session by now. */
  if (data->page->session != SOCKEYE_SESSION (object))
    return;
  if (event == NULL)
    sockeye_option_row_tell (data->row, error->message, TRUE);
  else if (sockeye_event_is_error (event))
    {
      text = sockeye_options_page_dup_error (data->page, event);
      sockeye_option_row_tell (data->row, text, TRUE);
    }
  else
    {
      text = sockeye_options_page_dup_note (sockeye_option_row_get_option (data->row), event);
      sockeye_option_row_tell (data->row, text, FALSE);
    }
  if (event == NULL || text != NULL)
    _sockeye_options_page_scroll (data->page, data->row);
  sockeye_option_row_returned (data->row);
  _sockeye_options_page_read (data->page);
}

void
_sockeye_options_page_called_cb (SockeyeOptionsPage *self,
                                 SockeyeCall        *call,
                                 SockeyeOptionRow   *row)
{
  SockeyeOptionsPageCall *data;

  if (self->session == NULL)
    return;
  data = g_new0 (SockeyeOptionsPageCall, 1);
  data->page = g_object_ref (self);
  data->row = g_object_ref (row);
  sockeye_option_row_tell (row, NULL, FALSE);
  sockeye_session_call_async (self->session, call, NULL, sockeye_options_page_call_cb, data);
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}
