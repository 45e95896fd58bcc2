/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Filters a full journal, and looks for bytes in it. Beside each stands what the
 * same costs without a journal: a loop over an array of the records, memmem()
 * over one block of the payload.
 *
 * benchmark-filter [ROWS [MIB [ROW-BYTES]]]
 *
 * ROWS are filtered, each with 64 bytes; MIB are searched, in rows of ROW-BYTES.
 * Prints one line of JSON; times in ms, rates in GB/s. */

#include "config.h"

#include "benchmark-util.h"

#include "filter/sockeye-search.h"
#include "journal/sockeye-journal-private.h"

/* Of a row that is filtered; each 1000th says NEEDLE#7. */
#define ROW_BYTES 64

/* What is searched has its letters, so that much is nearly found. */
#define NEEDLE "Content-Length: 0"

typedef struct
{
  SockeyeJournal *journal;
  SockeyeRows    *rows;
  SockeyeRecord  *records; /* the same, side by side */
  guint8         *payload; /* of all rows, one after the other */
  gsize           n_rows;
  gsize           size;    /* of the payload of one */
} Full;

/* --- the journal -------------------------------------------------------------------- */

/* Text as programs send it: words of small letters and some signs. */
static void
full_write_payload (Full   *self,
                    guint64 seed)
{
  static const char letters[] =
    "  eeeetttaaaoooiiinnnssshhrrdlucmfwypvbgkContent-Length: 01234\r\n";
  guint64 state = seed;

  for (gsize i = 0; i < self->n_rows * self->size; i++)
    {
      state = state * 6364136223846793005u + 1442695040888963407u;
      self->payload[i] = (guint8) letters[(state >> 33) % (sizeof letters - 1)];
    }
}

static void
full_append (Full *self,
             gsize nth)
{
  SockeyeRecord *record = &self->records[nth];

  *record = (SockeyeRecord) {
    .time = (gint64) nth * 1000,
    .verb = nth % 3 == 0 ? SOCKEYE_VERB_SEND : SOCKEYE_VERB_RECV,
    .kind = nth % 3 == 0 ? SOCKEYE_KIND_SEND : SOCKEYE_KIND_RECV,
    .socket = SOCKEYE_SOCKET_ID ((guint32) (2 + nth % 100), SOCKEYE_ORIGIN_ACCEPTED),
    .result = (gint32) (nth * 7919 % 1000),
    .kept = (guint32) self->size,
    .asked = nth % 3 == 0 ? (guint32) self->size : 65536,
  };
  memcpy (_sockeye_journal_reserve (self->journal, self->size), self->payload + nth * self->size,
          self->size);
  record->data = _sockeye_journal_commit (self->journal, self->size);
  _sockeye_journal_append (self->journal, record, NULL);
}

static void
full_init (Full *self,
           gsize n_rows,
           gsize size)
{
  self->n_rows = n_rows;
  self->size = size;
  self->records = g_new (SockeyeRecord, n_rows);
  self->payload = g_malloc (n_rows * size);
  self->journal = sockeye_journal_new ();
  sockeye_journal_set_max_rows (self->journal, (guint) n_rows);
  sockeye_journal_set_max_bytes (self->journal, n_rows * size * 2);
  self->rows = sockeye_rows_new (self->journal);
  full_write_payload (self, 1);
  for (gsize i = 0; i < n_rows; i += 1000)
    memcpy (self->payload + i * size, "NEEDLE#7", 8);
  for (gsize i = 0; i < n_rows; i++)
    {
      full_append (self, i);
      if (i % 10000 == 0)
        _sockeye_journal_publish (self->journal);
    }
  _sockeye_journal_publish (self->journal);
}

static void
full_clear (Full *self)
{
  g_object_unref (self->rows);
  g_object_unref (self->journal);
  g_free (self->records);
  g_free (self->payload);
}

/* --- filters ------------------------------------------------------------------------ */

typedef gboolean (*Test) (const Full          *self,
                          const SockeyeRecord *record,
                          gsize                nth);

static gboolean
test_socket (const Full          *self,
             const SockeyeRecord *record,
             gsize                nth)
{
  return record->socket == SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_ACCEPTED);
}

static gboolean
test_both (const Full          *self,
           const SockeyeRecord *record,
           gsize                nth)
{
  return record->kind == SOCKEYE_KIND_RECV && record->result > 100;
}

static gboolean
test_data (const Full          *self,
           const SockeyeRecord *record,
           gsize                nth)
{
  return memmem (self->payload + nth * self->size, self->size, "NEEDLE#7", 8) != NULL;
}

static const struct
{
  const char *name;
  const char *filter;
  Test        test;
} contests[] = {
  { "socket", "socket == c2", test_socket },
  { "both", "direction == in and bytes > 100", test_both },
  { "data", "data contains \"NEEDLE#7\"", test_data },
  { "text", "needle#7", test_data },
};

