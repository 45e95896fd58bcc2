/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "journal/sockeye-store-private.h"
#include "journal/sockeye-wall-clock-private.h"

#include <string.h>

/* The journal, with what its signals said: as text, and replayed on a list of
 * numbers, which must then be what the journal shows. */
typedef struct
{
  SockeyeJournal *journal;
  GString        *changes;  /* "0-100+0 0-0+5" */
  GArray         *numbers;  /* guint64 */
  guint64         next;     /* number of the next row to come into view */
  guint           notified; /* notify::n-items */
} Fixture;

static void
fixture_items_changed_cb (GListModel *model,
                          guint       position,
                          guint       removed,
                          guint       added,
                          gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->changes, "%s%u-%u+%u", fixture->changes->len > 0 ? " " : "",
                          position, removed, added);
  g_assert_true (removed == 0 || added == 0);
  if (removed > 0)
    {
      g_assert_cmpuint (position, ==, 0);
      g_array_remove_range (fixture->numbers, 0, removed);
    }
  else
    g_assert_cmpuint (position, ==, fixture->numbers->len);
  for (guint i = 0; i < added; i++)
    {
      SockeyeEvent *event = g_list_model_get_item (model, position + i);
      guint64 number = sockeye_event_get_number (event);

      /* Rows may be trimmed before they were shown, but keep their order. */
      g_assert_cmpuint (number, >=, fixture->next);
      fixture->next = number + 1;
      g_array_append_val (fixture->numbers, number);
      g_object_unref (event);
    }
  /* The model is whole at each of its signals. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->numbers->len);
}

static void
fixture_notify_cb (GObject    *object,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  Fixture *fixture = user_data;

  fixture->notified++;
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->changes = g_string_new (NULL);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  fixture->next = 1;
  g_signal_connect (fixture->journal, "items-changed", G_CALLBACK (fixture_items_changed_cb),
                    fixture);
  g_signal_connect (fixture->journal, "notify::n-items", G_CALLBACK (fixture_notify_cb), fixture);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->journal);
  g_string_free (fixture->changes, TRUE);
  g_array_unref (fixture->numbers);
}

static guint
fixture_count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->journal));
}

static void
fixture_assert_changes (Fixture    *fixture,
                        const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

/* The payload of row n: its size and each byte follow from n. */
static gsize
pattern_size (guint64 number)
{
  return number * 7919 % 97;
}

static void
pattern_fill (guint8  *data,
              guint64  number,
              gsize    size)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (number * 31 + i);
}

static void
pattern_check (GBytes  *bytes,
               guint64  number,
               gsize    size)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (length, ==, size);
  for (gsize i = 0; i < size; i++)
    if (data[i] != (guint8) (number * 31 + i))
      g_error ("byte %" G_GSIZE_FORMAT " of row %" G_GUINT64_FORMAT " is wrong", i, number);
}

/* Appends a row that was received, with n bytes of the pattern. */
static guint64
append_pattern (SockeyeJournal *journal,
                guint64         number,
                gsize           size,
                GByteArray     *extra)
{
  SockeyeRecord record = {
    .time = (gint64) number * 1000,
    .verb = SOCKEYE_VERB_RECV,
    .kind = SOCKEYE_KIND_RECV,
    .result = (gint32) size,
    .asked = 65536,
    .kept = (guint32) size,
    .position = number * 3,
    .socket = SOCKEYE_SOCKET_ID (1 + number % 5, SOCKEYE_ORIGIN_ACCEPTED),
  };

  if (size > 0)
    {
      pattern_fill (_sockeye_journal_reserve (journal, MAX (size, 128)), number, size);
      record.data = _sockeye_journal_commit (journal, size);
    }
  return _sockeye_journal_append (journal, &record, extra);
}

static void
append_rows (SockeyeJournal *journal,
             guint           n)
{
  for (guint i = 0; i < n; i++)
    append_pattern (journal, i, 0, NULL);
}

static void
check_pattern (SockeyeEvent *event,
               guint64       number)
{
  g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

  g_assert_cmpuint (sockeye_event_get_number (event), ==, number);
  g_assert_cmpint (sockeye_event_get_time (event), ==, (gint64) number * 1000);
  g_assert_cmpuint (sockeye_event_get_position (event), ==, number * 3);
  g_assert_cmpuint (sockeye_event_get_kept (event), ==, pattern_size (number));
  if (payload != NULL)
    pattern_check (payload, number, pattern_size (number));
}

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

