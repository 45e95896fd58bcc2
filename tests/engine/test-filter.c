/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "filter/sockeye-filter.h"
#include "filter-util.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>

/* What a text is taken for. */
static void
test_kind (void)
{
  static const struct
  {
    const char        *text;
    SockeyeFilterKind  kind;
  } rows[] = {
    { "", SOCKEYE_FILTER_EVERYTHING },
    { "  \t ", SOCKEYE_FILTER_EVERYTHING },
    { "socket == s1", SOCKEYE_FILTER_EXPRESSION },
    { "socket==s1", SOCKEYE_FILTER_EXPRESSION },
    { " bytes>100 ", SOCKEYE_FILTER_EXPRESSION },
    { "error", SOCKEYE_FILTER_EXPRESSION },
    { "not error", SOCKEYE_FILTER_EXPRESSION },
    { "!error", SOCKEYE_FILTER_EXPRESSION },
    { "!(error)", SOCKEYE_FILTER_EXPRESSION },
    { "((automatic))", SOCKEYE_FILTER_EXPRESSION },
    { "error and bytes > 1", SOCKEYE_FILTER_EXPRESSION },
    { "error&&cancelled", SOCKEYE_FILTER_EXPRESSION },
    { "call in (recv, send)", SOCKEYE_FILTER_EXPRESSION },
    { "verb == recv", SOCKEYE_FILTER_EXPRESSION },
    { "data ~ /x/", SOCKEYE_FILTER_EXPRESSION },
    /* A field without what it is asked is a word. */
    { "socket", SOCKEYE_FILTER_TEXT },
    { "data", SOCKEYE_FILTER_TEXT },
    { "bytes are many", SOCKEYE_FILTER_TEXT },
    { "call in five", SOCKEYE_FILTER_TEXT },
    { "error in file", SOCKEYE_FILTER_TEXT },
    { "errors", SOCKEYE_FILTER_TEXT },
    { "Error", SOCKEYE_FILTER_TEXT },
    { "error: no such file", SOCKEYE_FILTER_TEXT },
    { "error)", SOCKEYE_FILTER_TEXT },
    { "not found", SOCKEYE_FILTER_TEXT },
    { "(nothing)", SOCKEYE_FILTER_TEXT },
    { "!", SOCKEYE_FILTER_TEXT },
    { "GET / HTTP/1.1", SOCKEYE_FILTER_TEXT },
    { "a == b", SOCKEYE_FILTER_TEXT },
    { "\"error\"", SOCKEYE_FILTER_TEXT },
    { "\"error\" == ECONNREFUSED", SOCKEYE_FILTER_TEXT },
    { "\"", SOCKEYE_FILTER_TEXT },
    { "\xff\xfe", SOCKEYE_FILTER_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (rows[i].text, NULL, NULL, &error);
      g_autofree char *printable = g_strescape (rows[i].text, NULL);

      g_test_message ("%s", printable);
      g_assert_no_error (error);
      g_assert_nonnull (filter);
      g_assert_cmpint (sockeye_filter_get_kind (filter), ==, rows[i].kind);
      g_assert_cmpstr (sockeye_filter_get_text (filter), ==, rows[i].text);
    }
}

/* What was meant for an expression, with a slip at its beginning: a word of what is
 * said, or NULL for nothing. */
static void
test_doubt (void)
{
  static const struct
  {
    const char *text;
    const char *word;
  } rows[] = {
    { "soket == s1", "“soket” (“socket”?)" },
    { "Socket == s1", "“socket”?" },
    { "not (byets>100)", "“bytes”?" },
    { "port == 80", "“peer.port”?" },
    { "dta contains GET", "“data”?" },
    { "colour == red", "“colour”: looked for as text" },
    { "a == b", "“a”: looked" },
    { "socket == s1", NULL },
    { "socket", NULL },
    { "bytes are many", NULL },
    { "hello in there", NULL },
    { "it contains GET", NULL },
    { "error: no such file", NULL },
    { "\"soket == s1\"", NULL },
    { "== s1", NULL },
    { "<html>", NULL },
    { "a_word_that_is_longer_than_any_field == 1", "“a_word_that_is_longer_than_any_field”:" },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (rows[i].text, NULL, NULL, NULL);
      g_autofree char *doubt = sockeye_filter_dup_doubt (filter);

      g_test_message ("%s: %s", rows[i].text, doubt);
      if (rows[i].word == NULL)
        g_assert_null (doubt);
      else
        g_assert_nonnull (strstr (doubt, rows[i].word));
    }
}

/* Where the mistake is: what it covers of the text, and a word of the message. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *text;
    gsize       start, end;
    const char *word;
  } rows[] = {
    { "bytes >", 7, 7, "value is missing" },
    { "bytes > many", 8, 12, "no number" },
    { "bytes > 4 bags", 10, 14, "and" },
    { "bytes contains 7", 6, 14, "number" },
    { "bytes = 7", 0, 0, NULL },
    { "socket == x1", 10, 12, "s1" },
    { "socket == s0", 10, 12, "s1" },
    { "socket > s1", 7, 8, "socket" },
    { "socket == s1 and", 16, 16, "missing" },
    { "socket == s1 and bytes", 17, 22, "bytes > 100" },
    { "socket == s1 and nothing == 1", 17, 24, "nothing" },
    { "socket == s1 or bytes = 5", 22, 23, "==" },
    { "socket == s1 bytes > 1", 13, 18, "and" },
    { "(error", 0, 1, "closed" },
    { "error and (bytes > 1", 10, 11, "closed" },
    { "error and bytes > 1)", 19, 20, "closes nothing" },
    { "call in (recv send)", 8, 14, "comma" },
    { "call in (recv, )", 15, 16, "value is missing" },
    { "call == receive", 8, 15, "receive" },
    { "kind == x", 8, 9, "kind" },
    { "direction == up", 13, 15, "in or out" },
    { "error == EWHAT", 9, 14, "EWHAT" },
    { "automatic == 1", 10, 12, "alone" },
    { "data > 5", 5, 6, "bytes" },
    { "data contains \"abc", 14, 18, "not closed" },
    { "data contains \"a\\qb\"", 16, 18, "escape" },
    { "data contains \"\"", 14, 16, "no text" },
    { "data contains hex 4", 18, 19, "hex" },
    { "data matches /a(/", 13, 17, "regular expression" },
    { "data matches \"\"", 13, 15, "No text" },
    { "data matches //", 13, 15, "No text" },
    { "peer contains \"\"", 14, 16, "no text" },
    { "bytes > \"\"", 8, 10, "no number" },
    { "socket == \"\"", 10, 12, "s1" },
    { "data matches /a", 13, 15, "missing" },
    { "data matches /a/q", 16, 17, "i (case" },
    { "duration > 5 parsecs", 13, 20, "and" },
    { "duration > 5parsecs", 11, 19, "unit" },
    { "time > 25:00", 7, 12, "time of day" },
    { "time > 10:4a", 7, 12, "time of day" },
    { "flags contains MSG_NOTHING", 15, 26, "MSG_NOTHING" },
    { "bytes > 99999999999999999999", 8, 28, "number" },
    { "bytes > 9999999999999 GiB", 8, 25, "large" },
    { "peer.port contains 8", 10, 18, "number" },
    { "error and !", 11, 11, "missing" },
    { "error and \xc3\xa4", 10, 12, "field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize start = 99, end = 99;
      g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (rows[i].text, &start, &end, &error);

      g_test_message ("%s: %s", rows[i].text, error != NULL ? error->message : "right");
      if (rows[i].word == NULL)
        {
          /* No operator of the language behind it: text. */
          g_assert_no_error (error);
          g_assert_cmpint (sockeye_filter_get_kind (filter), ==, SOCKEYE_FILTER_TEXT);
          continue;
        }
      g_assert_null (filter);
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, rows[i].word));
      g_assert_cmpuint (start, ==, rows[i].start);
      g_assert_cmpuint (end, ==, rows[i].end);
    }
}

