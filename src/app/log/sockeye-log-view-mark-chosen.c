/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Marking the chosen rows, a slice at a time where they are many: first their
 * numbers are noted, and whether all have a mark, then they are marked, or lose
 * their marks. */

#include "config.h"

#include "sockeye-log-view-private.h"

/* Rows in a slice: well under a frame. */
#define AT_ONCE 10000

struct _SockeyeLogMarking
{
  GtkBitset *left;    /* positions of rows to note the numbers of */
  GArray    *numbers; /* guint64, rising */
  guint      done;    /* so many of them are as they should be */
  gboolean   all;     /* all that were noted have a mark */
  gulong     follow_id;
  guint      source;
};

/* The rows to come to stay the same rows. */
static void
sockeye_log_view_follow_marking_cb (SockeyeLogView *self,
                                    guint           position,
                                    guint           removed,
                                    guint           added)
{
  gtk_bitset_splice (self->marking->left, position, removed, added);
}

void
_sockeye_log_view_cancel_marking (SockeyeLogView *self)
{
  SockeyeLogMarking *marking = g_steal_pointer (&self->marking);

  if (marking == NULL)
    return;
  g_clear_handle_id (&marking->source, g_source_remove);
  g_clear_signal_handler (&marking->follow_id, self->rows);
  gtk_bitset_unref (marking->left);
  g_array_unref (marking->numbers);
  g_free (marking);
}

static void
sockeye_log_view_note_slice (SockeyeLogView *self)
{
  SockeyeLogMarking *marking = self->marking;
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  GtkBitsetIter iter;
  guint position;
  guint last = 0;
  guint n = 0;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, marking->left, &position); more;
       more = ++n < AT_ONCE && gtk_bitset_iter_next (&iter, &position))
    {
      guint64 number = sockeye_rows_get_number (self->rows, position);

      last = position;
      /* Not those of a gap. */
      if (!sockeye_journal_find (journal, number, NULL))
        continue;
      g_array_append_val (marking->numbers, number);
      marking->all = marking->all && sockeye_marks_is_marked (self->marks, number);
    }
  gtk_bitset_remove_range_closed (marking->left, 0, last);
}

/* What was trimmed meanwhile gets no mark. */
static void
sockeye_log_view_mark_slice (SockeyeLogView *self)
{
  SockeyeLogMarking *marking = self->marking;
  SockeyeJournal *journal = sockeye_session_get_journal (self->session);
  guint64 *numbers = (guint64 *) marking->numbers->data + marking->done;
  guint n = MIN (marking->numbers->len - marking->done, AT_ONCE);
  guint kept = 0;

  marking->done += n;
  for (guint i = 0; i < n; i++)
    if (sockeye_journal_find (journal, numbers[i], NULL))
      numbers[kept++] = numbers[i];
  sockeye_marks_set_marked (self->marks, numbers, kept, !marking->all);
}

static gboolean
sockeye_log_view_mark_on (gpointer data)
{
  SockeyeLogView *self = data;
  SockeyeLogMarking *marking = self->marking;

  if (!gtk_bitset_is_empty (marking->left))
    sockeye_log_view_note_slice (self);
  else
    sockeye_log_view_mark_slice (self);
  if (!gtk_bitset_is_empty (marking->left) || marking->done < marking->numbers->len)
    return G_SOURCE_CONTINUE;
  marking->source = 0;
  _sockeye_log_view_cancel_marking (self);
  return G_SOURCE_REMOVE;
}

/**
 * _sockeye_log_view_mark_chosen:
 *
 * Marks the chosen rows, or takes their marks where all of them have one. Few
 * are done on return.
 */
void
_sockeye_log_view_mark_chosen (SockeyeLogView *self)
{
  g_autoptr (GtkBitset) set = NULL;

  if (self->marking != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  _sockeye_log_view_release (self);
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_is_empty (set))
    return;
  self->marking = g_new0 (SockeyeLogMarking, 1);
  self->marking->left = gtk_bitset_copy (set);
  self->marking->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->marking->all = TRUE;
  self->marking->follow_id =
      g_signal_connect_swapped (self->rows, "items-changed",
                                G_CALLBACK (sockeye_log_view_follow_marking_cb), self);
  if (gtk_bitset_get_size (set) > AT_ONCE)
    self->marking->source = g_idle_add (sockeye_log_view_mark_on, self);
  else
    while (sockeye_log_view_mark_on (self) == G_SOURCE_CONTINUE)
      ;
}
