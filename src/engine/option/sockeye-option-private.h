/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* How the tables of options are written, and what the files that share them
 * call of one another. A file of a table defines LEVEL and LEVEL_NAME first. */

#pragma once

#include "sockeye-option.h"
#include "reactor/sockeye-syscall-private.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

#define R  SOCKEYE_OPTION_READABLE
#define W  SOCKEYE_OPTION_WRITABLE
#define RW (R | W)
/* Does something once, or to a list. */
#define WA (W | SOCKEYE_OPTION_ADDS)
/* Read by a call of the user only. */
#define RC (R | SOCKEYE_OPTION_CONSUMES)

#define SOCKEYE_SIZE_SWITCH       4
#define SOCKEYE_SIZE_NUMBER       4
#define SOCKEYE_SIZE_CHOICE       4
#define SOCKEYE_SIZE_FLAGS        4
#define SOCKEYE_SIZE_TIME         16
#define SOCKEYE_SIZE_LINGER       8
#define SOCKEYE_SIZE_INTERFACE    4
#define SOCKEYE_SIZE_INTERFACE4   12
#define SOCKEYE_SIZE_MEMBERSHIP   12
#define SOCKEYE_SIZE_MEMBERSHIP6  20
#define SOCKEYE_SIZE_SOURCE       12
#define SOCKEYE_SIZE_GROUP        136
#define SOCKEYE_SIZE_GROUP_SOURCE 264
#define SOCKEYE_SIZE_LINK_GROUP   16
#define SOCKEYE_SIZE_STRING       16
#define SOCKEYE_SIZE_CREDENTIALS  12
#define SOCKEYE_SIZE_BYTES        256

/* A row whose name no header of this system may have yet. */
#define NAMED_SIZED(name_, number_, shape_, size_, access_, ...) \
  { \
    .level = LEVEL, .level_name = LEVEL_NAME, .number = number_, .name = name_, \
    .shape = SOCKEYE_SHAPE_##shape_, .size = size_, .access = (SockeyeOptionAccess) (access_), \
    __VA_ARGS__ \
  }
#define NAMED(name_, number_, shape_, access_, ...) \
  NAMED_SIZED (name_, number_, shape_, SOCKEYE_SIZE_##shape_, access_, __VA_ARGS__)
/* The name is the constant's. */
#define OPTION(constant, shape_, access_, ...) \
  NAMED_SIZED (#constant, constant, shape_, SOCKEYE_SIZE_##shape_, access_, __VA_ARGS__)
#define SIZED(constant, shape_, size_, access_, ...) \
  NAMED_SIZED (#constant, constant, shape_, size_, access_, __VA_ARGS__)

#define TYPE(type) (1u << (type))
#define TEXT(words_, page_) .words = words_, .page = page_
#define RANGE(minimum_, maximum_) .minimum = minimum_, .maximum = maximum_
#define UNIT(unit_) .unit = unit_
#define NEEDS(capability_) .capability = capability_
#define NEEDS_WHEN(capability_, when_) .capability = capability_, .capability_when = when_
#define FAMILIES(...) .families = { __VA_ARGS__ }
#define PROTOCOLS(...) .protocols = { __VA_ARGS__ }
#define CHOICE(constant, words_) { constant, #constant, words_ }

/* The tables, each ended by a NULL name. */
extern const SockeyeOption _sockeye_options_socket[];
extern const SockeyeOption _sockeye_options_socket_more[];
extern const SockeyeOption _sockeye_options_ip[];
extern const SockeyeOption _sockeye_options_ip_multicast[];
extern const SockeyeOption _sockeye_options_ipv6[];
extern const SockeyeOption _sockeye_options_ipv6_multicast[];
extern const SockeyeOption _sockeye_options_tcp[];
extern const SockeyeOption _sockeye_options_mptcp[];
extern const SockeyeOption _sockeye_options_udp[];
extern const SockeyeOption _sockeye_options_udplite[];
extern const SockeyeOption _sockeye_options_icmp[];
extern const SockeyeOption _sockeye_options_icmpv6[];
extern const SockeyeOption _sockeye_options_packet[];
extern const SockeyeOption _sockeye_options_netlink[];
extern const SockeyeOption _sockeye_options_vsock[];

/* sockeye-option-membership.c */
GBytes   *_sockeye_option_parse_membership  (const SockeyeOption *self,
                                             const char          *text,
                                             GError             **error);
/* source@group%interface, or NULL where the bytes are none. */
char     *_sockeye_option_format_membership (const SockeyeOption *self,
                                             GBytes              *bytes);
gboolean  _sockeye_option_is_membership     (const SockeyeOption *self);

/* Copies the first size bytes into a structure; FALSE where there are fewer. */
gboolean  _sockeye_option_copy              (GBytes              *bytes,
                                             gpointer             structure,
                                             gsize                size);

#define SOCKEYE_SO_PEERPIDFD 77

/* sockeye-option-read.c: getsockopt(2) with that much room, as a call that is
 * timed; the bytes that the kernel gave, or NULL. A descriptor that an option
 * gives (SO_PEERPIDFD) is closed at once. */
GBytes   *_sockeye_option_take              (int                  fd,
                                             int                  level,
                                             int                  number,
                                             gsize                room,
                                             SockeyeOutcome      *outcome);
/* The same with the option's own room; errno in error. */
GBytes   *_sockeye_option_read              (int                  fd,
                                             const SockeyeOption *option,
                                             int                 *error);
/* The room that getsockopt() has in a row. */
gsize     _sockeye_option_get_room          (int                  level,
                                             int                  number);

G_END_DECLS
