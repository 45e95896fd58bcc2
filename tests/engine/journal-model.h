/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The plainest account of a journal: the state of each row that there ever was. */

#pragma once

#include "config.h"

#include <glib.h>

typedef enum
{
  UNSEEN,
  SHOWN,
  APART,     /* shown, kept where the rows behind it were trimmed */
  CLEARED,
  CLEARED_APART,
  TRIMMED,
  FORGOTTEN, /* cleared, and no longer to be had */
} State;

typedef struct
{
  GArray  *states; /* State, by number - 1 */
  GArray  *chunks; /* guint64: number of the first row of each */
  guint    room;   /* rows that the newest chunk still takes */
  guint    max_rows;
  guint64  pin_first;
  guint64  pin_last;
} Model;

static inline State *
model_at (Model   *model,
          guint64  number)
{
  return &g_array_index (model->states, State, number - 1);
}

static inline guint
model_count (Model *model,
             State  state)
{
  guint n = 0;

  for (guint64 i = 1; i <= model->states->len; i++)
    n += *model_at (model, i) == state;
  return n;
}

static inline void
model_change (Model *model,
              State  from,
              State  to)
{
  for (guint64 i = 1; i <= model->states->len; i++)
    if (*model_at (model, i) == from)
      *model_at (model, i) = to;
}

static inline void
model_append (Model *model)
{
  State state = UNSEEN;
  guint64 number = model->states->len + 1;

  g_array_append_val (model->states, state);
  if (model->room == 0)
    {
      model->room = CLAMP (model->max_rows / 10, 64, 4096);
      g_array_append_val (model->chunks, number);
    }
  model->room--;
}

/* The number after the last row of the chunk that has this one. */
static inline guint64
model_chunk_end (Model   *model,
                 guint64  number,
                 guint64 *first)
{
  for (guint i = model->chunks->len; i-- > 0;)
    {
      *first = g_array_index (model->chunks, guint64, i);
      if (*first <= number)
        return i + 1 < model->chunks->len ? g_array_index (model->chunks, guint64, i + 1)
                                          : G_MAXUINT64;
    }
  g_assert_not_reached ();
}

/* The oldest row that is neither gone nor kept apart. */
static inline guint64
model_first (Model *model)
{
  guint64 number = model->states->len + 1;

  while (number > 1
         && (*model_at (model, number - 1) == UNSEEN || *model_at (model, number - 1) == SHOWN
             || *model_at (model, number - 1) == CLEARED))
    number--;
  return number;
}

/* Where the rows must begin to keep to the bound. */
static inline guint64
model_find_trim (Model *model)
{
  guint64 first = model_first (model);
  guint64 last = model->states->len;
  guint apart = model_count (model, APART) + model_count (model, CLEARED_APART);
  guint max = model->max_rows - MIN (apart, model->max_rows / 2);
  guint keep = max - max / 10;

  if (last + 1 - first <= max)
    return first;
  while (last + 1 - first > keep)
    {
      guint64 chunk_first;
      guint64 end = model_chunk_end (model, first, &chunk_first);

      if (end > last)
        break;
      first = end;
    }
  return last + 1 - first > max ? last + 1 - keep : first;
}

static inline gboolean
model_is_wanted (Model   *model,
                 guint64  number)
{
  return model->pin_first != 0 && number >= model->pin_first && number <= model->pin_last;
}

/* Two chunks at most stay, from the first row on that is looked at. Only shown
 * rows, and only such as have no gap before them, are kept. */
static inline void
model_keep_apart (Model   *model,
                  guint64  before)
{
  guint64 first = 0, end = 0, chunk_first = 0;

  for (guint64 i = 1; i < before; i++)
    if ((*model_at (model, i) == SHOWN || *model_at (model, i) == APART)
        && model_is_wanted (model, i))
      {
        first = first == 0 ? i : first;
        if (end == 0)
          end = model_chunk_end (model, i, &chunk_first);
        else if (i == end)
          {
            guint64 second;

            end = model_chunk_end (model, i, &second);
            break;
          }
      }
  for (guint64 i = 1; i < before; i++)
    if (*model_at (model, i) == SHOWN || *model_at (model, i) == APART)
      *model_at (model, i) = first != 0 && i >= chunk_first && i < end ? APART : TRIMMED;
}

static inline void
model_trim (Model   *model,
            guint64  before)
{
  gboolean gap = FALSE;
  guint64 apart = 0;

  for (guint64 i = 1; i < before; i++)
    if (*model_at (model, i) == UNSEEN)
      *model_at (model, i) = TRIMMED;
    else if (*model_at (model, i) == CLEARED)
      *model_at (model, i) = FORGOTTEN;
  model_change (model, CLEARED_APART, FORGOTTEN);

  for (guint64 i = 1; i < before; i++)
    if (*model_at (model, i) == APART)
      apart = i;
  gap = apart != 0 && *model_at (model, apart + 1) != SHOWN;
  if (!gap)
    {
      model_keep_apart (model, before);
      return;
    }
  for (guint64 i = 1; i < before; i++)
    if (*model_at (model, i) == SHOWN)
      *model_at (model, i) = TRIMMED;
}

static inline void
model_publish (Model *model)
{
  gboolean wanted = FALSE;
  guint64 before;

  for (guint64 i = 1; i <= model->states->len; i++)
    wanted = wanted || (*model_at (model, i) == APART && model_is_wanted (model, i));
  if (!wanted)
    model_change (model, APART, TRIMMED);
  before = model_find_trim (model);
  if (before > model_first (model))
    model_trim (model, before);
  model_change (model, UNSEEN, SHOWN);
}

static inline void
model_clear (Model *model)
{
  if (model_count (model, SHOWN) + model_count (model, APART) == 0)
    return;
  model_change (model, CLEARED, FORGOTTEN);
  model_change (model, CLEARED_APART, FORGOTTEN);
  model_change (model, SHOWN, CLEARED);
  model_change (model, APART, CLEARED_APART);
}

static inline void
model_undo (Model *model)
{
  model_change (model, CLEARED, SHOWN);
  model_change (model, CLEARED_APART, APART);
}

/* What the list must be: numbers, that of the gap being its first row's. */
static inline GArray *
model_list (Model   *model,
            guint64 *gap_first,
            guint64 *gap_last)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 apart = 0;

  *gap_first = *gap_last = 0;
  for (guint64 i = 1; i <= model->states->len; i++)
    {
      State state = *model_at (model, i);

      if (apart != 0 && *gap_first == 0 && i == apart + 1 && state != APART && state != SHOWN)
        {
          *gap_first = i;
          g_array_append_val (numbers, i);
        }
      if (*gap_first != 0 && state == TRIMMED)
        *gap_last = i;
      if (state == APART)
        apart = i;
      if (state == APART || state == SHOWN)
        g_array_append_val (numbers, i);
    }
  return numbers;
}
