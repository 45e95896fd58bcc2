/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-pending-row.h"
#include "sockeye-pending-strip.h"
#include "widgets/sockeye-template.h"

/* More than these are scrolled. */
#define SOCKEYE_PENDING_STRIP_ROWS 3

/*
 *   session's pending calls ── GtkNoSelection ── GtkListView ── SockeyePendingRow
 */
struct _SockeyePendingStrip
{
  GtkWidget          parent_instance;

  SockeyeSession    *session;
  GListModel        *pending;
  GPtrArray         *rows; /* borrowed: those that the list keeps */
  guint              second_id;

  GtkScrolledWindow *scrolled;
  GtkListView       *list_view;
  GtkWidget         *cancel_all;
};

G_DEFINE_FINAL_TYPE (SockeyePendingStrip, sockeye_pending_strip, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
sockeye_pending_strip_second_cb (gpointer data)
{
  SockeyePendingStrip *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    sockeye_pending_row_update (g_ptr_array_index (self->rows, i), self->session);
  return G_SOURCE_CONTINUE;
}

/* The clock runs only while somebody can see it. */
static void
sockeye_pending_strip_update_clock (SockeyePendingStrip *self)
{
  gboolean runs = gtk_widget_get_mapped (GTK_WIDGET (self));

  if (runs && self->second_id == 0)
    self->second_id = g_timeout_add_seconds (1, sockeye_pending_strip_second_cb, self);
  else if (!runs)
    g_clear_handle_id (&self->second_id, g_source_remove);
}

static void
sockeye_pending_strip_items_changed_cb (SockeyePendingStrip *self)
{
  guint n = self->pending != NULL ? g_list_model_get_n_items (self->pending) : 0;

  /* A scrollbar would ask for more height than a row or two. */
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER,
                                  n > SOCKEYE_PENDING_STRIP_ROWS ? GTK_POLICY_AUTOMATIC
                                                                 : GTK_POLICY_NEVER);
  gtk_widget_set_visible (self->cancel_all, n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* The list changes while its calls are cancelled, but not before the flush. */
static void
sockeye_pending_strip_cancel_all_cb (SockeyePendingStrip *self)
{
  guint n = self->pending != NULL ? g_list_model_get_n_items (self->pending) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SockeyePending) pending = g_list_model_get_item (self->pending, i);

      sockeye_session_cancel (self->session, pending);
    }
}

static void
sockeye_pending_strip_cancel_cb (SockeyePendingRow   *row,
                                 SockeyePending      *pending,
                                 SockeyePendingStrip *self)
{
  if (self->session != NULL)
    sockeye_session_cancel (self->session, pending);
}

/* The list forgets the child of an item before it tells of the teardown. */
static void
sockeye_pending_strip_row_destroy_cb (SockeyePendingStrip *self,
                                      GtkWidget           *row)
{
  if (self->rows != NULL)
    g_ptr_array_remove_fast (self->rows, row);
}

static void
sockeye_pending_strip_setup_cb (GtkSignalListItemFactory *factory,
                                GtkListItem              *item,
                                SockeyePendingStrip      *self)
{
  GtkWidget *row = sockeye_pending_row_new ();

  g_signal_connect_object (row, "cancel", G_CALLBACK (sockeye_pending_strip_cancel_cb), self, 0);
  g_signal_connect_object (row, "destroy", G_CALLBACK (sockeye_pending_strip_row_destroy_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
  g_ptr_array_add (self->rows, row);
}

static void
sockeye_pending_strip_bind_cb (GtkSignalListItemFactory *factory,
                               GtkListItem              *item,
                               SockeyePendingStrip      *self)
{
  SockeyePendingRow *row = SOCKEYE_PENDING_ROW (gtk_list_item_get_child (item));

  sockeye_pending_row_set_pending (row, gtk_list_item_get_item (item));
  sockeye_pending_row_update (row, self->session);
}

static void
sockeye_pending_strip_unbind_cb (GtkSignalListItemFactory *factory,
                                 GtkListItem              *item,
                                 SockeyePendingStrip      *self)
{
  sockeye_pending_row_set_pending (SOCKEYE_PENDING_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
sockeye_pending_strip_set_session (SockeyePendingStrip *self,
                                   SockeyeSession      *session)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (!g_set_object (&self->session, session))
    return;

  if (self->pending != NULL)
    g_signal_handlers_disconnect_by_data (self->pending, self);
  g_clear_object (&self->pending);
  if (session != NULL)
    {
      self->pending = g_object_ref (sockeye_session_list_pending (session));
      selection = gtk_no_selection_new (g_object_ref (self->pending));
      g_signal_connect_object (self->pending, "items-changed",
                               G_CALLBACK (sockeye_pending_strip_items_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  sockeye_pending_strip_items_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
sockeye_pending_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_pending_strip_parent_class)->map (widget);
  sockeye_pending_strip_second_cb (widget);
  sockeye_pending_strip_update_clock (SOCKEYE_PENDING_STRIP (widget));
}

static void
sockeye_pending_strip_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sockeye_pending_strip_parent_class)->unmap (widget);
  sockeye_pending_strip_update_clock (SOCKEYE_PENDING_STRIP (widget));
}

static void
sockeye_pending_strip_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SockeyePendingStrip *self = SOCKEYE_PENDING_STRIP (object);

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
sockeye_pending_strip_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  SockeyePendingStrip *self = SOCKEYE_PENDING_STRIP (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      sockeye_pending_strip_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_pending_strip_dispose (GObject *object)
{
  SockeyePendingStrip *self = SOCKEYE_PENDING_STRIP (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  if (self->pending != NULL)
    g_signal_handlers_disconnect_by_data (self->pending, self);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_PENDING_STRIP);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->pending);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_pending_strip_parent_class)->dispose (object);
}

static void
sockeye_pending_strip_class_init (SockeyePendingStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_pending_strip_dispose;
  object_class->get_property = sockeye_pending_strip_get_property;
  object_class->set_property = sockeye_pending_strip_set_property;

  widget_class->map = sockeye_pending_strip_map;
  widget_class->unmap = sockeye_pending_strip_unmap;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "pendingstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-pending-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingStrip, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingStrip, list_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyePendingStrip, cancel_all);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_pending_strip_cancel_all_cb);
}

static void
sockeye_pending_strip_init (SockeyePendingStrip *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (sockeye_pending_strip_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (sockeye_pending_strip_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (sockeye_pending_strip_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
}
