/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-filter.h"

#include <string.h>

/* The words at "|", joined; and what they would replace, in brackets. */
static char *
complete (const char *text)
{
  const char *mark = strchr (text, '^');
  gsize cursor = (gsize) (mark - text);
  g_autofree char *plain = g_strdup_printf ("%.*s%s", (int) cursor, text, mark + 1);
  gsize start = 99, end = 99;
  g_autoptr (GPtrArray) words = sockeye_filter_complete (plain, cursor, &start, &end);
  GString *string = g_string_new (NULL);

  g_assert_cmpuint (start, <=, cursor);
  g_assert_cmpuint (end, >=, cursor);
  g_assert_cmpuint (end, <=, strlen (plain));
  g_string_append_printf (string, "[%.*s]", (int) (end - start), plain + start);
  for (guint i = 0; i < words->len; i++)
    {
      SockeyeFilterWord *word = g_ptr_array_index (words, i);

      g_assert_nonnull (word->description);
      g_string_append_printf (string, " %s", word->word);
    }
  return g_string_free (string, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text; /* ^: the cursor */
    const char *words;
  } rows[] = {
    { "^", "[] socket direction call kind error peer peer.host peer.port bytes asked result "
           "duration time number position flags automatic truncated partial continuation cancelled "
           "refused marked comment data text not" },
    { "so^", "[so] socket" },
    { "so^me", "[some] socket" },
    { "SO^", "[SO] socket" },
    { "peer^", "[peer] peer peer.host peer.port" },
    { "peer.p^", "[peer.p] peer.port" },
    { "hello^", "[hello]" },
    { "hello w^", "[w]" },
    { "bytes ^", "[] == != < <= > >= in" },
    { "bytes >^", "[>] > >=" },
    { "bytes >^5", "[>] > >=" },
    { "bytes > ^", "[]" },
    { "bytes > 5 ^", "[] and or" },
    { "bytes > 5 a^", "[a] and" },
    { "socket ^", "[] == != in within" },
    { "socket == ^", "[]" },
    { "socket w^ s1", "[w] within" },
    { "error ^", "[] == != in and or" },
    { "error == ECONN^", "[ECONN] ECONNABORTED ECONNREFUSED ECONNRESET" },
    { "error == eai_n^", "[eai_n] EAI_NODATA EAI_NONAME" },
    { "automatic ^", "[] and or" },
    { "direction == ^", "[] in out" },
    { "direction in (^", "[] in out" },
    { "direction in (in^", "[in] in" },
    { "direction in (in ^", "[]" },
    { "direction in (in, o^", "[o] out" },
    { "direction in (in, out) ^", "[] and or" },
    { "call == re^", "[re] recv recvfrom" },
    { "kind == e^", "[e] event error" },
    { "flags contains MSG_D^", "[MSG_D] MSG_DONTWAIT" },
    { "flags contains ^", "[] MSG_PEEK MSG_WAITALL MSG_DONTWAIT MSG_TRUNC MSG_OOB MSG_ERRQUEUE "
                          "MSG_MORE MSG_EOR" },
    { "data ^", "[] == != contains starts matches in" },
    { "data contains ^", "[] hex" },
    { "data contains \"so^\"", "[so]" },
    { "data contains 'GET' a^", "[a] and" },
    { "data matches /so^", "[/so]" },
    { "error and so^", "[so] socket" },
    { "error && so^", "[so] socket" },
    { "error or (not so^)", "[so] socket" },
    { "!so^", "[so] socket" },
    { "(error) ^", "[] and or" },
    { "nothing == 1 and so^", "[so]" },
    { "bytes contains 5 a^", "[a] and" },
    { "text ^", "[] == != contains starts matches in" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = complete (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Each word that is offered behind a right beginning leads on: with it in its
 * place, something else or the end is expected, and never a mistake at it. */
static void
test_leads_on (void)
{
  static const char *const beginnings[] = {
    "", "not ", "(", "error and ", "error ", "socket ", "data ", "flags ", "call == ", "kind == ",
    "error == ", "direction == ", "flags contains ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      gsize cursor = strlen (beginnings[i]), start, end;
      g_autoptr (GPtrArray) words = sockeye_filter_complete (beginnings[i], cursor, &start, &end);

      g_assert_cmpuint (words->len, >, 0);
      for (guint j = 0; j < words->len; j++)
        {
          SockeyeFilterWord *word = g_ptr_array_index (words, j);
          g_autofree char *text = g_strconcat (beginnings[i], word->word, NULL);
          g_autoptr (GError) error = NULL;
          gsize from = 0, to = 0;
          g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (text, &from, &to, &error);

          g_test_message ("%s: %s", text, error != NULL ? error->message : "");
          g_assert_true (filter != NULL || from >= strlen (text) || *beginnings[i] == '('
                         || to == strlen (text));
        }
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      char text[24];
      gsize size = (gsize) g_test_rand_int_range (0, sizeof text), start, end;
      g_autoptr (GPtrArray) words = NULL;

      for (gsize j = 0; j < size; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      text[MIN (size, sizeof text - 1)] = '\0';
      words = sockeye_filter_complete (text, (gsize) g_test_rand_int_range (0, 30), &start, &end);
      g_assert_cmpuint (start, <=, end);
      g_assert_cmpuint (end, <=, strlen (text));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/filter-complete/words", test_words);
  g_test_add_func ("/sockeye/filter-complete/leads-on", test_leads_on);
  g_test_add_func ("/sockeye/filter-complete/random", test_random);

  return g_test_run ();
}
