/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the bar shows of its socket. */

#include "config.h"

#include "sockeye-socket-bar-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "sidebar/sockeye-badge.h"
#include "widgets/sockeye-caller.h"
#include "widgets/sockeye-tooltip.h"
#include "catalog/sockeye-catalog.h"

static void
sockeye_socket_bar_show_facts (SockeyeSocketBar *self)
{
  const char *local = sockeye_socket_get_local_text (self->socket);
  const char *remote = sockeye_socket_get_remote_text (self->socket);
  g_autofree char *facts = NULL;

  if (remote != NULL && *remote != '\0')
    facts = g_strdup_printf ("%s ↔ %s", local != NULL && *local != '\0' ? local : _("unnamed"),
                             remote);
  else
    facts = g_strdup (local != NULL && *local != '\0' ? local : _("no address"));

  gtk_label_set_text (self->name, sockeye_socket_get_name (self->socket));
  sockeye_badge_show (self->badge, sockeye_socket_get_badge (self->socket));
  /* Setting the same text would drop the user's selection in it. */
  if (g_strcmp0 (gtk_label_get_text (self->facts), facts) != 0)
    {
      gtk_label_set_text (self->facts, facts);
      sockeye_tooltip_set (GTK_WIDGET (self->facts), facts);
    }
}

static void
sockeye_socket_bar_show_entry (GtkWidget *entry,
                               gboolean   usable)
{
  gtk_editable_set_editable (GTK_EDITABLE (entry), usable);
  if (usable)
    gtk_widget_remove_css_class (entry, "unavailable");
  else
    gtk_widget_add_css_class (entry, "unavailable");
}

/* One field of an address, called what the family calls it. */
static void
sockeye_socket_bar_show_field (GtkLabel   *label,
                               GtkWidget  *entry,
                               const char *name,
                               const char *hint,
                               const char *placeholder)
{
  gtk_label_set_text (label, name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder != NULL ? placeholder : hint);
  /* Seldom seen whole as a placeholder, and not at all once something is typed.
   * A mistake that is marked stays told. */
  if (!gtk_widget_has_css_class (entry, "error"))
    sockeye_tooltip_set (entry, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
sockeye_socket_bar_translate (const char *text)
{
  return text != NULL ? _(text) : NULL;
}

static void
sockeye_socket_bar_show_fields (SockeyeSocketBar *self,
                                const char       *placeholder)
{
  const SockeyeFamily *family =
      sockeye_catalog_find_family (sockeye_socket_get_family (self->socket));
  const char *host = family != NULL ? sockeye_socket_bar_translate (family->host_label) : NULL;
  const char *host_hint = family != NULL ? sockeye_socket_bar_translate (family->host_hint) : NULL;

  if (host == NULL)
    host = _("Address");
  if (host_hint == NULL && (family == NULL || family->parse == NULL))
    host_hint = _("its bytes in hex, after the family");
  if (family == NULL || family->port_label == NULL)
    {
      sockeye_socket_bar_show_field (self->path_label, self->path, host, host_hint, placeholder);
      return;
    }
  sockeye_socket_bar_show_field (self->host_label, self->host, host, host_hint, placeholder);
  sockeye_socket_bar_show_field (self->port_label, self->port, _(family->port_label),
                                 sockeye_socket_bar_translate (family->port_hint), NULL);
  gtk_widget_set_visible (self->look_up_button, family->has_names);
}

static void
sockeye_socket_bar_show_arguments (SockeyeSocketBar *self)
{
  const SockeyeFamily *family =
      sockeye_catalog_find_family (sockeye_socket_get_family (self->socket));
  SockeyeDraft *draft = sockeye_draft_get (self->socket);
  gboolean has_port = family != NULL && family->port_label != NULL;
  gboolean usable = _sockeye_socket_bar_can (self, SOCKEYE_VERB_BIND)
                    || _sockeye_socket_bar_can (self, SOCKEYE_VERB_CONNECT);
  int type = sockeye_socket_get_socktype (self->socket);
  gboolean may_listen = sockeye_socket_get_stage (self->socket) == SOCKEYE_STAGE_CREATED
                        && sockeye_catalog_is_connection (type);

  gtk_widget_set_visible (self->address_box, has_port);
  gtk_widget_set_visible (self->path_box, !has_port);
  sockeye_socket_bar_show_entry (self->host, usable);
  sockeye_socket_bar_show_entry (self->port, usable);
  sockeye_socket_bar_show_entry (self->path, usable);
  sockeye_socket_bar_show_entry (self->backlog,
                                 _sockeye_socket_bar_can (self, SOCKEYE_VERB_LISTEN) || may_listen);
  sockeye_socket_bar_show_fields (self, draft->bound && usable ? _("to connect to") : NULL);
}

static void
sockeye_socket_bar_show_button (SockeyeSocketBar *self,
                                GtkWidget        *button,
                                SockeyeVerb       verb)
{
  sockeye_caller_mark_available (button, _sockeye_socket_bar_can (self, verb));
  sockeye_caller_mark_suggested (button, sockeye_socket_get_suggestion (self->socket) == verb);
}

static void
sockeye_socket_bar_show_toggles (SockeyeSocketBar *self)
{
  gtk_switch_set_active (GTK_SWITCH (self->automatic), sockeye_socket_get_automatic (self->socket));
  sockeye_caller_mark_available (self->automatic, !sockeye_socket_is_closed (self->socket));
  gtk_switch_set_active (GTK_SWITCH (self->echo), sockeye_socket_get_echo (self->socket));
  gtk_widget_set_visible (self->echo_box, sockeye_socket_can_echo (self->socket));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->reuse_address),
                               sockeye_socket_get_option (self->socket, SOL_SOCKET,
                                                          SO_REUSEADDR) > 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->broadcast),
                               sockeye_socket_get_option (self->socket, SOL_SOCKET,
                                                          SO_BROADCAST) > 0);
}

