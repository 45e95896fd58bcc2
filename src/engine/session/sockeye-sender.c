/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-sender.h"

struct _SockeyeSender
{
  GObject         parent_instance;

  SockeyeAddress *address;
  char           *text;
};

G_DEFINE_FINAL_TYPE (SockeyeSender, sockeye_sender, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_sender_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SockeyeSender *self = SOCKEYE_SENDER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_sender_finalize (GObject *object)
{
  SockeyeSender *self = SOCKEYE_SENDER (object);

  g_clear_pointer (&self->address, sockeye_address_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sockeye_sender_parent_class)->finalize (object);
}

static void
sockeye_sender_class_init (SockeyeSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_sender_finalize;
  object_class->get_property = sockeye_sender_get_property;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_sender_init (SockeyeSender *self)
{
}

SockeyeSender *
sockeye_sender_new (SockeyeAddress *address)
{
  SockeyeSender *self;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_SENDER, NULL);
  self->address = sockeye_address_ref (address);
  self->text = sockeye_address_to_string (address);
  return self;
}

/* (transfer none) */
SockeyeAddress *
sockeye_sender_get_address (SockeyeSender *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SENDER (self), NULL);

  return self->address;
}

const char *
sockeye_sender_get_text (SockeyeSender *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SENDER (self), NULL);

  return self->text;
}
