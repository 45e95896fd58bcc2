/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Groups that a socket joins or leaves: who, from whom, on which interface.
 * Written as source@group%interface. */

#include "config.h"

#include "sockeye-option-private.h"

#include "address/sockeye-address-private.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <string.h>

G_STATIC_ASSERT (sizeof (struct ip_mreqn) == SOCKEYE_SIZE_MEMBERSHIP);
G_STATIC_ASSERT (sizeof (struct ipv6_mreq) == SOCKEYE_SIZE_MEMBERSHIP6);
G_STATIC_ASSERT (sizeof (struct ip_mreq_source) == SOCKEYE_SIZE_SOURCE);
G_STATIC_ASSERT (sizeof (struct packet_mreq) == SOCKEYE_SIZE_LINK_GROUP);
#if GLIB_SIZEOF_VOID_P == 8
G_STATIC_ASSERT (sizeof (struct group_req) == SOCKEYE_SIZE_GROUP);
G_STATIC_ASSERT (sizeof (struct group_source_req) == SOCKEYE_SIZE_GROUP_SOURCE);
#endif

gboolean
_sockeye_option_is_membership (const SockeyeOption *self)
{
  return self->shape >= SOCKEYE_SHAPE_MEMBERSHIP && self->shape <= SOCKEYE_SHAPE_LINK_GROUP;
}

/* --- from text ------------------------------------------------------------------------- */

static gboolean
sockeye_option_is_inet6 (const SockeyeOption *self)
{
  return self->level == IPPROTO_IPV6;
}

/* An address of the option's family; a group must be one. */
static gboolean
sockeye_option_parse_address (const SockeyeOption *self,
                              const char          *text,
                              gboolean             is_group,
                              gpointer             address,
                              GError             **error)
{
  int family = sockeye_option_is_inet6 (self) ? AF_INET6 : AF_INET;
  struct in6_addr in6;
  struct in_addr in;
  gboolean is_multicast;

  if (inet_pton (family, text, family == AF_INET6 ? (gpointer) &in6 : &in) != 1)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION,
                   family == AF_INET6 ? _("“%s” is not an IPv6 address")
                                      : _("“%s” is not an IPv4 address"),
                   text);
      return FALSE;
    }
  is_multicast =
    family == AF_INET6 ? IN6_IS_ADDR_MULTICAST (&in6) : IN_MULTICAST (ntohl (in.s_addr));
  if (is_group && !is_multicast)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION,
                   family == AF_INET6 ? _("%s is not a multicast group: those are ff00::/8")
                                      : _("%s is not a multicast group: those are 224.0.0.0/4"),
                   text);
      return FALSE;
    }
  memcpy (address, family == AF_INET6 ? (gpointer) &in6 : &in,
          family == AF_INET6 ? sizeof in6 : sizeof in);
  return TRUE;
}

/* ip_mreq_source names an interface by its address only: the first one is taken. */
static gboolean
sockeye_option_find_address (const char      *interface,
                             struct in_addr  *address,
                             GError         **error)
{
  struct ifaddrs *list = NULL;
  char name[IF_NAMESIZE];
  gboolean found = FALSE;
  guint index;

  if (!sockeye_option_parse_interface (interface, &index, error))
    return FALSE;
  if (if_indextoname (index, name) != NULL && getifaddrs (&list) == 0)
    for (struct ifaddrs *each = list; each != NULL && !found; each = each->ifa_next)
      if (each->ifa_addr != NULL && each->ifa_addr->sa_family == AF_INET
          && g_str_equal (each->ifa_name, name))
        {
          *address = ((struct sockaddr_in *) each->ifa_addr)->sin_addr;
          found = TRUE;
        }
  if (list != NULL)
    freeifaddrs (list);
  if (!found)
    g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION,
                 _("“%s” has no IPv4 address to name it by"), interface);
  return found;
}

static gboolean
sockeye_option_has_interface (const char *interface)
{
  return interface != NULL && *interface != '\0' && !g_str_equal (interface, "0");
}