/* The filter's answer for one row of a journal. */
static gboolean
matches (SockeyeEvent *event,
         const char   *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeFilter) filter = sockeye_filter_parse (text, NULL, NULL, &error);

  g_assert_no_error (error);
  return sockeye_filter_matches (filter, event);
}

static void
check (SockeyeEvent      *event,
       gboolean           expected,
       const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (matches (event, texts[i]) != expected)
      g_error ("row %" G_GUINT64_FORMAT ": %s", sockeye_event_get_number (event), texts[i]);
}

static void
test_receive (void)
{
  static const char *const right[] = {
    "socket == c2", "socket != s1", "socket in (s1, c2)", "socket within c2", "direction == in",
    "call == recvfrom", "verb == recvfrom", "call in (recv, recvfrom)", "kind == recv",
    "not error", "peer == 127.0.0.1", "peer == 127.0.0.1:5000", "peer == \"127.0.0.1\"",
    "peer != 127.0.0.2", "peer != \"\"", "data != \"\"", "text != ''",
    "peer contains 0.0", "peer matches /:5.*0$/", "peer starts 127.",
    "peer in (10.0.0.1, 127.0.0.1)", "peer.port == 5000", "peer.port in (1, 5000)",
    "peer.port > 4999", "peer.host == 127.0.0.1", "bytes == 18", "bytes == 0x12", "bytes >= 18",
    "bytes <= 18 B", "bytes < 4 KiB", "bytes != 17", "asked == 64 KiB", "asked == 64KiB",
    "result == 18", "duration == 1500", "duration == 1.5ms", "duration >= 1 ms",
    "duration < 1s", "number == 1", "position == 7", "flags contains MSG_PEEK",
    "flags == MSG_PEEK|MSG_DONTWAIT", "flags contains 0x2", "automatic", "!cancelled",
    "data contains \"GET\"", "data contains GET", "data contains \"get\"i",
    "data contains hex 47:45:54", "data contains hex 474554", "data contains hex 47 45 54",
    "data contains hex 47 ?? 54", "data starts \"GET /\"", "data matches /^get/i",
    "data matches \"^GET\"", "data ~ /\\x00/", "data contains \"\\x00\\xff\"",
    "data == \"GET / HTTP\\r\\n\\x00\\xff end\"", "data != \"GET\"", "text contains recvfrom",
    "text contains \"127.0.0.1:5000\"", "text contains MSG_PEEK", "text matches /^c2[.]recvfrom/",
    "get /", "RECVFROM(65536", "127.0.0.1", "\"GET /\"", "\"\\x00\"", "HTTP", "5000",
    "socket == c2 and bytes > 10 and data contains \"GET\"",
    "socket == s1 or bytes > 10", "error or cancelled or bytes == 18",
    "not (error or bytes == 17)", "not not automatic", "(automatic)",
    "error and cancelled or automatic", "automatic or error and cancelled", "bytes > -1",
    "result > 0 && !error",
  };
  static const char *const wrong[] = {
    "socket == s2", "socket == c3", "socket within s1", "direction == out", "call == recv",
    "kind == send", "error", "error == EAGAIN", "error != EAGAIN", "peer == 127.0.0.2",
    "peer == 127.0.0.1:50", "peer.port == 50", "bytes == 17", "bytes > 18", "bytes < 18",
    "number != 1", "truncated", "partial", "continuation", "refused", "flags == MSG_PEEK",
    "flags contains MSG_OOB", "data contains \"get\"", "data starts TTP", "data == \"GET\"",
    "data matches /^HTTP/", "data contains hex 47 46", "text contains HTTP", "\"get\"",
    "nothing of the kind", "error and automatic", "automatic and error", "not automatic",
    "automatic and (error or cancelled)", "(error or automatic) and cancelled",
    "data contains 'GET\\n'",
  };
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeRecord record = {
    .verb = SOCKEYE_VERB_RECVFROM,
    .kind = SOCKEYE_KIND_RECV,
    .socket = SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_ACCEPTED),
    .result = 18,
    .asked = 65536,
    .duration = 1500,
    .position = 7,
    .flags = MSG_PEEK | MSG_DONTWAIT,
    .bits = SOCKEYE_BIT_AUTOMATIC,
  };

  append_row (journal, &record, "GET / HTTP\r\n\0\xff end", 18, "127.0.0.1", 5000, 0);
  _sockeye_journal_publish (journal);
  event = sockeye_journal_dup_event (journal, 1);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    check (event, TRUE, (const char *[]) { right[i], NULL });
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    check (event, FALSE, (const char *[]) { wrong[i], NULL });
}

