/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "explain/sockeye-story.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#include "session-util.h"
#include "journal/sockeye-journal-private.h"

#define S1 SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED)

/* --- rows written by hand ------------------------------------------------------- */

static const struct
{
  int family;
  int type;
} kinds[] = {
  { AF_UNSPEC, 0 },
  { AF_INET, SOCK_STREAM },
  { AF_INET6, SOCK_STREAM },
  { AF_INET, SOCK_DGRAM },
  { AF_UNIX, SOCK_STREAM },
  { AF_UNIX, SOCK_SEQPACKET },
  { AF_UNIX, SOCK_DGRAM },
  { AF_INET, SOCK_RAW },
};

static const int errors[] = {
  EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, ECONNABORTED,
  ECONNREFUSED, ECONNRESET, EDESTADDRREQ, EHOSTUNREACH, EINTR, EINVAL, EIO, EISCONN, EMFILE,
  EMSGSIZE, ENETUNREACH, ENFILE, ENOBUFS, ENOENT, ENOPROTOOPT, ENOTCONN, EOPNOTSUPP, EPERM, EPIPE,
  EPROTOTYPE, ETIMEDOUT, 9999,
};

static char *
tell (const SockeyeRecord *record,
      GByteArray          *extra)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (SockeyeEvent) event = NULL;

  _sockeye_journal_append (journal, record, extra);
  _sockeye_journal_publish (journal);
  event = g_list_model_get_item (G_LIST_MODEL (journal), 0);
  return sockeye_session_dup_story (NULL, event);
}

/* A row of a socket of this kind, connected. */
static char *
tell_of (const SockeyeRecord *record,
         int                  family,
         int                  type)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  SockeyeSituation situation = { .family = family, .type = type, .stage = SOCKEYE_STAGE_CONNECTED };

  if (family == AF_UNSPEC)
    return tell (record, extra);
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_SITUATION, &situation, sizeof situation);
  return tell (record, extra);
}

/* One or two whole sentences. */
static void
check_sentence (const char *text)
{
  guint n_ends = 0;

  g_assert_nonnull (text);
  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 10);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, "  "));
  g_assert_null (strchr (text, '\n'));
  g_assert_null (strchr (text, '%'));
  for (const char *end = text; (end = strstr (end, ". ")) != NULL; end++)
    n_ends++;
  g_assert_cmpuint (n_ends, <=, 1);
}

/* The words of TCP are said of nothing else. */
static void
check_kind (const char *text,
            int         family,
            int         type)
{
  if (type == SOCK_STREAM && (family == AF_INET || family == AF_INET6))
    return;
  g_assert_null (strstr (text, "FIN"));
  g_assert_null (strstr (text, "RST"));
  g_assert_null (strstr (text, "SYN"));
  g_assert_null (strstr (text, "handshake"));
}

static void
check_record (const SockeyeRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = tell_of (record, kinds[i].family, kinds[i].type);

      check_sentence (text);
      check_kind (text, kinds[i].family, kinds[i].type);
    }
}

/* Every verb, however it ended, on every kind of socket. */
static void
test_story_every_row (void)
{
  for (SockeyeVerb verb = SOCKEYE_VERB_NONE + 1; verb < SOCKEYE_N_VERBS; verb++)
    {
      SockeyeRecord record = { .verb = verb, .socket = S1, .asked = 3 };

      for (int result = 0; result <= 3; result++)
        {
          record.result = result;
          check_record (&record);
        }
      record.result = 0;
      record.bits = SOCKEYE_BIT_CANCELLED;
      check_record (&record);
      record.kind = SOCKEYE_KIND_ERROR;
      record.bits = SOCKEYE_BIT_REFUSED;
      check_record (&record);
      record.bits = 0;
      for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
        {
          record.result = -errors[i];
          check_record (&record);
        }
    }
}

