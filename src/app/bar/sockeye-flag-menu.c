/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-flag-menu.h"

#include "widgets/sockeye-arrow-keys.h"
#include "widgets/sockeye-tooltip.h"

#include <glib/gi18n-lib.h>

struct _SockeyeFlagMenu
{
  GtkWidget   parent_instance;

  SockeyeVerb verb;
  int         flags;
  gboolean    filling; /* checks are being set, not pressed */

  GtkWidget  *button;
  GPtrArray  *checks;  /* borrowed, in the order of sockeye_flags_list() */
};

G_DEFINE_FINAL_TYPE (SockeyeFlagMenu, sockeye_flag_menu, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SENDS,
  PROP_FLAGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
sockeye_flag_menu_sends (SockeyeFlagMenu *self)
{
  return self->verb == SOCKEYE_VERB_SEND;
}

/* That flags are set must be seen without opening anything. */
static void
sockeye_flag_menu_show (SockeyeFlagMenu *self)
{
  g_autofree char *text = sockeye_flags_to_string (self->flags);
  const char *hint = sockeye_flag_menu_sends (self) ? _("Flags of Send") : _("Flags of Recv");
  g_autofree char *tooltip = g_strdup_printf ("%s: %s", hint, self->flags != 0 ? text : _("none"));

  if (self->flags != 0)
    gtk_widget_add_css_class (self->button, "flagged");
  else
    gtk_widget_remove_css_class (self->button, "flagged");
  sockeye_tooltip_set (self->button, tooltip);
}

static void
sockeye_flag_menu_toggled_cb (SockeyeFlagMenu *self)
{
  const SockeyeConstant *constants;
  int flags = 0;
  guint n;

  if (self->filling)
    return;
  constants = sockeye_flags_list (self->verb, &n);
  for (guint i = 0; i < n; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      flags |= constants[i].number;
  sockeye_flag_menu_set_flags (self, flags);
}

static void
sockeye_flag_menu_add_check (SockeyeFlagMenu *self,
                             GtkWidget       *box,
                             const char      *name,
                             const char      *word)
{
  g_autofree char *label = g_strdup_printf ("%s – %s", name, word);
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_signal_connect_object (check, "toggled", G_CALLBACK (sockeye_flag_menu_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), check);
  g_ptr_array_add (self->checks, check);
}

/* MSG_NOSIGNAL is ours and always set: shown, so that nobody misses it. */
static void
sockeye_flag_menu_add_nosignal (GtkWidget *box)
{
  g_autofree char *label =
      g_strdup_printf ("MSG_NOSIGNAL – %s", _("always added by Sockeye: EPIPE instead of SIGPIPE"));
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_sensitive (check, FALSE);
  gtk_box_append (GTK_BOX (box), check);
}

static void
sockeye_flag_menu_constructed (GObject *object)
{
  SockeyeFlagMenu *self = SOCKEYE_FLAG_MENU (object);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const SockeyeConstant *flags;
  guint n;

  G_OBJECT_CLASS (sockeye_flag_menu_parent_class)->constructed (object);

  flags = sockeye_flags_list (self->verb, &n);
  for (guint i = 0; i < n; i++)
    sockeye_flag_menu_add_check (self, box, flags[i].name, _(flags[i].word));
  if (sockeye_flag_menu_sends (self))
    sockeye_flag_menu_add_nosignal (box);
  sockeye_arrow_keys_add (box);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sockeye_flag_menu_sends (self) ? _("Flags of Send") : _("Flags of Recv"),
                                  -1);
  sockeye_flag_menu_show (self);
}

static void
sockeye_flag_menu_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SockeyeFlagMenu *self = SOCKEYE_FLAG_MENU (object);

  switch (prop_id)
    {
    case PROP_SENDS:
      g_value_set_boolean (value, sockeye_flag_menu_sends (self));
      break;
    case PROP_FLAGS:
      g_value_set_int (value, self->flags);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_flag_menu_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SockeyeFlagMenu *self = SOCKEYE_FLAG_MENU (object);

  switch (prop_id)
    {
    case PROP_SENDS:
      self->verb = g_value_get_boolean (value) ? SOCKEYE_VERB_SEND : SOCKEYE_VERB_RECV;
      break;
    case PROP_FLAGS:
      sockeye_flag_menu_set_flags (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_flag_menu_dispose (GObject *object)
{
  SockeyeFlagMenu *self = SOCKEYE_FLAG_MENU (object);

  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (sockeye_flag_menu_parent_class)->dispose (object);
}

static void
sockeye_flag_menu_finalize (GObject *object)
{
  g_ptr_array_unref (SOCKEYE_FLAG_MENU (object)->checks);

  G_OBJECT_CLASS (sockeye_flag_menu_parent_class)->finalize (object);
}

static void
sockeye_flag_menu_class_init (SockeyeFlagMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sockeye_flag_menu_constructed;
  object_class->get_property = sockeye_flag_menu_get_property;
  object_class->set_property = sockeye_flag_menu_set_property;
  object_class->dispose = sockeye_flag_menu_dispose;
  object_class->finalize = sockeye_flag_menu_finalize;

  properties[PROP_SENDS] = g_param_spec_boolean ("sends", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_FLAGS] = g_param_spec_int ("flags", NULL, NULL, G_MININT, G_MAXINT, 0,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "flagmenu");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sockeye_flag_menu_init (SockeyeFlagMenu *self)
{
  self->checks = g_ptr_array_new ();
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "pan-down-symbolic");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

int
sockeye_flag_menu_get_flags (SockeyeFlagMenu *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FLAG_MENU (self), 0);

  return self->flags;
}

/**
 * sockeye_flag_menu_set_flags:
 * @flags: those to be chosen; others than the menu has are dropped
 */
void
sockeye_flag_menu_set_flags (SockeyeFlagMenu *self,
                             int              flags)
{
  const SockeyeConstant *constants;
  int chosen = 0;
  guint n;

  g_return_if_fail (SOCKEYE_IS_FLAG_MENU (self));

  constants = sockeye_flags_list (self->verb, &n);
  self->filling = TRUE;
  for (guint i = 0; i < n; i++)
    {
      gboolean set = (flags & constants[i].number) != 0;

      gtk_check_button_set_active (g_ptr_array_index (self->checks, i), set);
      chosen |= set ? constants[i].number : 0;
    }
  self->filling = FALSE;
  if (self->flags == chosen)
    return;
  self->flags = chosen;
  sockeye_flag_menu_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLAGS]);
}
