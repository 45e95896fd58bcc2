/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-rows.h"

struct _SockeyeRows
{
  GObject         parent_instance;

  SockeyeJournal *journal;
};

enum
{
  PROP_0,
  PROP_JOURNAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void sockeye_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyeRows, sockeye_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sockeye_rows_list_model_init))

static GType
sockeye_rows_get_item_type (GListModel *model)
{
  return SOCKEYE_TYPE_EVENT;
}

static guint
sockeye_rows_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SOCKEYE_ROWS (model)->journal));
}

static gpointer
sockeye_rows_get_item (GListModel *model,
                       guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SOCKEYE_ROWS (model)->journal), position);
}

static void
sockeye_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_rows_get_item_type;
  iface->get_n_items = sockeye_rows_get_n_items;
  iface->get_item = sockeye_rows_get_item;
}

static void
sockeye_rows_items_changed_cb (SockeyeRows *self,
                               guint        position,
                               guint        removed,
                               guint        added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sockeye_rows_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_rows_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SockeyeRows *self = SOCKEYE_ROWS (object);

  switch (prop_id)
    {
    case PROP_JOURNAL:
      self->journal = g_value_dup_object (value);
      g_signal_connect_object (self->journal, "items-changed",
                               G_CALLBACK (sockeye_rows_items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_rows_dispose (GObject *object)
{
  g_clear_object (&SOCKEYE_ROWS (object)->journal);

  G_OBJECT_CLASS (sockeye_rows_parent_class)->dispose (object);
}

static void
sockeye_rows_class_init (SockeyeRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sockeye_rows_dispose;
  object_class->get_property = sockeye_rows_get_property;
  object_class->set_property = sockeye_rows_set_property;

  properties[PROP_JOURNAL] =
      g_param_spec_object ("journal", NULL, NULL, SOCKEYE_TYPE_JOURNAL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_rows_init (SockeyeRows *self)
{
}

/**
 * sockeye_rows_new:
 * @journal: a journal
 *
 * Returns: (transfer full): all of its rows
 */
SockeyeRows *
sockeye_rows_new (SockeyeJournal *journal)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (journal), NULL);

  return g_object_new (SOCKEYE_TYPE_ROWS, "journal", journal, NULL);
}

SockeyeJournal *
sockeye_rows_get_journal (SockeyeRows *self)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), NULL);

  return self->journal;
}

/**
 * sockeye_rows_find:
 * @self: rows
 * @number: a row's number
 * @position: (out) (optional): its position in the list
 *
 * Returns: whether the row is shown
 */
gboolean
sockeye_rows_find (SockeyeRows *self,
                   guint64      number,
                   guint       *position)
{
  g_return_val_if_fail (SOCKEYE_IS_ROWS (self), FALSE);

  return sockeye_journal_find (self->journal, number, position);
}