static void
test_failure (void)
{
  static const char *const right[] = {
    "error", "error == ECONNREFUSED", "error in (EAGAIN, econnrefused)", "error != EAGAIN",
    "result == -111", "result < 0", "kind == error", "kind == error and error",
    "direction == out", "peer.port == 80", "not bytes >= 0", "connection refused",
    "text contains \"ECONNREFUSED\"", "ECONNREFUSED", "connect(",
    NULL,
  };
  static const char *const wrong[] = {
    "bytes == 0", "bytes != 0", "asked == 0", "error == EAI_NONAME", "\"error\"", "data == \"\"",
    "data != \"x\"", "flags == 0", "position == 0", NULL,
  };
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) refused = NULL;
  g_autoptr (SockeyeEvent) unknown = NULL;
  g_autoptr (SockeyeEvent) cancelled = NULL;
  SockeyeRecord record = {
    .verb = SOCKEYE_VERB_CONNECT,
    .kind = SOCKEYE_KIND_ERROR,
    .socket = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED),
    .result = -ECONNREFUSED,
  };

  append_row (journal, &record, NULL, 0, "127.0.0.1", 80, 0);
  record.result = EAI_NONAME;
  record.bits = SOCKEYE_BIT_EAI;
  append_row (journal, &record, NULL, 0, "127.0.0.1", 80, 0);
  record.kind = SOCKEYE_KIND_CALL;
  record.result = -1;
  record.bits = SOCKEYE_BIT_CANCELLED;
  append_row (journal, &record, NULL, 0, "127.0.0.1", 80, 0);
  _sockeye_journal_publish (journal);
  refused = sockeye_journal_dup_event (journal, 1);
  unknown = sockeye_journal_dup_event (journal, 2);
  cancelled = sockeye_journal_dup_event (journal, 3);

  check (refused, TRUE, right);
  check (refused, FALSE, wrong);
  check (unknown, TRUE, (const char *[]) { "error", "error == EAI_NONAME",
                                           "error != EAI_AGAIN", NULL });
  check (unknown, FALSE, (const char *[]) { "error == ECONNREFUSED", "error == EPERM", NULL });
  check (cancelled, TRUE, (const char *[]) { "cancelled", "not error", "duration == 0", NULL });
  check (cancelled, FALSE, (const char *[]) { "error", "result == -1", "error == EPERM", NULL });
}

