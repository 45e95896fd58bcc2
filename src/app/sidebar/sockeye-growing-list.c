/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-growing-list.h"

/* So many rows a time, and no more often, ms. */
#define STEP    12
#define STEP_MS 16

/* A list view makes no more than 200 widgets: what comes after that is cheap. */
#define WIDGETS 240

static void sockeye_growing_list_wait (GtkSliceListModel *list);

static gboolean
sockeye_growing_list_step_cb (gpointer data)
{
  GtkSliceListModel *list = data;
  guint size = gtk_slice_list_model_get_size (list) + STEP;

  g_object_set_data (G_OBJECT (list), "growing", NULL);
  gtk_slice_list_model_set_size (list, size < WIDGETS ? size : G_MAXUINT);
  sockeye_growing_list_wait (list);
  return G_SOURCE_REMOVE;
}

/* Takes the next step after what else is to be done, where there is one to take. */
static void
sockeye_growing_list_wait (GtkSliceListModel *list)
{
  GListModel *model = gtk_slice_list_model_get_model (list);

  if (g_list_model_get_n_items (model) <= gtk_slice_list_model_get_size (list)
      || g_object_get_data (G_OBJECT (list), "growing") != NULL)
    return;
  g_object_set_data (G_OBJECT (list), "growing", list);
  g_timeout_add_full (G_PRIORITY_DEFAULT, STEP_MS, sockeye_growing_list_step_cb,
                      g_object_ref (list), g_object_unref);
}

static void
sockeye_growing_list_changed_cb (GtkSliceListModel *list)
{
  sockeye_growing_list_wait (list);
}

/**
 * sockeye_growing_list_new:
 * @model: (transfer none): a list that may grow by many items at once
 *
 * For a list view, to which each of its first rows costs a widget: made all at
 * once, those would hold up the window.
 *
 * Returns: (transfer full): the same items, the first ones a few at a time
 */
GListModel *
sockeye_growing_list_new (GListModel *model)
{
  GtkSliceListModel *list;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  list = gtk_slice_list_model_new (g_object_ref (model), 0, STEP);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (sockeye_growing_list_changed_cb),
                           list, G_CONNECT_SWAPPED);
  sockeye_growing_list_wait (list);
  return G_LIST_MODEL (list);
}
