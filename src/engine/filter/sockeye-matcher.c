/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-matcher-private.h"
#include "sockeye-pattern-private.h"

#include <string.h>

void
_sockeye_matcher_init (SockeyeMatcher            *self,
                       SockeyeFilter             *filter,
                       const SockeyeSurroundings *surroundings,
                       SockeyeStore              *store)
{
  memset (self, 0, sizeof *self);
  self->filter = sockeye_filter_ref (filter);
  self->surroundings = *surroundings;
  self->store = store;
  self->offset_slot = -1;
}

void
_sockeye_matcher_clear (SockeyeMatcher *self)
{
  for (guint i = 0; i < SOCKEYE_MATCHER_ADDRESSES; i++)
    _sockeye_row_address_clear (&self->addresses[i]);
  g_clear_pointer (&self->addresses_of, _sockeye_chunk_unref);
  g_clear_pointer (&self->segment, _sockeye_segment_unref);
  g_clear_pointer (&self->text, _sockeye_row_text_free);
  g_clear_pointer (&self->filter, sockeye_filter_unref);
}

static SockeyeSegment *
sockeye_matcher_dup_segment (SockeyeMatcher *self,
                             guint64         index)
{
  for (guint i = 0; self->segments != NULL && i < self->segments->len; i++)
    {
      SockeyeSegment *segment = g_ptr_array_index (self->segments, i);

      if (segment->index == index)
        return _sockeye_segment_ref (segment);
    }
  return _sockeye_store_dup_segment (self->store, index);
}

const guint8 *
_sockeye_matcher_get_payload (SockeyeMatcher *self,
                              gsize          *size)
{
  const SockeyeRecord *record = self->record;
  guint64 index = record->data >> 32;
  gsize offset = record->data & G_MAXUINT32;

  *size = 0;
  if (self->store != NULL && !self->has_payload)
    {
      self->payload = NULL;
      self->has_payload = TRUE;
      if (record->kept > 0 && (self->segment == NULL || self->segment->index != index))
        {
          g_clear_pointer (&self->segment, _sockeye_segment_unref);
          self->segment = sockeye_matcher_dup_segment (self, index);
        }
      if (record->kept > 0 && self->segment != NULL && offset <= self->segment->capacity
          && record->kept <= self->segment->capacity - offset)
        {
          self->payload = self->segment->data + offset;
          self->payload_size = record->kept;
        }
    }
  if (self->payload != NULL)
    *size = self->payload_size;
  return self->payload;
}

SockeyeRowWords *
_sockeye_matcher_get_words (SockeyeMatcher *self)
{
  if (self->text == NULL)
    self->text = _sockeye_row_text_new ();
  return _sockeye_row_text_get (self->text, self->record, self->chunk);
}

static gboolean
sockeye_matcher_search (const SockeyeValue *value,
                        SockeyeOperator     operator,
                        const guint8       *data,
                        gsize               size)
{
  switch (operator)
    {
    case SOCKEYE_OPERATOR_STARTS:
      return _sockeye_pattern_begins (value->pattern, data, size);
    case SOCKEYE_OPERATOR_CONTAINS:
    case SOCKEYE_OPERATOR_MATCHES:
      return sockeye_pattern_find (value->pattern, data, size, 0, NULL, NULL);
    default:
      return _sockeye_pattern_equals (value->pattern, data, size);
    }
}

static gboolean
sockeye_matcher_search_words (SockeyeMatcher     *self,
                              const SockeyeValue *value,
                              SockeyeOperator     operator)
{
  SockeyeRowWords *words = _sockeye_matcher_get_words (self);

  if (words->asker != value)
    {
      words->asker = value;
      words->answer = sockeye_matcher_search (value, operator, (const guint8 *) words->text,
                                              words->length);
    }
  return words->answer;
}

