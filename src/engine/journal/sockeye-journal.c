/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "event/sockeye-event-private.h"
#include "sockeye-store-private.h"
#include "sockeye-wall-clock-private.h"

struct _SockeyeJournal
{
  GObject           parent_instance;

  SockeyeStore     *store;
  SockeyeWallClock *clock;
  SockeyeMarks     *marks;

  guint64           first;   /* number of the first visible row */
  guint64           last;    /* and of the last; first - 1 where none is visible */
  guint64           trimmed; /* rows */
  GHashTable       *events;  /* number in the event → event, not owned */
  gboolean          publishing;
};

enum
{
  PROP_0,
  PROP_N_ITEMS,
  PROP_TRIMMED,
  PROP_MAX_ROWS,
  PROP_MAX_BYTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void sockeye_journal_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SockeyeJournal, sockeye_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sockeye_journal_list_model_init))

static guint
sockeye_journal_count (SockeyeJournal *self)
{
  return (guint) (self->last + 1 - self->first);
}

static void
sockeye_journal_event_gone_cb (gpointer  user_data,
                               GObject  *event)
{
  SockeyeJournal *self = user_data;

  g_hash_table_remove (self->events, _sockeye_event_get_key ((SockeyeEvent *) event));
}

/* (transfer full): the one event object of this row, which must be visible. */
static SockeyeEvent *
sockeye_journal_make_event (SockeyeJournal *self,
                            guint64         number)
{
  SockeyeEvent *event = g_hash_table_lookup (self->events, &number);
  SockeyeRecord record;
  SockeyeChunk *chunk;
  SockeyeSegment *segment;

  if (event != NULL)
    return g_object_ref (event);

  _sockeye_store_get (self->store, number, &record, &chunk, &segment);
  event = _sockeye_event_new (number, &record,
                              _sockeye_wall_clock_convert (self->clock, record.time),
                              chunk, segment);
  g_hash_table_insert (self->events, (gpointer) _sockeye_event_get_key (event), event);
  g_object_weak_ref (G_OBJECT (event), sockeye_journal_event_gone_cb, self);
  return event;
}

static GType
sockeye_journal_get_item_type (GListModel *model)
{
  return SOCKEYE_TYPE_EVENT;
}

static guint
sockeye_journal_get_n_items (GListModel *model)
{
  return sockeye_journal_count (SOCKEYE_JOURNAL (model));
}

static gpointer
sockeye_journal_get_item (GListModel *model,
                          guint       position)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (model);

  if (position >= sockeye_journal_count (self))
    return NULL;
  return sockeye_journal_make_event (self, self->first + position);
}

static void
sockeye_journal_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sockeye_journal_get_item_type;
  iface->get_n_items = sockeye_journal_get_n_items;
  iface->get_item = sockeye_journal_get_item;
}

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
      g_value_set_uint (value, sockeye_journal_count (self));
      break;
    case PROP_TRIMMED:
      g_value_set_uint64 (value, self->trimmed);
      break;
    case PROP_MAX_ROWS:
      g_value_set_uint (value, sockeye_journal_get_max_rows (self));
      break;
    case PROP_MAX_BYTES:
      g_value_set_uint64 (value, sockeye_journal_get_max_bytes (self));
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_journal_finalize (GObject *object)
{
  SockeyeJournal *self = SOCKEYE_JOURNAL (object);
  GHashTableIter iter;
  gpointer event;

  g_hash_table_iter_init (&iter, self->events);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    g_object_weak_unref (event, sockeye_journal_event_gone_cb, self);
  g_clear_pointer (&self->events, g_hash_table_unref);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->clock, _sockeye_wall_clock_free);
  g_clear_pointer (&self->store, _sockeye_store_free);

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
  properties[PROP_MAX_ROWS] =
    g_param_spec_uint ("max-rows", NULL, NULL, 1, G_MAXINT, SOCKEYE_JOURNAL_ROWS,
                       G_PARAM_READWRITE | flags);
  properties[PROP_MAX_BYTES] =
    g_param_spec_uint64 ("max-bytes", NULL, NULL, 0, G_MAXUINT64, SOCKEYE_JOURNAL_BYTES,
                         G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_journal_init (SockeyeJournal *self)
{
  self->store = _sockeye_store_new ();
  self->first = 1;
  self->events = g_hash_table_new (g_int64_hash, g_int64_equal);
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
 * sockeye_journal_get_trimmed:
 * @self: a journal
 *
 * Returns: the rows dropped to keep to the bound; what was cleared does not count
 */
guint64
sockeye_journal_get_trimmed (SockeyeJournal *self)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), 0);

  return self->trimmed;
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
 * sockeye_journal_dup_event:
 * @self: a journal
 * @number: a row's number
 *
 * Returns: (transfer full) (nullable): that row; %NULL where it is not visible:
 *   trimmed, cleared or not yet published
 */
