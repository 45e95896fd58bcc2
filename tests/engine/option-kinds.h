/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* For tests of options: kinds of socket, and options by name alone. */

#pragma once

#include "sockeye-option.h"

#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>

G_BEGIN_DECLS

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

static inline int
option_kind_open (const OptionKind *kind)
{
  return socket (kind->family, kind->type | SOCK_CLOEXEC, kind->protocol);
}

/* The first of this name. */
static inline const SockeyeOption *
option_find (const char *name)
{
  guint n_options;
  const SockeyeOption *const *options = sockeye_option_list (&n_options);

  for (guint i = 0; i < n_options; i++)
    if (g_str_equal (options[i]->name, name))
      return options[i];
  g_error ("no option %s", name);
}

G_END_DECLS
