/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-passed-private.h"

static void
sockeye_passed_free (gpointer data)
{
  SockeyePassed *self = data;

  g_free (self->what);
  g_free (self);
}

GPtrArray *
_sockeye_passed_new_list (void)
{
  return g_ptr_array_new_with_free_func (sockeye_passed_free);
}

void
_sockeye_passed_add (GPtrArray       *list,
                     SockeyeSocketId  id,
                     char            *what)
{
  SockeyePassed *self = g_new0 (SockeyePassed, 1);

  self->id = id;
  self->what = what;
  g_ptr_array_add (list, self);
}
