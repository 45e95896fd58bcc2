/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-scan-private.h"

/* So often what was found is handed over, us. */
#define INTERVAL 4000

/* So many scans at once; a further one waits. */
#define MAX_THREADS 4

struct _SockeyeScan
{
  atomic_int          ref_count;
  atomic_bool         stopped;

  /* The worker's own. */
  SockeyeFilter      *filter;
  SockeyeSurroundings surroundings;
  SockeyeStore       *store;
  GPtrArray          *segments; /* that the store no longer has */
  GArray             *spans;
  guint64             last;
  GArray             *found;    /* guint64: not handed over yet */
  gint64              posted;   /* when it was last, us */

  /* Between both. A pthread mutex, since TSan knows it. */
  pthread_mutex_t     lock;
  GArray             *results;  /* guint64 */
  guint64             tried;
  gboolean            done;
  gboolean            pending;  /* a source will take them */

  /* The starter's own. */
  GMainContext       *context;
  SockeyeScanFunc     func;     /* NULL: stopped */
  gpointer            user_data;
};

static void
sockeye_scan_unref (SockeyeScan *self)
{
  if (atomic_fetch_sub_explicit (&self->ref_count, 1, memory_order_acq_rel) > 1)
    return;

  sockeye_filter_unref (self->filter);
  _sockeye_wall_clock_free (self->surroundings.clock);
  g_object_unref (self->surroundings.marks);
  g_bytes_unref (self->surroundings.kin);
  g_bytes_unref (self->surroundings.addresses);
  _sockeye_store_unref (self->store);
  g_ptr_array_unref (self->segments);
  g_array_unref (self->spans);
  g_array_unref (self->found);
  g_array_unref (self->results);
  pthread_mutex_destroy (&self->lock);
  g_main_context_unref (self->context);
  g_free (self);
}

static SockeyeScan *
sockeye_scan_ref (SockeyeScan *self)
{
  atomic_fetch_add_explicit (&self->ref_count, 1, memory_order_relaxed);
  return self;
}

static gboolean
sockeye_scan_deliver_cb (gpointer user_data)
{
  SockeyeScan *self = user_data;
  g_autoptr (GArray) results = NULL;
  guint64 tried;
  gboolean done;

  pthread_mutex_lock (&self->lock);
  results = g_steal_pointer (&self->results);
  self->results = g_array_new (FALSE, FALSE, sizeof (guint64));
  tried = self->tried;
  done = self->done;
  self->pending = FALSE;
  pthread_mutex_unlock (&self->lock);

  if (self->func != NULL)
    self->func ((const guint64 *) results->data, results->len, tried, done, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
sockeye_scan_post (SockeyeScan *self,
                   guint64      tried,
                   gboolean     done)
{
  GSource *source = NULL;

  pthread_mutex_lock (&self->lock);
  if (self->found->len > 0)
    g_array_append_vals (self->results, self->found->data, self->found->len);
  self->tried = tried;
  self->done = done;
  if (!self->pending)
    {
      self->pending = TRUE;
      source = g_idle_source_new ();
    }
  pthread_mutex_unlock (&self->lock);
  g_array_set_size (self->found, 0);
  self->posted = g_get_monotonic_time ();
  if (source == NULL)
    return;

  /* Behind a frame that is due, but before all that can wait. */
  g_source_set_priority (source, G_PRIORITY_HIGH_IDLE + 30);
  g_source_set_static_name (source, "[sockeye] filter");
  g_source_set_callback (source, sockeye_scan_deliver_cb, sockeye_scan_ref (self),
                         (GDestroyNotify) sockeye_scan_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

/* FALSE: stopped. */
static gboolean
sockeye_scan_try_span (SockeyeScan       *self,
                       SockeyeMatcher    *matcher,
                       const SockeyeSpan *span)
{
  for (guint i = 0; i < span->n; i++)
    {
      const SockeyeRecord *record = _sockeye_span_get_record (span, i);
      guint64 number = span->first + i;

      if (atomic_load_explicit (&self->stopped, memory_order_relaxed))
        return FALSE;
      if (_sockeye_matcher_try (matcher, number, record, span->chunk))
        g_array_append_val (self->found, number);
      /* The time is asked for now and then only: that costs more than a row. */
      if ((i % 64 == 63 || record->kept > 65536)
          && g_get_monotonic_time () - self->posted > INTERVAL)
        sockeye_scan_post (self, number, FALSE);
    }
  return TRUE;
}

static void
sockeye_scan_run (gpointer data,
                  gpointer user_data)
{
  SockeyeScan *self = data;
  SockeyeMatcher *matcher = g_new (SockeyeMatcher, 1);
  /* What the starter has written is seen with it. */
  gboolean going = !atomic_load_explicit (&self->stopped, memory_order_acquire);

  self->posted = g_get_monotonic_time ();
  _sockeye_matcher_init (matcher, self->filter, &self->surroundings, self->store);
  matcher->segments = self->segments;
  for (guint i = 0; going && i < self->spans->len; i++)
    {
      SockeyeSpan *span = &g_array_index (self->spans, SockeyeSpan, i);

      going = sockeye_scan_try_span (self, matcher, span);
      /* What was trimmed meanwhile is held no longer than it must be. */
      _sockeye_span_clear (span);
    }
  _sockeye_matcher_clear (matcher);
  g_free (matcher);
  if (going)
    sockeye_scan_post (self, self->last, TRUE);
  sockeye_scan_unref (self);
}

static GThreadPool *
sockeye_scan_get_pool (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GThreadPool *pool = g_thread_pool_new (sockeye_scan_run, NULL, MAX_THREADS, FALSE, NULL);

      g_once_init_leave (&once, (gsize) pool);
    }
  return (GThreadPool *) once;
}

SockeyeScan *
_sockeye_scan_start (SockeyeJournal  *journal,
                     guint64          from,
                     guint64          last,
                     SockeyeFilter   *filter,
                     SockeyeKin      *kin,
                     SockeyeScanFunc  func,
                     gpointer         user_data)
{
  SockeyeScan *self = g_new0 (SockeyeScan, 1);
  SockeyeSpan span;

  atomic_init (&self->ref_count, 2);
  pthread_mutex_init (&self->lock, NULL);
  self->filter = sockeye_filter_ref (filter);
  self->surroundings.start = journal->start;
  self->surroundings.clock = _sockeye_wall_clock_copy (journal->clock);
  self->surroundings.marks = g_object_ref (sockeye_journal_get_marks (journal));
  _sockeye_kin_get_bytes (kin, &self->surroundings.kin, &self->surroundings.addresses);
  g_bytes_ref (self->surroundings.kin);
  g_bytes_ref (self->surroundings.addresses);
  self->store = _sockeye_store_ref (journal->store);
  self->segments = _sockeye_journal_dup_pinned_segments (journal);
  self->spans = g_array_new (FALSE, FALSE, sizeof (SockeyeSpan));
  g_array_set_clear_func (self->spans, (GDestroyNotify) _sockeye_span_clear);
  for (; _sockeye_journal_get_span (journal, from, last, &span); from = span.first + span.n)
    g_array_append_val (self->spans, span);
  self->last = last;
  self->found = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->results = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->user_data = user_data;
  atomic_store_explicit (&self->stopped, FALSE, memory_order_release);
  g_thread_pool_push (sockeye_scan_get_pool (), self, NULL);
  return self;
}

void
_sockeye_scan_stop (SockeyeScan *self)
{
  atomic_store_explicit (&self->stopped, TRUE, memory_order_relaxed);
  self->func = NULL;
  sockeye_scan_unref (self);
}
