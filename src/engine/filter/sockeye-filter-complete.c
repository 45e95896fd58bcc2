/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What can stand at a place of an expression. */

#include "config.h"

#include "sockeye-filter-scan-private.h"

#include "call/sockeye-flags.h"
#include "explain/sockeye-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the grammar expects. */
typedef enum
{
  EXPECT_CONDITION,
  EXPECT_OPERATOR,
  EXPECT_PARENTHESIS, /* of "in" */
  EXPECT_VALUE,
  EXPECT_COMMA,       /* in the parenthesis of "in" */
  EXPECT_JOINT,       /* "and", "or" */
  EXPECT_NOTHING,     /* it is no expression, or has a mistake before */
} SockeyeExpected;

typedef struct
{
  SockeyeFilterScan scan;
  SockeyeField      field;
  SockeyeOperator   operator;
} SockeyeCompletion;

typedef struct
{
  GPtrArray  *words;
  const char *prefix;
  gsize       length; /* of prefix, bytes */
} SockeyeOffer;

static void
sockeye_offer_add (SockeyeOffer *self,
                   const char   *name,
                   const char   *description)
{
  SockeyeFilterWord *word;

  if (g_ascii_strncasecmp (name, self->prefix, self->length) != 0)
    return;
  word = g_new (SockeyeFilterWord, 1);
  word->word = g_strdup (name);
  word->description = g_strdup (description);
  g_ptr_array_add (self->words, word);
}

static gboolean
sockeye_completion_take_joint (SockeyeFilterScan *scan)
{
  return _sockeye_filter_scan_take (scan, "&&") || _sockeye_filter_scan_take (scan, "||")
         || _sockeye_filter_scan_take_word (scan, "and")
         || _sockeye_filter_scan_take_word (scan, "or");
}

static SockeyeExpected
sockeye_completion_read_condition (SockeyeCompletion *self)
{
  const char *word;
  gsize length;

  if (_sockeye_filter_scan_take (&self->scan, "(") || _sockeye_filter_scan_take (&self->scan, "!")
      || _sockeye_filter_scan_take_word (&self->scan, "not"))
    return EXPECT_CONDITION;
  word = _sockeye_filter_scan_word (&self->scan, &length);
  if (length == 0 || !_sockeye_field_find (word, length, &self->field))
    return EXPECT_NOTHING;
  return EXPECT_OPERATOR;
}

static SockeyeExpected
sockeye_completion_read_joint (SockeyeCompletion *self)
{
  if (_sockeye_filter_scan_take (&self->scan, ")"))
    return EXPECT_JOINT;
  return sockeye_completion_take_joint (&self->scan) ? EXPECT_CONDITION : EXPECT_NOTHING;
}

static SockeyeExpected
sockeye_completion_read_operator (SockeyeCompletion *self)
{
  if (_sockeye_filter_scan_operator (&self->scan, &self->operator))
    return self->operator == SOCKEYE_OPERATOR_IN ? EXPECT_PARENTHESIS : EXPECT_VALUE;
  if (!_sockeye_sort_is_alone (_sockeye_field_get_info (self->field)->sort))
    return EXPECT_NOTHING;
  return sockeye_completion_read_joint (self);
}

static SockeyeExpected
sockeye_completion_read_value (SockeyeCompletion *self)
{
  SockeyeValue value = { 0 };
  gboolean right = _sockeye_filter_scan_value (&self->scan, self->field, self->operator, &value);

  _sockeye_value_clear (&value);
  if (!right)
    return EXPECT_NOTHING;
  return self->operator == SOCKEYE_OPERATOR_IN ? EXPECT_COMMA : EXPECT_JOINT;
}

static SockeyeExpected
sockeye_completion_read_comma (SockeyeCompletion *self)
{
  if (_sockeye_filter_scan_take (&self->scan, ","))
    return EXPECT_VALUE;
  return _sockeye_filter_scan_take (&self->scan, ")") ? EXPECT_JOINT : EXPECT_NOTHING;
}

/* Reads what stands before the word, and says what may follow. */
static SockeyeExpected
sockeye_completion_read (SockeyeCompletion *self)
{
  SockeyeExpected expected = EXPECT_CONDITION;

  while (expected != EXPECT_NOTHING)
    {
      _sockeye_filter_scan_skip (&self->scan);
      if (*self->scan.p == '\0')
        break;
      switch (expected)
        {
        case EXPECT_CONDITION:
          expected = sockeye_completion_read_condition (self);
          break;
        case EXPECT_OPERATOR:
          expected = sockeye_completion_read_operator (self);
          break;
        case EXPECT_PARENTHESIS:
          expected = _sockeye_filter_scan_take (&self->scan, "(") ? EXPECT_VALUE : EXPECT_NOTHING;
          break;
        case EXPECT_VALUE:
          expected = sockeye_completion_read_value (self);
          break;
        case EXPECT_COMMA:
          expected = sockeye_completion_read_comma (self);
          break;
        case EXPECT_JOINT:
        default:
          expected = sockeye_completion_read_joint (self);
        }
    }
  return expected;
}

static void
sockeye_offer_add_joints (SockeyeOffer *self)
{
  sockeye_offer_add (self, "and", _("both must be so"));
  sockeye_offer_add (self, "or", _("one of both must be so"));
}

static void
sockeye_offer_add_operators (SockeyeOffer *self,
                             SockeyeSort   sort)
{
  for (guint i = SOCKEYE_OPERATOR_EQUAL; i < SOCKEYE_N_OPERATORS; i++)
    {
      const SockeyeOperatorInfo *info = _sockeye_operator_get_info (i);

      if (_sockeye_sort_takes (sort, i))
        sockeye_offer_add (self, info->name, _(info->description));
    }
  if (_sockeye_sort_is_alone (sort))
    sockeye_offer_add_joints (self);
}

