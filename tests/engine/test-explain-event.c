/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What is said of a row of the journal that failed, in the state that its
 * socket was in. */

#include "config.h"

#include "explain/sockeye-explain.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "explain-util.h"
#include "journal/sockeye-journal-private.h"

#define S1 SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED)

/* A row that failed, and what is said of it: (transfer full). */
static char *
explain_row (SockeyeVerb             verb,
             int                     error,
             gboolean                eai,
             SockeyeAddress         *address,
             const char             *remark,
             const SockeyeSituation *situation,
             int                     flags)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeRecord record = { .verb = verb, .socket = S1, .flags = flags };
  const struct sockaddr *sockaddr;
  socklen_t length;

  record.result = eai ? error : -error;
  record.kind = error != 0 ? SOCKEYE_KIND_ERROR : SOCKEYE_KIND_CALL;
  record.bits = eai ? SOCKEYE_BIT_EAI : 0;
  if (address != NULL)
    {
      sockaddr = sockeye_address_get_sockaddr (address, &length);
      _sockeye_extra_add (extra, SOCKEYE_EXTRA_ADDRESS, sockaddr, length);
    }
  if (remark != NULL)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_TEXT, remark, strlen (remark));
  if (situation != NULL)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_SITUATION, situation, sizeof *situation);
  _sockeye_journal_append (journal, &record, extra);
  _sockeye_journal_publish (journal);
  event = g_list_model_get_item (G_LIST_MODEL (journal), 0);
  return sockeye_explain_event (event);
}

static SockeyeAddress *
address_new (int         family,
             const char *host)
{
  g_autoptr (GError) error = NULL;
  SockeyeAddress *address =
    sockeye_address_parse (family, 0, host, "80", SOCKEYE_USE_CONNECT, &error);

  g_assert_no_error (error);
  return address;
}

static void
check_row (SockeyeVerb     verb,
           int             error,
           SockeyeAddress *address,
           const char     *hint)
{
  g_autofree char *text = explain_row (verb, error, FALSE, address, NULL, NULL, 0);

  check_sentences (text);
  g_assert_nonnull (strstr (text, hint));
}

/* The same errno means one thing for a port and another for a path. */
static void
test_explain_event_family (void)
{
  g_autoptr (SockeyeAddress) inet = address_new (AF_INET, "127.0.0.1");
  g_autoptr (SockeyeAddress) path = address_new (AF_UNIX, "/run/x");

  check_row (SOCKEYE_VERB_BIND, EADDRINUSE, inet, "SO_REUSEADDR");
  check_row (SOCKEYE_VERB_BIND, EADDRINUSE, path, "A file exists");
  check_row (SOCKEYE_VERB_BIND, EACCES, inet, "1024");
  check_row (SOCKEYE_VERB_BIND, EACCES, path, "folder");
  check_row (SOCKEYE_VERB_CONNECT, ECONNREFUSED, inet, "host and port");
  check_row (SOCKEYE_VERB_CONNECT, ECONNREFUSED, path, "a file");
  check_row (SOCKEYE_VERB_SENDTO, ECONNREFUSED, path, "a file");
  check_row (SOCKEYE_VERB_SENDTO, EACCES, inet, "SO_BROADCAST");
  check_row (SOCKEYE_VERB_SENDTO, EACCES, path, "write");
  check_row (SOCKEYE_VERB_CONNECT, EACCES, path, "write");
  check_row (SOCKEYE_VERB_SEND, EPIPE, NULL, "RST");
}

/* Nothing but the number tells which privilege there is none of. */
static void
test_explain_event_privilege (void)
{
  check_row (SOCKEYE_VERB_SOCKET, EPERM, NULL, "CAP_NET_RAW");
  check_row (SOCKEYE_VERB_SOCKET, EACCES, NULL, "ping_group_range");
}

/* What holds in one state of the socket only, by words that the text for any
 * state does not have; and that this is told where no state is special. */
