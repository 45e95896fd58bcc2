/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-welcome.h"
#include "widgets/sockeye-template.h"

struct _SockeyeWelcome
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SockeyeWelcome, sockeye_welcome, GTK_TYPE_WIDGET)

enum
{
  EXAMPLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_welcome_server_cb (SockeyeWelcome *self)
{
  g_signal_emit (self, signals[EXAMPLE], 0, (int) SOCKEYE_EXAMPLE_SERVER);
}

static void
sockeye_welcome_client_cb (SockeyeWelcome *self)
{
  g_signal_emit (self, signals[EXAMPLE], 0, (int) SOCKEYE_EXAMPLE_CLIENT);
}

static void
sockeye_welcome_both_cb (SockeyeWelcome *self)
{
  g_signal_emit (self, signals[EXAMPLE], 0, SOCKEYE_WELCOME_BOTH);
}

static void
sockeye_welcome_dispose (GObject *object)
{
  sockeye_template_dispose (GTK_WIDGET (object), SOCKEYE_TYPE_WELCOME);

  G_OBJECT_CLASS (sockeye_welcome_parent_class)->dispose (object);
}

static void
sockeye_welcome_class_init (SockeyeWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_welcome_dispose;

  signals[EXAMPLE] = g_signal_new ("example", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "welcome");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-welcome.ui");
  gtk_widget_class_bind_template_callback (widget_class, sockeye_welcome_server_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_welcome_client_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_welcome_both_cb);
}

static void
sockeye_welcome_init (SockeyeWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
