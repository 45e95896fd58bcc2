/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The words of the filter language: fields, operators, and which go together. */

#include "config.h"

#include "sockeye-filter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a look costs, in rough steps: a number of the record; the extra area; the
 * text of the call; the payload. */
enum
{
  COST_RECORD = 1,
  COST_EXTRA = 10,
  COST_TEXT = 100,
  COST_PAYLOAD = 1000,
};

static const SockeyeFieldInfo fields[SOCKEYE_N_FIELDS] = {
  [SOCKEYE_FIELD_SOCKET] = { "socket", SOCKEYE_SORT_SOCKET, COST_RECORD,
                             N_("the socket, as in s1; within s1: its peers too") },
  [SOCKEYE_FIELD_DIRECTION] = { "direction", SOCKEYE_SORT_DIRECTION, COST_RECORD,
                                N_("in: received or accepted; out: sent") },
  [SOCKEYE_FIELD_CALL] = { "call", SOCKEYE_SORT_CALL, COST_RECORD,
                           N_("the call, as in recvfrom") },
  [SOCKEYE_FIELD_KIND] = { "kind", SOCKEYE_SORT_KIND, COST_RECORD,
                           N_("what the row is, as in recv") },
  [SOCKEYE_FIELD_ERROR] = { "error", SOCKEYE_SORT_CODE, COST_RECORD,
                            N_("the call failed; or with which code, as in ECONNREFUSED") },
  [SOCKEYE_FIELD_PEER] = { "peer", SOCKEYE_SORT_ADDRESS, COST_EXTRA,
                           N_("the other side: its address, with or without the port") },
  [SOCKEYE_FIELD_PEER_HOST] = { "peer.host", SOCKEYE_SORT_TEXT, COST_EXTRA,
                                N_("the address of the other side, without the port") },
  [SOCKEYE_FIELD_PEER_PORT] = { "peer.port", SOCKEYE_SORT_NUMBER, COST_EXTRA,
                                N_("the port of the other side") },
  [SOCKEYE_FIELD_BYTES] = { "bytes", SOCKEYE_SORT_SIZE, COST_RECORD,
                            N_("bytes sent or received") },
  [SOCKEYE_FIELD_ASKED] = { "asked", SOCKEYE_SORT_SIZE, COST_RECORD,
                            N_("bytes to be sent, or the size given to recv()") },
  [SOCKEYE_FIELD_RESULT] = { "result", SOCKEYE_SORT_NUMBER, COST_RECORD,
                             N_("what the call returned; an errno negative") },
  [SOCKEYE_FIELD_DURATION] = { "duration", SOCKEYE_SORT_DURATION, COST_RECORD,
                               N_("how long the call took, as in 10ms") },
  [SOCKEYE_FIELD_TIME] = { "time", SOCKEYE_SORT_TIME, COST_RECORD,
                           N_("seconds since the first row, or the time of day, as in 10:41:07") },
  [SOCKEYE_FIELD_NUMBER] = { "number", SOCKEYE_SORT_NUMBER, COST_RECORD,
                             N_("the number of the row") },
  [SOCKEYE_FIELD_POSITION] = { "position", SOCKEYE_SORT_SIZE, COST_RECORD,
                               N_("where the data stands in its direction: byte, or message") },
  [SOCKEYE_FIELD_FLAGS] = { "flags", SOCKEYE_SORT_FLAGS, COST_RECORD,
                            N_("flags that were passed, as in MSG_PEEK") },
  [SOCKEYE_FIELD_AUTOMATIC] = { "automatic", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                                N_("made by automatic mode") },
  [SOCKEYE_FIELD_TRUNCATED] = { "truncated", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                                N_("the kernel cut the datagram") },
  [SOCKEYE_FIELD_PARTIAL] = { "partial", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                              N_("the payload is kept in part") },
  [SOCKEYE_FIELD_CONTINUATION] = { "continuation", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                                   N_("the rest of an earlier send") },
  [SOCKEYE_FIELD_CANCELLED] = { "cancelled", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                                N_("cancelled while it waited") },
  [SOCKEYE_FIELD_REFUSED] = { "refused", SOCKEYE_SORT_BOOLEAN, COST_RECORD,
                              N_("refused by Sockeye: no call was made") },
  [SOCKEYE_FIELD_MARKED] = { "marked", SOCKEYE_SORT_BOOLEAN, COST_EXTRA,
                             N_("rows that you marked") },
  [SOCKEYE_FIELD_COMMENT] = { "comment", SOCKEYE_SORT_TEXT, COST_EXTRA,
                              N_("what you noted on the row") },
  [SOCKEYE_FIELD_DATA] = { "data", SOCKEYE_SORT_BYTES, COST_PAYLOAD,
                           N_("the bytes that were sent or received") },
  [SOCKEYE_FIELD_TEXT] = { "text", SOCKEYE_SORT_TEXT, COST_TEXT,
                           N_("the call and its result in words, without the data") },
};

static const SockeyeOperatorInfo operators[SOCKEYE_N_OPERATORS] = {
  [SOCKEYE_OPERATOR_IS] = { "", NULL, "" },
  [SOCKEYE_OPERATOR_EQUAL] = { "==", NULL, N_("is") },
  [SOCKEYE_OPERATOR_UNEQUAL] = { "!=", NULL, N_("is another than") },
  [SOCKEYE_OPERATOR_LESS] = { "<", NULL, N_("less than") },
  [SOCKEYE_OPERATOR_AT_MOST] = { "<=", NULL, N_("at most") },
  [SOCKEYE_OPERATOR_MORE] = { ">", NULL, N_("more than") },
  [SOCKEYE_OPERATOR_AT_LEAST] = { ">=", NULL, N_("at least") },
  [SOCKEYE_OPERATOR_CONTAINS] = { "contains", NULL, N_("has this in it") },
  [SOCKEYE_OPERATOR_STARTS] = { "starts", NULL, N_("begins with this") },
  [SOCKEYE_OPERATOR_MATCHES] = { "matches", "~", N_("a regular expression, as in /get/i") },
  [SOCKEYE_OPERATOR_IN] = { "in", NULL, N_("one of several, as in (1, 2, 3)") },
  [SOCKEYE_OPERATOR_WITHIN] = { "within", NULL, N_("this socket, and the peers it accepted") },
};

