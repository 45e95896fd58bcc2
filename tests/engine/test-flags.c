/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "call/sockeye-flags.h"

static void
check_list (SockeyeVerb verb,
            int         all)
{
  guint n;
  const SockeyeConstant *flags = sockeye_flags_list (verb, &n);
  int found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = sockeye_flags_to_string (flags[i].number);
      g_autofree char *alone = sockeye_flags_dup_contradiction (verb, flags[i].number);

      g_assert_cmpstr (flags[i].name, ==, name);
      g_assert_cmpstr (flags[i].word, !=, "");
      g_assert_null (alone);
      g_assert_cmpint (found & flags[i].number, ==, 0);
      found |= flags[i].number;
    }
  g_assert_cmphex (found, ==, all);
}

static void
test_flags_list (void)
{
  const int receive = MSG_PEEK | MSG_WAITALL | MSG_DONTWAIT | MSG_TRUNC | MSG_OOB
                      | MSG_ERRQUEUE;
  const int send = MSG_DONTWAIT | MSG_OOB | MSG_MORE | MSG_EOR;

  check_list (SOCKEYE_VERB_RECV, receive);
  check_list (SOCKEYE_VERB_RECVFROM, receive);
  check_list (SOCKEYE_VERB_SEND, send);
  check_list (SOCKEYE_VERB_SENDTO, send);
  check_list (SOCKEYE_VERB_SENDMSG, send);
}

static void
test_flags_text (void)
{
  g_autofree char *none = sockeye_flags_to_string (0);
  g_autofree char *two = sockeye_flags_to_string (MSG_DONTWAIT | MSG_PEEK);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (two, ==, "MSG_PEEK | MSG_DONTWAIT");
}

static void
test_flags_contradictions (void)
{
  static const struct
  {
    SockeyeVerb verb;
    int         flags;
    gboolean    contradicts;
  } rows[] = {
    { SOCKEYE_VERB_RECV, MSG_WAITALL | MSG_DONTWAIT, TRUE },
    { SOCKEYE_VERB_RECVFROM, MSG_WAITALL | MSG_DONTWAIT | MSG_PEEK, TRUE },
    { SOCKEYE_VERB_RECV, MSG_WAITALL | MSG_OOB, TRUE },
    { SOCKEYE_VERB_RECV, MSG_PEEK | MSG_DONTWAIT, FALSE },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_DONTWAIT, FALSE },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_PEEK, TRUE },
    { SOCKEYE_VERB_RECVFROM, MSG_ERRQUEUE | MSG_WAITALL, TRUE },
    { SOCKEYE_VERB_RECV, MSG_ERRQUEUE | MSG_OOB, TRUE },
    { SOCKEYE_VERB_SENDMSG, MSG_MORE | MSG_EOR, TRUE },
    { SOCKEYE_VERB_RECV, MSG_PEEK | MSG_WAITALL, FALSE },
    { SOCKEYE_VERB_SEND, MSG_MORE | MSG_EOR, TRUE },
    { SOCKEYE_VERB_SENDTO, MSG_MORE | MSG_EOR, TRUE },
    { SOCKEYE_VERB_SEND, MSG_MORE | MSG_DONTWAIT, FALSE },
    { SOCKEYE_VERB_SEND, MSG_WAITALL | MSG_DONTWAIT, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *why = sockeye_flags_dup_contradiction (rows[i].verb, rows[i].flags);

      g_assert_cmpint (why != NULL, ==, rows[i].contradicts);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/flags/list", test_flags_list);
  g_test_add_func ("/sockeye/flags/text", test_flags_text);
  g_test_add_func ("/sockeye/flags/contradictions", test_flags_contradictions);
  return g_test_run ();
}
