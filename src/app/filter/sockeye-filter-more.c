/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-more.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-caller.h"

/* So long after the last key a value is taken. */
#define SOCKEYE_FILTER_MORE_PAUSE_MS 150

/* What is typed, and the expression that it becomes. */
enum
{
  PEER,
  SIZE_FROM,
  SIZE_TO,
  TIME_FROM,
  TIME_TO,
  N_ENTRIES
};

static const char *const sockeye_filter_more_beginnings[N_ENTRIES] = {
  "peer contains", "bytes >=", "bytes <=", "time >=", "time <="
};

/* In the order of the drop-down; the first is any. */
static const char *const sockeye_filter_more_directions[] = { NULL, "in", "out" };

struct _SockeyeFilterMore
{
  GtkPopover      parent_instance;

  SockeyeSocket  *socket;
  gboolean        only_socket;
  gboolean        errors_only;
  gboolean        clearing;
  guint           pause_id;

  GtkCheckButton *socket_check;
  GtkCheckButton *errors_check;
  GtkDropDown    *direction;
  GtkDropDown    *call;
  GtkEntry       *peer;
  GtkEntry       *size_from;
  GtkEntry       *size_to;
  GtkEntry       *time_from;
  GtkEntry       *time_to;
};

G_DEFINE_FINAL_TYPE (SockeyeFilterMore, sockeye_filter_more, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_SOCKET,
  PROP_ONLY_SOCKET,
  PROP_ERRORS_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static GtkEntry *
sockeye_filter_more_get_entry (SockeyeFilterMore *self,
                               guint              i)
{
  GtkEntry *const entries[N_ENTRIES] = {
    self->peer, self->size_from, self->size_to, self->time_from, self->time_to
  };

  return entries[i];
}

static const char *
sockeye_filter_more_get_text (SockeyeFilterMore *self,
                              guint              i)
{
  return gtk_editable_get_text (GTK_EDITABLE (sockeye_filter_more_get_entry (self, i)));
}

/* The chosen call, or NULL for any. */
static const char *
sockeye_filter_more_get_call (SockeyeFilterMore *self)
{
  guint at = gtk_drop_down_get_selected (self->call);
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (self->call));

  return at > 0 && at != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (list, at) : NULL;
}

static const char *
sockeye_filter_more_get_direction (SockeyeFilterMore *self)
{
  guint at = gtk_drop_down_get_selected (self->direction);

  return at < G_N_ELEMENTS (sockeye_filter_more_directions) ? sockeye_filter_more_directions[at]
                                                            : NULL;
}

/* A value as the language has it: a peer may hold anything. */
static char *
sockeye_filter_more_dup_expression (SockeyeFilterMore *self,
                                    guint              i)
{
  const char *text = sockeye_filter_more_get_text (self, i);
  g_autofree char *quoted = NULL;

  if (i != PEER)
    return g_strdup_printf ("%s %s", sockeye_filter_more_beginnings[i], text);
  quoted = sockeye_filter_more_dup_quoted (text);
  return g_strdup_printf ("%s %s", sockeye_filter_more_beginnings[i], quoted);
}

static void
sockeye_filter_more_add (GPtrArray  *filters,
                         const char *expression)
{
  g_autoptr (GError) error = NULL;
  SockeyeFilter *filter = sockeye_filter_parse (expression, NULL, NULL, &error);

  if (filter != NULL)
    g_ptr_array_add (filters, filter);
  else
    g_warning ("%s: %s", expression, error->message);
}

/* (transfer full) (nullable): of an entry; NULL where it is empty, or with the error. */
static SockeyeFilter *
sockeye_filter_more_parse (SockeyeFilterMore  *self,
                           guint               i,
                           GError            **error)
{
  g_autofree char *expression = NULL;

  if (*sockeye_filter_more_get_text (self, i) == '\0')
    return NULL;
  expression = sockeye_filter_more_dup_expression (self, i);
  return sockeye_filter_parse (expression, NULL, NULL, error);
}

