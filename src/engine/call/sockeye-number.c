/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-number.h"

#include <glib/gi18n-lib.h>

char *
sockeye_number_to_string (guint64 number)
{
  char digits[24];
  int length = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
  GString *string = g_string_sized_new (32);

  for (int i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (string, ',');
      g_string_append_c (string, digits[i]);
    }
  return g_string_free (string, FALSE);
}

char *
sockeye_size_to_string (guint64 size)
{
  static const char *const units[] = { "GiB", "MiB", "KiB" };
  g_autofree char *number = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      guint shift = 30 - 10 * i;

      if (size == 0 || size % ((guint64) 1 << shift) != 0)
        continue;
      number = sockeye_number_to_string (size >> shift);
      return g_strdup_printf ("%s %s", number, units[i]);
    }
  number = sockeye_number_to_string (size);
  return g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) size), number);
}
