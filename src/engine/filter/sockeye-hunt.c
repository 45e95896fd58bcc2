/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-hunt-private.h"

#include <string.h>

/* Two at once: one that was stopped may still be at a long row. */
#define MAX_THREADS 2

struct _SockeyeHunt
{
  atomic_int       ref_count;
  atomic_bool      stopped;
  atomic_uint      done;     /* rows */
  guint            total;

  /* The worker's own. */
  SockeyePattern  *pattern;
  gboolean         backward;
  SockeyeStore    *store;
  GPtrArray       *segments; /* that the store no longer has */
  GArray          *spans;
  guint64         *numbers;  /* of the rows that are shown; NULL: all of the spans */
  gsize            n_numbers;
  SockeyeFound     found;    /* number 0: none */

  /* Behind all that the worker has written. */
  atomic_bool      over;

  /* The starter's own. */
  GMainContext    *context;
  SockeyeHuntFunc  func;     /* NULL: stopped */
  gpointer         user_data;
};

static SockeyeHunt *
sockeye_hunt_ref (SockeyeHunt *self)
{
  atomic_fetch_add_explicit (&self->ref_count, 1, memory_order_relaxed);
  return self;
}

static void
sockeye_hunt_unref (SockeyeHunt *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) > 1)
    return;

  sockeye_pattern_unref (self->pattern);
  _sockeye_store_unref (self->store);
  g_ptr_array_unref (self->segments);
  g_array_unref (self->spans);
  g_free (self->numbers);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Most rows say what others did: then the answer is known. */
static gboolean
sockeye_hunt_try_words (SockeyeHunt    *self,
                        SockeyeMatcher *matcher)
{
  SockeyeRowWords *words = _sockeye_matcher_get_words (matcher);

  if (words->asker == self && !words->answer)
    return FALSE;
  words->asker = self;
  words->answer = sockeye_pattern_find (self->pattern, (const guint8 *) words->text,
                                        words->length, 0, &self->found.offset,
                                        &self->found.length);
  return words->answer;
}

/* In the payload first, which is what most look for, then in the words. */
static gboolean
sockeye_hunt_try (SockeyeHunt       *self,
                  SockeyeMatcher    *matcher,
                  const SockeyeSpan *span,
                  guint              i)
{
  SockeyeFound *found = &self->found;
  const guint8 *data;
  gsize size;

  _sockeye_matcher_set_row (matcher, span->first + i, _sockeye_span_get_record (span, i),
                            span->chunk);
  data = _sockeye_matcher_get_payload (matcher, &size);
  found->in_payload = data != NULL && sockeye_pattern_find (self->pattern, data, size, 0,
                                                            &found->offset, &found->length);
  if (!found->in_payload && !sockeye_hunt_try_words (self, matcher))
    return FALSE;
  found->number = span->first + i;
  return TRUE;
}

