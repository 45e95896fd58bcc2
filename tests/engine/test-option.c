/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The table of options and their values; and each option set and read back on
 * a real socket. */

#include "config.h"

#include "option-util.h"
#include "sockeye-option-private.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

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

/* No call is made of these: each has a message that names what is wrong. */
static void
test_option_bad_input (void)
{
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
    { "SO_RCVTIMEO", "1.1234567", "seconds" },
    { "SO_RCVTIMEO", "soon", "seconds" },
    { "SO_RCVTIMEO", "9999999999", "at most" },
    { "SO_LINGER", "-5", "negative" },
    { "SO_LINGER", "on", "neither" },
    { "SO_BINDTODEVICE", "nosuchif0", "no network interface" },
    { "SO_BINDTODEVICE", "abcdefghijklmnop", "at most 15 bytes" },
    { "SO_BINDTOIFINDEX", "999999", "no network interface" },
    { "SO_BINDTOIFINDEX", "-1", "no network interface" },
    { "IP_MULTICAST_IF", "nosuchif0", "no network interface" },
    { "IP_MTU_DISCOVER", "IP_PMTUDISC_NEVER", "no value" },
    { "SO_TIMESTAMPING", "SOF_TIMESTAMPING_SOFTWARE | X", "no value" },
    { "TCP_CONGESTION", "0123456789abcdef", "at most 15 bytes" },
    { "IP_ADD_MEMBERSHIP", "10.0.0.1%lo", "no multicast group" },
    { "IP_ADD_MEMBERSHIP", "ff02::1%lo", "no IPv4 address" },
    { "IP_ADD_MEMBERSHIP", "", "no IPv4 address" },
    { "IP_ADD_MEMBERSHIP", "239.1.1.1%nosuchif0", "no network interface" },
    { "IP_ADD_MEMBERSHIP", "127.0.0.1@239.1.1.1%lo", "takes no source" },
    { "IP_ADD_SOURCE_MEMBERSHIP", "232.1.1.1%lo", "needs a source" },
    { "IP_ADD_SOURCE_MEMBERSHIP", "x@232.1.1.1%lo", "no IPv4 address" },
    { "IPV6_JOIN_GROUP", "fe80::1%lo", "no multicast group" },
    { "IPV6_JOIN_GROUP", "239.1.1.1%lo", "no IPv6 address" },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_ALL%lo", "no value" },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_PROMISC", "no network interface" },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST%lo", "no hardware address" },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 1:2:3:4:5:6:7:8:9%lo", "no hardware address" },
    { "PACKET_ADD_MEMBERSHIP", "PACKET_MR_MULTICAST 01:00:5e:00:00:1ff%lo", "no hardware address" },
    { "SO_TXTIME", "01", "8 bytes, and these are 1" },
    { "SO_TXTIME", "0g", "in hex" },
    { "SO_TXTIME", "0", "in hex" },
    { "IP_OPTIONS", "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
      "00", "0 to 40 bytes, and these are 41" },
    { "SO_TYPE", "1", "only be read" },
    { "SO_PEERCRED", "00", "only be read" },
    { "SO_ATTACH_FILTER", "00", "cannot be typed" },
  };

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
  static const gsize lengths[] = { 0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 15, 16, 20, 135, 136, 263, 264, 512 };
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

/* --- on real sockets ------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  int         family;
  int         type;
  int         protocol;
} OptionKind;

static const OptionKind option_kinds[] = {
  { "tcp", AF_INET, SOCK_STREAM, 0 },
  { "tcp6", AF_INET6, SOCK_STREAM, 0 },
  { "udp", AF_INET, SOCK_DGRAM, 0 },
  { "udp6", AF_INET6, SOCK_DGRAM, 0 },
  { "udplite", AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE },
  { "icmp-raw", AF_INET, SOCK_RAW, IPPROTO_ICMP },
  { "raw6", AF_INET6, SOCK_RAW, 200 },
  { "icmpv6-raw", AF_INET6, SOCK_RAW, IPPROTO_ICMPV6 },
  { "unix", AF_UNIX, SOCK_STREAM, 0 },
  { "unix-dgram", AF_UNIX, SOCK_DGRAM, 0 },
  { "netlink", AF_NETLINK, SOCK_RAW, NETLINK_ROUTE },
  { "packet", AF_PACKET, SOCK_RAW, 0 },
  { "vsock", AF_VSOCK, SOCK_STREAM, 0 },
};

/* Options that were set and read back by any test of this program. */
static GHashTable *option_exercised;

