/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli families: what the drop-downs of the window offer, and what this
 * kernel says of it. */

#include "config.h"

#include "sockeye-cli-families.h"

#include "sockeye-cli-json.h"
#include "explain/sockeye-explain.h"
#include "catalog/sockeye-probe.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define MAX_LINE 100

/* Names after one another, broken where the line gets too long. */
static void
sockeye_cli_print_names (const char *title,
                         GPtrArray  *names)
{
  int column = printf ("      %s:", title);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (column + g_utf8_strlen (name, -1) + 2 > MAX_LINE)
        column = printf ("\n       ") - 1;
      column += printf (" %s%s", name, i + 1 < names->len ? "," : "");
    }
  putchar ('\n');
}

/* The protocols of one type by what is said of them, in the order in which the
 * verdicts first come. */
static void
sockeye_cli_print_type (SockeyeProbe          *probe,
                        int                    family,
                        const SockeyeConstant *type)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint n;
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n);

  for (guint i = 0; i < n; i++)
    {
      char *words = sockeye_probe_dup_words (probe, family, type->number, protocols[i].number);
      GPtrArray *names = g_hash_table_lookup (groups, words);

      if (names == NULL)
        {
          names = g_ptr_array_new ();
          g_ptr_array_add (order, words);
          g_hash_table_insert (groups, words, names);
        }
      else
        {
          g_free (words);
        }
      g_ptr_array_add (names, (gpointer) protocols[i].name);
    }
  printf ("    %-15s %2d  %s", type->name, type->number, _(type->word));
  /* What is the same for all need not be said of each. */
  if (order->len == 1 && n > 1)
    {
      printf (": %s\n", (const char *) g_ptr_array_index (order, 0));
      return;
    }
  putchar ('\n');
  for (guint i = 0; i < order->len; i++)
    {
      const char *words = g_ptr_array_index (order, i);

      sockeye_cli_print_names (words, g_hash_table_lookup (groups, words));
    }
}

static void
sockeye_cli_print_families (SockeyeProbe *probe)
{
  guint n, n_types;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n);
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);

  for (guint i = 0; i < n; i++)
    {
      const SockeyeConstant *family = &families[i].constant;
      g_autofree char *words = sockeye_probe_dup_words (probe, family->number, SOCKEYE_PROBE_ANY,
                                                        SOCKEYE_PROBE_ANY);

      printf ("%-14s %2d  %s: %s\n", family->name, family->number, _(family->word), words);
      if (sockeye_probe_get_verdict (probe, family->number, SOCKEYE_PROBE_ANY, SOCKEYE_PROBE_ANY)
          == SOCKEYE_VERDICT_LACKING)
        continue;
      for (guint j = 0; j < n_types; j++)
        sockeye_cli_print_type (probe, family->number, &types[j]);
    }
}

/* --- as JSON ---------------------------------------------------------------------- */

/* One constant, and what is said of it together with those around it. */
static void
sockeye_cli_add_choice (SockeyeCliJson        *json,
                        SockeyeProbe          *probe,
                        const SockeyeConstant *constant,
                        int                    family,
                        int                    type,
                        int                    protocol)
{
  SockeyeVerdict verdict = sockeye_probe_get_verdict (probe, family, type, protocol);
  int error = sockeye_probe_get_errno (probe, family, type, protocol);

  sockeye_cli_json_add_string (json, "name", constant->name);
  sockeye_cli_json_add_number (json, "number", constant->number);
  sockeye_cli_json_add_string (json, "word", _(constant->word));
  sockeye_cli_json_add_string (json, "verdict", sockeye_verdict_to_nick (verdict));
  if (verdict == SOCKEYE_VERDICT_PRIVILEGE)
    sockeye_cli_json_add_string (json, "privilege", sockeye_probe_get_privilege (family, error));
  if (error > 0)
    sockeye_cli_json_add_string (json, "errno", sockeye_errno_to_name (error));
}

static void
sockeye_cli_add_type (SockeyeCliJson        *json,
                      SockeyeProbe          *probe,
                      int                    family,
                      const SockeyeConstant *type)
{
  guint n;
  const SockeyeConstant *protocols = sockeye_catalog_list_protocols (family, &n);

  sockeye_cli_json_begin_object (json, NULL);
  sockeye_cli_add_choice (json, probe, type, family, type->number, SOCKEYE_PROBE_ANY);
  sockeye_cli_json_begin_array (json, "protocols");
  for (guint i = 0; i < n; i++)
    {
      sockeye_cli_json_begin_object (json, NULL);
      sockeye_cli_add_choice (json, probe, &protocols[i], family, type->number,
                              protocols[i].number);
      sockeye_cli_json_end (json);
    }
  sockeye_cli_json_end (json);
  sockeye_cli_json_end (json);
}

static void
sockeye_cli_print_families_json (SockeyeProbe *probe)
{
  SockeyeCliJson *json = sockeye_cli_json_new ();
  g_autofree char *text = NULL;
  guint n, n_types;
  const SockeyeFamily *families = sockeye_catalog_list_families (&n);
  const SockeyeConstant *types = sockeye_catalog_list_types (&n_types);

  sockeye_cli_json_begin_array (json, NULL);
  for (guint i = 0; i < n; i++)
    {
      sockeye_cli_json_begin_object (json, NULL);
      sockeye_cli_add_choice (json, probe, &families[i].constant, families[i].constant.number,
                              SOCKEYE_PROBE_ANY, SOCKEYE_PROBE_ANY);
      sockeye_cli_json_add_string (json, "alias", families[i].alias);
      sockeye_cli_json_begin_array (json, "types");
      for (guint j = 0; j < n_types; j++)
        sockeye_cli_add_type (json, probe, families[i].constant.number, &types[j]);
      sockeye_cli_json_end (json);
      sockeye_cli_json_end (json);
    }
  sockeye_cli_json_end (json);
  text = sockeye_cli_json_free (json);
  fputs (text, stdout);
}

/**
 * sockeye_cli_families:
 * @arguments: those behind "families": none, or "--format=json"
 *
 * Prints the families, types and protocols of the catalog, each with what
 * socket(2) answered here just now.
 *
 * Returns: %FALSE where the arguments are not right
 */
gboolean
sockeye_cli_families (int    n_arguments,
                      char **arguments)
{
  gboolean json = n_arguments == 1 && g_str_equal (arguments[0], "--format=json");
  g_autoptr (SockeyeProbe) probe = NULL;

  if (n_arguments > 0 && !json)
    return FALSE;
  probe = sockeye_probe_new ();
  sockeye_probe_start (probe);
  while (!sockeye_probe_is_done (probe))
    g_main_context_iteration (NULL, TRUE);
  if (json)
    sockeye_cli_print_families_json (probe);
  else
    sockeye_cli_print_families (probe);
  return TRUE;
}
