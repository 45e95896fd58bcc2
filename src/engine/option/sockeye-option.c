/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The table of options as a whole, and what a row says of itself. */

#include "config.h"

#include "sockeye-option-private.h"

#include <inttypes.h>

/* Those of one level stand together. */
static const SockeyeOption *const tables[] = {
  _sockeye_options_socket,        _sockeye_options_socket_more, _sockeye_options_ip,
  _sockeye_options_ip_multicast,  _sockeye_options_ipv6,        _sockeye_options_ipv6_multicast,
  _sockeye_options_tcp,           _sockeye_options_mptcp,       _sockeye_options_udp,
  _sockeye_options_udplite,       _sockeye_options_icmp,        _sockeye_options_icmpv6,
  _sockeye_options_packet,        _sockeye_options_netlink,     _sockeye_options_vsock,
};

static gpointer
sockeye_option_gather (gpointer data)
{
  GPtrArray *options = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SockeyeOption *option = tables[i]; option->name != NULL; option++)
      g_ptr_array_add (options, (gpointer) option);
  return options;
}

/**
 * sockeye_option_list:
 * @n_options: (out): how many there are
 *
 * Returns: (transfer none): the rows, level by level
 */
const SockeyeOption *const *
sockeye_option_list (guint *n_options)
{
  static GOnce once = G_ONCE_INIT;
  GPtrArray *options = g_once (&once, sockeye_option_gather, NULL);

  g_return_val_if_fail (n_options != NULL, NULL);

  *n_options = options->len;
  return (const SockeyeOption *const *) options->pdata;
}

/**
 * sockeye_option_find:
 * @level: of setsockopt(2)
 * @number: of setsockopt(2)
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeOption *
sockeye_option_find (int level,
                     int number)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SockeyeOption *option = tables[i];
         option->name != NULL && option->level == level; option++)
      if (option->number == number)
        return option;
  return NULL;
}

/**
 * sockeye_option_find_by_name:
 * @level: of setsockopt(2): some names are in two levels
 *
 * Returns: (transfer none) (nullable): its row
 */
const SockeyeOption *
sockeye_option_find_by_name (int         level,
                             const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SockeyeOption *option = tables[i];
         option->name != NULL && option->level == level; option++)
      if (g_str_equal (option->name, name))
        return option;
  return NULL;
}

/**
 * sockeye_option_get_level_name:
 * @level: of setsockopt(2)
 *
 * Returns: (transfer none) (nullable): "SOL_SOCKET"
 */
const char *
sockeye_option_get_level_name (int level)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i]->level == level)
      return tables[i]->level_name;
  return NULL;
}

static gboolean
sockeye_option_has (const int *list,
                    int        number)
{
  if (list[0] == 0)
    return TRUE;
  for (; *list != 0; list++)
    if (*list == number)
      return TRUE;
  return FALSE;
}

/* What 0 means for TCP and UDP, whose options name them. */
static int
sockeye_option_resolve (int family,
                        int type,
                        int protocol)
{
  if (protocol != 0 || (family != AF_INET && family != AF_INET6))
    return protocol;
  if (type == SOCK_STREAM)
    return IPPROTO_TCP;
  return type == SOCK_DGRAM ? IPPROTO_UDP : 0;
}

/**
 * sockeye_option_applies:
 *
 * Returns: whether a socket of this kind has it, as documented; the kernel may
 *   lack it all the same
 */
gboolean
sockeye_option_applies (const SockeyeOption *self,
                        int                  family,
                        int                  type,
                        int                  protocol)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* A raw socket of IPv6 has nothing of IPv4 (net/ipv6/raw.c). */
  if (self->level == IPPROTO_IP && family == AF_INET6 && type == SOCK_RAW)
    return FALSE;
  if (self->types != 0 && (type < 0 || type > 31 || !(self->types & (1u << type))))
    return FALSE;
  return sockeye_option_has (self->families, family)
         && sockeye_option_has (self->protocols, sockeye_option_resolve (family, type, protocol));
}

static const char *
sockeye_option_get_type (const SockeyeOption *self)
{
  static const char *const types[] = {
    [SOCKEYE_SHAPE_SWITCH] = N_("int: on or off"),
    [SOCKEYE_SHAPE_NUMBER] = N_("int"),
    [SOCKEYE_SHAPE_CHOICE] = N_("int: one of several"),
    [SOCKEYE_SHAPE_FLAGS] = N_("int: any of several"),
    [SOCKEYE_SHAPE_TIME] = N_("struct timeval: a time"),
    [SOCKEYE_SHAPE_LINGER] = N_("struct linger: on or off, seconds"),
    [SOCKEYE_SHAPE_INTERFACE] = N_("int: an interface"),
    [SOCKEYE_SHAPE_INTERFACE4] = N_("struct ip_mreqn: an interface"),
    [SOCKEYE_SHAPE_MEMBERSHIP] = N_("struct ip_mreqn: a group"),
    [SOCKEYE_SHAPE_MEMBERSHIP6] = N_("struct ipv6_mreq: a group"),
    [SOCKEYE_SHAPE_SOURCE] = N_("struct ip_mreq_source: a group and a source"),
    [SOCKEYE_SHAPE_GROUP] = N_("struct group_req: a group"),
    [SOCKEYE_SHAPE_GROUP_SOURCE] = N_("struct group_source_req: a group and a source"),
    [SOCKEYE_SHAPE_LINK_GROUP] = N_("struct packet_mreq: what to receive"),
    [SOCKEYE_SHAPE_STRING] = N_("text"),
    [SOCKEYE_SHAPE_CREDENTIALS] = N_("struct ucred: process, user, group"),
    [SOCKEYE_SHAPE_BYTES] = N_("bytes"),
  };

  if (self->shape == SOCKEYE_SHAPE_NUMBER && self->size == 8)
    return N_("64-bit int");
  return types[self->shape];
}

/**
 * sockeye_option_describe:
 *
 * Returns: (transfer full): what its value is: "int, 0 to 255 hops", translated
 */
char *
sockeye_option_describe (const SockeyeOption *self)
{
  GString *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (_(sockeye_option_get_type (self)));
  if (self->shape == SOCKEYE_SHAPE_NUMBER && self->maximum > self->minimum)
    {
      g_string_append (string, ", ");
      /* Translators: the least and the greatest value. */
      g_string_append_printf (string, _("%" PRId64 " to %" PRId64),
                              self->minimum, self->maximum);
    }
  if (self->shape == SOCKEYE_SHAPE_NUMBER && self->unit != NULL)
    g_string_append_printf (string, " %s", _(self->unit));
  return g_string_free (string, FALSE);
}

/**
 * sockeye_option_reading_new:
 * @bytes: (nullable): a reference is taken
 * @fresh: (nullable): a reference is taken
 *
 * Returns: (transfer full): a reading that knows whether it differs
 */
SockeyeOptionReading *
sockeye_option_reading_new (const SockeyeOption *option,
                            GBytes              *bytes,
                            GBytes              *fresh,
                            int                  error)
{
  SockeyeOptionReading *self = g_new0 (SockeyeOptionReading, 1);

  self->option = option;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->fresh = fresh != NULL ? g_bytes_ref (fresh) : NULL;
  self->error = error;
  self->changed = (option->access & SOCKEYE_OPTION_WRITABLE)
                  && !(option->access & SOCKEYE_OPTION_MOVES) && bytes != NULL && fresh != NULL
                  && !g_bytes_equal (bytes, fresh);
  return self;
}

void
sockeye_option_reading_free (SockeyeOptionReading *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->fresh, g_bytes_unref);
  g_free (self);
}
