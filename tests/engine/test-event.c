/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "journal/sockeye-journal-private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <time.h>

#define S1 SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED)
#define C2 SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_ACCEPTED)
#define S5 SOCKEYE_SOCKET_ID (5, SOCKEYE_ORIGIN_CREATED)

/* A journal, and the row that is being made for it. */
typedef struct
{
  SockeyeJournal *journal;
  SockeyeRecord   record;
  GByteArray     *extra;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->journal = sockeye_journal_new ();
  fixture->extra = g_byte_array_new ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->journal);
  g_byte_array_unref (fixture->extra);
}

static SockeyeRecord *
row_begin (Fixture         *fixture,
           SockeyeVerb      verb,
           SockeyeKind      kind,
           SockeyeSocketId  socket)
{
  g_byte_array_set_size (fixture->extra, 0);
  fixture->record = (SockeyeRecord) { .verb = verb, .kind = kind, .socket = socket };
  return &fixture->record;
}

static void
row_add_text (Fixture         *fixture,
              SockeyeExtraTag  tag,
              const char      *text)
{
  _sockeye_extra_add (fixture->extra, tag, text, strlen (text));
}

static void
row_add_number (Fixture         *fixture,
                SockeyeExtraTag  tag,
                guint32          number)
{
  _sockeye_extra_add (fixture->extra, tag, &number, sizeof number);
}

static void
row_add_args (Fixture *fixture,
              gint32   first,
              gint32   second,
              gint32   third)
{
  const gint32 args[] = { first, second, third };

  _sockeye_extra_add (fixture->extra, SOCKEYE_EXTRA_ARGS, args, sizeof args);
}

static void
row_add_inet (Fixture         *fixture,
              SockeyeExtraTag  tag,
              const char      *host,
              guint16          port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };

  g_assert_cmpint (inet_pton (AF_INET, host, &address.sin_addr), ==, 1);
  _sockeye_extra_add (fixture->extra, tag, &address, sizeof address);
}

static void
row_set_payload (Fixture    *fixture,
                 const char *bytes,
                 gsize       size)
{
  g_autoptr (GBytes) payload = g_bytes_new (bytes, size);
  gsize kept;

  fixture->record.data = _sockeye_journal_store (fixture->journal, payload, &kept);
  fixture->record.kept = (guint32) size;
}

static SockeyeEvent *
row_end (Fixture *fixture)
{
  guint64 number = _sockeye_journal_append (fixture->journal, &fixture->record, fixture->extra);

  g_assert_cmpuint (_sockeye_journal_publish (fixture->journal), ==, number);
  return sockeye_journal_dup_event (fixture->journal, number);
}

/* Ends the row and compares its columns, and the code that is copied; NULL for
 * code that is the call. */
static void
row_assert (Fixture    *fixture,
            const char *call,
            const char *result,
            const char *data,
            const char *code)
{
  g_autoptr (SockeyeEvent) event = row_end (fixture);
  g_autofree char *call_text = sockeye_event_dup_call_text (event, 0);
  g_autofree char *result_text = sockeye_event_dup_result_text (event);
  g_autofree char *data_text = sockeye_event_dup_data_text (event, 0);
  g_autofree char *code_text = sockeye_event_dup_code (event);

  g_assert_cmpstr (call_text, ==, call);
  g_assert_cmpstr (result_text, ==, result);
  g_assert_cmpstr (data_text, ==, data);
  g_assert_cmpstr (code_text, ==, code != NULL ? code : call);
}

