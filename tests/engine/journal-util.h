/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A journal under test, and rows whose content follows from their number. */

#pragma once

#include "config.h"

#include "journal/sockeye-span-private.h"

#include <string.h>

/* The journal, with what its signals said: as text, and replayed on a list of
 * numbers, which must then be what the journal shows. */
typedef struct
{
  SockeyeJournal *journal;
  GString        *changes;  /* "0-100+0 0-0+5" */
  GArray         *numbers;  /* guint64 */
  guint           notified; /* notify::n-items */
} Fixture;

static inline void
fixture_items_changed_cb (GListModel *model,
                          guint       position,
                          guint       removed,
                          guint       added,
                          gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->changes, "%s%u-%u+%u", fixture->changes->len > 0 ? " " : "",
                          position, removed, added);
  g_assert_cmpuint (position + removed, <=, fixture->numbers->len);
  if (removed > 0)
    g_array_remove_range (fixture->numbers, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (model, position + i);
      guint64 number = sockeye_event_get_number (event);

      g_array_insert_val (fixture->numbers, position + i, number);
    }
  /* The model is whole at each of its signals. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->numbers->len);
}

static inline void
fixture_notify_cb (GObject    *object,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  Fixture *fixture = user_data;

  fixture->notified++;
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->changes = g_string_new (NULL);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_signal_connect (fixture->journal, "items-changed", G_CALLBACK (fixture_items_changed_cb),
                    fixture);
  g_signal_connect (fixture->journal, "notify::n-items", G_CALLBACK (fixture_notify_cb), fixture);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->journal);
  g_string_free (fixture->changes, TRUE);
  g_array_unref (fixture->numbers);
}

static inline guint
fixture_count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->journal));
}

static inline void
fixture_assert_changes (Fixture    *fixture,
                        const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

/* The payload of row n: its size and each byte follow from n; some are large. */
static inline gsize
pattern_size (guint64 number)
{
  return number % 50 == 0 ? 30000 : number * 7919 % 97;
}

static inline void
pattern_fill (guint8  *data,
              guint64  number,
              gsize    size)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (number * 31 + i);
}

static inline void
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
static inline guint64
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

static inline void
append_rows (SockeyeJournal *journal,
             guint           n)
{
  for (guint i = 0; i < n; i++)
    append_pattern (journal, i, 0, NULL);
}

static inline void
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

/* n visible rows that lie side by side in memory, the first with this number. */
typedef void (*VisitFunc) (guint64              number,
                           const SockeyeRecord *records,
                           guint                n,
                           gpointer             user_data);

/* Calls func on all visible rows from this number on, by spans. */
static inline void
visit_rows (SockeyeJournal *journal,
            guint64         from,
            VisitFunc       func,
            gpointer        user_data)
{
  SockeyeSpan span;

  for (; _sockeye_journal_get_span (journal, from, G_MAXUINT64, &span);
       from = span.first + span.n)
    {
      func (span.first, _sockeye_span_get_record (&span, 0), span.n, user_data);
      _sockeye_span_clear (&span);
    }
}

#define FIXTURE_ADD(path, test) \
  g_test_add ("/sockeye/journal/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
