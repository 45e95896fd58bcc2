/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "journal-util.h"

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
assert_gap (SockeyeJournal *journal,
            guint           position,
            const char     *expected)
{
  g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (journal), position);
  g_autofree char *text = sockeye_event_dup_call_text (event, 0);
  g_autofree char *sentence = sockeye_event_dup_sentence (event);
  g_autofree char *code = sockeye_event_dup_code (event);
  g_autofree char *comment = g_strconcat ("# ", expected, NULL);

  g_assert_cmpint (sockeye_event_get_kind (event), ==, SOCKEYE_KIND_GAP);
  g_assert_false (sockeye_event_is_error (event));
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (sentence, ==, expected);
  g_assert_cmpstr (code, ==, comment);
}

/* Two chunks of 100 stay for what is looked at; the gap behind them grows. */
static void
test_pin (Fixture       *fixture,
          gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 1000);
  append_rows (fixture->journal, 1000);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-0+1000");

  /* Both of these chunks would go, and do not. */
  sockeye_journal_pin (fixture->journal, 190, 210);
  append_rows (fixture->journal, 400);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-100+0 200-200+1 701-0+400");
  assert_gap (fixture->journal, 200, "200 rows trimmed (301 to 500)");
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 300);

  append_rows (fixture->journal, 100);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "200-301+1 801-0+100");
  assert_gap (fixture->journal, 200, "500 rows trimmed (301 to 800)");

  sockeye_journal_pin (fixture->journal, 0, 0);
  fixture_assert_changes (fixture, "");
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-201+0");
  g_assert_false (sockeye_journal_get_gap (fixture->journal, NULL, NULL));
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 800);
}

/* The bytes of what is looked at are there as long as it is. */
static void
test_pin_payload (Fixture       *fixture,
                  gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 1000);
  sockeye_journal_set_max_bytes (fixture->journal, 4 << 20);
  for (guint64 i = 1; i <= 1000; i++)
    append_pattern (fixture->journal, i, pattern_size (i), NULL);
  _sockeye_journal_publish (fixture->journal);
  sockeye_journal_pin (fixture->journal, 45, 55);
  for (guint64 i = 1001; i <= 5000; i++)
    {
      append_pattern (fixture->journal, i, 5000, NULL);
      if (_sockeye_journal_is_full (fixture->journal))
        _sockeye_journal_publish (fixture->journal);
    }
  for (guint64 i = 45; i <= 55; i++)
    {
      g_autoptr (SockeyeEvent) event = sockeye_journal_dup_event (fixture->journal, i);
      g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);

      check_pattern (event, i);
      g_assert_nonnull (payload);
    }
}

static void
test_undo_clear (Fixture       *fixture,
                 gconstpointer  data)
{
  guint cleared;

  sockeye_journal_set_max_rows (fixture->journal, 1000);
  g_assert_false (sockeye_journal_undo_clear (fixture->journal));
  append_rows (fixture->journal, 500);
  _sockeye_journal_publish (fixture->journal);
  sockeye_journal_clear (fixture->journal);
  append_rows (fixture->journal, 7);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-0+500 0-500+0 0-0+7");
  g_object_get (fixture->journal, "cleared", &cleared, NULL);
  g_assert_cmpuint (cleared, ==, 500);

  g_assert_true (sockeye_journal_undo_clear (fixture->journal));
  fixture_assert_changes (fixture, "0-0+500");
  g_assert_cmpuint (fixture->numbers->len, ==, 507);
  g_assert_cmpuint (sockeye_journal_get_cleared (fixture->journal), ==, 0);
  g_assert_false (sockeye_journal_undo_clear (fixture->journal));

  /* What was cleared is what makes room first, and is not counted as trimmed. */
  sockeye_journal_clear (fixture->journal);
  append_rows (fixture->journal, 600);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-507+0 0-0+600");
  g_assert_cmpuint (sockeye_journal_get_cleared (fixture->journal), ==, 207);
  g_assert_cmpuint (sockeye_journal_get_trimmed (fixture->journal), ==, 0);
  g_assert_true (sockeye_journal_undo_clear (fixture->journal));
  g_assert_true (sockeye_journal_find (fixture->journal, 301, NULL));
  g_assert_false (sockeye_journal_find (fixture->journal, 300, NULL));
}

/* What is looked at, and its gap, are cleared and come back with the rest. */
static void
test_undo_clear_pinned (Fixture       *fixture,
                        gconstpointer  data)
{
  sockeye_journal_set_max_rows (fixture->journal, 1000);
  append_rows (fixture->journal, 1000);
  _sockeye_journal_publish (fixture->journal);
  sockeye_journal_pin (fixture->journal, 10, 20);
  append_rows (fixture->journal, 500);
  _sockeye_journal_publish (fixture->journal);
  fixture_assert_changes (fixture, "0-0+1000 100-500+1 501-0+500");

  sockeye_journal_clear (fixture->journal);
  fixture_assert_changes (fixture, "0-1001+0");
  g_assert_cmpuint (sockeye_journal_get_cleared (fixture->journal), ==, 1000);
  g_assert_false (sockeye_journal_get_gap (fixture->journal, NULL, NULL));
  g_assert_true (sockeye_journal_undo_clear (fixture->journal));
  fixture_assert_changes (fixture, "0-0+1001");
  assert_gap (fixture->journal, 100, "500 rows trimmed (101 to 600)");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_ADD ("trim/chunks", test_trim);
  FIXTURE_ADD ("trim/lowered", test_trim_lowered);
  FIXTURE_ADD ("clear/once", test_clear);
  FIXTURE_ADD ("clear/undo", test_undo_clear);
  FIXTURE_ADD ("clear/undo-pinned", test_undo_clear_pinned);
  FIXTURE_ADD ("pin/rows", test_pin);
  FIXTURE_ADD ("pin/payload", test_pin_payload);

  return g_test_run ();
}
