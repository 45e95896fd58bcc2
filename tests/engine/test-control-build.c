/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages as typed: their bytes, their Python, and what is no message. */

#include "config.h"

#include "call/sockeye-call.h"

#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define UDP_SEGMENT_TYPE 103
#define UDP_LEVEL        17

static SockeyeControl *
build (const char  *nick,
       const char  *first,
       const char  *second,
       const char  *third,
       guint       *field,
       GError     **error)
{
  const char *const texts[] = { first, second, third };
  const SockeyeControlKind *kind = sockeye_control_find_kind (nick);

  g_assert_nonnull (kind);
  return sockeye_control_build (kind, texts, field, error);
}

static void
assert_built (const char    *nick,
              const char    *first,
              const char    *second,
              const char    *third,
              int            level,
              int            type,
              gconstpointer  data,
              gsize          size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeControl) control = build (nick, first, second, third, NULL, &error);
  gsize built;
  gconstpointer bytes;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (sockeye_control_get_bytes (control), &built);
  g_assert_cmpint (sockeye_control_get_level (control), ==, level);
  g_assert_cmpint (sockeye_control_get_control_type (control), ==, type);
  g_assert_cmpmem (bytes, built, data, size);
}

static void
test_control_build (void)
{
  const gint32 ttl = 5, tos = 0x2e, all = -1;
  const guint16 segment = 65535;
  const struct ucred own = { getpid (), geteuid (), getegid () };
  const struct ucred other = { 1, 0, 7 };
  struct in_pktinfo info = { .ipi_ifindex = (int) if_nametoindex ("lo") };
  const struct in6_pktinfo info6 = { .ipi6_addr = IN6ADDR_LOOPBACK_INIT };

  info.ipi_spec_dst.s_addr = htonl (0x7f000003);
  assert_built ("ttl", " 5 ", "", "", IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  assert_built ("tos", "0x2E", "", "", IPPROTO_IP, IP_TOS, &tos, sizeof tos);
  assert_built ("hop-limit", "-1", "", "", IPPROTO_IPV6, IPV6_HOPLIMIT, &all, sizeof all);
  assert_built ("class", "046", "", "", IPPROTO_IPV6, IPV6_TCLASS, &tos, sizeof tos);
  assert_built ("segment", "65535", "", "", UDP_LEVEL, UDP_SEGMENT_TYPE, &segment, sizeof segment);
  assert_built ("credentials", "", "", "", SOL_SOCKET, SCM_CREDENTIALS, &own, sizeof own);
  assert_built ("credentials", "1", "root", "7", SOL_SOCKET, SCM_CREDENTIALS, &other, sizeof other);
  assert_built ("pktinfo6", "", "::1", "", IPPROTO_IPV6, IPV6_PKTINFO, &info6, sizeof info6);
  if (info.ipi_ifindex != 0)
    assert_built ("pktinfo", "lo", "127.0.0.3", "", IPPROTO_IP, IP_PKTINFO, &info, sizeof info);
  assert_built ("other", "IPPROTO_IP", "IP_TTL", "05 00 00 00", IPPROTO_IP, IP_TTL,
                (const guint8[]) { 5, 0, 0, 0 }, 4);
  assert_built ("other", "7777", "-3", "", 7777, -3, "", 0);
}

static void
test_control_build_bad (void)
{
  static const struct
  {
    const char *nick;
    const char *texts[3];
    guint       field;
    const char *hint;
  } rows[] = {
    { "ttl", { "" }, 0, "empty" },
    { "ttl", { "0" }, 0, "1 to 255" },
    { "ttl", { "256" }, 0, "1 to 255" },
    { "ttl", { "64x" }, 0, "1 to 255" },
    { "ttl", { "99999999999999999999" }, 0, "1 to 255" },
    { "ttl", { "- 1" }, 0, "1 to 255" },
    { "hop-limit", { "-2" }, 0, "-1 to 255" },
    { "tos", { "0x100" }, 0, "0 to 255" },
    { "segment", { "65536" }, 0, "1 to 65535" },
    { "pktinfo", { "no-such-interface", "" }, 0, "no-such-interface" },
    { "pktinfo", { "2147483000", "" }, 0, "2147483000" },
    { "pktinfo", { "", "::1" }, 1, "IPv4" },
    { "pktinfo", { "", "localhost" }, 1, "numeric" },
    { "pktinfo6", { "", "127.0.0.1" }, 1, "IPv6" },
    { "pktinfo6", { "", "fe80::1%lo" }, 1, "scope" },
    { "credentials", { "0", "", "" }, 0, "process" },
    { "credentials", { "x", "", "" }, 0, "process" },
    { "credentials", { "", "no such user", "" }, 1, "user" },
    { "credentials", { "", "", "-1" }, 2, "group" },
    { "rights", { "" }, 0, "Name a socket" },
    { "rights", { "2" }, 0, "name of a socket" },
    { "rights", { "s2, x3" }, 0, "x3" },
    { "rights", { "s0" }, 0, "s0" },
    { "rights", { "s1073741824" }, 0, "s1073741824" },
    { "other", { "IPPROTO_NONE", "1", "" }, 0, "level" },
    { "other", { "", "1", "" }, 0, "level" },
    { "other", { "SOL_SOCKET", "IP_TTL", "" }, 1, "type" },
    { "other", { "1", "2147483648", "" }, 1, "type" },
    { "other", { "SOL_SOCKET", "2", "0g" }, 2, "" },
    { "other", { "SOL_SOCKET", "2", "123" }, 2, "" },
    { "other", { "SOL_SOCKET", "SCM_RIGHTS", "03000000" }, 2, "SCM_RIGHTS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint field = 99;
      SockeyeControl *control = build (rows[i].nick, rows[i].texts[0] != NULL ? rows[i].texts[0] : "",
                                       rows[i].texts[1] != NULL ? rows[i].texts[1] : "",
                                       rows[i].texts[2] != NULL ? rows[i].texts[2] : "", &field, &error);

      g_test_message ("%s: %s", rows[i].nick, error != NULL ? error->message : "no error");
      g_assert_null (control);
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
      g_assert_cmpuint (field, ==, rows[i].field);
      g_assert_nonnull (strstr (error->message, rows[i].hint));
    }
}

static void
test_control_build_rights (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SockeyeControl) control = build ("rights", "s2, c3 d14", "", "", NULL, &error);
  g_autoptr (GString) many = g_string_new ("s1");
  g_autofree char *python = NULL;
  g_autofree char *summary = NULL;
  const SockeyeSocketId *ids;
  guint n;

  g_assert_no_error (error);
  ids = sockeye_control_get_sockets (control, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (ids[0], ==, SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_CREATED));
  g_assert_cmpuint (ids[1], ==, SOCKEYE_SOCKET_ID (3, SOCKEYE_ORIGIN_ACCEPTED));
  g_assert_cmpuint (ids[2], ==, SOCKEYE_SOCKET_ID (14, SOCKEYE_ORIGIN_RECEIVED));
  python = sockeye_control_to_python (control, 0);
  g_assert_cmpstr (python, ==,
                   "(SOL_SOCKET, SCM_RIGHTS, pack('3i', s2.fileno(), c3.fileno(), d14.fileno()))");
  summary = sockeye_control_dup_summary (control);
  g_assert_cmpstr (summary, ==, "SCM_RIGHTS: s2, c3, d14");

  for (guint i = 0; i < 253; i++)
    g_string_append (many, ",s2");
  g_assert_null (build ("rights", many->str, "", "", NULL, &error));
  g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_PAYLOAD);
}