static void
test_story_every_eai (void)
{
  static const int codes[] = {
    EAI_ADDRFAMILY, EAI_AGAIN, EAI_BADFLAGS, EAI_FAIL, EAI_FAMILY, EAI_MEMORY, EAI_NODATA,
    EAI_NONAME, EAI_OVERFLOW, EAI_SERVICE, EAI_SOCKTYPE, EAI_SYSTEM, -9999,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      SockeyeRecord record = { .verb = SOCKEYE_VERB_GETADDRINFO, .kind = SOCKEYE_KIND_ERROR,
                               .bits = SOCKEYE_BIT_EAI, .result = codes[i] };

      check_record (&record);
      record.verb = SOCKEYE_VERB_GETSERVBYNAME;
      check_record (&record);
    }
}

static void
test_story_every_news (void)
{
  SockeyeRecord note = { .verb = SOCKEYE_VERB_NONE, .kind = SOCKEYE_KIND_NOTE };
  g_autofree char *text = tell_of (&note, AF_UNSPEC, 0);

  g_assert_cmpstr (text, ==, "A remark, not a call.");
  for (int news = SOCKEYE_NEWS_NONE; news <= SOCKEYE_NEWS_PASSED + 1; news++)
    for (guint n = 1; n < 3; n++)
      {
        SockeyeRecord record = { .verb = SOCKEYE_VERB_NONE, .kind = SOCKEYE_KIND_EVENT,
                                 .socket = S1, .result = news, .asked = n };

        check_record (&record);
      }
}

/* Bits and flags that a send or receive may have besides. */
static void
test_story_every_flag (void)
{
  static const SockeyeBits bits[] = {
    SOCKEYE_BIT_AUTOMATIC, SOCKEYE_BIT_CONTINUATION, SOCKEYE_BIT_BATCH, SOCKEYE_BIT_TRUNCATED,
    SOCKEYE_BIT_PARTIAL, SOCKEYE_BIT_END_OF_STREAM,
  };
  static const int flags[] = { 0, MSG_PEEK, MSG_OOB, MSG_DONTWAIT };

  for (SockeyeVerb verb = SOCKEYE_VERB_SEND; verb <= SOCKEYE_VERB_RECVFROM; verb++)
    for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
      for (guint j = 0; j < G_N_ELEMENTS (flags); j++)
        for (int result = 0; result <= 4; result += 2)
          {
            SockeyeRecord record = { .verb = verb, .socket = S1, .bits = bits[i],
                                     .flags = flags[j], .result = result, .asked = 4 };

            check_record (&record);
          }
}

/* What errors mean, by kind; not the whole of the wording. */
static void
test_story_errors (void)
{
  static const struct
  {
    SockeyeVerb verb;
    int         error;
    int         family;
    int         type;
    const char *hint;
  } rows[] = {
    { SOCKEYE_VERB_CONNECT, ETIMEDOUT, AF_INET, SOCK_STREAM, "sent the SYN several times" },
    { SOCKEYE_VERB_CONNECT, ECONNREFUSED, AF_INET, SOCK_STREAM, "RST came back" },
    { SOCKEYE_VERB_CONNECT, EISCONN, AF_UNIX, SOCK_STREAM, "stays connected" },
    { SOCKEYE_VERB_BIND, EADDRINUSE, AF_INET, SOCK_STREAM, "TIME_WAIT" },
    { SOCKEYE_VERB_BIND, EADDRINUSE, AF_UNIX, SOCK_DGRAM, "file at the path" },
    { SOCKEYE_VERB_SENDTO, EPIPE, AF_INET, SOCK_STREAM, "as a rule by an RST" },
    { SOCKEYE_VERB_SEND, EPIPE, AF_UNIX, SOCK_STREAM, "shut down its receiving" },
    { SOCKEYE_VERB_SEND, EAGAIN, AF_INET, SOCK_STREAM, "send buffer had no room" },
    { SOCKEYE_VERB_RECVFROM, EAGAIN, AF_INET, SOCK_DGRAM, "More may still come." },
    { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, AF_INET, SOCK_STREAM, "no FIN was sent" },
    { SOCKEYE_VERB_ACCEPT, EMFILE, AF_INET, SOCK_STREAM, "stay there" },
    { SOCKEYE_VERB_LISTEN, EINVAL, AF_UNIX, SOCK_STREAM,
      "The kernel refused the call; nothing about the socket has changed." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SockeyeRecord record = { .verb = rows[i].verb, .socket = S1, .kind = SOCKEYE_KIND_ERROR,
                               .result = -rows[i].error };
      g_autofree char *text = tell_of (&record, rows[i].family, rows[i].type);

      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, rows[i].hint));
    }
}

