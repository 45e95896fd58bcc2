/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The grammar of the filter language, from the top down:
 *
 *   any   = all { ("or" | "||") all }
 *   all   = one { ("and" | "&&") one }
 *   one   = ("not" | "!") one | "(" any ")" | test
 *   test  = field [ operator value | "in" "(" value { "," value } ")" ]
 *
 * What a value may look like depends on the field and the operator (a "/" begins
 * a regular expression or a path), so that there are no tokens apart from the
 * grammar: GScanner, which has them, knows no places in bytes either. */

#include "config.h"

#include "sockeye-filter-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static SockeyeNode *sockeye_parser_parse_any (SockeyeFilterScan *scan,
                                              guint              depth);

/* No stack is deep enough for what can be pasted. */
static gboolean
sockeye_parser_check_depth (SockeyeFilterScan *scan,
                            guint              depth)
{
  if (depth < SOCKEYE_FILTER_MAX_DEPTH)
    return TRUE;
  return _sockeye_filter_scan_fail (scan, scan->p, scan->p + 1,
                                    _("There are too many ( and “not” within one another"));
}

static gboolean
sockeye_parser_add_value (SockeyeFilterScan *scan,
                          SockeyeNode       *test)
{
  SockeyeValue value = { 0 };

  if (!_sockeye_filter_scan_value (scan, test->field, test->operator, &value))
    {
      _sockeye_value_clear (&value);
      return FALSE;
    }
  g_array_append_val (test->values, value);
  return TRUE;
}

static gboolean
sockeye_parser_add_values (SockeyeFilterScan *scan,
                           SockeyeNode       *test)
{
  const char *open;

  if (!_sockeye_filter_scan_take (scan, "("))
    return _sockeye_filter_scan_fail (scan, scan->p, scan->p,
                                      _("“in” takes several values: in (1, 2, 3)"));
  open = scan->p - 1;
  do
    if (!sockeye_parser_add_value (scan, test))
      return FALSE;
  while (_sockeye_filter_scan_take (scan, ","));
  if (!_sockeye_filter_scan_take (scan, ")"))
    return _sockeye_filter_scan_fail (scan, open, scan->p,
                                      _("The values of “in” need a comma between them and a ) "
                                        "behind them"));
  return TRUE;
}

/* The operator and what follows it. */
static gboolean
sockeye_parser_parse_rest (SockeyeFilterScan *scan,
                           SockeyeNode       *test)
{
  const SockeyeFieldInfo *info = _sockeye_field_get_info (test->field);
  const char *start;

  _sockeye_filter_scan_skip (scan);
  start = scan->p;
  if (!_sockeye_filter_scan_operator (scan, &test->operator))
    {
      if (*start == '=')
        return _sockeye_filter_scan_fail (scan, start, start + 1, _("To compare is written =="));
      test->operator = SOCKEYE_OPERATOR_IS;
      if (_sockeye_sort_is_alone (info->sort))
        return TRUE;
      return _sockeye_filter_scan_fail (scan, test->start, start,
                                        _("“%s” needs a comparison, as in “%s”"), info->name,
                                        _sockeye_sort_get_example (info->sort));
    }
  if (!_sockeye_sort_takes (info->sort, test->operator))
    return _sockeye_filter_scan_fail_sort (scan, start, scan->p, test->field);
  if (test->operator == SOCKEYE_OPERATOR_IN)
    return sockeye_parser_add_values (scan, test);
  return sockeye_parser_add_value (scan, test);
}

static SockeyeNode *
sockeye_parser_parse_test (SockeyeFilterScan *scan)
{
  g_autoptr (SockeyeNode) test = _sockeye_node_new (SOCKEYE_NODE_TEST);
  gsize length;
  const char *word = _sockeye_filter_scan_word (scan, &length);

  if (*word == '\0')
    _sockeye_filter_scan_fail (scan, word, word,
                               _("A condition is missing here, as in “bytes > 100”"));
  else if (length == 0)
    _sockeye_filter_scan_fail (scan, word, g_utf8_next_char (word),
                               _("A condition begins with the name of a field"));
  else if (!_sockeye_field_find (word, length, &test->field))
    {
      g_autofree char *name = g_strndup (word, length);

      _sockeye_filter_scan_fail (scan, word, word + length, _("There is no field “%s”"), name);
    }
  else
    {
      test->start = word;
      if (sockeye_parser_parse_rest (scan, test))
        return g_steal_pointer (&test);
    }
  return NULL;
}

static SockeyeNode *
sockeye_parser_parse_one (SockeyeFilterScan *scan,
                          guint              depth)
{
  g_autoptr (SockeyeNode) node = NULL;
  SockeyeNode *not;
  const char *open;

  if (!sockeye_parser_check_depth (scan, depth))
    return NULL;
  if (_sockeye_filter_scan_take (scan, "!") || _sockeye_filter_scan_take_word (scan, "not"))
    {
      node = sockeye_parser_parse_one (scan, depth + 1);
      if (node == NULL)
        return NULL;
      not = _sockeye_node_new (SOCKEYE_NODE_NOT);
      _sockeye_node_add (not, g_steal_pointer (&node));
      return not;
    }
  if (!_sockeye_filter_scan_take (scan, "("))
    return sockeye_parser_parse_test (scan);

  open = scan->p - 1;
  node = sockeye_parser_parse_any (scan, depth + 1);
  if (node == NULL)
    return NULL;
  if (_sockeye_filter_scan_take (scan, ")"))
    return g_steal_pointer (&node);
  if (*scan->p == '\0')
    _sockeye_filter_scan_fail (scan, open, open + 1, _("This ( is not closed"));
  else
    _sockeye_filter_scan_fail_joint (scan);
  return NULL;
}

