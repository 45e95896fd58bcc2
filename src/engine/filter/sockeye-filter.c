/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-scan-private.h"
#include "sockeye-matcher-private.h"
#include "sockeye-pattern-private.h"

#include "event/sockeye-event-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (SockeyeFilter, sockeye_filter, sockeye_filter_ref, sockeye_filter_unref)

/* root: (transfer full) (nullable) */
static SockeyeFilter *
sockeye_filter_new (SockeyeFilterKind  kind,
                    const char        *text,
                    SockeyeNode       *root)
{
  SockeyeFilter *self = g_atomic_rc_box_new0 (SockeyeFilter);

  self->kind = kind;
  self->text = g_strdup (text);
  self->root = root;
  if (root != NULL)
    self->needs = _sockeye_node_settle (root);
  return self;
}

/* "text" in quotes from the beginning to the end, with escapes; NULL where it is
 * something else. */
static GByteArray *
sockeye_filter_parse_quoted (const char *text)
{
  SockeyeFilterScan scan = { .text = text, .p = text };
  g_autoptr (GByteArray) bytes = NULL;

  if (*text != '"')
    return NULL;
  bytes = _sockeye_filter_scan_string (&scan);
  g_free (scan.message);
  if (bytes == NULL || bytes->len == 0 || *scan.p != '\0')
    return NULL;
  return g_steal_pointer (&bytes);
}

static SockeyeFilter *
sockeye_filter_new_text (const char *text,
                         const char *stripped)
{
  g_autoptr (GByteArray) quoted = sockeye_filter_parse_quoted (stripped);
  SockeyeNode *root = _sockeye_node_new (SOCKEYE_NODE_ANYWHERE);
  SockeyeValue value = { 0 };

  if (quoted != NULL)
    value.pattern = _sockeye_pattern_new_bytes (quoted->data, quoted->len, FALSE);
  else
    value.pattern = _sockeye_pattern_new_bytes ((const guint8 *) stripped, strlen (stripped), TRUE);
  g_array_append_val (root->values, value);
  return sockeye_filter_new (SOCKEYE_FILTER_TEXT, text, root);
}

/**
 * sockeye_filter_parse:
 * @text: what was typed
 * @start: (out) (optional): where the mistake begins, in bytes of @text
 * @end: (out) (optional): where it ends; as @start where something is missing there
 * @error: (nullable): the mistake: translated, one sentence
 *
 * Makes a filter of a text.
 *
 * The text is an expression where, behind any "(", "!" and "not", it begins with
 * the name of a field, and then follows what a field is asked: an operator ("in"
 * with its parenthesis), or, of a field that can stand alone (the booleans, and
 * error), the end, ")" , "and" or "or". Only an expression can have mistakes.
 *
 * All else is plain text, which is looked for in calls (what they returned and
 * their address included) and whole payloads; A to Z are the same as a to z
 * there. A text in "quotes" is always plain text, has escapes, and is looked for
 * exactly as it is. So `error` are the rows that failed, `"error"` those with
 * this word, and `connection refused` is text. An empty text is every row.
 *
 * Names and words are small letters. What a row does not have (bytes of a
 * bind(), a peer of a timer) is no match for any comparison, != included.
 *
 *     socket == s1            socket in (s1, c2)     socket within s1
 *     direction == in         call == recvfrom       kind == event
 *     error                   error == ECONNREFUSED  peer == 127.0.0.1
 *     peer.port == 80         bytes > 4 KiB          asked result number position
 *     duration >= 10ms        time >= 1.5s           time < 10:41:07
 *     flags contains MSG_PEEK automatic truncated partial continuation
 *     cancelled refused       marked                 comment contains odd
 *     data contains "GET"i    data starts hex 16:03  data matches /^get/i
 *     data == "\r\n"          text contains accept
 *
 * Times count from the first row of the session, or are those of the local clock,
 * of whatever day. The peer is the address in the row or, where it has none, the
 * one that its socket was connected with last. "socket within s1" are the rows of
 * s1 and of all that it accepted. Behind the quotes, and the slashes, "i" makes A
 * to Z the same as a to z. Comparisons are joined by and (&&), or (||), not (!) and
 * parentheses; "and" binds more.
 *
 * Returns: (transfer full) (nullable): the filter; %NULL with the mistake, which
 *   only an expression can have
 */