static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_SOCKET, SOCKEYE_KIND_CALL, S1);
  row_add_args (fixture, AF_INET, SOCK_STREAM, 0);
  row_assert (fixture, "s1 = socket(AF_INET, SOCK_STREAM, 0)", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_SOCKET, SOCKEYE_KIND_ERROR, S5)->result = -EPROTONOSUPPORT;
  row_add_args (fixture, AF_INET, SOCK_STREAM, IPPROTO_UDP);
  {
    g_autoptr (SockeyeEvent) event = row_end (fixture);
    g_autofree char *call = sockeye_event_dup_call_text (event, 0);
    g_autofree char *result = sockeye_event_dup_result_text (event);

    g_assert_cmpstr (call, ==, "socket(AF_INET, SOCK_STREAM, IPPROTO_UDP)");
    g_assert_true (g_str_has_prefix (result, "EPROTONOSUPPORT: "));
    g_assert_cmpuint (sockeye_event_get_child (event), ==, 0);
    g_assert_cmpuint (sockeye_event_get_socket (event), ==, S5);
    g_assert_cmpint (sockeye_event_get_errno (event), ==, EPROTONOSUPPORT);
    g_assert_true (sockeye_event_is_error (event));
  }
}

static void
test_plain_calls (Fixture       *fixture,
                  gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_SETSOCKOPT, SOCKEYE_KIND_CALL, S1);
  row_add_args (fixture, SOL_SOCKET, SO_REUSEADDR, 1);
  row_assert (fixture, "s1.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_BIND, SOCKEYE_KIND_CALL, S1);
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "127.0.0.1", 12345);
  row_assert (fixture, "s1.bind(('127.0.0.1', 12345))", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_BIND, SOCKEYE_KIND_CALL, S1);
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "0.0.0.0", 80);
  row_add_text (fixture, SOCKEYE_EXTRA_HOST, "");
  row_assert (fixture, "s1.bind(('', 80))", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_LISTEN, SOCKEYE_KIND_CALL, S1);
  row_add_args (fixture, 5, 0, 0);
  row_assert (fixture, "s1.listen(5)", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_SHUTDOWN, SOCKEYE_KIND_CALL, C2);
  row_add_args (fixture, SHUT_WR, 0, 0);
  row_assert (fixture, "c2.shutdown(SHUT_WR)", "ok", "", NULL);
}

static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ACCEPT, S1);
  row_add_number (fixture, SOCKEYE_EXTRA_CHILD, C2);
  row_add_inet (fixture, SOCKEYE_EXTRA_PEER, "127.0.0.1", 51472);
  row_assert (fixture, "c2, addr = s1.accept()", "ok", "('127.0.0.1', 51472)", NULL);

  row_begin (fixture, SOCKEYE_VERB_ACCEPT, SOCKEYE_KIND_ACCEPT, S1)->bits = SOCKEYE_BIT_CANCELLED;
  row_assert (fixture, "s1.accept()", "cancelled", "", "# s1.accept()  # cancelled");
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_CONNECT, SOCKEYE_KIND_ERROR, S1)->result = -ECONNREFUSED;
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "127.0.0.1", 9);
  row_assert (fixture, "s1.connect(('127.0.0.1', 9))", "ECONNREFUSED: connection refused", "",
              "# s1.connect(('127.0.0.1', 9))  # ECONNREFUSED: connection refused");

  /* The look-up did not answer, so there is only the name. */
  row_begin (fixture, SOCKEYE_VERB_CONNECT, SOCKEYE_KIND_CALL, S1)->bits = SOCKEYE_BIT_CANCELLED;
  row_add_text (fixture, SOCKEYE_EXTRA_HOST, "example.org");
  row_add_number (fixture, SOCKEYE_EXTRA_PORT, 80);
  row_assert (fixture, "s1.connect(('example.org', 80))", "cancelled", "",
              "# s1.connect(('example.org', 80))  # cancelled");
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_CLOSE, SOCKEYE_KIND_CALL, S1);
  row_assert (fixture, "s1.close()", "ok", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_CLOSE, SOCKEYE_KIND_CALL, S1);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 2);
  row_assert (fixture, "s1.close()", "ok, 2 waiting connections reset", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_CLOSE, SOCKEYE_KIND_CALL, S1);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 1);
  row_assert (fixture, "s1.close()", "ok, 1 waiting connection reset", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_CLOSE, SOCKEYE_KIND_CALL, C2)->bits = SOCKEYE_BIT_NOW;
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 4096);
  row_assert (fixture, "c2.close()", "ok, 4,096 queued bytes discarded", "", NULL);
}