/* Payload that was sent is looked for in its bytes, not as Python prints it. */
static void
test_send (void)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeRecord record = {
    .verb = SOCKEYE_VERB_SEND,
    .kind = SOCKEYE_KIND_SEND,
    .socket = SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED),
    .result = 2,
    .asked = 4,
    .bits = SOCKEYE_BIT_CONTINUATION,
  };

  append_row (journal, &record, "a\nb\n", 4, NULL, 0, 0);
  _sockeye_journal_publish (journal);
  event = sockeye_journal_dup_event (journal, 1);
  check (event, TRUE, (const char *[]) { "direction == out", "bytes == 2", "asked == 4",
                                         "continuation", "data == \"a\\nb\\n\"", "\"a\\nb\"",
                                         "s1.send(", NULL });
  check (event, FALSE, (const char *[]) { "a\\nb", "text contains a\\nb", "kept", "peer == x",
                                          "peer != x", "peer.port != 1", NULL });
}

static void
test_all_of (void)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeFilter) every = sockeye_filter_parse ("", NULL, NULL, NULL);
  g_autoptr (SockeyeFilter) text = sockeye_filter_parse ("hello", NULL, NULL, NULL);
  g_autoptr (SockeyeFilter) right = sockeye_filter_parse ("bytes == 5 or error", NULL, NULL, NULL);
  g_autoptr (SockeyeFilter) wrong = sockeye_filter_parse ("error", NULL, NULL, NULL);
  g_autoptr (SockeyeFilter) none = sockeye_filter_new_all_of (NULL, 0);
  g_autoptr (SockeyeFilter) one =
    sockeye_filter_new_all_of ((SockeyeFilter *[]) { every, text }, 2);
  g_autoptr (SockeyeFilter) two =
    sockeye_filter_new_all_of ((SockeyeFilter *[]) { text, right }, 2);
  g_autoptr (SockeyeFilter) three =
    sockeye_filter_new_all_of ((SockeyeFilter *[]) { two, every, wrong }, 3);
  SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .kind = SOCKEYE_KIND_RECV, .result = 5,
                           .asked = 5 };

  append_row (journal, &record, "HELLO", 5, NULL, 0, 0);
  _sockeye_journal_publish (journal);
  event = sockeye_journal_dup_event (journal, 1);
  g_assert_cmpint (sockeye_filter_get_kind (none), ==, SOCKEYE_FILTER_EVERYTHING);
  g_assert_true (one == text);
  g_assert_cmpint (sockeye_filter_get_kind (two), ==, SOCKEYE_FILTER_EXPRESSION);
  g_assert_cmpstr (sockeye_filter_get_text (two), ==, "(hello) and (bytes == 5 or error)");
  g_assert_true (sockeye_filter_matches (none, event));
  g_assert_true (sockeye_filter_matches (one, event));
  g_assert_true (sockeye_filter_matches (two, event));
  g_assert_false (sockeye_filter_matches (three, event));
}

