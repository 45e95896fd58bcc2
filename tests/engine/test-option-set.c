/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Each option that can be, set on a real socket and read back. */

#include "config.h"

#include "option-util.h"
#include "option/sockeye-option-private.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

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

/* Options that were set and read back by any test of this program, and those
 * that did something. */
static GHashTable *option_exercised;
static GHashTable *option_done;

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
  { "IPV6_HOPOPTS", "00 00 01 04 00 00 00 00", NULL },
  { "IPV6_DSTOPTS", "00 00 01 04 00 00 00 00", NULL },
  { "IPV6_RTHDRDSTOPTS", "00 00 01 04 00 00 00 00", NULL },
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
  if (setsockopt (fd, option->level, option->number, data != NULL ? data : "",
                  (socklen_t) size) != 0)
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

/* --- what is done, not kept -------------------------------------------------------- */

/* Sets it by its text; 0 or errno. */
static int
set_text (int         fd,
          const char *name,
          const char *text)
{
  const SockeyeOption *option = option_find (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sockeye_option_parse (option, text, &error);
  gsize size;
  gconstpointer data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  if (setsockopt (fd, option->level, option->number, data, (socklen_t) size) != 0)
    return errno;
  g_hash_table_add (option_done, (gpointer) option);
  return 0;
}

static void
test_option_netlink_groups (void)
{
  int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  const SockeyeOption *list = option_find ("NETLINK_LIST_MEMBERSHIPS");
  g_autofree char *joined = NULL;
  g_autofree char *left = NULL;

  if (fd < 0)
    {
      g_test_skip ("no netlink here");
      return;
    }
  g_assert_cmpint (set_text (fd, "NETLINK_ADD_MEMBERSHIP", "1"), ==, 0);
  joined = read_text (fd, list);
  g_assert_true (g_str_has_prefix (joined, "01 00 00 00"));
  g_assert_cmpint (set_text (fd, "NETLINK_DROP_MEMBERSHIP", "1"), ==, 0);
  left = read_text (fd, list);
  g_assert_true (g_str_has_prefix (left, "00 00 00 00"));
  g_assert_cmpint (set_text (fd, "NETLINK_ADD_MEMBERSHIP", "10000"), ==, EINVAL);
  close (fd);
}

/* IFF_PROMISC of lo, as the kernel shows it. */
static gboolean
is_promiscuous (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/sys/class/net/lo/flags", &text, NULL, NULL))
    return FALSE;
  return (g_ascii_strtoull (text, NULL, 16) & IFF_PROMISC) != 0;
}

static void
test_option_packet_groups (void)
{
  int fd = socket (AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

  if (fd < 0 || is_promiscuous () || !g_file_test ("/sys/class/net/lo/flags", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no packet sockets here, or lo is watched already");
      if (fd >= 0)
        close (fd);
      return;
    }
  g_assert_cmpint (set_text (fd, "PACKET_ADD_MEMBERSHIP", "PACKET_MR_PROMISC%lo"), ==, 0);
  g_assert_true (is_promiscuous ());
  g_assert_cmpint (set_text (fd, "PACKET_DROP_MEMBERSHIP", "PACKET_MR_PROMISC%lo"), ==, 0);
  g_assert_false (is_promiscuous ());
  g_assert_cmpint (set_text (fd, "PACKET_ADD_MEMBERSHIP",
                             "PACKET_MR_MULTICAST 01:00:5e:00:00:fb%lo"), ==, 0);
  close (fd);
}

/* Blocking a source needs a member; a second time there is nothing to do. */
static void
test_option_block_source (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (set_text (fd, "IP_BLOCK_SOURCE", "192.0.2.1@239.1.1.1%127.0.0.1"), ==, EINVAL);
  g_assert_cmpint (set_text (fd, "IP_ADD_MEMBERSHIP", "239.1.1.1%lo"), ==, 0);
  g_assert_cmpint (set_text (fd, "IP_BLOCK_SOURCE", "192.0.2.1@239.1.1.1%127.0.0.1"), ==, 0);
  g_assert_cmpint (set_text (fd, "IP_UNBLOCK_SOURCE", "192.0.2.1@239.1.1.1%127.0.0.1"), ==, 0);
  g_assert_cmpint (set_text (fd, "IP_UNBLOCK_SOURCE", "192.0.2.1@239.1.1.1%127.0.0.1"), ==,
                   EADDRNOTAVAIL);
  g_assert_cmpint (set_text (fd, "MCAST_BLOCK_SOURCE", "192.0.2.1@239.1.1.1%lo"), ==, 0);
  g_assert_cmpint (set_text (fd, "MCAST_UNBLOCK_SOURCE", "192.0.2.1@239.1.1.1%lo"), ==, 0);
  g_assert_cmpint (set_text (fd, "IP_DROP_MEMBERSHIP", "239.1.1.1%lo"), ==, 0);
  close (fd);
}

/* Beyond what everybody may have: socket(7). */
static void
test_option_force (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_autofree char *text = NULL;
  int error = set_text (fd, "SO_RCVBUFFORCE", "50000000");

  if (error == 0)
    {
      text = read_text (fd, option_find ("SO_RCVBUF"));
      g_assert_cmpstr (text, ==, "100000000");
      g_assert_cmpint (set_text (fd, "SO_SNDBUFFORCE", "50000000"), ==, 0);
    }
  else
    {
      g_assert_cmpint (error, ==, EPERM);
      g_test_skip ("no CAP_NET_ADMIN");
    }
  close (fd);
}

/* Not a check but an account, for the log of the tests: by level, how many there
 * are, can be read, can be set, were set and read back here, or done. */
static void
test_option_account (void)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);
  guint total[5] = { 0 };

  for (guint i = 0; i < n_options;)
    {
      const SockeyeOption *first = options[i];
      guint count[5] = { 0 };

      for (; i < n_options && options[i]->level == first->level; i++)
        {
          count[0]++;
          count[1] += (options[i]->access & SOCKEYE_OPTION_READABLE) != 0;
          count[2] += (options[i]->access & SOCKEYE_OPTION_WRITABLE) != 0;
          count[3] += g_hash_table_contains (option_exercised, options[i]);
          count[4] += g_hash_table_contains (option_done, options[i]);
        }
      for (guint j = 0; j < G_N_ELEMENTS (count); j++)
        total[j] += count[j];
      g_test_message ("%-16s %3u shown, %3u readable, %3u settable, %3u set and read "
                      "back, %u done",
                      first->level_name, count[0], count[1], count[2], count[3], count[4]);
    }
  g_test_message ("%-16s %3u shown, %3u readable, %3u settable, %3u set and read back, "
                  "%u done",
                  "all", total[0], total[1], total[2], total[3], total[4]);
  g_assert_cmpuint (total[0], ==, n_options);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  option_exercised = g_hash_table_new (NULL, NULL);
  option_done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (option_kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sockeye/option/set/%s", option_kinds[i].name);

      g_test_add_data_func (path, &option_kinds[i], test_option_set_and_read);
    }
  g_test_add_func ("/sockeye/option/set/filter", test_option_filter);
  g_test_add_func ("/sockeye/option/set/netlink-groups", test_option_netlink_groups);
  g_test_add_func ("/sockeye/option/set/packet-groups", test_option_packet_groups);
  g_test_add_func ("/sockeye/option/set/block-source", test_option_block_source);
  g_test_add_func ("/sockeye/option/set/force", test_option_force);
  g_test_add_func ("/sockeye/option/set/account", test_option_account);
  status = g_test_run ();
  g_hash_table_unref (option_exercised);
  g_hash_table_unref (option_done);
  return status;
}
