/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-new-socket.h"

#include "widgets/sockeye-caller.h"
#include "sockeye-choice.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

struct _SockeyeNewSocket
{
  GtkWidget       parent_instance;

  SockeyeSession *session;
  SockeyeProbe   *probe;
  GListStore     *protocols; /* of the family */
  int             protocols_of;
  guint           probe_source;

  GtkDropDown    *family;
  GtkDropDown    *type;
  GtkDropDown    *protocol;
  GtkWidget      *create;
  GtkLabel       *description;
  GtkWidget      *error_box;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (SockeyeNewSocket, sockeye_new_socket, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

enum
{
  CREATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- what the kernel says of it ------------------------------------------------- */

static void
sockeye_new_socket_judge (SockeyeNewSocket *self,
                          GtkDropDown      *drop_down,
                          int               family,
                          int               type)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);
      int number = sockeye_choice_get_number (choice);
      int asked[] = { family, type, SOCKEYE_PROBE_ANY };
      g_autofree char *words = NULL;

      if (drop_down == self->family)
        asked[0] = number;
      else if (drop_down == self->type)
        asked[1] = number;
      else
        asked[2] = number;
      words = sockeye_probe_dup_words (self->probe, asked[0], asked[1], asked[2]);
      sockeye_choice_set_verdict (choice,
                                  sockeye_probe_get_verdict (self->probe, asked[0], asked[1],
                                                             asked[2]),
                                  words);
    }
}

/* A family is judged by the best of its sockets, a type by the best of the
 * family chosen, a protocol by the family and the type chosen. */
static void
sockeye_new_socket_judge_all (SockeyeNewSocket *self)
{
  int family = sockeye_choice_selected (self->family);

  sockeye_new_socket_judge (self, self->family, SOCKEYE_PROBE_ANY, SOCKEYE_PROBE_ANY);
  sockeye_new_socket_judge (self, self->type, family, SOCKEYE_PROBE_ANY);
  sockeye_new_socket_judge (self, self->protocol, family, sockeye_choice_selected (self->type));
}

/* Says beforehand where Create would fail: it still makes the call. */
static void
sockeye_new_socket_describe (SockeyeNewSocket *self)
{
  int family = sockeye_choice_selected (self->family);
  int type = sockeye_choice_selected (self->type);
  int protocol = sockeye_choice_selected (self->protocol);
  SockeyeVerdict verdict = sockeye_probe_get_verdict (self->probe, family, type, protocol);
  const char *classes[] = { "description", "verdict", sockeye_verdict_to_nick (verdict), NULL };
  g_autofree char *words = sockeye_catalog_describe (family, type, protocol);
  g_autofree char *judged = sockeye_probe_dup_words (self->probe, family, type, protocol);
  g_autofree char *text = NULL;

  if (verdict == SOCKEYE_VERDICT_PRIVILEGE || verdict == SOCKEYE_VERDICT_LACKING)
    /* Translators: a socket in words, and why it cannot be made. */
    text = g_strdup_printf (_("%s – %s"), words, judged);
  else
    text = g_steal_pointer (&words);
  gtk_label_set_text (self->description, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->description), text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->description), classes);
}

/* --- protocols ------------------------------------------------------------------- */

static void
sockeye_new_socket_list_protocols (SockeyeNewSocket *self,
                                   int               family)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  int chosen = sockeye_choice_selected (self->protocol);
  guint n;
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n);

  self->protocols_of = family;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (choices, sockeye_choice_new (&protocols[i], NULL));
  g_list_store_splice (self->protocols, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->protocols)), choices->pdata,
                       choices->len);
  /* A number means another protocol in another family, but the default stays. */
  gtk_drop_down_set_selected (self->protocol, 0);
  if (family == AF_INET || family == AF_INET6)
    sockeye_choice_select (self->protocol, chosen);
}