#define BIT(operator) (1u << SOCKEYE_OPERATOR_##operator)
#define EQUALS        (BIT (EQUAL) | BIT (UNEQUAL) | BIT (IN))
#define COMPARES      (EQUALS | BIT (LESS) | BIT (AT_MOST) | BIT (MORE) | BIT (AT_LEAST))
#define SEARCHES      (EQUALS | BIT (CONTAINS) | BIT (STARTS) | BIT (MATCHES))

/* What can be asked of each, and what it is, for the message that it cannot. */
static const struct
{
  guint       operators;
  const char *example;
  const char *description;
} sorts[SOCKEYE_N_SORTS] = {
  [SOCKEYE_SORT_BOOLEAN] = { BIT (IS), "automatic",
    N_("%s is true or false and stands alone") },
  [SOCKEYE_SORT_SOCKET] = { EQUALS | BIT (WITHIN), "socket == s1",
    N_("%s is a socket: it takes ==, !=, in and within") },
  [SOCKEYE_SORT_DIRECTION] = { EQUALS, "direction == in",
    N_("%s is in or out: it takes ==, != and in") },
  [SOCKEYE_SORT_CALL] = { EQUALS, "call == recv",
    N_("%s is the name of a call: it takes ==, != and in") },
  [SOCKEYE_SORT_KIND] = { EQUALS, "kind == event",
    N_("%s is a kind of row: it takes ==, != and in") },
  [SOCKEYE_SORT_CODE] = { EQUALS | BIT (IS), "error == ECONNREFUSED",
    N_("%s stands alone, or is a code: it takes ==, != and in") },
  [SOCKEYE_SORT_ADDRESS] = { SEARCHES, "peer == 127.0.0.1",
    N_("%s is an address: it takes ==, !=, in, contains, starts and matches") },
  [SOCKEYE_SORT_NUMBER] = { COMPARES, "number >= 100",
    N_("%s is a number; contains, starts and matches are for text") },
  [SOCKEYE_SORT_SIZE] = { COMPARES, "bytes > 100",
    N_("%s is a number; contains, starts and matches are for text") },
  [SOCKEYE_SORT_DURATION] = { COMPARES, "duration > 10ms",
    N_("%s is a time; contains, starts and matches are for text") },
  [SOCKEYE_SORT_TIME] = { COMPARES, "time >= 10s",
    N_("%s is a time; contains, starts and matches are for text") },
  [SOCKEYE_SORT_FLAGS] = { EQUALS | BIT (CONTAINS), "flags contains MSG_PEEK",
    N_("%s are flags: they take ==, !=, in and contains") },
  [SOCKEYE_SORT_BYTES] = { SEARCHES, "data contains \"GET\"",
    N_("%s are bytes; <, <=, > and >= are for numbers") },
  [SOCKEYE_SORT_TEXT] = { SEARCHES, "text contains \"GET\"",
    N_("%s is text; <, <=, > and >= are for numbers") },
};

const SockeyeFieldInfo *
_sockeye_field_get_info (SockeyeField field)
{
  return &fields[field];
}

gboolean
_sockeye_field_find (const char   *name,
                     gsize         length,
                     SockeyeField *field)
{
  /* As in Wireshark's and mitmproxy's users' fingers. */
  if (length == strlen ("verb") && strncmp (name, "verb", length) == 0)
    {
      *field = SOCKEYE_FIELD_CALL;
      return TRUE;
    }
  for (guint i = 0; i < SOCKEYE_N_FIELDS; i++)
    if (strncmp (fields[i].name, name, length) == 0 && fields[i].name[length] == '\0')
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

const SockeyeOperatorInfo *
_sockeye_operator_get_info (SockeyeOperator operator)
{
  return &operators[operator];
}

gboolean
_sockeye_operator_find (const char      *name,
                        gsize            length,
                        SockeyeOperator *operator)
{
  for (guint i = SOCKEYE_OPERATOR_EQUAL; i < SOCKEYE_N_OPERATORS; i++)
    if ((strncmp (operators[i].name, name, length) == 0 && operators[i].name[length] == '\0')
        || (operators[i].other != NULL && strncmp (operators[i].other, name, length) == 0
            && operators[i].other[length] == '\0'))
      {
        *operator = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
_sockeye_sort_takes (SockeyeSort     sort,
                     SockeyeOperator operator)
{
  return (sorts[sort].operators & 1u << operator) != 0;
}

/* A sentence with %s for the field: what it is and takes. Translated. */
const char *
_sockeye_sort_describe (SockeyeSort sort)
{
  return _(sorts[sort].description);
}

/* Whether the field can stand alone, as a boolean. */
gboolean
_sockeye_sort_is_alone (SockeyeSort sort)
{
  return _sockeye_sort_takes (sort, SOCKEYE_OPERATOR_IS);
}

/* A condition of such a field, as it is typed. */
const char *
_sockeye_sort_get_example (SockeyeSort sort)
{
  return sorts[sort].example;
}