static void
test_story_partial (void)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  SockeyeRecord record = { .verb = SOCKEYE_VERB_SEND, .socket = S1, .result = 4096, .asked = 10000 };
  guint64 cause = 1234;
  g_autofree char *partial = tell (&record, NULL);
  g_autofree char *rest = NULL;

  record.bits = SOCKEYE_BIT_CONTINUATION;
  record.result = record.asked = 5904;
  _sockeye_extra_add (extra, SOCKEYE_EXTRA_CAUSE, &cause, sizeof cause);
  rest = tell (&record, extra);
  g_assert_cmpstr (partial, ==,
                   "The kernel took 4,096 of 10,000 bytes: its send buffer is full now. The rest "
                   "waits until there is room.");
  g_assert_cmpstr (rest, ==,
                   "There was room again, and the kernel took the rest of the send in row 1,234: "
                   "5,904 bytes.");
}

/* --- real sockets --------------------------------------------------------------- */

/* Takes event. */
static void
check_story (SockeyeSession *session,
             SockeyeEvent   *event,
             const char     *hint)
{
  g_autofree char *text = sockeye_session_dup_story (session, event);

  check_sentence (text);
  if (strstr (text, hint) == NULL)
    g_error ("\"%s\" does not say \"%s\"", text, hint);
  g_object_unref (event);
}

static SockeyeCall *
receive_call (SockeyeSocket *socket,
              gsize          size,
              int            flags)
{
  return sockeye_call_new_recv (sockeye_socket_get_id (socket), size, flags);
}

static gboolean
has_news (SockeyeSession *session,
          SockeyeNews     news)
{
  g_autoptr (SockeyeEvent) last = test_last_row (session);

  return sockeye_event_get_news (last) == news;
}

/* Waits until the last row has this news; (transfer full). */
static SockeyeEvent *
wait_news (SockeyeSession *session,
           SockeyeNews     news)
{
  TEST_WAIT_UNTIL (has_news (session, news));
  return test_last_row (session);
}

/* A by-hand listener, a by-hand client, and the socket that accept made. */
typedef struct
{
  SockeyeSession *session;
  SockeyeSocket  *listener;
  SockeyeSocket  *client;
  SockeyeSocket  *peer;
} Fixture;

static void
fixture_set_up (Fixture       *f,
                gconstpointer  data)
{
  guint port;

  f->session = sockeye_session_new ();
  f->listener = test_socket (f->session, AF_INET, SOCK_STREAM, FALSE);
  f->client = test_socket (f->session, AF_INET, SOCK_STREAM, FALSE);
  port = test_bind (f->session, f->listener);
  check_story (f->session,
               test_call (f->session, sockeye_call_new_listen (sockeye_socket_get_id (f->listener), 5)),
               "completes handshakes by itself");
  check_story (f->session, test_call (f->session, test_connect_call (f->client, port)),
               "3-way handshake is complete. Whether the server has accepted");
  check_story (f->session,
               test_call (f->session, sockeye_call_new_accept (sockeye_socket_get_id (f->listener))),
               "handshake was complete before: accept only handed");
  f->peer = test_first_peer (f->listener);
  TEST_WAIT_UNTIL (!sockeye_socket_get_automatic (f->peer));
}

static void
fixture_tear_down (Fixture       *f,
                   gconstpointer  data)
{
  test_session_free (f->session);
}