static const struct
{
  SockeyeVerb      verb;
  int              error;
  SockeyeSituation situation;
  int              flags;
  const char      *hint;
} states[] = {
#define TCP  AF_INET, SOCK_STREAM, 0
#define UDP  AF_INET, SOCK_DGRAM, 0
#define RAW  AF_INET, SOCK_RAW, 0
#define PING AF_INET, SOCK_DGRAM, IPPROTO_ICMP
#define XDP  AF_XDP, SOCK_RAW, 0
#define UNIX AF_UNIX, SOCK_STREAM, 0
#define UNIX_DATAGRAM AF_UNIX, SOCK_DGRAM, 0
#define CREATED   SOCKEYE_STAGE_CREATED, SOCKEYE_READ_OPEN, FALSE, FALSE
#define BOUND     SOCKEYE_STAGE_BOUND, SOCKEYE_READ_OPEN, FALSE, FALSE
#define LISTENING SOCKEYE_STAGE_LISTENING, SOCKEYE_READ_OPEN, FALSE, FALSE
#define CONNECTED SOCKEYE_STAGE_CONNECTED, SOCKEYE_READ_OPEN, FALSE, FALSE
#define SHUT      SOCKEYE_STAGE_CONNECTED, SOCKEYE_READ_OPEN, TRUE, FALSE
#define RESET     SOCKEYE_STAGE_CONNECTED, SOCKEYE_READ_OPEN, FALSE, TRUE
  { SOCKEYE_VERB_BIND, EINVAL, { TCP, BOUND }, 0, "has an address already" },
  { SOCKEYE_VERB_BIND, EINVAL, { TCP, CONNECTED }, 0, "has an address already" },
  { SOCKEYE_VERB_BIND, EINVAL, { XDP, CREATED }, 0, "this family and type" },
  { SOCKEYE_VERB_BIND, EPERM, { UNIX, CREATED }, 0, "file system" },
  { SOCKEYE_VERB_LISTEN, EADDRINUSE, { TCP, CREATED }, 0, "ip_local_port_range" },
  { SOCKEYE_VERB_LISTEN, EINVAL, { UNIX, CREATED }, 0, "no path yet" },
  { SOCKEYE_VERB_LISTEN, EINVAL, { TCP, CONNECTED }, 0, "is connected: a socket listens" },
  { SOCKEYE_VERB_LISTEN, EOPNOTSUPP, { UDP, BOUND }, 0, "A datagram socket" },
  { SOCKEYE_VERB_ACCEPT, EOPNOTSUPP, { UDP, BOUND }, 0, "A datagram socket" },
  { SOCKEYE_VERB_ACCEPT, EOPNOTSUPP, { TCP, LISTENING }, 0, "not of the listener" },
  { SOCKEYE_VERB_CONNECT, EAGAIN, { UNIX, CREATED }, 0, "backlog is full" },
  { SOCKEYE_VERB_CONNECT, EAGAIN, { UDP, CREATED }, 0, "ip_local_port_range" },
  { SOCKEYE_VERB_CONNECT, EADDRNOTAVAIL, { TCP, BOUND }, 0, "that this socket is bound to" },
  { SOCKEYE_VERB_CONNECT, EINVAL, { TCP, BOUND }, 0, "127.0.0.1 reaches" },
  { SOCKEYE_VERB_CONNECT, EINVAL, { UNIX, LISTENING }, 0, "listens or connects" },
  { SOCKEYE_VERB_CONNECT, EISCONN, { TCP, LISTENING }, 0, "listens or connects" },
  { SOCKEYE_VERB_CONNECT, EISCONN, { TCP, CONNECTED }, 0, "has a peer" },
  { SOCKEYE_VERB_CONNECT, EACCES, { UDP, CREATED }, 0, "SO_BROADCAST" },
  { SOCKEYE_VERB_CONNECT, EPERM, { UNIX_DATAGRAM, CREATED }, 0, "connected to another one" },
  { SOCKEYE_VERB_SEND, EPIPE, { TCP, CREATED }, 0, "Linux says EPIPE" },
  { SOCKEYE_VERB_SEND, EPIPE, { TCP, LISTENING }, 0, "A listener" },
  { SOCKEYE_VERB_SEND, EPIPE, { TCP, CONNECTED }, 0, "The peer has closed: it" },
  { SOCKEYE_VERB_SEND, EPIPE, { TCP, SHUT }, 0, "a direction that is shut" },
  { SOCKEYE_VERB_SEND, EPIPE, { TCP, RESET }, 0, "broken off before" },
  { SOCKEYE_VERB_SEND, EPIPE, { UNIX, CONNECTED }, 0, "has closed its socket" },
  { SOCKEYE_VERB_SEND, ECONNRESET, { UNIX, CONNECTED }, 0, "closed its socket" },
  { SOCKEYE_VERB_SEND, ECONNREFUSED, { UNIX_DATAGRAM, CONNECTED }, 0, "closed its socket" },
  { SOCKEYE_VERB_SEND, EMSGSIZE, { UNIX_DATAGRAM, CONNECTED }, 0, "send buffer" },
  { SOCKEYE_VERB_SEND, EMSGSIZE, { UDP, CONNECTED }, 0, "65,507" },
  { SOCKEYE_VERB_SEND, ENOTCONN, { UNIX_DATAGRAM, BOUND }, 0, "Fill in To" },
  { SOCKEYE_VERB_SEND, EAGAIN, { UDP, CREATED }, 0, "ip_local_port_range" },
  { SOCKEYE_VERB_SEND, EAGAIN, { UDP, CONNECTED }, 0, "leave this machine" },
  { SOCKEYE_VERB_SEND, EAGAIN, { UNIX_DATAGRAM, CONNECTED }, 0, "queue of the receiver" },
  { SOCKEYE_VERB_SEND, EOPNOTSUPP, { UDP, CONNECTED }, MSG_OOB, "A datagram socket" },
  { SOCKEYE_VERB_SEND, EOPNOTSUPP, { UNIX, CONNECTED }, MSG_OOB, "this kernel" },
  { SOCKEYE_VERB_SEND, EOPNOTSUPP, { UDP, CONNECTED }, 0, "one of these flags" },
  { SOCKEYE_VERB_SENDTO, EOPNOTSUPP, { UDP, BOUND }, MSG_OOB, "MSG_OOB" },
  { SOCKEYE_VERB_SENDTO, EOPNOTSUPP, { UNIX, CREATED }, 0, "A UNIX stream" },
  { SOCKEYE_VERB_SENDTO, EPERM, { UNIX_DATAGRAM, BOUND }, 0, "connected to another one" },
  { SOCKEYE_VERB_SENDTO, EINVAL, { UDP, BOUND }, 0, "127.0.0.1 reaches" },
  { SOCKEYE_VERB_SENDTO, EINVAL, { RAW, BOUND }, 0, "IP_HDRINCL" },
  { SOCKEYE_VERB_SEND, EINVAL, { RAW, CONNECTED }, 0, "IP_HDRINCL" },
  { SOCKEYE_VERB_SENDTO, EINVAL, { PING, BOUND }, 0, "echo requests" },
  { SOCKEYE_VERB_SEND, EINVAL, { PING, CONNECTED }, 0, "echo requests" },
  { SOCKEYE_VERB_RECV, ENOTCONN, { TCP, CREATED }, 0, "no peer. Connect first." },
  { SOCKEYE_VERB_RECV, ENOTCONN, { TCP, LISTENING }, 0, "A listener" },
  { SOCKEYE_VERB_RECV, EINVAL, { UNIX, CREATED }, 0, "Linux says EINVAL" },
  { SOCKEYE_VERB_RECV, EINVAL, { UNIX, LISTENING }, 0, "A listener" },
  { SOCKEYE_VERB_RECV, EINVAL, { TCP, CONNECTED }, MSG_OOB, "received already" },
  { SOCKEYE_VERB_RECV, EAGAIN, { TCP, CONNECTED }, MSG_OOB, "announced" },
  { SOCKEYE_VERB_RECV, EOPNOTSUPP, { UNIX_DATAGRAM, BOUND }, MSG_OOB, "no urgent data" },
  { SOCKEYE_VERB_RECV, ECONNRESET, { UNIX, CONNECTED }, 0, "closed its socket" },
  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, { TCP, CREATED }, 0, "never connected" },
  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, { TCP, LISTENING }, 0, "A listener" },
  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, { UDP, BOUND }, 0, "A datagram socket" },
  { SOCKEYE_VERB_SHUTDOWN, ENOTCONN, { TCP, RESET }, 0, "broken off" },
