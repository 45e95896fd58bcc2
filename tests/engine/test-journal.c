/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "journal-util.h"

#include "journal/sockeye-wall-clock-private.h"

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (fixture_count (fixture), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->journal)) ==
                 SOCKEYE_TYPE_EVENT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->journal), 0));
  g_assert_null (sockeye_journal_dup_event (fixture->journal, 0));
  g_assert_null (sockeye_journal_dup_event (fixture->journal, 1));
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 0);
  sockeye_journal_clear (fixture->journal);
  fixture_assert_changes (fixture, "");
  g_assert_cmpuint (fixture->notified, ==, 0);
}

/* Nothing is visible before it is published, then all of it with one signal. */
static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  guint position;

  append_rows (fixture->journal, 3);
  g_assert_cmpuint (fixture_count (fixture), ==, 0);
  g_assert_false (sockeye_journal_find (fixture->journal, 1, NULL));
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 3);
  fixture_assert_changes (fixture, "0-0+3");
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 3);
  fixture_assert_changes (fixture, "");

  append_rows (fixture->journal, 5000);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 5003);
  fixture_assert_changes (fixture, "3-0+5000");
  g_assert_cmpuint (fixture->notified, ==, 2);
  g_assert_true (sockeye_journal_find (fixture->journal, 5003, &position));
  g_assert_cmpuint (position, ==, 5002);
  g_assert_false (sockeye_journal_find (fixture->journal, 5004, NULL));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->journal), 5003));
}

static void
publish_again_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  append_rows (SOCKEYE_JOURNAL (model), 1);
  g_assert_cmpuint (_sockeye_journal_publish (SOCKEYE_JOURNAL (model)), ==, 2);
}

/* A handler that flushes does not start the journal's signals within a signal. */
static void
test_publish_in_handler (Fixture       *fixture,
                         gconstpointer  data)
{
  gulong id = g_signal_connect (fixture->journal, "items-changed",
                                G_CALLBACK (publish_again_cb), NULL);

  append_rows (fixture->journal, 2);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 2);
  fixture_assert_changes (fixture, "0-0+2");
  g_signal_handler_disconnect (fixture->journal, id);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 3);
  fixture_assert_changes (fixture, "2-0+1");
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 200);
  append_rows (fixture->journal, 99);
  g_assert_false (_sockeye_journal_is_full (fixture->journal));
  append_rows (fixture->journal, 1);
  g_assert_true (_sockeye_journal_is_full (fixture->journal));
  _sockeye_journal_publish (fixture->journal);
  g_assert_false (_sockeye_journal_is_full (fixture->journal));
}

static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  GListModel *model = G_LIST_MODEL (fixture->journal);
  SockeyeEvent *first, *second;

  append_rows (fixture->journal, 10);
  _sockeye_journal_publish (fixture->journal);
  first = g_list_model_get_item (model, 3);
  second = sockeye_journal_dup_event (fixture->journal, 4);
  g_assert_true (first == second);
  g_object_unref (second);
  g_assert_finalize_object (first);
  first = g_list_model_get_item (model, 3);
  g_assert_cmpuint (sockeye_event_get_number (first), ==, 4);
  g_assert_finalize_object (first);
}

/* An event does not need the journal that made it. */
static void
test_event_outlives (void)
{
  SockeyeJournal *journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  guint64 cause = 77;

  _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
  append_pattern (journal, 1, pattern_size (1), extra);
  _sockeye_journal_publish (journal);
  event = sockeye_journal_dup_event (journal, 1);
  g_assert_finalize_object (journal);
  check_pattern (event, 1);
  g_assert_cmpuint (sockeye_event_get_cause (event), ==, 77);
}

/* Trimmed away, but held: still whole, extra area and payload. */
static void
test_event_after_trim (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  guint64 cause = 12345;

  _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
  sockeye_journal_set_max_rows (fixture->journal, 1000);
  sockeye_journal_set_max_bytes (fixture->journal, 1 << 20);
  append_pattern (fixture->journal, 1, pattern_size (1), extra);
  _sockeye_journal_publish (fixture->journal);
  event = sockeye_journal_dup_event (fixture->journal, 1);

  for (guint64 i = 2; i < 20000; i++)
    {
      append_pattern (fixture->journal, i, 1000, NULL);
      if (_sockeye_journal_is_full (fixture->journal))
        _sockeye_journal_publish (fixture->journal);
    }
  g_assert_false (sockeye_journal_find (fixture->journal, 1, NULL));
  check_pattern (event, 1);
  g_assert_cmpuint (sockeye_event_get_cause (event), ==, 12345);
  payload = sockeye_event_dup_payload (event);
  g_clear_object (&event);
  pattern_check (payload, 1, pattern_size (1));
}


