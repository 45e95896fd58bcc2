/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-status-bar.h"

#include "call/sockeye-number.h"
#include "widgets/sockeye-rate-words.h"
#include "widgets/sockeye-sparkline.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

/* Nobody reads a count that changes with every frame. */
#define SOCKEYE_STATUS_BAR_COUNT_MS 100

struct _SockeyeStatusBar
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeJournal *journal;
  SockeyeRates   *rates;
  gboolean        following;
  guint           count_id;
  guint           rate_id;

  GtkLabel       *rows_label;
  GtkLabel       *trimmed_label;
  GtkLabel       *dropped_label;
  GtkLabel       *refused_label;
  GtkLabel       *in_label;
  GtkLabel       *out_label;
  GtkLabel       *following_label;
  GtkWidget      *sparkline;
  GtkWidget      *any_call_label;
  GtkToggleButton *pause_button;
};

G_DEFINE_FINAL_TYPE (SockeyeStatusBar, sockeye_status_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_FOLLOWING,
  PROP_PAUSED,
  PROP_ANY_CALL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_status_bar_set_text (GtkLabel *label,
                             char     *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  g_free (text);
}

/* The row that tells of a gap is none. */
static guint
sockeye_status_bar_count_rows (SockeyeStatusBar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->journal));

  return sockeye_journal_get_gap (self->journal, NULL, NULL) ? n - 1 : n;
}

static void
sockeye_status_bar_update_counts (SockeyeStatusBar *self)
{
  guint n = self->journal != NULL ? sockeye_status_bar_count_rows (self) : 0;
  guint64 trimmed = self->journal != NULL ? sockeye_journal_get_trimmed (self->journal) : 0;
  guint64 dropped = self->session != NULL ? sockeye_session_get_dropped (self->session) : 0;
  guint64 refused = self->journal != NULL ? sockeye_journal_get_refused (self->journal) : 0;
  g_autofree char *rows_text = sockeye_number_to_string (n);
  g_autofree char *trimmed_text = sockeye_number_to_string (trimmed);
  g_autofree char *dropped_text = sockeye_number_to_string (dropped);
  g_autofree char *refused_text = sockeye_number_to_string (refused);

  sockeye_status_bar_set_text (self->rows_label,
                               g_strdup_printf (ngettext ("%s row", "%s rows", n), rows_text));
  sockeye_status_bar_set_text (self->trimmed_label,
                               g_strdup_printf (_("%s trimmed"), trimmed_text));
  sockeye_status_bar_set_text (self->dropped_label,
                               g_strdup_printf (_("%s dropped"), dropped_text));
  /* Nothing to say of what happens seldom. */
  gtk_widget_set_visible (GTK_WIDGET (self->refused_label), refused > 0);
  sockeye_status_bar_set_text (self->refused_label,
                               g_strdup_printf (_("%s refused"), refused_text));
}

static void
sockeye_status_bar_count_cb (gpointer data)
{
  SockeyeStatusBar *self = data;

  self->count_id = 0;
  sockeye_status_bar_update_counts (self);
}

static void
sockeye_status_bar_queue_counts (SockeyeStatusBar *self)
{
  if (self->count_id == 0)
    self->count_id = g_timeout_add_once (SOCKEYE_STATUS_BAR_COUNT_MS, sockeye_status_bar_count_cb,
                                         self);
}

static double
sockeye_status_bar_get_rate (SockeyeStatusBar *self,
                             SockeyeRate       rate)
{
  return self->rates != NULL
             ? sockeye_rates_get_current (self->rates, g_get_monotonic_time (), rate)
             : 0;
}

static void
sockeye_status_bar_show_rates (SockeyeStatusBar *self)
{
  g_autofree char *in =
      sockeye_rate_words_dup_bytes (sockeye_status_bar_get_rate (self, SOCKEYE_RATE_IN));
  g_autofree char *out =
      sockeye_rate_words_dup_bytes (sockeye_status_bar_get_rate (self, SOCKEYE_RATE_OUT));

  /* Translators: a rate of bytes received, as in "in 12 B/s". */
  sockeye_status_bar_set_text (self->in_label, g_strdup_printf (_("in %s"), in));
  /* Translators: a rate of bytes sent, as in "out 12 B/s". */
  sockeye_status_bar_set_text (self->out_label, g_strdup_printf (_("out %s"), out));
}

static gboolean
sockeye_status_bar_rate_cb (gpointer data)
{
  SockeyeStatusBar *self = data;

  sockeye_status_bar_show_rates (self);
  sockeye_status_bar_queue_counts (self);
  if (self->rates != NULL && !sockeye_rates_is_idle (self->rates, g_get_monotonic_time ()))
    return G_SOURCE_CONTINUE;
  self->rate_id = 0;
  return G_SOURCE_REMOVE;
}