/* Chunks go whole, a tenth of the bound or more at once. */
static void
test_trim (Fixture       *fixture,
           gconstpointer  data)
{
  guint64 trimmed;

  sockeye_journal_set_max_rows (fixture->journal, 1000);
  append_rows (fixture->journal, 1000);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-0+1000");

  append_rows (fixture->journal, 1);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 1001);
  fixture_assert_changes (fixture, "0-200+0 800-0+1");
  g_object_get (fixture->journal, "trimmed", &trimmed, NULL);
  g_assert_cmpuint (trimmed, ==, 200);
  g_assert_null (sockeye_journal_dup_event (fixture->journal, 200));
  g_assert_true (sockeye_journal_find (fixture->journal, 201, NULL));

  /* More than all that is visible: what nobody saw is counted too. */
  append_rows (fixture->journal, 2000);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 3001);
  fixture_assert_changes (fixture, "0-801+0 0-0+801");
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 2200);
}

/* A bound lower than one chunk is kept all the same. */
static void
test_trim_lowered (Fixture       *fixture,
                   gconstpointer  data)
{
  append_rows (fixture->journal, 3000);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-0+3000");
  sockeye_journal_set_max_rows (fixture->journal, 10);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-2991+0");
  sockeye_journal_set_max_rows (fixture->journal, 1);
  append_rows (fixture->journal, 5);
  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 3005);
  fixture_assert_changes (fixture, "0-9+0 0-0+1");
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 3004);
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;

  append_rows (fixture->journal, 100);
  _sockeye_journal_publish (fixture->journal);
  append_rows (fixture->journal, 7);
  event = sockeye_journal_dup_event (fixture->journal, 50);
  fixture_assert_changes (fixture, "0-0+100");

  sockeye_journal_clear (fixture->journal);
  fixture_assert_changes (fixture, "0-100+0");
  g_assert_null (sockeye_journal_dup_event (fixture->journal, 50));
  g_assert_cmpuint (sockeye_event_get_number (event), ==, 50);

  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, 107);
  fixture_assert_changes (fixture, "0-0+7");
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 0);
  g_assert_true (sockeye_journal_find (fixture->journal, 101, NULL));
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

  _sockeye_journal_visit (fixture->journal, 0, visit_cb, &visit);
  g_assert_cmpuint (visit.next, ==, 12001);
  g_assert_cmpuint (visit.n_calls, ==, 6);

  visit = (Visit) { 3999, 0 };
  _sockeye_journal_visit (fixture->journal, 3999, visit_cb, &visit);
  g_assert_cmpuint (visit.next, ==, 12001);

  visit = (Visit) { 1, 0 };
  _sockeye_journal_visit (fixture->journal, 12001, visit_cb, &visit);
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

/* Random rows, bounds, flushes and clears against the plainest account of them. */
static void
model_check (Fixture *fixture,
             guint64  appended,
             guint64  cleared)
{
  GListModel *model = G_LIST_MODEL (fixture->journal);
  gboolean seen = FALSE;

  g_assert_cmpuint (fixture_count (fixture), <=, sockeye_journal_get_max_rows (fixture->journal));
  g_assert_cmpuint (fixture_count (fixture), ==, fixture->numbers->len);
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal) + cleared +
                      fixture_count (fixture), ==, appended);
  for (guint i = 0; i < fixture->numbers->len; i++)
    {
      guint64 number = g_array_index (fixture->numbers, guint64, i);
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (model, i);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

      g_assert_cmpuint (number, ==, appended + 1 - fixture->numbers->len + i);
      check_pattern (event, number);
      g_assert_cmpuint (sockeye_event_get_cause (event), ==, number % 3 == 0 ? number / 10 : 0);
      /* What is gone is the oldest. */
      if (pattern_size (number) > 0)
        g_assert_true (payload != NULL || !seen);
      seen = seen || payload != NULL;
    }
}

static void
test_model (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  guint64 appended = 0, cleared = 0;

  sockeye_journal_set_max_rows (fixture->journal, 700);
  sockeye_journal_set_max_bytes (fixture->journal, 1 << 20);
  for (guint step = 0; step < 400; step++)
    {
      g_autoptr (GByteArray) extra = g_byte_array_new ();
      guint n = g_rand_int_range (rand, 0, 500);

      for (guint i = 0; i < n; i++)
        {
          guint64 cause = ++appended / 10;

          g_byte_array_set_size (extra, 0);
          if (appended % 3 == 0)
            _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
          append_pattern (fixture->journal, appended, pattern_size (appended), extra);
        }
      if (g_rand_int_range (rand, 0, 20) == 0)
        sockeye_journal_set_max_rows (fixture->journal, g_rand_int_range (rand, 1, 2000));
      if (g_rand_int_range (rand, 0, 20) == 0)
        sockeye_journal_set_max_bytes (fixture->journal, g_rand_int_range (rand, 0, 4 << 20));
      if (g_rand_int_range (rand, 0, 4) == 0)
        continue;

      g_string_truncate (fixture->changes, 0);
      g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, appended);
      g_assert_cmpuint (strlen (fixture->changes->str), <, 40);
      model_check (fixture, appended, cleared);
      if (g_rand_int_range (rand, 0, 30) == 0)
        {
          cleared += fixture_count (fixture);
          sockeye_journal_clear (fixture->journal);
          model_check (fixture, appended, cleared);
        }
    }
}

