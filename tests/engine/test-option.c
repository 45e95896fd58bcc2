/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The table of options, and their values as text. */

#include "config.h"

#include "option-util.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static void
test_option_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  g_assert_cmpuint (n_options, >, 250);
  for (guint i = 0; i < n_options; i++)
    {
      const SockeyeOption *option = options[i];
      char *key = g_strdup_printf ("%d %d", option->level, option->number);
      g_autofree char *shape = sockeye_option_describe (option);

      g_test_message ("%s", option->name);
      g_assert_true (g_hash_table_add (seen, key));
      g_assert_true (sockeye_option_find (option->level, option->number) == option);
      g_assert_true (sockeye_option_find_by_name (option->level, option->name) == option);
      g_assert_cmpstr (sockeye_option_get_level_name (option->level), ==, option->level_name);
      g_assert_cmpuint (option->size, >, 0);
      g_assert_cmpstr (shape, !=, "");
      g_assert_cmpstr (option->words, !=, "");
      g_assert_false (g_str_has_suffix (option->words, "."));
      g_assert_cmpstr (option->page, !=, "");
      g_assert_cmpint (option->minimum, <=, option->maximum);
      g_assert_false ((option->access & SOCKEYE_OPTION_POINTER)
                      && (option->access & SOCKEYE_OPTION_WRITABLE));
      if (option->shape == SOCKEYE_SHAPE_CHOICE || option->shape == SOCKEYE_SHAPE_FLAGS
          || option->shape == SOCKEYE_SHAPE_LINK_GROUP)
        g_assert_nonnull (option->choices);
    }
  g_assert_null (sockeye_option_find (SOL_SOCKET, 12345));
  g_assert_null (sockeye_option_find (IPPROTO_TCP, 1000));
  g_assert_null (sockeye_option_get_level_name (12345));
}

static void
test_option_applies (void)
{
  const SockeyeOption *nodelay = option_find ("TCP_NODELAY");
  const SockeyeOption *ttl = option_find ("IP_TTL");
  const SockeyeOption *peer = option_find ("SO_PEERCRED");

  g_assert_true (sockeye_option_applies (nodelay, AF_INET, SOCK_STREAM, 0));
  g_assert_true (sockeye_option_applies (nodelay, AF_INET6, SOCK_STREAM, IPPROTO_TCP));
  g_assert_true (sockeye_option_applies (nodelay, AF_INET, SOCK_STREAM, IPPROTO_MPTCP));
  g_assert_false (sockeye_option_applies (nodelay, AF_INET, SOCK_STREAM, IPPROTO_SCTP));
  g_assert_false (sockeye_option_applies (nodelay, AF_INET, SOCK_DGRAM, 0));
  g_assert_false (sockeye_option_applies (nodelay, AF_UNIX, SOCK_STREAM, 0));
  g_assert_true (sockeye_option_applies (ttl, AF_INET6, SOCK_DGRAM, 0));
  g_assert_false (sockeye_option_applies (ttl, AF_INET6, SOCK_RAW, IPPROTO_ICMPV6));
  g_assert_true (sockeye_option_applies (peer, AF_UNIX, SOCK_SEQPACKET, 0));
  g_assert_false (sockeye_option_applies (peer, AF_INET, SOCK_STREAM, 0));
  g_assert_false (sockeye_option_applies (option_find ("IP_HDRINCL"), AF_INET, SOCK_DGRAM, 0));
  g_assert_true (sockeye_option_applies (option_find ("SO_LINGER"), 12345, 40, 0));
}

/* --- text to bytes and back --------------------------------------------------------- */