static int
option_kind_open (const OptionKind *kind)
{
  return socket (kind->family, kind->type | SOCK_CLOEXEC, kind->protocol);
}

/* Set and expected back, where it is not a switch, or not the same. */
static const struct
{
  const char *name;
  const char *set;
  const char *back; /* NULL: the same */
} samples[] = {
  { "SO_LINGER", "5", NULL },
  { "SO_RCVBUF", "50000", "100000" },
  { "SO_SNDBUF", "50000", "100000" },
  { "SO_RCVLOWAT", "10", NULL },
  { "SO_RCVTIMEO", "1.5", NULL },
  { "SO_SNDTIMEO", "2", NULL },
  { "SO_RCVTIMEO_NEW", "1.5", NULL },
  { "SO_SNDTIMEO_NEW", "2", NULL },
  { "SO_BINDTODEVICE", "lo", NULL },
  { "SO_BINDTOIFINDEX", "lo", NULL },
  { "SO_PRIORITY", "3", NULL },
  { "SO_MARK", "7", NULL },
  { "SO_PEEK_OFF", "5", NULL },
  { "SO_INCOMING_CPU", "0", NULL },
  { "SO_BUSY_POLL", "50", NULL },
  { "SO_TIMESTAMPING", "SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE", NULL },
  { "SO_TIMESTAMPING_NEW", "SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE", NULL },
  { "SO_MAX_PACING_RATE", "5000000000", NULL },
  { "SO_TXTIME", "01 00 00 00 00 00 00 00", NULL },
  { "SO_BUF_LOCK", "SOCK_SNDBUF_LOCK | SOCK_RCVBUF_LOCK", NULL },
  { "SO_TXREHASH", "SOCK_TXREHASH_DISABLED", NULL },
  { "IP_TTL", "33", NULL },
  { "IP_TOS", "16", NULL },
  { "IP_MTU_DISCOVER", "IP_PMTUDISC_PROBE", NULL },
  { "IP_LOCAL_PORT_RANGE", "2621449000", NULL },
  { "IP_UNICAST_IF", "lo", NULL },
  { "IP_MINTTL", "5", NULL },
  { "IP_OPTIONS", "01 01 01 01", NULL },
  { "IP_MULTICAST_IF", "127.0.0.1", NULL },
  { "IP_MULTICAST_TTL", "9", NULL },
  { "IPV6_UNICAST_HOPS", "33", NULL },
  { "IPV6_TCLASS", "8", NULL },
  { "IPV6_MTU_DISCOVER", "IPV6_PMTUDISC_PROBE", NULL },
  { "IPV6_UNICAST_IF", "lo", NULL },
  { "IPV6_MINHOPCOUNT", "5", NULL },
  { "IPV6_ADDR_PREFERENCES", "IPV6_PREFER_SRC_TMP",
    "IPV6_PREFER_SRC_TMP | IPV6_PREFER_SRC_HOME" },
  { "IPV6_CHECKSUM", "2", NULL },
  { "IPV6_MULTICAST_IF", "lo", NULL },
  { "IPV6_MULTICAST_HOPS", "9", NULL },
  { "TCP_MAXSEG", "1000", NULL },
  { "TCP_KEEPIDLE", "60", NULL },
  { "TCP_KEEPINTVL", "10", NULL },
  { "TCP_KEEPCNT", "4", NULL },
  { "TCP_USER_TIMEOUT", "5000", NULL },
  { "TCP_SYNCNT", "3", NULL },
  { "TCP_LINGER2", "20", NULL },
  { "TCP_DEFER_ACCEPT", "1", NULL },
  { "TCP_WINDOW_CLAMP", "50000", NULL },
  { "TCP_CONGESTION", "reno", NULL },
  { "TCP_NOTSENT_LOWAT", "20000", NULL },
  { "TCP_FASTOPEN", "5", NULL },
  { "TCP_FASTOPEN_KEY", "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f", NULL },
  { "TCP_TX_DELAY", "100", NULL },
  { "TCP_RTO_MAX_MS", "5000", NULL },
  { "TCP_RTO_MIN_US", "100000", NULL },
  { "TCP_DELACK_MAX_US", "100000", NULL },
  { "TCP_SAVE_SYN", "1", NULL },
  { "TCP_REPAIR", "TCP_REPAIR_ON", NULL },
  { "UDP_SEGMENT", "1000", NULL },
  { "UDP_ENCAP", "UDP_ENCAP_ESPINUDP", NULL },
  { "UDPLITE_SEND_CSCOV", "20", NULL },
  { "UDPLITE_RECV_CSCOV", "20", NULL },
  { "ICMP_FILTER", "256", NULL },
  { "ICMPV6_FILTER", "ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
    "00 00 00 00 00 00 00", NULL },
  { "PACKET_VERSION", "TPACKET_V2", NULL },
  { "PACKET_RESERVE", "64", NULL },
  { "PACKET_TIMESTAMP", "64", NULL },
  { "PACKET_VNET_HDR_SZ", "12", NULL },
  { "PACKET_COPY_THRESH", "100", NULL },
  { "SO_VM_SOCKETS_BUFFER_SIZE", "200000", NULL },
  { "SO_VM_SOCKETS_BUFFER_MIN_SIZE", "1000", NULL },
  { "SO_VM_SOCKETS_BUFFER_MAX_SIZE", "500000", NULL },
  { "SO_VM_SOCKETS_CONNECT_TIMEOUT", "3", NULL },
  { "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", "3.5", NULL },
};