static void
test_depth (void)
{
  static const char *const openings[] = { "(", "!", "not ", "!(" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    for (guint n = 1; n < 5000; n = n * 3 / 2 + 1)
      {
        GString *string = g_string_new (NULL);
        g_autoptr (SockeyeFilter) filter = NULL;
        g_autoptr (GError) error = NULL;
        gsize start = 0, end = 0;

        for (guint j = 0; j < n; j++)
          g_string_append (string, openings[i]);
        g_string_append (string, "error");
        for (guint j = 0; j < n && strchr (openings[i], '(') != NULL; j++)
          g_string_append_c (string, ')');
        filter = sockeye_filter_parse (string->str, &start, &end, &error);
        if (n <= 30)
          g_assert_no_error (error);
        else if (n > 64)
          g_assert_nonnull (error);
        g_assert_true (error == NULL || (start <= end && end <= string->len));
        g_string_free (string, TRUE);
      }
}

/* Whatever is typed is a filter or a mistake within the text. */
static void
test_random (void)
{
  static const char *const words[] = {
    "socket", "==", "s1", "and", "or", "not", "(", ")", "bytes", ">", "100", "KiB", "data",
    "contains", "\"", "/", "'", "hex", "47:45", "in", ",", "error", "!", "&&", "||", "matches",
    "\\x", "~", "time", "10:41", "peer", ".port", "flags", "MSG_PEEK", "|", "text", "i", "\xc3",
    "starts", "within", "<=", "=", "-", "0x", "1e9", ".",
  };
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeRecord record = { .verb = SOCKEYE_VERB_RECV, .kind = SOCKEYE_KIND_RECV, .result = 5 };
  guint expressions = 0;

  append_row (journal, &record, "hello", 5, NULL, 0, 0);
  _sockeye_journal_publish (journal);
  event = sockeye_journal_dup_event (journal, 1);
  for (guint i = 0; i < 20000; i++)
    {
      GString *string = g_string_new (NULL);
      g_autoptr (SockeyeFilter) filter = NULL;
      g_autoptr (GError) error = NULL;
      gsize start = 0, end = 0;

      for (int j = g_test_rand_int_range (0, 16); j > 0; j--)
        if (i % 4 == 0)
          g_string_append_c (string, (char) g_test_rand_int_range (1, 256));
        else
          g_string_append_printf (string, "%s%s",
                                  words[g_test_rand_int_range (0, G_N_ELEMENTS (words))],
                                  g_test_rand_bit () ? " " : "");
      filter = sockeye_filter_parse (string->str, &start, &end, &error);
      if (filter == NULL)
        {
          g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_cmpuint (start, <=, end);
          g_assert_cmpuint (end, <=, string->len);
        }
      else
        {
          g_autofree char *doubt = sockeye_filter_dup_doubt (filter);

          expressions += sockeye_filter_get_kind (filter) == SOCKEYE_FILTER_EXPRESSION;
          g_assert_true (doubt == NULL
                         || sockeye_filter_get_kind (filter) == SOCKEYE_FILTER_TEXT);
          sockeye_filter_matches (filter, event);
        }
      g_string_free (string, TRUE);
    }
  g_assert_cmpuint (expressions, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/filter/kind", test_kind);
  g_test_add_func ("/sockeye/filter/doubt", test_doubt);
  g_test_add_func ("/sockeye/filter/mistakes", test_mistakes);
  g_test_add_func ("/sockeye/filter/receive", test_receive);
  g_test_add_func ("/sockeye/filter/failure", test_failure);
  g_test_add_func ("/sockeye/filter/send", test_send);
  g_test_add_func ("/sockeye/filter/all-of", test_all_of);
  g_test_add_func ("/sockeye/filter/depth", test_depth);
  g_test_add_func ("/sockeye/filter/random", test_random);

  return g_test_run ();
}