/* A value that cannot be understood says so, and hides nothing. */
static void
sockeye_filter_more_add_entry (SockeyeFilterMore *self,
                               guint              i,
                               GPtrArray         *filters)
{
  GtkWidget *entry = GTK_WIDGET (sockeye_filter_more_get_entry (self, i));
  g_autoptr (GError) error = NULL;
  SockeyeFilter *filter = sockeye_filter_more_parse (self, i, &error);

  sockeye_caller_mark_mistake (entry, error != NULL ? error->message : NULL);
  if (filter != NULL)
    g_ptr_array_add (filters, filter);
}

static void
sockeye_filter_more_changed (SockeyeFilterMore *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (!self->clearing)
    g_signal_emit (self, changed_signal, 0);
}

static void
sockeye_filter_more_pause_cb (gpointer data)
{
  SockeyeFilterMore *self = data;

  self->pause_id = 0;
  sockeye_filter_more_changed (self);
}

static void
sockeye_filter_more_typed_cb (SockeyeFilterMore *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add_once (SOCKEYE_FILTER_MORE_PAUSE_MS,
                                       sockeye_filter_more_pause_cb, self);
}

static void
sockeye_filter_more_set_only_socket (SockeyeFilterMore *self,
                                     gboolean           only_socket)
{
  only_socket = only_socket && self->socket != NULL;
  if (self->only_socket == only_socket)
    return;
  self->only_socket = only_socket;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_SOCKET]);
  sockeye_filter_more_changed (self);
}

static void
sockeye_filter_more_set_errors_only (SockeyeFilterMore *self,
                                     gboolean           errors_only)
{
  if (self->errors_only == errors_only)
    return;
  self->errors_only = errors_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERRORS_ONLY]);
  sockeye_filter_more_changed (self);
}

static void
sockeye_filter_more_set_socket (SockeyeFilterMore *self,
                                SockeyeSocket     *socket)
{
  if (!g_set_object (&self->socket, socket))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->socket_check), socket != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOCKET]);
  if (socket == NULL)
    sockeye_filter_more_set_only_socket (self, FALSE);
  else if (self->only_socket)
    sockeye_filter_more_changed (self);
}

