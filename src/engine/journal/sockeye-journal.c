/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-journal-rows-private.h"

enum
{
  PROP_0,
  PROP_N_ITEMS,
  PROP_TRIMMED,
  PROP_CLEARED,
  PROP_MAX_ROWS,
  PROP_MAX_BYTES,
  PROP_MAX_KEPT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyeJournal, sockeye_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      _sockeye_journal_list_model_init))

static void
sockeye_journal_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_TRIMMED:
      g_value_set_uint64 (value, sockeye_journal_get_trimmed (self));
      break;
    case PROP_CLEARED:
      g_value_set_uint (value, sockeye_journal_get_cleared (self));
      break;
    case PROP_MAX_ROWS:
      g_value_set_uint (value, sockeye_journal_get_max_rows (self));
      break;
    case PROP_MAX_BYTES:
      g_value_set_uint64 (value, sockeye_journal_get_max_bytes (self));
      break;
    case PROP_MAX_KEPT:
      g_value_set_uint64 (value, sockeye_journal_get_max_kept (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_journal_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (object);

  switch (prop_id)
    {
    case PROP_MAX_ROWS:
      sockeye_journal_set_max_rows (self, g_value_get_uint (value));
      break;
    case PROP_MAX_BYTES:
      sockeye_journal_set_max_bytes (self, g_value_get_uint64 (value));
      break;
    case PROP_MAX_KEPT:
      sockeye_journal_set_max_kept (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_journal_finalize (GObject *object)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (object);

  _sockeye_journal_clear_rows (self);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->clock, _sockeye_wall_clock_free);
  g_clear_pointer (&self->store, _sockeye_store_unref);

  G_OBJECT_CLASS (sockeye_journal_parent_class)->finalize (object);
}

static void
sockeye_journal_class_init (SockeyeJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sockeye_journal_get_property;
  object_class->set_property = sockeye_journal_set_property;
  object_class->finalize = sockeye_journal_finalize;

  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  properties[PROP_TRIMMED] =
    g_param_spec_uint64 ("trimmed", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | flags);
  properties[PROP_CLEARED] =
    g_param_spec_uint ("cleared", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  properties[PROP_MAX_ROWS] =
    g_param_spec_uint ("max-rows", NULL, NULL, 1, G_MAXINT, SOCKEYE_JOURNAL_ROWS,
                       G_PARAM_READWRITE | flags);
  properties[PROP_MAX_BYTES] =
    g_param_spec_uint64 ("max-bytes", NULL, NULL, 0, G_MAXUINT64, SOCKEYE_JOURNAL_BYTES,
                         G_PARAM_READWRITE | flags);
  properties[PROP_MAX_KEPT] =
    g_param_spec_uint64 ("max-kept", NULL, NULL, 1, G_MAXUINT32, SOCKEYE_JOURNAL_KEPT,
                         G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* Tells of what differs from before; n_items, trimmed, cleared: as it was. */
void
_sockeye_journal_notify (SockeyeJournal             *self,
                         const SockeyeJournalCounts *before)
{
  SockeyeJournalCounts now;

  _sockeye_journal_get_counts (self, &now);
  if (now.trimmed != before->trimmed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRIMMED]);
  if (now.cleared != before->cleared)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLEARED]);
  if (now.n_items != before->n_items)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
sockeye_journal_init (SockeyeJournal *self)
{
  self->store = _sockeye_store_new ();
  _sockeye_journal_init_rows (self);
  self->clock = _sockeye_wall_clock_new ();
  self->marks = sockeye_marks_new ();
}

/**
 * sockeye_journal_new:
 *
 * Returns: (transfer full): an empty journal with the default bounds
 */
SockeyeJournal *
sockeye_journal_new (void)
{
  return g_object_new (SOCKEYE_TYPE_JOURNAL, NULL);
}

/**
 * sockeye_journal_get_marks:
 * @self: a journal
 *
 * Returns: (transfer none): what is noted on its rows
 */
SockeyeMarks *
sockeye_journal_get_marks (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), NULL);

  return self->marks;
}

/**
 * sockeye_journal_get_max_rows:
 * @self: a journal
 *
 * Returns: the most rows that are kept
 */
guint
sockeye_journal_get_max_rows (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return atomic_load_explicit (&self->store->max_rows, memory_order_relaxed);
}

/**
 * sockeye_journal_set_max_rows:
 * @self: a journal
 * @max_rows: the most rows to keep, 1 or more
 *
 * Sets the bound. Rows beyond a lower one are trimmed with the next flush.
 */
void
sockeye_journal_set_max_rows (SockeyeJournal *self,
                              guint           max_rows)
{
  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));

  max_rows = CLAMP (max_rows, 1, G_MAXINT);
  if (atomic_exchange (&self->store->max_rows, max_rows) != max_rows)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_ROWS]);
}

