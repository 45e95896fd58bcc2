/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-private.h"

/* In front of what costs nothing: a node itself. */
#define COST_ANYWHERE 2000

SockeyeNode *
_sockeye_node_new (SockeyeNodeKind kind)
{
  SockeyeNode *self = g_new0 (SockeyeNode, 1);

  self->kind = kind;
  if (kind == SOCKEYE_NODE_TEST || kind == SOCKEYE_NODE_ANYWHERE)
    {
      self->values = g_array_new (FALSE, TRUE, sizeof (SockeyeValue));
      g_array_set_clear_func (self->values, (GDestroyNotify) _sockeye_value_clear);
    }
  else
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) _sockeye_node_free);
  return self;
}

SockeyeNode *
_sockeye_node_copy (const SockeyeNode *self)
{
  SockeyeNode *copy = _sockeye_node_new (self->kind);

  copy->field = self->field;
  copy->operator = self->operator;
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    g_ptr_array_add (copy->children, _sockeye_node_copy (g_ptr_array_index (self->children, i)));
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      SockeyeValue value = g_array_index (self->values, SockeyeValue, i);

      value.text = g_strdup (value.text);
      if (value.pattern != NULL)
        sockeye_pattern_ref (value.pattern);
      g_array_append_val (copy->values, value);
    }
  return copy;
}

void
_sockeye_node_free (SockeyeNode *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self);
}

/* child: (transfer full). One of the same kind gives its children. */
void
_sockeye_node_add (SockeyeNode *self,
                   SockeyeNode *child)
{
  if (child->kind == self->kind && self->kind != SOCKEYE_NODE_NOT)
    {
      g_ptr_array_extend_and_steal (self->children, g_steal_pointer (&child->children));
      _sockeye_node_free (child);
    }
  else
    g_ptr_array_add (self->children, child);
}

static int
sockeye_node_compare (gconstpointer a,
                      gconstpointer b)
{
  const SockeyeNode *first = *(const SockeyeNode *const *) a;
  const SockeyeNode *second = *(const SockeyeNode *const *) b;

  return (first->cost > second->cost) - (first->cost < second->cost);
}

/* Most comparisons are of this shape, which can be tried in a few steps. */
static void
sockeye_node_make_range (SockeyeNode *self)
{
  const SockeyeFieldInfo *info = _sockeye_field_get_info (self->field);
  const SockeyeValue *value = &g_array_index (self->values, SockeyeValue, 0);

  if (info->cost != _sockeye_field_get_info (SOCKEYE_FIELD_SOCKET)->cost
      || self->values->len != 1 || value->on_clock || info->sort == SOCKEYE_SORT_CODE
      || self->operator > SOCKEYE_OPERATOR_AT_LEAST)
    return;

  self->outside = self->operator == SOCKEYE_OPERATOR_UNEQUAL;
  self->low = self->high = value->number;
  /* Nothing is less than the least number, nor more than the largest. */
  self->is_range = value->number != G_MININT64 && value->number != G_MAXINT64;
  switch (self->operator)
    {
    case SOCKEYE_OPERATOR_LESS:
      self->high = value->number - self->is_range;
      G_GNUC_FALLTHROUGH;
    case SOCKEYE_OPERATOR_AT_MOST:
      self->low = G_MININT64;
      break;
    case SOCKEYE_OPERATOR_MORE:
      self->low = value->number + self->is_range;
      G_GNUC_FALLTHROUGH;
    case SOCKEYE_OPERATOR_AT_LEAST:
      self->high = G_MAXINT64;
      break;
    default:
      break;
    }
}

static SockeyeNeeds
sockeye_node_settle_test (SockeyeNode *self)
{
  if (self->kind == SOCKEYE_NODE_ANYWHERE)
    {
      self->cost = COST_ANYWHERE;
      return SOCKEYE_NEEDS_TEXT | SOCKEYE_NEEDS_PAYLOAD;
    }
  self->cost = _sockeye_field_get_info (self->field)->cost;
  sockeye_node_make_range (self);
  if (self->field == SOCKEYE_FIELD_TEXT)
    return SOCKEYE_NEEDS_TEXT;
  if (self->field == SOCKEYE_FIELD_DATA)
    return SOCKEYE_NEEDS_PAYLOAD;
  if (self->field == SOCKEYE_FIELD_MARKED || self->field == SOCKEYE_FIELD_COMMENT)
    return SOCKEYE_NEEDS_MARKS;
  return 0;
}

/* Puts the cheap tests first, which changes no result, since tests have no
 * effects. Returns what all of it needs. */
SockeyeNeeds
_sockeye_node_settle (SockeyeNode *self)
{
  SockeyeNeeds needs = 0;

  if (self->children == NULL)
    return sockeye_node_settle_test (self);

  self->cost = 0;
  for (guint i = 0; i < self->children->len; i++)
    {
      SockeyeNode *child = g_ptr_array_index (self->children, i);

      needs |= _sockeye_node_settle (child);
      self->cost += child->cost;
    }
  g_ptr_array_sort (self->children, sockeye_node_compare);
  return needs;
}