static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  SockeyeRecord *record;
  const guint64 cause = 1007;

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  row_set_payload (fixture, "Thank you for connecting", 24);
  record->result = 24;
  record->asked = 24;
  row_assert (fixture, "c2.send(b'Thank you for connecting')", "24", "Thank you for connecting",
              NULL);

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  record->flags = MSG_DONTWAIT;
  record->asked = 3;
  record->result = 2;
  row_set_payload (fixture, "a'\n", 3);
  row_assert (fixture, "c2.send(b\"a'\\n\", MSG_DONTWAIT)", "2 of 3", "a'\\n", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  record->bits = SOCKEYE_BIT_CONTINUATION;
  record->asked = record->result = 2;
  row_set_payload (fixture, "ab", 2);
  _sockeye_extra_add (fixture->extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
  row_assert (fixture, "c2.send(b'ab')", "2, continuation of row 1,007", "ab",
              "# c2.send(b'ab')  # 2, continuation of row 1,007");

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_ERROR, C2);
  record->asked = 2;
  record->result = -ECONNRESET;
  row_set_payload (fixture, "ab", 2);
  row_assert (fixture, "c2.send(b'ab')", "ECONNRESET: connection reset by peer (RST)", "ab",
              "# c2.send(b'ab')  # ECONNRESET: connection reset by peer (RST)");

  record = row_begin (fixture, SOCKEYE_VERB_SENDTO, SOCKEYE_KIND_SEND, S5);
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "127.0.0.1", 9000);
  row_assert (fixture, "s5.sendto(b'', ('127.0.0.1', 9000))", "0", "", NULL);
}

/* What is not wholly kept is never printed as if it were. */
static void
test_send_not_kept (Fixture       *fixture,
                    gconstpointer  data)
{
  SockeyeRecord *record;

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  record->asked = record->result = record->kept = 24;
  row_assert (fixture, "c2.send(<24 bytes, no longer kept>)", "24", "<24 bytes, no longer kept>",
              "# c2.send(<24 bytes, no longer kept>)  # 24");

  record = row_begin (fixture, SOCKEYE_VERB_SENDTO, SOCKEYE_KIND_SEND, S5);
  record->bits = SOCKEYE_BIT_PARTIAL;
  record->flags = MSG_DONTWAIT;
  record->asked = record->result = 10000;
  row_set_payload (fixture, "abc", 3);
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "127.0.0.1", 9000);
  row_assert (fixture,
              "s5.sendto(<first 3 bytes of 10,000 bytes>, MSG_DONTWAIT, ('127.0.0.1', 9000))",
              "10,000", "<first 3 bytes of 10,000 bytes> abc",
              "# s5.sendto(<first 3 bytes of 10,000 bytes>, MSG_DONTWAIT, "
              "('127.0.0.1', 9000))  # 10,000");

  record = row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_ERROR, C2);
  record->bits = SOCKEYE_BIT_REFUSED;
  record->asked = 20000000;
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "the queue\nis full");
  {
    g_autoptr (SockeyeEvent) event = row_end (fixture);
    g_autofree char *code = sockeye_event_dup_code (event);

    g_assert_cmpstr (code, ==, "# c2.send(<20,000,000 bytes, not kept>)  "
                               "# refused by Sockeye: the queue is full");
    g_assert_true (sockeye_event_is_error (event));
    g_assert_cmpint (sockeye_event_get_errno (event), ==, 0);
    g_assert_cmpint (sockeye_event_get_bytes (event), ==, -1);
    g_assert_null (sockeye_event_dup_call (event));
  }
}

