/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-marks.h"

#include <pthread.h>

/* What is noted on one row. */
typedef struct
{
  guint64  number;
  char    *comment; /* one line, or NULL */
  gboolean marked;
} SockeyeMark;

struct _SockeyeMarks
{
  GObject         parent_instance;

  /* Guards the list against readers on other threads; the session's thread
   * alone changes it. A pthread mutex, since TSan knows it. */
  pthread_mutex_t lock;
  GArray         *marks; /* of SockeyeMark, by number */
};

G_DEFINE_FINAL_TYPE (SockeyeMarks, sockeye_marks, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sockeye_mark_clear (gpointer data)
{
  SockeyeMark *mark = data;

  g_clear_pointer (&mark->comment, g_free);
}

/* Where the row is in the list, or would be. */
static guint
sockeye_marks_find (SockeyeMarks *self,
                    guint64       number)
{
  guint low = 0;
  guint high = self->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, SockeyeMark, middle).number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Borrowed: what is noted on the row, or NULL. Locked. */
static SockeyeMark *
sockeye_marks_lookup (SockeyeMarks *self,
                      guint64       number)
{
  guint index = sockeye_marks_find (self, number);
  SockeyeMark *mark;

  if (index == self->marks->len)
    return NULL;
  mark = &g_array_index (self->marks, SockeyeMark, index);
  return mark->number == number ? mark : NULL;
}

static void
sockeye_marks_finalize (GObject *object)
{
  SockeyeMarks *self = SOCKEYE_MARKS (object);

  g_clear_pointer (&self->marks, g_array_unref);
  pthread_mutex_destroy (&self->lock);

  G_OBJECT_CLASS (sockeye_marks_parent_class)->finalize (object);
}

static void
sockeye_marks_class_init (SockeyeMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_marks_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
sockeye_marks_init (SockeyeMarks *self)
{
  pthread_mutex_init (&self->lock, NULL);
  self->marks = g_array_new (FALSE, FALSE, sizeof (SockeyeMark));
  g_array_set_clear_func (self->marks, sockeye_mark_clear);
}

/**
 * sockeye_marks_new:
 *
 * Returns: (transfer full): nothing noted on any row
 */
SockeyeMarks *
sockeye_marks_new (void)
{
  return g_object_new (SOCKEYE_TYPE_MARKS, NULL);
}

/**
 * sockeye_marks_is_empty:
 * @self: marks
 *
 * Returns: whether there is no mark and no comment on any row
 */
gboolean
sockeye_marks_is_empty (SockeyeMarks *self)
{
  gboolean empty;

  g_return_val_if_fail (SOCKEYE_IS_MARKS (self), TRUE);

  pthread_mutex_lock (&self->lock);
  empty = self->marks->len == 0;
  pthread_mutex_unlock (&self->lock);
  return empty;
}

/**
 * sockeye_marks_is_marked:
 * @self: marks
 * @number: a row's number
 *
 * Can be called on any thread.
 *
 * Returns: whether the row is marked
 */
gboolean
sockeye_marks_is_marked (SockeyeMarks *self,
                         guint64       number)
{
  SockeyeMark *mark;
  gboolean marked;

  g_return_val_if_fail (SOCKEYE_IS_MARKS (self), FALSE);

  pthread_mutex_lock (&self->lock);
  mark = sockeye_marks_lookup (self, number);
  marked = mark != NULL && mark->marked;
  pthread_mutex_unlock (&self->lock);
  return marked;
}

/**
 * sockeye_marks_dup_comment:
 * @self: marks
 * @number: a row's number
 *
 * Can be called on any thread.
 *
 * Returns: (transfer full) (nullable): the row's comment, one line of UTF-8
 */
char *
sockeye_marks_dup_comment (SockeyeMarks *self,
                           guint64       number)
{
  SockeyeMark *mark;
  char *comment;

  g_return_val_if_fail (SOCKEYE_IS_MARKS (self), NULL);

  pthread_mutex_lock (&self->lock);
  mark = sockeye_marks_lookup (self, number);
  comment = mark != NULL ? g_strdup (mark->comment) : NULL;
  pthread_mutex_unlock (&self->lock);
  return comment;
}

/* What is noted on a row that has nothing noted yet goes in at index. Locked. */
static SockeyeMark *
sockeye_marks_ensure (SockeyeMarks *self,
                      guint64       number)
{
  guint index = sockeye_marks_find (self, number);
  SockeyeMark mark = { number, NULL, FALSE };

  if (index == self->marks->len
      || g_array_index (self->marks, SockeyeMark, index).number != number)
    g_array_insert_val (self->marks, index, mark);
  return &g_array_index (self->marks, SockeyeMark, index);
}

/* Takes what is empty between two places off the list, in one go. Locked. */
static void
sockeye_marks_compact (SockeyeMarks *self,
                       guint         from,
                       guint         to)
{
  SockeyeMark *marks = (SockeyeMark *) self->marks->data;
  guint kept = from;

  for (guint i = from; i < to; i++)
    if (marks[i].marked || marks[i].comment != NULL)
      {
        SockeyeMark mark = marks[i];

        marks[i] = marks[kept];
        marks[kept++] = mark;
      }
  if (kept < to)
    g_array_remove_range (self->marks, kept, to - kept);
}

/* Merges numbers, which rise, into the list: their marks are in one block of
 * it that is moved once, however many they are. Locked. */
static void
sockeye_marks_merge (SockeyeMarks  *self,
                     const guint64 *numbers,
                     guint          n_numbers)
{
  guint from = sockeye_marks_find (self, numbers[0]);
  guint to = sockeye_marks_find (self, numbers[n_numbers - 1] + 1);
  g_autoptr (GArray) block =
      g_array_sized_new (FALSE, FALSE, sizeof (SockeyeMark), n_numbers + (to - from));
  guint next = 0;

  for (guint i = from; i < to; i++)
    {
      SockeyeMark old = g_array_index (self->marks, SockeyeMark, i);

      for (; next < n_numbers && numbers[next] < old.number; next++)
        {
          SockeyeMark mark = { numbers[next], NULL, TRUE };
          g_array_append_val (block, mark);
        }
      if (next < n_numbers && numbers[next] == old.number)
        {
          old.marked = TRUE;
          next++;
        }
      g_array_append_val (block, old);
      g_array_index (self->marks, SockeyeMark, i).comment = NULL;
    }
  for (; next < n_numbers; next++)
    {
      SockeyeMark mark = { numbers[next], NULL, TRUE };
      g_array_append_val (block, mark);
    }
  if (to > from)
    g_array_remove_range (self->marks, from, to - from);
  g_array_insert_vals (self->marks, from, block->data, block->len);
}

/**
 * sockeye_marks_set_marked:
 * @self: marks
 * @numbers: (array length=n_numbers): of rows, rising
 * @n_numbers: how many
 * @marked: whether they are to be marked
 *
 * A row that loses its mark keeps its comment.
 */
void
sockeye_marks_set_marked (SockeyeMarks  *self,
                          const guint64 *numbers,
                          guint          n_numbers,
                          gboolean       marked)
{
  g_return_if_fail (SOCKEYE_IS_MARKS (self));
  g_return_if_fail (numbers != NULL || n_numbers == 0);

  if (n_numbers == 0)
    return;

  pthread_mutex_lock (&self->lock);
  if (marked)
    sockeye_marks_merge (self, numbers, n_numbers);
  else
    {
      for (guint i = 0; i < n_numbers; i++)
        {
          SockeyeMark *mark = sockeye_marks_lookup (self, numbers[i]);

          if (mark != NULL)
            mark->marked = FALSE;
        }
      sockeye_marks_compact (self, sockeye_marks_find (self, numbers[0]),
                             sockeye_marks_find (self, numbers[n_numbers - 1] + 1));
    }
  pthread_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[CHANGED], 0, numbers[0], numbers[n_numbers - 1]);
}

/* What turns the direction of all that follows. The marks, which only stand for a
 * letter, may stay. */
static gboolean
sockeye_marks_is_bidi_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* One line of valid UTF-8, without what would end a line of code or turn the
 * rest of a row round; NULL where nothing is left. */
static char *
sockeye_marks_clean_comment (const char *comment)
{
  g_autofree char *valid = g_utf8_make_valid (comment != NULL ? comment : "", -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  glong n = 0;

  for (const char *p = valid; *p != '\0' && n < SOCKEYE_MARKS_COMMENT_MAX;
       p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);
      gboolean plain = type != G_UNICODE_CONTROL && type != G_UNICODE_LINE_SEPARATOR
                       && type != G_UNICODE_PARAGRAPH_SEPARATOR;

      if (!sockeye_marks_is_bidi_control (c))
        g_string_append_unichar (clean, plain ? c : ' ');
    }
  g_strstrip (clean->str);
  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}

/**
 * sockeye_marks_set_comment:
 * @self: marks
 * @number: a row's number
 * @comment: (nullable): what is noted on it; %NULL or blank for nothing
 *
 * Sets the row's comment, which is kept as one line of at most
 * %SOCKEYE_MARKS_COMMENT_MAX characters. A row that is commented is also
 * marked, so that it is found again; it stays so when the comment goes.
 */
void
sockeye_marks_set_comment (SockeyeMarks *self,
                           guint64       number,
                           const char   *comment)
{
  g_autofree char *clean = NULL;
  g_autofree char *old = NULL;
  SockeyeMark *mark;

  g_return_if_fail (SOCKEYE_IS_MARKS (self));
  g_return_if_fail (number != 0);

  clean = sockeye_marks_clean_comment (comment);
  old = sockeye_marks_dup_comment (self, number);
  if (g_strcmp0 (clean, old) == 0)
    return;

  pthread_mutex_lock (&self->lock);
  mark = sockeye_marks_ensure (self, number);
  g_free (mark->comment);
  mark->comment = g_steal_pointer (&clean);
  if (mark->comment != NULL)
    mark->marked = TRUE;
  sockeye_marks_compact (self, sockeye_marks_find (self, number),
                         sockeye_marks_find (self, number + 1));
  pthread_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[CHANGED], 0, number, number);
}

