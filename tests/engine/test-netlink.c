/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Messages of netlink, built with the structures of the kernel's headers, and
 * cut, damaged and made up. */

#include "config.h"

#include "event/sockeye-netlink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>

#define N_RANDOM 20000

/* The number of an interface that no machine has. */
#define NO_INTERFACE 2147483600

/* Ends the last message: its length, and the bytes up to the next. */
static void
finish (GByteArray *bytes,
        gsize       start)
{
  guint32 length = bytes->len - start;

  memcpy (bytes->data + start, &length, sizeof length);
  while (bytes->len % NLMSG_ALIGNTO != 0)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
}

static gsize
begin (GByteArray   *bytes,
       guint16       type,
       guint16       flags,
       gconstpointer payload,
       gsize         size)
{
  gsize start = bytes->len;
  struct nlmsghdr header = { .nlmsg_type = type, .nlmsg_flags = flags };

  g_byte_array_append (bytes, (const guint8 *) &header, sizeof header);
  g_byte_array_append (bytes, payload, size);
  while (bytes->len % NLMSG_ALIGNTO != 0)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
  return start;
}

static void
add (GByteArray   *bytes,
     guint16       type,
     gconstpointer value,
     gsize         size)
{
  struct nlattr attribute = { .nla_len = sizeof attribute + size, .nla_type = type };

  g_byte_array_append (bytes, (const guint8 *) &attribute, sizeof attribute);
  g_byte_array_append (bytes, value, size);
  while (bytes->len % NLA_ALIGNTO != 0)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
}

static void
add_link (GByteArray *bytes,
          guint16     type,
          const char *name,
          guint       flags,
          guint32     mtu)
{
  struct ifinfomsg link = { .ifi_index = NO_INTERFACE, .ifi_flags = flags };
  gsize start = begin (bytes, type, 0, &link, sizeof link);

  add (bytes, IFLA_IFNAME, name, strlen (name) + 1);
  add (bytes, IFLA_MTU, &mtu, sizeof mtu);
  add (bytes, IFLA_ADDRESS, "\x52\x54\x00\x12\x34\x56", 6);
  finish (bytes, start);
}

