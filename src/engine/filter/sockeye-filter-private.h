/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A filter inside: the words of its language, and what they become. */

#pragma once

#include "sockeye-filter.h"
#include "sockeye-pattern.h"

G_BEGIN_DECLS

/* An expression is one line that a person types. */
#define SOCKEYE_FILTER_MAX_TEXT  16384
#define SOCKEYE_FILTER_MAX_DEPTH 64

typedef enum
{
  SOCKEYE_FIELD_SOCKET,
  SOCKEYE_FIELD_DIRECTION,
  SOCKEYE_FIELD_CALL,
  SOCKEYE_FIELD_KIND,
  SOCKEYE_FIELD_ERROR,
  SOCKEYE_FIELD_PEER,
  SOCKEYE_FIELD_PEER_HOST,
  SOCKEYE_FIELD_PEER_PORT,
  SOCKEYE_FIELD_BYTES,
  SOCKEYE_FIELD_ASKED,
  SOCKEYE_FIELD_RESULT,
  SOCKEYE_FIELD_DURATION,
  SOCKEYE_FIELD_TIME,
  SOCKEYE_FIELD_NUMBER,
  SOCKEYE_FIELD_POSITION,
  SOCKEYE_FIELD_FLAGS,
  SOCKEYE_FIELD_AUTOMATIC,
  SOCKEYE_FIELD_TRUNCATED,
  SOCKEYE_FIELD_PARTIAL,
  SOCKEYE_FIELD_CONTINUATION,
  SOCKEYE_FIELD_CANCELLED,
  SOCKEYE_FIELD_REFUSED,
  SOCKEYE_FIELD_MARKED,
  SOCKEYE_FIELD_COMMENT,
  SOCKEYE_FIELD_DATA,
  SOCKEYE_FIELD_TEXT,
  SOCKEYE_N_FIELDS
} SockeyeField;

/* What a field's values are. */
typedef enum
{
  SOCKEYE_SORT_BOOLEAN,
  SOCKEYE_SORT_SOCKET,
  SOCKEYE_SORT_DIRECTION,
  SOCKEYE_SORT_CALL,
  SOCKEYE_SORT_KIND,
  SOCKEYE_SORT_CODE,     /* an errno or an EAI code; alone it is a boolean */
  SOCKEYE_SORT_ADDRESS,
  SOCKEYE_SORT_NUMBER,
  SOCKEYE_SORT_SIZE,     /* bytes: 4 KiB */
  SOCKEYE_SORT_DURATION, /* us */
  SOCKEYE_SORT_TIME,     /* ns since start, or on the clock */
  SOCKEYE_SORT_FLAGS,
  SOCKEYE_SORT_BYTES,    /* payload */
  SOCKEYE_SORT_TEXT,
  SOCKEYE_N_SORTS
} SockeyeSort;

typedef enum
{
  SOCKEYE_OPERATOR_IS, /* a boolean alone */
  SOCKEYE_OPERATOR_EQUAL,
  SOCKEYE_OPERATOR_UNEQUAL,
  SOCKEYE_OPERATOR_LESS,
  SOCKEYE_OPERATOR_AT_MOST,
  SOCKEYE_OPERATOR_MORE,
  SOCKEYE_OPERATOR_AT_LEAST,
  SOCKEYE_OPERATOR_CONTAINS,
  SOCKEYE_OPERATOR_STARTS,
  SOCKEYE_OPERATOR_MATCHES,
  SOCKEYE_OPERATOR_IN,
  SOCKEYE_OPERATOR_WITHIN,
  SOCKEYE_N_OPERATORS
} SockeyeOperator;

/* What a filter has to look at beside a record and its extra area: such a
 * filter is tried on a thread of its own. */
typedef enum
{
  SOCKEYE_NEEDS_TEXT = 1 << 0,
  SOCKEYE_NEEDS_PAYLOAD = 1 << 1,
  SOCKEYE_NEEDS_MARKS = 1 << 2, /* they change: rows must be tried again */
} SockeyeNeeds;