/* What is packed is parsed as the same. */
static void
test_control_round (void)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  g_autoptr (GByteArray) packed = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_ptr_array_add (controls, build ("tos", "1", "", "", NULL, NULL));
  g_ptr_array_add (controls, build ("segment", "9", "", "", NULL, NULL));
  g_ptr_array_add (controls, build ("other", "1", "2", "aabbcc", NULL, NULL));
  packed = sockeye_control_pack (controls);
  g_assert_cmpuint (packed->len, ==, CMSG_SPACE (4) + CMSG_SPACE (2) + CMSG_SPACE (3));
  list = sockeye_control_parse (packed->data, packed->len);
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *one = sockeye_control_to_python (g_ptr_array_index (controls, i), 0);
      g_autofree char *other = sockeye_control_to_python (g_ptr_array_index (list, i), 0);

      g_assert_cmpstr (one, ==, other);
    }
}

static void
test_control_kinds (void)
{
  guint n;
  const SockeyeControlKind *kinds = sockeye_control_list_kinds (&n);

  g_assert_cmpuint (n, >, 8);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (sockeye_control_find_kind (kinds[i].nick) == &kinds[i]);
      g_assert_cmpuint (kinds[i].n_fields, >, 0);
      for (guint k = 0; k < kinds[i].n_fields; k++)
        {
          g_assert_nonnull (kinds[i].fields[k].name);
          g_assert_nonnull (kinds[i].fields[k].hint);
          g_assert_nonnull (kinds[i].fields[k].initial);
        }
    }
  g_assert_null (sockeye_control_find_kind ("none"));
  g_assert_true (sockeye_control_kind_suits (sockeye_control_find_kind ("ttl"), AF_INET, SOCK_DGRAM, 0));
  g_assert_false (sockeye_control_kind_suits (sockeye_control_find_kind ("ttl"), AF_INET6, SOCK_DGRAM, 0));
  g_assert_true (sockeye_control_kind_suits (sockeye_control_find_kind ("rights"), AF_UNIX, SOCK_STREAM, 0));
  g_assert_false (sockeye_control_kind_suits (sockeye_control_find_kind ("rights"), AF_INET, SOCK_STREAM, 0));
  g_assert_true (sockeye_control_kind_suits (sockeye_control_find_kind ("other"), AF_X25, SOCK_SEQPACKET, 0));
}