/* The value is another address, or only a host. */
static gboolean
sockeye_matcher_test_address (SockeyeMatcher     *self,
                              SockeyeOperator     operator,
                              const SockeyeValue *value)
{
  SockeyeRowAddress *address = _sockeye_matcher_get_address (self);

  if (address->text == NULL)
    return FALSE;
  if (value->pattern != NULL)
    return sockeye_matcher_search (value, operator, (const guint8 *) address->text,
                                   strlen (address->text));
  return strcmp (value->text, address->text) == 0 || strcmp (value->text, address->host) == 0;
}

/* NULL where there is none; (transfer full). */
static char *
sockeye_matcher_dup_comment (SockeyeMatcher *self)
{
  if (self->surroundings.marks == NULL)
    return NULL;
  return sockeye_marks_dup_comment (self->surroundings.marks, self->number);
}

static gboolean
sockeye_matcher_test_comment (SockeyeMatcher     *self,
                              SockeyeOperator     operator,
                              const SockeyeValue *value)
{
  g_autofree char *comment = sockeye_matcher_dup_comment (self);

  return comment != NULL
         && sockeye_matcher_search (value, operator, (const guint8 *) comment, strlen (comment));
}

static gboolean
sockeye_matcher_compare (SockeyeOperator operator,
                         gint64          number,
                         gint64          value)
{
  switch (operator)
    {
    case SOCKEYE_OPERATOR_LESS:
      return number < value;
    case SOCKEYE_OPERATOR_AT_MOST:
      return number <= value;
    case SOCKEYE_OPERATOR_MORE:
      return number > value;
    case SOCKEYE_OPERATOR_AT_LEAST:
      return number >= value;
    default:
      return number == value;
    }
}

static gboolean
sockeye_matcher_test_number (SockeyeMatcher     *self,
                             const SockeyeNode  *test,
                             const SockeyeValue *value)
{
  gint64 number;

  if (value->on_clock)
    {
      number = _sockeye_matcher_get_day_time (self);
      return number >= 0 && sockeye_matcher_compare (test->operator, number, value->number);
    }
  if (!_sockeye_matcher_get_number (self, test->field, &number))
    return FALSE;
  if (test->field == SOCKEYE_FIELD_ERROR
      && value->is_eai != ((self->record->bits & SOCKEYE_BIT_EAI) != 0))
    return FALSE;
  if (test->field == SOCKEYE_FIELD_FLAGS && test->operator == SOCKEYE_OPERATOR_CONTAINS)
    return (number & value->number) == value->number;
  return sockeye_matcher_compare (test->operator, number, value->number);
}

static gboolean
sockeye_matcher_test_value (SockeyeMatcher     *self,
                            const SockeyeNode  *test,
                            const SockeyeValue *value)
{
  SockeyeRowAddress *address;
  const guint8 *data;
  gsize size;

  switch (test->field)
    {
    case SOCKEYE_FIELD_DATA:
      data = _sockeye_matcher_get_payload (self, &size);
      return data != NULL && sockeye_matcher_search (value, test->operator, data, size);
    case SOCKEYE_FIELD_TEXT:
      return sockeye_matcher_search_words (self, value, test->operator);
    case SOCKEYE_FIELD_COMMENT:
      return sockeye_matcher_test_comment (self, test->operator, value);
    case SOCKEYE_FIELD_PEER:
      return sockeye_matcher_test_address (self, test->operator, value);
    case SOCKEYE_FIELD_PEER_HOST:
      address = _sockeye_matcher_get_address (self);
      return address->host != NULL
             && sockeye_matcher_search (value, test->operator, (const guint8 *) address->host,
                                        strlen (address->host));
    default:
      if (test->operator == SOCKEYE_OPERATOR_WITHIN)
        return _sockeye_matcher_is_within (self, (SockeyeSocketId) value->number);
      return sockeye_matcher_test_number (self, test, value);
    }
}

