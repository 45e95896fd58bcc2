/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-sidebar.h"

#include "sockeye-growing-list.h"
#include "sockeye-sidebar-row.h"
#include "widgets/sockeye-template.h"

/* session's sockets ─▶ GtkTreeListModel (peers under their listener)
 *                   ─▶ GtkSingleSelection ─▶ GtkListView of SockeyeSidebarRow */
struct _SockeyeSidebar
{
  GtkWidget           parent_instance;

  SockeyeSession     *session;
  SockeyeSocket      *selected;
  GtkSingleSelection *selection;
  gboolean            following; /* the list is being made to show selected */

  GtkListView        *list;
};

G_DEFINE_FINAL_TYPE (SockeyeSidebar, sockeye_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GListModel *
sockeye_sidebar_get_peers (SockeyeSocket *socket)
{
  /* An accepted socket cannot listen: no model is asked for at each peer. */
  return sockeye_socket_get_parent (socket) == 0 ? sockeye_socket_list_peers (socket) : NULL;
}

static GListModel *
sockeye_sidebar_create_peers (gpointer item,
                              gpointer user_data)
{
  GListModel *peers = sockeye_sidebar_get_peers (SOCKEYE_SOCKET (item));

  return peers != NULL ? sockeye_growing_list_new (peers) : NULL;
}

static SockeyeSocket *
sockeye_sidebar_get_socket (GtkTreeListRow *row)
{
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  /* The session keeps it while it is listed. */
  return item != NULL ? SOCKEYE_SOCKET (item) : NULL;
}

static void
sockeye_sidebar_selected_cb (SockeyeSidebar *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  SockeyeSocket *socket = sockeye_sidebar_get_socket (row);

  /* A row that was folded away is no choice of the user. */
  if (socket == NULL || self->following || socket == self->selected)
    return;
  g_set_object (&self->selected, socket);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
sockeye_sidebar_follow (SockeyeSidebar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < n && self->selected != NULL; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (sockeye_sidebar_get_socket (row) != self->selected)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      break;
    }
  self->following = FALSE;
}

/* Its row comes into the list after its socket was chosen, or comes back when
 * its listener is unfolded. */
static void
sockeye_sidebar_items_changed_cb (SockeyeSidebar *self,
                                  guint           position,
                                  guint           removed,
                                  guint           added)
{
  if (added == 0 || self->selected == NULL
      || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  sockeye_sidebar_follow (self);
}

static void
sockeye_sidebar_setup_cb (SockeyeSidebar *self,
                          GtkListItem    *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_indent_for_icon (GTK_TREE_EXPANDER (expander), TRUE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander),
                               g_object_new (SOCKEYE_TYPE_SIDEBAR_ROW, NULL));
  gtk_list_item_set_child (item, expander);
}

static void
sockeye_sidebar_peers_changed_cb (GListModel *peers,
                                  guint       position,
                                  guint       removed,
                                  guint       added,
                                  GtkWidget  *expander)
{
  if (g_list_model_get_n_items (peers) > 0)
    gtk_widget_remove_css_class (expander, "childless");
  else
    gtk_widget_add_css_class (expander, "childless");
}

static void
sockeye_sidebar_bind_cb (SockeyeSidebar *self,
                         GtkListItem    *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  SockeyeSocket *socket = sockeye_sidebar_get_socket (row);
  GListModel *peers = sockeye_sidebar_get_peers (socket);
  GtkWidget *child = gtk_tree_expander_get_child (expander);

  gtk_tree_expander_set_list_row (expander, row);
  sockeye_sidebar_row_set_socket (SOCKEYE_SIDEBAR_ROW (child), socket);
  if (peers == NULL)
    return;

  /* GTK 4.8 draws an arrow beside an empty branch as well. */
  g_signal_connect_object (peers, "items-changed", G_CALLBACK (sockeye_sidebar_peers_changed_cb),
                           expander, G_CONNECT_DEFAULT);
  sockeye_sidebar_peers_changed_cb (peers, 0, 0, 0, GTK_WIDGET (expander));
}

static void
sockeye_sidebar_unbind_cb (SockeyeSidebar *self,
                           GtkListItem    *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  SockeyeSidebarRow *child = SOCKEYE_SIDEBAR_ROW (gtk_tree_expander_get_child (expander));
  /* A row that was taken out of the tree no longer knows its item. */
  SockeyeSocket *socket = sockeye_sidebar_row_get_socket (child);
  GListModel *peers = socket != NULL ? sockeye_sidebar_get_peers (socket) : NULL;

  if (peers != NULL)
    g_signal_handlers_disconnect_by_func (peers, sockeye_sidebar_peers_changed_cb, expander);
  gtk_widget_remove_css_class (GTK_WIDGET (expander), "childless");
  sockeye_sidebar_row_set_socket (child, NULL);
  gtk_tree_expander_set_list_row (expander, NULL);
}

static void
sockeye_sidebar_set_session (SockeyeSidebar *self,
                             SockeyeSession *session)
{
  GtkTreeListModel *tree;

  if (!g_set_object (&self->session, session))
    return;
  if (session == NULL)
    {
      gtk_single_selection_set_model (self->selection, NULL);
    }
  else
    {
      tree = gtk_tree_list_model_new (g_object_ref (sockeye_session_list_sockets (session)), FALSE,
                                      TRUE, sockeye_sidebar_create_peers, NULL, NULL);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
      g_object_unref (tree);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
sockeye_sidebar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SockeyeSidebar *self = SOCKEYE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_sidebar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SockeyeSidebar *self = SOCKEYE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      sockeye_sidebar_set_session (self, g_value_get_object (value));
      break;
    case PROP_SELECTED:
      sockeye_sidebar_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_sidebar_dispose (GObject *object)
{
  SockeyeSidebar *self = SOCKEYE_SIDEBAR (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_SIDEBAR);
  g_clear_object (&self->selection);
  g_clear_object (&self->selected);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_sidebar_parent_class)->dispose (object);
}

static void
sockeye_sidebar_class_init (SockeyeSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_sidebar_dispose;
  object_class->get_property = sockeye_sidebar_get_property;
  object_class->set_property = sockeye_sidebar_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SOCKEYE_TYPE_SESSION,
                                                  flags);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, SOCKEYE_TYPE_SOCKET,
                                                   flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeSidebar, list);
}

static void
sockeye_sidebar_init (SockeyeSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (sockeye_sidebar_setup_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (sockeye_sidebar_bind_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (sockeye_sidebar_unbind_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (sockeye_sidebar_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  /* After the list has taken note: it must not be scrolled amid a change. */
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (sockeye_sidebar_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

SockeyeSocket *
sockeye_sidebar_get_selected (SockeyeSidebar *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * sockeye_sidebar_set_selected:
 * @self: the sidebar
 * @socket: (nullable): the socket to show as chosen
 */
void
sockeye_sidebar_set_selected (SockeyeSidebar *self,
                              SockeyeSocket  *socket)
{
  g_return_if_fail (SOCKEYE_IS_SIDEBAR (self));
  g_return_if_fail (socket == NULL || SOCKEYE_IS_SOCKET (socket));

  if (!g_set_object (&self->selected, socket))
    return;
  sockeye_sidebar_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
