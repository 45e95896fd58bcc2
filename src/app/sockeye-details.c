/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-details.h"

struct _SockeyeDetails
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
};

G_DEFINE_FINAL_TYPE (SockeyeDetails, sockeye_details, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_details_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_dispose (GObject *object)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SOCKEYE_TYPE_DETAILS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_details_parent_class)->dispose (object);
}

static void
sockeye_details_class_init (SockeyeDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_details_dispose;
  object_class->get_property = sockeye_details_get_property;
  object_class->set_property = sockeye_details_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-details.ui");
}

static void
sockeye_details_init (SockeyeDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