SockeyeFilter *
sockeye_filter_parse (const char  *text,
                      gsize       *start,
                      gsize       *end,
                      GError     **error)
{
  g_autofree char *stripped = NULL;
  SockeyeNode *root;
  gsize from = 0, to = 0;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  if (*stripped == '\0')
    return sockeye_filter_new (SOCKEYE_FILTER_EVERYTHING, text, NULL);
  if (!_sockeye_filter_is_expression (text))
    return sockeye_filter_new_text (text, stripped);

  root = _sockeye_filter_parse_expression (text, &from, &to, error);
  if (root != NULL)
    return sockeye_filter_new (SOCKEYE_FILTER_EXPRESSION, text, root);
  if (start != NULL)
    *start = from;
  if (end != NULL)
    *end = to;
  return NULL;
}

/* As a whole that can be typed where all parts are expressions. */
static char *
sockeye_filter_join_texts (SockeyeFilter **filters,
                           guint           n_filters)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n_filters; i++)
    if (filters[i]->root != NULL)
      g_string_append_printf (string, "%s(%s)", string->len > 0 ? " and " : "", filters[i]->text);
  return g_string_free (string, FALSE);
}

/**
 * sockeye_filter_new_all_of:
 * @filters: (array length=n_filters): filters
 * @n_filters: how many; 0 is right
 *
 * Returns: (transfer full): a filter that lets through what all of them do.
 *   Those for every row do not count; where one is left, it is that one
 */
SockeyeFilter *
sockeye_filter_new_all_of (SockeyeFilter **filters,
                           guint           n_filters)
{
  g_autofree char *text = NULL;
  SockeyeFilter *only = NULL;
  SockeyeNode *root;
  guint n = 0;

  g_return_val_if_fail (filters != NULL || n_filters == 0, NULL);

  for (guint i = 0; i < n_filters; i++)
    if (filters[i]->root != NULL)
      {
        only = filters[i];
        n++;
      }
  if (n == 0)
    return sockeye_filter_new (SOCKEYE_FILTER_EVERYTHING, "", NULL);
  if (n == 1)
    return sockeye_filter_ref (only);

  root = _sockeye_node_new (SOCKEYE_NODE_AND);
  for (guint i = 0; i < n_filters; i++)
    if (filters[i]->root != NULL)
      _sockeye_node_add (root, _sockeye_node_copy (filters[i]->root));
  text = sockeye_filter_join_texts (filters, n_filters);
  return sockeye_filter_new (SOCKEYE_FILTER_EXPRESSION, text, root);
}

SockeyeFilter *
sockeye_filter_ref (SockeyeFilter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sockeye_filter_clear (gpointer data)
{
  SockeyeFilter *self = data;

  g_clear_pointer (&self->root, _sockeye_node_free);
  g_free (self->text);
}

void
sockeye_filter_unref (SockeyeFilter *self)
{
  g_atomic_rc_box_release_full (self, sockeye_filter_clear);
}

/**
 * sockeye_filter_get_kind:
 * @self: a filter
 *
 * Returns: what its text was taken for
 */
SockeyeFilterKind
sockeye_filter_get_kind (SockeyeFilter *self)
{
  g_return_val_if_fail (self != NULL, SOCKEYE_FILTER_EVERYTHING);

  return self->kind;
}

/**
 * sockeye_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none): the text it was made of
 */
const char *
sockeye_filter_get_text (SockeyeFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * sockeye_filter_matches:
 * @self: a filter
 * @event: a row
 *
 * Tries it on one row by itself. Such a row does not tell when the session began,
 * who accepted its socket and with whom that is connected, nor what was noted on
 * it: time counts from the start of the machine then, "within" knows the socket
 * alone, peer the row's own address alone, and no row is marked. #SockeyeRows
 * knows all that.
 *
 * Returns: whether the filter lets it through
 */
gboolean
sockeye_filter_matches (SockeyeFilter *self,
                        SockeyeEvent  *event)
{
  const SockeyeSurroundings nothing = { 0 };
  g_autoptr (GBytes) payload = NULL;
  SockeyeMatcher matcher;
  gboolean matches;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (SOCKEYE_IS_EVENT (event), FALSE);

  _sockeye_matcher_init (&matcher, self, &nothing, NULL);
  payload = sockeye_event_dup_payload (event);
  if (payload != NULL)
    matcher.payload = g_bytes_get_data (payload, &matcher.payload_size);
  matches = _sockeye_matcher_try (&matcher, sockeye_event_get_number (event),
                                  _sockeye_event_get_record (event),
                                  _sockeye_event_get_chunk (event));
  _sockeye_matcher_clear (&matcher);
  return matches;
}