typedef struct
{
  const char  *name;
  SockeyeSort  sort;
  guint        cost;        /* of a look at it: cheap ones are tried first */
  const char  *description; /* N_() */
} SockeyeFieldInfo;

typedef struct
{
  const char *name;
  const char *other;       /* another spelling, or NULL */
  const char *description; /* N_() */
} SockeyeOperatorInfo;

typedef struct
{
  gint64          number;   /* in the unit of the record */
  gboolean        on_clock; /* SORT_TIME: ns since midnight, not since start */
  gboolean        is_eai;   /* SORT_CODE */
  char           *text;     /* SORT_ADDRESS with == */
  SockeyePattern *pattern;  /* SORT_BYTES, SORT_TEXT, SORT_ADDRESS with contains */
} SockeyeValue;

typedef enum
{
  SOCKEYE_NODE_AND,
  SOCKEYE_NODE_OR,
  SOCKEYE_NODE_NOT,
  SOCKEYE_NODE_TEST,
  SOCKEYE_NODE_ANYWHERE, /* plain text: in the call or in the payload */
} SockeyeNodeKind;

typedef struct _SockeyeNode SockeyeNode;
struct _SockeyeNode
{
  SockeyeNodeKind  kind;
  guint            cost;
  GPtrArray       *children; /* SockeyeNode: AND, OR, NOT */
  SockeyeField     field;
  SockeyeOperator  operator;
  GArray          *values;   /* SockeyeValue: TEST, ANYWHERE */
  gboolean         is_range; /* TEST: a number of the record from low to high, */
  gboolean         outside;  /* or outside of that */
  gint64           low;
  gint64           high;
  const char      *start;    /* while it is parsed: where the field stands */
};

struct _SockeyeFilter
{
  SockeyeFilterKind  kind;
  SockeyeNeeds       needs;
  char              *text;
  SockeyeNode       *root; /* NULL: every row */
};

/* sockeye-filter-field.c: the words. */
const SockeyeFieldInfo    *_sockeye_field_get_info     (SockeyeField         field);
gboolean                   _sockeye_field_find         (const char          *name,
                                                        gsize                length,
                                                        SockeyeField        *field);
const SockeyeOperatorInfo *_sockeye_operator_get_info  (SockeyeOperator      operator);
gboolean                   _sockeye_operator_find      (const char          *name,
                                                        gsize                length,
                                                        SockeyeOperator     *operator);
gboolean                   _sockeye_sort_takes         (SockeyeSort          sort,
                                                        SockeyeOperator      operator);
const char                *_sockeye_sort_describe      (SockeyeSort          sort);
gboolean                   _sockeye_sort_is_alone      (SockeyeSort          sort);
const char                *_sockeye_sort_get_example   (SockeyeSort          sort);

/* sockeye-filter-value.c: a value that is typed bare. */
gboolean                   _sockeye_value_parse        (SockeyeValue        *self,
                                                        SockeyeSort          sort,
                                                        const char          *text,
                                                        GError             **error);
gboolean                   _sockeye_value_is_unit      (SockeyeSort          sort,
                                                        const char          *word,
                                                        gsize                length);
void                       _sockeye_value_clear        (SockeyeValue        *self);

/* sockeye-filter-node.c */
SockeyeNode               *_sockeye_node_new           (SockeyeNodeKind      kind);
SockeyeNode               *_sockeye_node_copy          (const SockeyeNode   *self);
void                       _sockeye_node_free          (SockeyeNode         *self);
void                       _sockeye_node_add           (SockeyeNode         *self,
                                                        SockeyeNode         *child);
SockeyeNeeds               _sockeye_node_settle        (SockeyeNode         *self);

/* sockeye-filter-parser.c */
gboolean                   _sockeye_filter_is_expression (const char        *text);
SockeyeNode               *_sockeye_filter_parse_expression (const char     *text,
                                                        gsize               *start,
                                                        gsize               *end,
                                                        GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeNode, _sockeye_node_free)

G_END_DECLS