static void
test_recv (Fixture       *fixture,
           gconstpointer  data)
{
  SockeyeRecord *record;

  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  record->asked = 65536;
  record->result = 5;
  row_set_payload (fixture, "GET /", 5);
  row_assert (fixture, "c2.recv(65536)", "", "GET /", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  record->asked = 1024;
  record->flags = MSG_PEEK | MSG_DONTWAIT;
  record->result = record->kept = 1000;
  row_assert (fixture, "c2.recv(1024, MSG_PEEK | MSG_DONTWAIT)", "",
              "<1,000 bytes, no longer kept>", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV, S5);
  record->asked = 65536;
  record->result = 1;
  row_set_payload (fixture, "\0", 1);
  row_add_inet (fixture, SOCKEYE_EXTRA_PEER, "127.0.0.1", 9);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 64);
  row_assert (fixture, "s5.recvfrom(65536)", "64 in one recvmmsg", "\\x00", NULL);
}

/* The three kinds of nothing, and a zero that was asked for. */
static void
test_recv_empty (Fixture       *fixture,
                 gconstpointer  data)
{
  SockeyeRecord *record;

  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  record->asked = 65536;
  record->bits = SOCKEYE_BIT_END_OF_STREAM;
  row_add_args (fixture, AF_INET6, SOCK_STREAM, IPPROTO_TCP);
  row_assert (fixture, "c2.recv(65536)", "end of stream: the peer sent FIN", "", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  record->asked = 65536;
  record->bits = SOCKEYE_BIT_END_OF_STREAM;
  row_add_args (fixture, AF_UNIX, SOCK_STREAM, 0);
  row_assert (fixture, "c2.recv(65536)", "end of stream: the peer closed", "", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  record->asked = 65536;
  row_add_args (fixture, AF_INET, SOCK_STREAM, 0);
  row_assert (fixture, "c2.recv(65536)", "0 bytes: receiving is shut down", "", NULL);

  record = row_begin (fixture, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV, S5);
  record->asked = 65536;
  row_assert (fixture, "s5.recvfrom(65536)", "0 bytes: an empty datagram", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  row_assert (fixture, "c2.recv(0)", "", "", NULL);
}

static void
test_recv_cut (Fixture       *fixture,
               gconstpointer  data)
{
  SockeyeRecord *record;

  record = row_begin (fixture, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV, S5);
  record->asked = record->result = 5;
  record->bits = SOCKEYE_BIT_TRUNCATED;
  row_set_payload (fixture, "abcde", 5);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 1400);
  row_assert (fixture, "s5.recvfrom(5)", "1,395 of 1,400 lost", "abcde", NULL);

  /* First of a batch, and cut: two counts. */
  record = row_begin (fixture, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV, S5);
  record->asked = record->result = 5;
  record->bits = SOCKEYE_BIT_TRUNCATED;
  row_set_payload (fixture, "abcde", 5);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 64);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 1400);
  row_assert (fixture, "s5.recvfrom(5)", "1,395 of 1,400 lost", "abcde", NULL);

  /* Only looked at: nothing is lost. */
  record = row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, S5);
  record->asked = record->result = 5;
  record->flags = MSG_PEEK;
  record->bits = SOCKEYE_BIT_TRUNCATED;
  row_set_payload (fixture, "abcde", 5);
  row_add_number (fixture, SOCKEYE_EXTRA_COUNT, 6);
  row_assert (fixture, "s5.recv(5, MSG_PEEK)", "5 of 6 bytes", "abcde", NULL);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *result = NULL;
  g_autoptr (SockeyeEvent) event = NULL;

  row_begin (fixture, SOCKEYE_VERB_GETHOSTNAME, SOCKEYE_KIND_CALL, 0);
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "lab");
  row_assert (fixture, "gethostname()", "'lab'", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_GETADDRINFO, SOCKEYE_KIND_CALL, S1)->result = 2;
  row_add_text (fixture, SOCKEYE_EXTRA_HOST, "localhost");
  row_add_number (fixture, SOCKEYE_EXTRA_PORT, 12345);
  row_add_args (fixture, AF_INET, SOCK_STREAM, 0);
  row_add_inet (fixture, SOCKEYE_EXTRA_ANSWER, "127.0.0.1", 12345);
  row_add_inet (fixture, SOCKEYE_EXTRA_ANSWER, "127.0.0.2", 12345);
  row_assert (fixture, "getaddrinfo('localhost', 12345, AF_INET, SOCK_STREAM)",
              "2 addresses: 127.0.0.1, 127.0.0.2", "", NULL);

  row_begin (fixture, SOCKEYE_VERB_GETADDRINFO, SOCKEYE_KIND_ERROR, S1)->result = EAI_NONAME;
  fixture->record.bits = SOCKEYE_BIT_EAI;
  row_add_text (fixture, SOCKEYE_EXTRA_HOST, "no.invalid");
  row_add_number (fixture, SOCKEYE_EXTRA_PORT, 80);
  row_add_args (fixture, AF_INET, SOCK_STREAM, 0);
  event = row_end (fixture);
  result = sockeye_event_dup_result_text (event);
  g_assert_true (g_str_has_prefix (result, "EAI_NONAME: "));
  g_assert_cmpint (sockeye_event_get_errno (event), ==, 0);
  g_assert_true (sockeye_event_is_error (event));
  g_assert_null (sockeye_event_dup_address (event));
}