static GBytes *
sockeye_option_new_mreqn (const SockeyeOption *self,
                          const char          *group,
                          const char          *interface,
                          GError             **error)
{
  struct ip_mreqn request = { 0 };
  guint index = 0;

  if (!sockeye_option_parse_address (self, group, TRUE, &request.imr_multiaddr, error))
    return NULL;
  if (sockeye_option_has_interface (interface)
      && inet_pton (AF_INET, interface, &request.imr_address) != 1
      && !sockeye_option_parse_interface (interface, &index, error))
    return NULL;
  request.imr_ifindex = (int) index;
  return g_bytes_new (&request, sizeof request);
}

static GBytes *
sockeye_option_new_mreq6 (const SockeyeOption *self,
                          const char          *group,
                          const char          *interface,
                          GError             **error)
{
  gboolean is_anycast =
    self->number == IPV6_JOIN_ANYCAST || self->number == IPV6_LEAVE_ANYCAST;
  struct ipv6_mreq request = { 0 };
  guint index = 0;

  if (!sockeye_option_parse_address (self, group, !is_anycast, &request.ipv6mr_multiaddr, error))
    return NULL;
  if (sockeye_option_has_interface (interface)
      && !sockeye_option_parse_interface (interface, &index, error))
    return NULL;
  request.ipv6mr_interface = index;
  return g_bytes_new (&request, sizeof request);
}

static GBytes *
sockeye_option_new_source (const SockeyeOption *self,
                           const char          *group,
                           const char          *interface,
                           const char          *source,
                           GError             **error)
{
  struct ip_mreq_source request = { 0 };

  if (!sockeye_option_parse_address (self, group, TRUE, &request.imr_multiaddr, error)
      || !sockeye_option_parse_address (self, source, FALSE, &request.imr_sourceaddr, error))
    return NULL;
  if (sockeye_option_has_interface (interface)
      && inet_pton (AF_INET, interface, &request.imr_interface) != 1
      && !sockeye_option_find_address (interface, &request.imr_interface, error))
    return NULL;
  return g_bytes_new (&request, sizeof request);
}

static gboolean
sockeye_option_fill_sockaddr (const SockeyeOption     *self,
                              const char              *text,
                              gboolean                 is_group,
                              struct sockaddr_storage *storage,
                              GError                 **error)
{
  struct sockaddr_in6 *in6 = (struct sockaddr_in6 *) storage;
  struct sockaddr_in *in = (struct sockaddr_in *) storage;

  storage->ss_family = sockeye_option_is_inet6 (self) ? AF_INET6 : AF_INET;
  return sockeye_option_parse_address (self, text, is_group,
                                       storage->ss_family == AF_INET6 ? (gpointer) &in6->sin6_addr
                                                                      : &in->sin_addr,
                                       error);
}

/* struct group_req is the beginning of struct group_source_req. */
static GBytes *
sockeye_option_new_group (const SockeyeOption *self,
                          const char          *group,
                          const char          *interface,
                          const char          *source,
                          GError             **error)
{
  gboolean has_source = self->shape == SOCKEYE_SHAPE_GROUP_SOURCE;
  struct group_source_req request;
  guint index = 0;

  memset (&request, 0, sizeof request);
  if (!sockeye_option_fill_sockaddr (self, group, TRUE, &request.gsr_group, error)
      || (has_source
          && !sockeye_option_fill_sockaddr (self, source, FALSE, &request.gsr_source, error)))
    return NULL;
  if (sockeye_option_has_interface (interface)
      && !sockeye_option_parse_interface (interface, &index, error))
    return NULL;
  request.gsr_interface = index;
  return g_bytes_new (&request, has_source ? sizeof request : sizeof (struct group_req));
}

/* "01:00:5e:00:00:fb" */
static gboolean
sockeye_option_parse_hardware (const char         *text,
                               struct packet_mreq *request,
                               GError            **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint n = g_strv_length (parts);
  gboolean is_right = n > 0 && n <= sizeof request->mr_address;

  for (guint i = 0; is_right && i < n; i++)
    {
      guint64 byte;

      is_right = g_ascii_string_to_unsigned (parts[i], 16, 0, 255, &byte, NULL);
      if (is_right)
        request->mr_address[i] = (guchar) byte;
    }
  request->mr_alen = (gushort) n;
  if (!is_right)
    g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION,
                 _("“%s” is not a hardware address, as in 01:00:5e:00:00:fb"), text);
  return is_right;
}