/* "253", "0xfd"; of PACKET "0x88b5", as <linux/if_ether.h> writes it. */
static gboolean
sockeye_new_socket_read_protocol (int         family,
                                  const char *text,
                                  int        *protocol)
{
  gboolean hex = g_ascii_strncasecmp (text, "0x", 2) == 0;
  guint64 number;

  if (!g_ascii_string_to_unsigned (hex ? text + 2 : text, hex ? 16 : 10, 0, G_MAXINT32, &number,
                                   NULL))
    return FALSE;
  if (family == AF_PACKET && number > G_MAXUINT16)
    return FALSE;
  *protocol = family == AF_PACKET ? g_htons ((guint16) number) : (int) number;
  return TRUE;
}

static gboolean
sockeye_new_socket_same_number (gconstpointer a,
                                gconstpointer b)
{
  return sockeye_choice_get_number ((SockeyeChoice *) a)
         == sockeye_choice_get_number ((SockeyeChoice *) b);
}

/* The one that was typed before makes room, unless it is chosen. */
static void
sockeye_new_socket_forget_typed (SockeyeNewSocket *self)
{
  GListModel *model = G_LIST_MODEL (self->protocols);
  guint last = g_list_model_get_n_items (model) - 1;
  g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, last);

  if (sockeye_choice_is_typed (choice)
      && gtk_drop_down_get_selected_item (self->protocol) != (gpointer) choice)
    g_list_store_remove (self->protocols, last);
}

/* Any number is a protocol that the kernel can be asked for: one that is typed
 * and not listed becomes a choice. It stays when the entry is emptied, which
 * happens before the choice is taken. */
static void
sockeye_new_socket_search_cb (SockeyeNewSocket *self,
                              GtkEditable      *search)
{
  const char *text = gtk_editable_get_text (search);
  int family = sockeye_choice_selected (self->family);
  g_autoptr (SockeyeChoice) choice = NULL;
  g_autofree char *name = NULL;
  int protocol;

  if (!sockeye_new_socket_read_protocol (family, text, &protocol))
    return;
  name = sockeye_catalog_dup_protocol_name (family, protocol);
  choice = sockeye_choice_new_number (protocol, name, text);
  if (g_list_store_find_with_equal_func (self->protocols, choice, sockeye_new_socket_same_number,
                                         NULL))
    return;
  sockeye_new_socket_forget_typed (self);
  g_list_store_append (self->protocols, choice);
  sockeye_probe_try_number (self->probe, family, protocol);
}

static void
sockeye_new_socket_changed_cb (SockeyeNewSocket *self)
{
  int family = sockeye_choice_selected (self->family);

  /* The three are being filled one after another. */
  if (gtk_drop_down_get_model (self->protocol) == NULL)
    return;
  if (family != self->protocols_of)
    sockeye_new_socket_list_protocols (self, family);
  sockeye_new_socket_judge_all (self);
  sockeye_new_socket_describe (self);
}