static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT, C2)->result =
    SOCKEYE_NEWS_PEER_CLOSED;
  row_assert (fixture, "c2: peer closed", "what it sent before can still be received", "",
              "# c2: peer closed");

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT, C2)->result = SOCKEYE_NEWS_RESET;
  row_assert (fixture, "c2: connection reset by peer", "the next call returns the error", "",
              "# c2: connection reset by peer");

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT, S5)->result = SOCKEYE_NEWS_DROPPED;
  fixture->record.asked = 1200;
  row_assert (fixture, "s5: the kernel dropped 1,200 datagrams", "the receive buffer was full", "",
              "# s5: the kernel dropped 1,200 datagrams");

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT, S1)->result = SOCKEYE_NEWS_UNLINKED;
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "/tmp/a\nb");
  row_assert (fixture, "s1: path /tmp/a b removed", "it was made by bind()", "",
              "# s1: path /tmp/a b removed");

  /* News is no error, whatever its number. */
  for (int news = SOCKEYE_NEWS_NONE; news <= SOCKEYE_NEWS_PASSED; news++)
    {
      g_autoptr (SockeyeEvent) event = NULL;

      row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_EVENT, C2)->result = news;
      event = row_end (fixture);
      g_assert_cmpint (sockeye_event_get_news (event), ==, news);
      g_assert_false (sockeye_event_is_error (event));
      g_assert_cmpint (sockeye_event_get_bytes (event), ==, -1);
      g_assert_null (sockeye_event_dup_call (event));
    }
}

/* A script's words cannot become code, nor turn the line around. */
static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE, 0);
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "Got connection from 'ü'");
  row_assert (fixture, "Got connection from 'ü'", "", "", "# Got connection from 'ü'");

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE, 0);
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "one\nos.remove()\t\x1b[2J\xe2\x80\xae\xff");
  row_assert (fixture, "one os.remove() \xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd", "", "",
              "# one os.remove() \xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd");

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE, 0);
  row_assert (fixture, "", "", "", "# ");
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *bytes = g_strnfill (100000, 'x');
  g_autoptr (SockeyeEvent) send = NULL;
  g_autoptr (SockeyeEvent) note = NULL;
  g_autofree char *call = NULL;
  g_autofree char *all = NULL;
  g_autofree char *words = NULL;
  g_autofree char *preview = NULL;

  row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  fixture->record.asked = 100000;
  fixture->record.result = 100000;
  row_set_payload (fixture, bytes, 100000);
  send = row_end (fixture);
  call = sockeye_event_dup_call_text (send, 120);
  g_assert_cmpint (g_utf8_strlen (call, -1), <=, 120);
  g_assert_true (g_str_has_prefix (call, "c2.send(b'xxx"));
  all = sockeye_event_dup_call_text (send, 0);
  g_assert_cmpuint (strlen (all), ==, strlen ("c2.send(b'')") + 100000);
  preview = sockeye_event_dup_data_text (send, 120);
  g_assert_cmpint (g_utf8_strlen (preview, -1), <=, 120);

  row_begin (fixture, SOCKEYE_VERB_NONE, SOCKEYE_KIND_NOTE, 0);
  row_add_text (fixture, SOCKEYE_EXTRA_TEXT, "äöüß");
  note = row_end (fixture);
  words = sockeye_event_dup_call_text (note, 3);
  g_assert_cmpstr (words, ==, "äö…");
  g_free (words);
  words = sockeye_event_dup_call_text (note, 4);
  g_assert_cmpstr (words, ==, "äöüß");
}

