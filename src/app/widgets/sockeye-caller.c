/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-caller.h"

#include <glib/gi18n-lib.h>

#include "call/sockeye-number.h"

/**
 * sockeye_caller_dup_text:
 * @event: a row
 * @explanation: (nullable): the likely cause of its error and what to try
 *
 * Returns: (transfer full): the call and its result, with the explanation in
 *   a line below
 */
char *
sockeye_caller_dup_text (SockeyeEvent *event,
                         const char   *explanation)
{
  g_autofree char *call = NULL;
  g_autofree char *result = NULL;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  call = sockeye_event_dup_call_text (event, SOCKEYE_CALLER_LIMIT);
  result = sockeye_event_dup_result_text (event);
  if (*result == '\0' && sockeye_event_get_bytes (event) >= 0)
    {
      /* In the log the number stands in a column of its own. */
      gulong n = (gulong) sockeye_event_get_bytes (event);
      g_autofree char *number = sockeye_number_to_string (n);

      g_free (result);
      result = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s byte", "%s bytes", n), number);
    }
  return g_strdup_printf ("%s → %s%s%s", call, result, explanation != NULL ? "\n" : "",
                          explanation != NULL ? explanation : "");
}

/**
 * sockeye_caller_dup_explained:
 * @session: the session
 * @event: a row
 *
 * Returns: (transfer full): as sockeye_caller_dup_text(), with the session's
 *   explanation of an error
 */
char *
sockeye_caller_dup_explained (SockeyeSession *session,
                              SockeyeEvent   *event)
{
  g_autofree char *explanation = NULL;

  g_return_val_if_fail (SOCKEYE_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), NULL);

  if (sockeye_event_is_error (event))
    explanation = sockeye_session_explain (session, event);
  return sockeye_caller_dup_text (event, explanation);
}

/**
 * sockeye_caller_dup_enlarge:
 * @call: a setsockopt() of SO_RCVBUF, as sockeye_remedy_for_drops() offers it
 *
 * Returns: (transfer full): words for its button; the kernel grants twice what
 *   is asked for, see socket(7)
 */
char *
sockeye_caller_dup_enlarge (SockeyeCall *call)
{
  g_autofree char *size = NULL;

  g_return_val_if_fail (call != NULL, NULL);

  size = g_format_size_full (2 * (guint64) sockeye_call_get_value (call), G_FORMAT_SIZE_IEC_UNITS);
  return g_strdup_printf (_("Enlarge the receive buffer to %s"), size);
}

/**
 * sockeye_caller_mark_available:
 * @button: of a call
 * @available: whether the call can be made now
 *
 * Draws and announces a call that cannot be made now as such, and yet leaves
 * the button in reach of Tab: pressed, it tells the reason.
 */
void
sockeye_caller_mark_available (GtkWidget *button,
                               gboolean   available)
{
  g_return_if_fail (GTK_IS_WIDGET (button));

  if (available)
    gtk_widget_remove_css_class (button, "unavailable");
  else
    gtk_widget_add_css_class (button, "unavailable");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                               GTK_ACCESSIBLE_STATE_DISABLED, !available, -1);
}

void
sockeye_caller_mark_suggested (GtkWidget *button,
                               gboolean   suggested)
{
  g_return_if_fail (GTK_IS_WIDGET (button));

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* The mistake is the tooltip while it stands there, and then the entry's own is
 * again. */
static void
sockeye_caller_show_tooltip (GtkWidget  *entry,
                             const char *message)
{
  static const char key[] = "sockeye-tooltip";
  gboolean marked = gtk_widget_has_css_class (entry, "error");

  if (message != NULL && !marked)
    g_object_set_data_full (G_OBJECT (entry), key,
                            g_strdup (gtk_widget_get_tooltip_text (entry)), g_free);
  if (message != NULL)
    gtk_widget_set_tooltip_text (entry, message);
  else if (marked)
    gtk_widget_set_tooltip_text (entry, g_object_get_data (G_OBJECT (entry), key));
}

/**
 * sockeye_caller_mark_mistake:
 * @entry: an entry
 * @message: (nullable): what is wrong in it, or %NULL where nothing is
 */
void
sockeye_caller_mark_mistake (GtkWidget  *entry,
                             const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));

  sockeye_caller_show_tooltip (entry, message);
  if (message != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