#define N_THREAD_ROWS 300000

static gpointer
writer_thread (gpointer data)
{
  SockeyeJournal *journal = data;
  g_autoptr (GByteArray) extra = g_byte_array_new ();

  for (guint64 i = 1; i <= N_THREAD_ROWS; i++)
    {
      guint64 cause = i / 100;

      while (_sockeye_journal_is_full (journal))
        g_thread_yield ();
      g_byte_array_set_size (extra, 0);
      if (i % 2 == 0)
        _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
      append_pattern (journal, i, pattern_size (i), extra);
    }
  return NULL;
}

static void
check_some (Fixture *fixture,
            GRand   *rand)
{
  for (guint i = 0; i < 10 && fixture_count (fixture) > 0; i++)
    {
      guint position = g_rand_int_range (rand, 0, fixture_count (fixture));
      guint64 number = g_array_index (fixture->numbers, guint64, position);
      g_autoptr (SockeyeEvent) event = NULL;

      event = g_list_model_get_item (G_LIST_MODEL (fixture->journal), position);
      check_pattern (event, number);
      g_assert_cmpuint (sockeye_event_get_cause (event), ==, number % 2 == 0 ? number / 100 : 0);
    }
}

/* One thread writes as fast as it can, the other looks. */
static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  g_autoptr (GQueue) held = g_queue_new ();
  pthread_t writer;
  guint64 last = 0, cleared = 0;

  sockeye_journal_set_max_rows (fixture->journal, 5000);
  sockeye_journal_set_max_bytes (fixture->journal, 1 << 20);
  g_assert_cmpint (pthread_create (&writer, NULL, writer_thread, fixture->journal), ==, 0);

  while (last < N_THREAD_ROWS)
    {
      guint64 previous = last;

      g_string_truncate (fixture->changes, 0);
      last = _sockeye_journal_publish (fixture->journal);
      g_assert_cmpuint (last, >=, previous);
      g_assert_cmpuint (fixture_count (fixture), <=, 5000);
      check_some (fixture, rand);
      if (fixture_count (fixture) == 0)
        continue;

      /* Some are held long after they were trimmed. */
      g_queue_push_tail (held, g_list_model_get_item (G_LIST_MODEL (fixture->journal), 0));
      if (g_queue_get_length (held) > 50)
        {
          SockeyeEvent *event = g_queue_pop_head (held);

          check_pattern (event, sockeye_event_get_number (event));
          g_object_unref (event);
        }
      if (g_rand_int_range (rand, 0, 200) == 0)
        {
          cleared += fixture_count (fixture);
          sockeye_journal_clear (fixture->journal);
        }
    }

  pthread_join (writer, NULL);
  g_assert_cmpuint (last, ==, N_THREAD_ROWS);
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal) + cleared +
                      fixture_count (fixture), ==, N_THREAD_ROWS);
  g_queue_foreach (held, (GFunc) (void (*) (void)) g_object_unref, NULL);
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

#define ADD(path, test) \
  g_test_add ("/sockeye/journal/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty);
  ADD ("publish/once", test_publish);
  ADD ("publish/in-handler", test_publish_in_handler);
  ADD ("trim/chunks", test_trim);
  ADD ("trim/lowered", test_trim_lowered);
  ADD ("clear", test_clear);
  ADD ("full", test_full);
  ADD ("identity", test_identity);
  g_test_add_func ("/sockeye/journal/event/outlives-journal", test_event_outlives);
  ADD ("event/after-trim", test_event_after_trim);
  ADD ("bytes/trimmed", test_bytes_trimmed);
  ADD ("bytes/follow-rows", test_bytes_follow_rows);
  ADD ("bytes/reserve", test_reserve);
  ADD ("bytes/store", test_store);
  ADD ("bytes/wrong-place", test_wrong_place);
  ADD ("visit", test_visit);
  ADD ("properties", test_properties);
  ADD ("model", test_model);
  ADD ("threads", test_threads);
  g_test_add_func ("/sockeye/journal/memory/flushed", test_memory);
  g_test_add_func ("/sockeye/journal/memory/unpublished", test_memory_unpublished);
  g_test_add_func ("/sockeye/journal/intern", test_intern);
  g_test_add_func ("/sockeye/journal/extra", test_extra);
  g_test_add_func ("/sockeye/journal/wall-clock", test_wall_clock);

  return g_test_run ();
}
