/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-settings.h"

/**
 * sockeye_settings_dup:
 *
 * g_settings_new() ends the program where the schema is not installed, as when
 * it is started from its build folder.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where there are
 *   none: nothing is remembered then
 */
GSettings *
sockeye_settings_dup (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SOCKEYE_APP_ID, TRUE);
  if (schema == NULL)
    {
      g_message ("The settings' schema is not installed: nothing will be remembered");
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}