SockeyeEvent *
sockeye_journal_dup_event (SockeyeJournal *self,
                           guint64         number)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), NULL);

  if (!sockeye_journal_find (self, number, NULL))
    return NULL;
  return sockeye_journal_make_event (self, number);
}

/**
 * sockeye_journal_find:
 * @self: a journal
 * @number: a row's number
 * @position: (out) (optional): its position in the list
 *
 * Returns: whether the row is visible
 */
gboolean
sockeye_journal_find (SockeyeJournal *self,
                      guint64         number,
                      guint          *position)
{
  g_return_val_if_fail (SOCKEYE_IS_JOURNAL (self), FALSE);

  if (number < self->first || number > self->last)
    return FALSE;
  if (position != NULL)
    *position = (guint) (number - self->first);
  return TRUE;
}

/**
 * sockeye_journal_clear:
 * @self: a journal
 *
 * Takes all visible rows off the list. They do not count as trimmed, and the
 * numbers go on. Not to be called in a handler of items-changed.
 */
void
sockeye_journal_clear (SockeyeJournal *self)
{
  guint removed;

  g_return_if_fail (SOCKEYE_IS_JOURNAL (self));
  g_return_if_fail (!self->publishing);

  removed = sockeye_journal_count (self);
  if (removed == 0)
    return;

  self->first = self->last + 1;
  _sockeye_store_release (self->store, self->first, FALSE);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
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

guint64
_sockeye_journal_store (SockeyeJournal *self,
                        GBytes         *bytes)
{
  return _sockeye_store_keep (self->store, bytes);
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

/* Makes first to last the visible rows, in two steps at most: what goes, then
 * what comes. */
static void
sockeye_journal_show (SockeyeJournal *self,
                      guint64         first,
                      guint64         last)
{
  guint removed = (guint) (MIN (first, self->last + 1) - self->first);
  guint position, added;

  self->first += removed;
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);

  position = sockeye_journal_count (self);
  added = (guint) (last + 1 - MAX (first, self->last + 1));
  self->first = first;
  self->last = last;
  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
}

guint64
_sockeye_journal_publish (SockeyeJournal *self)
{
  guint n_items = sockeye_journal_count (self);
  guint64 trimmed, last;

  if (self->publishing)
    return self->last;

  self->publishing = TRUE;
  g_object_freeze_notify (G_OBJECT (self));

  last = _sockeye_store_count (self->store);
  _sockeye_wall_clock_check (self->clock, last);
  atomic_store_explicit (&self->store->published, last, memory_order_release);
  trimmed = _sockeye_store_find_trim (self->store, self->first, last) - self->first;
  self->trimmed += trimmed;
  sockeye_journal_show (self, self->first + trimmed, last);
  _sockeye_store_release (self->store, self->first, trimmed > 0);
  _sockeye_store_trim_bytes (self->store);
  sockeye_marks_forget (self->marks, 1, _sockeye_store_get_oldest (self->store) - 1);

  if (trimmed > 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRIMMED]);
  if (n_items != sockeye_journal_count (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  self->publishing = FALSE;
  g_object_thaw_notify (G_OBJECT (self));
  return self->last;
}

void
_sockeye_journal_visit (SockeyeJournal     *self,
                        guint64             from,
                        SockeyeRecordsFunc  func,
                        gpointer            user_data)
{
  guint64 number = MAX (from, self->first);

  while (number <= self->last)
    {
      SockeyeChunk *chunk = _sockeye_store_dup_chunk (self->store, number);
      guint offset = (guint) (number - chunk->first);
      guint n = (guint) MIN (chunk->capacity - offset, self->last + 1 - number);

      func (number, &chunk->records[offset], n, user_data);
      number += n;
      _sockeye_chunk_unref (chunk);
    }
}
