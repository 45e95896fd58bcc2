/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Values of options as arguments of Python's setsockopt(): an int, bytes, or
 * an expression that makes the same bytes and can be read. */

#include "config.h"

#include "sockeye-option-private.h"

#include "call/sockeye-python.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <string.h>
#include <sys/time.h>

static void
sockeye_option_append_bytes (GBytes  *bytes,
                             GString *string)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  sockeye_python_append_bytes (string, data, size, 0);
}

/* inet_aton('239.1.1.1') */
static void
sockeye_option_append_aton (GString              *string,
                            const struct in_addr *address)
{
  char text[INET_ADDRSTRLEN] = "";

  g_string_append_printf (string, "inet_aton('%s')",
                          inet_ntop (AF_INET, address, text, sizeof text));
}

static void
sockeye_option_append_pton (GString               *string,
                            const struct in6_addr *address)
{
  char text[INET6_ADDRSTRLEN] = "";

  g_string_append_printf (string, "inet_pton(AF_INET6, '%s')",
                          inet_ntop (AF_INET6, address, text, sizeof text));
}

/* By name where it is a constant, "-1" is none. */
static const char *
sockeye_option_get_constant (const SockeyeOption *self,
                             gint64               number)
{
  for (const SockeyeOptionChoice *choice = self->choices;
       choice != NULL && choice->name != NULL; choice++)
    if (choice->number == number && g_ascii_isalpha (*choice->name))
      return choice->name;
  return NULL;
}

/* setsockopt() takes an int with a sign; what is larger is packed. */
static gboolean
sockeye_option_append_int (const SockeyeOption *self,
                           GBytes              *bytes,
                           GString             *string)
{
  const char *name;
  gint64 number;

  if (g_bytes_get_size (bytes) != self->size || !sockeye_option_get_number (self, bytes, &number))
    return FALSE;
  name = sockeye_option_get_constant (self, number);
  if (self->size == sizeof number)
    g_string_append_printf (string, "pack('q', %" G_GINT64_FORMAT ")", number);
  else if (self->is_network_order)
    g_string_append_printf (string, "pack('>I', %" G_GINT64_FORMAT ")", number);
  else if (self->shape == SOCKEYE_SHAPE_FLAGS && number <= G_MAXINT)
    {
      g_autofree char *flags = sockeye_option_to_text (self, bytes);

      g_string_append (string, flags);
    }
  else if (number > G_MAXINT)
    g_string_append_printf (string, "pack('I', %" G_GINT64_FORMAT ")", number);
  else if (self->shape == SOCKEYE_SHAPE_CHOICE && name != NULL)
    g_string_append (string, name);
  else
    g_string_append_printf (string, "%" G_GINT64_FORMAT, number);
  return TRUE;
}

static void
sockeye_option_append_mreqn (const struct ip_mreqn *request,
                             GString               *string)
{
  sockeye_option_append_aton (string, &request->imr_multiaddr);
  g_string_append (string, " + ");
  sockeye_option_append_aton (string, &request->imr_address);
  g_string_append_printf (string, " + pack('i', %d)", request->imr_ifindex);
}

static void
sockeye_option_append_source (const struct ip_mreq_source *request,
                              GString                     *string)
{
  sockeye_option_append_aton (string, &request->imr_multiaddr);
  g_string_append (string, " + ");
  sockeye_option_append_aton (string, &request->imr_interface);
  g_string_append (string, " + ");
  sockeye_option_append_aton (string, &request->imr_sourceaddr);
}

static void
sockeye_option_append_link_group (const SockeyeOption      *self,
                                  const struct packet_mreq *request,
                                  GString                  *string)
{
  const char *name = sockeye_option_get_constant (self, request->mr_type);

  g_string_append_printf (string, "pack('iHH8s', %d, ", request->mr_ifindex);
  if (name != NULL)
    g_string_append (string, name);
  else
    g_string_append_printf (string, "%u", request->mr_type);
  g_string_append_printf (string, ", %u, ", request->mr_alen);
  sockeye_python_append_bytes (string, request->mr_address,
                               MIN (request->mr_alen, sizeof request->mr_address), 0);
  g_string_append_c (string, ')');
}

/* A sockaddr_storage as arguments of pack(): ", AF_INET, 0, inet_aton('…')". */
static void
sockeye_option_append_sockaddr (const struct sockaddr_storage *storage,
                                GString                       *string)
{
  if (storage->ss_family == AF_INET6)
    {
      g_string_append (string, ", AF_INET6, 0, 0, ");
      sockeye_option_append_pton (string, &((const struct sockaddr_in6 *) storage)->sin6_addr);
      g_string_append (string, ", 0");
      return;
    }
  g_string_append (string, ", AF_INET, 0, ");
  sockeye_option_append_aton (string, &((const struct sockaddr_in *) storage)->sin_addr);
}

/* The gaps are those of a 64-bit machine, which group_req has before its
 * address. */