typedef struct
{
  guint64 next;
  guint   n_calls;
} Visit;

static void
visit_cb (guint64              number,
          const SockeyeRecord *records,
          guint                n,
          gpointer             user_data)
{
  Visit *visit = user_data;

  g_assert_cmpuint (number, ==, visit->next);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (records[i].time, ==, (gint64) (number + i) * 1000);
  visit->next += n;
  visit->n_calls++;
}

static void
test_visit (Fixture       *fixture,
            gconstpointer  data)
{
  Visit visit = { 1, 0 };

  sockeye_journal_set_max_rows (fixture->journal, 20000);
  for (guint64 i = 1; i <= 12000; i++)
    append_pattern (fixture->journal, i, 0, NULL);
  _sockeye_journal_publish (fixture->journal);
  append_rows (fixture->journal, 10);

  visit_rows (fixture->journal, 0, visit_cb, &visit);
  g_assert_cmpuint (visit.next, ==, 12001);
  g_assert_cmpuint (visit.n_calls, ==, 6);

  visit = (Visit) { 3999, 0 };
  visit_rows (fixture->journal, 3999, visit_cb, &visit);
  g_assert_cmpuint (visit.next, ==, 12001);

  visit = (Visit) { 1, 0 };
  visit_rows (fixture->journal, 12001, visit_cb, &visit);
  g_assert_cmpuint (visit.n_calls, ==, 0);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  guint max_rows, n_items;
  guint64 max_bytes;

  g_object_get (fixture->journal, "max-rows", &max_rows, "max-bytes", &max_bytes,
                "n-items", &n_items, NULL);
  g_assert_cmpuint (max_rows, ==, SOCKEYE_JOURNAL_ROWS);
  g_assert_cmpuint (max_bytes, ==, SOCKEYE_JOURNAL_BYTES);
  g_assert_cmpuint (n_items, ==, 0);
  g_object_set (fixture->journal, "max-rows", 5, "max-bytes", (guint64) 6, NULL);
  g_assert_cmpuint (sockeye_journal_get_max_rows (fixture->journal), ==, 5);
  g_assert_cmpuint (sockeye_journal_get_max_bytes (fixture->journal), ==, 6);
}

static guint32
intern (SockeyeChunk *chunk,
        guint32       value,
        gsize         padding)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (padding + 1);

  _sockeye_extra_add (extra, SOCKEYE_EXTRA_COUNT, &value, sizeof value);
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_TEXT, zeros, padding);
  return _sockeye_chunk_intern (chunk, extra->data, extra->len);
}

static guint32
interned (SockeyeChunk *chunk,
          guint32       place)
{
  gsize size, value_size;
  const guint8 *extra = _sockeye_chunk_get_extra (chunk, place, &size);
  const guint8 *value;
  guint32 result;

  value = _sockeye_extra_find (extra, size, SOCKEYE_EXTRA_COUNT, 0, &value_size);
  g_assert_nonnull (value);
  g_assert_cmpuint (value_size, ==, sizeof result);
  g_assert_cmpuint ((guintptr) value % 8, ==, 0);
  memcpy (&result, value, sizeof result);
  return result;
}