static void
sockeye_offer_add_codes (SockeyeOffer *self)
{
  int code;

  for (guint i = 0; (code = sockeye_errno_get_nth (i)) != 0; i++)
    sockeye_offer_add (self, sockeye_errno_to_name (code), sockeye_errno_to_meaning (code));
  for (guint i = 0; (code = sockeye_eai_get_nth (i)) != 0; i++)
    sockeye_offer_add (self, sockeye_eai_to_name (code), sockeye_eai_to_meaning (code));
}

static void
sockeye_offer_add_flags (SockeyeOffer *self,
                         SockeyeVerb   verb)
{
  guint n;
  const SockeyeConstant *flags = sockeye_flags_list (verb, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < self->words->len; j++)
        known |= strcmp (((SockeyeFilterWord *) g_ptr_array_index (self->words, j))->word,
                         flags[i].name) == 0;
      if (!known)
        sockeye_offer_add (self, flags[i].name, _(flags[i].word));
    }
}

static void
sockeye_offer_add_values (SockeyeOffer *self,
                          SockeyeSort   sort)
{
  switch (sort)
    {
    case SOCKEYE_SORT_DIRECTION:
      sockeye_offer_add (self, "in", _("received or accepted"));
      sockeye_offer_add (self, "out", _("sent or connected"));
      break;
    case SOCKEYE_SORT_CALL:
      for (guint i = SOCKEYE_VERB_NONE + 1; i < SOCKEYE_N_VERBS; i++)
        sockeye_offer_add (self, sockeye_verb_to_string (i), "");
      break;
    case SOCKEYE_SORT_KIND:
      for (guint i = 0; i <= SOCKEYE_KIND_NOTE; i++)
        sockeye_offer_add (self, sockeye_kind_to_string (i), "");
      break;
    case SOCKEYE_SORT_CODE:
      sockeye_offer_add_codes (self);
      break;
    case SOCKEYE_SORT_FLAGS:
      sockeye_offer_add_flags (self, SOCKEYE_VERB_RECV);
      sockeye_offer_add_flags (self, SOCKEYE_VERB_SEND);
      break;
    case SOCKEYE_SORT_BYTES:
      sockeye_offer_add (self, "hex", _("bytes in hex, as in hex 47:45:54"));
      break;
    default:
      break;
    }
}

static void
sockeye_offer_add_expected (SockeyeOffer            *self,
                            SockeyeExpected          expected,
                            const SockeyeCompletion *completion)
{
  SockeyeSort sort = _sockeye_field_get_info (completion->field)->sort;

  switch (expected)
    {
    case EXPECT_CONDITION:
      for (guint i = 0; i < SOCKEYE_N_FIELDS; i++)
        sockeye_offer_add (self, _sockeye_field_get_info (i)->name,
                           _(_sockeye_field_get_info (i)->description));
      sockeye_offer_add (self, "not", _("the opposite must be so"));
      break;
    case EXPECT_OPERATOR:
      sockeye_offer_add_operators (self, sort);
      break;
    case EXPECT_VALUE:
      sockeye_offer_add_values (self, sort);
      break;
    case EXPECT_JOINT:
      sockeye_offer_add_joints (self);
      break;
    default:
      break;
    }
}

static gboolean
sockeye_completion_is_sign (char c)
{
  return c != '\0' && strchr ("=!<>~&|", c) != NULL;
}

static gboolean
sockeye_completion_is_letter (char c)
{
  return c != '\0' && !g_ascii_isspace (c) && strchr ("(),\"'", c) == NULL
         && !sockeye_completion_is_sign (c);
}

/**
 * sockeye_filter_complete:
 * @text: what has been typed
 * @cursor: where, in bytes
 * @start: (out): where the word at @cursor begins, in bytes
 * @end: (out): where it ends
 *
 * Lists the words that can stand in place of the one at @cursor, as far as it is
 * typed: fields; operators that fit the field; calls, kinds, error codes, flags;
 * and, or. Names of sockets and addresses are not known here.
 *
 * Returns: (transfer full) (element-type SockeyeFilterWord): the words, empty
 *   where none is known
 */
GPtrArray *
sockeye_filter_complete (const char *text,
                         gsize       cursor,
                         gsize      *start,
                         gsize      *end)
{
  SockeyeCompletion completion = { 0 };
  SockeyeOffer offer = { 0 };
  g_autofree char *before = NULL;
  gboolean (*is_part) (char c) = sockeye_completion_is_letter;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (start != NULL && end != NULL, NULL);

  cursor = MIN (cursor, strlen (text));
  if (cursor > 0 && sockeye_completion_is_sign (text[cursor - 1]))
    is_part = sockeye_completion_is_sign;
  *start = *end = cursor;
  while (*start > 0 && is_part (text[*start - 1]))
    (*start)--;
  while (is_part (text[*end]))
    (*end)++;

  offer.words = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_filter_word_free);
  offer.prefix = text + *start;
  offer.length = cursor - *start;
  if (strlen (text) > SOCKEYE_FILTER_MAX_TEXT)
    return offer.words;

  before = g_strndup (text, *start);
  completion.scan.text = completion.scan.p = before;
  sockeye_offer_add_expected (&offer, sockeye_completion_read (&completion), &completion);
  g_free (completion.scan.message);
  return offer.words;
}

void
sockeye_filter_word_free (SockeyeFilterWord *word)
{
  g_free (word->word);
  g_free (word->description);
  g_free (word);
}