static GBytes *
sockeye_option_new_link_group (const SockeyeOption *self,
                               const char          *group,
                               const char          *interface,
                               GError             **error)
{
  g_auto (GStrv) words = g_strsplit (group, " ", 2);
  struct packet_mreq request = { 0 };
  const SockeyeOptionChoice *choice = self->choices;
  const char *address = words[0] != NULL && words[1] != NULL ? g_strstrip (words[1]) : "";
  guint index;

  while (choice->name != NULL
         && (words[0] == NULL || g_ascii_strcasecmp (choice->name, words[0]) != 0))
    choice++;
  if (choice->name == NULL)
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION, _("%s has no value “%s”"),
                   self->name, group);
      return NULL;
    }
  request.mr_type = (gushort) choice->number;
  if (choice->number == PACKET_MR_MULTICAST || choice->number == PACKET_MR_UNICAST)
    {
      if (!sockeye_option_parse_hardware (address, &request, error))
        return NULL;
    }
  if (!sockeye_option_parse_interface (interface != NULL ? interface : "", &index, error))
    return NULL;
  request.mr_ifindex = (int) index;
  return g_bytes_new (&request, sizeof request);
}

/**
 * sockeye_option_new_membership:
 * @interface: (nullable): "" or NULL leaves it to the kernel
 * @source: (nullable): of a source-specific one
 *
 * Returns: (transfer full) (nullable): the structure, or %NULL with error
 */
GBytes *
sockeye_option_new_membership (const SockeyeOption *self,
                               const char          *group,
                               const char          *interface,
                               const char          *source,
                               GError             **error)
{
  gboolean takes_source;

  g_return_val_if_fail (self != NULL && _sockeye_option_is_membership (self), NULL);
  g_return_val_if_fail (group != NULL, NULL);

  takes_source =
    self->shape == SOCKEYE_SHAPE_SOURCE || self->shape == SOCKEYE_SHAPE_GROUP_SOURCE;
  if (takes_source != (source != NULL && *source != '\0'))
    {
      g_set_error (error, SOCKEYE_ERROR, SOCKEYE_ERROR_OPTION,
                   takes_source ? _("%s needs a source, as in 192.0.2.1@232.1.1.1%%eth0")
                                : _("%s takes no source"),
                   self->name);
      return NULL;
    }
  switch (self->shape)
    {
    case SOCKEYE_SHAPE_MEMBERSHIP:
      return sockeye_option_new_mreqn (self, group, interface, error);
    case SOCKEYE_SHAPE_MEMBERSHIP6:
      return sockeye_option_new_mreq6 (self, group, interface, error);
    case SOCKEYE_SHAPE_SOURCE:
      return sockeye_option_new_source (self, group, interface, source, error);
    case SOCKEYE_SHAPE_LINK_GROUP:
      return sockeye_option_new_link_group (self, group, interface, error);
    default:
      return sockeye_option_new_group (self, group, interface, source, error);
    }
}

GBytes *
_sockeye_option_parse_membership (const SockeyeOption *self,
                                  const char          *text,
                                  GError             **error)
{
  const char *at = strchr (text, '@');
  const char *percent = strrchr (text, '%');
  const char *begin = at != NULL ? at + 1 : text;
  g_autofree char *source = at != NULL ? g_strndup (text, at - text) : NULL;
  g_autofree char *group = NULL;

  if (percent != NULL && percent < begin)
    percent = NULL;
  group = percent != NULL ? g_strndup (begin, percent - begin) : g_strdup (begin);
  return sockeye_option_new_membership (self, group, percent != NULL ? percent + 1 : NULL, source,
                                        error);
}

/* --- to text --------------------------------------------------------------------------- */

static void
sockeye_option_append_inet (GString       *string,
                            int            family,
                            gconstpointer  address)
{
  char text[INET6_ADDRSTRLEN] = "";

  g_string_append (string, inet_ntop (family, address, text, sizeof text));
}

static void
sockeye_option_append_index (GString *string,
                             guint    index)
{
  g_autofree char *name = NULL;

  if (index == 0)
    return;
  name = _sockeye_address_dup_interface (index);
  g_string_append_printf (string, "%%%s", name);
}

