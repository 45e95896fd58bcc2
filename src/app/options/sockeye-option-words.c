/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-option-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "explain/sockeye-explain.h"

/* A structure is named where there is no room for its bytes. */
#define SOCKEYE_OPTION_WORDS_BYTES 8

static gboolean
sockeye_option_words_is_long (const SockeyeOption *option,
                              GBytes              *bytes)
{
  return option->shape == SOCKEYE_SHAPE_BYTES
         && g_bytes_get_size (bytes) > SOCKEYE_OPTION_WORDS_BYTES;
}

static gboolean
sockeye_option_words_has_names (const SockeyeOption *option)
{
  return option->shape == SOCKEYE_SHAPE_CHOICE || option->shape == SOCKEYE_SHAPE_FLAGS;
}

char *
sockeye_option_words_dup_value (const SockeyeOptionReading *reading)
{
  if (reading->error != 0)
    return g_strdup (sockeye_errno_to_name (reading->error));
  if (reading->bytes == NULL)
    return g_strdup ("");
  if (sockeye_option_words_is_long (reading->option, reading->bytes))
    {
      gulong n = g_bytes_get_size (reading->bytes);

      return g_strdup_printf (ngettext ("%lu byte", "%lu bytes", n), n);
    }
  /* What the name means has room below. */
  if (sockeye_option_words_has_names (reading->option))
    return sockeye_option_to_text (reading->option, reading->bytes);
  return sockeye_option_format (reading->option, reading->bytes);
}

const char *
sockeye_option_words_get_mark (const SockeyeOptionReading *reading)
{
  SockeyeOptionAccess access = reading->option->access;

  if (reading->changed)
    return _("changed");
  if (!(access & (SOCKEYE_OPTION_WRITABLE | SOCKEYE_OPTION_POINTER)))
    return _("read-only");
  if (!(access & SOCKEYE_OPTION_WRITABLE))
    /* Translators: an option that takes a pointer or a descriptor */
    return _("not from here");
  if (reading->bytes != NULL && reading->fresh != NULL)
    return _("default");
  if (!(access & SOCKEYE_OPTION_READABLE))
    /* Translators: an option that can be set, and not be read */
    return _("set only");
  return "";
}

char *
sockeye_option_words_dup_line (const SockeyeOption *option)
{
  /* The dot does not begin a line. */
  return g_strdup_printf ("%s\302\240· %s", option->words != NULL ? _(option->words) : "",
                          option->page);
}

static void
sockeye_option_words_add (GString    *facts,
                          const char *line)
{
  g_string_append_printf (facts, "%s%s", facts->len > 0 ? "\n" : "", line);
}

static void
sockeye_option_words_add_values (GString                    *facts,
                                 const SockeyeOptionReading *reading)
{
  g_autofree char *value = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *line = NULL;

  /* What cannot be seen above: all the bytes, or the meaning of a name. */
  if (reading->bytes != NULL
      && (!(reading->option->access & SOCKEYE_OPTION_WRITABLE)
          || reading->option->shape == SOCKEYE_SHAPE_CHOICE))
    {
      value = sockeye_option_format (reading->option, reading->bytes);
      sockeye_option_words_add (facts, value);
    }
  if (reading->fresh == NULL || !(reading->option->access & SOCKEYE_OPTION_WRITABLE))
    return;
  fresh = sockeye_option_format (reading->option, reading->fresh);
  line = g_strdup_printf (_("Default of the kernel: %s"), fresh);
  sockeye_option_words_add (facts, line);
}

static void
sockeye_option_words_add_needs (GString             *facts,
                                const SockeyeOption *option)
{
  g_autofree char *line = NULL;

  if (option->capability != NULL && option->capability_when != NULL)
    /* Translators: "Setting it needs CAP_NET_ADMIN above 6" */
    line = g_strdup_printf (_("Setting it needs %s %s"), option->capability,
                            _(option->capability_when));
  else if (option->capability != NULL)
    line = g_strdup_printf (_("Setting it needs %s"), option->capability);
  if (line != NULL)
    sockeye_option_words_add (facts, line);
  if (option->access & SOCKEYE_OPTION_CONSUMES)
    sockeye_option_words_add (facts, _("Reading it changes something, so it is only read when you "
                                       "press Read."));
  if (option->access & SOCKEYE_OPTION_POINTER)
    sockeye_option_words_add (facts, _("Setting it takes a pointer or a descriptor of a program, "
                                       "which cannot be given here."));
}

char *
sockeye_option_words_dup_facts (const SockeyeOptionReading *reading)
{
  const SockeyeOption *option = reading->option;
  g_autofree char *shape = sockeye_option_describe (option);
  g_autoptr (GString) facts = g_string_new (NULL);

  sockeye_option_words_add_values (facts, reading);
  if (facts->len > 0)
    g_string_append_c (facts, '\n');
  /* Translators: "Option 8 of level 1: int" */
  g_string_append_printf (facts, _("Option %d of level %d: %s"), option->number, option->level,
                          shape);
  sockeye_option_words_add_needs (facts, option);
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

char *
sockeye_option_words_dup_search (const SockeyeOption *option)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s %s", option->name, option->level_name,
                          option->words != NULL ? _(option->words) : "", option->page);
  for (const SockeyeOptionChoice *choice = option->choices;
       choice != NULL && choice->name != NULL; choice++)
    g_string_append_printf (text, " %s", choice->name);
  return g_utf8_casefold (text->str, -1);
}

/* A number is that of the option or of its level: digits stand in too many
 * words, as in "socket(7)". In a name they count, as in IPV6_PKTINFO. */
gboolean
sockeye_option_words_matches (const SockeyeOption *option,
                              const char          *search,
                              const char          *word)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (word, 10, 0, G_MAXINT, &number, NULL))
    return strstr (search, word) != NULL;
  return number == (guint64) option->number || number == (guint64) option->level
         || strstr (option->name, word) != NULL;
}
