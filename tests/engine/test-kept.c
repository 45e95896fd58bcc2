/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A payload of which only the first part is kept, and said to be so. */

#include "config.h"

#include "hand-util.h"

static void
check_part (SockeyeEvent *event,
            const char   *kept,
            guint64       whole)
{
  g_autoptr (GBytes) payload = sockeye_event_dup_payload (event);
  gsize size = strlen (kept);

  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_PARTIAL);
  g_assert_cmpuint (sockeye_event_get_kept (event), ==, size);
  g_assert_cmpuint (sockeye_event_get_whole (event), ==, whole);
  if (size > 0)
    g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), kept, size);
  else
    g_assert_null (payload);
}

static void
check_texts (SockeyeEvent *event,
             const char   *data,
             const char   *code)
{
  g_autofree char *data_text = sockeye_event_dup_data_text (event, 0);
  g_autofree char *code_text = sockeye_event_dup_code (event);

  g_assert_cmpstr (data_text, ==, data);
  g_assert_cmpstr (code_text, ==, code);
}

/* What the peer gets is whole all the same. */
static void
test_kept_send (void)
{
  Hand hand;
  g_autoptr (SockeyeEvent) event = NULL;
  char buffer[32];

  hand_init (&hand);
  sockeye_journal_set_max_kept (sockeye_session_get_journal (hand.session), 4);
  event = test_call (hand.session, test_send_call (hand.peer, "0123456789"));
  check_part (event, "0123", 10);
  check_texts (event, "<first 4 bytes of 10 bytes> 0123",
               "# c2.send(<first 4 bytes of 10 bytes>)  # 10");
  g_assert_cmpint (recv (hand.fd, buffer, sizeof buffer, 0), ==, 10);
  g_assert_cmpmem (buffer, 10, "0123456789", 10);
  hand_clear (&hand);
}

/* By hand, with MSG_WAITALL too, and a row that has less is whole. */
static void
test_kept_recv (void)
{
  const int flags[] = { 0, MSG_PEEK, MSG_WAITALL };
  Hand hand;

  hand_init (&hand);
  sockeye_journal_set_max_kept (sockeye_session_get_journal (hand.session), 4);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (SockeyeEvent) event = NULL;

      if (i != 2)
        hand_write (&hand, "0123456789");
      event = test_call (hand.session, recv_call (hand.peer, 10, flags[i]));
      g_assert_cmpint (sockeye_event_get_bytes (event), ==, 10);
      check_part (event, "0123", 10);
      if (flags[i] == 0)
        check_texts (event, "<first 4 bytes of 10 bytes> 0123", "c2.recv(10)");
    }
  hand_write (&hand, "abcd");
  check_recv (&hand, 10, 0, "abcd", "");
  hand_clear (&hand);
}

/* A large send is not held as a whole for the part that is kept; a bound for
 * all payload is a bound for each row. */
static void
test_kept_large (void)
{
  const gsize size = 1 << 20;
  Hand hand;
  SockeyeJournal *journal;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;
  GBytes *bytes = g_bytes_new_take (g_malloc0 (size), size);

  hand_init (&hand);
  journal = sockeye_session_get_journal (hand.session);
  sockeye_journal_set_max_bytes (journal, 512 << 10);
  event = test_call (hand.session,
                     sockeye_call_new_send (sockeye_socket_get_id (hand.peer), bytes, 0));
  g_assert_true (sockeye_event_get_bits (event) & SOCKEYE_BIT_PARTIAL);
  g_assert_cmpuint (sockeye_event_get_kept (event), ==, 512 << 10);
  g_assert_cmpuint (sockeye_journal_get_bytes (journal), ==, 512 << 10);
  text = sockeye_event_dup_call_text (event, 0);
  g_assert_cmpstr (text, ==, "c2.send(<first 512 KiB of 1 MiB>)");
  g_bytes_unref (bytes);
  hand_clear (&hand);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/kept/send", test_kept_send);
  g_test_add_func ("/sockeye/kept/recv", test_kept_recv);
  g_test_add_func ("/sockeye/kept/large", test_kept_large);

  return g_test_run ();
}
