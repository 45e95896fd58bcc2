/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of options: options by name alone. */

#pragma once

#include "option/sockeye-option.h"

G_BEGIN_DECLS

/* The first of this name. */
static inline const SockeyeOption *
option_find (const char *name)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    if (g_str_equal (options[i]->name, name))
      return options[i];
  g_error ("no option %s", name);
}

G_END_DECLS