/* All lines of a datagram, joined. */
static char *
describe (int               protocol,
          const GByteArray *bytes,
          gsize             size)
{
  g_autoptr (GPtrArray) texts = sockeye_netlink_describe (protocol, bytes->data, size);

  if (texts == NULL)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

static void
check (const GByteArray *bytes,
       const char       *expected)
{
  g_autofree char *text = describe (NETLINK_ROUTE, bytes, bytes->len);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_link (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *one = NULL;
  g_autofree char *three = NULL;

  add_link (bytes, RTM_NEWLINK, "lo", IFF_UP | IFF_RUNNING, 65536);
  one = sockeye_netlink_summarize (NETLINK_ROUTE, bytes->data, bytes->len);
  g_assert_cmpstr (one, ==, "RTM_NEWLINK lo up mtu 65536 address 52:54:00:12:34:56");
  add_link (bytes, RTM_NEWLINK, "eth0", IFF_UP, 1500);
  add_link (bytes, RTM_DELLINK, "a\nb", 0, 68);
  check (bytes, "RTM_NEWLINK lo up mtu 65536 address 52:54:00:12:34:56\n"
                "RTM_NEWLINK eth0 up no-carrier mtu 1500 address 52:54:00:12:34:56\n"
                "RTM_DELLINK a\\nb down mtu 68 address 52:54:00:12:34:56");
  three = sockeye_netlink_summarize (NETLINK_ROUTE, bytes->data, bytes->len);
  g_assert_cmpstr (three, ==, "RTM_NEWLINK lo up mtu 65536 address 52:54:00:12:34:56 (+2 more)");
}

static void
test_address (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct ifaddrmsg address = { .ifa_family = AF_INET, .ifa_prefixlen = 24,
                               .ifa_index = NO_INTERFACE };
  gsize start = begin (bytes, RTM_NEWADDR, 0, &address, sizeof address);

  add (bytes, IFA_ADDRESS, "\x0a\0\0\x02", 4);
  add (bytes, IFA_LOCAL, "\x0a\0\0\x01", 4);
  finish (bytes, start);
  address.ifa_family = AF_INET6;
  address.ifa_prefixlen = 128;
  start = begin (bytes, RTM_DELADDR, 0, &address, sizeof address);
  add (bytes, IFA_ADDRESS | NLA_F_NET_BYTEORDER, &in6addr_loopback, 16);
  finish (bytes, start);
  check (bytes, "RTM_NEWADDR 10.0.0.1/24 dev 2147483600\nRTM_DELADDR ::1/128 dev 2147483600");
}

static void
test_route (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct rtmsg route = { .rtm_family = AF_INET, .rtm_dst_len = 8, .rtm_table = RT_TABLE_MAIN };
  guint32 device = NO_INTERFACE;
  guint32 table = 1000;
  gsize start = begin (bytes, RTM_NEWROUTE, 0, &route, sizeof route);

  add (bytes, RTA_DST, "\x0a\0\0\0", 4);
  add (bytes, RTA_GATEWAY, "\xc0\0\x02\x01", 4);
  add (bytes, RTA_OIF, &device, sizeof device);
  finish (bytes, start);
  route.rtm_dst_len = 0;
  start = begin (bytes, RTM_DELROUTE, 0, &route, sizeof route);
  add (bytes, RTA_TABLE, &table, sizeof table);
  finish (bytes, start);
  check (bytes, "RTM_NEWROUTE 10.0.0.0/8 via 192.0.2.1 dev 2147483600\n"
                "RTM_DELROUTE default table 1000");
}

static void
test_neighbour (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct ndmsg neighbour = { .ndm_family = AF_INET, .ndm_ifindex = NO_INTERFACE,
                             .ndm_state = NUD_REACHABLE };
  gsize start = begin (bytes, RTM_NEWNEIGH, 0, &neighbour, sizeof neighbour);

  add (bytes, NDA_DST, "\x0a\0\0\x01", 4);
  add (bytes, NDA_LLADDR, "\x52\x54\x00\x12\x34\x56", 6);
  finish (bytes, start);
  check (bytes, "RTM_NEWNEIGH 10.0.0.1 dev 2147483600 lladdr 52:54:00:12:34:56 REACHABLE");
}

static void
test_others (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) generic = g_byte_array_new ();
  g_autofree char *text = NULL;
  guint8 family = AF_UNSPEC;

  /* A request for a list has no more than this. */
  finish (bytes, begin (bytes, RTM_GETLINK, NLM_F_DUMP, &family, 1));
  finish (bytes, begin (bytes, RTM_NEWQDISC, 0, "12345678", 8));
  finish (bytes, begin (bytes, 9999, 0, "1234", 4));
  finish (bytes, begin (bytes, NLMSG_DONE, NLM_F_MULTI, "\0\0\0\0", 4));
  check (bytes, "RTM_GETLINK, 20 bytes\nRTM_NEWQDISC, 24 bytes\nmessage of type 9999, 20 bytes\n"
                "NLMSG_DONE");

  finish (generic, begin (generic, GENL_ID_CTRL, 0, "1234", 4));
  text = describe (NETLINK_GENERIC, generic, generic->len);
  g_assert_cmpstr (text, ==, "message of type 16, 20 bytes");
}

static void
test_error (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct nlmsgerr error = { .error = 0, .msg = { .nlmsg_type = RTM_NEWLINK, .nlmsg_len = 40 } };
  g_autofree char *perm = g_strdup_printf ("EPERM (%s)", g_strerror (EPERM));
  g_autofree char *expected = NULL;
  gsize start;

  finish (bytes, begin (bytes, NLMSG_ERROR, 0, &error, sizeof error));
  error.error = -EPERM;
  start = begin (bytes, NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS, &error, sizeof error);
  add (bytes, NLMSGERR_ATTR_MSG, "not for you\x1b", 13);
  finish (bytes, start);
  error.error = G_MININT;
  finish (bytes, begin (bytes, NLMSG_ERROR, 0, &error, sizeof error));
  error.error = 5;
  finish (bytes, begin (bytes, NLMSG_ERROR, 0, &error, sizeof error));
  finish (bytes, begin (bytes, NLMSG_ERROR, 0, "12", 2));
  expected = g_strdup_printf ("NLMSG_ERROR success, the answer to RTM_NEWLINK\n"
                              "NLMSG_ERROR %s, the answer to RTM_NEWLINK, “not for you\\x1b”\n"
                              "NLMSG_ERROR -2147483648, the answer to RTM_NEWLINK\n"
                              "NLMSG_ERROR 5, the answer to RTM_NEWLINK\n"
                              "NLMSG_ERROR, 20 bytes", perm);
  check (bytes, expected);
}

/* Cut anywhere, the last message is said to be cut short, and the ones before
 * it are whole. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize first;

  add_link (bytes, RTM_NEWLINK, "lo", IFF_UP | IFF_RUNNING, 65536);
  first = bytes->len;
  add_link (bytes, RTM_NEWLINK, "eth0", IFF_UP, 1500);
  for (gsize size = 1; size < bytes->len; size++)
    {
      /* Of its own, so that a sanitizer sees what is read behind it. */
      g_autofree guint8 *copy = g_memdup2 (bytes->data, size);
      g_autoptr (GPtrArray) texts = sockeye_netlink_describe (NETLINK_ROUTE, copy, size);
      g_autofree char *summary = sockeye_netlink_summarize (NETLINK_ROUTE, copy, size);
      const char *last = g_ptr_array_index (texts, texts->len - 1);

      g_assert_cmpuint (texts->len, ==, size <= first ? 1 : 2);
      g_assert_true ((strstr (last, "cut short") == NULL) == (size == first));
      g_assert_true (g_str_has_suffix (summary, " more)") == (size > first));
    }
}

