/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sockeye-cli explain: what the window tells of an error, for the asking. */

#include "config.h"

#include "sockeye-cli-explain.h"

#include "explain/sockeye-explain.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* A code is an errno, or an EAI_ error, which is negative. */
static const char *
sockeye_cli_code_to_name (int code)
{
  return code < 0 ? sockeye_eai_to_name (code) : sockeye_errno_to_name (code);
}

static const char *
sockeye_cli_code_to_meaning (int code)
{
  return code < 0 ? sockeye_eai_to_meaning (code) : sockeye_errno_to_meaning (code);
}

static const char *
sockeye_cli_code_to_cause (int         code,
                           SockeyeVerb verb)
{
  return code < 0 ? sockeye_explain_eai_cause (verb, code)
                  : sockeye_explain_errno_cause (verb, code);
}

static const char *
sockeye_cli_code_to_remedy (int         code,
                            SockeyeVerb verb)
{
  return code < 0 ? sockeye_explain_eai_remedy (verb, code)
                  : sockeye_explain_errno_remedy (verb, code);
}

/* 0 for a name or a number that is none. */
static int
sockeye_cli_code_from_name (const char *name)
{
  int code = sockeye_errno_from_name (name);
  gint64 number;

  if (code == 0)
    code = sockeye_eai_from_name (name);
  if (code != 0)
    return code;
  if (!g_ascii_string_to_signed (name, 10, G_MININT16, G_MAXINT16, &number, NULL) || number == 0)
    return 0;
  /* A number without a name is no error of this system. */
  name = sockeye_cli_code_to_name ((int) number);
  return number < 0 ? sockeye_eai_from_name (name) : sockeye_errno_from_name (name);
}

/* NONE for a name that is none. */
static SockeyeVerb
sockeye_cli_verb_from_name (const char *name)
{
  for (SockeyeVerb verb = SOCKEYE_VERB_NONE + 1; verb < SOCKEYE_N_VERBS; verb++)
    if (g_ascii_strcasecmp (name, sockeye_verb_to_string (verb)) == 0)
      return verb;
  return SOCKEYE_VERB_NONE;
}

static void
sockeye_cli_print_row (int code)
{
  printf ("%-15s %4d  %s\n", sockeye_cli_code_to_name (code), code,
          sockeye_cli_code_to_meaning (code));
}

static void
sockeye_cli_print_list (void)
{
  int code;

  for (guint i = 0; (code = sockeye_errno_get_nth (i)) != 0; i++)
    sockeye_cli_print_row (code);
  for (guint i = 0; (code = sockeye_eai_get_nth (i)) != 0; i++)
    sockeye_cli_print_row (code);
}

static void
sockeye_cli_print_label (const char *label,
                         const char *text)
{
  /* Translators: a label and its text, as in "Meaning: connection refused". */
  printf (_("%s: %s"), label, text);
  putchar ('\n');
}

static void
sockeye_cli_print_call (int         code,
                        SockeyeVerb verb)
{
  const char *cause = sockeye_cli_code_to_cause (code, verb);
  g_autofree char *number = g_strdup_printf ("%d", code);

  sockeye_cli_print_label (_("Name"), sockeye_cli_code_to_name (code));
  sockeye_cli_print_label (_("Number"), number);
  sockeye_cli_print_label (_("Meaning"), sockeye_cli_code_to_meaning (code));
  if (cause == NULL)
    {
      printf (_("Sockeye does not know why %s() would fail with it."),
              sockeye_verb_to_string (verb));
      putchar ('\n');
      return;
    }
  sockeye_cli_print_label (_("Likely cause"), cause);
  sockeye_cli_print_label (_("What to try"), sockeye_cli_code_to_remedy (code, verb));
}

static void
sockeye_cli_print_paragraph (int         code,
                             SockeyeVerb verb,
                             const char *label)
{
  printf ("\n%s: %s %s\n", label, sockeye_cli_code_to_cause (code, verb),
          sockeye_cli_code_to_remedy (code, verb));
}

static void
sockeye_cli_print_all_calls (int code)
{
  printf ("%s (%d): %s\n", sockeye_cli_code_to_name (code), code,
          sockeye_cli_code_to_meaning (code));
  for (SockeyeVerb verb = SOCKEYE_VERB_NONE + 1; verb < SOCKEYE_N_VERBS; verb++)
    if (sockeye_explain_is_own (verb, code))
      sockeye_cli_print_paragraph (code, verb, sockeye_verb_to_string (verb));
  if (sockeye_cli_code_to_cause (code, SOCKEYE_VERB_NONE) != NULL)
    sockeye_cli_print_paragraph (code, SOCKEYE_VERB_NONE, _("in whichever other call"));
}

/**
 * sockeye_cli_explain:
 * @name: (nullable): the name of an error or its number; NULL lists all
 * @call: (nullable): the name of a call; NULL tells of all
 *
 * Prints what is known of an error; that it is none, on standard error.
 *
 * Returns: whether there are such an error and such a call
 */
gboolean
sockeye_cli_explain (const char *name,
                     const char *call)
{
  SockeyeVerb verb = call != NULL ? sockeye_cli_verb_from_name (call) : SOCKEYE_VERB_NONE;
  int code = name != NULL ? sockeye_cli_code_from_name (name) : 0;

  if (name == NULL)
    {
      sockeye_cli_print_list ();
      return TRUE;
    }
  if (code == 0)
    {
      fprintf (stderr, _("“%s” is not an error: “sockeye-cli explain” lists them"), name);
      fputc ('\n', stderr);
      return FALSE;
    }
  if (call != NULL && verb == SOCKEYE_VERB_NONE)
    {
      fprintf (stderr, _("“%s” is not a call: type one such as connect"), call);
      fputc ('\n', stderr);
      return FALSE;
    }
  if (verb != SOCKEYE_VERB_NONE)
    sockeye_cli_print_call (code, verb);
  else
    sockeye_cli_print_all_calls (code);
  return TRUE;
}