static void
sockeye_option_append_sockaddr (GString                       *string,
                                const struct sockaddr_storage *storage)
{
  const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) storage;
  const struct sockaddr_in *in = (const struct sockaddr_in *) storage;

  if (storage->ss_family == AF_INET6)
    sockeye_option_append_inet (string, AF_INET6, &in6->sin6_addr);
  else
    sockeye_option_append_inet (string, AF_INET, &in->sin_addr);
}

static void
sockeye_option_append_link_group (const SockeyeOption      *self,
                                  const struct packet_mreq *request,
                                  GString                  *string)
{
  const SockeyeOptionChoice *choice = self->choices;

  while (choice->name != NULL && choice->number != request->mr_type)
    choice++;
  if (choice->name != NULL)
    g_string_append (string, choice->name);
  else
    g_string_append_printf (string, "%u", request->mr_type);
  for (guint i = 0; i < MIN (request->mr_alen, sizeof request->mr_address); i++)
    g_string_append_printf (string, "%s%02x", i == 0 ? " " : ":", request->mr_address[i]);
  sockeye_option_append_index (string, (guint) request->mr_ifindex);
}

static void
sockeye_option_append_mreqn (GString               *string,
                             const struct ip_mreqn *request)
{
  sockeye_option_append_inet (string, AF_INET, &request->imr_multiaddr);
  if (request->imr_ifindex != 0)
    {
      sockeye_option_append_index (string, (guint) request->imr_ifindex);
    }
  else if (request->imr_address.s_addr != 0)
    {
      g_string_append_c (string, '%');
      sockeye_option_append_inet (string, AF_INET, &request->imr_address);
    }
}

static void
sockeye_option_append_source (GString                     *string,
                              const struct ip_mreq_source *request)
{
  sockeye_option_append_inet (string, AF_INET, &request->imr_sourceaddr);
  g_string_append_c (string, '@');
  sockeye_option_append_inet (string, AF_INET, &request->imr_multiaddr);
  if (request->imr_interface.s_addr == 0)
    return;
  g_string_append_c (string, '%');
  sockeye_option_append_inet (string, AF_INET, &request->imr_interface);
}

static void
sockeye_option_append_group (GString                       *string,
                             const struct group_source_req *request,
                             gboolean                       has_source)
{
  if (has_source)
    {
      sockeye_option_append_sockaddr (string, &request->gsr_source);
      g_string_append_c (string, '@');
    }
  sockeye_option_append_sockaddr (string, &request->gsr_group);
  sockeye_option_append_index (string, request->gsr_interface);
}

char *
_sockeye_option_format_membership (const SockeyeOption *self,
                                   GBytes              *bytes)
{
  union
  {
    struct ip_mreqn         mreqn;
    struct ipv6_mreq        mreq6;
    struct ip_mreq_source   source;
    struct group_source_req group;
    struct packet_mreq      link;
  } request;
  GString *string;

  memset (&request, 0, sizeof request);
  if (!_sockeye_option_copy (bytes, &request, MIN (self->size, sizeof request)))
    return NULL;
  string = g_string_new (NULL);
  if (self->shape == SOCKEYE_SHAPE_MEMBERSHIP)
    {
      sockeye_option_append_mreqn (string, &request.mreqn);
    }
  else if (self->shape == SOCKEYE_SHAPE_MEMBERSHIP6)
    {
      sockeye_option_append_inet (string, AF_INET6, &request.mreq6.ipv6mr_multiaddr);
      sockeye_option_append_index (string, request.mreq6.ipv6mr_interface);
    }
  else if (self->shape == SOCKEYE_SHAPE_SOURCE)
    {
      sockeye_option_append_source (string, &request.source);
    }
  else if (self->shape == SOCKEYE_SHAPE_LINK_GROUP)
    {
      sockeye_option_append_link_group (self, &request.link, string);
    }
  else
    {
      sockeye_option_append_group (string, &request.group,
                                   self->shape == SOCKEYE_SHAPE_GROUP_SOURCE);
    }
  return g_string_free (string, FALSE);
}