/* Every second, as long as there is something to tell. */
static void
sockeye_status_bar_start_rates (SockeyeStatusBar *self)
{
  if (self->rate_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->rate_id = g_timeout_add_seconds (1, sockeye_status_bar_rate_cb, self);
}

static void
sockeye_status_bar_set_rates (SockeyeStatusBar *self,
                              SockeyeRates     *rates)
{
  if (self->rates != NULL)
    g_signal_handlers_disconnect_by_data (self->rates, self);
  g_set_object (&self->rates, rates);
  if (rates != NULL)
    g_signal_connect_object (rates, "changed", G_CALLBACK (sockeye_status_bar_start_rates), self,
                             G_CONNECT_SWAPPED);
  if (self->sparkline != NULL)
    g_object_set (self->sparkline, "rates", rates, NULL);
}

static void
sockeye_status_bar_update_following (SockeyeStatusBar *self)
{
  if (gtk_toggle_button_get_active (self->pause_button))
    gtk_label_set_text (self->following_label, _("paused"));
  else
    gtk_label_set_text (self->following_label,
                        self->following ? _("following") : _("not following"));
}

static void
sockeye_status_bar_pause_cb (SockeyeStatusBar *self)
{
  gboolean paused = gtk_toggle_button_get_active (self->pause_button);

  gtk_button_set_label (GTK_BUTTON (self->pause_button), paused ? _("Resume") : _("Pause"));
  sockeye_status_bar_update_following (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

static void
sockeye_status_bar_set_session (SockeyeStatusBar *self,
                                SockeyeSession   *session)
{
  if (!g_set_object (&self->session, session))
    return;

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
  if (session != NULL)
    self->journal = g_object_ref (sockeye_session_get_journal (session));
  if (self->journal != NULL)
    g_signal_connect_object (self->journal, "items-changed",
                             G_CALLBACK (sockeye_status_bar_queue_counts), self,
                             G_CONNECT_SWAPPED);
  sockeye_status_bar_set_rates (self, session != NULL ? sockeye_session_get_rates (session) : NULL);
  sockeye_status_bar_update_counts (self);
  sockeye_status_bar_show_rates (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
sockeye_status_bar_map (GtkWidget *widget)
{
  SockeyeStatusBar *self = SOCKEYE_STATUS_BAR (widget);

  GTK_WIDGET_CLASS (sockeye_status_bar_parent_class)->map (widget);
  sockeye_status_bar_show_rates (self);
  sockeye_status_bar_start_rates (self);
}

static void
sockeye_status_bar_unmap (GtkWidget *widget)
{
  SockeyeStatusBar *self = SOCKEYE_STATUS_BAR (widget);

  g_clear_handle_id (&self->rate_id, g_source_remove);
  GTK_WIDGET_CLASS (sockeye_status_bar_parent_class)->unmap (widget);
}

static void
sockeye_status_bar_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SockeyeStatusBar *self = SOCKEYE_STATUS_BAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_FOLLOWING:
      g_value_set_boolean (value, self->following);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, gtk_toggle_button_get_active (self->pause_button));
      break;
    case PROP_ANY_CALL:
      g_value_set_boolean (value, gtk_widget_get_visible (self->any_call_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_status_bar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SockeyeStatusBar *self = SOCKEYE_STATUS_BAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      sockeye_status_bar_set_session (self, g_value_get_object (value));
      break;
    case PROP_FOLLOWING:
      if (self->following == g_value_get_boolean (value))
        break;
      self->following = g_value_get_boolean (value);
      sockeye_status_bar_update_following (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PAUSED:
      gtk_toggle_button_set_active (self->pause_button, g_value_get_boolean (value));
      break;
    case PROP_ANY_CALL:
      gtk_widget_set_visible (self->any_call_label, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_status_bar_dispose (GObject *object)
{
  SockeyeStatusBar *self = SOCKEYE_STATUS_BAR (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_handle_id (&self->rate_id, g_source_remove);
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_STATUS_BAR);
  sockeye_status_bar_set_rates (self, NULL);
  g_clear_object (&self->journal);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_status_bar_parent_class)->dispose (object);
}

static void
sockeye_status_bar_class_init (SockeyeStatusBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_status_bar_dispose;
  object_class->get_property = sockeye_status_bar_get_property;
  object_class->set_property = sockeye_status_bar_set_property;

  widget_class->map = sockeye_status_bar_map;
  widget_class->unmap = sockeye_status_bar_unmap;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLLOWING] =
      g_param_spec_boolean ("following", NULL, NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAUSED] =
      g_param_spec_boolean ("paused", NULL, NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ANY_CALL] =
      g_param_spec_boolean ("any-call", NULL, NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SOCKEYE_TYPE_SPARKLINE);
  gtk_widget_class_set_css_name (widget_class, "statusbar");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, rows_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, trimmed_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, dropped_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, refused_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, any_call_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, in_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, out_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, following_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, sparkline);
  gtk_widget_class_bind_template_child (widget_class, SockeyeStatusBar, pause_button);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_status_bar_pause_cb);
}

static void
sockeye_status_bar_init (SockeyeStatusBar *self)
{
  self->following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sockeye_status_bar_update_following (self);
  sockeye_status_bar_update_counts (self);
  sockeye_status_bar_show_rates (self);
}
