/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-next-call.h"

#include "widgets/sockeye-caller.h"
#include "widgets/sockeye-template.h"
#include "widgets/sockeye-tooltip.h"

#include <glib/gi18n-lib.h>

/* A control that leads to a call. Its controllers may outlive the line. */
typedef struct
{
  SockeyeNextCall     *line; /* or NULL: it is gone */
  SockeyeVerb          verb;
  SockeyeNextCallFunc  func;
  GWeakRef             owner;
} SockeyeWatch;

struct _SockeyeNextCall
{
  GtkWidget      parent_instance;

  SockeyeSocket *socket;
  gboolean       any_call; /* also one that cannot be made now */
  SockeyeVerb    idle;     /* where nothing is pointed at */
  SockeyeWatch  *pointed;  /* borrowed, or NULL */
  SockeyeWatch  *focused;  /* borrowed, or NULL */
  GPtrArray     *watches;  /* of SockeyeWatch */

  GtkLabel      *code;
  GtkLabel      *waits;
};

G_DEFINE_FINAL_TYPE (SockeyeNextCall, sockeye_next_call, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_watch_clear (gpointer data)
{
  g_weak_ref_clear (&((SockeyeWatch *) data)->owner);
}

static void
sockeye_watch_release (gpointer data)
{
  g_rc_box_release_full (data, sockeye_watch_clear);
}

static SockeyeCall *
sockeye_watch_dup_call (SockeyeWatch *self)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  return owner != NULL ? self->func (owner, self->verb) : NULL;
}

static SockeyeWatch *
sockeye_next_call_find (SockeyeNextCall *self,
                        SockeyeVerb      verb)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      SockeyeWatch *watch = g_ptr_array_index (self->watches, i);

      if (watch->verb == verb && verb != SOCKEYE_VERB_NONE)
        return watch;
    }
  return NULL;
}

/* The first that can be made of what is typed; else the first, which cannot.
 * Call is (transfer full) or NULL. */
static SockeyeWatch *
sockeye_next_call_choose (SockeyeNextCall  *self,
                          SockeyeCall     **call)
{
  SockeyeWatch *watches[] = {
    self->pointed,
    self->focused,
    sockeye_next_call_find (self, sockeye_socket_get_suggestion (self->socket)),
    sockeye_next_call_find (self, self->idle),
  };
  SockeyeWatch *first = NULL;

  *call = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (watches); i++)
    {
      if (watches[i] == NULL)
        continue;
      if (first == NULL)
        first = watches[i];
      *call = sockeye_watch_dup_call (watches[i]);
      if (*call != NULL)
        return watches[i];
    }
  return first;
}

/* Of the call that is shown, else of accept(): who waits is always worth it. */
static char *
sockeye_next_call_dup_waits (SockeyeNextCall *self,
                             SockeyeWatch    *watch)
{
  char *waits = watch != NULL && watch->verb != SOCKEYE_VERB_RECV && watch->verb != SOCKEYE_VERB_SEND
                  ? sockeye_socket_dup_waits (self->socket, watch->verb) : NULL;

  return waits != NULL ? waits : sockeye_socket_dup_waits (self->socket, SOCKEYE_VERB_ACCEPT);
}

static void
sockeye_next_call_set_label (GtkLabel   *label,
                             const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  sockeye_tooltip_set (GTK_WIDGET (label), *text != '\0' ? text : NULL);
}

/**
 * sockeye_next_call_update:
 *
 * Something that is typed, or the socket, has changed.
 */
void
sockeye_next_call_update (SockeyeNextCall *self)
{
  SockeyeWatch *watch = NULL;
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *code = NULL;
  g_autofree char *waits = NULL;

  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (self));

  if (self->socket == NULL)
    return;
  if (!sockeye_socket_is_closed (self->socket))
    watch = sockeye_next_call_choose (self, &call);
  /* Pressed, the button would tell the same. */
  if (self->pointed != NULL && watch == self->pointed && !self->any_call)
    code = sockeye_socket_dup_obstacle (self->socket, watch->verb);
  if (code == NULL && call != NULL)
    code = sockeye_call_to_python (call, SOCKEYE_CALLER_LIMIT);
  else if (code == NULL && watch != NULL)
    /* What is typed makes no sense yet. */
    code = g_strdup_printf ("%s.%s(…)", sockeye_socket_get_name (self->socket),
                            sockeye_verb_to_string (watch->verb));
  waits = sockeye_next_call_dup_waits (self, watch);
  sockeye_next_call_set_label (self->code, code != NULL ? code : _("none; point at a call to see it"));
  sockeye_next_call_set_label (self->waits, waits != NULL ? waits : "");
}

/* Field is where the line remembers who has the pointer, or the focus. */
static void
sockeye_next_call_take (SockeyeWatch  *watch,
                        SockeyeWatch **field)
{
  *field = watch;
  sockeye_next_call_update (watch->line);
}

static void
sockeye_next_call_drop (SockeyeWatch  *watch,
                        SockeyeWatch **field)
{
  if (*field != watch)
    return;
  *field = NULL;
  sockeye_next_call_update (watch->line);
}

