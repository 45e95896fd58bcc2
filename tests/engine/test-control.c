/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages without a socket: bytes to words, and words to bytes. */

#include "config.h"

#include "call/sockeye-call.h"

#include <linux/errqueue.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define UDP_SEGMENT_TYPE 103
#define UDP_LEVEL        17

static void
append_message (GByteArray    *array,
                int            level,
                int            type,
                gconstpointer  data,
                gsize          size)
{
  struct cmsghdr header = { .cmsg_len = CMSG_LEN (size), .cmsg_level = level, .cmsg_type = type };
  guint at = array->len;

  g_byte_array_set_size (array, at + CMSG_SPACE (size));
  memset (array->data + at, 0, CMSG_SPACE (size));
  memcpy (array->data + at, &header, sizeof header);
  memcpy (array->data + at + sizeof header, data, size);
}

/* "IP_TTL: 64" of the one message. */
static char *
dup_summary (int           level,
             int           type,
             gconstpointer data,
             gsize         size)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GPtrArray) list = NULL;

  append_message (array, level, type, data, size);
  list = sockeye_control_parse (array->data, array->len);
  g_assert_cmpuint (list->len, ==, 1);
  return sockeye_control_dup_summary (g_ptr_array_index (list, 0));
}

static void
assert_summary (int           level,
                int           type,
                gconstpointer data,
                gsize         size,
                const char   *expected)
{
  g_autofree char *summary = dup_summary (level, type, data, size);

  g_assert_cmpstr (summary, ==, expected);
}

/* --- words --------------------------------------------------------------------- */

static void
test_control_numbers (void)
{
  const gint32 ttl = 64;
  const guint32 dropped = 3000000000u;
  const guint8 tos = 0xb9; /* EF, ECT(1) */
  const gint32 class = 0x28 | 3;
  const guint16 segment = 1200;

  assert_summary (IPPROTO_IP, IP_TTL, &ttl, sizeof ttl, "IP_TTL: 64");
  assert_summary (IPPROTO_IPV6, IPV6_HOPLIMIT, &ttl, sizeof ttl, "IPV6_HOPLIMIT: 64");
  assert_summary (SOL_SOCKET, SO_RXQ_OVFL, &dropped, sizeof dropped, "SO_RXQ_OVFL: 3000000000");
  assert_summary (IPPROTO_IP, IP_TOS, &tos, 1, "IP_TOS: 0xb9, EF (46), ECT(1): capable");
  assert_summary (IPPROTO_IPV6, IPV6_TCLASS, &class, sizeof class,
                  "IPV6_TCLASS: 0x2b, AF11 (10), CE: congestion was met");
  assert_summary (UDP_LEVEL, 104, &ttl, sizeof ttl, "UDP_GRO: 64");
  assert_summary (UDP_LEVEL, UDP_SEGMENT_TYPE, &segment, sizeof segment, "UDP_SEGMENT: 1200");
}

static void
test_control_pktinfo (void)
{
  struct in_pktinfo info = { .ipi_ifindex = (int) if_nametoindex ("lo") };
  struct in6_pktinfo info6 = { .ipi6_addr = IN6ADDR_LOOPBACK_INIT };
  g_autofree char *expected = NULL;

  if (info.ipi_ifindex == 0)
    {
      g_test_skip ("there is no interface lo here");
      return;
    }
  info.ipi_spec_dst.s_addr = htonl (INADDR_LOOPBACK);
  info.ipi_addr.s_addr = htonl (0x7f000002);
  expected = g_strdup_printf ("IP_PKTINFO: lo (%d), 127.0.0.1, 127.0.0.2", info.ipi_ifindex);
  assert_summary (IPPROTO_IP, IP_PKTINFO, &info, sizeof info, expected);
  assert_summary (IPPROTO_IPV6, IPV6_PKTINFO, &info6, sizeof info6, "IPV6_PKTINFO: any, ::1");
  /* An interface may go while its packets wait. */
  info.ipi_ifindex = 0x7ffffff0;
  assert_summary (IPPROTO_IP, IP_PKTINFO, &info, sizeof info,
                  "IP_PKTINFO: 2147483632, no longer there, 127.0.0.1, 127.0.0.2");
}

static void
test_control_times (void)
{
  const gint64 stamp[2] = { 1700000000, 42 };
  const gint64 stamps[6] = { 0, 0, 0, 0, 1700000000, 7 };
  g_autofree char *micro = dup_summary (SOL_SOCKET, 63, stamp, sizeof stamp);
  g_autofree char *nano = dup_summary (SOL_SOCKET, 64, stamp, sizeof stamp);
  g_autofree char *hardware = dup_summary (SOL_SOCKET, 65, stamps, sizeof stamps);

  g_assert_true (g_str_has_prefix (micro, "SO_TIMESTAMP_NEW: 2023-11-1"));
  g_assert_true (g_str_has_suffix (micro, ".000042"));
  g_assert_true (g_str_has_prefix (nano, "SO_TIMESTAMPNS_NEW: 2023-11-1"));
  g_assert_true (g_str_has_suffix (nano, ".000000042"));
  g_assert_true (g_str_has_suffix (hardware, ".000000007"));
}

