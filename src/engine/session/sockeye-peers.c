/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-peers.h"

#include "sockeye-socket.h"

struct _SockeyePeers
{
  GObject     parent_instance;

  GPtrArray  *items;   /* as published */
  GPtrArray  *added;   /* since then */
  GHashTable *removed; /* since then, of both */
};

static void
sockeye_peers_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyePeers, sockeye_peers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sockeye_peers_list_model_init))

static GType
sockeye_peers_get_item_type (GListModel *model)
{
  return SOCKEYE_TYPE_SOCKET;
}

static guint
sockeye_peers_get_n_items (GListModel *model)
{
  return SOCKEYE_PEERS (model)->items->len;
}

static gpointer
sockeye_peers_get_item (GListModel *model,
                        guint       position)
{
  SockeyePeers *self = SOCKEYE_PEERS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
sockeye_peers_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_peers_get_item_type;
  iface->get_n_items = sockeye_peers_get_n_items;
  iface->get_item = sockeye_peers_get_item;
}

static void
sockeye_peers_finalize (GObject *object)
{
  SockeyePeers *self = SOCKEYE_PEERS (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_hash_table_unref);

  G_OBJECT_CLASS (sockeye_peers_parent_class)->finalize (object);
}

static void
sockeye_peers_class_init (SockeyePeersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_peers_finalize;
}

static void
sockeye_peers_init (SockeyePeers *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

SockeyePeers *
sockeye_peers_new (void)
{
  return g_object_new (SOCKEYE_TYPE_PEERS, NULL);
}

/**
 * sockeye_peers_add:
 * @self: peers
 * @peer: a #SockeyeSocket, which is not among them
 */
void
sockeye_peers_add (SockeyePeers *self,
                   gpointer      peer)
{
  g_return_if_fail (SOCKEYE_IS_PEERS (self));
  g_return_if_fail (SOCKEYE_IS_SOCKET (peer));

  g_ptr_array_add (self->added, g_object_ref (peer));
}

/**
 * sockeye_peers_remove:
 * @self: peers
 * @peer: one of them, once
 */
void
sockeye_peers_remove (SockeyePeers *self,
                      gpointer      peer)
{
  g_return_if_fail (SOCKEYE_IS_PEERS (self));
  g_return_if_fail (SOCKEYE_IS_SOCKET (peer));

  g_hash_table_add (self->removed, g_object_ref (peer));
}

/**
 * sockeye_peers_count:
 * @self: peers
 *
 * Returns: how many there will be once they are published
 */
guint
sockeye_peers_count (SockeyePeers *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PEERS (self), 0);

  return self->items->len + self->added->len - g_hash_table_size (self->removed);
}

/* From the front, where those stand that go first: ends with the last of them. */
static void
sockeye_peers_publish_removed (SockeyePeers *self)
{
  guint position = 0;

  while (position < self->items->len && g_hash_table_size (self->removed) > 0)
    {
      guint n = 0;

      while (position + n < self->items->len
             && g_hash_table_remove (self->removed, g_ptr_array_index (self->items, position + n)))
        n++;
      if (n > 0)
        {
          g_ptr_array_remove_range (self->items, position, n);
          g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
        }
      position++;
    }
}

/* Those that came and went in between are never shown. */
static void
sockeye_peers_publish_added (SockeyePeers *self)
{
  guint position = self->items->len;

  for (guint i = 0; i < self->added->len; i++)
    {
      gpointer peer = g_ptr_array_index (self->added, i);

      if (!g_hash_table_remove (self->removed, peer))
        g_ptr_array_add (self->items, g_object_ref (peer));
    }
  g_ptr_array_set_size (self->added, 0);
  if (self->items->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->items->len - position);
}

/**
 * sockeye_peers_publish:
 * @self: peers
 *
 * Makes the list what was added and removed since the last time.
 */
void
sockeye_peers_publish (SockeyePeers *self)
{
  g_return_if_fail (SOCKEYE_IS_PEERS (self));

  sockeye_peers_publish_removed (self);
  sockeye_peers_publish_added (self);
}
