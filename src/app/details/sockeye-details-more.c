/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What Details shows of a row in controls of its own: where it leads to, what
 * can be done about it, and its control messages. */

#include "config.h"

#include "sockeye-details-private.h"

#include <sys/socket.h>

#include "widgets/sockeye-caller.h"
#include "sockeye-control-card.h"
#include "call/sockeye-number.h"
#include "explain/sockeye-remedy.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
sockeye_details_new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "small");
  return label;
}

static void
sockeye_details_empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* A late error goes back to the send that caused it; the rest of a long send
 * to its beginning. */
static void
sockeye_details_add_cause (GtkBox       *box,
                           SockeyeEvent *event)
{
  guint64 cause = sockeye_event_get_cause (event);
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;
  GtkWidget *button;

  if (cause == 0)
    return;
  number = sockeye_number_to_string (cause);
  if (sockeye_event_get_bits (event) & SOCKEYE_BIT_CONTINUATION)
    label = g_strdup_printf (_("Continues row %s"), number);
  else
    label = g_strdup_printf (_("Caused by row %s"), number);
  button = gtk_button_new_with_label (label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Go to that row of the log"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "t", cause);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-row");
  gtk_box_append (box, button);
}

static void
sockeye_details_add_late_error (GtkBox       *box,
                                SockeyeEvent *event)
{
  g_autofree char *text = sockeye_event_dup_late_error (event);
  GtkWidget *label;

  if (text == NULL)
    return;
  label = sockeye_details_new_label (text);
  gtk_widget_add_css_class (label, "explanation");
  gtk_box_append (box, label);
}

static void
sockeye_details_remedied_cb (GObject      *object,
                             GAsyncResult *result,
                             gpointer      data)
{
  GtkLabel *label = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  /* What the kernel says is a row of the log; what no call came of, is not. */
  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (event == NULL)
    gtk_label_set_text (label, error->message);
  g_object_unref (label);
}

typedef struct
{
  SockeyeSession *session;
  SockeyeCall    *call;
  GtkWidget      *label;
} SockeyeDetailsRemedy;

static void
sockeye_details_remedy_free (gpointer  data,
                             GClosure *closure)
{
  SockeyeDetailsRemedy *remedy = data;

  g_object_unref (remedy->session);
  g_object_unref (remedy->label);
  sockeye_call_unref (remedy->call);
  g_free (remedy);
}

static void
sockeye_details_remedy_cb (GtkButton            *button,
                           SockeyeDetailsRemedy *remedy)
{
  sockeye_session_call_async (remedy->session, remedy->call, NULL, sockeye_details_remedied_cb,
                              g_object_ref (remedy->label));
}

/* Kernel drops: a larger buffer is offered, never set unasked. */
static void
sockeye_details_add_remedy (GtkBox         *box,
                            SockeyeSession *session,
                            SockeyeEvent   *event)
{
  SockeyeSocket *socket = sockeye_session_get_socket (session, sockeye_event_get_socket (event));
  g_autofree char *enlarge = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SockeyeCall) call = sockeye_remedy_for_drops (event, socket, &text);
  SockeyeDetailsRemedy *remedy;
  GtkWidget *words;
  GtkWidget *button;

  if (text == NULL)
    return;
  words = sockeye_details_new_label (text);
  gtk_box_append (box, words);
  if (call == NULL)
    return;
  enlarge = sockeye_caller_dup_enlarge (call);
  button = gtk_button_new_with_label (enlarge);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  remedy = g_new0 (SockeyeDetailsRemedy, 1);
  remedy->session = g_object_ref (session);
  remedy->call = g_steal_pointer (&call);
  remedy->label = g_object_ref (words);
  g_signal_connect_data (button, "clicked", G_CALLBACK (sockeye_details_remedy_cb), remedy,
                         sockeye_details_remedy_free, G_CONNECT_DEFAULT);
  gtk_box_append (box, button);
}

static gboolean
sockeye_details_is_rights (SockeyeControl *control)
{
  return sockeye_control_get_level (control) == SOL_SOCKET
         && sockeye_control_get_control_type (control) == SCM_RIGHTS;
}

static void
sockeye_details_add_cards (GtkBox       *box,
                           SockeyeEvent *event)
{
  g_autoptr (GPtrArray) controls = sockeye_event_dup_controls (event);
  g_autoptr (GPtrArray) passed = sockeye_event_dup_passed (event);
  gboolean told = passed == NULL || passed->len == 0;

  for (guint i = 0; controls != NULL && i < controls->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (controls, i);
      gboolean rights = !told && sockeye_details_is_rights (control);

      gtk_box_append (box, sockeye_control_card_new (control, rights ? passed : NULL));
      told |= rights;
    }
  if (!told)
    gtk_box_append (box, sockeye_control_card_new_passed (passed));
  if (sockeye_event_get_msg_flags (event) & MSG_CTRUNC)
    gtk_box_append (box, sockeye_details_new_label (_("MSG_CTRUNC: there was more beside the data "
                                                      "than the buffer for control messages, or "
                                                      "this process's table of descriptors, has "
                                                      "room for. The rest is lost, and "
                                                      "descriptors among it are closed.")));
}

/**
 * _sockeye_details_show_more:
 * @box: is emptied and filled anew
 * @session: (nullable):
 * @event: (nullable): a row
 */
void
_sockeye_details_show_more (GtkBox         *box,
                            SockeyeSession *session,
                            SockeyeEvent   *event)
{
  sockeye_details_empty_box (box);
  /* Before it is filled: GTK keeps the height of a box that is not visible. */
  gtk_widget_set_visible (GTK_WIDGET (box), TRUE);
  if (event != NULL && session != NULL)
    {
      sockeye_details_add_late_error (box, event);
      sockeye_details_add_cause (box, event);
      sockeye_details_add_remedy (box, session, event);
      sockeye_details_add_cards (box, event);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