static void
sockeye_option_append_group (const struct group_source_req *request,
                             gboolean                       has_source,
                             GString                       *string)
{
  const char *form = request->gsr_group.ss_family == AF_INET6 ? "HHI16sI100x" : "HH4s120x";

  g_string_append_printf (string, "pack('=I4x%s%s', %u", form, has_source ? form : "",
                          request->gsr_interface);
  sockeye_option_append_sockaddr (&request->gsr_group, string);
  if (has_source)
    sockeye_option_append_sockaddr (&request->gsr_source, string);
  g_string_append_c (string, ')');
}

/* Only where the expression makes exactly these bytes. */
static gboolean
sockeye_option_append_membership (const SockeyeOption *self,
                                  GBytes              *bytes,
                                  GString             *string)
{
  union
  {
    struct ip_mreqn         mreqn;
    struct ipv6_mreq        mreq6;
    struct ip_mreq_source   source;
    struct group_source_req group;
    struct packet_mreq      link;
  } request;

  memset (&request, 0, sizeof request);
  if (g_bytes_get_size (bytes) != self->size || self->size > sizeof request
      || !_sockeye_option_copy (bytes, &request, self->size))
    return FALSE;
  switch (self->shape)
    {
    case SOCKEYE_SHAPE_MEMBERSHIP:
      sockeye_option_append_mreqn (&request.mreqn, string);
      return TRUE;
    case SOCKEYE_SHAPE_MEMBERSHIP6:
      sockeye_option_append_pton (string, &request.mreq6.ipv6mr_multiaddr);
      g_string_append_printf (string, " + pack('I', %u)", request.mreq6.ipv6mr_interface);
      return TRUE;
    case SOCKEYE_SHAPE_SOURCE:
      sockeye_option_append_source (&request.source, string);
      return TRUE;
    case SOCKEYE_SHAPE_LINK_GROUP:
      sockeye_option_append_link_group (self, &request.link, string);
      return TRUE;
    default:
      sockeye_option_append_group (&request.group, self->shape == SOCKEYE_SHAPE_GROUP_SOURCE,
                                   string);
      return TRUE;
    }
}

static gboolean
sockeye_option_append_shape (const SockeyeOption *self,
                             GBytes              *bytes,
                             GString             *string)
{
  struct timeval time;
  struct linger linger;
  struct ip_mreqn request;

  switch (self->shape)
    {
    case SOCKEYE_SHAPE_SWITCH:
    case SOCKEYE_SHAPE_NUMBER:
    case SOCKEYE_SHAPE_CHOICE:
    case SOCKEYE_SHAPE_FLAGS:
    case SOCKEYE_SHAPE_INTERFACE:
      return sockeye_option_append_int (self, bytes, string);
    case SOCKEYE_SHAPE_TIME:
      if (g_bytes_get_size (bytes) != sizeof time
          || !_sockeye_option_copy (bytes, &time, sizeof time))
        return FALSE;
      g_string_append_printf (string, "pack('ll', %ld, %ld)", (long) time.tv_sec,
                              (long) time.tv_usec);
      return TRUE;
    case SOCKEYE_SHAPE_LINGER:
      if (g_bytes_get_size (bytes) != sizeof linger
          || !_sockeye_option_copy (bytes, &linger, sizeof linger))
        return FALSE;
      g_string_append_printf (string, "pack('ii', %d, %d)", linger.l_onoff, linger.l_linger);
      return TRUE;
    case SOCKEYE_SHAPE_INTERFACE4:
      memset (&request, 0, sizeof request);
      if (g_bytes_get_size (bytes) == sizeof request.imr_address
          && _sockeye_option_copy (bytes, &request.imr_address, sizeof request.imr_address))
        sockeye_option_append_aton (string, &request.imr_address);
      else if (g_bytes_get_size (bytes) == sizeof request
               && _sockeye_option_copy (bytes, &request, sizeof request))
        sockeye_option_append_mreqn (&request, string);
      else
        return FALSE;
      return TRUE;
    default:
      return _sockeye_option_is_membership (self)
             && sockeye_option_append_membership (self, bytes, string);
    }
}

/**
 * sockeye_option_append_python:
 * @self: (nullable): NULL for an option that is not in the table
 *
 * Appends the value as the last argument of setsockopt(): `1`,
 * `pack('ii', 1, 0)`, `b'cubic'`.
 */
void
sockeye_option_append_python (const SockeyeOption *self,
                              GBytes              *bytes,
                              GString             *string)
{
  gint32 number;

  g_return_if_fail (bytes != NULL && string != NULL);

  if (self != NULL && sockeye_option_append_shape (self, bytes, string))
    return;
  if (self == NULL && g_bytes_get_size (bytes) == sizeof number
      && _sockeye_option_copy (bytes, &number, sizeof number))
    {
      g_string_append_printf (string, "%d", number);
      return;
    }
  sockeye_option_append_bytes (bytes, string);
}