/* The same entry costs once a chunk; others keep apart, and nothing moves. */
static void
test_intern (void)
{
  SockeyeChunk *chunk = _sockeye_chunk_new (1, 4096);
  g_autofree guint32 *places = g_new0 (guint32, 4096);
  const guint8 *first;
  gsize size;

  places[0] = intern (chunk, 0, 0);
  g_assert_cmpuint (places[0], !=, 0);
  first = _sockeye_chunk_get_extra (chunk, places[0], &size);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (intern (chunk, 0, 0), ==, places[0]);
  g_assert_cmpuint (chunk->extra_size, ==, 1024);

  for (guint i = 1; i < 4096; i++)
    places[i] = intern (chunk, i, i % 7 == 0 ? 5000 : i % 13);
  for (guint i = 0; i < 4096; i++)
    g_assert_cmpuint (interned (chunk, places[i]), ==, i);
  g_assert_true (_sockeye_chunk_get_extra (chunk, places[0], &size) == first);
  g_assert_null (_sockeye_chunk_get_extra (chunk, 0, &size));
  g_assert_cmpuint (size, ==, 0);

  _sockeye_chunk_seal (chunk);
  g_assert_cmpuint (interned (chunk, places[4095]), ==, 4095);
  _sockeye_chunk_unref (chunk);
}

static void
test_extra (void)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  const guint8 *found;
  gsize size;

  g_assert_null (_sockeye_extra_find (NULL, 0, SOCKEYE_EXTRA_TEXT, 0, &size));
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_TEXT, "one", 3);
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_HOST, NULL, 0);
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_TEXT, "eleven chars", 12);

  found = _sockeye_extra_find (extra->data, extra->len, SOCKEYE_EXTRA_TEXT, 0, &size);
  g_assert_cmpmem (found, size, "one", 3);
  found = _sockeye_extra_find (extra->data, extra->len, SOCKEYE_EXTRA_TEXT, 1, &size);
  g_assert_cmpmem (found, size, "eleven chars", 12);
  g_assert_null (_sockeye_extra_find (extra->data, extra->len, SOCKEYE_EXTRA_TEXT, 2, &size));
  found = _sockeye_extra_find (extra->data, extra->len, SOCKEYE_EXTRA_HOST, 0, &size);
  g_assert_nonnull (found);
  g_assert_cmpuint (size, ==, 0);
  g_assert_null (_sockeye_extra_find (extra->data, extra->len, SOCKEYE_EXTRA_PEER, 0, &size));
}

/* A row keeps the wall time of its moment when the clock is set later. */
static void
test_wall_clock (void)
{
  const gint64 second = G_GINT64_CONSTANT (1000000000);
  SockeyeWallClock *clock = _sockeye_wall_clock_new ();
  gint64 now = g_get_monotonic_time () * 1000;
  gint64 real = _sockeye_wall_clock_convert (clock, now) * 1000;

  g_assert_cmpint (ABS (_sockeye_wall_clock_convert (clock, now) - g_get_real_time ()), <,
                   G_USEC_PER_SEC);

  /* Less than a millisecond is no move. */
  _sockeye_wall_clock_note (clock, now + second, real + second + 900000, 10);
  g_assert_cmpint (_sockeye_wall_clock_convert (clock, now + second), ==, (real + second) / 1000);

  /* Set an hour back. */
  _sockeye_wall_clock_note (clock, now + 2 * second, real - 3600 * second, 10);
  g_assert_cmpint (_sockeye_wall_clock_convert (clock, now + second), ==, (real + second) / 1000);
  g_assert_cmpint (_sockeye_wall_clock_convert (clock, now + 3 * second), ==,
                   (real - 3599 * second) / 1000);

  /* Set again before any row came: as if it had been set so at once. */
  _sockeye_wall_clock_note (clock, now + 4 * second, real, 10);
  g_assert_cmpint (_sockeye_wall_clock_convert (clock, now + 3 * second), ==,
                   (real - second) / 1000);
  _sockeye_wall_clock_free (clock);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_ADD ("empty", test_empty);
  FIXTURE_ADD ("publish/once", test_publish);
  FIXTURE_ADD ("publish/in-handler", test_publish_in_handler);
  FIXTURE_ADD ("full", test_full);
  FIXTURE_ADD ("identity", test_identity);
  g_test_add_func ("/sockeye/journal/event/outlives-journal", test_event_outlives);
  FIXTURE_ADD ("event/after-trim", test_event_after_trim);
  FIXTURE_ADD ("visit", test_visit);
  FIXTURE_ADD ("properties", test_properties);
  g_test_add_func ("/sockeye/journal/intern", test_intern);
  g_test_add_func ("/sockeye/journal/extra", test_extra);
  g_test_add_func ("/sockeye/journal/wall-clock", test_wall_clock);

  return g_test_run ();
}
