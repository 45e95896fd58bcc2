/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A datagram of netlink is a list of messages, each behind a header with its
 * length and type, at multiples of 4: netlink(7). */

#include "config.h"

#include "sockeye-netlink-private.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "call/sockeye-payload.h"

/* Bytes shown of what is not understood. */
#define SOCKEYE_NETLINK_BYTES 24

/* MAX_ERRNO of the kernel (linux/err.h). */
#define SOCKEYE_ERRNO_MAX 4096

gboolean
_sockeye_netlink_copy (const guint8 *data,
                       gsize         size,
                       gpointer      copy,
                       gsize         copy_size)
{
  memset (copy, 0, copy_size);
  memcpy (copy, data, MIN (size, copy_size));
  return size >= copy_size;
}

const guint8 *
_sockeye_netlink_find_attribute (const guint8 *data,
                                 gsize         size,
                                 gsize         offset,
                                 guint16       type,
                                 gsize        *value_size)
{
  struct nlattr attribute;

  while (offset < size
         && _sockeye_netlink_copy (data + offset, size - offset, &attribute, sizeof attribute)
         && attribute.nla_len >= sizeof attribute && attribute.nla_len <= size - offset)
    {
      if ((attribute.nla_type & NLA_TYPE_MASK) == type)
        {
          *value_size = attribute.nla_len - sizeof attribute;
          return data + offset + sizeof attribute;
        }
      offset += NLA_ALIGN (attribute.nla_len);
    }
  return NULL;
}

void
_sockeye_netlink_append_bytes (GString      *string,
                               const guint8 *data,
                               gsize         size)
{
  for (gsize i = 0; i < MIN (size, SOCKEYE_NETLINK_BYTES); i++)
    g_string_append_printf (string, " %02x", data[i]);
  if (size > SOCKEYE_NETLINK_BYTES)
    g_string_append (string, " …");
}

/* --- one message ------------------------------------------------------------------ */

/* Types below NLMSG_MIN_TYPE are the same for all protocols. */
static const char *
sockeye_netlink_get_name (int     protocol,
                          guint16 type)
{
  switch (type)
    {
    case NLMSG_NOOP:
      return "NLMSG_NOOP";
    case NLMSG_ERROR:
      return "NLMSG_ERROR";
    case NLMSG_DONE:
      return "NLMSG_DONE";
    case NLMSG_OVERRUN:
      return "NLMSG_OVERRUN";
    default:
      return protocol == NETLINK_ROUTE ? _sockeye_netlink_get_route_name (type) : NULL;
    }
}

static void
sockeye_netlink_append_name (GString *string,
                             int      protocol,
                             guint16  type)
{
  const char *name = sockeye_netlink_get_name (protocol, type);

  if (name != NULL)
    g_string_append (string, name);
  else
    g_string_append_printf (string, _("message of type %u"), type);
}

/* What the kernel says in words of its own, NLMSGERR_ATTR_MSG: behind the
 * message that it answers, of which NLM_F_CAPPED leaves only the header. */
static void
sockeye_netlink_append_reason (GString      *string,
                               guint16       flags,
                               guint32       answered_length,
                               const guint8 *data,
                               gsize         size)
{
  gsize offset = sizeof (int) + sizeof (struct nlmsghdr);
  const guint8 *text;
  gsize length;
  g_autofree char *shown = NULL;

  if (!(flags & NLM_F_ACK_TLVS))
    return;
  if (!(flags & NLM_F_CAPPED))
    offset = sizeof (int) + NLMSG_ALIGN ((gsize) answered_length);
  text = _sockeye_netlink_find_attribute (data, size, offset, NLMSGERR_ATTR_MSG, &length);
  if (text == NULL)
    return;
  shown = sockeye_payload_preview (text, strnlen ((const char *) text, length), 200);
  g_string_append_printf (string, _(", “%s”"), shown);
}

static gboolean
sockeye_netlink_append_error (GString               *string,
                              int                    protocol,
                              const struct nlmsghdr *header,
                              const guint8          *data,
                              gsize                  size)
{
  struct nlmsgerr error;
  const char *name = NULL;

  if (!_sockeye_netlink_copy (data, size, &error, sizeof error))
    return FALSE;
  g_string_append_c (string, ' ');
  if (error.error < 0 && error.error > -SOCKEYE_ERRNO_MAX)
    name = strerrorname_np (-error.error);
  if (error.error == 0)
    g_string_append (string, _("success"));
  else if (name != NULL)
    g_string_append_printf (string, "%s (%s)", name, g_strerror (-error.error));
  else
    g_string_append_printf (string, "%d", error.error);
  g_string_append (string, _(", the answer to "));
  sockeye_netlink_append_name (string, protocol, error.msg.nlmsg_type);
  sockeye_netlink_append_reason (string, header->nlmsg_flags, error.msg.nlmsg_len, data, size);
  return TRUE;
}