static void
test_control_credentials (void)
{
  struct ucred who = { .pid = getpid (), .uid = 0, .gid = 4294967294u };
  g_autofree char *summary = dup_summary (SOL_SOCKET, SCM_CREDENTIALS, &who, sizeof who);
  g_autofree char *start = g_strdup_printf ("SCM_CREDENTIALS: %d (test-control), 0", getpid ());

  g_assert_true (g_str_has_prefix (summary, start));
  g_assert_nonnull (strstr (summary, ", 4294967294"));
}

static void
test_control_unknown (void)
{
  const guint8 bytes[] = { 0xde, 0xad, 0x01 };
  g_autofree char *python = NULL;
  g_autoptr (GBytes) data = g_bytes_new (bytes, sizeof bytes);
  g_autoptr (SockeyeControl) control = sockeye_control_new (41, 999, data);
  g_autoptr (SockeyeControl) other = sockeye_control_new (7777, 999, data);
  g_autofree char *other_python = sockeye_control_to_python (other, 0);

  assert_summary (7777, 999, bytes, sizeof bytes, "Level 7777, type 999: de ad 01");
  assert_summary (IPPROTO_IPV6, 999, bytes, sizeof bytes, "IPPROTO_IPV6, type 999: de ad 01");
  /* Known, and too short to say anything: bytes as well. */
  assert_summary (IPPROTO_IP, IP_PKTINFO, bytes, sizeof bytes, "IP_PKTINFO: de ad 01");
  assert_summary (IPPROTO_IP, IP_RECVERR, bytes, sizeof bytes, "IP_RECVERR: de ad 01");
  python = sockeye_control_to_python (control, 0);
  g_assert_cmpstr (python, ==, "(IPPROTO_IPV6, 999, b'\\xde\\xad\\x01')");
  g_assert_cmpstr (other_python, ==, "(7777, 999, b'\\xde\\xad\\x01')");
}

static void
test_control_late (void)
{
  struct
  {
    struct sock_extended_err error;
    struct sockaddr_in       offender;
  } late = { { .ee_errno = 111, .ee_origin = SO_EE_ORIGIN_ICMP, .ee_type = 3, .ee_code = 3 },
             { .sin_family = AF_INET } };
  const struct sock_extended_err stamp = { .ee_errno = 42, .ee_origin = SO_EE_ORIGIN_TIMESTAMPING,
                                           .ee_info = SCM_TSTAMP_SND, .ee_data = 7 };
  const struct sock_extended_err copy = { .ee_origin = SO_EE_ORIGIN_ZEROCOPY, .ee_info = 2, .ee_data = 5 };

  late.offender.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  assert_summary (IPPROTO_IP, IP_RECVERR, &late, sizeof late,
                  "IP_RECVERR: port unreachable, ECONNREFUSED, ICMP, 3, 3, 127.0.0.1");
  assert_summary (IPPROTO_IP, IP_RECVERR, &stamp, sizeof stamp,
                  "IP_RECVERR: time of sending, timestamps of sends, 7");
  assert_summary (IPPROTO_IPV6, IPV6_RECVERR, &copy, sizeof copy,
                  "IPV6_RECVERR: zero-copy sends 2 to 5 are over, zero-copy sends");
  assert_summary (287 /* SOL_VSOCK */, 1 /* VSOCK_RECVERR */, &copy, sizeof copy,
                  "Level 287, type 1: zero-copy sends 2 to 5 are over, zero-copy sends");
}

/* --- any bytes ----------------------------------------------------------------- */

static void
test_control_several (void)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  const gint32 ttl = 3;
  const guint8 one = 1;
  g_autofree char *last = NULL;

  append_message (array, IPPROTO_IP, IP_TOS, &one, 1);
  append_message (array, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  /* The kernel does not pad behind the last. */
  list = sockeye_control_parse (array->data, array->len - (CMSG_SPACE (4) - CMSG_LEN (4)));
  g_assert_cmpuint (list->len, ==, 2);
  last = sockeye_control_dup_summary (g_ptr_array_index (list, 1));
  g_assert_cmpstr (last, ==, "IP_TTL: 3");
  g_assert_false (sockeye_control_is_cut (g_ptr_array_index (list, 1)));
}