/* The call of a row makes the same row again. */
static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeCall) call = NULL;
  g_autofree char *text = NULL;

  row_begin (fixture, SOCKEYE_VERB_SENDTO, SOCKEYE_KIND_SEND, S5);
  fixture->record.asked = fixture->record.result = 3;
  fixture->record.flags = MSG_DONTWAIT;
  row_set_payload (fixture, "abc", 3);
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "255.255.255.255", 9);
  row_add_text (fixture, SOCKEYE_EXTRA_HOST, "<broadcast>");
  event = row_end (fixture);
  call = sockeye_event_dup_call (event);
  g_assert_cmpint (sockeye_call_get_verb (call), ==, SOCKEYE_VERB_SENDTO);
  g_assert_cmpuint (sockeye_call_get_socket (call), ==, S5);
  g_assert_cmpint (sockeye_call_get_flags (call), ==, MSG_DONTWAIT);
  g_assert_cmpmem (g_bytes_get_data (sockeye_call_get_bytes (call), NULL),
                   g_bytes_get_size (sockeye_call_get_bytes (call)), "abc", 3);
  g_assert_cmpstr (sockeye_address_get_host (sockeye_call_get_address (call)), ==, "<broadcast>");
  text = sockeye_call_to_python (call, 0);
  g_assert_cmpstr (text, ==, "s5.sendto(b'abc', MSG_DONTWAIT, ('<broadcast>', 9))");
}

/* Rows without what they should have: shown as far as they go. */
static void
test_bare (Fixture       *fixture,
           gconstpointer  data)
{
  for (int verb = SOCKEYE_VERB_NONE; verb < SOCKEYE_N_VERBS; verb++)
    for (int kind = SOCKEYE_KIND_CALL; kind <= SOCKEYE_KIND_GAP; kind++)
      for (int result = -1; result <= 1; result++)
        {
          g_autoptr (SockeyeEvent) event = NULL;
          g_autofree char *line = NULL;
          g_autofree char *code = NULL;
          g_autofree char *sentence = NULL;

          row_begin (fixture, verb, kind, verb % 2 == 0 ? 0 : C2)->result = result;
          event = row_end (fixture);
          line = sockeye_event_dup_line (event);
          code = sockeye_event_dup_code (event);
          sentence = sockeye_event_dup_sentence (event);
          g_assert_nonnull (line);
          g_assert_nonnull (code);
          g_assert_nonnull (sentence);
        }
}