/* Position of the first number that is this or more. */
static gsize
sockeye_hunt_lower_bound (SockeyeHunt *self,
                          guint64      number)
{
  gsize low = 0, high = self->n_numbers;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->numbers[middle] < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* TRUE: found, or stopped. */
static gboolean
sockeye_hunt_try_span (SockeyeHunt       *self,
                       SockeyeMatcher    *matcher,
                       const SockeyeSpan *span)
{
  gsize first = 0, n = span->n;

  if (self->numbers != NULL)
    {
      first = sockeye_hunt_lower_bound (self, span->first);
      n = sockeye_hunt_lower_bound (self, span->first + span->n) - first;
    }
  for (gsize step = 0; step < n; step++)
    {
      gsize i = self->backward ? n - 1 - step : step;

      if (self->numbers != NULL)
        i = (gsize) (self->numbers[first + i] - span->first);
      if (atomic_load_explicit (&self->stopped, memory_order_relaxed)
          || sockeye_hunt_try (self, matcher, span, (guint) i))
        return TRUE;
    }
  atomic_fetch_add_explicit (&self->done, span->n, memory_order_relaxed);
  return FALSE;
}

static gboolean
sockeye_hunt_deliver_cb (gpointer user_data)
{
  SockeyeHunt *self = user_data;

  if (self->func != NULL && atomic_load_explicit (&self->over, memory_order_acquire))
    self->func (self->found.number != 0 ? &self->found : NULL, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
sockeye_hunt_run (gpointer data,
                  gpointer user_data)
{
  const SockeyeSurroundings nothing = { 0 };
  SockeyeHunt *self = data;
  g_autoptr (SockeyeFilter) every = sockeye_filter_new_all_of (NULL, 0);
  SockeyeMatcher *matcher = g_new (SockeyeMatcher, 1);
  g_autoptr (GSource) source = g_idle_source_new ();
  /* What the starter has written is seen with it. */
  gboolean over = atomic_load_explicit (&self->stopped, memory_order_acquire);

  _sockeye_matcher_init (matcher, every, &nothing, self->store);
  matcher->segments = self->segments;
  for (guint step = 0; !over && step < self->spans->len; step++)
    {
      guint i = self->backward ? self->spans->len - 1 - step : step;

      over = sockeye_hunt_try_span (self, matcher, &g_array_index (self->spans, SockeyeSpan, i));
      _sockeye_span_clear (&g_array_index (self->spans, SockeyeSpan, i));
    }
  _sockeye_matcher_clear (matcher);
  g_free (matcher);

  atomic_store_explicit (&self->over, TRUE, memory_order_release);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[sockeye] find");
  g_source_set_callback (source, sockeye_hunt_deliver_cb, sockeye_hunt_ref (self),
                         (GDestroyNotify) sockeye_hunt_unref);
  g_source_attach (source, self->context);
  sockeye_hunt_unref (self);
}

static GThreadPool *
sockeye_hunt_get_pool (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GThreadPool *pool = g_thread_pool_new (sockeye_hunt_run, NULL, MAX_THREADS, FALSE, NULL);

      g_once_init_leave (&once, (gsize) pool);
    }
  return (GThreadPool *) once;
}

/* The rows that are shown from first to last: a copy, since they go on changing. */
static void
sockeye_hunt_take (SockeyeHunt *self,
                   SockeyeRows *rows,
                   guint64      first,
                   guint64      last)
{
  SockeyeSpan span;

  if (rows->filtered)
    {
      gsize position = _sockeye_numbers_lower_bound (&rows->numbers, first);

      self->n_numbers = rows->numbers.n - position;
      self->numbers = g_new (guint64, self->n_numbers + 1);
      for (gsize i = 0; i < self->n_numbers; i++)
        self->numbers[i] = _sockeye_numbers_get (&rows->numbers, position + i);
    }
  for (; _sockeye_journal_get_span (rows->journal, first, last, &span);
       first = span.first + span.n)
    {
      g_array_append_val (self->spans, span);
      self->total += span.n;
    }
}

SockeyeHunt *
_sockeye_hunt_start (SockeyeRows     *rows,
                     SockeyePattern  *pattern,
                     guint64          from,
                     gboolean         backward,
                     SockeyeHuntFunc  func,
                     gpointer         user_data)
{
  SockeyeHunt *self = g_new0 (SockeyeHunt, 1);
  guint64 end = _sockeye_rows_get_end (rows);

  atomic_init (&self->ref_count, 2);
  atomic_init (&self->done, 0);
  atomic_init (&self->over, FALSE);
  self->pattern = sockeye_pattern_ref (pattern);
  self->backward = backward;
  self->store = _sockeye_store_ref (rows->journal->store);
  self->segments = _sockeye_journal_dup_pinned_segments (rows->journal);
  self->spans = g_array_new (FALSE, FALSE, sizeof (SockeyeSpan));
  g_array_set_clear_func (self->spans, (GDestroyNotify) _sockeye_span_clear);
  if (backward)
    sockeye_hunt_take (self, rows, 0, MIN (from, end));
  else
    sockeye_hunt_take (self, rows, from, end);
  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->user_data = user_data;
  atomic_store_explicit (&self->stopped, FALSE, memory_order_release);
  g_thread_pool_push (sockeye_hunt_get_pool (), self, NULL);
  return self;
}

double
_sockeye_hunt_get_progress (SockeyeHunt *self)
{
  if (self->total == 0)
    return 0;
  return (double) atomic_load_explicit (&self->done, memory_order_relaxed) / self->total;
}

void
_sockeye_hunt_stop (SockeyeHunt *self)
{
  atomic_store_explicit (&self->stopped, TRUE, memory_order_relaxed);
  self->func = NULL;
  sockeye_hunt_unref (self);
}
