/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-pending-row.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

#define SOCKEYE_PENDING_ROW_LIMIT 120

struct _SockeyePendingRow
{
  GtkWidget       parent_instance;

  SockeyePending *pending;

  GtkSpinner     *spinner;
  GtkLabel       *call_label;
  GtkLabel       *time_label;
  GtkButton      *cancel_button;
};

G_DEFINE_FINAL_TYPE (SockeyePendingRow, sockeye_pending_row, GTK_TYPE_WIDGET)

enum
{
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* As the session measures: CLOCK_MONOTONIC in nanoseconds. */
static gint64
sockeye_pending_row_get_seconds (SockeyePendingRow *self)
{
  gint64 waited = g_get_monotonic_time () - sockeye_pending_get_started (self->pending) / 1000;

  return MAX (0, waited / G_USEC_PER_SEC);
}

/**
 * sockeye_pending_row_dup_time:
 * @seconds: how long a call has waited
 *
 * Returns: (transfer full): as shown: "waiting 3 s"
 */
char *
sockeye_pending_row_dup_time (gint64 seconds)
{
  if (seconds < 60)
    return g_strdup_printf (_("waiting %d s"), (int) seconds);
  if (seconds < 3600)
    return g_strdup_printf (_("waiting %d min %d s"), (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf (_("waiting %d h %d min"), (int) (seconds / 3600),
                          (int) (seconds / 60 % 60));
}

static void
sockeye_pending_row_cancel_cb (SockeyePendingRow *self)
{
  if (self->pending != NULL)
    g_signal_emit (self, signals[CANCEL], 0, self->pending);
}

static void
sockeye_pending_row_dispose (GObject *object)
{
  SockeyePendingRow *self = SOCKEYE_PENDING_ROW (object);

  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_PENDING_ROW);
  g_clear_object (&self->pending);

  G_OBJECT_CLASS (sockeye_pending_row_parent_class)->dispose (object);
}

static void
sockeye_pending_row_class_init (SockeyePendingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_pending_row_dispose;

  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_PENDING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-pending-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingRow, call_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingRow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_pending_row_cancel_cb);
}

static void
sockeye_pending_row_init (SockeyePendingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sockeye_pending_row_new (void)
{
  return g_object_new (SOCKEYE_TYPE_PENDING_ROW, NULL);
}

void
sockeye_pending_row_set_pending (SockeyePendingRow *self,
                                 SockeyePending    *pending)
{
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (SOCKEYE_IS_PENDING_ROW (self));
  g_return_if_fail (pending == NULL || SOCKEYE_IS_PENDING (pending));

  if (!g_set_object (&self->pending, pending))
    return;
  gtk_spinner_set_spinning (self->spinner, pending != NULL);
  if (pending == NULL)
    return;

  text = sockeye_call_to_python (sockeye_pending_get_call (pending), SOCKEYE_PENDING_ROW_LIMIT);
  /* Translators: %s is a call, as in "s1.accept()". */
  description = g_strdup_printf (_("Stop waiting for %s"), text);
  gtk_label_set_text (self->call_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->call_label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cancel_button), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
  sockeye_pending_row_update (self, NULL);
}

/**
 * sockeye_pending_row_update:
 * @session: (nullable): whose call it is, and who knows why it waits
 *
 * To be called once a second while the row is seen.
 */
void
sockeye_pending_row_update (SockeyePendingRow *self,
                            SockeyeSession    *session)
{
  g_autofree char *time = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SOCKEYE_IS_PENDING_ROW (self));

  if (self->pending == NULL)
    return;
  time = sockeye_pending_row_dup_time (sockeye_pending_row_get_seconds (self));
  if (session != NULL)
    {
      /* How often its SYN was sent again, no event tells. */
      if (sockeye_call_get_verb (sockeye_pending_get_call (self->pending)) == SOCKEYE_VERB_CONNECT)
        sockeye_session_look (session, sockeye_pending_get_socket (self->pending));
      reason = sockeye_session_dup_reason (session, self->pending);
    }
  text = reason != NULL ? g_strdup_printf ("%s · %s", time, reason) : g_strdup (time);
  gtk_label_set_text (self->time_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time_label), reason);
}