static void
test_line (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *line = NULL;
  g_autofree char *time = NULL;
  g_autofree char *expected = NULL;

  row_begin (fixture, SOCKEYE_VERB_RECV, SOCKEYE_KIND_RECV, C2);
  fixture->record.time = g_get_monotonic_time () * 1000;
  fixture->record.asked = 65536;
  fixture->record.result = 5;
  row_set_payload (fixture, "GET\t/", 5);
  event = row_end (fixture);
  line = sockeye_event_dup_line (event);
  time = sockeye_event_dup_time_text (event);
  expected = g_strdup_printf ("1\t%s\tc2\trecv\tc2.recv(65536)\t5\t\tGET\\t/", time);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_sentence (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SockeyeEvent) recv_event = NULL;
  g_autoptr (SockeyeEvent) send_event = NULL;
  g_autoptr (SockeyeEvent) error_event = NULL;
  g_autofree char *recv_text = NULL;
  g_autofree char *send_text = NULL;
  g_autofree char *error_text = NULL;

  row_begin (fixture, SOCKEYE_VERB_RECVFROM, SOCKEYE_KIND_RECV, S5);
  fixture->record.asked = 65536;
  fixture->record.result = 5;
  row_set_payload (fixture, "GET /", 5);
  row_add_inet (fixture, SOCKEYE_EXTRA_PEER, "127.0.0.1", 51480);
  recv_event = row_end (fixture);
  recv_text = sockeye_event_dup_sentence (recv_event);
  g_assert_cmpstr (recv_text, ==, "Row 1, s5, recv, 5 bytes from 127.0.0.1:51480, GET /");

  row_begin (fixture, SOCKEYE_VERB_SEND, SOCKEYE_KIND_SEND, C2);
  fixture->record.asked = fixture->record.result = 1;
  row_set_payload (fixture, "x", 1);
  send_event = row_end (fixture);
  send_text = sockeye_event_dup_sentence (send_event);
  g_assert_cmpstr (send_text, ==, "Row 2, c2, send, 1 byte, x");

  row_begin (fixture, SOCKEYE_VERB_CONNECT, SOCKEYE_KIND_ERROR, S1)->result = -ECONNREFUSED;
  row_add_inet (fixture, SOCKEYE_EXTRA_ADDRESS, "127.0.0.1", 9);
  error_event = row_end (fixture);
  error_text = sockeye_event_dup_sentence (error_event);
  g_assert_cmpstr (error_text, ==, "Row 3, s1, error, s1.connect(('127.0.0.1', 9)), "
                                   "ECONNREFUSED: connection refused");
}

static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SockeyeEvent) event = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  gint64 wall;
  time_t seconds;
  struct tm local;

  row_begin (fixture, SOCKEYE_VERB_GETHOSTNAME, SOCKEYE_KIND_CALL, 0);
  fixture->record.time = g_get_monotonic_time () * 1000;
  event = row_end (fixture);
  wall = sockeye_event_get_wall_time (event);
  g_assert_cmpint (ABS (wall - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);

  seconds = wall / G_USEC_PER_SEC;
  localtime_r (&seconds, &local);
  expected = g_strdup_printf ("%02d:%02d:%02d.%03d %03d", local.tm_hour, local.tm_min,
                              local.tm_sec, (int) (wall % G_USEC_PER_SEC / 1000),
                              (int) (wall % 1000));
  text = sockeye_event_dup_time_text (event);
  g_assert_cmpstr (text, ==, expected);
}

#define ADD(path, test) \
  g_test_add ("/sockeye/event/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("text/socket", test_socket);
  ADD ("text/plain-calls", test_plain_calls);
  ADD ("text/accept", test_accept);
  ADD ("text/connect", test_connect);
  ADD ("text/close", test_close);
  ADD ("text/send", test_send);
  ADD ("text/send-not-kept", test_send_not_kept);
  ADD ("text/recv", test_recv);
  ADD ("text/recv-empty", test_recv_empty);
  ADD ("text/recv-cut", test_recv_cut);
  ADD ("text/names", test_names);
  ADD ("text/news", test_news);
  ADD ("text/note", test_note);
  ADD ("text/limit", test_limit);
  ADD ("text/bare", test_bare);
  ADD ("text/line", test_line);
  ADD ("text/sentence", test_sentence);
  ADD ("text/time", test_time);
  ADD ("call", test_call);

  return g_test_run ();
}
