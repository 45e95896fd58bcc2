/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "journal-util.h"

/* The row stays, its bytes go, oldest first, and it says so. */
static void
test_bytes_trimmed (Fixture       *fixture,
                    gconstpointer  data)
{
  const gsize size = 10000;
  gboolean seen = FALSE;
  guint n_kept = 0;

  sockeye_journal_set_max_bytes (fixture->journal, 1 << 20);
  for (guint64 i = 1; i <= 300; i++)
    append_pattern (fixture->journal, i, size, NULL);
  _sockeye_journal_publish (fixture->journal);
  g_assert_cmpuint (fixture_count (fixture), ==, 300);

  for (guint64 i = 1; i <= 300; i++)
    {
      g_autoptr (SockeyeEvent) event = sockeye_journal_dup_event (fixture->journal, i);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

      g_assert_cmpuint (sockeye_event_get_kept (event), ==, size);
      g_assert_cmpint (sockeye_event_get_bytes (event), ==, (gint64) size);
      g_assert_true (payload != NULL || !seen);
      if (payload != NULL)
        {
          seen = TRUE;
          n_kept++;
          pattern_check (payload, i, size);
        }
    }
  g_assert_cmpuint (n_kept * size, >, (1 << 20) * 3 / 5);
  g_assert_cmpuint (n_kept * size, <=, 1 << 20);
  g_assert_cmpuint (sockeye_journal_get_bytes (fixture->journal), ==, n_kept * size);
  g_assert_cmpuint (sockeye_journal_get_trimmed_bytes (fixture->journal), ==,
                    (300 - n_kept) * size);
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 0);
}

/* Payload whose rows are all gone is freed, whether trimmed or cleared; only
 * the first counts. */
static void
test_bytes_follow_rows (Fixture       *fixture,
                        gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 640);
  sockeye_journal_set_max_bytes (fixture->journal, 16 << 20);
  for (guint64 i = 1; i <= 6400; i++)
    {
      append_pattern (fixture->journal, i, 10000, NULL);
      if (i % 100 == 0)
        _sockeye_journal_publish (fixture->journal);
    }
  /* 640 rows are 6.4 MB; segments are 2 MiB and may begin before the rows. */
  g_assert_cmpuint (sockeye_journal_get_bytes (fixture->journal), <, 6400000 + (3 << 20));
  g_assert_cmpuint (sockeye_journal_get_trimmed_bytes (fixture->journal) +
                      sockeye_journal_get_bytes (fixture->journal), ==, 64000000);

  /* What was cleared can come back, until the next time. */
  sockeye_journal_clear (fixture->journal);
  g_assert_cmpuint (sockeye_journal_get_bytes (fixture->journal), >, 6000000);
  append_rows (fixture->journal, 1);
  _sockeye_journal_publish (fixture->journal);
  sockeye_journal_clear (fixture->journal);
  g_assert_cmpuint (sockeye_journal_get_bytes (fixture->journal), <, 3 << 20);
  g_assert_cmpuint (sockeye_journal_get_trimmed_bytes (fixture->journal), <, 64000000 - 3000000);
}

static void
test_reserve (Fixture       *fixture,
              gconstpointer  data)
{
  SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .kind = SOCKEYE_KIND_RECV };
  const gsize sizes[] = { 1, 65536, 0, 8 << 20, 3, 4 << 20 };
  guint8 *room;

  /* Room that is not used is given out again. */
  room = _sockeye_journal_reserve (fixture->journal, 100);
  g_assert_true (_sockeye_journal_reserve (fixture->journal, 100) == room);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      room = _sockeye_journal_reserve (fixture->journal, sizes[i]);
      pattern_fill (room, i + 1, sizes[i]);
      record.data = _sockeye_journal_commit (fixture->journal, sizes[i]);
      record.kept = (guint32) sizes[i];
      _sockeye_journal_append (fixture->journal, &record, NULL);
    }
  _sockeye_journal_publish (fixture->journal);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SockeyeEvent) event = sockeye_journal_dup_event (fixture->journal, i + 1);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

      if (sizes[i] == 0)
        g_assert_null (payload);
      else
        pattern_check (payload, i + 1, sizes[i]);
    }
}

/* A small send is copied, a large one held; a part of either is a place more. */
static void
test_store (Fixture       *fixture,
            gconstpointer  data)
{
  const gsize sizes[] = { 24, 1000, SOCKEYE_STORE_LARGE, 10000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *bytes = g_malloc (sizes[i]);
      g_autoptr (GBytes) sent = g_bytes_new_take (bytes, sizes[i]);
      gsize part = sizes[i] - 7;
      SockeyeRecord record = { .verb = SOCKEYE_VERB_SEND, .kept = 7 };
      g_autoptr (SockeyeEvent) event = NULL;
      g_autoptr (GBytes) payload = NULL;
      guint64 number;
      gsize kept;

      memset (bytes, 'a' + (int) i, sizes[i]);
      memcpy (bytes + part, "the end", 7);
      record.data = _sockeye_journal_store (fixture->journal, sent, &kept) + part;
      number = _sockeye_journal_append (fixture->journal, &record, NULL);
      _sockeye_journal_publish (fixture->journal);
      event = sockeye_journal_dup_event (fixture->journal, number);
      payload = sockeye_event_dup_payload (event);
      g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), "the end", 7);
      g_assert_true ((g_bytes_get_data (payload, NULL) == bytes + part) ==
                     (sizes[i] >= SOCKEYE_STORE_LARGE));
    }
}

