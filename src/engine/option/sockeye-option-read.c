/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* getsockopt(2) for any option, with the few whose answers are not plain bytes. */

#include "config.h"

#include "sockeye-option-private.h"

#include <unistd.h>

/* The most that Python's getsockopt() takes, and what an unknown option gets. */
#define SOCKEYE_MAX_ROOM 1024

/* Of the classic filter, lengths are counted in instructions (net/core/sock.c). */
static gboolean
sockeye_option_counts_instructions (int level,
                                    int number)
{
  return level == SOL_SOCKET && number == SO_ATTACH_FILTER;
}

gsize
_sockeye_option_get_room (int level,
                          int number)
{
  const SockeyeOption *option = sockeye_option_find (level, number);

  return option != NULL ? MIN (option->size, SOCKEYE_MAX_ROOM) : SOCKEYE_MAX_ROOM;
}

GBytes *
_sockeye_option_take (int             fd,
                      int             level,
                      int             number,
                      gsize           room,
                      SockeyeOutcome *outcome)
{
  gsize unit = sockeye_option_counts_instructions (level, number) ? 8 : 1;
  g_autofree guint8 *data = g_malloc0 (MAX (room, sizeof (int)));
  socklen_t length = (socklen_t) (room / unit);

  *outcome = _sockeye_syscall_getsockopt (fd, level, number, data, &length);
  if (outcome->error != 0)
    return NULL;
  /* SO_PEERPIDFD: the descriptor is for looking at its number only. */
  if (level == SOL_SOCKET && number == SOCKEYE_SO_PEERPIDFD && length == sizeof (int))
    close (*(int *) (gpointer) data);
  /* Some options tell how long the answer would be. */
  return g_bytes_new (data, MIN ((gsize) length * unit, room));
}

GBytes *
_sockeye_option_read (int                  fd,
                      const SockeyeOption *option,
                      int                 *error)
{
  SockeyeOutcome outcome;
  GBytes *bytes = _sockeye_option_take (fd, option->level, option->number, option->size, &outcome);

  *error = outcome.error;
  return bytes;
}