static gboolean
sockeye_parser_take_joint (SockeyeFilterScan *scan,
                           SockeyeNodeKind    kind)
{
  if (kind == SOCKEYE_NODE_AND)
    return _sockeye_filter_scan_take (scan, "&&") || _sockeye_filter_scan_take_word (scan, "and");
  return _sockeye_filter_scan_take (scan, "||") || _sockeye_filter_scan_take_word (scan, "or");
}

static SockeyeNode *
sockeye_parser_parse_joined (SockeyeFilterScan *scan,
                             SockeyeNodeKind    kind,
                             guint              depth)
{
  g_autoptr (SockeyeNode) joined = NULL;
  g_autoptr (SockeyeNode) node = NULL;

  do
    {
      node = kind == SOCKEYE_NODE_OR ? sockeye_parser_parse_joined (scan, SOCKEYE_NODE_AND, depth)
                                     : sockeye_parser_parse_one (scan, depth);
      if (node == NULL)
        return NULL;
      if (joined != NULL)
        _sockeye_node_add (joined, g_steal_pointer (&node));
      else if (sockeye_parser_take_joint (scan, kind))
        {
          joined = _sockeye_node_new (kind);
          _sockeye_node_add (joined, g_steal_pointer (&node));
          continue;
        }
      else
        return g_steal_pointer (&node);
      if (!sockeye_parser_take_joint (scan, kind))
        break;
    }
  while (TRUE);
  return g_steal_pointer (&joined);
}

static SockeyeNode *
sockeye_parser_parse_any (SockeyeFilterScan *scan,
                          guint              depth)
{
  return sockeye_parser_parse_joined (scan, SOCKEYE_NODE_OR, depth);
}

/*
 * Returns: (transfer full) (nullable): the expression; NULL with the error and
 *   its place, in bytes of the text
 */
SockeyeNode *
_sockeye_filter_parse_expression (const char  *text,
                                  gsize       *start,
                                  gsize       *end,
                                  GError     **error)
{
  SockeyeFilterScan scan = { .text = text, .p = text };
  g_autoptr (SockeyeNode) node = NULL;

  if (strlen (text) > SOCKEYE_FILTER_MAX_TEXT)
    _sockeye_filter_scan_fail (&scan, text + SOCKEYE_FILTER_MAX_TEXT, text + strlen (text),
                               _("A filter has %d bytes at most"), SOCKEYE_FILTER_MAX_TEXT);
  else
    node = sockeye_parser_parse_any (&scan, 0);

  _sockeye_filter_scan_skip (&scan);
  if (node != NULL && *scan.p == ')')
    _sockeye_filter_scan_fail (&scan, scan.p, scan.p + 1, _("This ) closes nothing"));
  else if (node != NULL && *scan.p != '\0')
    _sockeye_filter_scan_fail_joint (&scan);
  if (scan.message == NULL)
    return g_steal_pointer (&node);

  *start = scan.start;
  *end = scan.end;
  g_set_error_literal (error, SOCKEYE_ERROR, SOCKEYE_ERROR_FILTER, scan.message);
  g_free (scan.message);
  return NULL;
}

/* Whether a field may be followed by what stands here, for an expression. */
static gboolean
sockeye_parser_goes_on (SockeyeFilterScan *scan,
                        SockeyeField       field,
                        gboolean           opened)
{
  SockeyeOperator operator;

  if (_sockeye_filter_scan_operator (scan, &operator))
    {
      _sockeye_filter_scan_skip (scan);
      return operator != SOCKEYE_OPERATOR_IN || *scan->p == '(';
    }
  if (!_sockeye_sort_is_alone (_sockeye_field_get_info (field)->sort))
    return FALSE;
  _sockeye_filter_scan_skip (scan);
  return *scan->p == '\0' || (opened && *scan->p == ')')
         || sockeye_parser_take_joint (scan, SOCKEYE_NODE_AND)
         || sockeye_parser_take_joint (scan, SOCKEYE_NODE_OR);
}

/* See sockeye_filter_parse() for the rule. */
gboolean
_sockeye_filter_is_expression (const char *text)
{
  SockeyeFilterScan scan = { .text = text, .p = text };
  gboolean opened = _sockeye_filter_scan_openings (&scan);
  SockeyeField field;
  const char *word;
  gsize length;

  word = _sockeye_filter_scan_word (&scan, &length);
  return length > 0 && _sockeye_field_find (word, length, &field)
         && sockeye_parser_goes_on (&scan, field, opened);
}