/* A place that a wrong record names is not read. */
static void
test_wrong_place (Fixture       *fixture,
                  gconstpointer  data)
{
  const guint64 places[] = { 0, G_MAXUINT64, G_GUINT64_CONSTANT (1) << 32 | 0xffffffff };

  _sockeye_journal_reserve (fixture->journal, 10);
  _sockeye_journal_commit (fixture->journal, 10);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .data = places[i], .kept = 5 };
      guint64 number = _sockeye_journal_append (fixture->journal, &record, NULL);
      g_autoptr (SockeyeEvent) event = NULL;

      _sockeye_journal_publish (fixture->journal);
      event = sockeye_journal_dup_event (fixture->journal, number);
      g_assert_null (sockeye_event_dup_payload (event));
    }
}

/* Chunks and segments are as many as the bounds allow, whatever passed through. */
static void
test_memory (void)
{
  g_autoptr (SockeyeStore) store = _sockeye_store_new ();
  guint64 first = 1;

  atomic_store (&store->max_rows, 1000);
  atomic_store (&store->max_bytes, 4 << 20);
  for (guint i = 0; i < 50000; i++)
    {
      SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .kept = 500 };
      guint64 last;

      _sockeye_store_reserve (store, 65536);
      record.data = _sockeye_store_commit (store, record.kept);
      last = _sockeye_store_append (store, &record, NULL);
      g_assert_cmpuint (_sockeye_budget_get (store->budget), <=, 4 << 20);
      if (i % 300 != 0)
        continue;
      first = _sockeye_store_find_trim (store, first, last, 0);
      _sockeye_store_release (store, first, TRUE);
      g_assert_cmpuint (last + 1 - first, <=, 1000);
      g_assert_cmpuint (store->chunks->len, <=, 11);
      g_assert_cmpuint (store->segments->len, <=, 8);
      /* 1,000 rows of 500 bytes need no more than three segments of 512 KiB. */
      g_assert_cmpuint (store->segments->len, <=, 3);
    }
}

/* A flood between two flushes stays within the bound for payload too. */
static void
test_memory_unpublished (void)
{
  g_autoptr (SockeyeStore) store = _sockeye_store_new ();
  gsize kept;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (300000), 300000);

  atomic_store (&store->max_bytes, 4 << 20);
  for (guint i = 0; i < 1000; i++)
    {
      SockeyeRecord record = { .verb = SOCKEYE_VERB_SEND, .kept = 300000 };

      if (i % 3 == 0)
        {
          _sockeye_store_reserve (store, 300000);
          record.data = _sockeye_store_commit (store, 300000);
        }
      else
        record.data = _sockeye_store_keep (store, large, &kept);
      _sockeye_store_append (store, &record, NULL);
      g_assert_cmpuint (_sockeye_budget_get (store->budget), <=, 4 << 20);
    }
  atomic_store (&store->max_bytes, 1 << 20);
  _sockeye_store_trim_bytes (store);
  g_assert_cmpuint (_sockeye_budget_get (store->budget), <=, 3 << 20);
  _sockeye_store_keep (store, large, &kept);
  g_assert_cmpuint (_sockeye_budget_get (store->budget), <=, 1 << 20);
}

/* --- what would take more than the bounds ------------------------------------------ */

typedef struct
{
  const char *name;
  guint       max_rows;
  guint64     max_bytes;
  gsize       size;  /* of a payload */
  gsize       room;  /* reserved for it; 0: a send, held */
  gsize       extra; /* beside each row, never the same */
  guint       n_rows;
  gboolean    lower; /* the bounds, again and again */
  gboolean    hold;  /* events that others keep */
} Hostile;

