/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the popover shows of a look-up that has returned, or waits. */

#include "config.h"

#include "sockeye-look-up-private.h"

#include <glib/gi18n-lib.h>

#include "catalog/sockeye-catalog.h"
#include "sockeye-host-row.h"
#include "log/sockeye-pending-row.h"

/* So many rows are shown whole. */
#define FEW_ANSWERS 8

void
_sockeye_look_up_tell (SockeyeLookUp *self,
                       const char    *message)
{
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

/* The answers that the socket can connect to, in their order. */
static GPtrArray *
sockeye_look_up_dup_usable (SockeyeLookUp *self)
{
  g_autoptr (GPtrArray) answers = NULL;
  GPtrArray *usable = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);

  if (self->event != NULL && self->socket != NULL)
    answers = sockeye_event_dup_answers (self->event);
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      SockeyeAddress *answer = g_ptr_array_index (answers, i);

      if (sockeye_address_get_family (answer) == sockeye_socket_get_family (self->socket))
        g_ptr_array_add (usable, sockeye_address_ref (answer));
    }
  return usable;
}

void
_sockeye_look_up_first_cb (SockeyeLookUp *self)
{
  g_autoptr (GPtrArray) usable = sockeye_look_up_dup_usable (self);

  /* First: it gives the focus back to its button. */
  gtk_popover_popdown (GTK_POPOVER (self));
  if (usable->len > 0)
    g_signal_emit_by_name (self, "first-that-works", usable);
}

static void
sockeye_look_up_show_first (SockeyeLookUp *self)
{
  g_autoptr (GPtrArray) usable = sockeye_look_up_dup_usable (self);
  g_autofree char *obstacle = NULL;
  gboolean has_port;

  gtk_widget_set_visible (self->first, usable->len > 0);
  if (usable->len == 0)
    return;
  has_port = sockeye_address_get_port (g_ptr_array_index (usable, 0)) != 0;
  obstacle = sockeye_socket_dup_obstacle (self->socket, SOCKEYE_VERB_CONNECT);
  if (obstacle == NULL && !has_port)
    obstacle = g_strdup (_("Type a number in Port, and look up again"));
  gtk_widget_set_sensitive (self->first, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->first,
                               obstacle != NULL ? obstacle
                                                : _("Connect to one after the other until one "
                                                    "succeeds"));
}

static void
sockeye_look_up_row_cb (SockeyeLookUp  *self,
                        SockeyeHostRow *row)
{
  g_autofree char *text = g_strdup (sockeye_host_row_get_text (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "picked", text);
}

static void
sockeye_look_up_add_answers (SockeyeLookUp *self)
{
  g_autoptr (GPtrArray) answers = sockeye_event_dup_answers (self->event);

  for (guint i = 0; i < answers->len; i++)
    {
      SockeyeAddress *answer = g_ptr_array_index (answers, i);
      int family = sockeye_address_get_family (answer);
      const SockeyeFamily *row = sockeye_catalog_find_family (family);
      g_autofree char *text = sockeye_address_dup_numeric_host (answer);
      GtkWidget *button = sockeye_host_row_new (row != NULL ? row->constant.name : "?", text,
                                                family);

      g_signal_connect_object (button, "clicked", G_CALLBACK (sockeye_look_up_row_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->answers, button);
    }
  /* A scrollbar that might come makes room for itself below a single row. */
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER,
                                  answers->len > FEW_ANSWERS ? GTK_POLICY_AUTOMATIC
                                                             : GTK_POLICY_NEVER);
}

/* The name that the answers belong to, and how many more there are than a row
 * of the log keeps. */
static char *
sockeye_look_up_dup_remark (SockeyeLookUp *self)
{
  g_autofree char *canonical = sockeye_event_dup_canonical_name (self->event);
  g_autoptr (GPtrArray) answers = sockeye_event_dup_answers (self->event);
  guint more = (guint) sockeye_event_get_result (self->event) - answers->len;
  g_autoptr (GString) string = g_string_new (NULL);

  if (canonical != NULL)
    /* Translators: %s is a host name, as the look-up answered. */
    g_string_append_printf (string, _("Canonical name: %s"), canonical);
  if (canonical != NULL && more > 0)
    g_string_append_c (string, '\n');
  if (more > 0)
    g_string_append_printf (string, g_dngettext (GETTEXT_PACKAGE, "%u more address is not shown",
                                                 "%u more addresses are not shown", more),
                            more);
  return string->len > 0 ? g_strdup (string->str) : NULL;
}

static char *
sockeye_look_up_dup_failure (SockeyeLookUp *self)
{
  g_autofree char *result = sockeye_event_dup_result_text (self->event);
  g_autofree char *explanation = sockeye_session_explain (self->session, self->event);

  if (explanation == NULL)
    return g_steal_pointer (&result);
  return g_strdup_printf ("%s\n%s", result, explanation);
}

void
_sockeye_look_up_show_time (SockeyeLookUp *self)
{
  gint64 waited = g_get_monotonic_time () - self->started;
  g_autofree char *text = sockeye_pending_row_dup_time (MAX (0, waited / G_USEC_PER_SEC));

  gtk_label_set_text (self->time, text);
}

/* Which of the answers the socket can take, as it is now. */
void
_sockeye_look_up_update (SockeyeLookUp *self)
{
  gboolean waiting = self->asking != NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (self->waiting, waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
  if (waiting)
    _sockeye_look_up_show_time (self);
  sockeye_host_rows_set_socket (self->answers, self->socket);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled),
                          gtk_widget_get_first_child (GTK_WIDGET (self->answers)) != NULL);
  sockeye_look_up_show_first (self);
}

/* The answers, or why there are none. */
void
_sockeye_look_up_show_answer (SockeyeLookUp *self,
                              const GError  *error)
{
  g_autofree char *text = NULL;

  if (self->event == NULL)
    text = g_strdup (error->message);
  else if (sockeye_event_get_bits (self->event) & SOCKEYE_BIT_CANCELLED)
    text = sockeye_event_dup_result_text (self->event);
  else if (sockeye_event_is_error (self->event))
    text = sockeye_look_up_dup_failure (self);
  else
    text = sockeye_look_up_dup_remark (self);
  _sockeye_look_up_tell (self, text);
  if (self->event != NULL)
    sockeye_look_up_add_answers (self);
}