/* --- as a call ----------------------------------------------------------------- */

static void
test_control_call (void)
{
  const SockeyeSocketId passed = SOCKEYE_SOCKET_ID (2, SOCKEYE_ORIGIN_CREATED);
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_control_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (SockeyeAddress) to = sockeye_address_parse (AF_INET, 0, "127.0.0.1", "9", SOCKEYE_USE_SENDTO, NULL);
  g_autoptr (SockeyeCall) call = NULL;
  g_autoptr (SockeyeCall) empty = NULL;
  g_autoptr (SockeyeCall) receive = sockeye_call_new_recvmsg (1, 1024, 512, MSG_PEEK);
  g_autofree char *text = NULL;
  g_autofree char *empty_text = NULL;
  g_autofree char *receive_text = sockeye_call_to_python (receive, 0);

  g_ptr_array_add (controls, sockeye_control_new_rights (&passed, 1));
  call = sockeye_call_new_sendmsg (1, bytes, controls, 0, to);
  /* The call is another thread's by now: what is edited next is not part of it. */
  g_ptr_array_set_size (controls, 0);
  text = sockeye_call_to_python (call, 0);
  g_assert_cmpstr (text, ==, "s1.sendmsg([b'x'], [(SOL_SOCKET, SCM_RIGHTS, pack('i', s2.fileno()))], "
                             "0, ('127.0.0.1', 9))");
  empty = sockeye_call_new_sendmsg (1, bytes, none, MSG_MORE, NULL);
  empty_text = sockeye_call_to_python (empty, 0);
  g_assert_cmpstr (empty_text, ==, "s1.sendmsg([b'x'], [], MSG_MORE)");
  g_assert_cmpint (sockeye_call_get_verb (call), ==, SOCKEYE_VERB_SENDMSG);
  g_assert_cmpstr (receive_text, ==, "s1.recvmsg(1024, 512, MSG_PEEK)");
  g_assert_cmpint (sockeye_call_get_verb (receive), ==, SOCKEYE_VERB_RECV);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/control-build/bytes", test_control_build);
  g_test_add_func ("/sockeye/control-build/bad", test_control_build_bad);
  g_test_add_func ("/sockeye/control-build/rights", test_control_build_rights);
  g_test_add_func ("/sockeye/control-build/round", test_control_round);
  g_test_add_func ("/sockeye/control-build/kinds", test_control_kinds);
  g_test_add_func ("/sockeye/control-build/call", test_control_call);
  return g_test_run ();
}