static void
sockeye_new_socket_show_error (SockeyeNewSocket *self,
                               const char       *message)
{
  /* Hidden first, so that a screen reader is told of the same error again. */
  gtk_widget_set_visible (self->error_box, FALSE);
  gtk_label_set_text (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (self->error_box, message != NULL);
}

static void
sockeye_new_socket_created_cb (GObject      *object,
                               GAsyncResult *result,
                               gpointer      user_data)
{
  g_autoptr (SockeyeNewSocket) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *message = NULL;
  SockeyeSocket *made;

  event = sockeye_session_call_finish (SOCKEYE_SESSION (object), result, &error);
  if (self->session == NULL)
    return;
  if (event == NULL)
    {
      sockeye_new_socket_show_error (self, error->message);
      return;
    }
  if (sockeye_event_is_error (event))
    {
      message = sockeye_caller_dup_explained (self->session, event);
      sockeye_new_socket_show_error (self, message);
      return;
    }

  sockeye_new_socket_show_error (self, NULL);
  made = sockeye_session_get_socket (self->session, sockeye_event_get_socket (event));
  if (made != NULL)
    g_signal_emit (self, signals[CREATED], 0, made);
}

static void
sockeye_new_socket_create_cb (SockeyeNewSocket *self)
{
  g_autoptr (SockeyeCall) call = NULL;

  if (self->session == NULL)
    return;
  call = sockeye_call_new_socket (sockeye_choice_selected (self->family),
                                  sockeye_choice_selected (self->type),
                                  sockeye_choice_selected (self->protocol));
  sockeye_session_call_async (self->session, call, NULL,
                              sockeye_new_socket_created_cb, g_object_ref (self));
  sockeye_session_settle (self->session, SOCKEYE_CALLER_SETTLE);
}

static void
sockeye_new_socket_fill (SockeyeNewSocket *self)
{
  g_autoptr (GListStore) families = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  g_autoptr (GListStore) types = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  const SockeyeFamily *family;
  const SockeyeConstant *constants;
  GtkEditable *search;
  guint n;

  family = sockeye_catalog_list_families (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeChoice) choice = sockeye_choice_new (&family[i].constant, family[i].alias);

      g_list_store_append (families, choice);
    }
  constants = sockeye_catalog_list_types (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyeChoice) choice = sockeye_choice_new (&constants[i], NULL);

      g_list_store_append (types, choice);
    }
  sockeye_choice_fill (self->family, G_LIST_MODEL (families));
  sockeye_choice_fill (self->type, G_LIST_MODEL (types));
  sockeye_choice_fill (self->protocol, G_LIST_MODEL (self->protocols));
  search = sockeye_choice_get_search (self->protocol);
  /* Before the list is filtered by what was typed. */
  if (search != NULL)
    g_signal_connect_object (search, "changed", G_CALLBACK (sockeye_new_socket_search_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
sockeye_new_socket_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

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
sockeye_new_socket_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

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
sockeye_new_socket_dispose (GObject *object)
{
  SockeyeNewSocket *self = SOCKEYE_NEW_SOCKET (object);

  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_NEW_SOCKET);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->probe_source, g_source_remove);
  if (self->probe != NULL)
    sockeye_probe_stop (self->probe);
  g_clear_object (&self->probe);
  g_clear_object (&self->protocols);

  G_OBJECT_CLASS (sockeye_new_socket_parent_class)->dispose (object);
}

static void
sockeye_new_socket_class_init (SockeyeNewSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_new_socket_dispose;
  object_class->get_property = sockeye_new_socket_get_property;
  object_class->set_property = sockeye_new_socket_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CREATED] = g_signal_new ("created", SOCKEYE_TYPE_NEW_SOCKET, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, SOCKEYE_TYPE_SOCKET);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-new-socket.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, family);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, type);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, protocol);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, create);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, description);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, error_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeNewSocket, error);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_new_socket_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_new_socket_create_cb);
}

static gboolean
sockeye_new_socket_probe_cb (gpointer user_data)
{
  SockeyeNewSocket *self = user_data;

  self->probe_source = 0;
  sockeye_probe_start (self->probe);
  return G_SOURCE_REMOVE;
}

static void
sockeye_new_socket_init (SockeyeNewSocket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->probe = sockeye_probe_new ();
  self->protocols = g_list_store_new (SOCKEYE_TYPE_CHOICE);
  sockeye_new_socket_fill (self);
  /* The usual socket is a TCP one, wherever the catalog lists it. */
  sockeye_choice_select (self->family, AF_INET);
  sockeye_choice_select (self->type, SOCK_STREAM);
  sockeye_new_socket_changed_cb (self);

  g_signal_connect_object (self->probe, "notify::done", G_CALLBACK (sockeye_new_socket_changed_cb),
                           self, G_CONNECT_SWAPPED);
  /* Low: after the first frame. */
  self->probe_source = g_idle_add_full (G_PRIORITY_LOW, sockeye_new_socket_probe_cb, self, NULL);
}

void
sockeye_new_socket_focus_family (SockeyeNewSocket *self)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->family));
}

void
sockeye_new_socket_focus_create (SockeyeNewSocket *self)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  gtk_widget_grab_focus (self->create);
}

void
sockeye_new_socket_set_suggested (SockeyeNewSocket *self,
                                  gboolean          suggested)
{
  g_return_if_fail (SOCKEYE_IS_NEW_SOCKET (self));

  sockeye_caller_mark_suggested (self->create, suggested);
}