/* These do not keep what was set in a fresh socket. */
static const char *const apart[] = {
  "TCP_THIN_DUPACK", /* ignored */
  NULL
};

static const char *
sample_get (const SockeyeOption  *option,
            const char          **back)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_str_equal (samples[i].name, option->name))
      {
        *back = samples[i].back != NULL ? samples[i].back : samples[i].set;
        return samples[i].set;
      }
  return NULL;
}

/* A kernel that is older or built without a part, or a user without the privilege. */
static gboolean
is_excused (const SockeyeOption *option,
            int                  error)
{
  if (error == EPERM || error == EACCES)
    return option->capability != NULL;
  /* Of ICMPv6 the checksum has its place. */
  if (error == EINVAL && g_str_equal (option->name, "IPV6_CHECKSUM"))
    return TRUE;
  return error == ENOPROTOOPT || error == EOPNOTSUPP || error == ENOENT || error == EAFNOSUPPORT;
}

static char *
read_text (int                  fd,
           const SockeyeOption *option)
{
  g_autoptr (GBytes) bytes = NULL;
  char data[1024];
  socklen_t length = option->size;

  if (getsockopt (fd, option->level, option->number, data, &length) != 0)
    return NULL;
  bytes = g_bytes_new (data, length);
  return sockeye_option_to_text (option, bytes);
}