#undef TCP
#undef UDP
#undef RAW
#undef PING
#undef XDP
#undef UNIX
#undef UNIX_DATAGRAM
#undef CREATED
#undef BOUND
#undef LISTENING
#undef CONNECTED
#undef SHUT
#undef RESET
};

static void
test_explain_event_state (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text =
        explain_row (states[i].verb, states[i].error, FALSE, NULL, NULL, &states[i].situation,
                     states[i].flags);

      g_test_message ("%u: %s", i, text);
      check_sentences (text);
      g_assert_nonnull (strstr (text, states[i].hint));
    }
}

/* An address tells as well. */
static void
test_explain_event_address (void)
{
  g_autoptr (SockeyeAddress) local = address_new (AF_INET6, "fe80::1");
  g_autoptr (SockeyeAddress) global = address_new (AF_INET6, "2001:db8::1");
  g_autoptr (SockeyeAddress) named = address_new (AF_INET6, "fe80::1%lo");
  g_autoptr (SockeyeAddress) name = address_new (AF_UNIX, "@x");

  check_row (SOCKEYE_VERB_BIND, EINVAL, local, "fe80::1%eth0");
  check_row (SOCKEYE_VERB_CONNECT, EINVAL, local, "fe80::1%eth0");
  check_row (SOCKEYE_VERB_SENDTO, EINVAL, local, "fe80::1%eth0");
  check_row (SOCKEYE_VERB_CONNECT, EINVAL, global, "can connect to");
  check_row (SOCKEYE_VERB_CONNECT, EINVAL, named, "can connect to");
  check_row (SOCKEYE_VERB_BIND, EADDRINUSE, name, "abstract name");
  check_row (SOCKEYE_VERB_CONNECT, ECONNREFUSED, name, "abstract name");
  check_row (SOCKEYE_VERB_SENDTO, ECONNREFUSED, name, "abstract name");
}

