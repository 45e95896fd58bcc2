/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-explain.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "sockeye-journal-private.h"

#define S1 SOCKEYE_SOCKET_ID (1, SOCKEYE_ORIGIN_CREATED)

/* The ERRORS section of each call's own man page, of man-pages 6.03; of send(2)
 * and recv(2) for sendto() and recvfrom() too. EWOULDBLOCK is EAGAIN. */
static const struct
{
  SockeyeVerb verb;
  int         errors[28];
} pages[] = {
  { SOCKEYE_VERB_SOCKET,
    { EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPROTONOSUPPORT } },
  { SOCKEYE_VERB_SETSOCKOPT, { EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK } },
  { SOCKEYE_VERB_BIND,
    { EACCES, EADDRINUSE, EBADF, EINVAL, ENOTSOCK, EADDRNOTAVAIL, EFAULT, ELOOP, ENAMETOOLONG,
      ENOENT, ENOMEM, ENOTDIR, EROFS } },
  { SOCKEYE_VERB_LISTEN, { EADDRINUSE, EBADF, ENOTSOCK, EOPNOTSUPP } },
  { SOCKEYE_VERB_ACCEPT,
    { EAGAIN, EBADF, ECONNABORTED, EFAULT, EINTR, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM,
      ENOTSOCK, EOPNOTSUPP, EPERM, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH,
      ENETUNREACH, ENOSR, ESOCKTNOSUPPORT, EPROTONOSUPPORT, ETIMEDOUT } },
  { SOCKEYE_VERB_CONNECT,
    { EACCES, EPERM, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF,
      ECONNREFUSED, EFAULT, EINPROGRESS, EINTR, EISCONN, ENETUNREACH, ENOTSOCK, EPROTOTYPE,
      ETIMEDOUT } },
  { SOCKEYE_VERB_SEND,
    { EACCES, EAGAIN, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT, EINTR, EINVAL, EISCONN,
      EMSGSIZE, ENOBUFS, ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE } },
  { SOCKEYE_VERB_SENDTO,
    { EACCES, EAGAIN, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT, EINTR, EINVAL, EISCONN,
      EMSGSIZE, ENOBUFS, ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE } },
  { SOCKEYE_VERB_RECV,
    { EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_RECVFROM,
    { EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_SHUTDOWN, { EBADF, EINVAL, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_CLOSE, { EBADF, EINTR, EIO, ENOSPC, EDQUOT } },
};

/* What the families add, by the calls that it can come from: ip(7), tcp(7),
 * udp(7), unix(7), and what Linux does besides. */
static const struct
{
  SockeyeVerb verb;
  int         errors[28];
} family_pages[] = {
  { SOCKEYE_VERB_SOCKET, { ESOCKTNOSUPPORT, EPERM } },
  { SOCKEYE_VERB_SETSOCKOPT, { EPERM, EACCES, EDOM, ENOMEM } },
  { SOCKEYE_VERB_BIND, { EAFNOSUPPORT, EPERM, ENOSPC, EDQUOT, EEXIST, EIO } },
  { SOCKEYE_VERB_LISTEN, { EINVAL, EDESTADDRREQ, EACCES } },
  { SOCKEYE_VERB_CONNECT,
    { EHOSTUNREACH, ENETDOWN, ENOBUFS, ENOMEM, ENOENT, EINVAL, ECONNRESET, ENOTDIR, ELOOP,
      ECONNABORTED, EOPNOTSUPP } },
  { SOCKEYE_VERB_SEND,
    { ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EPERM, ETIMEDOUT, ENETUNREACH } },
  { SOCKEYE_VERB_SENDTO,
    { ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EPERM, ENOENT, EPROTOTYPE, EAFNOSUPPORT,
      EADDRNOTAVAIL, ENOTDIR, ELOOP, ENAMETOOLONG } },
  { SOCKEYE_VERB_RECV, { ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP, EMSGSIZE } },
  { SOCKEYE_VERB_RECVFROM, { EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP } },
};

static void
check_meaning (const char *meaning,
               const char *system)
{
  g_assert_nonnull (meaning);
  g_assert_cmpstr (meaning, !=, "");
  g_assert_cmpstr (meaning, !=, system);
  g_assert_false (g_ascii_isupper (meaning[0]));
  g_assert_false (g_str_has_suffix (meaning, "."));
}

/* One or more whole sentences. */
static void
check_cause (const char *cause)
{
  g_assert_true (g_utf8_validate (cause, -1, NULL));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (cause)));
  g_assert_true (g_str_has_suffix (cause, "."));
  g_assert_null (strstr (cause, "  "));
  g_assert_null (strchr (cause, '\n'));
}

static void
check_page (SockeyeVerb  verb,
            const int   *errors,
            guint        n_errors)
{
  for (guint i = 0; i < n_errors && errors[i] != 0; i++)
    {
      const char *cause = sockeye_explain_errno (verb, errors[i]);

      g_test_message ("%s: %s", sockeye_verb_to_string (verb), sockeye_errno_to_name (errors[i]));
      g_assert_cmpstr (sockeye_errno_to_name (errors[i]), ==, strerrorname_np (errors[i]));
      check_meaning (sockeye_errno_to_meaning (errors[i]), g_strerror (errors[i]));
      g_assert_nonnull (cause);
      check_cause (cause);
    }
}

/* No error that a man page tells of is left to the C library's words. */
static void
test_explain_man_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    check_page (pages[i].verb, pages[i].errors, G_N_ELEMENTS (pages[i].errors));
  for (guint i = 0; i < G_N_ELEMENTS (family_pages); i++)
    check_page (family_pages[i].verb, family_pages[i].errors,
                G_N_ELEMENTS (family_pages[i].errors));
}