/* Only TCP has an RST, and only a listener has peers. */
static void
sockeye_socket_bar_show_close_menu (SockeyeSocketBar *self)
{
  g_autoptr (GMenu) menu = NULL;
  gboolean listener = sockeye_socket_is_listener (self->socket);
  gboolean tcp = !listener
                 && sockeye_catalog_is_tcp (sockeye_socket_get_family (self->socket),
                                            sockeye_socket_get_socktype (self->socket),
                                            sockeye_socket_get_protocol (self->socket));
  int kind = 1 + tcp + 2 * listener;

  /* Made anew only where it differs: an open menu must not fold up. */
  if (self->close_menu_kind == kind)
    return;
  self->close_menu_kind = kind;
  menu = g_menu_new ();
  g_menu_append (menu, _("Close now"), "bar.close-now");
  if (tcp)
    g_menu_append (menu, _("Abort (RST)"), "bar.abort");
  if (listener)
    g_menu_append (menu, _("Close all whose peer left"), "bar.close-left");
  gtk_menu_button_set_menu_model (self->close_menu, G_MENU_MODEL (menu));
}

/* Linux admits one more than the backlog says (sk_acceptq_is_full). */
static void
sockeye_socket_bar_show_tooltips (SockeyeSocketBar *self)
{
  g_autofree char *accept = sockeye_socket_dup_waits (self->socket, SOCKEYE_VERB_ACCEPT);
  g_autofree char *close = sockeye_socket_dup_waits (self->socket, SOCKEYE_VERB_CLOSE);
  g_autofree char *text = NULL;

  if (accept != NULL)
    text = g_strdup_printf (_("%s\nLinux lets one more wait than the backlog says; the SYN of a further "
                              "client is dropped, and the client sends it again."),
                            accept);
  sockeye_tooltip_set (self->accept, text);
  sockeye_tooltip_set (self->close, close);
}

/* What Enter would do in Host counts for a fresh socket; one that is bound for
 * datagrams sends. */
static void
sockeye_socket_bar_show_next_call (SockeyeSocketBar *self)
{
  SockeyeStage stage = sockeye_socket_get_stage (self->socket);
  gboolean message = !sockeye_catalog_is_connection (sockeye_socket_get_socktype (self->socket));
  SockeyeVerb idle = SOCKEYE_VERB_NONE;

  if (stage == SOCKEYE_STAGE_CREATED)
    idle = SOCKEYE_VERB_BIND;
  else if (stage == SOCKEYE_STAGE_BOUND && message)
    idle = SOCKEYE_VERB_SEND;
  sockeye_next_call_set_idle (self->next_call, idle);
  sockeye_next_call_update (self->next_call);
  sockeye_socket_bar_show_tooltips (self);
}