static void
sockeye_filter_more_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SockeyeFilterMore *self = SOCKEYE_FILTER_MORE (object);

  switch (prop_id)
    {
    case PROP_SOCKET:
      g_value_set_object (value, self->socket);
      break;
    case PROP_ONLY_SOCKET:
      g_value_set_boolean (value, self->only_socket);
      break;
    case PROP_ERRORS_ONLY:
      g_value_set_boolean (value, self->errors_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_filter_more_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SockeyeFilterMore *self = SOCKEYE_FILTER_MORE (object);

  switch (prop_id)
    {
    case PROP_SOCKET:
      sockeye_filter_more_set_socket (self, g_value_get_object (value));
      break;
    case PROP_ONLY_SOCKET:
      sockeye_filter_more_set_only_socket (self, g_value_get_boolean (value));
      break;
    case PROP_ERRORS_ONLY:
      sockeye_filter_more_set_errors_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_filter_more_dispose (GObject *object)
{
  SockeyeFilterMore *self = SOCKEYE_FILTER_MORE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOCKEYE_TYPE_FILTER_MORE);
  g_clear_object (&self->socket);

  G_OBJECT_CLASS (sockeye_filter_more_parent_class)->dispose (object);
}

static void
sockeye_filter_more_class_init (SockeyeFilterMoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_filter_more_dispose;
  object_class->get_property = sockeye_filter_more_get_property;
  object_class->set_property = sockeye_filter_more_set_property;

  properties[PROP_SOCKET] =
      g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  properties[PROP_ONLY_SOCKET] = g_param_spec_boolean ("only-socket", NULL, NULL, FALSE, flags);
  properties[PROP_ERRORS_ONLY] = g_param_spec_boolean ("errors-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-filter-more.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, socket_check);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, errors_check);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, direction);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, call);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, peer);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, size_from);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, size_to);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, time_from);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterMore, time_to);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_more_changed);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_more_typed_cb);
}

static void
sockeye_filter_more_init (SockeyeFilterMore *self)
{
  g_autoptr (GtkStringList) calls = gtk_string_list_new (NULL);
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (calls, _("Any"));
  for (guint verb = SOCKEYE_VERB_NONE + 1; verb < SOCKEYE_N_VERBS; verb++)
    gtk_string_list_append (calls, sockeye_verb_to_string (verb));
  gtk_drop_down_set_model (self->call, G_LIST_MODEL (calls));
  gtk_widget_set_sensitive (GTK_WIDGET (self->socket_check), FALSE);
  g_object_bind_property (self, "only-socket", self->socket_check, "active", both);
  g_object_bind_property (self, "errors-only", self->errors_check, "active", both);
}

/* A text as a filter has it: in quotes. */
char *
sockeye_filter_more_dup_quoted (const char *text)
{
  GString *string;

  g_return_val_if_fail (text != NULL, NULL);

  string = g_string_new ("\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (string, '\\');
      g_string_append_c (string, *p);
    }
  g_string_append_c (string, '"');
  return g_string_free (string, FALSE);
}

/* filters: (element-type SockeyeFilter): what is chosen is added to them. */
void
sockeye_filter_more_add_to (SockeyeFilterMore *self,
                            GPtrArray         *filters)
{
  const char *direction;
  const char *call;
  g_autofree char *text = NULL;

  g_return_if_fail (SOCKEYE_IS_FILTER_MORE (self));
  g_return_if_fail (filters != NULL);

  direction = sockeye_filter_more_get_direction (self);
  call = sockeye_filter_more_get_call (self);
  if (self->only_socket)
    {
      text = g_strconcat ("socket within ", sockeye_socket_get_name (self->socket), NULL);
      sockeye_filter_more_add (filters, text);
    }
  if (self->errors_only)
    sockeye_filter_more_add (filters, "error");
  if (direction != NULL)
    {
      g_autofree char *expression = g_strconcat ("direction == ", direction, NULL);
      sockeye_filter_more_add (filters, expression);
    }
  if (call != NULL)
    {
      g_autofree char *expression = g_strconcat ("call == ", call, NULL);
      sockeye_filter_more_add (filters, expression);
    }
  for (guint i = 0; i < N_ENTRIES; i++)
    sockeye_filter_more_add_entry (self, i, filters);
}

/* How many things are chosen and apply. toggles: also what the bar has buttons for. */
guint
sockeye_filter_more_count (SockeyeFilterMore *self,
                           gboolean           toggles)
{
  guint n;

  g_return_val_if_fail (SOCKEYE_IS_FILTER_MORE (self), 0);

  n = toggles ? self->only_socket + self->errors_only : 0;
  n += sockeye_filter_more_get_direction (self) != NULL;
  n += sockeye_filter_more_get_call (self) != NULL;
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autoptr (SockeyeFilter) filter = sockeye_filter_more_parse (self, i, NULL);

      n += filter != NULL;
    }
  return n;
}

/* Whether there is something to clear, mistakes included. */
gboolean
sockeye_filter_more_is_empty (SockeyeFilterMore *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FILTER_MORE (self), TRUE);

  for (guint i = 0; i < N_ENTRIES; i++)
    if (*sockeye_filter_more_get_text (self, i) != '\0')
      return FALSE;
  return sockeye_filter_more_count (self, TRUE) == 0;
}

void
sockeye_filter_more_clear (SockeyeFilterMore *self)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_MORE (self));

  if (sockeye_filter_more_is_empty (self))
    return;
  self->clearing = TRUE;
  sockeye_filter_more_set_only_socket (self, FALSE);
  sockeye_filter_more_set_errors_only (self, FALSE);
  gtk_drop_down_set_selected (self->direction, 0);
  gtk_drop_down_set_selected (self->call, 0);
  for (guint i = 0; i < N_ENTRIES; i++)
    gtk_editable_set_text (GTK_EDITABLE (sockeye_filter_more_get_entry (self, i)), "");
  self->clearing = FALSE;
  sockeye_filter_more_changed (self);
}