static double
to_ms (gint64 from,
       gint64 to)
{
  return (double) (to - from) / 1e6;
}

/* Every row through a function pointer, the matches in an array. */
static double
filter_barely (const Full *self,
               Test        test,
               gsize       expected)
{
  g_autofree guint32 *found = g_new (guint32, self->n_rows);
  gint64 begin = benchmark_now ();
  gsize n = 0;
  double ms;

  for (gsize i = 0; i < self->n_rows; i++)
    if (test (self, &self->records[i], i))
      found[n++] = (guint32) i;
  ms = to_ms (begin, benchmark_now ());
  if (n != expected)
    {
      fprintf (stderr, "%zu rows match, and %zu are shown\n", n, expected);
      exit (1);
    }
  return ms;
}

static void
filter_once (const Full *self,
             guint       nth)
{
  g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (contests[nth].filter, NULL, NULL, NULL);
  GListModel *model = G_LIST_MODEL (self->rows);
  gint64 begin, longest = 0, turn, first = 0, end;

  begin = turn = benchmark_now ();
  sockeye_rows_set_filter (self->rows, filter);
  while (TRUE)
    {
      gint64 now = benchmark_now ();

      longest = MAX (longest, now - turn);
      if (first == 0 && g_list_model_get_n_items (model) > 0)
        first = now;
      if (!sockeye_rows_is_searching (self->rows))
        break;
      /* The time that it waits is no time that a frame would wait. */
      while (!g_main_context_pending (NULL))
        g_usleep (50);
      turn = benchmark_now ();
      g_main_context_iteration (NULL, FALSE);
    }
  end = benchmark_now ();
  printf ("\"%s\": {\"first\": %.3f, \"all\": %.3f, \"longest\": %.3f, \"matches\": %u, "
          "\"bare\": %.3f}, ",
          contests[nth].name, to_ms (begin, first != 0 ? first : end), to_ms (begin, end),
          to_ms (0, longest), g_list_model_get_n_items (model),
          filter_barely (self, contests[nth].test, g_list_model_get_n_items (model)));
  sockeye_rows_set_filter (self->rows, NULL);
}

/* --- Find --------------------------------------------------------------------------- */

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  SockeyeFound found;
  g_autoptr (GError) error = NULL;

  /* It is nowhere, so that all is looked at. */
  if (sockeye_search_find_finish (SOCKEYE_SEARCH (object), result, &found, &error) || error != NULL)
    {
      fprintf (stderr, "found in row %" G_GUINT64_FORMAT "\n", error == NULL ? found.number : 0);
      exit (1);
    }
  *(gboolean *) user_data = TRUE;
}

static double
to_rate (gsize  bytes,
         gint64 ns)
{
  return (double) bytes / (double) ns;
}

static double
search_once (const Full *self,
             gboolean    ignore_case)
{
  g_autoptr (SockeyePattern) pattern =
    sockeye_pattern_new (SOCKEYE_PATTERN_TEXT, NEEDLE, ignore_case, NULL);
  g_autoptr (SockeyeSearch) search = sockeye_search_new (self->rows, pattern);
  gint64 begin = benchmark_now ();
  gboolean over = FALSE;

  sockeye_search_find_async (search, 0, FALSE, NULL, found_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  return to_rate (self->n_rows * self->size, benchmark_now () - begin);
}

static double
search_barely (const Full *self)
{
  gint64 begin = benchmark_now ();

  if (memmem (self->payload, self->n_rows * self->size, NEEDLE, strlen (NEEDLE)) != NULL)
    {
      fprintf (stderr, "it is there by chance\n");
      exit (1);
    }
  return to_rate (self->n_rows * self->size, benchmark_now () - begin);
}

int
main (int   argc,
      char *argv[])
{
  gsize n_rows = argc > 1 ? strtoull (argv[1], NULL, 10) : 1000000;
  gsize mib = argc > 2 ? strtoull (argv[2], NULL, 10) : 256;
  gsize size = argc > 3 ? strtoull (argv[3], NULL, 10) : 1024;
  Full full;

  if (n_rows == 0 || mib == 0 || size < 8)
    return 1;
  printf ("{");
  full_init (&full, n_rows, ROW_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (contests); i++)
    filter_once (&full, i);
  full_clear (&full);

  full_init (&full, (mib << 20) / size, size);
  printf ("\"search\": %.3f, ", search_once (&full, FALSE));
  printf ("\"memmem\": %.3f, ", search_barely (&full));
  printf ("\"folded\": %.3f}\n", search_once (&full, TRUE));
  full_clear (&full);
  return 0;
}