/**
 * sockeye_journal_get_max_bytes:
 * @self: a journal
 *
 * Returns: the most bytes of payload that are kept
 */
guint64
sockeye_journal_get_max_bytes (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return atomic_load_explicit (&self->store->max_bytes, memory_order_relaxed);
}

/**
 * sockeye_journal_set_max_bytes:
 * @self: a journal
 * @max_bytes: the most bytes of payload to keep
 *
 * Sets the bound. The oldest payload goes first, while its rows stay. The
 * newest segment is kept whatever its size: 256 KiB at least, or one large send.
 */
void
sockeye_journal_set_max_bytes (SockeyeJournal *self,
                               guint64         max_bytes)
{
  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));

  if (atomic_exchange (&self->store->max_bytes, max_bytes) != max_bytes)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_BYTES]);
}

/**
 * sockeye_journal_get_max_kept:
 * @self: a journal
 *
 * Returns: the most bytes of payload that one row keeps
 */
guint64
sockeye_journal_get_max_kept (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return atomic_load_explicit (&self->store->max_kept, memory_order_relaxed);
}

/**
 * sockeye_journal_set_max_kept:
 * @self: a journal
 * @max_kept: the most bytes of payload that one row is to keep, 1 or more
 *
 * Sets the bound for rows to come. A row that had more keeps the first of its
 * bytes, and says so with %SOCKEYE_BIT_PARTIAL. No row keeps more than the bound
 * of all payload.
 */
void
sockeye_journal_set_max_kept (SockeyeJournal *self,
                              guint64         max_kept)
{
  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));

  max_kept = CLAMP (max_kept, 1, G_MAXUINT32);
  if (atomic_exchange (&self->store->max_kept, max_kept) != max_kept)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_KEPT]);
}

/**
 * sockeye_journal_get_trimmed:
 * @self: a journal
 *
 * Returns: the rows dropped to keep to the bound; what was cleared does not count
 */
guint64
sockeye_journal_get_trimmed (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return _sockeye_journal_count_trimmed (self);
}

/**
 * sockeye_journal_get_trimmed_bytes:
 * @self: a journal
 *
 * Returns: the bytes of payload that were dropped to keep to the bounds, so far
 */
guint64
sockeye_journal_get_trimmed_bytes (SockeyeJournal *self)
{
  guint64 bytes;

  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  pthread_mutex_lock (&self->store->lock);
  bytes = self->store->trimmed_bytes;
  pthread_mutex_unlock (&self->store->lock);
  return bytes;
}

/**
 * sockeye_journal_get_bytes:
 * @self: a journal
 *
 * Returns: the bytes of payload that are kept now
 */
guint64
sockeye_journal_get_bytes (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return atomic_load_explicit (&self->store->used, memory_order_relaxed);
}

/**
 * sockeye_journal_get_refused:
 * @self: a journal
 *
 * Returns: the rows of calls that Sockeye refused to make, so far
 */
guint64
sockeye_journal_get_refused (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return atomic_load_explicit (&self->store->refused, memory_order_relaxed);
}

guint8 *
_sockeye_journal_reserve (SockeyeJournal *self,
                          gsize           size)
{
  return _sockeye_store_reserve (self->store, size);
}

guint64
_sockeye_journal_commit (SockeyeJournal *self,
                         gsize           size)
{
  return _sockeye_store_commit (self->store, size);
}

gsize
_sockeye_journal_limit (SockeyeJournal *self,
                        gsize           size)
{
  return _sockeye_store_limit (self->store, size);
}

guint64
_sockeye_journal_store (SockeyeJournal *self,
                        GBytes         *bytes,
                        gsize          *kept)
{
  return _sockeye_store_keep (self->store, bytes, kept);
}

guint64
_sockeye_journal_append (SockeyeJournal      *self,
                         const SockeyeRecord *record,
                         const GByteArray    *extra)
{
  return _sockeye_store_append (self->store, record, extra);
}

gboolean
_sockeye_journal_is_full (SockeyeJournal *self)
{
  return _sockeye_store_is_full (self->store);
}