static void
test_cut_words (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *header = NULL;
  g_autofree char *part = NULL;
  g_autofree char *length = NULL;

  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      g_test_skip ("the bytes are those of a little-endian machine");
      return;
    }
  add_link (bytes, RTM_NEWLINK, "lo", IFF_UP, 65536);
  header = describe (NETLINK_ROUTE, bytes, 5);
  g_assert_cmpstr (header, ==, "a message cut short after 5 bytes: 3c 00 00 00 10");
  part = describe (NETLINK_ROUTE, bytes, 40);
  g_assert_cmpstr (part, ==, "RTM_NEWLINK cut short, 40 of 60 bytes: 3c 00 00 00 10 00 00 00 00 00 "
                             "00 00 00 00 00 00 00 00 00 00 d0 ff ff 7f …");
  bytes->data[0] = 15;
  length = describe (NETLINK_ROUTE, bytes, 20);
  g_assert_cmpstr (length, ==, "no message, its length would be 15: 0f 00 00 00 10 00 00 00 00 00 00 "
                               "00 00 00 00 00 00 00 00 00");
}

/* Attributes that lie about their length are left out. */
static void
test_bad_attributes (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct ifinfomsg link = { .ifi_index = NO_INTERFACE };
  struct nlattr attribute = { .nla_len = 1000, .nla_type = IFLA_IFNAME };
  gsize start = begin (bytes, RTM_NEWLINK, 0, &link, sizeof link);

  g_byte_array_append (bytes, (const guint8 *) &attribute, sizeof attribute);
  finish (bytes, start);
  attribute.nla_len = 0;
  start = begin (bytes, RTM_NEWLINK, 0, &link, sizeof link);
  g_byte_array_append (bytes, (const guint8 *) &attribute, sizeof attribute);
  finish (bytes, start);
  start = begin (bytes, RTM_NEWLINK, 0, &link, sizeof link);
  add (bytes, IFLA_MTU, "12", 2);
  finish (bytes, start);
  check (bytes, "RTM_NEWLINK dev 2147483600 down\nRTM_NEWLINK dev 2147483600 down\n"
                "RTM_NEWLINK dev 2147483600 down");
}

/* Other kinds of datagrams, and nothing at all. */
static void
test_none (void)
{
  static const char uevent[] = "add@/devices/virtual/net/x0\0ACTION=add";

  g_assert_null (sockeye_netlink_describe (NETLINK_KOBJECT_UEVENT, (const guint8 *) uevent,
                                           sizeof uevent));
  g_assert_null (sockeye_netlink_summarize (NETLINK_KOBJECT_UEVENT, (const guint8 *) uevent,
                                            sizeof uevent));
  g_assert_null (sockeye_netlink_summarize (NETLINK_USERSOCK, (const guint8 *) uevent,
                                            sizeof uevent));
  g_assert_null (sockeye_netlink_describe (NETLINK_ROUTE, NULL, 0));
  g_assert_null (sockeye_netlink_summarize (NETLINK_ROUTE, NULL, 0));
}

static void
test_garbage (void)
{
  static const guint16 types[] = { NLMSG_ERROR, RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE,
                                   RTM_NEWNEIGH, RTM_DELLINK, 3, 77 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      gsize size = g_rand_int_range (rand, 0, 200);
      g_autofree guint8 *data = g_malloc (MAX (size, 1));
      g_autoptr (GPtrArray) texts = NULL;
      g_autofree char *summary = NULL;
      struct nlmsghdr header = { .nlmsg_len = size };

      for (gsize j = 0; j < size; j++)
        data[j] = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 3) == 0 ? 256 : 12);
      header.nlmsg_type = types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))];
      header.nlmsg_flags = g_rand_int (rand);
      if (i % 8 != 0 && size >= sizeof header)
        memcpy (data, &header, sizeof header);
      texts = sockeye_netlink_describe (NETLINK_ROUTE, data, size);
      summary = sockeye_netlink_summarize (NETLINK_ROUTE, data, size);
      g_assert_true ((texts == NULL) == (size == 0));
      g_assert_true ((summary == NULL) == (size == 0));
      for (guint j = 0; texts != NULL && j < texts->len; j++)
        {
          g_assert_true (g_utf8_validate (texts->pdata[j], -1, NULL));
          g_assert_null (strpbrk (texts->pdata[j], "\n\r\x1b"));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/netlink/link", test_link);
  g_test_add_func ("/sockeye/netlink/address", test_address);
  g_test_add_func ("/sockeye/netlink/route", test_route);
  g_test_add_func ("/sockeye/netlink/neighbour", test_neighbour);
  g_test_add_func ("/sockeye/netlink/others", test_others);
  g_test_add_func ("/sockeye/netlink/error", test_error);
  g_test_add_func ("/sockeye/netlink/cut", test_cut);
  g_test_add_func ("/sockeye/netlink/cut-words", test_cut_words);
  g_test_add_func ("/sockeye/netlink/bad-attributes", test_bad_attributes);
  g_test_add_func ("/sockeye/netlink/none", test_none);
  g_test_add_func ("/sockeye/netlink/garbage", test_garbage);
  return g_test_run ();
}