/* Whether the row has what "!=" is asked of. */
static gboolean
sockeye_matcher_has_value (SockeyeMatcher    *self,
                           const SockeyeNode *test)
{
  g_autofree char *comment = NULL;
  gint64 number;
  gsize size;

  switch (test->field)
    {
    case SOCKEYE_FIELD_COMMENT:
      comment = sockeye_matcher_dup_comment (self);
      return comment != NULL;
    case SOCKEYE_FIELD_DATA:
      return _sockeye_matcher_get_payload (self, &size) != NULL;
    case SOCKEYE_FIELD_TEXT:
      return TRUE;
    case SOCKEYE_FIELD_PEER:
    case SOCKEYE_FIELD_PEER_HOST:
      return _sockeye_matcher_get_address (self)->text != NULL;
    default:
      return _sockeye_matcher_get_number (self, test->field, &number);
    }
}

static gboolean
sockeye_matcher_test (SockeyeMatcher    *self,
                      const SockeyeNode *test)
{
  if (test->operator == SOCKEYE_OPERATOR_IS)
    return _sockeye_matcher_get_flag (self, test->field);
  if (test->operator == SOCKEYE_OPERATOR_UNEQUAL)
    return sockeye_matcher_has_value (self, test)
           && !sockeye_matcher_test_value (self, test,
                                           &g_array_index (test->values, SockeyeValue, 0));
  for (guint i = 0; i < test->values->len; i++)
    if (sockeye_matcher_test_value (self, test, &g_array_index (test->values, SockeyeValue, i)))
      return TRUE;
  return FALSE;
}

/* Plain text: anywhere in the call or in the payload. */
static gboolean
sockeye_matcher_test_anywhere (SockeyeMatcher    *self,
                               const SockeyeNode *node)
{
  const SockeyeValue *value = &g_array_index (node->values, SockeyeValue, 0);
  const guint8 *data;
  gsize size;

  if (sockeye_matcher_search_words (self, value, SOCKEYE_OPERATOR_CONTAINS))
    return TRUE;
  data = _sockeye_matcher_get_payload (self, &size);
  return data != NULL && sockeye_pattern_find (value->pattern, data, size, 0, NULL, NULL);
}

static gboolean
sockeye_matcher_try_range (SockeyeMatcher    *self,
                           const SockeyeNode *test)
{
  gint64 number;

  return _sockeye_matcher_get_number (self, test->field, &number)
         && (number >= test->low && number <= test->high) != test->outside;
}

static gboolean
sockeye_matcher_try_node (SockeyeMatcher    *self,
                          const SockeyeNode *node)
{
  switch (node->kind)
    {
    case SOCKEYE_NODE_AND:
    case SOCKEYE_NODE_OR:
      for (guint i = 0; i < node->children->len; i++)
        if (sockeye_matcher_try_node (self, g_ptr_array_index (node->children, i))
            != (node->kind == SOCKEYE_NODE_AND))
          return node->kind == SOCKEYE_NODE_OR;
      return node->kind == SOCKEYE_NODE_AND;
    case SOCKEYE_NODE_NOT:
      return !sockeye_matcher_try_node (self, g_ptr_array_index (node->children, 0));
    case SOCKEYE_NODE_ANYWHERE:
      return sockeye_matcher_test_anywhere (self, node);
    case SOCKEYE_NODE_TEST:
    default:
      return node->is_range ? sockeye_matcher_try_range (self, node)
                            : sockeye_matcher_test (self, node);
    }
}

void
_sockeye_matcher_set_row (SockeyeMatcher      *self,
                          guint64              number,
                          const SockeyeRecord *record,
                          SockeyeChunk        *chunk)
{
  self->number = number;
  self->record = record;
  self->chunk = chunk;
  if (self->store != NULL)
    self->has_payload = FALSE;
}

/* Whether the filter lets the row through, which is the one at hand then. */
gboolean
_sockeye_matcher_try (SockeyeMatcher      *self,
                      guint64              number,
                      const SockeyeRecord *record,
                      SockeyeChunk        *chunk)
{
  _sockeye_matcher_set_row (self, number, record, chunk);
  return self->filter->root == NULL || sockeye_matcher_try_node (self, self->filter->root);
}
