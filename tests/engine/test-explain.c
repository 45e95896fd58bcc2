/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "explain/sockeye-explain-private.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "explain-util.h"

/* The ERRORS section of each call's own man page, of man-pages 6.03; of send(2)
 * and recv(2) for sendto() and recvfrom() too. EWOULDBLOCK is EAGAIN. */
static const struct
{
  SockeyeVerb verb;
  int         errors[28];
} pages[] = {
  { SOCKEYE_VERB_GETHOSTNAME, { EFAULT, EINVAL, ENAMETOOLONG, EPERM } },
  { SOCKEYE_VERB_GETSERVBYNAME, { ERANGE } },
  { SOCKEYE_VERB_SOCKET,
    { EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPROTONOSUPPORT } },
  { SOCKEYE_VERB_SETSOCKOPT, { EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK } },
  { SOCKEYE_VERB_GETSOCKOPT, { EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK } },
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
  { SOCKEYE_VERB_SENDMSG,
    { EACCES, EAGAIN, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT, EINTR, EINVAL, EISCONN,
      EMSGSIZE, ENOBUFS, ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE, EPERM, ENODEV, ESRCH,
      ETOOMANYREFS } },
  { SOCKEYE_VERB_RECV,
    { EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_RECVFROM,
    { EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_SHUTDOWN, { EBADF, EINVAL, ENOTCONN, ENOTSOCK } },
  { SOCKEYE_VERB_CLOSE, { EBADF, EINTR, EIO, ENOSPC, EDQUOT } },
};

/* What the families add, by the calls that it can come from: ip(7), ipv6(7),
 * tcp(7), udp(7), unix(7), and what Linux does besides; and what can be behind
 * EAI_SYSTEM. Not ENOENT of ip(7), which is one of ioctl(2), and EAFNOTSUPPORT
 * of tcp(7), which is EAFNOSUPPORT. */
static const struct
{
  SockeyeVerb verb;
  int         errors[28];
} family_pages[] = {
  { SOCKEYE_VERB_GETSERVBYNAME, { EMFILE, ENFILE, ENOMEM, EACCES } },
  { SOCKEYE_VERB_GETADDRINFO,
    { EMFILE, ENFILE, ENOMEM, EACCES, ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT,
      EINTR } },
  { SOCKEYE_VERB_SOCKET, { ESOCKTNOSUPPORT, EPERM, ENOPKG } },
  { SOCKEYE_VERB_SETSOCKOPT,
    { EPERM, EACCES, EDOM, ENOMEM, ENOBUFS, EOPNOTSUPP, EADDRNOTAVAIL, EADDRINUSE, ENODEV, ENXIO,
      ENOENT, ERANGE, EISCONN, ENOTCONN, EBUSY, EALREADY } },
  { SOCKEYE_VERB_GETSOCKOPT, { EPERM, EACCES, EOPNOTSUPP, ENOTCONN, ERANGE, ENODATA } },
  { SOCKEYE_VERB_BIND,
    { EAFNOSUPPORT, EPERM, ENOSPC, EDQUOT, EEXIST, EIO, ENODEV, ENOBUFS, ENFILE } },
  { SOCKEYE_VERB_LISTEN, { EINVAL, EDESTADDRREQ, EACCES, ENOBUFS, ENOMEM } },
  { SOCKEYE_VERB_CONNECT,
    { EHOSTUNREACH, ENETDOWN, ENOBUFS, ENOMEM, ENOENT, EINVAL, ECONNRESET, ENOTDIR, ELOOP,
      ECONNABORTED, EOPNOTSUPP, ENAMETOOLONG, ENODEV, EHOSTDOWN, ENONET, ENOPROTOOPT, EPROTO } },
  { SOCKEYE_VERB_SEND,
    { ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EPERM, ETIMEDOUT, ENOPROTOOPT, EHOSTDOWN,
      ENONET, ETOOMANYREFS, ESRCH } },
  { SOCKEYE_VERB_SENDTO,
    { ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EPERM, ENOENT, EPROTOTYPE, EAFNOSUPPORT,
      EADDRNOTAVAIL, ENOTDIR, ELOOP, ENAMETOOLONG, ENODEV, ENOPROTOOPT, EHOSTDOWN, ENONET,
      ETOOMANYREFS, ESRCH } },
  { SOCKEYE_VERB_RECV,
    { ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP, EMSGSIZE, EPIPE, ENOPROTOOPT,
      EHOSTDOWN, ENONET, ENOBUFS } },
  { SOCKEYE_VERB_RECVFROM,
    { ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP, EMSGSIZE, EPIPE, ENOPROTOOPT,
      EHOSTDOWN, ENONET, ENOBUFS } },
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

static void
check_errno (SockeyeVerb verb,
             int         error)
{
  const char *cause = sockeye_explain_errno_cause (verb, error);
  const char *remedy = sockeye_explain_errno_remedy (verb, error);

  g_test_message ("%s: %s", sockeye_verb_to_string (verb), sockeye_errno_to_name (error));
  g_assert_cmpstr (sockeye_errno_to_name (error), ==, strerrorname_np (error));
  check_meaning (sockeye_errno_to_meaning (error), g_strerror (error));
  check_sentences (cause);
  check_sentences (remedy);
  g_assert_cmpstr (cause, !=, remedy);
}

/* Returns the number of errors. */
static guint
check_page (SockeyeVerb  verb,
            const int   *errors,
            guint        n_errors,
            GHashTable  *seen)
{
  guint n = 0;

  for (; n < n_errors && errors[n] != 0; n++)
    {
      check_errno (verb, errors[n]);
      g_hash_table_add (seen, GINT_TO_POINTER (errors[n]));
    }
  return n;
}

/* No error that a man page tells of is left to the C library's words. */
static void
test_explain_man_pages (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_pairs = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    n_pairs += check_page (pages[i].verb, pages[i].errors, G_N_ELEMENTS (pages[i].errors), seen);
  for (guint i = 0; i < G_N_ELEMENTS (family_pages); i++)
    n_pairs += check_page (family_pages[i].verb, family_pages[i].errors,
                           G_N_ELEMENTS (family_pages[i].errors), seen);
  g_test_message ("%u errnos in %u pairs of a call and an errno", g_hash_table_size (seen),
                  n_pairs);
}

/* Every call of ours has a page in the walk. */
static void
test_explain_every_call (void)
{
  for (SockeyeVerb verb = SOCKEYE_VERB_NONE + 1; verb < SOCKEYE_N_VERBS; verb++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
        found = found || pages[i].verb == verb;
      for (guint i = 0; i < G_N_ELEMENTS (family_pages); i++)
        found = found || family_pages[i].verb == verb;
      g_assert_true (found);
    }
}

/* Whole sentences, also in the rows for one state, and every row can be
 * reached: none stands behind one that holds whenever it does. */
static void
test_explain_rows (void)
{
  static const SockeyeExplanation *const tables[] = {
    _sockeye_explain_names, _sockeye_explain_setup, _sockeye_explain_connect,
    _sockeye_explain_send,  _sockeye_explain_recv,  _sockeye_explain_any,
    _sockeye_explain_families,
  };
  guint n_rows = 0, n_states = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SockeyeExplanation *row = tables[i]; row->code != 0; row++)
      {
        g_test_message ("%s %d", sockeye_verb_to_string (row->verb), row->code);
        check_sentences (row->cause);
        check_sentences (row->remedy);
        g_assert_cmpstr (row->cause, !=, row->remedy);
        for (const SockeyeExplanation *earlier = tables[i]; earlier < row; earlier++)
          g_assert_false (earlier->verb == row->verb && earlier->code == row->code
                          && (earlier->when & ~row->when) == 0);
        n_rows++;
        n_states += row->when != SOCKEYE_WHEN_ANY;
      }
  g_test_message ("%u rows, %u of them for a state", n_rows, n_states);
}

/* Where the text for any call would mislead, the call has one of its own. */
static void
test_explain_specific (void)
{
  static const struct
  {
    SockeyeVerb verb;
    int         errors[20];
  } own[] = {
    { SOCKEYE_VERB_GETHOSTNAME, { EINVAL, ENAMETOOLONG, EPERM } },
    { SOCKEYE_VERB_GETSERVBYNAME, { EACCES, ERANGE } },
    { SOCKEYE_VERB_GETADDRINFO,
      { EACCES, ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT } },
    { SOCKEYE_VERB_SOCKET, { EACCES, EPERM, EINVAL, EPROTONOSUPPORT, ENOBUFS, ENOMEM } },
    { SOCKEYE_VERB_SETSOCKOPT,
      { EINVAL, ENOPROTOOPT, EOPNOTSUPP, EPERM, EACCES, EDOM, EADDRNOTAVAIL, ENODEV } },
    { SOCKEYE_VERB_GETSOCKOPT, { EINVAL, ENOPROTOOPT, EOPNOTSUPP, ENOTCONN } },
    { SOCKEYE_VERB_BIND, { EACCES, EADDRINUSE, EADDRNOTAVAIL, EINVAL, EPERM, ENODEV, EIO } },
    { SOCKEYE_VERB_LISTEN, { EADDRINUSE, EINVAL, EOPNOTSUPP, EDESTADDRREQ, EACCES } },
    { SOCKEYE_VERB_ACCEPT,
      { EAGAIN, ECONNABORTED, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOSR, EOPNOTSUPP, EPERM,
        EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT,
        ESOCKTNOSUPPORT, EPROTONOSUPPORT } },
    { SOCKEYE_VERB_CONNECT,
      { EACCES, EPERM, EADDRINUSE, EADDRNOTAVAIL, EAGAIN, EALREADY, EINVAL, EISCONN, ENETUNREACH,
        ETIMEDOUT, ECONNABORTED, ECONNREFUSED, ECONNRESET, EPROTOTYPE, ENOENT } },
    { SOCKEYE_VERB_SEND,
      { EACCES, EAGAIN, EALREADY, EINVAL, EISCONN, ENOBUFS, EOPNOTSUPP, EPERM, ETIMEDOUT,
        ENOPROTOOPT, EPIPE, ENOTCONN, EDESTADDRREQ, EMSGSIZE } },
    { SOCKEYE_VERB_SENDTO,
      { EACCES, EAGAIN, EALREADY, EINVAL, EISCONN, ENOBUFS, EOPNOTSUPP, EPERM, EADDRNOTAVAIL } },
    { SOCKEYE_VERB_RECV,
      { EAGAIN, EINVAL, EOPNOTSUPP, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ENOPROTOOPT, EPIPE,
        ENOTCONN, ECONNREFUSED, ECONNRESET, EMSGSIZE } },
    { SOCKEYE_VERB_RECVFROM, { EAGAIN, EINVAL, EOPNOTSUPP, ENOTCONN } },
    { SOCKEYE_VERB_SHUTDOWN, { EINVAL, ENOTCONN } },
    { SOCKEYE_VERB_CLOSE, { EBADF, EINTR, EIO, ENOSPC, EDQUOT } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    for (guint j = 0; j < G_N_ELEMENTS (own[i].errors) && own[i].errors[j] != 0; j++)
      {
        int error = own[i].errors[j];

        g_test_message ("%s: %s", sockeye_verb_to_string (own[i].verb),
                        sockeye_errno_to_name (error));
        g_assert_true (sockeye_explain_is_own (own[i].verb, error));
        g_assert_cmpstr (sockeye_explain_errno_cause (own[i].verb, error), !=,
                         sockeye_explain_errno_cause (SOCKEYE_VERB_NONE, error));
      }
  g_assert_false (sockeye_explain_is_own (SOCKEYE_VERB_BIND, EFAULT));
}

/* Whatever the kernel says has a name and a meaning, and a cause never comes
 * without what to try. */
static void
test_explain_every_errno (void)
{
  for (int error = 1; error < 140; error++)
    {
      g_assert_cmpstr (sockeye_errno_to_name (error), !=, "");
      g_assert_cmpstr (sockeye_errno_to_meaning (error), !=, "");
      for (SockeyeVerb verb = SOCKEYE_VERB_NONE; verb < SOCKEYE_N_VERBS; verb++)
        g_assert_cmpint (sockeye_explain_errno_cause (verb, error) != NULL, ==,
                         sockeye_explain_errno_remedy (verb, error) != NULL);
    }
  g_assert_null (sockeye_explain_errno_cause (SOCKEYE_VERB_SEND, 99999));
  g_assert_null (sockeye_explain_errno_remedy (SOCKEYE_VERB_SEND, 99999));
}

static void
test_explain_names (void)
{
  g_assert_cmpstr (sockeye_errno_to_name (ECONNREFUSED), ==, "ECONNREFUSED");
  g_assert_cmpstr (sockeye_errno_to_name (EAGAIN), ==, "EAGAIN");
  g_assert_cmpstr (sockeye_errno_to_name (99999), ==, "errno 99999");

  g_assert_cmpint (sockeye_errno_from_name ("ECONNREFUSED"), ==, ECONNREFUSED);
  g_assert_cmpint (sockeye_errno_from_name ("econnrefused"), ==, ECONNREFUSED);
  g_assert_cmpint (sockeye_errno_from_name ("EWOULDBLOCK"), ==, EAGAIN);
  g_assert_cmpint (sockeye_errno_from_name ("ENOTSUP"), ==, EOPNOTSUPP);
  g_assert_cmpint (sockeye_errno_from_name ("EXDEV"), ==, EXDEV);
  g_assert_cmpint (sockeye_errno_from_name ("ENONSENSE"), ==, 0);
  g_assert_cmpint (sockeye_errno_from_name (""), ==, 0);
  g_assert_cmpint (sockeye_eai_from_name ("eai_noname"), ==, EAI_NONAME);
  g_assert_cmpint (sockeye_eai_from_name ("ECONNREFUSED"), ==, 0);
}

/* All that the table explains is listed, by name and once. */
static void
test_explain_list (void)
{
  const char *previous = "";
  guint n = 0;

  for (int error; (error = sockeye_errno_get_nth (n)) != 0; n++)
    {
      g_assert_cmpstr (sockeye_errno_to_name (error), >, previous);
      previous = sockeye_errno_to_name (error);
    }
  g_test_message ("%u errnos have a meaning of ours", n);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pages[i].errors) && pages[i].errors[j] != 0; j++)
      {
        guint nth = 0;

        while (sockeye_errno_get_nth (nth) != pages[i].errors[j])
          g_assert_cmpint (sockeye_errno_get_nth (nth++), !=, 0);
      }
  g_assert_cmpint (sockeye_errno_get_nth (n + 1), ==, 0);
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
      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (sockeye_eai_get_nth (i), ==, rows[i].code);
      g_assert_cmpint (sockeye_eai_from_name (rows[i].name), ==, rows[i].code);
      g_assert_cmpstr (sockeye_eai_to_name (rows[i].code), ==, rows[i].name);
      check_meaning (sockeye_eai_to_meaning (rows[i].code), gai_strerror (rows[i].code));
      check_sentences (sockeye_explain_eai_cause (SOCKEYE_VERB_GETADDRINFO, rows[i].code));
      check_sentences (sockeye_explain_eai_remedy (SOCKEYE_VERB_GETADDRINFO, rows[i].code));
    }
  g_assert_cmpint (sockeye_eai_get_nth (G_N_ELEMENTS (rows)), ==, 0);
  g_assert_cmpstr (sockeye_eai_to_name (-9999), ==, "EAI -9999");
  g_assert_cmpstr (sockeye_eai_to_meaning (-9999), ==, gai_strerror (-9999));
  g_assert_null (sockeye_explain_eai_cause (SOCKEYE_VERB_GETADDRINFO, -9999));
  g_assert_null (sockeye_explain_eai_remedy (SOCKEYE_VERB_GETADDRINFO, -9999));
  g_assert_null (sockeye_explain_eai_cause (SOCKEYE_VERB_GETADDRINFO, EACCES));

  /* A service that is not known is another thing than a type without ports. */
  g_assert_nonnull (strstr (sockeye_explain_eai_cause (SOCKEYE_VERB_GETSERVBYNAME, EAI_SERVICE),
                            "/etc/services"));
  g_assert_cmpstr (sockeye_explain_eai_cause (SOCKEYE_VERB_GETSERVBYNAME, EAI_MEMORY), ==,
                   sockeye_explain_eai_cause (SOCKEYE_VERB_GETADDRINFO, EAI_MEMORY));
}

/* A cause of the call itself comes first, then one of send() for sendto() and
 * of recv() for recvfrom(), and only then what holds for any call. */
static void
test_explain_order (void)
{
  const char *send = sockeye_explain_errno_cause (SOCKEYE_VERB_SEND, ENOBUFS);
  const char *any = sockeye_explain_errno_cause (SOCKEYE_VERB_BIND, ENOBUFS);

  g_assert_cmpstr (send, !=, any);
  g_assert_cmpstr (sockeye_explain_errno_cause (SOCKEYE_VERB_SENDTO, ENOBUFS), ==, send);
  g_assert_cmpstr (sockeye_explain_errno_cause (SOCKEYE_VERB_RECVFROM, ENOTCONN), ==,
                   sockeye_explain_errno_cause (SOCKEYE_VERB_RECV, ENOTCONN));
  g_assert_cmpstr (sockeye_explain_errno_cause (SOCKEYE_VERB_SENDTO, EISCONN), !=,
                   sockeye_explain_errno_cause (SOCKEYE_VERB_CONNECT, EISCONN));
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
    { SOCKEYE_VERB_CONNECT, EADDRNOTAVAIL, "ip_local_port_range" },
    { SOCKEYE_VERB_ACCEPT, ENETDOWN, "Accept again" },
    { SOCKEYE_VERB_ACCEPT, EPROTO, "not of the listener" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *cause = sockeye_explain_errno_cause (rows[i].verb, rows[i].error);
      const char *remedy = sockeye_explain_errno_remedy (rows[i].verb, rows[i].error);

      g_assert_true (strstr (cause, rows[i].hint) != NULL || strstr (remedy, rows[i].hint) != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/explain/man-pages", test_explain_man_pages);
  g_test_add_func ("/sockeye/explain/every-call", test_explain_every_call);
  g_test_add_func ("/sockeye/explain/rows", test_explain_rows);
  g_test_add_func ("/sockeye/explain/specific", test_explain_specific);
  g_test_add_func ("/sockeye/explain/every-errno", test_explain_every_errno);
  g_test_add_func ("/sockeye/explain/names", test_explain_names);
  g_test_add_func ("/sockeye/explain/list", test_explain_list);
  g_test_add_func ("/sockeye/explain/eai", test_explain_eai);
  g_test_add_func ("/sockeye/explain/order", test_explain_order);
  g_test_add_func ("/sockeye/explain/hints", test_explain_hints);
  return g_test_run ();
}