/* A whole message, without its header. */
static void
sockeye_netlink_append_payload (GString               *string,
                                int                    protocol,
                                const struct nlmsghdr *header,
                                const guint8          *data,
                                gsize                  size)
{
  if (header->nlmsg_type == NLMSG_ERROR
      && sockeye_netlink_append_error (string, protocol, header, data, size))
    return;
  if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_NOOP)
    return;
  if (header->nlmsg_type >= NLMSG_MIN_TYPE && protocol == NETLINK_ROUTE
      && _sockeye_netlink_append_route (string, header->nlmsg_type, data, size))
    return;
  g_string_append_printf (string, ngettext (", %u byte", ", %u bytes", header->nlmsg_len),
                          header->nlmsg_len);
}

static char *
sockeye_netlink_dup_cut (int           protocol,
                         const guint8 *data,
                         gsize         size)
{
  GString *string = g_string_new (NULL);
  struct nlmsghdr header;

  if (!_sockeye_netlink_copy (data, size, &header, sizeof header))
    {
      g_string_append_printf (string, ngettext ("a message cut short after %u byte:",
                                                "a message cut short after %u bytes:", size),
                              (guint) size);
    }
  else if (header.nlmsg_len < sizeof header)
    {
      g_string_append_printf (string, _("no message, its length would be %u:"), header.nlmsg_len);
    }
  else
    {
      sockeye_netlink_append_name (string, protocol, header.nlmsg_type);
      g_string_append_printf (string, _(" cut short, %u of %u bytes:"), (guint) size,
                              header.nlmsg_len);
    }
  _sockeye_netlink_append_bytes (string, data, size);
  return g_string_free (string, FALSE);
}

/* Describes the first message. Returns the bytes up to the next. */
static gsize
sockeye_netlink_take (int            protocol,
                      const guint8  *data,
                      gsize          size,
                      char         **text)
{
  struct nlmsghdr header;
  GString *string;

  if (!_sockeye_netlink_copy (data, size, &header, sizeof header)
      || header.nlmsg_len < sizeof header || header.nlmsg_len > size)
    {
      *text = sockeye_netlink_dup_cut (protocol, data, size);
      return size;
    }
  string = g_string_new (NULL);
  sockeye_netlink_append_name (string, protocol, header.nlmsg_type);
  sockeye_netlink_append_payload (string, protocol, &header, data + sizeof header,
                                  header.nlmsg_len - sizeof header);
  *text = g_string_free (string, FALSE);
  return MIN (NLMSG_ALIGN ((gsize) header.nlmsg_len), size);
}

/* --- a datagram ------------------------------------------------------------------- */

/* Protocols whose datagrams are something else: text of udev, and whatever two
 * programs have agreed on. */
static gboolean
sockeye_netlink_has_messages (int protocol)
{
  return protocol != NETLINK_KOBJECT_UEVENT && protocol != NETLINK_USERSOCK;
}

/**
 * sockeye_netlink_describe:
 * @protocol: NETLINK_ROUTE and the like, of the socket
 * @data: (array length=size): a datagram, or its beginning
 * @size: how many bytes there are
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a line for each
 *   message, translated; %NULL where there are none, or the protocol has
 *   datagrams of another kind
 */
GPtrArray *
sockeye_netlink_describe (int           protocol,
                          const guint8 *data,
                          gsize         size)
{
  GPtrArray *texts;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size == 0 || !sockeye_netlink_has_messages (protocol))
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (gsize used = 0; used < size;)
    {
      char *text;

      used += sockeye_netlink_take (protocol, data + used, size - used, &text);
      g_ptr_array_add (texts, text);
    }
  return texts;
}

/* How many messages there are, without a word on any. */
static guint
sockeye_netlink_count (const guint8 *data,
                       gsize         size)
{
  struct nlmsghdr header;
  guint n = 0;

  for (gsize used = 0; used < size; n++)
    if (_sockeye_netlink_copy (data + used, size - used, &header, sizeof header)
        && header.nlmsg_len >= sizeof header && header.nlmsg_len <= size - used)
      used += MIN (NLMSG_ALIGN ((gsize) header.nlmsg_len), size - used);
    else
      used = size;
  return n;
}

/**
 * sockeye_netlink_summarize:
 * @protocol: NETLINK_ROUTE and the like, of the socket
 * @data: (array length=size): a datagram, or its beginning
 * @size: how many bytes there are
 *
 * Returns: (transfer full) (nullable): the first message and the number of
 *   others, "RTM_NEWLINK lo up mtu 65536 (+1 more)"; %NULL as
 *   sockeye_netlink_describe()
 */
char *
sockeye_netlink_summarize (int           protocol,
                           const guint8 *data,
                           gsize         size)
{
  g_autofree char *first = NULL;
  guint others;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size == 0 || !sockeye_netlink_has_messages (protocol))
    return NULL;
  sockeye_netlink_take (protocol, data, size, &first);
  others = sockeye_netlink_count (data, size) - 1;
  if (others == 0)
    return g_steal_pointer (&first);
  /* Translators: a message, and how many others came with it. */
  return g_strdup_printf (ngettext ("%s (+%u more)", "%s (+%u more)", others), first, others);
}