/* Whether it was set, and is then what it should be. */
static gboolean
check_set (const OptionKind    *kind,
           const SockeyeOption *option)
{
  int fd = option_kind_open (kind);
  g_autofree char *before = read_text (fd, option);
  const char *back = NULL;
  const char *text = sample_get (option, &back);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *after = NULL;
  gsize size;
  gconstpointer data;

  if (text == NULL && option->shape == SOCKEYE_SHAPE_SWITCH && before != NULL)
    back = text = g_str_equal (before, "on") ? "off" : "on";
  /* What is so already proves nothing. */
  if (text == NULL || g_strv_contains (apart, option->name) || g_strcmp0 (before, back) == 0)
    {
      close (fd);
      return FALSE;
    }
  bytes = sockeye_option_parse (option, text, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  g_test_message ("%s %s = %s", kind->name, option->name, text);
  if (setsockopt (fd, option->level, option->number, data != NULL ? data : "", (socklen_t) size) != 0)
    {
      int code = errno;

      close (fd);
      g_test_message ("  %s", g_strerror (code));
      g_assert_true (is_excused (option, code));
      return FALSE;
    }
  after = read_text (fd, option);
  close (fd);
  /* What was set is not what was there before, so that reading proves it. */
  g_assert_cmpstr (after, ==, back);
  g_assert_cmpstr (after, !=, before);
  return TRUE;
}

static void
test_option_set_and_read (gconstpointer data)
{
  const OptionKind *kind = data;
  int fd = option_kind_open (kind);
  guint n_options, n_set = 0, n_switches = 0;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  if (fd < 0)
    {
      g_autofree char *reason = g_strdup_printf ("no %s here: %s", kind->name, g_strerror (errno));

      g_test_skip (reason);
      return;
    }
  close (fd);
  for (guint i = 0; i < n_options; i++)
    {
      const SockeyeOptionAccess both = SOCKEYE_OPTION_READABLE | SOCKEYE_OPTION_WRITABLE;

      if ((options[i]->access & both) != both
          || !sockeye_option_applies (options[i], kind->family, kind->type, kind->protocol))
        continue;
      if (check_set (kind, options[i]))
        {
          n_set++;
          n_switches += options[i]->shape == SOCKEYE_SHAPE_SWITCH;
          g_hash_table_add (option_exercised, (gpointer) options[i]);
        }
    }
  g_assert_cmpuint (n_set, >, 20);
  g_assert_cmpuint (n_switches, >, 5);
}

/* Of a filter the kernel counts instructions, not bytes: all of it is read, and
 * nothing beyond the room. */
static void
test_option_filter (void)
{
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_IMM, 7),
    BPF_STMT (BPF_LD | BPF_IMM, 8),
    BPF_STMT (BPF_RET | BPF_K, 0xffff),
  };
  const struct sock_fprog filter = { G_N_ELEMENTS (code), code };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const SockeyeOption *option = option_find ("SO_ATTACH_FILTER");
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cut = NULL;
  SockeyeOutcome outcome;
  int error;

  none = _sockeye_option_read (fd, option, &error);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter), ==, 0);
  bytes = _sockeye_option_read (fd, option, &error);
  g_assert_cmpint (error, ==, 0);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), code, sizeof code);
  /* Room for two of three. */
  cut = _sockeye_option_take (fd, SOL_SOCKET, SO_ATTACH_FILTER, 2 * sizeof *code, &outcome);
  g_assert_null (cut);
  g_assert_cmpint (outcome.error, ==, EINVAL);
  close (fd);
}

/* Not a check but an account, for the log of the tests: by level, how many there
 * are, can be read, can be set, and were set and read back here. */
static void
test_option_account (void)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);
  guint total[4] = { 0 };

  for (guint i = 0; i < n_options;)
    {
      const SockeyeOption *first = options[i];
      guint count[4] = { 0 };

      for (; i < n_options && options[i]->level == first->level; i++)
        {
          count[0]++;
          count[1] += (options[i]->access & SOCKEYE_OPTION_READABLE) != 0;
          count[2] += (options[i]->access & SOCKEYE_OPTION_WRITABLE) != 0;
          count[3] += g_hash_table_contains (option_exercised, options[i]);
        }
      for (guint j = 0; j < G_N_ELEMENTS (count); j++)
        total[j] += count[j];
      g_test_message ("%-16s %3u shown, %3u readable, %3u settable, %3u set and read back",
                      first->level_name, count[0], count[1], count[2], count[3]);
    }
  g_test_message ("%-16s %3u shown, %3u readable, %3u settable, %3u set and read back", "all",
                  total[0], total[1], total[2], total[3]);
  g_assert_cmpuint (total[0], ==, n_options);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  option_exercised = g_hash_table_new (NULL, NULL);

  g_test_add_func ("/sockeye/option/table", test_option_table);
  g_test_add_func ("/sockeye/option/applies", test_option_applies);
  g_test_add_func ("/sockeye/option/round-trip", test_option_round_trip);
  g_test_add_func ("/sockeye/option/groups", test_option_groups);
  g_test_add_func ("/sockeye/option/bad-input", test_option_bad_input);
  g_test_add_func ("/sockeye/option/any-length", test_option_any_length);
  g_test_add_func ("/sockeye/option/fields", test_option_fields);
  for (guint i = 0; i < G_N_ELEMENTS (option_kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sockeye/option/set/%s", option_kinds[i].name);

      g_test_add_data_func (path, &option_kinds[i], test_option_set_and_read);
    }
  g_test_add_func ("/sockeye/option/filter", test_option_filter);
  g_test_add_func ("/sockeye/option/set/account", test_option_account);
  status = g_test_run ();
  g_hash_table_unref (option_exercised);
  return status;
}