static void
sockeye_next_call_enter_cb (SockeyeWatch *watch)
{
  if (watch->line != NULL)
    sockeye_next_call_take (watch, &watch->line->pointed);
}

static void
sockeye_next_call_leave_cb (SockeyeWatch *watch)
{
  if (watch->line != NULL)
    sockeye_next_call_drop (watch, &watch->line->pointed);
}

static void
sockeye_next_call_focus_cb (SockeyeWatch *watch)
{
  if (watch->line != NULL)
    sockeye_next_call_take (watch, &watch->line->focused);
}

static void
sockeye_next_call_unfocus_cb (SockeyeWatch *watch)
{
  if (watch->line != NULL)
    sockeye_next_call_drop (watch, &watch->line->focused);
}

static void
sockeye_next_call_release_watch (gpointer  watch,
                                 GClosure *closure)
{
  sockeye_watch_release (watch);
}

static void
sockeye_next_call_connect (GtkEventController *controller,
                           const char         *signal,
                           GCallback           callback,
                           SockeyeWatch       *watch)
{
  g_signal_connect_data (controller, signal, callback, g_rc_box_acquire (watch),
                         sockeye_next_call_release_watch, G_CONNECT_SWAPPED);
}

/**
 * sockeye_next_call_watch:
 * @widget: a button of a call, or an entry of one of its arguments
 * @verb: the call
 * @func: makes it, without making the call to the kernel
 * @owner: for @func, an object that is not kept
 */
void
sockeye_next_call_watch (SockeyeNextCall     *self,
                         gpointer             widget,
                         SockeyeVerb          verb,
                         SockeyeNextCallFunc  func,
                         gpointer             owner)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  SockeyeWatch *watch = g_rc_box_new0 (SockeyeWatch);

  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  watch->line = self;
  watch->verb = verb;
  watch->func = func;
  g_weak_ref_init (&watch->owner, owner);
  g_ptr_array_add (self->watches, watch);
  sockeye_next_call_connect (motion, "enter", G_CALLBACK (sockeye_next_call_enter_cb), watch);
  sockeye_next_call_connect (motion, "leave", G_CALLBACK (sockeye_next_call_leave_cb), watch);
  sockeye_next_call_connect (focus, "enter", G_CALLBACK (sockeye_next_call_focus_cb), watch);
  sockeye_next_call_connect (focus, "leave", G_CALLBACK (sockeye_next_call_unfocus_cb), watch);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, focus);
}

static void
sockeye_next_call_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SockeyeNextCall *self = SOCKEYE_NEXT_CALL (object);

  switch (prop_id)
    {
    case PROP_SOCKET:
      g_value_set_object (value, self->socket);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_next_call_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SockeyeNextCall *self = SOCKEYE_NEXT_CALL (object);

  switch (prop_id)
    {
    case PROP_SOCKET:
      sockeye_next_call_set_socket (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_next_call_dispose (GObject *object)
{
  SockeyeNextCall *self = SOCKEYE_NEXT_CALL (object);

  for (guint i = 0; i < self->watches->len; i++)
    ((SockeyeWatch *) g_ptr_array_index (self->watches, i))->line = NULL;
  g_clear_object (&self->socket);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_NEXT_CALL);

  G_OBJECT_CLASS (sockeye_next_call_parent_class)->dispose (object);
}

static void
sockeye_next_call_finalize (GObject *object)
{
  g_ptr_array_unref (SOCKEYE_NEXT_CALL (object)->watches);

  G_OBJECT_CLASS (sockeye_next_call_parent_class)->finalize (object);
}

static void
sockeye_next_call_class_init (SockeyeNextCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sockeye_next_call_get_property;
  object_class->set_property = sockeye_next_call_set_property;
  object_class->dispose = sockeye_next_call_dispose;
  object_class->finalize = sockeye_next_call_finalize;

  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-next-call.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeNextCall, code);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNextCall, waits);
}

static void
sockeye_next_call_init (SockeyeNextCall *self)
{
  self->watches = g_ptr_array_new_with_free_func (sockeye_watch_release);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sockeye_next_call_set_idle:
 * @verb: the call that is shown where none is pointed at, has the focus or is
 *   suggested
 */
void
sockeye_next_call_set_idle (SockeyeNextCall *self,
                            SockeyeVerb      verb)
{
  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (self));

  self->idle = verb;
}

void
sockeye_next_call_set_socket (SockeyeNextCall *self,
                              SockeyeSocket   *socket)
{
  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (!g_set_object (&self->socket, socket))
    return;
  sockeye_next_call_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
}

/**
 * sockeye_next_call_set_any_call:
 * @any_call: whether calls are shown, and made, that cannot be made now
 */
void
sockeye_next_call_set_any_call (SockeyeNextCall *self,
                                gboolean         any_call)
{
  g_return_if_fail (SOCKEYE_IS_NEXT_CALL (self));

  self->any_call = any_call;
  sockeye_next_call_update (self);
}
