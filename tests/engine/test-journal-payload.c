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

      memset (bytes, 'a' + (int) i, sizes[i]);
      memcpy (bytes + part, "the end", 7);
      record.data = _sockeye_journal_store (fixture->journal, sent) + part;
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
      g_assert_cmpuint (store->capacity, <=, 4 << 20);
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
        record.data = _sockeye_store_keep (store, large);
      _sockeye_store_append (store, &record, NULL);
      g_assert_cmpuint (store->capacity, <=, 4 << 20);
    }
  atomic_store (&store->max_bytes, 1 << 20);
  _sockeye_store_trim_bytes (store);
  g_assert_cmpuint (store->capacity, <=, 3 << 20);
  _sockeye_store_keep (store, large);
  g_assert_cmpuint (store->capacity, <=, 1 << 20);
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

  return g_test_run ();
}