/* Whatever the kernel says has a name and a meaning; each cause is a sentence. */
static void
test_explain_every_errno (void)
{
  for (int error = 1; error < 140; error++)
    {
      g_assert_cmpstr (sockeye_errno_to_name (error), !=, "");
      g_assert_cmpstr (sockeye_errno_to_meaning (error), !=, "");
      for (SockeyeVerb verb = SOCKEYE_VERB_NONE; verb < SOCKEYE_N_VERBS; verb++)
        {
          const char *cause = sockeye_explain_errno (verb, error);

          if (cause != NULL)
            check_cause (cause);
        }
    }
  g_assert_cmpstr (sockeye_errno_to_name (ECONNREFUSED), ==, "ECONNREFUSED");
  g_assert_cmpstr (sockeye_errno_to_name (EAGAIN), ==, "EAGAIN");
  g_assert_cmpstr (sockeye_errno_to_name (99999), ==, "errno 99999");
  g_assert_null (sockeye_explain_errno (SOCKEYE_VERB_SEND, 99999));
}

/* getaddrinfo(3), with those that are GNU extensions. */
static void
test_explain_eai (void)
{
  static const struct
  {
    int         code;
    const char *name;
  } rows[] = {
    { EAI_ADDRFAMILY, "EAI_ADDRFAMILY" }, { EAI_AGAIN, "EAI_AGAIN" },
    { EAI_BADFLAGS, "EAI_BADFLAGS" },     { EAI_FAIL, "EAI_FAIL" },
    { EAI_FAMILY, "EAI_FAMILY" },         { EAI_MEMORY, "EAI_MEMORY" },
    { EAI_NODATA, "EAI_NODATA" },         { EAI_NONAME, "EAI_NONAME" },
    { EAI_OVERFLOW, "EAI_OVERFLOW" },     { EAI_SERVICE, "EAI_SERVICE" },
    { EAI_SOCKTYPE, "EAI_SOCKTYPE" },     { EAI_SYSTEM, "EAI_SYSTEM" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *cause = sockeye_explain_eai (rows[i].code);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (sockeye_eai_to_name (rows[i].code), ==, rows[i].name);
      check_meaning (sockeye_eai_to_meaning (rows[i].code), gai_strerror (rows[i].code));
      g_assert_nonnull (cause);
      check_cause (cause);
    }
  g_assert_cmpstr (sockeye_eai_to_name (-9999), ==, "EAI -9999");
  g_assert_cmpstr (sockeye_eai_to_meaning (-9999), ==, gai_strerror (-9999));
  g_assert_null (sockeye_explain_eai (-9999));
}

/* A cause of the call itself comes first, then one of send() for sendto() and
 * of recv() for recvfrom(), and only then what holds for any call. */
static void
test_explain_order (void)
{
  const char *send = sockeye_explain_errno (SOCKEYE_VERB_SEND, ENOBUFS);
  const char *any = sockeye_explain_errno (SOCKEYE_VERB_BIND, ENOBUFS);

  g_assert_cmpstr (send, !=, any);
  g_assert_cmpstr (sockeye_explain_errno (SOCKEYE_VERB_SENDTO, ENOBUFS), ==, send);
  g_assert_cmpstr (sockeye_explain_errno (SOCKEYE_VERB_RECVFROM, ENOTCONN), ==,
                   sockeye_explain_errno (SOCKEYE_VERB_RECV, ENOTCONN));
  g_assert_cmpstr (sockeye_explain_errno (SOCKEYE_VERB_SENDTO, EISCONN), !=,
                   sockeye_explain_errno (SOCKEYE_VERB_CONNECT, EISCONN));
}

/* Says what the wording must hold to teach, not the whole of it. */
static void
test_explain_hints (void)
{
  static const struct
  {
    SockeyeVerb verb;
    int         error;
    const char *hint;
  } rows[] = {
    { SOCKEYE_VERB_BIND, EADDRINUSE, "SO_REUSEADDR" },
    { SOCKEYE_VERB_BIND, EADDRINUSE, "TIME_WAIT" },
    { SOCKEYE_VERB_BIND, EACCES, "1024" },
    { SOCKEYE_VERB_SENDTO, EACCES, "SO_BROADCAST" },
    { SOCKEYE_VERB_CONNECT, ECONNREFUSED, "start the server" },
    { SOCKEYE_VERB_CONNECT, ETIMEDOUT, "firewall" },
    { SOCKEYE_VERB_ACCEPT, EINVAL, "Listen" },
    { SOCKEYE_VERB_SEND, EPIPE, "RST" },
    { SOCKEYE_VERB_SEND, EMSGSIZE, "65,507" },
    { SOCKEYE_VERB_SOCKET, EPROTONOSUPPORT, "protocol 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_nonnull (strstr (sockeye_explain_errno (rows[i].verb, rows[i].error), rows[i].hint));
}

/* A row that failed, and what is said of it: (transfer full). */
static char *
explain_row (SockeyeVerb     verb,
             int             error,
             gboolean        eai,
             SockeyeAddress *address,
             const char     *remark)
{
  g_autoptr (SockeyeJournal) journal = sockeye_journal_new ();
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  g_autoptr (SockeyeEvent) event = NULL;
  SockeyeRecord record = { .verb = verb, .socket = S1 };
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
    sockeye_address_parse (family, host, "80", SOCKEYE_USE_CONNECT, &error);

  g_assert_no_error (error);
  return address;
}

static void
check_row (SockeyeVerb     verb,
           int             error,
           SockeyeAddress *address,
           const char     *hint)
{
  g_autofree char *text = explain_row (verb, error, FALSE, address, NULL);

  g_assert_nonnull (text);
  check_cause (text);
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

/* What the row itself says of its error is told instead; a look-up has codes
 * of its own; nothing is said where nothing failed. */
static void
test_explain_event_other (void)
{
  g_autofree char *remark =
    explain_row (SOCKEYE_VERB_GETADDRINFO, EAI_NODATA, TRUE, NULL, "Create an AF_INET6 socket.");
  g_autofree char *eai = explain_row (SOCKEYE_VERB_GETADDRINFO, EAI_NONAME, TRUE, NULL, NULL);
  g_autofree char *success = explain_row (SOCKEYE_VERB_BIND, 0, FALSE, NULL, NULL);
  g_autofree char *unknown = explain_row (SOCKEYE_VERB_BIND, 9999, FALSE, NULL, NULL);

  g_assert_cmpstr (remark, ==, "Create an AF_INET6 socket.");
  g_assert_cmpstr (eai, ==, sockeye_explain_eai (EAI_NONAME));
  g_assert_null (success);
  g_assert_null (unknown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/explain/man-pages", test_explain_man_pages);
  g_test_add_func ("/sockeye/explain/every-errno", test_explain_every_errno);
  g_test_add_func ("/sockeye/explain/eai", test_explain_eai);
  g_test_add_func ("/sockeye/explain/order", test_explain_order);
  g_test_add_func ("/sockeye/explain/hints", test_explain_hints);
  g_test_add_func ("/sockeye/explain/event/family", test_explain_event_family);
  g_test_add_func ("/sockeye/explain/event/other", test_explain_event_other);
  return g_test_run ();
}