/**
 * sockeye_marks_find_next:
 * @self: marks
 * @number: a row's number, or 0 for the first of all
 *
 * Returns: the number of the first marked row after it, or 0
 */
guint64
sockeye_marks_find_next (SockeyeMarks *self,
                         guint64       number)
{
  guint64 found = 0;

  g_return_val_if_fail (SOCKEYE_IS_MARKS (self), 0);

  pthread_mutex_lock (&self->lock);
  for (guint i = sockeye_marks_find (self, number + 1); found == 0 && i < self->marks->len; i++)
    if (g_array_index (self->marks, SockeyeMark, i).marked)
      found = g_array_index (self->marks, SockeyeMark, i).number;
  pthread_mutex_unlock (&self->lock);
  return found;
}

/**
 * sockeye_marks_find_previous:
 * @self: marks
 * @number: a row's number, or %G_MAXUINT64 for the last of all
 *
 * Returns: the number of the last marked row before it, or 0
 */
guint64
sockeye_marks_find_previous (SockeyeMarks *self,
                             guint64       number)
{
  guint64 found = 0;

  g_return_val_if_fail (SOCKEYE_IS_MARKS (self), 0);

  pthread_mutex_lock (&self->lock);
  for (guint i = sockeye_marks_find (self, number); found == 0 && i > 0; i--)
    if (g_array_index (self->marks, SockeyeMark, i - 1).marked)
      found = g_array_index (self->marks, SockeyeMark, i - 1).number;
  pthread_mutex_unlock (&self->lock);
  return found;
}

/**
 * sockeye_marks_forget:
 * @self: marks
 * @first: number of the first row that has gone
 * @last: and of the last
 *
 * Drops what is noted on rows that will not be seen again.
 */
void
sockeye_marks_forget (SockeyeMarks *self,
                      guint64       first,
                      guint64       last)
{
  guint from;
  guint to;

  g_return_if_fail (SOCKEYE_IS_MARKS (self));

  if (first > last)
    return;

  pthread_mutex_lock (&self->lock);
  from = sockeye_marks_find (self, first);
  to = sockeye_marks_find (self, last + 1);
  if (to > from)
    g_array_remove_range (self->marks, from, to - from);
  pthread_mutex_unlock (&self->lock);
  if (to > from)
    g_signal_emit (self, signals[CHANGED], 0, first, last);
}