/* Half-close: FIN one way, and bytes still go the other. */
static void
test_story_half_close (Fixture       *f,
                       gconstpointer  data)
{
  SockeyeSocketId client = sockeye_socket_get_id (f->client);

  check_story (f->session, test_call (f->session, test_send_call (f->client, "hello")),
               "took 5 bytes into its send buffer");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 2, MSG_PEEK)),
               "showed 2 bytes");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, 0)),
               "From how many sends");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, MSG_DONTWAIT)),
               "Nothing was there to take, and MSG_DONTWAIT");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, MSG_ERRQUEUE)),
               "no error waits");
  check_story (f->session, test_call (f->session, test_send_call (f->client, "")), "sends nothing");
  check_story (f->session, test_call (f->session, sockeye_call_new_shutdown (client, SHUT_WR)),
               "one FIN, after the bytes that still wait. Receiving goes on.");
  check_story (f->session, wait_news (f->session, SOCKEYE_NEWS_PEER_CLOSED), "A FIN came");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, 0)), "peer sent FIN");
  check_story (f->session, test_call (f->session, test_send_call (f->client, "x")),
               "Sending was shut down here");
  check_story (f->session, test_call (f->session, test_send_call (f->peer, "x")), "took 1 byte into");
  check_story (f->session, test_call (f->session, sockeye_call_new_close (client, FALSE)),
               "Here 1 byte was left unread, so the kernel sent RST");
}

/* After the reset recv() returns 0, too, but no FIN was sent. */
static void
test_story_reset (Fixture       *f,
                  gconstpointer  data)
{
  SockeyeSocketId client = sockeye_socket_get_id (f->client);

  check_story (f->session, test_call (f->session, sockeye_call_new_linger (client, TRUE, 0)),
               "breaks the connection off with RST");
  check_story (f->session, test_call (f->session, sockeye_call_new_close (client, FALSE)),
               "the kernel sent RST instead of FIN");
  check_story (f->session, wait_news (f->session, SOCKEYE_NEWS_RESET), "because an RST came");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, 0)),
               "An RST came from the peer");
  check_story (f->session, test_call (f->session, receive_call (f->peer, 9, 0)),
               "no FIN came, and no more bytes will.");
  check_story (f->session, test_call (f->session, test_send_call (f->peer, "x")),
               "The connection was over before");
}

static void
test_story_waiting (Fixture       *f,
                    gconstpointer  data)
{
  SockeyeSocketId listener = sockeye_socket_get_id (f->listener);
  int fd = test_plain_connect (sockeye_address_get_port (sockeye_socket_get_local (f->listener)));

  check_story (f->session, test_call (f->session, sockeye_call_new_close (listener, FALSE)),
               "reset 1 connection that was complete");
  close (fd);
}

static void
test_story_refused (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *bound = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeSocket *client = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  SockeyeSocket *other = test_socket (session, AF_INET, SOCK_STREAM, FALSE);
  guint port = test_bind (session, bound);
  g_autofree char *chosen = g_strdup_printf ("The kernel chose port %u, on this one address.", port);
  g_autoptr (SockeyeAddress) taken = test_address (AF_INET, "127.0.0.1", port, SOCKEYE_USE_BIND);
  g_autoptr (SockeyeAddress) all = test_address (AF_INET, "0.0.0.0", 0, SOCKEYE_USE_BIND);
  SockeyeSocketId id = sockeye_socket_get_id (other);

  check_story (session, test_last_row (session), chosen);
  check_story (session, test_call (session, test_connect_call (client, port)), "An RST came back");
  check_story (session, test_call (session, test_send_call (client, "x")), "There is no connection.");
  check_story (session, test_call (session, sockeye_call_new_bind (id, taken)), "TIME_WAIT, holds");
  check_story (session, test_call (session, sockeye_call_new_bind (id, all)),
               "on all addresses of this machine. Nobody can connect before listen.");
  test_session_free (session);
}