static const Hostile hostiles[] = {
  { "one-byte", 1000, 1 << 20, 1, 65536, 0, 30000 },
  { "many-one-byte", 100000, 1 << 20, 1, 1, 0, 300000 },
  { "one-byte-sends", 1000, 4 << 20, 1, 0, 40, 30000 },
  { "large-sends", 1000, 64 << 20, 5 << 20, 0, 0, 60 },
  { "small-segments", 100000, 16 << 20, SOCKEYE_STORE_LARGE, 0, 0, 3000 },
  { "half-segments", 1000, 16 << 20, (1 << 20) + 1, (1 << 20) + 1, 0, 300 },
  { "large-extra", 1000, 1 << 20, 10, 10, 60000, 3000 },
  { "large-extra-many-rows", 100000, 8 << 20, 10, 10, 3000, 30000 },
  { "huge-extra", 1000, 1 << 20, 10, 10, 1 << 20, 60 },
  { "lowered", 20000, 32 << 20, 3000, 3000, 200, 60000, TRUE },
  { "held", 10000, 8 << 20, 20000, 20000, 0, 20000, FALSE, TRUE },
};

/* All that the journal has in memory, but for what it has but once. */
static guint64
hostile_measure (SockeyeStore *store)
{
  guint64 size = _sockeye_budget_get (store->budget);

  for (guint i = 0; i < store->chunks->len; i++)
    {
      SockeyeChunk *chunk = g_ptr_array_index (store->chunks, i);

      size += sizeof *chunk + chunk->capacity * sizeof (SockeyeRecord) + chunk->extra_size;
    }
  return size;
}

static void
hostile_append (const Hostile *hostile,
                SockeyeStore  *store,
                GBytes        *bytes,
                guint64        number)
{
  SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV };
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  gsize kept = hostile->size;

  if (hostile->room == 0)
    {
      record.data = _sockeye_store_keep (store, bytes, &kept);
    }
  else
    {
      _sockeye_store_reserve (store, hostile->room);
      record.data = _sockeye_store_commit (store, kept);
    }
  record.kept = (guint32) kept;
  if (hostile->extra > 0)
    {
      g_byte_array_set_size (extra, (guint) hostile->extra);
      memset (extra->data, 0, extra->len);
      memcpy (extra->data, &number, sizeof number);
    }
  _sockeye_store_append (store, &record, extra);
}

/* As a flush does, and then looks whether it is within the bounds and a tenth. */
static guint64
hostile_flush (SockeyeStore *store,
               guint64       first,
               guint64       last)
{
  guint max_rows = atomic_load (&store->max_rows);
  guint64 max_bytes = atomic_load (&store->max_bytes);

  atomic_store (&store->published, last);
  first = _sockeye_store_find_trim (store, first, last, 0);
  _sockeye_store_release (store, first, TRUE);
  _sockeye_store_trim_bytes (store);
  g_assert_cmpuint (last + 1 - first, <=, max_rows);
  g_assert_cmpuint (hostile_measure (store), <=,
                    (MAX (max_bytes, 512 << 10) + max_rows * sizeof (SockeyeRecord)
                     + _sockeye_store_get_max_extra (store)) * 11 / 10 + (1 << 20));
  return first;
}

static void
test_hostile (gconstpointer data)
{
  const Hostile *hostile = data;
  SockeyeStore *store = _sockeye_store_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (hostile->size), hostile->size);
  g_autoptr (GQueue) held = g_queue_new ();
  guint64 first = 1;

  atomic_store (&store->max_rows, hostile->max_rows);
  atomic_store (&store->max_bytes, hostile->max_bytes);
  for (guint64 number = 1; number <= hostile->n_rows; number++)
    {
      hostile_append (hostile, store, bytes, number);
      if (!_sockeye_store_is_full (store) && number % 997 != 0)
        continue;
      first = hostile_flush (store, first, number);
      if (hostile->lower && g_test_rand_bit ())
        {
          atomic_store (&store->max_rows, g_test_rand_int_range (100, hostile->max_rows));
          atomic_store (&store->max_bytes, g_test_rand_int_range (0, (gint32) hostile->max_bytes));
          /* The writer keeps the segment that it fills. */
          hostile_append (hostile, store, bytes, number = number + 1);
          first = _sockeye_store_find_trim (store, first, number, 0);
          _sockeye_store_release (store, first, TRUE);
        }
      if (hostile->hold && g_queue_get_length (held) < 2)
        g_queue_push_tail (held, _sockeye_store_dup_segment (store, store->n_segments));
    }
  g_queue_foreach (held, (GFunc) (void (*) (void)) _sockeye_segment_unref, NULL);
  _sockeye_store_unref (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_ADD ("bytes/trimmed", test_bytes_trimmed);
  FIXTURE_ADD ("bytes/follow-rows", test_bytes_follow_rows);
  FIXTURE_ADD ("bytes/reserve", test_reserve);
  FIXTURE_ADD ("bytes/store", test_store);
  FIXTURE_ADD ("bytes/wrong-place", test_wrong_place);
  g_test_add_func ("/sockeye/journal/memory/flushed", test_memory);
  g_test_add_func ("/sockeye/journal/memory/unpublished", test_memory_unpublished);
  for (guint i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sockeye/journal/memory/%s", hostiles[i].name);

      g_test_add_data_func (path, &hostiles[i], test_hostile);
    }

  return g_test_run ();
}