static void
test_control_cut (void)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  const gint32 ttl = 3;
  struct cmsghdr header;

  append_message (array, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl);
  for (gsize size = 0; size < CMSG_LEN (sizeof ttl); size++)
    {
      g_autoptr (GPtrArray) list = sockeye_control_parse (array->data, size);

      g_assert_cmpuint (list->len, ==, size > 0 ? 1 : 0);
      if (size > 0)
        g_assert_true (sockeye_control_is_cut (g_ptr_array_index (list, 0)));
      if (size > 0 && size < sizeof header)
        g_assert_cmpuint (g_bytes_get_size (sockeye_control_get_bytes (g_ptr_array_index (list, 0))), ==, size);
    }
  /* A length that is shorter than the header would never end. */
  for (gsize length = 0; length < sizeof header; length++)
    {
      g_autoptr (GPtrArray) list = NULL;

      memcpy (&header, array->data, sizeof header);
      header.cmsg_len = length;
      memcpy (array->data, &header, sizeof header);
      list = sockeye_control_parse (array->data, array->len);
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_cmpint (sockeye_control_get_level (g_ptr_array_index (list, 0)), ==, -1);
    }
}

/* Whatever comes: no crash, all of it shown as text that is valid, and no byte
 * dropped but the padding between messages. */
static void
check_any (const guint8 *data,
           gsize         size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size); /* a sanitizer sees each byte too far */
  g_autoptr (GPtrArray) list = sockeye_control_parse (copy, size);
  gsize total = 0;

  for (guint i = 0; i < list->len; i++)
    {
      SockeyeControl *control = g_ptr_array_index (list, i);
      g_autofree char *summary = sockeye_control_dup_summary (control);
      g_autofree char *python = sockeye_control_to_python (control, 0);
      g_autoptr (GPtrArray) facts = sockeye_control_dup_facts (control);

      g_assert_true (g_utf8_validate (summary, -1, NULL));
      g_assert_true (g_str_is_ascii (python));
      g_assert_cmpuint (facts->len, >, 0);
      total += g_bytes_get_size (sockeye_control_get_bytes (control));
      if (sockeye_control_get_level (control) != -1)
        total += sizeof (struct cmsghdr);
    }
  g_assert_cmpuint (total + list->len * (sizeof (gsize) - 1), >=, size);
  g_assert_cmpuint (total, <=, size);
}

static void
test_control_random (void)
{
  static const struct
  {
    int level;
    int type;
  } known[] = {
    { SOL_SOCKET, SCM_RIGHTS }, { SOL_SOCKET, SCM_CREDENTIALS }, { SOL_SOCKET, 3 },
    { SOL_SOCKET, 29 }, { SOL_SOCKET, 35 }, { SOL_SOCKET, 37 }, { SOL_SOCKET, 63 },
    { SOL_SOCKET, 64 }, { SOL_SOCKET, 65 }, { SOL_SOCKET, 58 }, { SOL_SOCKET, SO_RXQ_OVFL },
    { IPPROTO_IP, IP_TTL }, { IPPROTO_IP, IP_TOS }, { IPPROTO_IP, IP_PKTINFO },
    { IPPROTO_IP, IP_RECVERR }, { IPPROTO_IP, 20 }, { IPPROTO_IPV6, 74 },
    { IPPROTO_IPV6, IPV6_PKTINFO }, { IPPROTO_IPV6, IPV6_RECVERR }, { UDP_LEVEL, 104 },
    { 263, 8 }, { 263, 16 }, { 270, 3 }, { 270, 8 }, { 12345, 6 },
  };
  guint8 data[160];

  for (guint round = 0; round < 20000; round++)
    {
      gsize size = (gsize) g_test_rand_int_range (0, sizeof data);
      guint which = round % (G_N_ELEMENTS (known) + 1);

      for (gsize i = 0; i < size; i++)
        data[i] = (guint8) g_test_rand_int_range (0, 256);
      if (which < G_N_ELEMENTS (known) && size >= sizeof (struct cmsghdr))
        {
          struct cmsghdr header = { .cmsg_level = known[which].level, .cmsg_type = known[which].type };

          header.cmsg_len = (gsize) g_test_rand_int_range (0, 2 * sizeof data);
          memcpy (data, &header, sizeof header);
        }
      check_any (data, size);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/control/numbers", test_control_numbers);
  g_test_add_func ("/sockeye/control/pktinfo", test_control_pktinfo);
  g_test_add_func ("/sockeye/control/times", test_control_times);
  g_test_add_func ("/sockeye/control/credentials", test_control_credentials);
  g_test_add_func ("/sockeye/control/unknown", test_control_unknown);
  g_test_add_func ("/sockeye/control/late", test_control_late);
  g_test_add_func ("/sockeye/control/several", test_control_several);
  g_test_add_func ("/sockeye/control/cut", test_control_cut);
  g_test_add_func ("/sockeye/control/random", test_control_random);
  return g_test_run ();
}