static void
test_option_round_trip (void)
{
  static const struct
  {
    const char *name;
    const char *typed;
    const char *text; /* NULL: as typed */
    gsize       size;
  } values[] = {
    { "SO_KEEPALIVE", "on", NULL, 4 },
    { "SO_KEEPALIVE", "0", "off", 4 },
    { "SO_RCVBUF", "65536", NULL, 4 },
    { "SO_RCVBUF", " 0x1000 ", "4096", 4 },
    { "SO_MARK", "4294967295", NULL, 4 },
    { "SO_PEEK_OFF", "-1", NULL, 4 },
    { "SO_MAX_PACING_RATE", "5000000000", NULL, 8 },
    { "SO_MAX_PACING_RATE", "-1", NULL, 8 },
    { "SO_RCVTIMEO", "1.5", NULL, 16 },
    { "SO_RCVTIMEO", "0.000001", NULL, 16 },
    { "SO_RCVTIMEO", "0", NULL, 16 },
    { "SO_LINGER", "off", NULL, 8 },
    { "SO_LINGER", "5", NULL, 8 },
    { "SO_BINDTODEVICE", "lo", NULL, 2 },
    { "SO_BINDTODEVICE", "", NULL, 0 },
    { "SO_BINDTOIFINDEX", "lo", NULL, 4 },
    { "SO_BINDTOIFINDEX", "", "0", 4 },
    { "TCP_CONGESTION", "cubic", NULL, 5 },
    { "IP_MTU_DISCOVER", "ip_pmtudisc_do", "IP_PMTUDISC_DO", 4 },
    { "IP_MTU_DISCOVER", "77", NULL, 4 },
    { "SO_TIMESTAMPING", "SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE", NULL, 4 },
    { "SO_TIMESTAMPING", "0x40000000", NULL, 4 },
    { "SO_TIMESTAMPING", "0", NULL, 4 },
    { "IP_UNICAST_IF", "lo", NULL, 4 },
    { "IP_MULTICAST_IF", "lo", NULL, 12 },
    { "IP_MULTICAST_IF", "127.0.0.1", NULL, 4 },
    { "IP_ADD_MEMBERSHIP", "239.1.1.1%lo", NULL, 12 },
    { "IP_ADD_MEMBERSHIP", "239.1.1.1", NULL, 12 },
    { "IP_ADD_MEMBERSHIP", "239.1.1.1%127.0.0.1", NULL, 12 },
    { "IPV6_JOIN_GROUP", "ff02::123%lo", NULL, 20 },
    { "IP_ADD_SOURCE_MEMBERSHIP", "127.0.0.1@232.1.1.1%127.0.0.1", NULL, 12 },
    { "IP_ADD_SOURCE_MEMBERSHIP", "127.0.0.1@232.1.1.1%lo", "127.0.0.1@232.1.1.1%127.0.0.1", 12 },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_PROMISC%lo", NULL, 16 },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 01:00:5e:00:00:fb%lo", NULL, 16 },
    { "SO_TXTIME", "01 00 00 00 00000000", "01 00 00 00 00 00 00 00", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const SockeyeOption *option = option_find (values[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = sockeye_option_parse (option, values[i].typed, &error);
      g_autofree char *text = NULL;

      g_test_message ("%s %s", values[i].name, values[i].typed);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, values[i].size);
      text = sockeye_option_to_text (option, bytes);
      g_assert_cmpstr (text, ==, values[i].text != NULL ? values[i].text : values[i].typed);
    }
}

/* Group addresses of either family: the same names at both levels. */
static void
test_option_groups (void)
{
  static const struct
  {
    int         level;
    const char *name;
    const char *text;
    gsize       size;
  } values[] = {
    { IPPROTO_IP, "MCAST_JOIN_GROUP", "239.1.1.1%lo", sizeof (struct group_req) },
    { IPPROTO_IPV6, "MCAST_JOIN_GROUP", "ff02::123%lo", sizeof (struct group_req) },
    { IPPROTO_IP, "MCAST_JOIN_SOURCE_GROUP", "192.0.2.1@232.1.1.1%lo",
      sizeof (struct group_source_req) },
    { IPPROTO_IPV6, "MCAST_JOIN_SOURCE_GROUP", "::1@ff35::1%lo",
      sizeof (struct group_source_req) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const SockeyeOption *option = sockeye_option_find_by_name (values[i].level, values[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = sockeye_option_parse (option, values[i].text, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, values[i].size);
      text = sockeye_option_to_text (option, bytes);
      g_assert_cmpstr (text, ==, values[i].text);
    }
}

static const struct
{
  const char *name;
  const char *typed;
  const char *message; /* a part of it */
} wrong[] = {
  { "SO_KEEPALIVE", "maybe", "neither" },
  { "SO_KEEPALIVE", "2", "neither" },
  { "SO_RCVBUF", "", "takes a number" },
  { "SO_RCVBUF", "-1", "from 0 to 2147483647" },
  { "SO_RCVBUF", "2147483648", "from 0 to 2147483647" },
  { "SO_RCVBUF", "99999999999999999999999", "takes a number" },
  { "SO_RCVBUF", "12k", "takes a number" },
  { "SO_RCVBUF", "0x", "takes a number" },
  { "IP_TTL", "256", "from -1 to 255" },
  { "IPV6_UNICAST_HOPS", "-2", "from -1 to 255" },
  { "SO_CNX_ADVICE", "2", "1 only" },
  { "SO_RCVTIMEO", "-1", "negative" },
  { "SO_RCVTIMEO", "-0.5", "negative" },
  { "SO_RCVTIMEO", "1.1234567", "seconds" },
  { "SO_RCVTIMEO", "soon", "seconds" },
  { "SO_RCVTIMEO", "1.5 5", "seconds" },
  { "SO_RCVTIMEO", "9999999999", "at most" },
  { "SO_LINGER", "-5", "negative" },
  { "SO_LINGER", "on", "neither" },
  { "SO_BINDTODEVICE", "nosuchif0", "not a network interface" },
  { "SO_BINDTODEVICE", "abcdefghijklmnop", "at most 15 bytes" },
  { "SO_BINDTOIFINDEX", "999999", "not a network interface" },
  { "SO_BINDTOIFINDEX", "-1", "not a network interface" },
  { "IP_MULTICAST_IF", "nosuchif0", "not a network interface" },
  { "IP_MTU_DISCOVER", "IP_PMTUDISC_NEVER", "no value" },
  { "SO_TIMESTAMPING", "SOF_TIMESTAMPING_SOFTWARE | X", "no value" },
  { "TCP_CONGESTION", "0123456789abcdef", "at most 15 bytes" },
  { "IP_ADD_MEMBERSHIP", "10.0.0.1%lo", "not a multicast group" },
  { "IP_ADD_MEMBERSHIP", "ff02::1%lo", "not an IPv4 address" },
  { "IP_ADD_MEMBERSHIP", "", "not an IPv4 address" },
  { "IP_ADD_MEMBERSHIP", "239.1.1.1%nosuchif0", "not a network interface" },
  { "IP_ADD_MEMBERSHIP", "127.0.0.1@239.1.1.1%lo", "takes no source" },
  { "IP_ADD_SOURCE_MEMBERSHIP", "232.1.1.1%lo", "needs a source" },
  { "IP_ADD_SOURCE_MEMBERSHIP", "x@232.1.1.1%lo", "not an IPv4 address" },
  { "IPV6_JOIN_GROUP", "fe80::1%lo", "not a multicast group" },
  { "IPV6_JOIN_GROUP", "239.1.1.1%lo", "not an IPv6 address" },
  { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_ALL%lo", "no value" },
  { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_PROMISC", "not a network interface" },
  { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST%lo", "not a hardware address" },
  { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 1:2:3:4:5:6:7:8:9%lo",
    "not a hardware address" },
  { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 01:00:5e:00:00:1ff%lo",
    "not a hardware address" },
  { "SO_TXTIME", "01", "8 bytes, and these are 1" },
  { "SO_TXTIME", "0g", "in hex" },
  { "SO_TXTIME", "0", "in hex" },
  { "IP_OPTIONS", "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "00", "0 to 40 bytes, and these are 41" },
  { "SO_TYPE", "1", "only be read" },
  { "SO_PEERCRED", "00", "only be read" },
  { "SO_ATTACH_FILTER", "00", "cannot be typed" },
};

/* No call is made of these: each has a message that names what is wrong. */
static void
test_option_bad_input (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        sockeye_option_parse (option_find (wrong[i].name), wrong[i].typed, &error);

      g_test_message ("%s %s", wrong[i].name, wrong[i].typed);
      g_assert_null (bytes);
      g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].message));
    }
}

/* Any answer of the kernel is shown, whatever its length. */
static void
test_option_any_length (void)
{
  static const guint8 data[512] = { 1, 2, 3, 4, 5 };
  static const gsize lengths[] = {
    0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 15, 16, 20, 135, 136, 263, 264, 512
  };
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        g_autoptr (GBytes) bytes = g_bytes_new (data, lengths[j]);
        g_autofree char *text = sockeye_option_to_text (options[i], bytes);
        g_autofree char *shown = sockeye_option_format (options[i], bytes);
        g_autoptr (GString) python = g_string_new (NULL);

        sockeye_option_append_python (options[i], bytes, python);
        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_true (g_utf8_validate (shown, -1, NULL));
        g_assert_cmpstr (shown, !=, "");
        g_assert_cmpuint (python->len, >, 0);
      }
}

static void
test_option_fields (void)
{
  const SockeyeOption *linger = option_find ("SO_LINGER");
  const SockeyeOption *time = option_find ("SO_RCVTIMEO");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) lingering = sockeye_option_new_linger (linger, TRUE, 7, &error);
  g_autoptr (GBytes) timed = sockeye_option_new_time (time, 2500000, &error);
  g_autoptr (GBytes) number = sockeye_option_new_number (option_find ("IP_TTL"), 64, &error);
  g_autofree char *shown = sockeye_option_format (option_find ("IP_TTL"), number);
  g_autofree char *how_long = sockeye_option_format (time, timed);
  gint64 value;
  gboolean on;
  int seconds;

  g_assert_no_error (error);
  g_assert_true (sockeye_option_get_linger (linger, lingering, &on, &seconds));
  g_assert_true (on);
  g_assert_cmpint (seconds, ==, 7);
  g_assert_true (sockeye_option_get_time (time, timed, &value));
  g_assert_cmpint (value, ==, 2500000);
  g_assert_true (sockeye_option_get_number (option_find ("IP_TTL"), number, &value));
  g_assert_cmpint (value, ==, 64);
  g_assert_cmpstr (shown, ==, "64 hops");
  g_assert_cmpstr (how_long, ==, "2.5 s");
  g_assert_false (sockeye_option_get_number (linger, lingering, &value));
  g_assert_false (sockeye_option_get_linger (time, timed, &on, &seconds));
  g_assert_null (sockeye_option_new_number (option_find ("IP_TTL"), 300, &error));
  g_assert_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/option/table", test_option_table);
  g_test_add_func ("/sockeye/option/applies", test_option_applies);
  g_test_add_func ("/sockeye/option/round-trip", test_option_round_trip);
  g_test_add_func ("/sockeye/option/groups", test_option_groups);
  g_test_add_func ("/sockeye/option/bad-input", test_option_bad_input);
  g_test_add_func ("/sockeye/option/any-length", test_option_any_length);
  g_test_add_func ("/sockeye/option/fields", test_option_fields);
  return g_test_run ();
}