/* Setting the same text would drop the user's selection in it. */
static void
sockeye_socket_bar_set_label (GtkLabel   *label,
                              const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (text == NULL || g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  sockeye_tooltip_set (GTK_WIDGET (label), text);
}

typedef struct
{
  SockeyeSocketBar *bar;
  SockeyeEvent     *event;
  GCancellable     *cancellable;
} SockeyeSocketBarExplaining;

static void
sockeye_socket_bar_explaining_free (SockeyeSocketBarExplaining *data)
{
  g_object_unref (data->bar);
  g_object_unref (data->event);
  g_object_unref (data->cancellable);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeSocketBarExplaining, sockeye_socket_bar_explaining_free)

static void
sockeye_socket_bar_explained_cb (GObject      *object,
                                 GAsyncResult *result,
                                 gpointer      user_data)
{
  g_autoptr (SockeyeSocketBarExplaining) data = user_data;
  g_autofree char *explanation = NULL;

  explanation = sockeye_session_explain_finish (SOCKEYE_SESSION (object), result, NULL);
  /* Cancelled where the line shows something else by now, or is gone. */
  if (explanation == NULL || g_cancellable_is_cancelled (data->cancellable))
    return;
  sockeye_socket_bar_set_label (data->bar->explanation, explanation);
}

static void
sockeye_socket_bar_explain (SockeyeSocketBar *self,
                            SockeyeEvent     *event)
{
  SockeyeSocketBarExplaining *data = g_new0 (SockeyeSocketBarExplaining, 1);

  self->explaining = g_cancellable_new ();
  data->bar = g_object_ref (self);
  data->event = g_object_ref (event);
  data->cancellable = g_object_ref (self->explaining);
  sockeye_session_explain_async (self->session, event, self->explaining,
                                 sockeye_socket_bar_explained_cb, data);
}

static void
sockeye_socket_bar_set_last_call (SockeyeSocketBar *self,
                                  const char       *call,
                                  const char       *explanation)
{
  /* An alert is announced when it appears. */
  if (explanation != NULL)
    gtk_widget_set_visible (self->last_call_box, FALSE);
  sockeye_socket_bar_set_label (self->last_call, call);
  sockeye_socket_bar_set_label (self->explanation, explanation);
  gtk_widget_set_visible (self->last_call_box, TRUE);
}

static gboolean
sockeye_socket_bar_lacks_broadcast (SockeyeSocketBar *self,
                                    SockeyeEvent     *event)
{
  return event != NULL
         && (sockeye_event_get_verb (event) == SOCKEYE_VERB_SENDTO
             || sockeye_event_get_verb (event) == SOCKEYE_VERB_SENDMSG)
         && sockeye_event_get_errno (event) == EACCES
         && sockeye_socket_get_option (self->socket, SOL_SOCKET, SO_BROADCAST) <= 0
         && !sockeye_socket_is_closed (self->socket);
}

void
_sockeye_socket_bar_show_last_call (SockeyeSocketBar *self)
{
  SockeyeDraft *draft = sockeye_draft_get (self->socket);
  SockeyeEvent *event = sockeye_socket_get_last_call (self->socket);
  g_autofree char *text = NULL;
  g_autofree char *explanation = NULL;
  gboolean error = event != NULL && sockeye_event_is_error (event);

  g_cancellable_cancel (self->explaining);
  g_clear_object (&self->explaining);

  gtk_widget_set_visible (self->allow_broadcast, sockeye_socket_bar_lacks_broadcast (self, event));
  /* Why there was none is no call. */
  gtk_label_set_text (self->last_call_title, draft->notice != NULL ? _("No call") : _("Last call"));
  if (draft->notice != NULL)
    {
      sockeye_socket_bar_set_last_call (self, NULL, draft->notice);
      return;
    }
  if (event == NULL)
    {
      sockeye_socket_bar_set_last_call (self, _("none yet"), NULL);
      return;
    }

  text = sockeye_caller_dup_text (event, NULL);
  if (error)
    {
      explanation = sockeye_session_explain (self->session, event);
      gtk_widget_add_css_class (GTK_WIDGET (self->last_call), "error-text");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->last_call), "error-text");
  sockeye_socket_bar_set_last_call (self, text, explanation);
  if (error)
    sockeye_socket_bar_explain (self, event);
}

/* A call that has no row yet: what was told before it is over. */
void
_sockeye_socket_bar_show_waiting (SockeyeSocketBar *self,
                                  SockeyeCall      *call)
{
  g_autofree char *code = sockeye_call_to_python (call, SOCKEYE_CALLER_LIMIT);
  g_autofree char *text = g_strdup_printf (_("%s has not returned yet"), code);

  g_cancellable_cancel (self->explaining);
  g_clear_object (&self->explaining);
  gtk_label_set_text (self->last_call_title, _("Last call"));
  gtk_widget_set_visible (self->allow_broadcast, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->last_call), "error-text");
  sockeye_socket_bar_set_last_call (self, text, NULL);
}

void
_sockeye_socket_bar_show (SockeyeSocketBar *self)
{
  if (self->socket == NULL)
    return;

  self->updating = TRUE;
  sockeye_socket_bar_show_facts (self);
  sockeye_socket_bar_show_arguments (self);
  sockeye_socket_bar_show_button (self, self->bind, SOCKEYE_VERB_BIND);
  sockeye_socket_bar_show_button (self, self->connect, SOCKEYE_VERB_CONNECT);
  sockeye_socket_bar_show_button (self, self->listen, SOCKEYE_VERB_LISTEN);
  sockeye_socket_bar_show_button (self, self->accept, SOCKEYE_VERB_ACCEPT);
  sockeye_socket_bar_show_button (self, self->close, SOCKEYE_VERB_CLOSE);
  sockeye_socket_bar_show_toggles (self);
  sockeye_socket_bar_show_close_menu (self);
  sockeye_socket_bar_show_next_call (self);
  self->updating = FALSE;
}