static void
test_story_datagrams (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *from = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  SockeyeSocket *to = test_socket (session, AF_INET, SOCK_DGRAM, FALSE);
  guint port = test_bind (session, to);

  check_story (session, test_last_row (session), "Datagrams to it wait here");
  check_story (session, test_call (session, test_connect_call (from, port)), "No packet was sent");
  check_story (session, test_call (session, test_send_call (from, "0123456789")),
               "Whether it arrives, UDP does not tell.");
  check_story (session, test_call (session, receive_call (to, 4, MSG_PEEK)),
               "has 10 bytes, and recv asked for 4.");
  check_story (session, test_call (session, receive_call (to, 4, 0)), "threw the rest away: 6 bytes.");
  test_call_ok (session, test_send_call (from, ""));
  check_story (session, test_call (session, receive_call (to, 4, 0)), "A message without bytes");
  check_story (session, test_call (session, sockeye_call_new_close (sockeye_socket_get_id (to), FALSE)),
               "No packet was sent");
  test_call_ok (session, test_send_call (from, "x"));
  check_story (session, wait_news (session, SOCKEYE_NEWS_ERROR), "ICMP");
  check_story (session, test_call (session, test_send_call (from, "x")), "of an earlier datagram");
  test_session_free (session);
}

static void
test_story_unix (void)
{
  SockeyeSession *session = sockeye_session_new ();
  SockeyeSocket *listener = test_socket (session, AF_UNIX, SOCK_STREAM, FALSE);
  SockeyeSocket *client = test_socket (session, AF_UNIX, SOCK_STREAM, FALSE);
  g_autofree char *name = g_strdup_printf ("@sockeye-test-story-%d", getpid ());
  g_autoptr (SockeyeAddress) address =
    sockeye_address_parse (AF_UNIX, 0, name, NULL, SOCKEYE_USE_BIND, NULL);
  SockeyeSocketId id = sockeye_socket_get_id (client);
  SockeyeSocket *peer;

  check_story (session, test_call (session, sockeye_call_new_connect (id, address)),
               "No socket answers to that name now.");
  check_story (session,
               test_call (session, sockeye_call_new_bind (sockeye_socket_get_id (listener), address)),
               "this abstract name now");
  test_call_ok (session, sockeye_call_new_listen (sockeye_socket_get_id (listener), 5));
  check_story (session, test_call (session, sockeye_call_new_connect (id, address)),
               "it waits in the listener's backlog, or has been accepted");
  check_story (session, test_call (session, sockeye_call_new_accept (sockeye_socket_get_id (listener))),
               "The connection was there before");
  peer = test_first_peer (listener);
  TEST_WAIT_UNTIL (!sockeye_socket_get_automatic (peer));
  check_story (session, test_call (session, test_send_call (client, "x")), "into the peer's queue");
  test_call_ok (session, receive_call (peer, 9, 0));
  check_story (session, test_call (session, sockeye_call_new_close (id, FALSE)), "end of the stream");
  check_story (session, wait_news (session, SOCKEYE_NEWS_PEER_CLOSED), "The peer has closed, or");
  check_story (session, test_call (session, receive_call (peer, 9, 0)), "The stream has ended");
  check_story (session, test_call (session, test_send_call (peer, "x")), "The peer has closed");
  test_session_free (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/story/every-row", test_story_every_row);
  g_test_add_func ("/sockeye/story/every-eai", test_story_every_eai);
  g_test_add_func ("/sockeye/story/every-news", test_story_every_news);
  g_test_add_func ("/sockeye/story/every-flag", test_story_every_flag);
  g_test_add_func ("/sockeye/story/errors", test_story_errors);
  g_test_add_func ("/sockeye/story/partial", test_story_partial);
  g_test_add ("/sockeye/story/half-close", Fixture, NULL, fixture_set_up, test_story_half_close,
              fixture_tear_down);
  g_test_add ("/sockeye/story/reset", Fixture, NULL, fixture_set_up, test_story_reset,
              fixture_tear_down);
  g_test_add ("/sockeye/story/waiting", Fixture, NULL, fixture_set_up, test_story_waiting,
              fixture_tear_down);
  g_test_add_func ("/sockeye/story/refused", test_story_refused);
  g_test_add_func ("/sockeye/story/datagrams", test_story_datagrams);
  g_test_add_func ("/sockeye/story/unix", test_story_unix);
  return g_test_run ();
}