/* What the row itself says of its error is told instead; a look-up has codes
 * of its own; nothing is said where nothing failed. */
static void
test_explain_event_other (void)
{
  g_autofree char *remark =
    explain_row (SOCKEYE_VERB_GETADDRINFO, EAI_NODATA, TRUE, NULL, "Create an AF_INET6 socket.",
                 NULL, 0);
  g_autofree char *eai =
    explain_row (SOCKEYE_VERB_GETADDRINFO, EAI_NONAME, TRUE, NULL, NULL, NULL, 0);
  g_autofree char *service =
    explain_row (SOCKEYE_VERB_GETSERVBYNAME, EAI_SERVICE, TRUE, NULL, NULL, NULL, 0);
  g_autofree char *success = explain_row (SOCKEYE_VERB_BIND, 0, FALSE, NULL, NULL, NULL, 0);
  g_autofree char *unknown = explain_row (SOCKEYE_VERB_BIND, 9999, FALSE, NULL, NULL, NULL, 0);

  g_assert_cmpstr (remark, ==, "Create an AF_INET6 socket.");
  g_assert_cmpstr (eai, ==,
                   "No name server and no line of /etc/hosts knows this name. Check the spelling.");
  g_assert_nonnull (strstr (service, "/etc/services"));
  g_assert_null (success);
  g_assert_null (unknown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/explain-event/family", test_explain_event_family);
  g_test_add_func ("/sockeye/explain-event/privilege", test_explain_event_privilege);
  g_test_add_func ("/sockeye/explain-event/state", test_explain_event_state);
  g_test_add_func ("/sockeye/explain-event/address", test_explain_event_address);
  g_test_add_func ("/sockeye/explain-event/other", test_explain_event_other);
  return g_test_run ();
}
